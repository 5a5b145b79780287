//! Step by step: what a run does about what came of its last step.

use serde_json::json;
use version_first::answers::Pushed;
use version_first::hosting::{Denial, Pull};
use version_first::run::{Outcome, OwnBranch, Past, Plan, Step, Stop, Why, advance, sweep};

use crate::remote::*;

#[test]
fn branch_and_tag_are_pushed_together_or_not_at_all() {
    let plan = built(direct().start());
    assert_eq!(words(&plan), "push refs/heads/main over 1, push refs/tags/v1.0.1 over ");
    assert!(matches!(plan.step, Some(Step::Push { atomic: true, .. })));
    let bump = built(remote().start());
    assert_eq!(words(&bump), "push refs/heads/chore/version-bump-1.0.1 over ");
    assert_eq!(bump.journal.len(), 1, "written down before it is made");
}

#[test]
fn a_server_without_atomic_pushes_gets_the_branch_and_then_the_tag() {
    let plan = built(direct().start());
    let stderr = "fatal: the receiving end does not support --atomic push\n";
    let said = |plan: &Plan| match &plan.step {
        Some(Step::Commit { message, .. }) => message.ends_with("; tagged\n"),
        step => panic!("{step:?}"),
    };
    assert!(said(&direct().start()), "together with its tag, and the commit says so");
    let plan = advance(plan, Outcome::Pushed(Pushed::read(Some(128), "", stderr))).unwrap();
    assert!(matches!(plan.step, Some(Step::Look { why: Why::OneByOne, wait_ms: 0, .. })), "{:?}", plan.step);
    let plan = direct().looked(plan);
    assert!(!said(&plan), "made anew, for its tag comes later, if it does");
    let plan = built(plan);
    assert_eq!(words(&plan), "push refs/heads/main over 1");
    let plan = landed(plan);
    assert_eq!(words(&plan), "push refs/tags/v1.0.1 over ", "without a look in between");
    assert_eq!(words(&followed(landed(plan))), "Released");
}

#[test]
fn a_refusal_is_followed_by_one_look_that_asks_about_the_bump_branch() {
    let plan = refused(built(direct().start()), "protected branch hook declined");
    let Some(Step::Look { heads, .. }) = &plan.step else { panic!("{:?}", plan.step) };
    assert_eq!(*heads, [HEAD], "what was declined or proposed meanwhile");
    assert_eq!(words(&direct().looked(plan)), "make chore/version-bump-1.0.1");
    let may_only_push = Remote { request: json!({"mode": "direct"}), ..remote() };
    let plan = refused(built(may_only_push.start()), "protected branch hook declined");
    assert_eq!(words(&plan), "error pull-request-required");
}

/// A version that landed without its tag, and the commits that touched the manifest, newest first.
fn finalising(says: &[&str], complete: bool) -> Plan {
    let remote = Remote { says: "1.1.0", ..direct() };
    let past = |(number, says): (usize, &&str)| Past {
        oid: format!("{number:040}"),
        author: format!("author {number}"),
        message: OURS.to_string(),
        files: vec![package(says)],
    };
    let commits = says.iter().enumerate().map(past).collect();
    advance(remote.start(), Outcome::History { commits, complete }).unwrap()
}

#[test]
fn the_oldest_of_the_unbroken_run_is_tagged() {
    for (says, complete, tagged) in [
        (["1.1.0", "1.0.0"].as_slice(), true, 0),
        (&["1.1.0", "1.1.0", "1.1.0", "1.0.0"], true, 2),
        (&["1.1.0", "1.0.0", "1.1.0"], true, 0),
        (&["1.1.0", "1.1.0"], true, 1),
        (&["1.1.0", "1.1.0", "1.0.0"], false, 1),
    ] {
        let plan = finalising(says, complete);
        let Some(Step::Tag { target, .. }) = &plan.step else { panic!("{:?}", plan.step) };
        assert_eq!(*target, format!("{tagged:040}"), "{says:?}");
        let who = format!("1.1.0 was brought to `main` by author {tagged} in 000000000000");
        assert_eq!(plan.remarks, [who]);
    }
    let mut plan = finalising(&["1.1.0", "1.1.0"], false);
    let mut limits = Vec::new();
    while let Some(Step::History { limit, .. }) = plan.step {
        limits.push(limit);
        let commits = vec![Past {
            oid: OLD.to_string(),
            author: String::new(),
            message: OURS.to_string(),
            files: vec![package("1.1.0")],
        }];
        plan = advance(plan, Outcome::History { commits, complete: false }).unwrap();
    }
    assert_eq!(limits, [128, 1024, 8192], "further back, but not for ever");
}

#[test]
fn a_tag_that_is_refused_like_a_branch_ends_the_run() {
    let remote = Remote { says: "1.1.0", ..direct() };
    let mut plan = finalising(&["1.1.0", "1.0.0"], true);
    for _ in 0..3 {
        if plan.result.is_some() {
            break;
        }
        plan = refused(built(plan), "protected branch hook declined");
        plan = remote.looked(plan);
        if let Some(Step::History { .. }) = plan.step {
            let commits = vec![Past {
                oid: OLD.to_string(),
                author: String::new(),
                message: OURS.to_string(),
                files: vec![package("1.1.0")],
            }];
            plan = advance(plan, Outcome::History { commits, complete: true }).unwrap();
        }
    }
    assert_eq!(words(&plan), "error pull-request-required");
}

