//! A `version` that is no plain text: by which names it is given, and where these are set in the same file.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, is_dotted};
use crate::manifest::occurrence::Source;
use crate::manifest::readers::code::Token;

/// Words that lead to a name, or say nothing of where it is from.
const WAYS: [&str; 22] = [
    "project",
    "rootProject",
    "ext",
    "extra",
    "property",
    "findProperty",
    "hasProperty",
    "getProperty",
    "providers",
    "gradleProperty",
    "get",
    "getOrElse",
    "orElse",
    "toString",
    "String",
    "as",
    "if",
    "else",
    "null",
    "version",
    "trim",
    "properties",
];

/// What whoever builds gives: no file has it.
pub(super) const OUTSIDE: [&str; 4] = ["System", "getenv", "environmentVariable", "env"];

/// What plugins and functions are called that take versions from git's tags.
const TAGS: [&str; 12] = [
    "describe",
    "git-version",
    "gitversion",
    "axion",
    "nebula",
    "reckon",
    "jgitver",
    "scmversion",
    "grgit",
    "versioning",
    "shipkit",
    "semver",
];

/// Nobody gives a version by more names.
const MOST: usize = 64;

/// Whether a build takes its version from git's tags, as far as its words tell.
pub(super) fn by_tags(body: &str) -> bool {
    let body = body.to_ascii_lowercase();
    TAGS.iter().any(|word| body.contains(word))
}

/// What stands from `at` to the end of the line.
fn expression<'b>(source: &Source<'b>, at: usize) -> &'b str {
    let line = source.body.get(at..).and_then(|rest| rest.split(['\n', '\r']).next());
    line.and_then(|line| line.split("//").next()).unwrap_or_default()
}

/// The names in that, but for those that only lead to others.
pub(super) fn names<'b>(source: &Source<'b>, at: usize) -> Vec<&'b str> {
    let words = expression(source, at).split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let name = |word: &&str| word.starts_with(|first: char| first.is_ascii_alphabetic()) && !WAYS.contains(word);
    words.filter(name).take(MOST).collect()
}

/// `doors.core` of `libs.versions.doors.core.get()`, and nothing around it.
pub(super) fn in_catalog(source: &Source<'_>, at: usize) -> Option<String> {
    let said = expression(source, at).trim_start_matches([' ', '=', '\t']).trim_end();
    let said = said.strip_prefix("rootProject.").unwrap_or(said).strip_prefix("libs.versions.")?;
    let name = said.strip_suffix(".toString()").unwrap_or(said).strip_suffix(".get()")?;
    let name = name.strip_suffix(".asProvider()").unwrap_or(name);
    let word = |letter: char| letter.is_ascii_alphanumeric() || letter == '.';
    (!name.is_empty() && name.chars().all(word)).then(|| name.to_string())
}

/// The one text that gives it: what one of the names is set to, or what stands there itself.
pub(super) fn place(source: &Source<'_>, tokens: &[Token<'_>], at: usize) -> Option<Range<usize>> {
    let range = at..at.saturating_add(expression(source, at).len());
    let names = names(source, at);
    let is_version = |range: &Range<usize>| is_dotted(source.body.get(range.clone()).unwrap_or_default());
    let set = |window: &[Token<'_>]| match window {
        [Token::Word(name, _), Token::Sign('='), Token::Text(text), end] if end.ends() && names.contains(name) => {
            Some(text.clone())
        }
        _ => None,
    };
    let mut known: Vec<Range<usize>> = tokens.windows(4).filter_map(set).filter(is_version).collect();
    if known.is_empty() {
        let there = |token: &Token<'_>| match token {
            Token::Text(text) if range.contains(&text.start) => Some(text.clone()),
            _ => None,
        };
        let falls_back = falls_back(source, at);
        known = tokens.iter().filter_map(there).filter(is_version).filter(|_| !falls_back).collect();
    }
    match known.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Whether it is what nothing is released as, unless whoever builds gives another: no file has the version.
pub(super) fn falls_back(source: &Source<'_>, at: usize) -> bool {
    let code = expression(source, at);
    let words = || code.split(|letter: char| letter.is_whitespace() || matches!(letter, '\'' | '"' | '(' | ')' | ','));
    let open = code.contains('?') || words().any(|word| matches!(word, "if" | "else")) || code.contains("rElse(");
    let unreleased = |word: &str| {
        Grammar::Loose.read(word).is_ok_and(|version| version.is_development() || version.is_placeholder())
    };
    open && words().any(|word| is_nobodys(word) || unreleased(word))
}

/// What a build is called that nobody releases.
pub(in crate::manifest::formats) fn is_nobodys(word: &str) -> bool {
    ["unspecified", "dev", "snapshot", "local"].iter().any(|one| one.eq_ignore_ascii_case(word))
}
