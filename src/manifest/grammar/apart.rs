//! A version whose three numbers stand apart: `(1, 2, 3)` in Python, `MAJOR = 1` on a line of its own in Ruby,
//! `#define X_MAJOR 1` in C, `set(X_MAJOR 1)` in CMake. The text begins with the first number and ends with the last; what
//! stands between them is code, and stays.

use std::ops::Range;

use super::refused;
use crate::error::{Error, Result};
use crate::version::{Scheme, Version};

/// What a name stands behind.
const DEFINES: [&str; 3] = ["#define", "set(", "SET("];

/// The numbers: the first thing in the text, and what stands behind a `,` or `=`.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut begins = true;
    let mut at = 0_usize;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        if let Some(define) = DEFINES.iter().find_map(|define| rest.strip_prefix(define)) {
            // In C and in CMake, a number follows the name.
            let value = define.trim_start().find([' ', '\t', '\n']).unwrap_or_default();
            let name = define.len().saturating_sub(define.trim_start().len());
            let length = rest.len().saturating_sub(define.len());
            at = at.saturating_add(length).saturating_add(name).saturating_add(value);
            begins = true;
            continue;
        }
        if first == '#' {
            at = at.saturating_add(rest.find('\n').unwrap_or(rest.len()));
            continue;
        }
        let length = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        if begins && length > 0 {
            found.push(at..at.saturating_add(length));
        }
        begins = matches!(first, ',' | '=') || (begins && first.is_whitespace());
        at = at.saturating_add(length.max(first.len_utf8()));
    }
    found
}

pub(super) fn read(text: &str) -> Result<Version> {
    let said: Vec<&str> = numbers(text).into_iter().filter_map(|range| text.get(range)).collect();
    if said.len() != 3 {
        return Err(Error::new("invalid-version", "expected three numbers here"));
    }
    Version::parse(&said.join("."), Scheme::Semver)
}

pub(super) fn write(old: &str, version: &Version) -> Result<String> {
    let (major, minor, patch) = version.triple();
    if !version.same(&Version::parse(&format!("{major}.{minor}.{patch}"), Scheme::Semver)?) {
        return Err(refused(version, "there are three numbers alone"));
    }
    let ranges = numbers(old);
    if ranges.len() != 3 {
        return Err(Error::new("rewrite-failed", "expected three numbers here"));
    }
    let mut new = String::new();
    let mut at = 0_usize;
    for (range, number) in ranges.into_iter().zip([major, minor, patch]) {
        new.push_str(old.get(at..range.start).unwrap_or_default());
        new.push_str(&number.to_string());
        at = range.end;
    }
    new.push_str(old.get(at..).unwrap_or_default());
    Ok(new)
}
