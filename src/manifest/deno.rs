//! `deno.json(c)` and `jsr.json(c)`: the top-level `version`.

use super::grammar::Grammar;
use super::json;
use super::site::{Site, Source};
use crate::error::Result;

pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let root = json::parse_relaxed(source)?;
    let value = json::value(source, &root, "version")?;
    value.map(|value| json::own(source, value, Grammar::Semver, "version")).into_iter().collect()
}

/// The folders of a workspace, where it is one.
pub(super) fn members(source: &Source<'_>) -> Vec<String> {
    let Ok(root) = json::parse_relaxed(source) else { return Vec::new() };
    let Ok(Some(workspace)) = json::value(source, &root, "workspace") else { return Vec::new() };
    // A list, or an object with a list of `members`.
    let list = match workspace.as_object() {
        Some(object) => json::value(source, object, "members").ok().flatten(),
        None => Some(workspace),
    };
    let elements = list.and_then(|list| list.as_array()).map(|array| array.elements.as_slice()).unwrap_or_default();
    elements.iter().filter_map(|element| element.as_string_lit()).map(|text| text.value.to_string()).collect()
}
