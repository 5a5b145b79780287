//! The lines of a message's body, and which of them its author says himself: what stands in code, in a quotation, in a
//! comment or under the heading of somebody's release notes is shown, and orders nothing.

use crate::commits::title::LONGEST;
use crate::text::start;

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Without its end.
    pub(super) text: &'a str,
    pub(super) kind: Kind,
}

impl Line<'_> {
    /// Whether its author says this, and nothing else.
    pub(super) fn is(&self, text: &str) -> bool {
        self.kind == Kind::Said && self.text == text
    }
}

/// What a line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing, or white space alone.
    Blank,
    /// What the author says.
    Said,
    Heading,
    /// Three or more dashes, stars or underscores: what follows is something else.
    Rule,
    /// Between two fences.
    Code,
    /// `> …`
    Quote,
    /// The fences themselves, comments, what is folded away, and release notes.
    Hidden,
}

/// The lines, and whether an order was left out because it stands among release notes.
pub(super) fn lines(body: &str) -> (Vec<Line<'_>>, bool) {
    let raw: Vec<&str> = body.lines().map(str::trim_end).collect();
    let ends = Ends::of(&raw);
    let mut found = Vec::with_capacity(raw.len());
    let mut inside = Inside::Nothing;
    let mut notes: Option<usize> = None;
    let mut left_out = false;
    for (place, text) in raw.iter().copied().enumerate() {
        let kind = match inside {
            Inside::Fence(fence) => match fence.is_closed_by(text) {
                true => {
                    inside = Inside::Nothing;
                    Kind::Hidden
                }
                false => Kind::Code,
            },
            Inside::Comment => {
                if text.contains(COMMENT.1) {
                    inside = Inside::Nothing;
                }
                Kind::Hidden
            }
            Inside::Tag(tag, depth) => {
                inside = tag.after(text, depth, ends.of_tag(tag) == Some(place));
                match inside {
                    Inside::Tag(..) if tag.is_code => Kind::Code,
                    _ => Kind::Hidden,
                }
            }
            Inside::Nothing => {
                let (kind, next) = of(text, place, &ends);
                inside = next;
                match kind {
                    Kind::Heading => notes = under(notes, text),
                    Kind::Rule => notes = None,
                    _ => {}
                }
                match (notes, kind) {
                    (Some(_), Kind::Said | Kind::Heading | Kind::Quote) => {
                        left_out |= text.starts_with("BREAKING");
                        Kind::Hidden
                    }
                    (_, kind) => kind,
                }
            }
        };
        found.push(Line { text: start(text, LONGEST), kind });
    }
    (found, left_out)
}

const COMMENT: (&str, &str) = ("<!--", "-->");

/// What is folded away, quoted or shown as it is.
struct Tag {
    begin: &'static str,
    end: &'static str,
    is_code: bool,
}

static TAGS: [Tag; 3] = [
    Tag { begin: "<details", end: "</details>", is_code: false },
    Tag { begin: "<blockquote", end: "</blockquote>", is_code: false },
    Tag { begin: "<pre", end: "</pre>", is_code: true },
];

/// What the lines are in the middle of.
#[derive(Clone, Copy)]
enum Inside {
    Nothing,
    Fence(Fence),
    Comment,
    Tag(&'static Tag, usize),
}

/// A line outside of everything, and what it begins. What is never closed is not begun: one odd line must not hide
/// what follows it.
fn of(text: &str, place: usize, ends: &Ends) -> (Kind, Inside) {
    let trimmed = text.trim_start();
    if trimmed.is_empty() {
        return (Kind::Blank, Inside::Nothing);
    }
    if let Some(fence) = Fence::opened_by(trimmed).filter(|fence| ends.close(fence, place)) {
        return (Kind::Hidden, Inside::Fence(fence));
    }
    if let Some(rest) = trimmed.strip_prefix(COMMENT.0) {
        if rest.contains(COMMENT.1) {
            return (Kind::Hidden, Inside::Nothing);
        }
        if ends.comment > Some(place) {
            return (Kind::Hidden, Inside::Comment);
        }
    }
    let opened = |tag: &&Tag| begins(trimmed, tag.begin) && ends.of_tag(tag) >= Some(place);
    if let Some(tag) = TAGS.iter().find(opened) {
        return (Kind::Hidden, tag.after(trimmed, 0, ends.of_tag(tag) == Some(place)));
    }
    // A comment that begins behind some words.
    if let Some((_, rest)) = trimmed.rsplit_once(COMMENT.0)
        && !rest.contains(COMMENT.1)
        && ends.comment > Some(place)
    {
        return (Kind::Said, Inside::Comment);
    }
    let kind = match trimmed.as_bytes().first() {
        Some(b'>') => Kind::Quote,
        Some(b'#') if level(trimmed).is_some() => Kind::Heading,
        Some(b'-' | b'*' | b'_') if is_rule(trimmed) => Kind::Rule,
        _ => Kind::Said,
    };
    (kind, Inside::Nothing)
}

impl Tag {
    /// What follows a line inside of it; `last`: none below it closes anything.
    fn after(&'static self, text: &str, depth: usize, last: bool) -> Inside {
        let lower = text.to_ascii_lowercase();
        let opened = depth.saturating_add(lower.matches(self.begin).count());
        match opened.saturating_sub(lower.matches(self.end).count()) {
            0 => Inside::Nothing,
            _ if last => Inside::Nothing,
            depth => Inside::Tag(self, depth),
        }
    }
}

/// Whether a line begins with a tag, and not with a longer one.
fn begins(text: &str, tag: &str) -> bool {
    let same = text.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag));
    same && text.get(tag.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['>', ' ', '\t', '/']))
}

