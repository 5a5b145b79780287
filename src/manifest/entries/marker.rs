//! Marker comments: `x-version-first: version` behind a version, `x-version-first: start` and `end` around some.
//! release-please's own markers mean the same, so that its users can stay as they are.

mod days;

use std::ops::Range;

use crate::error::{Error, Result};
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source, of_ours};
use crate::manifest::readers::lines::lines;
use crate::text::shortened;
use crate::version::{Scheme, Version, begins_another};

pub(in crate::manifest) use days::days;

const OURS: &str = "x-version-first:";
const THEIRS: &str = "x-release-please-";

/// Whether there may be markers at all.
pub(in crate::manifest) fn any(text: &str) -> bool {
    text.contains(OURS) || text.contains(THEIRS)
}

/// As [`any`], found out once.
pub(in crate::manifest) fn any_in(source: &Source<'_>) -> bool {
    *source.marked.get_or_init(|| any(source.body))
}

#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Whole,
    Part(u8),
}

enum Marker {
    Line(Wanted),
    Start(Wanted),
    End,
    /// The release's day, on this line.
    Day,
    /// None that is known here: other tools' markers may say more than ours.
    Unknown(String),
}

/// The versions on marked lines; `known` is what our packages said before the rewriting, as far as that is known.
/// A file that says the whole version goes before what the others say; where nobody says it, three marked numbers do, one after the
/// other. Codes `invalid-marker`, `version-not-found`.
pub(in crate::manifest) fn find(source: &Source<'_>, known: &[Version]) -> Result<Vec<Occurrence>> {
    let occurrences = find_in(source, known, false)?;
    if !parts(source.body) {
        return Ok(occurrences);
    }
    if occurrences.is_empty() && known.is_empty() {
        return together(source).map_or_else(|| find_in(source, known, true), |own| Ok(vec![own]));
    }
    let own: Vec<Version> =
        occurrences.first().and_then(|occurrence| occurrence.version(source).ok()).into_iter().collect();
    find_in(source, if own.is_empty() { known } else { &own }, true)
}

/// As [`find`], without the markers for one number.
pub(in crate::manifest) fn find_whole(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    find_in(source, &[], false)
}

/// The version of three marked numbers.
fn together(source: &Source<'_>) -> Option<Occurrence> {
    let found = find_in(source, &[], true).ok()?;
    let [major, minor, patch] = found.as_slice() else { return None };
    let grammars = [major, minor, patch].map(|one| one.grammar);
    let range = major.range.start..patch.range.end;
    let own = Occurrence::new(range.clone(), source.body.get(range)?, Grammar::Apart, Role::Own);
    let said = [major, minor, patch].map(|one| one.text.as_str()).join(".");
    let same = own.grammar.read(&own.text).is_ok_and(|version| version.to_string() == said);
    (grammars == [0, 1, 2].map(Grammar::Part) && same).then_some(own)
}

fn find_in(source: &Source<'_>, before: &[Version], with_parts: bool) -> Result<Vec<Occurrence>> {
    let skipped = |wanted: Wanted| matches!(wanted, Wanted::Part(_)) && !with_parts;
    let mut occurrences = Vec::new();
    // The block we are in, where it began, and how many occurrences there were then.
    let mut block: Option<(Wanted, usize, usize)> = None;
    for (start, line) in lines(source.body) {
        let marker = marker(line).filter(|(_, marker)| !matches!(marker, Marker::Day | Marker::Unknown(_)));
        let Some((at, marker)) = marker else {
            if let Some((wanted, ..)) = block.filter(|(wanted, ..)| !skipped(*wanted)) {
                occurrences.extend(on_line(source, start, line, wanted, before)?);
            }
            continue;
        };
        let place = start.saturating_add(at);
        match (marker, block) {
            (Marker::Line(wanted), _) if skipped(wanted) => {}
            (Marker::Line(wanted), _) => {
                // What stands in the marker itself is no version.
                let text = line.get(..at).unwrap_or_default();
                let found = on_line(source, start, text, wanted, before)?;
                if found.is_empty() {
                    return Err(match wanted {
                        Wanted::Whole => missing(source, place, "no version stands before this marker on its line"),
                        Wanted::Part(which) => alone(source, place, "no number", which, before),
                    });
                }
                occurrences.extend(found);
            }
            (Marker::Start(wanted), None) => block = Some((wanted, place, occurrences.len())),
            (Marker::Start(_), Some((_, began, _))) => {
                let (line, _) = source.place(began);
                return Err(invalid(source, place, &format!("the block that begins in line {line} has no end yet")));
            }
            (Marker::End, Some((wanted, began, count))) => {
                if occurrences.len() == count && !skipped(wanted) {
                    return Err(match wanted {
                        Wanted::Whole => missing(source, began, "no version stands in the block that begins here"),
                        Wanted::Part(which) => {
                            alone(source, began, "no number in the block that begins here", which, before)
                        }
                    });
                }
                let inside = occurrences.split_off(count);
                occurrences.extend(of_ours(source, inside, before));
                block = None;
            }
            (Marker::End, None) => return Err(invalid(source, place, "no block has begun before this end")),
            (Marker::Day | Marker::Unknown(_), _) => {}
        }
    }
    match block {
        Some((_, began, _)) => Err(invalid(source, began, "the block that begins here has no end")),
        None => Ok(occurrences),
    }
}

