//! How what a release is of stands at the tip of its branch.

use crate::branch::Line;
use crate::bump;
use crate::bump::Bump;
use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::changesets::Changesets;
use crate::manifest::{File, Found, Looked, Moves, Packages};
use crate::release::facts::{Inspected, Refs, Tag};
use crate::release::lineage::Lineage;
use crate::release::package;
use crate::release::package::{Newest, Scope, Tagged, Told};
use crate::release::request::{Asked, Request};
use crate::release::situation::{highest, leads_to};
use crate::release::stated::{Says, in_scheme, say};
use crate::tag::Format;
use crate::version::{Scheme, Version};

/// Of how many releases before the newest one a program may still say the version.
const OLDER: usize = 8;

/// From this number on R's fourth one says that the next release is being made.
const FIRST_OF_R: u64 = 9000;

/// How a package, or several that move together, stand at the tip: what PROTOCOL calls M and T, and where they were read.
pub(crate) struct PackageState {
    /// Its folders and manifests, and the other packages.
    pub(crate) scope: Scope,
    /// The versions that belong to it on this branch.
    pub(crate) line: Line,
    pub(crate) format: Format,
    /// What its tags amount to.
    pub(crate) lineage: Lineage,
    /// Whether no file carries the version: then it is the tag's alone.
    pub(crate) tag_only: bool,
    /// Why nothing is to be released: what the manifests say is filled in by a tool.
    pub(crate) filled_in: Option<Error>,
    /// The highest version the manifests say, in the release's scheme.
    pub(crate) stated: Version,
    /// Whether every manifest says it, or what it leads to.
    pub(crate) agree: bool,
    /// T and its tag.
    pub(crate) newest: Option<(Version, Tag)>,
    /// The newest that is no prerelease.
    pub(crate) release_before: Option<(Version, Tag)>,
    /// What is odd about the tags.
    pub(crate) oddities: Vec<String>,
    /// Versions that are not made (PROTOCOL 27).
    pub(super) passed_over: Vec<Version>,
    /// How many tags were left out by pattern.
    pub(super) ignored: usize,
}

/// What a package's state is made of besides its line, its tags and its manifests.
pub(super) struct Known<'a> {
    pub(super) request: &'a Request,
    pub(super) asked: &'a Asked,
    pub(super) scheme: Scheme,
    pub(super) branch: &'a str,
    pub(super) refs: &'a Refs,
    /// See [`Tagged`].
    pub(super) tagged: Option<&'a Tagged>,
    /// The commits that were looked at; `None`: it is asked what to look at.
    pub(super) commits: Option<&'a [Inspected]>,
    /// How many tags were left out by pattern.
    pub(super) ignored: usize,
    /// What the repository says of packages that have one version.
    pub(super) changesets: &'a Changesets,
    /// The tip's files.
    pub(super) files: &'a [File],
}

