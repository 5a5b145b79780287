//! What still says the old version once everything is rewritten: places that nobody told us of, each listed with the entry
//! of `manifests` that would include it. Whether they matter is for people to say.

mod entry;
mod numbers;
mod said;
mod telling;
mod whole;

use std::ops::Range;

use crate::manifest::File;
use crate::manifest::entries::listing::Listing;
use crate::manifest::entries::marker;
use crate::manifest::formats::kind::Kind;
use crate::manifest::formats::obsidian;
use crate::manifest::names::{base, is_below, tracked};
use crate::manifest::occurrence::Source;
use crate::manifest::own_name::name_of;
use crate::manifest::readers::lines::lines;
use crate::ordered;
use crate::ordered::BTreeSet;
use crate::workflow::is_pipeline;
use telling::{Place, Telling, is_common};

pub use said::{Asked, Hunt, Leftover, Search};

/// More files are not looked at: those nearest to the root come first.
const MOST_FILES: usize = 5000;
/// Larger lists are of no use to anybody.
const MOST_PLACES: usize = 100;
/// A file that says it more often is data.
const MOST_IN_FILE: usize = 25;
/// Entries in one file, and in all: each is tried on it.
const MOST_ENTRIES: (usize, usize) = (5, 50);
/// More pages than these are made by a tool.
const MOST_PAGES: usize = 5;
/// Longer lines were not written by people.
const LONGEST_LINE: usize = 1000;

/// Folders whose files belong to somebody else, are made by tools, or tell of the past.
const PASSED: [&str; 28] = [
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

/// What tells of the past, or of a range, in lower case.
const PAST: [&str; 30] = [
    "since",
    "versionadded",
    "versionchanged",
    "version_added",
    "available from",
    "and later",
    "and newer",
    "or greater",
    // Of AppStream, where each release is told of.
    "<release ",
    "deprecated",
    "added in",
    "introduced in",
    "changed in",
    "removed in",
    "fixed in",
    "new in",
    "as of",
    "starting with",
    "starting from",
    "prior to",
    "before ",
    "until ",
    "upgrading from",
    "upgrade from",
    "migrat",
    "or later",
    "or newer",
    "or above",
    "or higher",
    "older than",
];

/// Endings of files that tools write, and of what is no text.
const ENDINGS: [&str; 50] = [
    ".lock", ".lockb", ".snap", ".map", ".min.js", ".min.css", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp",
    ".avif", ".ico", ".icns", ".bmp", ".pdf", ".psd", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".zip", ".gz", ".tgz",
    ".bz2", ".xz", ".zst", ".7z", ".jar", ".war", ".so", ".dll", ".dylib", ".exe", ".a", ".o", ".wasm", ".sum", ".mp3",
    ".mp4", ".mov", ".webm", ".ogg", ".wav", ".db", ".sqlite", ".parquet", ".onnx",
];

/// Lock files in which a tool locks packages of the same tree as well, and that are not rewritten here.
const LOCKS: [&str; 3] = ["Podfile.lock", "pixi.lock", "packages.lock.json"];

/// What tools of before keep their settings in, by which they knew what to rewrite; all of it, or these sections alone.
const SETTINGS: [(&str, bool); 21] = [
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
    // It says what the project is called.
    (GO_MODULE, false),
];

const GO_MODULE: &str = "go.mod";

/// What the sections of such tools have in their names.
const SECTIONS: [&str; 5] = ["bump", "commitizen", "semantic_release", "semantic-release", "metadata.release"];

/// Where the versions of before may still stand; `paths` are joined by NUL.
pub fn hunt(asked: &Asked, paths: &str) -> Hunt {
    let Asked { said, version, manifests, packages, others } = asked;
    let tracked = tracked(paths);
    // `1.2` stands for too much, but in a manifest; what a program gives as its own version may be as short as `9.47`.
    let declares = || tracked.iter().any(|path| telling::is_manifest(path));
    let telling = |text: &&str| {
        *text != version.as_str()
            && text.len() >= if is_short(text) && (!is_common(text) || declares()) { 3 } else { 4 }
            && (is_short(text) || text.split('.').count() > 2)
    };
    // What follows `+` is no part of what others write.
    let spelled = |text: &str| [bare(text).to_string(), bare(text).split('+').next().unwrap_or_default().to_string()];
    let texts: BTreeSet<String> = said.iter().flat_map(|text| spelled(text)).collect();
    let mut texts: Vec<String> = texts.iter().map(String::as_str).filter(telling).map(str::to_string).collect();
    if texts.is_empty() {
        return Hunt::default();
    }
    let triples = texts.iter().filter(|text| text.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit()));
    let apart: Vec<String> = triples.flat_map(|text| [",", ", "].map(|comma| text.replace('.', comma))).collect();
    texts.extend(apart);
    if tracked.iter().any(|path| numbers::may_have(path)) {
        let spelled = numbers::spelled(&texts);
        texts.extend(spelled);
    }
    let listing = Listing::lenient(manifests).over(&tracked);
    // What lies in the folder of another package is that one's.
    let nearest = |path: &str, folders: &[String]| {
        let inside = |folder: &&String| is_below(path, folder);
        folders.iter().filter(inside).map(String::len).max()
    };
    let ours = |path: &str| {
        nearest(path, others).is_none_or(|length| nearest(path, packages).is_some_and(|ours| ours >= length))
    };
    let counts = |path: &&str| may_say(path) && !listing.leaves_out(path) && ours(path);
    let mut wanted: Vec<&str> = tracked.iter().copied().filter(counts).collect();
    let left = wanted.len().saturating_sub(MOST_FILES);
    if left > 0 {
        ordered::sort_by_key(&mut wanted, |path| (path.matches('/').count(), *path));
        wanted.truncate(MOST_FILES);
    }
    let settings = SETTINGS.iter().map(|(name, _)| *name).filter(|name| tracked.contains(name));
    let locks = tracked.iter().filter(|path| is_lock(path));
    Hunt {
        texts,
        paths: wanted.into_iter().map(str::to_string).collect(),
        settings: settings.map(str::to_string).collect(),
        locks: locks.map(|path| (*path).to_string()).collect(),
        left: u32::try_from(left).unwrap_or(u32::MAX),
    }
}

