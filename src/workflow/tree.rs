//! A YAML document as far as it matters here.

use granit_parser::{Event, Parser};

/// A value. The parser limits how deep they may nest.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    Scalar(String),
    List(Vec<Node>),
    /// Keys and values, in their order; a key that is no scalar has no name.
    Map(Vec<(Option<String>, Node)>),
    /// An alias: its value stands elsewhere, and is not looked up.
    Else,
}

/// The first document; `None`: this is no YAML.
pub(super) fn read(text: &str) -> Option<Node> {
    let mut open: Vec<(bool, Vec<Node>)> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.ok()?;
        let node = match event {
            Event::Scalar(text, ..) => Node::Scalar(text.into_owned()),
            Event::Alias(..) => Node::Else,
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                open.push((matches!(event, Event::MappingStart(..)), Vec::new()));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => close(open.pop()?),
            _ => continue,
        };
        match open.last_mut() {
            Some((_, items)) => items.push(node),
            None => return Some(node),
        }
    }
    None
}

fn close((map, items): (bool, Vec<Node>)) -> Node {
    if !map {
        return Node::List(items);
    }
    let mut items = items.into_iter();
    let mut pairs = Vec::new();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        let name = match key {
            Node::Scalar(name) => Some(name),
            _ => None,
        };
        pairs.push((name, value));
    }
    Node::Map(pairs)
}

impl Node {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a key; the last one of several.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().rev().find(|(name, _)| name.as_deref() == Some(key)).map(|(_, value)| value)
    }

    /// A scalar, or the scalars of a list.
    pub(super) fn strings(&self) -> Vec<&str> {
        match self {
            Self::List(items) => items.iter().filter_map(Self::text).collect(),
            one => one.text().into_iter().collect(),
        }
    }

    /// Whether something holds of a value of this key, however deep it stands.
    pub(super) fn any(&self, key: &str, holds: &dyn Fn(&Self) -> bool) -> bool {
        let mut waiting = vec![self];
        while let Some(node) = waiting.pop() {
            match node {
                Self::Map(pairs) => {
                    if pairs.iter().any(|(name, value)| name.as_deref() == Some(key) && holds(value)) {
                        return true;
                    }
                    waiting.extend(pairs.iter().map(|(_, value)| value));
                }
                Self::List(items) => waiting.extend(items),
                _ => {}
            }
        }
        false
    }
}
