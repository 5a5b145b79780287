//! `name(…, version = "…", …)`: where a build file says what it is about in one call.

use std::ops::Range;

use crate::manifest::readers::code::Token;

/// The plain strings given as `key` in calls of `function` at the top of a file; `sign` stands between key and value.
pub(in crate::manifest) fn argument(tokens: &[Token<'_>], function: &str, key: &str, sign: char) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut ours = false;
    let mut rest = tokens;
    let mut begins = true;
    while let [first, after @ ..] = rest {
        match first {
            Token::Sign('(' | '[' | '{') => depth = depth.saturating_add(1),
            Token::Sign(')' | ']' | '}') => {
                depth = depth.saturating_sub(1);
                ours &= depth > 0;
            }
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
        rest = after;
    }
    found
}
