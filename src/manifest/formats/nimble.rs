//! `*.nimble` of a Nim package: `version = "…"`, at the beginning of a line.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: Some(("#[", "]#")),
    strings: &[Quote::raw("\"\"\"", "\"\"\""), Quote::short("\"")],
    computed: &[],
    ruby: false,
    wide: false,
};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let mut occurrences = Vec::new();
    let mut begins = true;
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        if let [key, Token::Sign('='), Token::Text(range), Token::End, ..] = rest
            && begins
            && key.is("version")
        {
            let text = source.body.get(range.clone()).unwrap_or_default();
            occurrences.push(Occurrence::new(range.clone(), text, Grammar::Loose, Role::Own));
        }
        begins = *first == Token::End;
        rest = after;
    }
    occurrences
}

/// Whether there is `version = …`, whatever is given.
pub(in crate::manifest) fn gives_version(source: &Source<'_>) -> bool {
    let tokens = code::tokens(source.body, &SYNTAX);
    tokens.windows(2).any(|pair| matches!(pair, [word, Token::Sign('=')] if word.is("version")))
}
