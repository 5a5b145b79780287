//! One row, one branch: what is known of it, and whether it goes or stays, and why.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "prune/holding.rs"]
mod holding;

use proptest::prelude::*;
use serde_json::{Value, json};
use version_first::answers::Pushed;
use version_first::prune::{Prune, Pruning, after, plan_prune};
use version_first::request::Request;

const NOW: &str = "2026-11-27T12:00:00Z";
const HERE: &str = "1111111111111111111111111111111111111111";
const ELSEWHERE: &str = "2222222222222222222222222222222222222222";

/// How old a branch is.
#[derive(Clone, Copy)]
enum Age {
    Minutes(u32),
    Days(u32),
    Future,
}

use Age::{Days, Future, Minutes};

impl Age {
    fn time(self) -> String {
        match self {
            Minutes(minutes) => format!("2026-11-27T11:{:02}:00Z", 60 - minutes),
            Days(days) if days < 27 => format!("2026-11-{:02}T12:00:00Z", 27 - days),
            Days(_) => "2025-01-31T00:00:00Z".to_string(),
            Future => "2027-01-01T00:00:00Z".to_string(),
        }
    }
}

const BUMP: &str = "chore/version-bump-0.2.332";
const ODD: &str = "chore/version-bump--0.2.332";

/// `pulls`: `open`, `merged`, `closed`, at what the branch names; with `~` before it, at something else; `?`: not known.
fn asked(branch: &str, pulls: &str) -> Value {
    if pulls == "?" {
        return Value::Null;
    }
    let one = |(at, word): (usize, &str)| {
        let head = if word.starts_with('~') { ELSEWHERE } else { HERE };
        json!({ "number": 10 + at, "state": word.trim_start_matches('~'), "headOid": head })
    };
    json!([{ "head": branch, "pulls": pulls.split_whitespace().enumerate().map(one).collect::<Vec<_>>() }])
}

fn ask(more: Value, branches: Value, pulls: Value) -> version_first::Result<Pruning> {
    let mut question = json!({ "branches": branches, "pulls": pulls, "now": NOW, "defaultBranch": "main" });
    for (key, value) in more.as_object().unwrap() {
        question[key] = value.clone();
    }
    plan_prune(&serde_json::from_value::<Prune>(question).unwrap())
}

fn verdict(name: &str, holds: &str, age: Age, pulls: &str, more: Value) -> String {
    let (holds, contained) = holds.strip_suffix(" contained").map_or((holds, false), |holds| (holds, true));
    let branch = json!([{ "name": name, "oid": HERE, "time": age.time(), "holds": holds, "contained": contained, "authors": ["Ann"] }]);
    let Pruning { delete, keep } = ask(more, branch, asked(name, pulls)).unwrap();
    assert_eq!(delete.len() + keep.len(), 1, "{name}");
    let told = match (delete.first(), keep.first()) {
        (Some(one), _) => json!(["delete", one.cause, one.why]),
        (_, Some(one)) => json!(["keep", one.cause, one.why]),
        _ => panic!("neither"),
    };
    told.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(": ")
}

