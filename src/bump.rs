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
//! the bump (npm's rule).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::version::Version;

/// Which part of a version goes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// `1.2.3` to `1.2.4`
    Patch,
    /// `1.2.3` to `1.3.0`
    Minor,
    /// `1.2.3` to `2.0.0`
    Major,
}

impl Bump {
    /// `major`, `minor`, `patch`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "major" => Some(Self::Major),
            "minor" => Some(Self::Minor),
            "patch" => Some(Self::Patch),
            _ => None,
        }
    }
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Patch => "patch",
        }
    }
}

/// The next version: always greater than `current`. Codes: `version-overflow`.
///
/// It is a release of three numbers, whatever `current` has beyond them; an epoch stays.
///
/// ```
/// use version_first::{bump::{Bump, next}, version::{Scheme, Version}};
/// let current = Version::parse("0.2.334", Scheme::Pep440)?;
/// assert_eq!(next(&current, Bump::Patch)?.to_string(), "0.2.335");
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn next(current: &Version, bump: Bump) -> Result<Version> {
    let (major, minor, patch) = current.triple();
    let big_enough = match bump {
        Bump::Patch => true,
        Bump::Minor => patch == 0,
        Bump::Major => (minor, patch) == (0, 0),
    };
    let own_release = current.with_triple((major, minor, patch));
    // Compared, not asked `is_prerelease`: `1.2.0.4rc1` and `1.2.0.post1.dev1` are prereleases, and follow 1.2.0.
    if big_enough && own_release.cmp_precedence(current) == Ordering::Greater {
        return Ok(own_release);
    }
    let raised = match bump {
        Bump::Patch => patch.checked_add(1).map(|patch| (major, minor, patch)),
        Bump::Minor => minor.checked_add(1).map(|minor| (major, minor, 0)),
        Bump::Major => major.checked_add(1).map(|major| (major, 0, 0)),
    };
    match raised {
        Some(triple) => Ok(current.with_triple(triple)),
        None => Err(Error::new(
            "version-overflow",
            format!("the {} number of `{current}` can't go up: {} is the greatest there is", bump.as_str(), u64::MAX),
        )
        .advice("ask for a bigger bump, or for an exact version")),
    }
}
