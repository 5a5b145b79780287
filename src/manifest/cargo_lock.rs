//! `Cargo.lock`: the entries of our own packages, and where other entries name them with their version.

use std::collections::BTreeSet;

use toml_edit::{Item, TableLike, Value};

use super::grammar::Grammar;
use super::names::Names;
use super::site::{Role, Site, Source};
use super::toml;
use crate::error::Result;

pub(super) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Site>> {
    let document = toml::parse(source)?;
    let mut packages = toml::tables(document.as_table(), &["package"]);
    packages.extend(toml::tables(document.as_table(), &["patch", "unused"]));
    let mut sites = Vec::new();
    let mut ours = BTreeSet::new();
    for &package in &packages {
        if let Some(name) = own(package, names)
            && let Some(value) = package.get("version").and_then(Item::as_value)
            && let Some((range, text)) = toml::string(source, value)?
        {
            ours.insert((name, text.clone()));
            sites.push(Site { range, text, grammar: Grammar::Semver, role: Role::Copy });
        }
    }
    for &package in &packages {
        for value in package.get("dependencies").and_then(Item::as_array).into_iter().flatten() {
            sites.extend(qualified(source, value, &ours)?);
        }
    }
    Ok(sites)
}

/// The name of an entry that is a package of ours: those have no `source`.
fn own<'d>(package: &'d dyn TableLike, names: &Names) -> Option<&'d str> {
    let name = toml::text(package, &["name"])?;
    (names.crates.contains_key(name) && !package.contains_key("source")).then_some(name)
}

/// `"name 1.2.3"`: Cargo adds the version where two packages share a name, and the origin to those that have one.
fn qualified(source: &Source<'_>, value: &Value, ours: &BTreeSet<(&str, String)>) -> Result<Option<Site>> {
    let Some((name, version)) = value.as_str().and_then(|text| text.split_once(' ')) else {
        return Ok(None);
    };
    if !ours.contains(&(name, version.to_string())) {
        return Ok(None);
    }
    Ok(toml::string(source, value)?.map(|(range, _)| Site {
        range: range.end.saturating_sub(version.len())..range.end,
        text: version.to_string(),
        grammar: Grammar::Semver,
        role: Role::Copy,
    }))
}
