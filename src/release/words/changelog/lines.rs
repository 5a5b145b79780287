//! A text's lines, and the headings that a syntax finds in them.

use std::ops::Range;

/// One line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) start: usize,
    /// Behind its line break.
    pub(super) end: usize,
    /// Without its line break.
    pub(super) text: &'a str,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn indent(&self) -> usize {
        self.text.len().saturating_sub(self.text.trim_start().len())
    }
}

/// The lines of a text; a byte order mark belongs to none.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut found = Vec::new();
    for whole in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        let end = start.saturating_add(whole.len());
        let bare = whole.strip_suffix('\n').unwrap_or(whole);
        found.push(Line { start, end, text: bare.strip_suffix('\r').unwrap_or(bare) });
        start = end;
    }
    found
}

/// A heading.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// Where its first line begins.
    pub(super) start: usize,
    /// Behind the line break of its last line.
    pub(super) end: usize,
    /// Its words.
    pub(super) title: Range<usize>,
    /// 1 is the highest.
    pub(super) level: usize,
    /// The lines below and above that make it a heading.
    pub(super) under: Option<Range<usize>>,
    pub(super) over: Option<Range<usize>>,
}

/// What a syntax sees in a text.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) headings: Vec<Heading>,
    /// For each line, whether it is code, or inside a comment: neither says a thing.
    pub(super) hidden: Vec<Hidden>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    No,
    Code,
    Comment,
}

/// Where the words of a line stand.
pub(super) fn words(line: &Line) -> Range<usize> {
    let from = line.start.saturating_add(line.indent());
    from..from.saturating_add(line.text.trim().len())
}

/// Whether a line is nothing but one character again and again, and which.
pub(super) fn rule(line: &Line) -> Option<char> {
    let text = line.text.trim_end();
    let first = text.chars().next().filter(char::is_ascii_punctuation)?;
    (text.len() >= 3 && text.chars().all(|c| c == first)).then_some(first)
}
