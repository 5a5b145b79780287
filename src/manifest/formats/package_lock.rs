//! `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3: what they repeat from manifests.

use std::ops::Range;

use jsonc_parser::ast::Object;

use crate::error::Result;
use crate::manifest::formats::package_json::{TABLES, references};
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, folder, join};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::json;
use crate::manifest::readers::skim::Skim;
use crate::ordered::BTreeSet;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let here = folder(source.path);
    // A lock file given without its manifest still speaks of that package.
    let root_versioned = names.npm_folders.get(here).copied().unwrap_or(!names.bystanders.contains(here));
    let mut occurrences = Vec::new();
    let mut seen = BTreeSet::new();
    Skim::new(source).file(|skim, key, at| {
        if !matches!(key, "version" | "packages" | "dependencies") {
            return Ok(());
        }
        if !seen.insert(key.to_string()) {
            return Err(json::twice(source, key, at));
        }
        match key {
            "version" if root_versioned => {
                occurrences.extend(json::string_at(source, skim.skip()?, Grammar::Semver, Role::Copy))
            }
            "packages" if skim.is_object() => skim.object(|skim, path, _| {
                let Some(home) = join(here, path) else { return Ok(()) };
                let known = names.npm_folders.get(&home).copied();
                let versioned = if home == here { root_versioned } else { known.unwrap_or(false) };
                if (versioned || known.is_some()) && skim.is_object() {
                    entry(source, skim.skip()?, &mut occurrences, |piece, entry, occurrences| {
                        if versioned {
                            occurrences.extend(copy(piece, entry)?);
                        }
                        if known.is_some() {
                            references(piece, (&home, entry), &TABLES, names, occurrences)
                        } else {
                            Ok(())
                        }
                    })?;
                }
                Ok(())
            })?,
            // Versions 1 and 2 list members once more, with what they require but without their version.
            "dependencies" if skim.is_object() => skim.object(|skim, name, _| {
                if names.npm.contains_key(name) && skim.is_object() {
                    entry(source, skim.skip()?, &mut occurrences, |piece, entry, occurrences| {
                        let origin = json::value(piece, entry, "version")?.and_then(|value| value.as_string_lit());
                        if origin.is_some_and(|text| text.value.starts_with("file:")) {
                            let home = origin
                                .and_then(|text| join(here, text.value.strip_prefix("file:")?))
                                .unwrap_or_default();
                            references(piece, (&home, entry), &["requires"], names, occurrences)?;
                        }
                        Ok(())
                    })?;
                }
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(occurrences)
}

/// Parses the entry at `range` alone, and adds what `find` finds in it.
fn entry<'a>(
    source: &Source<'a>,
    range: Range<usize>,
    occurrences: &mut Vec<Occurrence>,
    find: impl FnOnce(&Source<'a>, &Object<'a>, &mut Vec<Occurrence>) -> Result<()>,
) -> Result<()> {
    let piece = source.piece(&range);
    let mut found = Vec::new();
    find(&piece, json::parse(&piece)?, &mut found)?;
    occurrences.extend(found.into_iter().map(|occurrence| occurrence.moved(range.start)));
    Ok(())
}

fn copy(source: &Source<'_>, entry: &Object<'_>) -> Result<Option<Occurrence>> {
    let value = json::value(source, entry, "version")?;
    let literal = value.and_then(|value| value.as_string_lit());
    literal.map(|literal| json::occurrence(source, literal, Grammar::Semver, Role::Copy)).transpose()
}
