//! Which of the files that were found by themselves say what the package says.

use crate::error::Result;
use crate::manifest::beside::only_follows;
use crate::manifest::formats::kind::{Follows, Kind};
use crate::manifest::moves::Stable;
use crate::manifest::names::{Names, folder, is_below};
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
    let versions: Vec<Option<Result<Version>>> = manifests.iter().map(|one| said(one).transpose()).collect();
    let packages = Versions::of(manifests, &versions);
    // What erlang.mk builds is described in such a folder.
    let in_erlang = packages.homes.iter().all(|home| matches!(home.as_str(), "ebin" | "src"));
    let erlang = |kind| in_erlang && kind == Some(Kind::Makefile);
    let alone = manifests.iter().zip(&versions).all(|(one, version)| one.beside || version.is_none());
    let mut versions = versions.into_iter();
    manifests.retain_mut(|one| {
        let version = versions.next().flatten().filter(|_| one.beside);
        match version {
            // What cannot be read is no manifest of ours, unless there is no other, and this is made for it.
            Some(Err(error)) => {
                let made = matches!(one.kind, Some(Kind::WebExtension | Kind::Podspec | Kind::Citation | Kind::Tauri));
                alone && made && error.code == "invalid-version"
            }
            Some(Ok(version)) => {
                let follows = only_follows(one.source.path);
                let released = newest.is_some_and(|newest| newest.same(&version));
                let same = packages.has(one.source.path, &version);
                // A version alone is the root's: where that has none, it is nobody's.
                let of_root = one.kind.and_then(Kind::follows) == Some(Follows::Root);
                let rooted = packages.homes.contains("") || packages.said.is_empty() || !of_root || erlang(one.kind);
                let alike = rooted && (same || released || (follows && packages.said.is_empty()));
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

/// The version that a file gives for its own.
fn said(one: &Manifest<'_, '_>) -> Result<Option<Version>> {
    if one.is_lock() {
        return Ok(None);
    }
    let occurrences = one.whole_occurrences(&Names::default())?;
    let own = occurrences.iter().find(|occurrence| occurrence.role == Role::Own);
    own.map(|own| own.version(one.source)).transpose()
}

/// What the packages say, each with its folder.
struct Versions {
    said: Vec<(String, Version)>,
    homes: BTreeSet<String>,
}

impl Versions {
    /// Where no other file says a version, those at the root are the package, and else all of them are. What a package
    /// leads to speaks for that, wherever in its folder it lies.
    fn of(manifests: &[Manifest<'_, '_>], versions: &[Option<Result<Version>>]) -> Self {
        let speaks = |beside: bool, root: bool| {
            let speaking = manifests.iter().zip(versions).filter(|(one, _)| {
                let follows = beside && only_follows(one.source.path);
                one.beside == beside && one.moves && !follows && (!root || folder(one.source.path).is_empty())
            });
            let said = speaking.filter_map(|(one, version)| match version {
                Some(Ok(version)) => {
                    let own = folder(one.source.path);
                    let home = one.home.as_deref().filter(|home| !beside && is_below(one.source.path, home));
                    Some((home.unwrap_or(own).to_string(), version.clone()))
                }
                _ => None,
            });
            said.collect::<Vec<_>>()
        };
        let whose = [(false, false), (true, true), (true, false)];
        let mut said = whose.into_iter().map(|(beside, root)| speaks(beside, root));
        let said = said.find(|some| !some.is_empty()).unwrap_or_default();
        Self { homes: said.iter().map(|(home, _)| home.clone()).collect(), said }
    }

    /// Whether the package nearest above a file says this version.
    fn has(&self, path: &str, version: &Version) -> bool {
        let mut home = folder(path);
        while !home.is_empty() && !self.homes.contains(home) {
            home = folder(home);
        }
        // What projects of a solution share lies in no folder of theirs.
        let shared = !self.homes.contains(home);
        self.said.iter().any(|(folder, package)| (shared || folder == home) && package.same(version))
    }
}
