//! `Makefile` of a project that erlang.mk builds: `PROJECT_VERSION`, from which it makes `ebin/*.app`.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::{lines, range};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let said = lines(source.body).find_map(|(start, line)| {
        let value = line.strip_prefix("PROJECT_VERSION")?.trim_start().trim_start_matches(['?', ':']);
        Some(range(start, line, value.strip_prefix('=')?))
    });
    let own = said.and_then(|range| Some((source.body.get(range.clone())?, range)));
    let own = own.map(|(text, range)| Occurrence::new(range, text, Grammar::Loose, Role::Own));
    own.filter(|own| own.grammar.read(&own.text).is_ok()).into_iter().collect()
}
