//! `project.clj`, which Leiningen reads: the second word of `(defproject name "…"`. Projects of one repository lie
//! in folders, some of them listed in `:sub`, and require each other at the version that they have in common.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax =
    Syntax { comment: ";", block: None, strings: &[Quote::long("\"")], computed: &[], ruby: false, wide: true };

/// Its own version; what it requires of projects that move with it follows where it says the same.
pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let Some(own) = version(&tokens) else { return Vec::new() };
    let said = source.body.get(own.clone()).unwrap_or_default();
    let occurrence = |range: &Range<usize>, role| Occurrence::new(range.clone(), said, Grammar::Loose, role);
    let mut found = vec![occurrence(&own, Role::Own)];
    let mut at = 0_usize;
    // `[ring/ring-core "1.2.3"]`
    for token in &tokens {
        let Token::Text(range) = token else { continue };
        let before = source.body.get(at..range.start).unwrap_or_default();
        at = range.end;
        let required = before.rsplit_once('[').map(|(_, rest)| rest.trim_end_matches('"').trim());
        let ours = required.is_some_and(|name| names.leiningen.contains(name));
        if ours && source.body.get(range.clone()) == Some(said) && *range != own {
            found.push(occurrence(range, Role::Copy));
        }
    }
    found
}

/// What it is called: `ring/ring-core` or `ring`.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    let after = source.body.split_once("(defproject")?.1.trim_start();
    let name = after.split(char::is_whitespace).next()?;
    (!name.is_empty()).then(|| name.to_string())
}

/// The folders of the projects that this one stands for, in quotes behind `:sub`.
pub(in crate::manifest) fn members<'a>(source: &Source<'a>) -> Vec<&'a str> {
    let list = source.body.split_once(":sub").and_then(|(_, rest)| rest.split_once('['));
    let list = list.filter(|(between, _)| between.trim().is_empty()).and_then(|(_, rest)| rest.split_once(']'));
    list.map(|(list, _)| list.split('"').skip(1).step_by(2).collect()).unwrap_or_default()
}

fn version(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    let begins = tokens.windows(2).position(|pair| {
        pair.first() == Some(&Token::Sign('(')) && pair.get(1).is_some_and(|word| word.is("defproject"))
    })?;
    // The name may have signs in it that are no part of words here.
    let mut after = tokens.iter().skip(begins.saturating_add(2));
    let text = after.find(|token| matches!(token, Token::Text(_) | Token::Computed | Token::Sign('(' | ')' | ':')));
    match text {
        Some(Token::Text(range)) => Some(range.clone()),
        _ => None,
    }
}
