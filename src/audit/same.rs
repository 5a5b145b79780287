//! Whether a tag and a manifest say one version, in whatever spelling.

use crate::audit::reading::Said;
use crate::audit::tags::Versioned;
use crate::manifest::gem_version;
use crate::version::{Scheme, Version};

/// Whether a manifest says a tag's version, whichever grammar either is written in.
pub(super) fn agrees(one: &Versioned<'_>, said: &Said<'_>) -> bool {
    if one.text == said.version {
        return true;
    }
    let Ok(own) = Version::parse(said.version, said.scheme) else { return false };
    let schemes = [said.scheme, Scheme::Semver, Scheme::Pep440];
    schemes.iter().any(|scheme| Version::parse_lenient(one.text, *scheme).is_some_and(|version| version.same(&own)))
        || gem_version(one.text).is_some_and(|version| version.same(&own))
        // R writes both.
        || (one.text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-')) && one.text.replace('-', ".") == said.version)
}

/// A version in one spelling, whatever the grammar.
pub(super) fn normal(text: &str) -> String {
    // A letter behind a dot is how gems write a prerelease, `1.3.0.rc1`; Python has no dot there.
    let gem = text.bytes().zip(text.bytes().skip(1)).any(|(a, b)| a == b'.' && b.is_ascii_alphabetic());
    let other = || {
        let gem = gem.then(|| gem_version(text)).flatten();
        let version = gem.or_else(|| Version::parse_lenient(text, Scheme::Pep440))?;
        Some(version.to_scheme(Scheme::Semver).unwrap_or(version))
    };
    let version = Version::parse_lenient(text, Scheme::Semver).or_else(other);
    version.map_or_else(|| text.to_string(), |version| version.to_string())
}
