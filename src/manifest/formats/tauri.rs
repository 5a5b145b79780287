//! `tauri.conf.json`: `version`, in the first edition `package.version`. It may name a `package.json` instead.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::readers::json;
use crate::manifest::site::{Site, Source};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let root = json::parse_relaxed(source)?;
    let mut sites = Vec::new();
    for path in [["version"].as_slice(), &["package", "version"]] {
        if let Some(value) = json::at(source, &root, path)? {
            let site = json::own(source, value, Grammar::Semver, &path.join("."))?;
            if !site.text.ends_with(".json") {
                sites.push(site);
            }
        }
    }
    Ok(sites)
}
