//! TOML with byte ranges. Only looked at, never printed.

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source, Syntax};
use crate::manifest::readers::json::misplaced;
use crate::text::shortened;

/// A table, however it is written.
pub(in crate::manifest) type Table<'a> = DeTable<'a>;
/// What stands at a key, and where.
pub(in crate::manifest) type Item<'a> = Spanned<DeValue<'a>>;

/// A TOML file, parsed. Code `malformed-toml`.
pub(in crate::manifest) fn parse<'s, 'a>(source: &'s Source<'a>) -> Result<&'s Table<'a>> {
    source.toml.get_or_init(|| parse_anew(source)).as_ref().map_err(Clone::clone)
}

fn parse_anew<'a>(source: &Source<'a>) -> Result<Table<'a>> {
    DeTable::parse(source.body).map(Spanned::into_inner).map_err(|error| {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        source.malformed("malformed-toml", "TOML", &message, error.span().map_or(0, |span| span.start))
    })
}

/// The item at the end of a path of keys, however the tables on the way are written.
pub(in crate::manifest) fn item<'d, 'a>(table: &'d Table<'a>, path: &[&str]) -> Option<&'d Item<'a>> {
    let (last, way) = path.split_last()?;
    let mut table = table;
    for key in way {
        table = as_table(table.get(*key)?)?;
    }
    table.get(*last)
}

/// What stands at a key, as a table.
pub(in crate::manifest) fn as_table<'d, 'a>(item: &'d Item<'a>) -> Option<&'d Table<'a>> {
    item.get_ref().as_table()
}

/// The table at the end of a path of keys.
pub(in crate::manifest) fn table<'d, 'a>(table: &'d Table<'a>, path: &[&str]) -> Option<&'d Table<'a>> {
    as_table(item(table, path)?)
}

/// The text at the end of a path of keys.
pub(in crate::manifest) fn text<'d>(table: &'d Table<'_>, path: &[&str]) -> Option<&'d str> {
    item(table, path)?.get_ref().as_str()
}

/// As [`text`], of a whole file; `None` of one that cannot be read.
pub(in crate::manifest) fn text_of(source: &Source<'_>, path: &[&str]) -> Option<String> {
    text(parse(source).ok()?, path).map(str::to_string)
}

/// What a key that stands for yes or no says.
pub(in crate::manifest) fn truth(table: &Table<'_>, path: &[&str]) -> Option<bool> {
    item(table, path)?.get_ref().as_bool()
}

/// The items of an array.
pub(in crate::manifest) fn items<'d, 'a>(table: &'d Table<'a>, path: &[&str]) -> impl Iterator<Item = &'d Item<'a>> {
    item(table, path).and_then(|item| item.get_ref().as_array()).into_iter().flat_map(|array| array.iter())
}

/// The texts of an array of strings.
pub(in crate::manifest) fn texts<'d>(table: &'d Table<'_>, path: &[&str]) -> Vec<&'d str> {
    items(table, path).filter_map(|item| item.get_ref().as_str()).collect()
}

/// The keys of a table whose values are strings, with them.
pub(in crate::manifest) fn pairs<'d>(table: &'d Table<'_>, path: &[&str]) -> Vec<(&'d str, &'d str)> {
    let inside = self::table(table, path);
    let pairs = inside.into_iter().flat_map(|inside| inside.iter());
    pairs.filter_map(|(key, item)| Some((key.get_ref().as_ref(), item.get_ref().as_str()?))).collect()
}

/// The tables of an array of tables, in either notation.
pub(in crate::manifest) fn tables<'d, 'a>(table: &'d Table<'a>, path: &[&str]) -> Vec<&'d Table<'a>> {
    items(table, path).filter_map(as_table).collect()
}

/// What the literal of a string says.
pub(in crate::manifest) fn decode(raw: &str) -> Option<String> {
    let value = DeValue::parse(raw).ok().filter(|value| value.span() == (0..raw.len()))?;
    value.get_ref().as_str().map(str::to_string)
}

/// The string at a key: the bytes between its quotes that spell it, and what it says. `None` where it is no string.
pub(in crate::manifest) fn occurrence(
    source: &Source<'_>,
    value: &Item<'_>,
    grammar: Grammar,
    role: Role,
) -> Result<Option<Occurrence>> {
    let Some(said) = value.get_ref().as_str() else {
        return Ok(None);
    };
    let span = value.span();
    let raw = source.body.get(span.clone()).unwrap_or_default();
    let quotes = if raw.len() >= 6 && (raw.starts_with("\"\"\"") || raw.starts_with("'''")) { 3 } else { 1 };
    let inside = span.start.saturating_add(quotes)..span.end.saturating_sub(quotes);
    match source.body.get(inside.clone()) {
        Some(spelled) if decode(raw).as_deref() == Some(said) => {
            // A line break right after three quotes is not part of the string and stays.
            let lead = if spelled.ends_with(said) { spelled.len().saturating_sub(said.len()) } else { 0 };
            let range = inside.start.saturating_add(lead)..inside.end;
            Ok(Some(Occurrence { literal: Some((Syntax::Toml, span)), ..Occurrence::new(range, said, grammar, role) }))
        }
        _ => Err(misplaced(source, span.start)),
    }
}

/// The occurrence of a package's own version, which has to be a string. Code `invalid-version`.
pub(in crate::manifest) fn own(
    source: &Source<'_>,
    value: &Item<'_>,
    grammar: Grammar,
    key: &str,
) -> Result<Occurrence> {
    if let Some(occurrence) = occurrence(source, value, grammar, Role::Own)? {
        return Ok(occurrence);
    }
    let raw = source.body.get(value.span()).unwrap_or_default();
    let message = format!("`{key}` is `{}`, expected a version in quotes", shortened(raw));
    Err(source.error("invalid-version", message, value.span().start))
}
