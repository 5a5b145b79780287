//! The texts of a release: commit messages, pull requests, notes, changelogs.

pub(crate) mod changelog;
pub(crate) mod message;
pub mod notes;
pub(crate) mod template;
