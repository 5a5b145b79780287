//! A run ends, whatever happens to it: it looks at most so often, and says what kept it.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects)]

use version_first::answers::Pushed;
use version_first::facts::{Facts, Inspected, Log, Place, Since};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{Outcome, Plan, Report, Step, advance, plan};

const TIP: &str = "1111111111111111111111111111111111111111";

fn request() -> Request {
    serde_json::from_value(serde_json::json!({"run": {"id": "1", "attempt": "1"}})).unwrap()
}

fn facts() -> Outcome {
    let files = vec![File { path: "package.json".to_string(), text: "{\"version\": \"1.0.0\"}\n".to_string() }];
    let old = "2222222222222222222222222222222222222222".to_string();
    let refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\trefs/heads/main\n{old}\trefs/tags/v1.0.0\n");
    let places = vec![Place { oid: old.clone(), on_branch: true, ..Place::default() }];
    let logs = vec![Log { of: Since { since: Some(old.clone()), ..Since::default() }, ..Log::default() }];
    let commits =
        vec![Inspected { oid: old, tree: "4".repeat(40), files: files.clone(), on_branch: None, changed: None }];
    Outcome::Facts {
        facts: Box::new(Facts { refs, tree: "3".repeat(40), files, logs, commits, places, ..Facts::default() }),
    }
}

/// Runs to the end, counting looks; every push is answered by `answer`.
fn drive(look: &dyn Fn(u32) -> Outcome, answer: &Outcome) -> (Report, u32, Vec<u32>) {
    let mut plan: Plan = plan(&request(), None);
    let (mut looks, mut waits) = (0, Vec::new());
    while let Some(step) = plan.step.clone() {
        let outcome = match step {
            Step::Look { wait_ms, attempt, .. } => {
                looks += 1;
                assert_eq!(attempt, looks);
                waits.push(wait_ms);
                look(looks)
            }
            Step::Commit { files, .. } => {
                Outcome::Built { commit: "5".repeat(40), tags: vec![format!("{looks:040}")], files }
            }
            Step::Push { .. } => answer.clone(),
            other => panic!("{other:?}"),
        };
        plan = advance(plan, outcome).unwrap();
        assert!(looks < 50, "this run does not end");
    }
    (plan.result.unwrap(), looks, waits)
}

fn unreadable() -> Outcome {
    Outcome::Unreadable {
        exit: Some(128),
        stderr: "fatal: unable to access 'https://x/': Could not resolve host: x".to_string(),
    }
}

fn pushed(exit: Option<i32>, summary: &str) -> Outcome {
    let row = |name: &str| format!("!\tx:{name}\t{summary}\n");
    let stdout = if exit.is_some() { row("refs/heads/main") + &row("refs/tags/v1.0.1") } else { String::new() };
    Outcome::Pushed(Pushed::read(exit, &stdout, ""))
}

#[test]
fn a_remote_that_cannot_be_read_is_asked_three_times() {
    let (report, looks, waits) = drive(&|_| unreadable(), &pushed(None, ""));
    let error = report.error.unwrap();
    assert_eq!((error.code.as_ref(), looks), ("unreachable", 3));
    assert!(waits[0] == 0 && waits[1] > 0 && waits[2] > waits[1], "{waits:?}");
    assert!(!error.next_steps.iter().any(|step| step.contains("without an answer")), "nothing was pushed");
}

#[test]
fn a_race_is_run_ten_times_again_later_each_time() {
    let (report, looks, waits) = drive(&|_| facts(), &pushed(Some(1), "[rejected] (stale info)"));
    assert_eq!((report.error.unwrap().code.as_ref(), looks), ("race-lost", 11));
    assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]) && waits[10] > 1000, "{waits:?}");
    assert!(waits.iter().all(|wait| *wait < 10_000), "{waits:?}");
}

