//! `Chart.yaml`: the chart's `version`, and `appVersion` as long as it says the same.

use super::grammar::Grammar;
use super::site::{Role, Site, Source};
use super::yaml;
use crate::error::Result;

/// Many charts are numbered apart from what they install: an `appVersion` that says something else is left alone.
pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    let Some(own) = root.own(source, "version", Grammar::Semver)? else { return Ok(Vec::new()) };
    let app = root.own(source, "appVersion", Grammar::Semver).ok().flatten().map(|app| app.bare(source));
    let same = app.filter(|app| app.text == own.text).map(|app| Site { role: Role::Copy, ..app });
    Ok(std::iter::once(own).chain(same).collect())
}
