//! `path:key.path`: a version at the end of keys, in TOML, JSON and YAML files.

use crate::error::{Error, Result};
use crate::manifest::grammar::Grammar;
use crate::manifest::names::base;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::yaml::{Content, Node};
use crate::manifest::readers::{json, toml, yaml};
use crate::text::shortened;
use ::toml::de::DeValue;
use jsonc_parser::ast::Value;

/// Whose keys.
enum Syntax {
    Toml,
    Json,
    Yaml,
}

impl Syntax {
    fn of(path: &str) -> Option<Self> {
        let name = base(path).to_ascii_lowercase();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
        // Lock files are written in whatever their tools write.
        let ending = match name.as_str() {
            "composer.lock" | "deno.lock" | "bun.lock" | "pipfile.lock" | "flake.lock" | "packages.lock" => "json",
            "chart.lock" | "pubspec.lock" | "yarn.lock" | "podfile.lock" => "yaml",
            _ => ending,
        };
        Some(match ending {
            "toml" | "lock" => Self::Toml,
            "json" | "jsonc" | "json5" | "webmanifest" => Self::Json,
            "yaml" | "yml" | "cff" => Self::Yaml,
            _ => return None,
        })
    }
}

/// The keys that lead to what stands at a byte of the body, as an entry writes them; none where none do.
pub(in crate::manifest) fn to(source: &Source<'_>, at: usize) -> Option<String> {
    match Syntax::of(source.path)? {
        Syntax::Toml => to_toml(source, at),
        Syntax::Json => to_json(source, at),
        Syntax::Yaml => to_yaml(source, at),
    }
}

fn to_toml(source: &Source<'_>, at: usize) -> Option<String> {
    let mut tables = vec![(String::new(), toml::parse(source).ok()?)];
    // What is below a table may stand anywhere: where one does not hold the place, another does.
    while let Some((lead, table)) = tables.pop() {
        for (key, item) in table {
            let mut way = lead.clone();
            push(&mut way, key.get_ref())?;
            let items = match item.get_ref() {
                DeValue::Array(items) => {
                    items.iter().enumerate().map(|(index, item)| (format!("{way}[{index}]"), item)).collect()
                }
                _ => vec![(way, item)],
            };
            for (way, item) in items {
                match item.get_ref() {
                    DeValue::Table(inner) => tables.push((way, inner)),
                    _ if item.span().contains(&at) => return Some(way),
                    _ => {}
                }
            }
        }
    }
    None
}

fn to_json(source: &Source<'_>, at: usize) -> Option<String> {
    let inside = |value: &Value<'_>| {
        let range = jsonc_parser::common::Ranged::range(value);
        (range.start..range.end).contains(&at)
    };
    let root = json::parse_relaxed(source).ok()?;
    let mut keys = String::new();
    let mut object = &root;
    loop {
        let property = object.properties.iter().find(|property| inside(&property.value))?;
        push(&mut keys, property.name.as_str())?;
        let mut value = &property.value;
        while let Value::Array(array) = value {
            let (index, next) = array.elements.iter().enumerate().find(|(_, value)| inside(value))?;
            keys.push_str(&format!("[{index}]"));
            value = next;
        }
        match value {
            Value::Object(inner) => object = inner,
            _ => return Some(keys),
        }
    }
}

fn to_yaml(source: &Source<'_>, at: usize) -> Option<String> {
    let documents = yaml::parse(source).ok()?;
    let mut node = documents.iter().find(|node| node.range.contains(&at))?;
    let mut keys = String::new();
    loop {
        match &node.content {
            Content::Map(pairs) => {
                let (key, value) = pairs.iter().find(|(_, value)| value.range.contains(&at))?;
                push(&mut keys, key.text()?)?;
                node = value;
            }
            Content::List(items) => {
                let (index, item) = items.iter().enumerate().find(|(_, item)| item.range.contains(&at))?;
                keys.push_str(&format!("[{index}]"));
                node = item;
            }
            Content::Scalar(..) => return Some(keys),
            Content::Alias => return None,
        }
    }
}

