//! The tables in `formats/`, one file per format: every case is a piece of text, and adding one needs no code.
//! `formats/README.md` says how they are written.

use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::{file, second_reading, version};
use version_first::error::Error;
use version_first::manifest::{self, File, Rewritten};

/// The mark for the version as this format spells it, and the one for the version as it was asked for.
const SPELLED: char = '§';
const ASKED: char = '¶';

#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    /// The first file has the version of its own where the first mark is.
    Found,
    /// It repeats the version of another file.
    Follows,
    /// There is no version in it.
    None,
    /// Code, line and column, part of the message.
    Refused(String, Option<(u32, u32)>, String),
}

#[derive(Debug, Clone)]
struct Case {
    /// Table and title, for messages.
    name: String,
    wanted: Wanted,
    style: String,
    manifests: Vec<String>,
    /// Versions before, as the file spells them, and as they are read.
    from: Vec<(String, String)>,
    /// Versions asked for and how the file spells them; none: it cannot.
    to: Vec<(String, Option<String>)>,
    /// Line ends and byte order mark are part of the case.
    raw: bool,
    /// Going back does not lead to the same text.
    one_way: bool,
    files: Vec<File>,
}

/// `1.3.0-rc.1` as a style spells it.
fn spell(style: &str, numbers: &str, prerelease: Option<&str>) -> Option<String> {
    let Some(n) = prerelease else { return Some(numbers.to_string()) };
    match style {
        "semver" => Some(format!("{numbers}-rc.{n}")),
        "pep440" => Some(format!("{numbers}rc{n}")),
        "gem" => Some(format!("{numbers}.rc.{n}")),
        "numbers" => None,
        _ => panic!("no style is called `{style}`"),
    }
}

fn defaults(style: &str) -> Vec<(String, Option<String>)> {
    if style == "either" {
        // It keeps what is asked for where it has no opinion of its own.
        return ["1.2.4", "10.0.0", "1.3.0-rc.1", "1.3.0rc1"].map(|to| (to.to_string(), Some(to.to_string()))).to_vec();
    }
    let rc = spell(style, "1.3.0", Some("1"));
    let plain = |text: &str| (text.to_string(), Some(text.to_string()));
    vec![plain("1.2.4"), plain("10.0.0"), ("1.3.0-rc.1".to_string(), rc.clone()), ("1.3.0rc1".to_string(), rc)]
}

fn load() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(read_tables)
}

/// The files of all cases, with a version in them.
pub(super) fn texts() -> Vec<(String, String)> {
    let files = load().iter().flat_map(|case| &case.files);
    files.map(|file| (file.path.clone(), file.text.replace([SPELLED, ASKED], "1.2.3"))).collect()
}

fn read_tables() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/manifests/formats");
    let mut tables: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    tables.sort();
    let tables = tables.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    tables
        .flat_map(|path| parse(path.file_stem().unwrap().to_str().unwrap(), &std::fs::read_to_string(&path).unwrap()))
        .collect()
}

fn parse(table: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut header = Case {
        name: table.to_string(),
        wanted: Wanted::Found,
        style: "semver".to_string(),
        manifests: Vec::new(),
        from: Vec::new(),
        to: Vec::new(),
        raw: false,
        one_way: false,
        files: Vec::new(),
    };
    for line in text.split('\n') {
        if let Some(title) = line.strip_prefix("== ") {
            let mut case = header.clone();
            let parts: Vec<&str> = title.split('|').map(str::trim).collect();
            case.wanted = match parts.as_slice() {
                ["found", _] => Wanted::Found,
                ["follows", _] => Wanted::Follows,
                ["none", _] => Wanted::None,
                ["refused", code, place, message, _] => {
                    let place =
                        place.split_once(':').map(|(line, column)| (line.parse().unwrap(), column.parse().unwrap()));
                    Wanted::Refused((*code).to_string(), place, (*message).to_string())
                }
                _ => panic!("{table}: no case begins with `{line}`"),
            };
            case.name = format!("{table}: {}", parts.last().unwrap());
            cases.push(case);
            continue;
        }
        let began = !cases.is_empty();
        let fresh = cases.last().is_none_or(|case| case.files.iter().all(|file| file.text.is_empty()));
        let current = cases.last_mut().unwrap_or(&mut header);
        if let (Some(setting), true) = (line.strip_prefix(": "), fresh) {
            let (key, value) = setting.split_once(' ').unwrap_or((setting, ""));
            match key {
                "path" => current.files = vec![file(value, "")],
                "style" => current.style = value.to_string(),
                "manifests" => current.manifests.push(value.to_string()),
                "from" => {
                    let (from, reads) = value.split_once(" = ").unwrap_or((value, value));
                    current.from.push((from.to_string(), reads.to_string()));
                }
                "to" => {
                    let (to, spelled) = value.split_once(" = ").unwrap_or((value, value));
                    current.to.push((to.to_string(), (spelled != "refused").then(|| spelled.to_string())));
                }
                "raw" => current.raw = true,
                "one-way" => current.one_way = true,
                _ => panic!("{table}: no setting is called `{key}`"),
            }
        } else if let Some(path) = line.strip_prefix("+++ ") {
            current.files.push(file(path, ""));
        } else if let (Some(last), true) = (current.files.last_mut(), began) {
            last.text.push_str(line);
            last.text.push('\n');
        } else {
            assert!(line.is_empty() || line.starts_with('#'), "{table}: `{line}` stands outside of any case");
        }
    }
    for case in &mut cases {
        for file in &mut case.files {
            // Blank lines keep cases apart; escapes say what an editor would not.
            let text = file.text.trim_end_matches('\n');
            file.text = if text.is_empty() { String::new() } else { format!("{text}\n") };
            file.text = file.text.replace("\\u{0}", "\0").replace("\\u{9}", "\t").replace("\\u{d}", "\r");
        }
        if case.from.is_empty() {
            case.from.push(("1.2.3".to_string(), "1.2.3".to_string()));
        }
        if case.to.is_empty() {
            case.to = defaults(&case.style);
        }
    }
    assert!(!cases.is_empty(), "{table} holds no case");
    cases
}

