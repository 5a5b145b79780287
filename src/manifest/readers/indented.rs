//! Lock files that look like YAML and are written by machines: `key: value` on lines of their own, deeper ones indented.
//! Read line by line, because they have millions of bytes of which a handful are ours. What no machine writes is passed over.

use std::ops::Range;

use crate::manifest::readers::lines::lines;

/// A line `key: value`, without the quotes.
#[derive(Debug, Clone)]
pub(in crate::manifest) struct Line<'a> {
    pub key: &'a str,
    pub key_at: Range<usize>,
    /// Empty where deeper lines are the value.
    pub value: &'a str,
    pub value_at: Range<usize>,
}

/// Goes through the lines of `text`; `visit` gets the keys that each stands below, and then the line. A line of a list
/// (`- key: value`) stands below the list's key as if it were none.
pub(in crate::manifest) fn walk<'a>(text: &'a str, mut visit: impl FnMut(&[&'a str], &Line<'a>)) {
    let mut path: Vec<&str> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    for (start, line) in lines(text) {
        let body = line.trim_start_matches(' ');
        let mut indent = line.len().saturating_sub(body.len());
        let item = body.strip_prefix("- ").or_else(|| body.strip_prefix("? "));
        if body.starts_with("- ") {
            indent = indent.saturating_add(2);
        }
        let body = item.unwrap_or(body);
        let at = start.saturating_add(line.len().saturating_sub(body.len()));
        let Some(line) = split(body, at) else { continue };
        while indents.last().is_some_and(|last| *last >= indent) {
            indents.pop();
            path.pop();
        }
        visit(&path, &line);
        indents.push(indent);
        path.push(line.key);
    }
}

/// `key: value` at `at`.
fn split(body: &str, at: usize) -> Option<Line<'_>> {
    let body = body.trim_end();
    let (key, key_from, rest) = match body.chars().next()? {
        '#' => return None,
        quote @ ('"' | '\'') => {
            let (key, rest) = body.get(1..)?.split_once(quote)?;
            // A long key has its colon on the next line.
            (key, 1, if rest.is_empty() { rest } else { rest.strip_prefix(':')? })
        }
        _ => match body.split_once(": ") {
            Some((key, rest)) => (key, 0, rest),
            None => (body.strip_suffix(':')?, 0, ""),
        },
    };
    if key.contains('\\') {
        return None;
    }
    let value = rest.trim_start();
    let from = at.saturating_add(body.len().saturating_sub(value.len()));
    let (value, from) = match value.strip_prefix(['"', '\'']) {
        Some(inside) => {
            (inside.strip_suffix(['"', '\'']).filter(|inside| !inside.contains(['\\', '\'']))?, from.saturating_add(1))
        }
        None => (value, from),
    };
    let start = at.saturating_add(key_from);
    Some(Line {
        key,
        key_at: start..start.saturating_add(key.len()),
        value,
        value_at: from..from.saturating_add(value.len()),
    })
}
