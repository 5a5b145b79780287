//! `project.clj`, which Leiningen reads: the second word of `(defproject name "…"`.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax =
    Syntax { comment: ";", block: None, strings: &[Quote::long("\"")], computed: &[], ruby: false, wide: true };

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let begins = tokens.windows(2).position(|pair| {
        pair.first() == Some(&Token::Sign('(')) && pair.get(1).is_some_and(|word| word.is("defproject"))
    });
    // The name may have signs in it that are no part of words here.
    let after = begins.and_then(|at| tokens.get(at.saturating_add(2)..)).unwrap_or_default();
    let text =
        after.iter().find(|token| matches!(token, Token::Text(_) | Token::Computed | Token::Sign('(' | ')' | ':')));
    let Some(Token::Text(range)) = text else { return Vec::new() };
    let said = source.body.get(range.clone()).unwrap_or_default();
    vec![Occurrence::new(range.clone(), said, Grammar::Loose, Role::Own)]
}
