//! Manifests: which files carry the version, where in them it stands, and how to rewrite them together.

mod beside;
mod candidate;
pub(crate) mod changesets;
mod collect;
mod computed;
mod discover;
pub(crate) mod entries;
mod followers;
pub(crate) mod formats;
pub(crate) mod fragments;
pub(crate) mod go_module;
mod grammar;
pub(crate) mod groups;
mod leftover;
mod moves;
mod names;
mod occurrence;
mod oddities;
mod opened;
mod own_name;
mod packages;
mod parsed;
mod passed_over;
pub(crate) mod pending;
pub(crate) mod python;
pub(crate) mod readers;
mod requirement;
mod rewrite;
mod seal;
mod tag_tools;
mod tree;
mod trees;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::splice::{Edit, splice};
use crate::version::{Scheme, Version};
use crate::workflow::is_pipeline;
use candidate::Candidate;
use entries::listing::Listing;
use entries::marker;
use formats::kind::Kind;
use formats::obsidian;
use moves::Reach;
use names::Names;
pub(crate) use names::is_below;
use occurrence::{Role, Source, Sources};
use opened::Manifest;
use python::version_source;
use readers::{json, toml};
use tree::Tree;
pub(crate) use tree::{Tracked, tracked};

pub(crate) use beside::{besides, is_a_part, only_by_the_way, only_cites, only_follows};
pub(crate) use entries::glob::Paths;
pub(crate) use formats::cargo_toml::TO_EACH;
pub(crate) use formats::kind::is_lock;
pub use leftover::{Asked, Hunt, KnownRelease, Leftover, Search, hunt, still_says};
pub use moves::{Moves, Stable};
pub(crate) use oddities::oddities;
pub use own_name::own_name;
pub(crate) use packages::needs_in;
pub use packages::{Looked, Package, Packages, needs_of, packages};
pub(crate) use rewrite::requires_no_snapshot;
pub(crate) use tag_tools::tag_tool;
pub(crate) use trees::{Known, Pool, Texts, TreeRead, may_follow, may_matter};

/// A file's path (with `/`, from the repository's root) and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Its text; a BOM, if there is one, is part of it.
    pub text: String,
}

/// A manifest that was found, and the version in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Found {
    /// Path from the root.
    pub path: String,
    /// Format name, such as `pyproject.toml` or `python`.
    pub format: String,
    /// The version as the file spells it; where its grammar is neither of the two (gems, numbers alone), as `scheme` does.
    pub version: String,
    /// The grammar of that file. One that takes both, such as `VERSION`, goes with the others.
    pub scheme: Scheme,
    /// Line of the version, from 1.
    pub line: u32,
    /// Character column of the version, from 1.
    pub column: u32,
    /// How the file was found, in words: `at the root`, `workspace member of package.json`, ….
    pub how: String,
}

/// A file after its rewriting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rewritten {
    /// Path from the root.
    pub path: String,
    /// The whole new text.
    pub text: String,
    /// The version it said.
    pub from: String,
    /// The version it says now, in its own grammar.
    pub to: String,
}

/// Which files' text is still wanted, given every tracked path (joined by NUL), the user's `manifests` setting and the
/// files already read. Empty when nothing more is wanted. Asked in rounds: a root manifest names its workspace members.
///
/// The files of pipelines are asked for too: [`crate::workflow`] reads them. A path in `manifests` that is not tracked cannot
/// be asked for; [`read`] says that it is missing. Where [`needs_of`] fails, nothing is wanted.
pub fn needs(paths: &str, manifests: &[String], read: &[File]) -> Vec<String> {
    let tracked = tracked(paths);
    let (known, listing) = (occurrence::sources(read), Listing::lenient(manifests).over(&tracked.all));
    let tree = Tree::new(&tracked, &listing);
    let found = discover::discover(&tree, &known, Reach::Root).unwrap_or_default();
    unread(&tree, &found, &known)
}

