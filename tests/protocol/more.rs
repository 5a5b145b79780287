//! Scenarios that were added because a rule could be taken away without anybody noticing (docs/checks/mutations.md).

use crate::hosting::Hosting;
use crate::people::Person;
use crate::state::Scenario;
use crate::state::request;
use crate::world::World;
use crate::{healthy, more, run, scenario};

fn hosted() -> World {
    World { hosting: Hosting { there: true, ..Hosting::default() }, ..healthy() }
}

#[test]
fn a_push_without_an_answer_arrives_while_the_run_fails() {
    let mut world = hosted();
    world.hosting.forbidden = true;
    let people = vec![Person::Protect, Person::Allow];
    run(&Scenario { people, people_moves: 2, faults: 1, ..scenario("forbidden; protected for a moment", world) });
}

/// Something new on `main`, and a branch with a greater version of its own.
fn forked() -> World {
    let mut world = healthy();
    let base = world.tips[0].clone();
    world.person_forks(Some("next"), &base, &[("2.0.0", None), ("2.0.0", Some("v2.0.0"))]);
    world
}

#[test]
fn tags_elsewhere_and_beside() {
    let base = Scenario { faults: 1, crashes: 1, one_end: true, ..scenario("tags elsewhere: a fork", forked()) };
    let explored = run(&base);
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.0.1@2", "v2.0.0@4"] tip says ["1.0.1"] with content 2"#]);
    let major = Scenario { runs: vec![request("major")], settler: request("major"), ..base.clone() };
    let explored = run(&Scenario { name: "tags elsewhere: the next version leaves the line", ..major });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v2.0.0@4"] tip says ["1.0.0"] with content 2"#]);
    let mut taken = healthy();
    let first = taken.tips[0].clone();
    taken.person_forks(Some("hotfix"), &first, &[("1.0.0", None), ("1.0.1", Some("v1.0.1"))]);
    let two = vec![request("auto"), request("auto")];
    let explored = run(&Scenario {
        name: "tags elsewhere: the number is taken, two runs",
        world: taken,
        runs: two.clone(),
        ..base.clone()
    });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.0.1@4", "v1.0.2@2"] tip says ["1.0.2"] with content 2"#]);
    let people = vec![Person::TagElsewhere("v1.0.1"), Person::TagElsewhere("v1.1.0"), Person::Push];
    let moving = Scenario { people, people_moves: 1 + more(0), one_end: false, runs: two, ..base.clone() };
    run(&Scenario {
        name: "tags elsewhere: people release on a branch of theirs",
        world: healthy(),
        crashes: 0,
        ..moving
    });
    let mut beside = healthy();
    beside.person_commits(vec!["1.1.0".to_string()], 3);
    let tip = beside.tip.clone();
    beside.person_forks(None, &tip, &[("1.1.0", Some("v1.1.0"))]);
    beside.person_commits(vec!["1.1.0".to_string()], 5);
    let explored = run(&Scenario { name: "tags beside: built files", world: beside, ..base });
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.1.0@4", "v1.1.1@5"] tip says ["1.1.1"] with content 5"#]);
}

#[test]
fn raised_by_hand_on_a_fork() {
    let mut world = forked();
    for content in [5, 6] {
        world.person_commits(vec!["1.1.0".to_string()], content);
    }
    let base =
        Scenario { faults: 1, crashes: 1, one_end: true, ..scenario("raised by hand, more on top, a fork", world) };
    let explored = run(&base);
    assert_eq!(explored.summaries, [r#"["v1.0.0@1", "v1.1.0@6", "v2.0.0@4"] tip says ["1.1.0"] with content 6"#]);
}

#[test]
fn a_second_package_stays_as_it_is() {
    let mut world = World { apart: true, ..World::new(&[]) };
    world.person_commits(vec!["1.0.0".to_string()], 1);
    world.person_tags("v1.0.0", &world.tip.clone());
    world.person_commits(vec!["1.0.0".to_string()], 2);
    let people = vec![Person::Push, Person::Raise("1.1.0")];
    let two = vec![request("auto"), request("auto")];
    run(&Scenario { people, people_moves: 1, runs: two, faults: 1, ..scenario("a second package, two runs", world) });
}

#[test]
fn a_withdrawn_version() {
    let people = vec![Person::Withdraw, Person::Push];
    let base = Scenario { people, people_moves: 2, ..scenario("withdrawn: a person takes a release back", hosted()) };
    let two = vec![request("auto"), request("auto")];
    run(&Scenario { runs: two, faults: more(0), ..base });
}
