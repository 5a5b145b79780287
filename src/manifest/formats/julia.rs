//! `Project.toml` of a Julia package: the top-level `version`, and in `[compat]` what it requires of others of ours.
//! Environments have a file of that name too, but no `uuid`.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::toml;
use crate::manifest::requirement::Flavour;

/// Where names are given their packages, which are told by their `uuid`.
const TABLES: [&str; 3] = ["deps", "weakdeps", "extras"];

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let root = toml::parse(source)?;
    let mut occurrences = Vec::new();
    if let Some(version) = root.get("version").filter(|_| root.contains_key("uuid")) {
        occurrences.push(toml::own(source, version, Grammar::Loose, "version")?);
    }
    let compat = toml::table(root, &["compat"]).filter(|_| !names.julia.is_empty());
    for (key, value) in compat.into_iter().flat_map(|compat| compat.iter()) {
        let key = key.get_ref();
        let mut uuids = TABLES.iter().filter_map(|table| toml::text(root, &[table, key]));
        let Some(old) = uuids.find_map(|uuid| names.julia.get(uuid)) else { continue };
        // A version without a sign admits what Cargo's does. Of several, each of which will do, none changes.
        let role = Role::Reference { flavour: Flavour::Cargo, name: key.to_string(), old: old.clone(), here: false };
        occurrences.extend(toml::occurrence(source, value, Grammar::Semver, role)?);
    }
    Ok(occurrences)
}
