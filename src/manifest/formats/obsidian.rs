//! `versions.json` of an Obsidian plugin: for every version of the plugin the oldest one of the app that it runs in. A new
//! version gets a line of its own; the others are about the past.

use crate::error::Result;
use crate::manifest::occurrence::Source;
use crate::manifest::occurrence::Sources;
use crate::manifest::readers::json;
use crate::manifest::{File, Rewritten};
use crate::splice::{Edit, splice};

/// Whether this is the `manifest.json` of a plugin or theme, by which Obsidian updates everybody who has it to the version
/// that it says on the default branch.
pub(in crate::manifest) fn serves(path: &str, text: &str) -> bool {
    path == "manifest.json" && text.contains("\"minAppVersion\"")
}

pub(in crate::manifest) const FILE: &str = "versions.json";

/// Adds the version that `manifest.json` got, as long as the file has every version of the plugin in it, or does not have
/// that version of the app yet. Codes: those of the parser, `splice-failed`.
pub(in crate::manifest) fn announce(sources: &Sources<'_>, rewritten: &mut Vec<Rewritten>) -> Result<()> {
    let Some(Ok(source)) = sources.get(FILE) else { return Ok(()) };
    let Some(told) = rewritten.iter().find(|one| one.path == "manifest.json" && one.from != one.to) else {
        return Ok(());
    };
    let manifest = File { path: told.path.clone(), text: told.text.clone() };
    let manifest = Source::new(&manifest)?;
    let root = json::parse_relaxed(&manifest)?;
    let oldest = json::value(&manifest, &root, "minAppVersion")?.and_then(|value| value.as_string_lit());
    let Some(oldest) =
        oldest.and_then(|oldest| Some((oldest, manifest.body.get(oldest.range.start..oldest.range.end)?)))
    else {
        return Ok(());
    };
    let all = json::parse(source)?;
    let says = |version: &str| all.properties.iter().any(|one| one.name.as_str() == version);
    let known =
        all.properties.iter().any(|one| one.value.as_string_lit().is_some_and(|said| said.value == oldest.0.value));
    let (Some(first), Some(last)) = (all.properties.first(), all.properties.last()) else { return Ok(()) };
    if says(&told.to) || (known && !says(&told.from)) {
        return Ok(());
    }
    // Where the newest one stands first, so does the new one.
    let newest_first = all.properties.len() > 1 && first.name.as_str() == told.from;
    let beside = if newest_first { first } else { last };
    let value = jsonc_parser::common::Ranged::range(&beside.value);
    let name = jsonc_parser::common::Ranged::range(&beside.name);
    let between = source.body.get(name.end..value.start).unwrap_or(": ");
    let before = source.body.get(..beside.range.start).unwrap_or_default();
    let blank = before.get(before.trim_end().len()..).unwrap_or_default();
    let line = format!("\"{}\"{between}{}", told.to, oldest.1);
    let (at, text) =
        if newest_first { (name.start, format!("{line},{blank}")) } else { (value.end, format!(",{blank}{line}")) };
    let at = at.saturating_add(source.shift());
    let text = splice(source.whole(), vec![Edit { range: at..at, text }])?;
    let (from, to) = (told.from.clone(), told.to.clone());
    rewritten.push(Rewritten { path: FILE.to_string(), text, from, to });
    Ok(())
}
