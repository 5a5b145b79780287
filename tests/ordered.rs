//! The core's own sort and maps against the standard library's.
#![allow(missing_docs, clippy::unwrap_used)]

use std::cmp::Reverse;

use proptest::prelude::*;
use version_first::ordered::{self, BTreeMap, BTreeSet};

proptest! {
    #[test]
    fn sorts_as_the_standard_library_does(items in prop::collection::vec((0_u8..20, any::<u16>()), 0..200)) {
        let (mut ours, mut theirs) = (items.clone(), items.clone());
        ordered::sort(&mut ours);
        theirs.sort();
        prop_assert_eq!(&ours, &theirs);
        // Equal keys keep their order.
        let (mut ours, mut theirs) = (items.clone(), items.clone());
        ordered::sort_by_key(&mut ours, |item| item.0);
        theirs.sort_by_key(|item| item.0);
        prop_assert_eq!(&ours, &theirs);
        let (mut ours, mut theirs) = (items.clone(), items);
        ordered::sort_by(&mut ours, |one, two| two.0.cmp(&one.0));
        theirs.sort_by_key(|item| Reverse(item.0));
        prop_assert_eq!(&ours, &theirs);
    }

    #[test]
    fn collects_as_the_standard_library_does(items in prop::collection::vec((0_u8..50, any::<u16>()), 0..200)) {
        let ours: BTreeMap<u8, u16> = items.iter().copied().collect();
        let theirs: std::collections::BTreeMap<u8, u16> = items.iter().copied().collect();
        prop_assert!(ours.iter().eq(theirs.iter()));
        let ours: BTreeSet<u8> = items.iter().map(|item| item.0).collect();
        let theirs: std::collections::BTreeSet<u8> = items.iter().map(|item| item.0).collect();
        prop_assert!(ours.into_iter().eq(theirs));
        let bytes = borsh::to_vec(&collected(&items)).unwrap();
        let back: BTreeMap<u8, u16> = borsh::from_slice(&bytes).unwrap();
        prop_assert_eq!(back, collected(&items));
    }
}

fn collected(items: &[(u8, u16)]) -> BTreeMap<u8, u16> {
    items.iter().copied().collect()
}
