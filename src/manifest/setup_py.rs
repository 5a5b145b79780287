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

/// `key=value` with brackets around the value; a longer argument says something else.
const LONGEST: usize = 16;

/// The plain strings and variables given as `key` to `setup`.
fn arguments<'a>(text: &'a str, key: &str) -> Vec<Value<'a>> {
    let mut found = Vec::new();
    let mut tokens = Tokens::new(text);
    // The depth inside `setup(`, the argument there so far, and the token before.
    let mut inside: Option<usize> = None;
    let mut argument = Vec::new();
    let mut last = Token::Other;
    while let Some(token) = tokens.next() {
        let depth = tokens.depth();
        match inside {
            None if token == Token::Open && last == Token::Name("setup") => inside = Some(depth),
            None => {}
            // A bracket that closes the call is outside of it already.
            Some(within) if depth < within || (depth == within && token == Token::Comma) => {
                found.extend(given(&argument, key));
                argument.clear();
                if depth < within {
                    inside = None;
                }
            }
            Some(_) if argument.len() <= LONGEST => argument.push(token.clone()),
            Some(_) => {}
        }
        last = token;
    }
    found
}

/// The value of `key=value`, perhaps in brackets.
fn given<'a>(argument: &[Token<'a>], key: &str) -> Option<Value<'a>> {
    let [Token::Name(name), Token::Equals, value @ ..] = argument else { return None };
    let mut value = value;
    while let [Token::Open, inside @ .., Token::Close] = value {
        value = inside;
    }
    match value {
        [Token::Text(range)] if *name == key => Some(Value::Text(range.clone())),
        [Token::Name(variable)] if *name == key => Some(Value::Name(variable)),
        _ => None,
    }
}
