//! `pyproject.toml`: `[project]` and `[tool.poetry]`.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::python::python_requires;
use crate::manifest::readers::toml;

/// The version, or both where the two tables have one, and what the project requires of packages of ours.
pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let document = toml::parse(source)?;
    let mut occurrences = Vec::new();
    for path in [["project", "version"].as_slice(), &["tool", "poetry", "version"]] {
        if path.len() == 3 && from_git(document) {
            continue;
        }
        if let Some(item) = toml::item(document, path) {
            occurrences.push(toml::own(source, item, Grammar::Pep440, &path.join("."))?);
        }
    }
    occurrences.extend(python_requires::find(source, document, names)?);
    Ok(occurrences)
}

/// The plugin takes the version from tags and keeps a placeholder in the file.
fn from_git(document: &toml::Table<'_>) -> bool {
    toml::truth(document, &["tool", "poetry-dynamic-versioning", "enable"]) == Some(true)
}

/// The project's name, where it has one.
pub(in crate::manifest) fn name<'d>(document: &'d toml::Table<'_>) -> Option<&'d str> {
    toml::text(document, &["project", "name"]).or_else(|| toml::text(document, &["tool", "poetry", "name"]))
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
