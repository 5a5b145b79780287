//! Whether a line gives the version as its own: a program's, a script's, settings', or that of a manifest which nobody knows here.

use crate::manifest::File;
use crate::manifest::leftover::telling::{GOPKG, Place, is_code, is_common, theirs};
use crate::manifest::names::base;
use crate::workflow::is_pipeline;

/// What people write before `version` when they mean their own program's.
const OWN: [&str; 17] = [
    "", "current", "app", "lib", "library", "package", "pkg", "client", "sdk", "module", "build", "release", "plugin",
    "program", "project", "cli", "publish",
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

/// What people write before `version` when they mean where something began or ends.
const BOUNDS: [&str; 7] = ["from", "since", "until", "minimum", "maximum", "required", "previous"];

/// What a version is called in a file that is there for it.
const WORDS: [&str; 7] = ["current", "string", "number", "value", "name", "full", "short"];

/// Whether a manifest of a kind that is not known here gives a version, behind `lead` and the line `before`, as the package's.
pub(super) fn declared(place: &Place, path: &str, lead: &str, before: &str) -> bool {
    if place.aside {
        return false;
    }
    let lead = lead.trim_end_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase();
    let key = ["version", "stable tag", "pkgver", "vsn"].iter().any(|key| lead.ends_with(key))
        || lead.trim_start().starts_with("(defproject")
        || lead.contains("{release,")
        || [lead.as_str(), &before.to_ascii_lowercase()]
            .iter()
            .any(|line| ["ac_init(", "(package \""].iter().any(|start| line.trim_start().starts_with(start)));
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
    // A description of what the project serves says so at its root, and so does a program in the shell's language, be it
    // without an ending.
    let plain = [".json", ".yaml", ".yml", ".toml", ".sh"].iter().any(|ending| path.ends_with(ending));
    let data = (plain || place.script) && !path.contains('/');
    let common = is_common(version) && !(data && key == Some("version"));
    if place.aside || common || base(path) == GOPKG || path.starts_with(".github/") || is_pipeline(path) {
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

/// Whether a file at the root says nothing but this version, and is called for it: `RELEASEVERSION`, and not `GO_VERSION`.
pub(super) fn is_alone(file: &File, version: &str) -> bool {
    let stem = file.path.split('.').next().unwrap_or_default().replace(['-', '_'], "").to_ascii_lowercase();
    let whose = stem.strip_suffix("version").filter(|_| !file.path.contains('/'));
    // Those of a kit or a client may be numbered apart.
    whose.is_some_and(|whose| OWN.contains(&whose) && !["sdk", "cli"].contains(&whose)) && file.text.trim() == version
}

/// Text for people.
pub(super) fn is_prose(path: &str) -> bool {
    const PROSE: [&str; 11] = ["md", "markdown", "mdx", "rst", "txt", "adoc", "asciidoc", "html", "htm", "org", "pod"];
    base(path).rsplit_once('.').is_some_and(|(_, ending)| PROSE.contains(&ending))
}
