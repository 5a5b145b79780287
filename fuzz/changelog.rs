//! What must be true of every changelog: the fuzz target asks for it, and so do the ordinary tests.

use version_first::facts::{Facts, Log, Place, Since};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{Step, plan};
use version_first::strict::{Value, read};

/// The kinds that are told apart.
pub const PATHS: [&str; 4] = ["CHANGELOG.md", "CHANGES.rst", "NEWS", "History.txt"];

/// What a release from 1.2.3 to 1.3.0 makes of a changelog; `None`: nothing, or it is refused.
///
/// # Panics
///
/// Where it is refused by a mistake of ours.
#[must_use]
pub fn released(path: &str, text: &str) -> Option<String> {
    let said = |text: &str| Value::Text(text.to_string());
    let object = |fields: &[(&str, Value)]| {
        Value::Object(fields.iter().map(|(name, value)| ((*name).to_string(), value.clone())).collect())
    };
    let run = object(&[("id", said("1")), ("attempt", said("1"))]);
    let request = [("changelog", said(path)), ("date", said("2026-02-03")), ("bump", said("1.3.0")), ("run", run)];
    let request: Request = read("request", object(&request)).expect("a request");
    let (tip, tagged) = ("1".repeat(40), "3".repeat(40));
    let file = |path: &str, text: &str| File { path: path.to_string(), text: text.to_string() };
    let facts = Facts {
        refs: format!("ref: refs/heads/main\tHEAD\n{tip}\trefs/heads/main\n{tagged}\trefs/tags/v1.2.3\n"),
        tree: tip.clone(),
        files: vec![file("package.json", "{\"version\": \"1.2.3\"}\n"), file(path, text)],
        logs: vec![Log {
            of: Since { since: Some(tagged.clone()), ..Since::default() },
            log: format!("{tip}\nAda\nfix: a leak\0"),
            newer: None,
        }],
        places: vec![Place { oid: tagged, on_branch: true, ..Place::default() }],
        ..Facts::default()
    };
    let plan = plan(&request, Some(facts));
    if let Some(error) = plan.result.and_then(|report| report.error) {
        assert!(["changelog-not-understood"].contains(&&*error.code), "{error}\n{text}");
    }
    match plan.step {
        Some(Step::Commit { files, .. }) => files.into_iter().find(|file| file.path == path).map(|file| file.text),
        _ => None,
    }
}

/// Whatever the text: nothing panics, and what is written is found again, so that a second time nothing is.
///
/// # Panics
///
/// Where one of these is not so.
pub fn hold(path: &str, text: &str) {
    if let Some(after) = released(path, text) {
        assert!(after.contains("1.3.0"), "{after}");
        assert_eq!(released(path, &after), None, "{after}");
    }
}

/// As [`hold`]; the first byte chooses one of the paths.
pub fn hold_any(data: &[u8]) {
    if let Some((first, rest)) = data.split_first()
        && let (Some(path), Ok(text)) = (PATHS.get(usize::from(*first) % PATHS.len()), std::str::from_utf8(rest))
        // One with a marker for the version is another matter.
        && !text.contains("version-first") && !text.contains("x-release-please")
    {
        hold(path, text);
    }
}
