//! Headings of Markdown: hashes, and lines below. Those inside of code and comments are none.

use crate::release::words::changelog::lines::{Heading, Hidden, Line, Seen, rule, words};

pub(super) fn see(lines: &[Line]) -> Seen {
    let mut seen = Seen::default();
    let mut fence: Option<(char, usize)> = None;
    let mut comment = false;
    let front = front_matter(lines);
    for (at, line) in lines.iter().enumerate() {
        if at < front {
            seen.hidden.push(Hidden::Code);
            continue;
        }
        let marker = fence_of(line);
        if let Some((open, length)) = fence {
            seen.hidden.push(Hidden::Code);
            if marker.is_some_and(|(c, run, bare)| c == open && run >= length && bare) {
                fence = None;
            }
            continue;
        }
        if !comment && let Some((c, run, _)) = marker {
            fence = Some((c, run));
            seen.hidden.push(Hidden::Code);
            continue;
        }
        let begun = comment;
        let (ends, only) = comment_after(line.text, comment);
        comment = ends;
        if begun || only {
            seen.hidden.push(Hidden::Comment);
            continue;
        }
        seen.hidden.push(if line.indent() > 3 { Hidden::Code } else { Hidden::No });
        if line.indent() > 3 {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let heading = hashes(line).or_else(|| underlined(line, lines.get(at.saturating_add(1))?, before));
        seen.headings.extend(heading);
    }
    seen
}

/// How many lines at the top are settings of a site.
fn front_matter(lines: &[Line]) -> usize {
    if lines.first().is_none_or(|line| line.text.trim_end() != "---") {
        return 0;
    }
    let end = lines.iter().skip(1).position(|line| line.text.trim_end() == "---");
    end.map_or(0, |end| end.saturating_add(2))
}

/// The character and length of a fence, and whether nothing else is on the line.
fn fence_of(line: &Line) -> Option<(char, usize, bool)> {
    let text = line.text.trim();
    let first = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let rest = text.trim_start_matches(first);
    let run = text.len().saturating_sub(rest.len());
    (line.indent() <= 3 && run >= 3 && !(first == '`' && rest.contains('`'))).then_some((first, run, rest.is_empty()))
}

/// Whether a comment is open at the end of a line, and whether the line holds nothing else.
fn comment_after(text: &str, open: bool) -> (bool, bool) {
    let mut open = open;
    let mut other = false;
    let mut rest = text;
    loop {
        let (before, after) = match rest.split_once(if open { "-->" } else { "<!--" }) {
            Some(parts) => parts,
            None => {
                other = other || (!open && !rest.trim().is_empty());
                return (open, !other && (open || !text.trim().is_empty()));
            }
        };
        other = other || (!open && !before.trim().is_empty());
        open = !open;
        rest = after;
    }
}

/// `## 1.2.3`, `## 1.2.3 ##`, and `##1.2.3`, as it was once written.
fn hashes(line: &Line) -> Option<Heading> {
    let all = words(line);
    let text = line.text.trim();
    let rest = text.trim_start_matches('#');
    let level = text.len().saturating_sub(rest.len());
    let close = |c: char| c.is_ascii_digit() || c == '[' || c == 'v';
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with([' ', '\t']) || rest.starts_with(close)) {
        return None;
    }
    let said = rest.trim_start();
    let from = all.end.saturating_sub(said.len());
    let bare = said.trim_end_matches('#');
    let bare = if bare.len() < said.len() && (bare.is_empty() || bare.ends_with(' ')) { bare.trim_end() } else { said };
    Some(Heading {
        start: line.start,
        end: line.end,
        title: from..from.saturating_add(bare.len()),
        level,
        under: None,
        over: None,
    })
}

/// A line of its own with `===` or `---` below.
fn underlined(line: &Line, below: &Line, before: Option<&Line>) -> Option<Heading> {
    let text = line.text.trim();
    let alone =
        before.is_none_or(|before| before.is_blank() || before.text.trim_start().starts_with('#') || is_tag(before));
    let other = text.is_empty() || rule(line).is_some() || text.starts_with(['>', '|', '`']);
    let list = ["- ", "* ", "+ "].iter().any(|bullet| text.starts_with(bullet));
    let level = match below.text.trim_end().chars().next()? {
        '=' => 1,
        '-' => 2,
        _ => return None,
    };
    let run = below.text.trim();
    let same = run.len() >= 2 && (run.bytes().all(|byte| byte == b'=') || run.bytes().all(|byte| byte == b'-'));
    if !alone || other || list || !same {
        return None;
    }
    let under = words(below);
    Some(Heading { start: line.start, end: below.end, title: words(line), level, under: Some(under), over: None })
}

/// `<a name="1.2.3"></a>`.
pub(super) fn is_tag(line: &Line) -> bool {
    let text = line.text.trim();
    text.starts_with("<a ") && text.ends_with("</a>")
}
