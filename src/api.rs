//! The functions other JavaScript tooling calls, with their options as data..

use serde::{Deserialize, Serialize};

use crate::branch;
use crate::bump::{self, Bump};
use crate::commits::{self, Commit, Decision, DefaultBump};
use crate::error::{Error, Result};
use crate::manifest::{self, File, Found, Rewritten};
use crate::tag::Format;
use crate::version::{Scheme, Version};

/// What [`next_version`] takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// The version to start from.
    pub current: String,
    /// The part that goes up.
    pub bump: Bump,
    /// The grammar; SemVer unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Scheme>,
}

/// What [`decide_bump`] takes besides the commits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Weighing {
    /// The version to start from: below 1.0 a breaking change is a minor one.
    pub current: String,
    /// What a commit that is neither breaking nor a feature is worth.
    #[serde(default)]
    pub default_bump: DefaultBump,
    /// The grammar; SemVer unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Scheme>,
}

/// How tags are spelled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Spelling {
    /// Text around one `{version}`; `v{version}` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag_format: Option<String>,
    /// The grammar; SemVer unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Scheme>,
}

/// How bump branches are named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Naming {
    /// Text around one `{version}`; `chore/version-bump-{version}` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// `nextVersion`. Codes: `invalid-version`, `version-overflow`.
pub fn next_version(step: &Step) -> Result<String> {
    let current = Version::parse(&step.current, step.scheme.unwrap_or(Scheme::Semver))?;
    bump::next(&current, step.bump).map(|next| next.to_string())
}

/// `decideBump`. Codes: `invalid-version`.
pub fn decide_bump(commits: &[Commit], weighing: &Weighing) -> Result<Decision> {
    let current = Version::parse(&weighing.current, weighing.scheme.unwrap_or(Scheme::Semver))?;
    Ok(commits::decide(commits, &current, weighing.default_bump))
}

/// `readManifests`: the manifests among `files` and the versions they say. Codes: those of [`manifest::read`].
pub fn read_manifests(files: &[File]) -> Result<Vec<Found>> {
    manifest::read(files, &[])
}

/// `rewriteManifests`: all of them, or none. The version is read as SemVer, else as PEP 440; each file gets it in its
/// own grammar. Codes: `invalid-version`, `no-manifest`, and those of [`manifest::rewrite`].
pub fn rewrite_manifests(files: &[File], version: &str) -> Result<Vec<Rewritten>> {
    let version = either(version)?;
    let rewritten = manifest::rewrite(files, &[], &version)?;
    if rewritten.is_empty() {
        return Err(Error::new("no-manifest", "none of these files is a manifest with a version of its own")
            .advice("expected pyproject.toml, package.json, Cargo.toml, or a Python file that sets `__version__`"));
    }
    Ok(rewritten)
}

/// `tagName`. Codes: `invalid-version`, `invalid-tag-format`, `invalid-ref-name`.
pub fn tag_name(version: &str, spelling: &Spelling) -> Result<String> {
    let version = Version::parse(version, spelling.scheme.unwrap_or(Scheme::Semver))?;
    format_of(spelling)?.name(&version)
}

/// `parseTag`: the version a tag names, or nothing. Codes: `invalid-tag-format`.
pub fn parse_tag(tag: &str, spelling: &Spelling) -> Result<Option<String>> {
    let version = format_of(spelling)?.version(tag, spelling.scheme.unwrap_or(Scheme::Semver));
    Ok(version.map(|version| version.to_string()))
}

/// `bumpBranch`. Codes: `invalid-version`, `invalid-ref-name`, `invalid-branch-template`.
pub fn bump_branch(version: &str, naming: &Naming) -> Result<String> {
    branch::bump_branch(version, naming.template.as_deref())
}

/// `parseBumpBranch`: the version in a bump branch's name, or nothing.
pub fn parse_bump_branch(name: &str, naming: &Naming) -> Option<String> {
    branch::parse_bump_branch(name, naming.template.as_deref())
}

fn format_of(spelling: &Spelling) -> Result<Format> {
    Format::parse(spelling.tag_format.as_deref().unwrap_or("v{version}"))
}

/// SemVer first: what is a version in both grammars means the same in both.
fn either(text: &str) -> Result<Version> {
    Version::parse(text, Scheme::Semver).or_else(|error| Version::parse(text, Scheme::Pep440).map_err(|_| error))
}
