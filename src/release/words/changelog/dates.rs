//! Days as people write them in headings, and the same again for another day.

use std::ops::Range;

use crate::version::date::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// One part of a written day.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Year,
    /// A month or day in digits, with a zero before single ones or without.
    Month(bool),
    Day(bool),
    /// `2nd`.
    Ordinal,
    Name {
        short: bool,
        case: Case,
    },
    Weekday {
        short: bool,
    },
    Text(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Title,
    Upper,
}

/// How a day is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Style(Vec<Part>);

impl Style {
    /// `2026-02-03`, which nobody reads in another order.
    pub(super) fn iso() -> Self {
        let dash = || Part::Text("-".to_string());
        Self(vec![Part::Year, dash(), Part::Month(true), dash(), Part::Day(true)])
    }

    /// Of numbers with the year last: whether the day comes first, and what stands between them.
    pub(super) fn order(&self) -> Option<(bool, &str)> {
        match self.0.as_slice() {
            [Part::Day(_), Part::Text(between), Part::Month(_), _, Part::Year] => Some((true, between)),
            [Part::Month(_), Part::Text(between), Part::Day(_), _, Part::Year] => Some((false, between)),
            _ => None,
        }
    }

    /// A day, written like that.
    pub(super) fn write(&self, day: Date) -> String {
        let number = |number: u32, padded: bool| if padded { format!("{number:02}") } else { number.to_string() };
        let nth = |names: &[&str], nth: u32, short: bool| {
            let name = names.get(nth.saturating_sub(1) as usize).copied().unwrap_or_default();
            if short { name.get(..3).unwrap_or(name).to_string() } else { name.to_string() }
        };
        let one = |part: &Part| match part {
            Part::Year => format!("{:04}", day.year()),
            Part::Month(padded) => number(day.month(), *padded),
            Part::Day(padded) => number(day.day(), *padded),
            Part::Ordinal => format!("{}{}", day.day(), ordinal(day.day())),
            Part::Name { short, case } => {
                let name = nth(&MONTHS, day.month(), *short);
                match case {
                    Case::Title => name,
                    Case::Lower => name.to_ascii_lowercase(),
                    Case::Upper => name.to_ascii_uppercase(),
                }
            }
            Part::Weekday { short } => nth(&WEEKDAYS, day.weekday(), *short),
            Part::Text(text) => text.clone(),
        };
        self.0.iter().map(one).collect()
    }
}

fn ordinal(day: u32) -> &'static str {
    match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}

/// A run of digits, of letters, or of neither.
struct Run<'a> {
    start: usize,
    text: &'a str,
}

impl Run<'_> {
    fn end(&self) -> usize {
        self.start.saturating_add(self.text.len())
    }

    fn number(&self, digits: Range<usize>, values: Range<u32>) -> Option<u32> {
        let fits = digits.contains(&self.text.len()) && self.text.bytes().all(|byte| byte.is_ascii_digit());
        self.text.parse().ok().filter(|number| fits && values.contains(number))
    }

    fn year(&self) -> Option<Part> {
        self.number(4..5, 1900..2200).map(|_| Part::Year)
    }

    fn month(&self) -> Option<Part> {
        self.number(1..3, 1..13).map(|_| Part::Month(self.text.len() == 2))
    }

    fn day(&self) -> Option<Part> {
        self.number(1..3, 1..32).map(|_| Part::Day(self.text.len() == 2))
    }

    /// In running text a day of two digits says nothing about single ones, unless it begins with a zero.
    fn loose_day(&self) -> Option<Part> {
        self.number(1..3, 1..32).map(|_| Part::Day(self.text.starts_with('0')))
    }

    fn name(&self) -> Option<Part> {
        let short = among(&MONTHS, self.text)?;
        let case = match self.text {
            text if text.bytes().all(|byte| byte.is_ascii_lowercase()) => Case::Lower,
            text if text.bytes().all(|byte| byte.is_ascii_uppercase()) => Case::Upper,
            _ => Case::Title,
        };
        Some(Part::Name { short, case })
    }

    fn is_ordinal(&self) -> bool {
        ["st", "nd", "rd", "th"].iter().any(|end| self.text.eq_ignore_ascii_case(end))
    }

    /// What may stand between the parts of a day that has a name in it.
    fn is_gap(&self) -> bool {
        self.text.len() <= 3 && self.text.chars().all(|c| matches!(c, ' ' | ',' | '.' | '-' | '/'))
    }
}

/// Whether a word is one of the names, and whether it is short for it.
fn among(names: &[&str], word: &str) -> Option<bool> {
    let full = names.iter().any(|name| name.eq_ignore_ascii_case(word));
    let starts = |name: &&str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let short = matches!(word.len(), 3 | 4) && names.iter().any(starts);
    (full || short).then_some(!full)
}

