//! A calendar day, read from ISO text. The core has no clock: the day comes in with the request.

use crate::error::{Error, Result};
use crate::text::shortened;

/// A day of the Gregorian calendar, of the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    /// Reads `2026-02-03`, or the day of an instant such as `2026-02-03T23:59:59Z`: the day as it is written, in whatever
    /// time zone it was written. Codes: `invalid-date`.
    pub fn parse(text: &str) -> Result<Self> {
        let refused = |why: &str| {
            Error::new(
                "invalid-date",
                format!("`{}` is no date: {why}; expected ISO text such as `2026-02-03`", shortened(text)),
            )
        };
        let (day_text, time) = match text.split_once('T') {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let mut parts = day_text.split('-');
        let mut number = |width: usize| {
            let part = parts.next().filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse::<u32>().ok()
        };
        let read = (|| Some((number(4)?, number(2)?, number(2)?)))();
        let Some((year, month, day)) = read.filter(|_| parts.next().is_none()) else {
            return Err(refused("it does not begin with four, two and two digits"));
        };
        if time.is_some_and(|time| !is_time(time)) {
            return Err(refused("what follows the day is no time"));
        }
        if year == 0 {
            return Err(refused("there is no year 0"));
        }
        if !(1..=12).contains(&month) {
            return Err(refused("there is no such month"));
        }
        if day == 0 || day > days_in(year, month) {
            return Err(refused("this month has no such day"));
        }
        Ok(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.day
    }

    /// The day of the week, from 1 for Monday.
    pub fn weekday(self) -> u32 {
        weekday(self.year, self.ordinal())
    }

    /// Days since the beginning of year 1, which is day 1: two days are as far apart as their numbers.
    pub(crate) fn number(self) -> u64 {
        u64::from(days_before(self.year).saturating_add(self.ordinal()))
    }

    /// The day of the year, from 1.
    fn ordinal(self) -> u32 {
        (1..self.month).map(|month| days_in(self.year, month)).fold(self.day, u32::saturating_add)
    }

    /// The ISO 8601 week, and the year it counts in: 2027-01-01 is in week 53 of 2026.
    pub fn week(self) -> (u32, u32) {
        let ordinal = self.ordinal();
        let weekday = self.weekday();
        // Both terms are small: ordinal at most 366, weekday 1 to 7.
        let week = ordinal.saturating_add(10).saturating_sub(weekday) / 7;
        let before = self.year.saturating_sub(1);
        if week == 0 {
            (before, weeks_in(before))
        } else if week > weeks_in(self.year) {
            (self.year.saturating_add(1), 1)
        } else {
            (self.year, week)
        }
    }
}

/// `12:34`, `12:34:56.789`, then nothing, `Z` or an offset.
fn is_time(text: &str) -> bool {
    let bare = text.strip_suffix('Z').unwrap_or(text);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-'))
}

fn leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days of all years before this one.
fn days_before(year: u32) -> u32 {
    let years = year.saturating_sub(1);
    let leaps = (years / 4).saturating_sub(years / 100).saturating_add(years / 400);
    years.saturating_mul(365).saturating_add(leaps)
}

/// 1 for Monday to 7 for Sunday. Day 1 of year 1 was a Monday.
fn weekday(year: u32, ordinal: u32) -> u32 {
    let days = days_before(year).saturating_add(ordinal);
    (days.saturating_sub(1) % 7).saturating_add(1)
}

/// A year has 53 weeks where it begins on a Thursday, or on a Wednesday in a leap year.
fn weeks_in(year: u32) -> u32 {
    match weekday(year, 1) {
        4 => 53,
        3 if leap(year) => 53,
        _ => 52,
    }
}
