//! Files that what is published carries its version in once more: a browser extension's manifest, an app's settings, a
//! citation. They are found by themselves where their shape is unmistakable, and count only as long as they say what the
//! package says: the same name may well stand for something that is numbered apart.

use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::assembly;
use crate::manifest::formats::kind::Kind;
use crate::manifest::formats::version_file;
use crate::manifest::names::{base, folder};
use crate::manifest::{File, Found, read};

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

/// Files by which others install a project: they say the version only as well as somebody writes it down beside.
const INSTALLED_BY: [&str; 1] = ["vcpkg.json"];

/// Whether a tracked file may be one of them, by its path.
pub(super) fn may_be(path: &str) -> bool {
    let (home, name) = (folder(path), base(path));
    let here = || base(home);
    let fits = match name {
        "manifest.json" => {
            EXTENSION.contains(&home) || home.strip_prefix("custom_components/").is_some_and(|rest| !rest.contains('/'))
        }
        "build.gradle" | "build.gradle.kts" => matches!(home, "app" | "android/app"),
        "tauri.conf.json" | "Cargo.toml" => here() == "src-tauri",
        "plugin.json" | "marketplace.json" => matches!(here(), ".claude-plugin" | ".codex-plugin" | ".cursor-plugin"),
        "mix.exs" => home.strip_prefix("apps/").is_some_and(|rest| !rest.contains('/')),
        "package.json" => is_for_a_platform(path),
        // Beside what npm takes; what Deno's own workspaces name is theirs.
        "jsr.json" | "jsr.jsonc" => !home.is_empty(),
        "CMakeLists.txt" | "meson.build" | "Makefile" | "config.mk" | "readme.txt" | "configure.ac"
        | "configure.in" => home.is_empty(),
        name if version_file::NAMES.contains(&name) => home.is_empty(),
        "project.pbxproj" => {
            let above = folder(home);
            home.ends_with(".xcodeproj") && matches!(above, "" | "ios" | "ios/App" | "macos")
        }
        name if name.ends_with("Info.plist") => home.matches('/').count() <= 1,
        name if assembly::may_be(name) => true,
        "app.json"
        | "versions.json"
        | "lerna.json"
        | "server.json"
        | "gemini-extension.json"
        | "CITATION.cff"
        | "library.json"
        | "tree-sitter.json"
        | "codemeta.json"
        | "bower.json"
        | "package.xml"
        | "extension.toml"
        | "pixi.toml"
        | "blender_manifest.toml" => home.is_empty(),
        "info.xml" => home == "appinfo",
        "snapcraft.yaml" => matches!(home, "" | "snap"),
        name if INSTALLED_BY.contains(&name) => home.is_empty(),
        name if name.ends_with(".app.src") => matches!(home, "" | "src"),
        name if name.ends_with(".app") => home == "ebin",
        name => {
            home.is_empty() && [".podspec", ".podspec.json", ".opam", ".nuspec"].iter().any(|end| name.ends_with(end))
        }
    };
    fits && !home.split('/').any(|part| OTHERS.contains(&part))
}

/// What builds a project says which version it builds, or that of a protocol, or nothing, and so does a file for a
/// version alone: it follows, and never speaks.
pub(crate) fn only_follows(path: &str) -> bool {
    Kind::of(path).is_some_and(|kind| kind.follows().is_some())
}

/// Whether a file only says how to cite a project, or to those who look for it where it is to be had: it is no package of its
/// own.
pub(crate) fn only_cites(path: &str) -> bool {
    matches!(path, "CITATION.cff" | "codemeta.json" | "server.json")
}

/// Whether a `package.json` is of what is published for each platform, beside a package in whatever folder.
fn is_for_a_platform(path: &str) -> bool {
    base(folder(folder(path))) == "npm"
}

/// Whether a manifest is of a part of another package: what is published for each platform, or built for one.
pub(crate) fn is_a_part(path: &str) -> bool {
    match base(path) {
        "package.json" => is_for_a_platform(path),
        "build.gradle" | "build.gradle.kts" => base(folder(path)) == "android",
        _ => false,
    }
}

/// Whether a file tells of the version by the way: where a program gives another one, its word alone is not enough.
pub(crate) fn only_by_the_way(path: &str) -> bool {
    INSTALLED_BY.contains(&path)
}

/// The versions that such files say which only go along, left out by nobody; what cannot be read says none. Attributes of
/// assemblies are not among them.
pub(crate) fn besides(files: &[File], manifests: &[String]) -> Vec<Found> {
    let speaks = |path: &str| may_be(path) && !only_follows(path) && Kind::of(path) != Some(Kind::Assembly);
    let files: Vec<&File> = files.iter().filter(|file| speaks(&file.path)).collect();
    if files.is_empty() {
        return Vec::new();
    }
    let listing = Listing::lenient(manifests).over(&files.iter().map(|file| file.path.as_str()).collect());
    let ours = files.into_iter().filter(|file| !listing.leaves_out(&file.path));
    ours.flat_map(|file| read(std::slice::from_ref(file), &[]).unwrap_or_default()).collect()
}
