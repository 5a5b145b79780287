//! Headings of reStructuredText: a line of punctuation below, or below and above. What stands for which level, each text
//! decides by the order in which it uses them.

use crate::release::words::changelog::lines::{Heading, Hidden, Line, Seen, rule, words};

pub(super) fn see(lines: &[Line]) -> Seen {
    let mut seen = Seen::default();
    let mut levels: Vec<(char, bool)> = Vec::new();
    let mut comment = false;
    for line in lines {
        let text = line.text.trim_end();
        let begins = text == ".." || (text.starts_with(".. ") && !text.contains("::") && !text.starts_with(".. _"));
        comment = begins || (comment && (line.indent() > 0 || line.is_blank()));
        let code = line.indent() > 0 && !comment;
        seen.hidden.push(match (comment && !line.is_blank(), code) {
            (true, _) => Hidden::Comment,
            _ => Hidden::No,
        });
    }
    let mut at = 0_usize;
    while let Some(line) = lines.get(at) {
        let get = |more: usize| lines.get(at.saturating_add(more));
        let hidden = seen.hidden.get(at) == Some(&Hidden::Comment);
        let framed = get(1).zip(get(2)).and_then(|(title, below)| framed(line, title, below));
        let plain = get(1).and_then(|below| underlined(line, below));
        match framed.map(|found| (found, 3)).or(plain.map(|found| (found, 2))).filter(|_| !hidden) {
            Some(((mark, mut heading), lines)) => {
                let form = (mark, heading.over.is_some());
                let known = levels.iter().position(|level| *level == form);
                heading.level = known.unwrap_or(levels.len()).saturating_add(1);
                if known.is_none() {
                    levels.push(form);
                }
                seen.headings.push(heading);
                at = at.saturating_add(lines);
            }
            None => at = at.saturating_add(1),
        }
    }
    seen
}

fn underlined(line: &Line, below: &Line) -> Option<(char, Heading)> {
    let mark = rule(below)?;
    let bullet = ["- ", "* ", ".. "].iter().any(|start| line.text.starts_with(start));
    if line.is_blank() || line.indent() > 0 || bullet || rule(line).is_some() {
        return None;
    }
    let wide = line.text.trim_end().chars().count();
    let long = below.text.trim_end().len();
    // Docutils takes a line that is too short for a mistake, unless it has four characters.
    (long >= wide.min(4)).then(|| {
        let (title, under) = (words(line), Some(words(below)));
        (mark, Heading { start: line.start, end: below.end, title, level: 1, under, over: None })
    })
}

fn framed(above: &Line, line: &Line, below: &Line) -> Option<(char, Heading)> {
    let mark = rule(above)?;
    let same = rule(below) == Some(mark) && above.text.trim_end() == below.text.trim_end();
    (same && !line.is_blank() && rule(line).is_none()).then(|| {
        let (title, under, over) = (words(line), Some(words(below)), Some(words(above)));
        (mark, Heading { start: above.start, end: below.end, title, level: 1, under, over })
    })
}
