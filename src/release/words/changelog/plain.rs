//! Headings of plain text without lines below: `=== 1.2.3` and `* Changes in 1.2.3`, or a line that says a version and
//! nothing else.

use crate::release::words::changelog::lines::{Heading, Hidden, Line, Seen, words};

/// One to six of these before a blank.
const MARKS: [char; 2] = ['=', '*'];

/// Lines that begin with marks: the more of them, the lower.
pub(super) fn outline(lines: &[Line], is_version: impl Fn(&str) -> bool) -> Seen {
    let heading = |line: &Line| {
        let mark = line.text.chars().next().filter(|c| MARKS.contains(c))?;
        let said = line.text.trim_start_matches(mark);
        let level = line.text.len().saturating_sub(said.len());
        let title = said.trim().trim_end_matches(mark).trim_end();
        let from = line.start.saturating_add(level).saturating_add(said.len().saturating_sub(said.trim_start().len()));
        // One star may be no more than an item of a list.
        let counts = said.starts_with(' ') && level <= 6 && (level > 1 || is_version(title));
        counts.then(|| plain(line, from..from.saturating_add(title.len()), level))
    };
    let mut headings: Vec<Heading> = lines.iter().filter_map(heading).collect();
    if lines.iter().find(|line| !line.is_blank()).is_some_and(|first| names_plugin(first, &is_version)) {
        for one in &mut headings {
            one.level = HIGHEST.saturating_sub(one.level);
        }
    }
    Seen { headings, hidden: vec![Hidden::No; lines.len()] }
}

/// Marks of the highest heading that WordPress reads, and one more.
const HIGHEST: usize = 4;

/// Whether the first line is that of WordPress's readme, `=== Plugin ===`, where more marks stand higher: below it come
/// `== Changelog ==` and `= 1.2.3 =`.
fn names_plugin(first: &Line, is_version: impl Fn(&str) -> bool) -> bool {
    let name = first.text.trim_end().strip_prefix("=== ").and_then(|rest| rest.strip_suffix(" ==="));
    name.is_some_and(|name| !is_version(name))
}

/// Lines of their own that say a version and nothing else.
pub(super) fn bare(lines: &[Line], is_version: impl Fn(&str) -> bool) -> Seen {
    let heading = |(at, line): (usize, &Line)| {
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let alone = before.is_none_or(Line::is_blank);
        // What is closed further on, as `<h2>1.2.3</h2>` is, would be left open.
        let item = ["- ", "* ", "+ ", "#", "<"].iter().any(|bullet| line.text.starts_with(bullet));
        let counts = alone && !item && line.indent() == 0 && !line.is_blank() && is_version(line.text.trim());
        counts.then(|| plain(line, words(line), 1))
    };
    Seen { headings: lines.iter().enumerate().filter_map(heading).collect(), hidden: vec![Hidden::No; lines.len()] }
}

fn plain(line: &Line, title: std::ops::Range<usize>, level: usize) -> Heading {
    Heading { start: line.start, end: line.end, title, level, under: None, over: None }
}
