//! `*.psd1` of a module for PowerShell: `ModuleVersion`. Other files of that ending are data.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::call::nested;
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: Some(("<#", "#>")),
    strings: &[Quote::raw("'", "'"), Quote::raw("\"", "\"")],
    computed: &[],
    ruby: false,
    wide: false,
};

const NUMBERS: Numbers =
    Numbers { fewest: 2, most: 4, highest: 2_147_483_647, dash: false, whose: "a `ModuleVersion`", instead: None };

/// None where a `Prerelease` beside it says the rest: the two would have to move as one.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    if set(&tokens, "Prerelease", |_| true).is_some_and(|range| !range.is_empty()) {
        return Vec::new();
    }
    // Modules that it requires have a `ModuleVersion` of their own, deeper.
    let Some(range) = set(&tokens, "ModuleVersion", |depth| depth == 1) else { return Vec::new() };
    let text = source.body.get(range.clone()).unwrap_or_default();
    vec![Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own)]
}

/// The string that a key is set to, in a table so deep.
fn set(tokens: &[Token<'_>], key: &str, fits: fn(usize) -> bool) -> Option<Range<usize>> {
    let is_key = |token: &Token<'_>| token.word().is_some_and(|word| word.eq_ignore_ascii_case(key));
    nested(tokens, "(){}").filter(|(depth, first, _)| fits(*depth) && is_key(first)).find_map(|(.., after)| match after
    {
        [Token::Sign('='), Token::Text(range), ..] => Some(range.clone()),
        _ => None,
    })
}
