//! `gradle/libs.versions.toml`, the catalogue of a Gradle build: the one of its `[versions]` that the build takes for its own.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::toml;

/// Where it is.
pub(in crate::manifest) const PATH: &str = "gradle/libs.versions.toml";

/// What the build calls it has dots where its key has `-` or `_`. All others are versions of what is used.
pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let Some(name) = names.in_catalog.as_deref().filter(|_| source.path == PATH) else { return Ok(Vec::new()) };
    let Some(versions) = toml::table(toml::parse(source)?, &["versions"]) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for (key, value) in versions {
        if key.get_ref().replace(['-', '_'], ".") == name {
            found.extend(toml::occurrence(source, value, Grammar::Loose, Role::Own)?);
        }
    }
    Ok(if found.len() == 1 { found } else { Vec::new() })
}
