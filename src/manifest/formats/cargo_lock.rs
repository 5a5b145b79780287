//! `Cargo.lock`: the entries of our own packages, and where other entries name them with their version.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, folder};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::toml;
use crate::ordered::BTreeSet;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let document = toml::parse(source)?;
    let mut packages = toml::tables(document, &["package"]);
    packages.extend(toml::tables(document, &["patch", "unused"]));
    let mut occurrences = Vec::new();
    let mut ours = BTreeSet::new();
    let foreign = names.bystanders.contains(folder(source.path));
    for &package in &packages {
        if let Some(name) = own(package, names, foreign)
            && let Some(value) = package.get("version")
            && let Some(occurrence) = toml::occurrence(source, value, Grammar::Semver, Role::Copy)?
        {
            ours.insert((name, occurrence.text.clone()));
            occurrences.push(occurrence);
        }
    }
    for &package in &packages {
        for value in toml::items(package, &["dependencies"]) {
            occurrences.extend(qualified(source, value, &ours)?);
        }
    }
    Ok(occurrences)
}

/// The name of an entry that is a package of ours: those have no `source`.
fn own<'d>(package: &'d toml::Table<'_>, names: &Names, foreign: bool) -> Option<&'d str> {
    let name = toml::text(package, &["name"])?;
    let old = names.crates.get(name).filter(|_| !package.contains_key("source"))?;
    // Elsewhere another crate may have the name.
    let same = !foreign || toml::text(package, &["version"]) == Some(old);
    same.then_some(name)
}

/// `"name 1.2.3"`: Cargo adds the version where two packages share a name, and the origin to those that have one.
fn qualified(
    source: &Source<'_>,
    value: &toml::Item<'_>,
    ours: &BTreeSet<(&str, String)>,
) -> Result<Option<Occurrence>> {
    let Some((name, version)) = value.get_ref().as_str().and_then(|text| text.split_once(' ')) else {
        return Ok(None);
    };
    if !ours.contains(&(name, version.to_string())) {
        return Ok(None);
    }
    Ok(toml::occurrence(source, value, Grammar::Semver, Role::Copy)?.map(|occurrence| Occurrence {
        range: occurrence.range.end.saturating_sub(version.len())..occurrence.range.end,
        text: version.to_string(),
        ..occurrence
    }))
}
