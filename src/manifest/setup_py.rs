//! `setup.py`: `setup(version="…")`, or a `__version__` at the top of the file.

use std::ops::Range;

use super::grammar::Grammar;
use super::python;
use super::python_tokens::{Token, Tokens};
use super::site::{Role, Site, Source};

pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    let mut sites = python::find(source);
    for range in arguments(source.body, "version") {
        let text = source.body.get(range.clone()).unwrap_or_default().to_string();
        sites.push(Site { range, text, grammar: Grammar::Pep440, role: Role::Own });
    }
    sites
}

/// The package's name, where it is given as a plain string.
pub(super) fn name<'a>(source: &Source<'a>) -> Option<&'a str> {
    source.body.get(arguments(source.body, "name").into_iter().next()?)
}

/// The plain strings given as `key` to `setup`.
fn arguments(text: &str, key: &str) -> Vec<Range<usize>> {
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
        if let [Token::Open | Token::Comma, Token::Name(name), Token::Equals, Token::Text(range)] = &recent
            && *name == key
            && ends
        {
            found.push(range.clone());
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
