//! `package.json`: the package's version, and what workspace members require of each other.

use jsonc_parser::ast::{Object, ObjectProp, Value};

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, folder};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::json;
use crate::manifest::requirement::Flavour;

/// The tables of dependencies, which entries of lock files repeat.
pub(in crate::manifest) const TABLES: [&str; 4] =
    ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

/// Whether it says `"private": true`.
pub(in crate::manifest) fn is_private(source: &Source<'_>) -> bool {
    json::parse(source).is_ok_and(|root| {
        let private = json::value(source, root, "private").ok().flatten().and_then(|value| value.as_boolean_lit());
        private.is_some_and(|private| private.value)
    })
}

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let root = json::parse(source)?;
    let mut occurrences = Vec::new();
    // changesets writes `null` where a private package has none.
    let none = |value: &Value<'_>| matches!(value, Value::NullKeyword(_)) && is_private(source);
    if let Some(value) = json::value(source, root, "version")?.filter(|value| !none(value)) {
        let mut own = json::own(source, value, Grammar::Semver, "version")?;
        // npm reads `v1.2.3` as 1.2.3.
        let bare = own.text.strip_prefix('v').filter(|bare| bare.starts_with(|one: char| one.is_ascii_digit()));
        if let Some(bare) = bare {
            own = Occurrence::new(own.range.start.saturating_add(1)..own.range.end, bare, own.grammar, own.role);
        }
        occurrences.push(own);
    }
    references(source, (folder(source.path), root), &TABLES, names, &mut occurrences)?;
    let whose = (folder(source.path), own_name(source, root)?);
    // Bun keeps its catalogs here, beside the members or at the top.
    for home in [None, Some("workspaces"), Some("pnpm")] {
        let Some(home) = home.map_or(Ok(Some(root)), |home| json::child(source, root, home))? else { continue };
        for table in ["overrides", "resolutions", "catalog", "catalogs"] {
            if let Some(table) = json::child(source, home, table)? {
                overrides(source, whose, table, names, &mut occurrences)?;
            }
        }
    }
    Ok(occurrences)
}

/// What a table says that others are to require of packages of ours, at any depth; it is the package's in `folder`, which calls
/// itself `own`.
pub(in crate::manifest) fn overrides(
    source: &Source<'_>,
    (folder, own): (&str, Option<&str>),
    table: &Object<'_>,
    names: &Names,
    occurrences: &mut Vec<Occurrence>,
) -> Result<()> {
    entries(source, (folder, own), table, overridden, names, occurrences)?;
    let inner = table.properties.iter().filter_map(|property| property.value.as_object());
    for inner in inner {
        overrides(source, (folder, own), inner, names, occurrences)?;
    }
    Ok(())
}

fn own_name<'a>(source: &Source<'_>, home: &'a Object<'_>) -> Result<Option<&'a str>> {
    let name = json::value(source, home, "name")?;
    Ok(name.and_then(|name| name.as_string_lit()).map(|name| name.value.as_ref()))
}

/// The package that a key means: the last of `a`, `**/a`, `b/@o/a`, `b>a` and `b@1>a@^2`.
pub(in crate::manifest) fn overridden(key: &str) -> &str {
    let last = key.rsplit('>').next().unwrap_or(key);
    // Behind a name stands the range that is overridden, if any.
    let at =
        last.rfind('@').filter(|at| last.get(..*at).is_some_and(|before| !before.is_empty() && !before.ends_with('/')));
    let last = at.and_then(|at| last.get(..at)).unwrap_or(last);
    let Some((before, name)) = last.rsplit_once('/') else { return last };
    let scope = before.rsplit('/').next().unwrap_or(before);
    let start = before.len().saturating_sub(scope.len());
    if scope.starts_with('@') { last.get(start..).unwrap_or(name) } else { name }
}

