//! `AssemblyInfo.cs`, `SharedVersion.cs` and the like, in C#, Visual Basic and F#: `AssemblyVersion`, `AssemblyFileVersion` and
//! `AssemblyInformationalVersion`, or the constants of the same file that they are given.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::names::base;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

const NUMBERS: Numbers = Numbers {
    fewest: 1,
    most: 4,
    highest: 65_534,
    dash: false,
    whose: "the version of a .NET assembly",
    instead: Some(
        "add an `AssemblyInformationalVersion` with the present version to this file: it takes the whole of the next one, and the numbers follow it",
    ),
};

const SHARP: Syntax = Syntax {
    comment: "//",
    block: Some(("/*", "*/")),
    strings: &[Quote::raw("@\"", "\""), Quote::short("\""), Quote::short("'")],
    computed: &[],
    ruby: false,
    wide: false,
};

const BASIC: Syntax = Syntax { comment: "'", block: None, strings: &[Quote::short("\"")], ..SHARP };

const F: Syntax =
    Syntax { block: Some(("(*", "*)")), strings: &[Quote::raw("@\"", "\""), Quote::short("\"")], ..SHARP };

/// Nobody writes more of one kind into a file.
const MOST: usize = 8;

/// What says the most first.
const NAMES: [&str; 3] = ["AssemblyInformationalVersion", "AssemblyFileVersion", "AssemblyVersion"];

/// Whether a file is called as those are that are kept for this.
pub(in crate::manifest) fn may_be(name: &str) -> bool {
    let Some(stem) = [".cs", ".vb", ".fs"].iter().find_map(|ending| name.strip_suffix(ending)) else {
        return false;
    };
    // What nearly all of them are called.
    if stem == "AssemblyInfo" {
        return true;
    }
    // Most have neither word, and there may be thousands.
    let word = |some: &[u8]| match some {
        [b'i' | b'I', ..] => some.eq_ignore_ascii_case(b"info"),
        [b'v' | b'V', ..] => some.eq_ignore_ascii_case(b"vers"),
        _ => false,
    };
    if !stem.as_bytes().windows(4).any(word) {
        return false;
    }
    let stem = stem.to_ascii_lowercase();
    let has = |part: &str| stem.contains(part);
    (has("assembly") && (has("info") || has("version")))
        || stem.ends_with("version")
        || ["versioninfo", "solutioninfo", "productinfo", "commoninfo", "globalinfo", "sharedinfo"]
            .iter()
            .any(|one| has(one))
}

/// Of attributes that differ the one that says the most tells; the others follow as long as they have its numbers. A fourth
/// one, or `*`, stays as it is: it counts builds.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    source.program.get_or_init(|| find_anew(source)).clone()
}

fn find_anew(source: &Source<'_>) -> Vec<Occurrence> {
    let syntax = match base(source.path).rsplit('.').next() {
        Some("vb") => &BASIC,
        Some("fs") => &F,
        _ => &SHARP,
    };
    // Other code is called so as well, and may be long.
    if !source.body.contains("Assembly") {
        return Vec::new();
    }
    let tokens = code::tokens(source.body, syntax);
    let mut found: Vec<Occurrence> = Vec::new();
    for (which, name) in NAMES.iter().enumerate() {
        for range in given(&tokens, name) {
            if found.iter().any(|known| known.range.start == range.start) {
                continue;
            }
            let text = source.body.get(range.clone()).unwrap_or_default();
            let occurrence = match which {
                0 if numbers(text) == text.len() => Occurrence::new(range, text, Grammar::Loose, Role::Own),
                _ => {
                    let length = numbers(text);
                    let range = range.start..range.start.saturating_add(length);
                    let text = text.get(..length).unwrap_or_default();
                    Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own)
                }
            };
            // What is computed by the compiler, or no version at all, is none of ours.
            if occurrence.text.split('.').count() > 1 && occurrence.grammar.read(&occurrence.text).is_ok() {
                found.push(occurrence);
            }
        }
    }
    let Some(first) = found.first().cloned() else { return found };
    let Ok(version) = first.grammar.read(&first.text) else { return Vec::new() };
    found.retain_mut(|one| {
        if one.range == first.range {
            return true;
        }
        one.role = Role::Copy;
        if one.grammar != Grammar::Loose {
            // Beside what says all of it, numbers say what they can.
            one.grammar = Grammar::Assembly;
        }
        one.grammar.says(&one.text, &version)
    });
    found
}

/// `1.2.3` of `1.2.3.0` and `1.2.3.*`: how long that is. `1.2.*` says no version.
fn numbers(text: &str) -> usize {
    let Some((end, _)) = text.match_indices('.').nth(2) else { return text.len() };
    let (three, fourth) = text.split_at_checked(end).unwrap_or((text, ""));
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fourth = fourth.trim_start_matches('.');
    if three.split('.').all(number) && (fourth == "*" || number(fourth)) { end } else { text.len() }
}

/// The texts that an attribute is given, `[assembly: Name("…")]`, and those of constants of its name.
fn given(tokens: &[Token<'_>], name: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = tokens;
    let mut seen = 0_usize;
    while let [first, after @ ..] = rest {
        let is = first.word().is_some_and(|word| word.strip_suffix("Attribute").unwrap_or(word) == name);
        seen = seen.saturating_add(usize::from(is));
        if seen > MOST {
            break;
        }
        match after {
            [Token::Sign('('), Token::Text(range), Token::Sign(')'), ..] if is => found.push(range.clone()),
            [Token::Sign('='), Token::Text(range), ..] if is => found.push(range.clone()),
            [Token::Sign('('), inside @ ..] if is => {
                let path = inside.iter().take_while(|token| token.word().is_some() || token.is_sign('.'));
                if let Some(constant) = path.filter_map(Token::word).last() {
                    found.extend(assigned(tokens, constant));
                }
            }
            _ => {}
        }
        rest = after;
    }
    found
}

/// `name = "…"`.
fn assigned(tokens: &[Token<'_>], name: &str) -> Option<Range<usize>> {
    tokens.windows(4).find_map(|at| match at {
        [one, Token::Sign('='), Token::Text(range), end] if one.is(name) && end.ends() => Some(range.clone()),
        [one, kind, Token::Sign('='), Token::Text(range)] if one.is(name) && kind.word().is_some() => {
            Some(range.clone())
        }
        _ => None,
    })
}
