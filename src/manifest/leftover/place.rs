//! What a file is, as far as that tells whether a version in it is ours.

use std::ops::Range;

use crate::manifest::beside::may_be;
use crate::manifest::formats::kind::Kind;
use crate::manifest::go_module::GO_MODULE;
use crate::manifest::names::{Names, base};
use crate::manifest::occurrence::{Role, Source};
use crate::manifest::{File, Hunt};

/// Where Debian's tools read the version.
pub(super) const DEBIAN: &str = "debian/changelog";

/// Lock files in which a tool locks packages of the same tree as well, and that are not rewritten here.
pub(super) const LOCKS: [&str; 3] = ["Podfile.lock", "pixi.lock", "packages.lock.json"];

/// What dep keeps of a project in Go: nothing of it is the project's own version.
pub(super) const GOPKG: &str = "Gopkg.toml";

/// Files that say which versions of others are wanted, besides manifests.
const REQUIREMENTS: [&str; 15] = [
    GO_MODULE,
    GOPKG,
    "Gemfile",
    "Pipfile",
    "Podfile",
    "Cartfile",
    "Brewfile",
    "build.sbt",
    "libs.versions.toml",
    "environment.yml",
    "environment.yaml",
    "packages.config",
    "Directory.Packages.props",
    ".pre-commit-config.yaml",
    ".tool-versions",
];

/// What people write before `version` when they mean their own program's.
pub(super) const OWN: [&str; 17] = [
    "", "current", "app", "lib", "library", "package", "pkg", "client", "sdk", "module", "build", "release", "plugin",
    "program", "project", "cli", "publish",
];

/// Languages that programs are written in, by the endings of their files.
const CODE: [&str; 39] = [
    "php", "swift", "go", "c", "h", "cc", "cpp", "cxx", "hpp", "hh", "m", "js", "mjs", "cjs", "ts", "java", "kt", "cs",
    "fs", "rb", "py", "lua", "ex", "erl", "nim", "zig", "pl", "pm", "dart", "scala", "sc", "mill", "hs", "cr", "d",
    "vb", "jl", "ml", "gd",
];

/// Folders of what is there to test or to show.
const ASIDE: [&str; 14] = [
    "test",
    "tests",
    "__tests__",
    "spec",
    "specs",
    "testing",
    "e2e",
    "bench",
    "benches",
    "benchmarks",
    "example",
    "examples",
    "samples",
    "templates",
];

/// Ends of the names of manifests whose format is not known here, and of files for a version alone.
const MANIFESTS: [&str; 41] = [
    ".app.src",
    "rebar.config",
    "Eask",
    ".rockspec",
    ".nuspec",
    ".psd1",
    ".opam",
    "package.xml",
    "build.clj",
    "elm.json",
    "project.clj",
    "build.sbt",
    "version.sbt",
    "dune-project",
    "bower.json",
    "dub.json",
    "dub.sdl",
    "haxelib.json",
    "fpm.toml",
    "alire.toml",
    "typst.toml",
    "extension.toml",
    "plugin.cfg",
    "plugin.yml",
    "addon.xml",
    "metadata.txt",
    "readme.txt",
    "style.css",
    "version.json",
    "version.properties",
    "version.yml",
    "version.yaml",
    "configure.ac",
    "configure.in",
    "dist.ini",
    "PKGBUILD",
    "snapcraft.yaml",
    ".spec",
    "version.nix",
    "package.nix",
    "default.nix",
];

/// Endings of text for people.
const PROSE: [&str; 11] = ["md", "markdown", "mdx", "rst", "txt", "adoc", "asciidoc", "html", "htm", "org", "pod"];

/// A file in which the old version is looked for.
pub(super) struct Place<'f> {
    pub file: &'f File,
    /// Where it lies, from the root.
    pub path: &'f str,
    /// What the hosting calls the repository, without its owner.
    pub repository: Option<&'f str>,
    /// A former tool's settings name it, or markers are in it.
    pub named: bool,
    /// A place in it has moved already.
    pub rewritten: bool,
    /// It lists what its package requires of others.
    pub requires: bool,
    /// There to test or to show.
    pub aside: bool,
    /// A program that is called for it has the version in it, under whatever name.
    pub kept: bool,
    /// A tool whose format is not written here locks packages in it.
    pub locked: bool,
    /// It is a manifest whose format is known here.
    pub manifest: bool,
    /// It is the main file of a plugin for WordPress, or the manifest of a browser's extension, in whatever folder.
    pub plugin: bool,
    /// A number of its own follows the version: the first rockspec of 1.2.3 says `1.2.3-1`.
    pub counted: bool,
    /// A tool makes it: bindings that compare the version they need, once for each platform.
    pub bindings: bool,
    /// It has an entry for each release, the newest one first: what that begins with. It wants another one.
    pub newest: Option<&'static str>,
    /// Where it says its own version, if it lies beside the manifests of the root and they are released; or whatever it is, where what is
    /// raised is far behind.
    pub carried: Vec<Range<usize>>,
}

