//! GitHub's filter patterns, such as `v[0-9]+.*`.

use regex::Regex;

/// Whether the patterns of a `tags:` filter let a tag through: the last one that fits it decides. `None`: one cannot be read.
pub(super) fn lets_through(patterns: &[&str], tag: &str) -> Option<bool> {
    let mut through = false;
    for pattern in patterns {
        let (yes, text) = pattern.strip_prefix('!').map_or((true, *pattern), |rest| (false, rest));
        if compiled(text)?.is_match(tag) {
            through = yes;
        }
    }
    Some(through)
}

/// `*` is anything but `/`, `**` anything, `?` and `+` repeat what stands before them, `[]` is a set.
fn compiled(pattern: &str) -> Option<Regex> {
    let mut text = String::from("^");
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '*' if rest.next_if_eq(&'*').is_some() => text.push_str(".*"),
            '*' => text.push_str("[^/]*"),
            '?' | '+' | '[' | ']' => text.push(c),
            '\\' => text.push_str(&regex::escape(&rest.next()?.to_string())),
            // Within a set it is a range.
            '-' => text.push('-'),
            c => text.push_str(&regex::escape(&c.to_string())),
        }
    }
    text.push('$');
    Regex::new(&text).ok()
}
