//! `tauri.conf.json`: `version`, in the first edition `package.version`. It may name a `package.json` instead.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::json;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let root = json::parse_relaxed(source)?;
    let mut occurrences = Vec::new();
    for path in [["version"].as_slice(), &["package", "version"]] {
        if let Some(value) = json::at(source, &root, path)? {
            let occurrence = json::own(source, value, Grammar::Semver, &path.join("."))?;
            if !occurrence.text.ends_with(".json") {
                occurrences.push(occurrence);
            }
        }
    }
    Ok(occurrences)
}
