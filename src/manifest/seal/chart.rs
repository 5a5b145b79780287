//! Helm's `digest`: the SHA-256 of the dependencies in `Chart.yaml` and those in `Chart.lock`, as Go writes them as JSON.

use std::fmt::Write;

use crate::error::Result;
use crate::manifest::occurrence::Source;
use crate::manifest::readers::yaml;
use crate::manifest::readers::yaml::{Content, Node};
use crate::manifest::seal::Said;
use crate::ordered;

pub(super) fn find(lock: &Source<'_>) -> Result<Option<Said>> {
    let documents = yaml::parse(lock)?;
    let digest = documents.first().map(|root| root.get(lock, "digest")).transpose()?.flatten();
    digest.map(|digest| digest.literal(lock, "digest")).transpose()
}

pub(super) fn digest(manifest: &Source<'_>, lock: &Source<'_>) -> Result<Option<String>> {
    let mut text = String::from("[");
    if !dependencies(manifest, &mut text)? {
        return Ok(None);
    }
    text.push(',');
    if !dependencies(lock, &mut text)? {
        return Ok(None);
    }
    text.push(']');
    let mut digest = String::from("sha256:");
    for byte in hmac_sha256::Hash::hash(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    Ok(Some(digest))
}

/// The list of a file's dependencies; whether it can be written at all.
fn dependencies(source: &Source<'_>, out: &mut String) -> Result<bool> {
    let documents = yaml::parse(source)?;
    let list = documents.first().map(|root| root.get(source, "dependencies")).transpose()?.flatten();
    let Some(Content::List(items)) = list.map(|list| &list.content) else {
        out.push_str("null");
        return Ok(true);
    };
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if !dependency(source, item, out)? {
            return Ok(false);
        }
    }
    out.push(']');
    Ok(true)
}

/// One entry, with its keys in Helm's order; whether it can be written at all.
fn dependency(source: &Source<'_>, item: &Node, out: &mut String) -> Result<bool> {
    let mut first = true;
    for key in ["name", "version", "repository", "condition", "tags", "enabled", "import-values", "alias"] {
        let value = item.get(source, key)?;
        let text = value.and_then(Node::text).unwrap_or_default();
        let always = matches!(key, "name" | "repository");
        let list = value.and_then(|value| match &value.content {
            Content::List(items) if !items.is_empty() => Some(items),
            _ => None,
        });
        let shown = match key {
            "tags" | "import-values" => list.is_some(),
            "enabled" => text == "true",
            _ => always || !text.is_empty(),
        };
        if !shown {
            continue;
        }
        out.push(if first { '{' } else { ',' });
        first = false;
        string(key, out);
        out.push(':');
        match (key, list) {
            (_, Some(items)) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    if !value_of(item, out) {
                        return Ok(false);
                    }
                }
                out.push(']');
            }
            ("enabled", _) => out.push_str("true"),
            _ => string(text, out),
        }
    }
    out.push('}');
    Ok(true)
}

/// A text, or a table of texts, whose keys are sorted.
fn value_of(node: &Node, out: &mut String) -> bool {
    match &node.content {
        Content::Scalar(text, _) => string(text, out),
        Content::Map(pairs) => {
            let texts = pairs.iter().map(|(key, value)| Some((key.text()?, value.text()?)));
            let Some(mut texts) = texts.collect::<Option<Vec<_>>>() else { return false };
            ordered::sort(&mut texts);
            out.push('{');
            for (at, (key, value)) in texts.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                string(key, out);
                out.push(':');
                string(value, out);
            }
            out.push('}');
        }
        _ => return false,
    }
    true
}

fn string(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}
