//! Go files: `const Version = "…"`, or `var`, on its own or in a group. The module's version itself is its tag.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
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
    let mut depth = 0_usize;
    let mut group = false;
    let mut begins = true;
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        let declares = first.is("const") || first.is("var");
        if begins && depth == 0 && declares {
            group = matches!(after, [Token::Sign('('), ..]);
            occurrences.extend(declared(source, after));
        } else if begins && depth == 1 && group {
            occurrences.extend(declared(source, rest));
        }
        match first {
            Token::Sign('(' | '{' | '[') => depth = depth.saturating_add(1),
            Token::Sign(')' | '}' | ']') => {
                depth = depth.saturating_sub(1);
                group &= depth > 0;
            }
            _ => {}
        }
        begins = matches!(first, Token::End | Token::Sign(';')) || (group && first.is_sign('('));
        rest = after;
    }
    occurrences
}

/// `Version = "…"`, with or without a type.
fn declared(source: &Source<'_>, tokens: &[Token<'_>]) -> Option<Occurrence> {
    let [name, rest @ ..] = tokens else { return None };
    let rest = match rest {
        [kind, rest @ ..] if kind.is("string") => rest,
        _ => rest,
    };
    let [Token::Sign('='), Token::Text(range), end, ..] = rest else { return None };
    if !NAMES.iter().any(|wanted| name.is(wanted)) || !end.ends() {
        return None;
    }
    let text = source.body.get(range.clone())?.to_string();
    Some(Occurrence::new(range.clone(), text, Grammar::Loose, Role::Own).bare(source))
}
