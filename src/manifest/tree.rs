//! The files of a tree, and what is found out of all of their paths: once, however often it is asked about one tree.

use std::cell::OnceCell;

use crate::manifest::beside;
use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::kind::Kind;
use crate::manifest::passed_over::counts;
use crate::ordered;
use crate::ordered::BTreeSet;

/// How many manifests are looked at, at most, where none is at the root.
pub(super) const MOST: usize = 400;

/// What is tracked, and what the user says of it.
pub(super) struct Tree<'s, 't> {
    pub tracked: &'s BTreeSet<&'t str>,
    pub listing: &'s Listing,
    kinds: OnceCell<Vec<(&'t str, Kind)>>,
    besides: OnceCell<Vec<&'t str>>,
    everywhere: OnceCell<Vec<&'t str>>,
}

impl<'s, 't> Tree<'s, 't> {
    pub fn new(tracked: &'s BTreeSet<&'t str>, listing: &'s Listing) -> Self {
        let (kinds, besides, everywhere) = Default::default();
        Self { tracked, listing, kinds, besides, everywhere }
    }

    /// The files whose names are those of a format.
    pub fn kinds(&self) -> &[(&'t str, Kind)] {
        self.kinds
            .get_or_init(|| self.tracked.iter().filter_map(|path| Kind::of(path).map(|kind| (*path, kind))).collect())
    }

    /// The files that may count though nothing leads to them.
    pub fn besides(&self) -> &[&'t str] {
        self.besides.get_or_init(|| self.tracked.iter().copied().filter(|path| beside::may_be(path)).collect())
    }

    /// The files that are manifests by their name and place, in whatever folder; those nearest to the root, of too many.
    pub fn everywhere(&self) -> &[&'t str] {
        self.everywhere.get_or_init(|| {
            let looked_for = self.kinds().iter().filter(|(path, kind)| kind.is_at_root() && counts(path));
            let mut found: Vec<&str> = looked_for.map(|(path, _)| *path).collect();
            ordered::sort_by_key(&mut found, |path| (path.matches('/').count(), *path));
            found.truncate(MOST);
            found
        })
    }
}