/// Adds a key as an entry writes it.
fn push(keys: &mut String, key: &str) -> Option<()> {
    if !keys.is_empty() {
        keys.push('.');
    }
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    match (key.chars().all(plain) && !key.is_empty(), key.contains('"'), key.contains('\'')) {
        (true, ..) => keys.push_str(key),
        (false, false, _) => keys.push_str(&format!("\"{key}\"")),
        (false, true, false) => keys.push_str(&format!("'{key}'")),
        (false, true, true) => return None,
    }
    Some(())
}

/// The places at the end of `keys`. Codes `version-not-found`, `unknown-format`, and those of the parsers.
pub(in crate::manifest) fn find(source: &Source<'_>, keys: &[String]) -> Result<Vec<Occurrence>> {
    let shown = shortened(&keys.join("."));
    let occurrences = match Syntax::of(source.path) {
        Some(Syntax::Toml) => in_toml(source, keys, &shown)?,
        Some(Syntax::Json) => in_json(source, keys, &shown)?,
        Some(Syntax::Yaml) => in_yaml(source, keys, &shown)?,
        None => {
            return Err(Error::new(
                "unknown-format",
                format!("`{shown}` names keys, expected a file whose name ends in `.toml`, `.json`, `.jsonc`, `.yaml` or `.yml`"),
            )
            .at(source.path)
            .advice("name the place by a pattern: `path:/pattern with (?<version>…)/`"));
        }
    };
    if occurrences.is_empty() {
        return Err(Error::new("version-not-found", format!("there is no `{shown}` in this file"))
            .at(source.path)
            .advice("correct the keys in `manifests`: `path:key.path`, with quotes around a key that has dots"));
    }
    Ok(occurrences.into_iter().map(|occurrence| occurrence.bare(source)).collect())
}

fn in_toml(source: &Source<'_>, keys: &[String], shown: &str) -> Result<Vec<Occurrence>> {
    let Some((first, rest)) = keys.split_first() else { return Ok(Vec::new()) };
    let mut at = toml::parse(source)?.get(first.as_str());
    for key in rest {
        at = at.and_then(|item| match item.get_ref() {
            DeValue::Table(table) => table.get(key.as_str()),
            DeValue::Array(items) => items.get(key.parse::<usize>().ok()?),
            _ => None,
        });
    }
    match at.map(|item| (item, item.get_ref())) {
        None | Some((_, DeValue::Table(_))) => Ok(Vec::new()),
        Some((_, DeValue::Array(items))) if items.iter().all(|item| item.get_ref().is_table()) => Ok(Vec::new()),
        Some((item, _)) => Ok(vec![toml::own(source, item, Grammar::Either, shown)?]),
    }
}

fn in_json(source: &Source<'_>, keys: &[String], shown: &str) -> Result<Vec<Occurrence>> {
    let root = json::parse_relaxed(source)?;
    let Some((first, rest)) = keys.split_first() else { return Ok(Vec::new()) };
    let mut at = json::value(source, &root, first)?;
    for key in rest {
        at = match at {
            Some(Value::Object(object)) => json::value(source, object, key)?,
            Some(Value::Array(array)) => key.parse::<usize>().ok().and_then(|index| array.elements.get(index)),
            _ => None,
        };
    }
    at.map(|value| json::own(source, value, Grammar::Either, shown))
        .transpose()
        .map(|occurrence| occurrence.into_iter().collect())
}

/// In every document of the file that has them.
fn in_yaml(source: &Source<'_>, keys: &[String], shown: &str) -> Result<Vec<Occurrence>> {
    let mut occurrences = Vec::new();
    for document in yaml::parse(source)? {
        let mut at: Option<&Node> = Some(document);
        for key in keys {
            at = match at {
                Some(Node { content: Content::List(items), .. }) => {
                    key.parse::<usize>().ok().and_then(|index| items.get(index))
                }
                Some(node) => node.get(source, key)?,
                None => None,
            };
        }
        if let Some(node) = at {
            let (range, text) = node.literal(source, shown)?;
            occurrences.push(Occurrence::new(range, text, Grammar::Either, Role::Own));
        }
    }
    Ok(occurrences)
}
