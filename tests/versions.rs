//! Versions, bumps, commits, tags and branch names: tables, laws, and second opinions.
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

#[path = "versions/bodies.rs"]
mod bodies;
#[path = "versions/branch.rs"]
mod branch;
#[path = "versions/commits.rs"]
mod commits;
#[path = "versions/graphs.rs"]
mod graphs;
#[path = "versions/laws.rs"]
mod laws;
#[path = "versions/next.rs"]
mod next;
#[path = "versions/npm.rs"]
mod npm;
#[path = "versions/python.rs"]
mod python;
#[path = "versions/tables.rs"]
mod tables;
#[path = "versions/tag.rs"]
mod tag;
#[path = "versions/version.rs"]
mod version;

use version_first::version::{Scheme, Version};

/// A version whose grammar is known to take it.
fn semver(text: &str) -> Version {
    Version::parse(text, Scheme::Semver).unwrap()
}

fn pep440(text: &str) -> Version {
    Version::parse(text, Scheme::Pep440).unwrap()
}
