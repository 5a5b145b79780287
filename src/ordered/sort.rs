//! The one sort: of plain numbers, by what is compared at their places.

#![expect(clippy::disallowed_methods, reason = "everything else is sorted by this one")]

use std::cmp::Ordering;

/// Sorts `items`; equal ones keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|one, two| match (items.get(one), items.get(two)) {
        (Some(one), Some(two)) => compare(one, two),
        _ => Ordering::Equal,
    });
    bring(items, order);
}

/// Sorts `items` by what `key` makes of each; equal ones keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, two| key(one).cmp(&key(two)));
}

/// Sorts `items`.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Which item comes where: the one sort there is, of plain numbers.
#[inline(never)]
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, two| compare(*one, *two));
    order
}

/// Puts each item where it belongs, round by round: `order` says which one comes to each place.
fn bring<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut place = start;
        while let Some(slot) = order.get_mut(place) {
            let from = std::mem::replace(slot, place);
            if from == start || from == place {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
}
