//! What a heading says: which version, of which day, with which link, and whether it is released.

use std::ops::Range;

use crate::release::words::changelog::dates;
use crate::release::words::changelog::dates::Style;
use crate::release::words::changelog::tongues::is_unreleased;
use crate::version::{Scheme, Version};

/// Longer than this, it is no heading.
const LONGEST: usize = 400;

/// Words that may stand before a version.
const BEFORE: [&str; 24] = [
    "version",
    "ver",
    "v",
    "release",
    "releases",
    "released",
    "changes",
    "change",
    "changelog",
    "in",
    "what's",
    "whats",
    "new",
    "noteworthy",
    "news",
    "notes",
    "the",
    "for",
    "of",
    "history",
    "rel",
    "major",
    "minor",
    "patch",
];
/// Words after which a number is not what the section is about.
const ELSEWHERE: [&str; 22] = [
    "from",
    "to",
    "since",
    "until",
    "before",
    "after",
    "than",
    "requires",
    "require",
    "upgrade",
    "upgrading",
    "migrate",
    "migrating",
    "migration",
    "support",
    "supports",
    "drop",
    "dropped",
    "minimum",
    "node",
    "python",
    "rust",
];
/// Words that may stand between a version and its day, and are kept.
const BETWEEN: [&str; 8] = ["released", "release", "published", "date", "on", "dated", "of", "at"];
/// Words that may stand behind a version, and say no more than what became of it.
const AFTER: [&str; 8] = ["stable", "lts", "current", "latest", "yanked", "beta", "alpha", "final"];
/// What is said of a version that is not released yet.
const MARKS: [&str; 15] = [
    "not yet released",
    "not released yet",
    "to be released",
    "under development",
    "in development",
    "development version",
    "work in progress",
    "in progress",
    "not released",
    "unreleased",
    "unpublished",
    "yyyy-mm-dd",
    "xxxx-xx-xx",
    "????-??-??",
    "20xx-xx-xx",
];
/// The same, where nothing else is said.
const SHORT_MARKS: [&str; 7] = ["upcoming", "pending", "tbd", "tba", "wip", "next", "dev"];
/// Where a day will stand.
const NO_DAY: [&str; 4] = ["yyyy-mm-dd", "xxxx-xx-xx", "20xx-xx-xx", "releasedate"];
/// Headings that always stand: what is new goes below them.
const ALWAYS: [&str; 16] = [
    "unreleased",
    "unreleased changes",
    "unreleased version",
    "head",
    "master",
    "main",
    "trunk",
    "develop",
    "develop unreleased",
    "edge",
    "master unreleased",
    "main unreleased",
    "head unreleased",
    "trunk unreleased",
    "unreleased master",
    "unreleased main",
];
/// Headings that become the next version's.
const NEXT: [&str; 25] = [
    "next",
    "next version",
    "next release",
    "vnext",
    "upcoming",
    "upcoming version",
    "upcoming release",
    "upcoming changes",
    "development version",
    "in development",
    "under development",
    "not yet released",
    "work in progress",
    "wip",
    "tbd",
    "tba",
    "in progress",
    "pending",
    "pending changes",
    "pending release",
    "coming soon",
    "changes in development version",
    "changes in next release",
    "next release unreleased",
    "next version unreleased",
];

/// Where Perl's tools put the heading of the next version; it always stands.
pub(super) const NEXT_OF_PERL: &str = "{{$NEXT}}";

/// What a heading is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// A version; whether it says nothing else.
    Version(bool),
    /// What comes next, always.
    Unreleased,
    /// What comes next, until it is released.
    Next,
    Other,
}

/// A heading's words, understood.
#[derive(Debug, Clone)]
pub(super) struct Title<'a> {
    pub(super) text: &'a str,
    pub(super) about: About,
    pub(super) version: Option<Version>,
    /// The version's number, without a `v`.
    pub(super) number: Range<usize>,
    pub(super) date: Option<(Range<usize>, Option<Style>)>,
    /// The address it leads to.
    pub(super) address: Option<Range<usize>>,
    /// The second brackets of `[1.2.3][label]`.
    pub(super) reference: Option<Range<usize>>,
    /// What says that it is not released.
    pub(super) mark: Option<Range<usize>>,
}

/// The versions that matter.
pub(super) struct Known<'a> {
    pub(super) new: &'a Version,
    /// How it is written.
    pub(super) spelled: &'a str,
    pub(super) previous: Option<&'a Version>,
}