/// The first day in a text: where it stands, and how it is written; `None` for the latter: it can be read in two ways.
pub(super) fn find(text: &str) -> Option<(Range<usize>, Option<Style>)> {
    let runs = runs(text);
    (0..runs.len()).find_map(|at| {
        let from = runs.get(at..)?;
        // `1.2025-03-02` is none.
        let before = at.checked_sub(1).and_then(|before| runs.get(before));
        if before.is_some_and(|run| run.text.chars().all(char::is_alphanumeric)) {
            return None;
        }
        let (count, style) = by_numbers(from).or_else(|| by_name(from))?;
        let last = from.get(count.saturating_sub(1))?;
        let start = from.first()?.start;
        Some((start..last.end(), style))
    })
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let mut runs: Vec<Run> = Vec::new();
    let mut start = 0_usize;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if last.is_some_and(|last| last != kind(c)) {
            runs.extend(text.get(start..at).map(|text| Run { start, text }));
            start = at;
        }
        last = Some(kind(c));
    }
    runs.extend(text.get(start..).filter(|text| !text.is_empty()).map(|text| Run { start, text }));
    runs
}

/// `2026-02-03`, `2026/2/3`, `03.02.2026`, `20260203`, `2026-02`.
fn by_numbers(runs: &[Run]) -> Option<(usize, Option<Style>)> {
    let text = |run: &Run| Part::Text(run.text.to_string());
    let same = |a: &Run, b: &Run| a.text == b.text && ["-", "/", "."].contains(&a.text);
    let unpadded = |part: &Part| matches!(part, Part::Month(false) | Part::Day(false));
    if let [first, one, second, two, third, ..] = runs
        && same(one, two)
    {
        let dated = |a: Part, b: Part, c: Part| {
            let padded = ![&a, &b, &c].into_iter().any(unpadded);
            let even = |part: Part| match part {
                Part::Month(_) => Part::Month(padded),
                Part::Day(_) => Part::Day(padded),
                other => other,
            };
            Style(vec![even(a), text(one), even(b), text(two), even(c)])
        };
        if let (Some(year), Some(month), Some(day)) = (first.year(), second.month(), third.day()) {
            return Some((5, Some(dated(year, month, day))));
        }
        if let (Some(_), Some(_), Some(year)) = (first.day(), second.day(), third.year()) {
            let style = match (first.month(), second.month()) {
                (None, Some(month)) => Some(dated(first.day()?, month, year)),
                (Some(month), None) => Some(dated(month, second.day()?, year)),
                // With dots the day comes first, wherever people write it so.
                (Some(_), Some(month)) if one.text == "." => Some(dated(first.day()?, month, year)),
                (Some(_), Some(_)) => None,
                (None, None) => return None,
            };
            return Some((5, style));
        }
    }
    let compact = |run: &Run| {
        let part = |range: Range<usize>| run.text.get(range).map(|text| Run { start: 0, text });
        Some(Style(vec![part(0..4)?.year()?, part(4..6)?.month()?, part(6..8)?.day()?]))
    };
    if let Some(style) = runs.first().filter(|run| run.text.len() == 8).and_then(compact) {
        return Some((1, Some(style)));
    }
    if let [first, one, second, ..] = runs
        && one.text == "-"
        && second.text.len() == 2
        && let (Some(year), Some(month)) = (first.year(), second.month())
    {
        return Some((3, Some(Style(vec![year, text(one), month]))));
    }
    None
}

/// `3 February 2026`, `Feb 3rd, 2026`, `Tuesday, 3 Feb 2026`, `2026-Feb-03`, `February 2026`.
fn by_name(runs: &[Run]) -> Option<(usize, Option<Style>)> {
    if let [weekday, gap, rest @ ..] = runs
        && gap.is_gap()
        && let Some(short) = among(&WEEKDAYS, weekday.text)
        && let Some((count, Some(Style(parts)))) = by_name(rest)
    {
        let mut all = vec![Part::Weekday { short }, Part::Text(gap.text.to_string())];
        all.extend(parts);
        return Some((count.saturating_add(2), Some(Style(all))));
    }
    let mut parts = Vec::new();
    let mut seen = (false, false, false);
    let mut count = 0_usize;
    let mut at = 0_usize;
    while let Some(run) = runs.get(at) {
        let next = runs.get(at.saturating_add(1));
        let part = match seen {
            (false, _, _) if run.year().is_some() => {
                seen.0 = true;
                run.year()
            }
            (_, false, _) if run.name().is_some() => {
                seen.1 = true;
                run.name()
            }
            (_, _, false) if run.loose_day().is_some() => {
                seen.2 = true;
                match next.is_some_and(Run::is_ordinal) {
                    true => {
                        at = at.saturating_add(1);
                        Some(Part::Ordinal)
                    }
                    false => run.loose_day(),
                }
            }
            _ => None,
        };
        match part {
            Some(part) => {
                parts.push(part);
                count = at.saturating_add(1);
                if seen == (true, true, true) {
                    break;
                }
            }
            None if !parts.is_empty() && run.is_gap() => parts.push(Part::Text(run.text.to_string())),
            None => break,
        }
        at = at.saturating_add(1);
    }
    while matches!(parts.last(), Some(Part::Text(_))) {
        parts.pop();
    }
    // A month and its year, at least, in this order.
    let ends_in_year = matches!(parts.last(), Some(Part::Year));
    let whole = seen == (true, true, true) || (seen == (true, true, false) && ends_in_year);
    whole.then_some((count, Some(Style(parts))))
}
