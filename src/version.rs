//! A release version, in the grammar its project speaks.
//!
//! Two grammars, one set of questions. What differs between them lives in `semver` and `pep440`; this file only asks
//! the right one, and compares across them.

pub mod calver;
pub mod date;
pub mod days;
pub mod fault;
mod numbering;
pub(crate) mod pep440;
mod semver;

use borsh::{BorshDeserialize, BorshSerialize};
use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::text::shortened;

pub use numbering::Numbering;

/// Longest text that is looked at as a version, in bytes. Real ones have about ten; hostile ones cost time and log lines.
pub const MAX_LENGTH: usize = 256;

/// The greatest number a SemVer version may have: npm refuses greater ones, so nobody could install such a version.
pub const MAX_SEMVER_NUMBER: u64 = (1 << 53) - 1;

/// Words for what comes before a release, by which nothing else is called; the longer first where one begins another.
pub(crate) const PRERELEASES: [&str; 5] = ["alpha", "beta", "preview", "pre", "rc"];

/// What Python writes for them, besides.
pub(crate) const LETTERS: [&str; 3] = ["a", "b", "c"];

/// What begins a prerelease in running text, besides the words of the grammars: builds that nobody releases, and milestones.
const BUILDS: [&str; 6] = ["dev", "next", "canary", "nightly", "snapshot", "m"];

/// Whether a word, in small letters, begins what stands behind the numbers of another version than theirs. Other words behind a
/// `-` may be anything: `1.2.3-py3-none-any.whl`.
pub(crate) fn begins_another(word: &str) -> bool {
    word == "post" || PRERELEASES.contains(&word) || LETTERS.contains(&word) || BUILDS.contains(&word)
}

/// What programs and manifests write behind a version that is not released yet.
pub(crate) const UNFINISHED: [&str; 8] = ["-SNAPSHOT", "-dev", "-DEV", ".dev0", ".dev", "dev", "-pre", "pre"];

/// Which grammar versions are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// Semantic Versioning 2.0.0
    Semver,
    /// Python's PEP 440
    Pep440,
}

impl Scheme {
    /// The grammar's name, as people write it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Semver => "SemVer",
            Self::Pep440 => "PEP 440",
        }
    }

    /// The greatest number a release may have.
    pub fn greatest_number(self) -> u64 {
        match self {
            Self::Semver => MAX_SEMVER_NUMBER,
            Self::Pep440 => u64::MAX,
        }
    }
}

/// One version.
///
/// Deliberately neither `Eq` nor `Ord`: "the same" is [`Version::same`], "greater" is [`Version::cmp_precedence`], and
/// "written alike" is comparing what `to_string` gives.
#[derive(Debug, Clone)]
pub enum Version {
    /// Semantic Versioning 2.0.0
    Semver(::semver::Version),
    /// Python's PEP 440; prints in normal form, whatever the spelling it was read from.
    Pep440(pep440_rs::Version),
}

impl Version {
    /// Reads `text` strictly by the grammar of `scheme`. Codes: `invalid-version`.
    pub fn parse(text: &str, scheme: Scheme) -> Result<Self> {
        if text.len() > MAX_LENGTH {
            return Err(invalid(text, format!("has more than {MAX_LENGTH} characters")));
        }
        match scheme {
            Scheme::Semver => semver::parse(text).map(Self::Semver),
            Scheme::Pep440 => pep440::parse(text).map(Self::Pep440),
        }
    }

    /// Reads a historical spelling: what `parse` takes, and for SemVer also zero-padded or short ones (`0.3.009`, `1.2`).
    ///
    /// A bare number such as `1` is no version in either grammar: as a tag (`v1`) it is one that moves. Nor is one number
    /// with something behind it, unless it is written in PEP 440's normal form: `2024-11` is a month and `2-beta` moves.
    pub fn parse_lenient(text: &str, scheme: Scheme) -> Option<Self> {
        if text.len() > MAX_LENGTH {
            return None;
        }
        if let Some([major, minor, patch]) = three_plain(text) {
            return Some(match scheme {
                Scheme::Semver => Self::Semver(::semver::Version::new(major, minor, patch)),
                Scheme::Pep440 => Self::Pep440(pep440_rs::Version::new([major, minor, patch])),
            });
        }
        match scheme {
            Scheme::Semver => semver::parse_lenient(text).map(Self::Semver),
            Scheme::Pep440 => pep440::parse_lenient(text).map(Self::Pep440),
        }
    }

