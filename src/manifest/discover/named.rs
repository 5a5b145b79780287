//! What each manifest names: files of its package, packages of their own, members of its workspace.

use crate::manifest::Kind;
use crate::manifest::candidate::Candidate;
use crate::manifest::discover::Walk;
use crate::manifest::entries::glob;
use crate::manifest::entries::glob::Globs;
use crate::manifest::formats::{
    build_gradle, cargo_toml, chart, clojure, composer, deno, gemspec, msbuild, package_json, plugin, pnpm_workspace,
    pom, pubspec, setup_cfg, setup_py, solution, version_catalog,
};
use crate::manifest::names::{base, folder, join, lies_in};
use crate::manifest::occurrence::Source;
use crate::manifest::passed_over::{of_nx, of_platforms, one_below};
use crate::manifest::python::{package_dirs, version_source};
use crate::manifest::readers::{json, toml};
use crate::ordered::BTreeSet;

impl Walk<'_, '_> {
    /// Adds what a manifest names.
    pub(super) fn expand(&mut self, from: &Candidate, kind: Kind, source: &Source<'_>) {
        match kind {
            Kind::Package => self.of_package_json(from, source),
            Kind::Cargo => self.of_cargo_toml(from, source),
            Kind::Pyproject => self.of_pyproject(from, source),
            Kind::SetupCfg => self.of_setup_cfg(from, source),
            Kind::SetupPy => self.of_setup_py(from, source),
            Kind::Gemspec => self.of_gemspec(from, source),
            Kind::BuildGradle if !from.path.contains('/') => {
                let catalog = build_gradle::in_catalog(source).map(|_| version_catalog::PATH.to_string());
                self.named(catalog.into_iter(), "version catalog", from);
            }
            Kind::Nx if is_whole(from) => self.packages(of_nx(self.tree.tracked).into_iter(), "project", from),
            Kind::Pom => self.of_pom(from, source),
            Kind::Solution => {
                let projects = solution::projects(source);
                let projects = projects.iter().filter_map(|path| join(folder(&from.path), path));
                self.packages(projects, "project", from);
            }
            Kind::Msbuild => {
                let imports = msbuild::imports(source);
                self.named(imports.iter().filter_map(|path| join(folder(&from.path), path)), "import", from);
            }
            Kind::PnpmWorkspace => self.of_pnpm_workspace(from, source),
            Kind::Pubspec => {
                let members = pubspec::members(source);
                let globs = Globs::new(members.iter().map(String::as_str));
                self.members(from, &[&globs], &|path| globs.takes(path));
            }
            Kind::Plugin if from.path == "lerna.json" => self.of_lerna_json(from, source),
            Kind::Chart => {
                let below = |path: &str| join(folder(&from.path), &format!("{path}/Chart.yaml"));
                self.packages(chart::charts(source).filter_map(below), "chart", from);
            }
            Kind::Composer => {
                let globs = Globs::new(composer::members(source));
                self.members(from, &[&globs], &|path| globs.takes(path) && !lies_under(path, "vendor"));
            }
            Kind::Leiningen => {
                let below = |member: &str| join(folder(&from.path), &format!("{member}/project.clj"));
                let listed = clojure::members(source).into_iter().filter_map(below);
                // Not all of those in folders are listed.
                let near = if is_whole(from) { one_below(self.tree.tracked, "/project.clj") } else { Vec::new() };
                self.packages(listed.chain(near), "member", from);
            }
            Kind::Deno => {
                let members = deno::members(source);
                let globs = Globs::new(members.iter().map(String::as_str));
                self.members_called(from, &["deno.json", "deno.jsonc"], &[&globs], &|path| globs.takes(path));
            }
            _ => {}
        }
    }

    /// npm takes the patterns in order; one with `!` takes members away again.
    fn of_package_json(&mut self, from: &Candidate, source: &Source<'_>) {
        let mut pinned = of_platforms(self.tree.tracked, &package_json::pinned(source));
        pinned.retain(|path| !self.besides.contains(path));
        self.packages(pinned.into_iter(), "platform", from);
        let Ok(root) = json::parse(source) else { return };
        let Ok(Some(value)) = json::value(source, root, "workspaces") else { return };
        let list = match value.as_object() {
            Some(object) => json::value(source, object, "packages").ok().flatten(),
            None => Some(value),
        };
        let elements = list.and_then(|list| list.as_array()).map(|array| array.elements.as_slice());
        let texts = elements.unwrap_or_default().iter().filter_map(|element| element.as_string_lit());
        let globs = Globs::with_negations(texts.map(|text| text.value.as_ref()));
        self.members(from, &[&globs], &|path| globs.takes(path) && !lies_under(path, INSTALLED));
    }

