//! `metadata.rb` of a Chef cookbook: `version '…'` at the beginning of a line, beside `name '…'`.

use std::ops::Range;

use crate::manifest::formats::ruby;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code::Token;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let own = name(source).and_then(|_| said(source, "version"));
    let text = |range: &Range<usize>| source.body.get(range.clone()).unwrap_or_default().to_string();
    own.map(|range| Occurrence::new(range.clone(), text(&range), Grammar::Loose, Role::Own)).into_iter().collect()
}

pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    source.text(said(source, "name")?)
}

fn said(source: &Source<'_>, key: &str) -> Option<Range<usize>> {
    let tokens = ruby::tokens(source.body);
    let mut lines = tokens.split(|token| *token == Token::End);
    lines.find_map(|line| match line {
        [first, Token::Text(range)] | [first, Token::Sign('('), Token::Text(range), Token::Sign(')')]
            if first.is(key) =>
        {
            Some(range.clone())
        }
        _ => None,
    })
}