    /// The same version in another grammar. Codes: `version-not-expressible`.
    ///
    /// Exact or refused: whatever it gives leads back to this version.
    pub fn to_scheme(&self, scheme: Scheme) -> Result<Self> {
        let converted = match (self, scheme) {
            (Self::Semver(_), Scheme::Semver) | (Self::Pep440(_), Scheme::Pep440) => Ok(self.clone()),
            (Self::Semver(v), Scheme::Pep440) => semver::to_pep440(v).map(Self::Pep440),
            (Self::Pep440(v), Scheme::Semver) => pep440::to_semver(v).map(Self::Semver),
        };
        converted.map_err(|reason| {
            let (from, to) = (self.scheme().title(), scheme.title());
            Error::new("version-not-expressible", format!("`{self}` is {from} and can't be written as {to}: {reason}"))
                .advice(
                    "choose a version that both grammars know, such as `1.3.0` or `1.3.0-rc.1` (`1.3.0rc1` in PEP 440)",
                )
        })
    }

    /// The grammar it is written in.
    pub fn scheme(&self) -> Scheme {
        match self {
            Self::Semver(_) => Scheme::Semver,
            Self::Pep440(_) => Scheme::Pep440,
        }
    }

    /// Whether it precedes its own release (`1.0.0-rc.1`, `1.0rc1`, `1.0.dev3`).
    ///
    /// As in Python's own tools, a development version of a post-release (`1.0.post1.dev2`) counts too.
    pub fn is_prerelease(&self) -> bool {
        match self {
            Self::Semver(v) => !v.pre.is_empty(),
            Self::Pep440(v) => v.any_prerelease(),
        }
    }

    /// A development version, which is never released as it is: `.devN`, `-dev`, `-SNAPSHOT`, `-wip`, `-alpha.0.dev`, `+dev`.
    pub fn is_development(&self) -> bool {
        self.is_work()
            || match self {
                Self::Semver(v) => semver::is_development(v),
                Self::Pep440(v) => v.is_dev(),
            }
    }

    /// Whether it says that it is under development in what no order counts: `1.2.3+dev`.
    fn is_work(&self) -> bool {
        let word = match self {
            Self::Semver(v) => v.build.split(['.', '-']).next(),
            Self::Pep440(v) => pep440::beside(v),
        };
        word.is_some_and(semver::says_development)
    }

    /// Whether it is what came after a release, and has that one's numbers still: `1.2.3+dev` after 1.2.3.
    pub(crate) fn is_work_after(&self, release: &Self) -> bool {
        self.is_work() && self.becomes().same(release)
    }

    /// What a version is released as. A development version of a numbered prerelease becomes that one: `4.0.0a2` of
    /// `4.0.0a2.dev0`, `1.3.0-rc-1` of `1.3.0-rc-1-SNAPSHOT`. Whatever else stands behind the numbers goes.
    ///
    /// ```
    /// use version_first::version::{Scheme, Version};
    /// let becomes = |text: &str, scheme| Version::parse(text, scheme).unwrap().becomes().to_string();
    /// assert_eq!(becomes("4.0.0a2.dev0", Scheme::Pep440), "4.0.0a2");
    /// assert_eq!(becomes("1.3.0-rc-1-SNAPSHOT", Scheme::Semver), "1.3.0-rc-1");
    /// assert_eq!(becomes("1.3.0rc1+dev", Scheme::Pep440), "1.3.0rc1");
    /// // Of an `alpha.0` nothing was released yet.
    /// assert_eq!(becomes("1.3.0-alpha.0.dev", Scheme::Semver), "1.3.0");
    /// assert_eq!(becomes("1.3.0-dev.4", Scheme::Semver), "1.3.0");
    /// assert_eq!(becomes("1.3.0-rc.1", Scheme::Semver), "1.3.0");
    /// ```
    #[must_use]
    pub fn becomes(&self) -> Self {
        let prerelease = match self {
            Self::Semver(v) => semver::under_development(v).map(Self::Semver),
            Self::Pep440(v) => pep440::under_development(v).map(Self::Pep440),
        };
        match (prerelease, self) {
            (None, Self::Semver(v)) if self.is_work() && !semver::is_development(v) => {
                Self::Semver(::semver::Version { build: ::semver::BuildMetadata::EMPTY, ..v.clone() })
            }
            (None, Self::Pep440(v)) if self.is_work() && !v.is_dev() => Self::Pep440(v.clone().without_local()),
            (prerelease, _) => prerelease.unwrap_or_else(|| self.release()),
        }
    }

