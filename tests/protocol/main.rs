//! The state machine that ships, model-checked: every order of outcomes, people, faults, crashes and runs.
//!
//! `cargo test --test protocol -- --nocapture` prints the number of states of each scenario; `npm run model` goes further
//! and writes docs/checks/model.md.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::string_slice, clippy::arithmetic_side_effects, clippy::disallowed_types, clippy::disallowed_methods)]

mod explore;
mod hosting;
mod more;
mod moves;
mod people;
mod promises;
mod protected;
mod seen;
mod state;
mod traces;
mod walks;
mod world;

use version_first::request::{MovingTags, Request};

use explore::{Explored, explore};
use people::Person;
use state::{Scenario, request};
use world::{Refusal, World};

/// The specification's own history: the manifest fell behind its tag.
fn desynchronised() -> World {
    let mut world = World::new(&[(&["0.2.328"], 1), (&["0.2.328"], 2)]);
    world.person_tags("v0.2.334", &world.tip.clone());
    world.person_commits(vec!["0.2.328".to_string()], 3);
    world
}

/// A healthy history with something new since the last tag.
fn healthy() -> World {
    let mut world = World::new(&[(&["1.0.0"], 1)]);
    world.person_tags("v1.0.0", &world.tip.clone());
    world.person_commits(vec!["1.0.0".to_string()], 2);
    world
}

fn scenario(name: &'static str, world: World) -> Scenario {
    Scenario {
        name,
        world,
        runs: vec![request("auto")],
        settler: request("auto"),
        people: vec![Person::Push],
        people_moves: 0,
        faults: 0,
        crashes: 0,
        post: false,
        stops: false,
        one_end: false,
    }
}

/// One more in the long form (`PROTOCOL_LONG=1`), which takes minutes.
fn more(short: u8) -> u8 {
    short + u8::from(std::env::var_os("PROTOCOL_LONG").is_some())
}

fn run(scenario: &Scenario) -> Explored {
    let row = format!("\n| {} | ", scenario.name);
    assert!(
        results().is_some() || PAGE.contains(&row),
        "docs/checks/model.md does not tell of `{}`: npm run model",
        scenario.name
    );
    let explored = explore(scenario);
    note(scenario, &explored);
    println!(
        "{:<58} {:>8} states {:>6} ends  depth {:>3}  {:>6} ms",
        scenario.name,
        explored.states,
        explored.ends,
        explored.depth,
        explored.time.as_millis()
    );
    explored
}

const PAGE: &str = include_str!("../../docs/checks/model.md");

/// Where the results go that make the page.
fn results() -> Option<std::ffi::OsString> {
    std::env::var_os("PROTOCOL_RESULTS")
}

/// Adds a line to the file of results, if there is to be one.
fn note(scenario: &Scenario, explored: &Explored) {
    let Some(path) = results() else { return };
    let Explored { states, ends, depth, time, .. } = explored;
    let line = serde_json::json!({
        "name": scenario.name, "what": scenario.in_words(), "states": states, "ends": ends, "depth": depth,
        "milliseconds": time.as_millis(),
    });
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
    std::io::Write::write_all(&mut file, format!("{line}\n").as_bytes()).unwrap();
}

