//! `Project.toml` of a Julia package: the top-level `version`. Environments have a file of that name too, but no `uuid`.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::toml;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let document = toml::parse(source)?;
    let root = document;
    match root.get("version") {
        Some(version) if root.contains_key("uuid") => Ok(vec![toml::own(source, version, Grammar::Loose, "version")?]),
        _ => Ok(Vec::new()),
    }
}
