//! `meson.build`: the `version` of the call `project(…)`, or what the name is set to that stands there.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::call;
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: None,
    strings: &[Quote::raw("'''", "'''"), Quote::short("'")],
    computed: &[],
    ruby: false,
    wide: false,
};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let mut ranges = call::argument(&tokens, "project", "version", ':');
    if ranges.is_empty() {
        ranges.extend(given(&tokens));
    }
    let text = |range: &Range<usize>| source.body.get(range.clone()).unwrap_or_default().to_string();
    ranges.into_iter().map(|range| Occurrence::new(range.clone(), text(&range), Grammar::Loose, Role::Own)).collect()
}

/// What the name is set to that `project(…)` has for its version, if it is once.
fn given(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    let project = tokens.iter().skip_while(|token| !token.is("project")).take_while(|token| !token.is_sign(')'));
    let words: Vec<&Token<'_>> = project.collect();
    let name = words.windows(3).find_map(|at| match at {
        [key, Token::Sign(':'), value] if key.is("version") => value.word(),
        _ => None,
    })?;
    let mut found = tokens.windows(4).filter_map(|at| match at {
        [one, Token::Sign('='), Token::Text(range), Token::End] if one.is(name) => Some(range.clone()),
        _ => None,
    });
    found.next().filter(|_| found.next().is_none())
}
