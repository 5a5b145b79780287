//! Which files carry the version: the root's manifests, what they name, what stands beside them, what the user lists.

use crate::error::{Error, Result};
use crate::manifest::candidate::Candidate;
use crate::manifest::entries::glob;
use crate::manifest::entries::glob::Globs;
use crate::manifest::entries::listing::{Listing, Place};
use crate::manifest::formats::{
    build_gradle, cargo_toml, chart, clojure, composer, deno, gemspec, msbuild, package_json, plugin, pnpm_workspace,
    pom, pubspec, setup_cfg, setup_py, solution, version_catalog,
};
use crate::manifest::moves::Reach;
use crate::manifest::names::{base, folder, join, lies_in};
use crate::manifest::occurrence::{Source, Sources};
use crate::manifest::passed_over::{of_nx, of_platforms, one_below};
use crate::manifest::python::{package_dirs, version_source};
use crate::manifest::readers::{json, toml};
use crate::manifest::{Kind, beside};
use crate::ordered::BTreeSet;

/// All that can be known of the candidates from the files read so far, in a stable order.
///
/// Files that cannot be parsed name nothing here; reading them says why. `reach`: where manifests are looked for besides.
/// Codes: `too-many-patterns`.
pub(super) fn discover(
    tracked: &BTreeSet<&str>,
    listing: &Listing,
    read: &Sources<'_>,
    reach: Reach<'_>,
) -> Result<Vec<Candidate>> {
    let mut walk = Walk {
        tracked,
        listing,
        found: Vec::new(),
        seen: BTreeSet::new(),
        besides: BTreeSet::new(),
        excluded: BTreeSet::new(),
        endless: None,
    };
    let root: Vec<(Kind, &str)> = tracked
        .iter()
        .filter(|path| !path.contains('/'))
        .filter_map(|path| Kind::of(path).map(|kind| (kind, *path)))
        .collect();
    for wanted in Kind::at_root() {
        for (_, path) in root.iter().filter(|(kind, _)| *kind == wanted) {
            walk.add((*path).to_string(), "at the root", true, Some(""));
        }
    }
    for entry in listing.entries().iter().filter(|entry| entry.place == Place::File) {
        walk.add(entry.path.clone(), LISTED, true, None);
    }
    for path in reach.files(tracked) {
        walk.add(path.to_string(), &format!("in {}", folder(path)), true, Some(folder(path)));
    }
    // Whoever names one more place in a file takes none away.
    let entries = listing.entries().iter().filter(|entry| entry.place == Place::File);
    let named: BTreeSet<&str> = entries.map(|entry| entry.path.as_str()).collect();
    let besides = tracked.iter().filter(|path| beside::may_be(path) && !named.contains(*path));
    let (follow, speak): (Vec<&str>, Vec<&str>) = besides.partition(|path| beside::only_follows(path));
    for path in speak {
        walk.beside(path.to_string(), "beside the manifests");
    }
    if !walk.found.is_empty() {
        follow.into_iter().for_each(|path| walk.beside(path.to_string(), "beside the manifests"));
    }
    let mut next = 0_usize;
    while let Some(candidate) = walk.found.get(next).cloned() {
        next = next.saturating_add(1);
        walk.locks(&candidate);
        let source = read.get(candidate.path.as_str());
        if let (Some(kind), Some(Ok(source))) = (Kind::of(&candidate.path), source) {
            walk.expand(&candidate, kind, source);
        }
    }
    // Files in which only a place is named, and that nothing else leads to.
    for entry in listing.entries().iter().filter(|entry| matches!(entry.place, Place::Key(_) | Place::Pattern(_))) {
        if tracked.contains(entry.path.as_str()) && walk.seen.insert(entry.path.clone()) {
            let path = entry.path.clone();
            walk.found.push(Candidate {
                path,
                how: LISTED.to_string(),
                head: false,
                home: None,
                placed: true,
                beside: false,
            });
        }
    }
    if let Some(path) = walk.endless {
        let why = "the patterns of its workspace, and the folders that they are compared with, are too many";
        return Err(Error::new("too-many-patterns", why)
            .at(path)
            .advice("name the members' folders, or begin patterns with a folder, as in `packages/*`"));
    }
    walk.settle();
    Ok(walk.found)
}

const LISTED: &str = "listed in `manifests`";

