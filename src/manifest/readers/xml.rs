//! XML with byte ranges: elements, and the text of those that hold nothing else.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::error::Result;
use crate::manifest::occurrence::Source;
pub(in crate::manifest) use crate::manifest::parsed::element::Element;

/// Deeper files are no project files.
const DEEPEST: usize = 500;

/// All elements of a file, in the order they begin. Code `malformed-xml`.
pub(in crate::manifest) fn parse<'s, 'a>(source: &'s Source<'a>) -> Result<&'s [Element<'a>]> {
    source.xml.get_or_init(|| elements_of(source)).as_deref().map_err(Clone::clone)
}

fn elements_of<'a>(source: &Source<'a>) -> Result<Vec<Element<'a>>> {
    let body = source.body;
    let malformed = |message: String, at: usize| source.malformed("malformed-xml", "XML", &message, at);
    let mut reader = Reader::from_str(body);
    let mut elements: Vec<Element<'a>> = Vec::new();
    // Open elements: place in the list, and whether there was anything but text in them.
    let mut open: Vec<(usize, bool)> = Vec::new();
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| {
            malformed(error.to_string(), usize::try_from(reader.error_position()).unwrap_or_default())
        })?;
        let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let tag = body.get(start..end).unwrap_or_default();
        match event {
            Event::Start(_) | Event::Empty(_) => {
                if let Some(parent) = open.last_mut() {
                    parent.1 = true;
                } else if !elements.is_empty() {
                    return Err(malformed("expected one root element".to_string(), start));
                }
                if open.len() >= DEEPEST {
                    return Err(malformed(format!("elements are nested deeper than {DEEPEST}"), start));
                }
                let parent = open.last().map_or(0, |(place, _)| *place);
                let place = elements.len();
                elements.push(Element { name: name(tag), parent, start, text: None });
                if matches!(event, Event::Start(_)) {
                    open.push((place, false));
                }
            }
            Event::End(_) => {
                if let Some((place, false)) = open.pop()
                    && let Some(element) = elements.get_mut(place)
                {
                    let inside = inside(body, element.start, start);
                    element.text = inside;
                }
            }
            Event::Text(_) => {
                if open.is_empty() && !tag.trim().is_empty() {
                    return Err(malformed("expected nothing but elements here".to_string(), start));
                }
            }
            Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::GeneralRef(_) => {
                if let Some(parent) = open.last_mut() {
                    parent.1 = true;
                }
            }
            Event::Decl(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    match (open.last(), elements.is_empty()) {
        (Some((place, _)), _) => {
            let at = elements.get(*place).map_or(0, |element| element.start);
            Err(malformed("this element is never closed".to_string(), at))
        }
        (None, true) => Err(malformed("expected one root element".to_string(), 0)),
        (None, false) => Ok(elements),
    }
}

/// `name` in `<ns:name attribute="…">`.
fn name(tag: &str) -> &str {
    let tag = tag.strip_prefix('<').unwrap_or(tag);
    let end = tag.find(|letter: char| letter.is_ascii_whitespace() || letter == '/' || letter == '>');
    let name = end.and_then(|end| tag.get(..end)).unwrap_or(tag);
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// The text between the end of the tag that begins at `start` and `end`, without blanks around it.
fn inside(body: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let element = body.get(start..end)?;
    // The tag ends at the first `>` outside quotes.
    let mut quote = None;
    let close = element.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    })?;
    let text = element.get(close.checked_add(1)?..)?;
    let from = end.checked_sub(text.trim_start().len())?;
    let to = from.checked_add(text.trim().len())?;
    Some(from..to)
}

/// The children of the element at `parent`.
pub(in crate::manifest) fn below<'e, 'a>(
    elements: &'e [Element<'a>],
    parent: usize,
) -> impl Iterator<Item = (usize, &'e Element<'a>)> {
    // What comes after the last thing in it belongs to an element before it.
    let below = elements.iter().enumerate().skip(parent.saturating_add(1));
    let inside = below.take_while(move |(_, element)| element.parent >= parent);
    inside.filter(move |(_, element)| element.parent == parent)
}

/// Those of them with this name.
pub(in crate::manifest) fn children<'e, 'a>(
    elements: &'e [Element<'a>],
    parent: usize,
    name: &'e str,
) -> impl Iterator<Item = (usize, &'e Element<'a>)> {
    below(elements, parent).filter(move |(_, element)| element.name == name)
}

/// The text of the first child with this name.
pub(in crate::manifest) fn text<'a>(
    source: &Source<'a>,
    elements: &[Element<'_>],
    parent: usize,
    name: &str,
) -> Option<&'a str> {
    let (_, child) = children(elements, parent, name).next()?;
    source.body.get(child.text.clone()?)
}
