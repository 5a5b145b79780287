//! The files of a tree, and what is found out of all of their paths: once, however often it is asked of them.

use std::cell::OnceCell;

use crate::manifest::beside;
use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::kind::Kind;
use crate::manifest::passed_over::counts;
use crate::ordered;
use crate::ordered::BTreeSet;

/// How many manifests are looked at, at most, where none is at the root.
pub(super) const MOST: usize = 400;

/// The paths of a tree, joined by NUL.
pub(crate) fn tracked(paths: &str) -> Tracked<'_> {
    paths.split('\0').filter(|path| !path.is_empty()).collect()
}

/// The paths of a tree, or those of files that are taken for all there is.
#[derive(Default)]
pub(crate) struct Tracked<'t> {
    pub(super) all: BTreeSet<&'t str>,
    kinds: OnceCell<Vec<(&'t str, Kind)>>,
    besides: OnceCell<Vec<&'t str>>,
    everywhere: OnceCell<Vec<&'t str>>,
}

/// Of paths in whatever order, but sooner of those that come in order. The shell sorts those of old trees, of which there may
/// be many.
impl<'t> FromIterator<&'t str> for Tracked<'t> {
    fn from_iter<I: IntoIterator<Item = &'t str>>(paths: I) -> Self {
        let mut tracked = Self::default();
        paths.into_iter().for_each(|path| tracked.all.push(path));
        tracked
    }
}

impl<'t> Tracked<'t> {
    /// The files whose names are those of a format.
    pub(super) fn kinds(&self) -> &[(&'t str, Kind)] {
        self.kinds.get_or_init(|| self.all.iter().filter_map(|path| Kind::of(path).map(|kind| (*path, kind))).collect())
    }

    /// The files that may count though nothing leads to them.
    pub(super) fn besides(&self) -> &[&'t str] {
        self.besides.get_or_init(|| self.all.iter().copied().filter(|path| beside::may_be(path)).collect())
    }

    /// The files that are manifests by their name and place, in whatever folder; those nearest to the root, of too many.
    pub(super) fn everywhere(&self) -> &[&'t str] {
        self.everywhere.get_or_init(|| {
            let looked_for = self.kinds().iter().filter(|(path, kind)| kind.is_at_root() && counts(path));
            let mut found: Vec<&str> = looked_for.map(|(path, _)| *path).collect();
            ordered::sort_by_key(&mut found, |path| (path.matches('/').count(), *path));
            found.truncate(MOST);
            found
        })
    }
}

/// What is tracked, and what the user says of it.
pub(super) struct Tree<'s, 't> {
    pub paths: &'s Tracked<'t>,
    pub tracked: &'s BTreeSet<&'t str>,
    pub listing: &'s Listing,
}

impl<'s, 't> Tree<'s, 't> {
    pub fn new(paths: &'s Tracked<'t>, listing: &'s Listing) -> Self {
        Self { paths, tracked: &paths.all, listing }
    }
}
