//! Poetry's `content-hash`: the SHA-256 of what `pyproject.toml` requires, as Python's `json.dumps` writes it with sorted
//! keys. PDM hashes a digest of its own making: of that it is only told whether what it covers has changed.

use std::fmt::Write;

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Role, Source};
use crate::manifest::readers::toml;
use crate::manifest::readers::toml::{Item, Table};
use crate::manifest::seal::Said;
use crate::ordered::BTreeMap;
use ::toml::de::DeValue;

const PROJECT: [&str; 3] = ["requires-python", "dependencies", "optional-dependencies"];
/// Those that are hashed even where they are not there, unless `[project]` requires something.
const LEGACY: [&str; 4] = ["dependencies", "source", "extras", "dev-dependencies"];

pub(super) fn find(lock: &Source<'_>) -> Result<Option<Said>> {
    let document = toml::parse(lock)?;
    let keys = ["content-hash", "content_hash"];
    let Some(item) = keys.iter().find_map(|key| toml::item(document, &["metadata", key])) else { return Ok(None) };
    Ok(toml::occurrence(lock, item, Grammar::Either, Role::Copy)?.map(|occurrence| (occurrence.range, occurrence.text)))
}

pub(super) fn digest(manifest: &Source<'_>, lock: &Source<'_>) -> Result<Option<String>> {
    let document = toml::parse(manifest)?;
    let pdm = toml::item(toml::parse(lock)?, &["metadata", "content_hash"]).is_some();
    let text = if pdm { of_pdm(document) } else { of_poetry(document) };
    let Some(text) = text else { return Ok(None) };
    if pdm {
        return Ok(Some(text));
    }
    let mut digest = String::new();
    for byte in hmac_sha256::Hash::hash(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    Ok(Some(digest))
}

fn of_poetry(document: &Table<'_>) -> Option<String> {
    let empty = Table::new();
    let project = picked(toml::table(document, &["project"]), &PROJECT, false)?;
    let groups = toml::item(document, &["dependency-groups"]);
    let poetry = toml::table(document, &["tool", "poetry"]).unwrap_or(&empty);
    let modern = !project.is_empty() || groups.is_some();
    let mut own = picked(Some(poetry), &LEGACY, !modern)?;
    own.extend(picked(Some(poetry), &["group"], false)?);
    if !modern {
        return Some(object(&own));
    }
    let mut all = BTreeMap::new();
    if let Some(groups) = groups {
        all.insert("dependency-groups", dumped(groups)?);
    }
    if !project.is_empty() {
        all.insert("project", object(&project));
    }
    all.insert("tool", object(&BTreeMap::from([("poetry", object(&own))])));
    Some(object(&all))
}

/// Whatever it may cover.
fn of_pdm(document: &Table<'_>) -> Option<String> {
    let mut all = picked(toml::table(document, &["project"]), &PROJECT, false)?;
    all.extend(picked(Some(document), &["dependency-groups"], false)?);
    all.extend(picked(toml::table(document, &["tool", "pdm"]), &["source", "dev-dependencies", "resolution"], false)?);
    Some(object(&all))
}

/// These keys of a table, written; those that are not there as `null` if that is `wanted`.
fn picked<'k>(table: Option<&Table<'_>>, keys: &[&'k str], wanted: bool) -> Option<BTreeMap<&'k str, String>> {
    let mut all = BTreeMap::new();
    for key in keys {
        match table.and_then(|table| table.get(*key)) {
            Some(item) => drop(all.insert(*key, dumped(item)?)),
            None if wanted => drop(all.insert(*key, "null".to_string())),
            None => {}
        }
    }
    Some(all)
}

fn object<K: AsRef<str>>(pairs: &BTreeMap<K, String>) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{}: {value}", string(key.as_ref()))).collect();
    format!("{{{}}}", pairs.join(", "))
}

/// A value as Python's `json.dumps` writes it; nothing where that cannot be told.
fn dumped(item: &Item<'_>) -> Option<String> {
    Some(match item.get_ref() {
        DeValue::String(text) => string(text),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok()?.to_string(),
        DeValue::Array(items) => {
            let items = items.iter().map(dumped).collect::<Option<Vec<_>>>()?;
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(table) => {
            let pairs = table.iter().map(|(key, value)| Some((key.get_ref().to_string(), dumped(value)?)));
            object(&pairs.collect::<Option<BTreeMap<_, _>>>()?)
        }
        // In another spelling than Python's, perhaps: then the old hash is not met, and nothing is written.
        DeValue::Float(number) => number.as_str().to_string(),
        DeValue::Datetime(time) => string(&time.to_string()),
    })
}

fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(quoted @ (b'"' | b'\\')) => out.extend(['\\', char::from(quoted)]),
            Ok(b'\n') => out.push_str("\\n"),
            Ok(b'\r') => out.push_str("\\r"),
            Ok(b'\t') => out.push_str("\\t"),
            Ok(0x08) => out.push_str("\\b"),
            Ok(0x0c) => out.push_str("\\f"),
            Ok(plain @ 0x20..=0x7e | plain @ 0x7f) => out.push(char::from(plain)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out.push('"');
    out
}
