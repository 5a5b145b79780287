//! `yarn.lock`: what it repeats of packages of ours. Yarn 1 has none of a workspace in it, but for those that are copied by
//! `file:`; since Yarn 2 each workspace has an entry, and what is required of it is that entry's key.

use crate::error::Result;
use crate::manifest::formats::package_json::{required, requirement};
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Elsewhere, Names, folder, join};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::indented;
use crate::manifest::readers::indented::Line;
use crate::manifest::readers::lines::lines;
use crate::ordered::BTreeSet;

/// What an entry is about.
#[derive(Default)]
struct Entry<'a> {
    key: Option<Line<'a>>,
    /// The folder of a workspace.
    home: Option<String>,
    /// The tables in it, with their lines.
    required: Vec<(&'a str, Line<'a>)>,
}

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    if !source.body.starts_with("__metadata:") && !source.body.contains("\n__metadata:") {
        return Ok(copies(source, names));
    }
    let entries = read(source);
    let bought = bought(&entries);
    let mut occurrences = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let (Some(key), Some(home)) = (&entry.key, &entry.home) else { continue };
        let name = key.key.split(", ").map(ident).find_map(|name| names.npm.get_key_value(name));
        if let Some((name, old)) = name {
            let next = entries.get(at.saturating_add(1)).and_then(|next| next.key.as_ref());
            let before = at.checked_sub(1).and_then(|at| entries.get(at)?.key.as_ref());
            let after = |one: Option<&Line<'_>>, other: Option<&Line<'_>>| match (one, other) {
                (Some(one), Some(other)) => ident(one.key) != ident(other.key) || one.key < other.key,
                _ => true,
            };
            if !after(before, Some(key)) || !after(Some(key), next) {
                return Err(source
                    .error(
                        "lock-not-writable",
                        format!(
                            "the entries of `{name}` have to stand in another order, which only Yarn can bring them in"
                        ),
                        key.key_at.start,
                    )
                    .advice("change the version by hand this time, run `yarn install`, and commit both"));
            }
            let (staying, shared) = users(&entries, key.key, names);
            let role = Role::Key { name: name.clone(), old: old.clone(), staying, shared };
            occurrences.push(Occurrence::new(key.key_at.clone(), key.key, Grammar::Semver, role));
        }
        for (table, line) in &entry.required {
            let said = plain(line.value);
            let peer = *table == "peerDependencies";
            if (peer || !is_among(&bought, line))
                && let Some(role) = required(line.key, said, names)
            {
                let start = line.value_at.end.saturating_sub(said.len());
                occurrences.push(requirement(said, start, role, names.staying.contains(home)));
            }
        }
    }
    Ok(occurrences)
}

/// What is not taken from this tree.
pub(in crate::manifest) fn elsewhere(source: &Source<'_>, found: &mut Elsewhere) {
    let entries = read(source);
    let bought = bought(&entries);
    for entry in &entries {
        let Some(home) = &entry.home else { continue };
        for (table, line) in &entry.required {
            if *table == "dependencies" && is_among(&bought, line) {
                found.insert((home.clone(), line.key.to_string(), plain(line.value).to_string()));
            }
        }
    }
}

fn read<'a>(source: &Source<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    indented::walk(source.body, |path, line| match (path, line.key) {
        ([], _) => entries.push(Entry { key: Some(line.clone()), ..Entry::default() }),
        ([_], "resolution") => {
            let home = line.value.split_once("@workspace:").and_then(|(_, path)| join(folder(source.path), path));
            if let Some(entry) = entries.last_mut() {
                entry.home = home;
            }
        }
        ([_, table @ ("dependencies" | "peerDependencies")], _) => {
            if let Some(entry) = entries.last_mut() {
                entry.required.push((table, line.clone()));
            }
        }
        _ => {}
    });
    entries
}

/// Of what leads to an entry, that which packages have that are left as they are; and of these what others have, too.
fn users(entries: &[Entry<'_>], key: &str, names: &Names) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut staying, mut moving) = (BTreeSet::new(), BTreeSet::new());
    if !names.staying.is_empty() {
        let all: BTreeSet<&str> = key.split(", ").collect();
        for (entry, home) in entries.iter().filter_map(|entry| Some((entry, entry.home.as_ref()?))) {
            for (_, line) in entry.required.iter().filter(|(table, _)| *table == "dependencies") {
                let spelled = [format!("{}@{}", line.key, line.value), format!("{}@npm:{}", line.key, line.value)];
                let users = if names.staying.contains(home) { &mut staying } else { &mut moving };
                users.extend(spelled.into_iter().filter(|one| all.contains(one.as_str())));
            }
        }
    }
    let shared = staying.intersection(&moving).cloned().collect();
    (staying, shared)
}

/// All that leads to what a registry has. What leads nowhere is put in another's place by `resolutions`.
fn bought<'a>(entries: &[Entry<'a>]) -> BTreeSet<&'a str> {
    let others = entries.iter().filter(|entry| entry.home.is_none()).filter_map(|entry| entry.key.as_ref());
    others.flat_map(|key| key.key.split(", ")).collect()
}

fn is_among(keys: &BTreeSet<&str>, line: &Line<'_>) -> bool {
    keys.contains(format!("{}@{}", line.key, line.value).as_str())
        || keys.contains(format!("{}@npm:{}", line.key, line.value).as_str())
}

/// The name in `name@range`.
fn ident(descriptor: &str) -> &str {
    let end = descriptor.get(1..).and_then(|rest| rest.find('@')).map_or(descriptor.len(), |at| at.saturating_add(1));
    descriptor.get(..end).unwrap_or(descriptor)
}

/// A requirement as manifests spell it.
fn plain(value: &str) -> &str {
    value.strip_prefix("npm:").unwrap_or(value)
}

/// Yarn 1: `"name@file:folder":`, and on a line below it the version.
fn copies(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let mut occurrences = Vec::new();
    let mut ours = false;
    for (start, line) in lines(source.body) {
        if !line.starts_with([' ', '#']) {
            let path = line.split_once("@file:").and_then(|(_, rest)| rest.split(['"', ':', ',', '#']).next());
            let home = path.and_then(|path| join(folder(source.path), path));
            ours = home.is_some_and(|home| names.npm_folders.get(&home) == Some(&true));
        } else if ours
            && let Some(said) = line.trim_end().strip_prefix("  version \"").and_then(|said| said.strip_suffix('"'))
        {
            let start = start.saturating_add("  version \"".len());
            occurrences.push(Occurrence::new(
                start..start.saturating_add(said.len()),
                said,
                Grammar::Semver,
                Role::Copy,
            ));
        }
    }
    occurrences
}
