//! Python files: a top-level `__version__ = "…"`. Nothing else in them is looked at.

use super::python_tokens::{Token, Tokens};
use super::site::{Role, Site, Source};
use crate::error::Result;
use crate::version::Scheme;

/// Words that begin a statement with a body: what follows on the line is not top-level.
const COMPOUND: [&str; 12] =
    ["if", "elif", "else", "for", "while", "try", "except", "finally", "with", "def", "class", "async"];

/// A statement longer than this is no assignment of one string.
const LONGEST: usize = 64;

/// Every top-level assignment of one plain string literal to `__version__`. A computed one is no literal and no site.
pub(super) fn find(source: &Source<'_>) -> Result<Vec<Site>> {
    let mut sites = Vec::new();
    let mut statement = Vec::new();
    let mut skip = false;
    for token in Tokens::new(source.body) {
        match token {
            Token::Line { top } => {
                finish(source, &mut statement, skip, &mut sites);
                skip = !top;
            }
            Token::Semicolon => finish(source, &mut statement, skip, &mut sites),
            _ if skip => {}
            Token::Name(name) if statement.is_empty() && COMPOUND.contains(&name) => skip = true,
            // One more than the longest, so that a long statement cannot look like a short one.
            token if statement.len() <= LONGEST => statement.push(token),
            _ => {}
        }
    }
    finish(source, &mut statement, skip, &mut sites);
    Ok(sites)
}

/// Looks at one whole statement and forgets it.
fn finish(source: &Source<'_>, statement: &mut Vec<Token<'_>>, skip: bool, sites: &mut Vec<Site>) {
    if !skip
        && statement.len() <= LONGEST
        && let Some(range) = assigned(statement)
    {
        let text = source.body.get(range.clone()).unwrap_or_default().to_string();
        sites.push(Site { range, text, scheme: Scheme::Pep440, role: Role::Own });
    }
    statement.clear();
}

/// The range of the string in `__version__ = "…"`, `__version__: str = "…"` or `VERSION = __version__ = "…"`.
fn assigned(statement: &[Token<'_>]) -> Option<std::ops::Range<usize>> {
    let mut parts: Vec<&[Token<'_>]> = statement.split(|token| *token == Token::Assign).collect();
    let value = parts.pop()?;
    let plain = parts.iter().any(|target| matches!(target, [Token::Name("__version__")]));
    let annotated = matches!(parts.as_slice(), [[Token::Name("__version__"), Token::Colon, ..]]);
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
