//! What a Python project is called.

use crate::manifest::occurrence::Source;
use crate::manifest::readers::toml;

/// The project's name, where it has one.
pub(in crate::manifest) fn name<'d>(document: &'d toml::Table<'_>) -> Option<&'d str> {
    toml::text(document, &["project", "name"]).or_else(|| toml::text(document, &["tool", "poetry", "name"]))
}

/// As [`name`], of a whole file.
pub(in crate::manifest) fn of(source: &Source<'_>) -> Option<String> {
    name(toml::parse(source).ok()?).map(str::to_string)
}

/// A name as the index and `uv.lock` spell it: lower case, every run of `-`, `_`, `.` one `-`.
pub(in crate::manifest) fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '-' | '_' | '.' if out.ends_with('-') => {}
            '-' | '_' | '.' => out.push('-'),
            _ => out.push(character.to_ascii_lowercase()),
        }
    }
    out
}