/// Whether a marker asks for one number of the version, so that it matters what the version was.
pub(in crate::manifest) fn parts(text: &str) -> bool {
    let part = |marker: Marker| matches!(marker, Marker::Line(Wanted::Part(_)) | Marker::Start(Wanted::Part(_)));
    any(text) && lines(text).filter_map(|(_, line)| marker(line)).any(|(_, marker)| part(marker))
}

/// Whether all three numbers of a version are marked, one by one.
pub(in crate::manifest) fn marks_all(text: &str) -> bool {
    let marks = |which: u8| {
        let is = |marker: Marker| matches!(marker, Marker::Line(Wanted::Part(part)) | Marker::Start(Wanted::Part(part)) if part == which);
        lines(text).filter_map(|(_, line)| marker(line)).any(|(_, marker)| is(marker))
    };
    any(text) && [0, 1, 2].into_iter().all(marks)
}

/// Markers that are not known here, with their lines, for a remark.
pub(in crate::manifest) fn unknown(source: &Source<'_>) -> Vec<(u32, String)> {
    let known = |(start, line)| match marker(line)? {
        (_, Marker::Unknown(word)) => Some((source.place(start).0, word)),
        _ => None,
    };
    lines(source.body).filter_map(known).collect()
}

fn invalid(source: &Source<'_>, at: usize, why: &str) -> Error {
    source.error("invalid-marker", why, at).advice(
        "expected `x-version-first: version` behind a version, or `x-version-first: start` and `x-version-first: end` around some",
    )
}

fn missing(source: &Source<'_>, at: usize, why: &str) -> Error {
    source
        .error("version-not-found", format!("{why}, expected such as `1.2.3` or `1.3.0-rc.1`"), at)
        .advice("put the marker behind the version, or take it away")
}

/// A line where a number of the version should stand by itself once, and does not.
fn alone(source: &Source<'_>, at: usize, why: &str, which: u8, before: &[Version]) -> Error {
    let name = match which {
        0 => "major",
        1 => "minor",
        _ => "patch",
    };
    let said = before.first().map(|version| format!(", expected the {name} number of `{version}`, once"));
    let said = said.unwrap_or_else(|| format!(", expected the {name} number alone, as in `= 1;`"));
    source
        .error("version-not-found", format!("{why} before this marker stands alone and says it{said}"), at)
        .advice("give the number a line of its own behind which the marker stands, or take the marker away")
}

/// The marker on a line, and where it begins.
fn marker(line: &str) -> Option<(usize, Marker)> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|letter| letter.is_ascii_alphabetic() || *letter == '-').collect()
    };
    let (at, kind) = if let Some((before, after)) = line.split_once(OURS) {
        (before.len(), word(after))
    } else {
        let (before, after) = line.split_once(THEIRS)?;
        (before.len(), word(after))
    };
    let marker = match kind.as_str() {
        "version" => Marker::Line(Wanted::Whole),
        "major" => Marker::Line(Wanted::Part(0)),
        "minor" => Marker::Line(Wanted::Part(1)),
        "patch" => Marker::Line(Wanted::Part(2)),
        // release-please writes `start-version`, and ends every block alike.
        "start" | "start-version" => Marker::Start(Wanted::Whole),
        "start-major" => Marker::Start(Wanted::Part(0)),
        "start-minor" => Marker::Start(Wanted::Part(1)),
        "start-patch" => Marker::Start(Wanted::Part(2)),
        "end" => Marker::End,
        "date" => Marker::Day,
        other => Marker::Unknown(shortened(other)),
    };
    Some((at, marker))
}

