//! The requested change, and the version it leads to.
//!
//! | current | patch | minor | major |
//! |---|---|---|---|
//! | `1.2.3` | `1.2.4` | `1.3.0` | `2.0.0` |
//! | `2.0.0-rc.1` | `2.0.0` | `2.0.0` | `2.0.0` |
//! | `1.3.0-rc.1` | `1.3.0` | `1.3.0` | `2.0.0` |
//! | `1.2.4-rc.1` | `1.2.4` | `1.3.0` | `2.0.0` |
//!
//! A prerelease already is the change that leads to its release: that release is the answer where it is big enough for
//! the bump (npm's rule). What the other bumps do is in [the crate's documentation](crate#bumps).

mod pep440;
mod rules;
mod semver;
mod words;

use borsh::{BorshDeserialize, BorshSerialize};
use std::cmp::Ordering;

use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::version::calver::Size;
use crate::version::{Scheme, Version, overflow};

pub use rules::{Base, BelowOne, Calendar, Channels, Rules};
pub(crate) use words::{Build, RunOn, build_of, second_of};

/// Which part of a version goes up.
///
/// Commits weigh against each other by the first three, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// `1.2.3` to `1.2.4`
    Patch,
    /// `1.2.3` to `1.3.0`
    Minor,
    /// `1.2.3` to `2.0.0`
    Major,
    /// `1.2.3` to `1.2.4-rc.1`
    Prepatch,
    /// `1.2.3` to `1.3.0-rc.1`
    Preminor,
    /// `1.2.3` to `2.0.0-rc.1`
    Premajor,
    /// `1.3.0-rc.1` to `1.3.0-rc.2`
    Prerelease,
    /// `1.3.0-rc.2` to `1.3.0`
    Release,
    /// PEP 440's `1.2.3` to `1.2.3.post1`
    Post,
    /// PEP 440's `1.3.0.dev1` to `1.3.0.dev2`
    Dev,
    /// PEP 440's `2026.2.1` to `1!1.0.0`
    Epoch,
}

impl<'de> Deserialize<'de> for Bump {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = <String as Deserialize>::deserialize(deserializer)?;
        let version = [Scheme::Semver, Scheme::Pep440].iter().any(|scheme| Version::parse(&text, *scheme).is_ok());
        match Self::parse(&text) {
            Some(bump) => Ok(bump),
            None if text == "auto" => Err(de::Error::custom(
                "`auto` is not a bump by itself: `decideBump(commits, { current })` says which one commits ask for",
            )),
            None if version => Err(de::Error::custom(format_args!(
                "`{text}` is a version, not a bump: it is the next version already, as `tagName`, `bumpBranch` and `rewriteManifests` take it"
            ))),
            None => Err(de::Error::unknown_variant(&text, &Self::NAMES)),
        }
    }
}

/// Every bump, by name.
const ALL: [(&str, Bump); 11] = [
    ("major", Bump::Major),
    ("minor", Bump::Minor),
    ("patch", Bump::Patch),
    ("premajor", Bump::Premajor),
    ("preminor", Bump::Preminor),
    ("prepatch", Bump::Prepatch),
    ("prerelease", Bump::Prerelease),
    ("release", Bump::Release),
    ("post", Bump::Post),
    ("dev", Bump::Dev),
    ("epoch", Bump::Epoch),
];

impl Bump {
    /// What bumps are called.
    pub const NAMES: [&'static str; 11] = [
        "major",
        "minor",
        "patch",
        "premajor",
        "preminor",
        "prepatch",
        "prerelease",
        "release",
        "post",
        "dev",
        "epoch",
    ];

    /// Whether it leads to a prerelease, whatever it starts from.
    pub(crate) fn is_prerelease(self) -> bool {
        matches!(self, Self::Prepatch | Self::Preminor | Self::Premajor | Self::Prerelease | Self::Dev)
    }

    /// The bump of this name: `major`, `minor`, `patch`, `premajor`, …
    pub fn parse(text: &str) -> Option<Self> {
        ALL.iter().find_map(|(name, bump)| (*name == text).then_some(*bump))
    }

