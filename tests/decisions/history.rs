//! What commits ask for, and since when they are told of.

use super::*;

#[test]
fn what_commits_ask_for() {
    let by = |request: serde_json::Value, log: &'static [&'static str], row: Row| Row { request, log, ..row };
    let none = "nothing: no commit since `v1.0.0` asks for a release";
    let table = json!({"bumpTypes": {"docs": "none", "perf": "minor"}});
    all(&[
        by(table.clone(), &["docs: a"], row("only what asks for nothing", &["v1.0.0"], &["j1.0.0"], none)),
        by(table.clone(), &["docs: a", "perf: b"], row("the table", &["v1.0.0"], &["j1.0.0"], "release 1.1.0 minor")),
        by(table, &["docs: a"], row("yet there is something to cure", &["v1.0.0"], &["j0.9.0"], "release 1.0.1 patch")),
        by(
            json!({"belowOne": "major"}),
            &["feat!: a"],
            row("no rule below 1.0", &["v0.4.0"], &["j0.4.0"], "release 1.0.0 major"),
        ),
        by(
            json!({"belowOne": "patch"}),
            &["feat: a"],
            row("a feature below 1.0", &["v0.4.0"], &["j0.4.0"], "release 0.4.1 patch"),
        ),
        by(
            json!({}),
            &["a\n\nRelease-As: 3.0.0", "feat: b"],
            row("a footer's version", &["v1.0.0"], &["j1.0.0"], "release 3.0.0"),
        ),
        by(
            json!({"bump": "patch"}),
            &["a\n\nRelease-As: 3.0.0"],
            row("who asks counts more", &["v1.0.0"], &["j1.0.0"], "release 1.0.1 patch"),
        ),
        by(json!({}), &["Merge branch 'x'"], row("only a merge", &["v1.0.0"], &["j1.0.0"], none)),
    ]);
}

/// A decision that costs the square of what it looks at would take minutes here; a busy machine takes a second.
#[test]
fn a_long_history_is_decided_in_milliseconds() {
    let mut refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n");
    for number in 0..10_000 {
        writeln!(refs, "{number:040x}\trefs/tags/v1.{}.{}", number / 100, number % 100).unwrap();
        writeln!(refs, "{:040x}\trefs/tags/v1.{}.{}^{{}}", number + 20_000, number / 100, number % 100).unwrap();
    }
    let mut log = String::new();
    for number in (0..50_000).rev() {
        let message = match number % 5 {
            0 => format!("fix(core): part {number} (#{number})\n\nwhy it was wrong\n\nRefs: #1\n"),
            1 => format!(
                "Revert \"fix(core): part {} (#{})\"\n\nThis reverts commit {:040x}.\n",
                number - 1,
                number - 1,
                number - 1
            ),
            2 => format!("Merge pull request #{number} from a/b\n\nfix: x\n"),
            3 => format!("Doors (#{number})\n\n* fix: hinge\n\n* docs: bell\n"),
            _ => "whatever it was\n".to_string(),
        };
        write!(log, "{number:040x} {TIP}\nAda\n{message}\0").unwrap();
    }
    let request: Request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    let newest = Place { oid: format!("{:040x}", 29_999), on_branch: true, ..Place::default() };
    let facts = Facts {
        refs,
        tree: TREE.to_string(),
        files: files(&["j1.99.99"]),
        logs: vec![Log { of: Since { since: Some(newest.oid.clone()), ..Since::default() }, log, newer: None }],
        places: vec![newest],
        ..Facts::default()
    };
    let started = std::time::Instant::now();
    let plan = plan(&request, Some(facts));
    let took = started.elapsed();
    println!("10,000 tags and 50,000 commits in {took:?}");
    let proposal = plan.proposal.unwrap().releases.first;
    assert_eq!((proposal.version.as_str(), proposal.reasons.len()), ("1.99.100", 50_000));
    assert_eq!(proposal.reasons.iter().filter(|reason| reason.why.starts_with("reverted by")).count(), 10_000);
    assert!(took.as_secs() < 20, "{took:?}");
}

/// Names of commits, newest first, the last two of which candidates have brought out.
const PAST: [(&str, &str); 4] =
    [("4", "fix: a clapper"), ("3", "fix: a hinge"), ("2", "chore: rc"), ("1", "feat: a bell")];

