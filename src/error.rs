//! What went wrong, said once: a stable code, a sentence, a place, and what to do next.

use borsh::{BorshDeserialize, BorshSerialize};
use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

/// A failure of the core: what is told of it, behind a pointer. All that can fail hands it on, and each place that does would
/// copy all of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(transparent)]
pub struct Error(Box<Failure>);

/// What is told of a failure.
///
/// `code` is kebab-case and stable: scripts branch on it. `message` is lower case, ends without a full stop and puts
/// the user's own text in backticks. `line` and `column` count from 1; a column counts characters, not bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Failure {
    /// Stable name of the cause, such as `no-manifest`.
    pub code: Cow<'static, str>,
    /// One sentence naming the cause and what was expected.
    pub message: String,
    /// The file at fault, as the caller named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Line in `path`, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Character column in that line, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// What the reader can do about it, most useful first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next_steps: Vec<String>,
}

impl Error {
    /// A failure with neither place nor advice yet.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Failure {
            code: Cow::Borrowed(code),
            message: message.into(),
            path: None,
            line: None,
            column: None,
            next_steps: Vec::new(),
        }))
    }

    /// The same failure in other words.
    #[must_use]
    pub fn saying(mut self, message: String) -> Self {
        self.message = message;
        self
    }

    /// All that is told of it.
    #[must_use]
    pub fn told(self) -> Failure {
        *self.0
    }

    /// Names the file at fault.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Names line and column, both from 1.
    #[must_use]
    pub fn place(mut self, (line, column): (u32, u32)) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// Adds one thing the reader can do.
    #[must_use]
    pub fn advice(mut self, step: impl Into<String>) -> Self {
        self.next_steps.push(step.into());
        self
    }
}

impl Deref for Error {
    type Target = Failure;
    fn deref(&self) -> &Failure {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Failure {
        &mut self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path}:")?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// What every function of the core that can fail returns.
pub type Result<T> = std::result::Result<T, Error>;