    /// The members of a Cargo workspace, and the path dependencies below it, which Cargo counts in by itself.
    fn of_cargo_toml(&mut self, from: &Candidate, source: &Source<'_>) {
        let Ok(document) = toml::parse(source) else { return };
        let workspace = toml::table(document, &["workspace"]);
        if let (Some(workspace), true) = (workspace, from.head) {
            self.cargo_members(from, workspace);
        }
        // A lone package's path dependencies are packages of their own.
        let member = from.how.starts_with("workspace member") || from.how.starts_with("path dependency");
        if !member && workspace.is_none() {
            return;
        }
        for (_, item) in cargo_toml::dependencies(document).into_iter().flat_map(|table| table.iter()) {
            let path = toml::as_table(item).and_then(|table| toml::text(table, &["path"]));
            let Some(target) = path.and_then(|path| join(folder(&from.path), path)) else { continue };
            if !lies_in(&target, &self.excluded) {
                let how = format!("path dependency of {}", from.path);
                self.add(format!("{target}/Cargo.toml"), &how, false, Some(&target));
            }
        }
    }

    /// What is named among the members is one, whatever `exclude` says; what a pattern takes is none where it says so.
    fn cargo_members(&mut self, from: &Candidate, workspace: &toml::Table<'_>) {
        let members = toml::texts(workspace, &["members"]);
        let exclude = toml::texts(workspace, &["exclude"]);
        let exclude: BTreeSet<String> = exclude.iter().filter_map(|path| join("", path)).collect();
        let by_name = Globs::new(members.iter().copied().filter(|member| !glob::is_pattern(member)));
        let all = Globs::new(members);
        let ours = |path: &str| by_name.takes(path) || (all.takes(path) && !lies_in(path, &exclude));
        self.members(from, &[&by_name, &all], &ours);
        self.excluded.extend(exclude.iter().filter_map(|path| join(folder(&from.path), path)));
    }

    fn of_pyproject(&mut self, from: &Candidate, source: &Source<'_>) {
        let Ok(document) = toml::parse(source) else { return };
        let home = folder(&from.path);
        self.python_files(from, document, &package_dirs::Setup::default());
        // maturin takes the version of a crate.
        let crate_manifest = toml::text(document, &["tool", "maturin", "manifest-path"]);
        self.named(crate_manifest.and_then(|path| join(home, path)).into_iter(), "crate", from);
        let build = version_source::of_build(document).and_then(|path| join(home, path));
        self.named(build.into_iter(), "build", from);
        if let Some(workspace) = toml::table(document, &["tool", "uv", "workspace"]) {
            let members = Globs::new(toml::texts(workspace, &["members"]));
            let exclude = Globs::new(toml::texts(workspace, &["exclude"]));
            self.members(from, &[&members, &exclude], &|path| members.takes(path) && !exclude.takes(path));
        }
    }

    fn of_setup_cfg(&mut self, from: &Candidate, source: &Source<'_>) {
        let named = version_source::of_setup_cfg(folder(&from.path), source);
        self.named(named.into_iter().map(|(path, _)| path), "version file", from);
        let (roots, packages) = (setup_cfg::roots(source), setup_cfg::packages(source));
        self.setup(from, package_dirs::Setup { name: setup_cfg::package(source), roots, packages });
    }

    fn of_setup_py(&mut self, from: &Candidate, source: &Source<'_>) {
        let named = version_source::of_setup_py(folder(&from.path), source);
        self.named(named.into_iter().map(|(path, _)| path), "version file", from);
        let (roots, packages) = (setup_py::roots(source), setup_py::packages(source));
        self.setup(from, package_dirs::Setup { name: setup_py::name(source), roots, packages });
    }

    /// The package directory of a project that is described elsewhere than in `pyproject.toml`.
    fn setup(&mut self, from: &Candidate, setup: package_dirs::Setup<'_>) {
        if setup.name.is_some() || !setup.packages.is_empty() {
            self.python_files(from, &toml::Table::new(), &setup);
        }
    }

    fn python_files(&mut self, from: &Candidate, document: &toml::Table<'_>, setup: &package_dirs::Setup<'_>) {
        for (path, how) in package_dirs::files(folder(&from.path), document, setup, self.tree.tracked) {
            self.add(path, &format!("{how} of {}", from.path), false, from.home.as_deref());
        }
    }

