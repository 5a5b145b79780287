//! What goes along with a package that a release is of.

use crate::manifest::Package;
use crate::release::package::Judge;
use crate::version::Version;

impl<'p> Judge<'p> {
    /// The package that was asked for, with what lies in its folder and goes with it, and what it pins at its own version,
    /// wherever that lies.
    pub(super) fn with_nested(&self, package: &'p Package) -> Vec<&'p Package> {
        let Some(now) = self.now_of(package) else { return vec![package] };
        let inside = |one: &&Package| {
            let pinned = || one.name.as_ref().is_some_and(|name| package.pinned.contains(name));
            package.folder != one.folder
                && (package.folder.is_empty() || one.folder.starts_with(&format!("{}/", package.folder)) || pinned())
        };
        let then = self.then_of(package);
        let nested = self.packages.all.iter().filter(inside).filter(|one| self.goes_with(one, now, then));
        std::iter::once(package).chain(nested).collect()
    }

    /// Those of other ecosystems that the newest tag tells of as well: they said its version when it was made, with some
    /// of those that move. Before that is known: those that say it.
    pub(super) fn far(&self, moving: &[&'p Package]) -> Vec<&'p Package> {
        let Some(newest) = &self.told.newest else { return Vec::new() };
        let is = |said: Option<&Version>| said.is_some_and(|said| said.same(newest.version));
        let went = |one: &Package| match &self.then {
            Some(_) => is(self.then_of(one)),
            None => is(self.now_of(one)),
        };
        if !moving.iter().any(|one| went(one)) {
            return Vec::new();
        }
        self.packages.far.iter().filter(|one| went(one) && !self.has_own_tags(one)).collect()
    }
}
