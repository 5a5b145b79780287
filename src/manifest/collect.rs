//! The names of our own packages, from their manifests: every format says them in its own way.

use crate::error::Result;
use crate::manifest::entries::marker::any_in;
use crate::manifest::formats::pyproject::project_name;
use crate::manifest::formats::{
    build_gradle, cabal, cargo_toml, clojure, deno, deno_lock, gemspec, mix, pnpm_lock, pom, python_lock, setup_cfg,
    setup_py, yarn_lock,
};
use crate::manifest::names::{Names, folder, join};
use crate::manifest::occurrence::{Role, Source};
use crate::manifest::readers::{json, toml, yaml};
use crate::manifest::{Kind, Manifest};
use crate::ordered::BTreeMap;
use crate::version::Version;

/// Names whose versions stand in another file.
#[derive(Default)]
struct Open {
    /// Folders of Cargo workspaces with the version their members may inherit.
    workspaces: BTreeMap<String, Option<String>>,
    /// Members that do, with their folders.
    heirs: Vec<(String, String)>,
    /// Python projects, by their folders.
    projects: BTreeMap<String, String>,
    /// Gems, by their folders.
    gems: BTreeMap<String, String>,
    /// Gems with the file for the version alone that they read, which may be that of the first one.
    reading: Vec<(String, String)>,
}

impl Names {
    /// Notes the packages that are left as they are wherever that will do.
    pub fn spare(&mut self, manifests: &[Manifest<'_, '_>]) {
        let staying = manifests.iter().filter(|one| !one.moves && !one.is_lock() && !one.follows);
        self.staying = staying.map(|one| folder(one.source.path).to_string()).collect();
    }

    /// Reads them from manifests.
    pub fn collect(manifests: &[Manifest<'_, '_>]) -> Result<Self> {
        let mut names = Self::default();
        let mut open = Open::default();
        for manifest in manifests {
            names.read(manifest, &mut open)?;
        }
        names.settle(open, manifests)?;
        if manifests.iter().any(|one| one.moves && !one.is_lock() && any_in(one.source)) {
            names.before = versions(manifests, &names)?;
        }
        Ok(names)
    }

    /// What one file tells, whatever moves.
    fn read(&mut self, manifest: &Manifest<'_, '_>, open: &mut Open) -> Result<()> {
        let Manifest { kind: Some(kind), source, moves, follows, .. } = manifest else { return Ok(()) };
        if *follows {
            self.bystanders.insert(folder(source.path).to_string());
            if *kind != Kind::Cargo {
                return Ok(());
            }
        }
        match kind {
            Kind::PnpmLock => pnpm_lock::elsewhere(source, &mut self.elsewhere),
            Kind::YarnLock => yarn_lock::elsewhere(source, &mut self.elsewhere),
            Kind::DenoLock => deno_lock::elsewhere(source, &mut self.imported)?,
            Kind::UvLock | Kind::PoetryLock => python_lock::indexed(source, &mut self.indexed)?,
            Kind::Package => self.package(source, *moves)?,
            Kind::Pom => pom::uses(source, &mut self.maven_properties)?,
            Kind::Cargo => self.patched.extend(cargo_toml::patched(toml::parse(source)?)),
            _ => {}
        }
        if *moves { self.own(*kind, source, open) } else { Ok(()) }
    }

