//! `setup.py`: `setup(version="…")`, the variable that is given there, or a `__version__` at the top of the file.

use std::ops::Range;

use crate::manifest::formats::pyproject::python_requires;
use crate::manifest::formats::python;
use crate::manifest::formats::version_file;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, base};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::python_tokens::{Token, Tokens};
use crate::ordered::BTreeMap;

/// As [`find`], and what the package requires of others of ours, wherever that is written.
pub(in crate::manifest) fn find_with(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let mut occurrences = find(source);
    if !names.python.is_empty() {
        let texts = Tokens::new(source.body).filter_map(|token| match token {
            Token::Text(range) => Some((range.start, source.body.get(range)?)),
            _ => None,
        });
        occurrences.extend(texts.filter_map(|(start, text)| python_requires::in_text(text, start, names)));
    }
    occurrences
}

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let mut occurrences = python::find(source);
    for value in arguments(source.body, "version") {
        match value {
            Value::Text(range) => {
                let text = source.body.get(range.clone()).unwrap_or_default().to_string();
                occurrences.push(Occurrence::new(range, text, Grammar::Pep440, Role::Own));
            }
            Value::Name("__version__") => {}
            Value::Name(name) => occurrences.extend(python::find_names(source, &[name])),
            Value::Attribute(_) => {}
        }
    }
    occurrences
}

/// The package's name, where it is given as a plain string.
pub(in crate::manifest) fn name<'a>(source: &Source<'a>) -> Option<&'a str> {
    arguments(source.body, "name").into_iter().find_map(|value| match value {
        Value::Text(range) => source.body.get(range),
        Value::Name(_) | Value::Attribute(_) => None,
    })
}

/// The attribute of a module that is given for the version: `heron.__version__`, or a name that is imported.
pub(in crate::manifest) fn attribute(source: &Source<'_>) -> Option<String> {
    arguments(source.body, "version").into_iter().find_map(|value| match value {
        Value::Attribute(path) => Some(path),
        Value::Name(name) => imported(source, name),
        Value::Text(_) => None,
    })
}

/// So many texts beside each other make a path at most.
const MOST_PARTS: usize = 16;

/// Files that may be opened for the version, where nothing else gives it: run or searched for the `__version__` in them, as in
/// `exec(open(os.path.join(here, "heron", "version.py")).read(), about)`; or there for the version alone (`true`), as in
/// `open("VERSION").read()`. As paths from its folder.
pub(in crate::manifest) fn opened(source: &Source<'_>) -> Vec<(String, bool)> {
    const FOR_IT: [&str; 6] =
        ["version.py", "_version.py", "__version__.py", "__about__.py", "_about.py", "__init__.py"];
    let (mut found, mut parts) = (Vec::new(), Vec::new());
    let (mut runs, mut takes) = (false, false);
    let named = texts_by_name(source);
    for token in Tokens::new(source.body) {
        match token {
            Token::Text(range) => {
                let text = source.body.get(range).unwrap_or_default();
                takes |= text.contains("__version__");
                // It is searched by a pattern with a group.
                runs |= text.contains("__version__") && text.contains('(');
                if parts.len() == MOST_PARTS {
                    parts.clear();
                }
                parts.push(text);
                let alone = version_file::NAMES.contains(&base(text));
                if alone || FOR_IT.contains(&base(text)) {
                    found.push((parts.join("/"), alone));
                }
            }
            Token::Comma => {}
            Token::Name(name) if parts.len() < MOST_PARTS && named.contains_key(name) => {
                parts.extend(named.get(name));
            }
            other => {
                runs |= other == Token::Name("exec");
                parts.clear();
            }
        }
    }
    if attribute(source).is_some() || !find(source).is_empty() {
        return Vec::new();
    }
    found.retain(|(_, alone)| *alone || (runs && takes));
    found
}

/// Names that stand for one plain string: `package = "heron"` at the top, and the parameter of a function that is called with
/// it, as `def get_version(package)` is by `get_version("heron")`.
fn texts_by_name<'a>(source: &Source<'a>) -> BTreeMap<&'a str, &'a str> {
    let tokens: Vec<Token<'a>> = Tokens::new(source.body).collect();
    let text = |range: &Range<usize>| source.body.get(range.clone()).unwrap_or_default();
    let (mut named, mut calls, mut parameters) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for at in tokens.windows(4) {
        match at {
            [Token::Line { top: true }, Token::Name(name), Token::Assign, Token::Text(value)] => {
                named.insert(*name, text(value));
            }
            [Token::Name("def"), Token::Name(function), Token::Open, Token::Name(name)] => {
                parameters.push((*function, *name));
            }
            [Token::Name(function), Token::Open, Token::Text(value), Token::Close] => {
                calls.insert(*function, text(value));
            }
            _ => {}
        }
    }
    for (function, name) in parameters {
        if let Some(value) = calls.get(function).filter(|_| !named.contains_key(name)) {
            named.insert(name, *value);
        }
    }
    named
}

