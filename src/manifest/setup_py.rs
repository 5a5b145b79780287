//! `setup.py`: `setup(version="…")`, the variable that is given there, or a `__version__` at the top of the file.

use std::ops::Range;

use super::grammar::Grammar;
use super::python;
use super::python_tokens::{Token, Tokens};
use super::site::{Role, Site, Source};

pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    let mut sites = python::find(source);
    for value in arguments(source.body, "version") {
        match value {
            Value::Text(range) => {
                let text = source.body.get(range.clone()).unwrap_or_default().to_string();
                sites.push(Site::new(range, text, Grammar::Pep440, Role::Own));
            }
            Value::Name("__version__") => {}
            Value::Name(name) => sites.extend(python::find_names(source, &[name])),
        }
    }
    sites
}

/// The package's name, where it is given as a plain string.
pub(super) fn name<'a>(source: &Source<'a>) -> Option<&'a str> {
    arguments(source.body, "name").into_iter().find_map(|value| match value {
        Value::Text(range) => source.body.get(range),
        Value::Name(_) => None,
    })
}

/// What is given for an argument.
enum Value<'a> {
    /// A plain string.
    Text(Range<usize>),
    /// A variable.
    Name(&'a str),
}

/// The plain strings and variables given as `key` to `setup`.
fn arguments<'a>(text: &'a str, key: &str) -> Vec<Value<'a>> {
    let mut found = Vec::new();
    let mut tokens = Tokens::new(text);
    // The depth inside `setup(`, and the last tokens.
    let mut inside: Option<usize> = None;
    let mut recent = [Token::Other, Token::Other, Token::Other, Token::Other];
    while let Some(token) = tokens.next() {
        let depth = tokens.depth();
        // A bracket that closes the call is outside of it already.
        let ends = match token {
            Token::Comma => inside == Some(depth),
            Token::Close => inside == Some(depth.saturating_add(1)),
            _ => false,
        };
        if let [Token::Open | Token::Comma, Token::Name(name), Token::Equals, value] = &recent
            && *name == key
            && ends
        {
            match value {
                Token::Text(range) => found.push(Value::Text(range.clone())),
                Token::Name(name) => found.push(Value::Name(name)),
                _ => {}
            }
        }
        if inside.is_some_and(|within| depth < within) {
            inside = None;
        }
        if token == Token::Open && inside.is_none() && recent.last() == Some(&Token::Name("setup")) {
            inside = Some(depth);
        }
        recent.rotate_left(1);
        if let Some(last) = recent.last_mut() {
            *last = token;
        }
    }
    found
}
