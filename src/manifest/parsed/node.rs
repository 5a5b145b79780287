//! A YAML file, as it is kept with its source.

use std::ops::Range;

/// A value and where it stands.
#[derive(Debug)]
pub(in crate::manifest) struct Node {
    /// Bytes of the body, quotes included.
    pub range: Range<usize>,
    pub content: Content,
}

#[derive(Debug)]
pub(in crate::manifest) enum Content {
    /// What it says; `true` where it stands on one line and can be replaced.
    Scalar(String, bool),
    List(Vec<Node>),
    /// Keys with their own place, and values, in the order they come.
    Map(Vec<(Node, Node)>),
    /// An alias: the value stands elsewhere.
    Alias,
}
