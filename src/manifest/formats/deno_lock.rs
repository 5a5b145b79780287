//! `deno.lock`: what members of a workspace require of packages of ours.

use jsonc_parser::ast::{Object, Value};

use crate::error::Result;
use crate::manifest::formats::deno::import;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, folder, join};
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::json;
use crate::manifest::readers::skim::Skim;
use crate::ordered::BTreeSet;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let mut occurrences = Vec::new();
    Skim::new(source).file(|skim, key, _| {
        if key == "workspace" && skim.is_object() {
            let range = skim.skip()?;
            let piece = source.piece(&range);
            let mut found = Vec::new();
            lists(&piece, folder(source.path), json::parse(&piece)?, names, &mut found)?;
            occurrences.extend(found.into_iter().map(|occurrence| occurrence.moved(range.start)));
        }
        Ok(())
    })?;
    Ok(occurrences)
}

/// The lists `dependencies`, of the root, its `packageJson`, and each of its `members`.
fn lists(
    source: &Source<'_>,
    here: &str,
    home: &Object<'_>,
    names: &Names,
    occurrences: &mut Vec<Occurrence>,
) -> Result<()> {
    for owner in [Some(home), json::child(source, home, "packageJson")?].into_iter().flatten() {
        let list = json::value(source, owner, "dependencies")?.and_then(Value::as_array);
        for literal in list.into_iter().flat_map(|list| &list.elements).filter_map(Value::as_string_lit) {
            if let Some((range, role)) = import(&literal.value, names) {
                let occurrence = json::occurrence(source, literal, Grammar::Semver, role)?.part(source, range);
                occurrences.extend(
                    occurrence.map(|occurrence| Occurrence { stays: names.staying.contains(here), ..occurrence }),
                );
            }
        }
    }
    if let Some(members) = json::child(source, home, "members")? {
        for (path, member) in
            members.properties.iter().filter_map(|one| Some((one.name.as_str(), one.value.as_object()?)))
        {
            // A member has no members.
            if json::value(source, member, "members")?.is_none() {
                lists(source, &join(here, path).unwrap_or_default(), member, names, occurrences)?;
            }
        }
    }
    Ok(())
}

/// The imports that a registry meets.
pub(in crate::manifest) fn elsewhere(source: &Source<'_>, found: &mut BTreeSet<String>) -> Result<()> {
    Skim::new(source).file(|skim, key, _| {
        if key == "specifiers" && skim.is_object() {
            skim.object(|_, specifier, _| {
                found.insert(specifier.to_string());
                Ok(())
            })?;
        }
        Ok(())
    })
}
