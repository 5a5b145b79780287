//! A release version, in the grammar its project speaks.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Which grammar versions are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// Semantic Versioning 2.0.0
    Semver,
    /// Python's PEP 440
    Pep440,
}

/// One version.
#[derive(Debug, Clone)]
pub enum Version {
    /// Semantic Versioning 2.0.0
    Semver(semver::Version),
}

impl Version {
    /// Reads `text` strictly by the grammar of `scheme`. Codes: `invalid-version`.
    pub fn parse(text: &str, scheme: Scheme) -> Result<Self> {
        let _ = scheme;
        Err(Error::new("invalid-version", text.to_string()))
    }
    /// Reads a historical spelling: what `parse` takes, and for SemVer also zero-padded or short ones (`0.3.009`, `1.2`).
    pub fn parse_lenient(text: &str, scheme: Scheme) -> Option<Self> {
        Self::parse(text, scheme).ok()
    }
    /// The same version in another grammar. Codes: `version-not-expressible`.
    pub fn to_scheme(&self, scheme: Scheme) -> Result<Self> {
        let _ = scheme;
        Ok(self.clone())
    }
    /// The grammar it is written in.
    pub fn scheme(&self) -> Scheme {
        Scheme::Semver
    }
    /// Whether it precedes its own release (`1.0.0-rc.1`, `1.0rc1`, `1.0.dev3`).
    pub fn is_prerelease(&self) -> bool {
        false
    }
    /// A development version, which is never released as it is: `.devN`, `-dev`, `-SNAPSHOT`.
    pub fn is_development(&self) -> bool {
        false
    }
    /// `0.0.0` in any spelling: nobody meant it as a release.
    pub fn is_placeholder(&self) -> bool {
        false
    }
    /// Its own release: without prerelease, development, post and local or build parts.
    pub fn release(&self) -> Self {
        self.clone()
    }
    /// The first three numbers of the release (missing ones are 0).
    pub fn triple(&self) -> (u64, u64, u64) {
        (0, 0, 0)
    }
    /// Precedence; versions of two grammars compare by their numbers and prerelease parts.
    pub fn cmp_precedence(&self, other: &Self) -> Ordering {
        let _ = other;
        Ordering::Equal
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
        }
    }
}
