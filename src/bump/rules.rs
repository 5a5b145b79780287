//! What else decides about the next version, besides which part goes up.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::branch::check_ref_name;
use crate::bump::Bump;
use crate::error::{Error, Result};
use crate::text::shortened;
use crate::version::Version;
use crate::version::calver::{Format, Size};
use crate::version::date::Date;

/// The rules a bump is carried out by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// What a prerelease is called, such as `rc`. Absent or empty: it keeps its name; a new one has none in SemVer
    /// (`1.2.4-1`) and is a release candidate in PEP 440, which knows no nameless ones.
    pub identifier: Option<String>,
    /// Where the numbers of prereleases, post and development releases begin.
    pub identifier_base: Base,
    /// With one, release numbers come from the day.
    pub calendar: Option<Calendar>,
}

impl Rules {
    /// The identifier, where there is one.
    pub(crate) fn identifier(&self) -> Option<&str> {
        self.identifier.as_deref().filter(|identifier| !identifier.is_empty())
    }
}

/// The first number of a prerelease: `rc.1`, `rc.0`, or none (`rc`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub enum Base {
    /// `rc.0`
    Zero,
    /// `rc.1`
    #[default]
    One,
    /// `rc`; in SemVer alone.
    None,
}

impl Base {
    /// `0`, `1` or `false`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "0" => Some(Self::Zero),
            "1" => Some(Self::One),
            "false" => Some(Self::None),
            _ => None,
        }
    }

    /// The number, where there is one.
    pub fn number(self) -> Option<u64> {
        match self {
            Self::Zero => Some(0),
            Self::One => Some(1),
            Self::None => None,
        }
    }
}

impl Serialize for Base {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Zero => serializer.serialize_str("0"),
            Self::One => serializer.serialize_str("1"),
            Self::None => serializer.serialize_bool(false),
        }
    }
}

impl<'de> Deserialize<'de> for Base {
    /// Text, or JavaScript's numbers and `false`, as npm's semver takes them.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Read;
        impl Visitor<'_> for Read {
            type Value = Base;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("`0`, `1` or `false`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<Base, E> {
                Base::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> std::result::Result<Base, E> {
                Base::parse(&number.to_string()).ok_or_else(|| E::invalid_value(de::Unexpected::Signed(number), &self))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> std::result::Result<Base, E> {
                Base::parse(&number.to_string())
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(number), &self))
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> std::result::Result<Base, E> {
                if value { Err(E::invalid_value(de::Unexpected::Bool(value), &self)) } else { Ok(Base::None) }
            }
        }
        deserializer.deserialize_any(Read)
    }
}

/// A calendar format and the day of the release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The format.
    pub format: Format,
    /// The day.
    pub day: Date,
}

impl Calendar {
    /// Reads both from text. Codes: `invalid-calver-format`, `invalid-date`.
    pub fn parse(format: &str, day: &str) -> Result<Self> {
        Ok(Self { format: Format::parse(format)?, day: Date::parse(day)? })
    }

    pub(super) fn after(&self, current: &Version, size: Size, settled: bool) -> Result<Version> {
        let numbers = current.numbers();
        // Numbers the format has no place for would be dropped, and the next version be below the current one.
        let settled = settled || numbers.iter().skip(self.format.numbers()).any(|number| *number != 0);
        current.with_numbers(&self.format.after(&numbers, self.day, size, settled)?)
    }

    pub(super) fn is_past(&self, current: &Version) -> Result<bool> {
        self.format.is_past(&current.numbers(), self.day)
    }
}

/// What breaking changes and features are worth below 1.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum BelowOne {
    /// A breaking change is a minor version: 1.0 is a decision, never an accident.
    #[default]
    Minor,
    /// Also a feature is a patch, as Cargo and npm read version ranges there.
    Patch,
    /// No rule: a breaking change leads to 1.0.0.
    Major,
}

