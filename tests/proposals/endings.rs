//! Step by step: after the pull request was asked for.

use serde_json::json;
use version_first::hosting::Pull;
use version_first::run::{Outcome, OwnBranch, Plan, Step, Why, advance, sweep};

use crate::remote::*;

/// A remote like this one, on which the run's own bump branch stands, with this pull request.
fn with(pull: Pull) -> Remote {
    Remote { pulls: vec![(HEAD, Pull { head_oid: TREE.to_string(), ..pull })], ..own() }
}

/// The bump branch that [`built`] built, a minute old.
fn own() -> Remote {
    ours(|one| (one.oid, one.age_seconds) = (TREE.to_string(), 60))
}

/// A run that has just opened its pull request.
fn proposed(request: serde_json::Value) -> Plan {
    opened(landed(built(Remote { request, ..remote() }.start())), 1)
}

fn by_pull(more: serde_json::Value) -> serde_json::Value {
    let mut request = json!({"mode": "pull-request", "githubRelease": "false"});
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    request
}

#[test]
fn a_proposal_is_looked_at_before_the_run_ends() {
    assert_eq!(looks(&proposed(by_pull(json!({})))), Why::Verify);
    assert_eq!(words(&with(open(1)).looked(proposed(by_pull(json!({}))))), "#1 stands");
    let labelled = proposed(by_pull(json!({"labels": ["release"]})));
    assert!(matches!(labelled.step, Some(Step::Label { .. })));
    assert_eq!(looks(&done(labelled)), Why::Verify);
    let conflicting = Remote {
        pulls: vec![(HEAD, Pull { mergeable: Some(false), ..open(1) })],
        ..ours(|one| (one.parents, one.before) = (vec![OLD.to_string()], vec![package("0.9.9")]))
    };
    assert_eq!(looks(&landed(built(conflicting.start()))), Why::Verify, "after an update too");
}

#[test]
fn what_a_person_closes_while_the_run_watches_stays_closed() {
    let gone = "remove refs/heads/chore/version-bump-1.0.1 at 6";
    for request in [by_pull(json!({})), by_pull(json!({"bump": "patch"}))] {
        let plan = with(closed(1)).looked(proposed(request));
        assert_eq!(words(&plan), gone);
        let declined = Remote { branches: Vec::new(), ..with(closed(1)) };
        let plan = declined.looked(landed(plan));
        assert!(words(&plan).starts_with("nothing: 1.0.1 was declined"), "{}", words(&plan));
    }
}

#[test]
fn a_text_that_cannot_be_changed_and_a_branch_that_cannot_be_removed_are_tried_once() {
    let name = "chore/version-bump-1.1.0";
    let mut branch = bump("1.1.0");
    branch.message = branch.message.replace("build=1", "build=1; asked");
    let tagged = Remote {
        tags: vec!["v1.1.0"],
        tagged_says: "1.1.0",
        branches: vec![branch],
        pulls: vec![(name, open(1))],
        ..remote()
    };
    let plan = tagged.start();
    assert_eq!(words(&plan), "mark #1");
    let plan = tagged.looked(denied(plan, 403, "Resource not accessible by integration"));
    assert_eq!(words(&plan), "remove refs/heads/chore/version-bump-1.1.0 at 5");
    let plan = tagged.looked(refused(plan, "deletion prohibited"));
    assert_eq!(words(&plan), "make chore/version-bump-1.1.1", "1.1.0 is tagged, asked for or not");
    assert_eq!(plan.remarks.iter().filter(|remark| remark.contains("could not be")).count(), 2, "{:?}", plan.remarks);
}

#[test]
fn nothing_is_built_on_a_branch_whose_removal_may_still_arrive() {
    let name = "chore/version-bump-1.1.0";
    let mut asked = bump("1.1.0");
    asked.message = asked.message.replace("build=1", "build=1; asked");
    asked.oid = OLD.to_string();
    let both = Remote { branches: vec![bump("1.0.1"), asked], pulls: vec![(name, open(1))], ..remote() };
    let plan = both.start();
    assert_eq!(words(&plan), "remove refs/heads/chore/version-bump-1.0.1 at 5");
    assert_eq!(words(&ours(|_| ()).looked(lost(plan))), "update chore/version-bump-1.0.1 at 5");
}

#[test]
fn a_branch_that_is_found_is_written_down_before_it_is_proposed() {
    let plan = ours(|_| ()).start();
    assert_eq!(words(&plan), "open chore/version-bump-1.0.1 for main");
    assert_eq!(plan.journal.len(), 1);
    let plan = denied(plan, 403, "GitHub Actions is not permitted to create or approve pull requests.");
    assert_eq!(words(&ours(|_| ()).looked(plan)), "remove refs/heads/chore/version-bump-1.0.1 at 5");
}

