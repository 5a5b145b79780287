//! `uv.lock`, `poetry.lock` and `pdm.lock`: the entries of packages that lie in this repository. Poetry's has none for the root.

use crate::error::Result;
use crate::manifest::formats::pyproject::project_name;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, folder};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::toml;
use crate::ordered::BTreeSet;

/// What an entry's `source` has in uv's when the package is a folder here and nothing downloaded.
const HERE: [&str; 4] = ["editable", "virtual", "directory", "workspace"];

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let document = toml::parse(source)?;
    let foreign = names.bystanders.contains(folder(source.path));
    let mut occurrences = Vec::new();
    for package in toml::tables(document, &["package"]) {
        let old = toml::text(package, &["name"]).and_then(|name| names.python.get(&project_name::normal(name)));
        // Elsewhere another project may have the name.
        let said = toml::text(package, &["version"]);
        let ours = old.is_some_and(|old| !foreign || said == Some(old.as_str()));
        if ours
            && here(package)
            && let Some(value) = package.get("version")
        {
            occurrences.extend(toml::occurrence(source, value, Grammar::Pep440, Role::Copy)?);
        }
    }
    Ok(occurrences)
}

/// A folder: uv and Poetry say so in `source`, PDM by `path`, which for a file names that file.
fn here(package: &toml::Table<'_>) -> bool {
    toml::table(package, &["source"]).is_some_and(|from| HERE.iter().any(|kind| from.contains_key(*kind)))
        || toml::text(package, &["source", "type"]) == Some("directory")
        || toml::text(package, &["path"]).is_some_and(|path| !path.ends_with(".whl") && !path.ends_with(".gz"))
}

/// The packages that are taken from elsewhere.
pub(in crate::manifest) fn indexed(source: &Source<'_>, found: &mut BTreeSet<String>) -> Result<()> {
    let document = toml::parse(source)?;
    let packages = toml::tables(document, &["package"]);
    let others = packages.into_iter().filter(|package| !here(package));
    found.extend(others.filter_map(|package| toml::text(package, &["name"])).map(project_name::normal));
    Ok(())
}
