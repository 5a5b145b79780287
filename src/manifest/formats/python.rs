//! Python files: a top-level `__version__ = "…"`. In files that are there for the version, and where settings say so,
//! other names do as well.

use crate::manifest::grammar::Grammar;
use crate::manifest::names::base;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::python_tokens::{Token, Tokens};

/// Words that begin a statement with a body: what follows on the line is not top-level.
const COMPOUND: [&str; 12] =
    ["if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class", "async"];

/// A statement longer than this is no assignment of one string.
const LONGEST: usize = 64;

/// Files that hold nothing but the version.
const DEVOTED: [&str; 5] = ["version.py", "_version.py", "__version__.py", "__about__.py", "about.py"];

/// What else the version may be called there.
pub(in crate::manifest) const OTHERS: [&str; 3] = ["VERSION", "__VERSION__", "version"];

/// Every top-level assignment of one plain string literal to `__version__`. A computed one is no literal and no occurrence.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    source.program.get_or_init(|| find_anew(source)).clone()
}

fn find_anew(source: &Source<'_>) -> Vec<Occurrence> {
    let occurrences = find_through(source, &["__version__"]);
    if occurrences.is_empty() && DEVOTED.contains(&base(source.path)) {
        return find_through(source, &OTHERS);
    }
    occurrences
}

/// So many names may lead from one to the next.
const CHAIN: usize = 3;

/// As [`find_first`]; a name that is given another one's value leads there, and three numbers are a version too:
/// `VERSION = (1, 2, 3)` and `__version__ = ".".join(map(str, VERSION))`.
pub(in crate::manifest) fn find_through(source: &Source<'_>, names: &[&str]) -> Vec<Occurrence> {
    let mut names = names.to_vec();
    for _ in 0..CHAIN {
        let occurrences = find_first(source, &names);
        if !occurrences.is_empty() {
            return occurrences;
        }
        let mut tuples = Vec::new();
        let mut next = Vec::new();
        statements(source, |statement| {
            let Some(value) = given(statement, &names) else { return };
            match value {
                [Token::Name(other)] => next.push(*other),
                _ => tuples.extend(numbers(source, value)),
            }
            if value.contains(&Token::Name("join")) {
                let named = value.iter().filter_map(|token| match token {
                    Token::Name(name) if !matches!(*name, "join" | "map" | "str" | "for" | "in") => Some(*name),
                    _ => None,
                });
                next.extend(named);
            }
        });
        if !tuples.is_empty() {
            return tuples;
        }
        if next.is_empty() {
            break;
        }
        names = next;
    }
    Vec::new()
}

/// `1, 2, 3`, perhaps in brackets, and behind it nothing but what says that this is final.
fn numbers(source: &Source<'_>, value: &[Token<'_>]) -> Option<Occurrence> {
    let separates = |token: &Token<'_>| matches!(token, Token::Comma | Token::Other);
    let inside = match value {
        [Token::Open | Token::Other, inside @ .., Token::Close | Token::Other] => inside,
        _ => value,
    };
    let [Token::Number(first), one, Token::Number(_), two, Token::Number(last), rest @ ..] = inside else {
        return None;
    };
    let plain = |token: &Token<'_>| match token {
        Token::Text(range) => matches!(source.body.get(range.clone()), Some("final" | "")),
        Token::Number(range) => source.body.get(range.clone()) == Some("0"),
        other => separates(other),
    };
    if !separates(one) || !separates(two) || !rest.iter().all(plain) {
        return None;
    }
    let range = first.start..last.end;
    let occurrence = Occurrence::new(range.clone(), source.body.get(range)?, Grammar::Apart, Role::Own);
    occurrence.grammar.read(&occurrence.text).is_ok().then_some(occurrence)
}

/// The assignments to the first of these names that has any.
pub(in crate::manifest) fn find_first(source: &Source<'_>, names: &[&str]) -> Vec<Occurrence> {
    names.iter().map(|name| find_names(source, &[name])).find(|occurrences| !occurrences.is_empty()).unwrap_or_default()
}

/// Every top-level assignment of one plain string literal to one of these names, but for those that are lost to something
/// computed below.
pub(in crate::manifest) fn find_names(source: &Source<'_>, names: &[&str]) -> Vec<Occurrence> {
    let mut occurrences = Vec::new();
    let itself = |token: &Token<'_>| matches!(token, Token::Name(name) if names.contains(name));
    statements(source, |statement| {
        if let Some(range) = assigned(statement, names) {
            let text = source.body.get(range.clone()).unwrap_or_default().to_string();
            // `unknown` stands there until a block further down tells what is installed.
            let word = !text.contains(|letter: char| letter.is_ascii_digit());
            if !(word && names.iter().any(|name| is_told_below(source, range.end, name))) {
                occurrences.push(Occurrence::new(range, text, Grammar::Pep440, Role::Own).bare(source));
            }
        } else if given(statement, names).is_some_and(|value| !value.iter().any(itself)) {
            occurrences.clear();
        }
    });
    occurrences
}

/// Whether a block behind this place sets `__version__`: of another name nobody knows what a line that has it is about.
fn is_told_below(source: &Source<'_>, at: usize, name: &str) -> bool {
    let sets = |line: &str| {
        let told = line.trim_start();
        let rest = told.strip_prefix(name).map(str::trim_start).unwrap_or_default();
        told.len() < line.len() && (rest.starts_with(':') || rest.starts_with('=') && !rest.starts_with("=="))
    };
    name == "__version__" && source.body.get(at..).unwrap_or_default().lines().any(sets)
}

/// Every simple statement at the top of the file that is not too long.
pub(in crate::manifest) fn statements<'a>(source: &Source<'a>, mut look: impl FnMut(&[Token<'a>])) {
    let mut statement = Vec::new();
    let mut skip = false;
    let mut finish = |statement: &mut Vec<Token<'a>>, skip: bool| {
        if !skip && statement.len() <= LONGEST {
            look(statement);
        }
        statement.clear();
    };
    for token in Tokens::new(source.body) {
        match token {
            Token::Line { top } => {
                finish(&mut statement, skip);
                skip = !top;
            }
            Token::Semicolon => finish(&mut statement, skip),
            _ if skip => {}
            Token::Name(name) if statement.is_empty() && COMPOUND.contains(&name) => skip = true,
            // One more than the longest, so that a long statement cannot look like a short one.
            token if statement.len() <= LONGEST => statement.push(token),
            _ => {}
        }
    }
    finish(&mut statement, skip);
}

/// The range of the string in `__version__ = "…"`, `__version__: str = "…"` or `VERSION = __version__ = "…"`.
fn assigned(statement: &[Token<'_>], names: &[&str]) -> Option<std::ops::Range<usize>> {
    let mut value = given(statement, names)?;
    while let [Token::Open, inside @ .., Token::Close] = value {
        value = inside;
    }
    match value {
        [Token::Text(range)] => Some(range.clone()),
        _ => None,
    }
}

/// What is assigned to one of these names.
fn given<'s, 'a>(statement: &'s [Token<'a>], names: &[&str]) -> Option<&'s [Token<'a>]> {
    let mut parts: Vec<&[Token<'_>]> = statement.split(|token| *token == Token::Assign).collect();
    let value = parts.pop()?;
    let plain = parts.iter().any(|target| matches!(target, [Token::Name(name)] if names.contains(name)));
    let annotated = matches!(parts.as_slice(), [[Token::Name(name), Token::Colon, ..]] if names.contains(name));
    if !plain && !annotated {
        return None;
    }
    Some(value)
}
