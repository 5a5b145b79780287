//! Tables as data, one row a line: what each bump gives, calendars, faults, histories of tags.

use version_first::bump::{Base, Bump, Calendar, Rules, next_by};
use version_first::tag::{Format, Survey};
use version_first::version::calver;
use version_first::version::date::Date;
use version_first::version::{Scheme, Version};

/// The cells of each row, and the row's number.
fn rows<const N: usize>(table: &'static str) -> Vec<(usize, [&'static str; N])> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let cells = |line: &'static str| line.split('|').map(str::trim).collect::<Vec<_>>();
    let rows: Vec<_> = lines
        .map(|(at, line)| (at + 1, cells(line).try_into().unwrap_or_else(|cells| panic!("line {}: {cells:?}", at + 1))))
        .collect();
    assert!(rows.len() >= 15, "the table has been lost");
    rows
}

/// `p 1.0` is a PEP 440 version.
fn version(text: &str) -> Version {
    match text.strip_prefix("p ") {
        Some(text) => Version::parse(text, Scheme::Pep440).unwrap(),
        None => Version::parse_lenient(text, Scheme::Semver).unwrap(),
    }
}

fn present(text: &str) -> Option<String> {
    (text != "-").then(|| text.to_string())
}

#[test]
fn bumps() {
    for (line, [current, bump, identifier, base, expected]) in rows(include_str!("bumps.txt")) {
        let rules =
            Rules { identifier: present(identifier), identifier_base: Base::parse(base).unwrap(), calendar: None };
        let given = next_by(&version(current), Bump::parse(bump).unwrap(), &rules);
        let given = given.map_or_else(|error| error.code.to_string(), |next| next.to_string());
        assert_eq!(given, expected, "line {line}: {bump} of {current}");
    }
}

#[test]
fn calendars() {
    for (line, [format, current, day, bump, expected]) in rows(include_str!("calendar.txt")) {
        let given = Calendar::parse(format, day).and_then(|calendar| {
            let rules = Rules { calendar: Some(calendar.clone()), ..Rules::default() };
            let next = next_by(&version(current), Bump::parse(bump).unwrap(), &rules)?;
            let spelled = calendar.format.spell(&next);
            // A tag in this spelling leads back.
            let tag = Format::default().name_spelled(&next, &spelled)?;
            assert!(Format::default().version(&tag, next.scheme()).unwrap().same(&next));
            Ok(spelled)
        });
        let given = given.unwrap_or_else(|error| error.code.to_string());
        assert_eq!(given, expected, "line {line}: {bump} of {current} on {day} by {format}");
    }
}

#[test]
fn calendar_formats_refused() {
    for (format, why) in [
        ("", "has an empty number: expected a token on both sides of each dot"),
        ("YYYY..MM", "has an empty number: expected a token on both sides of each dot"),
        ("YYYY", "has one number: expected at least two, since a tag such as `v2026` is one that moves"),
        ("MAJOR.MINOR.MICRO", "has no year before its other dates: without one its versions would go back"),
        ("MM.MICRO", "has no year before its other dates: without one its versions would go back"),
        ("MM.YYYY", "has no year before its other dates: without one its versions would go back"),
        ("YYYY.DD.MM", "has a date twice or out of order: expected year, month and day, or year and week"),
        ("YYYY.YY.MICRO", "has a date twice or out of order: expected year, month and day, or year and week"),
        ("YYYY.WW.DD", "has a date twice or out of order: expected year, month and day, or year and week"),
        ("YYYY.MM.WW", "has a week beside a month: expected one of them"),
        ("YYYY.DD", "has a day and no month"),
        ("YYYY.MICRO.MINOR", "has a counter twice or out of order: expected MAJOR, MINOR, MICRO"),
        ("YYYY.MICRO.MICRO", "has a counter twice or out of order: expected MAJOR, MINOR, MICRO"),
        ("YYYY.MMMICRO", "has `MMMICRO`, where a counter runs into another number: expected a dot between them"),
        ("YYYYMM.MICRO", "has `YYYYMM`, which is not always of one width: expected padded tokens such as `0M`"),
        (
            "yyyy.mm",
            "has `yyyy`, which is no token: expected `YYYY`, `YY`, `0Y`, `MM`, `0M`, `WW`, `0W`, `DD`, `0D`, `MAJOR`, `MINOR`, `MICRO1`, `MICRO`",
        ),
    ] {
        let error = calver::Format::parse(format).unwrap_err();
        assert_eq!(error.code, "invalid-calver-format");
        assert_eq!(error.message, format!("calendar format `{format}` {why}"));
    }
    assert!(calver::Format::parse(&"YYYY".repeat(1 << 18)).unwrap_err().message.len() < 400);
    assert!(calver::Format::parse(&"MICRO.".repeat(1 << 18)).is_err());
}

