//! `pnpm-workspace.yaml`: the members of a workspace, and the requirements in its catalogs and overrides that are of ours.
//! `.yarnrc.yml`: the same catalogs, of Yarn's.

use crate::error::Result;
use crate::manifest::entries::glob::Globs;
use crate::manifest::formats::package_json::{overridden, required, requirement};
use crate::manifest::names::{Names, folder};
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::yaml;
use crate::manifest::readers::yaml::{Content, Node};

/// The patterns of the members, and of what is none of them, in whatever order they come. As in pnpm.
pub(in crate::manifest) fn members(source: &Source<'_>) -> Option<(Globs, Globs)> {
    let documents = yaml::parse(source).ok()?;
    let Content::List(items) = &documents.first()?.get(source, "packages").ok()??.content else { return None };
    let texts = || items.iter().filter_map(Node::text);
    let taken = Globs::new(texts().filter(|text| !text.starts_with('!')));
    let others = Globs::new(texts().filter_map(|text| text.strip_prefix('!')));
    Some((taken, others))
}

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let mut occurrences = catalogs(source, names)?;
    let root = yaml::parse(source)?.first();
    let overrides = root.map(|root| root.get(source, "overrides")).transpose()?.flatten();
    entries(source, overrides, overridden, names, &mut occurrences)?;
    Ok(occurrences)
}

/// Yarn's settings. Most have no catalog: what else is in them is nothing to stumble over.
pub(in crate::manifest) fn yarns(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let is_key = |rest: &str| rest.trim_start_matches(['s', '"', '\'', ' ']).starts_with(':');
    let has_catalog = |line: &str| {
        let said = line.split(" #").next().filter(|said| !said.starts_with('#'));
        said.is_some_and(|said| said.split("catalog").skip(1).any(is_key))
    };
    if source.body.lines().any(has_catalog) { catalogs(source, names) } else { Ok(Vec::new()) }
}

fn catalogs(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let mut occurrences = Vec::new();
    let Some(root) = yaml::parse(source)?.first() else { return Ok(occurrences) };
    entries(source, root.get(source, "catalog")?, |key| key, names, &mut occurrences)?;
    if let Some(Content::Map(catalogs)) = root.get(source, "catalogs")?.map(|catalogs| &catalogs.content) {
        for (_, catalog) in catalogs {
            entries(source, Some(catalog), |key| key, names, &mut occurrences)?;
        }
    }
    Ok(occurrences)
}

fn entries(
    source: &Source<'_>,
    table: Option<&Node>,
    called: fn(&str) -> &str,
    names: &Names,
    occurrences: &mut Vec<Occurrence>,
) -> Result<()> {
    let Some(Content::Map(pairs)) = table.map(|table| &table.content) else { return Ok(()) };
    for (key, value) in pairs {
        let (Some(name), Some(said)) = (key.text().map(called), value.text()) else { continue };
        let Some(role) = required(name, said, names) else { continue };
        let home = folder(source.path);
        if names.is_elsewhere(home, name, said) {
            continue;
        }
        let (range, text) = value.literal(source, name)?;
        occurrences.push(requirement(&text, range.start, role, names.staying.contains(home)));
    }
    Ok(())
}
