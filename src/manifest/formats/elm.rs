//! `elm.json` of an Elm package: the top-level `version`. An application has none.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::json;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let own = json::value(source, json::parse(source)?, "version")?;
    Ok(own.map(|value| json::own(source, value, Grammar::Semver, "version")).transpose()?.into_iter().collect())
}
