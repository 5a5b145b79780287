//! Numbers with zeros before them, which count: to Perl 1.05 comes after 1.04, and 1.5 long after both.

use crate::error::{Error, Result};
use crate::version::Version;

/// Whether a number of this has a zero before it.
fn is_padded(text: &str) -> bool {
    text.split('.').any(|part| part.len() > 1 && part.starts_with('0') && part.bytes().all(|b| b.is_ascii_digit()))
}

/// `new` with each number as wide as it was in `old`, if one there has a zero before it. Where the two have not as many
/// numbers, how it is written is not known, but of a year, after which no number is a fraction. Code `version-not-expressible`.
pub(super) fn like(old: &str, new: String, version: &Version) -> Result<String> {
    // What stands behind the numbers, such as metadata, is none of them.
    let old = old
        .get(..old.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(old.len()))
        .unwrap_or(old);
    // The calendar writes its own.
    if !is_padded(old) || is_padded(&new) {
        return Ok(new);
    }
    let end = new.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(new.len());
    let (numbers, rest) = new.split_at_checked(end).unwrap_or((&new, ""));
    let (first, count) = (old.find('.').unwrap_or_default(), |text: &str| text.split('.').count());
    if count(numbers) != count(old) && first > 3 {
        return Ok(new);
    }
    if count(numbers) != count(old) {
        let why = format!("`{old}` has a zero before a number, and another count of numbers");
        return Err(Error::new("version-not-expressible", format!("`{version}` can't be written here: {why}"))
            .advice("name a version of as many numbers: `--bump VERSION` (input `version`)"));
    }
    let wide = |(old, new): (&str, &str)| {
        if old.starts_with('0') { format!("{new:0>width$}", width = old.len()) } else { new.to_string() }
    };
    let numbers: Vec<String> = old.split('.').zip(numbers.split('.')).map(wide).collect();
    Ok(numbers.join(".") + rest)
}
