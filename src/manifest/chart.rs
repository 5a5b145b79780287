//! `Chart.yaml`: the chart's `version`, and `appVersion` as long as it says the same.

use super::grammar::Grammar;
use super::site::{Role, Site, Source};
use super::yaml;
use crate::error::Result;

/// Many charts are numbered apart from what they install: an `appVersion` that says something else is left alone.
pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let mut sites = yaml::top_level(source, "version", Grammar::Semver)?;
    let own = sites.first().map(|own| own.text.clone());
    for app in yaml::top_level(source, "appVersion", Grammar::Semver).unwrap_or_default() {
        let app = app.bare(source);
        if Some(&app.text) == own.as_ref() {
            sites.push(Site { role: Role::Copy, ..app });
        }
    }
    Ok(sites)
}
