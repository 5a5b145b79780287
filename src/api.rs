//! The functions other JavaScript tooling calls, with their options as data.

use serde::{Deserialize, Serialize};

use crate::branch;
use crate::bump;
use crate::bump::{Base, BelowOne, Bump, Calendar, Rules};
use crate::commits;
use crate::commits::{BumpRules, Commit, Decision, Table, Worth};
use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::changesets::Changesets;
use crate::manifest::{File, Found, Rewritten};
use crate::release::package;
use crate::release::package::Told;
use crate::release::request::Request;
use crate::release::words::notes;
use crate::release::words::notes::Links;
use crate::tag;
use crate::tag::Format;
use crate::text::shell_word;
use crate::version::{Scheme, Version};

pub use crate::version::Numbering;

/// What [`next_version`] takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// The version to start from, with or without a `v`.
    pub current: String,
    /// The part that goes up.
    pub bump: Bump,
    /// What a prerelease is called. Absent: one that is there keeps its name, and a new one is `rc`. Empty: it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Where the numbers of prereleases begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier_base: Option<Base>,
    /// How versions are counted; by SemVer unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Numbering>,
    /// The calendar's format, such as `YYYY.MM.MICRO`; with the scheme `calver` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calver_format: Option<String>,
    /// The day, as ISO text; with the scheme `calver` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// What [`decide_bump`] takes besides the commits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Weighing {
    /// The version to start from: below 1.0 a breaking change is a minor one.
    pub current: String,
    /// What a commit that is neither breaking nor a feature is worth.
    #[serde(default)]
    pub default_bump: Worth,
    /// The grammar; SemVer unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Scheme>,
    /// What breaking changes and features are worth below 1.0.
    #[serde(default)]
    pub below_one: BelowOne,
    /// What commits of a type are worth, such as `{"perf": "patch", "docs": "none"}`.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub bump_types: Table,
    /// What labels of pull requests are worth; absent: `major`, `minor`, `patch`, alone or after `semver:` or `release:`.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub labels: Table,
}

/// How tags are spelled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Spelling {
    /// Text around one `{version}`; `v{version}` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag_format: Option<String>,
    /// The package's name, for a `{name}` in the format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How versions are counted, by SemVer unless said: the calendar keeps the padding of its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Numbering>,
}

/// How bump branches are named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Naming {
    /// Text around one `{version}`; `chore/version-bump-{version}` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// The package that is released by itself, by its name or its folder: without a template its bump branches have it before the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
}

impl Naming {
    fn template(&self) -> Option<String> {
        branch::template_for(self.template.as_deref(), self.package.as_deref())
    }
}

/// `nextVersion`. Codes: `invalid-input`, `invalid-version`, `invalid-calver-format`, and those of [`bump::next_by`].
pub fn next_version(step: &Step) -> Result<String> {
    let scheme = step.scheme.unwrap_or_default();
    let calendar = match (scheme, &step.calver_format, &step.date) {
        (Numbering::Calver, Some(format), Some(date)) => Some(Calendar::parse(format, date)?),
        (Numbering::Calver, ..) => {
            return Err(Error::new(
                "invalid-input",
                "the scheme `calver` needs `calverFormat`, such as `YYYY.MM.MICRO`, and `date`, such as `2026-02-03`",
            ));
        }
        (_, None, None) => None,
        _ => {
            return Err(Error::new(
                "invalid-input",
                "`calverFormat` and `date` belong to the scheme `calver`: expected that scheme, or neither of them",
            ));
        }
    };
    let current = match &calendar {
        // SemVer has no place for a fourth number.
        Some(calendar) if calendar.format.numbers() > 3 => Version::parse(without_v(&step.current), Scheme::Pep440)?,
        _ => scheme.version(without_v(&step.current))?,
    };
    let identifier = step.identifier.clone();
    let mut rules = Rules { identifier, identifier_base: step.identifier_base.unwrap_or_default(), calendar };
    if rules.identifier.is_none() {
        rules = bump::named(&current, step.bump, &rules)?;
    }
    let next = bump::next_by(&current, step.bump, &rules)?;
    Ok(match &rules.calendar {
        Some(calendar) => calendar.format.spell(&next),
        None => next.to_string(),
    })
}

/// `decideBump`. Codes: `invalid-version`.
pub fn decide_bump(commits: &[Commit], weighing: &Weighing) -> Result<Decision> {
    let current = Version::parse(without_v(&weighing.current), weighing.scheme.unwrap_or(Scheme::Semver))?;
    let Weighing { default_bump, below_one, bump_types, labels, .. } = weighing.clone();
    Ok(commits::decide(commits, &current, &BumpRules { default_bump, below_one, types: bump_types, labels }))
}

/// `readManifests`: the manifests among `files`, those that the entries `manifests` name included, and the versions they
/// say. Codes: those of [`manifest::read`].
pub fn read_manifests(files: &[File], manifests: &[String]) -> Result<Vec<Found>> {
    manifest::read(files, manifests)
}

/// `rewriteManifests`: all of them, or none. The version is read as SemVer, else as PEP 440; each file gets it in its
/// own grammar. With `only`, just these files' own versions: what refers to them follows. Codes: `invalid-version`,
/// `no-manifest`, and those of [`manifest::rewrite`].
pub fn rewrite_manifests(
    files: &[File],
    version: &str,
    manifests: &[String],
    only: Option<&[String]>,
) -> Result<Vec<Rewritten>> {
    let version = either(version)?;
    let rewritten = match only {
        Some(only) => manifest::rewrite_some(files, manifests, only, &version)?,
        None => manifest::rewrite(files, manifests, &version)?,
    };
    if rewritten.is_empty() {
        let named = |file: &&File| only.is_none_or(|only| only.contains(&file.path));
        return Err(nothing_to_rewrite(&files.iter().filter(named).cloned().collect::<Vec<_>>(), &[]));
    }
    Ok(rewritten)
}