/// What the step after a dead run does first about the branch in its journal.
fn swept(remote: &Remote) -> String {
    let made = vec![OwnBranch { branch: HEAD.to_string(), oid: BUMP.to_string() }];
    let request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    words(&remote.looked(sweep(&request, made)))
}

#[test]
fn after_a_dead_run_its_branch_goes_unless_it_is_proposed() {
    let with = |pull: Pull| Remote { pulls: vec![(HEAD, pull)], ..ours(|one| one.age_seconds = 5) };
    let gone = "remove refs/heads/chore/version-bump-1.0.1 at 5";
    let nothing = "nothing: what was left behind is gone";
    let left = "nothing: `chore/version-bump-1.0.1` may be left: the next run removes it if it has no pull request";
    for (name, remote, expected) in [
        ("it stands", ours(|one| one.age_seconds = 5), gone),
        ("it is gone", remote(), nothing),
        ("it is another", ours(|one| one.oid = OLD.to_string()), nothing),
        ("it is proposed", with(open(1)), nothing),
        ("it was declined", with(closed(1)), gone),
        ("nothing can be looked up", Remote { pulls_denied: true, ..ours(|_| ()) }, left),
        ("there is no hosting", Remote { no_hosting: true, ..ours(|_| ()) }, left),
    ] {
        assert_eq!(swept(&remote), expected, "{name}");
    }
    let request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    assert_eq!(words(&sweep(&request, Vec::new())), "nothing: nothing was left behind");
}

/// A run that has made its bump branch and is told this when it asks for the pull request.
fn opening(answer: Outcome) -> Plan {
    let plan = built(remote().start());
    let row = format!("*\tx:refs/heads/{HEAD}\t[new branch]\n");
    let plan = advance(plan, Outcome::Pushed(Pushed::read(Some(0), &row, ""))).unwrap();
    assert_eq!(words(&plan), format!("open {HEAD} for main"));
    advance(plan, answer).unwrap()
}

#[test]
fn a_branch_whose_pull_request_may_be_open_stays_where_nothing_can_be_looked_up() {
    let denied =
        |status: Option<u16>, text: &str| Outcome::Denied(Denial { status, text: text.to_string(), retry_after: None });
    let made = Remote { pulls_denied: true, ..ours(|one| (one.oid, one.age_seconds) = (TREE.to_string(), 5)) };
    let refused = opening(denied(Some(403), "GitHub Actions is not permitted to create or approve pull requests."));
    assert_eq!(words(&made.looked(refused)), "remove refs/heads/chore/version-bump-1.0.1 at 6");
    let plan = made.looked(opening(denied(None, "")));
    assert_eq!(words(&plan), "error no-permission");
    let told = plan.result.unwrap().error.unwrap().told().next_steps;
    assert!(told.iter().any(|step| step.starts_with("`chore/version-bump-1.0.1` may be left")), "{told:?}");
}

#[test]
fn what_is_left_for_certain_is_told_from_what_may_be() {
    let forbidden = "GitHub Actions is not permitted to create or approve pull requests.";
    let denied = Denial { status: Some(403), text: forbidden.to_string(), retry_after: None };
    let made = ours(|one| (one.oid, one.age_seconds) = (TREE.to_string(), 5));
    let removing = made.looked(opening(Outcome::Denied(denied)));
    assert_eq!(words(&removing), "remove refs/heads/chore/version-bump-1.0.1 at 6");
    let stopped = Outcome::Stopped { why: Stop::Timeout, detail: "5 minutes".to_string() };
    for (plan, expected) in [
        (refused(removing.clone(), "the moon is full"), "`chore/version-bump-1.0.1` is left, without a pull request: "),
        (advance(removing, stopped).unwrap(), "`chore/version-bump-1.0.1` may be left, without a pull request: "),
    ] {
        let told = plan.result.unwrap().error.unwrap().told().next_steps;
        assert!(told.iter().any(|step| step.starts_with(expected)), "{told:?}");
    }
}

#[test]
fn what_somebody_has_aimed_at_a_branch_keeps_it() {
    let aimed = |base: &str| ("words", Pull { base: base.to_string(), ..open(2) });
    let with = |more: Option<(&'static str, Pull)>| Remote {
        pulls: [(HEAD, closed(1))].into_iter().chain(more).collect(),
        ..ours(|one| one.age_seconds = 5)
    };
    let gone = "remove refs/heads/chore/version-bump-1.0.1 at 5";
    assert_eq!(words(&with(None).start()), gone);
    assert_eq!(words(&with(Some(aimed("another"))).start()), gone);
    let kept = with(Some(aimed(HEAD))).start();
    assert!(words(&kept).starts_with("nothing: 1.0.1 was declined: #1 "), "{}", words(&kept));
    assert_eq!(kept.remarks, [format!("`{HEAD}` stays: #2 is meant for it, and would be closed with it")]);
}
