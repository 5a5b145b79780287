//! `app.json` of an Expo app: `version` in `expo`. The stores' build numbers beside it are not versions.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::readers::json;
use crate::manifest::site::{Site, Source};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let root = json::parse_relaxed(source)?;
    let value = json::at(source, &root, &["expo", "version"])?;
    value.map(|value| json::own(source, value, Grammar::Loose, "expo.version")).into_iter().collect()
}
