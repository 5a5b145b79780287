//! Manifests in the folder of what is released that are another package's: the site of a gem's manual, the crate that an
//! npm package wraps.

use crate::bump;
use crate::bump::{Bump, is_next};
use crate::manifest::{Found, Package};
use crate::release::package::{Judge, Newest, Told};
use crate::version::{Scheme, Version};

/// Whether a manifest says a version.
pub(crate) fn says(one: &Found, version: &Version) -> bool {
    highest(std::slice::from_ref(one), version.scheme()).is_some_and(|it| it.same(version))
}

impl Judge<'_> {
    /// The manifests of some packages that say versions of their own; and of those that stay in question, which may as well
    /// lag behind the newest tag as be another package's. What the user listed is ours.
    pub(super) fn told_apart(&self, moving: &[&Package]) -> (Vec<String>, Vec<String>) {
        let (mut apart, mut disputed) = (Vec::new(), Vec::new());
        for one in moving.iter().filter(|one| one.has_voices() && !self.agree(one)) {
            let leading = self.leading(one);
            let ours = |found: &Found| self.tells(found) || leading.as_ref().is_some_and(|it| it.takes(self, found));
            let mut strangers = one.strangers(ours);
            // Behind the newest tag, and not raised for it: then that is the tag's alone, or they are to be named.
            let left_behind = || !one.manifests.iter().any(ours) && one.manifests.iter().any(|it| self.is_behind(it));
            if one.is_assemblies() && strangers.is_empty() && left_behind() {
                strangers.extend(one.manifests.iter().map(|found| found.path.as_str()));
            }
            let left = one.manifests.iter().filter(|found| !strangers.contains(&found.path.as_str()));
            let far = left.filter(|found| !ours(found) && self.is_far(found));
            disputed.extend(far.map(|found| found.path.clone()));
            // The package's own tags went on with it on another branch.
            let went_on =
                |path: &&str| one.manifests.iter().any(|it| it.path == *path && self.is_told_elsewhere(one, it));
            let (disputing, strangers): (Vec<&str>, Vec<&str>) = strangers.into_iter().partition(went_on);
            disputed.extend(disputing.into_iter().map(str::to_string));
            apart.extend(strangers.into_iter().map(str::to_string));
        }
        // What nobody raises for the tags, beside what may be their package and says nothing.
        if let [one] = moving
            && self.packages.mute
            && one.folder.is_empty()
            && !one.has_voices()
            && let Some(newest) = &self.told.newest
        {
            let far = |found: &&Found| {
                self.said(found).is_some_and(|said| !said.is_placeholder() && !is_near(&said, newest.version))
            };
            let paths = one.manifests.iter().filter(far).map(|found| found.path.clone());
            disputed.extend(paths.filter(|path| !self.request.manifests.contains(path)));
        }
        (apart, disputed)
    }

    fn said(&self, found: &Found) -> Option<Version> {
        highest(std::slice::from_ref(found), self.told.scheme)
    }

    /// What a file said when the newest tag was made.
    fn said_then(&self, found: &Found) -> Option<&Version> {
        self.each.as_ref()?.get(&found.path)
    }

    /// Whether the manifests of a package say one version. Attributes of assemblies may all say one of long ago.
    pub(super) fn agree(&self, one: &Package) -> bool {
        let Some(first) = one.manifests.first().and_then(|found| self.said(found)) else { return true };
        let same = |found: &Found| self.said(found).is_some_and(|version| version.same(&first));
        !one.is_assemblies() && one.manifests.iter().all(same)
    }

    /// Whether a manifest says the newest tag's version, or said it then.
    fn tells(&self, found: &Found) -> bool {
        [self.said(found).as_ref(), self.said_then(found)].into_iter().flatten().any(|version| self.is_newest(version))
    }

    /// Whether a tag of a package's name, above the newest that counts, has the version of a manifest, or that is the next one.
    fn is_told_elsewhere(&self, one: &Package, found: &Found) -> bool {
        let (Some(newest), Some(said)) = (self.told.newest.as_ref(), self.said(found)) else { return false };
        self.named(one).iter().any(|family| {
            let above = family.newest().filter(|(version, _)| version.cmp_precedence(newest.version).is_gt());
            above.is_some_and(|(version, _)| version.same(&said) || is_next(&said, version))
        })
    }

    fn is_behind(&self, found: &Found) -> bool {
        let newest = self.told.newest.as_ref();
        newest.zip(self.said(found)).is_some_and(|(newest, said)| said.cmp_precedence(newest.version).is_lt())
    }

    /// Whether a manifest says what hardly lags behind the newest tag.
    fn is_far(&self, found: &Found) -> bool {
        let released =
            |version: &Version| !is_first(version) && self.families.iter().any(|family| family.says(version));
        let far = |(newest, said): (&Newest<'_>, Version)| {
            !(is_near(&said, newest.version) && may_lag(&said, newest.version, released))
        };
        self.told.newest.as_ref().zip(self.said(found)).is_some_and(far)
    }

    /// See [`Leading`]; `None`: a manifest says what the newest tag does, none is near that, or one is beyond it.
    fn leading(&self, one: &Package) -> Option<Leading<'_>> {
        let newest = self.told.newest.as_ref()?.version;
        if !one.has_neighbours() || one.manifests.iter().any(|found| self.tells(found)) {
            return None;
        }
        let now = highest(&one.manifests, self.told.scheme)?;
        let first = one.manifests.iter().find(|found| says(found, &now))?;
        let near = now.cmp_precedence(newest).is_lt() && is_near(&now, newest);
        near.then(|| Leading { then: self.said_then(first), now })
    }
}

