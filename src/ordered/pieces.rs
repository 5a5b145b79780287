//! What maps and sets are made of: items in order, in pieces of a bounded length. It is a B-tree of two levels, so that a new
//! item moves a few others at most, and one level is searched as the other is.

use std::cmp::Ordering;
use std::ops::Bound;
use std::slice::{Iter, IterMut};
use std::vec::IntoIter;

/// A piece that has more items than so many becomes two.
const FULL: usize = 128;

/// Items in order. No piece is empty.
#[derive(Clone)]
pub(super) struct Pieces<T> {
    pieces: Vec<Vec<T>>,
    count: usize,
}

/// Where an item is, or would be.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Which piece; the number of pieces: behind all.
    piece: usize,
    at: usize,
    /// Whether it is there.
    pub is_taken: bool,
}

impl Place {
    /// The place behind the item that is there, if one is.
    const fn behind(self) -> Self {
        Self { at: self.at.saturating_add(self.is_taken as usize), ..self }
    }
}

impl<T> Pieces<T> {
    pub const fn new() -> Self {
        Self { pieces: Vec::new(), count: 0 }
    }

    pub const fn len(&self) -> usize {
        self.count
    }

    /// Where that item is which `compare` calls equal: it says how each lies to it.
    pub fn find(&self, compare: &dyn Fn(&T) -> Ordering) -> Place {
        let last =
            |piece: usize| self.pieces.get(piece).and_then(|items| items.last()).map_or(Ordering::Greater, compare);
        let piece = match search(self.pieces.len(), &last) {
            Ok(piece) | Err(piece) => piece,
        };
        let items = self.pieces.get(piece).map_or(&[][..], Vec::as_slice);
        match search(items.len(), &|at| items.get(at).map_or(Ordering::Greater, compare)) {
            Ok(at) => Place { piece, at, is_taken: true },
            Err(at) => Place { piece, at, is_taken: false },
        }
    }

    pub fn get(&self, place: Place) -> Option<&T> {
        self.pieces.get(place.piece).filter(|_| place.is_taken)?.get(place.at)
    }

    pub fn get_mut(&mut self, place: Place) -> Option<&mut T> {
        self.pieces.get_mut(place.piece).filter(|_| place.is_taken)?.get_mut(place.at)
    }

    /// Puts an item where it would be. Its piece comes out and goes in again: so what is handed back needs no place that could
    /// be wrong. Many call it: one copy for each kind of item is enough.
    #[inline(never)]
    pub fn put(&mut self, place: Place, item: T) -> &mut T {
        self.count = self.count.saturating_add(1);
        let Place { mut piece, mut at, .. } = place;
        // What comes in order fills its pieces.
        if piece == self.pieces.len()
            && let Some(last) = self.pieces.last().filter(|items| items.len() < FULL)
        {
            (piece, at) = (piece.saturating_sub(1), last.len());
        }
        let mut items = match piece < self.pieces.len() {
            true => self.pieces.remove(piece),
            false => Vec::new(),
        };
        if items.len() == FULL {
            let mut other = items.split_off(FULL / 2);
            let behind = at.checked_sub(FULL / 2);
            if behind.is_some() {
                std::mem::swap(&mut items, &mut other);
            }
            self.pieces.insert(piece, other);
            (piece, at) = behind.map_or((piece, at), |behind| (piece.saturating_add(1), behind));
        }
        let at = at.min(items.len());
        self.pieces.insert_mut(piece, items).insert_mut(at, item)
    }

    /// Puts an item behind all others.
    pub fn push(&mut self, item: T) {
        self.put(Place { piece: self.pieces.len(), at: 0, is_taken: false }, item);
    }

    /// The item at a place, or a new one there.
    pub fn or_put(&mut self, place: Place, make: impl FnOnce() -> T) -> &mut T {
        let item = self.take(place).unwrap_or_else(make);
        self.put(place, item)
    }

    /// Takes an item out. See [`Pieces::put`] of its copies.
    #[inline(never)]
    pub fn take(&mut self, place: Place) -> Option<T> {
        self.get(place)?;
        let items = self.pieces.get_mut(place.piece)?;
        let item = items.remove(place.at);
        if items.is_empty() {
            self.pieces.remove(place.piece);
        }
        self.count = self.count.saturating_sub(1);
        Some(item)
    }

    pub fn first(&self) -> Option<&T> {
        self.pieces.first()?.first()
    }

    pub fn last(&self) -> Option<&T> {
        self.pieces.last()?.last()
    }

