//! `Makefile`, or the `config.mk` beside it: the one `VERSION = …` in it. With erlang.mk it is `PROJECT_VERSION`, from which
//! `ebin/*.app` is made.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::lines::{lines, range};

/// None where a command says it, or only its first number: Linux has the others beside it.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let said = one(source, "PROJECT_VERSION").or_else(|| one(source, "VERSION"));
    let own = said.and_then(|range| Occurrence::own(source, range, Grammar::Loose));
    own.filter(|own| own.text.contains('.')).into_iter().collect()
}

/// The value of a variable that is set once, where it has one.
fn one(source: &Source<'_>, name: &str) -> Option<Range<usize>> {
    let mut set = lines(source.body).filter_map(|(start, line)| {
        let line = line.split('#').next()?;
        let value = line.strip_prefix(name)?.trim_start().trim_start_matches(['?', ':']).strip_prefix('=')?;
        Some(range(start, line, value))
    });
    set.next().filter(|range| !range.is_empty() && set.next().is_none())
}