#[test]
fn a_branch_goes_only_if_nobody_needs_it() {
    let rows: &[(&str, &str, Age, &str, &str)] = &[
        // An open pull request keeps everything.
        (BUMP, "ours", Days(30), "open", "keep: pull-request: #10 is open"),
        (ODD, "bump", Days(30), "open", "keep: pull-request: #10 is open"),
        (BUMP, "ours", Days(30), "closed open", "keep: pull-request: #11 is open"),
        (BUMP, "ours", Days(30), "merged ~open", "keep: pull-request: #11 is open"),
        // Merged: exactly the head of it, whoever made it and however young.
        (BUMP, "ours", Minutes(1), "merged", "delete: merged: #10 was merged"),
        (BUMP, "others", Minutes(1), "merged", "delete: merged: #10 was merged"),
        (BUMP, "others", Days(30), "~merged", "keep: others: it has moved on since #10 was merged"),
        (BUMP, "ours", Days(1), "~merged", "keep: younger: its newest commit is one day old: younger than 7 days"),
        (BUMP, "ours", Days(8), "~merged", "delete: orphan: 8 days old, and no pull request is open"),
        // Closed: ours at once.
        (BUMP, "ours", Minutes(1), "closed", "delete: closed: #10 was closed"),
        (BUMP, "ours", Days(30), "~closed", "delete: orphan: 665 days old, and no pull request is open"),
        (BUMP, "ours", Days(6), "~closed", "keep: younger: its newest commit is 6 days old: younger than 7 days"),
        (
            BUMP,
            "others",
            Days(30),
            "closed",
            "keep: others: it holds more than a version bump on the branch that is released from, by Ann",
        ),
        (BUMP, "bump", Days(30), "closed", "keep: others: no run of version-first made it, by Ann: it has no trailer"),
        (ODD, "bump", Days(8), "closed", "delete: closed: #10 was closed"),
        (ODD, "bump", Days(1), "closed", "keep: younger: its newest commit is one day old: younger than 7 days"),
        // None.
        (BUMP, "ours", Days(7), "", "delete: orphan: 7 days old, and without a pull request"),
        (BUMP, "ours", Days(6), "", "keep: younger: its newest commit is 6 days old: younger than 7 days"),
        (BUMP, "ours", Minutes(9), "", "keep: younger: its newest commit is 9 minutes old: younger than 7 days"),
        (BUMP, "ours", Future, "", "keep: younger: its newest commit is 0 minutes old: younger than 7 days"),
        (
            BUMP,
            "others",
            Days(30),
            "",
            "keep: others: it holds more than a version bump on the branch that is released from, by Ann",
        ),
        (BUMP, "bump", Days(30), "", "keep: others: no run of version-first made it, by Ann: it has no trailer"),
        (
            BUMP,
            "bump contained",
            Days(30),
            "",
            "delete: contained: all it holds is on the branch that is released from",
        ),
        (BUMP, "bump contained", Days(2), "", "keep: younger: its newest commit is 2 days old: younger than 7 days"),
        // Names that are none.
        (
            ODD,
            "bump",
            Days(8),
            "",
            "delete: malformed: its name has no version, and all it holds is a version bump, 8 days old, without a pull request",
        ),
        (ODD, "bump", Days(1), "", "keep: younger: its newest commit is one day old: younger than 7 days"),
        (
            ODD,
            "others",
            Days(30),
            "",
            "keep: others: it holds more than a version bump on the branch that is released from, by Ann",
        ),
        (
            "chore/version-bump-",
            "bump",
            Days(8),
            "",
            "delete: malformed: its name has no version, and all it holds is a version bump, 8 days old, without a pull request",
        ),
        (
            "chore/version-bump-v1.2.3",
            "bump",
            Days(8),
            "",
            "delete: malformed: its name has no version, and all it holds is a version bump, 8 days old, without a pull request",
        ),
        (
            "chore/version-bump-null",
            "bump",
            Days(8),
            "",
            "delete: malformed: its name has no version, and all it holds is a version bump, 8 days old, without a pull request",
        ),
        (
            "chore/version-bump-docs",
            "bump",
            Days(30),
            "",
            "keep: other-name: its name does not have the shape of the branch template",
        ),
        (
            "feature/x",
            "ours",
            Days(30),
            "merged",
            "keep: other-name: its name does not have the shape of the branch template",
        ),
        ("main", "ours", Days(30), "merged", "keep: default: it is the default branch"),
        (
            "chore/version-bump-1.x",
            "ours",
            Days(30),
            "merged",
            "keep: other-name: its name does not have the shape of the branch template",
        ),
        // Nothing is known of pull requests.
        (BUMP, "ours", Days(30), "?", "keep: unknown: whether it has an open pull request is not known"),
        (ODD, "bump", Days(30), "?", "keep: unknown: whether it has an open pull request is not known"),
        (
            BUMP,
            "ours contained",
            Days(30),
            "?",
            "delete: contained: all it holds is on the branch that is released from",
        ),
        (
            BUMP,
            "bump contained",
            Days(30),
            "?",
            "delete: contained: all it holds is on the branch that is released from",
        ),
        (BUMP, "ours contained", Days(3), "?", "keep: unknown: whether it has an open pull request is not known"),
        (BUMP, "others contained", Days(30), "?", "keep: unknown: whether it has an open pull request is not known"),
    ];
    for (name, holds, age, pulls, expected) in rows {
        let said = verdict(name, holds, *age, pulls, json!({}));
        assert_eq!(said, *expected, "{name}, {holds}, {pulls}");
    }
}

