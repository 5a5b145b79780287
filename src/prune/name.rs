//! Names of the template's shape: with a version in them, with something that was to be one, or with neither.

use crate::branch::{DEFAULT_TEMPLATE, bump_branch, check_ref_name, split_template};
use crate::error::Result;
use crate::version::{Scheme, Version};

/// What scripts write where they had no version to write.
const NO_VALUES: [&str; 5] = ["null", "undefined", "none", "nan", "version"];

/// A bump branch's template, in its two halves.
pub(super) struct Template<'t> {
    prefix: &'t str,
    suffix: &'t str,
}

/// How a name relates to the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// It is a bump branch's.
    Version,
    /// It has the template's shape, and where the version stands is nothing, or one that is spelled as none is.
    Odd,
    /// It has its shape, and is a name that a maintenance branch may have, too.
    MaybeLine,
    /// It is another one.
    Other,
}

impl<'t> Template<'t> {
    /// Codes: `invalid-branch-template`, `template-too-wide`.
    pub(super) fn of(template: Option<&'t str>) -> Result<Self> {
        let text = template.unwrap_or(DEFAULT_TEMPLATE);
        bump_branch("1.2.3", Some(text))?;
        // Taken apart before, so it can be taken apart.
        let (prefix, suffix) = split_template(text).unwrap_or_default();
        let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        if words(prefix).saturating_add(words(suffix)) < 2 {
            return Err(crate::prune::too_wide(text));
        }
        Ok(Self { prefix, suffix })
    }

    /// What stands where the version would.
    fn middle<'n>(&self, name: &'n str) -> Option<&'n str> {
        name.strip_prefix(self.prefix)?.strip_suffix(self.suffix)
    }

    /// Whether a name is to be looked into at all.
    pub(super) fn has_shape(&self, name: &str) -> bool {
        !matches!(self.shape(name), Shape::Other)
    }

    pub(super) fn shape(&self, name: &str) -> Shape {
        let Some(middle) = self.middle(name) else { return Shape::Other };
        if check_ref_name(name).is_err() {
            return Shape::Other;
        }
        let bare = middle.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_prefix(['v', 'V']).unwrap_or(bare);
        let alone = self.suffix.is_empty() && (self.prefix.is_empty() || self.prefix.ends_with('/'));
        if is_version(middle) {
            // `release/1.4` is a version in Python, and a maintenance branch everywhere.
            return if alone && middle.matches('.').count() < 2 { Shape::MaybeLine } else { Shape::Version };
        }
        let nothing = bare.is_empty() || NO_VALUES.contains(&bare.to_ascii_lowercase().as_str());
        match nothing || is_version(bare) {
            true if alone && !bare.is_empty() && bare.matches('.').count() < 2 => Shape::MaybeLine,
            true => Shape::Odd,
            false => Shape::Other,
        }
    }
}

fn is_version(text: &str) -> bool {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    digit && [Scheme::Semver, Scheme::Pep440].iter().any(|scheme| Version::parse(text, *scheme).is_ok())
}
