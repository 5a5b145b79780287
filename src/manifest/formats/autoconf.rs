//! `configure.ac`: the second argument of `AC_INIT(…)`, or what the name is set to that stands there.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

/// M4 takes `[…]` for a string. What `dnl` leaves out is passed over below.
const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: None,
    strings: &[Quote::raw("[[", "]]"), Quote::raw("[", "]")],
    computed: &[],
    ruby: false,
    wide: true,
};

/// None where the shell or another program says it.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let own = |range| Occurrence::own(source, range, Grammar::Loose);
    let Some(range) = second(&tokens, &["AC_INIT"], None) else { return Vec::new() };
    let name = source.body.get(range.clone()).unwrap_or_default();
    let set = || second(&tokens, &["m4_define", "define"], Some((source.body, name)));
    own(range).or_else(|| set().and_then(own)).into_iter().collect()
}

/// The second argument of the one call of these macros: with `first`, of the one whose first argument that is in the text.
fn second(tokens: &[Token<'_>], macros: &[&str], first: Option<(&str, &str)>) -> Option<Range<usize>> {
    let mut found = None;
    let mut rest = tokens;
    let mut left_out = false;
    while let [token, after @ ..] = rest {
        rest = after;
        left_out = *token != Token::End && (left_out || token.is("dnl"));
        let named = token.word().is_some_and(|word| macros.contains(&word));
        let [Token::Sign('('), arguments @ ..] = after else { continue };
        if left_out || !named {
            continue;
        }
        let mut arguments = arguments.iter().filter(|token| **token != Token::End);
        let (Some(one), Some(comma)) = (arguments.next().and_then(place), arguments.next()) else { continue };
        let fits = first.is_none_or(|(text, first)| text.get(one) == Some(first));
        let (Some(value), Some(end)) = (arguments.next().and_then(place), arguments.next()) else { continue };
        if fits && comma.is_sign(',') && (end.is_sign(',') || end.is_sign(')')) {
            if found.is_some() {
                return None;
            }
            found = Some(value);
        }
    }
    found
}

/// Where a word or a string stands.
fn place(token: &Token<'_>) -> Option<Range<usize>> {
    match token {
        Token::Word(_, range) | Token::Text(range) => Some(range.clone()),
        _ => None,
    }
}
