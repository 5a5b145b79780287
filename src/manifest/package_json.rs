//! `package.json`: the package's version, and what workspace members require of each other.

use jsonc_parser::ast::Object;

use super::grammar::Grammar;
use super::json;
use super::names::Names;
use super::requirement::Flavour;
use super::site::{Role, Site, Source};
use crate::error::Result;

const TABLES: [&str; 4] = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

pub(super) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Site>> {
    let root = json::parse(source)?;
    let mut sites = Vec::new();
    if let Some(value) = json::value(source, root, "version")? {
        sites.push(json::own(source, value, Grammar::Semver, "version")?);
    }
    references(source, root, &TABLES, names, &mut sites)?;
    Ok(sites)
}

/// The requirements on packages of ours in the tables `tables` of `home`.
pub(super) fn references(
    source: &Source<'_>,
    home: &Object<'_>,
    tables: &[&str],
    names: &Names,
    sites: &mut Vec<Site>,
) -> Result<()> {
    for table in tables {
        let Some(table) = json::child(source, home, table)? else {
            continue;
        };
        for property in &table.properties {
            let name = property.name.as_str();
            let (Some(old), Some(literal)) = (names.npm.get(name), property.value.as_string_lit()) else {
                continue;
            };
            let role = Role::Reference { flavour: Flavour::Npm, name: name.to_string(), old: old.clone() };
            sites.push(json::site(source, literal, Grammar::Semver, role)?);
        }
    }
    Ok(())
}

/// The tables of dependencies an entry of a lock file repeats.
pub(super) fn tables() -> &'static [&'static str] {
    &TABLES
}
