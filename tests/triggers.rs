//! What started a run, and what it may release because of that: one row for every kind of event.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::{Value, json};
use version_first::facts::{Facts, FirstLook, Holder, Inspected, Log, Place, Refs, Since, WantedCommit};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{Plan, Status, plan};

const TIP: &str = "1111111111111111111111111111111111111111";
const OLD: &str = "2222222222222222222222222222222222222222";

fn request(trigger: &Value, more: &Value) -> Request {
    let mut request = json!({"run": {"id": "1", "attempt": "1"}, "trigger": trigger});
    let fields = request.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    serde_json::from_value(request).unwrap()
}

/// How a run ends before it looks: `looks`, or its word and what it says.
fn begins(trigger: &Value, more: &Value) -> String {
    let plan: Plan = plan(&request(trigger, more), None);
    match plan.result {
        None => "looks".to_string(),
        Some(report) => match report.error {
            Some(error) => error.code.to_string(),
            None => format!("nothing: {}", report.why.unwrap()),
        },
    }
}

fn on(event: &str, name: &str) -> Value {
    json!({"event": event, "ref": name, "sha": TIP, "readable": true})
}

#[test]
fn only_what_the_repositorys_own_people_did_releases() {
    let pull = |event: &str, merged: bool, fork: bool| json!({"event": event, "ref": "refs/pull/7/merge", "readable": true, "fork": fork, "pull": {"merged": merged, "base": "main"}});
    let after = |event: &str, fork: bool| {
        json!({"event": "workflow_run", "ref": "refs/heads/main", "readable": true, "fork": fork,
            "follows": {"event": event, "branch": "main", "sha": TIP, "conclusion": "success"}})
    };
    let ended = |conclusion: &str| {
        json!({"event": "workflow_run", "ref": "refs/heads/main", "readable": true,
            "follows": {"event": "push", "branch": "main", "sha": TIP, "conclusion": conclusion}})
    };
    let rows: Vec<(Value, &str)> = vec![
        (on("push", "refs/heads/main"), "looks"),
        (on("schedule", "refs/heads/main"), "looks"),
        (on("workflow_dispatch", "refs/heads/main"), "looks"),
        (on("repository_dispatch", "refs/heads/main"), "looks"),
        (after("push", false), "looks"),
        (after("pull_request", false), "nothing: this run follows one that `pull_request` started"),
        (after("workflow_run", false), "nothing: this run follows one that `workflow_run` started"),
        (after("push", true), "fork-run"),
        (
            ended("failure"),
            "nothing: the run that this one follows says `failure`: only what follows a success is released",
        ),
        (ended("cancelled"), "nothing: the run that this one follows says `cancelled`"),
        (ended("timed_out"), "nothing: the run that this one follows says `timed_out`"),
        (ended("in_progress"), "nothing: the run that this one follows says `in_progress`"),
        (on("workflow_run", "refs/heads/main"), "wrong-event"),
        (pull("pull_request", true, false), "looks"),
        (pull("pull_request", true, true), "looks"),
        (pull("pull_request", false, false), "nothing: a pull request releases nothing"),
        (pull("pull_request", false, true), "fork-run"),
        (pull("pull_request_target", false, false), "nothing: a pull request releases nothing"),
        (pull("pull_request_target", true, false), "nothing: a pull request releases nothing"),
        (pull("pull_request_target", false, true), "fork-run"),
        (pull("pull_request_review", false, false), "nothing: a pull request releases nothing"),
        (pull("pull_request_review_comment", true, true), "fork-run"),
        (on("pull_request", "refs/pull/7/merge"), "nothing: a pull request releases nothing"),
        (on("merge_group", "refs/heads/gh-readonly-queue/main/pr-7-1"), "nothing: a merge group is not merged yet"),
        (on("issue_comment", "refs/heads/main"), "wrong-event"),
        (on("issues", "refs/heads/main"), "wrong-event"),
        (on("check_suite", "refs/heads/main"), "wrong-event"),
        (on("check_run", "refs/heads/main"), "wrong-event"),
        (on("deployment_status", "refs/heads/main"), "wrong-event"),
        (on("status", "refs/heads/main"), "wrong-event"),
        (on("release", "refs/tags/v1.0.0"), "wrong-event"),
        (on("fork", "refs/heads/main"), "wrong-event"),
        (on("watch", "refs/heads/main"), "wrong-event"),
        (on("discussion_comment", "refs/heads/main"), "wrong-event"),
        (on("something_of_tomorrow", "refs/heads/main"), "wrong-event"),
        (on("Push", "refs/heads/main"), "wrong-event"),
        (on("", "refs/heads/main"), "wrong-event"),
    ];
    for (trigger, expected) in rows {
        // A branch that was named changes nothing of it.
        for more in [json!({}), json!({"branch": "main"}), json!({"bump": "9.9.9", "force": true})] {
            let ended = begins(&trigger, &more);
            assert!(ended.starts_with(expected), "{trigger} with {more}: {ended}");
        }
        let mut unreadable = trigger.clone();
        unreadable["readable"] = json!(false);
        assert_eq!(begins(&unreadable, &json!({})), "event-unreadable", "{trigger}");
        // Whoever only looks may look.
        unreadable["looks"] = json!(true);
        assert_eq!(begins(&unreadable, &json!({})), "looks", "{trigger}");
    }
}

