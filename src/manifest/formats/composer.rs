//! `composer.json`: the top-level `version`, which most packages leave to their tags, and what packages of one repository
//! require of each other.

use jsonc_parser::ast::{Object, Value};

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::json;
use crate::manifest::readers::skim::Skim;
use crate::manifest::requirement::Flavour;

/// Each says of packages which versions of them will do, or are given.
const TABLES: [&str; 4] = ["require", "require-dev", "replace", "provide"];

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let root = json::parse(source)?;
    let mut occurrences = Vec::new();
    if let Some(value) = json::value(source, root, "version")? {
        occurrences.push(json::own(source, value, Grammar::Composer, "version")?.bare(source));
    }
    references(source, root, names, &mut occurrences)?;
    for repository in repositories(source, root) {
        let Some(options) = json::child(source, repository, "options")? else { continue };
        if let Some(versions) = json::child(source, options, "versions")? {
            entries(source, versions, names, &mut occurrences)?;
        }
    }
    Ok(occurrences)
}

/// The folders of the packages that are taken from this repository, or patterns of them.
pub(in crate::manifest) fn members<'a>(source: &'a Source<'_>) -> Vec<&'a str> {
    let Ok(root) = json::parse(source) else { return Vec::new() };
    let url =
        |one: &&'a Object<'_>| json::value(source, one, "url").ok()??.as_string_lit().map(|url| url.value.as_ref());
    repositories(source, root).iter().filter_map(url).collect()
}

/// Those of the kind `path`, in a list or by name.
fn repositories<'v, 'a>(source: &Source<'_>, root: &'v Object<'a>) -> Vec<&'v Object<'a>> {
    let all: Vec<&Value<'a>> = match json::value(source, root, "repositories") {
        Ok(Some(Value::Array(list))) => list.elements.iter().collect(),
        Ok(Some(Value::Object(named))) => named.properties.iter().map(|one| &one.value).collect(),
        _ => Vec::new(),
    };
    let kind = |one: &&Object<'_>| {
        let kind = json::value(source, one, "type").ok().flatten().and_then(|kind| kind.as_string_lit());
        kind.is_some_and(|kind| kind.value == "path")
    };
    all.into_iter().filter_map(Value::as_object).filter(kind).collect()
}

fn references(
    source: &Source<'_>,
    package: &Object<'_>,
    names: &Names,
    occurrences: &mut Vec<Occurrence>,
) -> Result<()> {
    for table in TABLES {
        if let Some(table) = json::child(source, package, table)? {
            entries(source, table, names, occurrences)?;
        }
    }
    Ok(())
}

fn entries(source: &Source<'_>, table: &Object<'_>, names: &Names, occurrences: &mut Vec<Occurrence>) -> Result<()> {
    for property in &table.properties {
        let Some(literal) = property.value.as_string_lit() else { continue };
        let Some((name, old)) = names.composer.get_key_value(property.name.as_str()) else { continue };
        let role = Role::Reference { flavour: Flavour::Composer, name: name.clone(), old: old.clone(), here: false };
        occurrences.push(json::occurrence(source, literal, Grammar::Composer, role)?);
    }
    Ok(())
}

/// `composer.lock`: the versions of packages that are taken from this repository, and what they require of each other.
pub(in crate::manifest) fn locked(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let mut occurrences = Vec::new();
    if names.composer.is_empty() {
        return Ok(occurrences);
    }
    Skim::new(source).file(|skim, key, _| {
        if !matches!(key, "packages" | "packages-dev") || !skim.is_list() {
            return Ok(());
        }
        skim.list(|skim| {
            let range = skim.skip()?;
            // Only what comes from a folder is read any closer.
            if !source.body.get(range.clone()).is_some_and(|text| text.contains("\"path\"")) {
                return Ok(());
            }
            let piece = source.piece(&range);
            let mut found = Vec::new();
            entry(&piece, names, &mut found)?;
            occurrences.extend(found.into_iter().map(|occurrence| occurrence.moved(range.start)));
            Ok(())
        })
    })?;
    Ok(occurrences)
}

fn entry(source: &Source<'_>, names: &Names, occurrences: &mut Vec<Occurrence>) -> Result<()> {
    let Ok(package) = json::parse(source) else { return Ok(()) };
    let text = |object, key| Ok(json::value(source, object, key)?.and_then(|value| value.as_string_lit()));
    let Some(dist) = json::child(source, package, "dist")? else { return Ok(()) };
    if text(dist, "type")?.is_none_or(|kind| kind.value != "path") {
        return Ok(());
    }
    let ours = text(package, "name")?.is_some_and(|name| names.composer.contains_key(name.value.as_ref()));
    if let (true, Some(version)) = (ours, text(package, "version")?) {
        occurrences.push(json::occurrence(source, version, Grammar::Composer, Role::Copy)?.bare(source));
    }
    references(source, package, names, occurrences)
}
