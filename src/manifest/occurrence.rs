//! What every format answers: where in this text does a version stand, and what is it there for.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use jsonc_parser::ast::Object;
use toml::de::DeTable;

use crate::error::{Error, Result};
use crate::manifest::File;
use crate::manifest::grammar::Grammar;
use crate::manifest::parsed::element::Element;
use crate::manifest::parsed::node::Node;
use crate::manifest::requirement;
use crate::manifest::requirement::{Adapted, Flavour};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::splice::place;
use crate::text::{option, shortened};
use crate::version::Version;

/// Files larger than this are refused before a parser sees them.
pub(super) const LIMIT: usize = 10_000_000;

const BOM: &str = "\u{feff}";

/// What Git LFS leaves in git where a file was (its specification, first line).
const LFS: &str = "version https://git-lfs.github.com/spec/";

/// A file a parser may look at: small enough, text, and without its byte order mark. Parsed at most once, however many trees
/// have it.
#[derive(Clone)]
pub(super) struct Source<'a> {
    pub path: &'a str,
    /// The text after the byte order mark. Ranges of occurrences are ranges of this.
    pub body: &'a str,
    whole: &'a str,
    /// Where `body` begins in the file.
    start: usize,
    pub toml: Rc<OnceCell<Result<DeTable<'a>>>>,
    pub json: Rc<OnceCell<Result<Object<'a>>>>,
    pub xml: Rc<OnceCell<Result<Vec<Element<'a>>>>>,
    pub yaml: Rc<OnceCell<Result<Vec<Node>>>>,
    /// Whether marker comments may be in it.
    pub marked: Rc<OnceCell<bool>>,
    /// What a program in Python or for .NET says by itself.
    pub program: Rc<OnceCell<Vec<Occurrence>>>,
}

impl<'a> Source<'a> {
    pub fn new(file: &'a File) -> Result<Self> {
        if file.text.len() > LIMIT {
            return Err(Error::new(
                "manifest-too-large",
                format!("this file has {} bytes, expected at most {LIMIT}", file.text.len()),
            )
            .at(&file.path)
            .advice("take it out of `manifests`, or keep generated data in another file"));
        }
        let whole = file.text.as_str();
        let body = whole.strip_prefix(BOM).unwrap_or(whole);
        let source = Self::part(&file.path, whole, body, whole.len().saturating_sub(body.len()));
        match source.body.find('\0') {
            None => Ok(source),
            Some(at) => Err(source
                .error("not-text", "found a NUL character, expected a text file", at)
                .advice("check that the file is what its name says, and is saved as UTF-8")),
        }
    }

    fn part(path: &'a str, whole: &'a str, body: &'a str, start: usize) -> Self {
        Self {
            path,
            body,
            whole,
            start,
            toml: Rc::default(),
            json: Rc::default(),
            xml: Rc::default(),
            yaml: Rc::default(),
            marked: Rc::default(),
            program: Rc::default(),
        }
    }

    /// A piece of it on its own: errors name their place in the whole file, ranges are ranges of the piece.
    pub fn piece(&self, range: &Range<usize>) -> Self {
        let body = self.body.get(range.clone()).unwrap_or_default();
        Self::part(self.path, self.whole, body, self.start.saturating_add(range.start))
    }

    /// What stands at a place of the body.
    pub fn text(&self, range: Range<usize>) -> Option<String> {
        self.body.get(range).map(str::to_string)
    }

    /// How many bytes of the file stand before `body`.
    pub fn shift(&self) -> usize {
        self.start
    }

    /// The file as it was given.
    pub fn whole(&self) -> &'a str {
        self.whole
    }

    pub fn place(&self, offset: usize) -> (u32, u32) {
        place(self.whole, offset.saturating_add(self.shift()))
    }

    /// The file is not what its name says: `language` is. A merge conflict that nobody has solved would explain that, and is then
    /// what has to be looked at.
    pub fn malformed(&self, code: &'static str, language: &str, message: &str, offset: usize) -> Error {
        if self.body.starts_with(LFS) {
            return self.error(code, format!("this is not {language}, but a pointer of Git LFS"), 0).advice(
                "keep this file in git: take it out of the patterns of `.gitattributes`, commit and push it as it is",
            );
        }
        match conflict(self.whole) {
            None => self.error(code, format!("this is not {language}: {message}"), offset),
            Some(at) => Error::new(
                code,
                format!("this is not {language}: a merge conflict that nobody has solved begins here"),
            )
            .at(self.path)
            .place(place(self.whole, at))
            .advice("keep one of its sides, take out the lines `<<<<<<<`, `=======` and `>>>>>>>`, commit and push it"),
        }
    }

    pub fn error(&self, code: &'static str, message: impl Into<String>, offset: usize) -> Error {
        Error::new(code, message).at(self.path).place(self.place(offset))
    }
}

