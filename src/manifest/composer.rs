//! `composer.json`: the top-level `version`, which most packages leave to their tags.

use super::grammar::Grammar;
use super::json;
use super::site::{Site, Source};
use crate::error::Result;

pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let root = json::parse(source)?;
    let value = json::value(source, root, "version")?;
    value
        .map(|value| json::own(source, value, Grammar::Composer, "version").map(|site| site.bare(source)))
        .into_iter()
        .collect()
}
