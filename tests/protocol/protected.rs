//! Branches that take changes by pull request only: the whole way, from the refused push to the removed branch.

use version_first::request::Request;

use crate::hosting::{Hosting, Method};
use crate::people::Person;
use crate::state::{Scenario, request};
use crate::world::{Refusal, World};
use crate::{healthy, more, run, scenario};

/// A protected branch on a hosting that has pull requests.
fn protected() -> World {
    let hosting = Hosting { there: true, ..Hosting::default() };
    World { refusal: Some(Refusal::PullRequest), hosting, ..healthy() }
}

fn base(name: &'static str) -> Scenario {
    scenario(name, protected())
}

fn with(bump: &str, more: serde_json::Value) -> Request {
    let mut json = serde_json::json!({"bump": bump, "run": {"id": "0", "attempt": "1"}});
    let fields = json.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    serde_json::from_value(json).unwrap()
}

const OPEN: &str = r#"["v1.0.0@1"] tip says ["1.0.0"] with content 2, open: ["chore/version-bump-1.0.1"]"#;

#[test]
fn one_run_every_fault_every_crash_point() {
    let faulty = Scenario { faults: 2, crashes: 1, one_end: true, ..base("protected: faults and crashes") };
    let explored = run(&faulty);
    assert_eq!(explored.summaries, [OPEN]);
    if more(0) > 0 {
        // Not one end: a dead run's deletion can arrive after the next run's last look, and close that one's pull request.
        run(&Scenario { name: "protected: three faults and a crash", faults: 3, one_end: false, ..faulty });
    }
    let runs = vec![with("auto", serde_json::json!({"mode": "pull-request"}))];
    let asked =
        Scenario { runs: runs.clone(), settler: runs[0].clone(), faults: 1, crashes: 1, one_end: true, ..base("") };
    let mut open = protected();
    open.refusal = None;
    let explored = run(&Scenario { name: "by pull request, because that is asked for", world: open, ..asked });
    assert_eq!(explored.summaries, [OPEN]);
    run(&Scenario { faults: more(2), crashes: more(0), stops: true, ..base("protected: told to stop anywhere") });
    let mut unset = protected();
    unset.hosting.frozen = true;
    run(&Scenario { world: unset, faults: 1, ..base("protected: bump branches are refused too") });
}

#[test]
fn pull_requests_are_forbidden() {
    let mut world = protected();
    world.hosting.forbidden = true;
    let explored = run(&Scenario { world: world.clone(), faults: 2, crashes: 1, ..base("protected: forbidden") });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1"] tip says ["1.0.0"] with content 2"#]);
    let runs = vec![request("auto"), request("auto")];
    run(&Scenario { world, runs, faults: 1, ..base("protected: forbidden, two runs") });
}

#[test]
fn people_decide() {
    let merges = vec![Person::Push, Person::Merge(Method::Squash), Person::Merge(Method::Merge), Person::Close];
    let runs = vec![request("auto"), request("auto")];
    run(&Scenario {
        people: merges.clone(),
        people_moves: 2,
        faults: 1,
        ..base("protected: people push, merge and close")
    });
    let two = Scenario { people: merges.clone(), people_moves: more(1), runs, ..base("protected: two runs, people") };
    run(&two);
    let mut deleting = two.world.clone();
    deleting.hosting.auto_delete = true;
    run(&Scenario { name: "protected: merged branches go by themselves", world: deleting, ..two.clone() });
    if more(0) > 0 {
        run(&Scenario { name: "protected: two runs, people, a fault", people_moves: 1, faults: 1, ..two });
    }
}

#[test]
fn people_interfere() {
    let runs = vec![request("auto"), request("auto")];
    let two = Scenario { people_moves: more(1), runs, ..base("") };
    let hands = vec![Person::PushToBump, Person::DeleteBump, Person::Close, Person::Raise("1.0.1")];
    let hands = Scenario { name: "protected: people lend a hand", people: hands, ..two.clone() };
    run(&hands);
    if more(0) > 0 {
        run(&Scenario { name: "protected: people lend a hand, a fault", people_moves: 1, faults: 1, ..hands });
    }
    let settings = vec![Person::Allow, Person::Protect, Person::Push, Person::Merge(Method::Rebase)];
    run(&Scenario { name: "protected: settings change", people: settings, people_moves: 1, ..two.clone() });
    let names = vec![Person::TakeName("chore/version-bump-1.0.1"), Person::Push];
    run(&Scenario { name: "protected: a person takes the name", people: names, faults: more(0), ..two });
}

#[test]
fn explicit_requests() {
    let mut people = vec![Person::Merge(Method::Squash)];
    if more(0) > 0 {
        people.extend([Person::Push, Person::Close]);
    }
    let base = Scenario { people, people_moves: 1, ..base("") };
    let runs = vec![request("minor"), request("auto")];
    run(&Scenario { name: "protected: a minor beside an automatic run", runs, ..base.clone() });
    let runs = vec![request("minor"), request("minor")];
    run(&Scenario { name: "protected: a minor, twice", runs: runs.clone(), settler: runs[0].clone(), ..base.clone() });
    let runs = vec![request("2.0.0"), request("2.0.0")];
    run(&Scenario {
        name: "protected: an exact version, twice",
        runs: runs.clone(),
        settler: runs[0].clone(),
        ..base.clone()
    });
    let runs = vec![request("minor"), request("patch")];
    run(&Scenario { name: "protected: two people ask for different things", runs, ..base });
}