    /// What one file tells of a package that moves.
    fn own(&mut self, kind: Kind, source: &Source<'_>, open: &mut Open) -> Result<()> {
        match kind {
            Kind::Pom => pom::collect(source, &mut self.maven)?,
            Kind::Gemspec => self.gem(source, open)?,
            Kind::BuildGradle if folder(source.path).is_empty() => {
                self.gradle.extend(build_gradle::names(source).into_iter().map(str::to_string));
                self.in_catalog = self.in_catalog.take().or_else(|| build_gradle::in_catalog(source));
            }
            Kind::Leiningen => self.leiningen.extend(clojure::name(source)),
            Kind::Cabal => {
                let own = cabal::find(source, &Self::default()).into_iter().next();
                self.cabal.extend(cabal::name(source).zip(own).map(|(name, own)| (name, own.text)));
            }
            Kind::Mix => {
                let own = mix::find(source, &Self::default()).into_iter().next();
                self.mix.extend(mix::name(source).zip(own).map(|(name, own)| (name, own.text)));
            }
            Kind::Julia => {
                let root = toml::parse(source)?;
                let told = toml::text(root, &["uuid"]).zip(toml::text(root, &["version"]));
                self.julia.extend(told.map(|(uuid, version)| (uuid.to_string(), version.to_string())));
            }
            Kind::Deno => self.jsr.extend(deno::package(source)),
            Kind::Composer => {
                let root = json::parse(source)?;
                let text = |key| Ok(json::value(source, root, key)?.and_then(|value| value.as_string_lit()));
                if let (Some(name), Some(version)) = (text("name")?, text("version")?) {
                    self.composer.insert(name.value.to_string(), version.value.to_string());
                }
            }
            Kind::Chart | Kind::Pubspec => {
                let documents = yaml::parse(source)?;
                let Some(root) = documents.first() else { return Ok(()) };
                let text = |key| Ok(root.get(source, key)?.and_then(yaml::Node::text).map(str::to_string));
                if let (Some(name), Some(version)) = (text("name")?, text("version")?) {
                    match kind {
                        Kind::Chart => self.charts.insert(folder(source.path).to_string(), version),
                        _ => self.dart.insert(name, version),
                    };
                }
            }
            Kind::Cargo => self.crates(source, open)?,
            Kind::Pyproject | Kind::SetupCfg | Kind::SetupPy => open.projects.extend(self.project(kind, source)?),
            _ => {}
        }
        Ok(())
    }

    fn gem(&mut self, source: &Source<'_>, open: &mut Open) -> Result<()> {
        let found = Kind::Gemspec.find(source, &Self::default())?;
        let Some(name) = gemspec::name(source) else { return Ok(()) };
        if let Some(own) = found.into_iter().find(|occurrence| occurrence.role == Role::Own) {
            self.gems.insert(name, own.text);
            return Ok(());
        }
        let home = folder(source.path);
        let mut read = gemspec::read(source).into_iter().filter_map(|path| join(home, &path));
        let read = read.find(|path| Kind::of(path) == Some(Kind::VersionFile));
        // Whoever turns a `-` into something else there has one in the file.
        let turned = [".gsub(", ".sub(", ".tr("].iter().any(|call| source.body.contains(call));
        self.read_by_gems.extend(read.clone().filter(|_| !turned));
        open.reading.extend(read.map(|path| (name.clone(), path)));
        open.gems.insert(home.to_string(), name);
        Ok(())
    }

    fn crates(&mut self, source: &Source<'_>, open: &mut Open) -> Result<()> {
        let root = toml::parse(source)?;
        let home = folder(source.path).to_string();
        if root.contains_key("workspace") {
            let version = toml::text(root, &["workspace", "package", "version"]);
            // What its members take from there is not the package's own, and stays.
            let version = version.filter(|_| !cargo_toml::is_apart(root));
            open.workspaces.insert(home.clone(), version.map(str::to_string));
        }
        let Some(name) = toml::text(root, &["package", "name"]).map(str::to_string) else { return Ok(()) };
        if let Some(version) = toml::text(root, &["package", "version"]) {
            self.crates.insert(name, version.to_string());
        } else if toml::item(root, &["package", "version"]).is_some_and(cargo_toml::inherits) {
            open.heirs.push((name, home));
        }
        Ok(())
    }

