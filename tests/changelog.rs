//! The changelog of a version commit, seen from outside: what a plan makes of one.
//!
//! The shapes are data, in `tests/changelog/*.txt`: a name, then path, version before and version to come (and `hosted`,
//! where the hosting is known), the text before, and the text after or what refuses it. `CHANGELOG_SHAPES=write` writes
//! what comes out today, to be read.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::string_slice)]

use std::fmt::Write as _;

use serde_json::json;
use version_first::facts::{Facts, Log, Place, Since};
use version_first::hosting::{Hosting, Kind};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{Plan, Step, plan};
use version_first::{Error, Failure};

#[path = "../fuzz/changelog.rs"]
mod law;
#[path = "laws/changelog.rs"]
mod laws;

const TIP: &str = "1111111111111111111111111111111111111111";
const TAGGED: &str = "3333333333333333333333333333333333333333";

/// A changelog before a release.
struct Before<'a> {
    path: &'a str,
    /// `None`: it is not there.
    text: Option<&'a str>,
    from: &'a str,
    to: &'a str,
    hosted: bool,
    log: &'a [&'a str],
}

impl Before<'_> {
    fn facts(&self) -> Facts {
        let Self { path, from, hosted, .. } = self;
        let file = |path: &str, text: &str| File { path: path.to_string(), text: text.to_string() };
        let manifest = format!("{{\"version\": \"{from}\"}}\n");
        let log: String = self.log.iter().map(|said| format!("{TIP}\nAda\n{said}\0")).collect();
        Facts {
            refs: format!("ref: refs/heads/main\tHEAD\n{TIP}\trefs/heads/main\n{TAGGED}\trefs/tags/v{from}\n"),
            tree: TIP.to_string(),
            files: [file("package.json", &manifest)]
                .into_iter()
                .chain(self.text.map(|text| file(path, text)))
                .collect(),
            // A release after its candidates tells of everything since the one before.
            logs: [(Some(TAGGED.to_string()), None), (None, Some(TAGGED.to_string()))]
                .map(|(since, newer)| Log {
                    newer: newer.as_ref().map(|_| format!("{TIP}\n")),
                    of: Since { since, newer, ..Since::default() },
                    log: log.clone(),
                })
                .to_vec(),
            places: vec![Place { oid: TAGGED.to_string(), on_branch: true, ..Place::default() }],
            hosting: hosted.then(|| Hosting {
                kind: Kind::Github,
                name: "o/r".to_string(),
                server_url: "https://h".to_string(),
            }),
            ..Facts::default()
        }
    }

    fn plan(&self) -> Plan {
        let request: Request = serde_json::from_value(json!({
            "changelog": self.path,
            "date": "2026-02-03",
            "bump": self.to,
            "run": {"id": "1", "attempt": "1"},
        }))
        .unwrap();
        plan(&request, Some(self.facts()))
    }

    /// The changelog as the version commit has it; `None`: the commit does not touch it.
    fn rewritten(&self) -> Result<Option<String>, Error> {
        let plan = self.plan();
        match (plan.step, plan.result) {
            (Some(Step::Commit { files, .. }), _) => {
                assert!(files.iter().any(|file| file.path == "package.json"));
                assert!(files.iter().filter(|file| file.path == self.path).count() < 2);
                Ok(files.into_iter().find(|file| file.path == self.path).map(|file| file.text))
            }
            (_, Some(report)) => Err(report.error.unwrap()),
            other => panic!("{other:?}"),
        }
    }
}

/// The usual one.
fn rewritten(text: &str, hosted: bool) -> Result<Option<String>, Error> {
    let before =
        Before { path: "CHANGELOG.md", text: Some(text), from: "1.0.0", to: "1.1.0", hosted, log: &["fix: a leak"] };
    before.rewritten()
}

/// What comes of a shape, in the words of the data.
fn told(before: &Before) -> String {
    match before.rewritten() {
        Ok(Some(text)) => text,
        Ok(None) => "(as it is)\n".to_string(),
        Err(error) => {
            let Failure { code, message, path, line, next_steps, .. } = error.told();
            let place = format!("{}:{}", path.unwrap_or_default(), line.map_or(String::new(), |line| line.to_string()));
            format!("({code} {place})\n{message}\n{}\n", next_steps.join("\n"))
        }
    }
}