#[test]
fn two_and_three_runs() {
    let runs = vec![request("auto"), request("auto")];
    let two = Scenario { runs, ..base("protected: two runs, a fault") };
    run(&Scenario { faults: 1, crashes: more(0), one_end: true, ..two.clone() });
    run(&Scenario { name: "protected: two runs, a crash", crashes: 1, one_end: true, ..two.clone() });
    let runs = vec![request("auto"), with("auto", serde_json::json!({"mode": "pull-request"}))];
    let mut open = protected();
    open.refusal = None;
    let people = vec![Person::Merge(Method::Squash)];
    run(&Scenario {
        name: "one pushes, one proposes",
        world: open,
        runs,
        people,
        people_moves: 1,
        faults: more(0),
        ..two.clone()
    });
    let runs = vec![request("auto"), request("auto"), request("auto")];
    run(&Scenario { name: "protected: three runs", runs, one_end: true, faults: more(0), ..two });
}

#[test]
fn the_merge_is_waited_for() {
    let runs = vec![with("auto", serde_json::json!({"wait": 20}))];
    let people = vec![Person::Push, Person::Merge(Method::Squash), Person::Merge(Method::Merge), Person::Close];
    let waiting =
        Scenario { runs, people, people_moves: more(2), faults: 1, ..base("protected: the merge is waited for") };
    run(&waiting);
    let runs = vec![with("auto", serde_json::json!({"autoMerge": true, "wait": 10}))];
    let people = vec![Person::AutoMerge, Person::Push];
    run(&Scenario { name: "protected: the hosting merges", runs: runs.clone(), people, ..waiting.clone() });
    let mut clean = protected();
    clean.hosting.clean = true;
    let people = vec![Person::Push];
    let clean = Scenario {
        name: "protected: merged at once",
        runs: runs.clone(),
        people,
        world: clean,
        settler: runs[0].clone(),
        ..waiting
    };
    let explored = run(&Scenario { people_moves: 0, one_end: true, ..clean });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.0.1@2"] tip says ["1.0.1"] with content 2"#]);
}

#[test]
fn what_dead_runs_left() {
    let post = Scenario { post: true, crashes: 1, faults: more(1), ..base("protected: killed, then its post step") };
    run(&post);
    let people = vec![Person::Merge(Method::Squash), Person::Close, Person::PushToBump];
    run(&Scenario { name: "protected: killed, post step, people", people, people_moves: more(1), faults: 1, ..post });
}

#[test]
fn releases_are_published() {
    let hosting = Hosting { there: true, ..Hosting::default() };
    let direct = Scenario { world: World { hosting, ..healthy() }, ..base("a release after the tag") };
    run(&Scenario { faults: 2, crashes: 1, one_end: true, ..direct.clone() });
    let runs = vec![request("auto"), request("auto")];
    run(&Scenario {
        name: "a release after the tag, two runs",
        runs,
        people_moves: 1,
        faults: more(1),
        ..direct.clone()
    });
    let workflow = with("auto", serde_json::json!({"dispatchWorkflow": "publish.yml", "githubRelease": "true"}));
    run(&Scenario { name: "a release, then a workflow", runs: vec![workflow], faults: 1, crashes: 1, ..direct });
}

#[test]
fn odd_histories() {
    let mut first = World::new(&[(&["0.0.0"], 1), (&["0.0.0"], 2)]);
    (first.refusal, first.hosting.there) = (Some(Refusal::PullRequest), true);
    let base = Scenario { faults: 1, crashes: 1, one_end: true, ..base("") };
    run(&Scenario { name: "protected: first release", world: first, ..base.clone() });
    let mut behind = crate::desynchronised();
    (behind.refusal, behind.hosting.there) = (Some(Refusal::PullRequest), true);
    run(&Scenario { name: "protected: the specification's bug", world: behind, ..base.clone() });
    let people = vec![Person::DeleteTag, Person::Push];
    let mut open = protected();
    open.refusal = None;
    let again =
        Scenario { people, people_moves: 1, one_end: false, runs: vec![request("auto"), request("auto")], ..base };
    run(&Scenario { name: "a person deletes a tag of ours", world: open, crashes: 0, faults: 0, ..again });
}

#[test]
fn one_run_only_finalises() {
    let finalise = with("auto", serde_json::json!({"onlyFinalise": true}));
    let people =
        vec![Person::Merge(Method::Squash), Person::Merge(Method::Merge), Person::Push, Person::Raise("1.1.0")];
    let runs = vec![request("auto"), finalise.clone()];
    let both = Scenario { runs, people, people_moves: 2, ..base("protected: one run proposes, one only finalises") };
    run(&both);
    let runs = vec![finalise];
    let alone = Scenario { name: "only finalising: people raise and push", runs, faults: 1, crashes: 1, ..both };
    run(&alone);
}
