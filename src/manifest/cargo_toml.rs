//! `Cargo.toml`: the package's version, the workspace's, and what members require of each other.

use toml_edit::{Item, TableLike};

use super::grammar::Grammar;
use super::names::Names;
use super::requirement::Flavour;
use super::site::{Role, Site, Source};
use super::toml;
use crate::error::Result;

const TABLES: [&str; 5] =
    ["dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies", "build_dependencies"];

pub(super) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Site>> {
    let document = toml::parse(source)?;
    let mut sites = Vec::new();
    for path in [["package", "version"].as_slice(), &["workspace", "package", "version"]] {
        match toml::item(document.as_table(), path) {
            Some(item) if !inherits(item) => {
                sites.push(toml::own_item(source, item, Grammar::Semver, &path.join("."))?)
            }
            _ => {}
        }
    }
    for table in dependencies(document.as_table()) {
        for (key, item) in table.iter() {
            sites.extend(reference(source, names, key, item)?);
        }
    }
    Ok(sites)
}

/// `version.workspace = true`: the version stands in the workspace's root.
pub(super) fn inherits(version: &Item) -> bool {
    version.as_table_like().and_then(|table| table.get("workspace")).and_then(Item::as_bool) == Some(true)
}

/// Every table of dependencies, those of targets and of the workspace included.
pub(super) fn dependencies(document: &dyn TableLike) -> Vec<&dyn TableLike> {
    let mut homes = vec![document];
    homes.extend(toml::table(document, &["workspace"]));
    if let Some(targets) = toml::table(document, &["target"]) {
        homes.extend(targets.iter().filter_map(|(_, item)| item.as_table_like()));
    }
    homes.iter().flat_map(|home| TABLES.iter().filter_map(|name| home.get(name)?.as_table_like())).collect()
}

/// A dependency on one of our own packages that says both where it lies and which version it has.
fn reference(source: &Source<'_>, names: &Names, key: &str, item: &Item) -> Result<Option<Site>> {
    let Some(table) = item.as_table_like() else {
        return Ok(None);
    };
    let name = toml::text(table, &["package"]).unwrap_or(key);
    let (Some(old), true) = (names.crates.get(name), table.contains_key("path")) else {
        return Ok(None);
    };
    let Some(value) = table.get("version").and_then(Item::as_value) else {
        return Ok(None);
    };
    Ok(toml::string(source, value)?.map(|(range, text)| Site {
        range,
        text,
        grammar: Grammar::Semver,
        role: Role::Reference { flavour: Flavour::Cargo, name: name.to_string(), old: old.clone() },
    }))
}