/// Two numbers, be it of what is not released yet.
fn is_short(text: &str) -> bool {
    let text = ["-dev", "-DEV"].iter().find_map(|unfinished| text.strip_suffix(unfinished)).unwrap_or(text);
    text.split('.').count() == 2 && text.bytes().all(|letter| letter == b'.' || letter.is_ascii_digit())
}

fn bare(text: &str) -> &str {
    text.strip_prefix(['v', 'V']).unwrap_or(text)
}

fn is_lock(path: &str) -> bool {
    Kind::of(path).is_some_and(Kind::is_lock)
}

fn may_say(path: &str) -> bool {
    let name = base(path);
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let log = LOGS.contains(&stem.as_str());
    let locked = is_lock(path) || name.ends_with("-lock.json") || name.ends_with("-lock.yaml");
    let setting = SETTINGS.iter().any(|(one, whole)| *whole && *one == path);
    !log && !locked
        && !setting
        // What was true of the old version stays in it.
        && path != obsidian::FILE
        && !is_pipeline(path)
        && (LOCKS.contains(&name) || !ENDINGS.iter().any(|ending| name.ends_with(ending)))
        && !path.split('/').rev().skip(1).any(|part| PASSED.contains(&part))
}

/// The places in `files`, texts of after the rewriting, that still say one of `hunt.texts`. `rewritten` are the paths of the
/// files that were rewritten. Those that a former tool's settings name come first.
pub fn still_says(hunt: &Hunt, files: &[File], rewritten: &[String]) -> Vec<Leftover> {
    let settings: Vec<(&str, String)> = files
        .iter()
        .filter(|file| hunt.settings.contains(&file.path))
        .map(|file| (file.path.as_str(), told(file)))
        .collect();
    let done: BTreeSet<&str> = rewritten.iter().map(String::as_str).collect();
    let wanted: BTreeSet<&str> = hunt.paths.iter().map(String::as_str).collect();
    let ours = files.iter().filter(|file| done.contains(file.path.as_str()));
    let named = ours.filter_map(|file| name_of(&Source::new(file).ok()?));
    let module = files.iter().find(|file| file.path == GO_MODULE).and_then(|file| module(&file.text));
    let telling = Telling::new(named.chain(module));
    let mut found = Vec::new();
    let mut entries = MOST_ENTRIES.1;
    for file in files.iter().filter(|file| wanted.contains(file.path.as_str())) {
        let Ok(source) = Source::new(file) else { continue };
        let named_by = settings.iter().find(|(path, text)| *path != file.path && telling::names(text, &file.path));
        let named = named_by.is_some() || marker::any(&file.text);
        let mut place = Place::of(&file.path, named, done.contains(file.path.as_str()));
        place.plugin = file.path.ends_with(".php") && file.text.contains("Plugin Name:");
        place.bindings = file.text.contains("Version !== ");
        let mut hits = hits(&source, &hunt.texts, &telling, &place);
        let is_assigned = |hit: &Hit<'_>| match hit.as_numbers {
            // No entry would include it.
            _ if hit.said.contains(',') => false,
            true => numbers::are_own(&place, &file.path, hit.line, hit.said),
            false => {
                let at = hit.range.start.saturating_sub(hit.start);
                telling::assigned(&place, &file.path, hit.line, at, hit.said, hit.before)
            }
        };
        let tells = |hit: &Hit<'_>| {
            is_assigned(hit) && (hit.said.len() > 3 || !is_common(hit.said) || telling::is_manifest(&file.path))
        };
        hits.retain(|hit| !is_short(hit.said) || tells(hit));
        if hits.len() > MOST_IN_FILE {
            if !place.locked && !place.bindings {
                continue;
            }
            hits.truncate(MOST_IN_FILE);
        }
        let assigned: BTreeSet<u32> = hits.iter().filter(|hit| is_assigned(hit)).map(|hit| hit.number).collect();
        let named_by = named_by.map(|(path, _)| (*path).to_string());
        // What a tool locks has digests, too: it alone writes them.
        let most = if place.locked { 0 } else { entries.min(MOST_ENTRIES.0) };
        let groups = entry::groups(file, &source, &hits, most);
        entries = entries.saturating_sub(groups.iter().filter(|group| group.entry.is_some()).count());
        found.extend(groups.into_iter().map(|group| Leftover {
            path: file.path.clone(),
            assigned: group.lines.iter().any(|line| assigned.contains(line)),
            lines: group.lines,
            version: group.version,
            entry: group.entry,
            named_by: named_by.clone(),
        }));
    }
    let told = |one: &Leftover| one.named_by.is_some() || one.entry.as_ref() == Some(&one.path);
    ordered::sort_by(&mut found, |one, two| {
        let key = |of: &Leftover| (!told(of), of.path.matches('/').count());
        key(one).cmp(&key(two)).then_with(|| one.path.cmp(&two.path)).then_with(|| one.lines.cmp(&two.lines))
    });
    without_made(&mut found);
    found.truncate(MOST_PLACES);
    found
}

