//! YAML with byte ranges. Only looked at, never printed.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::error::{Error, Result};
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::json::{misplaced, twice};
use crate::text::shortened;

pub(in crate::manifest) use crate::manifest::parsed::node::{Content, Node};

/// A collection that is not finished yet.
struct Open {
    start: usize,
    map: bool,
    items: Vec<Node>,
}

/// The documents of a YAML file. Code `malformed-yaml`. The parser limits how deep they may nest.
pub(in crate::manifest) fn parse<'s>(source: &'s Source<'_>) -> Result<&'s [Node]> {
    source.yaml.get_or_init(|| documents_of(source)).as_deref().map_err(Clone::clone)
}

/// As [`parse`], for whoever keeps them.
pub(in crate::manifest) fn documents_of(source: &Source<'_>) -> Result<Vec<Node>> {
    let mut documents = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(source.body) {
        let (event, span) = event.map_err(|error| {
            let at = error.marker().byte_offset().unwrap_or_default();
            source.malformed("malformed-yaml", "YAML", &first_lower(&error.kind().to_string()), at)
        })?;
        let range = span.byte_range().unwrap_or_default();
        let node = match event {
            Event::Scalar(text, style, ..) => {
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                Node { range, content: Content::Scalar(text.into_owned(), !block) }
            }
            Event::Alias(..) => Node { range, content: Content::Alias },
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let map = matches!(event, Event::MappingStart(..));
                open.push(Open { start: range.start, map, items: Vec::new() });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(done) => close(done, range.end),
                None => continue,
            },
            _ => continue,
        };
        match open.last_mut() {
            Some(parent) => parent.items.push(node),
            None => documents.push(node),
        }
    }
    Ok(documents)
}

fn close(done: Open, end: usize) -> Node {
    let content = if done.map {
        let mut items = done.items.into_iter();
        let mut pairs = Vec::new();
        while let (Some(key), Some(mut value)) = (items.next(), items.next()) {
            // What is not there has the place of whatever comes next, perhaps on another line.
            if value.range.is_empty() {
                value.range = key.range.end..key.range.end;
            }
            pairs.push((key, value));
        }
        Content::Map(pairs)
    } else {
        Content::List(done.items)
    };
    Node { range: done.start..end, content }
}

fn first_lower(message: &str) -> String {
    let mut message = message.lines().collect::<Vec<_>>().join(", ");
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    message
}

impl Node {
    /// What a scalar says.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// The value of a key. Code `duplicate-key`.
    pub fn get(&self, source: &Source<'_>, key: &str) -> Result<Option<&Self>> {
        let Content::Map(pairs) = &self.content else { return Ok(None) };
        let mut same = pairs.iter().filter(|(name, _)| name.text() == Some(key));
        let first = same.next();
        match same.next() {
            None => Ok(first.map(|(_, value)| value)),
            Some((second, _)) => Err(twice(source, key, second.range.start)),
        }
    }

    /// The scalar at a key, as a package's own version. Codes `duplicate-key`, `invalid-version`.
    pub fn own(&self, source: &Source<'_>, key: &str, grammar: Grammar) -> Result<Option<Occurrence>> {
        let Some(value) = self.get(source, key)? else { return Ok(None) };
        let (range, text) = value.literal(source, key)?;
        Ok(Some(Occurrence::new(range, text, grammar, Role::Own)))
    }

    /// The bytes of a scalar that can be replaced, without quotes, and what it says. Code `invalid-version`.
    pub fn literal(&self, source: &Source<'_>, key: &str) -> Result<(Range<usize>, String)> {
        let raw = source.body.get(self.range.clone()).unwrap_or_default();
        if raw.is_empty() {
            let message = format!("`{key}` has no value, expected a version");
            return Err(source.error("invalid-version", message, self.range.start));
        }
        let Content::Scalar(text, true) = &self.content else {
            return Err(self.lines(source, key, raw));
        };
        let quotes = usize::from(raw.len() >= 2 && raw.starts_with(['"', '\'']));
        let inside = self.range.start.saturating_add(quotes)..self.range.end.saturating_sub(quotes);
        let spelled = source.body.get(inside.clone()).unwrap_or_default();
        // Escapes and folded lines: what stands there, read once more, has to say the same.
        if spelled == text || (quotes == 1 && again(raw).as_deref() == Some(text)) {
            return Ok((inside, text.clone()));
        }
        if raw.contains(['\n', '\r']) {
            return Err(self.lines(source, key, raw));
        }
        Err(misplaced(source, self.range.start))
    }

    fn lines(&self, source: &Source<'_>, key: &str, raw: &str) -> Error {
        let message = format!("`{key}` is `{}`, expected a version on one line", shortened(raw.trim_end()));
        source.error("invalid-version", message, self.range.start)
    }
}

fn again(raw: &str) -> Option<String> {
    Parser::new_from_str(raw).find_map(|event| match event {
        Ok((Event::Scalar(text, ..), _)) => Some(text.into_owned()),
        _ => None,
    })
}

/// What a top-level key of the first document says.
pub(in crate::manifest) fn text_of(source: &Source<'_>, key: &str) -> Option<String> {
    parse(source).ok()?.first()?.get(source, key).ok()??.text().map(str::to_string)
}

/// The scalar at a top-level key of the first document, as a package's own version.
pub(in crate::manifest) fn top_level(source: &Source<'_>, key: &str, grammar: Grammar) -> Result<Vec<Occurrence>> {
    let documents = parse(source)?;
    let root = documents.first();
    root.map(|root| root.own(source, key, grammar))
        .transpose()
        .map(|occurrence| occurrence.flatten().into_iter().collect())
}
