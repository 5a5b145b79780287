//! `path:/pattern with (?<version>…)/`: for files that no parser here knows.

use regex::{Regex, RegexBuilder};

use crate::error::{Error, Result};
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::text::shortened;

/// A compiled pattern may take so many bytes; the longest useful ones take a hundredth.
const SIZE: usize = 1_000_000;

/// Every place where the group `version` of a pattern of the user's matches. Codes `invalid-manifests-entry`,
/// `version-not-found`.
pub(in crate::manifest) fn find(source: &Source<'_>, pattern: &str) -> Result<Vec<Occurrence>> {
    let shown = shortened(pattern);
    let regex = compile(pattern).map_err(|why| {
        Error::new("invalid-manifests-entry", format!("`/{shown}/` is no pattern: {why}"))
            .at(source.path)
            .advice("write a regular expression such as `path:/version: (?<version>[0-9.]+)/`; `(?m)` lets `^` and `$` match at lines")
    })?;
    let occurrences = occurrences(source, &regex, Grammar::Either);
    if occurrences.is_empty() {
        return Err(Error::new("version-not-found", format!("`/{shown}/` matches nothing in this file"))
            .at(source.path)
            .advice("correct the pattern in `manifests`; `(?m)` lets `^` and `$` match at lines, and line ends may be `\\r\\n`"));
    }
    Ok(occurrences)
}

/// Every place where the group `version` matches.
pub(in crate::manifest) fn occurrences(source: &Source<'_>, regex: &Regex, grammar: Grammar) -> Vec<Occurrence> {
    let groups = regex.captures_iter(source.body).filter_map(|captures| captures.name("version"));
    let occurrence = |group: regex::Match<'_>| Occurrence::new(group.range(), group.as_str(), grammar, Role::Own);
    groups.map(occurrence).map(|occurrence| occurrence.bare(source)).collect()
}

/// A regular expression with a group `version`; on failure why.
pub(in crate::manifest) fn compile(pattern: &str) -> std::result::Result<Regex, String> {
    let regex = RegexBuilder::new(&ascii(pattern)?).size_limit(SIZE).build().map_err(|error| explain(&error))?;
    if regex.capture_names().flatten().any(|name| name == "version") {
        return Ok(regex);
    }
    Err("it has no group `(?<version>…)` around the version".to_string())
}

/// The classes `\d`, `\s`, `\w` and `\b` as far as ASCII goes: the tables for what they mean beyond are left out, and no
/// version needs them. What cannot do without is refused here, so that every build refuses it.
fn ascii(pattern: &str) -> std::result::Result<String, String> {
    let mut out = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            if letter == '(' && flags(letters.as_str()).contains(['i', 'u']) {
                return Err("upper and lower case are not one here, write both letters, such as `[Vv]`".to_string());
            }
            continue;
        }
        match letters.next() {
            Some('p' | 'P') => {
                return Err("classes of Unicode are not known here, write such as `[0-9]` or `[A-Za-z_]`".to_string());
            }
            Some('d') => out.push_str("[0-9]"),
            Some('D') => out.push_str("[^0-9]"),
            Some('s') => out.push_str("[ \\t\\r\\n\\x0b\\x0c]"),
            Some('S') => out.push_str("[^ \\t\\r\\n\\x0b\\x0c]"),
            Some('w') => out.push_str("[0-9A-Za-z_]"),
            Some('W') => out.push_str("[^0-9A-Za-z_]"),
            Some(bound @ ('b' | 'B')) => {
                out.push_str("(?-u:\\");
                out.push(bound);
                out.push(')');
            }
            other => {
                out.push('\\');
                out.extend(other);
            }
        }
    }
    Ok(out)
}

/// The flags of a group that is about to begin, `(?i)` or `(?i:…)`, and none for any other group.
fn flags(rest: &str) -> &str {
    let Some(flags) = rest.strip_prefix('?') else { return "" };
    let end = flags.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(flags.len());
    let (set, after) = flags.split_at_checked(end).unwrap_or_default();
    if after.starts_with([')', ':', '-']) { set } else { "" }
}

/// The compiler's last line, and what to write instead of what it does not know.
fn explain(error: &regex::Error) -> String {
    let said = error.to_string();
    let reason = said.lines().last().unwrap_or_default().trim();
    let reason = reason.strip_prefix("error: ").unwrap_or(reason);
    if said.contains("look-around") || said.contains("backreference") {
        return format!("{reason}; write what stands around the version as it is, outside of the group");
    }
    reason.to_string()
}
