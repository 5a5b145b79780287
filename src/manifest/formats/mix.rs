//! `mix.exs`: `version: "…"` in the list of `project`, or the attribute `@version` that it names; and what it requires of
//! others of ours.

use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::call::{BRACKETS, nested};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};
use crate::manifest::requirement::Flavour;

const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: None,
    strings: &[Quote::long("\"\"\""), Quote::long("'''"), Quote::long("\""), Quote::long("'")],
    computed: &["#{"],
    ruby: false,
    wide: false,
};

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let occurrence = |range: &std::ops::Range<usize>| {
        let text = source.body.get(range.clone()).unwrap_or_default().to_string();
        Occurrence::new(range.clone(), text, Grammar::Semver, Role::Own)
    };
    let project = tokens.windows(2).position(|pair| pair.iter().map(Token::word).eq([Some("def"), Some("project")]));
    let mut rest = project.and_then(|at| tokens.get(at.saturating_add(2)..)).unwrap_or_default();
    // `def project() do`
    if let [Token::Sign('('), Token::Sign(')'), after @ ..] = rest {
        rest = after;
    }
    let mut named = false;
    let mut occurrences = Vec::new();
    for (depth, first, after) in nested(rest, BRACKETS) {
        match first {
            Token::Sign(']' | ')' | '}') if depth == 0 => break,
            Token::Word("version", _) if depth == 1 => match after {
                [Token::Sign(':'), Token::Text(range), end, ..] if end.ends() => occurrences.push(occurrence(range)),
                [Token::Sign(':'), Token::Sign('@'), name, ..] => named |= name.is("version"),
                _ => {}
            },
            _ => {}
        }
    }
    if named {
        for five in tokens.windows(4) {
            if let [Token::Sign('@'), name, Token::Text(range), end] = five
                && name.is("version")
                && end.ends()
            {
                occurrences.push(occurrence(range));
            }
        }
    }
    if !names.mix.is_empty() {
        occurrences.extend(tokens.windows(5).filter_map(|five| requirement(source, five, names)));
    }
    occurrences
}

/// `{:name, "~> 1.2", …}`, with an application of ours.
fn requirement(source: &Source<'_>, five: &[Token<'_>], names: &Names) -> Option<Occurrence> {
    let [Token::Sign('{'), Token::Sign(':'), Token::Word(name, _), Token::Sign(','), Token::Text(range)] = five else {
        return None;
    };
    let (name, old) = names.mix.get_key_value(*name)?;
    let role = Role::Reference { flavour: Flavour::Mix, name: name.clone(), old: old.clone(), here: false };
    Some(Occurrence::new(range.clone(), source.body.get(range.clone())?, Grammar::Semver, role))
}

/// The application's name: `app: :name`.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    let tokens = code::tokens(source.body, &SYNTAX);
    tokens.windows(4).find_map(|four| match four {
        [app, Token::Sign(':'), Token::Sign(':'), Token::Word(name, _)] if app.is("app") => Some((*name).to_string()),
        _ => None,
    })
}

/// Whether there is `version: …`, whatever is given.
pub(in crate::manifest) fn gives_version(source: &Source<'_>) -> bool {
    let tokens = code::tokens(source.body, &SYNTAX);
    tokens.windows(2).any(|pair| matches!(pair, [word, Token::Sign(':')] if word.is("version")))
}
