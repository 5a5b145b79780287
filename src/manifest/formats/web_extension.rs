//! `manifest.json`: of a browser extension (`manifest_version`), of a Home Assistant integration (`domain`), of an Obsidian
//! plugin (`minAppVersion`). Web apps have a file of that name too, with no version that anybody reads.

use jsonc_parser::ast::Object;

use crate::error::Result;
use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::json;

const NUMBERS: Numbers = Numbers {
    fewest: 1,
    most: 4,
    highest: 65_535,
    dash: false,
    whose: "the version of a browser extension",
    instead: None,
};

/// By its shape.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let root = json::parse_relaxed(source)?;
    let has = |name| Ok(json::value(source, &root, name)?.is_some());
    if has("manifest_version")? {
        return extension(source, &root);
    }
    if has("minAppVersion")? || (has("domain")? && has("documentation")?) {
        return top(source, &root);
    }
    Ok(Vec::new())
}

/// Named by hand it is what the user says it is: any top-level `version`.
pub(in crate::manifest) fn find_any(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let root = json::parse_relaxed(source)?;
    match json::value(source, &root, "manifest_version")? {
        Some(_) => extension(source, &root),
        None => top(source, &root),
    }
}

/// Home Assistant reads `v1.2.3` as 1.2.3; Obsidian takes the numbers alone.
fn top(source: &Source<'_>, root: &Object<'_>) -> Result<Vec<Occurrence>> {
    let Some(value) = json::value(source, root, "version")? else { return Ok(Vec::new()) };
    let own = json::own(source, value, Grammar::Loose, "version")?;
    let integration = json::value(source, root, "domain")?.is_some();
    Ok(vec![if integration { own.bare(source) } else { own }])
}

/// `version` has numbers alone, so a prerelease is refused: with its numbers only it would be the release. What
/// `version_name` shows to people follows where it shows the version.
fn extension(source: &Source<'_>, root: &Object<'_>) -> Result<Vec<Occurrence>> {
    let value = |name| json::value(source, root, name);
    let Some(version) = value("version")? else { return Ok(Vec::new()) };
    let own = json::own(source, version, Grammar::Numbers(&NUMBERS), "version")?;
    let mut occurrences = Vec::new();
    if let Some(shown) = value("version_name")?.and_then(|shown| shown.as_string_lit())
        && shown.value == own.text
    {
        occurrences.push(json::occurrence(source, shown, Grammar::Numbers(&NUMBERS), Role::Copy)?);
    }
    occurrences.insert(0, own);
    Ok(occurrences)
}
