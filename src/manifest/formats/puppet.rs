//! `metadata.json` of a Puppet module: the top-level `version`. Files of that name are many; the Forge asks for an author and
//! a list of dependencies, too.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::json;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    // Data of that name may be anything.
    if !source.body.contains("\"dependencies\"") {
        return Ok(Vec::new());
    }
    let root = json::parse_relaxed(source)?;
    for key in ["name", "author", "dependencies"] {
        if json::value(source, &root, key)?.is_none() {
            return Ok(Vec::new());
        }
    }
    let own = json::value(source, &root, "version")?;
    Ok(own.map(|value| json::own(source, value, Grammar::Forge, "version")).transpose()?.into_iter().collect())
}
