//! `Cargo.toml`: the package's version, the workspace's, and what members require of each other.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::toml;
use crate::manifest::requirement::Flavour;

const TABLES: [&str; 5] =
    ["dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies", "build_dependencies"];

/// How a package and the members of the workspace around it come to versions of their own.
pub(crate) const TO_EACH: &str = "write what `[workspace.package]` says into the members that take it from there (`version = \"…\"` for `version.workspace = true`), and take it out here: then each package has its own";

/// Whether it says `publish = false`.
pub(in crate::manifest) fn is_private(source: &Source<'_>) -> bool {
    toml::parse(source).is_ok_and(|root| toml::truth(root, &["package", "publish"]) == Some(false))
}

/// Whether its crate is a library for other languages alone, and no program.
pub(in crate::manifest) fn is_loaded(source: &Source<'_>) -> bool {
    toml::parse(source).is_ok_and(|root| {
        toml::texts(root, &["lib", "crate-type"]) == ["cdylib"] && toml::item(root, &["bin"]).is_none()
    })
}

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let document = toml::parse(source)?;
    let mut occurrences = Vec::new();
    for path in [["package", "version"].as_slice(), &["workspace", "package", "version"]] {
        match toml::item(document, path) {
            Some(item) if !inherits(item) => {
                occurrences.push(toml::own(source, item, Grammar::Semver, &path.join("."))?)
            }
            _ => {}
        }
    }
    for table in dependencies(document) {
        for (key, item) in table.iter() {
            occurrences.extend(reference(source, names, key.get_ref(), item)?);
        }
    }
    Ok(occurrences)
}

/// Whether a package has a version, and the workspace around it another, for members that take it from there.
pub(in crate::manifest) fn is_apart(document: &toml::Table<'_>) -> bool {
    let said = |path| toml::text(document, path);
    let members = said(&["workspace", "package", "version"]);
    said(&["package", "version"]).zip(members).is_some_and(|(own, members)| own != members)
}

/// `version.workspace = true`: the version stands in the workspace's root.
pub(in crate::manifest) fn inherits(version: &toml::Item<'_>) -> bool {
    toml::as_table(version).and_then(|table| toml::truth(table, &["workspace"])) == Some(true)
}

/// Every table of dependencies, those of targets and of the workspace included.
pub(in crate::manifest) fn dependencies<'d, 'a>(document: &'d toml::Table<'a>) -> Vec<&'d toml::Table<'a>> {
    let mut homes = vec![document];
    homes.extend(toml::table(document, &["workspace"]));
    if let Some(targets) = toml::table(document, &["target"]) {
        homes.extend(targets.values().filter_map(toml::as_table));
    }
    homes.iter().flat_map(|home| TABLES.iter().filter_map(|name| toml::table(home, &[name]))).collect()
}

/// The crates that `[patch]` and `[replace]` take from this tree.
pub(in crate::manifest) fn patched(document: &toml::Table<'_>) -> Vec<String> {
    let registries = toml::table(document, &["patch"]).into_iter().flat_map(|patch| patch.values());
    let tables = registries.filter_map(toml::as_table).chain(toml::table(document, &["replace"]));
    let here = tables.flat_map(|table| table.iter()).filter_map(|(key, item)| {
        let table = toml::as_table(item).filter(|table| table.contains_key("path"))?;
        let key = key.get_ref().split([':', '@']).next().unwrap_or_default();
        Some(toml::text(table, &["package"]).unwrap_or(key).to_string())
    });
    here.collect()
}

/// A dependency on one of our own packages that says which version it has, and where it lies: here, or by a patch.
fn reference(source: &Source<'_>, names: &Names, key: &str, item: &toml::Item<'_>) -> Result<Option<Occurrence>> {
    let table = toml::as_table(item);
    let name = table.and_then(|table| toml::text(table, &["package"])).unwrap_or(key);
    let Some(old) = names.crates.get(name) else {
        return Ok(None);
    };
    let here = table.is_some_and(|table| table.contains_key("path"));
    let other = table.is_some_and(|table| ["git", "registry"].iter().any(|key| table.contains_key(*key)));
    if !here && (other || !names.patched.contains(name)) {
        return Ok(None);
    }
    let Some(value) = table.map_or(Some(item), |table| table.get("version")) else {
        return Ok(None);
    };
    let role = Role::Reference { flavour: Flavour::Cargo, name: name.to_string(), old: old.clone(), here };
    toml::occurrence(source, value, Grammar::Semver, role)
}
