//! A changelog, read: its syntax, its headings and what they say, and where the next section goes.

pub(super) mod day_line;

use std::ops::Range;

use crate::error::{Error, Result};
use crate::release::words::changelog::lines::{Heading, Hidden, Line, Seen, lines, words};
use crate::release::words::changelog::links::{Definition, definitions};
use crate::release::words::changelog::title::{About, Known, NEXT_OF_PERL, Title};
use crate::release::words::changelog::{markdown, plain, rst};
use crate::splice;
use crate::text::shortened;
use crate::version::Version;

/// How a text is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Markdown,
    Rst,
    Plain,
}

impl Syntax {
    /// By a file's name. Codes: `changelog-not-understood`.
    pub(super) fn of(path: &str) -> Result<Self> {
        if path == "debian/changelog" || path.ends_with("/debian/changelog") {
            let message = "a person signs each entry of Debian's changelog: expected one that nobody signs";
            return Err(Error::new("changelog-not-understood", message)
                .at(path)
                .advice("write that entry with `dch`, and name another file, such as `CHANGELOG.md`"));
        }
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        // Of git's own files each line is an order.
        let ending = match name.starts_with(".git") {
            true => Some("in"),
            false => name.rsplit_once('.').map(|(_, ending)| ending),
        };
        match ending {
            Some("md" | "markdown" | "mdown" | "mkd" | "mdx") => Ok(Self::Markdown),
            Some("rst" | "rest") => Ok(Self::Rst),
            Some("json" | "yml" | "yaml" | "toml" | "xml" | "html" | "htm" | "spec" | "tex" | "in" | "dch") => {
                Err(Error::new("changelog-not-understood", format!("`{}` is no text for people", shortened(path)))
                    .at(path)
                    .advice("name a changelog in Markdown, reStructuredText or plain text"))
            }
            _ => Ok(Self::Plain),
        }
    }
}

impl Syntax {
    /// A heading, as it is told of.
    pub(super) fn example(self, title: &str) -> String {
        match self {
            Self::Markdown => format!("`## {title}`"),
            Self::Rst | Self::Plain => format!("`{}` with a line of `---` below it", title.trim_matches(['[', ']'])),
        }
    }
}

/// What stands between a version's numbers, as it is written and in anchors.
pub(super) const SEPARATORS: [&str; 3] = [".", "_", "-"];

/// A changelog, read.
pub(super) struct Document<'a> {
    pub(super) text: &'a str,
    pub(super) syntax: Syntax,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) hidden: Vec<Hidden>,
    /// From above.
    pub(super) headed: Vec<Headed<'a>>,
    pub(super) definitions: Vec<Definition<'a>>,
}

/// A heading, and what it says.
pub(super) struct Headed<'a> {
    pub(super) heading: Heading,
    pub(super) title: Title<'a>,
    /// The words of a line below it that say that its version is not released.
    pub(super) pending: Option<Range<usize>>,
}

impl<'a> Document<'a> {
    pub(super) fn read(text: &'a str, syntax: Syntax, known: &Known) -> Self {
        let lines = lines(text);
        let title = |heading: &Heading| Title::read(text.get(heading.title.clone()).unwrap_or_default(), known);
        let counts = |title: &Title| title.about != About::Other;
        let any = |seen: &Seen| seen.headings.iter().any(|heading| counts(&title(heading)));
        let is_last =
            |title: &Title| title.version.as_ref().zip(known.previous).is_some_and(|(one, last)| one.same(last));
        let names_last = |seen: &Seen| seen.headings.iter().any(|heading| is_last(&title(heading)));
        let is_version = |line: &str| {
            let title = Title::read(line, known);
            matches!(title.about, About::Version(true) | About::Next) || line == NEXT_OF_PERL
        };
        let (syntax, seen) = match syntax {
            Syntax::Rst => (syntax, rst::see(&lines)),
            Syntax::Markdown => match markdown::see(&lines) {
                seen if any(&seen) => (syntax, seen),
                seen => {
                    let mut bare = plain::bare(&lines, is_version);
                    bare.headings.retain(|heading| !hides(&lines, &seen.hidden, heading));
                    if bare.headings.is_empty() { (syntax, seen) } else { (syntax, bare) }
                }
            },
            Syntax::Plain => {
                let markdown = markdown::see(&lines);
                let hashed = markdown.headings.iter().any(|one| one.under.is_none() && counts(&title(one)));
                let rst = rst::see(&lines);
                match () {
                    () if hashed => (Syntax::Markdown, markdown),
                    () if any(&rst) => (syntax, rst),
                    () => {
                        let outline = plain::outline(&lines, is_version);
                        let bare = plain::bare(&lines, is_version);
                        // An item of a list may say a version, too: `* 1.0 release`.
                        let is_outline = any(&outline) && (names_last(&outline) || !names_last(&bare));
                        (syntax, if is_outline { outline } else { bare })
                    }
                }
            }
        };
        let Seen { headings, hidden } = seen;
        let one = |heading: Heading| Headed { title: title(&heading), heading, pending: None };
        let headed = headings.into_iter().map(one).collect();
        let definitions = definitions(&lines, &hidden);
        let mut document = Self { text, syntax, lines, hidden, headed, definitions };
        document.settle_days();
        document.find_pending(known);
        document
    }

