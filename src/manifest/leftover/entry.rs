//! The entry of `manifests` that would include a place: each is tried on the file before it is proposed.

use std::ops::Range;

use crate::manifest::entries::key_path;
use crate::manifest::entries::listing::Listing;
use crate::manifest::leftover::hit::Hit;
use crate::manifest::leftover::place::Place;
use crate::manifest::moves::{Moves, Reach};
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Role, Source, sources};
use crate::manifest::{candidates, opened};
use crate::ordered::BTreeMap;
use crate::version::{Scheme, Version};

/// Lines that one entry would include.
pub(super) struct Group {
    pub entry: Option<String>,
    pub lines: Vec<u32>,
    pub version: String,
    ranges: Vec<Range<usize>>,
}

/// The hits of a file by the entries that would include them; at most so many entries.
pub(super) fn groups(place: &Place<'_>, source: &Source<'_>, hits: &[Hit<'_>], most: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for hit in hits {
        let version = hit.said;
        let known = groups.iter_mut().find(|group| group.version == version && covers(&group.ranges, hit));
        if let Some(group) = known {
            group.lines.push(hit.number);
            continue;
        }
        let found = if groups.len() < most { of(place, source, hit) } else { None };
        let (entry, ranges) = found.map_or((None, Vec::new()), |(entry, ranges)| (Some(entry), ranges));
        let open = groups.iter_mut().find(|group| entry.is_none() && group.entry.is_none() && group.version == version);
        match open {
            Some(group) => group.lines.push(hit.number),
            None => groups.push(Group { entry, lines: vec![hit.number], version: version.to_string(), ranges }),
        }
    }
    groups
}

fn covers(ranges: &[Range<usize>], hit: &Hit<'_>) -> bool {
    ranges.iter().any(|range| range.start <= hit.range.start && hit.range.end <= range.end)
}

/// The first that works: the file, its keys, the line as a pattern.
fn of(place: &Place<'_>, source: &Source<'_>, hit: &Hit<'_>) -> Option<(String, Vec<Range<usize>>)> {
    let path = place.path;
    let works = |entry: String| {
        let ranges = reached(place, &entry, hit.said)?;
        covers(&ranges, hit).then_some((entry, ranges))
    };
    // A link that says the version twice leads nowhere once half of it moves.
    let whole = |(_, ranges): &(String, Vec<Range<usize>>)| {
        let split = |at: usize| Some((hit.line.get(..at)?, hit.line.get(at.checked_add(hit.said.len())?..)?));
        // Inside a longer number it is another one.
        let apart = |at: usize| {
            let digit = |letter: char| letter.is_ascii_digit();
            split(at).is_some_and(|(before, after)| {
                !before.ends_with(digit) && !before.ends_with('.') && !after.starts_with(digit)
            })
        };
        let mut said = hit.line.match_indices(hit.said).map(|(at, _)| at).filter(|at| apart(*at));
        said.all(|at| ranges.iter().any(|range| range.contains(&hit.start.saturating_add(at))))
    };
    works(path.to_string())
        .or_else(|| works(format!("{path}:{}", key_path::to(source, hit.range.start)?)))
        .or_else(|| works(format!("{path}:/{}/", pattern(hit, (40, 12))?)).filter(whole))
        .or_else(|| works(format!("{path}:/(?m)^{}$/", pattern(hit, (usize::MAX, usize::MAX))?)).filter(whole))
}

/// The places of the version before in a file that `manifests` would name by this entry; none where that would be refused.
fn reached(place: &Place<'_>, entry: &str, said: &str) -> Option<Vec<Range<usize>>> {
    let files = std::slice::from_ref(place.file);
    let sources = sources(files);
    let listing = Listing::parse(&[entry.to_string()]).ok()?.over(&sources.keys().copied().collect());
    let candidates = candidates(&sources, &listing, Reach::Root).ok()?;
    let hows: BTreeMap<_, _> = candidates.iter().map(|one| (one.path.as_str(), one)).collect();
    let manifests = opened::open(&[place.file], &sources, &listing, &hows, &Moves::All).ok()?;
    // In a block between markers other versions are somebody else's.
    let before = [Scheme::Semver, Scheme::Pep440].into_iter().find_map(|scheme| Version::parse(said, scheme).ok());
    let names = Names { before: before.into_iter().collect(), ..Names::default() };
    // What it says of itself is the new version already, where it was rewritten: then one is not held against the other.
    let manifest = manifests.first()?;
    let occurrences = if place.rewritten { manifest.occurrences(&names) } else { manifest.checked(&names) }.ok()?;
    Some(
        occurrences
            .into_iter()
            .filter(|occurrence| occurrence.role == Role::Own)
            .map(|occurrence| occurrence.range)
            .collect(),
    )
}

/// A line as a pattern, with so many letters before and behind the version.
fn pattern(hit: &Hit<'_>, (most_before, most_after): (usize, usize)) -> Option<String> {
    let whole = most_before == usize::MAX;
    let before = if whole { hit.lead() } else { hit.lead().trim_start() };
    let from = before.char_indices().rev().nth(most_before.saturating_sub(1)).map_or(0, |(start, _)| start);
    let before = before.get(from..)?;
    // Not from the middle of a word.
    let word = if from > 0 { before.trim_start_matches(char::is_alphanumeric) } else { before };
    let before = if word.is_empty() { before } else { word };
    let after: String = hit.rest().chars().take(most_after).collect();
    let (start, end) = (escaped(before), escaped(if whole { &after } else { after.trim_end() }));
    let anchor = if start.is_empty() && !whole { "(?m)^ *" } else { "" };
    Some(format!("{anchor}{start}(?<version>[0-9][0-9A-Za-z.+-]*){end}"))
}

/// A text as a pattern that matches it and nothing else.
fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => pattern.push_str("\\t"),
            // What is copied to a command line stands between two of these.
            '\'' => pattern.push_str("\\x27"),
            _ => {
                if "\\.+*?()|[]{}^$#&~-".contains(letter) {
                    pattern.push('\\');
                }
                pattern.push(letter);
            }
        }
    }
    pattern
}
