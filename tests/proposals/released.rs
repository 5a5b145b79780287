//! Step by step: after a version landed without its tag, and after the tag.

use serde_json::json;
use version_first::hosting::{Presence, Published, Pull, ReleaseFact};
use version_first::run::{Checkout, Outcome, Past, Plan, Status, Step, Why, advance};

use crate::remote::*;

/// A version that landed without its tag: the run has found its commit.
fn finalising(remote: &Remote) -> Plan {
    let past = Past {
        oid: OLD.to_string(),
        author: "Ada".to_string(),
        message: OURS.to_string(),
        files: vec![package(remote.says)],
    };
    advance(remote.start(), Outcome::History { commits: vec![past], complete: true }).unwrap()
}

#[test]
fn a_tag_of_another_commit_is_not_pushed() {
    let plan = finalising(&Remote { says: "1.1.0", ..remote() });
    let built = Outcome::Built { commit: TREE.to_string(), tags: vec![TAG_OBJECT.to_string()], files: Vec::new() };
    assert_eq!(words(&advance(plan, built).unwrap()), "error verification-failed");
}

#[test]
fn a_run_that_released_says_so_whatever_follows() {
    let plan = followed(landed(built(finalising(&Remote { says: "1.1.0", ..remote() }))));
    assert_eq!(looks(&plan), Why::Finalised);
    let after = Remote { says: "1.1.0", tags: vec!["v1.1.0"], tagged_says: "1.1.0", ..remote() };
    let mut proposed = bump("1.1.1");
    proposed.oid = TREE.to_string();
    let plan = after.looked(plan);
    assert_eq!(words(&plan), "make chore/version-bump-1.1.1");
    let plan = opened(landed(built(plan)), 1);
    let open = Pull { head_oid: TREE.to_string(), ..open(1) };
    let standing = Remote { branches: vec![proposed], pulls: vec![("chore/version-bump-1.1.1", open)], ..after };
    let report = standing.looked(plan).result.unwrap();
    assert_eq!((report.status, report.version.as_deref()), (Status::Released, Some("1.1.0")));
    assert_eq!(report.pull_request.unwrap().number, 1);
}

#[test]
fn the_branch_of_a_version_that_was_pushed_goes_with_it() {
    let orphan = Remote { request: json!({"githubRelease": "false"}), ..ours(|_| ()) };
    let plan = followed(landed(built(orphan.start())));
    let after = Remote { says: "1.0.1", tags: vec!["v1.0.1"], tagged_says: "1.0.1", same_tree: true, ..orphan };
    let plan = after.looked(plan);
    assert_eq!(words(&plan), "remove refs/heads/chore/version-bump-1.0.1 at 5");
    assert_eq!(words(&Remote { branches: Vec::new(), ..after }.looked(landed(plan))), "Released");
}

/// A run that has pushed its tag and is asked to start a workflow.
fn publishing() -> Plan {
    let request = json!({"dispatchWorkflow": "publish.yml"});
    followed(landed(built(Remote { request, ..remote() }.start())))
}

fn there() -> Published {
    Published { id: 7, url: "https://h.example/r/7".to_string(), upload_url: "https://up.h.example/7".to_string() }
}

/// The remote once v1.0.1 stands, and what the hosting says of its release.
fn after_the_tag(state: Option<Presence>) -> Remote {
    let fact = |state| ReleaseFact {
        tag: "v1.0.1".to_string(),
        state,
        message: Some(message("1.0.1")),
        release: (state == Presence::Present).then(there),
    };
    Remote {
        says: "1.0.1",
        tags: vec!["v1.0.1"],
        tagged_says: "1.0.1",
        same_tree: true,
        releases: state.map(fact).into_iter().collect(),
        ..remote()
    }
}

fn warned(plan: &Plan) -> Vec<&str> {
    plan.run.warnings.iter().map(|warning| warning.code.as_ref()).collect()
}