/// What is wanted; where that is nothing, the files that follow and were not read yet, which are only rewritten.
fn or_followers(
    tree: &Tree<'_, '_>,
    wanted: Vec<String>,
    candidates: &[Candidate],
    known: &Sources<'_>,
) -> Vec<String> {
    if !wanted.is_empty() {
        return wanted;
    }
    let led_to = candidates.iter().map(|one| one.path.as_str()).collect();
    let found = followers::find(tree, &led_to, known).into_iter();
    found.filter(|path| !known.contains_key(path)).map(str::to_string).collect()
}

/// The paths among candidates and pipelines that were not read yet.
fn unread(tree: &Tree<'_, '_>, candidates: &[Candidate], known: &Sources<'_>) -> Vec<String> {
    // One that is listed is a candidate already.
    let led_to = |path: &&str| candidates.iter().any(|one| one.path == *path);
    let pipelines = tree.tracked.iter().copied().filter(|path| is_pipeline(path) && !led_to(path));
    let all = candidates.iter().map(|one| one.path.as_str()).chain(pipelines);
    all.filter(|path| !known.contains_key(path)).map(str::to_string).collect()
}

/// Whether a file says a version where nothing is to be rewritten: lock files repeat what manifests say, and may be large, so
/// they are wanted only where `manifests` lists them.
fn states(path: &str, listing: &Listing) -> bool {
    listing.names(path) || !(is_lock(path) || is_pipeline(path))
}

/// Every entry of the setting `manifests` that can be read means a file that is tracked, those that leave files out
/// included. Code `manifest-not-found`.
pub fn check_entries(paths: &str, manifests: &[String]) -> Result<()> {
    if manifests.is_empty() {
        return Ok(());
    }
    let tracked = tracked(paths).all;
    let listing = Listing::lenient(manifests).over(&tracked);
    listing.idle(&tracked).map_or(Ok(()), |entry| Err(opened::untracked(entry, tracked.iter().copied())))
}

/// Whether the setting `manifests` names one of these by its own path, not by a pattern that others fit as well.
pub(crate) fn names_any(manifests: &[String], found: &[Found]) -> bool {
    let listing = Listing::lenient(manifests);
    found.iter().any(|one| listing.names(&one.path))
}

/// A lock file that is no text, and that repeats what is going to change, can only be written by its own program. `read`:
/// all manifests. Code `lock-not-writable`.
pub fn check_binary_locks(paths: &str, manifests: &[String], read: &[File]) -> Result<()> {
    let is_binary = |path: &&str| path.ends_with("bun.lockb") && names::base(path) == "bun.lockb";
    let locks: Vec<&str> = paths.split('\0').filter(is_binary).collect();
    if locks.is_empty() {
        return Ok(());
    }
    let listing = Listing::lenient(manifests).over(&tracked(paths).all);
    for path in locks.into_iter().filter(|path| !listing.leaves_out(path)) {
        let home = names::folder(path);
        let has = |file: &File, key: &str| {
            let Ok(source) = Source::new(file) else { return false };
            json::parse(&source).is_ok_and(|root| json::value(&source, root, key).is_ok_and(|value| value.is_some()))
        };
        let packages = || read.iter().filter(|file| names::base(&file.path) == "package.json");
        let beside = |file: &&File| names::folder(&file.path) == home && has(file, "workspaces");
        let below =
            |file: &&File| is_below(&file.path, home) && names::folder(&file.path) != home && has(file, "version");
        if packages().any(|file| beside(&file)) && packages().any(|file| below(&file)) {
            return Err(Error::new(
                "lock-not-writable",
                "this lock file is no text and has the versions of the workspace's members in it: only `bun install` writes it",
            )
            .at(path)
            .advice("have it written as text, which is kept up to date: `bun install --save-text-lockfile`, and remove this one")
            .advice(format!("or leave it out with `!{path}` in `manifests`, and run `bun install` afterwards")));
        }
    }
    Ok(())
}

