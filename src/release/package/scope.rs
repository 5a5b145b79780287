//! What a release moves, and what it leaves as it is.

use crate::manifest::{Found, Moves, Package, Stable, is_below};
use crate::ordered::BTreeSet;
use crate::release::package::PackageView;
use crate::version::Version;

/// The packages of one release, and the others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    /// All packages there are, those that stay as well.
    pub(crate) all: Vec<Package>,
    /// The folders of the packages that move, the one the release is of first.
    pub(crate) moving: Vec<String>,
    /// What their manifests call them.
    pub(crate) names: Vec<String>,
    /// The manifests of those that move.
    pub(crate) found: Vec<Found>,
    /// The packages that stay as they are.
    pub(crate) others: Vec<PackageView>,
    /// The folders of those among them that are released apart: tags of their own say what they do.
    pub(crate) aside: Vec<String>,
    /// Whether any package of the tree is released apart, moving or not: what is read of the history hangs on it, and that is
    /// asked before it is known what moves.
    pub(crate) any_apart: bool,
    /// The folders of those that move, and stayed behind when the newest tag was made.
    pub(crate) joined: Vec<String>,
    /// Whether there may be such, should their files have changed since: the versions whose tags tell it.
    pub(crate) may_join: Option<Vec<Version>>,
    /// The highest version of those whose versions grow together with what moves.
    pub(crate) linked: Option<Version>,
    pub(super) staying: BTreeSet<String>,
    pub(super) ignored: BTreeSet<String>,
    pub(super) everywhere: bool,
    pub(super) asked: Option<String>,
    /// The manifests of other packages in the folders of those that move.
    pub(super) apart: Vec<String>,
    /// The newest tag's version.
    pub(super) newest: Option<Version>,
    /// What they say.
    pub(crate) strangers: Vec<Found>,
    /// What of the manifests may be another package's, or lag behind.
    pub(crate) disputed: Vec<String>,
}

impl Scope {
    /// The folders of those that went with the newest tag, too.
    pub(crate) fn went(&self) -> Vec<String> {
        self.moving.iter().filter(|folder| !self.joined.contains(folder)).cloned().collect()
    }

    /// Whether a file is one of the manifests that move, or of what stays.
    pub(crate) fn holds(&self, path: &str) -> bool {
        let stays = |folder: &String| !folder.is_empty() && is_below(path, folder);
        self.found.iter().any(|one| one.path == path)
            || self.ignored.contains(path)
            || self.apart.iter().any(|one| one == path)
            || self.staying.iter().any(stays)
    }

    /// For the release that is to be made of a version: with [`Moves::to`].
    pub(crate) fn moves(&self) -> Moves<'_> {
        Moves::But {
            staying: &self.staying,
            ignored: &self.ignored,
            everywhere: self.everywhere,
            asked: self.asked.as_deref(),
            apart: &self.apart,
            newest: self.newest.as_ref(),
            stable: Stable::Goes,
        }
    }
}