#[test]
fn a_lock_that_stays_at_the_remote_is_no_lost_race() {
    let said = "remote: error: cannot lock ref 'refs/heads/main': Unable to create '/srv/r.git/refs/heads/main.lock': File exists.\n";
    let Outcome::Pushed(answered) = pushed(Some(1), "[remote rejected] (failed to update ref)") else { panic!() };
    let answered = Outcome::Pushed(Pushed { said: said.to_string(), ..answered });
    let (report, looks, _) = drive(&|_| facts(), &answered);
    let error = report.error.unwrap();
    assert_eq!((error.code.as_ref(), looks), ("remote-locked", 11));
    assert!(error.message.contains("/srv/r.git/refs/heads/main.lock"), "{}", error.message);
}

#[test]
fn answers_that_are_lost_for_good_are_no_lost_race() {
    let (report, looks, _) = drive(&|_| facts(), &pushed(None, ""));
    let error = report.error.unwrap();
    assert_eq!((error.code.as_ref(), looks), ("unreachable", 11));
    assert!(error.next_steps.iter().any(|step| step.contains("`v1.0.1` at 5555")), "{error:?}");
}

/// A hook of the server's that ends it, say: whoever reads what it said knows more than that nothing was answered.
#[test]
fn what_was_said_beside_a_lost_answer_is_told_at_the_end() {
    let said = "policy 7: no tags on Fridays\nfatal: ref updates aborted by hook\nfatal: the remote end hung up unexpectedly\n";
    let lost = |said: &str| Outcome::Pushed(Pushed::read(Some(128), "", said));
    let (report, looks, _) = drive(&|_| facts(), &lost(said));
    let error = report.error.unwrap();
    assert_eq!((error.code.as_ref(), looks), ("unreachable", 11));
    assert!(error.message.contains("again and again: `policy 7: no tags on Fridays"), "{}", error.message);
    let (report, _, _) = drive(&|_| facts(), &lost(""));
    assert!(report.error.unwrap().message.ends_with("again and again"));
    // What a look could not see later has other words.
    let look = |looks| if looks == 1 { facts() } else { unreadable() };
    let (report, _, _) = drive(&look, &lost(said));
    assert!(!report.error.unwrap().message.contains("policy 7"));
}

#[test]
fn a_push_without_an_answer_is_named_when_the_remote_is_gone_too() {
    let look = |looks| if looks == 1 { facts() } else { unreadable() };
    let (report, _, _) = drive(&look, &pushed(None, ""));
    let error = report.error.unwrap();
    assert_eq!(error.code, "unreachable");
    assert!(error.next_steps.iter().any(|step| step.contains("was pushed without an answer")), "{error:?}");
    // A push that was refused is no such thing.
    let (report, _, _) = drive(&look, &pushed(Some(1), "[rejected] (stale info)"));
    assert!(!report.error.unwrap().next_steps.iter().any(|step| step.contains("without an answer")));
}

#[test]
fn a_journal_that_is_not_ours_is_not_even_looked_at() {
    let made = |branch: &str| version_first::run::OwnBranch { branch: branch.to_string(), oid: TIP.to_string() };
    for branch in [
        "develop",
        "main",
        "release/1.x",
        "1.x",
        "chore/version-bump-",
        "chore/version-bump-x",
        "chore/version-bump-1.x",
        "chore/version-bump--1.0.1",
        "chore/version-bump-1.0.1/../../main",
        "refs/heads/chore/version-bump-1.0.1",
    ] {
        let ended = version_first::run::sweep(&request(), vec![made(branch)]);
        assert!(ended.step.is_none() && ended.run.branches.made.is_empty(), "{branch}");
    }
    // One of a package's carries its name.
    let of_package = version_first::request::Request { package: Some("@o/web".to_string()), ..request() };
    for (request, looked) in [(request(), false), (of_package, true)] {
        let swept = version_first::run::sweep(&request, vec![made("chore/version-bump-o-web-1.0.1")]);
        assert_eq!(swept.step.is_some(), looked);
    }
    let many = (0..10_000).map(|number| made(&format!("chore/version-bump-1.0.{number}"))).collect();
    let swept = version_first::run::sweep(&request(), many);
    assert!(matches!(&swept.step, Some(Step::Look { heads, bare: false, .. }) if heads.len() == 10));
}
