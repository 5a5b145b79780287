//! `name(…, version = "…", …)`: where a build file says what it is about in one call.

use std::ops::Range;

use crate::manifest::readers::code::Token;

/// The plain strings given as `key` in calls of `function` at the top of a file; `sign` stands between key and value.
pub(in crate::manifest) fn argument(tokens: &[Token<'_>], function: &str, key: &str, sign: char) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut ours = false;
    let mut begins = true;
    for (depth, first, after) in nested(tokens, BRACKETS) {
        match first {
            Token::Sign(')' | ']' | '}') => ours &= depth > 0,
            word if depth == 0 && begins && word.is(function) => {
                ours = matches!(after, [Token::Sign('('), ..]);
            }
            word if ours && depth == 1 && word.is(key) => {
                let mut value = after.iter().filter(|token| **token != Token::End);
                if value.next().is_some_and(|token| token.is_sign(sign))
                    && let Some(Token::Text(range)) = value.next()
                    && value.next().is_none_or(Token::ends)
                {
                    found.push(range.clone());
                }
            }
            _ => {}
        }
        begins = matches!(first, Token::End);
    }
    found
}

/// Those of most languages.
pub(in crate::manifest) const BRACKETS: &str = "()[]{}";

/// Each token with those behind it, and in how many `brackets` it stands, such as `(){}`: what encloses nothing in a language
/// is any other sign there. A bracket stands outside of what it encloses.
pub(in crate::manifest) fn nested<'t, 's>(
    tokens: &'t [Token<'s>],
    brackets: &'static str,
) -> impl Iterator<Item = (usize, &'t Token<'s>, &'t [Token<'s>])> {
    let (mut depth, mut rest) = (0_usize, tokens);
    std::iter::from_fn(move || {
        let (first, after) = rest.split_first()?;
        rest = after;
        let counts = matches!(first, Token::Sign(sign) if brackets.contains(*sign));
        let outside = match first {
            Token::Sign(')' | ']' | '}') if counts => depth.saturating_sub(1),
            _ => depth,
        };
        let opens = counts && matches!(first, Token::Sign('(' | '[' | '{'));
        depth = if opens { depth.saturating_add(1) } else { outside };
        Some((outside, first, after))
    })
}
