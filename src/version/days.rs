//! Tags that name days: `2026.07.13`, `v2026.07.13.1`, `24.01.05`.

/// The calendar format that the newest of some tags' texts looks like, the others agreeing; `None`: nothing tells that it
/// names a day. What follows such a version is told by no number of it, but by the day of the release.
///
/// A month and a day have two digits, or a counter stands behind them: `2026.2.13` may be the thirteenth of a month, or its
/// thirteenth release.
///
/// ```
/// use version_first::version::days::format_of;
/// assert_eq!(format_of(["2026.07.13", "2026.07.13.1"], "2026.07.13.1").as_deref(), Some("YYYY.0M.0D.MICRO"));
/// assert_eq!(format_of(["2024.01.05"], "2024.01.05").as_deref(), Some("YYYY.0M.0D"));
/// assert_eq!(format_of(["2026.7.2.1"], "2026.7.2.1").as_deref(), Some("YYYY.MM.DD.MICRO"));
/// assert_eq!(format_of(["2024.10.3", "2024.10.12"], "2024.10.12"), None);
/// assert_eq!(format_of(["22.04.1"], "22.04.1"), None);
/// ```
pub fn format_of<'a>(texts: impl IntoIterator<Item = &'a str>, newest: &str) -> Option<String> {
    let newest = Day::read(newest)?;
    let texts = texts.into_iter();
    let sure = newest.counted || newest.zero;
    let (mut padded, mut zero, mut counted) = (newest.padded, newest.zero, newest.counted);
    for year in
        texts.filter(|text| text.split('.').next().is_some_and(|year| year.len() == newest.year && is_year(year)))
    {
        match Day::read(year) {
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

/// What a text says of a day.
struct Day {
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
            digits && text.parse().is_ok_and(|number: u8| (1..=most).contains(&number))
        };
        let counts = counter.is_none_or(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()));
        (is_year(year) && within(month, 12) && within(day, 31) && counts && numbers.next().is_none()).then(|| Self {
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
