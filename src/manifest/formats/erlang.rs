//! `*.app.src` of an Erlang application, and the `*.app` that is made of it: `{vsn, "…"}`. Others take it from git.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "%",
    block: None,
    strings: &[Quote::long("\""), Quote::short("'")],
    computed: &[],
    ruby: false,
    wide: false,
};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens: Vec<Token<'_>> =
        code::tokens(source.body, &SYNTAX).into_iter().filter(|token| *token != Token::End).collect();
    let said = tokens.windows(5).find_map(|at| match at {
        [Token::Sign('{'), key, Token::Sign(','), Token::Text(range), Token::Sign('}')] if key.is("vsn") => Some(range),
        _ => None,
    });
    said.and_then(|range| Occurrence::own(source, range.clone(), Grammar::Loose)).into_iter().collect()
}
