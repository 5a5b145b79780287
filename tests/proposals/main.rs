//! Situations around pull requests: what stands on the remote, and what a run does about it.
//!
//! The model check (tests/protocol) meets its worlds by walking; what it cannot meet, such as a branch that carries a
//! stranger's file or a pull request for another branch, stands here.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects)]

mod endings;
mod released;
mod remote;
mod rows;
mod steps;