#[test]
fn shapes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/changelog");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut count = 0;
    for path in paths {
        let data = std::fs::read_to_string(&path).unwrap();
        let mut written = String::new();
        for case in data.split("==== ").skip(1) {
            let (name, rest) = case.split_once('\n').unwrap();
            let (setting, rest) = rest.split_once('\n').unwrap();
            let (before, after) = rest.strip_prefix("---- before\n").unwrap().split_once("---- after\n").unwrap();
            let words: Vec<&str> = setting.split(' ').collect();
            let shape = Before {
                path: words[0],
                text: Some(before),
                from: words[1],
                to: words[2],
                hosted: words.get(3) == Some(&"hosted"),
                log: &["feat: a *window* (#8)", "fix(door): a hinge"],
            };
            let told = told(&shape);
            write!(written, "==== {name}\n{setting}\n---- before\n{before}---- after\n{told}").unwrap();
            if std::env::var("CHANGELOG_SHAPES").is_err() {
                assert_eq!(told, after, "{name}");
            }
            count += 1;
        }
        if std::env::var("CHANGELOG_SHAPES").is_ok() {
            std::fs::write(path, written).unwrap();
        }
    }
    assert!(count >= 60, "{count}");
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
fn a_heading_that_announced_another_version_is_spoken_of() {
    let remarks = |title: &str, to: &str| {
        let text = format!("# Changes\n\n## {title}\n\n- A door.\n\n## 1.0.0 (2025-02-03)\n\n- A lock.\n");
        let before =
            Before { path: "CHANGES.md", text: Some(&text), from: "1.0.0", to, hosted: false, log: &["fix: a leak"] };
        before.plan().remarks
    };
    let told = "`CHANGES.md:3` said `2.0.0 (unreleased)`, and what it tells of is 1.1.0 now: \
                `--bump 2.0.0` (input `version: 2.0.0`) releases what it said";
    assert_eq!(remarks("2.0.0 (unreleased)", "1.1.0"), [told]);
    for (title, to) in [
        ("2.0.0 (unreleased)", "2.0.0"),
        ("2.0.0 (unreleased)", "2.0.0-rc.1"),
        ("2.0.0.dev0", "2.0.0"),
        ("Unreleased", "1.1.0"),
        ("Next", "1.1.0"),
    ] {
        assert!(remarks(title, to).is_empty(), "{title} {to}");
    }
}

/// What a changelog that is not there begins with.
fn begun(path: &str, text: Option<&str>, hosted: bool) -> String {
    let before = Before { path, text, from: "1.0.0", to: "1.1.0", hosted, log: &["fix: a leak"] };
    before.rewritten().unwrap().unwrap()
}

#[test]
fn one_that_is_not_there_or_empty_is_begun() {
    let wanted = "# Changelog\n\nAll notable changes to this project are documented in this file.\n\n## [Unreleased]\n\n\
                  ## [1.1.0] - 2026-02-03\n\n### Fixes\n\n- a leak (1111111) by Ada\n";
    assert_eq!(begun("CHANGELOG.md", None, false), wanted);
    for text in ["", "\n", "\u{feff}", " \r\n\t"] {
        assert_eq!(begun("packages/door/CHANGELOG.md", Some(text), false), wanted, "{text:?}");
    }
    let hosted = begun("CHANGELOG.md", None, true);
    assert!(hosted.ends_with(
        "\n\n[Unreleased]: https://h/o/r/compare/v1.1.0...HEAD\n[1.1.0]: https://h/o/r/compare/v1.0.0...v1.1.0\n"
    ));
    let rst = "Changelog\n=========\n\nAll notable changes to this project are documented in this file.\n\n\
               Unreleased\n----------\n\n1.1.0 (2026-02-03)\n------------------\n\n- a leak (1111111) by Ada\n";
    assert_eq!(begun("CHANGES.rst", None, false), rst);
    assert_eq!(begun("CHANGES", None, false), rst);
    // What was begun goes on.
    for (path, text) in [("CHANGELOG.md", &*hosted), ("CHANGES.rst", rst)] {
        let next = Before { path, text: Some(text), from: "1.1.0", to: "1.2.0", hosted: true, log: &["feat: a bell"] };
        let next = next.rewritten().unwrap().unwrap();
        assert!(next.find("1.2.0").unwrap() < next.find("1.1.0").unwrap() && next.contains("- a bell ("), "{next}");
    }
}

