//! How tags spell prereleases, where that is not how the version itself is written: `v2.0.0.rc1` as gems do, and
//! `v2.0.0-rc.1` for Python's `2.0.0rc1`.

use crate::version::{Scheme, Version};

/// The spelling of prereleases in tags.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As the version is written.
    #[default]
    Own,
    /// As SemVer writes a version of Python's: `2.0.0-rc.1`.
    Semver,
    /// As gems write them: `2.0.0.rc.1`.
    Dotted,
    /// The same with the number at its word: `2.0.0.rc1`.
    Fused,
}

impl Spelling {
    /// How a tag spells the version it says; `None`: it is no prerelease, or spelled in none of these ways.
    pub(super) fn of(text: &str, version: &Version) -> Option<Self> {
        if !version.is_prerelease() {
            return None;
        }
        let all = [Self::Own, Self::Semver, Self::Dotted, Self::Fused];
        all.into_iter().find(|one| one.write(version, &version.to_string()) == text)
    }

    /// A version's text in this spelling; as it is where that has no such way to write it.
    pub(super) fn write(self, version: &Version, text: &str) -> String {
        if self == Self::Own || !version.is_prerelease() || version.to_string() != text {
            return text.to_string();
        }
        let Ok(semver) = version.to_scheme(Scheme::Semver).map(|semver| semver.to_string()) else {
            return text.to_string();
        };
        let Some((numbers, prerelease)) = semver.split_once('-').filter(|_| self != Self::Semver) else {
            return semver;
        };
        let dotted = match prerelease.split_once('.').filter(|_| self == Self::Fused) {
            Some((word, number)) => format!("{numbers}.{word}{number}"),
            None => format!("{numbers}.{prerelease}"),
        };
        // By other words a version is not known so.
        match Version::parse_lenient(&dotted, version.scheme()).filter(|read| read.same(version)) {
            Some(_) => dotted,
            None => text.to_string(),
        }
    }
}
