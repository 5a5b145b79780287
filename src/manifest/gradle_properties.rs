//! `gradle.properties`: `version`, which Gradle gives to every project that sets none.

use super::grammar::Grammar;
use super::lines::properties;
use super::site::{Role, Site, Source};

pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    let site = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        (!text.contains('\\')).then_some(Site::new(range, text, Grammar::Loose, Role::Own))
    };
    properties(source.body, "version").into_iter().filter_map(site).collect()
}
