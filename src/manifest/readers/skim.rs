//! Strict JSON in passing: goes into the objects that are asked for and only checks the rest. A lock file has millions of
//! bytes, and a handful of them are ours.

use std::borrow::Cow;
use std::ops::Range;

use crate::error::{Error, Result};
use crate::manifest::occurrence::Source;
use crate::manifest::readers::json;

/// A place in a JSON file, in front of a value or behind one.
pub(in crate::manifest) struct Skim<'s, 'a> {
    source: &'s Source<'a>,
    bytes: &'a [u8],
    at: usize,
    /// A comma may stand behind the last value.
    relaxed: bool,
}

impl<'s, 'a> Skim<'s, 'a> {
    pub fn new(source: &'s Source<'a>) -> Self {
        Self { source, bytes: source.body.as_bytes(), at: 0, relaxed: false }
    }

    /// With a comma behind the last value of a list or an object, as Bun writes them.
    pub fn relaxed(source: &'s Source<'a>) -> Self {
        Self { relaxed: true, ..Self::new(source) }
    }

    /// The whole file, which has to be one object. Code `malformed-json`, and those of `visit`.
    pub fn file(mut self, mut visit: impl FnMut(&mut Self, &str, usize) -> Result<()>) -> Result<()> {
        if !self.is_object() {
            return Err(self.source.error("malformed-json", "expected one object in braces", 0));
        }
        self.fields(&mut visit)?;
        self.blank();
        if self.at < self.bytes.len() { Err(self.expected("the end of the file")) } else { Ok(()) }
    }

    /// Whether the value that comes next is an object.
    pub fn is_object(&mut self) -> bool {
        self.blank();
        self.next() == Some(b'{')
    }

    /// Goes through an object. `visit` gets every key with its place, and may take the value; what it leaves is skipped.
    pub fn object(&mut self, mut visit: impl FnMut(&mut Self, &str, usize) -> Result<()>) -> Result<()> {
        self.fields(&mut visit)
    }

    /// One piece of code for all that visit.
    fn fields(&mut self, visit: &mut dyn FnMut(&mut Self, &str, usize) -> Result<()>) -> Result<()> {
        self.take(b'{', "`{`")?;
        self.blank();
        if self.steps_over(b'}') {
            return Ok(());
        }
        loop {
            let range = self.key()?;
            let value = self.at;
            let raw = self.source.body.get(range.clone()).unwrap_or_default();
            let key = if raw.contains('\\') {
                Cow::Owned(json::decode(raw).unwrap_or_default())
            } else {
                Cow::Borrowed(raw.trim_matches('"'))
            };
            visit(self, &key, range.start)?;
            if self.at == value {
                self.skip()?;
            }
            if self.ends(b'}')? {
                return Ok(());
            }
        }
    }

    /// Whether the value that comes next is a list.
    pub fn is_list(&mut self) -> bool {
        self.blank();
        self.next() == Some(b'[')
    }

    /// Goes through a list. `visit` may take each value; what it leaves is skipped.
    pub fn list(&mut self, mut visit: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.take(b'[', "`[`")?;
        self.blank();
        if self.steps_over(b']') {
            return Ok(());
        }
        loop {
            let value = self.at;
            visit(self)?;
            if self.at == value {
                self.skip()?;
            }
            if self.ends(b']')? {
                return Ok(());
            }
        }
    }