fn filled(files: &[File], spelled: &str, asked: &str) -> Vec<File> {
    let fill = |text: &str| text.replace(SPELLED, spelled).replace(ASKED, asked);
    files.iter().map(|one| file(&one.path, &fill(&one.text))).collect()
}

/// Both line ends, with and without a byte order mark, with and without the last line end.
fn dress(case: &Case) -> Vec<Vec<File>> {
    if case.raw {
        return vec![case.files.clone()];
    }
    let mut out = Vec::new();
    for line_end in ["\n", "\r\n"] {
        for mark in ["", "\u{feff}"] {
            for last in [true, false] {
                let dressed = |one: &File| {
                    let text = if last { one.text.as_str() } else { one.text.trim_end_matches('\n') };
                    file(&one.path, &format!("{mark}{}", text.replace('\n', line_end)))
                };
                out.push(case.files.iter().map(dressed).collect());
            }
        }
    }
    out
}

fn rewritten(case: &Case, files: &[File], to: &str) -> Result<Vec<File>, Error> {
    let new: Vec<Rewritten> = manifest::rewrite(files, &case.manifests, &version(to))?;
    let text = |one: &File| new.iter().find(|new| new.path == one.path).map_or(&one.text, |new| &new.text).clone();
    Ok(files.iter().map(|one| file(&one.path, &text(one))).collect())
}

/// One case with one version before and one after.
fn check(case: &Case, files: &[File], (from, reads): (&str, &str), (to, spelled): (&str, Option<&str>)) {
    let name = &case.name;
    let before = filled(files, from, reads);
    let shown = &before[0].text;
    let found = manifest::read(&before, &case.manifests).unwrap_or_else(|error| panic!("{name}: {error}\n{shown}"));
    if case.wanted == Wanted::Found {
        let own = found.iter().find(|found| found.path == before[0].path);
        let own = own.unwrap_or_else(|| panic!("{name}: nothing was found in\n{shown}"));
        assert_eq!(own.version, reads, "{name}: {shown}");
        let offset = files[0].text.find(SPELLED).unwrap_or_else(|| panic!("{name}: no mark"));
        assert_eq!((own.line, own.column), version_first::splice::place(&files[0].text, offset), "{name}: {shown}");
    } else {
        assert!(found.iter().all(|found| found.path != before[0].path), "{name}: a version was found in {shown}");
    }
    assert_eq!(rewritten(case, &before, reads).unwrap(), before, "{name}: to the version it has");
    let Some(spelled) = spelled else {
        let error = rewritten(case, &before, to).unwrap_err();
        assert_eq!(error.code, "version-not-expressible", "{name}: {error}");
        assert!(error.path.is_some() && error.line.is_some() && !error.next_steps.is_empty(), "{name}: {error}");
        return;
    };
    let after = rewritten(case, &before, to).unwrap_or_else(|error| panic!("{name} to {to}: {error}\n{shown}"));
    assert_eq!(after, filled(files, spelled, to), "{name} to {to}");
    let marks = |file: &File| file.text.matches([SPELLED, ASKED]).count();
    for ((before, after), template) in before.iter().zip(&after).zip(files) {
        second_reading::changes_texts_alone(name, (before, after), marks(template));
    }
    assert_eq!(rewritten(case, &after, to).unwrap(), after, "{name} to {to}, twice");
    if !case.one_way {
        assert_eq!(rewritten(case, &after, reads).unwrap(), before, "{name} to {to} and back");
    }
}