/// So many files that may say the version are named.
const MOST_SUSPECTS: usize = 3;

/// `steps`: what helps before all else.
fn nothing_to_rewrite(files: &[File], steps: &[String]) -> Error {
    let names = tag::list(files.iter().map(|file| file.path.as_str()), files.len());
    let cause = if files.is_empty() {
        "no file was given".to_string()
    } else {
        format!("none of these files is a manifest with a version of its own: {names}")
    };
    let error = Error::new("no-manifest", cause);
    let error = steps.iter().fold(error, Error::advice);
    manifest::advise(error, files)
        .advice("expected one such as pyproject.toml, package.json, Cargo.toml or a Python file that sets `__version__`; docs/manifests.md has every format")
}

/// What `set` makes of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Setting {
    /// The files, each with its new text.
    pub files: Vec<Rewritten>,
    /// What a reader should know besides.
    pub remarks: Vec<String>,
    /// The versions that the package said.
    pub said: Vec<String>,
    /// The folders of the packages that have the version.
    pub packages: Vec<String>,
    /// The folders of those that stay as they are.
    pub others: Vec<String>,
}

/// `setManifests`: rewrites the package of a tree that the request means, and adapts what the other manifests say of it.
/// Packages with versions of their own stay as they are. Codes: `invalid-version`, `no-manifest`, and those of
/// [`manifest::rewrite`] and of choosing the package.
pub fn set_manifests(request: &Request, files: &[File], version: &str) -> Result<Setting> {
    let version = either(version)?;
    let packages = manifest::packages(files, &request.manifests, request.package.as_deref())?;
    let changesets = Changesets::default();
    let told = Told {
        scheme: version.scheme(),
        newest: None,
        earlier: Vec::new(),
        tags: Vec::new(),
        tagged: None,
        early: false,
        changesets: &changesets,
    };
    let suspects = packages.suspects.clone();
    let scope = package::settle(request, packages, &told)?;
    let rewritten = match scope.found.is_empty() {
        true => Vec::new(),
        false => manifest::rewrite_moving(files, &request.manifests, &scope.moves().to(&version, None), &version)?,
    };
    if rewritten.is_empty() {
        let told = suspects.iter().take(MOST_SUSPECTS).map(|one| {
            let (place, word) = (format!("{}:{}", one.path, one.line), shell_word(&one.path));
            format!("`{place}` says {}: if it is this project's version, name the file: `version-first set {version} {word}`", one.version)
        });
        return Err(nothing_to_rewrite(files, &told.collect::<Vec<_>>()));
    }
    Ok(Setting {
        files: rewritten,
        remarks: package::remark(&scope.others).into_iter().chain(manifest::oddities(files)).collect(),
        said: scope.found.iter().map(|found| found.version.clone()).collect(),
        others: scope.others.iter().map(|other| other.folder.clone()).collect(),
        packages: scope.moving,
    })
}

/// `releaseNotes`: what these commits, newest first, changed, as Markdown.
pub fn release_notes(commits: &[Commit], links: &Links) -> String {
    notes::write(commits, links)
}

/// `tagName`. Codes: `invalid-version`, `invalid-tag-format`, `invalid-ref-name`.
pub fn tag_name(version: &str, spelling: &Spelling) -> Result<String> {
    let (scheme, version) = (spelling.scheme.unwrap_or_default(), without_v(version));
    let read = scheme.version(version)?;
    let format = format_of(spelling)?;
    match scheme {
        Numbering::Calver => format.name_spelled(&read, version),
        _ => format.name(&read),
    }
}

/// `parseTag`: the version a tag names, or nothing. Codes: `invalid-tag-format`.
pub fn parse_tag(tag: &str, spelling: &Spelling) -> Result<Option<String>> {
    let format = format_of(spelling)?;
    Ok(match spelling.scheme.unwrap_or_default().scheme() {
        Some(scheme) => format.version(tag, scheme).map(|version| version.to_string()),
        None => {
            let known = [Scheme::Semver, Scheme::Pep440].iter().any(|scheme| format.version(tag, *scheme).is_some());
            format.text(tag).filter(|_| known).map(ToString::to_string)
        }
    })
}

/// `bumpBranch`. Codes: `invalid-version`, `invalid-ref-name`, `invalid-branch-template`.
pub fn bump_branch(version: &str, naming: &Naming) -> Result<String> {
    branch::bump_branch(version, naming.template().as_deref())
}

/// `parseBumpBranch`: the version in a bump branch's name, or nothing.
pub fn parse_bump_branch(name: &str, naming: &Naming) -> Option<String> {
    branch::parse_bump_branch(name, naming.template().as_deref())
}

/// A version as people also write it, `v1.2.3`, without that letter.
fn without_v(version: &str) -> &str {
    version.strip_prefix('v').filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit())).unwrap_or(version)
}

fn format_of(spelling: &Spelling) -> Result<Format> {
    Format::parse(&tag::named(spelling.tag_format.as_deref().unwrap_or("v{version}"), spelling.name.as_deref())?)
}

/// SemVer first: what is a version in both grammars means the same in both.
fn either(text: &str) -> Result<Version> {
    Version::parse(text, Scheme::Semver).or_else(|error| Version::parse(text, Scheme::Pep440).map_err(|_| error))
}
