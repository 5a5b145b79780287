//! Texts with names in braces, which people shape, and the most that a server takes of a text.

use crate::error::{Error, Result};
use crate::text::shortened;

/// Most of a pull request's text on GitHub.
pub(crate) const MOST_OF_PULL: usize = 65_536;
/// Most of a release's text on GitHub.
pub(crate) const MOST_OF_RELEASE: usize = 125_000;

/// What stands for what in a template.
pub(crate) type Names<'a> = [(&'static str, &'a str)];

/// Refuses a template with a name in braces that stands for nothing. Codes: `invalid-template`.
pub(crate) fn check(setting: &str, template: &str, known: &[&str]) -> Result<()> {
    let unknown = names(template).find(|name| !known.contains(name));
    let Some(unknown) = unknown else { return Ok(()) };
    let listed: Vec<String> = known.iter().map(|name| format!("`{{{name}}}`")).collect();
    Err(Error::new(
        "invalid-template",
        format!("`{setting}` has `{{{}}}`: expected one of {}", shortened(unknown), listed.join(", ")),
    )
    .advice("write one of these, or leave the braces out"))
}

/// The template with everything that its names stand for, in one go: what is put in is not read again.
pub(crate) fn fill(template: &str, values: &Names) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = values.iter().find_map(|(name, value)| Some((value, after.strip_prefix(name)?.strip_prefix('}')?)));
        match found {
            Some((value, behind)) => {
                filled.push_str(value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

/// The words between braces: small letters and hyphens.
fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once('}')?;
        let word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        word.then_some(name)
    })
}

/// How long a server takes a text to be: as JavaScript counts, which is never less than others do.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A text of at most so many characters: cut where an entry of a list or a paragraph ends, and saying so.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if length(text) <= most {
        return text.to_string();
    }
    let note = format!("\nMore is left out here: a text on the server has {most} characters at most.\n");
    let room = most.saturating_sub(length(&note));
    let mut taken = 0_usize;
    let mut kept = 0_usize;
    let mut at = 0_usize;
    for line in text.split_inclusive('\n') {
        // An entry's other lines are indented, and a heading alone is nothing.
        if !line.starts_with([' ', '\t', '\n', '\r']) && !ends_in_heading(text.get(..at).unwrap_or_default()) {
            kept = at;
        }
        taken = taken.saturating_add(length(line));
        if taken > room {
            break;
        }
        at = at.saturating_add(line.len());
    }
    let whole = text.get(..kept).unwrap_or_default().trim_end();
    let note = if whole.is_empty() { note.trim_start().to_string() } else { format!("\n{note}") };
    format!("{whole}{note}")
}

fn ends_in_heading(text: &str) -> bool {
    text.trim_end().lines().next_back().is_some_and(|line| line.starts_with('#'))
}