#[test]
fn settings_say_more() {
    let rows: &[(Value, &str, Age, &str)] = &[
        (json!({ "maxAge": 86_400 }), BUMP, Days(1), "delete: orphan: one day old, and without a pull request"),
        // Another run may be about to open its pull request, whatever is asked for.
        (
            json!({ "maxAge": 0 }),
            BUMP,
            Minutes(9),
            "keep: younger: its newest commit is 9 minutes old: younger than 10 minutes",
        ),
        (json!({ "maxAge": 0 }), BUMP, Minutes(10), "delete: orphan: 10 minutes old, and without a pull request"),
        (json!({ "protected": [BUMP] }), BUMP, Days(8), "keep: protected: it is protected"),
        (
            json!({ "template": "release/{version}" }),
            "release/1.4",
            Days(8),
            "keep: other-name: it may be a maintenance branch",
        ),
        (
            json!({ "template": "release/{version}" }),
            "release/v1",
            Days(8),
            "keep: other-name: it may be a maintenance branch",
        ),
        (
            json!({ "template": "release/{version}" }),
            "release/1.4.0",
            Days(8),
            "delete: orphan: 8 days old, and without a pull request",
        ),
        (
            json!({ "template": "bump/{version}-x" }),
            "bump/1.4.0-x",
            Days(8),
            "delete: orphan: 8 days old, and without a pull request",
        ),
        (
            json!({ "template": "bump/{version}-x" }),
            BUMP,
            Days(8),
            "keep: other-name: its name does not have the shape of the branch template",
        ),
    ];
    for (more, name, age, expected) in rows {
        assert_eq!(verdict(name, "ours", *age, "", more.clone()), *expected, "{more} {name}");
    }
}

#[test]
fn bad_input_is_refused() {
    let branch = |time: &str| json!([{ "name": BUMP, "oid": HERE, "time": time, "holds": "ours" }]);
    let good = "2026-11-01T00:00:00Z";
    let rows = [
        (json!({ "template": "{version}" }), good, "template-too-wide"),
        (json!({ "template": "v{version}" }), good, "template-too-wide"),
        (json!({ "template": "x" }), good, "invalid-branch-template"),
        (json!({ "template": "a{version}{version}" }), good, "invalid-branch-template"),
        (json!({ "now": "yesterday" }), good, "invalid-date"),
        (json!({ "now": "2026-11-27" }), good, "invalid-date"),
        (json!({ "now": "2026-11-27T12:00:00+02:00" }), good, "invalid-date"),
        (json!({}), "2026-11-27T25:00:00Z", "invalid-date"),
        (json!({}), "2026-11-27T12:00Z", "invalid-date"),
    ];
    for (more, time, code) in rows {
        let error = ask(more.clone(), branch(time), Value::Null).unwrap_err();
        assert_eq!(error.code, code, "{more} {time}");
    }
}

#[test]
fn at_most_fifty_go_the_oldest_first() {
    let name = |at: usize| format!("chore/version-bump-1.0.{at}");
    let branches: Vec<Value> = (0..60)
        .map(|at| json!({ "name": name(at), "oid": HERE, "time": format!("2026-10-01T00:{:02}:00Z", 59 - at), "holds": "ours" }))
        .collect();
    let pulls: Vec<Value> = (0..60).map(|at| json!({ "head": name(at), "pulls": [] })).collect();
    for (limit, most) in [(json!({}), 50), (json!({ "limit": 3 }), 3), (json!({ "limit": 1000 }), 50)] {
        let Pruning { delete, keep } = ask(limit, json!(branches), json!(pulls)).unwrap();
        assert_eq!((delete.len(), keep.len()), (most, 60 - most));
        assert_eq!(delete[0].branch, name(59));
        assert!(keep.iter().all(|one| one.why.contains("goes with a later one")), "{keep:?}");
    }
}

fn request(more: Value) -> Request {
    let mut request = json!({ "run": { "id": "1", "attempt": "1" } });
    for (key, value) in more.as_object().unwrap() {
        request[key] = value.clone();
    }
    serde_json::from_value(request).unwrap()
}