/// Of packages in one folder none of which says the newest tag's version, or said it when that tag was made, the one that
/// the tags may yet tell of: the greatest one near that version. Its neighbours go with it if they say what it says, or said
/// the same then.
struct Leading<'a> {
    now: Version,
    then: Option<&'a Version>,
}

impl Leading<'_> {
    fn takes(&self, judge: &Judge<'_>, found: &Found) -> bool {
        let together = judge.said_then(found).zip(self.then).is_some_and(|(said, then)| said.same(then));
        together || judge.said(found).is_some_and(|now| now.same(&self.now))
    }
}

/// Whether what says a version may have been left behind by a newer one: it has the same major version, or is one step
/// below.
fn is_near(said: &Version, newest: &Version) -> bool {
    said.is_development()
        || said.cmp_precedence(newest).is_gt()
        || said.triple().0 == newest.triple().0
        || is_step(said, newest, Bump::Major)
}

/// Whether what says a version had that of a release once: a tag names it, or the newest is of its minor version, or a step
/// above it. What nobody raises any more stopped at a release; what is numbered apart seldom meets one.
fn may_lag(said: &Version, newest: &Version, released: impl Fn(&Version) -> bool) -> bool {
    said.is_development() || said.is_placeholder() || !is_left(said, newest) || released(said)
}

/// Whether what says a version is more than a step, and more than a minor version, behind a newer one.
pub(super) fn is_left(said: &Version, newest: &Version) -> bool {
    said.cmp_precedence(newest).is_lt()
        && said.minor_line() != newest.minor_line()
        && ![Bump::Minor, Bump::Major].into_iter().any(|step| is_step(said, newest, step))
}

/// Whether this is what numbers begin with: tags that begin so, too, tell nothing of it.
pub(crate) fn is_first(version: &Version) -> bool {
    matches!(version.triple(), (1, 0, 0) | (0, 1, 0) | (0, 0, 1))
}

fn is_step(said: &Version, newest: &Version, step: Bump) -> bool {
    bump::next(said, step).is_ok_and(|next| next.same(newest))
}

/// The manifests of a package, as far as can be told from the newest tag's version alone.
pub(super) fn of_one(one: &Package, told: &Told<'_>) -> Vec<Found> {
    let newest = told.newest.as_ref().map(|newest| newest.version);
    one.own(|found| newest.is_some_and(|newest| says(found, newest)))
}

/// The highest version of some manifests in a scheme; none where one of them can not be said in it.
pub(super) fn highest(manifests: &[Found], scheme: Scheme) -> Option<Version> {
    let mut highest: Option<Version> = None;
    for found in manifests {
        let version = Version::parse(&found.version, found.scheme).ok()?.to_scheme(scheme).ok()?;
        if highest.as_ref().is_none_or(|so_far| version.cmp_precedence(so_far).is_gt()) {
            highest = Some(version);
        }
    }
    highest
}
