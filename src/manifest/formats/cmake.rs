//! `CMakeLists.txt`: `project(NAME … VERSION 1.2.3 …)`.

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
    computed: &["$"],
    ruby: false,
    wide: true,
};

/// Words and signs of a call that are looked at.
const LONGEST: usize = 256;

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let mut occurrences = Vec::new();
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
                && !text.contains('$')
            {
                let (range, text) = (range.clone(), text.to_string());
                occurrences.push(Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own));
            }
        }
        rest = after;
    }
    occurrences
}
