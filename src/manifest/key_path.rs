//! `path:key.path`: a version at the end of keys, in TOML, JSON and YAML files.

use super::grammar::Grammar;
use super::names::base;
use super::site::{Role, Site, Source, brief};
use super::yaml::{Content, Node};
use super::{json, toml, yaml};
use crate::error::{Error, Result};
use ::toml::de::DeValue;
use jsonc_parser::ast::Value;

/// The places at the end of `keys`. Codes `version-not-found`, `unknown-format`, and those of the parsers.
pub(super) fn find(source: &Source<'_>, keys: &[String]) -> Result<Vec<Site>> {
    let name = base(source.path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let shown = brief(&keys.join("."));
    // Lock files are written in whatever their tools write.
    let ending = match name.as_str() {
        "composer.lock" | "deno.lock" | "bun.lock" | "pipfile.lock" | "flake.lock" | "packages.lock" => "json",
        "chart.lock" | "pubspec.lock" | "yarn.lock" | "podfile.lock" => "yaml",
        _ => ending,
    };
    let sites = match ending {
        "toml" | "lock" => in_toml(source, keys, &shown)?,
        "json" | "jsonc" | "json5" | "webmanifest" => in_json(source, keys, &shown)?,
        "yaml" | "yml" | "cff" => in_yaml(source, keys, &shown)?,
        _ => {
            return Err(Error::new(
                "unknown-format",
                format!("`{shown}` names keys, expected a file whose name ends in `.toml`, `.json`, `.jsonc`, `.yaml` or `.yml`"),
            )
            .at(source.path)
            .advice("name the place by a pattern: `path:/pattern with (?<version>…)/`"));
        }
    };
    if sites.is_empty() {
        return Err(Error::new("version-not-found", format!("there is no `{shown}` in this file"))
            .at(source.path)
            .advice("correct the keys in `manifests`: `path:key.path`, with quotes around a key that has dots"));
    }
    Ok(sites.into_iter().map(|site| site.bare(source)).collect())
}

fn in_toml(source: &Source<'_>, keys: &[String], shown: &str) -> Result<Vec<Site>> {
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

fn in_json(source: &Source<'_>, keys: &[String], shown: &str) -> Result<Vec<Site>> {
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
    at.map(|value| json::own(source, value, Grammar::Either, shown)).transpose().map(|site| site.into_iter().collect())
}

/// In every document of the file that has them.
fn in_yaml(source: &Source<'_>, keys: &[String], shown: &str) -> Result<Vec<Site>> {
    let mut sites = Vec::new();
    for document in yaml::parse(source)? {
        let mut at: Option<&Node> = Some(&document);
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
            sites.push(Site::new(range, text, Grammar::Either, Role::Own));
        }
    }
    Ok(sites)
}
