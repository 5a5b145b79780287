//! `pnpm-lock.yaml`, versions 5 to 9: what packages of ours require of each other, as their manifests say it.

use crate::ordered::BTreeMap;

use std::ops::Range;

use crate::manifest::formats::package_json::{TABLES, overridden, required, requirement};
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Elsewhere, Names, folder, join};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::indented;
use crate::manifest::readers::indented::Line;

/// A requirement of an importer's.
struct Entry<'a> {
    importer: &'a str,
    name: &'a str,
    said: &'a str,
    at: Range<usize>,
}

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let read = read(source);
    let mut occurrences: Vec<Occurrence> = Vec::new();
    for one in &read.entries {
        if read.is_here(one)
            && let Some(role) = required(one.name, one.said, names)
        {
            let home = join(folder(source.path), one.importer);
            let stays = home.is_some_and(|home| names.staying.contains(&home));
            occurrences.push(requirement(one.said, one.at.start, role, stays));
        }
    }
    for one in read.shared.iter().filter(|one| !read.is_bought(one)) {
        if let Some(role) = required(one.name, one.said, names) {
            let home = folder(source.path);
            occurrences.push(requirement(one.said, one.at.start, role, names.staying.contains(home)));
        }
    }
    // Copies of ours that are installed like packages of others.
    for (key, table, line) in &read.copies {
        let home = key.split_once("file:").and_then(|(_, path)| join(folder(source.path), path.split('(').next()?));
        let Some(home) = home else { continue };
        match *table {
            Some(_) => {
                if let Some(role) = required(line.key, line.value, names) {
                    let stays = names.staying.contains(&home);
                    occurrences.push(requirement(line.value, line.value_at.start, role, stays));
                }
            }
            None if names.npm_folders.get(&home) == Some(&true) => {
                occurrences.push(Occurrence::new(line.value_at.clone(), line.value, Grammar::Semver, Role::Copy));
            }
            None => {}
        }
    }
    occurrences
}

/// What is not taken from this tree.
pub(in crate::manifest) fn elsewhere(source: &Source<'_>, found: &mut Elsewhere) {
    let read = read(source);
    let bought = read.shared.iter().filter(|one| read.is_bought(one));
    for one in read.entries.iter().filter(|one| !read.is_here(one)).chain(bought) {
        if let Some(home) = join(folder(source.path), one.importer) {
            found.insert((home, one.name.to_string(), one.said.to_string()));
        }
    }
}

struct Read<'a> {
    entries: Vec<Entry<'a>>,
    /// Requirements in catalogs and overrides, which manifests refer to.
    shared: Vec<Entry<'a>>,
    /// Where the requirement of an importer led to.
    resolved: BTreeMap<(&'a str, &'a str), &'a str>,
    copies: Vec<(&'a str, Option<&'a str>, Line<'a>)>,
}

impl Read<'_> {
    /// Whether a catalog's entry is met by a registry.
    fn is_bought(&self, one: &Entry<'_>) -> bool {
        let to = self.resolved.get(&("catalogs", one.name));
        to.is_some_and(|to| !to.starts_with("link:") && !to.starts_with("file:"))
    }

    fn is_here(&self, one: &Entry<'_>) -> bool {
        let to = self.resolved.get(&(one.importer, one.name));
        to.is_some_and(|to| to.starts_with("link:") || to.starts_with("file:"))
    }
}

fn read<'a>(source: &Source<'a>) -> Read<'a> {
    let mut read = Read { entries: Vec::new(), shared: Vec::new(), resolved: BTreeMap::new(), copies: Vec::new() };
    indented::walk(source.body, |path, line| {
        let (importer, path) = match path {
            ["importers", importer, rest @ ..] => (*importer, rest),
            ["packages", key] if key.contains("file:") && line.key == "version" => {
                read.copies.push((key, None, line.clone()));
                return;
            }
            ["packages", key, "peerDependencies"] if key.contains("file:") => {
                read.copies.push((key, Some(line.key), line.clone()));
                return;
            }
            ["overrides"] => {
                let (name, said, at) = (overridden(line.key), line.value, line.value_at.clone());
                read.shared.push(Entry { importer: ".", name, said, at });
                return;
            }
            ["catalogs", _, name] => {
                let (said, at) = (line.value, line.value_at.clone());
                match line.key {
                    "specifier" => read.shared.push(Entry { importer: ".", name, said, at }),
                    // What is taken from this tree has no place in a catalog.
                    "version" => {
                        read.resolved.insert(("catalogs", name), line.value);
                    }
                    _ => {}
                }
                return;
            }
            // A project without a workspace.
            [first, ..] if *first == "specifiers" || TABLES.contains(first) => (".", path),
            _ => return,
        };
        let mut entry = |name, said, at| read.entries.push(Entry { importer, name, said, at });
        match path {
            ["specifiers"] => entry(line.key, line.value, line.value_at.clone()),
            [table] if TABLES.contains(table) && !line.value.is_empty() => {
                read.resolved.insert((importer, line.key), line.value);
            }
            [table, name] if TABLES.contains(table) => match line.key {
                "specifier" => entry(name, line.value, line.value_at.clone()),
                "version" => {
                    read.resolved.insert((importer, name), line.value);
                }
                _ => {}
            },
            _ => {}
        }
    });
    read
}