    /// Those within bounds; none where the upper lies before the lower.
    pub fn range(&self, bounds: (Bound<Place>, Bound<Place>)) -> Items<'_, T> {
        let from = match bounds.0 {
            Bound::Included(place) => place,
            Bound::Excluded(place) => place.behind(),
            Bound::Unbounded => Place { piece: 0, at: 0, is_taken: false },
        };
        let to = match bounds.1 {
            Bound::Included(place) => place.behind(),
            Bound::Excluded(place) => place,
            Bound::Unbounded => Place { piece: self.pieces.len(), at: 0, is_taken: false },
        };
        let to = if (to.piece, to.at) < (from.piece, from.at) { from } else { to };
        let part = |piece: usize, from: usize, to: usize| {
            let items = self.pieces.get(piece).map_or(&[][..], Vec::as_slice);
            items.get(from..to.min(items.len())).unwrap_or_default().iter()
        };
        let (front, pieces, back) = match from.piece == to.piece {
            true => (part(from.piece, from.at, to.at), &[][..], part(to.piece, 0, 0)),
            false => (
                part(from.piece, from.at, usize::MAX),
                self.pieces.get(from.piece.saturating_add(1)..to.piece).unwrap_or_default(),
                part(to.piece, 0, to.at),
            ),
        };
        let left = pieces.iter().map(Vec::len).fold(front.len().saturating_add(back.len()), usize::saturating_add);
        Items { front, pieces: pieces.iter(), back, left }
    }

    /// Keeps those that `holds` is true of.
    pub fn retain(&mut self, mut holds: impl FnMut(&mut T) -> bool) {
        self.pieces.retain_mut(|items| {
            items.retain_mut(&mut holds);
            !items.is_empty()
        });
        self.count = self.pieces.iter().map(Vec::len).sum();
    }

    pub fn iter(&self) -> Items<'_, T> {
        Items { front: [].iter(), pieces: self.pieces.iter(), back: [].iter(), left: self.count }
    }

    pub fn iter_mut(&mut self) -> ItemsMut<'_, T> {
        Walk { front: [].iter_mut(), pieces: self.pieces.iter_mut(), left: self.count }
    }

    pub fn into_items(self) -> IntoItems<T> {
        let left = self.count;
        Walk { front: Vec::new().into_iter(), pieces: self.pieces.into_iter(), left }
    }
}

/// Where the item is that `compare` calls equal, of `count` in order; else where it would be.
#[inline(never)]
fn search(count: usize, compare: &dyn Fn(usize) -> Ordering) -> Result<usize, usize> {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from.midpoint(to);
        match compare(middle) {
            Ordering::Less => from = middle.saturating_add(1),
            Ordering::Equal => return Ok(middle),
            Ordering::Greater => to = middle,
        }
    }
    Err(from)
}

/// Items in order, from either end.
#[derive(Debug)]
pub struct Items<'a, T> {
    front: Iter<'a, T>,
    pieces: Iter<'a, Vec<T>>,
    back: Iter<'a, T>,
    left: usize,
}

impl<T> Clone for Items<'_, T> {
    fn clone(&self) -> Self {
        Self { front: self.front.clone(), pieces: self.pieces.clone(), back: self.back.clone(), left: self.left }
    }
}

impl<'a, T> Iterator for Items<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.left = self.left.saturating_sub(1);
        loop {
            if let Some(item) = self.front.next() {
                return Some(item);
            }
            match self.pieces.next() {
                Some(items) => self.front = items.iter(),
                None => return self.back.next(),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T> DoubleEndedIterator for Items<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.left = self.left.saturating_sub(1);
        loop {
            if let Some(item) = self.back.next_back() {
                return Some(item);
            }
            match self.pieces.next_back() {
                Some(items) => self.back = items.iter(),
                None => return self.front.next_back(),
            }
        }
    }
}

impl<T> ExactSizeIterator for Items<'_, T> {}

/// Items in order, from their beginning alone.
#[derive(Debug)]
pub struct Walk<P, I> {
    front: I,
    pieces: P,
    left: usize,
}

/// Items in order, to be changed in what does not order them.
pub(super) type ItemsMut<'a, T> = Walk<IterMut<'a, Vec<T>>, IterMut<'a, T>>;

/// Items in order, taken out of what held them.
pub type IntoItems<T> = Walk<IntoIter<Vec<T>>, IntoIter<T>>;

impl<P: Iterator<Item: IntoIterator<IntoIter = I>>, I: Iterator> Iterator for Walk<P, I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.left = self.left.saturating_sub(1);
        loop {
            if let Some(item) = self.front.next() {
                return Some(item);
            }
            self.front = self.pieces.next()?.into_iter();
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T> ExactSizeIterator for IntoItems<T> {}
