//! `Makefile` of a project that erlang.mk builds: `PROJECT_VERSION`, from which it makes `ebin/*.app`.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::lines::{lines, range};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let said = lines(source.body).find_map(|(start, line)| {
        let value = line.strip_prefix("PROJECT_VERSION")?.trim_start().trim_start_matches(['?', ':']);
        Some(range(start, line, value.strip_prefix('=')?))
    });
    said.and_then(|range| Occurrence::own(source, range, Grammar::Loose)).into_iter().collect()
}
