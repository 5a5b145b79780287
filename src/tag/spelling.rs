//! How tags spell prereleases, where that is not how the version itself is written: `v2.0.0.rc1` as gems do, and
//! `v2.0.0-rc.1` or `v2.0.0-rc1` for Python's `2.0.0rc1`.

use crate::version::{Scheme, Version};

/// The spelling of prereleases in tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As the version is written.
    Own,
    /// What stands before the word, and between it and its number.
    Apart(&'static str, &'static str),
}

/// As SemVer writes a version of Python's, `2.0.0-rc.1`; as gems do, `2.0.0.rc.1` and `2.0.0.rc1`; and as Python takes it, too,
/// `2.0.0-rc1` and `2.0.0dev1`.
const APART: [Spelling; 5] = [
    Spelling::Apart("-", "."),
    Spelling::DOTTED,
    Spelling::Apart(".", ""),
    Spelling::Apart("-", ""),
    Spelling::Apart("", ""),
];

impl Spelling {
    /// As gems write theirs: `2.0.0.rc.1`.
    pub(super) const DOTTED: Self = Self::Apart(".", ".");

    /// How a tag spells the version it says; `None`: it is no prerelease, or spelled in none of these ways.
    pub(super) fn of(text: &str, version: &Version) -> Option<Self> {
        if !version.is_prerelease() {
            return None;
        }
        let written = version.to_string();
        std::iter::once(Self::Own).chain(APART).find(|one| one.write(version, &written) == text)
    }

    /// A version's text in this spelling; as it is where that has no such way to write it.
    pub(super) fn write(self, version: &Version, text: &str) -> String {
        let other = match self {
            Self::Apart(before, between) if version.is_prerelease() && version.to_string() == text => {
                let semver = version.to_scheme(Scheme::Semver).map(|semver| semver.to_string()).unwrap_or_default();
                semver
                    .split_once('-')
                    .map(|(numbers, prerelease)| format!("{numbers}{before}{}", prerelease.replacen('.', between, 1)))
            }
            _ => None,
        };
        // By other words a version is not known so.
        let same =
            |other: &String| Version::parse_lenient(other, version.scheme()).is_some_and(|read| read.same(version));
        other.filter(same).unwrap_or_else(|| text.to_string())
    }
}
