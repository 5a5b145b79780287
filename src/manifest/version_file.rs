//! `VERSION` and the like: one line that says the version, and nothing else.

use super::grammar::Grammar;
use super::lines::{lines, range};
use super::site::{Role, Site, Source};

pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    find_as(source, Grammar::Either)
}

/// In the grammar of what reads it.
pub(super) fn find_as(source: &Source<'_>, grammar: Grammar) -> Vec<Site> {
    let mut told = lines(source.body).filter(|(_, line)| !line.trim().is_empty());
    let (Some((start, line)), None) = (told.next(), told.next()) else { return Vec::new() };
    let range = range(start, line, line);
    let text = source.body.get(range.clone()).unwrap_or_default().to_string();
    vec![Site::new(range, text, grammar, Role::Own).bare(source)]
}
