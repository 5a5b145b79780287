//! What manifests have said over all tags of a family: whether the tags count them.

use std::cmp::Ordering;

use crate::audit::reading::{Reading, Said, Sub};
use crate::audit::same::{agrees, normal};
use crate::audit::tags::{Group, Versioned};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::version::Version;

/// So many tags show whether a manifest goes with them.
pub(super) const SHOWN: usize = 3;
/// At so many tags in a row a manifest says the same that nobody keeps up to date.
const GIVEN_UP: usize = 5;
/// What follows the tags says something else at every third of them at least.
const FOLLOWS: usize = 3;

/// What manifests have said over all tags of a family, by their path.
#[derive(Debug, Default)]
pub(super) struct Evidence<'a> {
    /// What the tags say.
    versions: BTreeSet<String>,
    paths: BTreeMap<&'a str, Path>,
    /// Of each manifest the tags at which nobody keeps it up to date.
    given_up: BTreeSet<(&'a str, &'a str)>,
}

#[derive(Debug, Default)]
struct Path {
    seen: usize,
    /// It has said what its tag says.
    agreed: bool,
    /// How often it said what an older tag says.
    lagged: usize,
    /// How many versions it has said, one after the other.
    moves: usize,
    /// At how many tags it was majors above them.
    above: usize,
}

impl<'a> Evidence<'a> {
    /// `reading`: what the tree says that a tag's ref names.
    pub(super) fn of(group: &Group<'a>, reading: &dyn Fn(&str) -> Option<&'a Reading<'a>>) -> Self {
        let versions = group.tags.iter().map(|one| normal(one.text)).collect();
        let mut evidence = Self { versions, ..Self::default() };
        // By path: what it says, and the tags in a row at which it does.
        let mut runs: BTreeMap<&'a str, (&'a str, Vec<&'a str>)> = BTreeMap::new();
        for one in &group.tags {
            let Some(reading) = reading(one.tag.oid) else { continue };
            for said in reading.packages.iter().flat_map(|package| &package.said) {
                evidence.see(one, said);
                if one.may_move {
                    continue;
                }
                let (version, run) = runs.entry(said.path).or_default();
                if *version != said.version {
                    let path = evidence.paths.entry(said.path).or_default();
                    path.moves = path.moves.saturating_add(1);
                    evidence.give_up(said.path, std::mem::take(run));
                    *version = said.version;
                }
                run.push(one.tag.name);
            }
        }
        runs.into_iter().for_each(|(path, (_, run))| evidence.give_up(path, run));
        evidence
    }

    fn see(&mut self, one: &Versioned<'a>, said: &Said<'a>) {
        let path = self.paths.entry(said.path).or_default();
        path.seen = path.seen.saturating_add(1);
        path.agreed |= agrees(one, said);
        let own = Version::parse(said.version, said.scheme);
        let older = own.is_ok_and(|own| own.cmp_precedence(&one.version).is_lt());
        if older && self.versions.contains(&normal(said.version)) {
            path.lagged = path.lagged.saturating_add(1);
        }
        if major(one, said).is_gt() {
            path.above = path.above.saturating_add(1);
        }
    }

    /// Takes a run of tags at which a path says the same.
    fn give_up(&mut self, path: &'a str, run: Vec<&'a str>) {
        if run.len() >= GIVEN_UP {
            self.given_up.extend(run.into_iter().map(|tag| (path, tag)));
        }
    }

    /// Whether nobody keeps up to date what a manifest says at this tag.
    pub(super) fn is_given_up(&self, at: &Versioned<'_>, path: &str) -> bool {
        self.given_up.contains(&(path, at.tag.name))
    }

    /// Whether a manifest has versions of its own: it has never said what its tag says, and seldom what one before it did, or
    /// seldom something else than at the tag before.
    pub(super) fn is_apart(&self, path: &str) -> bool {
        let still = |path: &Path| path.seen >= GIVEN_UP && path.moves.saturating_mul(FOLLOWS) < path.seen;
        let apart = |path: &Path| {
            path.seen >= SHOWN && !path.agreed && (path.lagged.saturating_mul(2) < path.seen || still(path))
        };
        self.paths.get(path).is_some_and(apart)
    }

    /// Whether a tag does not count a package: nobody installs it, and it says what no tag says, or has versions of its own; or
    /// it lies in some folder, and has versions of its own, or was given up majors ago, or is majors above, as charts are.
    /// What the root says is meant, however old it is.
    pub(super) fn is_idle(&self, at: &Versioned<'_>, package: &Sub<'_>) -> bool {
        let all = |is: &dyn Fn(&Said<'_>) -> bool| !package.said.is_empty() && package.said.iter().all(is);
        let is_old = |said: &Said<'_>| self.is_given_up(at, said.path) && major(at, said).is_lt();
        let is_above = |said: &Said<'_>| {
            major(at, said).is_gt() && self.paths.get(said.path).is_some_and(|path| path.above >= SHOWN)
        };
        (package.private && all(&|said| !self.versions.contains(&normal(said.version)) || self.is_apart(said.path)))
            || (!package.folder.is_empty() && all(&|said| self.is_apart(said.path) || is_old(said) || is_above(said)))
    }
}

/// How the first number of what a manifest says compares with its tag's.
fn major(at: &Versioned<'_>, said: &Said<'_>) -> Ordering {
    let own = Version::parse_lenient(said.version, at.version.scheme());
    own.map_or(Ordering::Equal, |own| own.numbers().first().cmp(&at.version.numbers().first()))
}
