//! `CMakeLists.txt`: `project(NAME … VERSION 1.2.3 …)`, or the variables of the same file that it names.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const NUMBERS: Numbers = Numbers {
    fewest: 1,
    most: 4,
    highest: u64::MAX,
    dash: false,
    whose: "the version of a CMake project",
    instead: None,
};

const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: Some(("#[[", "]]")),
    strings: &[Quote::raw("[[", "]]"), Quote::raw("[=[", "]=]"), Quote::long("\"")],
    computed: &[],
    ruby: false,
    wide: true,
};

/// Words and signs of a call that are looked at.
const LONGEST: usize = 256;

/// Variables that lead to one another.
const DEEPEST: usize = 3;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let mut occurrences = Vec::new();
    let mut named = None;
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        if first.word().is_some_and(|word| word.eq_ignore_ascii_case("project"))
            && let [Token::Sign('('), arguments @ ..] = after
        {
            let mut arguments = arguments.iter().filter(|token| **token != Token::End).take(LONGEST);
            // The first one is the project's name, even if that is `VERSION`.
            arguments.next();
            let mut inside = arguments.take_while(|token| !token.is_sign(')'));
            if inside.any(|token| token.is("VERSION"))
                && let Some(Token::Word(_, range) | Token::Text(range)) = inside.next()
                && let Some(text) = source.body.get(range.clone())
            {
                if text.contains('$') {
                    named = named.or(Some(text));
                } else {
                    occurrences.push(Occurrence::new(range.clone(), text, Grammar::Numbers(&NUMBERS), Role::Own));
                }
            }
        }
        rest = after;
    }
    if occurrences.is_empty() {
        occurrences.extend(named.and_then(|text| given(source, &tokens, text)));
    }
    occurrences
}

/// Where it is set in the same file what `${X}` says, or `${MAJOR}.${MINOR}.${PATCH}`, one after the other.
fn given<'f>(source: &Source<'f>, tokens: &[Token<'_>], mut text: &'f str) -> Option<Occurrence> {
    for _ in 0..DEEPEST {
        let names: Vec<&str> = text.strip_prefix("${")?.strip_suffix('}')?.split("}.${").collect();
        let (range, grammar) = match names.as_slice() {
            [name] => (set(tokens, name)?, Grammar::Numbers(&NUMBERS)),
            [major, minor, patch] => {
                let (major, minor, patch) = (set(tokens, major)?, set(tokens, minor)?, set(tokens, patch)?);
                if major.end > minor.start || minor.end > patch.start {
                    return None;
                }
                (major.start..patch.end, Grammar::Apart)
            }
            _ => return None,
        };
        text = source.body.get(range.clone())?;
        if !text.starts_with('$') {
            let one = Occurrence::new(range, text, grammar, Role::Own);
            return one.grammar.read(&one.text).is_ok().then_some(one);
        }
    }
    None
}

/// What a name is set to, if it is once.
fn set(tokens: &[Token<'_>], name: &str) -> Option<Range<usize>> {
    let mut found = tokens.windows(4).filter_map(|call| match call {
        [set, Token::Sign('('), one, Token::Word(_, range) | Token::Text(range)]
            if one.is(name) && set.word().is_some_and(|word| word.eq_ignore_ascii_case("set")) =>
        {
            Some(range.clone())
        }
        _ => None,
    });
    found.next().filter(|_| found.next().is_none())
}
