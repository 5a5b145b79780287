//! What a `pyproject.toml` requires of packages of ours: PEP 508 texts wherever tools read them, and Poetry's tables.

use crate::error::Result;
use crate::manifest::formats::pyproject::project_name::{name, normal};
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::toml;
use crate::manifest::readers::toml::{Item, Table};
use crate::manifest::requirement::Flavour;

/// Lists of requirements.
const LISTS: [&[&str]; 4] = [
    &["project", "dependencies"],
    &["tool", "uv", "dev-dependencies"],
    &["tool", "uv", "constraint-dependencies"],
    &["tool", "uv", "override-dependencies"],
];

/// Tables of such lists.
const GROUPS: [&[&str]; 3] =
    [&["project", "optional-dependencies"], &["dependency-groups"], &["tool", "pdm", "dev-dependencies"]];

/// The requirements on packages of ours, the project's own name included: `all = ["name[extra]==1.2.3"]` means itself.
pub(in crate::manifest) fn find(source: &Source<'_>, document: &Table<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    if names.python.is_empty() {
        return Ok(Vec::new());
    }
    let reader = Reader { source, names, sources: toml::table(document, &["tool", "uv", "sources"]) };
    let mut occurrences = Vec::new();
    let groups = GROUPS.iter().filter_map(|path| toml::table(document, path)).flat_map(|group| group.values());
    let grouped = groups.filter_map(|list| list.get_ref().as_array()).flat_map(|list| list.iter());
    for item in LISTS.iter().flat_map(|path| toml::items(document, path)).chain(grouped) {
        occurrences.extend(reader.text(item)?);
    }
    // A build needs what is published, but where uv is told to take it from here.
    for item in toml::items(document, &["build-system", "requires"]) {
        let occurrence = reader.text(item)?;
        occurrences
            .extend(occurrence.filter(|occurrence| matches!(occurrence.role, Role::Reference { here: true, .. })));
    }
    let Some(poetry) = toml::table(document, &["tool", "poetry"]) else { return Ok(occurrences) };
    let mut tables = vec![poetry];
    tables.extend(
        toml::table(poetry, &["group"]).into_iter().flat_map(|groups| groups.values().filter_map(toml::as_table)),
    );
    for table in
        tables.into_iter().flat_map(|home| ["dependencies", "dev-dependencies"].map(|key| toml::table(home, &[key])))
    {
        for (key, item) in table.into_iter().flatten() {
            occurrences.extend(reader.poetry(key.get_ref(), item)?);
        }
    }
    let own = name(document).map(normal);
    occurrences.retain(|occurrence| !matches!(&occurrence.role, Role::Reference { name, flavour: Flavour::Poetry, .. } if Some(name) == own.as_ref()));
    Ok(occurrences)
}

/// What a text that begins at `start` requires of a package of ours.
pub(in crate::manifest) fn in_text(text: &str, start: usize, names: &Names) -> Option<Occurrence> {
    let (name, range) = split(text)?;
    let name = normal(name);
    let old = names.python.get(&name).filter(|_| !names.indexed.contains(&name))?.clone();
    let said = text.get(range.clone())?;
    let place = start.saturating_add(range.start)..start.saturating_add(range.end);
    Some(Occurrence::new(
        place,
        said,
        Grammar::Pep440,
        Role::Reference { flavour: Flavour::Python, name, old, here: false },
    ))
}

struct Reader<'s, 'a, 'd> {
    source: &'s Source<'a>,
    names: &'s Names,
    sources: Option<&'s Table<'d>>,
}

impl Reader<'_, '_, '_> {
    fn role(&self, name: &str, flavour: Flavour, here: bool) -> Option<Role> {
        let name = normal(name);
        let old = self.names.python.get(&name).filter(|_| !self.names.indexed.contains(&name))?.clone();
        let from = |table: &Table<'_>| table.iter().any(|(key, item)| normal(key.get_ref()) == name && in_tree(item));
        let here = here || self.sources.is_some_and(from);
        Some(Role::Reference { flavour, name, old, here })
    }

    /// `name[extra] >=1.2.3; marker`.
    fn text(&self, item: &Item<'_>) -> Result<Option<Occurrence>> {
        let Some((name, range)) = item.get_ref().as_str().and_then(split) else { return Ok(None) };
        let Some(role) = self.role(name, Flavour::Python, false) else { return Ok(None) };
        let occurrence = toml::occurrence(self.source, item, Grammar::Pep440, role)?;
        Ok(occurrence.and_then(|occurrence| occurrence.part(self.source, range)))
    }

    /// `name = "^1.2.3"`, `name = { version = "^1.2.3", path = "…" }`.
    fn poetry(&self, key: &str, item: &Item<'_>) -> Result<Option<Occurrence>> {
        let table = toml::as_table(item);
        let here = table.is_some_and(|table| table.contains_key("path"));
        let value = table.map_or(Some(item), |table| table.get("version"));
        match (value, self.role(key, Flavour::Poetry, here)) {
            (Some(value), Some(role)) => toml::occurrence(self.source, value, Grammar::Pep440, role),
            _ => Ok(None),
        }
    }
}

/// Whether uv takes a package from this tree.
fn in_tree(item: &Item<'_>) -> bool {
    toml::as_table(item)
        .is_some_and(|from| from.contains_key("path") || toml::truth(from, &["workspace"]) == Some(true))
}

/// The name in a requirement, and where its versions stand; nothing where it has none.
pub(in crate::manifest) fn split(text: &str) -> Option<(&str, std::ops::Range<usize>)> {
    let spelled = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let start = text.len().checked_sub(text.trim_start().len())?;
    let name = text.get(start..)?.split(|letter| !spelled(letter)).next()?;
    let mut rest = text.get(start.saturating_add(name.len())..)?.trim_start();
    if let Some(extras) = rest.strip_prefix('[') {
        rest = extras.split_once(']')?.1.trim_start();
    }
    let end = rest.find(';').unwrap_or(rest.len());
    let versions = rest.get(..end)?.trim_end();
    let versions = match versions.strip_prefix('(') {
        Some(inside) => inside.strip_suffix(')')?,
        None => versions,
    };
    let at = text.len().checked_sub(rest.len())?.checked_add(usize::from(rest.starts_with('(')))?;
    let found = versions.starts_with(['=', '<', '>', '~', '!']);
    found.then_some((name, at..at.saturating_add(versions.len())))
}
