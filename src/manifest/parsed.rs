//! What is kept of a parsed file with its source, where the parser has no such types of its own.

pub(in crate::manifest) mod element;
pub(in crate::manifest) mod node;
