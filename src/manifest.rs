//! Manifests: which files carry the version, where in them it stands, and how to rewrite them together.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::version::{Scheme, Version};

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
pub fn needs(paths: &str, manifests: &[String], read: &[File]) -> Vec<String> {
    let _ = (paths, manifests, read);
    Vec::new()
}

/// The manifests (not lock files) among `files` that have a version of their own, in the order of `files`.
pub fn read(files: &[File], manifests: &[String]) -> Result<Vec<Found>> {
    let _ = (files, manifests);
    Ok(Vec::new())
}

/// Rewrites all manifests and lock files among `files` to `version`, or none. Files that already say it are returned
/// too, with `from` equal to `to` and their text unchanged.
pub fn rewrite(files: &[File], manifests: &[String], version: &Version) -> Result<Vec<Rewritten>> {
    let _ = (files, manifests, version);
    Ok(Vec::new())
}