/// Files, each as far as it can be looked at at all.
pub(super) type Sources<'f> = BTreeMap<&'f str, Result<Source<'f>>>;

pub(super) fn sources(files: &[File]) -> Sources<'_> {
    files.iter().map(|file| (file.path.as_str(), Source::new(file))).collect()
}

/// Where the first conflict begins that a merge has left in a text.
fn conflict(text: &str) -> Option<usize> {
    let mut at = 0_usize;
    let mut begun = None;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") {
            begun = begun.or(Some(at));
        } else if line.starts_with(">>>>>>> ") && begun.is_some() {
            return begun;
        }
        at = at.saturating_add(line.len());
    }
    None
}

/// What a version is there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// The package's own version.
    Own,
    /// A lock file's copy of a package's own version.
    Copy,
    /// What one of our packages requires of another one, whose version is `old`. `here`: nothing but this tree can meet it.
    Reference { flavour: Flavour, name: String, old: String, here: bool },
    /// The key of an entry in Yarn's lock file: all requirements that lead to the package. Those that packages have which
    /// stay as they are, and of these the ones that others have, too.
    Key { name: String, old: String, staying: BTreeSet<String>, shared: BTreeSet<String> },
}

/// One place that carries a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// Bytes of the body, without quotes.
    pub range: Range<usize>,
    /// What stands there, decoded.
    pub text: String,
    pub grammar: Grammar,
    pub role: Role,
    /// The string literal that it stands in, with its quotes; `None` where only a parser of the whole file can tell.
    pub literal: Option<(Syntax, Range<usize>)>,
    /// It is a requirement of a package that is left as it is wherever that will do.
    pub stays: bool,
}

/// Whose string literals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Toml,
}

/// What an occurrence says before and after.
pub(super) struct Change {
    /// The version in it.
    pub from: String,
    pub to: String,
    /// The text of the whole range afterwards; `None` where it stays as it is.
    pub replacement: Option<String>,
}

impl Occurrence {
    pub fn new(range: Range<usize>, text: impl Into<String>, grammar: Grammar, role: Role) -> Self {
        Self { range, text: text.into(), grammar, role, literal: None, stays: false }
    }

    /// The version of its own that a file has at this place, whether it can be read or not.
    pub fn at(source: &Source<'_>, range: Range<usize>, grammar: Grammar) -> Option<Self> {
        Some(Self::new(range.clone(), source.body.get(range)?, grammar, Role::Own).bare(source))
    }

    /// As [`Occurrence::at`]; `None` where it cannot be read: it is filled in when the file is used.
    pub fn own(source: &Source<'_>, range: Range<usize>, grammar: Grammar) -> Option<Self> {
        Self::at(source, range, grammar).filter(|own| own.grammar.read(&own.text).is_ok())
    }

    /// As it is seen from the file, having been found in a piece of it that begins at `start`.
    #[must_use]
    pub fn moved(mut self, start: usize) -> Self {
        let shift = |range: &Range<usize>| range.start.saturating_add(start)..range.end.saturating_add(start);
        self.range = shift(&self.range);
        self.literal = self.literal.map(|(syntax, range)| (syntax, shift(&range)));
        self
    }

    /// The same place without the `v` of `v1.2.3`, which stays as it is.
    #[must_use]
    pub fn bare(mut self, source: &Source<'_>) -> Self {
        let number =
            self.text.strip_prefix(['v', 'V']).filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
        if let (Some(number), Some(spelled)) = (number, source.body.get(self.range.clone()))
            && spelled == self.text
        {
            self.range.start = self.range.start.saturating_add(1);
            self.text = number.to_string();
        }
        self
    }

