//! Which heading the new section follows, and in whose shape it is written.

use crate::error::Result;
use crate::release::words::changelog::dates;
use crate::release::words::changelog::document::Document;
use crate::release::words::changelog::lines::Hidden;
use crate::release::words::changelog::title::{About, Known};
use crate::splice;
use crate::text::shortened;
use crate::version::Version;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing: the version has its section.
    There,
    /// A section above this heading.
    Above(usize),
    /// A section below this heading, which stays.
    Below(usize),
    /// This heading becomes the version's.
    Instead(usize),
    /// A first section, below what introduces all of them.
    First,
}

pub(super) struct Placed {
    pub(super) place: Place,
    /// The heading of the newest version: its shape is the new one's.
    pub(super) shape: Option<usize>,
    /// Whether the newest versions stand at two levels.
    pub(super) mixed: bool,
}

/// Where a day begins that a version's heading stands below, in the line above it or the heading around it, and that says
/// nothing else.
fn day_above(document: &Document, place: usize) -> Option<usize> {
    let (own, _) = document.at(place)?;
    let around = document.headed.get(..place)?.iter().rev().find(|one| one.heading.level < own.level);
    let around = around.map(|one| (one.title.text, one.heading.start));
    let upto = document.lines.partition_point(|line| line.start < own.start);
    let above = document.lines.get(..upto)?.iter().rev().take(2).find(|line| !line.is_blank());
    let is_day = |(text, start): (&str, usize)| {
        let (day, _) = dates::find(text)?;
        let mut rest = text.get(..day.start)?.chars().chain(text.get(day.end..)?.chars());
        (!rest.any(char::is_alphanumeric)).then_some(start)
    };
    around.and_then(is_day).or_else(|| is_day(above.map(|line| (line.text, line.start))?))
}

/// Codes: `changelog-not-understood`.
pub(super) fn place(document: &Document, path: &str, known: &Known) -> Result<Placed> {
    let anchor = anchor(document, known);
    if let Some(at) = conflict(document, anchor) {
        let why = format!("a merge conflict that nobody has solved begins in `{path}`");
        return Err(document.refused(path, at, &why).advice("keep one of its sides, commit and push it"));
    }
    let is_there = document.versions().any(|(_, heading, version, pure)| {
        version.same(known.new) && (pure || is_high(document, anchor, heading.level))
    });
    let mixed = is_mixed(document, anchor);
    if is_there {
        return Ok(Placed { place: Place::There, shape: None, mixed });
    }
    let place = match coming(document, path, known, anchor)? {
        Some(place) => place,
        None => above(document, path, known, anchor)?,
    };
    Ok(Placed { place, shape: shape(document, anchor, known), mixed })
}

/// Whether a heading of this level stands no lower than the newest version's.
fn is_high(document: &Document, anchor: Option<usize>, level: usize) -> bool {
    anchor.and_then(|place| document.at(place)).is_none_or(|(newest, _)| level <= newest.level)
}

/// At the heading above the newest version that says what is not released, if there is one.
fn coming(document: &Document, path: &str, known: &Known, anchor: Option<usize>) -> Result<Option<Place>> {
    let reaches = |place: usize| {
        let above = anchor.is_none_or(|anchor| place < anchor);
        above && document.at(place).is_some_and(|(heading, _)| is_high(document, anchor, heading.level))
    };
    let about = |wanted: &dyn Fn(usize, About) -> bool| {
        let mut near = document.headed.iter().enumerate().filter(|(place, _)| reaches(*place));
        near.find(|(place, one)| wanted(*place, one.title.about)).map(|(at, _)| at)
    };
    // The very version before any other, and before what only says that something comes.
    let named = |place: usize| {
        document.at(place).and_then(|(_, title)| title.version.as_ref()).is_some_and(|version| version.same(known.new))
    };
    let next = about(&|place, about| about == About::Next && named(place));
    // What is announced for a later one stays, where another heading says what is not released.
    let later = |place: usize| {
        let said = document.at(place).and_then(|(_, title)| title.version.as_ref());
        said.is_some_and(|said| said.triple() > known.new.triple())
    };
    let stands = |about| matches!(about, About::Next | About::Unreleased);
    let standing = about(&|place, about| stands(about) && !later(place)).or_else(|| about(&|_, about| stands(about)));
    let Some(found) = next.or(standing) else { return Ok(None) };
    if document.at(found).is_some_and(|(_, title)| title.about == About::Next) {
        return Ok(Some(Place::Instead(found)));
    }
    let said = |place: usize| document.at(place).map(|(heading, title)| (heading.level, title.text));
    let again = |place, about| about == About::Unreleased && place > found && said(place) == said(found);
    // What a second one tells of would be released, and go on standing there as if it were not.
    if let Some(second) = about(&again) {
        let at = document.at(second).map_or(0, |(heading, _)| heading.start);
        let why = format!("two headings in `{path}` say what is not released");
        return Err(document.refused(path, at, &why).advice("put what both tell of below one of them"));
    }
    Ok(Some(Place::Below(found)))
}

