//! Iterations: tables of names, laws, git's own word, and the state machines of `submit` and `clean`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    missing_docs
)]

#[path = "iteration/cleaning.rs"]
mod cleaning;
#[path = "iteration/guards.rs"]
mod guards;
#[path = "iteration/hosted.rs"]
mod hosted;
#[path = "iteration/model.rs"]
mod model;
#[path = "iteration/names.rs"]
mod names;
#[path = "iteration/verdicts.rs"]
mod verdicts;
#[path = "iteration/worlds.rs"]
mod worlds;