impl<'a> Title<'a> {
    pub(super) fn read(text: &'a str, known: &Known) -> Self {
        let mut title = Self {
            text,
            about: About::Other,
            version: None,
            number: 0..0,
            date: None,
            address: None,
            reference: None,
            mark: None,
        };
        if text == NEXT_OF_PERL {
            title.about = About::Unreleased;
        }
        if title.about == About::Unreleased || text.len() > LONGEST {
            return title;
        }
        let bare = title.without_addresses();
        title.find_version(&bare, known);
        let rest = without(&bare, &title.number);
        title.date = dates::find(&rest);
        let rest = title.date.as_ref().map(|(range, _)| without(&rest, range)).unwrap_or(rest);
        match title.version {
            Some(_) => title.judge_version(&rest, known),
            None => title.judge_words(&rest),
        }
        title
    }

    /// The text with blanks for what leads elsewhere, whose places are kept.
    fn without_addresses(&mut self) -> String {
        let text = self.text;
        let mut bare = text.to_string();
        let mut from = 0_usize;
        while let Some(rest) = text.get(from..) {
            let next = [("](", ')'), ("][", ']'), ("<", '>'), ("{", '}')]
                .into_iter()
                .filter_map(|(open, close)| Some((rest.find(open)?, open, close)))
                .min_by_key(|(at, _, _)| *at);
            let Some((at, open, close)) = next else { break };
            let inside = from.saturating_add(at).saturating_add(open.len());
            let Some(length) = text.get(inside..).and_then(|rest| rest.find(close)) else { break };
            let end = inside.saturating_add(length);
            let target = text.get(inside..end).unwrap_or_default();
            let is_address = open == "](" || (open == "<" && target.contains("://") && !target.contains(' '));
            // `<a href="…">`
            let (at, address) = match target.split_once("href=\"").filter(|_| open == "<") {
                Some((before, rest)) => (before.len().saturating_add(6), rest.split('"').next()),
                None => (0, target.split_whitespace().next().filter(|_| is_address)),
            };
            if let Some(address) = address.filter(|_| self.address.is_none()) {
                let start = inside.saturating_add(at);
                self.address = Some(start..start.saturating_add(address.len()));
            }
            // The `]` of `](` belongs to the text before.
            let begin = inside.saturating_sub(1);
            if open == "][" {
                self.reference = Some(begin..end.saturating_add(1));
            }
            bare = without(&bare, &(begin..end.saturating_add(1)));
            from = end.saturating_add(1);
        }
        bare
    }

    /// The newest of what is known, before others, and what can be no day before what can.
    fn find_version(&mut self, bare: &str, known: &Known) {
        let rank = |version: &Version, text: &str| {
            let day = dates::find(text).is_some_and(|(range, _)| range == (0..text.len()));
            (version.same(known.new) || known.previous.is_some_and(|previous| version.same(previous)), !day)
        };
        let mut best: Option<(bool, bool)> = None;
        for (range, word) in words(bare) {
            let Some((at, version)) = number_in(word, known.new.scheme(), known) else { continue };
            let start = range.start.saturating_add(at.start);
            let rank = rank(&version, word.get(at.clone()).unwrap_or_default());
            if best.is_none_or(|best| rank > best) {
                best = Some(rank);
                self.number = start..range.start.saturating_add(at.end);
                self.version = Some(version);
            }
        }
        // A day alone is no version.
        if best == Some((false, false)) {
            (self.version, self.number) = (None, 0..0);
        }
    }

    fn judge_version(&mut self, rest: &str, known: &Known) {
        let first = self.date.as_ref().map_or(self.number.start, |(date, _)| date.start.min(self.number.start));
        // `@scope/name@1.2.3` has one word before its version.
        let leading: Vec<String> =
            rest.get(..self.number.start).unwrap_or_default().split_whitespace().map(bare).collect();
        let foreign = leading.iter().filter(|word| !word.is_empty() && !BEFORE.contains(&word.as_str())).count();
        let elsewhere = leading.iter().any(|word| ELSEWHERE.contains(&word.as_str()));
        if foreign > 1 || elsewhere {
            self.version = None;
            return self.judge_words(rest);
        }
        let tail = rest.get(first..).unwrap_or_default();
        let trailing = said(tail);
        if self.version.as_ref().is_some_and(|version| known.is_newer(version)) {
            let lower = tail.to_ascii_lowercase();
            let short = SHORT_MARKS.iter().filter(|mark| trailing == [**mark]);
            let found = MARKS.iter().chain(short).find_map(|mark| Some((word_at(&lower, mark)?, mark.len())));
            // `2026-??-??`
            let no_day = || {
                let at = ["-??-??", "-xx-xx", "-mm-dd"].iter().find_map(|end| lower.find(end))?.checked_sub(4)?;
                lower.is_char_boundary(at).then_some((at, 10))
            };
            self.mark = found.or_else(no_day).map(|(at, length)| {
                let from = first.saturating_add(at);
                from..from.saturating_add(length)
            });
            let before = leading.iter().any(|word| MARKS.contains(&&**word) || SHORT_MARKS.contains(&&**word));
            if self.mark.is_some() || before || self.version.as_ref().is_some_and(Version::is_development) {
                self.about = About::Next;
                return;
            }
        }
        let other = |word: &String| ![&BETWEEN[..], &BEFORE, &AFTER].iter().any(|known| known.contains(&word.as_str()));
        self.about = About::Version(!trailing.iter().any(other));
    }

