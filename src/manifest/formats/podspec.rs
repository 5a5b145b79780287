//! `*.podspec`: `s.version = "…"`, in Ruby as a gemspec is.

use crate::manifest::formats::gemspec::assigned;
use crate::manifest::grammar::Grammar;
use crate::manifest::site::{Role, Site, Source};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Site> {
    let site = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        Some(Site::new(range, text, Grammar::Loose, Role::Own))
    };
    // A subspec has no version; the first is the pod's.
    assigned(source, "version").into_iter().filter_map(site).take(1).collect()
}
