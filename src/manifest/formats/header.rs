//! Headers of C and C++, `version.h` and the like: `#define X_MAJOR 1`, `#define X_MINOR 2` and `#define X_PATCH 3`, one after
//! the other, which are put together elsewhere, `#define X_VERSION "1.2.3"`, and the same as one number, `10203`.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::grammar::packed;
use crate::manifest::names::base;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "//",
    block: Some(("/*", "*/")),
    strings: &[Quote::short("\""), Quote::short("'")],
    computed: &[],
    ruby: false,
    wide: false,
};

/// Whether a header is called as those are that are kept for this: `version.h`, `doors-version.hpp`.
pub(in crate::manifest) fn is_kept(path: &str) -> bool {
    base(path).rsplit_once('.').is_some_and(|(stem, _)| stem.to_ascii_lowercase().ends_with("version"))
}

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let defined = tokens.windows(5).filter_map(|line| match line {
        [Token::Sign('#'), define, Token::Word(name, _), value, Token::End] if define.is("define") => {
            Some((*name, value))
        }
        _ => None,
    });
    let defined: Vec<(&str, &Token<'_>)> = defined.collect();
    let number = |parts: &[&str]| {
        let mut found = defined.iter().filter_map(|(name, value)| match value {
            Token::Word(number, range) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                name.split('_').any(|part| parts.contains(&part)).then(|| range.clone())
            }
            _ => None,
        });
        found.next().filter(|_| found.next().is_none())
    };
    // `X_VERSION_IS_RELEASE 0`, `X_VERSION_SUFFIX "dev"`
    let is_unfinished = |(name, value): &(&str, &Token<'_>)| match value {
        Token::Word("0", _) => name.ends_with("IS_RELEASE"),
        Token::Text(range) => {
            let text = source.body.get(range.clone()).unwrap_or_default();
            ["SUFFIX", "PRERELEASE"].iter().any(|end| name.ends_with(end)) && text.contains(char::is_alphanumeric)
        }
        _ => false,
    };
    let occurrence = |range: Range<usize>, grammar| {
        let text = source.body.get(range.clone()).unwrap_or_default().to_string();
        let one = Occurrence::new(range, text, grammar, Role::Own);
        one.grammar.read(&one.text).is_ok().then_some(one)
    };
    let apart = || {
        let (major, patch) = (number(&["MAJOR"])?, number(&["PATCH", "REVISION", "MICRO", "TINY", "BUGFIX"])?);
        number(&["MINOR"]).filter(|minor| major.end < minor.start && minor.end < patch.start)?;
        let grammar = if defined.iter().any(is_unfinished) { Grammar::Unfinished } else { Grammar::Apart };
        occurrence(major.start..patch.end, grammar)
    };
    let of_version = |name: &str| name.split('_').any(|part| matches!(part, "VERSION" | "VERNUM"));
    let texts = defined.iter().filter_map(|(name, value)| match value {
        Token::Text(range) if of_version(name) => Some(range.clone()),
        _ => None,
    });
    let texts = texts.filter_map(|range| occurrence(range, Grammar::Loose));
    let apart = apart();
    let within = apart.as_ref().map_or(0..0, |one| one.range.clone());
    let mut found: Vec<Occurrence> = apart.into_iter().chain(texts).collect();
    let said = found.first().and_then(|one| one.grammar.read(&one.text).ok());
    let as_one = |(name, value): &(&str, &Token<'_>)| {
        let (Token::Word(_, range) | Token::Text(range)) = value else { return None };
        let grammar = Grammar::Packed(packed::of(source.body.get(range.clone())?, said.as_ref())?);
        occurrence(range.clone(), grammar).filter(|_| of_version(name) && !within.contains(&range.start))
    };
    let as_one: Vec<Occurrence> = defined.iter().filter_map(as_one).collect();
    found.extend(as_one);
    found
}