    /// Its name.
    pub fn as_str(self) -> &'static str {
        ALL.iter().find_map(|(name, bump)| (*bump == self).then_some(*name)).unwrap_or_default()
    }

    /// The bump of a prerelease channel, where this one was wished for: as long as the current prerelease leads to a
    /// release that is big enough, its number goes up; else a bigger release begins.
    ///
    /// ```
    /// use version_first::{bump::Bump, version::{Scheme, Version}};
    /// let on = |current, wish: Bump| wish.on_channel(&Version::parse(current, Scheme::Semver).unwrap());
    /// assert_eq!(on("1.2.0", Bump::Minor), Bump::Preminor);
    /// assert_eq!(on("1.3.0-beta.1", Bump::Minor), Bump::Prerelease);
    /// assert_eq!(on("1.3.0-beta.1", Bump::Major), Bump::Premajor);
    /// ```
    #[must_use]
    pub fn on_channel(self, current: &Version) -> Self {
        let before = match self {
            Self::Patch => Self::Prepatch,
            Self::Minor => Self::Preminor,
            Self::Major => Self::Premajor,
            other => return other,
        };
        if is_unreleased(current) && big_enough(current.triple(), self.size()) { Self::Prerelease } else { before }
    }

    /// The part of the release number it raises, where it does.
    fn size(self) -> Size {
        match self {
            Self::Major | Self::Premajor => Size::Major,
            Self::Minor | Self::Preminor => Size::Minor,
            _ => Size::Patch,
        }
    }
}

/// The next version by the rules that hold where nobody chose others. Codes: as [`next_by`].
///
/// ```
/// use version_first::{bump::{Bump, next}, version::{Scheme, Version}};
/// let current = Version::parse("0.2.334", Scheme::Pep440)?;
/// assert_eq!(next(&current, Bump::Patch)?.to_string(), "0.2.335");
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn next(current: &Version, bump: Bump) -> Result<Version> {
    next_by(current, bump, &Rules::default())
}

/// The next version: always greater than `current`, or an error.
///
/// `major`, `minor` and `patch` give a release of three numbers (with a calendar: of as many as its format has), whatever
/// `current` has beyond them; an epoch stays; local and build parts go.
///
/// Codes: `version-overflow`, `version-not-greater`, `not-a-prerelease`, `invalid-bump`, `invalid-identifier`; with a
/// calendar also `no-counter`, `invalid-date` and `version-not-expressible`.
pub fn next_by(current: &Version, bump: Bump, rules: &Rules) -> Result<Version> {
    let found = match bump {
        Bump::Patch | Bump::Minor | Bump::Major => release_for(current, bump.size(), rules)?,
        Bump::Prepatch | Bump::Preminor | Bump::Premajor => opened(&raised(current, bump.size(), rules)?, rules)?,
        Bump::Prerelease if continues(current, rules)? => match current {
            Version::Semver(v) => semver::continued(v, rules).map(Version::Semver)?,
            Version::Pep440(v) => pep440::continued(v, rules).map(Version::Pep440)?,
        },
        Bump::Prerelease => opened(&raised(current, Size::Patch, rules)?, rules)?,
        Bump::Release if is_unreleased(current) => current.release(),
        Bump::Release => {
            return Err(Error::new(
                "not-a-prerelease",
                format!("`{current}` is no prerelease: nothing leads to its release"),
            )
            .advice("ask for `patch`, `minor` or `major`"));
        }
        Bump::Post | Bump::Dev | Bump::Epoch => match current {
            Version::Semver(_) => return Err(not_in_semver(bump)),
            Version::Pep440(v) => pep440::own(v, bump, rules, || raised(current, Size::Patch, rules))?,
        },
    };
    // What can't be read back would be lost as a tag: numbers and texts that have grown too long.
    if !Version::parse(&found.to_string(), found.scheme()).is_ok_and(|read| read.same(&found)) {
        return Err(Error::new(
            "version-overflow",
            format!("`{current}` can't go up: what follows is too long or too big"),
        )
        .advice("ask for a bigger bump, or for an exact version"));
    }
    if found.cmp_precedence(current) != Ordering::Greater {
        return Err(Error::new(
            "version-not-greater",
            format!("`{}` of `{current}` would be `{found}`, which is not greater", bump.as_str()),
        )
        .advice("keep to the identifier, or one that sorts after it, or begin a bigger release with `prepatch`, `preminor` or `premajor`"));
    }
    Ok(found)
}

/// The release that a change of this size leads to: an unreleased version's own one where that is big enough.
fn release_for(current: &Version, size: Size, rules: &Rules) -> Result<Version> {
    if let Some(calendar) = &rules.calendar {
        return calendar.after(current, size, !is_unreleased(current));
    }
    let own = current.with_triple(current.triple());
    // Compared, not asked `is_prerelease`: `1.2.0.4rc1` and `1.2.0.post1.dev1` are prereleases, and follow 1.2.0.
    if big_enough(current.triple(), size) && own.cmp_precedence(current) == Ordering::Greater {
        return Ok(own);
    }
    raised(current, size, rules)
}

