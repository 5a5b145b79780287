//! `*.gemspec`: `spec.version = "…"`, the gem's name, and the files it takes its version from.

use crate::manifest::formats::ruby::{ends, tokens};
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, folder, is_below, join};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code::Token;
use crate::manifest::requirement::Flavour;
use crate::ordered::BTreeSet;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let ranges = assigned(source, "version");
    let occurrence = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        Some(Occurrence::new(range, text, Grammar::Gem, Role::Own))
    };
    let mut occurrences: Vec<Occurrence> = ranges.into_iter().filter_map(occurrence).collect();
    occurrences.extend(references(source, names));
    occurrences
}

/// `x.add_dependency "name", "~> 1.2", ">= 1.2.3"` on gems of ours; all that is required of one is one place.
fn references(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let tokens = tokens(source.body);
    let mut occurrences = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let adds = token.word().is_some_and(|word| word.starts_with("add_") && word.ends_with("dependency"));
        let rest = tokens.iter().skip(at.saturating_add(1));
        let mut texts =
            rest.filter(|token| !matches!(token, Token::Sign('(' | '[' | ','))).map_while(|token| match token {
                Token::Text(range) => Some(range.clone()),
                _ => None,
            });
        let name = adds.then(|| texts.next()).flatten().and_then(|range| source.body.get(range));
        let Some((name, old)) = name.and_then(|name| names.gems.get_key_value(name)) else { continue };
        let ranges: Vec<_> = texts.collect();
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { continue };
        let Some(text) = source.body.get(first.start..last.end) else { continue };
        let role = Role::Reference { flavour: Flavour::Gem, name: name.clone(), old: old.clone(), here: false };
        occurrences.push(Occurrence::new(first.start..last.end, text, Grammar::Gem, role));
    }
    occurrences
}

/// The gem's name.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    let given = tokens(source.body).windows(5).find_map(|at| match at {
        [class, Token::Sign('.'), new, Token::Text(range), _]
        | [class, Token::Sign('.'), new, Token::Sign('('), Token::Text(range)] => {
            (class.is("Specification") && new.is("new")).then(|| range.clone())
        }
        _ => None,
    });
    source.text(assigned(source, "name").into_iter().next().or(given)?)
}

/// `x.KEY = "…"` with one plain string.
pub(in crate::manifest) fn assigned(source: &Source<'_>, key: &str) -> Vec<std::ops::Range<usize>> {
    let tokens = tokens(source.body);
    let mut found = Vec::new();
    let mut rest = tokens.as_slice();
    while let [_, after @ ..] = rest {
        if let [Token::Word(..), Token::Sign('.'), name, Token::Sign('='), Token::Text(range), end @ ..] = rest
            && name.is(key)
            && ends(end)
        {
            found.push(range.clone());
        }
        rest = after;
    }
    found
}

/// Whether there is `x.version = …`, or `Specification.new("name", …)`, whatever is given.
pub(in crate::manifest) fn gives_version(source: &Source<'_>) -> bool {
    let given = |six: &[Token<'_>]| match six {
        [class, Token::Sign('.'), new, Token::Sign('('), Token::Text(_), Token::Sign(',')]
        | [class, Token::Sign('.'), new, Token::Text(_), Token::Sign(','), _] => {
            class.is("Specification") && new.is("new")
        }
        [_, Token::Sign('.'), name, Token::Sign('='), ..] => name.is("version"),
        _ => false,
    };
    tokens(source.body).windows(6).any(given)
}

/// The files that may have its version, `read` among them. What lies outside of its folder is another gem's, where it has one
/// of its own.
pub(in crate::manifest) fn version_files(
    source: &Source<'_>,
    read: impl Iterator<Item = String>,
    tracked: &BTreeSet<&str>,
) -> Vec<String> {
    let home = folder(source.path);
    let mut files: Vec<String> = read.chain(files(source)).filter_map(|path| join(home, &path)).collect();
    let own = |path: &String| is_below(path, home);
    if files.iter().any(|path| own(path) && tracked.contains(path.as_str())) {
        files.retain(own);
    }
    files
}

/// The files that a gemspec in the root of its gem reads, whatever they hold: `File.read("VERSION")`. As paths from the gemspec's
/// folder.
pub(in crate::manifest) fn read(source: &Source<'_>) -> Vec<String> {
    behind(source, &["read", "readlines"])
}

/// The paths behind one of these words, on its line.
fn behind(source: &Source<'_>, words: &[&str]) -> Vec<String> {
    let tokens = tokens(source.body);
    let mut files = Vec::new();
    for line in tokens.split(|token| *token == Token::End) {
        // From the gemspec itself, and not from its folder, one up is where it lies.
        let up = if line.iter().any(|token| token.is("__FILE__")) { "../" } else { "" };
        let rest = line.iter().skip_while(|token| !words.iter().any(|word| token.is(word)));
        files.extend(rest.filter_map(|token| match token {
            Token::Text(range) => {
                let path = source.body.get(range.clone())?;
                Some(path.strip_prefix(up).unwrap_or(path).trim_start_matches('/').to_string())
            }
            _ => None,
        }));
    }
    files
}

/// The Ruby files that it takes its version from: `require_relative "lib/x/version"`, or `lib/x/version/constant` by whatever
/// leads there, and by custom `lib/NAME/version.rb`. As paths from the gemspec's folder.
pub(in crate::manifest) fn files(source: &Source<'_>) -> Vec<String> {
    let mut files = Vec::new();
    for path in behind(source, &["require", "require_relative", "load"]) {
        let path = path.strip_suffix(".rb").unwrap_or(&path);
        if path.split('/').any(|part| part.ends_with("version")) {
            files.push(format!("{path}.rb"));
            files.push(format!("lib/{path}.rb"));
        }
    }
    if let Some(name) = name(source) {
        files.push(format!("lib/{}/version.rb", name.replace('-', "/")));
        files.push(format!("lib/{name}/version.rb"));
        files.push(format!("lib/{}/version.rb", name.replace('-', "_")));
    }
    files
}
