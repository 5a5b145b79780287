//! What a branch holds, by its one commit: a bump of ours, a bump of somebody's, or anything else.

use serde::{Deserialize, Serialize};

use crate::branch::parse_bump_branch;
use crate::hosting::BumpBranch;
use crate::manifest;
use crate::manifest::{File, Found, Moves, Stable};
use crate::ordered::BTreeSet;
use crate::release::pulls::{Part, only_rewrites, stamped};
use crate::release::request::Request;
use crate::release::words::message::trailer_of;
use crate::version::{Scheme, Version};

/// What a branch holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// One commit with our trailer on a commit of the branch that is released from: the version in its name, and nothing
    /// else.
    Ours,
    /// One commit on a commit of the branch that is released from, that changes places of the version and nothing else.
    Bump,
    /// Anything else, or what cannot be read.
    Others,
}

/// What a branch holds, and the version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Holding {
    /// What it is.
    pub holds: Holds,
    /// The version it brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// Judges a branch by its commit, that commit's parent, and what it changes.
pub fn holding(request: &Request, branch: &BumpBranch) -> Holding {
    let others = Holding { holds: Holds::Others, version: None };
    if branch.parents.len() != 1 || !branch.on_branch || branch.changed.is_empty() {
        return others;
    }
    let Ok(packages) = manifest::packages(&branch.before, &request.manifests, request.package.as_deref()) else {
        return others;
    };
    // What nobody has named, and a run would have kept up to date all the same.
    let changed = |found: &&&Found| branch.changed.contains(&found.path);
    let kept: Vec<String> = packages.keeping().0.iter().filter(changed).map(|found| found.path.clone()).collect();
    if !kept.is_empty() {
        let manifests = request.manifests.iter().cloned().chain(kept).collect();
        return holding(&Request { manifests, ..request.clone() }, branch);
    }
    // Which packages a run would have moved then, nobody knows any more: those whose manifests it did change.
    let moved = |one: &&manifest::Package| one.manifests.iter().any(|found| branch.changed.contains(&found.path));
    let staying: BTreeSet<String> =
        packages.all.iter().chain(&packages.far).filter(|one| !moved(one)).map(|one| one.folder.clone()).collect();
    // As a run has it: those of another ecosystem are looked for where one of them moved.
    let far = packages.far.iter().any(|one| moved(&one));
    let everywhere = packages.everywhere || far;
    let ignored = packages.ignored_where(far);
    let asked = request.package.as_deref();
    let (staying, ignored) = (&staying, &ignored);
    let moves = Moves::But { staying, ignored, everywhere, asked, apart: &[], newest: None, stable: Stable::Goes };
    if let Some(version) = ours(request, branch, &moves) {
        return Holding { holds: Holds::Ours, version: Some(version) };
    }
    match bump(request, branch, &moves) {
        Some(version) => Holding { holds: Holds::Bump, version: Some(version) },
        None => others,
    }
}

/// The version that trailer, name and manifests agree on.
fn ours(request: &Request, branch: &BumpBranch, moves: &Moves<'_>) -> Option<String> {
    let trailer = trailer_of(&branch.message).filter(|trailer| stamped(branch, trailer))?;
    // The trailer has a mark of the whole changelog: that tells which file it is, whatever it is called.
    let marked = |file: &&File| trailer.section.as_ref().is_some_and(|section| section.is_in(&file.text));
    let changelog = branch.files.iter().find(marked).map(|file| file.path.clone());
    let request = &Request { changelog: changelog.or_else(|| request.changelog.clone()), ..request.clone() };
    let named = parse_bump_branch(&branch.name, request.template().as_deref())?;
    // A `Stable tag` that it has changed stayed at some release while prereleases were made: which one, only that run knew.
    let readme = branch.before.iter().filter(|file| file.path == "readme.txt" && branch.changed.contains(&file.path));
    let stable = readme.filter_map(|file| manifest::read(std::slice::from_ref(file), &[]).ok()).flatten();
    let stable = stable.filter_map(|found| Version::parse(&found.version, found.scheme).ok()).next();
    let fits = |scheme| {
        let version = Version::parse(&named, scheme).ok()?;
        let said = Version::parse(&trailer.version, scheme).ok()?;
        let part = |version| Part {
            moves: moves.to(version, stable.as_ref()),
            version,
            changelog: request.changelog.as_deref(),
            section: trailer.section.as_ref(),
        };
        let same = said.same(&version) && only_rewrites(&request.manifests, &[part(&version)], branch);
        same.then_some(())
    };
    [Scheme::Semver, Scheme::Pep440].into_iter().find_map(fits).map(|()| named.clone())
}

/// The version that every changed file says now, where each of them is what a rewriting of it comes to. Whoever made it may
/// have forgotten some.
fn bump(request: &Request, branch: &BumpBranch, moves: &Moves<'_>) -> Option<String> {
    let there = |entry: &&String| branch.files.iter().any(|file| file.path == **entry);
    let named: Vec<String> = request.manifests.iter().filter(there).cloned().collect();
    let said = manifest::read(&branch.files, &named).ok()?;
    let first = said.first()?;
    let version = Version::parse(&first.version, first.scheme).ok()?;
    let rewritten =
        manifest::rewrite_moving(&branch.before, &request.manifests, &moves.to(&version, None), &version).ok()?;
    let fits = |path: &String| {
        let new = rewritten.iter().find(|one| one.path == *path)?;
        let here = branch.files.iter().find(|file| file.path == *path)?;
        (new.text == here.text).then_some(())
    };
    branch.changed.iter().try_for_each(fits).map(|()| first.version.clone())
}