#[test]
fn dates() {
    for text in ["2026-02-03", "2024-02-29", "2000-02-29", "2026-12-31T23:59:59Z", "2026-12-31T23:59:59.123+02:00"] {
        let day = Date::parse(text).unwrap();
        assert_eq!(format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()), text[..10]);
    }
    for text in [
        "",
        "2026",
        "2026-2-3",
        "26-02-03",
        "2026-02-03-04",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-04-31",
        "2025-02-29",
        "1900-02-29",
        "0000-01-01",
        "2026-02-03T",
        "2026-02-03Tnoon",
        "2026-02-03 12:00",
        "+026-01-01",
        "２026-01-01",
        "2026/02/03",
    ] {
        assert_eq!(Date::parse(text).unwrap_err().code, "invalid-date", "{text}");
    }
    // Day, the year its week counts in, week: the hard ones around New Year.
    for (day, year, week) in [
        ("2005-01-01", 2004, 53),
        ("2005-01-02", 2004, 53),
        ("2005-12-31", 2005, 52),
        ("2006-01-01", 2005, 52),
        ("2006-01-02", 2006, 1),
        ("2007-12-31", 2008, 1),
        ("2008-12-28", 2008, 52),
        ("2008-12-29", 2009, 1),
        ("2009-12-31", 2009, 53),
        ("2010-01-03", 2009, 53),
        ("2010-01-04", 2010, 1),
        ("2026-06-15", 2026, 25),
        ("2000-02-29", 2000, 9),
    ] {
        assert_eq!(Date::parse(day).unwrap().week(), (year, week), "{day}");
    }
}

#[test]
fn faults() {
    for (line, [grammar, text, expected]) in rows(include_str!("faults.txt")) {
        let text: String = serde_json::from_str(text).unwrap();
        let (scheme, title) = match grammar {
            "semver" => (Scheme::Semver, "SemVer"),
            _ => (Scheme::Pep440, "PEP 440"),
        };
        let error = Version::parse(&text, scheme).unwrap_err();
        assert_eq!(error.code, "invalid-version");
        let start = format!("`{text}` is no {title} version: {expected}; expected ");
        assert!(error.message.starts_with(&start), "line {line}: {}", error.message);
    }
}

#[test]
fn histories() {
    for (line, [grammar, tags, newest, twins, moving, unreadable]) in rows(include_str!("histories.txt")) {
        let scheme = if grammar == "semver" { Scheme::Semver } else { Scheme::Pep440 };
        let forward: Vec<&str> = tags.split_whitespace().collect();
        let backward: Vec<&str> = forward.iter().rev().copied().collect();
        for tags in [forward, backward] {
            let survey = Survey::of(tags, &Format::default(), scheme);
            let found = survey.newest().map_or("-".to_string(), |(version, tag)| format!("{version} {tag}"));
            assert_eq!(found, newest, "line {line}");
            let sorted = |mut names: Vec<String>| {
                names.sort();
                names.join(" ")
            };
            let pairs = survey.twins.iter().map(|(twin, counts)| format!("{twin}={counts}")).collect();
            assert_eq!(sorted(pairs), twins, "line {line}");
            assert_eq!(sorted(survey.moving.iter().map(ToString::to_string).collect()), moving, "line {line}");
            assert_eq!(sorted(survey.unreadable.iter().map(ToString::to_string).collect()), unreadable, "line {line}");
            // Of tags that move beside their versions there is nothing to say.
            let moving = moving.split(' ').filter(|name| !name.contains('.')).collect::<Vec<_>>().join(" ");
            let said = [twins, moving.as_str(), unreadable].iter().filter(|cell| !cell.is_empty()).count();
            assert_eq!(survey.remarks().len(), said, "line {line}");
        }
    }
}

#[test]
fn after_a_padded_history_comes_the_plain_next_one() {
    let survey = Survey::of(["v0.4.008", "v0.4.007", "v0.3.5"], &Format::default(), Scheme::Pep440);
    let (newest, _) = survey.newest().unwrap();
    let next = next_by(newest, Bump::Patch, &Rules::default()).unwrap();
    assert_eq!(Format::default().name(&next).unwrap(), "v0.4.9");
}

/// A cost of the square of their number, or a parser that backtracks, would take minutes here; a busy machine, a second.
#[test]
fn ten_thousand_tags_take_milliseconds() {
    let names: Vec<String> = (0..10_000).map(|n| format!("v{}.{}.{:03}", n % 7, n % 97, n)).collect();
    for scheme in [Scheme::Semver, Scheme::Pep440] {
        let started = std::time::Instant::now();
        let survey = Survey::of(names.iter().map(String::as_str), &Format::default(), scheme);
        let took = started.elapsed();
        assert_eq!(survey.versions.len(), 10_000);
        assert_eq!(survey.newest().unwrap().0.triple(), (6, 96, 9_505));
        println!("10,000 tags in {took:?}");
        assert!(took.as_secs() < 10, "{took:?}");
    }
    // The worst for whoever removes twins one by one: all of them are.
    let twins: Vec<String> = (1..200).map(|n| format!("v{}1.0.0", "0".repeat(n))).collect();
    let survey = Survey::of(twins.iter().map(String::as_str), &Format::default(), Scheme::Semver);
    assert_eq!((survey.versions.len(), survey.twins.len()), (1, 198));
    assert!(survey.remarks()[0].ends_with("and 195 more"), "{:?}", survey.remarks());
}
