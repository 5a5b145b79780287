//! The formats, by file name. A new format is a new file beside this one, and one more entry in the table here.

mod packages;

use std::sync::LazyLock;

use crate::error::Result;
use crate::manifest::formats::pyproject::project_name;
use crate::manifest::formats::{
    arduino, assembly, autoconf, bazel, build_gradle, bun_lock, cabal, cargo_lock, cargo_toml, chart, chart_lock, chef,
    citation, clojure, cmake, composer, deno, deno_lock, description, dune, elm, erlang, expo, galaxy, gemfile_lock,
    gemspec, gleam, godot, golang, gradle_properties, header, julia, makefile, meson, mix, msbuild, nimble, nuspec,
    package_json, package_lock, plugin, pnpm_lock, pnpm_workspace, podspec, pom, powershell, pubspec, pubspec_lock,
    puppet, pyproject, python, python_lock, ruby, sbt, settings, setup_cfg, setup_py, tauri, version_catalog,
    version_file, web_extension, wordpress, xcode, yarn_lock, zon,
};
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, base};
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::{json, toml, yaml};

/// In the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::manifest) enum Kind {
    Pyproject,
    Package,
    PnpmWorkspace,
    YarnSettings,
    Cargo,
    SetupCfg,
    SetupPy,
    Deno,
    Chart,
    Pubspec,
    Pom,
    GradleProperties,
    BuildGradle,
    Msbuild,
    Composer,
    Gemspec,
    Mix,
    Galaxy,
    Bazel,
    Zon,
    Description,
    Julia,
    Cabal,
    Nimble,
    Shard,
    Gleam,
    Arduino,
    Elm,
    Puppet,
    Chef,
    Leiningen,
    Sbt,
    Godot,
    WordPress,
    Dune,
    PowerShell,
    Settings,
    Described,
    Erlang,
    StableTag,
    Xcode,
    Plist,
    Makefile,
    Meson,
    Cmake,
    Autoconf,
    Opam,
    Addon,
    Nuspec,
    Ros,
    Nextcloud,
    Snap,
    Bower,
    WebExtension,
    Plugin,
    Podspec,
    Citation,
    Solution,
    Nx,
    Expo,
    Tauri,
    Python,
    Ruby,
    Go,
    Header,
    VersionFile,
    VersionCatalog,
    Assembly,
    PackageLock,
    CargoLock,
    UvLock,
    PoetryLock,
    GemfileLock,
    PnpmLock,
    YarnLock,
    BunLock,
    ComposerLock,
    ChartLock,
    PubspecLock,
    DenoLock,
}

/// How a file comes to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// At the root by its name; elsewhere where it is named.
    AtRoot,
    /// Only where another manifest or the user names it: such files often hold versions of something else.
    Named,
    /// Beside its manifest.
    Lock,
}

/// Whose version a file says that goes along with packages, and describes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::manifest) enum Follows {
    /// That of whatever package it lies beside, or is built with.
    Any,
    /// The root's alone, whatever packages lie in folders.
    Root,
}