/// The release above the current one, also where that is a prerelease.
fn raised(current: &Version, size: Size, rules: &Rules) -> Result<Version> {
    if let Some(calendar) = &rules.calendar {
        return calendar.after(current, size, true);
    }
    let (major, minor, patch) = current.triple();
    let greatest = current.scheme().greatest_number();
    let up = |number: u64| number.checked_add(1).filter(|raised| *raised <= greatest);
    let (name, raised) = match size {
        Size::Patch => ("patch number", up(patch).map(|patch| (major, minor, patch))),
        Size::Minor => ("minor number", up(minor).map(|minor| (major, minor, 0))),
        Size::Major => ("major number", up(major).map(|major| (major, 0, 0))),
    };
    raised.map(|triple| current.with_triple(triple)).ok_or_else(|| overflow(name, &current.to_string(), greatest))
}

/// The first prerelease of a release.
pub(crate) fn opened(release: &Version, rules: &Rules) -> Result<Version> {
    match release {
        Version::Semver(v) => semver::opened(v, rules).map(Version::Semver),
        Version::Pep440(v) => pep440::opened(v, rules).map(Version::Pep440),
    }
}

/// Whether it is a prerelease of this name.
fn is_called(version: &Version, identifier: &str) -> bool {
    match version {
        Version::Semver(v) => semver::is_called(v, identifier),
        Version::Pep440(v) => pep440::is_called(v, identifier),
    }
}

/// What a new prerelease is called where nobody said.
const DEFAULT_IDENTIFIER: &str = "rc";

/// The same rules, with a name for a new prerelease where they have none: one that goes on keeps its own.
pub(crate) fn named(current: &Version, bump: Bump, rules: &Rules) -> Result<Rules> {
    let keeps_its_name = bump == Bump::Prerelease && continues(current, rules)?;
    let identifier = rules.identifier().map(ToString::to_string);
    let identifier = identifier.or_else(|| (!keeps_its_name).then(|| DEFAULT_IDENTIFIER.to_string()));
    Ok(Rules { identifier, ..rules.clone() })
}

/// What a prerelease is called: `beta` of `1.3.0-beta.1` and of `1.3.0b1`; `None`: it has no name.
pub(crate) fn name_of(version: &Version) -> Option<String> {
    match version {
        Version::Semver(v) => semver::name_of(v),
        Version::Pep440(v) => pep440::name_of(v),
    }
}

/// Whether its own release is still to come.
pub(crate) fn is_unreleased(current: &Version) -> bool {
    current.release().cmp_precedence(current) == Ordering::Greater
}

/// Whether a version's three numbers are one step above another's, whatever else either says.
pub(crate) fn is_next(said: &Version, newest: &Version) -> bool {
    let (major, minor, patch) = newest.triple();
    let up = |number: u64| number.checked_add(1);
    let next = [
        up(patch).map(|patch| (major, minor, patch)),
        up(minor).map(|minor| (major, minor, 0)),
        up(major).map(|major| (major, 0, 0)),
    ];
    next.contains(&Some(said.triple()))
}

/// Whether the next prerelease leads to the same release as the current one.
pub(crate) fn continues(current: &Version, rules: &Rules) -> Result<bool> {
    if !is_unreleased(current) {
        return Ok(false);
    }
    match &rules.calendar {
        Some(calendar) => calendar.is_past(current).map(|past| !past),
        None => Ok(true),
    }
}

/// Whether a release of these numbers is a change of this size against what came before it.
fn big_enough((_, minor, patch): (u64, u64, u64), size: Size) -> bool {
    match size {
        Size::Patch => true,
        Size::Minor => patch == 0,
        Size::Major => (minor, patch) == (0, 0),
    }
}

fn not_in_semver(bump: Bump) -> Error {
    let name = bump.as_str();
    let error = Error::new(
        "invalid-bump",
        format!("`{name}` is a bump of {} alone, and not of SemVer", Scheme::Pep440.title()),
    );
    match bump {
        Bump::Dev => error.advice("ask for `prerelease` with the identifier `dev`"),
        Bump::Post => error.advice("ask for `patch`"),
        _ => error.advice("ask for an exact version"),
    }
}
