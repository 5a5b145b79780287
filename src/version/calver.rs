//! Calendar versions: numbers that come from the day of the release, and counters beside them.
//!
//! A calendar version is written in its project's grammar like any other. What the calendar adds is how the numbers go
//! up, and their padding: `26.02.3` is SemVer's and PEP 440's `26.2.3`.

use crate::error::{Error, Result};
use crate::text::shortened;
use crate::version::Version;
use crate::version::date::Date;

/// One token of a format, as calver.org names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Year {
        full: bool,
        padded: bool,
    },
    Month {
        padded: bool,
    },
    Week {
        padded: bool,
    },
    Day {
        padded: bool,
    },
    /// And the number it begins with.
    Counter(Counter, u64),
}

/// A number that people raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Counter {
    Major,
    Minor,
    Micro,
}

const TOKENS: [(&str, Token); 13] = [
    ("YYYY", Token::Year { full: true, padded: false }),
    ("YY", Token::Year { full: false, padded: false }),
    ("0Y", Token::Year { full: false, padded: true }),
    ("MM", Token::Month { padded: false }),
    ("0M", Token::Month { padded: true }),
    ("WW", Token::Week { padded: false }),
    ("0W", Token::Week { padded: true }),
    ("DD", Token::Day { padded: false }),
    ("0D", Token::Day { padded: true }),
    ("MAJOR", Token::Counter(Counter::Major, 0)),
    ("MINOR", Token::Counter(Counter::Minor, 0)),
    // The longer name first.
    ("MICRO1", Token::Counter(Counter::Micro, 1)),
    ("MICRO", Token::Counter(Counter::Micro, 0)),
];

impl Token {
    /// Years before months before days; a week takes the place of both month and day.
    fn rank(self) -> u32 {
        match self {
            Self::Year { .. } => 0,
            Self::Month { .. } => 1,
            Self::Week { .. } | Self::Day { .. } => 2,
            Self::Counter(..) => 3,
        }
    }

    fn padded(self) -> bool {
        match self {
            Self::Year { padded, .. } | Self::Month { padded } | Self::Week { padded } | Self::Day { padded } => padded,
            Self::Counter(..) => false,
        }
    }
}

/// A calendar format such as `YYYY.MM.MICRO`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    text: String,
    /// One list for each number. A list of several tokens is one number: `YYYY0M0D`.
    numbers: Vec<Vec<Token>>,
}

impl Format {
    /// Reads a format: numbers between dots, each one token, or several that make one number. Codes:
    /// `invalid-calver-format`.
    pub fn parse(text: &str) -> Result<Self> {
        let refused = |why: String| {
            Error::new("invalid-calver-format", format!("calendar format `{}` {why}", shortened(text)))
                .advice("use a format such as `YYYY.MM.MICRO`, `YY.0M.MICRO` or `YYYY.MINOR.MICRO`")
        };
        let mut numbers = Vec::new();
        for part in text.split('.').take(16) {
            numbers.push(tokens(part).map_err(refused)?);
        }
        let format = Self { text: text.to_string(), numbers };
        match format.fault() {
            None => Ok(format),
            Some(why) => Err(refused(why)),
        }
    }

    /// The format as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why versions of this format could go back, or be none.
    fn fault(&self) -> Option<String> {
        if self.numbers.len() < 2 {
            return Some("has one number: expected at least two, since a tag such as `v2026` is one that moves".into());
        }
        let all: Vec<Token> = self.numbers.iter().flatten().copied().collect();
        let calendar: Vec<u32> = all.iter().map(|token| token.rank()).filter(|rank| *rank < 3).collect();
        if calendar.first() != Some(&0) {
            return Some("has no year before its other dates: without one its versions would go back".into());
        }
        if !calendar.is_sorted_by(|a, b| a < b) {
            return Some("has a date twice or out of order: expected year, month and day, or year and week".into());
        }
        let month = calendar.contains(&1);
        let week = self.has_week();
        if week && month {
            return Some("has a week beside a month: expected one of them".into());
        }
        if calendar.contains(&2) && !week && !month {
            return Some("has a day and no month".into());
        }
        let counters = all.iter().filter_map(|token| match token {
            Token::Counter(counter, _) => Some(*counter),
            _ => None,
        });
        if !counters.is_sorted_by(|a, b| a < b) {
            return Some("has a counter twice or out of order: expected MAJOR, MINOR, MICRO".into());
        }
        None
    }

