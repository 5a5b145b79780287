//! What moves where no package was asked for: what the tags tell of, with the members that have always gone with it.

use crate::error::Result;
use crate::manifest::Package;
use crate::release::package::apart::highest;
use crate::release::package::{Judge, only};

impl<'p> Judge<'p> {
    /// What moves where no package was asked for.
    pub(super) fn unasked(&self) -> Result<Vec<&'p Package>> {
        let all = &self.packages.all;
        let went = |one: &Package| self.then_of(one).is_some_and(|version| self.is_newest(version));
        if let Some(root) = all.iter().find(|one| one.folder.is_empty()) {
            // Nobody publishes it, no tag tells of it, and tags do of others: its own version means nothing.
            let others = || all.iter().any(|one| !one.private && self.has_own_tags(one));
            if root.private && self.told.newest.is_none() && others() {
                return Err(self.differ());
            }
            if self.is_citation(root) || self.is_scaffold(root) {
                return Err(self.differ());
            }
            if !(self.is_given_up(root) && all.iter().any(|one| went(one) && !self.has_own_tags(one))) {
                return Ok(self.with_nested(root));
            }
        }
        if !self.packages.listed.is_empty() {
            let now = highest(&self.packages.listed, self.told.scheme);
            let with = |one: &&Package| now.as_ref().is_some_and(|now| self.goes_with(one, now, None));
            return Ok(all.iter().filter(with).collect());
        }
        let free = self.free();
        if self.told.newest.is_none() {
            return if self.packages.by_tags { Ok(Vec::new()) } else { self.untagged(&free) };
        }
        let now = |one: &&&Package| self.now_of(one).is_some_and(|version| self.is_newest(version));
        let mut told: Vec<&Package> = free.iter().filter(|one| went(one)).copied().collect();
        if told.is_empty() {
            told = free.iter().filter(now).copied().collect();
        } else {
            // What is new since, and begins with the version of the others.
            let with = told.first().and_then(|one| self.now_of(one));
            let same =
                |one: &&&Package| now(one) || self.now_of(one).zip(with).is_some_and(|(one, with)| one.same(with));
            let new: Vec<&Package> =
                free.iter().filter(|one| self.then_of(one).is_none()).filter(same).copied().collect();
            told.extend(new);
        }
        if !told.is_empty() {
            return Ok(told);
        }
        self.untold(&free)
    }

    /// What tags without a name may be about.
    fn free(&self) -> Vec<&'p Package> {
        let all = &self.packages.all;
        match all.len() {
            0 | 1 => all.iter().collect(),
            // Tags that name the only one are the repository's.
            _ => {
                let only = only(self.packages).map(|one| &one.folder);
                all.iter().filter(|one| !self.has_own_tags(one) || only == Some(&one.folder)).collect()
            }
        }
    }

    /// Those that are ahead of the newest tag, or all, until it is known what they said when it was made.
    pub(super) fn guessed(&self) -> Vec<&'p Package> {
        let ahead = |one: &&Package| {
            let newest = self.told.newest.as_ref().map(|newest| newest.version);
            self.now_of(one).zip(newest).is_some_and(|(now, newest)| now.cmp_precedence(newest).is_gt())
        };
        let free = self.free();
        let raised: Vec<&Package> = free.iter().filter(|one| ahead(one)).copied().collect();
        if raised.is_empty() { free } else { raised }
    }

    /// No tag yet: the packages of a workspace that say one version are released together, and one alone is released.
    fn untagged(&self, free: &[&'p Package]) -> Result<Vec<&'p Package>> {
        let public: Vec<&Package> = free.iter().filter(|one| !one.private).copied().collect();
        match (free, public.as_slice()) {
            ([], _) if self.packages.all.is_empty() => Ok(Vec::new()),
            ([one], _) | (_, [one]) if free.len() == self.packages.all.len() => Ok(vec![one]),
            _ if !free.is_empty() && free.len() == self.packages.all.len() && self.are_one(free) => Ok(free.to_vec()),
            _ => Err(self.differ()),
        }
    }

    /// Nobody says the newest tag's version, and nobody said it then.
    fn untold(&self, free: &[&'p Package]) -> Result<Vec<&'p Package>> {
        if self.packages.by_tags || self.packages.all.is_empty() {
            return Ok(Vec::new());
        }
        if !self.packages.everywhere {
            // The workspace of the root: all of it lags behind, or is ahead; by a major version, it never was meant.
            let meant = self.are_one(free) && !free.iter().any(|one| self.stays(self.then_of(one), self.now_of(one)));
            // What nobody publishes, or was not there, beside packages with tags of their own, is none that tags tell of.
            // Where a folder is gone that said a version then, it may be what is here now.
            let folders = self.packages.all.iter().chain(&self.packages.far).map(|one| &one.folder);
            let here = |folder: &String| folders.clone().any(|one| one == folder);
            let moved = self.then.as_ref().is_none_or(|then| !then.keys().all(here));
            let there = |one: &Package| moved || self.then_of(one).is_some();
            let told = |one: &&Package| !one.private && there(one) || free.len() == self.packages.all.len();
            return if meant && free.iter().any(told) { Ok(free.to_vec()) } else { Err(self.differ()) };
        }
        let public: Vec<&Package> = free.iter().filter(|one| !one.private).copied().collect();
        match public.as_slice() {
            [] if free.is_empty() => Err(self.differ()),
            // A site, an example, a tool: none of them is what the tags count.
            [] => Ok(Vec::new()),
            _ => Err(self.differ()),
        }
    }

    fn are_one(&self, packages: &[&Package]) -> bool {
        let mut versions = packages.iter().map(|one| self.now_of(one));
        let Some(Some(first)) = versions.next() else { return false };
        versions.all(|version| version.is_some_and(|version| version.same(first)))
    }
}