fn refs() -> String {
    let heads = ["main", "beta", "1.x", "release/1.4.x", "fix/1.x", "topic", "v2"];
    let heads: String = heads.iter().map(|head| format!("{TIP}\trefs/heads/{head}\n")).collect();
    format!("ref: refs/heads/main\tHEAD\n{heads}{OLD}\trefs/tags/v1.0.0\n")
}

#[test]
fn the_branch_a_run_was_started_on_is_released_or_none_is() {
    let pull = json!({"event": "pull_request", "ref": "refs/pull/7/merge", "readable": true, "pull": {"merged": true, "base": "1.x"}});
    let after = |branch: &str| json!({"event": "workflow_run", "ref": "refs/heads/main", "readable": true, "follows": {"event": "push", "branch": branch, "sha": TIP}});
    let started = "this run was started on";
    let rows: Vec<(Value, Value, &str, &str)> = vec![
        (on("push", "refs/heads/main"), json!({}), "main", ""),
        (on("push", "refs/heads/1.x"), json!({}), "1.x", ""),
        (on("push", "refs/heads/release/1.4.x"), json!({}), "release/1.4.x", ""),
        // Somebody's work for that line.
        (on("push", "refs/heads/fix/1.x"), json!({}), "fix/1.x", started),
        (on("push", "refs/heads/beta"), json!({}), "beta", started),
        (on("push", "refs/heads/beta"), json!({"prereleaseBranches": "beta"}), "beta", ""),
        (
            on("push", "refs/heads/topic"),
            json!({}),
            "topic",
            "this run was started on `topic`, which is neither the default branch `main`",
        ),
        (on("push", "refs/heads/topic"), json!({"branch": "main"}), "main", ""),
        (on("push", "refs/heads/topic"), json!({"branch": "topic"}), "topic", ""),
        (on("push", "refs/heads/1.x"), json!({"branch": "refs/heads/main"}), "main", ""),
        (
            on("push", "refs/heads/gone"),
            json!({}),
            "gone",
            "`gone`, on which this run was started, is not there any more",
        ),
        (on("push", "refs/tags/v1.0.0"), json!({}), "main", "this run was started for the tag `v1.0.0`"),
        (on("push", "refs/tags/v1.0.0"), json!({"branch": "main"}), "main", ""),
        (on("push", "main"), json!({}), "main", "this run was started for `main`, which is not a branch"),
        (json!({"event": "push", "readable": true}), json!({}), "main", "the runner names no branch"),
        (on("workflow_dispatch", "refs/heads/topic"), json!({}), "topic", started),
        (on("workflow_dispatch", "refs/heads/1.x"), json!({}), "1.x", ""),
        (on("schedule", "refs/heads/main"), json!({}), "main", ""),
        (after("1.x"), json!({}), "1.x", ""),
        (after("topic"), json!({}), "topic", started),
        (pull, json!({}), "1.x", ""),
        // Who only looks at a pull request sees what its branch would release.
        (
            json!({"event": "pull_request", "ref": "refs/pull/7/merge", "looks": true, "pull": {"merged": false, "base": "1.x"}}),
            json!({}),
            "1.x",
            "",
        ),
        (json!({"event": "issue_comment", "ref": "refs/heads/main", "looks": true}), json!({}), "main", ""),
    ];
    for (trigger, more, branch, why) in rows {
        let target = Refs::parse(&refs()).target(&request(&trigger, &more)).unwrap();
        assert_eq!(target.branch, branch, "{trigger} with {more}");
        match target.why.as_ref().or(target.unless_line.as_ref()) {
            None => assert_eq!(why, "", "{trigger} with {more}"),
            Some(said) => {
                assert!(!why.is_empty() && said.starts_with(why), "{trigger} with {more}: {said}");
                assert!(branch == "gone" || said.contains("target-branch"), "{said}");
            }
        }
    }
    // At a desk, all is as it was.
    let desk: Request = serde_json::from_value(json!({"run": {"id": "1", "attempt": "1"}})).unwrap();
    assert_eq!(Refs::parse(&refs()).target(&desk).unwrap().branch, "main");
    // Of many branches the one that is likely meant is named, whatever the others are called.
    let many: String = ('a'..='k').map(|letter| format!("{TIP}\trefs/heads/{letter}\n")).collect();
    let error = Refs::parse(&format!("{many}{TIP}\trefs/heads/main\n")).target(&desk).unwrap_err();
    assert!(error.next_steps[0].ends_with("one of: `main`, `a`, `b`, `c`, `d`, `e`"), "{error:?}");
}