impl<'f> Place<'f> {
    /// `named`: settings or markers tell of it; `rewritten`: see [`Place::rewritten`].
    pub fn of(file: &'f File, named: bool, rewritten: bool, hunt: &'f Hunt) -> Self {
        let File { path, text, .. } = file;
        let name = base(path);
        let requires = requires(path);
        let newest = match name {
            "changelog" if path.ends_with(DEBIAN) => Some(""),
            _ if name.contains(".metainfo.xml") || name.contains(".appdata.xml") => Some("<release "),
            _ => None,
        };
        Self {
            file,
            path,
            repository: hunt.known.repository.as_deref().and_then(|name| name.rsplit('/').next()),
            // A file of ours lists others beside what was rewritten in it.
            named: named && !(rewritten && requires),
            rewritten,
            requires,
            aside: is_aside(path),
            kept: is_kept(path) || path == ".release-please-manifest.json" || is_called_for_it(path),
            locked: LOCKS.contains(&name),
            manifest: requires && Kind::of(path).is_some(),
            plugin: path.ends_with(".php") && text.contains("Plugin Name:")
                || name == "manifest.json" && text.contains("\"manifest_version\""),
            counted: name.ends_with(".rockspec") || newest == Some(""),
            newest,
            bindings: text.contains("Version !== "),
            carried: carried(file, hunt),
        }
    }
}

impl Place<'_> {
    /// Whether what stands before `version` is the project's: `DOORS_VERSION` in `include/doors/doors.h`.
    pub fn is_own(&self, whose: &str) -> bool {
        let of_path = || self.path.split(['/', '.']).any(|part| is_alike(part, whose));
        OWN.contains(&whose) || of_path() || self.is_called(whose)
    }

    /// Whether the repository is called so.
    pub fn is_called(&self, whose: &str) -> bool {
        let whose = whose.trim_end_matches(['-', '_']);
        self.repository.is_some_and(|name| is_alike(name, &whose.replace(['-', '_'], "")))
    }
}

/// Whether a name is this one, however its words are put together.
fn is_alike(name: &str, whose: &str) -> bool {
    name.replace(['-', '_'], "").eq_ignore_ascii_case(whose)
}

/// See [`Place::carried`]. Attributes of assemblies are numbered once, and never again.
fn carried(file: &File, hunt: &Hunt) -> Vec<Range<usize>> {
    let along = || hunt.known.along && !file.path.contains('/') && may_be(&file.path);
    let kind = Kind::of(&file.path).filter(|kind| *kind != Kind::Assembly && (hunt.known.far || along()));
    let found = kind.zip(Source::new(file).ok()).and_then(|(kind, source)| kind.find(&source, &Names::default()).ok());
    let own = found.into_iter().flatten().filter(|occurrence| occurrence.role == Role::Own);
    own.map(|occurrence| occurrence.range).collect()
}

/// Whether a file lists what its package requires of others: manifests do, unless all they have is a version.
fn requires(path: &str) -> bool {
    let name = base(path);
    let manifest = Kind::of(path).is_some_and(|kind| {
        !matches!(
            kind,
            Kind::Python
                | Kind::Ruby
                | Kind::Go
                | Kind::Header
                | Kind::Makefile
                | Kind::Autoconf
                | Kind::Snap
                | Kind::Assembly
                | Kind::VersionFile
                | Kind::WordPress
                | Kind::StableTag
                | Kind::Leiningen
        )
    });
    manifest || REQUIREMENTS.contains(&name) || (name.contains("requirements") && name.ends_with(".txt"))
}

/// Whether a file is there to test or to show.
fn is_aside(path: &str) -> bool {
    let name = base(path);
    let test =
        name.contains(".test.") || name.contains(".spec.") || name.contains("_test.") || name.starts_with("test_");
    test || path.split('/').rev().skip(1).any(|part| ASIDE.contains(&part))
}

/// `Version.swift`, `kelp_version.go`, `version_.d`, `Versions.kt`.
fn is_kept(path: &str) -> bool {
    let stem = base(path).split('.').next().unwrap_or_default().trim_end_matches('_').to_ascii_lowercase();
    is_code(path) && ["version", "versions", "versioninfo", "buildinfo"].iter().any(|own| stem.ends_with(own))
}

/// Whether a file is written in a language that programs are written in.
pub(super) fn is_code(path: &str) -> bool {
    base(path).rsplit_once('.').is_some_and(|(_, ending)| CODE.contains(&ending))
}

/// Whether a file is text for people.
pub(super) fn is_prose(path: &str) -> bool {
    base(path).rsplit_once('.').is_some_and(|(_, ending)| PROSE.contains(&ending))
}

/// Whether a file is a manifest of a kind that is not known here, or a plugin for Vim, which begins with a comment that says it.
pub(super) fn is_manifest(path: &str) -> bool {
    MANIFESTS.iter().any(|end| base(path).ends_with(end)) || path.starts_with("plugin/") && path.ends_with(".vim")
}

/// Whether a file at the root is called for the version: `RELEASEVERSION`, and not `GO_VERSION`.
pub(super) fn is_called_for_it(path: &str) -> bool {
    let stem = path.split('.').next().unwrap_or_default().replace(['-', '_'], "").to_ascii_lowercase();
    let whose = stem.strip_suffix("version").filter(|_| !path.contains('/'));
    // Those of a kit or a client may be numbered apart.
    whose.is_some_and(|whose| OWN.contains(&whose) && !["sdk", "cli"].contains(&whose))
}
