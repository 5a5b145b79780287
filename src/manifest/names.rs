//! What our own packages are called, so that lock files and references can be told from everybody else's.

use std::collections::{BTreeMap, BTreeSet};

use super::site::Source;
use super::{Kind, Manifest, cargo_toml, gemspec, json, pom, pyproject, toml};
use crate::error::Result;

/// Names of the packages that have a version, with that version before the rewriting.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub crates: BTreeMap<String, String>,
    pub npm: BTreeMap<String, String>,
    /// The folder of every `package.json`, and whether it has a version.
    pub npm_folders: BTreeMap<String, bool>,
    /// Spelled as the index spells them.
    pub python: BTreeSet<String>,
    pub gems: BTreeSet<String>,
    pub maven: pom::Projects,
}

impl Names {
    /// Reads them from the manifests among `sources`.
    pub fn collect(manifests: &[Manifest<'_, '_>]) -> Result<Self> {
        let mut names = Self::default();
        // Folders of Cargo workspaces with the version their members may inherit; members that do.
        let mut workspaces = BTreeMap::new();
        let mut heirs = Vec::new();
        for Manifest { kind, source, .. } in manifests {
            let Some(kind) = kind else { continue };
            match kind {
                Kind::Pom => pom::collect(source, &mut names.maven)?,
                Kind::Gemspec => names.gems.extend(gemspec::name(source).map(str::to_string)),
                Kind::Cargo => {
                    let document = toml::parse(source)?;
                    let root = document;
                    if root.contains_key("workspace") {
                        let version = toml::text(root, &["workspace", "package", "version"]).map(str::to_string);
                        workspaces.insert(folder(source.path).to_string(), version);
                    }
                    let Some(name) = toml::text(root, &["package", "name"]) else {
                        continue;
                    };
                    if let Some(version) = toml::text(root, &["package", "version"]) {
                        names.crates.insert(name.to_string(), version.to_string());
                    } else if toml::item(root, &["package", "version"]).is_some_and(cargo_toml::inherits) {
                        heirs.push((name.to_string(), folder(source.path)));
                    }
                }
                Kind::Package => names.package(source)?,
                Kind::Pyproject => names.project(toml::parse(source)?),
                _ => {}
            }
        }
        for (name, mut home) in heirs {
            // The nearest workspace above decides, as in Cargo.
            loop {
                if let Some(version) = workspaces.get(home) {
                    names.crates.extend(version.clone().map(|version| (name, version)));
                    break;
                }
                if home.is_empty() {
                    break;
                }
                home = folder(home);
            }
        }
        Ok(names)
    }

    /// As they are once these `pom.xml` are rewritten: Maven's projects are told by their version, everybody else's by name.
    pub fn afterwards<'s, 'f: 's>(mut self, poms: impl Iterator<Item = &'s Source<'f>>) -> Result<Self> {
        for source in poms {
            pom::collect(source, &mut self.maven)?;
        }
        Ok(self)
    }

    fn package(&mut self, source: &Source<'_>) -> Result<()> {
        let root = json::parse(source)?;
        let text = |name| Ok(json::value(source, root, name)?.and_then(|value| value.as_string_lit()));
        let version = text("version")?;
        self.npm_folders.insert(folder(source.path).to_string(), version.is_some());
        if let (Some(name), Some(version)) = (text("name")?, version) {
            self.npm.insert(name.value.to_string(), version.value.to_string());
        }
        Ok(())
    }

    fn project(&mut self, document: &toml::Table<'_>) {
        let versioned = [["project", "version"].as_slice(), &["tool", "poetry", "version"]];
        if let Some(name) = pyproject::name(document)
            && versioned.iter().any(|path| toml::text(document, path).is_some())
        {
            self.python.insert(pyproject::normal(name));
        }
    }
}

/// The folder a path lies in; empty for the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub(super) fn base(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, base)| base)
}

/// `path` as seen from `folder`, without `.` and `..`; `None` where it leaves the repository.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
