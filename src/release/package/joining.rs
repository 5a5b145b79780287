//! What joins a release again after it stayed behind: where packages are counted by one number, and raised once they change.

use std::cell::OnceCell;

use crate::manifest::{File, Found, Package};
use crate::ordered;
use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::package::apart::is_first;
use crate::release::package::{Judge, by_folder, read};
use crate::tag::Family;
use crate::version::Version;

/// Of how many versions it is looked up whether the packages that say them were raised with their releases.
const LOOKED_UP: usize = 16;

/// A release of before the newest tag. What its packages said is read once it is asked about: thousands of tags may name one
/// commit, and few of them are.
pub(super) struct Earlier<'p> {
    pub(super) version: &'p Version,
    pub(super) files: &'p [File],
    /// What the packages said then, by folder; `None`: they could not be read.
    pub(super) said: OnceCell<Option<BTreeMap<String, Version>>>,
}

impl<'p> Earlier<'p> {
    pub(super) fn new(version: &'p Version, files: &'p [File]) -> Self {
        Self { version, files, said: OnceCell::new() }
    }
}

impl Judge<'_> {
    /// What stayed behind when the newest tag was made, since nothing of it had changed, and has changed now: where tools
    /// count all packages by one number and raise those that changed, it goes with the others again. That it is so counted
    /// is told by its version: it is one of the same tags, of the same major version, and no tag has its name; and it was
    /// raised with that tag, or lerna keeps the number. What is numbered apart meets a version of the tags many a time. And
    /// whether there may be such once more is known: the versions whose tags tell it.
    pub(super) fn joining(&self, moving: &[&Package]) -> (Vec<&Package>, Option<Vec<Version>>) {
        let Some(newest) = self.told.newest.as_ref() else { return (Vec::new(), None) };
        let ahead = |one: &&Package| self.now_of(one).is_none_or(|now| now.cmp_precedence(newest.version).is_gt());
        // What nobody publishes is an application, whose numbers have passed those of its packages.
        if moving.iter().all(|one| one.private) || moving.iter().any(ahead) {
            return (Vec::new(), None);
        }
        let line = newest.version.minor_line();
        let near = |now: &Version| if line.0 > 0 { now.triple().0 == line.0 } else { now.minor_line() == line };
        let behind = |one: &&Package| {
            let less = |now: &&Version| now.cmp_precedence(newest.version).is_lt() && near(now);
            let now = self.now_of(one).filter(less).filter(|now| self.is_one_of_theirs(now));
            let as_then = self.then.is_none() || now.zip(self.then_of(one)).is_some_and(|(now, then)| now.same(then));
            as_then && now.is_some() && !one.private && !one.folder.is_empty() && !self.has_own_tags(one)
        };
        let moved: BTreeSet<&str> = moving.iter().map(|one| one.folder.as_str()).collect();
        let stays = |one: &&Package| !moved.contains(one.folder.as_str());
        let all: Vec<&Package> = self.packages.all.iter().filter(behind).filter(stays).collect();
        let by_lerna = |one: &Found| one.path == "lerna.json";
        let kept = moving.iter().flat_map(|one| &one.manifests).any(by_lerna);
        let touched = self.holding(newest.changed.unwrap_or_default());
        let changed = |one: &&Package| touched.contains(one.folder.as_str());
        // Where lerna keeps the number, no tag has to be looked up.
        let most = if kept { 0 } else { LOOKED_UP };
        let tell = Some(&all).filter(|all| !all.is_empty()).map(|all| self.telling(all, most));
        (all.into_iter().filter(|one| changed(one) && (kept || self.was_raised(one))).collect(), tell)
    }

    /// Whether a version is one of the tags that the newest is of.
    fn is_one_of_theirs(&self, version: &Version) -> bool {
        self.theirs().any(|family| family.says(version))
    }

    fn theirs(&self) -> impl Iterator<Item = &Family<'_>> {
        let newest = self.told.newest.as_ref().map(|newest| newest.version);
        self.families.iter().filter(move |family| newest.is_some_and(|newest| family.says(newest)))
    }

    /// The version of the tag before that of a version.
    fn before(&self, version: &Version) -> Option<&Version> {
        let all = self.theirs().flat_map(|family| &family.tags).map(|(other, _)| other);
        all.filter(|other| other.cmp_precedence(version).is_lt()).max_by(|a, b| a.cmp_precedence(b))
    }

    /// The versions by whose tags it is told when these were raised, the newest `most` of them.
    fn telling(&self, all: &[&Package], most: usize) -> Vec<Version> {
        let mut versions: Vec<&Version> = all.iter().filter_map(|one| self.now_of(one)).collect();
        ordered::sort_by(&mut versions, |one, other| other.cmp_precedence(one));
        versions.dedup_by(|one, other| one.same(other));
        versions.truncate(most);
        let with = |now: &Version| [Some(now.clone()), self.before(now).cloned()];
        versions.into_iter().flat_map(with).flatten().collect()
    }

    /// Whether a package was raised to what it says with the tag that says the same: it said it then, and not yet when the tag
    /// before was made. With the first of all tags it was, unless its number is what all begin with.
    fn was_raised(&self, one: &Package) -> bool {
        let Some(now) = self.now_of(one) else { return false };
        let says = |said: &BTreeMap<String, Version>| said.get(&one.folder).is_some_and(|said| said.same(now));
        let rose = match self.before(now) {
            Some(before) => self.said_at(before).is_some_and(|said| !says(said)),
            None => !is_first(now),
        };
        rose && self.said_at(now).is_some_and(says)
    }

    /// What the packages said when an earlier tag was made; `None`: it was not looked up, or cannot be read.
    fn said_at(&self, version: &Version) -> Option<&BTreeMap<String, Version>> {
        let earlier = self.earlier.iter().find(|one| one.version.same(version))?;
        earlier.said.get_or_init(|| Some(by_folder(&read(earlier.files, self.request)?, self.told))).as_ref()
    }

    /// The folders of packages in which files lie, of each the deepest.
    fn holding<'f>(&self, paths: &'f [String]) -> BTreeSet<&'f str> {
        let folders: BTreeSet<&str> = self.packages.all.iter().map(|one| one.folder.as_str()).collect();
        let innermost = |path: &'f String| {
            let mut above = path.rmatch_indices('/').filter_map(|(end, _)| path.get(..end));
            above.find(|folder| folders.contains(folder))
        };
        paths.iter().filter_map(innermost).collect()
    }
}
