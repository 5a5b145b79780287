//! `CITATION.cff`: the top-level `version`; `cff-version` is the format's.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::readers::yaml;
use crate::manifest::site::{Site, Source};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    // Some write `version: 1.2` for what is not a string to YAML; it is a version all the same.
    let own = root.own(source, "version", Grammar::Either)?;
    Ok(own.map(|own| own.bare(source)).into_iter().collect())
}
