//! `dune-project` of a project in OCaml: `(version 1.2.3)` at its top, or in the package of its name. Dune writes it into the
//! `*.opam` files that it makes.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::call::nested;
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

/// Of a project that says none, that of the package which has its name, wherever packages say it.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = tokens(source);
    let lists = lists(&tokens);
    let found = Some(values(&lists, "version")).filter(|found| !found.is_empty());
    let found = found.or_else(|| of_packages(source, &lists)).unwrap_or_default();
    let own = |range| Occurrence::at(source, range, Grammar::Numbers(&NUMBERS));
    found.into_iter().filter_map(own).collect()
}

fn of_packages(source: &Source<'_>, project: &[&[Token<'_>]]) -> Option<Vec<Range<usize>>> {
    let text = |range: &Range<usize>| source.body.get(range.clone());
    let first = |lists: &[&[Token<'_>]], key| values(lists, key).into_iter().next();
    let name = text(&first(project, "name")?)?;
    let packages = project.iter().filter_map(|list| list.split_first().filter(|(word, _)| word.is("package")));
    let packages: Vec<Vec<&[Token<'_>]>> = packages.map(|(_, fields)| lists(fields)).collect();
    let ours = packages.iter().find(|fields| first(fields, "name").as_ref().and_then(text) == Some(name))?;
    let version = text(&first(ours, "version")?)?;
    let said = packages.iter().filter_map(|fields| first(fields, "version"));
    Some(said.filter(|said| text(said) == Some(version)).collect())
}

/// What the project is called.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    let tokens = tokens(source);
    values(&lists(&tokens), "name").into_iter().next().and_then(|range| source.text(range))
}

fn tokens<'s>(source: &Source<'s>) -> Vec<Token<'s>> {
    code::tokens(source.body, &SYNTAX).into_iter().filter(|token| *token != Token::End).collect()
}

/// The lists that are in no other, each without its brackets.
fn lists<'t, 's>(tokens: &'t [Token<'s>]) -> Vec<&'t [Token<'s>]> {
    let mut found = Vec::new();
    let mut open = None;
    for (_, first, after) in nested(tokens, "()").filter(|(depth, ..)| *depth == 0) {
        match first {
            Token::Sign('(') => open = Some(after),
            Token::Sign(')') => {
                let inside = |list: &'t [Token<'s>]| list.get(..list.len().checked_sub(after.len())?.checked_sub(1)?);
                found.extend(open.take().and_then(inside));
            }
            _ => {}
        }
    }
    found.extend(open);
    found
}

/// `(key value)` among lists.
fn values(lists: &[&[Token<'_>]], key: &str) -> Vec<Range<usize>> {
    let value = |list: &&[Token<'_>]| match list {
        [word, Token::Word(_, range) | Token::Text(range)] if word.is(key) => Some(range.clone()),
        _ => None,
    };
    lists.iter().filter_map(value).collect()
}

/// `*.opam`: the field `version`. Most have none, and opam takes it from its own list.
pub(in crate::manifest) fn opam(source: &Source<'_>) -> Vec<Occurrence> {
    let said = lines::lines(source.body).find_map(|(start, line)| {
        let value = line.strip_prefix("version:")?.trim_start().strip_prefix('"')?;
        let (text, from) = (value.split('"').next()?, lines::range(start, line, value).start);
        Some(from..from.saturating_add(text.len()))
    });
    said.and_then(|range| Occurrence::at(source, range, Grammar::Numbers(&NUMBERS))).into_iter().collect()
}
