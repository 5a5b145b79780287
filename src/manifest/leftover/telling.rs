//! Whether a line that has the old version in it tells of ours: the same numbers may be somebody else's, a range, or tell
//! of the past.

use crate::manifest::formats::kind::Kind;
use crate::manifest::go_module::GO_MODULE;
use crate::manifest::leftover::PAST;
use crate::manifest::names::base;
use crate::ordered;

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
    pub kept: bool,
    /// A tool whose format is not written here locks packages in it.
    pub locked: bool,
    /// It is a manifest whose format is known here.
    pub manifest: bool,
    /// It is the main file of a plugin for WordPress, or the manifest of a browser's extension, in whatever folder.
    pub plugin: bool,
    /// A program, by its first line, whose name has no ending.
    pub script: bool,
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
            script: false,
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

/// `<PackageReference Include="…" Version="…">` and `name = { version = "…" }` are somebody else's, and so is what CMake requires
/// and compares with.
pub(super) fn theirs(lead: &str) -> bool {
    const THEIRS: [&str; 6] =
        ["= {", "include=", "minimum_required", "version_less", "version_greater", "version_equal"];
    THEIRS.iter().any(|one| lead.contains(one))
}

pub(super) fn is_code(path: &str) -> bool {
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
