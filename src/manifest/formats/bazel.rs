//! `MODULE.bazel`: the `version` of the call `module(…)`.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::call;
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax};

const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: None,
    strings: &[Quote::long("\"\"\""), Quote::long("'''"), Quote::short("\""), Quote::short("'")],
    computed: &[],
    ruby: false,
    wide: false,
};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let text = |range: &Range<usize>| source.body.get(range.clone()).unwrap_or_default().to_string();
    let own = |range: Range<usize>| Occurrence::new(range.clone(), text(&range), Grammar::Loose, Role::Own);
    module(source, "version").into_iter().map(own).collect()
}

pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    source.text(module(source, "name").into_iter().next()?)
}

fn module(source: &Source<'_>, key: &str) -> Vec<Range<usize>> {
    call::argument(&code::tokens(source.body, &SYNTAX), "module", key, '=')
}