/// What a run makes of one look at the branch.
fn looked(trigger: &Value, more: &Value, files: Vec<File>) -> Plan {
    let commits = vec![Inspected {
        oid: OLD.to_string(),
        tree: "4".repeat(40),
        files: files.clone(),
        on_branch: None,
        changed: None,
    }];
    let places = vec![Place { oid: OLD.to_string(), on_branch: true, ..Place::default() }];
    let of = Since { since: Some(OLD.to_string()), ..Since::default() };
    let logs = vec![Log { of, log: format!("{TIP} {OLD}\nAda\nfix: a leak\0"), newer: None }];
    let facts = Facts { refs: refs(), tree: "3".repeat(40), files, logs, commits, places, ..Facts::default() };
    plan(&request(trigger, more), Some(facts))
}

fn package() -> Vec<File> {
    vec![File { path: "package.json".to_string(), text: "{\"version\": \"1.0.0\"}\n".to_string() }]
}

#[test]
fn a_branch_that_is_not_released_is_no_failure_whatever_is_in_it() {
    for files in [package(), Vec::new()] {
        let ended = looked(&on("push", "refs/heads/topic"), &json!({}), files).result.unwrap();
        assert_eq!((ended.status, ended.error), (Status::NothingToRelease, None));
    }
    let proposal = looked(&on("push", "refs/heads/1.x"), &json!({}), package()).proposal.unwrap();
    assert_eq!((proposal.releases.first.version.as_str(), proposal.branch.as_str()), ("1.0.1", "1.x"));
}

/// Tags, and by the digit of a commit's name the branches that hold it.
type Tags = &'static [(&'static str, &'static str)];
type Holders = &'static [(&'static str, &'static [&'static str])];

/// What a push to a branch leads to whose newest tag is `v1.4.2`, one commit below: the version, or why there is none.
fn pushed_to(branch: &str, tags: Tags, holders: Holders) -> String {
    let heads = [("main", "9"), (branch, "1"), ("dev", "8"), ("chore/version-bump-1.4.3", "7")];
    let heads: String = heads.iter().map(|(head, oid)| format!("{}\trefs/heads/{head}\n", oid.repeat(40))).collect();
    let tags: String = tags.iter().map(|(tag, oid)| format!("{}\trefs/tags/{tag}\n", oid.repeat(40))).collect();
    let refs = format!("ref: refs/heads/main\tHEAD\n{heads}{tags}");
    let request = request(&on("push", &format!("refs/heads/{branch}")), &json!({}));
    let files = vec![File { path: "package.json".to_string(), text: "{\"version\": \"1.4.2\"}\n".to_string() }];
    let mut first_look = FirstLook { refs: refs.clone(), files: files.clone(), ..FirstLook::default() };
    let found = |oid: &str| Place { oid: oid.to_string(), on_branch: oid == OLD, searched: true, ..Place::default() };
    let wants = loop {
        let wants = version_first::wants(&request, &first_look).unwrap();
        if let Some(wanted) = &wants.holders {
            assert!(wanted.heads.iter().all(|head| head.name == "main" || head.name == "dev"), "{wanted:?}");
            let name = |oid: &String| oid.chars().next().unwrap().to_string();
            let of = |oid: &String| {
                holders.iter().find(|(one, _)| *one == name(oid)).map(|(_, heads)| *heads).unwrap_or_default()
            };
            let holder =
                |oid: &String| Holder { oid: oid.clone(), heads: of(oid).iter().map(ToString::to_string).collect() };
            first_look.holders = wanted.oids.iter().map(holder).collect();
        } else if wants.places.is_empty() && wants.past.is_empty() {
            break wants;
        } else {
            let new: Vec<Place> = wants.places.iter().map(|one| found(&one.oid)).collect();
            first_look.places.retain(|known| new.iter().all(|one| one.oid != known.oid));
            first_look.places.extend(new);
            first_look.past = Some(Vec::new());
        }
    };
    let tagged = |one: &WantedCommit| Inspected {
        oid: one.oid.clone(),
        tree: "4".repeat(40),
        files: files.clone(),
        on_branch: None,
        changed: None,
    };
    let facts = Facts {
        refs,
        tree: "3".repeat(40),
        files: files.clone(),
        logs: wants
            .logs
            .iter()
            .map(|of| Log { of: of.clone(), log: format!("{TIP} {OLD}\nAda\nfix: a leak\0"), newer: None })
            .collect(),
        commits: wants.commits.iter().map(tagged).collect(),
        places: first_look.places,
        past: first_look.past,
        holders: first_look.holders,
        ..Facts::default()
    };
    let plan = plan(&request, Some(facts));
    match (plan.result, plan.proposal) {
        (Some(report), _) => {
            assert_eq!((report.status, report.error), (Status::NothingToRelease, None));
            let why = report.why.unwrap();
            assert!(why.contains("target-branch") && wants.logs.is_empty(), "{why}");
            why.rsplit_once(" (").unwrap().1.trim_end_matches(')').to_string()
        }
        (None, proposal) => proposal.unwrap().releases.first.version,
    }
}

