//! Files that what is published carries its version in once more: a browser extension's manifest, an app's settings, a
//! citation. They are found by themselves where their shape is unmistakable, and count only as long as they say what the
//! package says: the same name may well stand for something that is numbered apart.

use crate::error::Result;
use crate::manifest::formats::kind::Kind;
use crate::manifest::names::{Names, base, folder};
use crate::manifest::occurrence::Role;
use crate::manifest::opened::Manifest;
use crate::version::Version;

/// Folders that a browser extension is kept in, besides the root.
const EXTENSION: [&str; 11] =
    ["", "src", "app", "extension", "public", "static", "source", "addon", "webextension", "chrome", "src/public"];

/// Folders whose files belong to somebody else, or are there to be tested with.
const OTHERS: [&str; 14] = [
    "node_modules",
    "vendor",
    "third_party",
    "testdata",
    "test",
    "tests",
    "fixtures",
    "__tests__",
    "__fixtures__",
    "example",
    "examples",
    "templates",
    "dist",
    "target",
];

/// Whether a tracked file may be one of them, by its path.
pub(super) fn may_be(path: &str) -> bool {
    let home = folder(path);
    let here = base(home);
    let fits = match base(path) {
        "manifest.json" => {
            EXTENSION.contains(&home) || home.strip_prefix("custom_components/").is_some_and(|rest| !rest.contains('/'))
        }
        "build.gradle" | "build.gradle.kts" => matches!(home, "app" | "android/app"),
        "tauri.conf.json" | "Cargo.toml" => here == "src-tauri",
        "plugin.json" | "marketplace.json" => matches!(here, ".claude-plugin" | ".codex-plugin" | ".cursor-plugin"),
        "package.json" => home.strip_prefix("npm/").is_some_and(|rest| !rest.contains('/')),
        // Beside what npm takes; what Deno's own workspaces name is theirs.
        "jsr.json" | "jsr.jsonc" => !home.is_empty(),
        "CMakeLists.txt" | "meson.build" => home.is_empty(),
        "app.json"
        | "versions.json"
        | "lerna.json"
        | "server.json"
        | "gemini-extension.json"
        | "CITATION.cff"
        | "codemeta.json" => home.is_empty(),
        name => home.is_empty() && (name.ends_with(".podspec") || name.ends_with(".podspec.json")),
    };
    fits && !home.split('/').any(|part| OTHERS.contains(&part))
}

/// What builds a project says which version it builds, or that of a protocol, or nothing: it follows, and never speaks.
pub(super) fn only_follows(path: &str) -> bool {
    matches!(Kind::of(path), Some(Kind::Cmake | Kind::Meson))
}

/// Those that do not say what the package nearest to them says stay as they are: they only follow what they refer to.
pub(super) fn keep_alike(manifests: &mut Vec<Manifest<'_, '_>>) {
    if !manifests.iter().any(|one| one.beside) {
        return;
    }
    let none = Names::default();
    let said = |one: &Manifest<'_, '_>| -> Result<Option<Version>> {
        if one.is_lock() {
            return Ok(None);
        }
        let occurrences = one.whole_occurrences(&none)?;
        occurrences
            .iter()
            .find(|occurrence| occurrence.role == Role::Own)
            .map(|own| own.version(one.source))
            .transpose()
    };
    let versions: Vec<Option<Result<Version>>> = manifests.iter().map(|one| said(one).transpose()).collect();
    let speaks = |beside: bool, root: bool| {
        let rows = manifests.iter().zip(&versions);
        rows.filter_map(|(one, version)| {
            let home = folder(one.source.path);
            let version = version.as_ref()?.as_ref().ok()?;
            (one.beside == beside
                && one.moves
                && (!root || home.is_empty())
                && !(beside && only_follows(one.source.path)))
            .then(|| (home.to_string(), version.clone()))
        })
        .collect::<Vec<_>>()
    };
    // Where no other file says a version, those at the root are the package, and else all of them are.
    let packages = [speaks(false, false), speaks(true, true), speaks(true, false)];
    let packages = packages.into_iter().find(|some| !some.is_empty()).unwrap_or_default();
    let alone = manifests.iter().zip(&versions).all(|(one, version)| one.beside || version.is_none());
    let mut versions = versions.into_iter();
    manifests.retain_mut(|one| {
        let version = versions.next().flatten();
        if !one.beside {
            return true;
        }
        let home = folder(one.source.path);
        let above = |package: &&(String, Version)| home == package.0 || holds(&package.0, home);
        let nearest = packages.iter().filter(above).map(|(folder, _)| folder.len()).max();
        let same = |version: &Version| {
            let near = packages.iter().filter(|(folder, _)| {
                nearest.is_none_or(|length| folder.len() == length && (home == folder || holds(folder, home)))
            });
            near.into_iter().any(|(_, package)| package.same(version))
        };
        match version {
            // What cannot be read is no manifest of ours, unless there is no other, and this is made for it.
            Some(Err(error)) => {
                let made = matches!(one.kind, Some(Kind::WebExtension | Kind::Podspec | Kind::Citation | Kind::Tauri));
                alone && made && error.code == "invalid-version"
            }
            Some(Ok(version)) => {
                let follows = only_follows(one.source.path);
                one.moves &= same(&version) || (follows && packages.is_empty());
                one.moves || !follows
            }
            None => true,
        }
    });
}

/// Whether `folder` lies in `above`.
fn holds(above: &str, folder: &str) -> bool {
    above.is_empty() || folder.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}
