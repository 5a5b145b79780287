//! What only the inside shows: several packages in one release, words, and what is read once.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::arithmetic_side_effects,
    missing_docs
)]

#[path = "inside/fingerprint.rs"]
mod fingerprint;
#[path = "inside/lines.rs"]
mod lines;
#[path = "inside/once.rs"]
mod once;
#[path = "inside/remote.rs"]
mod remote;
#[path = "inside/several.rs"]
mod several;
#[path = "inside/words.rs"]
mod words;
