//! Manifests: which files carry the version, where in them it stands, and how to rewrite them together.

mod cargo_lock;
mod cargo_toml;
mod discover;
mod glob;
mod json;
mod kind;
mod names;
mod package_dirs;
mod package_json;
mod package_lock;
mod placeholder;
mod pyproject;
mod python;
mod python_tokens;
mod requirement;
mod rewrite;
mod site;
mod toml;
mod uv_lock;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::version::{Scheme, Version};
use kind::Kind;
use names::Names;
use site::{Role, Site, Source};

/// A file's path (with `/`, from the repository's root) and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Its text; a BOM, if there is one, is part of it.
    pub text: String,
}

/// A manifest that was found, and the version in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Found {
    /// Path from the root.
    pub path: String,
    /// Format name, such as `pyproject.toml` or `python`.
    pub format: String,
    /// The version as the file spells it.
    pub version: String,
    /// The grammar of that file.
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
/// Workflow files are asked for too: [`crate::workflow`] reads them. A path in `manifests` that is not tracked cannot
/// be asked for; [`read`] says that it is missing.
pub fn needs(paths: &str, manifests: &[String], read: &[File]) -> Vec<String> {
    let tracked: BTreeSet<&str> = paths.split('\0').filter(|path| !path.is_empty()).collect();
    let known: BTreeMap<&str, &File> = read.iter().map(|file| (file.path.as_str(), file)).collect();
    let candidates = discover::discover(&tracked, manifests, &known).into_iter().map(|candidate| candidate.path);
    let workflows = tracked.iter().filter(|path| is_workflow(path)).map(|path| (*path).to_string());
    candidates.chain(workflows).filter(|path| !known.contains_key(path.as_str())).collect()
}

/// As [`needs`], of a commit that is only read and never rewritten: lock files repeat what manifests say, and may be
/// large, so they are wanted only where `manifests` lists them.
pub fn needs_to_read(paths: &str, manifests: &[String], read: &[File]) -> Vec<String> {
    let states = |path: &String| Kind::of(path).is_some_and(|kind| !kind.is_lock() || is_listed(manifests, path));
    needs(paths, manifests, read).into_iter().filter(states).collect()
}

/// Whether GitHub reads a file as a workflow: directly in `.github/workflows`, with one of two endings.
pub fn is_workflow(path: &str) -> bool {
    let name = path.strip_prefix(".github/workflows/").unwrap_or_default();
    !name.contains('/') && (name.ends_with(".yml") || name.ends_with(".yaml"))
}

/// The manifests (not lock files) among `files` that have a version of their own, in the order of `files`.
///
/// Every file with a known name counts, however it came to be among them. One without a version of its own is left
/// out, unless `manifests` lists it. Codes: `manifest-not-found`, `unknown-format`, `manifest-too-large`, `not-text`,
/// `malformed-toml`, `malformed-json`, `duplicate-key`, `invalid-version`, `versions-differ-in-file`,
/// `version-not-found`.
pub fn read(files: &[File], manifests: &[String]) -> Result<Vec<Found>> {
    let sources = open(files, manifests)?;
    let names = Names::collect(&sources)?;
    let hows = hows(files, manifests);
    let mut found = Vec::new();
    for (kind, source) in &sources {
        if kind.is_lock() && !is_listed(manifests, source.path) {
            continue;
        }
        let sites = find(*kind, source, &names, manifests)?;
        let Some(own) = sites.iter().find(|site| site.role == Role::Own) else {
            continue;
        };
        let (line, column) = source.place(own.range.start);
        found.push(Found {
            path: source.path.to_string(),
            format: kind.name().to_string(),
            version: own.text.clone(),
            scheme: own.scheme,
            line,
            column,
            how: hows.get(source.path).cloned().unwrap_or_else(|| "given by name".to_string()),
        });
    }
    Ok(found)
}

/// Rewrites all manifests and lock files among `files` to `version`, or none. Files that already say it are returned
/// too, with `from` equal to `to` and their text unchanged.
///
/// Codes: those of [`read`], and `version-not-expressible`, `requirement-excludes-version`, `rewrite-failed`.
pub fn rewrite(files: &[File], manifests: &[String], version: &Version) -> Result<Vec<Rewritten>> {
    rewrite::all(files, manifests, version)
}

/// The files with a known name, checked as far as that goes without a parser.
fn open<'f>(files: &'f [File], manifests: &[String]) -> Result<Vec<(Kind, Source<'f>)>> {
    for path in manifests.iter().map(|path| discover::plain(path)) {
        if Kind::of(&path).is_none() {
            return Err(Error::new(
                "unknown-format",
                format!("`{path}` is in `manifests`, expected {}", Kind::known()),
            )
            .at(path)
            .advice("take it out of `manifests`"));
        }
        if !files.iter().any(|file| file.path == path) {
            return Err(Error::new(
                "manifest-not-found",
                format!("`{path}` is in `manifests`, but no such file is tracked"),
            )
            .at(path)
            .advice("correct the path, from the repository's root and with `/`, or add the file to git"));
        }
    }
    let known = files.iter().filter_map(|file| Some((Kind::of(&file.path)?, file)));
    let mut sources = known.map(|(kind, file)| Ok((kind, Source::new(file)?))).collect::<Result<_>>()?;
    placeholder::leave_out(&mut sources, |path| is_listed(manifests, path));
    Ok(sources)
}

fn is_listed(manifests: &[String], path: &str) -> bool {
    manifests.iter().any(|listed| discover::plain(listed) == path)
}

/// How each file was found, taking `files` for all there is.
fn hows(files: &[File], manifests: &[String]) -> BTreeMap<String, String> {
    let known: BTreeMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let tracked = known.keys().copied().collect();
    let candidates = discover::discover(&tracked, manifests, &known);
    candidates.into_iter().map(|candidate| (candidate.path, candidate.how)).collect()
}

/// The sites of one file, its own version checked.
fn find(kind: Kind, source: &Source<'_>, names: &Names, manifests: &[String]) -> Result<Vec<Site>> {
    let sites = kind.find(source, names)?;
    let mut own = sites.iter().filter(|site| site.role == Role::Own);
    if let Some(first) = own.next() {
        let version = first.version(source)?;
        for other in own {
            let same = other.version(source)?;
            if first.text != other.text && !(first.scheme == Scheme::Pep440 && version.same(&same)) {
                return Err(differ(source, first, other));
            }
        }
    }
    let carries = sites.iter().any(|site| matches!(site.role, Role::Own | Role::Copy));
    if !carries && is_listed(manifests, source.path) {
        return Err(Error::new("version-not-found", format!("no version in this file, expected {}", kind.expected()))
            .at(source.path)
            .advice("add the version, or take the file out of `manifests`"));
    }
    Ok(sites)
}

fn differ(source: &Source<'_>, first: &Site, other: &Site) -> Error {
    let (line, _) = source.place(first.range.start);
    source
        .error(
            "versions-differ-in-file",
            format!("this says `{}` where line {line} says `{}`, expected one version", other.text, first.text),
            other.range.start,
        )
        .advice("make the two the same, or remove the one that nothing reads")
}
