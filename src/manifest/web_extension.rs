//! `manifest.json` of a browser extension. Web apps have a file of that name too, but no `manifest_version`.

use super::grammar::{Grammar, Numbers};
use super::json;
use super::site::{Role, Site, Source};
use crate::error::Result;

const NUMBERS: Numbers =
    Numbers { fewest: 1, most: 4, highest: 65_535, dash: false, whose: "the version of a browser extension" };

/// `version` has numbers alone, so a prerelease is refused: with its numbers only it would be the release. What
/// `version_name` shows to people follows where it shows the version.
pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let root = json::parse_relaxed(source)?;
    let value = |name| json::value(source, &root, name);
    let (Some(_), Some(version)) = (value("manifest_version")?, value("version")?) else { return Ok(Vec::new()) };
    let own = json::own(source, version, Grammar::Numbers(&NUMBERS), "version")?;
    let mut sites = Vec::new();
    if let Some(shown) = value("version_name")?.and_then(|shown| shown.as_string_lit())
        && shown.value == own.text
    {
        sites.push(json::site(source, shown, Grammar::Numbers(&NUMBERS), Role::Copy)?);
    }
    sites.insert(0, own);
    Ok(sites)
}