#[test]
fn one_run_every_fault_every_crash_point() {
    let base = Scenario { faults: 3, crashes: 2, one_end: true, ..scenario("", healthy()) };
    let explored = run(&Scenario { name: "one run: faults and crashes", ..base.clone() });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.0.1@2"] tip says ["1.0.1"] with content 2"#]);
    let explored = run(&Scenario { name: "one run: the specification's bug", world: desynchronised(), ..base.clone() });
    assert_eq!(explored.summaries, [r#"["v0.2.334@2", "v0.2.335@3"] tip says ["0.2.335"] with content 3"#]);
    let world = World::new(&[(&["0.1.0"], 1), (&["0.1.0"], 2)]);
    let explored = run(&Scenario { name: "one run: first release", world, ..base.clone() });
    assert_eq!(explored.summaries, [r#"["v0.1.0@2"] tip says ["0.1.0"] with content 2"#]);
    let world = World { atomic: false, ..healthy() };
    let explored = run(&Scenario { name: "one run: server without atomic", world, faults: 2, ..base.clone() });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.0.1@2"] tip says ["1.0.1"] with content 2"#]);
}

#[test]
fn one_run_in_a_moving_world() {
    let base = Scenario { people_moves: 2, faults: 2, crashes: 1, ..scenario("", healthy()) };
    run(&Scenario { name: "one run: people push", ..base.clone() });
    let world = World { atomic: false, ..healthy() };
    run(&Scenario { name: "one run: people push, no atomic", world, people_moves: 1, ..base.clone() });
    let people = vec![Person::Push, Person::Raise("1.1.0"), Person::Tag("v1.0.1"), Person::Tag("v1.0.5")];
    run(&Scenario { name: "one run: people push, raise and tag", people, faults: 1, ..base.clone() });
    run(&Scenario { name: "one run: first release, people push", world: World::new(&[(&["0.1.0"], 1)]), ..base });
}

#[test]
fn a_version_that_landed_without_its_tag() {
    let mut world = healthy();
    world.person_commits(vec!["1.1.0".to_string()], 3);
    let base =
        Scenario { faults: 2, crashes: 2, one_end: true, ..scenario("finalise: raised at the tip", world.clone()) };
    let explored = run(&base);
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.1.0@3"] tip says ["1.1.0"] with content 3"#]);
    world.person_commits(vec!["1.1.0".to_string()], 4);
    let explored = run(&Scenario { name: "finalise: something new on top", world: world.clone(), ..base.clone() });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.1.0@4"] tip says ["1.1.0"] with content 4"#]);
    let runs = vec![request("minor")];
    // A run that starts after a crash cannot know that the finalised version was an answer: two ends are right here.
    let one_end = false;
    run(&Scenario {
        name: "finalise: it answers an explicit bump",
        world: world.clone(),
        runs,
        one_end,
        ..base.clone()
    });
    run(&Scenario {
        name: "finalise: what a dead run left answers an explicit bump",
        world: World { atomic: false, ..healthy() },
        runs: vec![request("minor"), request("minor")],
        people_moves: 1,
        faults: 0,
        crashes: 1,
        one_end,
        ..base.clone()
    });
    let runs = vec![request("2.0.0")];
    let exact = Scenario { runs, settler: request("2.0.0"), world: world.clone(), ..base.clone() };
    let explored = run(&Scenario { name: "finalise: an exact version goes on", ..exact });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v2.0.0@4"] tip says ["2.0.0"] with content 4"#]);
    let mut back = healthy();
    for (version, content) in [("1.1.0", 3), ("1.0.0", 4), ("1.1.0", 5), ("1.1.0", 6)] {
        back.person_commits(vec![version.to_string()], content);
    }
    let explored = run(&Scenario { name: "finalise: taken back and brought again", world: back, ..base.clone() });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.1.0@6"] tip says ["1.1.0"] with content 6"#]);
    let base = Scenario { people_moves: 2, faults: 1, crashes: 1, one_end: false, ..base };
    run(&Scenario { name: "finalise: a moving world", world, ..base });
}

#[test]
fn two_runs_at_once() {
    let base = Scenario { runs: vec![request("auto"), request("auto")], faults: more(1), ..scenario("", healthy()) };
    let explored = run(&Scenario { name: "two runs", one_end: true, crashes: 1, ..base.clone() });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.0.1@2"] tip says ["1.0.1"] with content 2"#]);
    run(&Scenario { name: "two runs: people push", people_moves: 1, ..base.clone() });
    run(&Scenario { name: "two runs: no atomic", world: World { atomic: false, ..healthy() }, ..base.clone() });
    run(&Scenario {
        name: "two runs: one wants a minor",
        runs: vec![request("auto"), request("minor")],
        ..base.clone()
    });
    run(&Scenario {
        name: "two runs: the same exact version",
        runs: vec![request("2.0.0"), request("2.0.0")],
        ..base.clone()
    });
    let mut world = healthy();
    world.person_commits(vec!["1.1.0".to_string()], 3);
    run(&Scenario { name: "two runs: both finalise", world, people_moves: 1, ..base });
}

#[test]
fn tags_that_move() {
    let moving = |bump: &str| Request { moving_tags: MovingTags::Major, ..request(bump) };
    let one = Scenario { runs: vec![moving("auto")], settler: moving("auto"), ..scenario("", healthy()) };
    let explored = run(&Scenario { name: "moving tags: one run", one_end: true, ..one.clone() });
    assert_eq!(explored.summaries, [r#"["v1@2", "v1.0.0@1", "v1.0.1@2"] tip says ["1.0.1"] with content 2"#]);
    run(&Scenario { name: "moving tags: faults and crashes", faults: 2, crashes: 1, ..one.clone() });
    let two = Scenario { runs: vec![moving("auto"), moving("minor")], ..one.clone() };
    run(&Scenario { name: "moving tags: two runs, people push", people_moves: 2, ..two.clone() });
    run(&Scenario { name: "moving tags: two runs, a fault, people push", faults: 1, people_moves: 2, ..two });
    let three = vec![moving("auto"), moving("minor"), moving("minor")];
    run(&Scenario { name: "moving tags: three runs, people push", runs: three, people_moves: 2, ..one });
}

#[test]
fn three_runs_at_once() {
    let runs = vec![request("auto"), request("auto"), request("auto")];
    let three = Scenario { runs, ..scenario("three runs", healthy()) };
    run(&Scenario { one_end: true, ..three.clone() });
    run(&Scenario { name: "three runs: a fault", one_end: true, faults: 1, ..three.clone() });
    if more(0) > 0 {
        run(&Scenario { name: "three runs: people push, a crash", people_moves: 1, crashes: 1, ..three });
    }
}

#[test]
fn refusals_leave_nothing_behind() {
    for (name, then, refusal) in [
        ("refused: pull request required", "refused: pull request required, then allowed", Refusal::PullRequest),
        ("refused: no permission", "refused: no permission, then allowed", Refusal::Permission),
        ("refused: nobody knows why", "refused: nobody knows why, then allowed", Refusal::Strange),
    ] {
        let world = World { refusal: Some(refusal), ..healthy() };
        let explored = run(&Scenario { faults: 2, crashes: 1, ..scenario(name, world.clone()) });
        assert_eq!(explored.summaries, [r#"["v1.0.0@1"] tip says ["1.0.0"] with content 2"#]);
        let people = vec![Person::Push, Person::Allow];
        run(&Scenario { people, people_moves: 2, faults: 1, ..scenario(then, world) });
    }
}

#[test]
fn two_manifests() {
    let mut world = World::new(&[(&["1.0.0", "1.0.0"], 1)]);
    world.person_tags("v1.0.0", &world.tip.clone());
    world.person_commits(vec!["1.0.0".to_string(), "0.9.0".to_string()], 2);
    let base =
        Scenario { faults: 2, crashes: 1, one_end: true, ..scenario("two manifests, one behind", world.clone()) };
    let explored = run(&base);
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.0.1@2"] tip says ["1.0.1", "1.0.1"] with content 2"#]);
    world.person_commits(vec!["1.1.0".to_string(), "1.0.0".to_string()], 3);
    let explored =
        run(&Scenario { name: "two manifests, one ahead: nothing settles it", world: world.clone(), ..base.clone() });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1"] tip says ["1.1.0", "1.0.0"] with content 3"#]);
    world.person_commits(vec!["1.1.0".to_string(), "1.1.0".to_string()], 4);
    let explored = run(&Scenario { name: "two manifests, mended in two commits", world, ..base });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.1.0@4"] tip says ["1.1.0", "1.1.0"] with content 4"#]);
}
