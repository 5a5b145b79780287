//! Packages that others have outlived: what the newest tag tells of no more.

use crate::error::Result;
use crate::manifest;
use crate::manifest::{Looked, Package};
use crate::release::package::apart::{is_first, is_left};
use crate::release::package::{Judge, names};
use crate::tag::{Family, Whose};
use crate::version::Version;

impl<'p> Judge<'p> {
    /// Whether this was said when the newest tag was made, a major version below it, and is said still: nobody raises it.
    pub(super) fn stays(&self, then: Option<&Version>, now: Option<&Version>) -> bool {
        let newest = self.told.newest.as_ref().map_or(0, |newest| newest.version.triple().0);
        then.zip(now).is_some_and(|(then, now)| then.same(now) && then.triple().0 < newest)
    }

    /// Whether nobody raises a package, or it is numbered apart: what it says was far behind when the newest tag was made.
    pub(super) fn is_given_up(&self, one: &Package) -> bool {
        let (then, now) = (self.then_of(one), self.now_of(one));
        let same = then.zip(now).filter(|(then, now)| then.same(now)).map(|(_, now)| now);
        let left = same.zip(self.told.newest.as_ref()).is_some_and(|(now, newest)| is_left(now, newest.version));
        left && !now.is_some_and(Version::is_development) || self.stays(then, now)
    }

    /// Whether the root is what others are built or tested with: it was given up at what all numbers begin with, nobody names
    /// it, and tags are called after a folder whose manifest says no version.
    pub(super) fn is_scaffold(&self, root: &Package) -> bool {
        let free = || !manifest::names_any(&self.request.manifests, &root.manifests);
        let tagged = |folder: &str| self.families.iter().any(|one| one.whose(&[folder.to_string()]) == Whose::Named);
        let below = |one: &Looked| one.path.rsplit_once('/').is_some_and(|(folder, _)| tagged(folder));
        let began = self.is_given_up(root) && self.now_of(root).is_some_and(is_first) && free();
        began && self.packages.looked.iter().any(below)
    }

    /// What moves without having been asked for, unless it looks given up, or never was what the newest tag tells of: it
    /// says less than that tag, or nothing, or lies in a folder and said something else then, too, and a package with tags
    /// of its own is beyond that. Where it never was what that tag tells of, tags that name no package are theirs who say so.
    pub(super) fn outlived(&self, moving: Vec<&'p Package>) -> Result<Vec<&'p Package>> {
        let newest = self.told.newest.as_ref().filter(|_| !(moving.is_empty() && self.packages.by_tags));
        let Some(newest) = newest.map(|newest| newest.version) else { return Ok(moving) };
        let behind = |one: &&Package| {
            let less = self.now_of(one).is_none_or(|now| now.cmp_precedence(newest).is_lt());
            less || !(one.folder.is_empty() || self.says_newest(one))
        };
        let told = moving.iter().any(|one| self.says_newest(one));
        let nobodys =
            |family: &Family<'_>| self.packages.all.iter().all(|one| family.whose(&names(one)) == Whose::Other);
        let beyond = |one: &Package| {
            let names = names(one);
            let Some(now) = self.now_of(one).filter(|now| now.cmp_precedence(newest).is_gt()) else { return false };
            // What is called after it has been beyond, though it was raised since.
            let past = |family: &Family<'_>| family.newest().is_some_and(|(it, _)| it.cmp_precedence(newest).is_gt());
            let has_been = |family: &Family<'_>| family.whose(&names) == Whose::Named && past(family);
            self.families.iter().any(|family| has_been(family) || !told && nobodys(family) && family.says(now))
        };
        let stays = |one: &&Package| moving.iter().all(|other| other.folder != one.folder);
        let given_up = self.packages.listed.is_empty() && moving.iter().all(behind);
        if given_up && self.packages.all.iter().filter(stays).any(beyond) { Err(self.differ()) } else { Ok(moving) }
    }

    /// Whether nothing but a citation says the root's version, which the tags do not tell of, nor any of the packages that are
    /// published from folders.
    pub(super) fn is_citation(&self, root: &Package) -> bool {
        let now = self.now_of(root);
        let with = |one: &Package| self.now_of(one).zip(now).is_some_and(|(one, now)| one.same(now));
        let mut far = self.packages.far.iter().filter(|one| !one.private).peekable();
        !self.says_newest(root)
            && root.manifests.iter().all(|found| manifest::only_cites(&found.path))
            && far.peek().is_some()
            && !far.any(with)
    }
}
