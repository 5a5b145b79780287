//! Versions that stand in C as numbers: apart, or as one. A search for their text does not see them.

use crate::manifest::formats::header;
use crate::manifest::grammar::Grammar;
use crate::manifest::grammar::packed;
use crate::manifest::leftover::hit::{Hit, is_common, is_past};
use crate::manifest::leftover::place::Place;
use crate::manifest::leftover::{Hunt, MOST_IN_FILE};
use crate::manifest::occurrence::Source;
use crate::manifest::readers::lines::lines;
use crate::version::{Scheme, Version};

/// What is found in every file that says them apart.
const APART: [&str; 2] = ["_MAJOR", "MAJOR_"];

/// Whether a file is one of C or C++.
pub(super) fn may_have(path: &str) -> bool {
    const ENDINGS: [&str; 8] = ["h", "hh", "hpp", "hxx", "c", "cc", "cpp", "cxx"];
    path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
}

/// What is in files that say one of these versions so.
pub(super) fn spelled(texts: &[String]) -> Vec<String> {
    let versions = texts.iter().filter_map(|text| Version::parse(text, Scheme::Semver).ok());
    APART.iter().map(ToString::to_string).chain(versions.flat_map(|version| packed::all(&version))).collect()
}

pub(super) fn find<'t>(source: &Source<'t>, hunt: &'t Hunt, place: &Place<'_>) -> Vec<Hit<'t>> {
    let texts = &hunt.texts;
    if !may_have(source.path) || !texts.iter().any(|text| !text.contains('.') && source.body.contains(text.as_str())) {
        return Vec::new();
    }
    let said =
        |text: &Version| texts.iter().find(|one| Version::parse(one, Scheme::Semver).is_ok_and(|one| one.same(text)));
    let found = header::find(source).into_iter();
    let numbers = found.filter(|one| matches!(one.grammar, Grammar::Apart | Grammar::Unfinished | Grammar::Packed(_)));
    let old = numbers.filter_map(|one| Some((said(&one.grammar.read(&one.text).ok()?)?, one.range)));
    let hit = |(said, range): (&'t String, std::ops::Range<usize>)| {
        let (number, (start, line)) =
            (1_u32..).zip(lines(source.body)).take_while(|(_, (start, _))| *start <= range.start).last()?;
        let older = hunt.is_older(said);
        let common = older || is_common(said);
        Some(Hit { number, range, line, start, said, as_numbers: true, older, common, before: "" })
    };
    let of_now = |hit: &Hit<'_>| place.named || !(place.aside || is_past(&hit.line.to_ascii_lowercase()));
    // A file that says it so often is data, and is passed over.
    old.take(MOST_IN_FILE.saturating_add(1)).filter_map(hit).filter(of_now).collect()
}

/// Where a version stands in a line with commas between its numbers, and the word beside it: `version_info = (1, 2, 3)`.
pub(super) fn between_commas(place: &Place<'_>, line: &str, text: &str) -> Option<usize> {
    let at = line.find(text)?;
    let (before, after) = (line.get(..at)?, line.get(at.checked_add(text.len())?..)?);
    let goes_on = before.ends_with(char::is_alphanumeric)
        || before.trim_end().ends_with([',', '.'])
        || after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '.');
    let lower = line.to_ascii_lowercase();
    let ours = lower.contains("version") && !is_past(&lower);
    (!goes_on && ours && (place.named || !place.aside)).then_some(at)
}

/// Whether a line of C, which begins a version in numbers, gives that as the program's own.
pub(super) fn are_own(place: &Place<'_>, hit: &Hit<'_>) -> bool {
    let name = hit.line.split("define").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    let whose =
        name.split('_').filter(|part| !matches!(*part, "VERSION" | "VERNUM" | "VER" | "MAJOR" | "NUMBER" | "NUM"));
    let whose = whose.collect::<String>().to_ascii_lowercase();
    !place.aside && (place.is_own(&whose) || !hit.common)
}
