//! `build.gradle` and `build.gradle.kts`: a `version` that is set at the top, or for all projects.

mod given;

use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::code;
use crate::manifest::readers::code::{Quote, Syntax, Token};

pub(super) use given::is_nobodys;

const SYNTAX: Syntax = Syntax {
    comment: "//",
    block: Some(("/*", "*/")),
    strings: &[Quote::long("\"\"\""), Quote::long("'''"), Quote::short("\""), Quote::short("'")],
    computed: &["$"],
    ruby: false,
    wide: false,
};

/// Words before a bracket in which `version` is what is published.
const PUBLISHED: [&str; 8] = [
    "publishing",
    "publications",
    "create",
    "register",
    "MavenPublication",
    "mavenJava",
    "withType",
    "mavenPublishing",
];
/// So many parts of a call are looked at.
const LONGEST: usize = 32;

/// The top one, or one for all projects. What is published, and what an app shows (`versionName`), follows where it says
/// the same; where there is nothing at the top, it is the version. A name leads to what it is set to in the same file.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let Walked { tokens, top: mut occurrences, inner, given } = walk(source);
    if occurrences.is_empty()
        && let Some(range) = given.and_then(|at| given::place(source, &tokens, at))
        && let Some(text) = source.body.get(range.clone())
    {
        occurrences.push(Occurrence::new(range, text.to_string(), Grammar::Loose, Role::Own));
    }
    let said = occurrences.first().or(inner.first()).map(|own| own.text.clone());
    let same = inner.into_iter().filter(|occurrence| Some(&occurrence.text) == said.as_ref());
    let role = if occurrences.is_empty() { Role::Own } else { Role::Copy };
    occurrences.extend(same.map(|occurrence| Occurrence { role: role.clone(), ..occurrence }));
    occurrences
}

/// The names by which the version is given, where nothing in the file is: properties of Gradle's, it may be.
pub(in crate::manifest) fn names<'f>(source: &Source<'f>) -> Vec<&'f str> {
    walk(source).names(source)
}

/// What the build's catalogue calls the version, where it stands there, with dots between its words.
pub(in crate::manifest) fn in_catalog(source: &Source<'_>) -> Option<String> {
    let Walked { top, given, .. } = walk(source);
    given.filter(|_| top.is_empty()).and_then(|at| given::in_catalog(source, at))
}

/// Whether the version is given by names, and neither git's tags nor whoever builds is asked for it.
pub(in crate::manifest) fn computes(source: &Source<'_>) -> bool {
    let walked = walk(source);
    let names = walked.names(source);
    let asks = names.iter().any(|name| given::OUTSIDE.contains(name));
    let falls_back = walked.given.is_some_and(|at| given::falls_back(source, at));
    !(names.is_empty() || asks || falls_back || given::by_tags(source.body))
}

/// What is met in a file.
struct Walked<'a> {
    tokens: Vec<Token<'a>>,
    /// Versions set at the top or for all projects.
    top: Vec<Occurrence>,
    /// Those of what is published.
    inner: Vec<Occurrence>,
    /// Where it begins what the top is set to, where that is no plain text.
    given: Option<usize>,
}

impl Walked<'_> {
    /// The names by which the version is given, where nothing in the file is.
    fn names<'f>(&self, source: &Source<'f>) -> Vec<&'f str> {
        match self.given {
            Some(at) if self.top.is_empty() && given::place(source, &self.tokens, at).is_none() => {
                given::names(source, at)
            }
            _ => Vec::new(),
        }
    }
}

