//! Where a text stops being a version, in words: which part, and the character that is wrong.
//!
//! The parsers say yes or no; this is asked only after a no. A law in `tests/versions` holds both to the same answer.

use crate::version::{LETTERS, PRERELEASES, Scheme, is_space};

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// A phrase such as "unexpected character `x` in the minor number".
    pub what: String,
    /// The character it is about, counted from 1; none where something is missing at the end.
    pub at: Option<usize>,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.at {
            Some(at) => write!(f, "{} (character {at})", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Why `text` is no Semantic Version; nothing where it is one.
pub fn semver(text: &str) -> Option<Fault> {
    let mut scan = Scan::new(text);
    match scan.semver() {
        Ok(()) => None,
        Err(what) => Some(scan.fault(what)),
    }
}

/// Why `text` is no PEP 440 version; nothing where it is one.
pub fn pep440(text: &str) -> Option<Fault> {
    let mut scan = Scan::new(text);
    match scan.pep440() {
        Ok(()) => None,
        Err(what) => Some(scan.fault(what)),
    }
}

const NUMBERS: [&str; 3] = ["major number", "minor number", "patch number"];

/// The words of the other parts of a PEP 440 version; the longer first where one begins another.
const POST: [&str; 3] = ["post", "rev", "r"];
const DEV: [&str; 1] = ["dev"];

struct Scan<'a> {
    text: &'a str,
    rest: &'a str,
}

type Step<T = ()> = Result<T, String>;

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, rest: text }
    }

    fn fault(&self, what: String) -> Fault {
        let read = self.text.len().saturating_sub(self.rest.len());
        let before = self.text.get(..read).unwrap_or_default().chars().count();
        Fault { what, at: (!self.rest.is_empty()).then(|| before.saturating_add(1)) }
    }

    fn semver(&mut self) -> Step {
        if self.text.is_empty() {
            return Err("nothing is there".to_string());
        }
        for (index, name) in NUMBERS.into_iter().enumerate() {
            if index > 0 && !self.take(".") {
                return Err(match self.rest.chars().next() {
                    None | Some('-' | '+') => format!("the {name} is missing"),
                    // `index` is above 0, so there is a number before this one.
                    Some(_) => self.unexpected("in", NUMBERS.get(index.saturating_sub(1)).copied().unwrap_or(name)),
                });
            }
            self.number(name, true)?;
        }
        for (mark, name, padding) in [("-", "prerelease", false), ("+", "build metadata", true)] {
            if self.take(mark) {
                self.identifiers(name, padding)?;
            }
        }
        match self.rest.chars().next() {
            None => Ok(()),
            Some('.') => Err(self.unexpected("after", "patch number")),
            Some(_) => Err(self.unexpected("in", "patch number")),
        }
    }

    /// Digits that are not too many for the grammar; strictly, without padding.
    fn number(&mut self, name: &str, strict: bool) -> Step {
        let greatest = if strict { Scheme::Semver } else { Scheme::Pep440 }.greatest_number();
        let start = self.rest;
        let digits = self.digits();
        let missing = digits.is_empty();
        let fault = if missing {
            match self.rest.chars().next() {
                None | Some('.' | '-' | '+') => format!("the {name} is missing"),
                Some(_) => self.unexpected("in", name),
            }
        } else if strict && digits.len() > 1 && digits.starts_with('0') {
            format!("the {name} has a leading zero")
        } else if digits.parse::<u64>().is_ok_and(|number| number <= greatest) {
            return Ok(());
        } else {
            format!("the {name} is too big: {greatest} is the greatest there is")
        };
        self.rest = start;
        Err(fault)
    }

    /// Dot-separated identifiers of a prerelease or of build metadata.
    fn identifiers(&mut self, name: &str, padding: bool) -> Step {
        loop {
            let start = self.rest;
            let length = self.rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
            let (identifier, rest) = start.split_at_checked(length).unwrap_or((start, ""));
            self.rest = rest;
            let next = rest.chars().next();
            let ends = matches!((next, padding), (None | Some('.'), _) | (Some('+'), false));
            if !ends {
                return Err(self.unexpected("in", name));
            }
            if identifier.is_empty() {
                return Err(format!("the {name} has an empty identifier"));
            }
            let padded = identifier.len() > 1 && identifier.starts_with('0');
            if !padding && padded && identifier.bytes().all(|b| b.is_ascii_digit()) {
                self.rest = start;
                return Err(format!("the {name} has a number with a leading zero, `{identifier}`"));
            }
            if !self.take(".") {
                return Ok(());
            }
        }
    }

    fn pep440(&mut self) -> Step {
        self.rest = self.rest.trim_start_matches(is_space);
        if self.rest.is_empty() {
            return Err("nothing is there".to_string());
        }
        let _ = self.take("v") || self.take("V");
        self.number(NUMBERS[0], false)?;
        if self.take("!") {
            self.number(NUMBERS[0], false)?;
        }
        let mut last = NUMBERS[0].to_string();
        let mut count = 1_usize;
        while self.rest.starts_with('.') && self.rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
            let _ = self.take(".");
            last = NUMBERS.get(count).map_or_else(|| format!("number after the {last}"), ToString::to_string);
            if count > NUMBERS.len() {
                last = "last number".to_string();
            }
            self.number(&last, false)?;
            count = count.saturating_add(1);
        }
        let numbers_end = self.rest;
        if self.part(&[PRERELEASES.as_slice(), &LETTERS].concat(), "prerelease")? {
            last = "prerelease".to_string();
        }
        if self.implicit_post()? || self.part(&POST, "post-release")? {
            last = "post-release".to_string();
        }
        if self.part(&DEV, "development release")? {
            last = "development release".to_string();
        }
        let only_numbers = self.rest.len() == numbers_end.len();
        if self.take("+") {
            last = "local part".to_string();
            self.local()?;
        }
        self.rest = self.rest.trim_start_matches(is_space);
        if self.rest.is_empty() {
            return Ok(());
        }
        // `1.x`: the number that the dot promises is what is wrong, not the dot.
        if only_numbers && self.rest.starts_with('.') {
            let next = NUMBERS.get(count).copied().unwrap_or("last number");
            let _ = self.take(".");
            return Err(match self.rest.chars().next() {
                None | Some('.') => format!("the {next} is missing"),
                Some(_) => self.unexpected("in", next),
            });
        }
        Err(self.unexpected("after", &last))
    }

    /// `-4`, which PEP 440 reads as `.post4`.
    fn implicit_post(&mut self) -> Step<bool> {
        let digit = self.rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if digit {
            let _ = self.take("-");
            self.number("post-release", false)?;
        }
        Ok(digit)
    }

    /// A separator, one of `words` in any case, and maybe a number, which another separator may precede.
    fn part(&mut self, words: &[&str], name: &str) -> Step<bool> {
        let after = self.rest.strip_prefix(['.', '-', '_']).unwrap_or(self.rest);
        let Some(rest) = words.iter().find_map(|word| strip_word(after, word)) else { return Ok(false) };
        // `1.0alfa`: the word is what is wrong, not what follows its first letter.
        let follows = POST.iter().chain(&DEV).any(|word| strip_word(rest, word).is_some());
        if !follows && rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Ok(false);
        }
        // The separator may stand there alone.
        self.rest = rest.strip_prefix(['.', '-', '_']).unwrap_or(rest);
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            let number = self.rest;
            self.number(name, false)?;
            let read = number.strip_suffix(self.rest).unwrap_or(number);
            // The order behind this grammar takes the greatest development number for none at all.
            if name == "development release" && read.parse() == Ok(u64::MAX) {
                self.rest = number;
                return Err(format!("the {name} is too big: expected less than {}", u64::MAX));
            }
        }
        Ok(true)
    }

    fn local(&mut self) -> Step {
        loop {
            let start = self.rest;
            let length = start.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let (segment, rest) = start.split_at_checked(length).unwrap_or((start, ""));
            self.rest = rest;
            if segment.is_empty() {
                return Err(match rest.chars().next() {
                    None => "the local part is missing or ends with a separator".to_string(),
                    Some(_) => self.unexpected("in", "local part"),
                });
            }
            if segment.bytes().all(|b| b.is_ascii_digit()) && segment.parse::<u64>().is_err() {
                self.rest = start;
                return Err(format!("the local part has a number that is too big: expected less than {}", u64::MAX));
            }
            if !(self.take(".") || self.take("-") || self.take("_")) {
                return Ok(());
            }
        }
    }

    fn digits(&mut self) -> &'a str {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        digits
    }

    fn take(&mut self, mark: &str) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn unexpected(&self, place: &str, name: &str) -> String {
        let found = self.rest.chars().next().map(|c| c.escape_debug().to_string()).unwrap_or_default();
        format!("unexpected character `{found}` {place} the {name}")
    }
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}