    fn of_gemspec(&mut self, from: &Candidate, source: &Source<'_>) {
        let read = gemspec::read(source).into_iter().filter(|path| Kind::of(path) == Some(Kind::VersionFile));
        let files = gemspec::version_files(source, read, self.tree.tracked);
        self.named(files.into_iter(), "version file", from);
        // Gems of one repository lie in folders, and nothing lists them.
        let gems = if is_whole(from) { one_below(self.tree.tracked, ".gemspec") } else { Vec::new() };
        self.packages(gems.into_iter(), "member", from);
    }

    fn of_pom(&mut self, from: &Candidate, source: &Source<'_>) {
        let home = folder(&from.path);
        let modules = pom::modules(source);
        let folders = modules.iter().map(|module| module.trim_end_matches("/pom.xml"));
        self.packages(folders.filter_map(|module| join(home, &format!("{module}/pom.xml"))), "module", from);
        // A parent that lies elsewhere than one folder up, and no module of anybody's.
        let parent = pom::parent_path(source).and_then(|path| join(home, path));
        let parent = parent.map(|path| if path.ends_with(".xml") { path } else { format!("{path}/pom.xml") });
        self.packages(parent.into_iter(), "parent", from);
    }

    fn of_pnpm_workspace(&mut self, from: &Candidate, source: &Source<'_>) {
        let Some((taken, others)) = pnpm_workspace::members(source) else { return };
        let ours = |path: &str| taken.takes(path) && !others.takes(path) && !lies_under(path, INSTALLED);
        self.members_called(from, &["package.json"], &[&taken, &others], &ours);
    }

    fn of_lerna_json(&mut self, from: &Candidate, source: &Source<'_>) {
        let members = plugin::lerna_members(source);
        let globs = Globs::new(members.iter().map(String::as_str));
        let ours = |path: &&&str| {
            let folder = path.strip_suffix("/package.json").filter(|folder| globs.takes(folder));
            folder.is_some_and(|folder| !lies_under(folder, INSTALLED))
        };
        let found: Vec<String> = self.tree.tracked.iter().filter(ours).map(ToString::to_string).collect();
        self.packages(found.into_iter(), "package", from);
        self.bounded(from, &[&globs]);
    }

    /// Adds files of the same package.
    fn named(&mut self, paths: impl Iterator<Item = String>, what: &str, from: &Candidate) {
        for path in paths {
            self.add(path, &format!("{what} of {}", from.path), false, from.home.as_deref());
        }
    }

    /// Adds packages of their own.
    fn packages(&mut self, paths: impl Iterator<Item = String>, what: &str, from: &Candidate) {
        for path in paths {
            let home = folder(&path).to_string();
            self.add(path, &format!("{what} of {}", from.path), false, Some(&home));
        }
    }

    /// Adds the manifests of the same name below `from` whose folder, seen from there, is `wanted`, by these patterns.
    fn members(&mut self, from: &Candidate, globs: &[&Globs], wanted: &dyn Fn(&str) -> bool) {
        self.members_called(from, &[base(&from.path)], globs, wanted);
    }

    /// As [`Walk::members`], of manifests with one of these names.
    fn members_called(&mut self, from: &Candidate, names: &[&str], globs: &[&Globs], wanted: &dyn Fn(&str) -> bool) {
        let home = folder(&from.path);
        let start = if home.is_empty() { String::new() } else { format!("{home}/") };
        let how = format!("workspace member of {}", from.path);
        let ours = |path: &&str| from.head && path.starts_with(&start);
        let below: Vec<&str> = self.tree.tracked.range(start.as_str()..).copied().take_while(ours).collect();
        for path in below {
            let rest = path.strip_prefix(&start).unwrap_or_default();
            let mut inside = names.iter().filter_map(|name| rest.strip_suffix(name)?.strip_suffix('/'));
            if inside.any(|inside| !inside.is_empty() && wanted(inside)) {
                self.add(path.to_string(), &how, false, Some(folder(path)));
            }
        }
        self.bounded(from, globs);
    }

    /// Members that were not told, as that would have taken too long, are no members that are not there.
    fn bounded(&mut self, from: &Candidate, globs: &[&Globs]) {
        if globs.iter().any(|one| one.are_too_many()) {
            self.endless.get_or_insert_with(|| from.path.clone());
        }
    }
}

/// What npm and its like install packages into.
const INSTALLED: &str = "node_modules";

/// Whether one of a path's folders has this name.
fn lies_under(path: &str, name: &str) -> bool {
    path.split('/').any(|part| part == name)
}

/// Whether what it names is looked for in the whole repository.
fn is_whole(from: &Candidate) -> bool {
    from.head && !from.path.contains('/')
}