/// The versions, or the one number, in a piece of running text that begins at `start`.
fn on_line(
    source: &Source<'_>,
    start: usize,
    text: &str,
    wanted: Wanted,
    before: &[Version],
) -> Result<Vec<Occurrence>> {
    let shift = |range: Range<usize>| start.saturating_add(range.start)..start.saturating_add(range.end);
    if let Wanted::Part(which) = wanted {
        let mut said = numbers(text).into_iter().filter(|range| says(text.get(range.clone()), which, before));
        let Some(first) = said.next() else { return Ok(Vec::new()) };
        if said.next().is_some() {
            return Err(alone(source, start, "more than one number", which, before));
        }
        let number = text.get(first.clone()).unwrap_or_default().to_string();
        return Ok(vec![Occurrence::new(shift(first), number, Grammar::Part(which), Role::Copy)]);
    }
    let mut occurrences = Vec::new();
    let mut at = 0_usize;
    while let Some(rest) = text.get(at..) {
        let Some(skip) = rest.find(|letter: char| letter.is_ascii_digit()) else { break };
        let from = at.saturating_add(skip);
        let found = version(text, from, before);
        let digits = number(text, from).map_or(from.saturating_add(1), |range| range.end);
        at = found.as_ref().map_or(digits, |range| range.end);
        if let Some(range) = found
            && let Some(said) = text.get(range.clone())
        {
            occurrences.push(Occurrence::new(shift(range.clone()), said.to_string(), Grammar::Either, Role::Own));
        }
    }
    Ok(occurrences)
}

/// Whether these digits are that number of the version before; where no version is known, any may be.
fn says(digits: Option<&str>, which: u8, before: &[Version]) -> bool {
    let is = |version: &Version| digits.is_some_and(|digits| Grammar::Part(which).says(digits, version));
    before.is_empty() || before.iter().any(is)
}

/// Numbers that stand alone: no letter, digit or `_` beside them but one `v` before, and what C writes behind one (`2U`).
fn numbers(text: &str) -> Vec<Range<usize>> {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found = Vec::new();
    let mut at = 0_usize;
    while let Some(skip) = text.get(at..).and_then(|rest| rest.find(word)) {
        let from = at.saturating_add(skip);
        let rest = text.get(from..).unwrap_or_default();
        let whole = rest.get(..rest.find(|letter| !word(letter)).unwrap_or(rest.len())).unwrap_or_default();
        let bare = whole.strip_prefix(['v', 'V']).unwrap_or(whole);
        let digits =
            bare.get(..bare.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(bare.len())).unwrap_or_default();
        let suffix = bare.get(digits.len()..).unwrap_or_default().to_ascii_lowercase();
        if !digits.is_empty() && ["", "u", "l", "ul", "lu", "ll", "ull", "llu"].contains(&suffix.as_str()) {
            let start = from.saturating_add(whole.len().saturating_sub(bare.len()));
            found.push(start..start.saturating_add(digits.len()));
        }
        at = from.saturating_add(whole.len());
    }
    found
}

/// Digits alone.
fn number(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let length = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    (length > 0).then(|| from..from.saturating_add(length))
}

