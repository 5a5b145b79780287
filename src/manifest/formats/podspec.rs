//! `*.podspec`: `s.version = "…"`, in Ruby as a gemspec is, and the tag of that version that the source is taken from.

use crate::manifest::formats::gemspec::assigned;
use crate::manifest::formats::ruby::tokens;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code::Token;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    // A subspec has no version; the first is the pod's.
    let Some(own) = assigned(source, "version").into_iter().next() else { return Vec::new() };
    let said = source.body.get(own.clone()).unwrap_or_default();
    let copies = tags(source).into_iter().filter_map(|range| {
        let tag = source.body.get(range.clone())?;
        // `1.2.3`, `v1.2.3`, `name-1.2.3`: CocoaPods would go on with the code of before.
        let start = range.start.checked_add(before_version(tag, said)?.len())?;
        Some(Occurrence::new(start..range.end, said, Grammar::Loose, Role::Copy))
    });
    let copies: Vec<Occurrence> = copies.collect();
    std::iter::once(Occurrence::new(own, said, Grammar::Loose, Role::Own)).chain(copies).collect()
}

/// What stands in a tag before the version that it ends in.
pub(in crate::manifest) fn before_version<'t>(tag: &'t str, said: &str) -> Option<&'t str> {
    tag.strip_suffix(said).filter(|before| !before.ends_with(|last: char| last.is_ascii_digit() || last == '.'))
}

/// `:tag => "…"` and `tag: "…"` with one plain string.
fn tags(source: &Source<'_>) -> Vec<std::ops::Range<usize>> {
    let tokens = tokens(source.body);
    let mut found = Vec::new();
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        if first.is("tag") {
            let given = after.iter().find(|token| !matches!(token, Token::Sign(':' | '=' | '>')));
            if let Some(Token::Text(range)) = given {
                found.push(range.clone());
            }
        }
        rest = after;
    }
    found
}
