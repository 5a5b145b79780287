//! Where a line says a version, and not a part of another one.

use crate::manifest::leftover::place::Place;
use crate::version::begins_another;

/// Where a version stands in a line as a whole: not in a longer number, another version or somebody's range.
pub(super) fn token(place: &Place<'_>, line: &str, version: &str) -> Option<usize> {
    line.match_indices(version).map(|(at, _)| at).find(|at| {
        let before = line.get(..*at).unwrap_or_default();
        let tail = before.strip_suffix(['v', 'V']).unwrap_or(before);
        let apart = tail.chars().next_back().is_none_or(|last| !last.is_alphanumeric() && last != '.');
        let rest = at.checked_add(version.len()).and_then(|end| line.get(end..)).unwrap_or_default();
        let rest = if place.counted { without_count(rest) } else { rest };
        apart && !in_range(tail.trim_end(), rest) && ends(rest)
    })
}

/// Without `-1`.
fn without_count(rest: &str) -> &str {
    rest.strip_prefix('-').map_or(rest, |count| count.trim_start_matches(|letter: char| letter.is_ascii_digit()))
}

/// `^1.2.3`, `>= 1.2.3`, `1.2.3 - 2.0.0`: what else will do.
fn in_range(tail: &str, rest: &str) -> bool {
    let open = tail.ends_with(['^', '~', '<', '>'])
        || [">=", "<=", "~=", "!="].iter().any(|operator| tail.ends_with(operator));
    let closed =
        rest.trim_start().starts_with(['<', '>']) && !rest.trim_start().starts_with("</") || rest.starts_with(" - ");
    (open && !tail.ends_with("->") && !tail.ends_with("=>") && !tag(tail)) || (closed && !rest.starts_with(['<', '>']))
}

/// The end of an element's beginning, not `>`: `<version>1.2.3`.
fn tag(tail: &str) -> bool {
    tail.strip_suffix('>')
        .is_some_and(|tag| tag.rsplit(['>', ' ']).next().is_some_and(|last| last.contains('<') || last.ends_with('"')))
}

fn ends(rest: &str) -> bool {
    // Windows counts four numbers.
    let rest = rest.strip_prefix(".0").filter(|rest| !rest.starts_with('.')).unwrap_or(rest);
    let mut after = rest.chars();
    match after.next() {
        None => true,
        Some('.' | '-') => !after.next().is_some_and(|letter| letter.is_ascii_digit()) && !is_prerelease(rest),
        Some('+') => !after.next().is_some_and(char::is_alphanumeric),
        Some(letter) => !letter.is_alphanumeric(),
    }
}

/// `-rc.1`, `.dev0` and the like: another version.
fn is_prerelease(rest: &str) -> bool {
    let letters = rest.trim_start_matches(['-', '.']).chars().take_while(char::is_ascii_alphabetic);
    begins_another(&letters.collect::<String>().to_ascii_lowercase())
}