#[test]
fn a_history_that_cannot_be_had_is_asked_for_in_vain() {
    let tagged = format!("{TIP}\trefs/heads/main\n{}\trefs/tags/v1.2.3\n", "a".repeat(40));
    let asked = |bump: &str, tags: bool, shallow: bool| {
        let request = serde_json::from_value(json!({ "bump": bump, "run": {"id": "7", "attempt": "1"} })).unwrap();
        let untagged = format!("{TIP}\trefs/heads/main\n");
        let refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{}", if tags { &tagged } else { &untagged });
        let first_look = FirstLook { refs, files: files(&["j1.2.3"]), shallow, ..Default::default() };
        version_first::wants(&request, &first_look).map_err(|error| error.told().message)
    };
    assert!(asked("auto", true, false).is_ok() && asked("auto", false, false).is_ok());
    let history = "this clone is shallow: expected the history since the last tag";
    assert_eq!(asked("auto", true, true), Err(history.to_string()));
    let tags = "this clone is shallow and has no tags: expected those of the remote";
    assert_eq!(asked("auto", false, true), Err(tags.to_string()));
    assert_eq!(asked("1.3.0", false, true), Err(tags.to_string()));
}

#[test]
fn since_when_is_told() {
    let (release, candidate) = ("a".repeat(40), "b".repeat(40));
    let refs = format!(
        "ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n{release}\trefs/tags/v1.2.3\n{candidate}\trefs/tags/v1.3.0-rc.1\n"
    );
    let told = |bump: &str| {
        let request = json!({ "bump": bump, "run": {"id": "7", "attempt": "1"} });
        let request: Request = serde_json::from_value(request).unwrap();
        let hosting =
            Hosting { kind: Kind::Github, name: "o/r".to_string(), server_url: "https://example.com".to_string() };
        let there = |oid: &String| Place { oid: oid.clone(), on_branch: true, ..Place::default() };
        let places: Vec<Place> = [&candidate, &release].into_iter().map(there).collect();
        let first_look = FirstLook {
            refs: refs.clone(),
            files: files(&["j1.3.0-rc.1"]),
            hosting: Some(hosting),
            places: places.clone(),
            ..Default::default()
        };
        let wants = version_first::wants(&request, &first_look).unwrap().logs.pop();
        let all: String = PAST.iter().map(|(name, said)| format!("{}\nAda\n{said}\0", name.repeat(40))).collect();
        let fresh: String =
            PAST[..2].iter().map(|(name, said)| format!("{}\nAda\n{said}\0", name.repeat(40))).collect();
        let further = wants.as_ref().is_some_and(|log| log.newer.is_some());
        let of = wants.clone().unwrap_or_else(|| Since { since: Some(candidate.clone()), ..Since::default() });
        if let Some(log) = wants {
            let (since, newer) = if further { (&release, Some(candidate.clone())) } else { (&candidate, None) };
            assert_eq!((log.since.as_ref(), log.newer), (Some(since), newer), "{bump}");
        }
        let facts = Facts {
            refs: refs.clone(),
            tree: TREE.to_string(),
            files: files(&["j1.3.0-rc.1"]),
            logs: vec![Log {
                of,
                log: if further { all } else { fresh },
                newer: further.then(|| PAST[..2].iter().map(|(name, _)| name.repeat(40) + "\n").collect()),
            }],
            commits: vec![Inspected {
                oid: candidate.clone(),
                tree: OTHER.to_string(),
                files: files(&["j1.3.0-rc.1"]),
                on_branch: None,
                changed: None,
            }],
            places,
            ..Facts::default()
        };
        let plan = plan(&request, Some(facts));
        let proposal = plan.proposal.unwrap().releases.first;
        let notes = proposal.notes.unwrap();
        let said: Vec<&str> =
            PAST.iter().map(|(_, said)| said.split_once(": ").unwrap().1).filter(|said| notes.contains(said)).collect();
        let counted: Vec<&str> = proposal.reasons.iter().map(|reason| reason.subject.as_str()).collect();
        format!("{}: {}; {}", proposal.version, said.join(", "), counted.join(", "))
    };
    assert_eq!(told("prerelease"), "1.3.0-rc.2: a clapper, a hinge; ");
    assert_eq!(told("release"), "1.3.0: a clapper, a hinge, a bell; ");
    assert_eq!(told("1.3.0"), "1.3.0: a clapper, a hinge, a bell; ");
    assert_eq!(told("2.0.0-rc.1"), "2.0.0-rc.1: a clapper, a hinge; ");
    // What a commit asks for counts from the newest tag, whatever is told.
    assert_eq!(told("auto"), "1.3.0-rc.2: a clapper, a hinge; fix: a clapper, fix: a hinge");
}
