//! Whether a line that has the old version in it tells of ours: the same numbers may be somebody else's, a range, or tell
//! of the past.

use crate::manifest::formats::kind::Kind;
use crate::manifest::leftover::PAST;
use crate::manifest::names::base;
use crate::ordered;
use crate::workflow::is_pipeline;

/// What is ours by name.
pub(super) struct Telling {
    names: Vec<String>,
}

/// What a file is, as far as that matters.
pub(super) struct Place {
    /// A former tool's settings name it, or markers are in it.
    pub named: bool,
    /// It lists what its package requires of others.
    requires: bool,
    /// There to test or to show.
    pub aside: bool,
    /// A program that is called for it has the version in it, under whatever name.
    kept: bool,
    /// A tool whose format is not written here locks packages in it.
    pub locked: bool,
    /// It is a manifest whose format is known here.
    manifest: bool,
    /// It is the main file of a plugin for WordPress, in whatever folder.
    pub plugin: bool,
    /// A number of its own follows the version: the first rockspec of 1.2.3 says `1.2.3-1`.
    pub counted: bool,
    /// A tool makes it: bindings that compare the version they need, once for each platform.
    pub bindings: bool,
    /// It has an entry for each release, the newest one first: what that begins with. It wants another one.
    pub newest: Option<&'static str>,
}

/// Where Debian's tools read the version.
pub(super) const DEBIAN: &str = "debian/changelog";

/// Lock files in which a tool locks packages of the same tree as well, and that are not rewritten here.
pub(super) const LOCKS: [&str; 3] = ["Podfile.lock", "pixi.lock", "packages.lock.json"];