    /// `12/08/2019` is read as `18/04/2019` is, where no other day is written in another order.
    fn settle_days(&mut self) {
        let all = || self.headed.iter().filter_map(|one| one.title.date.as_ref()?.1.as_ref());
        let mut styles = all().filter_map(|style| Some((style, style.order()?)));
        let Some((style, order)) = styles.next() else { return };
        if !styles.all(|(_, other)| other == order) {
            return;
        }
        let (style, between) = (style.clone(), order.1.to_string());
        for Headed { title, .. } in &mut self.headed {
            if let Some((range, unsettled @ None)) = &mut title.date
                && title.text.get(range.clone()).is_some_and(|day| day.contains(&between))
            {
                *unsettled = Some(style.clone());
            }
        }
    }

    /// A version may be said to be unreleased in the line below its heading.
    fn find_pending(&mut self, known: &Known) {
        for place in 0..self.headed.len() {
            let Some((heading, title)) = self.at(place) else { continue };
            let newer = title.version.as_ref().is_some_and(|version| known.is_newer(version));
            let counts = match title.about {
                About::Version(_) => newer,
                // `Version 8.3.x`, of whichever comes next.
                About::Other => title.names_line(known.new),
                _ => false,
            };
            if !counts {
                continue;
            }
            let found = day_line::first_line(self, heading.end).filter(|line| {
                let bare = line.text.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
                let said = bare.strip_prefix("release date").unwrap_or(&bare);
                let said = said.trim_matches(|c: char| !c.is_alphanumeric());
                ["unreleased", "not yet released", "not released yet", "to be released", "tbd", "in development"]
                    .contains(&said)
            });
            let range = found.map(words);
            if let Some(one) = self.headed.get_mut(place).filter(|_| range.is_some()) {
                one.title.about = About::Next;
                one.pending = range;
            }
        }
    }

    /// A heading and what it says.
    pub(super) fn at(&self, place: usize) -> Option<(&Heading, &Title<'a>)> {
        self.headed.get(place).map(|one| (&one.heading, &one.title))
    }

    /// Each heading of a version, by its place, from above.
    pub(super) fn versions(&self) -> impl Iterator<Item = (usize, &Heading, &Version, bool)> {
        self.headed.iter().enumerate().filter_map(|(place, Headed { heading, title, .. })| {
            match (title.about, &title.version) {
                (About::Version(pure), Some(version)) => Some((place, heading, version, pure)),
                _ => None,
            }
        })
    }

    /// Behind the last line of a heading's section: the next version, a heading as high, or the definitions at the end.
    pub(super) fn section_end(&self, place: usize) -> usize {
        let Some((own, _)) = self.at(place) else { return self.text.len() };
        // A heading further down may be about a version without being its section.
        let lowest = self.lowest_version().unwrap_or(own.level);
        let ends = |Headed { heading, title, .. }: &Headed| {
            heading.level <= own.level || (matches!(title.about, About::Version(_)) && heading.level <= lowest)
        };
        let after = place.saturating_add(1);
        let mut behind = self.headed.iter().skip(after);
        let next = behind.position(ends).map(|at| self.start(after.saturating_add(at)));
        next.unwrap_or_else(|| self.end_of_text()).max(own.end)
    }

