//! What our own tests see of the inside, and nobody else: the feature `inside` is switched on by our development dependencies
//! alone. Tests beside what they test would have the whole core compiled a second time.

use std::cell::Cell;

use crate::Result;
use crate::commits::{History, LOGS};
use crate::release::situation;
use crate::release::stated::READINGS;
use crate::release::words::message::{Trailer, trailer_of_tag, trailers_of};
use crate::release::words::notes::Sections;
use crate::release::words::template;
use crate::text;
use crate::version::Version;

/// How many logs this thread has read so far.
#[must_use]
pub fn logs_read() -> usize {
    LOGS.with(Cell::get)
}

/// How often this thread has read what the manifests of a commit state.
#[must_use]
pub fn manifests_read() -> usize {
    READINGS.with(Cell::get)
}

/// Whether a branch's name says that it keeps the line of a version.
#[must_use]
pub fn says_line(name: &str, version: &Version) -> bool {
    situation::says_line(name, version)
}

/// A text cut to so many bytes, saying so; its first bytes; the start of an object's name.
#[must_use]
pub fn cuts(text: &str, most: usize) -> (String, &str, &str) {
    (text::to_length(text, most), text::start(text, most), text::short_oid(text))
}

/// Refuses a template with a name in braces that stands for nothing.
///
/// # Errors
/// `invalid-template`.
pub fn check(setting: &str, template: &str, known: &[&str]) -> Result<()> {
    template::check(setting, template, known)
}

/// A template with everything that its names stand for.
#[must_use]
pub fn fill(template: &str, values: &[(&'static str, &str)]) -> String {
    template::fill(template, values)
}

/// How long a server takes a text to be.
#[must_use]
pub fn length(text: &str) -> usize {
    template::length(text)
}

/// A text of at most so many characters, as a server counts.
#[must_use]
pub fn cut(text: &str, most: usize) -> String {
    template::cut(text, most)
}

/// The title under which notes with these sections tell of a commit; absent: they do not tell of it.
///
/// # Errors
/// `invalid-notes-sections`.
pub fn title(sections: &[&str], message: &str) -> Result<Option<String>> {
    let lines: Vec<String> = sections.iter().map(|line| (*line).to_string()).collect();
    let sections = Sections::parse(&lines)?;
    let log = format!("{:040}\nAda\n{message}\0", 0);
    let history = History::of_log(&log);
    let changes = history.changes();
    let place = changes.first().and_then(|change| sections.place(change));
    Ok(place.and_then(|nth| sections.titles().nth(nth).map(str::to_string)))
}

/// What a trailer of ours tells.
#[derive(Debug)]
pub struct Told(Trailer);

impl Told {
    /// The version it tells of.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// Whether the tag came with the commit.
    #[must_use]
    pub fn tagged(&self) -> bool {
        self.0.tagged
    }

    /// Whether the section that it tells of is in this changelog.
    #[must_use]
    pub fn section_is_in(&self, changelog: &str) -> bool {
        self.0.section.as_ref().is_some_and(|section| section.is_in(changelog))
    }
}

/// Our trailer in a message; with a tag: that of its release.
#[must_use]
pub fn told(message: &str, tag: Option<&str>) -> Option<Told> {
    let found = match tag {
        Some(tag) => trailer_of_tag(message, tag),
        None => trailers_of(message).next(),
    };
    found.map(Told)
}