/// The version that begins at `from`: three numbers, and what belongs to them.
fn version(text: &str, from: usize, known: &[Version]) -> Option<Range<usize>> {
    let before = text.get(..from)?;
    // Not within a word or a longer number; `v1.2.3` is a version.
    let tail = before.strip_suffix(['v', 'V']).unwrap_or(before);
    if tail.ends_with(char::is_alphanumeric)
        || (tail.ends_with('.') && tail.trim_end_matches('.').ends_with(|letter: char| letter.is_ascii_digit()))
    {
        return None;
    }
    let mut end = from;
    let mut count = 0_usize;
    loop {
        end = number(text, end)?.end;
        count = count.saturating_add(1);
        let next = end.saturating_add(1);
        if !text.get(end..)?.starts_with('.') || number(text, next).is_none() {
            break;
        }
        end = next;
    }
    if count < 3 {
        return None;
    }
    end = match prerelease(text, end) {
        worded if worded > end => worded,
        _ => known_version(text, from, known).or_else(|| identifiers(text, from, end)).unwrap_or(end),
    };
    if let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix('+')) {
        let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.').unwrap_or(rest.len());
        let build = rest.get(..length).unwrap_or_default().trim_end_matches('.');
        if build.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
            end = end.saturating_add(1).saturating_add(build.len());
        }
        let mut after = text.get(end..).unwrap_or_default().chars();
        match after.next() {
            // Build metadata comes once: with another version before it, a second one would be the first.
            Some('+') if after.next().is_some_and(|letter| letter.is_ascii_alphanumeric()) => return None,
            // The letters belong to a string that begins here, as in `1.2.3+f"…"`.
            Some(quote @ ('"' | '\'')) if !before.contains(quote) => return None,
            _ => {}
        }
    }
    Some(from..end)
}

/// Where a version that a package of ours said before ends, if it stands at `from`.
fn known_version(text: &str, from: usize, known: &[Version]) -> Option<usize> {
    let rest = text.get(from..)?;
    let spelled =
        known.iter().flat_map(|version| [Scheme::Semver, Scheme::Pep440].map(|scheme| version.to_scheme(scheme)));
    let public = |version: Version| version.to_string().split('+').next().unwrap_or_default().to_string();
    let fits = |said: &String| {
        let mut after = rest.strip_prefix(said.as_str())?.chars();
        let next = after.next();
        let goes_on = next.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
            || (next == Some('.') && after.next().is_some_and(|letter| letter.is_ascii_digit()));
        (!goes_on).then_some(said.len())
    };
    let longest = spelled.filter_map(|version| fits(&public(version.ok()?))).max()?;
    from.checked_add(longest)
}

/// Longer prereleases are none.
const LONGEST: usize = 256;

/// Where a prerelease without a known word ends: `-0`, `-staging.4`. Other words behind a `-` may be anything, so they
/// end with a number here, or the version fills a string: `"1.2.3-staging"`.
fn identifiers(text: &str, from: usize, end: usize) -> Option<usize> {
    let inside = text.get(end..)?.strip_prefix('-')?;
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let length = inside.bytes().take(LONGEST).take_while(part).count();
    let word = inside.get(..length)?.trim_end_matches('.');
    let stop = end.checked_add(1)?.checked_add(word.len())?;
    let after = text.get(stop..)?.chars().next();
    let open = text.get(..from)?.trim_end_matches(['v', 'V']).chars().next_back();
    let quoted = after.is_some() && after == open && matches!(after, Some('"' | '\'' | '`'));
    let counted = word.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let ends = after.is_none_or(|letter| letter.is_whitespace() || "+\"'`,;:)]}<>".contains(letter));
    let version = Version::parse(text.get(from..stop)?, Scheme::Semver).is_ok();
    (version && (quoted || (counted && ends))).then_some(stop)
}

/// Where the prerelease that begins at `end` ends: `-rc.1`, `rc1`, `.dev4`, `.post1`; `end` itself where there is none.
fn prerelease(text: &str, end: usize) -> usize {
    let mut end = end;
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let inside = rest.strip_prefix(['-', '.']).unwrap_or(rest);
        let dash = rest.len().saturating_sub(inside.len());
        let letters = inside.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(inside.len());
        let word = inside.get(..letters).unwrap_or_default().to_ascii_lowercase();
        if !begins_another(&word) {
            return end;
        }
        let mut after = end.saturating_add(dash).saturating_add(letters);
        loop {
            let rest = text.get(after..).unwrap_or_default();
            let digits = rest.strip_prefix(['.', '-']).unwrap_or(rest);
            let gap = rest.len().saturating_sub(digits.len());
            match number(text, after.saturating_add(gap)) {
                Some(range) => after = range.end,
                None => break,
            }
        }
        // `1.2.3-beta2x` is a word of its own.
        let goes_on = |letter: char| letter.is_alphanumeric() || letter == '_';
        if text.get(after..).is_some_and(|rest| rest.starts_with(goes_on)) {
            return end;
        }
        end = after;
    }
}
