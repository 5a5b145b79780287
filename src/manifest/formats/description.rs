//! `DESCRIPTION` of an R package: the field `Version`. Other files of that name have no field `Package`.

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::fields;

const NUMBERS: Numbers =
    Numbers { fewest: 2, most: 8, highest: u64::MAX, dash: true, whose: "the version of an R package", instead: None };

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    if name(source).is_none() {
        return Vec::new();
    }
    let occurrence = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        Some(Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own))
    };
    fields(source.body, "Version").into_iter().filter_map(occurrence).collect()
}

pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    source.text(fields(source.body, "Package").into_iter().next()?)
}
