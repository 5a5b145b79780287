//! `library.properties` of an Arduino library: `version`, beside `name`.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::properties;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    if name(source).is_none() {
        return Vec::new();
    }
    let occurrence = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        Some(Occurrence::new(range, text, Grammar::Loose, Role::Own))
    };
    properties(source.body, "version").into_iter().filter_map(occurrence).collect()
}

pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    source.text(properties(source.body, "name").into_iter().next()?)
}
