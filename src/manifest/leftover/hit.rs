//! A version on a line.

use std::ops::Range;

/// What tells of the past, or of a range, in lower case.
const PAST: [&str; 31] = [
    "since",
    "versionadded",
    "versionchanged",
    "version_added",
    "available from",
    "and later",
    "and newer",
    "or greater",
    // Of AppStream, where each release is told of, the newest one first.
    "<release ",
    // Of .NET, whose tools compare with a release that is published already.
    "<packagevalidationbaselineversion>",
    "deprecated",
    "added in",
    "introduced in",
    "changed in",
    "removed in",
    "fixed in",
    "new in",
    "as of",
    "starting with",
    "starting from",
    "prior to",
    "before ",
    "until ",
    "upgrading from",
    "upgrade from",
    "migrat",
    "or later",
    "or newer",
    "or above",
    "or higher",
    "older than",
];

/// Where a file says a version.
pub(super) struct Hit<'t> {
    /// The line, from 1.
    pub number: u32,
    /// The version's bytes in the body.
    pub range: Range<usize>,
    /// The whole line, and where it begins; the first of several.
    pub line: &'t str,
    pub start: usize,
    /// The version.
    pub said: &'t str,
    /// It stands there as numbers apart, or as one.
    pub as_numbers: bool,
    /// See [`crate::manifest::Hunt::older`].
    pub older: bool,
    /// Everybody's versions are so at some time, or have been.
    pub common: bool,
    /// The last line above that says something.
    pub before: &'t str,
}

impl<'t> Hit<'t> {
    /// The line as far as the version.
    pub fn lead(&self) -> &'t str {
        self.line.get(..self.range.start.saturating_sub(self.start)).unwrap_or_default()
    }

    /// The same without the `v` of `v1.2.3`.
    pub fn bare_lead(&self) -> &'t str {
        let bare = self.lead().strip_suffix(['v', 'V']);
        bare.filter(|rest| !rest.ends_with(char::is_alphanumeric)).unwrap_or_else(|| self.lead())
    }

    /// Apple's lists have a key and its value in two lines.
    pub fn in_plist(&self) -> bool {
        self.lead().trim() == "<string>" && self.before.contains("<key>CFBundleShortVersionString</key>")
    }

    /// The line behind the version.
    pub fn rest(&self) -> &'t str {
        self.line.get(self.range.end.saturating_sub(self.start)..).unwrap_or_default()
    }
}

/// Whether a line, in lower case, tells of the past or of a range.
pub(super) fn is_past(lower: &str) -> bool {
    PAST.iter().any(|word| lower.contains(word))
}

/// Whether a version has small numbers alone: everybody's do at some time. `0.74.0` is rare.
pub(super) fn is_common(version: &str) -> bool {
    if version.chars().any(|letter| !letter.is_ascii_digit() && letter != '.') {
        return false;
    }
    let numbers: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    let zeros = numbers.iter().filter(|number| **number == 0).count();
    let sum = numbers.iter().fold(0_u32, |sum, number| sum.saturating_add(*number));
    sum <= 6 || (zeros >= 2 && sum <= 30)
}