    /// The bytes `part` of what it says, alone; `None` where the text up to there is spelled with escapes.
    pub fn part(mut self, source: &Source<'_>, part: Range<usize>) -> Option<Self> {
        let text = self.text.get(part.clone())?.to_string();
        let spelled = source.body.get(self.range.clone())?;
        if spelled.get(..part.end) != self.text.get(..part.end) {
            return None;
        }
        self.range.end = self.range.start.checked_add(part.end)?;
        self.range.start = self.range.start.checked_add(part.start)?;
        self.text = text;
        Some(self)
    }

    /// The version of an `Own` occurrence. Code `invalid-version`, with its place.
    pub fn version(&self, source: &Source<'_>) -> Result<Version> {
        self.grammar.read(&self.text).map_err(|error| {
            error
                .at(source.path)
                .place(source.place(self.range.start))
                .advice("write the version this file should say, or compute it so that the file carries none")
        })
    }

    /// What stands here, for people: pieces that stand apart are put together.
    fn shown(&self, text: &str) -> String {
        match self.grammar {
            Grammar::Apart | Grammar::Unfinished | Grammar::Tagged => {
                self.grammar.read(text).map_or_else(|_| text.to_string(), |version| version.to_string())
            }
            _ => text.to_string(),
        }
    }

    /// What has to happen here so that it says `version`, in the grammar of this occurrence.
    /// `None` for a reference that need not change. Codes `invalid-version`, `version-not-expressible`,
    /// `requirement-excludes-version`.
    pub fn change(&self, source: &Source<'_>, version: &Version) -> Result<Option<Change>> {
        let placed = |mut error: Error| {
            error.message = format!("{}; it says `{}`", error.message, shortened(&self.shown(&self.text)));
            let out = option("manifests", &format!("!{}", source.path));
            let error = error.advice(format!("or leave this file out of it: `{out}` (input `manifests`)"));
            error.at(source.path).place(source.place(self.range.start))
        };
        let to = self.grammar.write(&self.text, version).map_err(placed)?;
        let adapted = match &self.role {
            Role::Reference { flavour, name, old, here } => {
                Some((name, old, requirement::adapt(&self.text, *flavour, old, &to, *here)))
            }
            Role::Key { name, old, staying, shared } => {
                Some((name, old, requirement::yarn_key(&self.text, old, &to, staying, shared)))
            }
            Role::Own | Role::Copy => None,
        };
        let Some((name, old, adapted)) = adapted else {
            // Where nothing stands, a version that is written there may be read as something else.
            if self.range.is_empty() && self.literal.is_none() {
                self.version(source)?;
            }
            return Ok(Some(if self.grammar.says(&self.text, version) {
                let said = self.shown(&self.text);
                Change { from: said.clone(), to: said, replacement: None }
            } else {
                Change { from: self.shown(&self.text), to: self.shown(&to), replacement: Some(to) }
            }));
        };
        match adapted {
            Adapted::Keep => Ok(None),
            Adapted::Says(from) => Ok(Some(Change { to: from.clone(), from, replacement: None })),
            Adapted::Change { from, whole } => Ok(Some(Change { from, to, replacement: Some(whole) })),
            Adapted::Excludes => Err(source
                .error(
                    "requirement-excludes-version",
                    format!("`{}` on `{name}` does not admit `{to}`, expected a requirement that it can meet", shortened(&self.text)),
                    self.range.start,
                )
                .advice(format!("write the requirement on `{name}` so that it admits `{to}`, or as one plain version such as `{old}`, which is then kept up to date"))),
        }
    }
}

/// Beside a version that ours are known to have had, others are somebody else's.
pub fn of_ours(source: &Source<'_>, found: Vec<Occurrence>, known: &[Version]) -> Vec<Occurrence> {
    let ours = |one: &Occurrence| {
        let said = one.version(source).map(|said| said.triple());
        one.role == Role::Own && said.is_ok_and(|said| known.iter().any(|version| version.triple() == said))
    };
    if !found.iter().any(ours) {
        return found;
    }
    found.into_iter().filter(|one| one.role != Role::Own || ours(one)).collect()
}
