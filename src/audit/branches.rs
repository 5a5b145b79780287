//! Bump branches that were left behind, and versions that landed without their tag.

use serde::Serialize;

use crate::audit::reading::{Reading, Said};
use crate::audit::same::{host_first, normal};
use crate::audit::tags::{Group, Refs};
use crate::audit::{Facts, Options, Untagged};
use crate::branch::{DEFAULT_TEMPLATE, bump_branch, parse_bump_branch, split_template};
use crate::error::Result;
use crate::ordered::{BTreeMap, BTreeSet};
use crate::tag::split;
use crate::version::{Scheme, Version};

/// A bump branch that nobody seems to need.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Orphan {
    /// Its name.
    pub branch: String,
    /// The version it would bring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Whether its name is one that is not made any more.
    pub malformed: bool,
    /// What is known of it.
    pub why: String,
}

/// The branches that are named like bump branches. Code `invalid-branch-template`.
pub(super) fn orphans(options: &Options, refs: &Refs<'_>, groups: &[Group<'_>]) -> Result<Vec<Orphan>> {
    let template = options.branch_template.as_deref();
    bump_branch("1.2.3", template)?;
    let Ok((before, behind)) = split_template(template.unwrap_or(DEFAULT_TEMPLATE)) else { return Ok(Vec::new()) };
    let tagged: BTreeMap<String, &str> =
        groups.iter().flat_map(|group| &group.tags).map(|one| (normal(one.text), one.tag.name)).collect();
    let mut orphans = Vec::new();
    for name in refs.heads.keys() {
        let Some(inside) = name.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind)) else { continue };
        let version = parse_bump_branch(name, template).or_else(|| of_package(inside));
        let known = version.as_deref().filter(|text| {
            [Scheme::Semver, Scheme::Pep440].iter().any(|scheme| Version::parse_lenient(text, *scheme).is_some())
        });
        // A name that only begins like one is somebody's own; a template without text of its own tells nothing.
        let malformed = known.is_none();
        let marked = inside.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let digits = marked.strip_prefix(['v', 'V']).unwrap_or(marked).starts_with(|c: char| c.is_ascii_digit());
        if malformed && (before.is_empty() || !digits) {
            continue;
        }
        let why = match known.and_then(|version| tagged.get(&normal(version))) {
            Some(tag) => format!("its version is tagged already: `{tag}`"),
            None if malformed => "no name that a bump branch has".to_string(),
            None => "nothing in this clone says that a pull request is open for it".to_string(),
        };
        orphans.push(Orphan { branch: (*name).to_string(), version: known.map(str::to_string), malformed, why });
    }
    Ok(orphans)
}

/// The version that a bump branch of this name would bring.
pub(super) fn bump_version(options: &Options, name: &str) -> Option<String> {
    let template = options.branch_template.as_deref();
    let (before, behind) = split_template(template.unwrap_or(DEFAULT_TEMPLATE)).ok()?;
    let inside = name.strip_prefix(before)?.strip_suffix(behind)?;
    parse_bump_branch(name, template).or_else(|| of_package(inside))
}

/// The version of a bump branch with a package's name in it: `docs-1.2.3`.
fn of_package(inside: &str) -> Option<String> {
    let (name, _) = split(inside, Scheme::Semver).or_else(|| split(inside, Scheme::Pep440))?;
    let named = name.strip_suffix('-').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let version = inside.get(name.len()..)?;
    (named && !matches!(name, "v-" | "V-")).then(|| version.to_string())
}

/// The versions that the branch has said, one after the other, and that no tag names.
pub(super) fn untagged(
    facts: &Facts,
    readings: &BTreeMap<&str, Reading<'_>>,
    groups: &[Group<'_>],
    since: Option<u64>,
) -> Vec<Untagged> {
    let Some(past) = &facts.past else { return Vec::new() };
    let tagged: BTreeSet<String> =
        groups.iter().flat_map(|group| &group.tags).flat_map(|one| versions_of(one.text)).collect();
    let mut found: Vec<Untagged> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut newest = true;
    // Newest first: of the commits in a row that say a version, the last one brought it.
    let mut run: Option<Untagged> = None;
    for row in past.lines() {
        let mut columns = row.split(' ');
        let (commit, id, seconds) = (columns.next(), columns.next(), columns.next());
        let (Some(commit), Some(reading)) = (commit, id.and_then(|id| readings.get(id))) else { continue };
        if since.is_some_and(|since| seconds.and_then(|text| text.parse::<u64>().ok()).is_some_and(|at| at < since)) {
            break;
        }
        let Some(said) = spoken(reading) else { continue };
        let version = normal(said.version);
        match &mut run {
            Some(run) if normal(&run.version) == version => run.commit = commit.to_string(),
            _ => {
                found.extend(run.take());
                run = Some(Untagged {
                    version: said.version.to_string(),
                    commit: commit.to_string(),
                    path: said.path.to_string(),
                    current: newest,
                });
            }
        }
        newest = false;
    }
    found.extend(run);
    let finished = |text: &str| {
        let version =
            Version::parse_lenient(text, Scheme::Semver).or_else(|| Version::parse_lenient(text, Scheme::Pep440));
        // R counts from 9000 on in a fourth number while the next release is made.
        let begun = |version: &Version| version.numbers().get(3).is_some_and(|number| *number >= 9000);
        version.is_some_and(|version| !version.is_development() && !version.is_placeholder() && !begun(&version))
    };
    found.retain(|one| {
        finished(&one.version) && !tagged.contains(&normal(&one.version)) && seen.insert(normal(&one.version))
    });
    found
}

/// What a tag may be the tag of: build metadata makes no other version, and a host's stands before the own one.
fn versions_of(text: &str) -> impl Iterator<Item = String> {
    [Some(text), text.split('+').next(), host_first(text)].into_iter().flatten().map(normal)
}

/// What the branch's package says: the root's, or that of the only one there is.
fn spoken<'r, 'a>(reading: &'r Reading<'a>) -> Option<&'r Said<'a>> {
    let root = reading.packages.iter().find(|one| one.folder.is_empty());
    let only = || match reading.packages.as_slice() {
        [one] => Some(one),
        _ => None,
    };
    root.or_else(only).and_then(|one| one.said.first()).or_else(|| reading.listed.first())
}
