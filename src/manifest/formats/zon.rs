//! `build.zig.zon`: the fields `.name` and `.version` of the outermost `.{ … }`.

use std::ops::Range;

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::call::nested;
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const SYNTAX: Syntax = Syntax {
    comment: "//",
    block: None,
    // Of a text of several lines, each begins with two backslashes.
    strings: &[Quote::raw("\\\\", "\n"), Quote::short("\""), Quote::short("'")],
    computed: &[],
    ruby: false,
    wide: false,
};

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let version = |range: Range<usize>| {
        let text = source.body.get(range.clone()).unwrap_or_default().to_string();
        Occurrence::new(range, text, Grammar::Semver, Role::Own)
    };
    field(source, "version").map(version).into_iter().collect()
}

/// The package's name: `.name = .tool` since Zig 0.14, `.name = "tool"` before.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    source.text(field(source, "name")?)
}

/// `.KEY = "…"` or `.KEY = .…`, at the outermost level.
fn field(source: &Source<'_>, key: &str) -> Option<Range<usize>> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let found = nested(&tokens, "{}").filter(|(depth, first, _)| *depth == 1 && first.is_sign('.'));
    found.map(|(.., after)| after).find_map(|after| match after {
        [name, Token::Sign('='), Token::Text(range), end, ..]
        | [name, Token::Sign('='), Token::Sign('.'), Token::Word(_, range), end, ..]
            if name.is(key) && end.ends() =>
        {
            Some(range.clone())
        }
        _ => None,
    })
}