impl PackageState {
    /// Settles which packages move, and what they say. Codes: those of [`package::settle`], and `no-manifest`.
    pub(super) fn of(known: &Known<'_>, line: Line, lineage: Lineage, packages: Packages) -> Result<Self> {
        let (looked, suspects) = (packages.looked.clone(), packages.suspects.clone());
        let listed = !packages.listed.is_empty();
        let newest = lineage.newest.as_ref().map(|newest| (newest.version.clone(), newest.tag.clone()));
        let before = lineage.release_before.as_ref();
        let release_before = before.map(|before| (before.version.clone(), before.tag.clone()));
        let scope = package::settle(known.request, packages, &known.told(newest.as_ref(), &lineage.taken))?;
        let versions = in_scheme(&scope.found, known.scheme)?;
        let (stated, tag_only, filled_in) = match highest(&versions) {
            Some(stated) => {
                let filled = stated.is_placeholder() && !listed;
                let filled = filled && !manifest::names_any(&known.request.manifests, &scope.found);
                let newest = newest.as_ref().filter(|_| filled);
                let filled = newest
                    .and_then(|(newest, _)| package::never_raised(known.request, known.files, &scope.found, newest));
                (stated, false, filled)
            }
            None => (tagged_alone(known, line, &lineage, &scope, &looked, suspects)?, true, None),
        };
        if let Some((newest, tag)) = newest.as_ref().filter(|_| !tag_only)
            && let Some(then) = known.at(tag)
        {
            let files = (known.files, then.files.as_slice());
            package::raised_alone((known.request, known.asked), &scope, files, (newest, &tag.name))?;
        }
        // What stayed behind and goes with the others now says less by right.
        let behind = |found: &Found| {
            scope.joined.iter().any(|folder| !folder.is_empty() && manifest::is_below(&found.path, folder))
        };
        let mut went = scope.found.iter().zip(&versions).filter(|(found, _)| !behind(found));
        // What is raised by the release alone still says T where another file says already what comes next, as Maven's do.
        let still = |version: &Version| {
            stated.is_development() && newest.as_ref().is_some_and(|(newest, _)| newest.same(version))
        };
        let agree = went.all(|(_, version)| version.same(&stated) || leads_to(&stated, version) || still(version));
        Ok(Self {
            agree,
            format: lineage.format.clone(),
            oddities: lineage.oddities.clone(),
            scope,
            line,
            lineage,
            tag_only,
            filled_in,
            stated,
            newest,
            release_before,
            passed_over: Vec::new(),
            ignored: known.ignored,
        })
    }

    /// What the next version is counted from: T, or the version of a package that this one's versions grow together with.
    pub(crate) fn from<'v>(&'v self, newest: &'v Version) -> &'v Version {
        let linked = self.scope.linked.as_ref().filter(|linked| linked.is_prerelease() == newest.is_prerelease());
        linked.filter(|linked| linked.cmp_precedence(newest).is_gt()).unwrap_or(newest)
    }

    /// What moves to a version.
    pub(crate) fn moves_to(&self, version: &Version) -> Moves<'_> {
        self.scope.moves().to(version, self.release_before.as_ref().map(|(before, _)| before))
    }

    /// The commit of the branch that has all that T has: what comes after it is new.
    pub(crate) fn since(&self) -> Option<&String> {
        self.lineage.newest.as_ref().map(|newest| &newest.since)
    }

    /// Whether a commit's manifests say what its tag does, as far as any file says it.
    pub(crate) fn is_right(&self, request: &Request, commit: &Inspected, version: &Version) -> bool {
        self.tag_only || say(&commit.files, request, &self.scope.went(), version) == Says::It
    }

    /// The release before T, and others of T's minor version, the newest of them, without what all numbers begin with.
    pub(crate) fn older(&self) -> Vec<String> {
        let Some((newest, _)) = &self.newest else { return Vec::new() };
        let released = self.lineage.taken.iter().rev().map(|(version, _)| version);
        let below = released.filter(|one| !one.is_prerelease() && one.cmp_precedence(newest).is_lt());
        let near = below.enumerate().filter(|(at, one)| *at == 0 || one.minor_line() == newest.minor_line());
        near.filter(|(_, one)| !package::is_first(one)).take(OLDER).map(|(_, one)| one.to_string()).collect()
    }

    /// The manifests that do not agree, each with its place.
    pub(crate) fn listed(&self) -> String {
        let stated =
            self.scope.found.iter().map(|found| format!("`{}:{}` says {}", found.path, found.line, found.version));
        stated.collect::<Vec<_>>().join(", ")
    }

    /// The release M leads to. Of two numbers it has a zero behind them where each tag has three, be the last a zero:
    /// `0.50-SNAPSHOT` after `v0.49.0`.
    pub(crate) fn stated_release(&self) -> Version {
        let release = match self.is_after_release() {
            true => self.stated.with_triple(self.stated.triple()),
            false => self.stated.becomes(),
        };
        // There may be thousands of tags, and few versions have two numbers.
        let taken = || self.lineage.taken.iter().map(|(version, _)| version.numbers());
        let by_three =
            || taken().all(|numbers| numbers.len() > 2) && taken().any(|numbers| matches!(*numbers, [_, _, 0]));
        let long = match *release.numbers() {
            [major, minor] if !release.is_prerelease() && by_three() => release.with_numbers(&[major, minor, 0]).ok(),
            _ => None,
        };
        long.unwrap_or(release)
    }

    /// R counts on from 9000 in a fourth number while the next release is made.
    pub(super) fn is_after_release(&self) -> bool {
        let fourth = self.stated.numbers().get(3).copied().unwrap_or_default();
        fourth >= FIRST_OF_R && self.scope.found.iter().all(|one| one.format == "DESCRIPTION")
    }
}

