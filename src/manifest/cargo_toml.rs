//! `Cargo.toml`: the package's version, the workspace's, and what members require of each other.

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
        match toml::item(document, path) {
            Some(item) if !inherits(item) => sites.push(toml::own(source, item, Grammar::Semver, &path.join("."))?),
            _ => {}
        }
    }
    for table in dependencies(document) {
        for (key, item) in table.iter() {
            sites.extend(reference(source, names, key.get_ref(), item)?);
        }
    }
    Ok(sites)
}

/// `version.workspace = true`: the version stands in the workspace's root.
pub(super) fn inherits(version: &toml::Item<'_>) -> bool {
    toml::as_table(version).and_then(|table| toml::truth(table, &["workspace"])) == Some(true)
}

/// Every table of dependencies, those of targets and of the workspace included.
pub(super) fn dependencies<'d, 'a>(document: &'d toml::Table<'a>) -> Vec<&'d toml::Table<'a>> {
    let mut homes = vec![document];
    homes.extend(toml::table(document, &["workspace"]));
    if let Some(targets) = toml::table(document, &["target"]) {
        homes.extend(targets.values().filter_map(toml::as_table));
    }
    homes.iter().flat_map(|home| TABLES.iter().filter_map(|name| toml::table(home, &[name]))).collect()
}

/// A dependency on one of our own packages that says both where it lies and which version it has.
fn reference(source: &Source<'_>, names: &Names, key: &str, item: &toml::Item<'_>) -> Result<Option<Site>> {
    let Some(table) = toml::as_table(item) else {
        return Ok(None);
    };
    let name = toml::text(table, &["package"]).unwrap_or(key);
    let (Some(old), true) = (names.crates.get(name), table.contains_key("path")) else {
        return Ok(None);
    };
    let Some(value) = table.get("version") else {
        return Ok(None);
    };
    let role = Role::Reference { flavour: Flavour::Cargo, name: name.to_string(), old: old.clone() };
    toml::site(source, value, Grammar::Semver, role)
}
