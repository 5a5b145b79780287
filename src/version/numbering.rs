//! How a project counts: by its grammar's own numbers, or by the calendar.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::version::{Scheme, Version};

/// How versions are counted: by a grammar's own numbers, or by the calendar, in whichever grammar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// Semantic Versioning 2.0.0
    #[default]
    Semver,
    /// Python's PEP 440
    Pep440,
    /// By a calendar format.
    Calver,
}

impl Numbering {
    /// The grammar it fixes; the calendar fixes none.
    pub fn scheme(self) -> Option<Scheme> {
        match self {
            Self::Semver => Some(Scheme::Semver),
            Self::Pep440 => Some(Scheme::Pep440),
            Self::Calver => None,
        }
    }

    /// Reads a version: strictly by the grammar, or in any spelling a calendar may give it. Codes: `invalid-version`.
    pub(crate) fn version(self, text: &str) -> Result<Version> {
        match self.scheme() {
            Some(scheme) => Version::parse(text, scheme),
            None => {
                Version::parse_lenient(text, Scheme::Semver).map_or_else(|| Version::parse(text, Scheme::Pep440), Ok)
            }
        }
    }
}
