//! `*.podspec`: `s.version = "…"`, in Ruby as a gemspec is.

use crate::manifest::formats::gemspec::assigned;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let occurrence = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        Some(Occurrence::new(range, text, Grammar::Loose, Role::Own))
    };
    // A subspec has no version; the first is the pod's.
    assigned(source, "version").into_iter().filter_map(occurrence).take(1).collect()
}
