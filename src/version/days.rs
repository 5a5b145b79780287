//! Tags that name days: `2026.07.13`, `v2026.07.13.1`, `24.01.05`.

use crate::ordered;

/// The calendar format that the newest of some tags' texts looks like, the others agreeing; `None`: nothing tells that it
/// names a day. What follows such a version is told by no number of it, but by the day of the release.
///
/// A month and a day have two digits, or a counter stands behind them: `2026.2.13` may be the thirteenth of a month, or its
/// thirteenth release. What is left out in the last months tells the one from the other.
///
/// ```
/// use version_first::version::days::format_of;
/// assert_eq!(format_of(["2026.07.13", "2026.07.13.1"], "2026.07.13.1").as_deref(), Some("YYYY.0M.0D.MICRO"));
/// assert_eq!(format_of(["2024.01.05"], "2024.01.05").as_deref(), Some("YYYY.0M.0D"));
/// assert_eq!(format_of(["2026.7.2.1"], "2026.7.2.1").as_deref(), Some("YYYY.MM.DD.MICRO"));
/// assert_eq!(format_of(["2024.10.3", "2024.10.12"], "2024.10.12"), None);
/// assert_eq!(format_of(["22.04.1"], "22.04.1"), None);
/// let all = ["26.1.24", "26.2.2", "26.2.19", "26.3.14", "26.4.4", "26.5.10", "26.6.7"];
/// assert_eq!(format_of(all, "26.6.7").as_deref(), Some("YY.MM.DD"));
/// ```
pub fn format_of<'a>(texts: impl IntoIterator<Item = &'a str>, newest: &str) -> Option<String> {
    let newest = Day::read(newest)?;
    let of_years = |text: &&str| text.split('.').next().is_some_and(|year| year.len() == newest.year && is_year(year));
    let texts: Vec<&str> = texts.into_iter().filter(of_years).collect();
    if !newest.counted && leave_days_out(&texts, &newest) {
        return Some(if newest.year == 4 { "YYYY.MM.DD" } else { "YY.MM.DD" }.to_string());
    }
    let sure = newest.counted || newest.zero;
    let (mut padded, mut zero, mut counted) = (newest.padded, newest.zero, newest.counted);
    for text in texts {
        match Day::read(text) {
            Some(day) => {
                padded &= day.padded;
                zero |= day.zero;
                counted |= day.counted;
            }
            // Counted within the month, at least before.
            None if !sure => return None,
            None => {}
        }
    }
    let full = newest.year == 4;
    if !(padded || full && newest.counted) || !(full || zero) {
        return None;
    }
    let days = if padded { "0M.0D" } else { "MM.DD" };
    Some(format!("{}.{days}{}", if full { "YYYY" } else { "YY" }, if counted { ".MICRO" } else { "" }))
}

/// Months that are looked at.
const LAST: usize = 6;

/// Whether texts without zeros are days by what the last months leave out: releases of a month would be counted from the
/// first, and those of all months upwards. Only the newest year and the one before it speak: how a repository counted
/// earlier says nothing of today.
fn leave_days_out(texts: &[&str], newest: &Day) -> bool {
    let year = |text: &str| text.split('.').next().and_then(|year| year.parse::<u16>().ok());
    let recent = |text: &&&str| year(text).is_some_and(|year| year.saturating_add(1) >= newest.date.0);
    let mut days = Vec::new();
    for text in texts.iter().filter(recent).filter(|text| text.split('.').count() > 2) {
        match Day::read(text) {
            Some(day) if !text.contains(".0") => days.push(day.date),
            _ => return false,
        }
    }
    ordered::sort(&mut days);
    days.dedup();
    let months: Vec<&[Date]> = days.chunk_by(|one, two| (one.0, one.1) == (two.0, two.1)).collect();
    let last = months.get(months.len().saturating_sub(LAST)..).unwrap_or_default();
    let is_counted = |month: &[Date]| {
        let first = month.first().map_or(0, |one| one.2);
        let expected = first..;
        first <= 1 && month.iter().zip(expected).all(|(one, number)| one.2 == number)
    };
    let back = |pair: &[&[Date]]| match pair {
        [before, after] => before.last().map(|one| one.2) >= after.first().map(|one| one.2),
        _ => false,
    };
    let gaps = last.iter().filter(|month| !is_counted(month)).count();
    last.len() == LAST && gaps.saturating_add(1) >= LAST && last.windows(2).filter(|pair| back(pair)).count() > 1
}

/// Year, month and day.
type Date = (u16, u8, u8);

/// What a text says of a day.
struct Day {
    date: Date,
    /// How many digits its year has.
    year: usize,
    /// Whether its month and day have two digits each.
    padded: bool,
    /// Whether its day begins with a zero, as no counter does.
    zero: bool,
    /// Whether a counter stands behind it.
    counted: bool,
}

impl Day {
    fn read(text: &str) -> Option<Self> {
        let text = text.split(['-', '+']).next().unwrap_or_default();
        let mut numbers = text.split('.');
        let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
        let counter = numbers.next();
        let within = |text: &str, most: u8| {
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            text.parse().ok().filter(|number| digits && (1..=most).contains(number))
        };
        let counts = counter.is_none_or(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()));
        let date = (year.parse().ok()?, within(month, 12)?, within(day, 31)?);
        (is_year(year) && counts && numbers.next().is_none()).then(|| Self {
            date,
            year: year.len(),
            padded: [month, day].iter().all(|text| text.len() == 2),
            zero: day.starts_with('0'),
            counted: counter.is_some(),
        })
    }
}

/// A year of ours, in four digits or in two.
fn is_year(text: &str) -> bool {
    let short = if text.len() == 4 { text.strip_prefix("20") } else { Some(text) };
    short.is_some_and(|short| {
        short.len() == 2 && short.bytes().all(|b| b.is_ascii_digit()) && (text.len() == 4 || short >= "15")
    })
}
