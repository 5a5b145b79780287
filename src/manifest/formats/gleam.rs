//! `gleam.toml` of a Gleam package: a top-level `version`.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::toml;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let version = toml::parse(source)?.get("version");
    version.map(|version| toml::own(source, version, Grammar::Semver, "version")).into_iter().collect()
}
