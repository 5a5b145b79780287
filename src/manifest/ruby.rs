//! Ruby files: `VERSION = "…"`.

use super::code::{self, Quote, Syntax, Token};
use super::gemspec::ends;
use super::grammar::Grammar;
use super::site::{Role, Site, Source};

const SYNTAX: Syntax = Syntax {
    comment: "#",
    block: None,
    strings: &[Quote::short("\""), Quote::short("'")],
    computed: &["#{"],
    ruby: true,
    wide: false,
};

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    code::tokens(text, &SYNTAX)
}

pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    let tokens = tokens(source.body);
    let mut sites = Vec::new();
    let mut rest = tokens.as_slice();
    let mut before = None;
    while let [first, after @ ..] = rest {
        if let [Token::Word("VERSION", _), Token::Sign('='), Token::Text(range), end @ ..] = rest
            && ends(end)
            && before.is_none_or(|before: &Token<'_>| before.ends())
            && let Some(text) = source.body.get(range.clone())
        {
            sites.push(Site::new(range.clone(), text.to_string(), Grammar::Gem, Role::Own));
        }
        before = Some(first);
        rest = after;
    }
    sites
}
