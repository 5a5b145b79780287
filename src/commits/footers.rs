//! Footers: what breaks, told as far as its author tells it, and the trailers that git knows.

use crate::commits::body::{Kind, Line};

/// What a footer says that breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Breakage<'a> {
    /// Its lines; empty: it only says that something does.
    pub(super) lines: Vec<Line<'a>>,
}

/// The spellings of its token that count.
const TOKENS: [&str; 2] = ["BREAKING CHANGE", "BREAKING-CHANGE"];
/// What people write in a template's `BREAKING CHANGE:` that is none.
const NOTHING: [&str; 7] = ["", "none", "no", "n/a", "na", "-", "nothing"];

/// What a line says of breaking.
enum Says<'a> {
    Breaks(&'a str),
    /// As above, not quite as it is written.
    Nearly(&'a str),
    /// It may have been meant, and does not count.
    Missed,
}

fn says<'a>(line: &Line<'a>) -> Option<Says<'a>> {
    let text = line.text;
    let breaking = |text: &str| text.get(..8).is_some_and(|begin| begin.eq_ignore_ascii_case("BREAKING"));
    if line.kind != Kind::Said {
        return None;
    }
    if !breaking(text) {
        // An item, or bold; what is indented is an example.
        let inside = text.trim_start_matches(['*', '-', '_', ' ']);
        let rest = TOKENS.iter().find_map(|token| inside.strip_prefix(token))?;
        let value = rest.strip_prefix('S').unwrap_or(rest).trim_start_matches(['*', '_']).strip_prefix(':');
        return Some(
            value
                .filter(|_| !text.starts_with(' '))
                .map_or(Says::Missed, |value| Says::Nearly(value.trim_start_matches(['*', '_']))),
        );
    }
    for token in TOKENS {
        let Some(rest) = text.strip_prefix(token) else { continue };
        if let Some(value) = rest.strip_prefix(':').or_else(|| rest.strip_prefix(" #")) {
            return Some(Says::Breaks(value));
        }
        if let Some(value) = rest.strip_prefix("S:") {
            return Some(Says::Nearly(value));
        }
        return Some(Says::Missed);
    }
    let (token, _) = text.split_once(':')?;
    let words: Vec<String> = token.split([' ', '-', '_']).map(str::to_ascii_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let near = matches!(words.as_slice(), ["breaking"] | ["breaking", "change" | "changes"]);
    near.then_some(Says::Missed)
}

/// Everything that lines say breaks; what is odd goes to `odd`.
pub(super) fn breakages<'a>(lines: &[Line<'a>], odd: &mut Vec<String>) -> Vec<Breakage<'a>> {
    let mut found: Vec<Breakage> = Vec::new();
    let mut open = false;
    let mut other = 0_usize;
    for (place, line) in lines.iter().enumerate() {
        let said = says(line);
        match said {
            Some(Says::Breaks(value) | Says::Nearly(value)) => {
                if let Some(Says::Nearly(_)) = said {
                    let begin = line.text.split(':').next().unwrap_or_default();
                    odd.push(format!("`{}:` counts as `BREAKING CHANGE:`", crate::text::shortened(begin)));
                }
                open = true;
                let text = value.trim();
                let kind = if text.is_empty() { Kind::Blank } else { Kind::Said };
                found.push(Breakage { lines: vec![Line { text, kind }] });
                continue;
            }
            // In the middle of a paragraph it is a sentence that was wrapped there.
            Some(Says::Missed) if !open && (line.text.contains(':') || begins_paragraph(lines, place)) => {
                let begin = line.text.split([':', ',']).next().unwrap_or_default();
                let begin = crate::text::shortened(begin);
                odd.push(format!("`{begin}` does not count: write `BREAKING CHANGE: ` and what breaks"));
            }
            _ => {}
        }
        open = open
            && match line.kind {
                Kind::Rule | Kind::Heading => false,
                Kind::Said => !ends_text(lines, place, &mut other),
                _ => true,
            };
        if let Some(told) = found.last_mut().filter(|_| open && line.kind != Kind::Hidden) {
            told.lines.push(*line);
        }
    }
    for told in &mut found {
        let last = told.lines.iter().rposition(|line| line.kind != Kind::Blank);
        told.lines.truncate(last.map_or(0, |last| last.saturating_add(1)));
    }
    let before = found.len();
    found.retain(|told| !told.is_none());
    if found.len() < before {
        odd.push("a `BREAKING CHANGE:` that tells of nothing does not count".to_string());
    }
    found
}

impl Breakage<'_> {
    /// Whether it says that nothing breaks.
    fn is_none(&self) -> bool {
        let mut said = self.lines.iter().filter(|line| line.kind != Kind::Blank).map(|line| line.text);
        match (said.next(), said.next()) {
            (None, _) => true,
            (Some(one), None) => NOTHING.iter().any(|word| one.trim_end_matches('.').eq_ignore_ascii_case(word)),
            _ => false,
        }
    }
}

fn begins_paragraph(lines: &[Line], place: usize) -> bool {
    place.checked_sub(1).and_then(|before| lines.get(before)).is_none_or(|before| before.kind == Kind::Blank)
}