    /// Where a heading begins, and what leads to it from elsewhere: anchors in front of it that say its version.
    pub(super) fn start(&self, place: usize) -> usize {
        let Some((heading, title)) = self.at(place) else { return 0 };
        let version = title.text.get(title.number.clone()).unwrap_or_default();
        let at = self.lines.partition_point(|line| line.start < heading.start);
        let before = self.lines.get(..at).unwrap_or_default().iter().rev().take(3).find(|line| !line.is_blank());
        let anchors = |line: &&Line| {
            let text = line.text.trim();
            let marked = match self.syntax {
                Syntax::Markdown => markdown::is_tag(line),
                Syntax::Rst => text.starts_with(".. _") && text.ends_with(':'),
                // AsciiDoc's.
                Syntax::Plain => text.starts_with('[') && text.ends_with(']'),
            };
            marked && !version.is_empty() && SEPARATORS.iter().any(|mark| text.contains(&version.replace('.', mark)))
        };
        before.filter(anchors).map_or(heading.start, |line| line.start)
    }

    /// The level of the lowest headings that say a version and nothing else.
    fn lowest_version(&self) -> Option<usize> {
        let pure = self.headed.iter().filter(|one| one.title.about == About::Version(true));
        pure.map(|one| one.heading.level).max()
    }

    /// Where the text ends, definitions of links not counted.
    pub(super) fn end_of_text(&self) -> usize {
        let defined = |line: &Line| self.definitions.binary_search_by_key(&line.start, |one| one.start).is_ok();
        let mut end = self.text.len();
        for line in self.lines.iter().rev() {
            match (defined(line), line.is_blank()) {
                (true, _) => end = line.start,
                (false, true) => {}
                (false, false) => break,
            }
        }
        end
    }

    /// Whether there is nothing but the highest heading, and sentences below it: neither a list nor a number begins a line, and
    /// nothing tells of `previous`.
    pub(super) fn is_introduction(&self, previous: Option<&Version>) -> bool {
        let [Headed { heading, title, .. }] = self.headed.as_slice() else { return false };
        let introduces = |(line, hidden): (&Line, &Hidden)| {
            let begins = |c: char| c.is_alphabetic() || "[*_`(:.".contains(c);
            let text = line.text.trim_start_matches(['[', '*', '_', '`', '(', 'v', 'V']);
            let says = || line.text.starts_with(begins) && !text.starts_with(|c: char| c.is_ascii_digit() || c == ' ');
            let is_heading = heading.start <= line.start && line.start < heading.end;
            is_heading || line.is_blank() || *hidden == Hidden::Comment || (*hidden == Hidden::No && says())
        };
        let numbered = title.text.contains(|c: char| c.is_ascii_digit());
        let told = previous.is_some_and(|previous| self.text.contains(&previous.to_string()));
        heading.level == 1 && !numbered && !told && self.lines.iter().zip(&self.hidden).all(introduces)
    }

    /// Whether part of a range is a comment.
    pub(super) fn has_comment(&self, range: &Range<usize>) -> bool {
        let from = self.lines.partition_point(|line| line.start < range.start);
        let upto = self.lines.partition_point(|line| line.start < range.end);
        self.hidden.get(from..upto).is_some_and(|lines| lines.contains(&Hidden::Comment))
    }

    /// The line that a place is in.
    pub(super) fn line_at(&self, at: usize) -> Option<&Line<'a>> {
        let behind = self.lines.partition_point(|line| line.start <= at);
        self.lines.get(behind.checked_sub(1)?).filter(|line| at < line.end)
    }

    /// The line at a place, and how it is told of.
    pub(super) fn refused(&self, path: &str, at: usize, why: &str) -> Error {
        let line = self.line_at(at).map_or("", |line| line.text);
        Error::new("changelog-not-understood", format!("{why}: looked at `{}`", shortened(line.trim())))
            .at(path)
            .place(splice::place(self.text, at))
    }
}

fn hides(lines: &[Line], hidden: &[Hidden], heading: &Heading) -> bool {
    let at = lines.partition_point(|line| line.start < heading.start);
    hidden.get(at).is_some_and(|hidden| *hidden != Hidden::No)
}