#[test]
fn a_release_that_is_never_answered_keeps_nobody_from_what_follows() {
    let mut plan = publishing();
    for _ in 0..2 {
        plan = denied(plan, None, "");
        assert!(matches!(plan.step, Some(Step::Look { release: true, why: Why::Lost, .. })), "{:?}", plan.step);
        plan = after_the_tag(Some(Presence::Absent)).looked(plan);
        assert_eq!(words(&plan), "publish v1.0.1 at 3");
    }
    let plan = after_the_tag(None).looked(denied(plan, None, ""));
    assert!(matches!(plan.step, Some(Step::Dispatch { .. })), "{:?}", plan.step);
    assert_eq!(warned(&plan), ["release-missing"]);
    let plan = done(plan);
    assert_eq!(words(&plan), "Released");
    assert_eq!(plan.result.unwrap().warnings.len(), 1);
}

#[test]
fn a_release_that_was_asked_for_and_is_missing_is_a_failure_that_says_what_stands() {
    let request = json!({"githubRelease": "true"});
    let plan = followed(landed(built(Remote { request, ..remote() }.start())));
    let plan = after_the_tag(Some(Presence::Unknown)).looked(denied(plan, None, ""));
    let report = plan.result.unwrap();
    assert_eq!(report.status, Status::Failed);
    assert_eq!(report.error.unwrap().code, "release-missing");
    assert_eq!(report.released[0].tag, "v1.0.1");
}

#[test]
fn what_another_run_owed_is_repaired_and_reported_as_that() {
    let plan = after_the_tag(Some(Presence::Absent)).start();
    assert_eq!(words(&plan), "publish v1.0.1 at 3");
    let again = advance(plan, Outcome::Published { id: 7, url: "u".to_string(), upload_url: "v".to_string() }).unwrap();
    let report = after_the_tag(None).looked(again).result.unwrap();
    assert_eq!((report.status, report.repaired), (Status::NothingToRelease, true));
    assert_eq!(report.release.map(|release| release.url).as_deref(), Some("u"));
}

#[test]
fn a_release_without_an_answer_is_looked_up_and_the_workflow_follows_once() {
    let plan = publishing();
    assert_eq!(words(&plan), "publish v1.0.1 at 6");
    let plan = denied(plan, None, "");
    assert!(matches!(plan.step, Some(Step::Look { release: true, why: Why::Lost, .. })), "{:?}", plan.step);
    let after = |state| after_the_tag(Some(state));
    assert_eq!(words(&after(Presence::Absent).looked(plan.clone())), "publish v1.0.1 at 3");
    let unknown = after(Presence::Unknown).looked(plan.clone());
    assert!(matches!(unknown.step, Some(Step::Dispatch { .. })), "{:?}", unknown.step);
    assert_eq!(warned(&unknown), ["release-missing"]);
    let plan = after(Presence::Present).looked(plan);
    assert_eq!(warned(&plan), [""; 0]);
    assert_eq!(plan.run.publishing.last, Some(there()), "its address is told");
    assert!(matches!(plan.step, Some(Step::Dispatch { .. })), "{:?}", plan.step);
    let plan = denied(plan, None, "");
    assert_eq!(words(&plan), "Released");
    assert!(plan.remarks.iter().any(|remark| remark.contains("gh workflow run")), "{:?}", plan.remarks);
}

#[test]
fn races_before_a_success_do_not_count_after_it() {
    let mut plan = finalising(&Remote { says: "1.1.0", ..direct() });
    let ahead = Remote { says: "1.1.0", ..direct() };
    for _ in 0..8 {
        plan = ahead.looked(refused(built(plan), "already exists"));
        let past = Past {
            oid: OLD.to_string(),
            author: String::new(),
            message: OURS.to_string(),
            files: vec![package("1.1.0")],
        };
        plan = advance(plan, Outcome::History { commits: vec![past], complete: true }).unwrap();
    }
    let told = Outcome::Followed { checkout: Checkout::Untouched, why: None };
    let after = Remote { says: "1.1.0", tags: vec!["v1.1.0"], tagged_says: "1.1.0", ..direct() };
    plan = after.looked(advance(landed(built(plan)), told).unwrap());
    for _ in 0..8 {
        assert_eq!(words(&plan), "release v1.1.1");
        plan = after.looked(refused(built(plan), "fetch first"));
    }
}
