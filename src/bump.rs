//! The requested change, and the version it leads to.

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
        let _ = text;
        None
    }
    /// Its name.
    pub fn as_str(self) -> &'static str {
        ""
    }
}

/// The next version: always greater than `current`. Codes: `version-overflow`.
pub fn next(current: &Version, bump: Bump) -> Result<Version> {
    let _ = bump;
    Err(Error::new("version-overflow", current.to_string()))
}
