//! What holds of every changelog, whatever is in it.

use proptest::prelude::*;
use version_first::Error;

use super::{Before, law};

/// The law of the fuzz target, over the tables' texts as they are, cut short, and without single lines.
#[test]
fn what_is_written_is_found_again() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/changelog");
    let mut written = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let data = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for case in data.split("---- before\n").skip(1) {
            let (before, _) = case.split_once("---- after\n").unwrap();
            let lines: Vec<&str> = before.split_inclusive('\n').collect();
            for path in law::PATHS {
                written += usize::from(law::released(path, before).is_some());
                for gone in 0..lines.len() {
                    law::hold(path, &lines[..gone].concat());
                    law::hold_any(&[&[u8::try_from(gone % 256).unwrap()], before.as_bytes()].concat());
                    law::hold(path, &[&lines[..gone], &lines[gone + 1..]].concat().concat());
                }
            }
        }
    }
    assert!(written > 150, "{written}");
}

/// A changelog of pieces, some of which nobody would write together.
fn any_changelog() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "## [Unreleased]",
        "## Unreleased",
        "# Next",
        "## 1.1.0 (unreleased)",
        "Unreleased\n---",
        "## [1.0.0] - 2025-01-01",
        "# 1.0.0",
        "### [0.9.1](https://h/compare/v0.9.0...v0.9.1) (2024-01-01)",
        "1.0.0 / 2025-01-01\n====",
        "Version 0.9\n---",
        "## x",
        "### Added",
        "### Fixed\n\n- z",
        "- y",
        "  * w",
        "```",
        "~~~",
        "<!--",
        "-->",
        "<!-- c -->",
        "",
        "é",
        "[a]: b",
        "[Unreleased]: https://h/o/r/compare/v1.0.0...HEAD",
        "[1.0.0]: https://h/o/r/compare/v0.9.0...v1.0.0",
        "# z",
        "---",
        "* 1.0.0",
        "=== 1.0.0 / 2025-01-01",
        "1.0.0 (2025-01-01)",
        ".. c",
        "Released 2025-01-01",
        "<a name=\"1.0.0\"></a>",
        "\t",
    ]);
    (prop::collection::vec(piece, 0..14), any::<bool>()).prop_map(|(pieces, last)| {
        let mut text = pieces.join("\n");
        if last {
            text += "\n";
        }
        text
    })
}

fn of(path: &str, text: &str) -> Result<Option<String>, Error> {
    Before { path, text: Some(text), from: "1.0.0", to: "1.1.0", hosted: false, log: &["fix: a leak"] }.rewritten()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is written is found again, and every line that was there still is, but for the headings and links that follow.
    #[test]
    fn any_text(text in any_changelog(), path in prop::sample::select(vec!["CHANGELOG.md", "CHANGES.rst", "NEWS"])) {
        let after = match of(path, &text) {
            Ok(Some(after)) => after,
            Ok(None) => return Ok(()),
            Err(error) => {
                prop_assert_eq!(&*error.code, "changelog-not-understood");
                return Ok(());
            }
        };
        prop_assert!(after.contains("1.1.0"), "{}", after);
        prop_assert_eq!(of(path, &after).unwrap(), None, "{}", after);
        let mut rest: Vec<&str> = after.lines().collect();
        for line in text.lines() {
            let place = rest.iter().position(|other| *other == line);
            // An empty group goes where its version has been announced, and commits tell of it.
            let form = ["#", "---"].iter().any(|start| line.starts_with(start));
            let group = form && text.contains("(unreleased)");
            let follows = group || ["nreleased", "Next", "---", "~~~", "```"].iter().any(|part| line.contains(part));
            prop_assert!(place.is_some() || follows || line.trim().is_empty(), "{:?} is gone:\n{}", line, after);
            if let Some(place) = place {
                rest.remove(place);
            }
        }
    }

    /// Above a version nothing but the section goes in.
    #[test]
    fn one_piece(head in "[a-z \n]{0,40}", tail in "[a-z \n#*-]{0,80}", last in any::<bool>()) {
        let text = format!("{head}\n\n## 1.0.0 (2025-01-01)\n{tail}{}", if last { "\n" } else { "" });
        if let Ok(Some(after)) = of("CHANGELOG.md", &text) {
            let fits = |at: usize| after.starts_with(&text[..at]) && after.ends_with(&text[at..]);
            prop_assert!((0..=text.len()).filter(|at| text.is_char_boundary(*at)).any(fits), "{}", after);
        }
    }

    /// Line breaks of Windows and a byte order mark stay, and make no other difference.
    #[test]
    fn the_same_on_windows(text in any_changelog(), path in prop::sample::select(vec!["CHANGELOG.md", "CHANGES.rst", "NEWS"])) {
        if !text.contains('\n') || text.trim().is_empty() {
            return Ok(());
        }
        let unix = of(path, &text).map_err(|error| error.told().code);
        let windows = of(path, &text.replace('\n', "\r\n")).map_err(|error| error.told().code);
        prop_assert_eq!(&windows, &unix.clone().map(|after| after.map(|after| after.replace('\n', "\r\n"))));
        let marked = of(path, &format!("\u{feff}{text}")).map_err(|error| error.told().code);
        prop_assert_eq!(marked, unix.map(|after| after.map(|after| format!("\u{feff}{after}"))));
    }
}
