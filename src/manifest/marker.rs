//! Marker comments: `x-version-first: version` behind a version, `x-version-first: start` and `end` around some.
//! release-please's own markers mean the same, so that its users can stay as they are.

use std::ops::Range;

use super::grammar::Grammar;
use super::lines::lines;
use super::site::{Role, Site, Source, brief};
use crate::error::{Error, Result};

const OURS: &str = "x-version-first:";
const THEIRS: &str = "x-release-please-";

/// What begins a prerelease in running text. Other words behind a `-` may be anything: `1.2.3-py3-none-any.whl`.
const WORDS: [&str; 14] =
    ["alpha", "beta", "rc", "dev", "pre", "preview", "next", "canary", "nightly", "snapshot", "a", "b", "c", "m"];

/// Whether there may be markers at all.
pub(super) fn any(text: &str) -> bool {
    text.contains(OURS) || text.contains(THEIRS)
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
}

/// The versions on marked lines. Codes `invalid-marker`, `version-not-found`.
pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let mut sites = Vec::new();
    // The block we are in, where it began, and how many sites there were then.
    let mut block: Option<(Wanted, usize, usize)> = None;
    for (start, line) in lines(source.body) {
        let Some((at, marker)) = marker(source, start, line)? else {
            if let Some((wanted, ..)) = block {
                sites.extend(on_line(start, line, wanted));
            }
            continue;
        };
        let place = start.saturating_add(at);
        match (marker, block) {
            (Marker::Line(wanted), _) => {
                // What stands in the marker itself is no version.
                let before = line.get(..at).unwrap_or_default();
                let found = on_line(start, before, wanted);
                if found.is_empty() {
                    return Err(missing(source, place, "no version stands before this marker on its line"));
                }
                sites.extend(found);
            }
            (Marker::Start(wanted), None) => block = Some((wanted, place, sites.len())),
            (Marker::Start(_), Some((_, began, _))) => {
                let (line, _) = source.place(began);
                return Err(invalid(source, place, &format!("the block that begins in line {line} has no end yet")));
            }
            (Marker::End, Some((_, began, before))) => {
                if sites.len() == before {
                    return Err(missing(source, began, "no version stands in the block that begins here"));
                }
                block = None;
            }
            (Marker::End, None) => return Err(invalid(source, place, "no block has begun before this end")),
        }
    }
    match block {
        Some((_, began, _)) => Err(invalid(source, began, "the block that begins here has no end")),
        None => Ok(sites),
    }
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

/// The marker on a line, and where it begins.
fn marker(source: &Source<'_>, start: usize, line: &str) -> Result<Option<(usize, Marker)>> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|letter| letter.is_ascii_alphabetic() || *letter == '-').collect()
    };
    let (at, kind) = if let Some((before, after)) = line.split_once(OURS) {
        (before.len(), word(after))
    } else if let Some((before, after)) = line.split_once(THEIRS) {
        (before.len(), word(after))
    } else {
        return Ok(None);
    };
    let marker = match kind.trim_end_matches('-') {
        "version" => Marker::Line(Wanted::Whole),
        "major" => Marker::Line(Wanted::Part(0)),
        "minor" => Marker::Line(Wanted::Part(1)),
        "patch" => Marker::Line(Wanted::Part(2)),
        // release-please names what a block holds where it begins, and ends every block alike.
        "start" | "start-version" => Marker::Start(Wanted::Whole),
        "start-major" => Marker::Start(Wanted::Part(0)),
        "start-minor" => Marker::Start(Wanted::Part(1)),
        "start-patch" => Marker::Start(Wanted::Part(2)),
        "end" => Marker::End,
        other => {
            let why = format!("`{}` is no marker that is known here", brief(other));
            return Err(invalid(source, start.saturating_add(at), &why));
        }
    };
    Ok(Some((at, marker)))
}

/// The versions, or the numbers, in a piece of running text that begins at `start`.
fn on_line(start: usize, text: &str, wanted: Wanted) -> Vec<Site> {
    let mut sites = Vec::new();
    let mut at = 0_usize;
    while let Some(rest) = text.get(at..) {
        let Some(skip) = rest.find(|letter: char| letter.is_ascii_digit()) else { break };
        let from = at.saturating_add(skip);
        let found = match wanted {
            Wanted::Whole => version(text, from),
            Wanted::Part(_) => number(text, from),
        };
        let digits = number(text, from).map_or(from.saturating_add(1), |range| range.end);
        at = found.as_ref().map_or(digits, |range| range.end);
        if let Some(range) = found
            && let Some(said) = text.get(range.clone())
        {
            let (grammar, role) = match wanted {
                Wanted::Whole => (Grammar::Either, Role::Own),
                Wanted::Part(which) => (Grammar::Part(which), Role::Copy),
            };
            let range = start.saturating_add(range.start)..start.saturating_add(range.end);
            sites.push(Site::new(range, said.to_string(), grammar, role));
        }
    }
    sites
}

/// Digits alone.
fn number(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let length = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    (length > 0).then(|| from..from.saturating_add(length))
}

/// The version that begins at `from`: three numbers, and what belongs to them.
fn version(text: &str, from: usize) -> Option<Range<usize>> {
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
    end = prerelease(text, end);
    if let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix('+')) {
        let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.').unwrap_or(rest.len());
        let build = rest.get(..length).unwrap_or_default().trim_end_matches('.');
        if !build.is_empty() {
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

/// Where the prerelease that begins at `end` ends: `-rc.1`, `rc1`, `.dev4`, `.post1`; `end` itself where there is none.
fn prerelease(text: &str, end: usize) -> usize {
    let mut end = end;
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let inside = rest.strip_prefix(['-', '.']).unwrap_or(rest);
        let dash = rest.len().saturating_sub(inside.len());
        let letters = inside.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(inside.len());
        let word = inside.get(..letters).unwrap_or_default().to_ascii_lowercase();
        if !WORDS.contains(&word.as_str()) && word != "post" {
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
        if text
            .get(after..)
            .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
        {
            return end;
        }
        end = after;
    }
}
