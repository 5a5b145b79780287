//! What people wrote under a heading of what comes next, and what is only a form to be filled in: headings with nothing
//! below them, and comments.

use std::ops::Range;

use crate::release::words::changelog::document::Document;
use crate::release::words::changelog::lines::{Hidden, Line, rule};

/// Lines that say that there is nothing.
const NOTHING: [&str; 16] = [
    "nothing",
    "nothing yet",
    "nothing changed yet",
    "no changes",
    "no changes yet",
    "none",
    "none yet",
    "n/a",
    "tbd",
    "tba",
    "to be written",
    "coming soon",
    "nothing so far",
    "release notes have not yet been written",
    "unreleased changes. release notes have not yet been written",
    "no unreleased changes",
];

/// Keep a Changelog's groups, and what others call theirs, which may stand in bold, or before a colon, instead of in headings.
const GROUPS: [&str; 14] = [
    "added",
    "changed",
    "deprecated",
    "removed",
    "fixed",
    "security",
    "new",
    "features",
    "new features",
    "improvements",
    "fixes",
    "bug fixes",
    "breaking",
    "breaking changes",
];

/// What stands under a heading.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// What was written, in order; empty: nothing was.
    pub(super) text: Vec<Range<usize>>,
    /// The form, in order.
    pub(super) form: Vec<Range<usize>>,
    /// Headings of `text` that the form has too.
    pub(super) headings: Vec<Range<usize>>,
    /// Lines that say that there is nothing.
    pub(super) nothing: Vec<Range<usize>>,
}

impl Written {
    /// Reads what stands between two places.
    pub(super) fn read(document: &Document, range: Range<usize>) -> Self {
        let mut written = Self::default();
        let groups: Vec<_> = document
            .headed
            .iter()
            .map(|one| &one.heading)
            .filter(|heading| range.start <= heading.start && heading.start < range.end)
            .collect();
        let first = groups.first().map_or(range.end, |group| group.start);
        written.preamble(document, range.start..first);
        let mut place = 0_usize;
        while let Some(group) = groups.get(place) {
            let behind = place.saturating_add(1);
            let below = groups.iter().skip(behind).position(|other| other.level <= group.level);
            place = below.map_or(groups.len(), |below| behind.saturating_add(below));
            let end = groups.get(place).map_or(range.end, |next| next.start);
            // A group is empty if those below it are.
            let heads = |line: &Line| {
                let at = groups.partition_point(|one| one.start <= line.start);
                at.checked_sub(1).and_then(|at| groups.get(at)).is_some_and(|one| line.start < one.end)
            };
            let filled = lines_in(document, &(group.end..end))
                .any(|(line, hidden)| (says(line, hidden) || is_defined(line)) && !heads(line));
            match filled {
                true => {
                    written.headings.push(group.start..group.end);
                    written.text.push(group.start..end);
                }
                false => written.form.push(group.start..end),
            }
        }
        written
    }

    /// What stands before the first group.
    fn preamble(&mut self, document: &Document, range: Range<usize>) {
        match lines_in(document, &range).any(|(line, hidden)| says(line, hidden)) {
            true => self.filled(document, &range),
            false => self.unfilled(document, &range),
        }
    }

    /// Comments are the form, whatever they stand between, with the empty lines behind them, and so are groups with nothing
    /// below them.
    fn filled(&mut self, document: &Document, range: &Range<usize>) {
        let mut after_comment = false;
        let mut begun = false;
        // Behind the name of a group that nothing is said of.
        let mut empty = false;
        for (line, hidden) in lines_in(document, range) {
            if hidden == Hidden::No && is_group(line) {
                let behind = line.end..range.end;
                let mut below = lines_in(document, &behind).take_while(|(line, _)| !is_group(line));
                empty = !below.any(|(line, hidden)| says(line, hidden));
                if !empty {
                    self.headings.push(line.start..line.end);
                }
            }
            let comment = hidden == Hidden::Comment;
            let blank = line.is_blank() && !comment;
            // The empty lines below the heading stay where they are.
            if blank && !begun {
                continue;
            }
            begun = true;
            let is_form = empty || comment || (blank && after_comment);
            after_comment = is_form;
            let list = if is_form { &mut self.form } else { &mut self.text };
            match list.last_mut().filter(|last| last.end == line.start) {
                Some(last) => last.end = line.end,
                None => list.push(line.start..line.end),
            }
        }
    }

    fn unfilled(&mut self, document: &Document, range: &Range<usize>) {
        let mut blank = None;
        for (line, hidden) in lines_in(document, range) {
            match hidden {
                _ if hidden == Hidden::Comment || is_group(line) => self.form.push(line.start..line.end),
                _ if line.is_blank() => {
                    blank = blank.or(Some(line.start));
                    continue;
                }
                // With the empty lines before it.
                _ if is_nothing(line) => self.nothing.push(blank.unwrap_or(line.start)..line.end),
                _ => {}
            }
            blank = None;
        }
    }

    /// Whether the form has the name of a group that is no heading.
    pub(super) fn names_groups(&self, document: &Document) -> bool {
        let names = |(line, hidden): (&Line, Hidden)| hidden == Hidden::No && is_group(line);
        self.form.iter().any(|range| lines_in(document, range).any(names))
    }

    /// What is said in all.
    pub(super) fn said(&self, text: &str) -> String {
        self.text.iter().filter_map(|range| text.get(range.clone())).collect::<String>().replace("\r\n", "\n")
    }
}

fn lines_in<'a>(document: &'a Document, range: &Range<usize>) -> impl Iterator<Item = (&'a Line<'a>, Hidden)> {
    let from = document.lines.partition_point(|line| line.start < range.start);
    let end = range.end;
    let hidden = document.hidden.iter().skip(from);
    document
        .lines
        .iter()
        .skip(from)
        .zip(hidden)
        .take_while(move |(line, _)| line.start < end)
        .map(|(line, h)| (line, *h))
}

/// Whether a line says something.
fn says(line: &Line, hidden: Hidden) -> bool {
    let text = line.text.trim();
    let ruled = rule(line).is_some_and(|mark| "-*_=".contains(mark));
    let nothing = text.is_empty() || ruled || is_defined(line) || is_nothing(line) || is_group(line);
    hidden == Hidden::Code && !text.is_empty() || hidden == Hidden::No && !nothing
}

/// `[1.2.3]: https://…`.
fn is_defined(line: &Line) -> bool {
    line.text.trim_start().starts_with('[') && line.text.contains("]: ")
}

/// Whether a line is the name of a group.
fn is_group(line: &Line) -> bool {
    let text = line.text.trim();
    let marked = text.ends_with(':') || (text.starts_with("**") && text.ends_with("**"));
    marked && GROUPS.contains(&&*bare(text))
}

fn bare(text: &str) -> String {
    text.trim_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace()).to_ascii_lowercase()
}

/// Whether a line says that there is nothing.
fn is_nothing(line: &Line) -> bool {
    let text = line.text.trim();
    ["-", "*", "+"].contains(&text)
        || text.len() > 2 && text.chars().all(|c| "-*+ .…".contains(c))
        || NOTHING.contains(&&*bare(text))
}