/// `package.module.NAME` of what is imported as `name`.
fn imported(source: &Source<'_>, name: &str) -> Option<String> {
    let mut found = None;
    python::statements(source, |statement| {
        let [Token::Name("from"), rest @ ..] = statement else { return };
        let Some(at) = rest.iter().position(|token| *token == Token::Name("import")) else { return };
        let (module, names) = rest.split_at(at);
        let names: Vec<&Token<'_>> = names.iter().skip(1).collect();
        let split = |token: &&Token<'_>| !matches!(token, Token::Name(_));
        for one in names.split(split) {
            let real = match one {
                [Token::Name(real)] if *real == name => real,
                [Token::Name(real), Token::Name("as"), Token::Name(alias)] if *alias == name => real,
                _ => continue,
            };
            found = dotted(module).map(|module| format!("{module}.{real}"));
        }
    });
    found
}

/// `a.b.c`; a relative one is none of ours.
fn dotted(tokens: &[Token<'_>]) -> Option<String> {
    let mut path = String::new();
    for (place, token) in tokens.iter().enumerate() {
        match token {
            Token::Name(name) if place % 2 == 0 => path.push_str(name),
            Token::Dot if place % 2 == 1 => path.push('.'),
            _ => return None,
        }
    }
    (!path.is_empty() && !path.ends_with('.')).then_some(path)
}

/// The folders that packages are said to be in: `package_dir={"": "lib"}`, `find_packages("lib")`.
pub(in crate::manifest) fn roots<'a>(source: &Source<'a>) -> Vec<&'a str> {
    let tokens: Vec<Token<'a>> = Tokens::new(source.body).collect();
    let text = |range: &Range<usize>| source.body.get(range.clone());
    let mut found = Vec::new();
    for at in tokens.windows(6) {
        match at {
            [
                Token::Name("package_dir"),
                Token::Equals,
                Token::Other,
                Token::Text(key),
                Token::Other,
                Token::Text(root),
            ] if key.is_empty() => {
                found.extend(text(root));
            }
            [Token::Name("find_packages" | "find_namespace_packages"), Token::Open, Token::Text(root), ..]
            | [
                Token::Name("find_packages" | "find_namespace_packages"),
                Token::Open,
                Token::Name("where"),
                Token::Equals,
                Token::Text(root),
                ..,
            ] => {
                found.extend(text(root));
            }
            _ => {}
        }
    }
    found
}

/// The packages that are listed one by one.
pub(in crate::manifest) fn packages<'a>(source: &Source<'a>) -> Vec<&'a str> {
    let tokens: Vec<Token<'a>> = Tokens::new(source.body).collect();
    let start = [Token::Name("packages"), Token::Equals, Token::Other];
    let modules = [Token::Name("py_modules"), Token::Equals, Token::Other];
    let begins = |at: &[Token<'_>]| *at == start || *at == modules;
    let Some(at) = tokens.windows(3).position(begins) else { return Vec::new() };
    let list =
        tokens.iter().skip(at.saturating_add(3)).take_while(|token| matches!(token, Token::Text(_) | Token::Comma));
    let named = list.filter_map(|token| match token {
        Token::Text(range) => source.body.get(range.clone()),
        _ => None,
    });
    named.collect()
}

/// What is given for an argument.
enum Value<'a> {
    /// A plain string.
    Text(Range<usize>),
    /// A variable.
    Name(&'a str),
    /// `module.NAME`.
    Attribute(String),
}

/// `key=value` with brackets around the value; a longer argument says something else.
const LONGEST: usize = 16;

/// The plain strings and variables given as `key` to `setup`.
fn arguments<'a>(text: &'a str, key: &str) -> Vec<Value<'a>> {
    let mut found = Vec::new();
    let mut tokens = Tokens::new(text);
    // The depth inside `setup(`, the argument there so far, and the token before.
    let mut inside: Option<usize> = None;
    let mut argument = Vec::new();
    let mut last = Token::Other;
    while let Some(token) = tokens.next() {
        let depth = tokens.depth();
        match inside {
            None if token == Token::Open && last == Token::Name("setup") => inside = Some(depth),
            None => {}
            // A bracket that closes the call is outside of it already.
            Some(within) if depth < within || (depth == within && token == Token::Comma) => {
                found.extend(given(&argument, key));
                argument.clear();
                if depth < within {
                    inside = None;
                }
            }
            Some(_) if argument.len() <= LONGEST => argument.push(token.clone()),
            Some(_) => {}
        }
        last = token;
    }
    found
}

/// The value of `key=value`, perhaps in brackets.
fn given<'a>(argument: &[Token<'a>], key: &str) -> Option<Value<'a>> {
    let [Token::Name(name), Token::Equals, value @ ..] = argument else { return None };
    let mut value = value;
    while let [Token::Open, inside @ .., Token::Close] = value {
        value = inside;
    }
    match value {
        [Token::Text(range)] if *name == key => Some(Value::Text(range.clone())),
        [Token::Name(variable)] if *name == key => Some(Value::Name(variable)),
        [Token::Name(_), Token::Dot, ..] if *name == key => dotted(value).map(Value::Attribute),
        _ => None,
    }
}
