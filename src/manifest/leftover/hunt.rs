//! Where the versions of before may still stand.

use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::kind::is_lock;
use crate::manifest::formats::obsidian;
use crate::manifest::go_module::GO_MODULE;
use crate::manifest::leftover::hit::is_common;
use crate::manifest::leftover::place::{DEBIAN, LOCKS, is_manifest, is_prose};
use crate::manifest::leftover::{Asked, Hunt, numbers};
use crate::manifest::names::{base, is_below};
use crate::manifest::tree::tracked;
use crate::ordered;
use crate::ordered::BTreeSet;
use crate::version::UNFINISHED;
use crate::workflow::is_pipeline;

/// More files are not looked at: those nearest to the root come first.
const MOST_FILES: usize = 5000;

/// Folders whose files belong to somebody else, are made by tools, or tell of the past.
const PASSED: [&str; 29] = [
    "node_modules",
    "bower_components",
    "vendor",
    "vendored",
    "third_party",
    "third-party",
    "testdata",
    "test-data",
    "test_data",
    "fixtures",
    "fixture",
    "__fixtures__",
    "__snapshots__",
    "snapshots",
    "cassettes",
    "dist",
    "build",
    "target",
    "versioned_docs",
    "changelog",
    "changelogs",
    "changes",
    "newsfragments",
    "releases",
    "_posts",
    ".changeset",
    ".git",
    ".yarn",
    ".licenses",
];

/// What changelogs are called, in capitals.
const LOGS: [&str; 12] = [
    "CHANGELOG",
    "CHANGES",
    "CHANGE_LOG",
    "CHANGE-LOG",
    "HISTORY",
    "NEWS",
    "RELEASES",
    "RELEASE_NOTES",
    "RELEASE-NOTES",
    "RELEASENOTES",
    "WHATSNEW",
    "UPGRADING",
];

/// Endings of files that tools write, and of what is no text.
const ENDINGS: [&str; 50] = [
    ".lock", ".lockb", ".snap", ".map", ".min.js", ".min.css", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp",
    ".avif", ".ico", ".icns", ".bmp", ".pdf", ".psd", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".zip", ".gz", ".tgz",
    ".bz2", ".xz", ".zst", ".7z", ".jar", ".war", ".so", ".dll", ".dylib", ".exe", ".a", ".o", ".wasm", ".sum", ".mp3",
    ".mp4", ".mov", ".webm", ".ogg", ".wav", ".db", ".sqlite", ".parquet", ".onnx",
];

/// What tools of before keep their settings in, by which they knew what to rewrite; all of it, or these sections alone.
pub(super) const SETTINGS: [(&str, bool); 20] = [
    ("release-please-config.json", true),
    (".release-please-config.json", true),
    (".bumpversion.cfg", true),
    (".bumpversion.toml", true),
    (".bumpver.toml", true),
    ("bumpver.toml", true),
    ("tbump.toml", true),
    (".cz.toml", true),
    ("cz.toml", true),
    (".cz.json", true),
    ("cz.json", true),
    (".cz.yaml", true),
    (".versionrc", true),
    (".versionrc.json", true),
    (".release-it.json", true),
    ("release.toml", true),
    ("pyproject.toml", false),
    ("setup.cfg", false),
    ("Cargo.toml", false),
    (".releaserc.json", true),
];

/// Where the versions of before may still stand; `paths` are joined by NUL.
pub fn hunt(asked: &Asked, paths: &str) -> Hunt {
    let tracked = tracked(paths).all;
    let texts = texts(asked, &tracked);
    if texts.is_empty() {
        return Hunt::default();
    }
    let listing = Listing::lenient(&asked.manifests).over(&tracked);
    // What is called by a version was written of it: changie's `.changes/1.2.3.md`.
    let of_it = |path: &str| {
        let stem = base(path).rsplit_once('.').filter(|_| is_prose(path)).map(|(stem, _)| bare(stem));
        stem.is_some_and(|stem| texts.iter().any(|text| text == stem))
    };
    let counts = |path: &&str| may_say(path) && !of_it(path) && !listing.leaves_out(path) && is_ours(asked, path);
    let mut wanted: Vec<&str> = tracked.iter().copied().filter(counts).collect();
    let left = wanted.len().saturating_sub(MOST_FILES);
    if left > 0 {
        ordered::sort_by_key(&mut wanted, |path| (path.matches('/').count(), *path));
        wanted.truncate(MOST_FILES);
    }
    // That of Go says what the project is called.
    let settings = SETTINGS.iter().map(|(name, _)| *name).chain([GO_MODULE]).filter(|name| tracked.contains(name));
    let locks = tracked.iter().filter(|path| is_lock(path));
    Hunt {
        texts,
        paths: wanted.into_iter().map(str::to_string).collect(),
        settings: settings.map(str::to_string).collect(),
        locks: locks.map(|path| (*path).to_string()).collect(),
        left: u32::try_from(left).unwrap_or(u32::MAX),
        older: asked.older.iter().filter(|one| !asked.said.contains(one)).cloned().collect(),
        known: asked.known.clone(),
    }
}

