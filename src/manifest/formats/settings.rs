//! TOML that describes one package with a `version`: `typst.toml`, an editor's `extension.toml`, `alire.toml` and the like.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::toml;

/// The tables that it stands in, besides the top.
const TABLES: [&str; 3] = ["package", "workspace", "project"];

pub(in crate::manifest) const EXPECTED: &str = "`version`, at the top or in `[package]`, `[workspace]` or `[project]`";

/// The first there is.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let root = toml::parse(source)?;
    let own =
        |path: &[&str]| toml::item(root, path).map(|version| toml::own(source, version, Grammar::Loose, "version"));
    let inside = || TABLES.iter().find_map(|table| own(&[table, "version"]));
    own(&["version"]).or_else(inside).into_iter().collect()
}

/// What the package is called.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    toml::text_of(source, &["name"]).or_else(|| toml::text_of(source, &["package", "name"]))
}
