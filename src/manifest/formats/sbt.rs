//! `version.sbt` and `build.sbt` of Scala: `ThisBuild / version := "…"`, `version in ThisBuild := "…"`, or `version := "…"` at the
//! beginning of a line for the project at the root. Set to a name, it stands where that gets its text in the same file.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "//",
    block: Some(("/*", "*/")),
    strings: &[Quote::raw("\"\"\"", "\"\"\""), Quote::short("\"")],
    computed: &[],
    ruby: false,
    wide: false,
};

/// So many names are looked up in a file.
const MOST_NAMES: u8 = 16;

/// What the whole build says goes before what a project of it says.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let whole = |before: &[Token<'_>]| before.iter().rev().take(2).any(|token| token.is("ThisBuild"));
    let mut build: Vec<Range<usize>> = Vec::new();
    let mut root: Vec<Range<usize>> = Vec::new();
    let mut names = MOST_NAMES;
    for (at, token) in tokens.iter().enumerate() {
        let Token::Word("version", Range { end: own, .. }) = *token else { continue };
        let (before, after) = tokens.split_at(at);
        let after = after.get(1..).unwrap_or_default();
        let (scoped, after) = match after {
            [word, scope, rest @ ..] if word.is("in") && scope.is("ThisBuild") => (true, rest),
            rest => (whole(before), rest),
        };
        let Some(range) = given(&tokens, after, &mut names) else { continue };
        if scoped {
            build.push(range.clone());
        } else if before.last().is_none_or(|last| *last == Token::End) && begins(source.body, own) {
            root.push(range.clone());
        }
    }
    let mut found = if build.is_empty() { root } else { build };
    // One name for several.
    found.dedup();
    let text = |range: &Range<usize>| source.body.get(range.clone()).unwrap_or_default().to_string();
    found.into_iter().map(|range| Occurrence::new(range.clone(), text(&range), Grammar::Loose, Role::Own)).collect()
}

/// The text that is set, or that of the one name it is set to. `"1.2.3" + suffix` is put together.
fn given<'t>(tokens: &'t [Token<'_>], set: &'t [Token<'_>], names: &mut u8) -> Option<&'t Range<usize>> {
    match set {
        [Token::Sign(':'), Token::Sign('='), Token::Text(range), end, ..] if end.ends() => Some(range),
        [Token::Sign(':'), Token::Sign('='), Token::Word(name, _), end, ..] if end.ends() => {
            *names = names.checked_sub(1)?;
            let mut bound = (0..tokens.len()).filter_map(|at| bound(tokens.get(at..)?, name));
            bound.next().filter(|_| bound.next().is_none()).flatten()
        }
        _ => None,
    }
}

/// `val name = "…"` or `def name: String = "…"`; `Some(None)`: something else has the name.
fn bound<'t>(tokens: &'t [Token<'_>], name: &str) -> Option<Option<&'t Range<usize>>> {
    let [kind, own, rest @ ..] = tokens else { return None };
    if !(own.is(name) && (kind.is("val") || kind.is("def") || kind.is("var"))) {
        return None;
    }
    let rest = match rest {
        [Token::Sign(':'), Token::Word(..), rest @ ..] => rest,
        rest => rest,
    };
    let [Token::Sign('='), Token::Text(range), end, ..] = rest else { return Some(None) };
    Some(end.ends().then_some(range))
}

/// Ways by which the version comes from git's tags or from whoever builds: no file has it.
const OUTSIDE: [&str; 8] =
    ["git", "dynver", "sbtdynver", "dynverGitDescribeOutput", "env", "envOrElse", "props", "propOrElse"];

/// Words and signs of an expression that are looked at.
const LONGEST: usize = 256;

/// Whether the version is set to what is no plain text, and neither git's tags nor whoever builds gives it.
pub(in crate::manifest) fn computes(source: &Source<'_>) -> bool {
    let tokens = code::tokens(source.body, &SYNTAX);
    tokens.iter().enumerate().filter(|(_, token)| token.is("version")).any(|(at, _)| {
        let after = tokens.get(at.saturating_add(1)..).unwrap_or_default();
        let after = match after {
            [word, _, rest @ ..] if word.is("in") => rest,
            rest => rest,
        };
        let [Token::Sign(':'), Token::Sign('='), rest @ ..] = after else { return false };
        // What is in brackets goes on over the ends of its lines.
        let mut open = 0_usize;
        let goes_on = |token: &&Token<'_>| {
            match token {
                Token::Sign('{' | '(') => open = open.saturating_add(1),
                Token::Sign('}' | ')') => open = open.saturating_sub(1),
                _ => {}
            }
            open > 0 || **token != Token::End
        };
        let mut said = rest.iter().take(LONGEST).take_while(goes_on);
        let plain = matches!(rest, [Token::Text(_), end, ..] if end.ends());
        !plain && !said.any(|token| OUTSIDE.iter().any(|word| token.is(word)))
    })
}

/// Whether the line that `at` lies in begins with a word: settings of a project are indented.
fn begins(body: &str, at: usize) -> bool {
    let line = body.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    line.starts_with(|first: char| first.is_alphabetic())
}
