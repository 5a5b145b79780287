//! What is read once, however many want to know it.

use version_first::facts::{Facts, Inspected, Log, Past, Place, Since};
use version_first::hosting::{Hosting, Kind};
use version_first::inside::{logs_read, manifests_read};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{Step, plan};

/// By everything that wants to know it: what is bumped, the changelog, the notes, the people in them.
#[test]
fn a_log_is_read_once() {
    let [tip, tagged] = ["1", "2"].map(|digit| digit.repeat(40));
    let manifest =
        |version: &str| File { path: "package.json".to_string(), text: format!("{{\"version\": \"{version}\"}}\n") };
    let facts = Facts {
        refs: format!("ref: refs/heads/main\tHEAD\n{tip}\tHEAD\n{tip}\trefs/heads/main\n{tagged}\trefs/tags/v1.2.3\n"),
        tree: tip.clone(),
        files: vec![manifest("1.2.3")],
        logs: vec![Log {
            of: Since { since: Some(tagged.clone()), ..Since::default() },
            log: format!("{tip} {tagged}\nAda <ada@example.com>\nfeat: a door\0"),
            newer: None,
        }],
        commits: vec![Inspected {
            oid: tagged.clone(),
            tree: tagged.clone(),
            files: vec![manifest("1.2.3")],
            on_branch: Some(true),
            changed: None,
        }],
        places: vec![Place { oid: tagged, on_branch: true, ..Place::default() }],
        hosting: Some(Hosting {
            kind: Kind::Github,
            name: "o/r".to_string(),
            server_url: "https://github.com".to_string(),
        }),
        ..Facts::default()
    };
    let request =
        serde_json::json!({ "run": { "id": "7", "attempt": "1" }, "changelog": "CHANGELOG.md", "date": "2026-01-02" });
    let request: Request = serde_json::from_value(request).unwrap();
    let before = logs_read();
    let plan = plan(&request, Some(facts));
    let files = match &plan.step {
        Some(Step::Commit { files, .. }) => files.as_slice(),
        _ => &[],
    };
    assert!(files.iter().any(|file| file.text.contains("- a door")));
    let proposal = plan.proposal.unwrap().releases.first;
    assert!(proposal.notes.unwrap().contains("- a door") && proposal.people.is_some());
    assert_eq!(logs_read().checked_sub(before), Some(1));
}

/// However many tags are looked for in it.
#[test]
fn what_a_commit_of_the_past_states_is_read_once() {
    const TAGS: usize = 20;
    const COMMITS: usize = 30;
    let oid = |number: usize| format!("{number:040x}");
    let manifest =
        |version: String| File { path: "package.json".to_string(), text: format!("{{\"version\": \"{version}\"}}\n") };
    let tip = oid(1);
    let tags: String = (0..TAGS).map(|at| format!("{}\trefs/tags/v1.0.{at}\n", oid(100 + at))).collect();
    let place = |at| Place { oid: oid(100 + at), searched: true, ..Place::default() };
    let past = |at| Past {
        oid: oid(500 + at),
        author: "a".into(),
        message: String::new(),
        files: vec![manifest(format!("0.9.{at}"))],
    };
    let facts = Facts {
        refs: format!("ref: refs/heads/main\tHEAD\n{tip}\tHEAD\n{tip}\trefs/heads/main\n{tags}"),
        tree: tip.clone(),
        files: vec![manifest("0.9.99".into())],
        places: (0..TAGS).map(place).collect(),
        past: Some((0..COMMITS).map(past).collect()),
        ..Facts::default()
    };
    let request = serde_json::from_value(serde_json::json!({ "run": { "id": "7", "attempt": "1" } })).unwrap();
    let before = manifests_read();
    let result = plan(&request, Some(facts));
    let read = manifests_read().checked_sub(before).unwrap();
    assert!((COMMITS..COMMITS + 3 * TAGS).contains(&read), "{read} readings, {result:?}");
}