/// Above the newest version; below what introduces all sections where there is none.
fn above(document: &Document, path: &str, known: &Known, anchor: Option<usize>) -> Result<Place> {
    match anchor {
        Some(found) if is_last_of_rising(document, found) => {
            let at = document.at(found).map_or(0, |(heading, _)| heading.start);
            let why = format!("the newest version stands last in `{path}`, and sections are written above it");
            Err(document
                .refused(path, at, &why)
                .advice(format!("write {} at the top, above the new section", document.syntax.example("[Unreleased]"))))
        }
        Some(found) if let Some(day) = day_above(document, found) => {
            let why = format!("the newest version stands below a day in `{path}`, which the new one has not");
            Err(document
                .refused(path, day, &why)
                .advice(format!("write {} at the top, above the new section", document.syntax.example("[Unreleased]"))))
        }
        Some(found) => Ok(Place::Above(found)),
        None if document.is_introduction(known.previous) => Ok(Place::First),
        None => {
            let first = document.versions().map(|(_, heading, ..)| heading).next();
            let first = first.or_else(|| document.at(0).map(|(heading, _)| heading));
            let line = || document.lines.iter().find(|line| !line.is_blank()).map(|line| line.start);
            let at = first.map(|heading| heading.start).or_else(line);
            let example = known.previous.map_or("1.2.3".to_string(), ToString::to_string);
            let why = format!("no heading in `{path}` names a version below {}", known.spelled);
            let write = |title: &str| document.syntax.example(title);
            Err(document
                .refused(path, at.unwrap_or_default(), &why)
                .advice(format!("write {} where the new section belongs, commit and push it", write("[Unreleased]")))
                .advice(format!("or head what {example} brought with it: {}", write(&example))))
        }
    }
}

/// Where a merge conflict begins above the newest version: which of its sides is meant nobody knows.
fn conflict(document: &Document, anchor: Option<usize>) -> Option<usize> {
    let upto = anchor.and_then(|place| document.at(place)).map_or(document.text.len(), |(heading, _)| heading.start);
    let mut marks = document.lines.iter().zip(&document.hidden).filter(|(_, hidden)| **hidden == Hidden::No);
    let (begins, _) = marks.find(|(line, _)| line.start < upto && line.text.starts_with("<<<<<<< "))?;
    marks.any(|(line, _)| line.text.starts_with(">>>>>>> ")).then_some(begins.start)
}

/// What is told where the heading of what comes next said another version than comes.
pub(super) fn announced(document: &Document, path: &str, known: &Known, place: Place) -> Option<String> {
    let Place::Instead(next) = place else { return None };
    let (heading, title) = document.at(next)?;
    let said = title.version.as_ref().filter(|said| said.triple() != known.new.triple())?.release();
    let (line, _) = splice::place(document.text, heading.start);
    let (text, new) = (shortened(title.text), known.spelled);
    Some(format!(
        "`{path}:{line}` said `{text}`, and what it tells of is {new} now: `--bump {said}` (input `version: {said}`) releases what it said"
    ))
}