    fn has_week(&self) -> bool {
        self.numbers.iter().flatten().any(|token| matches!(token, Token::Week { .. }))
    }

    /// The day's numbers, in the format's places; nothing where a counter stands.
    fn of_day(&self, day: Date) -> Result<Vec<Option<u64>>> {
        let (week_year, week) = day.week();
        let year = if self.has_week() { week_year } else { day.year() };
        let short = year.checked_sub(2000);
        let number = |tokens: &[Token]| -> Option<String> {
            let mut digits = String::new();
            for token in tokens {
                digits.push_str(&match token {
                    Token::Year { full: true, .. } => year.to_string(),
                    Token::Year { padded, .. } => two(short.unwrap_or_default(), *padded),
                    Token::Month { padded } => two(day.month(), *padded),
                    Token::Week { padded } => two(week, *padded),
                    Token::Day { padded } => two(day.day(), *padded),
                    Token::Counter(..) => return None,
                });
            }
            Some(digits)
        };
        let needs_short = self.numbers.iter().flatten().any(|token| matches!(token, Token::Year { full: false, .. }));
        if needs_short && short.is_none() {
            return Err(Error::new(
                "invalid-date",
                format!("`{}` counts years from 2000, and the date is in {year}", self.text),
            ));
        }
        Ok(self.numbers.iter().map(|tokens| number(tokens).and_then(|digits| digits.parse().ok())).collect())
    }

    /// The place of the counter that a part of this size raises: its own, else a smaller one, else a greater one.
    fn counter(&self, size: Size) -> Option<usize> {
        use Counter::{Major, Micro, Minor};
        let order = match size {
            Size::Major => [Major, Minor, Micro],
            Size::Minor => [Minor, Micro, Major],
            Size::Patch => [Micro, Minor, Major],
        };
        let is = |tokens: &[Token], counter| matches!(tokens.first(), Some(Token::Counter(own, _)) if *own == counter);
        order.into_iter().find_map(|counter| self.numbers.iter().position(|tokens| is(tokens, counter)))
    }

    /// What the counter in a place begins with.
    fn first(&self, place: usize) -> u64 {
        match self.numbers.get(place).and_then(|tokens| tokens.first()) {
            Some(Token::Counter(_, first)) => *first,
            _ => 0,
        }
    }

    /// The numbers of the release after `current`, on `day`.
    ///
    /// A calendar that has moved on sets its numbers and starts the counters behind them again. One that stands still (or
    /// a clock that is behind) leaves them, and a counter goes up. `settled` says whether `current` was released itself:
    /// an unreleased one, such as a prerelease's own release, is answer enough. Codes: `no-counter`, `version-overflow`,
    /// `invalid-date`.
    pub(crate) fn after(&self, current: &[u64], day: Date, size: Size, settled: bool) -> Result<Vec<u64>> {
        let today = self.of_day(day)?;
        let old = |place: usize| current.get(place).copied().unwrap_or(0);
        let differs =
            |(place, new): (usize, &Option<u64>)| new.filter(|new| *new != old(place)).map(|new| (place, new));
        let moved = today.iter().enumerate().find_map(differs).filter(|(place, new)| *new > old(*place));
        let counter = self.counter(size);
        let from = |start: usize, first: u64| -> Vec<u64> {
            let number = |(place, today): (usize, &Option<u64>)| match place.cmp(&start) {
                std::cmp::Ordering::Less => old(place),
                std::cmp::Ordering::Equal => first,
                std::cmp::Ordering::Greater => today.unwrap_or_else(|| self.first(place)),
            };
            today.iter().enumerate().map(number).collect()
        };
        if let Some((place, new)) = moved
            && counter.is_none_or(|counter| counter > place)
        {
            return Ok(from(place, new));
        }
        if !settled
            && counter
                .is_none_or(|counter| (counter.saturating_add(1)..today.len()).all(|at| old(at) <= self.first(at)))
        {
            return Ok((0..today.len()).map(old).collect());
        }
        let Some(place) = counter else {
            return Err(Error::new(
                "no-counter",
                format!("`{}` has no counter, and its version of this date is already there", self.text),
            )
            .advice("wait for the next date, or add a counter to the format, such as `MICRO`"));
        };
        match old(place).checked_add(1) {
            Some(raised) => Ok(from(place, raised)),
            None => {
                let said: Vec<String> = current.iter().map(ToString::to_string).collect();
                Err(crate::version::overflow(&format!("number {}", place.saturating_add(1)), &said.join("."), u64::MAX))
            }
        }
    }