fn walk<'f>(source: &Source<'f>) -> Walked<'f> {
    let tokens = code::tokens(source.body, &SYNTAX);
    let (mut occurrences, mut inner, mut given) = (Vec::new(), Vec::new(), None);
    // For each open bracket what it and those around it are.
    let mut open: Vec<Within> = Vec::new();
    let mut rest = tokens.as_slice();
    let mut begins = true;
    let mut word = "";
    while let [first, after @ ..] = rest {
        let within = open.last().copied().unwrap_or(Within { top: true, app: true, published: false, other: false });
        let Within { top, app, .. } = within;
        let published = within.published && !within.other;
        let names: &[&str] = match (top, published, app) {
            (true, ..) => &["version"],
            (_, true, _) => &["version"],
            (_, _, true) => &["versionName"],
            _ => &[],
        };
        if begins
            && let Some(range) = names
                .iter()
                .find_map(|name| assigned(rest, name))
                .or_else(|| if published { coordinates(rest) } else { None })
            && let Some(text) = source.body.get(range.clone())
        {
            // JitPack's versions are tags, some with a `v`.
            let occurrence = Occurrence::new(range, text.to_string(), Grammar::Loose, Role::Own).bare(source);
            if top { occurrences.push(occurrence) } else { inner.push(occurrence) }
        } else if begins && top {
            given = given.or_else(|| set(rest));
        }
        match first {
            Token::Sign('{') => open.push(match word {
                "allprojects" | "subprojects" | "afterEvaluate" => within,
                "android" | "defaultConfig" => Within { top: false, ..within },
                name if PUBLISHED.contains(&name) || within.published && name != "pom" => {
                    Within { top: false, app: false, published: true, ..within }
                }
                _ => within.other(),
            }),
            Token::Sign('(' | '[') => open.push(within.other()),
            Token::Sign('}' | ')' | ']') => {
                open.pop();
            }
            Token::Word(name, _) if begins => word = name,
            _ => {}
        }
        begins = matches!(first, Token::End | Token::Sign(';' | '{' | '}'));
        rest = after;
    }
    Walked { tokens, top: occurrences, inner, given }
}

/// The line of the number that counts an app's builds, what it is called, and that number, where the file says the app's version,
/// too.
pub(in crate::manifest) fn code(text: &str) -> Option<(usize, &str, &str)> {
    let (_, name) = [("versionName", "versionCode"), ("VERSION_NAME", "VERSION_CODE")]
        .into_iter()
        .find(|(version, _)| text.contains(version))?;
    text.lines().enumerate().find_map(|(at, line)| {
        let rest = line.trim_start().strip_prefix(name)?;
        let said = rest.trim_start_matches([' ', '\t', '=', '(']);
        let end = said.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(said.len());
        let code = said.get(..end).filter(|code| !code.is_empty() && said.len() < rest.len())?;
        Some((at.saturating_add(1), name, code))
    })
}

/// What a bracket and all around it hold.
#[derive(Debug, Clone, Copy)]
struct Within {
    /// Nothing but what is said of all projects.
    top: bool,
    /// Nothing but that, or of an Android app or library.
    app: bool,
    /// What is published is among it.
    published: bool,
    /// Something else is among it.
    other: bool,
}

impl Within {
    fn other(self) -> Self {
        Self { top: false, app: false, other: true, ..self }
    }
}

/// `version = "…"`, `version "…"`, `project.version = "…"`.
fn assigned(tokens: &[Token<'_>], name: &str) -> Option<std::ops::Range<usize>> {
    match plain(tokens) {
        [Token::Word(word, _), Token::Sign('='), Token::Text(range), end, ..]
        | [Token::Word(word, _), Token::Text(range), end, ..]
            if *word == name && end.ends() =>
        {
            Some(range.clone())
        }
        _ => None,
    }
}

/// `coordinates("group", "name", "…")`, or `version = "…"` in there: what a plugin publishes under.
fn coordinates(tokens: &[Token<'_>]) -> Option<std::ops::Range<usize>> {
    let [Token::Word("coordinates", _), Token::Sign('('), rest @ ..] = tokens else { return None };
    let within = rest.iter().take(LONGEST).filter(|token| **token != Token::End);
    let within: Vec<&Token<'_>> = within.take_while(|token| **token != Token::Sign(')')).collect();
    let mut values = within.split(|token| **token == Token::Sign(','));
    let third = values.clone().nth(2);
    let named = values.find(|value| value.first().is_some_and(|token| token.is("version")));
    match named.or(third)? {
        [Token::Text(range)] | [Token::Word("version", _), Token::Sign('='), Token::Text(range)] => Some(range.clone()),
        _ => None,
    }
}

/// Where it begins what `version = …` or `version …` is set to.
fn set(tokens: &[Token<'_>]) -> Option<usize> {
    match plain(tokens) {
        [Token::Word("version", range), Token::Sign('=') | Token::Word(..) | Token::Computed, ..] => Some(range.end),
        _ => None,
    }
}

/// Without `project.`.
fn plain<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    match tokens {
        [Token::Word("project", _), Token::Sign('.'), rest @ ..] => rest,
        _ => tokens,
    }
}