impl<'a> Known<'a> {
    /// The commit that a tag names, where it was looked at.
    fn at(&self, tag: &Tag) -> Option<&'a Inspected> {
        self.commits.unwrap_or_default().iter().find(|one| one.oid == tag.commit)
    }

    /// What the tags tell, as far as packages are told apart by it.
    fn told<'t>(&'t self, newest: Option<&'t (Version, Tag)>, taken: &'t [(Version, String)]) -> Told<'t>
    where
        'a: 't,
    {
        let at = |tag: &Tag| self.at(tag);
        let below = taken.iter().filter(|(version, _)| newest.is_some_and(|(newest, _)| !version.same(newest)));
        let read = |(version, name): &'t (Version, String)| Some((version, at(self.refs.tag(name)?)?.files.as_slice()));
        Told {
            scheme: self.scheme,
            newest: newest.map(|(version, tag)| Newest {
                version,
                files: at(tag).map(|one| one.files.as_slice()),
                changed: at(tag).and_then(|one| one.changed.as_deref()),
            }),
            earlier: below.filter_map(read).collect(),
            tags: self.refs.tag_names().collect(),
            tagged: self.tagged,
            early: self.commits.is_none(),
            changesets: self.changesets,
        }
    }
}

/// The version where no file says one: T, or the first one, where that was asked for by name. Code `no-manifest`.
fn tagged_alone(
    known: &Known<'_>,
    line: Line,
    lineage: &Lineage,
    scope: &Scope,
    looked: &[Looked],
    mut suspects: Vec<Found>,
) -> Result<Version> {
    if let Some(newest) = &lineage.newest {
        suspects.extend(scope.strangers.iter().cloned());
        // What lies elsewhere says nothing of a folder whose tags begin with it.
        let own = |path: &str| known.tagged.is_none_or(|tagged| manifest::is_below(path, &tagged.folder));
        suspects.retain(|one| own(&one.path));
        let looked: Vec<Looked> = looked.iter().filter(|one| own(&one.path)).cloned().collect();
        package::nobody_says(known.branch, &looked, &suspects, &newest.version, &lineage.taken)?;
        if let Some(then) = known.at(&newest.tag) {
            package::lost_by(known.request, known.files, &then.files, (&newest.version, &newest.tag.name))?;
        }
        return Ok(newest.version.clone());
    }
    match known.asked {
        Asked::Exact(version) => {
            package::nobody_gives(known.branch, looked, &suspects, version)?;
            Ok(version.clone())
        }
        _ => {
            let first = first_of(line, lineage.taken.last().map(|(version, _)| version));
            Err(package::nowhere(known.branch, looked, &suspects, package::Tags::MayBegin(&first)))
        }
    }
}

/// What the first version of a line may be, above the greatest of all tags where the line is none of its own.
fn first_of(line: Line, greatest: Option<&Version>) -> String {
    let above = || bump::next(&greatest?.release(), Bump::Minor).ok().map(|next| next.to_string());
    line.first().or_else(above).unwrap_or_else(|| "0.1.0".to_string())
}
