//! The changelog of a version commit, seen from outside: what a plan makes of one.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::string_slice)]

use proptest::prelude::*;
use serde_json::json;
use version_first::Error;
use version_first::facts::Facts;
use version_first::hosting::{Hosting, Kind};
use version_first::manifest::File;
use version_first::plan::{Step, plan};
use version_first::request::Request;

const TIP: &str = "1111111111111111111111111111111111111111";
const TAGGED: &str = "3333333333333333333333333333333333333333";

fn facts(changelog: &str, hosting: bool) -> Facts {
    let file = |path: &str, text: &str| File { path: path.to_string(), text: text.to_string() };
    Facts {
        refs: format!("ref: refs/heads/main\tHEAD\n{TIP}\trefs/heads/main\n{TAGGED}\trefs/tags/v1.0.0\n"),
        tree: TIP.to_string(),
        files: vec![file("package.json", "{\"version\": \"1.0.0\"}\n"), file("CHANGELOG.md", changelog)],
        log: Some(format!("{TIP}\nAda\nfix: a leak\0")),
        hosting: hosting.then(|| Hosting {
            kind: Kind::Github,
            name: "o/r".to_string(),
            server_url: "https://h".to_string(),
        }),
        ..Facts::default()
    }
}

/// The changelog as the version commit has it; `None`: the commit does not touch it.
fn rewritten(changelog: &str, hosting: bool) -> Result<Option<String>, Error> {
    let request: Request = serde_json::from_value(json!({
        "changelog": "CHANGELOG.md",
        "date": "2026-02-03",
        "bump": "1.1.0",
        "run": {"id": "1", "attempt": "1"},
    }))
    .unwrap();
    let plan = plan(&request, Some(facts(changelog, hosting)));
    match (plan.step, plan.result) {
        (Some(Step::Commit { files, .. }), _) => {
            assert!(files.iter().any(|file| file.path == "package.json"));
            assert!(files.iter().filter(|file| file.path == "CHANGELOG.md").count() < 2);
            Ok(files.into_iter().find(|file| file.path == "CHANGELOG.md").map(|file| file.text))
        }
        (_, Some(report)) => Err(report.error.unwrap()),
        other => panic!("{other:?}"),
    }
}

/// Each: what it is, the text before, and what stands between `«` and `»` in the text after.
const CASES: [(&str, &str); 13] = [
    (
        "what people wrote becomes the section",
        "# Changelog\n\n## [Unreleased]\n«\n## [1.1.0] - 2026-02-03\n»\n### Added\n\n- A bell\n\n## [1.0.0] - 2025-01-01\n\n- All\n",
    ),
    (
        "nothing was written: it tells of the commits",
        "# Changelog\n\n## [Unreleased]\n«\n## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n»\n## [1.0.0] - 2025-01-01\n",
    ),
    (
        "without the brackets, in another case, and the last line",
        "# Changelog\n\n## UNRELEASED«\n\n## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n»",
    ),
    (
        "definitions of links are nothing that was written",
        "## [Unreleased]\n«\n## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n»\n[Unreleased]: https://h/o/r/compare/v1.0.0...HEAD\n",
    ),
    (
        "no such heading: before the newest version",
        "# Changelog\n\nAll of it.\n\n«## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n\n»## 1.0.0\n\n- All\n",
    ),
    ("no heading at all", "# Changelog\n«\n## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n»"),
    ("an empty file", "«\n## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n»"),
    (
        "line breaks of Windows",
        "# Changelog\r\n\r\n## [Unreleased]\r\n«\r\n## [1.1.0] - 2026-02-03\r\n\r\n### Fixes\r\n\r\n- a leak (1111111) by Ada\r\n»\r\n## [1.0.0]\r\n",
    ),
    (
        "a heading inside of code is none",
        "# Changelog\n\n```md\n## [Unreleased]\n```\n\n«## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n\n»## [1.0.0]\n",
    ),
    (
        "and inside of a comment",
        "# Changelog\n\n<!--\n## [Unreleased]\n-->\n\n«## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n\n»## [1.0.0]\n",
    ),
    (
        "a comment that ends where it began",
        "<!-- x -->\n## [Unreleased]\n«\n## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n»",
    ),
    ("a section of its own already", "## [Unreleased]\n\n## [1.1.0] - 2026-01-01\n\n- By hand\n"),
    ("the same with a v and a link", "## [v1.1.0](https://h) (2026-01-01)\n\n- By hand\n"),
];

