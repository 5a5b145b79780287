//! What is known of a file that may carry the version, before it is opened.

/// A file that carries the version, or may.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub path: String,
    /// In words.
    pub how: String,
    /// At the root or listed by the user: its workspace counts.
    pub head: bool,
    /// The folder of the package it belongs to; none where the user named it: it goes with what is released.
    pub home: Option<String>,
    /// Here for a place in it alone.
    pub placed: bool,
    /// Found by itself: it counts only as long as it says what the package says.
    pub beside: bool,
}