pub(in crate::manifest) struct Format {
    kind: Kind,
    name: &'static str,
    /// File names, or whole paths; `*` at the beginning stands for anything.
    files: &'static [&'static str],
    found: Found,
    /// Where the version is looked for, for a sentence; empty where there is never one.
    expected: &'static str,
    find: fn(&Source<'_>, &Names) -> Result<Vec<Occurrence>>,
    /// What it says its package is called.
    called: fn(&Source<'_>) -> Option<String>,
    /// Whom it follows, if it never speaks: it says which version is built, or that of a protocol, or nothing.
    follows: Option<Follows>,
    /// Whether it says that its package is not for others.
    private: fn(&Source<'_>) -> bool,
}

impl Format {
    const fn called(mut self, called: fn(&Source<'_>) -> Option<String>) -> Self {
        self.called = called;
        self
    }

    const fn follows(mut self, whom: Follows) -> Self {
        self.follows = Some(whom);
        self
    }

    const fn private(mut self, private: fn(&Source<'_>) -> bool) -> Self {
        self.private = private;
        self
    }
}

const fn format(
    kind: Kind,
    name: &'static str,
    files: &'static [&'static str],
    found: Found,
    expected: &'static str,
    find: fn(&Source<'_>, &Names) -> Result<Vec<Occurrence>>,
) -> Format {
    Format { kind, name, files, found, expected, find, called: |_| None, follows: None, private: |_| false }
}

const ENTRY: &str = "an entry of a package whose manifest has a version";

/// In the order in which files are looked for.
#[rustfmt::skip]
const FORMATS: [Format; 80] = [
    format(Kind::Pyproject, "pyproject.toml", &["pyproject.toml"], Found::AtRoot, "`version` in `[project]` or `[tool.poetry]`", pyproject::find).called(project_name::of),
    format(Kind::Package, "package.json", &["package.json"], Found::AtRoot, "a top-level `version`", package_json::find).called(|source| json::text_of(source, "name")).private(package_json::is_private),
    format(Kind::PnpmWorkspace, "pnpm-workspace.yaml", &["pnpm-workspace.yaml"], Found::AtRoot, "`packages`, with versions of their own", pnpm_workspace::find),
    format(Kind::YarnSettings, ".yarnrc.yml", &[".yarnrc.yml"], Found::AtRoot, "", pnpm_workspace::yarns),
    format(Kind::Cargo, "Cargo.toml", &["Cargo.toml"], Found::AtRoot, "`version` in `[package]` or `[workspace.package]`", cargo_toml::find).called(|source| toml::text_of(source, &["package", "name"])).private(cargo_toml::is_private),
    format(Kind::SetupCfg, "setup.cfg", &["setup.cfg"], Found::AtRoot, "`version` in `[metadata]`", |source, names| Ok(setup_cfg::find_with(source, names))).called(|source| setup_cfg::package(source).map(str::to_string)),
    format(Kind::SetupPy, "setup.py", &["setup.py"], Found::AtRoot, "`setup(version=\"…\")` with one plain string", |source, names| Ok(setup_py::find_with(source, names))).called(|source| setup_py::name(source).map(str::to_string)),
    format(Kind::Deno, "deno.json", &["deno.json", "deno.jsonc", "jsr.json", "jsr.jsonc"], Found::AtRoot, "a top-level `version`", deno::find).called(deno::name),
    format(Kind::Chart, "Chart.yaml", &["Chart.yaml", "Chart.yml"], Found::AtRoot, "a top-level `version`", chart::find).called(|source| yaml::text_of(source, "name")),
    format(Kind::Pubspec, "pubspec.yaml", &["pubspec.yaml"], Found::AtRoot, "a top-level `version`", pubspec::find).called(|source| yaml::text_of(source, "name")).private(pubspec::is_private),
    format(Kind::Pom, "pom.xml", &["pom.xml"], Found::AtRoot, "`version` directly in `project`", pom::find).called(pom::artifact),
    format(Kind::GradleProperties, "gradle.properties", &["gradle.properties"], Found::AtRoot, "a line `version=…`", |source, names| Ok(gradle_properties::find(source, names))),
    format(Kind::BuildGradle, "build.gradle", &["build.gradle", "build.gradle.kts"], Found::AtRoot, "a top-level `version = \"…\"` with one plain string", |source, _| Ok(build_gradle::find(source))),
    format(Kind::Msbuild, "msbuild", &["*.csproj", "*.fsproj", "*.vbproj", "*.props"], Found::AtRoot, "`Version` or `VersionPrefix` in a `PropertyGroup`", |source, _| msbuild::find(source)).called(msbuild::name),
    format(Kind::Composer, "composer.json", &["composer.json"], Found::AtRoot, "a top-level `version`", composer::find).called(|source| json::text_of(source, "name")),
    format(Kind::Gemspec, "gemspec", &["*.gemspec"], Found::AtRoot, "`spec.version = \"…\"` with one plain string", |source, names| Ok(gemspec::find(source, names))).called(gemspec::name),
    format(Kind::Mix, "mix.exs", &["mix.exs"], Found::AtRoot, "`version: \"…\"` in `project`, or the `@version` it names", |source, names| Ok(mix::find(source, names))).called(mix::name),
    format(Kind::Galaxy, "galaxy.yml", &["galaxy.yml", "galaxy.yaml"], Found::AtRoot, "a top-level `version`", |source, _| galaxy::find(source)).called(|source| yaml::text_of(source, "name")),
    format(Kind::Bazel, "MODULE.bazel", &["MODULE.bazel"], Found::AtRoot, "`module(version = \"…\")`", |source, _| Ok(bazel::find(source))).called(bazel::name),
    format(Kind::Zon, "build.zig.zon", &["build.zig.zon"], Found::AtRoot, "a top-level `.version = \"…\"`", |source, _| Ok(zon::find(source))).called(zon::name),
    format(Kind::Description, "DESCRIPTION", &["DESCRIPTION"], Found::AtRoot, "a field `Version:` beside `Package:`", |source, _| Ok(description::find(source))).called(description::name),
    format(Kind::Julia, "Project.toml", &["Project.toml", "JuliaProject.toml"], Found::AtRoot, "a top-level `version` beside `uuid`", julia::find).called(|source| toml::text_of(source, &["name"])),
    format(Kind::Cabal, "cabal", &["*.cabal", "package.yaml"], Found::AtRoot, "a field `version:`", |source, names| Ok(cabal::find(source, names))).called(cabal::name),
    format(Kind::Nimble, "nimble", &["*.nimble"], Found::AtRoot, "`version = \"…\"`", |source, _| Ok(nimble::find(source))),
    format(Kind::Shard, "yaml", &["shard.yml", "idf_component.yml", "FORMULA"], Found::AtRoot, "a top-level `version`", |source, _| yaml::top_level(source, "version", Grammar::Loose)).called(|source| yaml::text_of(source, "name")),
    format(Kind::Gleam, "gleam.toml", &["gleam.toml"], Found::AtRoot, "a top-level `version`", |source, _| gleam::find(source)).called(|source| toml::text_of(source, &["name"])),
    format(Kind::Arduino, "library.properties", &["library.properties"], Found::AtRoot, "`version=…` beside `name=…`", |source, _| Ok(arduino::find(source))).called(arduino::name),
    format(Kind::Elm, "elm.json", &["elm.json"], Found::AtRoot, "a top-level `version`", |source, _| elm::find(source)).called(|source| json::text_of(source, "name")),
    format(Kind::Puppet, "metadata.json", &["metadata.json"], Found::AtRoot, "a top-level `version` beside `author` and `dependencies`", |source, _| puppet::find(source)).called(|source| json::text_of(source, "name")),
    format(Kind::Chef, "metadata.rb", &["metadata.rb"], Found::AtRoot, "`version \"…\"` beside `name`", |source, _| Ok(chef::find(source))).called(chef::name),
    format(Kind::Leiningen, "project.clj", &["project.clj"], Found::AtRoot, "`(defproject name \"…\"`", |source, names| Ok(clojure::find(source, names))).called(clojure::name),
    format(Kind::Sbt, "sbt", &["version.sbt", "build.sbt"], Found::AtRoot, "`ThisBuild / version := \"…\"`", |source, _| Ok(sbt::find(source))),
    format(Kind::Godot, "plugin.cfg", &["plugin.cfg"], Found::AtRoot, "`version` in `[plugin]`", |source, _| Ok(godot::find(source))),
    format(Kind::WordPress, "wordpress", &["*.php", "style.css"], Found::AtRoot, "`Version:` beside `Plugin Name:` or `Theme Name:`", |source, _| Ok(wordpress::find(source))).called(wordpress::name),
    format(Kind::Dune, "dune-project", &["dune-project"], Found::AtRoot, "`(version …)` at the top", |source, _| Ok(dune::find(source))).called(dune::name),
    format(Kind::PowerShell, "powershell", &["*.psd1"], Found::AtRoot, "`ModuleVersion`, and no `Prerelease`", |source, _| Ok(powershell::find(source))),
    format(Kind::Settings, "toml", &["typst.toml", "alire.toml", "fpm.toml"], Found::AtRoot, settings::EXPECTED, |source, _| settings::find(source)).called(settings::name),
    format(Kind::Described, "json", &["haxelib.json", "dub.json"], Found::AtRoot, "a top-level `version`", |source, _| elm::find(source)).called(|source| json::text_of(source, "name")),
    format(Kind::Erlang, "erlang", &["*.app.src", "*.app"], Found::Named, "`{vsn, \"…\"}`", |source, _| Ok(erlang::find(source))),
    format(Kind::StableTag, "readme.txt", &["readme.txt"], Found::Named, "`Stable tag: …`", |source, _| Ok(wordpress::stable_tag(source))).follows(Follows::Any),
    format(Kind::Xcode, "project.pbxproj", &["project.pbxproj"], Found::Named, "`MARKETING_VERSION = …;`", |source, _| Ok(xcode::project(source))).follows(Follows::Any),
    format(Kind::Plist, "Info.plist", &["Info.plist", "*-Info.plist"], Found::Named, "`CFBundleShortVersionString`", |source, _| Ok(xcode::plist(source))).follows(Follows::Any),
    format(Kind::Makefile, "Makefile", &["Makefile", "config.mk"], Found::Named, "one line `VERSION = …` or `PROJECT_VERSION = …`", |source, _| Ok(makefile::find(source))).follows(Follows::Root),
    format(Kind::Meson, "meson.build", &["meson.build"], Found::Named, "`project(…, version: '…')`", |source, _| Ok(meson::find(source))).follows(Follows::Any),
    format(Kind::Cmake, "CMakeLists.txt", &["CMakeLists.txt"], Found::Named, "`project(… VERSION …)`", |source, _| Ok(cmake::find(source))).follows(Follows::Any),
    format(Kind::Autoconf, "configure.ac", &["configure.ac", "configure.in"], Found::Named, "`AC_INIT(…, […])`", |source, _| Ok(autoconf::find(source))).follows(Follows::Root),
    format(Kind::Opam, "opam", &["*.opam"], Found::Named, "a field `version:`", |source, _| Ok(dune::opam(source))).follows(Follows::Root),
    format(Kind::Addon, "toml", &["extension.toml", "pixi.toml", "blender_manifest.toml"], Found::Named, settings::EXPECTED, |source, _| settings::find(source)).follows(Follows::Root),
    format(Kind::Nuspec, "nuspec", &["*.nuspec"], Found::Named, "`version` in the `metadata` of `package`", |source, _| nuspec::find(source, "package", Grammar::Loose)).follows(Follows::Root),
    format(Kind::Ros, "nuspec", &["package.xml"], Found::Named, "`version` in `package`", |source, _| nuspec::find(source, "package", nuspec::ROS)).follows(Follows::Root),
    format(Kind::Nextcloud, "nuspec", &["appinfo/info.xml"], Found::Named, "`version` in `info`", |source, _| nuspec::find(source, "info", Grammar::Loose)).follows(Follows::Root),
    format(Kind::Snap, "snapcraft.yaml", &["snapcraft.yaml"], Found::Named, "a top-level `version`", |source, _| yaml::top_level(source, "version", Grammar::Loose)).follows(Follows::Root),
    format(Kind::Bower, "json", &["bower.json"], Found::Named, "a top-level `version`", |source, _| plugin::find(source)).follows(Follows::Any),
    format(Kind::WebExtension, "manifest.json", &["manifest.json"], Found::Named, "a top-level `version`", |source, _| web_extension::find(source)),
    format(Kind::Plugin, "json", &["plugin.json", "marketplace.json", "server.json", "gemini-extension.json", "lerna.json", "codemeta.json", "library.json", "vcpkg.json", "tree-sitter.json", "*.podspec.json"], Found::Named, "a top-level `version`", |source, _| plugin::find(source)),
    format(Kind::Podspec, "podspec", &["*.podspec"], Found::Named, "`spec.version = \"…\"` with one plain string", |source, _| Ok(podspec::find(source))),
    format(Kind::Citation, "CITATION.cff", &["CITATION.cff"], Found::Named, "a top-level `version`", |source, _| citation::find(source)),
    format(Kind::Solution, "solution", &["*.sln", "*.slnx"], Found::AtRoot, "projects with a `Version`", |_, _| Ok(Vec::new())),
    format(Kind::Nx, "nx", &["nx.json"], Found::AtRoot, "projects with a `version`", |_, _| Ok(Vec::new())),
    format(Kind::Expo, "app.json", &["app.json"], Found::Named, "`version` in `expo`", |source, _| expo::find(source)),
    format(Kind::Tauri, "tauri.conf.json", &["tauri.conf.json"], Found::Named, "a `version` that is no file name", |source, _| tauri::find(source)),
    format(Kind::Python, "python", &["*.py"], Found::Named, "a top-level `__version__ = \"…\"` with one plain string", |source, _| Ok(python::find(source))),
    format(Kind::Ruby, "ruby", &["*.rb"], Found::Named, "`VERSION = \"…\"` with one plain string", |source, _| Ok(ruby::find(source))),
    format(Kind::Go, "go", &["*.go"], Found::Named, "`const Version = \"…\"`", |source, _| Ok(golang::find(source))),
    format(Kind::Header, "header", &["*.h", "*.hh", "*.hpp"], Found::Named, "`#define X_MAJOR 1` and the like, one after the other, `#define X_VERSION \"…\"`, or one number for it such as `10203`", |source, _| Ok(header::find(source))),
    format(Kind::VersionFile, "version file", &version_file::NAMES, Found::Named, "one line with a version", |source, names| Ok(version_file::find(source, names))).follows(Follows::Root),
    format(Kind::VersionCatalog, "version catalog", &["libs.versions.toml"], Found::Named, "the one of `[versions]` that `build.gradle` takes for its own", version_catalog::find),
    format(Kind::Assembly, "assembly", &["*.cs", "*.vb", "*.fs"], Found::Named, "`[assembly: AssemblyVersion(\"…\")]`, `AssemblyFileVersion` or `AssemblyInformationalVersion`", |source, _| Ok(assembly::find(source))),
    format(Kind::PackageLock, "package-lock.json", &["package-lock.json", "npm-shrinkwrap.json"], Found::Lock, ENTRY, package_lock::find),
    format(Kind::CargoLock, "Cargo.lock", &["Cargo.lock", "Cargo-*.lock"], Found::Lock, ENTRY, cargo_lock::find),
    format(Kind::UvLock, "uv.lock", &["uv.lock", "*.py.lock"], Found::Lock, ENTRY, python_lock::find),
    format(Kind::PoetryLock, "poetry.lock", &["poetry.lock", "pdm.lock"], Found::Lock, ENTRY, python_lock::find),
    format(Kind::GemfileLock, "Gemfile.lock", &["Gemfile.lock", "gems.locked", "*.gemfile.lock", "Gemfile.*.lock"], Found::Lock, ENTRY, |source, names| Ok(gemfile_lock::find(source, names))),
    format(Kind::PnpmLock, "pnpm-lock.yaml", &["pnpm-lock.yaml"], Found::Lock, ENTRY, |source, names| Ok(pnpm_lock::find(source, names))),
    format(Kind::YarnLock, "yarn.lock", &["yarn.lock"], Found::Lock, ENTRY, yarn_lock::find),
    format(Kind::BunLock, "bun.lock", &["bun.lock"], Found::Lock, ENTRY, bun_lock::find),
    format(Kind::ComposerLock, "composer.lock", &["composer.lock"], Found::Lock, ENTRY, composer::locked),
    format(Kind::ChartLock, "Chart.lock", &["Chart.lock"], Found::Lock, ENTRY, chart_lock::find),
    format(Kind::PubspecLock, "pubspec.lock", &["pubspec.lock"], Found::Lock, ENTRY, |source, names| Ok(pubspec_lock::find(source, names))),
    format(Kind::DenoLock, "deno.lock", &["deno.lock"], Found::Lock, ENTRY, deno_lock::find),
];

// A kind's number is its format's place.
const _: () = assert!(are_in_order(&FORMATS, 0));

const fn are_in_order(formats: &[Format], first: usize) -> bool {
    match formats {
        [format, rest @ ..] => format.kind as usize == first && are_in_order(rest, first.saturating_add(1)),
        [] => true,
    }
}

/// The files of the table, each with its format, by their last letters: these tell nearly all files of a tree apart, and it may have
/// very many.
static BY_END: LazyLock<Vec<Vec<(&str, Kind)>>> = LazyLock::new(|| {
    let mut all = vec![Vec::new(); 256];
    for format in &FORMATS {
        for file in format.files {
            all.get_mut(end(file)).into_iter().for_each(|alike| alike.push((*file, format.kind)));
        }
    }
    all
});

/// A small number for the last two letters: few others have the same.
fn end(path: &str) -> usize {
    let [.., before, last] = path.as_bytes() else { return 0 };
    usize::from(before.wrapping_mul(31) ^ last)
}

/// Whether a path is a lock file's.
pub fn is_lock(path: &str) -> bool {
    Kind::of(path).is_some_and(Kind::is_lock)
}

impl Kind {
    pub fn of(path: &str) -> Option<Self> {
        let alike = BY_END.get(end(path)).filter(|alike| !alike.is_empty())?;
        let name = base(path);
        let fits = |file: &str| match file.split_once('*') {
            Some((start, end)) => {
                name.strip_prefix(start).is_some_and(|rest| rest.len() > end.len() && rest.ends_with(end))
            }
            None => name == file || path == file,
        };
        let kind = alike.iter().find(|(file, _)| fits(file)).map(|(_, kind)| *kind);
        // Other programs of these languages say nothing that is looked for.
        kind.filter(|kind| match kind {
            Self::Assembly => assembly::may_be(name),
            // Of all that is written in PHP, a plugin's main file lies at the root.
            Self::WordPress | Self::StableTag => !path.contains('/'),
            _ => true,
        })
    }

    /// Those looked for at the root, in order.
    pub fn at_root() -> impl Iterator<Item = Self> {
        FORMATS.iter().filter(|format| format.found == Found::AtRoot).map(|format| format.kind)
    }

    fn format(self) -> &'static Format {
        let [first, ..] = &FORMATS;
        FORMATS.get(self as usize).unwrap_or(first)
    }

    pub fn is_at_root(self) -> bool {
        self.format().found == Found::AtRoot
    }

    pub fn name(self) -> &'static str {
        self.format().name
    }

    /// Whom such a file follows, if it never speaks.
    pub fn follows(self) -> Option<Follows> {
        self.format().follows
    }

    /// Where the version is looked for, for a sentence; empty where there is never one.
    pub fn expected(self) -> &'static str {
        self.format().expected
    }

    pub fn is_lock(self) -> bool {
        self.format().found == Found::Lock
    }

    /// What a manifest says that its package is called; it may be empty.
    pub fn said_name(self, source: &Source<'_>) -> Option<String> {
        (self.format().called)(source)
    }

    /// Whether a manifest says that its package is not for others.
    pub fn is_private(self, source: &Source<'_>) -> bool {
        (self.format().private)(source)
    }

    pub fn find(self, source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
        (self.format().find)(source, names)
    }
}