#[test]
fn every_case_of_every_table() {
    let cases = load();
    let mut failed = Vec::new();
    for case in cases {
        // All that fail, not the first alone: what they have in common says more.
        if std::panic::catch_unwind(|| dress(case).iter().for_each(|files| one(case, files))).is_err() {
            failed.push(case.name.as_str());
        }
    }
    assert!(failed.is_empty(), "{} of {} cases:\n{}", failed.len(), cases.len(), failed.join("\n"));
    println!("{} cases", cases.len());
    assert!(cases.len() >= 200, "only {} cases were found", cases.len());
}

fn one(case: &Case, files: &[File]) {
    let name = &case.name;
    match &case.wanted {
        Wanted::Found | Wanted::Follows => {
            for (from, reads) in &case.from {
                for (to, spelled) in &case.to {
                    check(case, files, (from, reads), (to, spelled.as_deref()));
                }
            }
        }
        Wanted::None => {
            let found = manifest::read(files, &case.manifests).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(found.iter().find(|found| found.path == files[0].path), None, "{name}");
            assert_eq!(rewritten(case, files, "7.8.9").unwrap()[0], files[0], "{name}");
        }
        Wanted::Refused(code, place, message) => {
            let error = manifest::read(files, &case.manifests).expect_err(name);
            let again = rewritten(case, files, "7.8.9").expect_err(name);
            assert_eq!(error.code, *code, "{name}: {error}");
            assert_eq!(again, error, "{name}");
            if let Some((line, column)) = place {
                assert_eq!((error.line, error.column), (Some(*line), Some(*column)), "{name}: {error}");
            }
            assert!(error.message.contains(message), "{name}: {}", error.message);
            assert!(error.path.is_some() && !error.message.ends_with('.'), "{name}: {error}");
        }
    }
}

/// Versions that every style can spell, and its prerelease.
fn any_version() -> impl Strategy<Value = (String, Option<String>)> {
    let number = 0..60_u32;
    (number.clone(), number.clone(), number.clone(), prop::option::of(number))
        .prop_map(|(a, b, c, n)| (format!("{a}.{b}.{c}"), n.map(|n| n.to_string())))
}

proptest! {
    #![proptest_config(super::draws(600))]

    /// The laws: to the version it has is the identity; nothing but the marks changes; it reads back; twice is once.
    #[test]
    fn any_case_with_any_versions(pick in any::<prop::sample::Index>(), dressing in any::<prop::sample::Index>(), old in any_version(), new in any_version()) {
        let cases: Vec<&Case> = load().iter().filter(|case| matches!(case.wanted, Wanted::Found | Wanted::Follows) && !case.one_way && case.style != "either").collect();
        let case = cases[pick.index(cases.len())];
        let dressed = dress(case);
        let files = &dressed[dressing.index(dressed.len())];
        let plain = |(numbers, _): &(String, Option<String>)| (numbers.clone(), None);
        let (old, new) = if case.style == "numbers" || case.to.len() < 4 { (plain(&old), plain(&new)) } else { (old, new) };
        let spelled = |(numbers, pre): &(String, Option<String>), style: &str| spell(style, numbers, pre.as_deref()).unwrap();
        let reads = spelled(&old, if case.style == "pep440" { "pep440" } else { "semver" });
        let asked = spelled(&new, "semver");
        check(case, files, (&spelled(&old, &case.style), &reads), (&asked, Some(&spelled(&new, &case.style))));
    }

    /// Whatever is done to a text, the answer is an error with a place to look at, or a sound rewriting.
    #[test]
    fn any_case_damaged(
        pick in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0..5_usize, prop_oneof![".{0,3}", "[-'\"{}()\\[\\]<>/:=#.\n\\\\ ]{0,3}"]), 1..4),
    ) {
        let cases = load();
        let case = &cases[pick.index(cases.len())];
        let mut files = filled(&case.files, "1.2.3", "1.2.3");
        for (at, cut, insert) in damage {
            let text = &mut files[0].text;
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
            if places.is_empty() { break }
            let first = at.index(places.len());
            let last = (first + cut).min(places.len() - 1);
            text.replace_range(places[first]..places[last], &insert);
        }
        match rewritten(case, &files, "4.5.6") {
            Err(error) => {
                prop_assert!(error.code != "rewrite-failed" && error.code != "splice-failed", "{}: {}\n{}", case.name, error, files[0].text);
                prop_assert!(error.path.is_some() || error.code == "invalid-manifests-entry", "{}", error);
            }
            Ok(after) => {
                let again = rewritten(case, &after, "4.5.6");
                prop_assert_eq!(again.as_ref(), Ok(&after), "{}", case.name);
                for found in manifest::read(&after, &case.manifests).unwrap() {
                    let said = version(&found.version);
                    prop_assert!(said.same(&version("4.5.6")), "{}: {}", case.name, found.version);
                }
            }
        }
    }
}