    /// `0.0.0` in any spelling: nobody meant it as a release.
    pub fn is_placeholder(&self) -> bool {
        match self {
            Self::Semver(v) => (v.major, v.minor, v.patch) == (0, 0, 0),
            Self::Pep440(v) => v.release().iter().all(|n| *n == 0),
        }
    }

    /// Its own release: without prerelease, development, post and local or build parts.
    pub fn release(&self) -> Self {
        match self {
            Self::Semver(v) => Self::Semver(::semver::Version::new(v.major, v.minor, v.patch)),
            Self::Pep440(v) => Self::Pep440(pep440::release(v)),
        }
    }

    /// The first three numbers of the release (missing ones are 0).
    pub fn triple(&self) -> (u64, u64, u64) {
        match self {
            Self::Semver(v) => (v.major, v.minor, v.patch),
            Self::Pep440(v) => {
                let mut numbers = v.release().iter().copied().chain(std::iter::repeat(0));
                let mut number = || numbers.next().unwrap_or(0);
                (number(), number(), number())
            }
        }
    }

    /// The major and the minor number: what a version shares with its patches.
    #[must_use]
    pub fn minor_line(&self) -> (u64, u64) {
        let (major, minor, _) = self.triple();
        (major, minor)
    }

    /// These three numbers and nothing else, in the grammar (and, in PEP 440, the epoch) of this version.
    #[must_use]
    pub fn with_triple(&self, (major, minor, patch): (u64, u64, u64)) -> Self {
        match self {
            Self::Semver(_) => Self::Semver(::semver::Version::new(major, minor, patch)),
            Self::Pep440(v) => Self::Pep440(pep440_rs::Version::new([major, minor, patch]).with_epoch(v.epoch())),
        }
    }

    /// The numbers of the release: three in SemVer, any count in PEP 440.
    pub fn numbers(&self) -> Vec<u64> {
        match self {
            Self::Semver(v) => vec![v.major, v.minor, v.patch],
            Self::Pep440(v) => v.release().to_vec(),
        }
    }

    /// These numbers and nothing else, in the grammar (and, in PEP 440, the epoch) of this version. Codes:
    /// `version-not-expressible` for more than three in SemVer.
    pub fn with_numbers(&self, numbers: &[u64]) -> Result<Self> {
        match self {
            Self::Semver(_) if numbers.len() > 3 => {
                let text: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                Err(Error::new(
                    "version-not-expressible",
                    format!("`{}` can't be written as SemVer, which has three numbers", text.join(".")),
                ))
            }
            Self::Semver(_) => {
                let mut numbers = numbers.iter().copied().chain(std::iter::repeat(0));
                let mut number = || numbers.next().unwrap_or(0);
                Ok(Self::Semver(::semver::Version::new(number(), number(), number())))
            }
            Self::Pep440(v) => Ok(Self::Pep440(pep440_rs::Version::new(numbers).with_epoch(v.epoch()))),
        }
    }

    /// The text with `spelled` in place of its release numbers.
    fn with_spelled_numbers(&self, spelled: &str) -> String {
        let text = self.to_string();
        let release = self.release().to_string();
        let rest = text.strip_prefix(release.as_str()).unwrap_or_default();
        let epoch = release.split_once('!').map(|(epoch, _)| format!("{epoch}!")).unwrap_or_default();
        format!("{epoch}{spelled}{rest}")
    }