#[test]
fn what_was_stopped_before_it_was_sent_was_never_sent() {
    let bump = stopped(built(remote().start()));
    assert_eq!(words(&bump), "error timeout", "there is no branch to look for");
    let direct = stopped(built(Remote { request: json!({}), ..remote() }.start()));
    let told = direct.result.unwrap().error.unwrap().told().next_steps;
    assert!(!told.iter().any(|step| step.contains("without an answer")), "{told:?}");
    let made = stopped(landed(built(remote().start())));
    assert_eq!(words(&own().looked(made)), "remove refs/heads/chore/version-bump-1.0.1 at 6");
}

#[test]
fn a_push_that_may_still_arrive_is_named_when_the_run_fails() {
    let told = |plan: &Plan| plan.result.as_ref().unwrap().error.as_ref().unwrap().next_steps.join("; ");
    let mut first = lost(built(remote().start()));
    // Every build is another object.
    for one in first.run.branches.made.iter_mut().chain(&mut first.run.branches.unanswered) {
        one.oid = OLD.to_string();
    }
    let second = landed(built(remote().looked(first)));
    let cleaning = own().looked(stopped(second));
    assert_eq!(words(&cleaning), "remove refs/heads/chore/version-bump-1.0.1 at 6");
    let gone = remote().looked(landed(cleaning.clone()));
    assert_eq!(words(&gone), "error timeout");
    assert!(told(&gone).contains("`chore/version-bump-1.0.1` may be left: the next run removes it"), "{}", told(&gone));
    let arrived = ours(|one| (one.oid, one.age_seconds) = (OLD.to_string(), 5)).looked(lost(cleaning));
    assert_eq!(words(&arrived), "remove refs/heads/chore/version-bump-1.0.1 at 2", "it has arrived after all");
    for gone in [remote().looked(landed(arrived.clone())), remote().looked(lost(arrived))] {
        assert_eq!(words(&gone), "error timeout");
        assert!(!told(&gone).contains("may be left"), "{}", told(&gone));
    }
}

#[test]
fn a_refused_bump_branch_is_none() {
    assert_eq!(words(&refused(built(remote().start()), "the moon is full")), "error push-refused");
}

#[test]
fn after_ten_races_there_is_still_time_to_clean_up() {
    let mut plan = landed(built(remote().start()));
    while let Some(Step::OpenPull { .. }) = plan.step {
        plan = own().looked_once(denied(plan, 422, "Validation Failed: head sha can't be blank"));
    }
    assert_eq!(words(&plan), "remove refs/heads/chore/version-bump-1.0.1 at 6");
    let plan = own().looked(lost(plan));
    assert_eq!(words(&plan), "remove refs/heads/chore/version-bump-1.0.1 at 6", "and for a lost answer");
    assert_eq!(words(&remote().looked(landed(plan))), "error race-lost");
}

#[test]
fn a_pull_request_that_arrived_late_and_went_with_its_branch_is_nobodys_word() {
    let cleaning = || own().looked(stopped(opening()));
    assert_eq!(words(&cleaning()), "remove refs/heads/chore/version-bump-1.0.1 at 6");
    let closed_with_it = Pull { head_oid: TREE.to_string(), ..closed(1) };
    let late = |pull: &Pull| Remote { pulls: vec![(HEAD, pull.clone())], ..remote() };
    let marking = late(&closed_with_it).looked(landed(cleaning()));
    assert_eq!(words(&marking), "mark #1");
    let Some(Step::EditPull { body, .. }) = marking.step.clone() else { panic!("{:?}", marking.step) };
    let marked = Pull { body, ..closed_with_it.clone() };
    assert_eq!(words(&late(&marked).looked(done(marking))), "error timeout");
    // And the next run proposes the version again.
    let next = Remote { request: by_pull(json!({})), ..late(&marked) }.start();
    assert_eq!(words(&next), "make chore/version-bump-1.0.1");
    // What a person had closed before the branch went stays a person's word.
    let known = Remote { pulls: vec![(HEAD, closed_with_it.clone())], ..own() }.looked(stopped(opening()));
    assert_eq!(words(&late(&closed_with_it).looked(landed(known))), "error timeout");
}

/// A run that has asked for its pull request.
fn opening() -> Plan {
    landed(built(Remote { request: by_pull(json!({})), ..remote() }.start()))
}

