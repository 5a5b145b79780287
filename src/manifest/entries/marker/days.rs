//! The day of a release, on lines with a marker for it.

use std::ops::Range;

use super::{Marker, marker};
use crate::manifest::readers::lines::lines;

/// The days on lines with a marker for one, as `2026-02-03` is written.
pub(in crate::manifest) fn days(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, line) in lines(text) {
        let Some((at, Marker::Day)) = marker(line) else { continue };
        let before = line.get(..at).unwrap_or_default();
        found.extend(day(before).map(|range| start.saturating_add(range.start)..start.saturating_add(range.end)));
    }
    found
}

/// The first `2026-02-03` that stands alone.
fn day(line: &str) -> Option<Range<usize>> {
    const LENGTH: usize = 10;
    let digit = |byte: &u8| byte.is_ascii_digit();
    let shaped = |window: &[u8]| match window {
        [a, b, c, d, b'-', e, f, b'-', g, h] => [a, b, c, d, e, f, g, h].into_iter().all(digit),
        _ => false,
    };
    let bytes = line.as_bytes();
    let at = |(from, window): (usize, &[u8])| {
        let end = from.checked_add(LENGTH)?;
        let before = from.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        let after = bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        (shaped(window) && !before && !after).then_some(from..end)
    };
    bytes.windows(LENGTH).enumerate().find_map(at)
}
