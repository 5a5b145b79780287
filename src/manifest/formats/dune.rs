//! `dune-project` of a project in OCaml: `(version 1.2.3)` at its top. Dune writes it into the `*.opam` files that it makes.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};
use crate::manifest::readers::lines;

const SYNTAX: Syntax = Syntax {
    comment: ";",
    block: Some(("#|", "|#")),
    strings: &[Quote::long("\"")],
    computed: &[],
    ruby: false,
    wide: true,
};

/// opam takes `1.3.0-rc.1` for more than 1.3.0.
const NUMBERS: Numbers = Numbers {
    fewest: 1,
    most: 8,
    highest: u64::MAX,
    dash: false,
    whose: "the version of a package of opam",
    instead: None,
};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    field(source, "version").into_iter().map(|range| own(source, range)).collect()
}

fn own(source: &Source<'_>, range: Range<usize>) -> Occurrence {
    let text = source.body.get(range.clone()).unwrap_or_default();
    Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own).bare(source)
}

/// What the project is called.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    field(source, "name").into_iter().next().and_then(|range| source.text(range))
}

/// `(key value)` where no other list is around it.
fn field(source: &Source<'_>, key: &str) -> Vec<Range<usize>> {
    let tokens: Vec<Token<'_>> =
        code::tokens(source.body, &SYNTAX).into_iter().filter(|token| *token != Token::End).collect();
    let mut depth = 0_usize;
    let mut found = Vec::new();
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        if depth == 0
            && let [Token::Sign('('), word, Token::Word(_, range) | Token::Text(range), Token::Sign(')'), ..] = rest
            && word.is(key)
        {
            found.push(range.clone());
        }
        match first {
            Token::Sign('(') => depth = depth.saturating_add(1),
            Token::Sign(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        rest = after;
    }
    found
}

/// `*.opam`: the field `version`. Most have none, and opam takes it from its own list.
pub(in crate::manifest) fn opam(source: &Source<'_>) -> Vec<Occurrence> {
    let said = lines::lines(source.body).find_map(|(start, line)| {
        let value = line.strip_prefix("version:")?.trim_start().strip_prefix('"')?;
        let (text, from) = (value.split('"').next()?, lines::range(start, line, value).start);
        Some(from..from.saturating_add(text.len()))
    });
    said.map(|range| own(source, range)).into_iter().collect()
}
