//! Strict JSON with byte ranges, as npm reads it: no comments, no trailing commas, no key twice where it matters.

use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, StringLit, Value};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::error::{Error, Result};
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source, Syntax};
use crate::text::shortened;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// What people write by hand and tools other than npm read.
const RELAXED: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_loose_object_property_names: true,
    allow_trailing_commas: true,
    allow_single_quoted_strings: true,
    ..STRICT
};

/// The root object of a JSON file. Code `malformed-json`.
pub(in crate::manifest) fn parse<'s, 'a>(source: &'s Source<'a>) -> Result<&'s Object<'a>> {
    source.json.get_or_init(|| parse_as(source, &STRICT)).as_ref().map_err(Clone::clone)
}

/// The root object of a file that may have comments and trailing commas.
pub(in crate::manifest) fn parse_relaxed<'a>(source: &Source<'a>) -> Result<Object<'a>> {
    parse_as(source, &RELAXED)
}

/// The root of such a file, whatever it is.
pub(in crate::manifest) fn parse_any<'a>(source: &Source<'a>) -> Result<Value<'a>> {
    parse_value(source, &RELAXED)
}

fn parse_as<'a>(source: &Source<'a>, options: &ParseOptions) -> Result<Object<'a>> {
    match parse_value(source, options)? {
        Value::Object(object) => Ok(object),
        _ => Err(no_object(source)),
    }
}

fn no_object(source: &Source<'_>) -> Error {
    source.error("malformed-json", "expected one object in braces", 0)
}

fn parse_value<'a>(source: &Source<'a>, options: &ParseOptions) -> Result<Value<'a>> {
    match parse_to_ast(source.body, &CollectOptions::default(), options) {
        Ok(parsed) => parsed.value.ok_or_else(|| no_object(source)),
        Err(error) => {
            let mut message = error.kind().to_string();
            if let Some(first) = message.get_mut(..1) {
                first.make_ascii_lowercase();
            }
            Err(source.malformed("malformed-json", "JSON", &message, error.range().start))
        }
    }
}

/// The property of that name. A name used twice is an error (code `duplicate-key`): readers take the last, people the first.
pub(in crate::manifest) fn property<'v, 'a>(
    source: &Source<'_>,
    object: &'v Object<'a>,
    name: &str,
) -> Result<Option<&'v ObjectProp<'a>>> {
    let mut same = object.properties.iter().filter(|property| property.name.as_str() == name);
    let first = same.next();
    match same.next() {
        None => Ok(first),
        Some(second) => Err(twice(source, name, second.range.start)),
    }
}

pub(in crate::manifest) fn twice(source: &Source<'_>, name: &str, at: usize) -> Error {
    let message = format!("the key `{}` is here for the second time, expected once", shortened(name));
    source.error("duplicate-key", message, at).advice("remove one of the two")
}

/// The value of a property.
pub(in crate::manifest) fn value<'v, 'a>(
    source: &Source<'_>,
    object: &'v Object<'a>,
    name: &str,
) -> Result<Option<&'v Value<'a>>> {
    Ok(property(source, object, name)?.map(|property| &property.value))
}

/// What a top-level property says, where it is a string.
pub(in crate::manifest) fn text_of(source: &Source<'_>, name: &str) -> Option<String> {
    text(source, parse(source).ok()?, name)
}

/// What a property says, where it is a string.
pub(in crate::manifest) fn text(source: &Source<'_>, object: &Object<'_>, name: &str) -> Option<String> {
    Some(value(source, object, name).ok()??.as_string_lit()?.value.to_string())
}

/// The property as an object, where it is one.
pub(in crate::manifest) fn child<'v, 'a>(
    source: &Source<'_>,
    object: &'v Object<'a>,
    name: &str,
) -> Result<Option<&'v Object<'a>>> {
    Ok(value(source, object, name)?.and_then(Value::as_object))
}

/// What the literal of a string says, in single quotes too.
pub(in crate::manifest) fn decode(raw: &str) -> Option<String> {
    match parse_to_ast(raw, &CollectOptions::default(), &RELAXED).ok()?.value? {
        Value::StringLit(text) if text.range.start == 0 && text.range.end == raw.len() => Some(text.value.to_string()),
        _ => None,
    }
}

/// The string that stands at `range`, with its quotes; `None` where something else does.
pub(in crate::manifest) fn string_at(
    source: &Source<'_>,
    range: Range<usize>,
    grammar: Grammar,
    role: Role,
) -> Option<Occurrence> {
    let text = decode(source.body.get(range.clone())?)?;
    let inside = range.start.saturating_add(1)..range.end.saturating_sub(1);
    Some(Occurrence { literal: Some((Syntax::Json, range)), ..Occurrence::new(inside, text, grammar, role) })
}

/// The occurrence of a string, after a last check that it stands where the parser said.
pub(in crate::manifest) fn occurrence(
    source: &Source<'_>,
    literal: &StringLit<'_>,
    grammar: Grammar,
    role: Role,
) -> Result<Occurrence> {
    let range = literal.range.start..literal.range.end;
    let occurrence = string_at(source, range, grammar, role).filter(|occurrence| occurrence.text == literal.value);
    occurrence.ok_or_else(|| misplaced(source, literal.range.start))
}

/// A parser's range does not hold what the parser said: nothing may be replaced there.
pub(in crate::manifest) fn misplaced(source: &Source<'_>, at: usize) -> Error {
    source
        .error("rewrite-failed", "the version was not where the parser saw it", at)
        .advice("please report this with the file: it is a mistake in version-first")
}

/// The occurrence of a package's own version, which has to be a string. Code `invalid-version`.
pub(in crate::manifest) fn own(
    source: &Source<'_>,
    value: &Value<'_>,
    grammar: Grammar,
    key: &str,
) -> Result<Occurrence> {
    let Value::StringLit(literal) = value else {
        let range = jsonc_parser::common::Ranged::range(value);
        let raw = source.body.get(range.start..range.end).unwrap_or_default();
        let message = format!("`{key}` is `{}`, expected a version in quotes", shortened(raw));
        return Err(source.error("invalid-version", message, range.start));
    };
    occurrence(source, literal, grammar, Role::Own)
}

/// The value at the end of a path of keys.
pub(in crate::manifest) fn at<'v, 'a>(
    source: &Source<'_>,
    root: &'v Object<'a>,
    path: &[&str],
) -> Result<Option<&'v Value<'a>>> {
    let Some((last, way)) = path.split_last() else { return Ok(None) };
    let mut object = root;
    for key in way {
        match child(source, object, key)? {
            Some(next) => object = next,
            None => return Ok(None),
        }
    }
    value(source, object, last)
}
