//! Ruby files: `VERSION = "…"`, or `STRING = "…"` in a module `Version`.

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: None,
    strings: &[Quote::short("\""), Quote::short("'")],
    computed: &["#{"],
    ruby: true,
    wide: false,
};

pub(in crate::manifest) fn tokens(text: &str) -> Vec<Token<'_>> {
    code::tokens(text, &SYNTAX)
}

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = tokens(source.body);
    let mut occurrences = constants(source, &tokens, "VERSION");
    let module = |pair: &[Token<'_>]| {
        pair.first().is_some_and(|one| one.is("module"))
            && pair.last().is_some_and(|one| one.is("Version") || one.is("VERSION"))
    };
    if occurrences.is_empty() && tokens.windows(2).any(module) {
        occurrences = constants(source, &tokens, "STRING");
    }
    if occurrences.is_empty() {
        occurrences.extend(numbers(source, &tokens));
    }
    occurrences
}

/// `NAME = "…"` with one plain string.
fn constants(source: &Source<'_>, tokens: &[Token<'_>], name: &str) -> Vec<Occurrence> {
    let mut occurrences = Vec::new();
    let mut rest = tokens;
    let mut before = None;
    while let [first, after @ ..] = rest {
        if let [constant, Token::Sign('='), Token::Text(range), end @ ..] = rest
            && constant.is(name)
            && ends(end)
            && before.is_none_or(|before: &Token<'_>| before.ends())
            && let Some(text) = source.body.get(range.clone())
        {
            occurrences.push(Occurrence::new(range.clone(), text.to_string(), Grammar::Gem, Role::Own));
        }
        before = Some(first);
        rest = after;
    }
    occurrences
}

/// `MAJOR = 1`, `MINOR = 2` and `PATCH = 3` (some say `TINY`), one after the other: they are put together elsewhere. All
/// from the first number to the last is one place. A prerelease beside them would have to be put together too.
fn numbers(source: &Source<'_>, tokens: &[Token<'_>]) -> Option<Occurrence> {
    let assigned = |names: &[&str]| {
        let mut found = tokens.windows(4).filter_map(|at| match at {
            [Token::Word(name, _), Token::Sign('='), Token::Word(number, range), end]
                if names.contains(name) && end.ends() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                Some(range.clone())
            }
            _ => None,
        });
        found.next().filter(|_| found.next().is_none())
    };
    let (major, minor, patch) = (assigned(&["MAJOR"])?, assigned(&["MINOR"])?, assigned(&["PATCH", "TINY"])?);
    let pre = |at: &[Token<'_>]| matches!(at, [Token::Word("PRE" | "PRERELEASE", _), Token::Sign('='), value] if !value.is("nil"));
    if major.end > minor.start || minor.end > patch.start || tokens.windows(3).any(pre) {
        return None;
    }
    let range = major.start..patch.end;
    let occurrence = Occurrence::new(range.clone(), source.body.get(range)?, Grammar::Apart, Role::Own);
    occurrence.grammar.read(&occurrence.text).is_ok().then_some(occurrence)
}

/// Whether nothing more is done with a string, but to freeze it.
pub(in crate::manifest) fn ends(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [Token::Sign('.'), freeze, end, ..] => freeze.is("freeze") && end.ends(),
        [end, ..] => end.ends(),
        [] => true,
    }
}
