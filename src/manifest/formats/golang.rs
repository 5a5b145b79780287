//! Go files: `const Version = "…"`, or `var`, on its own or in a group. The module's version itself is its tag.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::call::{BRACKETS, nested};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "//",
    block: Some(("/*", "*/")),
    strings: &[Quote::raw("`", "`"), Quote::short("\""), Quote::short("'")],
    computed: &[],
    ruby: false,
    wide: false,
};

const NAMES: [&str; 3] = ["Version", "version", "VERSION"];

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let mut occurrences = Vec::new();
    let mut group = false;
    let mut begins = true;
    for (depth, first, after) in nested(&tokens, BRACKETS) {
        let declares = first.is("const") || first.is("var");
        if begins && depth == 0 && declares {
            group = matches!(after, [Token::Sign('('), ..]);
            occurrences.extend(after.split_first().and_then(|(name, rest)| declared(source, name, rest)));
        } else if begins && depth == 1 && group {
            occurrences.extend(declared(source, first, after));
        }
        if matches!(first, Token::Sign(')' | '}' | ']')) {
            group &= depth > 0;
        }
        begins = matches!(first, Token::End | Token::Sign(';')) || (group && first.is_sign('('));
    }
    occurrences
}

/// `Version = "…"`, with or without a type.
fn declared(source: &Source<'_>, name: &Token<'_>, rest: &[Token<'_>]) -> Option<Occurrence> {
    let rest = match rest {
        [kind, rest @ ..] if kind.is("string") => rest,
        _ => rest,
    };
    let [Token::Sign('='), Token::Text(range), end, ..] = rest else { return None };
    if !NAMES.iter().any(|wanted| name.is(wanted)) || !end.ends() {
        return None;
    }
    Occurrence::at(source, range.clone(), Grammar::Loose)
}