struct Walk<'t> {
    tracked: &'t BTreeSet<&'t str>,
    listing: &'t Listing,
    found: Vec<Candidate>,
    seen: BTreeSet<String>,
    /// Those that were found by themselves, and by nothing else so far.
    besides: BTreeSet<String>,
    /// Folders that Cargo workspaces leave out.
    excluded: BTreeSet<String>,
    /// The manifest of a workspace whose members could not be told in any time.
    endless: Option<String>,
}

impl Walk<'_> {
    fn add(&mut self, path: String, how: &str, head: bool, home: Option<&str>) {
        let wanted = self.tracked.contains(path.as_str()) && !self.listing.leaves_out(&path);
        if wanted && self.besides.remove(&path) {
            // What another manifest names is more than what is there by itself.
            if let Some(known) = self.found.iter_mut().find(|one| one.path == path) {
                known.beside = false;
                known.how = how.to_string();
                known.home = home.map(str::to_string);
            }
        } else if wanted && self.seen.insert(path.clone()) {
            let home = home.map(str::to_string);
            self.found.push(Candidate { path, how: how.to_string(), head, home, placed: false, beside: false });
        }
    }

    /// What was found by itself belongs to the package nearest above it.
    fn settle(&mut self) {
        let near = |one: &Candidate| if one.beside { None } else { one.home.clone() };
        let homes: BTreeSet<String> = self.found.iter().filter_map(near).collect();
        for one in self.found.iter_mut().filter(|one| one.beside) {
            let mut home = folder(&one.path);
            while !home.is_empty() && !homes.contains(home) {
                home = folder(home);
            }
            one.home = Some(home.to_string());
        }
    }

    /// A file that counts as long as it says what the package says.
    fn beside(&mut self, path: String, how: &str) {
        if self.seen.contains(&path) {
            return;
        }
        let before = self.found.len();
        self.add(path.clone(), how, false, Some(""));
        if let Some(added) = self.found.get_mut(before) {
            added.beside = true;
            self.besides.insert(path);
        }
    }

    /// Lock files beside a manifest.
    fn locks(&mut self, beside: &Candidate) {
        let names = Kind::of(&beside.path).map_or(&[][..], Kind::locks);
        for name in names {
            if let Some(path) = join(folder(&beside.path), name) {
                self.add(path, &format!("beside {}", beside.path), false, beside.home.as_deref());
            }
        }
    }

    /// What a manifest names.
    fn expand(&mut self, from: &Candidate, kind: Kind, source: &Source<'_>) {
        let home = folder(&from.path);
        let whole = from.head && home.is_empty();
        match kind {
            Kind::Package => {
                let pinned = of_platforms(self.tracked, &package_json::pinned(source));
                let pinned: Vec<String> = pinned.into_iter().filter(|path| !self.besides.contains(path)).collect();
                self.packages(pinned.into_iter(), "platform", from);
                let Ok(root) = json::parse(source) else { return };
                let Ok(Some(value)) = json::value(source, root, "workspaces") else { return };
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
                let Ok(document) = toml::parse(source) else { return };
                self.cargo(from, document);
            }
            Kind::Pyproject => {
                let Ok(document) = toml::parse(source) else { return };
                self.python_files(from, document, &package_dirs::Setup::default());
                // maturin takes the version of a crate.
                let crate_manifest = toml::text(document, &["tool", "maturin", "manifest-path"]);
                self.named(crate_manifest.and_then(|path| join(home, path)).into_iter(), "crate", from);
                let build = version_source::of_build(document).and_then(|path| join(home, path));
                self.named(build.into_iter(), "build", from);
                if let Some(workspace) = toml::table(document, &["tool", "uv", "workspace"]) {
                    let members = Globs::new(toml::texts(workspace, &["members"]));
                    let exclude = Globs::new(toml::texts(workspace, &["exclude"]));
                    self.members(from, |path| members.takes(path) && !exclude.takes(path));
                    self.bounded(from, &[&members, &exclude]);
                }
            }
            Kind::SetupCfg => {
                let named = version_source::of_setup_cfg(home, source);
                self.named(named.into_iter().map(|(path, _)| path), "version file", from);
                let (roots, packages) = (setup_cfg::roots(source), setup_cfg::packages(source));
                self.setup(from, package_dirs::Setup { name: setup_cfg::package(source), roots, packages });
            }
            Kind::SetupPy => {
                let named = version_source::of_setup_py(home, source);
                self.named(named.into_iter().map(|(path, _)| path), "version file", from);
                let (roots, packages) = (setup_py::roots(source), setup_py::packages(source));
                self.setup(from, package_dirs::Setup { name: setup_py::name(source), roots, packages });
            }
            Kind::Gemspec => {
                let read = gemspec::read(source).into_iter().filter(|path| Kind::of(path) == Some(Kind::VersionFile));
                let files = gemspec::version_files(source, read, self.tracked);
                self.named(files.into_iter(), "version file", from);
                // Gems of one repository lie in folders, and nothing lists them.
                let gems = if whole { one_below(self.tracked, ".gemspec") } else { Vec::new() };
                self.packages(gems.into_iter(), "member", from);
            }
            Kind::BuildGradle if home.is_empty() => {
                let catalog = build_gradle::in_catalog(source).map(|_| version_catalog::PATH.to_string());
                self.named(catalog.into_iter(), "version catalog", from);
            }
            Kind::Nx if whole => self.packages(of_nx(self.tracked).into_iter(), "project", from),
            Kind::Pom => {
                let modules = pom::modules(source);
                let folders = modules.iter().map(|module| module.trim_end_matches("/pom.xml"));
                self.packages(folders.filter_map(|module| join(home, &format!("{module}/pom.xml"))), "module", from);
                // A parent that lies elsewhere than one folder up, and no module of anybody's.
                let parent = pom::parent_path(source).and_then(|path| join(home, path));
                let parent = parent.map(|path| if path.ends_with(".xml") { path } else { format!("{path}/pom.xml") });
                self.packages(parent.into_iter(), "parent", from);
            }
            Kind::Solution => {
                let projects = solution::projects(source);
                self.packages(projects.iter().filter_map(|path| join(home, path)), "project", from);
            }
            Kind::Msbuild => {
                let imports = msbuild::imports(source);
                self.named(imports.iter().filter_map(|path| join(home, path)), "import", from);
            }
            Kind::PnpmWorkspace => {
                if let Some((taken, others)) = pnpm_workspace::members(source) {
                    let ours = |path: &str| taken.takes(path) && !others.takes(path);
                    let installed = |path: &str| path.split('/').any(|part| part == "node_modules");
                    self.members_called(from, &["package.json"], |path| ours(path) && !installed(path));
                    self.bounded(from, &[&taken, &others]);
                }
            }
            Kind::Pubspec => {
                let members = pubspec::members(source);
                let globs = Globs::new(members.iter().map(String::as_str));
                self.members(from, |path| globs.takes(path));
                self.bounded(from, &[&globs]);
            }
            Kind::Plugin if from.path == "lerna.json" => {
                let members = plugin::lerna_members(source);
                let globs = Globs::new(members.iter().map(String::as_str));
                let ours = |path: &&&str| {
                    let folder = path.strip_suffix("/package.json").filter(|folder| globs.takes(folder));
                    folder.is_some_and(|folder| !folder.split('/').any(|part| part == "node_modules"))
                };
                let found: Vec<String> = self.tracked.iter().filter(ours).map(ToString::to_string).collect();
                self.packages(found.into_iter(), "package", from);
                self.bounded(from, &[&globs]);
            }
            Kind::Chart => {
                let charts = chart::charts(source).filter_map(|path| join(home, &format!("{path}/Chart.yaml")));
                self.packages(charts, "chart", from);
            }
            Kind::Composer => {
                let globs = Globs::new(composer::members(source));
                self.members(from, |path| globs.takes(path) && !path.split('/').any(|part| part == "vendor"));
                self.bounded(from, &[&globs]);
            }
            Kind::Leiningen => {
                let listed = clojure::members(source).into_iter();
                let listed = listed.filter_map(|member| join(home, &format!("{member}/project.clj")));
                // Not all of those in folders are listed.
                let near = if whole { one_below(self.tracked, "/project.clj") } else { Vec::new() };
                self.packages(listed.chain(near), "member", from);
            }
            Kind::Deno => {
                let members = deno::members(source);
                let globs = Globs::new(members.iter().map(String::as_str));
                self.members_called(from, &["deno.json", "deno.jsonc"], |path| globs.takes(path));
                self.bounded(from, &[&globs]);
            }
            _ => {}
        }
    }

    /// Files of the same package.
    fn named(&mut self, paths: impl Iterator<Item = String>, what: &str, from: &Candidate) {
        for path in paths {
            self.add(path, &format!("{what} of {}", from.path), false, from.home.as_deref());
        }
    }

    /// Packages of their own.
    fn packages(&mut self, paths: impl Iterator<Item = String>, what: &str, from: &Candidate) {
        for path in paths {
            let home = folder(&path).to_string();
            self.add(path, &format!("{what} of {}", from.path), false, Some(&home));
        }
    }

    /// The package directory of a project that is described elsewhere than in `pyproject.toml`.
    fn setup(&mut self, from: &Candidate, setup: package_dirs::Setup<'_>) {
        if setup.name.is_some() || !setup.packages.is_empty() {
            self.python_files(from, &toml::Table::new(), &setup);
        }
    }

    fn python_files(&mut self, from: &Candidate, document: &toml::Table<'_>, setup: &package_dirs::Setup<'_>) {
        for (path, how) in package_dirs::files(folder(&from.path), document, setup, self.tracked) {
            self.add(path, &format!("{how} of {}", from.path), false, from.home.as_deref());
        }
    }

    /// Adds the manifests of the same name below `from` whose folder, seen from there, is `wanted`.
    fn members(&mut self, from: &Candidate, wanted: impl Fn(&str) -> bool) {
        self.members_called(from, &[base(&from.path)], wanted);
    }

    /// As [`Walk::members`], of manifests with one of these names.
    fn members_called(&mut self, from: &Candidate, names: &[&str], wanted: impl Fn(&str) -> bool) {
        let home = folder(&from.path);
        if !from.head {
            return;
        }
        let start = if home.is_empty() { String::new() } else { format!("{home}/") };
        let how = format!("workspace member of {}", from.path);
        let below: Vec<&str> =
            self.tracked.range(start.as_str()..).copied().take_while(|path| path.starts_with(&start)).collect();
        for path in below {
            let rest = path.strip_prefix(&start).unwrap_or_default();
            let mut inside = names.iter().filter_map(|name| rest.strip_suffix(name)?.strip_suffix('/'));
            if inside.any(|inside| !inside.is_empty() && wanted(inside)) {
                self.add(path.to_string(), &how, false, Some(folder(path)));
            }
        }
    }

    /// Members that were not told, as that would have taken too long, are no members that are not there.
    fn bounded(&mut self, from: &Candidate, globs: &[&Globs]) {
        if globs.iter().any(|one| one.are_too_many()) {
            self.endless.get_or_insert_with(|| from.path.clone());
        }
    }

    /// npm takes the patterns in order; one with `!` takes members away again.
    fn npm_members(&mut self, from: &Candidate, globs: &[&str]) {
        let globs = Globs::with_negations(globs.iter().copied());
        self.members(from, |path| globs.takes(path) && !path.split('/').any(|part| part == "node_modules"));
        self.bounded(from, &[&globs]);
    }

    /// A Cargo workspace: its members, and the path dependencies below it, which Cargo counts in by itself.
    fn cargo(&mut self, from: &Candidate, document: &toml::Table<'_>) {
        let home = folder(&from.path);
        let workspace = toml::table(document, &["workspace"]);
        if let (Some(workspace), true) = (workspace, from.head) {
            let members = toml::texts(workspace, &["members"]);
            let exclude: BTreeSet<String> =
                toml::texts(workspace, &["exclude"]).iter().filter_map(|path| join("", path)).collect();
            let by_name = Globs::new(members.iter().copied().filter(|member| !glob::is_pattern(member)));
            let all = Globs::new(members);
            self.members(from, |path| by_name.takes(path) || (all.takes(path) && !lies_in(path, &exclude)));
            self.bounded(from, &[&by_name, &all]);
            self.excluded.extend(exclude.iter().filter_map(|path| join(home, path)));
        }
        // A lone package's path dependencies are packages of their own.
        let member = from.how.starts_with("workspace member") || from.how.starts_with("path dependency");
        if !member && workspace.is_none() {
            return;
        }
        for table in cargo_toml::dependencies(document) {
            for (_, item) in table.iter() {
                let path = toml::as_table(item).and_then(|table| toml::text(table, &["path"]));
                let Some(target) = path.and_then(|path| join(home, path)) else {
                    continue;
                };
                if !lies_in(&target, &self.excluded) {
                    let how = format!("path dependency of {}", from.path);
                    self.add(format!("{target}/Cargo.toml"), &how, false, Some(&target));
                }
            }
        }
    }
}