/// What a Go module is called, without the major version at its end.
fn module(text: &str) -> Option<String> {
    let name = lines(text).find_map(|(_, line)| line.strip_prefix("module "))?.trim();
    let major =
        |last: &str| last.strip_prefix('v').is_some_and(|number| number.bytes().all(|one| one.is_ascii_digit()));
    Some(name.rsplit_once('/').filter(|(_, last)| major(last)).map_or(name, |(name, _)| name).to_string())
}

/// A site that a tool makes says the version on every page, and says the new one once it is made again.
fn without_made(found: &mut Vec<Leftover>) {
    let page = |one: &Leftover| one.named_by.is_none() && (one.path.ends_with(".html") || one.path.ends_with(".htm"));
    let pages: BTreeSet<&str> = found.iter().filter(|one| page(one)).map(|one| one.path.as_str()).collect();
    if pages.len() > MOST_PAGES {
        found.retain(|one| !page(one));
    }
}

/// A version on a line.
struct Hit<'t> {
    /// The line, from 1.
    number: u32,
    /// Its bytes in the body.
    range: Range<usize>,
    /// The whole line, and where it begins; the first of several.
    line: &'t str,
    start: usize,
    /// The version.
    said: &'t str,
    /// It stands there as numbers apart, or as one.
    as_numbers: bool,
    /// The last line above that says something.
    before: &'t str,
}

fn hits<'t>(source: &Source<'t>, texts: &'t [String], telling: &Telling, place: &Place) -> Vec<Hit<'t>> {
    let ours = |text: &str, line: &str, at: usize, before: &str| {
        telling::declared(place, source.path, line.get(..at).unwrap_or_default(), before)
            || telling.counts(place, line, at, text, before)
    };
    let mut hits = Vec::new();
    let mut before = "";
    for (number, (start, line)) in (1_u32..).zip(lines(source.body)) {
        let short = line.len() <= LONGEST_LINE;
        let mut plain = texts.iter().filter(|text| short && text.contains('.'));
        let seen = plain.find_map(|text| Some((text, whole::token(place, line, text)?)));
        let mut commas = texts.iter().filter(|text| short && text.contains(','));
        let apart = || commas.find_map(|text| Some((text, numbers::between_commas(place, line, text)?)));
        let seen = seen.filter(|(text, at)| ours(text, line, *at, before)).or_else(apart);
        if let Some((text, at)) = seen {
            let from = start.saturating_add(at);
            hits.push(Hit {
                number,
                range: from..from.saturating_add(text.len()),
                line,
                start,
                said: text,
                as_numbers: false,
                before,
            });
        }
        if !line.trim().is_empty() {
            before = line;
        }
    }
    hits.extend(numbers::find(source, texts, place));
    hits
}

/// What a tool's settings say, of a file that has others beside them only its own sections.
fn told(file: &File) -> String {
    if SETTINGS.iter().any(|(name, whole)| *whole && *name == file.path) {
        return file.text.clone();
    }
    let mut ours = false;
    let section = |(_, line): &(usize, &str)| {
        if let Some(name) = line.trim_start().strip_prefix('[').filter(|rest| rest.contains(']') && !rest.contains('"'))
        {
            ours = SECTIONS.iter().any(|section| name.contains(section));
        }
        ours
    };
    lines(&file.text).filter(section).map(|(_, line)| format!("{line}\n")).collect()
}
