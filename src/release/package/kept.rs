//! Files that keep the version of a project without a manifest, and that nobody has named: known by what they said when the
//! newest tag was made.

use crate::bump;
use crate::bump::Bump;
use crate::manifest;
use crate::manifest::{File, Found, Packages};
use crate::release::package::nowhere::is_told_by;
use crate::release::package::says;
use crate::version::Version;

/// The paths of those that are the project's, as if the user had named them; none where another file says the version as well, or
/// any of them is in doubt. `taken`: the versions that have tags. `then`: the newest version whose tag's commit was read, and
/// that commit's files; `None`: it is asked what to read, and what says the version now is taken for it.
pub(crate) fn kept(
    packages: &Packages,
    newest: &Version,
    taken: &[(Version, String)],
    then: Option<Option<(&Version, &[File])>>,
) -> Vec<String> {
    let (keeping, others) = packages.keeping();
    let (keeping, far): (Vec<&Found>, Vec<&Found>) =
        keeping.into_iter().partition(|one| is_told_by(one, newest, taken));
    // `version = "2.0.0"` after 1.9.3 is many a time that of something else: what keeps the version is not raised to it.
    let major = bump::next(&newest.release(), Bump::Major).ok();
    let major = major.filter(|next| !taken.iter().any(|(other, _)| other.same(next)));
    let by_chance = |one: &Found| {
        let said = Version::parse(&one.version, one.scheme).ok().filter(|said| !said.is_prerelease());
        said.zip(major.as_ref()).is_some_and(|(said, next)| said.triple() == next.triple())
    };
    if keeping.is_empty() || others.iter().any(|one| is_told_by(one, newest, taken) && !by_chance(one)) {
        return Vec::new();
    }
    let read = |files| manifest::packages(files, &[], None).map(|then| then.suspects).unwrap_or_default();
    let before = then.map(|then| then.map(|(version, files)| (version, read(files))));
    let said = |one: &&Found| match &before {
        Some(Some((version, before))) => before.iter().any(|then| then.path == one.path && says(then, version)),
        Some(None) => false,
        None => true,
    };
    // One that kept it, too, and now says something else may not be left behind.
    let apart = before.is_some() && far.iter().any(said);
    match !apart && keeping.iter().all(said) {
        true => keeping.into_iter().map(|one| one.path.clone()).collect(),
        false => Vec::new(),
    }
}
