//! `pyproject.toml`: `[project]` and `[tool.poetry]`.

pub(in crate::manifest) mod project_name;
pub(in crate::manifest) mod python_requires;

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Source};
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
