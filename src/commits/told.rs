//! What breaks, as its author laid it out: paragraphs, lists and code.

use crate::commits::body::Kind;
use crate::commits::footers::Breakage;

/// One piece of such a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block<'a> {
    /// A paragraph, on one line.
    Text(String),
    /// Items, each on one line, with the marker it was written with.
    List(Vec<(&'a str, String)>),
    /// Lines of code.
    Code(Vec<&'a str>),
}

impl<'a> Breakage<'a> {
    /// Its text, piece by piece; none: it only says that something breaks.
    pub(crate) fn blocks(&self) -> Vec<Block<'a>> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut gap = true;
        for line in &self.lines {
            if line.kind == Kind::Blank {
                gap = true;
                continue;
            }
            let text = line.text.trim();
            let indented = line.text.starts_with("  ") || line.text.starts_with('\t');
            let listed = matches!(blocks.last(), Some(Block::List(_)));
            let deep = line.text.starts_with("    ") || line.text.starts_with('\t');
            let coded = matches!(blocks.last(), Some(Block::Code(_)));
            let is_code = line.kind == Kind::Code || (deep && !listed && (gap || coded));
            let item = if is_code { None } else { item(text) };
            match (blocks.last_mut(), item) {
                (Some(Block::Code(code)), _) if is_code => code.push(line.text),
                _ if is_code => blocks.push(Block::Code(vec![line.text])),
                (Some(Block::List(items)), Some((marker, text))) => items.push((marker, text.to_string())),
                (_, Some((marker, text))) => blocks.push(Block::List(vec![(marker, text.to_string())])),
                (Some(Block::List(items)), None) if !gap || indented => {
                    if let Some((_, said)) = items.last_mut() {
                        said.push(' ');
                        said.push_str(text);
                    }
                }
                (Some(Block::Text(said)), None) if !gap => {
                    said.push(' ');
                    said.push_str(text);
                }
                _ => blocks.push(Block::Text(text.to_string())),
            }
            gap = false;
        }
        blocks
    }
}

/// Marker and text of a list's item.
fn item(text: &str) -> Option<(&str, &str)> {
    let (marker, rest) = text.split_once(' ')?;
    let number = marker
        .strip_suffix(['.', ')'])
        .is_some_and(|number| (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()));
    (number || matches!(marker, "-" | "*" | "+")).then_some((marker, rest.trim()))
}
