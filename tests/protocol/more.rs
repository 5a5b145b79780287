//! Scenarios that were added because a rule could be taken away without anybody noticing (docs/mutations.md).

use crate::hosting::Hosting;
use crate::people::Person;
use crate::state::Scenario;
use crate::world::World;
use crate::{healthy, run, scenario};

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
