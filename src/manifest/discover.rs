//! Which files carry the version: the root's manifests, what they name, what stands beside them, what the user lists.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Item, TableLike};

use super::names::{base, folder, join};
use super::site::Source;
use super::{File, Kind, cargo_toml, glob, json, package_dirs, toml};

/// A file that carries the version, or may.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub path: String,
    /// In words.
    pub how: String,
    /// At the root or listed by the user: its workspace counts.
    head: bool,
}

/// Manifests looked for at the root.
const ROOT: [&str; 3] = ["pyproject.toml", "package.json", "Cargo.toml"];

/// All that can be known of the candidates from the files read so far, in a stable order.
///
/// Files that cannot be parsed name nothing here; reading them says why.
pub(super) fn discover(tracked: &BTreeSet<&str>, listed: &[String], read: &BTreeMap<&str, &File>) -> Vec<Candidate> {
    let mut walk = Walk { tracked, found: Vec::new(), seen: BTreeSet::new(), excluded: BTreeSet::new() };
    for name in ROOT {
        walk.add(name.to_string(), "at the root", true);
    }
    for path in listed {
        walk.add(plain(path), "listed in `manifests`", true);
    }
    let mut next = 0_usize;
    while let Some(candidate) = walk.found.get(next).cloned() {
        next = next.saturating_add(1);
        walk.locks(&candidate);
        let file = read.get(candidate.path.as_str());
        if let (Some(kind), Some(source)) = (Kind::of(&candidate.path), file.and_then(|file| Source::new(file).ok())) {
            walk.expand(&candidate, kind, &source);
        }
    }
    walk.found
}

/// A path of the `manifests` setting as git spells it.
pub(super) fn plain(path: &str) -> String {
    join("", path.trim()).unwrap_or_else(|| path.trim().to_string())
}

struct Walk<'t> {
    tracked: &'t BTreeSet<&'t str>,
    found: Vec<Candidate>,
    seen: BTreeSet<String>,
    /// Folders that Cargo workspaces leave out.
    excluded: BTreeSet<String>,
}

impl Walk<'_> {
    fn add(&mut self, path: String, how: &str, head: bool) {
        if self.tracked.contains(path.as_str()) && self.seen.insert(path.clone()) {
            self.found.push(Candidate { path, how: how.to_string(), head });
        }
    }

    /// Lock files beside a manifest.
    fn locks(&mut self, beside: &Candidate) {
        let names: &[&str] = match Kind::of(&beside.path) {
            Some(Kind::Pyproject) => &["uv.lock"],
            Some(Kind::Package) => &["package-lock.json", "npm-shrinkwrap.json"],
            Some(Kind::Cargo) => &["Cargo.lock"],
            _ => &[],
        };
        for name in names {
            if let Some(path) = join(folder(&beside.path), name) {
                self.add(path, &format!("beside {}", beside.path), false);
            }
        }
    }

    /// What a manifest names.
    fn expand(&mut self, from: &Candidate, kind: Kind, source: &Source<'_>) {
        match kind {
            Kind::Package => {
                let Ok(root) = json::parse(source) else {
                    return;
                };
                let Ok(Some(value)) = json::value(source, &root, "workspaces") else {
                    return;
                };
                let list = match value.as_object() {
                    Some(object) => json::value(source, object, "packages").ok().flatten(),
                    None => Some(value),
                };
                let elements = list.and_then(|list| list.as_array()).map(|array| array.elements.as_slice());
                let globs: Vec<&str> = elements
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|element| element.as_string_lit().map(|text| text.value.as_ref()))
                    .collect();
                self.npm_members(from, &globs);
            }
            Kind::Cargo => {
                let Ok(document) = toml::parse(source) else {
                    return;
                };
                self.cargo(from, document.as_table());
            }
            Kind::Pyproject => {
                let Ok(document) = toml::parse(source) else {
                    return;
                };
                for (path, how) in package_dirs::files(folder(&from.path), document.as_table(), self.tracked) {
                    self.add(path, &format!("{how} of {}", from.path), false);
                }
                if let Some(workspace) = toml::table(document.as_table(), &["tool", "uv", "workspace"]) {
                    let members = toml::texts(workspace, &["members"]);
                    let exclude = toml::texts(workspace, &["exclude"]);
                    self.members(from, |path| {
                        members.iter().any(|glob| glob::matches(glob, path))
                            && !exclude.iter().any(|glob| glob::matches(glob, path))
                    });
                }
            }
            _ => {}
        }
    }

    /// Adds the manifests of the same name below `from` whose folder, seen from there, is `wanted`.
    fn members(&mut self, from: &Candidate, wanted: impl Fn(&str) -> bool) {
        let (home, name) = (folder(&from.path), base(&from.path));
        if !from.head {
            return;
        }
        let start = if home.is_empty() { String::new() } else { format!("{home}/") };
        let how = format!("workspace member of {}", from.path);
        let below: Vec<&str> =
            self.tracked.range(start.as_str()..).copied().take_while(|path| path.starts_with(&start)).collect();
        for path in below {
            let inside = path.strip_prefix(&start).and_then(|rest| rest.strip_suffix(name)?.strip_suffix('/'));
            if inside.is_some_and(|inside| !inside.is_empty() && wanted(inside)) {
                self.add(path.to_string(), &how, false);
            }
        }
    }

    /// npm takes the patterns in order; one with `!` takes members away again.
    fn npm_members(&mut self, from: &Candidate, globs: &[&str]) {
        self.members(from, |path| {
            let installed = path.split('/').any(|part| part == "node_modules");
            let verdict = globs.iter().fold(false, |so_far, glob| match glob.strip_prefix('!') {
                Some(glob) => so_far && !glob::matches(glob, path),
                None => so_far || glob::matches(glob, path),
            });
            verdict && !installed
        });
    }

    /// A Cargo workspace: its members, and the path dependencies below it, which Cargo counts in by itself.
    fn cargo(&mut self, from: &Candidate, document: &dyn TableLike) {
        let home = folder(&from.path);
        let workspace = toml::table(document, &["workspace"]);
        if let (Some(workspace), true) = (workspace, from.head) {
            let members = toml::texts(workspace, &["members"]);
            let exclude: Vec<String> =
                toml::texts(workspace, &["exclude"]).iter().filter_map(|path| join("", path)).collect();
            self.members(from, |path| {
                let named = members.iter().any(|glob| !glob::is_pattern(glob) && glob::matches(glob, path));
                let left_out = exclude.iter().any(|folder| within(path, folder));
                named || (!left_out && members.iter().any(|glob| glob::matches(glob, path)))
            });
            self.excluded.extend(exclude.iter().filter_map(|path| join(home, path)));
        }
        // A lone package's path dependencies are packages of their own.
        let member = from.how.starts_with("workspace member") || from.how.starts_with("path dependency");
        if !member && workspace.is_none() {
            return;
        }
        for table in cargo_toml::dependencies(document) {
            for (_, item) in table.iter() {
                let path = item.as_table_like().and_then(|table| table.get("path")).and_then(Item::as_str);
                let Some(target) = path.and_then(|path| join(home, path)) else {
                    continue;
                };
                if !self.excluded.iter().any(|folder| within(&target, folder)) {
                    self.add(format!("{target}/Cargo.toml"), &format!("path dependency of {}", from.path), false);
                }
            }
        }
    }
}

/// Whether `path` is `folder` or lies in it.
fn within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
