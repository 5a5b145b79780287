//! `*.podspec`: `s.version = "…"`, in Ruby as a gemspec is.

use super::gemspec::assigned;
use super::grammar::Grammar;
use super::site::{Role, Site, Source};

pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    let site = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        Some(Site::new(range, text, Grammar::Loose, Role::Own))
    };
    // A subspec has no version; the first is the pod's.
    assigned(source, "version").into_iter().filter_map(site).take(1).collect()
}
