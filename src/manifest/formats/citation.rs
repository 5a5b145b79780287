//! `CITATION.cff`: the top-level `version`; `cff-version` is the format's.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::yaml;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    // Some write `version: 1.2` for what is not a string to YAML; it is a version all the same.
    let own = root.own(source, "version", Grammar::Either)?;
    Ok(own.map(|own| own.bare(source)).into_iter().collect())
}
