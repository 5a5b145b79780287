//! `CITATION.cff`: the top-level `version`; `cff-version` is the format's.

use super::grammar::Grammar;
use super::site::{Site, Source};
use super::yaml;
use crate::error::Result;

pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    // Some write `version: 1.2` for what is not a string to YAML; it is a version all the same.
    let own = root.own(source, "version", Grammar::Either)?;
    Ok(own.map(|own| own.bare(source)).into_iter().collect())
}
