//! `*.cabal` of a Haskell package: the field `version`, in whatever case; and `package.yaml`, which hpack makes that of.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::fields;

const NUMBERS: Numbers = Numbers {
    fewest: 1,
    most: 8,
    highest: u64::MAX,
    dash: false,
    whose: "the version of a Haskell package",
    instead: None,
};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let yaml = source.path.ends_with(".yaml");
    // Other tools have such a file, too.
    if yaml && name(source).is_none() {
        return Vec::new();
    }
    let occurrence = |range: Range<usize>| {
        let said = source.body.get(range.clone())?;
        let said = if yaml { said.split(" #").next()?.trim_end() } else { said };
        let bare = said.strip_prefix(['"', '\'']).filter(|_| yaml).unwrap_or(said);
        let start = range.start.saturating_add(said.len().saturating_sub(bare.len()));
        let text = if bare.len() < said.len() { bare.strip_suffix(['"', '\''])? } else { bare };
        let range = start..start.saturating_add(text.len());
        Some(Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own))
    };
    fields(source.body, "version").into_iter().filter_map(occurrence).collect()
}

pub(in crate::manifest) fn name<'a>(source: &Source<'a>) -> Option<&'a str> {
    source.body.get(fields(source.body, "name").into_iter().next()?)
}
