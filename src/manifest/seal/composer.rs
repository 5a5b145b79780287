//! Composer's `content-hash`: the MD5 of some keys of `composer.json`, as PHP writes them as JSON.

use std::fmt::Write;

use jsonc_parser::ast::{Object, Value};

use crate::error::Result;
use crate::manifest::occurrence::Source;
use crate::manifest::readers::json;
use crate::manifest::readers::skim::Skim;
use crate::manifest::seal::Said;
use crate::ordered::BTreeMap;

/// What counts, in the order in which it is written.
const KEYS: [&str; 12] = [
    "config",
    "conflict",
    "extra",
    "minimum-stability",
    "name",
    "prefer-stable",
    "provide",
    "replace",
    "repositories",
    "require",
    "require-dev",
    "version",
];

pub(super) fn find(lock: &Source<'_>) -> Result<Option<Said>> {
    let mut found = None;
    Skim::new(lock).file(|skim, key, _| {
        if key == "content-hash" {
            let range = skim.skip()?;
            let inside = range.start.saturating_add(1)..range.end.saturating_sub(1);
            found = lock.body.get(inside.clone()).map(|text| (inside, text.to_string()));
        }
        Ok(())
    })?;
    Ok(found)
}

pub(super) fn digest(manifest: &Source<'_>, _: &Source<'_>) -> Result<Option<String>> {
    let root = json::parse(manifest)?;
    let mut text = String::new();
    for key in KEYS {
        let Some(value) = json::value(manifest, root, key)? else { continue };
        let mut piece = String::new();
        if key == "config" {
            let platform = value.as_object().map(|config| json::value(manifest, config, "platform")).transpose()?;
            let Some(platform) = platform.flatten().filter(|value| !matches!(value, Value::NullKeyword(_))) else {
                continue;
            };
            piece.push_str("{\"platform\":");
            if encode(platform, &mut piece).is_none() {
                return Ok(None);
            }
            piece.push('}');
        } else if encode(value, &mut piece).is_none() {
            return Ok(None);
        }
        text.push(if text.is_empty() { '{' } else { ',' });
        string(key, &mut text);
        text.push(':');
        text.push_str(&piece);
    }
    text.push_str(if text.is_empty() { "[]" } else { "}" });
    Ok(Some(format!("{:x}", md5::compute(text))))
}

/// As PHP's `json_encode` writes what its `json_decode` read; nothing for numbers that it may spell in another way.
fn encode(value: &Value<'_>, out: &mut String) -> Option<()> {
    match value {
        Value::NullKeyword(_) => out.push_str("null"),
        Value::BooleanLit(truth) => out.push_str(if truth.value { "true" } else { "false" }),
        Value::NumberLit(number) => {
            let plain = number.value.parse::<i64>().is_ok_and(|parsed| parsed.to_string() == number.value);
            if !plain {
                return None;
            }
            out.push_str(number.value);
        }
        Value::StringLit(text) => string(&text.value, out),
        Value::Array(array) => {
            out.push('[');
            for (at, element) in array.elements.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                encode(element, out)?;
            }
            out.push(']');
        }
        Value::Object(object) => table(object, out)?,
    }
    Some(())
}

/// An array of PHP's: one whose keys count from 0 is a list, and an empty one, too.
fn table(object: &Object<'_>, out: &mut String) -> Option<()> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut entries: Vec<(&str, &Value<'_>)> = Vec::new();
    for property in &object.properties {
        let key = property.name.as_str();
        match places.get(key).and_then(|at| entries.get_mut(*at)) {
            Some(entry) => entry.1 = &property.value,
            None => {
                places.insert(key, entries.len());
                entries.push((key, &property.value));
            }
        }
    }
    let list = entries.iter().enumerate().all(|(at, (key, _))| at.to_string() == *key);
    out.push(if list { '[' } else { '{' });
    for (at, (key, value)) in entries.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if !list {
            string(key, out);
            out.push(':');
        }
        encode(value, out)?;
    }
    out.push(if list { ']' } else { '}' });
    Some(())
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' | '/' => out.extend(['\\', letter]),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='\u{7f}' => out.push(letter),
            _ => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
}
