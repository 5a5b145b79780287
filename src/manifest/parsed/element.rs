//! What a file of XML is kept as, once it was parsed.

use std::ops::Range;

/// An element.
#[derive(Debug)]
pub(in crate::manifest) struct Element<'a> {
    /// Its name without a prefix.
    pub name: &'a str,
    /// Place of its parent in the list; the root is its own.
    pub parent: usize,
    /// Where it begins.
    pub start: usize,
    /// The bytes of its text without blanks around it; `None` where it has anything but text.
    pub text: Option<Range<usize>>,
}