/// What a package may do without and pins at its very version, as the one that chooses among binaries pins those of each
/// platform.
pub(in crate::manifest) fn pinned(source: &Source<'_>) -> Vec<String> {
    let read = || {
        let root = json::parse(source).ok()?;
        let version = json::value(source, root, "version").ok()??.as_string_lit()?.value.as_ref();
        let table = json::child(source, root, "optionalDependencies").ok()??;
        let pins = |text: &str| text.strip_prefix('=').unwrap_or(text) == version;
        let pinned =
            table.properties.iter().filter(|one| one.value.as_string_lit().is_some_and(|one| pins(&one.value)));
        Some(pinned.map(|one| one.name.as_str().to_string()).collect())
    };
    read().unwrap_or_default()
}

/// The requirements on packages of ours in the tables `tables` of `home`, which is about the package in `folder`. What a
/// package requires of its own name is what was published of it once.
pub(in crate::manifest) fn references(
    source: &Source<'_>,
    (folder, home): (&str, &Object<'_>),
    tables: &[&str],
    names: &Names,
    occurrences: &mut Vec<Occurrence>,
) -> Result<()> {
    let own = own_name(source, home)?;
    for table in tables {
        if let Some(table) = json::child(source, home, table)? {
            entries(source, (folder, own), table, |key| key, names, occurrences)?;
        }
    }
    Ok(())
}

/// The requirements on packages of ours in one table of the package in `folder`, which calls itself `own`. `called` says which
/// package a key means.
fn entries(
    source: &Source<'_>,
    (folder, own): (&str, Option<&str>),
    table: &Object<'_>,
    called: fn(&str) -> &str,
    names: &Names,
    occurrences: &mut Vec<Occurrence>,
) -> Result<()> {
    table.properties.iter().try_for_each(|property| {
        entry(source, (folder, own), property, called(property.name.as_str()), names, occurrences)
    })
}

/// One of them, about the package `key`.
fn entry(
    source: &Source<'_>,
    (folder, own): (&str, Option<&str>),
    property: &ObjectProp<'_>,
    key: &str,
    names: &Names,
    occurrences: &mut Vec<Occurrence>,
) -> Result<()> {
    let Some(literal) = property.value.as_string_lit() else { return Ok(()) };
    if own == Some(key) || names.is_elsewhere(folder, key, &literal.value) {
        return Ok(());
    }
    let Some(role) = required(key, &literal.value, names) else { return Ok(()) };
    let at = range(&literal.value).start;
    let occurrence = json::occurrence(source, literal, Grammar::Semver, role)?;
    let length = occurrence.text.len();
    let occurrence = if at == 0 { Some(occurrence) } else { occurrence.part(source, at..length) };
    occurrences.extend(occurrence.map(|occurrence| Occurrence { stays: names.staying.contains(folder), ..occurrence }));
    Ok(())
}

/// What `"key": "value"` in a table of dependencies requires of a package of ours.
pub(in crate::manifest) fn required(key: &str, value: &str, names: &Names) -> Option<Role> {
    let here = value.trim_start().starts_with(WORKSPACE);
    // `workspace:name@^1.2.3` calls a package by another name.
    let name =
        value.get(..range(value).start)?.trim_start().strip_prefix(WORKSPACE).map(|name| name.trim_end_matches('@'));
    let name = name.filter(|name| !name.is_empty()).unwrap_or(key);
    let old = names.npm.get(name)?.clone();
    Some(Role::Reference { flavour: Flavour::Npm, name: name.to_string(), old, here })
}

const WORKSPACE: &str = "workspace:";

/// The occurrence of a requirement that stands at `start`, spelled as it is; `stays` as there.
pub(in crate::manifest) fn requirement(said: &str, start: usize, role: Role, stays: bool) -> Occurrence {
    let at = range(said);
    let place = start.saturating_add(at.start)..start.saturating_add(at.end);
    Occurrence { stays, ..Occurrence::new(place, said.get(at).unwrap_or_default(), Grammar::Semver, role) }
}

/// Where the range stands in a requirement: behind `workspace:`, and behind the name there.
pub(in crate::manifest) fn range(value: &str) -> std::ops::Range<usize> {
    let Some((before, rest)) = value.split_once(WORKSPACE).filter(|(before, _)| before.trim().is_empty()) else {
        return 0..value.len();
    };
    let name = rest.rfind('@').filter(|at| *at > 0).map_or(0, |at| at.saturating_add(1));
    before.len().saturating_add(WORKSPACE.len()).saturating_add(name)..value.len()
}
