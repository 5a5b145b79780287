//! `meson.build`: the `version` of the call `project(…)`.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::call;
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax};

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
    let ranges = call::argument(&tokens, "project", "version", ':');
    let text = |range: &std::ops::Range<usize>| source.body.get(range.clone()).unwrap_or_default().to_string();
    ranges.into_iter().map(|range| Occurrence::new(range.clone(), text(&range), Grammar::Loose, Role::Own)).collect()
}