#[test]
fn one_section_goes_in_and_nothing_else_changes() {
    for (name, marked) in CASES {
        let (head, rest) = marked.split_once('«').unwrap_or((marked, ""));
        let (_, tail) = rest.split_once('»').unwrap_or(("", ""));
        let before = format!("{head}{tail}");
        let after = marked.contains('«').then(|| marked.replace(['«', '»'], ""));
        assert_eq!(rewritten(&before, false).unwrap(), after, "{name}");
    }
}

#[test]
fn with_a_hosting_everything_is_linked() {
    let text = rewritten("## [Unreleased]\n", true).unwrap().unwrap();
    let wanted = format!(
        "## [Unreleased]\n\n## [1.1.0](https://h/o/r/compare/v1.0.0...v1.1.0) - 2026-02-03\n\n### Fixes\n\n- a leak ([1111111](https://h/o/r/commit/{TIP})) by Ada\n"
    );
    assert_eq!(text, wanted);
}

#[test]
fn one_that_carries_the_version_elsewhere_is_in_the_commit_once() {
    let text =
        rewritten("Now at 1.0.0 <!-- x-version-first: version -->\n\n## [Unreleased]\n", false).unwrap().unwrap();
    assert!(
        text.starts_with("Now at 1.1.0 <!-- x-version-first: version -->\n\n## [Unreleased]\n\n## [1.1.0]"),
        "{text}"
    );
}

#[test]
fn a_changelog_that_is_not_there_or_nowhere_is_refused() {
    let request = |change: serde_json::Value| -> Error {
        let mut request = json!({"changelog": "HISTORY.md", "date": "2026-02-03", "run": {"id": "1", "attempt": "1"}});
        change.as_object().unwrap().iter().for_each(|(name, value)| request[name] = value.clone());
        let request: Request = serde_json::from_value(request).unwrap();
        plan(&request, Some(facts("", false))).result.unwrap().error.unwrap()
    };
    let missing = request(json!({}));
    assert_eq!((&*missing.code, missing.path.as_deref()), ("changelog-not-found", Some("HISTORY.md")));
    assert!(missing.next_steps[0].contains("## [Unreleased]"), "{missing:?}");
    for path in ["", "/etc/passwd", "../x.md", "a//b.md", ".git/config", "a\\b.md", "./x.md"] {
        assert_eq!(request(json!({ "changelog": path })).code, "invalid-changelog", "{path}");
    }
    for date in ["", "2026-2-3", "2026/02/03", "today"] {
        assert_eq!(request(json!({ "date": date })).code, "invalid-date", "{date}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text: all of it stays, one piece goes in, and a second time there is nothing to do.
    #[test]
    fn any_text(
        parts in prop::collection::vec(
            prop_oneof![
                Just("## [Unreleased]"), Just("## Unreleased"), Just("## [1.0.0] - 2025-01-01"), Just("## x"), Just("- y"),
                Just("```"), Just("~~~"), Just("<!--"), Just("-->"), Just(""), Just("é"), Just("[a]: b"), Just("# z"),
            ],
            0..12,
        ),
        crlf in any::<bool>(),
        last in any::<bool>(),
    ) {
        let line_break = if crlf { "\r\n" } else { "\n" };
        let mut text = parts.join(line_break);
        if last {
            text += line_break;
        }
        let after = rewritten(&text, false).unwrap().unwrap();
        prop_assert!(after.len() > text.len());
        let fits = |at: usize| after.starts_with(&text[..at]) && after.ends_with(&text[at..]);
        prop_assert!((0..=text.len()).filter(|at| text.is_char_boundary(*at)).any(fits), "{:?}", after);
        if !text.contains("```") && !text.contains("~~~") && !text.contains("<!--") {
            prop_assert_eq!(rewritten(&after, false).unwrap(), None, "{}", after);
        }
        prop_assert_eq!(after.contains("\r\n"), text.contains("\r\n"));
    }
}
