//! Python files: a top-level `__version__ = "…"`. In files that are there for the version, and where settings say so,
//! other names do as well.

use super::grammar::Grammar;
use super::names::base;
use super::python_tokens::{Token, Tokens};
use super::site::{Role, Site, Source};

/// Words that begin a statement with a body: what follows on the line is not top-level.
const COMPOUND: [&str; 12] =
    ["if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class", "async"];

/// A statement longer than this is no assignment of one string.
const LONGEST: usize = 64;

/// Files that hold nothing but the version.
const DEVOTED: [&str; 5] = ["version.py", "_version.py", "__version__.py", "__about__.py", "about.py"];

/// What else the version may be called there.
pub(super) const OTHERS: [&str; 3] = ["VERSION", "__VERSION__", "version"];

/// Every top-level assignment of one plain string literal to `__version__`. A computed one is no literal and no site.
pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    let sites = find_names(source, &["__version__"]);
    if sites.is_empty() && DEVOTED.contains(&base(source.path)) {
        return find_first(source, &OTHERS);
    }
    sites
}

/// The assignments to the first of these names that has any.
pub(super) fn find_first(source: &Source<'_>, names: &[&str]) -> Vec<Site> {
    names.iter().map(|name| find_names(source, &[name])).find(|sites| !sites.is_empty()).unwrap_or_default()
}

/// Every top-level assignment of one plain string literal to one of these names.
pub(super) fn find_names(source: &Source<'_>, names: &[&str]) -> Vec<Site> {
    let mut sites = Vec::new();
    let mut statement = Vec::new();
    let mut skip = false;
    for token in Tokens::new(source.body) {
        match token {
            Token::Line { top } => {
                finish(source, &mut statement, skip, names, &mut sites);
                skip = !top;
            }
            Token::Semicolon => finish(source, &mut statement, skip, names, &mut sites),
            _ if skip => {}
            Token::Name(name) if statement.is_empty() && COMPOUND.contains(&name) => skip = true,
            // One more than the longest, so that a long statement cannot look like a short one.
            token if statement.len() <= LONGEST => statement.push(token),
            _ => {}
        }
    }
    finish(source, &mut statement, skip, names, &mut sites);
    sites
}

/// Looks at one whole statement and forgets it.
fn finish(source: &Source<'_>, statement: &mut Vec<Token<'_>>, skip: bool, names: &[&str], sites: &mut Vec<Site>) {
    if !skip
        && statement.len() <= LONGEST
        && let Some(range) = assigned(statement, names)
    {
        let text = source.body.get(range.clone()).unwrap_or_default().to_string();
        sites.push(Site::new(range, text, Grammar::Pep440, Role::Own));
    }
    statement.clear();
}

/// The range of the string in `__version__ = "…"`, `__version__: str = "…"` or `VERSION = __version__ = "…"`.
fn assigned(statement: &[Token<'_>], names: &[&str]) -> Option<std::ops::Range<usize>> {
    let mut parts: Vec<&[Token<'_>]> = statement.split(|token| *token == Token::Assign).collect();
    let value = parts.pop()?;
    let plain = parts.iter().any(|target| matches!(target, [Token::Name(name)] if names.contains(name)));
    let annotated = matches!(parts.as_slice(), [[Token::Name(name), Token::Colon, ..]] if names.contains(name));
    if !plain && !annotated {
        return None;
    }
    let mut value = value;
    while let [Token::Open, inside @ .., Token::Close] = value {
        value = inside;
    }
    match value {
        [Token::Text(range)] => Some(range.clone()),
        _ => None,
    }
}
