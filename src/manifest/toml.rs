//! TOML with byte ranges. Documents are only looked at here: printing one would lose line endings and comments.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use super::grammar::Grammar;
use super::json::misplaced;
use super::site::{Role, Site, Source, brief};
use crate::error::{Error, Result};

/// A TOML file, parsed. Code `malformed-toml`.
pub(super) fn parse<'s, 'a>(source: &'s Source<'a>) -> Result<&'s Document<&'a str>> {
    source.toml.get_or_init(|| parse_anew(source)).as_ref().map_err(Clone::clone)
}

fn parse_anew<'a>(source: &Source<'a>) -> Result<Document<&'a str>> {
    Document::parse(source.body).map_err(|error| {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        source.error(
            "malformed-toml",
            format!("this is not TOML: {message}"),
            error.span().map_or(0, |span| span.start),
        )
    })
}

/// The item at the end of a path of keys, however the tables on the way are written.
pub(super) fn item<'d>(table: &'d dyn TableLike, path: &[&str]) -> Option<&'d Item> {
    let (last, way) = path.split_last()?;
    let mut table = table;
    for key in way {
        table = table.get(key)?.as_table_like()?;
    }
    table.get(last)
}

/// The table at the end of a path of keys.
pub(super) fn table<'d>(table: &'d dyn TableLike, path: &[&str]) -> Option<&'d dyn TableLike> {
    item(table, path)?.as_table_like()
}

/// The text at the end of a path of keys.
pub(super) fn text<'d>(table: &'d dyn TableLike, path: &[&str]) -> Option<&'d str> {
    item(table, path)?.as_str()
}

/// The texts of an array of strings.
pub(super) fn texts<'d>(table: &'d dyn TableLike, path: &[&str]) -> Vec<&'d str> {
    let array = item(table, path).and_then(Item::as_array);
    array.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The tables of an array of tables, in either notation.
pub(super) fn tables<'d>(document: &'d dyn TableLike, path: &[&str]) -> Vec<&'d dyn TableLike> {
    match item(document, path) {
        Some(Item::ArrayOfTables(array)) => array.iter().map(|table| table as &dyn TableLike).collect(),
        Some(Item::Value(Value::Array(array))) => {
            array.iter().filter_map(Value::as_inline_table).map(|table| table as &dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

/// A string: the bytes between its quotes that spell it, and what it says. `None` where it is no string.
pub(super) fn string(source: &Source<'_>, value: &Value) -> Result<Option<(Range<usize>, String)>> {
    let Some(said) = value.as_str() else {
        return Ok(None);
    };
    let span = value.span().unwrap_or_default();
    let raw = source.body.get(span.clone()).unwrap_or_default();
    let agrees = raw.parse::<Value>().is_ok_and(|again| again.as_str() == Some(said));
    let quotes = if raw.len() >= 6 && (raw.starts_with("\"\"\"") || raw.starts_with("'''")) { 3 } else { 1 };
    let inside = span.start.saturating_add(quotes)..span.end.saturating_sub(quotes);
    match source.body.get(inside.clone()) {
        Some(spelled) if agrees => {
            // A line break right after three quotes is not part of the string and stays.
            let lead = if spelled.ends_with(said) { spelled.len().saturating_sub(said.len()) } else { 0 };
            Ok(Some((inside.start.saturating_add(lead)..inside.end, said.to_string())))
        }
        _ => Err(misplaced(source, span.start)),
    }
}

/// The site of a package's own version, which has to be a string. Code `invalid-version`.
pub(super) fn own(source: &Source<'_>, value: &Value, grammar: Grammar, key: &str) -> Result<Site> {
    if let Some((range, text)) = string(source, value)? {
        return Ok(Site { range, text, grammar, role: Role::Own });
    }
    Err(no_string(source, value.span().unwrap_or_default(), key))
}

/// As [`own`], for whatever stands at a key.
pub(super) fn own_item(source: &Source<'_>, item: &Item, grammar: Grammar, key: &str) -> Result<Site> {
    match item.as_value() {
        Some(value) => own(source, value, grammar, key),
        None => Err(no_string(source, item.span().unwrap_or_default(), key)),
    }
}

fn no_string(source: &Source<'_>, span: Range<usize>, key: &str) -> Error {
    let raw = source.body.get(span.clone()).unwrap_or_default();
    let message = format!("`{key}` is `{}`, expected a version in quotes", brief(raw));
    source.error("invalid-version", message, span.start)
}