    /// Passes one value, whatever it is, and says where it stands.
    pub fn skip(&mut self) -> Result<Range<usize>> {
        self.blank();
        let start = self.at;
        // What closes the lists and objects that are open; a list of them, because a stack overflow would end everything.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.next() {
                Some(b'"') => self.string()?,
                Some(bracket @ (b'{' | b'[')) => {
                    let close = if bracket == b'{' { b'}' } else { b']' };
                    self.step();
                    self.blank();
                    if !self.steps_over(close) {
                        open.push(close);
                        if close == b'}' {
                            self.key()?;
                        }
                        continue;
                    }
                }
                Some(b'-' | b'0'..=b'9') => self.number()?,
                Some(b't') => self.word("true")?,
                Some(b'f') => self.word("false")?,
                Some(b'n') => self.word("null")?,
                _ => return Err(self.expected("a value")),
            }
            // A value has ended, and with it perhaps what it stands in.
            loop {
                let Some(close) = open.last().copied() else { return Ok(start..self.at) };
                if self.ends(close)? {
                    open.pop();
                    continue;
                }
                if close == b'}' {
                    self.key()?;
                }
                break;
            }
        }
    }

    /// Behind a value: whether what it stands in ends there, by this bracket. Else another value comes.
    fn ends(&mut self, close: u8) -> Result<bool> {
        self.blank();
        if self.steps_over(close) {
            return Ok(true);
        }
        self.take(b',', if close == b'}' { "`,` or `}`" } else { "`,` or `]`" })?;
        self.blank();
        Ok(self.relaxed && self.steps_over(close))
    }

    fn steps_over(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        if is_next {
            self.step();
        }
        is_next
    }

    fn next(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn take(&mut self, byte: u8, what: &str) -> Result<()> {
        if self.steps_over(byte) { Ok(()) } else { Err(self.expected(what)) }
    }

    fn blank(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let stop = rest.iter().position(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        self.at = self.at.saturating_add(stop.unwrap_or(rest.len()));
    }

    /// A key and its colon; where the key stands, with its quotes.
    fn key(&mut self) -> Result<Range<usize>> {
        let start = self.at;
        if self.next() != Some(b'"') {
            return Err(self.expected("a key in double quotes"));
        }
        self.string()?;
        let range = start..self.at;
        self.blank();
        self.take(b':', "`:`")?;
        self.blank();
        Ok(range)
    }

    fn string(&mut self) -> Result<()> {
        self.step();
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            self.at = self.at.saturating_add(plain(rest));
            match self.next() {
                Some(b'"') => {
                    self.step();
                    return Ok(());
                }
                Some(b'\\') => {
                    self.step();
                    match self.next() {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.step(),
                        Some(b'u') => {
                            self.step();
                            for _ in 0..4 {
                                if !self.next().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                                    return Err(self.expected("four hexadecimal digits"));
                                }
                                self.step();
                            }
                        }
                        _ => return Err(self.expected("one of `\"\\/bfnrtu` behind a backslash")),
                    }
                }
                _ => return Err(self.expected("the string to end on its line")),
            }
        }
    }

    fn number(&mut self) -> Result<()> {
        self.steps_over(b'-');
        if !self.steps_over(b'0') {
            self.digits()?;
        }
        if self.steps_over(b'.') {
            self.digits()?;
        }
        if self.steps_over(b'e') || self.steps_over(b'E') {
            let _ = self.steps_over(b'+') || self.steps_over(b'-');
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<()> {
        let start = self.at;
        while self.next().is_some_and(|byte| byte.is_ascii_digit()) {
            self.step();
        }
        if self.at == start { Err(self.expected("a digit")) } else { Ok(()) }
    }

    fn word(&mut self, word: &str) -> Result<()> {
        let end = self.at.saturating_add(word.len());
        if self.bytes.get(self.at..end) != Some(word.as_bytes()) {
            return Err(self.expected("a value"));
        }
        self.at = end;
        Ok(())
    }

    fn expected(&self, what: &str) -> Error {
        self.source.malformed("malformed-json", "JSON", &format!("expected {what}"), self.at)
    }
}

/// How many bytes from here on are part of a string and nothing else: no quote, no backslash, no control character.
///
/// Eight at a time: nine tenths of a lock file are in strings.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    // The high bit of every byte that is below `limit`. Those above the lowest one may be wrong, it never is.
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES.wrapping_mul(limit)) & !word & HIGH;
    let is = |word: u64, byte: u8| below(word ^ ONES.wrapping_mul(u64::from(byte)), 1);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut length = 0_usize;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let stops = is(word, b'"') | is(word, b'\\') | below(word, 0x20);
        if stops != 0 {
            return length.saturating_add((stops.trailing_zeros() / 8) as usize);
        }
        length = length.saturating_add(8);
    }
    let stop = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
    length.saturating_add(stop.unwrap_or(rest.len()))
}
