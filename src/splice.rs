//! The one place that changes text: replaces byte ranges, touches nothing else.

use std::ops::Range;

use crate::error::{Error, Result};
use crate::ordered;

/// One replacement: the bytes of `range` become `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Byte range in the text before the change.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// Replaces the ranges of `edits`, in whatever order they come, and copies every other byte.
///
/// Refuses (code `splice-failed`) ranges that overlap, that leave the text, or that cut a character in two: each of
/// them would mean that whoever looked for the ranges looked at another text.
pub fn splice(text: &str, mut edits: Vec<Edit>) -> Result<String> {
    ordered::sort_by_key(&mut edits, |edit| (edit.range.start, edit.range.end));
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len().saturating_add(grown));
    let mut copied = 0_usize;
    for edit in &edits {
        let Range { start, end } = edit.range;
        // `get` refuses start > end, ends past the text, and cut characters; a start before `copied` is an overlap.
        let (Some(kept), Some(_)) = (text.get(copied..start), text.get(start..end)) else {
            return Err(Error::new(
                "splice-failed",
                format!(
                    "cannot replace bytes {start}..{end} of a text of {} bytes: the range overlaps another, leaves the text or cuts a character",
                    text.len()
                ),
            ));
        };
        out.push_str(kept);
        out.push_str(&edit.text);
        copied = end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Ok(out)
}

/// Line and column of a byte offset, both from 1. A line ends with LF, CRLF or a lone CR; columns count characters;
/// a byte order mark is no column. An offset past the end means the end, one inside a character that character.
pub fn place(text: &str, offset: usize) -> (u32, u32) {
    let (mut line, mut column) = (1_u32, 1_u32);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().copied();
        if at.saturating_add(character.len_utf8()) > offset {
            break;
        }
        match character {
            '\u{feff}' if at == 0 => {}
            // The CR of a CRLF ends nothing; its LF does.
            '\r' if matches!(next, Some((_, '\n'))) => column = column.saturating_add(1),
            '\n' | '\r' => {
                line = line.saturating_add(1);
                column = 1;
            }
            _ => column = column.saturating_add(1),
        }
    }
    (line, column)
}
