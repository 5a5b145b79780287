//! What is wrong with a value that came over a boundary, in the words of whoever wrote it: where, what was expected, what
//! was given, and the nearest name. serde says it in the words of Rust's types.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::error::Error;
use crate::strict::FRACTION;
use crate::text::shortened;

/// Longer names are not guessed.
const LONGEST: usize = 80;

/// Why a value is not what was expected; behind a pointer, as [`Error`] is.
#[derive(Debug)]
pub struct Fault(Box<Why>);

#[derive(Debug)]
struct Why {
    /// From the value itself inwards, such as `.run` and `[2]`.
    place: Vec<String>,
    says: String,
    near: Option<String>,
}

impl Fault {
    fn new(says: String) -> Self {
        Self(Box::new(Why { place: Vec::new(), says, near: None }))
    }

    /// The same fault, in a field.
    #[cold]
    #[inline(never)]
    pub(super) fn in_field(mut self, name: &str) -> Self {
        self.0.place.insert(0, format!(".{name}"));
        self
    }

    /// The same fault, in an item of a list.
    #[cold]
    #[inline(never)]
    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.0.place.insert(0, format!("[{index}]"));
        self
    }

    /// As an error of the value called `what`. Codes: `invalid-input`.
    pub(super) fn error(self, what: &str) -> Error {
        let error = Error::new("invalid-input", format!("`{what}{}`: {}", self.0.place.concat(), self.0.says));
        match self.0.near {
            Some(near) => error.advice(format!("did you mean `{near}`?")),
            None => error,
        }
    }

    /// A name that is none of those that are known.
    fn unknown(says: &str, given: &str, known: &'static [&'static str]) -> Self {
        let given = shortened(given);
        let near = nearest(&given, known.iter().copied()).map(str::to_string);
        let says = format!("{says} `{given}`: expected {}", Words(known));
        Self(Box::new(Why { place: Vec::new(), says, near }))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.says)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(given: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {}, got {}", plain(&expected.to_string()), told(&given)))
    }

    fn invalid_value(given: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(given, expected)
    }

    fn unknown_variant(given: &str, known: &'static [&'static str]) -> Self {
        Self::unknown("there is no", given, known)
    }

    fn unknown_field(given: &str, known: &'static [&'static str]) -> Self {
        Self::unknown("there is no field", given, known)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(format!("the field `{name}` is missing"))
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::new(format!("the field `{name}` is there twice"))
    }
}

/// The words that would do.
pub(super) struct Words(pub(super) &'static [&'static str]);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.len() > 1 {
            f.write_str("one of ")?;
        }
        for (index, word) in self.0.iter().enumerate() {
            write!(f, "{}`{word}`", if index == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl Expected for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a type of ours is in JavaScript.
fn plain(expected: &str) -> &str {
    let tagged = expected.starts_with("internally tagged enum");
    match expected {
        _ if tagged => "an object with a `kind`",
        _ if expected.starts_with("struct ") => "an object",
        "a map" => "an object",
        "a sequence" => "a list",
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => "a whole number",
        _ => expected,
    }
}

fn told(given: &Unexpected<'_>) -> String {
    match given {
        Unexpected::Unit | Unexpected::Option => "nothing".to_string(),
        Unexpected::Bool(yes) => format!("`{yes}`"),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Unsigned(number) => format!("the number {number}"),
        Unexpected::Other(said) => (*said).to_string(),
        Unexpected::Str(text) => format!("the string `{}`", shortened(text)),
        Unexpected::Seq => "a list".to_string(),
        Unexpected::Map => "an object".to_string(),
        Unexpected::Float(_) => FRACTION.to_string(),
        _ => "something else".to_string(),
    }
}

/// The name that somebody who typed this may have meant, of those that are known.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = shortened(given);
    // Of hundred thousand names only those are compared that may be near enough.
    let may = |name: &&str| name.len().abs_diff(given.len()) <= most(name) && name.len() <= LONGEST;
    let (away, name) = known.into_iter().filter(may).map(|name| (distance(&given, name), name)).min()?;
    (away <= most(name)).then_some(name)
}

/// How many letters may have to change, for it to be meant.
fn most(name: &str) -> usize {
    (name.len() / 3).clamp(2, 4)
}

/// How many letters have to change; two that changed places count as one. Both are short: a known name, and at most 81
/// letters of what was given.
fn distance(a: &str, b: &str) -> usize {
    let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or_default();
    let b: Vec<char> = b.chars().collect();
    let mut before = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, letter) in a.chars().enumerate() {
        let mut next = vec![i.saturating_add(1)];
        for (j, other) in b.iter().enumerate() {
            let change = at(&row, j).saturating_add(usize::from(letter != *other));
            let longer = at(&row, j.saturating_add(1)).saturating_add(1);
            let left = j.checked_sub(1).filter(|left| last == Some(*other) && b.get(*left) == Some(&letter));
            let swap = left.map_or(change, |left| at(&before, left).saturating_add(usize::from(letter != *other)));
            next.push(change.min(swap).min(longer).min(at(&next, j).saturating_add(1)));
        }
        before = std::mem::replace(&mut row, next);
        last = Some(letter);
    }
    row.last().copied().unwrap_or_default()
}
