//! Which of the files that were found by themselves say what the package says.

use crate::error::Result;
use crate::manifest::beside::only_follows;
use crate::manifest::formats::kind::Kind;
use crate::manifest::moves::Stable;
use crate::manifest::names::{Names, folder};
use crate::manifest::occurrence::Role;
use crate::manifest::opened::Manifest;
use crate::ordered::BTreeSet;
use crate::version::Version;

/// Those that say neither what the package nearest to them says nor `newest`, the newest tag's version, stay as they are: they
/// only follow what they refer to.
pub(super) fn keep(manifests: &mut Vec<Manifest<'_, '_>>, newest: Option<&Version>, stable: Stable<'_>) {
    if !manifests.iter().any(|one| one.beside) {
        return;
    }
    let none = Names::default();
    let said = |one: &Manifest<'_, '_>| -> Result<Option<Version>> {
        if one.is_lock() {
            return Ok(None);
        }
        let occurrences = one.whole_occurrences(&none)?;
        occurrences
            .iter()
            .find(|occurrence| occurrence.role == Role::Own)
            .map(|own| own.version(one.source))
            .transpose()
    };
    let versions: Vec<Option<Result<Version>>> = manifests.iter().map(|one| said(one).transpose()).collect();
    let speaks = |beside: bool, root: bool| {
        let rows = manifests.iter().zip(&versions);
        rows.filter_map(|(one, version)| {
            let home = folder(one.source.path);
            let version = version.as_ref()?.as_ref().ok()?;
            (one.beside == beside
                && one.moves
                && (!root || home.is_empty())
                && !(beside && only_follows(one.source.path)))
            .then(|| (home, version.clone()))
        })
        .collect::<Vec<_>>()
    };
    // Where no other file says a version, those at the root are the package, and else all of them are.
    let packages = [speaks(false, false), speaks(true, true), speaks(true, false)];
    let packages = packages.into_iter().find(|some| !some.is_empty()).unwrap_or_default();
    let homes: BTreeSet<&str> = packages.iter().map(|(home, _)| *home).collect();
    let alone = manifests.iter().zip(&versions).all(|(one, version)| one.beside || version.is_none());
    let mut versions = versions.into_iter();
    manifests.retain_mut(|one| {
        let version = versions.next().flatten();
        if !one.beside {
            return true;
        }
        let mut home = folder(one.source.path);
        while !home.is_empty() && !homes.contains(home) {
            home = folder(home);
        }
        // What projects of a solution share lies in no folder of theirs.
        let shared = !homes.contains(home);
        let same = |version: &Version| {
            packages.iter().any(|(folder, package)| (shared || *folder == home) && package.same(version))
        };
        match version {
            // What cannot be read is no manifest of ours, unless there is no other, and this is made for it.
            Some(Err(error)) => {
                let made = matches!(one.kind, Some(Kind::WebExtension | Kind::Podspec | Kind::Citation | Kind::Tauri));
                alone && made && error.code == "invalid-version"
            }
            Some(Ok(version)) => {
                let follows = only_follows(one.source.path);
                let released = newest.is_some_and(|newest| newest.same(&version));
                let alike = same(&version) || released || (follows && packages.is_empty());
                one.moves &= match stable {
                    _ if one.kind != Some(Kind::StableTag) => alike,
                    Stable::Goes => alike,
                    Stable::Stays => alike && version.is_prerelease(),
                    Stable::StayedAt(before) => alike || before.same(&version),
                };
                one.moves || !follows
            }
            None => true,
        }
    });
}
