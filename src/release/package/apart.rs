//! Manifests in the folder of what is released that are another package's: the site of a gem's manual, the crate that an
//! npm package wraps.

use crate::bump;
use crate::bump::Bump;
use crate::manifest::{Found, Package};
use crate::ordered::BTreeMap;
use crate::release::package::{Newest, Told};
use crate::version::{Scheme, Version};

/// Whether a manifest says a version.
pub(crate) fn says(one: &Found, version: &Version) -> bool {
    highest(std::slice::from_ref(one), version.scheme()).is_some_and(|it| it.same(version))
}

/// The manifests of some packages that say versions of their own; and of those that stay in question, which may as well lag
/// behind the newest tag as be another package's. `then`: what was said when that tag was made.
pub(super) fn told_apart(
    moving: &[&Package],
    newest: Option<&Newest<'_>>,
    then: Option<&BTreeMap<String, Version>>,
    scheme: Scheme,
) -> (Vec<String>, Vec<String>) {
    let (mut apart, mut disputed) = (Vec::new(), Vec::new());
    for one in moving.iter().filter(|one| one.has_voices()) {
        let said = |found: &Found| highest(std::slice::from_ref(found), scheme);
        let Some(first) = one.manifests.first().and_then(said) else { continue };
        let agree = one.manifests.iter().all(|found| said(found).is_some_and(|version| version.same(&first)));
        if agree && !one.is_assemblies() {
            continue;
        }
        let newest = newest.map(|newest| newest.version);
        let went = |found: &Found| then.and_then(|then| then.get(&found.path)).zip(newest);
        let tells = |found: &Found| {
            newest.is_some_and(|newest| says(found, newest))
                || went(found).is_some_and(|(then, newest)| then.same(newest))
        };
        let leading = newest.filter(|_| one.has_neighbours() && !one.manifests.iter().any(tells));
        let leading = leading.and_then(|newest| Leading::of(&one.manifests, newest, then, scheme));
        let ours = |found: &Found| tells(found) || leading.as_ref().is_some_and(|leading| leading.takes(found));
        let mut strangers = one.strangers(ours);
        // Behind the newest tag, and not raised for it: then that is the tag's alone, or they are to be named.
        let behind =
            |found: &Found| newest.zip(said(found)).is_some_and(|(newest, said)| said.cmp_precedence(newest).is_lt());
        if one.is_assemblies()
            && strangers.is_empty()
            && !one.manifests.iter().any(ours)
            && one.manifests.iter().any(behind)
        {
            strangers.extend(one.manifests.iter().map(|found| found.path.as_str()));
        }
        let left = one.manifests.iter().filter(|found| !strangers.contains(&found.path.as_str()));
        let far = |found: &&Found| newest.zip(said(found)).is_some_and(|(newest, said)| !is_near(&said, newest));
        disputed.extend(left.filter(|found| !ours(found)).filter(far).map(|found| found.path.clone()));
        apart.extend(strangers.into_iter().map(str::to_string));
    }
    (apart, disputed)
}

/// Of packages in one folder none of which says the newest tag's version, or said it when that tag was made, the one that
/// the tags may yet tell of: the greatest one near that version. Its neighbours go with it if they say what it says, or said
/// the same then.
struct Leading<'a> {
    now: Version,
    then: Option<&'a Version>,
    before: Option<&'a BTreeMap<String, Version>>,
    scheme: Scheme,
}

impl<'a> Leading<'a> {
    /// `None`: none is near, or one is beyond the newest tag.
    fn of(
        manifests: &[Found],
        newest: &Version,
        before: Option<&'a BTreeMap<String, Version>>,
        scheme: Scheme,
    ) -> Option<Self> {
        let now =
            highest(manifests, scheme).filter(|now| now.cmp_precedence(newest).is_lt() && is_near(now, newest))?;
        let first = manifests.iter().find(|found| says(found, &now))?;
        Some(Self { then: before.and_then(|before| before.get(&first.path)), now, before, scheme })
    }

    fn takes(&self, found: &Found) -> bool {
        let said = self.before.and_then(|before| before.get(&found.path));
        let together = said.zip(self.then).is_some_and(|(said, then)| said.same(then));
        together || highest(std::slice::from_ref(found), self.scheme).is_some_and(|now| now.same(&self.now))
    }
}

/// Whether what says a version may have been left behind by a newer one: it has the same major version, or is one step
/// below.
fn is_near(said: &Version, newest: &Version) -> bool {
    let step = |bump| bump::next(said, bump).is_ok_and(|next| next.same(newest));
    said.is_development()
        || said.cmp_precedence(newest).is_gt()
        || said.triple().0 == newest.triple().0
        || step(Bump::Major)
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
