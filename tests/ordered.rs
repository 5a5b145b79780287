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

/// What is done to a map: enough of it to fill several pieces, and to empty them.
#[derive(Debug, Clone)]
enum Doing {
    Insert(u16, u16),
    Count(u16),
    Remove(u16),
    /// Keeps those that leave no rest by this.
    Retain(u16),
    /// So many in a row, as what is sorted comes in.
    Row(u16, u16),
    /// So many in a row, one after the other: whole pieces go.
    Clear(u16, u16),
}

fn doing() -> impl Strategy<Value = Doing> {
    let key = 0_u16..1500;
    prop_oneof![
        8 => (key.clone(), any::<u16>()).prop_map(|(key, value)| Doing::Insert(key, value)),
        4 => key.clone().prop_map(Doing::Count),
        8 => key.clone().prop_map(Doing::Remove),
        1 => (2_u16..5).prop_map(Doing::Retain),
        4 => (key.clone(), 1_u16..400).prop_map(|(from, count)| Doing::Row(from, count)),
        2 => (key, 1_u16..400).prop_map(|(from, count)| Doing::Clear(from, count)),
    ]
}

proptest! {
    #[test]
    fn changes_as_the_standard_library_does(all in prop::collection::vec(doing(), 0..400), around in (0_u16..1500, 0_u16..1500)) {
        let (mut ours, mut theirs) = (BTreeMap::<u16, u16>::new(), std::collections::BTreeMap::<u16, u16>::new());
        let (mut our_keys, mut their_keys) = (BTreeSet::<u16>::new(), std::collections::BTreeSet::<u16>::new());
        for one in &all {
            match *one {
                Doing::Insert(key, value) => {
                    prop_assert_eq!(ours.insert(key, value), theirs.insert(key, value));
                    prop_assert_eq!(our_keys.insert(key), their_keys.insert(key));
                }
                Doing::Count(key) => {
                    let (our, their) = (ours.entry(key).or_default(), theirs.entry(key).or_default());
                    (*our, *their) = (our.wrapping_add(1), their.wrapping_add(1));
                    prop_assert_eq!(our, their);
                }
                Doing::Remove(key) => {
                    prop_assert_eq!(ours.remove(&key), theirs.remove(&key));
                    prop_assert_eq!(our_keys.remove(&key), their_keys.remove(&key));
                }
                Doing::Retain(by) => {
                    ours.retain(|key, value| kept(*key, value, by));
                    theirs.retain(|key, value| kept(*key, value, by));
                    our_keys.retain(|key| !key.is_multiple_of(by));
                    their_keys.retain(|key| !key.is_multiple_of(by));
                }
                Doing::Clear(from, count) => {
                    for key in (from..).take(count.into()) {
                        prop_assert_eq!(ours.remove(&key), theirs.remove(&key));
                        prop_assert_eq!(our_keys.remove(&key), their_keys.remove(&key));
                    }
                }
                Doing::Row(from, count) => {
                    let row = (from..).take(count.into());
                    ours.extend(row.clone().zip(0..));
                    theirs.extend(row.clone().zip(0..));
                    row.clone().for_each(|key| our_keys.push(key));
                    their_keys.extend(row);
                }
            }
            prop_assert_eq!((ours.len(), our_keys.len()), (theirs.len(), their_keys.len()));
        }
        same(&ours, &theirs, around)?;
        prop_assert!(our_keys.iter().eq(their_keys.iter()) && our_keys.iter().rev().eq(their_keys.iter().rev()));
        prop_assert_eq!((our_keys.first(), our_keys.last()), (their_keys.first(), their_keys.last()));
        let (low, high) = (around.0.min(around.1), around.0.max(around.1));
        prop_assert!(our_keys.range(low..high).eq(their_keys.range(low..high)));
        ours.iter_mut().for_each(|(key, value)| *value ^= key);
        theirs.iter_mut().for_each(|(key, value)| *value ^= *key);
        prop_assert!(ours.into_iter().eq(theirs));
    }
}

/// Whether a key stays; its value changes meanwhile.
fn kept(key: u16, value: &mut u16, by: u16) -> bool {
    *value = value.wrapping_mul(3);
    !key.is_multiple_of(by)
}

/// That two maps answer alike.
fn same(
    ours: &BTreeMap<u16, u16>,
    theirs: &std::collections::BTreeMap<u16, u16>,
    around: (u16, u16),
) -> Result<(), TestCaseError> {
    prop_assert!(ours.iter().eq(theirs.iter()) && ours.iter().rev().eq(theirs.iter().rev()));
    prop_assert!(ours.keys().rev().eq(theirs.keys().rev()) && ours.values().eq(theirs.values()));
    prop_assert_eq!(ours.iter().len(), theirs.len());
    let (one, other) = around;
    prop_assert_eq!((ours.get(&one), ours.contains_key(&other)), (theirs.get(&one), theirs.contains_key(&other)));
    let (low, high) = (one.min(other), one.max(other));
    prop_assert!(ours.range(low..=high).eq(theirs.range(low..=high)) && ours.range(..low).eq(theirs.range(..low)));
    prop_assert!(ours.range(high..).rev().eq(theirs.range(high..).rev()));
    // From both ends, until they meet.
    let (mut our, mut their) = (ours.iter(), theirs.iter());
    while their.len() > 0 {
        prop_assert_eq!((our.next(), our.next_back(), our.len()), (their.next(), their.next_back(), their.len()));
    }
    prop_assert_eq!(serde_json::to_string(ours).unwrap(), serde_json::to_string(theirs).unwrap());
    prop_assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
    prop_assert_eq!(borsh::to_vec(ours).unwrap(), borsh::to_vec(theirs).unwrap());
    Ok(())
}

fn collected(items: &[(u8, u16)]) -> BTreeMap<u8, u16> {
    items.iter().copied().collect()
}