/// The heading that the new section goes above: that of the newest version, or of one that is newer than that and older
/// than the new one.
fn anchor(document: &Document, known: &Known) -> Option<usize> {
    let last = |counts: &dyn Fn(usize, bool) -> bool| {
        let is = |version: &_| known.previous.is_some_and(|previous| previous.same(version));
        document.versions().find(|(place, _, version, pure)| is(version) && counts(*place, *pure))
    };
    let older = |pure: bool| {
        let is = |version: &Version| version.cmp_precedence(known.new).is_lt();
        document.versions().find(|(_, _, version, is_pure)| is(version) && (*is_pure || !pure))
    };
    let newest = last(&|place, pure| pure && !heads_a_line(document, place));
    match newest.or_else(|| last(&|_, pure| pure)).or_else(|| last(&|_, _| true)) {
        Some((place, heading, newest, _)) => {
            let between =
                |version: &Version| version.cmp_precedence(newest).is_ge() && version.cmp_precedence(known.new).is_lt();
            // `## 1.2` has `### 1.2.3` below it: 1.2.4 goes there, and 1.3.0 does not.
            let holds = |version: &Version| {
                version.minor_line() == newest.minor_line() && version.minor_line() != known.new.minor_line()
            };
            let of_new = |other: usize, version: &Version| {
                version.minor_line() == known.new.minor_line() && heads_a_line(document, other)
            };
            let found = document.versions().find(|(other, level, version, pure)| {
                *other <= place
                    && level.level <= heading.level
                    && (*pure || *other == place)
                    && !of_new(*other, version)
                    && (between(version) || (level.level < heading.level && holds(version)))
            });
            found.map(|(place, ..)| place)
        }
        None => older(true).or_else(|| older(false)).map(|(place, ..)| place),
    }
}

/// Whether a heading says two numbers, and the one below it a version of that line: it is about more than one.
fn heads_a_line(document: &Document, place: usize) -> bool {
    let Some((heading, title)) = document.at(place) else { return false };
    let short = title.text.get(title.number.clone()).is_some_and(|number| number.matches('.').count() == 1);
    let below = document.at(place.saturating_add(1)).filter(|(below, _)| below.level > heading.level);
    let versions = title.version.as_ref().zip(below.and_then(|(_, below)| below.version.as_ref()));
    short && versions.is_some_and(|(own, below)| own.minor_line() == below.minor_line())
}

/// Oldest first: nobody would look for the newest one above the last.
fn is_last_of_rising(document: &Document, anchor: usize) -> bool {
    let Some((own, _)) = document.at(anchor) else { return false };
    let versions: Vec<_> =
        document.versions().filter(|(_, heading, _, pure)| *pure && heading.level == own.level).collect();
    let rising = versions.iter().zip(versions.iter().skip(1)).all(|(a, b)| a.2.cmp_precedence(b.2).is_lt());
    versions.len() > 1 && rising && versions.last().is_some_and(|last| last.0 == anchor)
}

/// Whether the newest version and the one before it stand at two levels, so that neither says what comes next.
fn is_mixed(document: &Document, anchor: Option<usize>) -> bool {
    let from = anchor.unwrap_or_default();
    let counts = |place: usize| place == from || place > from && !heads_a_line(document, place);
    let mut levels =
        document.versions().filter(|(place, .., pure)| *pure && counts(*place)).map(|(_, one, ..)| one.level);
    levels.next().zip(levels.next()).is_some_and(|(newest, before)| newest != before)
}

/// The shape of the newest version; where levels differ, of the newest one of the same kind, patch or not.
fn shape(document: &Document, anchor: Option<usize>, known: &Known) -> Option<usize> {
    let level = document.at(anchor?)?.0.level;
    let counts = |place: usize| Some(place) == anchor || Some(place) > anchor && !heads_a_line(document, place);
    let versions = || document.versions().filter(|(place, .., pure)| *pure && counts(*place));
    if versions().all(|(_, heading, ..)| heading.level == level) {
        return anchor;
    }
    let kind = |version: &Version| version.triple().2 != 0;
    let alike = versions().find(|(_, _, version, _)| kind(version) == kind(known.new));
    alike.map(|(place, ..)| place).or(anchor)
}
