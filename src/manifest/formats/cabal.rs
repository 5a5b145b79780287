//! `*.cabal` of a Haskell package: the field `version`, in whatever case.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::fields;

const NUMBERS: Numbers = Numbers {
    fewest: 1,
    most: 8,
    highest: u64::MAX,
    dash: false,
    whose: "the version of a Haskell package",
    instead: None,
};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let occurrence = |range: Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        Some(Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own))
    };
    fields(source.body, "version").into_iter().filter_map(occurrence).collect()
}

pub(in crate::manifest) fn name<'a>(source: &Source<'a>) -> Option<&'a str> {
    source.body.get(fields(source.body, "name").into_iter().next()?)
}
