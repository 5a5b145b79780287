//! What must be true of every text: the fuzz targets ask for it, and so do the ordinary tests.

use version_first::commits::{BumpRules, Commit, decide};
use version_first::manifest::{self, File};
use version_first::notes::{Links, write};
use version_first::version::{Scheme, Version};

/// Nobody's version, so that no text says it by chance.
const NEW: &str = "97.98.99";

/// The manifests beside which a lock file is looked at.
const OURS: [(&str, &str); 8] = [
    ("package.json", "{\"name\":\"a\",\"version\":\"1.2.3\"}"),
    ("b/package.json", "{\"name\":\"@x/a\",\"version\":\"1.2.3\"}"),
    ("pubspec.yaml", "name: a\nversion: 1.2.3\n"),
    ("b/deno.json", "{\"name\":\"@x/a\",\"version\":\"1.2.3\",\"imports\":{\"a\":\"jsr:@x/a@^1.2.3\"}}"),
    ("composer.json", "{\"name\":\"a/a\",\"version\":\"1.2.3\"}"),
    ("a.gemspec", "Gem::Specification.new do |s|\ns.name = 'a'\ns.version = '1.2.3'\nend\n"),
    ("Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.2.3\"\n"),
    ("pyproject.toml", "[project]\nname = \"a\"\nversion = \"1.2.3\"\n"),
];

/// Whatever stands in the file at `path`: nothing panics, and a rewriting that is not refused reads back, is the same the
/// second time, and has not failed in a way that only a mistake of ours explains.
///
/// # Panics
///
/// Where one of these is not so.
pub fn hold(path: &str, text: &str, manifests: &[String]) {
    let version = Version::parse(NEW, Scheme::Semver).expect("a version");
    let mut files = vec![File { path: path.to_string(), text: text.to_string() }];
    if path.ends_with(".lock") || path.contains("-lock.") {
        files.extend(OURS.map(|(path, text)| File { path: path.to_string(), text: text.to_string() }));
    }
    let before = manifest::read(&files, manifests);
    let new = match manifest::rewrite(&files, manifests, &version) {
        Ok(rewritten) => rewritten,
        Err(error) => {
            assert!(!["rewrite-failed", "splice-failed"].contains(&&*error.code), "{error}\n{text}");
            return;
        }
    };
    let Some(told) = new.iter().find(|one| one.path == path) else { return };
    for file in &mut files {
        if let Some(one) = new.iter().find(|one| one.path == file.path) {
            file.text.clone_from(&one.text);
        }
    }
    let again = manifest::rewrite(&files, manifests, &version).expect("what was rewritten can be rewritten");
    // A file of requirements that all admit the version is not spoken of.
    if let Some(same) = again.iter().find(|one| one.path == path) {
        assert_eq!(same.text, told.text, "the second time is like the first");
        assert_eq!(same.from, same.to, "nothing is left to change");
    }
    let after = manifest::read(&files, manifests).expect("what was rewritten can be read");
    let says = |found: &[manifest::Found]| found.iter().find(|one| one.path == path).map(|one| one.version.clone());
    if before.is_ok_and(|found| says(&found).is_some()) {
        assert_eq!(says(&after), Some(told.to.clone()), "it says the version");
    }
}

/// As [`hold`]; the first byte chooses one of the paths.
pub fn hold_any(paths: &[&str], data: &[u8]) {
    if let Some((first, rest)) = data.split_first()
        && let (Some(path), Ok(text)) = (paths.get(usize::from(*first) % paths.len()), std::str::from_utf8(rest))
    {
        hold(path, text, &[]);
    }
}

/// Fuzz target, and the files it writes.
pub const FAMILIES: [(&str, &[&str]); 8] = [
    ("toml", &["pyproject.toml", "Cargo.toml", "Project.toml", "pixi.toml"]),
    (
        "json",
        &[
            "package.json",
            "deno.jsonc",
            "composer.json",
            "manifest.json",
            "app.json",
            "tauri.conf.json",
            "elm.json",
            "metadata.json",
        ],
    ),
    (
        "locks",
        &[
            "package-lock.json",
            "Cargo.lock",
            "uv.lock",
            "poetry.lock",
            "Gemfile.lock",
            "pnpm-lock.yaml",
            "yarn.lock",
            "bun.lock",
            "pubspec.lock",
            "deno.lock",
            "composer.lock",
            "Chart.lock",
        ],
    ),
    ("yaml", &["Chart.yaml", "pubspec.yaml", "galaxy.yml"]),
    ("xml", &["pom.xml", "a.csproj", "a.nuspec"]),
    (
        "code",
        &[
            "build.gradle",
            "mix.exs",
            "a.gemspec",
            "a.rb",
            "a.go",
            "MODULE.bazel",
            "a.nimble",
            "a.app.src",
            "AssemblyInfo.cs",
            "metadata.rb",
            "project.clj",
            "version.sbt",
            "build.zig.zon",
            "meson.build",
            "CMakeLists.txt",
            "configure.ac",
            "dune-project",
            "a.psd1",
        ],
    ),
    ("python", &["a.py", "setup.py", "version.py"]),
    (
        "text",
        &[
            "VERSION",
            "setup.cfg",
            "gradle.properties",
            "DESCRIPTION",
            "README.md",
            "plugin.cfg",
            "a.php",
            "A.xcodeproj/project.pbxproj",
            "a.opam",
        ],
    ),
];

/// The paths of a family.
///
/// # Panics
///
/// Where there is no such family.
#[must_use]
pub fn family(name: &str) -> &'static [&'static str] {
    FAMILIES.iter().find(|(family, _)| *family == name).expect("a family").1
}

/// The settings `path:key.path` and `path:/pattern/`: the first line is the setting, the rest is the file.
pub fn hold_places(data: &[u8]) {
    const PATHS: [&str; 4] = ["a.toml", "a.json", "a.yaml", "a.txt"];
    if let Some((first, rest)) = data.split_first()
        && let Ok(text) = std::str::from_utf8(rest)
        && let Some((setting, text)) = text.split_once('\n')
        && let Some(path) = PATHS.get(usize::from(*first) % PATHS.len())
    {
        hold(path, text, &[format!("{path}:{setting}")]);
    }
}

/// A commit's message: nothing panics, what is said of it ends, and quoted as a whole it orders nothing.
///
/// # Panics
///
/// Where one of these is not so.
pub fn hold_body(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let current = Version::parse("1.2.3", Scheme::Semver).expect("a version");
    let commit = |message: String| Commit { sha: "1".repeat(40), message, ..Commit::default() };
    let told = |commit: &Commit| write(std::slice::from_ref(commit), &Links::default());
    let one = commit(text.to_string());
    let decision = decide(std::slice::from_ref(&one), &current, &BumpRules::default());
    assert_eq!(decision.reasons.len(), 1);
    let notes = told(&one);
    assert!(notes.len() <= 120_000, "{}", notes.len());
    assert!(!notes.lines().any(|line| line.trim_start().starts_with("::")), "an order to a runner: {notes}");
    let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
    let quoted = commit(format!("fix: a hinge\n\n{quoted}"));
    let decision = decide(std::slice::from_ref(&quoted), &current, &BumpRules::default());
    assert_eq!((decision.bump.map(|bump| bump.as_str()), decision.release_as), (Some("patch"), None), "{text}");
    assert_eq!(told(&quoted), "### Fixes\n\n- a hinge (1111111)\n");
}