#[test]
fn a_pull_request_that_a_person_closes_is_waited_for_no_longer() {
    let waiting = with(open(1)).looked_once(proposed(by_pull(json!({"wait": 600}))));
    assert_eq!(looks(&waiting), Why::Merge);
    let still = with(open(1)).looked_once(waiting.clone());
    assert_eq!(looks(&still), Why::Merge);
    let gone = Remote { pulls: vec![(HEAD, Pull { head_oid: TREE.to_string(), ..closed(1) })], ..own() };
    // Before it goes, it is asked what is meant for it.
    let plan = gone.looked_once(gone.looked_once(still));
    assert_eq!(words(&plan), "remove refs/heads/chore/version-bump-1.0.1 at 6");
    // A list that does not have it yet, or that cannot be read, ends nothing.
    for remote in [own(), Remote { pulls_denied: true, ..own() }] {
        assert_eq!(looks(&remote.looked_once(waiting.clone())), Why::Merge);
    }
    // Later it is asked about at every third look alone.
    let mut asked = Vec::new();
    let mut plan = waiting;
    while let Some(Step::Look { heads, why: Why::Merge, .. }) = plan.step.clone() {
        asked.push(u8::from(!heads.is_empty()));
        plan = with(open(1)).looked_once(plan);
    }
    assert_eq!(asked[..12], [1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0]);
}

#[test]
fn a_remote_that_says_one_thing_and_does_another_is_given_up() {
    let orphan = Remote { same_tree: true, ..ours(|_| ()) };
    let mut plan = orphan.start();
    for _ in 0..100 {
        if plan.result.is_some() {
            break;
        }
        plan = orphan.looked(landed(plan));
    }
    assert_eq!(words(&plan), "error race-lost");
}

#[test]
fn every_build_is_another_object() {
    let message = |plan: &Plan| match &plan.step {
        Some(Step::Commit { message, .. }) => message.clone(),
        other => panic!("{other:?}"),
    };
    let direct = Remote { request: json!({}), ..remote() };
    let first = direct.start();
    let second = direct.looked(lost(built(first.clone())));
    assert!(
        message(&first).contains("build=1; tagged\n") && message(&second).contains("build=2; tagged\n"),
        "{}",
        message(&second)
    );
}

#[test]
fn a_merge_is_waited_for_as_long_as_was_asked() {
    let request = || by_pull(json!({"wait": 25}));
    let stands = with(open(1));
    let mut plan = stands.looked_once(proposed(request()));
    let mut waits = Vec::new();
    while let Some(Step::Look { wait_ms, why: Why::Merge, .. }) = plan.step {
        waits.push(wait_ms);
        assert!(waits.len() < 9, "without end");
        plan = stands.looked_once(plan);
    }
    assert_eq!(waits, [10_000, 10_000, 5000]);
    assert_eq!(words(&stands.looked(plan)), "#1 stands");
    let waiting = || stands.looked_once(proposed(request()));
    let merged = Remote { says: "1.0.1", branches: Vec::new(), ..remote() }.looked(waiting());
    assert!(matches!(merged.step, Some(Step::History { .. })), "the tip has moved: {:?}", merged.step);
    let gone = Remote { branches: Vec::new(), ..remote() }.looked_once(waiting());
    assert_eq!(looks(&gone), Why::Pulls, "the bump branch is gone");
    // Merged, and the branch stays: the tip alone tells.
    let mut facts = stands.facts(&[], &[]);
    facts.refs = facts.refs.replace(TIP, OLD);
    let moved = advance(waiting(), Outcome::Facts { facts: Box::new(facts) }).unwrap();
    assert_eq!(looks(&moved), Why::Pulls, "the tip has moved");
}

#[test]
fn who_fails_while_waiting_waits_no_longer() {
    let request = by_pull(json!({"wait": 600}));
    let mut first = lost(built(Remote { request, ..remote() }.start()));
    // Every build is another object.
    for one in first.run.branches.made.iter_mut().chain(&mut first.run.branches.unanswered) {
        one.oid = OLD.to_string();
    }
    let stands = with(open(1));
    let mut waiting = stands.looked_once(opened(landed(built(remote().looked(first))), 1));
    assert_eq!(looks(&waiting), Why::Merge);
    // Until it is one of the looks that ask about nothing.
    let asks = |plan: &Plan| matches!(&plan.step, Some(Step::Look { heads, .. }) if !heads.is_empty());
    for _ in 0..8 {
        waiting = if asks(&waiting) { stands.looked_once(waiting) } else { waiting };
    }
    assert!(looks(&waiting) == Why::Merge && !asks(&waiting));
    let failed = stopped(waiting);
    let Some(Step::Look { heads, why: Why::Failed, .. }) = &failed.step else { panic!("{:?}", failed.step) };
    assert_eq!(*heads, [HEAD], "what may still arrive is asked about");
}