    /// Whether the calendar has moved on since `current`.
    pub(crate) fn is_past(&self, current: &[u64], day: Date) -> Result<bool> {
        let old = |place: usize| current.get(place).copied().unwrap_or(0);
        let today = self.of_day(day)?;
        let mut dates = today.iter().enumerate().filter_map(|(place, new)| new.map(|new| new.cmp(&old(place))));
        Ok(dates.find(|order| order.is_ne()).is_some_and(std::cmp::Ordering::is_gt))
    }

    /// The version in this format's padding: `26.2.3` as `26.02.3` under `YY.0M.MICRO`. Whatever has more numbers than
    /// the format stays as it is.
    pub fn spell(&self, version: &Version) -> String {
        let numbers = version.numbers();
        if numbers.iter().skip(self.numbers.len()).any(|number| *number != 0) {
            return version.to_string();
        }
        let spelled = self.numbers.iter().enumerate().map(|(place, tokens)| {
            let number = numbers.get(place).copied().unwrap_or(0);
            let width =
                if tokens.first().is_some_and(|token| token.padded()) { tokens.len().saturating_mul(2) } else { 0 };
            format!("{number:0width$}")
        });
        version.with_spelled_numbers(&spelled.collect::<Vec<_>>().join("."))
    }

    /// How many numbers a version of this format has.
    pub fn numbers(&self) -> usize {
        self.numbers.len()
    }
}

/// How big a change is, as far as the calendar asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    Patch,
    Minor,
    Major,
}

fn two(number: u32, padded: bool) -> String {
    if padded { format!("{number:02}") } else { number.to_string() }
}

/// The tokens of one number.
fn tokens(part: &str) -> std::result::Result<Vec<Token>, String> {
    let mut rest = part;
    let mut found = Vec::new();
    while !rest.is_empty() {
        // `YYYY` stands before `YY` in the table, so the longest wins.
        let Some((token, after)) =
            TOKENS.iter().find_map(|(name, token)| rest.strip_prefix(name).map(|after| (*token, after)))
        else {
            let names: Vec<String> = TOKENS.iter().map(|(name, _)| format!("`{name}`")).collect();
            return Err(format!("has `{}`, which is no token: expected {}", shortened(rest), names.join(", ")));
        };
        found.push(token);
        rest = after;
    }
    if found.is_empty() {
        return Err("has an empty number: expected a token on both sides of each dot".to_string());
    }
    let joined = found.len() > 1;
    if joined && found.iter().any(|token| matches!(token, Token::Counter(..))) {
        return Err(format!(
            "has `{}`, where a counter runs into another number: expected a dot between them",
            shortened(part)
        ));
    }
    if joined && found.iter().skip(1).any(|token| !token.padded()) {
        return Err(format!(
            "has `{}`, which is not always of one width: expected padded tokens such as `0M`",
            shortened(part)
        ));
    }
    Ok(found)
}
