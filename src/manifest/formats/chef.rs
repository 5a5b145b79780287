//! `metadata.rb` of a Chef cookbook: `version '…'` at the beginning of a line, beside `name '…'`.

use crate::manifest::formats::ruby;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code::Token;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = ruby::tokens(source.body);
    let said = |key: &str| {
        let lines = tokens.split(|token| *token == Token::End);
        let mut found = lines.filter_map(|line| match line {
            [first, Token::Text(range)] if first.is(key) => Some(range.clone()),
            [first, Token::Sign('('), Token::Text(range), Token::Sign(')')] if first.is(key) => Some(range.clone()),
            _ => None,
        });
        found.next()
    };
    let text = |range: &std::ops::Range<usize>| source.body.get(range.clone()).unwrap_or_default().to_string();
    let own = said("name").and(said("version"));
    own.map(|range| Occurrence::new(range.clone(), text(&range), Grammar::Loose, Role::Own)).into_iter().collect()
}
