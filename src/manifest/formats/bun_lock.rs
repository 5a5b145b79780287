//! `bun.lock`: its `workspaces` repeat the members' versions and what they require of each other.

use crate::error::Result;
use crate::manifest::formats::package_json::{TABLES, overrides, references};
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, folder, join};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::json;
use crate::manifest::readers::skim::Skim;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let here = folder(source.path);
    let mut occurrences = Vec::new();
    Skim::relaxed(source).file(|skim, key, _| {
        match key {
            "workspaces" if skim.is_object() => skim.object(|skim, path, _| {
                let range = skim.skip()?;
                let home = join(here, path).unwrap_or_default();
                let Some(versioned) = names.npm_folders.get(&home).copied() else { return Ok(()) };
                let piece = source.piece(&range);
                let entry = json::parse_relaxed(&piece)?;
                let mut found = Vec::new();
                if let (true, Some(value)) = (versioned, json::value(&piece, &entry, "version")?) {
                    let literal = value.as_string_lit();
                    let occurrence =
                        literal.map(|literal| json::occurrence(&piece, literal, Grammar::Semver, Role::Copy));
                    found.extend(occurrence.transpose()?);
                }
                references(&piece, (&home, &entry), &TABLES, names, &mut found)?;
                occurrences.extend(found.into_iter().map(|occurrence| occurrence.moved(range.start)));
                Ok(())
            })?,
            "overrides" | "catalog" | "catalogs" if skim.is_object() => {
                let range = skim.skip()?;
                let piece = source.piece(&range);
                let mut found = Vec::new();
                overrides(&piece, (here, None), &json::parse_relaxed(&piece)?, names, &mut found)?;
                occurrences.extend(found.into_iter().map(|occurrence| occurrence.moved(range.start)));
            }
            // The first version of the format has them once more.
            "packages" if skim.is_object() => skim.object(|skim, name, _| {
                if !names.npm.contains_key(name) {
                    return Ok(());
                }
                let range = skim.skip()?;
                let text = source.body.get(range.clone()).unwrap_or_default();
                let (Some(open), Some(close), true) = (text.find('{'), text.rfind('}'), text.contains("@workspace:"))
                else {
                    return Ok(());
                };
                let range = range.start.saturating_add(open)..range.start.saturating_add(close).saturating_add(1);
                let piece = source.piece(&range);
                let mut found = Vec::new();
                let at = text.split_once("@workspace:").and_then(|(_, path)| join(here, path.split('"').next()?));
                let home = at.unwrap_or_default();
                references(&piece, (&home, &json::parse_relaxed(&piece)?), &TABLES, names, &mut found)?;
                occurrences.extend(found.into_iter().map(|occurrence| occurrence.moved(range.start)));
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(occurrences)
}