/// Footers of one word; any other one word with a colon, such as `Note:`, may be part of a text.
const WORDS: [&str; 22] = [
    "refs",
    "ref",
    "closes",
    "close",
    "closed",
    "fixes",
    "fix",
    "fixed",
    "resolves",
    "resolved",
    "issue",
    "issues",
    "bug",
    "cc",
    "link",
    "ticket",
    "jira",
    "changelog",
    "references",
    "implements",
    "relates",
    "see",
];

/// Whether a line begins another footer, and so ends the text of the one before. `other`: the line that was last found to
/// be none, so that no paragraph is read to its end for each of its lines.
fn ends_text(lines: &[Line], place: usize, other: &mut usize) -> bool {
    let Some(line) = lines.get(place) else { return false };
    let text = line.text;
    if text.starts_with(PICKED) || text.starts_with("See merge request ") {
        return true;
    }
    let Some(token) = token(text).or_else(|| text.split_once(" #").map(|(token, _)| token)) else { return false };
    let name = token.to_ascii_lowercase();
    if WORDS.contains(&name.as_str()) || name.ends_with("-by") {
        return true;
    }
    // A word with a hyphen may begin a sentence: where all that follows in the paragraph are footers, it does not.
    if !name.contains('-') || place < *other {
        return false;
    }
    let mut rest = lines.iter().enumerate().skip(place).take_while(|(_, line)| line.kind != Kind::Blank);
    let none = rest.find(|(_, line)| !is_trailer(line.text) && !is_indented(line.text));
    *other = none.map_or(0, |(place, _)| place);
    none.is_none()
}

/// A line that `git cherry-pick -x` adds.
pub(super) const PICKED: &str = "(cherry picked from commit ";
/// What git adds itself: beside one of these, a paragraph may hold other lines too.
const BY_GIT: [&str; 2] = ["Signed-off-by: ", PICKED];

/// The token of `Token: value`, as git reads it.
fn token(text: &str) -> Option<&str> {
    let (token, _) = text.split_once(':')?;
    let token = token.trim_end_matches([' ', '\t']);
    let letters = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (letters && !token.is_empty()).then_some(token)
}

fn is_trailer(text: &str) -> bool {
    token(text).is_some() || text.starts_with(PICKED)
}

/// Whether a line begins a footer: one that git would read, or what breaks.
pub(super) fn begins_footer(text: &str) -> bool {
    token(text).is_some() || TOKENS.iter().any(|token| text.starts_with(token))
}

fn is_indented(text: &str) -> bool {
    text.starts_with([' ', '\t'])
}

/// The trailers of a message, in their order: those of its last paragraph as git reads them, and of the paragraphs
/// right above it that hold nothing else, what breaks included. `first`: the lines begin with the rest of a title.
pub(super) fn trailers<'a>(lines: &[Line<'a>]) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    let breaks = lines.iter().position(|line| matches!(says(line), Some(Says::Breaks(_) | Says::Nearly(_))));
    let mut end = lines.len();
    while let Some(last) = lines.get(..end).unwrap_or_default().iter().rposition(|line| line.kind != Kind::Blank) {
        let until = last.saturating_add(1);
        let before = lines.get(..until).unwrap_or_default();
        let start = before.iter().rposition(|line| line.kind == Kind::Blank).map_or(0, |blank| blank.saturating_add(1));
        // No paragraph of its own: it goes on from the title.
        if start == 0 && lines.first().is_some_and(|line| line.kind != Kind::Blank) {
            break;
        }
        // What breaks is told up to the next footer: paragraphs in between are its own.
        let below = breaks.is_some_and(|breaks| start > breaks);
        let from = breaks.filter(|breaks| (start..until).contains(breaks)).unwrap_or(start);
        let paragraph = lines.get(from..until).unwrap_or_default();
        let all = is_block(paragraph);
        if !all && !below && from == start && breaks != Some(start) {
            break;
        }
        if all || breaks == Some(from) {
            found.extend(paragraph.iter().rev().filter_map(split));
        }
        if from > start {
            break;
        }
        end = start;
    }
    found.reverse();
    found
}

fn split<'a>(line: &Line<'a>) -> Option<(&'a str, &'a str)> {
    let token = token(line.text).filter(|_| line.kind == Kind::Said)?;
    Some((token, line.text.split_once(':')?.1.trim()))
}

/// Git's rule for a paragraph of trailers: nothing else, or, beside one that git adds itself, up to three times as many
/// other lines.
fn is_block(paragraph: &[Line]) -> bool {
    let (mut trailers, mut others, mut open, mut git) = (0_usize, 0_usize, 0_usize, false);
    let step = |count: &mut usize, by: usize| *count = count.saturating_add(by);
    for line in paragraph.iter().rev() {
        let by_git = BY_GIT.iter().any(|begin| line.text.starts_with(begin));
        git |= by_git;
        let breaks = matches!(says(line), Some(Says::Breaks(_) | Says::Nearly(_)));
        match line.kind {
            Kind::Hidden | Kind::Code | Kind::Quote => step(&mut others, open.saturating_add(1)),
            _ if by_git || breaks || token(line.text).is_some() => step(&mut trailers, 1),
            _ if is_indented(line.text) => {
                step(&mut open, 1);
                continue;
            }
            _ => step(&mut others, open.saturating_add(1)),
        }
        open = 0;
    }
    step(&mut others, open);
    if git { trailers.saturating_mul(3) >= others } else { trailers > 0 && others == 0 }
}
