//! Packages that are released apart, and packages that are not to be parted.

use crate::error::{Error, Result};
use crate::manifest::groups::{CHANGESETS, Keeper};
use crate::manifest::{Found, Package, TO_EACH};
use crate::release::package::words::{out_of_step, parted};
use crate::release::package::{Judge, PackageView, names, says};
use crate::tag::{Family, Whose};
use crate::version::Version;

impl Judge<'_> {
    /// The folders of a package that has releases of its own: tags with its name, or that of a folder around it, say its
    /// version. None: it has not.
    pub(super) fn released_apart(&self, one: &Package) -> Vec<String> {
        let Some(now) = self.now_of(one).filter(|_| !one.private) else { return Vec::new() };
        let names = names(one);
        let around = |family: &Family<'_>| {
            let folder = family.prefix.trim_end_matches('v').strip_suffix('/');
            folder.filter(|folder| one.folder.starts_with(&format!("{folder}/"))).map(ToString::to_string)
        };
        let says = self.families.iter().filter(|family| family.says(now));
        let own = says.filter_map(|family| match family.whose(&names) {
            Whose::Named => Some(one.folder.clone()),
            _ => around(family),
        });
        let mut folders: Vec<String> = own.collect();
        if !folders.is_empty() && !folders.contains(&one.folder) {
            folders.push(one.folder.clone());
        }
        folders
    }

    /// Refuses to part packages that are to have one version, as `.changeset/config.json` says, and where one was asked for,
    /// as nx and rush are told, or the tags tell. Code `packages-parted`.
    pub(super) fn parts(&self, moving: &[&Package]) -> Result<()> {
        self.keeps_its_tags(moving)?;
        for group in self.told.changesets.fixed() {
            self.part(moving, &CHANGESETS, |name, _| group(name))?;
        }
        for group in self.told.changesets.kept.iter().filter(|_| self.request.package.is_some()) {
            self.part(moving, group.keeper, |name, folder| group.holds(name, folder))?;
        }
        self.keep_step(moving)
    }

    /// Refuses to go on from a tag that says what members of a Cargo workspace take from it, and the package at its root never
    /// said. Code `versions-differ-in-file`.
    fn keeps_its_tags(&self, moving: &[&Package]) -> Result<()> {
        let is_newest = |version: Option<&Version>| version.is_some_and(|version| self.is_newest(version));
        let lost = |one: &&&Package| !is_newest(self.now_of(one)) && !is_newest(self.then_of(one));
        let newest = self.told.newest.as_ref().map(|newest| newest.version);
        let tagged = |found: &&Found| newest.is_some_and(|newest| says(found, newest));
        let Some(Found { path, version, line, column, .. }) =
            moving.iter().filter(lost).filter_map(|one| one.lent.as_ref()).find(tagged)
        else {
            return Ok(());
        };
        let message = format!(
            "this says `{version}` for members of the workspace, as the newest tag does, and the package says another one"
        );
        Err(Error::new("versions-differ-in-file", message).at(path.clone()).place((*line, *column)).advice(TO_EACH))
    }

    /// Refuses to release one package alone whose tags are those of others, too: all of them said the newest one's version
    /// when that was made, and no tag has its name. The tag would tell of it, and the next one of the others above that.
    fn keep_step(&self, moving: &[&Package]) -> Result<()> {
        if self.request.package.is_none() || self.request.tag_format.is_some() {
            return Ok(());
        }
        let in_step =
            |one: &Package| self.then_of(one).is_some_and(|version| self.is_newest(version)) && !self.has_own_tags(one);
        let left = self.left(moving, |one| in_step(one));
        match moving.first() {
            Some(one) if in_step(one) && !left.is_empty() => {
                let wanted = one.name.as_deref().unwrap_or(&one.folder);
                Err(out_of_step(wanted, &left))
            }
            _ => Ok(()),
        }
    }

    fn part(&self, moving: &[&Package], keeper: &Keeper, holds: impl Fn(&str, &str) -> bool) -> Result<()> {
        let inside = |one: &Package| one.name.as_deref().is_some_and(|name| holds(name, &one.folder));
        let left = self.left(moving, inside);
        match moving.iter().find(|one| !one.private && inside(one)) {
            Some(one) if !left.is_empty() => {
                let wanted = self.request.package.as_ref().or(one.name.as_ref());
                Err(parted(wanted.map_or("", String::as_str), &left, keeper))
            }
            _ => Ok(()),
        }
    }

    /// The packages of a group that do not move. None where all of them were raised already: the tag of one parts nothing.
    fn left(&self, moving: &[&Package], inside: impl Fn(&Package) -> bool) -> Vec<PackageView> {
        let moves = |one: &Package| moving.iter().any(|other| other.folder == one.folder);
        let all = self.packages.all.iter().filter(|one| !one.private && inside(one));
        let (with, left): (Vec<&Package>, Vec<&Package>) = all.partition(|one| moves(one));
        let ahead = |now: &&Version| {
            let newest = self.told.newest.as_ref();
            newest.is_some_and(|newest| now.cmp_precedence(newest.version).is_gt()) && !now.is_development()
        };
        let raised =
            with.first().and_then(|one| self.now_of(one)).filter(ahead).filter(|_| !self.request.is_explicit());
        if raised.is_some_and(|now| left.iter().all(|other| self.now_of(other).is_some_and(|one| one.same(now)))) {
            return Vec::new();
        }
        left.iter().map(|one| self.view(one)).collect()
    }

    /// The highest version of the packages whose versions grow together with that of what moves, as `.changeset/config.json`
    /// says (`linked`): the next one is above it.
    pub(super) fn linked(&self, moving: &[&Package]) -> Option<Version> {
        let name = moving.first()?.name.as_deref()?;
        let group = self.told.changesets.linked().find(|group| group(name))?;
        let inside = |one: &&Package| !one.private && one.name.as_deref().is_some_and(&group);
        let said = self.packages.all.iter().filter(inside).filter_map(|one| self.now_of(one));
        said.max_by(|a, b| a.cmp_precedence(b)).cloned()
    }
}
