//! What a user may name besides files: markers, key paths, patterns, globs.

pub(crate) mod glob;
pub(in crate::manifest) mod key_path;
pub(in crate::manifest) mod listing;
pub(in crate::manifest) mod marker;
pub(in crate::manifest) mod pattern;
