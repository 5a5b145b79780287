//! A workflow as YAML whose every value knows its line.

use granit_parser::{Event, Parser};

/// A value.
#[derive(Debug)]
pub(super) struct Node {
    /// From 1.
    pub(super) line: usize,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    Scalar(String),
    List(Vec<Node>),
    /// Keys with their own lines, and values.
    Map(Vec<(String, usize, Node)>),
    /// An alias, or a key that is none: not looked into.
    Else,
}

/// The first document; `None`: this is no YAML.
pub(super) fn read(text: &str) -> Option<Node> {
    let mut open: Vec<(bool, usize, Vec<Node>)> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        let line = span.start.line();
        let node = match event {
            Event::Scalar(text, ..) => Node { line, value: Value::Scalar(text.into_owned()) },
            Event::Alias(..) => Node { line, value: Value::Else },
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                open.push((matches!(event, Event::MappingStart(..)), line, Vec::new()));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (map, line, items) = open.pop()?;
                Node { line, value: if map { pairs(items) } else { Value::List(items) } }
            }
            _ => continue,
        };
        match open.last_mut() {
            Some((.., items)) => items.push(node),
            None => return Some(node),
        }
    }
    None
}

fn pairs(items: Vec<Node>) -> Value {
    let mut items = items.into_iter();
    let mut pairs = Vec::new();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        if let Value::Scalar(name) = key.value {
            pairs.push((name, key.line, value));
        }
    }
    Value::Map(pairs)
}

impl Node {
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn pairs(&self) -> &[(String, usize, Self)] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value of a key, and the key's line.
    pub(super) fn get(&self, key: &str) -> Option<(usize, &Self)> {
        self.pairs().iter().rev().find(|(name, ..)| name == key).map(|(_, line, value)| (*line, value))
    }

    /// A key's scalar.
    pub(super) fn says(&self, key: &str) -> Option<&str> {
        self.get(key)?.1.text()
    }

    /// A scalar, or the scalars of a list.
    pub(super) fn strings(&self) -> Vec<&str> {
        match &self.value {
            Value::List(items) => items.iter().filter_map(Self::text).collect(),
            _ => self.text().into_iter().collect(),
        }
    }
}
