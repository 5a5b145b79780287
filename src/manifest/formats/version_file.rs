//! `VERSION` and the like: one line that says the version, and nothing else.

use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Source};
use crate::manifest::readers::lines::{lines, range};

/// What such files are called.
pub(in crate::manifest) const NAMES: [&str; 5] = ["VERSION", "VERSION.txt", "version", "version.txt", ".version"];

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    // RubyGems reads a `-` as `.pre.`: who writes one there means another's version, and so do others whose version it is.
    let of_gem = names.read_by_gems.contains(source.path) && !source.body.contains('-') && names.are_of_gems();
    find_as(source, if of_gem { Grammar::Gem } else { Grammar::Either })
}

/// In the grammar of what reads it.
pub(in crate::manifest) fn find_as(source: &Source<'_>, grammar: Grammar) -> Vec<Occurrence> {
    let mut told = lines(source.body).filter(|(_, line)| !line.trim().is_empty());
    let (Some((start, line)), None) = (told.next(), told.next()) else { return Vec::new() };
    let range = range(start, line, line);
    Occurrence::at(source, range, grammar).into_iter().collect()
}
