//! Version tags and their format.

mod survey;

use crate::branch::{check_ref_name, split_template};
use crate::error::{Error, Result};
use crate::version::{Scheme, Version, shortened};

pub use survey::Survey;

/// The format that holds where nobody chose another.
pub const DEFAULT_FORMAT: &str = "v{version}";

/// A tag format such as `v{version}`: text around one `{version}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    prefix: String,
    suffix: String,
    /// Up to how many numbers make a tag that moves, not a version.
    moving: usize,
}

impl Default for Format {
    fn default() -> Self {
        Self { prefix: "v".to_string(), suffix: String::new(), moving: 1 }
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
        Ok(Self { prefix: prefix.to_string(), suffix: suffix.to_string(), moving: 1 })
    }

    /// The format where tags of so many numbers move along with releases: of one at least, `v1`; of two, `v1.2` too.
    #[must_use]
    pub fn with_moving(self, numbers: usize) -> Self {
        Self { moving: numbers.max(1), ..self }
    }

    /// The tag that moves for a version's tag, with so many of its numbers; `None`: there is none that would not be the
    /// version itself.
    ///
    /// ```
    /// use version_first::tag::Format;
    /// let format = Format::parse("lib-v{version}")?;
    /// assert_eq!(format.moving_name("lib-v1.2.3", 1).as_deref(), Some("lib-v1"));
    /// assert_eq!(format.moving_name("lib-v1.2.3", 2).as_deref(), Some("lib-v1.2"));
    /// assert_eq!(format.moving_name("lib-v1.2", 2), None);
    /// # Ok::<(), version_first::Error>(())
    /// ```
    pub fn moving_name(&self, tag: &str, numbers: usize) -> Option<String> {
        let parts: Vec<&str> = self.text(tag)?.split('.').collect();
        let (kept, rest) = parts.split_at_checked(numbers)?;
        let number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let moves = !kept.is_empty() && !rest.is_empty() && kept.iter().all(number);
        moves.then(|| format!("{}{}{}", self.prefix, kept.join("."), self.suffix))
    }

    /// The tag name of a version. Codes: `invalid-ref-name`; `invalid-version` for a bare number such as PEP 440's `1`.
    ///
    /// The name always leads back: `version` reads the same version from it.
    pub fn name(&self, version: &Version) -> Result<String> {
        self.name_spelled(version, &version.to_string())
    }

    /// The tag name of a version in a spelling of its own, such as a calendar's `26.02.3`. Codes: as [`Format::name`].
    pub fn name_spelled(&self, version: &Version, spelled: &str) -> Result<String> {
        let name = format!("{}{spelled}{}", self.prefix, self.suffix);
        check_ref_name(&name)?;
        let missing = self.moving.saturating_sub(spelled.matches('.').count());
        let longer = format!("{spelled}{}", ".0".repeat(missing));
        match self.version(&name, version.scheme()) {
            Some(read) if read.same(version) => Ok(name),
            _ => Err(Error::new(
                "invalid-version",
                format!("`{spelled}` can't be a tag: `{name}` would be read as a tag that moves, not as a version"),
            )
            .advice(format!(
                "write at least {} numbers, such as `{longer}`",
                if self.moving > 1 { "three" } else { "two" }
            ))),
        }
    }

    /// The version a tag names, read leniently; `None` for anything else (`v1`, `nightly`, other formats).
    pub fn version(&self, tag: &str, scheme: Scheme) -> Option<Version> {
        match self.read(tag, scheme) {
            Meaning::Version(version) => Some(version),
            Meaning::Moving | Meaning::Unreadable | Meaning::Foreign => None,
        }
    }

    /// What a tag means in this format.
    pub fn read(&self, tag: &str, scheme: Scheme) -> Meaning {
        // PEP 440 would drop a leading `v` and surrounding space itself: `vv1.0`, or `v1.0` under `{version}`, would
        // count as versions that this format never makes.
        let Some(text) = self.text(tag).filter(|text| text.starts_with(|c: char| c.is_ascii_digit())) else {
            return Meaning::Foreign;
        };
        let mut numbers = text.split('.');
        if numbers.clone().count() <= self.moving
            && numbers.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        {
            return Meaning::Moving;
        }
        let graphic = text.bytes().all(|b| b.is_ascii_graphic());
        match Version::parse_lenient(text, scheme).filter(|_| graphic) {
            Some(version) => Meaning::Version(version),
            None => Meaning::Unreadable,
        }
    }

    /// What stands in the version's place.
    pub(crate) fn text<'a>(&self, tag: &'a str) -> Option<&'a str> {
        tag.strip_prefix(self.prefix.as_str())?.strip_suffix(self.suffix.as_str())
    }
}

/// What a tag means in a format.
#[derive(Debug, Clone)]
pub enum Meaning {
    /// A version, whatever its spelling: `v1.2.3`, `v0.4.008`, `v1.2`.
    Version(Version),
    /// One number, as tags have that move with each release: `v1`.
    Moving,
    /// This format, and a digit first, but no version: `v1.x`, `v1.3.0rc1` in SemVer.
    Unreadable,
    /// Another format, or none: `release-1.2`, `pkg@1.0.0`, `nightly`.
    Foreign,
}
