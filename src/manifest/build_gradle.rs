//! `build.gradle` and `build.gradle.kts`: a `version` that is set at the top, or for all projects.

use super::code::{self, Quote, Syntax, Token};
use super::grammar::Grammar;
use super::site::{Role, Site, Source};

const SYNTAX: Syntax = Syntax {
    comment: "//",
    block: Some(("/*", "*/")),
    strings: &[Quote::long("\"\"\""), Quote::long("'''"), Quote::short("\""), Quote::short("'")],
    computed: &["$"],
    ruby: false,
    wide: false,
};

pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let mut sites = Vec::new();
    // For each open bracket, whether what is in it still speaks of the whole project.
    let mut open: Vec<bool> = Vec::new();
    let mut rest = tokens.as_slice();
    let mut begins = true;
    let mut word = "";
    while let [first, after @ ..] = rest {
        let top = open.iter().all(|whole| *whole);
        if begins
            && top
            && let Some(range) = assigned(rest)
            && let Some(text) = source.body.get(range.clone())
        {
            sites.push(Site::new(range, text.to_string(), Grammar::Loose, Role::Own));
        }
        match first {
            Token::Sign('{') => open.push(matches!(word, "allprojects" | "subprojects")),
            Token::Sign('(' | '[') => open.push(false),
            Token::Sign('}' | ')' | ']') => {
                open.pop();
            }
            Token::Word(name, _) if begins => word = name,
            _ => {}
        }
        begins = matches!(first, Token::End | Token::Sign(';' | '{' | '}'));
        rest = after;
    }
    sites
}

/// `version = "…"`, `version "…"`, `project.version = "…"`.
fn assigned(tokens: &[Token<'_>]) -> Option<std::ops::Range<usize>> {
    let tokens = match tokens {
        [Token::Word("project", _), Token::Sign('.'), rest @ ..] => rest,
        _ => tokens,
    };
    match tokens {
        [Token::Word("version", _), Token::Sign('='), Token::Text(range), end, ..]
        | [Token::Word("version", _), Token::Text(range), end, ..]
            if end.ends() =>
        {
            Some(range.clone())
        }
        _ => None,
    }
}