#[test]
fn a_merge_is_asked_for_once() {
    let stands = with(open(1));
    let plan = stands.looked(proposed(by_pull(json!({"autoMerge": true}))));
    assert!(matches!(plan.step, Some(Step::AutoMerge { .. })), "{:?}", plan.step);
    assert_eq!(words(&stands.looked(done(plan.clone()))), "#1 stands");
    let plan = denied(plan, 200, "Pull request is in clean status");
    assert!(matches!(plan.step, Some(Step::MergePull { .. })), "{:?}", plan.step);
    let asked = |plan: &Plan| match &plan.step {
        Some(Step::Look { heads, .. }) => heads.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(&done(plan.clone())), [HEAD]);
    let landed = Remote { says: "1.0.1", branches: Vec::new(), ..remote() }.looked_once(done(plan.clone()));
    assert!(matches!(landed.step, Some(Step::History { .. })), "nothing is waited for: {:?}", landed.step);
    let plan = denied(plan, 405, "2 of 2 required status checks are expected");
    assert_eq!(words(&stands.looked(plan)), "#1 stands");
}

/// A run whose first push got no answer, and which was then told to propose, and made its bump branch.
fn proposed_after_a_lost_push() -> Plan {
    let remote = Remote { request: json!({}), ..remote() };
    let mut plan = built(remote.looked(lost(built(remote.start()))));
    plan.run.sent.last_mut().unwrap().tags[0].oid = OLD.to_string();
    landed(built(remote.looked(refused(plan, "protected branch hook declined"))))
}

#[test]
fn what_landed_after_all_is_a_release_and_its_bump_branch_goes() {
    let no = "GitHub Actions is not permitted to create or approve pull requests.";
    let after = Remote {
        says: "1.0.1",
        tags: vec!["v1.0.0", "v1.0.1"],
        tagged_says: "1.0.1",
        request: json!({}),
        same_tree: true,
        ..own()
    };
    for plan in [denied(proposed_after_a_lost_push(), 403, no), denied(proposed_after_a_lost_push(), None, "")] {
        let plan = after.looked(plan);
        assert!(matches!(plan.step, Some(Step::Follow { .. })), "{:?}", plan.step);
        let (url, upload_url) = (String::new(), String::new());
        let plan = advance(followed(plan), Outcome::Published { id: 1, url, upload_url }).unwrap();
        let plan = after.looked(plan);
        assert_eq!(words(&plan), "remove refs/heads/chore/version-bump-1.0.1 at 6");
        assert_eq!(words(&Remote { branches: Vec::new(), ..after.clone() }.looked(landed(plan))), "Released");
    }
}

#[test]
fn a_failure_names_every_push_that_was_never_answered() {
    let remote = Remote { request: json!({}), ..remote() };
    let plan = refused(built(remote.looked(lost(built(remote.start())))), "the moon is full");
    let told = plan.result.unwrap().error.unwrap().told().next_steps;
    assert!(told.iter().any(|step| step.starts_with("`v1.0.1` at 6666")), "{told:?}");
}

#[test]
fn two_people_who_ask_for_different_things_do_not_take_turns() {
    let name = "chore/version-bump-1.1.0";
    let mut newer = bump("1.1.0");
    newer.message = newer.message.replace("build=1", "build=1; asked");
    let mut both = with(open(1));
    both.branches.push(newer);
    both.pulls.push((name, open(2)));
    let asked = by_pull(json!({"bump": "patch"}));
    assert_eq!(words(&both.looked(proposed(asked.clone()))), "#1 stands", "what was opened after ours is newer");
    // Where ours was there before this run, it is the older one.
    let another = Remote { request: asked, ..both };
    assert_eq!(words(&another.start()), "mark #2");
}

#[test]
fn a_push_that_may_still_arrive_is_named_when_there_is_nothing_to_do() {
    let plan = Remote { same_tree: true, ..remote() }.looked(lost(built(remote().start())));
    assert!(words(&plan).starts_with("nothing: "), "{}", words(&plan));
    let named = format!("`{HEAD}` was pushed without an answer: should it still arrive, the next run removes it");
    assert_eq!(plan.remarks, [named]);
}

#[test]
fn cleaning_up_reads_refs_and_pull_requests_alone() {
    let bare = |plan: &Plan| matches!(plan.step, Some(Step::Look { bare: true, release: false, .. }));
    assert!(!bare(&proposed(by_pull(json!({})))));
    assert!(bare(&stopped(landed(built(remote().start())))));
    let request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    let journal = vec![OwnBranch { branch: HEAD.to_string(), oid: BUMP.to_string() }];
    let swept = sweep(&request, journal);
    assert!(!bare(&swept), "a journal can be anybody's: what it names is looked into");
    assert!(matches!(swept.step, Some(Step::Look { release: false, .. })));
}
