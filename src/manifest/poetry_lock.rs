//! `poetry.lock` and `pdm.lock`: the entries of packages that lie in this repository. They have none for the root.

use toml_edit::TableLike;

use super::grammar::Grammar;
use super::names::Names;
use super::site::{Role, Site, Source};
use super::{pyproject, toml};
use crate::error::Result;

pub(super) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Site>> {
    let document = toml::parse(source)?;
    let mut sites = Vec::new();
    for package in toml::tables(document.as_table(), &["package"]) {
        let ours = toml::text(package, &["name"]).is_some_and(|name| names.python.contains(&pyproject::normal(name)));
        if ours
            && here(package)
            && let Some(value) = package.get("version").and_then(|item| item.as_value())
            && let Some((range, text)) = toml::string(source, value)?
        {
            sites.push(Site { range, text, grammar: Grammar::Pep440, role: Role::Copy });
        }
    }
    Ok(sites)
}

/// A folder: Poetry says so in `source`, PDM by `path`, which for a file names that file.
fn here(package: &dyn TableLike) -> bool {
    toml::text(package, &["source", "type"]) == Some("directory")
        || toml::text(package, &["path"]).is_some_and(|path| !path.ends_with(".whl") && !path.ends_with(".gz"))
}
