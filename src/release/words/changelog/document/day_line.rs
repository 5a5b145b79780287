//! A version's day in a line of its own below the heading.

use std::ops::Range;

use crate::release::words::changelog::dates;
use crate::release::words::changelog::dates::Style;
use crate::release::words::changelog::document::Document;
use crate::release::words::changelog::lines::Line;
use crate::release::words::changelog::title::About;

/// A line below a heading that says its day and nothing else: the line's words, the day in it, and how it is written.
pub(in crate::release::words::changelog) fn day_line(
    document: &Document,
    place: usize,
) -> Option<(Range<usize>, Range<usize>, Option<Style>)> {
    let (heading, title) = document.at(place)?;
    if title.date.is_some() || !matches!(title.about, About::Version(_)) {
        return None;
    }
    let line = first_line(document, heading.end)?;
    let text = line.text.trim_end();
    let (range, style) = dates::find(text)?;
    let around = format!("{} {}", text.get(..range.start)?, text.get(range.end..)?);
    let known = ["released", "release", "published", "date", "on", "dated"];
    let mut words = around.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let only = words.all(|word| known.contains(&word.to_ascii_lowercase().as_str()));
    let at = |offset: usize| line.start.saturating_add(offset);
    only.then(|| (at(0)..at(text.len()), at(range.start)..at(range.end), style))
}

/// The first line below a heading that says something, if it is near.
pub(in crate::release::words::changelog) fn first_line<'a>(document: &'a Document, end: usize) -> Option<&'a Line<'a>> {
    let from = document.lines.partition_point(|line| line.start < end);
    document.lines.iter().skip(from).take(3).find(|line| !line.is_blank())
}