    /// The versions that stand in another file than the name.
    fn settle(&mut self, open: Open, manifests: &[Manifest<'_, '_>]) -> Result<()> {
        for (name, home) in open.heirs {
            let mut home = home.as_str();
            // The nearest workspace above decides, as in Cargo.
            while !open.workspaces.contains_key(home) && !home.is_empty() {
                home = folder(home);
            }
            self.crates.extend(open.workspaces.get(home).cloned().flatten().map(|version| (name, version)));
        }
        for (name, version) in Self::below(&open.projects, manifests, &[Kind::Python, Kind::VersionFile])? {
            self.python.entry(name).or_insert(version);
        }
        for (name, version) in Self::below(&open.gems, manifests, &[Kind::Ruby, Kind::VersionFile])? {
            self.gems.entry(name).or_insert(version);
        }
        for (name, path) in open.reading {
            let read = |one: &&Manifest<'_, '_>| one.moves && one.source.path == path;
            if let (false, Some(one)) = (self.gems.contains_key(&name), manifests.iter().find(read)) {
                self.gems.insert(name, one.source.body.trim().to_string());
            }
        }
        Ok(())
    }

    /// As they are once these `pom.xml` are rewritten: Maven's projects are told by their version, everybody else's by name.
    pub fn afterwards<'s, 'f: 's>(
        mut self,
        version: &Version,
        poms: impl Iterator<Item = &'s Source<'f>>,
    ) -> Result<Self> {
        if !self.before.is_empty() {
            self.before = vec![version.clone()];
        }
        for source in poms {
            pom::collect(source, &mut self.maven)?;
        }
        Ok(self)
    }

    fn package(&mut self, source: &Source<'_>, moves: bool) -> Result<()> {
        let root = json::parse(source)?;
        let text = |name| Ok(json::value(source, root, name)?.and_then(|value| value.as_string_lit()));
        let version = text("version")?.filter(|_| moves);
        self.npm_folders.insert(folder(source.path).to_string(), version.is_some());
        if let (Some(name), Some(version)) = (text("name")?, version) {
            self.npm.insert(name.value.to_string(), version.value.to_string());
        }
        Ok(())
    }

    /// A project that says its version itself; else its folder and name.
    fn project(&mut self, kind: Kind, source: &Source<'_>) -> Result<Option<(String, String)>> {
        let name = match kind {
            Kind::Pyproject => project_name::name(toml::parse(source)?),
            Kind::SetupCfg => setup_cfg::package(source),
            _ => setup_py::name(source),
        };
        let Some(name) = name.map(project_name::normal) else { return Ok(None) };
        let own = kind.find(source, &Self::default())?.into_iter().find(|occurrence| occurrence.role == Role::Own);
        Ok(match own {
            Some(own) => {
                self.python.insert(name, own.text);
                None
            }
            None => Some((folder(source.path).to_string(), name)),
        })
    }

    /// The versions of projects that stand in a file of these formats below them, by the project's name.
    fn below(
        projects: &BTreeMap<String, String>,
        manifests: &[Manifest<'_, '_>],
        kinds: &[Kind],
    ) -> Result<BTreeMap<String, String>> {
        let mut found = BTreeMap::new();
        if projects.is_empty() {
            return Ok(found);
        }
        let held = |one: &&Manifest<'_, '_>| one.moves && one.kind.is_some_and(|kind| kinds.contains(&kind));
        for one in manifests.iter().filter(held) {
            let mut home = folder(one.source.path);
            while !projects.contains_key(home) && !home.is_empty() {
                home = folder(home);
            }
            let Some(name) = projects.get(home).filter(|name| !found.contains_key(*name)) else { continue };
            let own = one.occurrences(&Self::default())?.into_iter().find(|occurrence| occurrence.role == Role::Own);
            found.extend(own.map(|own| (name.clone(), own.text)));
        }
        Ok(found)
    }
}

/// What our packages say; where no format tells, what whole versions at markers say.
fn versions(manifests: &[Manifest<'_, '_>], names: &Names) -> Result<Vec<Version>> {
    let mut said: Vec<Version> = Vec::new();
    for by_format in [true, false] {
        let told = |one: &&Manifest<'_, '_>| one.moves && !one.is_lock() && one.kind.is_some() == by_format;
        for one in manifests.iter().filter(told) {
            let occurrences = one.whole_occurrences(names)?;
            let own = occurrences.iter().find(|occurrence| occurrence.role == Role::Own);
            said.extend(own.and_then(|own| own.version(one.source).ok()));
        }
        if !said.is_empty() {
            break;
        }
    }
    said.dedup_by(|a, b| a.same(b));
    Ok(said)
}