#[test]
fn what_became_of_those_that_were_to_go() {
    let one = |name: &str| json!({ "branch": name, "oid": HERE, "cause": "orphan", "why": "old" });
    let asked = json!([one("gone"), one("moved"), one("refused"), one("stays"), one("stale")]);
    let refs = format!(
        "{ELSEWHERE}\trefs/heads/moved\n{HERE}\trefs/heads/refused\n{HERE}\trefs/heads/stays\n{HERE}\trefs/heads/stale\n"
    );
    let judged = |push: Pushed| {
        let asked = serde_json::from_value(asked.clone()).unwrap();
        let seen = after(asked, &push, &refs);
        let names = |list: Vec<&str>| list.join(" ");
        [
            names(seen.deleted.iter().map(|one| one.branch.as_str()).collect()),
            names(seen.keep.iter().map(|one| one.branch.as_str()).collect()),
            names(seen.left.iter().map(|one| one.branch.as_str()).collect()),
            names(seen.again.iter().map(|one| one.branch.as_str()).collect()),
            seen.left.first().map(|one| one.error.code.to_string()).unwrap_or_default(),
        ]
    };
    let rows = "To https://example.com/o/r\n-\t:refs/heads/gone\t[deleted]\n!\t:refs/heads/moved\t[rejected] (stale info)\n\
                !\t:refs/heads/refused\t[remote rejected] (push declined due to repository rule violations)\n\
                !\t:refs/heads/stale\t[rejected] (stale info)\nDone\n";
    let said = "remote: error: GH013: Repository rule violations found for refs/heads/refused.\nremote: - Cannot delete this branch\n";
    let seen = judged(Pushed::read(Some(1), rows, said));
    assert_eq!(seen, ["gone", "moved refused", "", "stays stale", ""]);
    // No answer: only the refs speak.
    assert_eq!(judged(Pushed::default())[..4], ["gone", "moved", "", "refused stays stale"]);
    let shut = "fatal: unable to access 'https://example.com/o/r/': The requested URL returned error: 403\n";
    let seen = judged(Pushed::read(Some(128), "", shut));
    assert_eq!(seen, ["gone", "moved", "refused stays stale", "", "no-permission"]);
}

proptest! {
    /// Whatever comes in: every branch is told of once, none goes that has an open pull request or holds what others made
    /// without being exactly what was merged, and nothing goes of which nothing is known unless it is on the branch already.
    #[test]
    fn nothing_that_is_needed_goes(
        rows in proptest::collection::vec(
            ("[a-z]{0,3}(chore/version-bump-)?[-v.]{0,2}[0-9a-z.]{0,8}", 0_usize..3, any::<bool>(), 0_u32..40, proptest::option::of(proptest::collection::vec((0_usize..3, any::<bool>()), 0..3))),
            0..12,
        ),
        max_age in 0_u64..1_000_000,
    ) {
        let holds = ["ours", "bump", "others"];
        let states = ["open", "merged", "closed"];
        let named: Vec<(String, _)> = rows.into_iter().enumerate().map(|(at, (name, holds, contained, days, pulls))| (format!("{name}{at}"), (holds, contained, days, pulls))).collect();
        let branches: Vec<Value> = named.iter().map(|(name, (which, contained, days, _))| json!({
            "name": name, "oid": HERE, "time": Days(*days).time(), "holds": holds[*which], "contained": contained,
        })).collect();
        let pulls: Vec<Value> = named.iter().filter_map(|(name, (.., pulls))| Some(json!({
            "head": name,
            "pulls": pulls.as_ref()?.iter().map(|(state, here)| json!({
                "number": 1, "state": states[*state], "headOid": if *here { HERE } else { ELSEWHERE },
            })).collect::<Vec<_>>(),
        }))).collect();
        let Pruning { delete, keep } = ask(json!({ "maxAge": max_age }), json!(branches), json!(pulls)).unwrap();
        prop_assert_eq!(delete.len() + keep.len(), named.len());
        for gone in &delete {
            let (_, (which, contained, _, pulls)) = named.iter().find(|(name, _)| *name == gone.branch).unwrap();
            prop_assert!(gone.branch.starts_with("chore/version-bump-"));
            match pulls {
                None => prop_assert!(*contained && *which < 2),
                Some(pulls) => {
                    prop_assert!(pulls.iter().all(|(state, _)| *state != 0));
                    prop_assert!(*which < 2 || pulls.contains(&(1, true)));
                }
            }
        }
    }
}