/// The versions of before as files may spell them, where they tell enough to be looked for.
fn texts(asked: &Asked, tracked: &BTreeSet<&str>) -> Vec<String> {
    // `1.2` stands for too much, but in a manifest; what a program gives as its own version may be as short as `9.47`.
    let declares = || tracked.iter().any(|path| is_manifest(path));
    let telling = |text: &&str| {
        *text != asked.version.as_str()
            && text.len() >= if is_short(text) && (!is_common(text) || declares()) { 3 } else { 4 }
            && (is_short(text) || text.split('.').count() > 2)
    };
    // What follows `+` is no part of what others write.
    let spelled = |text: &str| [bare(text).to_string(), bare(text).split('+').next().unwrap_or_default().to_string()];
    let texts: BTreeSet<String> = asked.said.iter().chain(&asked.older).flat_map(|text| spelled(text)).collect();
    let mut texts: Vec<String> = texts.iter().map(String::as_str).filter(telling).map(str::to_string).collect();
    let triples = texts.iter().filter(|text| text.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit()));
    let apart: Vec<String> = triples.flat_map(|text| [",", ", "].map(|comma| text.replace('.', comma))).collect();
    texts.extend(apart);
    if !texts.is_empty() && tracked.iter().any(|path| numbers::may_have(path)) {
        let spelled = numbers::spelled(&texts);
        texts.extend(spelled);
    }
    texts
}

/// Whether a file lies in no folder of another package: what lies there is that one's.
fn is_ours(asked: &Asked, path: &str) -> bool {
    let nearest = |folders: &[String]| {
        let inside = |folder: &&String| is_below(path, folder);
        folders.iter().filter(inside).map(String::len).max()
    };
    nearest(&asked.others).is_none_or(|length| nearest(&asked.packages).is_some_and(|ours| ours >= length))
}

/// Two numbers, be it of what is not released yet.
pub(super) fn is_short(text: &str) -> bool {
    let text = UNFINISHED.iter().find_map(|unfinished| text.strip_suffix(unfinished)).unwrap_or(text);
    text.split('.').count() == 2 && text.bytes().all(|letter| letter == b'.' || letter.is_ascii_digit())
}

fn bare(text: &str) -> &str {
    text.strip_prefix(['v', 'V']).unwrap_or(text)
}

fn may_say(path: &str) -> bool {
    let name = base(path);
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    // Debian's gives the package's version.
    let log = LOGS.contains(&stem.as_str()) && !path.ends_with(DEBIAN);
    let locked = is_lock(path) || name.ends_with("-lock.json") || name.ends_with("-lock.yaml");
    // Some of them have the version, too: as long as they are there, somebody may go by it.
    let has_it = ["bump", "cz."].iter().any(|tool| name.contains(tool));
    let setting = !has_it && SETTINGS.iter().any(|(one, whole)| *whole && *one == path);
    !log && !locked
        && !setting
        // What was true of the old version stays in it.
        && path != obsidian::FILE
        // AppVeyor's says what the project's builds are called.
        && (!is_pipeline(path) || name.trim_start_matches('.').starts_with("appveyor."))
        && (LOCKS.contains(&name) || !ENDINGS.iter().any(|ending| name.ends_with(ending)))
        && !path.split('/').rev().skip(1).any(|part| PASSED.contains(&part))
}
