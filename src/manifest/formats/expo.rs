//! `app.json` of an Expo app: `version` in `expo`. The stores' build numbers beside it are not versions.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::json;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let root = json::parse_relaxed(source)?;
    let value = json::at(source, &root, &["expo", "version"])?;
    value.map(|value| json::own(source, value, Grammar::Loose, "expo.version")).into_iter().collect()
}