/// Files that say which versions of others are wanted, besides manifests.
const REQUIREMENTS: [&str; 14] = [
    "go.mod",
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

/// Languages that programs are written in, by the endings of their files.
const CODE: [&str; 39] = [
    "php", "swift", "go", "c", "h", "cc", "cpp", "cxx", "hpp", "hh", "m", "js", "mjs", "cjs", "ts", "java", "kt", "cs",
    "fs", "rb", "py", "lua", "ex", "erl", "nim", "zig", "pl", "pm", "dart", "scala", "sc", "mill", "hs", "cr", "d",
    "vb", "jl", "ml", "gd",
];

/// What people write before `version` when they mean their own program's.
const OWN: [&str; 17] = [
    "", "current", "app", "lib", "library", "package", "pkg", "client", "sdk", "module", "build", "release", "plugin",
    "program", "project", "cli", "publish",
];

/// Ends of the names of manifests whose format is not known here, and of files for a version alone.
const MANIFESTS: [&str; 39] = [
    ".app.src",
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

/// What people write before `version` when they mean where something began or ends.
const BOUNDS: [&str; 7] = ["from", "since", "until", "minimum", "maximum", "required", "previous"];

/// What a version is called in a file that is there for it.
const WORDS: [&str; 7] = ["current", "string", "number", "value", "name", "full", "short"];

impl Place {
    pub fn of(path: &str, named: bool, rewritten: bool) -> Self {
        let name = base(path);
        let requires = Kind::of(path).is_some_and(|kind| {
            !matches!(
                kind,
                Kind::Python
                    | Kind::Ruby
                    | Kind::Go
                    | Kind::Header
                    | Kind::ErlangMk
                    | Kind::Assembly
                    | Kind::VersionFile
                    | Kind::WordPress
                    | Kind::StableTag
                    | Kind::Leiningen
            )
        }) || REQUIREMENTS.contains(&name)
            || (name.contains("requirements") && name.ends_with(".txt"));
        let parts = path.split('/').rev().skip(1);
        let test =
            name.contains(".test.") || name.contains(".spec.") || name.contains("_test.") || name.starts_with("test_");
        let aside = test || parts.into_iter().any(|part| ASIDE.contains(&part));
        // A file of ours lists others beside what was rewritten in it.
        let manifest = requires && Kind::of(path).is_some();
        let newest = match name {
            "changelog" if path.ends_with(DEBIAN) => Some(""),
            _ if name.contains(".metainfo.xml") || name.contains(".appdata.xml") => Some("<release "),
            _ => None,
        };
        Self {
            named: named && !(rewritten && requires),
            requires,
            aside,
            kept: is_kept(path) || path == ".release-please-manifest.json",
            locked: LOCKS.contains(&name),
            manifest,
            plugin: false,
            counted: name.ends_with(".rockspec") || newest == Some(""),
            newest,
            bindings: false,
        }
    }
}

impl Telling {
    pub fn new(names: impl Iterator<Item = String>) -> Self {
        let mut all = Vec::new();
        for name in names {
            let name = name.to_lowercase();
            // `@scope/name` and `owner/name` are `name` to many.
            all.extend(name.rsplit_once('/').map(|(_, last)| last.to_string()));
            if name.contains('-') || name.contains('_') {
                all.push(name.replace('-', "_"));
                all.push(name.replace('_', "-"));
            }
            all.push(name);
        }
        all.retain(|name| name.len() >= 3);
        ordered::sort(&mut all);
        all.dedup();
        Self { names: all }
    }

    /// Whether `version`, which stands in `line` at `at`, is ours as far as can be told. `before`: the line above.
    pub fn counts(&self, place: &Place, line: &str, at: usize, version: &str, before: &str) -> bool {
        if place.named {
            return true;
        }
        let lower = line.to_ascii_lowercase();
        if place.newest.is_none() && PAST.iter().any(|word| lower.contains(word)) {
            return false;
        }
        // A heading with nothing else in it begins what was written of that release.
        let text = lower.trim_start_matches(['=', '#']);
        let heading = text.len() < lower.len() && text.starts_with(' ');
        let title = text.trim_matches(|letter: char| !letter.is_ascii_alphanumeric());
        if heading && title.trim_start_matches('v') == version {
            return false;
        }
        let lead = lower.get(..at).unwrap_or_default();
        let above = before.to_ascii_lowercase();
        let named = |text: &str| self.names.iter().any(|name| names(text, name));
        // `kelpVer`, `KELP_VER`
        let ver =
            || self.names.iter().any(|name| ["", "_"].iter().any(|gap| lead.contains(&format!("{name}{gap}ver"))));
        // A hook of pre-commit has its repository above it.
        let ours = named(&lower) || (lead.trim_start().starts_with("rev:") && named(&above)) || ver();
        // Apple's lists have a key and its value in two lines.
        if lead.trim() == "<string>" && above.contains("<key>cfbundleshortversionstring</key>") && !place.aside {
            return true;
        }
        let says_version = place.kept
            // A chart tells of what it installs.
            || (place.manifest && lead.trim_start_matches([' ', '-']).starts_with("image:"))
            || lead.contains("version")
            || lead.trim_start().starts_with("tag:")
            // Of Sphinx, whose `version` has two numbers.
            || lead.trim_end_matches(['"', '\'', ' ']) == "release ="
            || line.trim().trim_start_matches(['v', 'V']) == version;
        if place.requires || place.locked {
            // Two lines in XML and in Gradle's catalogues; one for each package in Python's lists, and in Go's.
            let alone = line.contains("==") || lead.contains('/');
            let near = ours || (!alone && named(&above));
            // A chart is numbered apart from what it installs, and requires nothing by this key.
            let installs = lead.starts_with("appversion");
            let own = (says_version || place.locked) && (installs || !is_common(version)) && !theirs(lead);
            return near || own;
        }
        if place.aside {
            return (ours && !is_common(version)) || lead.contains("__version__") || (ours && says_version);
        }
        ours || says_version || !is_common(version)
    }
}

/// Whether a manifest of a kind that is not known here gives a version, behind `lead` and the line `before`, as the package's.
pub(super) fn declared(place: &Place, path: &str, lead: &str, before: &str) -> bool {
    if place.aside {
        return false;
    }
    let lead = lead.trim_end_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase();
    let key = ["version", "stable tag", "pkgver", "vsn"].iter().any(|key| lead.ends_with(key))
        || lead.trim_start().starts_with("(defproject")
        || [lead.as_str(), &before.to_ascii_lowercase()].iter().any(|line| line.trim_start().starts_with("ac_init("));
    // The main file of a plugin for WordPress begins with a comment that says it, and so does a package for Emacs.
    let header = || {
        let plain = lead.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let (root, php, lisp) = (!path.contains('/'), path.ends_with(".php"), path.ends_with(".el"));
        plain == "version" && (root && (php || lisp) || place.plugin) || plain == "package-version" && lisp
    };
    key && (is_manifest(path) || header())
}

/// Whether a file is a manifest of a kind that is not known here, or a plugin for Vim, which begins with a comment that says it.
pub(super) fn is_manifest(path: &str) -> bool {
    MANIFESTS.iter().any(|end| base(path).ends_with(end)) || path.starts_with("plugin/") && path.ends_with(".vim")
}

/// Whether a script, settings, or a manifest in a way that is not understood, gives `version`, which stands behind `lead`,
/// under that name. Numbers that everybody has may be somebody else's.
fn given(place: &Place, path: &str, lead: &str, version: &str) -> bool {
    // A form for reports of bugs shows what people are to write.
    let lead = lead.to_ascii_lowercase();
    let key = lead.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let key = key.rsplit(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '_' | '-' | '.')).next();
    // A description of what the project serves says so at its root, and so does a program in the shell's language.
    let plain = [".json", ".yaml", ".yml", ".toml", ".sh"].iter().any(|ending| path.ends_with(ending));
    let data = plain && !path.contains('/');
    let common = is_common(version) && !(data && key == Some("version"));
    if place.aside || common || path.starts_with(".github/") || is_pipeline(path) {
        return false;
    }
    // Behind a comment, or as a default.
    let in_range = lead.trim_end().ends_with(['[', '(', ',']);
    let known = place.manifest && lead.contains("version") && !theirs(&lead) && !in_range;
    // `text: "Version 1.2.3"` only mentions it.
    let mentioned = lead.ends_with("version ") && lead.matches(['"', '\'']).count() % 2 == 1;
    let lead = lead.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    // Userscripts have it in a comment.
    let settings = !is_code(path) || (path.ends_with(".user.js") && lead.ends_with("@version"));
    known || ((lead.ends_with("version") || lead.ends_with("versionname")) && settings && !mentioned && !is_prose(path))
}

/// Whether a program gives `version`, which stands in `line` at `at`, as its own: as a plain string, under such a name.
pub(super) fn assigned(place: &Place, path: &str, line: &str, at: usize, version: &str, before: &str) -> bool {
    let lead = line.get(..at).unwrap_or_default();
    if declared(place, path, lead, before) || given(place, path, lead, version) {
        return true;
    }
    let rest = at.checked_add(version.len()).and_then(|end| line.get(end..)).unwrap_or_default();
    let lead = lead.strip_suffix(['v', 'V']).unwrap_or(lead);
    // `_VERSION = 'kelp 1.2.3'`, as modules of Lua have it.
    let called = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let lead =
        lead.strip_suffix(' ').filter(|_| path.ends_with(".lua")).map_or(lead, |lead| lead.trim_end_matches(called));
    let quote = lead.chars().next_back().filter(|last| matches!(last, '"' | '\'' | '`'));
    let comment = |text: &str| {
        text.starts_with(['*', ';'])
            || text.starts_with("//")
            || text.starts_with("--")
            || (text.starts_with('#') && !text.contains("define"))
    };
    if place.aside || !is_code(path) || quote.is_none() || rest.chars().next() != quote || comment(line.trim_start()) {
        return false;
    }
    let lead = lead.trim_end_matches(['"', '\'', '`']);
    // `define('DOORS_VERSION', '1.2.3')`
    let lead = lead.split_once("define(").map_or(lead, |(_, name)| name.trim_end().trim_end_matches([',', '"', '\'']));
    let name = lead.split(['=', ':', '(']).next().unwrap_or_default();
    let name = name.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').find(|word| !word.is_empty());
    let name = name.unwrap_or_default().replace('_', "").to_ascii_lowercase();
    // `return "1.2.3"`, and nothing else.
    if place.kept && matches!(lead.trim(), "" | "return") {
        return true;
    }
    let plain = lead.trim_end().ends_with(['=', ':']) && (!is_common(version) || WORDS.contains(&name.as_str()));
    // `#define DOORS2_VERSION "1.2.3"`
    if place.kept && (plain || lead.trim_start().starts_with('#') && name.ends_with("version")) {
        return true;
    }
    let bound = |whose: &str| BOUNDS.iter().any(|bound| whose.ends_with(bound));
    let whose = name.strip_suffix("version").filter(|whose| !bound(whose));
    whose.is_some_and(|whose| place.plugin || is_own(whose, path) || !is_common(version))
}

/// `DOORS_VERSION` in `include/doors/doors.h`.
pub(super) fn is_own(whose: &str, path: &str) -> bool {
    let of_path = || path.split(['/', '.']).any(|part| part.replace(['-', '_'], "").eq_ignore_ascii_case(whose));
    OWN.contains(&whose) || of_path()
}

/// `<PackageReference Include="…" Version="…">` and `name = { version = "…" }` are somebody else's.
fn theirs(lead: &str) -> bool {
    lead.contains("= {") || lead.contains("include=")
}

/// Text for people.
fn is_prose(path: &str) -> bool {
    const PROSE: [&str; 10] = ["md", "markdown", "mdx", "rst", "txt", "adoc", "asciidoc", "html", "htm", "org"];
    base(path).rsplit_once('.').is_some_and(|(_, ending)| PROSE.contains(&ending))
}

fn is_code(path: &str) -> bool {
    base(path).rsplit_once('.').is_some_and(|(_, ending)| CODE.contains(&ending))
}

/// `Version.swift`, `kelp_version.go`, `version_.d`, `Versions.kt`.
fn is_kept(path: &str) -> bool {
    let stem = base(path).split('.').next().unwrap_or_default().trim_end_matches('_').to_ascii_lowercase();
    is_code(path) && ["version", "versions", "versioninfo", "buildinfo"].iter().any(|own| stem.ends_with(own))
}

/// Whether a version has small numbers alone: everybody's do at some time. `0.74.0` is rare.
pub(super) fn is_common(version: &str) -> bool {
    if version.chars().any(|letter| !letter.is_ascii_digit() && letter != '.') {
        return false;
    }
    let numbers: Vec<u32> = version.split('.').filter_map(|part| part.parse().ok()).collect();
    let zeros = numbers.iter().filter(|number| **number == 0).count();
    let sum = numbers.iter().fold(0_u32, |sum, number| sum.saturating_add(*number));
    sum <= 6 || (zeros >= 2 && sum <= 30)
}

/// Whether a text has a name in it as a whole: a path in settings, a package in a line.
pub(super) fn names(text: &str, name: &str) -> bool {
    let edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let before = before.strip_suffix("./").unwrap_or(before);
        let after = at.checked_add(name.len()).and_then(|end| text.get(end..)).unwrap_or_default();
        let mut rest = after.chars();
        let next = rest.next();
        // `name-of-another` is another name, `name-1.2.3` is not.
        let goes_on = matches!(next, Some('-' | '.')) && rest.next().is_some_and(char::is_alphabetic);
        // `name_1.2.3_amd64.deb`
        let numbered = after.strip_prefix('_').is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
        edge(before.chars().next_back()) && !before.ends_with('-') && (edge(next) || numbered) && !goes_on
    })
}
