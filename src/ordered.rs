//! Maps, sets and sorting, in the order of the standard library and with its names, and a fraction of its code: there, each
//! type that is sorted, or kept in a map, brings a copy of all that does it. The core's `wasm` had sixty of them.

mod map;
mod pieces;
mod set;
mod sort;

pub use self::map::{BTreeMap, Entry, Pairs, PairsMut};
pub use self::pieces::{IntoItems, Items};
pub use self::set::BTreeSet;
pub use self::sort::{sort, sort_by, sort_by_key};