    fn judge_words(&mut self, rest: &str) {
        self.number = 0..0;
        let mut words = said(rest);
        if words.len() > 1 {
            words.retain(|word| !NO_DAY.contains(&word.as_str()));
        }
        let is = |phrases: &[&str], words: &[String]| phrases.contains(&words.join(" ").as_str());
        let behind = words.get(1..).unwrap_or_default();
        let next = is(&NEXT, &words) || (behind.len() > 1 && is(&NEXT, behind)) || behind == ["unreleased"];
        if is(&ALWAYS, &words) || is_unreleased(rest) {
            self.about = About::Unreleased;
        } else if next || words.iter().any(|word| is_development_of_r(word)) || rest.contains("?.?") {
            self.about = About::Next;
        }
    }
}

impl Title<'_> {
    /// Whether a version is one of those that `8.3.x` stands for.
    pub(super) fn names_line(&self, version: &Version) -> bool {
        let (major, minor, _) = version.triple();
        let lines = [format!("{major}.x"), format!("{major}.{minor}.x")];
        said(self.text).iter().any(|word| lines.iter().any(|line| word.trim_start_matches('v') == line))
    }
}

impl Known<'_> {
    /// Whether a version is above the newest one that is released.
    pub(super) fn is_newer(&self, version: &Version) -> bool {
        self.previous.is_none_or(|previous| version.cmp_precedence(previous).is_gt())
    }
}

/// R counts what is under way by a fourth number: `1.2.3.9000`.
fn is_development_of_r(word: &str) -> bool {
    let numbers: Vec<Option<u32>> = word.split(['.', '-']).map(|part| part.parse().ok()).collect();
    numbers.len() == 4 && numbers.iter().all(Option::is_some) && numbers.last().copied().flatten() >= Some(9000)
}

/// A text with blanks in place of a range, byte by byte: what stands elsewhere stays where it is.
fn without(text: &str, range: &Range<usize>) -> String {
    match (text.get(..range.start), text.get(range.clone()), text.get(range.end..)) {
        (Some(before), Some(inside), Some(after)) => format!("{before}{}{after}", " ".repeat(inside.len())),
        _ => text.to_string(),
    }
}

/// Runs of what words and versions are made of.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '+' | '-' | '_' | '!' | '\'');
    let mut from = 0_usize;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from.saturating_add(rest.find(part)?);
        let rest = text.get(start..)?;
        let end = start.saturating_add(rest.find(|c| !part(c)).unwrap_or(rest.len()));
        from = end;
        Some((start..end, text.get(start..end)?))
    })
}

/// The words of a text, small, without what stands around them.
fn said(text: &str) -> Vec<String> {
    words(text).map(|(_, word)| bare(word)).filter(|word| !word.is_empty()).collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase()
}

/// The version in a word, such as that of `v1.2.3,` and `name-1.2.3`.
fn number_in(word: &str, scheme: Scheme, known: &Known) -> Option<(Range<usize>, Version)> {
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut before = None;
    for (at, c) in word.char_indices() {
        let begins = c.is_ascii_digit() && before.is_none_or(|b: char| matches!(b, 'v' | 'V' | '-' | '_' | 'r'));
        before = Some(c);
        let Some(text) = word.get(at..).filter(|_| begins) else { continue };
        // The version itself may be of a kind that nothing else is, such as that of a calendar.
        if text == known.spelled {
            return Some((at..word.len(), known.new.clone()));
        }
        if let Some(version) = Version::parse_lenient(text, scheme) {
            return Some((at..word.len(), version));
        }
    }
    None
}

/// Where a phrase stands as words of its own.
fn word_at(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at.saturating_add(phrase.len())..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
