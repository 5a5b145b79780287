//! `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3: what they repeat from manifests.

use jsonc_parser::ast::Object;

use super::grammar::Grammar;
use super::json;
use super::names::{Names, folder, join};
use super::package_json::{references, tables};
use super::site::{Role, Site, Source};
use crate::error::Result;

pub(super) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Site>> {
    let root = json::parse(source)?;
    let here = folder(source.path);
    let mut sites = Vec::new();
    // A lock file given without its manifest still speaks of that package.
    if names.npm_folders.get(here).copied().unwrap_or(true) {
        sites.extend(copy(source, root)?);
    }
    if let Some(packages) = json::child(source, root, "packages")? {
        for property in &packages.properties {
            let Some(entry) = property.value.as_object() else {
                continue;
            };
            let Some(home) = join(here, property.name.as_str()) else {
                continue;
            };
            let known = names.npm_folders.get(&home).copied();
            let versioned = if home == here { known.unwrap_or(true) } else { known.unwrap_or(false) };
            if versioned {
                sites.extend(copy(source, entry)?);
            }
            if known.is_some() {
                references(source, entry, tables(), names, &mut sites)?;
            }
        }
    }
    // Versions 1 and 2 list members once more, with what they require but without their version.
    if let Some(dependencies) = json::child(source, root, "dependencies")? {
        for property in &dependencies.properties {
            let Some(entry) = property.value.as_object() else {
                continue;
            };
            let origin = json::value(source, entry, "version")?.and_then(|value| value.as_string_lit());
            if names.npm.contains_key(property.name.as_str())
                && origin.is_some_and(|text| text.value.starts_with("file:"))
            {
                references(source, entry, &["requires"], names, &mut sites)?;
            }
        }
    }
    Ok(sites)
}

fn copy(source: &Source<'_>, entry: &Object<'_>) -> Result<Option<Site>> {
    let value = json::value(source, entry, "version")?;
    let Some(literal) = value.and_then(|value| value.as_string_lit()) else {
        return Ok(None);
    };
    Ok(Some(Site {
        range: json::inner(source, literal)?,
        text: literal.value.to_string(),
        grammar: Grammar::Semver,
        role: Role::Copy,
    }))
}
