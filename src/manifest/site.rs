//! What every format answers: where in this text does a version stand, and what is it there for.

use std::cell::OnceCell;
use std::ops::Range;

use jsonc_parser::ast::Object;
use toml_edit::Document;

use super::File;
use super::grammar::Grammar;
use super::requirement::{self, Adapted, Flavour};
use crate::error::{Error, Result};
use crate::splice::place;
use crate::version::Version;

/// Files larger than this are refused before a parser sees them.
pub(super) const LIMIT: usize = 10_000_000;

const BOM: &str = "\u{feff}";

/// A file a parser may look at: small enough, text, and without its byte order mark. Parsed at most once.
pub(super) struct Source<'a> {
    pub path: &'a str,
    /// The text after the byte order mark. Ranges of sites are ranges of this.
    pub body: &'a str,
    whole: &'a str,
    pub toml: OnceCell<Result<Document<&'a str>>>,
    pub json: OnceCell<Result<Object<'a>>>,
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
        let source = Self {
            path: &file.path,
            body: whole.strip_prefix(BOM).unwrap_or(whole),
            whole,
            toml: OnceCell::new(),
            json: OnceCell::new(),
        };
        match source.body.find('\0') {
            None => Ok(source),
            Some(at) => Err(source
                .error("not-text", "found a NUL character, expected a text file", at)
                .advice("check that the file is what its name says, and is saved as UTF-8")),
        }
    }

    /// How many bytes of the file stand before `body`.
    pub fn shift(&self) -> usize {
        self.whole.len().saturating_sub(self.body.len())
    }

    /// The file as it was given.
    pub fn whole(&self) -> &'a str {
        self.whole
    }

    pub fn place(&self, offset: usize) -> (u32, u32) {
        place(self.whole, offset.saturating_add(self.shift()))
    }

    pub fn error(&self, code: &'static str, message: impl Into<String>, offset: usize) -> Error {
        Error::new(code, message).at(self.path).place(self.place(offset))
    }
}

/// What a version is there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// The package's own version.
    Own,
    /// A lock file's copy of a package's own version.
    Copy,
    /// What one of our packages requires of another one, whose version is `old`.
    Reference { flavour: Flavour, name: String, old: String },
}

/// One place that carries a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// Bytes of the body, without quotes.
    pub range: Range<usize>,
    /// What stands there, decoded.
    pub text: String,
    pub grammar: Grammar,
    pub role: Role,
}

/// What a site says before and after.
pub(super) struct Change {
    /// The version in it.
    pub from: String,
    pub to: String,
    /// The text of the whole range afterwards; `None` where it stays as it is.
    pub replacement: Option<String>,
}

impl Site {
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

    /// The version of an `Own` site. Code `invalid-version`, with its place.
    pub fn version(&self, source: &Source<'_>) -> Result<Version> {
        self.grammar.read(&self.text).map_err(|error| {
            error
                .at(source.path)
                .place(source.place(self.range.start))
                .advice("write the version this file should say, or compute it so that the file carries none")
        })
    }

    /// What has to happen here so that it says `version`, in the grammar of this site.
    /// `None` for a reference that need not change. Codes `version-not-expressible`, `requirement-excludes-version`.
    pub fn change(&self, source: &Source<'_>, version: &Version) -> Result<Option<Change>> {
        let placed = |error: Error| error.at(source.path).place(source.place(self.range.start));
        let to = self.grammar.write(&self.text, version).map_err(placed)?;
        let Role::Reference { flavour, name, old } = &self.role else {
            return Ok(Some(if self.grammar.says(&self.text, version) {
                Change { from: self.text.clone(), to: self.text.clone(), replacement: None }
            } else {
                Change { from: self.text.clone(), to: to.clone(), replacement: Some(to) }
            }));
        };
        match requirement::adapt(&self.text, *flavour, old, &to) {
            Adapted::Keep => Ok(None),
            Adapted::Says(from) => Ok(Some(Change { to: from.clone(), from, replacement: None })),
            Adapted::Change { from, whole } => Ok(Some(Change { from, to, replacement: Some(whole) })),
            Adapted::Excludes => Err(source
                .error(
                    "requirement-excludes-version",
                    format!("`{}` on `{name}` does not admit `{to}`, expected one plain version", brief(&self.text)),
                    self.range.start,
                )
                .advice(format!("write the requirement on `{name}` as one plain version such as `{old}`, which is then kept up to date"))),
        }
    }
}

/// A text of the user's, short enough for a sentence.
pub(super) fn brief(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