    /// Precedence: a total order within a grammar, by the grammar's own rules.
    ///
    /// Versions of two grammars compare as PEP 440 if the SemVer one can be written so, else by their numbers and then
    /// their prerelease as SemVer would. Where the grammars themselves differ (`dev` precedes `alpha` in PEP 440 and
    /// follows `beta` in SemVer) there is no order over both that pleases both.
    pub fn cmp_precedence(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Semver(a), Self::Semver(b)) => a.cmp_precedence(b),
            (Self::Pep440(a), Self::Pep440(b)) => a.cmp(b),
            (Self::Semver(a), Self::Pep440(b)) => cmp_across(a, b),
            (Self::Pep440(a), Self::Semver(b)) => cmp_across(b, a).reverse(),
        }
    }

    /// The same version, whatever the spelling.
    pub fn same(&self, other: &Self) -> bool {
        self.cmp_precedence(other) == Ordering::Equal
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Semver(v) => v.fmt(f),
            Self::Pep440(v) => v.fmt(f),
        }
    }
}

/// Compares a SemVer version with a PEP 440 one. Always from this side, so that both directions give one answer.
fn cmp_across(a: &::semver::Version, b: &pep440_rs::Version) -> Ordering {
    // Build metadata first as it is: `1.3.0+linux` in two manifests is one version. Where PEP 440 has no such local
    // part (`+a-b`), SemVer's own view holds: build metadata doesn't count.
    if let Ok(a) = semver::to_pep440(a) {
        return a.cmp(b);
    }
    let mut plain = a.clone();
    plain.build = ::semver::BuildMetadata::EMPTY;
    if let Ok(a) = semver::to_pep440(&plain) {
        return a.cmp(b);
    }
    // What is left is a prerelease that only SemVer knows.
    0.cmp(&b.epoch())
        .then_with(|| pep440::cmp_release(&[a.major, a.minor, a.patch], b.release()))
        .then_with(|| a.pre.cmp(&pep440::nearest_prerelease(b)))
}

/// `invalid-version` about `text`, which may be of any length.
pub(crate) fn invalid(text: &str, why: impl fmt::Display) -> Error {
    Error::new("invalid-version", format!("`{}` {why}", shortened(text)))
}

/// `version-overflow` about one number of a version.
pub(crate) fn overflow(part: &str, current: &str, greatest: u64) -> Error {
    Error::new(
        "version-overflow",
        format!("the {part} of `{current}` can't go up: {greatest} is the greatest there is"),
    )
    .advice("ask for a bigger bump, or for an exact version")
}

/// White space as Python knows it, which PEP 440 drops around a version: Rust's, and four separators.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// Three numbers and nothing else, as nearly all tags say a version: both grammars read them alike. A look reads each tag
/// several times, and this takes a tenth of the time of a grammar.
fn three_plain(text: &str) -> Option<[u64; 3]> {
    /// So many digits fit whatever they are.
    const DIGITS: u32 = 9;
    let mut numbers = [0_u64; 3];
    let mut rest = numbers.iter_mut();
    let mut number = rest.next()?;
    let mut digits = 0;
    for byte in text.bytes() {
        match byte {
            b'.' if digits > 0 => {
                number = rest.next()?;
                digits = 0;
            }
            // A padded number is one grammar's alone.
            b'0'..=b'9' if digits < DIGITS && (digits == 0 || *number > 0) => {
                *number = number.wrapping_mul(10).wrapping_add(u64::from(byte.wrapping_sub(b'0')));
                digits = digits.saturating_add(1);
            }
            _ => return None,
        }
    }
    (digits > 0 && rest.next().is_none()).then_some(numbers)
}

/// Whether npm would take its numbers.
fn fits(version: &::semver::Version) -> bool {
    [version.major, version.minor, version.patch].iter().all(|number| *number <= MAX_SEMVER_NUMBER)
}
