//! Whether a tag and a manifest say one version, in whatever spelling.

use crate::audit::reading::Said;
use crate::audit::tags::Versioned;
use crate::bump;
use crate::manifest::gem_version;
use crate::version::{Scheme, Version};

/// Whether a manifest says a tag's version, whichever grammar either is written in.
pub(super) fn agrees(one: &Versioned<'_>, said: &Said<'_>) -> bool {
    if one.text == said.version {
        return true;
    }
    let Ok(own) = Version::parse(said.version, said.scheme) else { return false };
    let schemes = [said.scheme, Scheme::Semver, Scheme::Pep440];
    host_first(one.text) == Some(said.version)
        || normal(one.text) == normal(said.version)
        || schemes.iter().any(|scheme| Version::parse_lenient(one.text, *scheme).is_some_and(|version| version.same(&own)))
        || gem_version(one.text).is_some_and(|version| version.same(&own))
        // R writes both.
        || (one.text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-')) && one.text.replace('-', ".") == said.version)
}

/// The own version of one that stands behind its host's, as plugins write it: `1.20.2-0.5.5`.
pub(super) fn host_first(text: &str) -> Option<&str> {
    bump::second_of(text.split_once(['-', '+'])?.1)
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
    let semver = || Version::parse_lenient(text, Scheme::Semver);
    // npm takes `1.3.0-rc1`, too, and what follows Python's `1.3.0rc1` says it so.
    let version = if is_joined(text) { other().or_else(semver) } else { semver().or_else(other) };
    version.map_or_else(|| text.to_string(), |version| version.to_string())
}

/// Whether its prerelease is a word with a number right behind it: `1.3.0-rc1`.
fn is_joined(text: &str) -> bool {
    let pre = text.split_once('-').map_or("", |(_, pre)| pre);
    let number = pre.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    !number.is_empty() && number.len() < pre.len() && number.bytes().all(|b| b.is_ascii_digit())
}
