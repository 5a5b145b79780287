//! Version tags and their format.

use crate::branch::{check_ref_name, split_template};
use crate::error::{Error, Result};
use crate::version::{Scheme, Version, shortened};

/// The format that holds where nobody chose another.
pub const DEFAULT_FORMAT: &str = "v{version}";

/// A tag format such as `v{version}`: text around one `{version}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    prefix: String,
    suffix: String,
}

impl Default for Format {
    fn default() -> Self {
        Self { prefix: "v".to_string(), suffix: String::new() }
    }
}

impl Format {
    /// Reads a format. Codes: `invalid-tag-format`.
    pub fn parse(text: &str) -> Result<Self> {
        let refused = |why: String| {
            let shown = shortened(text);
            Error::new("invalid-tag-format", format!("tag format `{shown}` {why}"))
                .advice("use a format such as `v{version}`, `{version}` or `mypackage-{version}`")
        };
        let (prefix, suffix) = split_template(text).map_err(refused)?;
        if let Err(error) = check_ref_name(&format!("{prefix}1.2.3{suffix}")) {
            return Err(refused(format!("makes no valid tag name: {}", error.message)));
        }
        Ok(Self { prefix: prefix.to_string(), suffix: suffix.to_string() })
    }

    /// The tag name of a version. Codes: `invalid-ref-name`; `invalid-version` for a bare number such as PEP 440's `1`.
    ///
    /// The name always leads back: `version` reads the same version from it.
    pub fn name(&self, version: &Version) -> Result<String> {
        let name = format!("{}{version}{}", self.prefix, self.suffix);
        check_ref_name(&name)?;
        match self.version(&name, version.scheme()) {
            Some(read) if read.same(version) => Ok(name),
            _ => Err(Error::new(
                "invalid-version",
                format!("`{version}` can't be a tag: `{name}` would be read as a tag that moves, not as a version"),
            )
            .advice(format!("write at least two numbers, such as `{version}.0`"))),
        }
    }

    /// The version a tag names, read leniently; `None` for anything else (`v1`, `nightly`, other formats).
    pub fn version(&self, tag: &str, scheme: Scheme) -> Option<Version> {
        let text = tag.strip_prefix(self.prefix.as_str())?.strip_suffix(self.suffix.as_str())?;
        // PEP 440 would drop a leading `v` and surrounding space itself: `vv1.0`, or `v1.0` under `{version}`, would
        // count as versions that this format never makes.
        let as_we_write = text.starts_with(|c: char| c.is_ascii_digit()) && text.bytes().all(|b| b.is_ascii_graphic());
        if as_we_write { Version::parse_lenient(text, scheme) } else { None }
    }
}