/// The manifests (not lock files) among `files` that have a version of their own, in the order of `files`.
///
/// Every file with a known name or a marker comment counts, however it came to be among them. One without a version of
/// its own is left out, unless `manifests` lists it. Codes: `invalid-manifests-entry`, `manifest-not-found`,
/// `unknown-format`, `manifest-too-large`, `not-text`, `malformed-toml`, `malformed-json`, `malformed-yaml`,
/// `malformed-xml`, `duplicate-key`, `invalid-marker`, `invalid-version`, `versions-differ-in-file`,
/// `version-not-found`.
pub fn read(files: &[File], manifests: &[String]) -> Result<Vec<Found>> {
    let sources = occurrence::sources(files);
    let listing = Listing::parse(manifests)?.over(&sources.keys().copied().collect());
    let candidates = candidates(&sources, &listing, Reach::Root)?;
    let files: Vec<&File> = files.iter().collect();
    Ok(read_with(&files, &sources, &listing, &candidates, &Moves::All)?.into_iter().map(|(found, _)| found).collect())
}

/// As [`read`], each with the folder of its package; none where the user named the file.
fn read_with<'f>(
    files: &[&'f File],
    sources: &Sources<'f>,
    listing: &Listing,
    candidates: &[Candidate],
    moves: &Moves<'_>,
) -> Result<Vec<(Found, Option<String>)>> {
    let hows: BTreeMap<&str, &Candidate> = candidates.iter().map(|one| (one.path.as_str(), one)).collect();
    let mut opened = opened::open(files, sources, listing, &hows, moves)?;
    // What is only repeated matters once it is rewritten, and parsing a lock file is most of the work.
    opened.retain(|manifest| !manifest.is_lock() || listing.names(manifest.source.path));
    let names = Names::collect(&opened)?;
    let mut found = Vec::new();
    // Those whose text leaves open which grammar it is written in.
    let mut open = BTreeSet::new();
    for manifest in &opened {
        let source = manifest.source;
        if manifest.follows {
            continue;
        }
        let occurrences = manifest.checked(&names)?;
        let Some(own) = occurrences.iter().find(|occurrence| occurrence.role == Role::Own) else {
            continue;
        };
        let version = own.version(source)?;
        if own.grammar.is_open(&own.text) {
            open.insert(found.len());
        }
        let (line, column) = source.place(own.range.start);
        let one = Found {
            path: source.path.to_string(),
            format: manifest.format().to_string(),
            version: own.grammar.spelled(&own.text, &version),
            scheme: version.scheme(),
            line,
            column,
            how: hows.get(source.path).map_or("given by name", |candidate| candidate.how.as_str()).to_string(),
        };
        found.push((one, manifest.home.clone()));
    }
    let settled = found.iter().enumerate().filter(|(at, _)| !open.contains(at));
    let mut settled = settled.map(|(_, (found, _))| found.scheme).peekable();
    if settled.peek().is_some() && settled.all(|scheme| scheme == Scheme::Pep440) {
        found.iter_mut().for_each(|(found, _)| found.scheme = Scheme::Pep440);
    }
    Ok(found)
}

/// Rewrites all manifests and lock files among `files` to `version`, or none. Files that already say it are returned
/// too, with `from` equal to `to` and their text unchanged.
///
/// Codes: those of [`read`], and `version-not-expressible`, `requirement-excludes-version`, `rewrite-failed`.
pub fn rewrite(files: &[File], manifests: &[String], version: &Version) -> Result<Vec<Rewritten>> {
    rewrite::all(files, manifests, &Moves::All, version)
}

/// With this day wherever a marker asks for the release's. Code `rewrite-failed`.
pub(crate) fn with_day(mut rewritten: Vec<Rewritten>, day: Option<&str>) -> Result<Vec<Rewritten>> {
    if let Some(day) = day {
        for new in &mut rewritten {
            new.text = dated(&new.text, day).map_err(|error| error.at(&new.path))?;
        }
    }
    Ok(rewritten)
}

/// As [`rewrite`], but of these files' own versions alone: lock files and what the others require of them follow.
pub fn rewrite_some(
    files: &[File],
    manifests: &[String],
    only: &[String],
    version: &Version,
) -> Result<Vec<Rewritten>> {
    rewrite::all(files, manifests, &Moves::Only(only), version)
}

