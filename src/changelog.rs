//! The changelog: a section for the new version, inserted, and not another byte changed.
//!
//! The shape is that of Keep a Changelog: second-level headings, the newest first, `## [Unreleased]` above them. What
//! people wrote under that heading becomes the new version's section, since the new heading is inserted above it;
//! where nothing stands there, the section tells of the commits.

use crate::error::{Error, Result};
use crate::manifest::File;
use crate::message::Section;
use crate::notes::Links;
use crate::splice::{Edit, splice};
use crate::version::shortened;

/// Refuses what can be no changelog. Codes: `invalid-changelog`, `invalid-date`.
pub(crate) fn check(path: &str, date: Option<&str>) -> Result<()> {
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".." | ".git"));
    if !inside || path.contains(['\0', '\\']) {
        return Err(Error::new("invalid-changelog", format!("`{}` is no path inside the repository", shortened(path)))
            .advice("give one such as `CHANGELOG.md`"));
    }
    let shape = |(place, byte): (usize, u8)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    if !date.is_some_and(|date| date.len() == 10 && date.bytes().enumerate().all(shape)) {
        return Err(Error::new("invalid-date", "a changelog needs the day, as in `2026-02-03`"));
    }
    Ok(())
}

/// Where a section goes.
struct Place {
    at: usize,
    /// Whether people wrote down themselves what is new.
    by_hand: bool,
    /// Whether it stands right below a heading or a text, with a line to spare.
    below: bool,
}

/// A changelog with the new version's section; `None`: it has one already. Codes: `changelog-not-found`,
/// `splice-failed`.
pub(crate) fn with_section(files: &[File], path: &str, section: &NewSection) -> Result<Option<(File, Section)>> {
    let Some(file) = files.iter().find(|file| file.path == path) else {
        return Err(Error::new(
            "changelog-not-found",
            format!("there is no `{path}`: expected a changelog in Markdown"),
        )
        .at(path)
        .advice(format!("create `{path}` with the line `## [Unreleased]`, commit and push it"))
        .advice("or leave the option `changelog` out"));
    };
    let Some(place) = place(&file.text, section.version) else { return Ok(None) };
    let body = if place.by_hand { "" } else { section.body };
    let inserted = framed(&file.text, &place, &format!("{}\n", section.heading()), body);
    let text = splice(&file.text, vec![Edit { range: place.at..place.at, text: inserted }])?;
    Ok(Some((File { path: path.to_string(), text }, Section::of(body))))
}

/// What a new section says.
pub(crate) struct NewSection<'a> {
    pub(crate) version: &'a str,
    /// As ISO text.
    pub(crate) date: &'a str,
    pub(crate) links: &'a Links,
    /// What is said where people said nothing.
    pub(crate) body: &'a str,
}

impl NewSection<'_> {
    fn heading(&self) -> String {
        let Self { version, date, links, .. } = self;
        match links.compare() {
            Some(address) => format!("## [{version}]({address}) - {date}"),
            None => format!("## [{version}] - {date}"),
        }
    }
}

/// What was inserted for a version, without its heading, if nothing else was done to the text.
pub(crate) fn inserted(before: &str, after: &str, version: &str) -> Option<Section> {
    let place = place(before, version)?;
    let (head, tail) = before.split_at_checked(place.at)?;
    let text = after.strip_prefix(head)?.strip_suffix(tail)?;
    let unix = text.replace("\r\n", "\n");
    let mut lines = unix.lines().skip_while(|line| line.is_empty());
    let heading = lines.next().filter(|line| names(line, version))?;
    let body = unix.split_once(heading).map(|(_, body)| body)?;
    Some(Section::of(body))
}

/// The inserted text: with the line breaks of the file, and an empty line above and below where they are wanted.
fn framed(text: &str, place: &Place, heading: &str, body: &str) -> String {
    let body = body.trim_end();
    let said = if body.is_empty() { heading.to_string() } else { format!("{heading}\n{body}\n") };
    let before = text.get(..place.at).unwrap_or_default();
    let framed = match place.below {
        true => {
            let open = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
            format!("{open}\n{said}")
        }
        false => format!("{said}\n"),
    };
    if text.contains("\r\n") { framed.replace('\n', "\r\n") } else { framed }
}

/// `None`: the version has its section.
fn place(text: &str, version: &str) -> Option<Place> {
    let headings = headings(text);
    if headings.iter().any(|heading| names(heading.line, version)) {
        return None;
    }
    let unreleased = headings.iter().position(|heading| title(heading.line).eq_ignore_ascii_case("unreleased"));
    if let Some((found, heading)) = unreleased.and_then(|found| Some((found, headings.get(found)?))) {
        let next = headings.get(found.saturating_add(1)).map_or(text.len(), |next| next.start);
        let said = text.get(heading.end..next).unwrap_or_default();
        let by_hand = said.lines().any(|line| !line.trim().is_empty() && !is_definition(line));
        return Some(Place { at: heading.end, by_hand, below: true });
    }
    Some(match headings.first() {
        Some(first) => Place { at: first.start, by_hand: false, below: false },
        None => Place { at: text.len(), by_hand: false, below: true },
    })
}

struct Heading<'a> {
    line: &'a str,
    start: usize,
    /// Behind its line break.
    end: usize,
}

/// The headings of the second level, those inside of code and comments left out.
fn headings(text: &str) -> Vec<Heading<'_>> {
    let mut found = Vec::new();
    let mut start = 0_usize;
    let mut fence: Option<&str> = None;
    let mut comment = false;
    for whole in text.split_inclusive('\n') {
        let end = start.saturating_add(whole.len());
        let line = whole.trim_end();
        let marker = ["```", "~~~"].into_iter().find(|marker| line.trim_start().starts_with(marker));
        match (fence, marker) {
            (Some(open), Some(marker)) if open == marker => fence = None,
            (Some(_), _) => {}
            (None, Some(marker)) if !comment => fence = Some(marker),
            (None, _) => {
                if !comment && line.starts_with("## ") {
                    found.push(Heading { line, start, end });
                }
                let last = |text: &str| line.rfind(text);
                comment = match (last("<!--"), last("-->")) {
                    (Some(opened), Some(closed)) => opened > closed,
                    (Some(_), None) => true,
                    (None, Some(_)) => false,
                    (None, None) => comment,
                };
            }
        }
        start = end;
    }
    found
}

/// `1.3.0` of `## [1.3.0](address) - date`, and of `## v1.3.0`.
fn title(line: &str) -> &str {
    let said = line.trim_start_matches('#').trim();
    let first = match said.strip_prefix('[') {
        Some(linked) => linked.split(']').next().unwrap_or_default(),
        None => said.split_whitespace().next().unwrap_or_default(),
    };
    first.trim()
}

fn names(line: &str, version: &str) -> bool {
    let title = title(line);
    line.starts_with("## ") && (title == version || title.strip_prefix('v') == Some(version))
}

/// `[1.2.0]: https://…`, which stands at the end of such files.
fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.contains("]: ")
}