#[derive(Clone, Copy)]
struct Fence {
    letter: char,
    length: usize,
}

impl Fence {
    fn opened_by(trimmed: &str) -> Option<Self> {
        let letter = trimmed.chars().next().filter(|letter| matches!(letter, '`' | '~'))?;
        let rest = trimmed.trim_start_matches(letter);
        let length = trimmed.len().saturating_sub(rest.len());
        // Code inside of a line is written with backticks too.
        (length >= 3 && !rest.contains('`')).then_some(Self { letter, length })
    }

    fn is_closed_by(&self, text: &str) -> bool {
        let trimmed = text.trim();
        trimmed.len() >= self.length && trimmed.chars().all(|letter| letter == self.letter)
    }
}

/// Where things that were begun can end at the latest.
struct Ends {
    comment: Option<usize>,
    tags: [Option<usize>; TAGS.len()],
    /// The longest fence at or behind each line, of backticks and of tildes; empty: there is none at all.
    fences: Vec<[usize; 2]>,
}

impl Ends {
    fn of(raw: &[&str]) -> Self {
        let last = |end: &str| raw.iter().rposition(|text| text.contains(end));
        let mut fences = Vec::new();
        if raw.iter().any(|text| matches!(text.trim_start().get(..3), Some("```" | "~~~"))) {
            let mut longest = [0_usize; 2];
            fences = vec![longest; raw.len()];
            for (text, slot) in raw.iter().zip(&mut fences).rev() {
                let trimmed = text.trim();
                for (letter, most) in ['`', '~'].into_iter().zip(&mut longest) {
                    if trimmed.len() > *most && trimmed.chars().all(|one| one == letter) {
                        *most = trimmed.len();
                    }
                }
                *slot = longest;
            }
        }
        let closes = |text: &&str, end: &str| text.contains("</") && text.to_ascii_lowercase().contains(end);
        let tags = TAGS.each_ref().map(|tag| raw.iter().rposition(|text| closes(text, tag.end)));
        Self { comment: last(COMMENT.1), tags, fences }
    }

    fn of_tag(&self, tag: &Tag) -> Option<usize> {
        TAGS.iter().zip(self.tags).find(|(one, _)| one.begin == tag.begin).and_then(|(_, end)| end)
    }

    fn close(&self, fence: &Fence, place: usize) -> bool {
        let behind = self.fences.get(place.saturating_add(1)).copied().unwrap_or_default();
        let [backticks, tildes] = behind;
        (if fence.letter == '`' { backticks } else { tildes }) >= fence.length
    }
}

/// How deep a heading stands; `None`: it is none.
fn level(trimmed: &str) -> Option<usize> {
    let rest = trimmed.trim_start_matches('#');
    let level = trimmed.len().saturating_sub(rest.len());
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t'])).then_some(level)
}

fn is_rule(trimmed: &str) -> bool {
    let mut letters = trimmed.chars().filter(|letter| !letter.is_whitespace());
    let Some(first) = letters.next() else { return false };
    let mut count = 1_usize;
    let same = letters.all(|letter| {
        count = count.saturating_add(1);
        letter == first
    });
    same && count >= 3
}

/// Below which level of release notes the lines after this heading stand.
fn under(notes: Option<usize>, heading: &str) -> Option<usize> {
    let level = level(heading.trim_start())?;
    match notes {
        Some(above) if level > above => Some(above),
        _ => names_notes(heading).then_some(level),
    }
}

/// What people call the notes of a release.
const NOTES: [&str; 8] = [
    "release notes",
    "changelog",
    "change log",
    "what's changed",
    "what’s changed",
    "releases",
    "release note",
    "upstream changes",
];

/// Whether a heading is one of release notes: by their name, or by a version such as `v1.2.3`, `[1.2.3](…)`, `a@1.2.3`.
fn names_notes(heading: &str) -> bool {
    let said = heading.trim_start().trim_start_matches('#').trim().trim_end_matches([':', '#']).trim();
    let lower = said.to_ascii_lowercase();
    if NOTES.iter().any(|name| lower == *name) {
        return true;
    }
    let first = lower.trim_start_matches(['[', '`', '*', ' ']);
    let first = ["version ", "release "].iter().find_map(|name| first.strip_prefix(name)).unwrap_or(first);
    let word = first.split([' ', ']', '`', ')', '(']).next().unwrap_or_default();
    let number = word.rsplit_once('@').map_or(word, |(_, number)| number);
    let number = number.strip_prefix('v').unwrap_or(number);
    let mut parts = number.split('.');
    let digits = |part: Option<&str>| part.is_some_and(|part| part.starts_with(|letter: char| letter.is_ascii_digit()));
    digits(parts.next()) && digits(parts.next()) && digits(parts.next())
}