impl BelowOne {
    /// `minor`, `patch`, `major`: what a breaking change or, for `patch`, a feature comes down to.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "minor" => Some(Self::Minor),
            "patch" => Some(Self::Patch),
            "major" => Some(Self::Major),
            _ => None,
        }
    }

    /// The bump a commit gets that asks for `bump`.
    ///
    /// ```
    /// use version_first::{bump::{BelowOne, Bump}, version::{Scheme, Version}};
    /// let early = Version::parse("0.4.0", Scheme::Semver)?;
    /// assert_eq!(BelowOne::Minor.apply(Bump::Major, &early), Bump::Minor);
    /// assert_eq!(BelowOne::Minor.apply(Bump::Minor, &early), Bump::Minor);
    /// assert_eq!(BelowOne::Patch.apply(Bump::Major, &early), Bump::Minor);
    /// assert_eq!(BelowOne::Patch.apply(Bump::Minor, &early), Bump::Patch);
    /// assert_eq!(BelowOne::Major.apply(Bump::Major, &early), Bump::Major);
    /// let grown = Version::parse("1.0.0", Scheme::Semver)?;
    /// assert_eq!(BelowOne::Patch.apply(Bump::Major, &grown), Bump::Major);
    /// # Ok::<(), version_first::Error>(())
    /// ```
    #[must_use]
    pub fn apply(self, bump: Bump, current: &Version) -> Bump {
        if current.triple().0 != 0 {
            return bump;
        }
        match (self, bump) {
            (Self::Minor | Self::Patch, Bump::Major) => Bump::Minor,
            (Self::Patch, Bump::Minor) => Bump::Patch,
            _ => bump,
        }
    }
}

/// Which branches release prereleases, and what these are called: `beta=beta next=rc`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Channels(Vec<(String, String)>);

impl Channels {
    /// Reads pairs apart by spaces, commas or line ends; a branch alone gives its own name to its prereleases. Codes:
    /// `invalid-prerelease-branches`.
    pub fn parse(text: &str) -> Result<Self> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for pair in text.split([' ', ',', '\t', '\n', '\r']).filter(|pair| !pair.is_empty()) {
            let refused = |why: &str| {
                Error::new("invalid-prerelease-branches", format!("prerelease branch `{}` {why}", shortened(pair)))
                    .advice("write pairs such as `beta=beta next=rc`: a branch, and what its prereleases are called")
            };
            // From the right: a branch may have `=` in its name, an identifier can't.
            let (branch, identifier) = pair.rsplit_once('=').unwrap_or((pair, pair));
            if check_ref_name(branch).is_err() {
                return Err(refused("names no branch that git takes"));
            }
            if !is_identifier(identifier) {
                return Err(refused("has an identifier of other than letters, digits and hyphens"));
            }
            if pairs.iter().any(|(known, _)| known == branch) {
                return Err(refused("is there twice"));
            }
            pairs.push((branch.to_string(), identifier.to_string()));
        }
        Ok(Self(pairs))
    }

    /// The branches that release prereleases.
    pub fn branches(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(branch, _)| branch.as_str())
    }

    /// The identifier of a branch, where it releases prereleases.
    pub fn identifier(&self, branch: &str) -> Option<&str> {
        self.0.iter().find_map(|(known, identifier)| (known == branch).then_some(identifier.as_str()))
    }

    /// The branch whose prerelease a version is, where that is another one than `branch`: such a version is none of
    /// `branch`'s line, so that a fix on `main` does not release what is still tried out on `beta`.
    ///
    /// ```
    /// use version_first::{bump::Channels, version::{Scheme, Version}};
    /// let channels = Channels::parse("beta next=rc")?;
    /// let beta = Version::parse("1.3.0-beta.1", Scheme::Semver)?;
    /// assert_eq!(channels.elsewhere("main", &beta), Some("beta"));
    /// assert_eq!(channels.elsewhere("beta", &beta), None);
    /// # Ok::<(), version_first::Error>(())
    /// ```
    pub fn elsewhere(&self, branch: &str, version: &Version) -> Option<&str> {
        let mut homes =
            self.0.iter().filter(|(_, identifier)| crate::bump::is_called(version, identifier)).map(|(home, _)| home);
        let first = homes.next()?;
        let here = first == branch || homes.any(|home| home == branch);
        (!here).then_some(first)
    }
}

/// Whether it can stand in a prerelease.
pub(super) fn is_identifier(text: &str) -> bool {
    !text.is_empty() && semver::Prerelease::new(text).is_ok()
}
