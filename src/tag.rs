//! Version tags and their format.

use crate::error::Result;
use crate::version::{Scheme, Version};

/// A tag format such as `v{version}`: text around one `{version}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    prefix: String,
    suffix: String,
}

impl Format {
    /// Reads a format. Codes: `invalid-tag-format`.
    pub fn parse(text: &str) -> Result<Self> {
        let _ = text;
        Ok(Self {
            prefix: String::new(),
            suffix: String::new(),
        })
    }
    /// The tag name of a version. Codes: `invalid-ref-name`.
    pub fn name(&self, version: &Version) -> Result<String> {
        Ok(format!("{}{version}{}", self.prefix, self.suffix))
    }
    /// The version a tag names, read leniently; `None` for anything else (`v1`, `nightly`, other formats).
    pub fn version(&self, tag: &str, scheme: Scheme) -> Option<Version> {
        let _ = (tag, scheme);
        None
    }
}
