//! A set, with the names and the order of the standard library's.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::{Read, Result, Write};
use std::ops::{Bound, RangeBounds};

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::pieces::{IntoItems, Items, Pieces, Place};

/// Items in order, each once.
#[derive(Clone)]
pub struct BTreeSet<T>(Pieces<T>);

impl<T> BTreeSet<T> {
    /// An empty one.
    #[must_use]
    pub const fn new() -> Self {
        Self(Pieces::new())
    }

    /// How many items it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.len() == 0
    }

    /// Its items, in order.
    pub fn iter(&self) -> Items<'_, T> {
        self.0.iter()
    }

    /// The lowest.
    pub fn first(&self) -> Option<&T> {
        self.0.first()
    }

    /// The highest.
    pub fn last(&self) -> Option<&T> {
        self.0.last()
    }

    /// Keeps those that `holds` is true of.
    pub fn retain(&mut self, mut holds: impl FnMut(&T) -> bool) {
        self.0.retain(|item| holds(item));
    }
}

impl<T: Ord> BTreeSet<T> {
    fn find<Q: Ord + ?Sized>(&self, item: &Q) -> Place
    where
        T: Borrow<Q>,
    {
        self.0.find(&|one| one.borrow().cmp(item))
    }

    /// The item as it stands here.
    pub fn get<Q: Ord + ?Sized>(&self, item: &Q) -> Option<&T>
    where
        T: Borrow<Q>,
    {
        self.0.get(self.find(item))
    }

    /// Whether it is in it.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.find(item).is_taken
    }

    /// Puts an item in; `false`: it was there, and stays.
    pub fn insert(&mut self, item: T) -> bool {
        let place = self.find(&item);
        if !place.is_taken {
            self.0.put(place, item);
        }
        !place.is_taken
    }

    /// As [`Self::insert`], of one that most likely comes behind all others: then it is compared with the last alone.
    pub fn push(&mut self, item: T) {
        match self.last().is_none_or(|last| *last < item) {
            true => self.0.push(item),
            false => {
                self.insert(item);
            }
        }
    }

    /// Takes an item out; `false`: it was not there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let place = self.find(item);
        self.0.take(place).is_some()
    }

    /// Its items within bounds, in order.
    pub fn range<Q: Ord + ?Sized>(&self, bounds: impl RangeBounds<Q>) -> Items<'_, T>
    where
        T: Borrow<Q>,
    {
        let place = |bound: Bound<&Q>| bound.map(|item| self.find(item));
        self.0.range((place(bounds.start_bound()), place(bounds.end_bound())))
    }

    /// Those that are in both, in order.
    pub fn intersection<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a T> {
        self.iter().filter(|item| other.contains(*item))
    }
}

impl<T> IntoIterator for BTreeSet<T> {
    type Item = T;
    type IntoIter = IntoItems<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_items()
    }
}

impl<'a, T> IntoIterator for &'a BTreeSet<T> {
    type Item = &'a T;
    type IntoIter = Items<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Default for BTreeSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Ord> Extend<T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| {
            self.insert(item);
        });
    }
}

impl<T: Ord> FromIterator<T> for BTreeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::new();
        set.extend(items);
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for BTreeSet<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T: fmt::Debug> fmt::Debug for BTreeSet<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self).finish()
    }
}

impl<T: PartialEq> PartialEq for BTreeSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other)
    }
}

impl<T: Eq> Eq for BTreeSet<T> {}

impl<T: PartialOrd> PartialOrd for BTreeSet<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.iter().partial_cmp(other)
    }
}

impl<T: Ord> Ord for BTreeSet<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other)
    }
}

impl<T: Hash> Hash for BTreeSet<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        self.iter().for_each(|item| item.hash(state));
    }
}

impl<T: Serialize> Serialize for BTreeSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, T: Ord + Deserialize<'de>> Deserialize<'de> for BTreeSet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Ok(Vec::<T>::deserialize(deserializer)?.into_iter().collect())
    }
}

impl<T: Ord + BorshSerialize> BorshSerialize for BTreeSet<T> {
    fn serialize<W: Write>(&self, writer: &mut W) -> Result<()> {
        BorshSerialize::serialize(&self.iter().collect::<Vec<_>>(), writer)
    }
}

impl<T: Ord + BorshDeserialize> BorshDeserialize for BTreeSet<T> {
    fn deserialize_reader<R: Read>(reader: &mut R) -> Result<Self> {
        Ok(Vec::<T>::deserialize_reader(reader)?.into_iter().collect())
    }
}