/// As [`rewrite`], of the packages that move; in the others what no longer fits is adapted. Codes: those of [`rewrite`].
pub fn rewrite_moving(
    files: &[File],
    manifests: &[String],
    moves: &Moves<'_>,
    version: &Version,
) -> Result<Vec<Rewritten>> {
    rewrite::all(files, manifests, moves, version)
}

/// As [`rewrite_moving`], of packages with versions of their own, one after the other: they may have files in common.
pub(crate) fn rewrite_each<'m>(
    files: &[File],
    manifests: &[String],
    mut steps: impl Iterator<Item = (Moves<'m>, &'m Version)>,
) -> Result<Vec<Rewritten>> {
    let Some((moves, version)) = steps.next() else { return Ok(Vec::new()) };
    let mut all = rewrite_moving(files, manifests, &moves, version)?;
    for (moves, version) in steps {
        let now: Vec<File> = files.iter().map(|file| with(&all, file)).collect();
        for new in rewrite_moving(&now, manifests, &moves, version)? {
            all.retain(|old| old.path != new.path);
            all.push(new);
        }
    }
    Ok(all)
}

/// A file as it is after these rewritings.
fn with(rewritten: &[Rewritten], file: &File) -> File {
    let new = rewritten.iter().find(|new| new.path == file.path);
    File { path: file.path.clone(), text: new.map_or_else(|| file.text.clone(), |new| new.text.clone()) }
}

/// A file's text with this day wherever a marker asks for the release's. Code `rewrite-failed`.
pub(crate) fn dated(text: &str, day: &str) -> Result<String> {
    if !marker::any(text) {
        return Ok(text.to_string());
    }
    let edits = marker::days(text).into_iter().map(|range| Edit { range, text: day.to_string() });
    splice(text, edits.collect())
}

/// Whether everybody is updated to what a manifest says on the default branch: an Obsidian plugin's, or the `Stable tag` of
/// WordPress.org.
pub(crate) fn serves_everybody(path: &str, text: &str) -> bool {
    Kind::of(path) == Some(Kind::StableTag) || obsidian::serves(path, text)
}

/// Whether a word stands in a manifest behind three numbers alone: of fewer its version is plain numbers.
pub(crate) fn has_words_behind_three(one: &Found) -> bool {
    Kind::of(&one.path).is_some_and(Kind::has_words_behind_three)
}

/// Whether a path lies in a folder of what is there to be looked at or tested, or was written by others.
pub(crate) fn lies_aside(path: &str) -> bool {
    path.contains('/') && !passed_over::counts(path)
}

/// The version of a text in the grammar of gems, such as `1.3.0.rc.1`.
pub(crate) fn gem_version(text: &str) -> Option<Version> {
    grammar::Grammar::Gem.read(text).ok()
}

/// Adds to `error` why these files may carry no version at all: projects whose version comes from git's tags.
#[must_use]
pub fn advise(mut error: Error, files: &[File]) -> Error {
    for file in files.iter().filter(|file| Kind::of(&file.path) == Some(Kind::Pyproject)) {
        let Ok(source) = Source::new(file) else { continue };
        if let Some(tool) = toml::parse(&source).ok().and_then(version_source::from_tags) {
            error = error.advice(format!(
                "`{}` takes its version from git's tags, by `{tool}`: write a `version` instead, and version-first keeps it up to date",
                file.path
            ));
        }
    }
    error
}

/// Opens a set of files for rewriting.
fn open<'s, 'f>(
    files: &'f [File],
    sources: &'s Sources<'f>,
    listing: &Listing,
    moves: &Moves<'_>,
) -> Result<Vec<Manifest<'s, 'f>>> {
    let candidates = candidates(sources, listing, moves.reach())?;
    let hows = candidates.iter().map(|one| (one.path.as_str(), one)).collect();
    opened::open(&files.iter().collect::<Vec<_>>(), sources, listing, &hows, moves)
}

/// What discovery makes of the files, taking them for all there is.
fn candidates(sources: &Sources<'_>, listing: &Listing, reach: Reach<'_>) -> Result<Vec<Candidate>> {
    discover::discover(&Tree::new(&sources.keys().copied().collect(), listing), sources, reach)
}