#[test]
fn a_branch_has_a_line_of_its_own_if_its_tag_or_its_name_says_so() {
    let newer: Tags = &[("v1.4.2", "2"), ("v2.0.0", "5")];
    let everywhere = "its newest tag, `v1.4.2`, is in the history of `main`, too";
    let rows: &[(&str, Tags, Holders, &str)] = &[
        // Its tag is nowhere else: it was released from before, whatever it is called.
        ("topic", newer, &[], "1.4.3"),
        ("maintenance", newer, &[], "1.4.3"),
        // Somebody's old work: the tag is the default branch's.
        ("topic", newer, &[("2", &["main"])], everywhere),
        ("topic", newer, &[("2", &["dev", "main"])], everywhere),
        // Either may be the other's.
        ("topic", newer, &[("2", &["dev"])], "its newest tag, `v1.4.2`, is in the history of `dev`, too"),
        // Its name says so.
        ("maintenance", newer, &[("2", &["main", "dev"])], "1.4.3"),
        ("release/1.4", newer, &[("2", &["main"])], "1.4.3"),
        ("v1", newer, &[("2", &["main"])], "1.4.3"),
        ("release/1.5", newer, &[("2", &["main"])], everywhere),
        ("stable-2", newer, &[("2", &["main"])], everywhere),
        ("release/1.4-docs", newer, &[("2", &["main"])], everywhere),
        // It has nothing of its own.
        ("stable", newer, &[("2", &["main"]), ("1", &["main"])], "all of it is in `main`"),
        // No line ends below anything.
        ("maintenance", &[("v1.4.2", "2")], &[], "its newest tag, `v1.4.2`, is the newest of all"),
        ("topic", &[("v1.4.2", "2"), ("v2.0.0-rc.1", "5")], &[], "its newest tag, `v1.4.2`, is the newest of all"),
        (
            "maintenance",
            &[("v1.4.2-rc.1", "2"), ("v2.0.0", "5")],
            &[],
            "its newest tag, `v1.4.2-rc.1`, is a prerelease",
        ),
        ("maintenance", &[("v2.0.0", "5")], &[], "no version tag counts for `maintenance`"),
        ("maintenance", &[], &[], "no version tag counts for `maintenance`"),
    ];
    for (branch, tags, holders, expected) in rows {
        assert_eq!(pushed_to(branch, tags, holders), *expected, "{branch} {tags:?} {holders:?}");
    }
}

#[test]
fn only_what_was_tested_is_released_where_that_is_asked() {
    let tested = json!({"testedOnly": true});
    let at = |sha: &str| json!({"event": "push", "ref": "refs/heads/main", "sha": sha, "readable": true});
    assert!(looked(&at(TIP), &tested, package()).proposal.is_some());
    assert!(looked(&at(OLD), &json!({}), package()).proposal.is_some());
    let left = looked(&at(OLD), &tested, package()).result.unwrap();
    assert_eq!(left.status, Status::NothingToRelease);
    assert_eq!(
        left.why.as_deref(),
        Some("`main` is at 1111111 now, and this run was started for 2222222: the newer commit has a run of its own")
    );
    let after = |sha: &str, conclusion: &str| {
        json!({"event": "workflow_run", "ref": "refs/heads/main", "sha": TIP, "readable": true,
            "follows": {"event": "push", "branch": "main", "sha": sha, "conclusion": conclusion}})
    };
    assert!(looked(&after(TIP, "success"), &tested, package()).proposal.is_some());
    assert!(looked(&after(OLD, "success"), &tested, package()).proposal.is_none());
    let merged = |commit: &str| json!({"event": "pull_request", "ref": "refs/pull/7/merge", "sha": OLD, "readable": true, "pull": {"merged": true, "base": "main", "commit": commit}});
    assert!(looked(&merged(TIP), &tested, package()).proposal.is_some());
    assert!(looked(&merged(OLD), &tested, package()).proposal.is_none());
    for trigger in [json!({"event": "push", "ref": "refs/heads/main", "readable": true}), Value::Null] {
        assert_eq!(begins(&trigger, &tested), "no-trigger");
    }
}
