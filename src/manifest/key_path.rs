//! `path:key.path`: a version at the end of keys, in TOML, JSON and YAML files.

use jsonc_parser::ast::Value;
use toml_edit::{ArrayOfTables, Item, TableLike};

use super::grammar::Grammar;
use super::names::base;
use super::site::{Role, Site, Source, brief};
use super::yaml::{Content, Node};
use super::{json, toml, yaml};
use crate::error::{Error, Result};

/// The places at the end of `keys`. Codes `version-not-found`, `unknown-format`, and those of the parsers.
pub(super) fn find(source: &Source<'_>, keys: &[String]) -> Result<Vec<Site>> {
    let name = base(source.path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let shown = brief(&keys.join("."));
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

/// Where a walk along keys has come to.
enum At<'d> {
    Table(&'d dyn TableLike),
    Tables(&'d ArrayOfTables),
    Value(&'d toml_edit::Value),
}

impl<'d> At<'d> {
    fn item(item: &'d Item) -> Option<Self> {
        match item {
            Item::Table(table) => Some(Self::Table(table)),
            Item::ArrayOfTables(tables) => Some(Self::Tables(tables)),
            Item::Value(value) => Some(Self::value(value)),
            Item::None => None,
        }
    }

    fn value(value: &'d toml_edit::Value) -> Self {
        value.as_inline_table().map_or(Self::Value(value), |table| Self::Table(table))
    }

    fn step(self, key: &str) -> Option<Self> {
        let index = || key.parse::<usize>().ok();
        match self {
            Self::Table(table) => Self::item(table.get(key)?),
            Self::Tables(tables) => Some(Self::Table(tables.get(index()?)?)),
            Self::Value(value) => Some(Self::value(value.as_array()?.get(index()?)?)),
        }
    }
}

fn in_toml(source: &Source<'_>, keys: &[String], shown: &str) -> Result<Vec<Site>> {
    let document = toml::parse(source)?;
    let mut at = At::Table(document.as_table());
    for key in keys {
        match at.step(key) {
            Some(next) => at = next,
            None => return Ok(Vec::new()),
        }
    }
    match at {
        At::Value(value) => Ok(vec![toml::own(source, value, Grammar::Either, shown)?]),
        At::Table(_) | At::Tables(_) => Ok(Vec::new()),
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
            sites.push(Site { range, text, grammar: Grammar::Either, role: Role::Own });
        }
    }
    Ok(sites)
}