#[test]
fn one_under_another_name_is_asked_about() {
    let with = |other: &str| {
        let before =
            Before { path: "docs/CHANGELOG.md", text: None, from: "1.0.0", to: "1.1.0", hosted: false, log: &[] };
        let mut facts = before.facts();
        facts.files.push(File { path: other.to_string(), text: String::new() });
        let request = json!({"changelog": "docs/CHANGELOG.md", "date": "2026-02-03", "bump": "1.1.0", "run": {"id": "1", "attempt": "1"}});
        let request: Request = serde_json::from_value(request).unwrap();
        plan(&request, Some(facts)).result.and_then(|report| report.error)
    };
    for other in
        ["docs/HISTORY.md", "docs/changelog.md", "docs/CHANGES.rst", "docs/Changelog", "docs/release_notes.txt"]
    {
        let error = with(other).unwrap();
        assert_eq!(error.code, "changelog-not-found", "{other}");
        assert!(error.message.contains(other) && error.next_steps[0].contains(other), "{error:?}");
    }
    for other in ["CHANGELOG.md", "docs/history.js", "docs/changelog.yml", "docs/README.md"] {
        assert_eq!(with(other), None, "{other}");
    }
}

#[test]
fn what_is_read_for_it() {
    let request = json!({"changelog": "docs/CHANGELOG.md", "run": {"id": "1", "attempt": "1"}});
    let request: Request = serde_json::from_value(request).unwrap();
    let needs = |paths: &[&str], only| version_first::needs(&request, &paths.join("\0"), &[], only).unwrap();
    assert_eq!(needs(&["docs/CHANGELOG.md", "docs/HISTORY.md"], false), ["docs/CHANGELOG.md"]);
    assert_eq!(needs(&["CHANGELOG.md", "docs/HISTORY.md", "docs/a.md"], false), ["docs/HISTORY.md"]);
    assert!(needs(&["docs/CHANGELOG.md"], true).is_empty());
}

#[test]
fn a_changelog_that_is_nowhere_or_nothing_for_people_is_refused() {
    let refused = |change: serde_json::Value| -> String {
        let mut request = json!({"changelog": "HISTORY.md", "date": "2026-02-03", "run": {"id": "1", "attempt": "1"}});
        change.as_object().unwrap().iter().for_each(|(name, value)| request[name] = value.clone());
        let request: Request = serde_json::from_value(request).unwrap();
        request.check().unwrap_err().code.to_string()
    };
    let long = format!("{}.md", "x".repeat(253));
    let inside = ["", "/etc/passwd", "../x.md", "a//b.md", ".git/config", "a\\b.md", "./x.md"];
    for path in
        inside.into_iter().chain([".GIT/x", "GIT~1/x", ".git ./x", ".git::$DATA", "a\nb.md", "\u{1b}.md", &long])
    {
        assert_eq!(refused(json!({ "changelog": path })), "invalid-changelog", "{path}");
    }
    for path in
        [".gitattributes", ".gitignore", "CHANGELOG.json", "debian/changelog", "a/debian/changelog", "door.spec"]
    {
        assert_eq!(refused(json!({ "changelog": path })), "changelog-not-understood", "{path}");
    }
    for date in ["", "2026-2-3", "2026/02/03", "today", "2026-02-30"] {
        assert_eq!(refused(json!({ "date": date })), "invalid-date", "{date}");
    }
}

#[test]
fn days_are_written_as_they_were() {
    for (before, after) in [
        ("2025-12-31", "2026-02-03"),
        ("2025/1/2", "2026/2/3"),
        ("2025.12.31", "2026.02.03"),
        ("31.12.2025", "03.02.2026"),
        ("12/31/2025", "02/03/2026"),
        ("20251231", "20260203"),
        ("2025-12", "2026-02"),
        ("December 31, 2025", "February 3, 2026"),
        ("Dec 31st, 2025", "Feb 3rd, 2026"),
        ("31 December 2025", "3 February 2026"),
        ("01 Dec. 2025", "03 Feb. 2026"),
        ("31-DEC-2025", "3-FEB-2026"),
        ("2025-Dec-31", "2026-Feb-3"),
        ("December 2025", "February 2026"),
        ("Wednesday, 31 December 2025", "Tuesday, 3 February 2026"),
        ("Wed 31 Dec 2025", "Tue 3 Feb 2026"),
        // Nobody knows which is the month.
        ("02/03/2025", "2026-02-03"),
    ] {
        let text = rewritten(&format!("# Changes\n\n## 1.0.0 ({before})\n\n- A\n"), false).unwrap().unwrap();
        assert!(text.starts_with(&format!("# Changes\n\n## 1.1.0 ({after})\n\n")), "{before}: {text}");
    }
}
