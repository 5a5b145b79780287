//! The scenarios through which random walks are taken, to be replayed against real git (tests/replay.test.mjs).

use version_first::request::Request;

use crate::hosting::{Hosting, Method};
use crate::people::Person;
use crate::state::{Scenario, request};
use crate::world::{Refusal, World};
use crate::{desynchronised, healthy, scenario};

fn hosted(world: World) -> World {
    World { hosting: Hosting { there: true, ..Hosting::default() }, ..world }
}

fn protected(world: World) -> World {
    World { refusal: Some(Refusal::PullRequest), ..hosted(world) }
}

fn with(bump: &str, more: serde_json::Value) -> Request {
    let mut json = serde_json::to_value(request(bump)).unwrap();
    json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(json).unwrap()
}

fn all(bumps: &[&str]) -> Vec<Request> {
    bumps.iter().map(|bump| request(bump)).collect()
}

/// Every kind of world, request, person and mishap at least once.
pub fn scenarios() -> Vec<Scenario> {
    [direct(), two_manifests(), finalising(), refused(), proposing(), asking(), waiting(), published()].concat()
}

/// Releases by push.
fn direct() -> Vec<Scenario> {
    let people = vec![Person::Push, Person::Raise("1.1.0"), Person::Tag("v1.0.1"), Person::Tag("v1.0.5")];
    let base = Scenario { people_moves: 1, faults: 2, crashes: 1, ..scenario("direct", healthy()) };
    let two = Scenario { runs: all(&["auto", "auto"]), ..base.clone() };
    let one_by_one = World { atomic: false, ..healthy() };
    vec![
        Scenario { people: people.clone(), people_moves: 2, ..base.clone() },
        Scenario { name: "direct: the specification's bug", world: desynchronised(), ..base.clone() },
        Scenario { name: "direct: first release", world: World::new(&[(&["0.1.0"], 1)]), ..base.clone() },
        Scenario { name: "direct: no atomic", world: one_by_one.clone(), ..base.clone() },
        Scenario { name: "direct: told to stop", stops: true, ..base },
        Scenario { name: "direct: two runs", people, ..two.clone() },
        Scenario { name: "direct: two runs, no atomic", world: one_by_one, ..two.clone() },
        Scenario { name: "direct: two runs, one wants a minor", runs: all(&["auto", "minor"]), ..two.clone() },
        Scenario { name: "direct: the same exact version", runs: all(&["2.0.0", "2.0.0"]), ..two.clone() },
        Scenario { name: "direct: three runs", runs: all(&["auto", "auto", "auto"]), ..two },
    ]
}

/// One of two manifests lags behind, or is ahead.
fn two_manifests() -> Vec<Scenario> {
    let mut world = World::new(&[(&["1.0.0", "1.0.0"], 1)]);
    world.person_tags("v1.0.0", &world.tip.clone());
    world.person_commits(vec!["1.0.0".to_string(), "0.9.0".to_string()], 2);
    let base = Scenario { people_moves: 1, faults: 2, crashes: 1, ..scenario("two manifests", world.clone()) };
    let mut ahead = world.clone();
    ahead.person_commits(vec!["1.1.0".to_string(), "1.0.0".to_string()], 3);
    let people = vec![Person::Push, Person::Raise("1.1.0")];
    let merging = vec![Person::Push, Person::Merge(Method::Squash), Person::Merge(Method::Rebase)];
    vec![
        base.clone(),
        Scenario { name: "two manifests, one ahead", world: ahead, people, ..base.clone() },
        Scenario {
            name: "two manifests, protected",
            world: protected(world),
            people: merging,
            people_moves: 2,
            ..base
        },
    ]
}

/// A version landed without its tag.
fn finalising() -> Vec<Scenario> {
    let mut world = healthy();
    world.person_commits(vec!["1.1.0".to_string()], 3);
    let mut on_top = world.clone();
    on_top.person_commits(vec!["1.1.0".to_string()], 4);
    let mut back = healthy();
    for (version, content) in [("1.1.0", 3), ("1.0.0", 4), ("1.1.0", 5), ("1.1.0", 6)] {
        back.person_commits(vec![version.to_string()], content);
    }
    let base = Scenario { people_moves: 1, faults: 2, crashes: 1, ..scenario("finalise", world) };
    vec![
        Scenario { runs: all(&["auto", "auto"]), ..base.clone() },
        Scenario { name: "finalise: something new on top", world: on_top.clone(), ..base.clone() },
        Scenario { name: "finalise: a minor", world: on_top.clone(), runs: all(&["minor", "auto"]), ..base.clone() },
        Scenario { name: "finalise: an exact version", world: on_top, runs: all(&["2.0.0"]), ..base.clone() },
        Scenario { name: "finalise: taken back and brought again", world: back, ..base },
    ]
}

/// Pushes are refused, and there is no hosting to turn to.
fn refused() -> Vec<Scenario> {
    let people = vec![Person::Push, Person::Allow];
    let base = Scenario { people, people_moves: 2, faults: 1, crashes: 1, ..scenario("", healthy()) };
    let by = |refusal| World { refusal: Some(refusal), ..healthy() };
    vec![
        Scenario { name: "refused: no hosting", world: by(Refusal::PullRequest), ..base.clone() },
        Scenario { name: "refused: no permission", world: by(Refusal::Permission), ..base.clone() },
        Scenario { name: "refused: nobody knows why", world: by(Refusal::Strange), ..base },
    ]
}

/// Pull requests, and people around them.
fn proposing() -> Vec<Scenario> {
    let merges = vec![
        Person::Push,
        Person::Merge(Method::Squash),
        Person::Merge(Method::Merge),
        Person::Merge(Method::Rebase),
        Person::Close,
    ];
    let hands = vec![
        Person::PushToBump,
        Person::DeleteBump,
        Person::Close,
        Person::Raise("1.0.1"),
        Person::Merge(Method::Rebase),
    ];
    let own = vec![
        Person::PushToBump,
        Person::Push,
        Person::Merge(Method::Rebase),
        Person::Merge(Method::Squash),
        Person::Merge(Method::Merge),
    ];
    let lingering = vec![with("auto", serde_json::json!({"wait": 30})), request("auto")];
    let settings = vec![Person::Allow, Person::Protect, Person::Push, Person::Merge(Method::Rebase)];
    let conflicts = vec![Person::Raise("1.0.5"), Person::Raise("1.0.0"), Person::Push, Person::Merge(Method::Squash)];
    let names = vec![Person::TakeName("chore/version-bump-1.0.1"), Person::Push];
    let world = protected(healthy());
    let base = Scenario {
        world: world.clone(),
        people: merges,
        people_moves: 3,
        faults: 2,
        crashes: 1,
        ..scenario("protected: one run", world.clone())
    };
    let two = Scenario { name: "protected: two runs", runs: all(&["auto", "auto"]), ..base.clone() };
    let mut deleting = world.clone();
    deleting.hosting.auto_delete = true;
    let mut forbidden = world.clone();
    forbidden.hosting.forbidden = true;
    let mut frozen = world.clone();
    frozen.hosting.frozen = true;
    let first = protected(World::new(&[(&["0.0.0"], 1), (&["0.0.0"], 2)]));
    vec![
        base.clone(),
        two.clone(),
        Scenario { name: "protected: hands", people: hands.clone(), ..base.clone() },
        Scenario { name: "protected: two runs, hands", people: hands, ..two.clone() },
        Scenario {
            name: "protected: a person's own commits",
            runs: lingering,
            people: own,
            people_moves: 4,
            ..base.clone()
        },
        Scenario { name: "protected: conflicts", people: conflicts, ..two.clone() },
        Scenario { name: "protected: settings change", people: settings, ..two.clone() },
        Scenario { name: "protected: a person takes the name", people: names, people_moves: 2, ..two.clone() },
        Scenario { name: "protected: merged branches go by themselves", world: deleting, ..two.clone() },
        Scenario { name: "protected: forbidden", world: forbidden, ..two.clone() },
        Scenario { name: "protected: bump branches are refused too", world: frozen, people_moves: 1, ..base.clone() },
        Scenario { name: "protected: told to stop", stops: true, ..base.clone() },
        Scenario { name: "protected: a post step", post: true, ..two },
        Scenario { name: "protected: first release", world: first, ..base.clone() },
        Scenario { name: "protected: the specification's bug", world: protected(desynchronised()), ..base },
    ]
}

/// Explicit requests beside others: one supersedes another.
fn asking() -> Vec<Scenario> {
    let people = vec![Person::Push, Person::Merge(Method::Squash), Person::Close];
    let base = Scenario { people, people_moves: 2, faults: 1, crashes: 1, ..scenario("", protected(healthy())) };
    let by_pull = with("auto", serde_json::json!({"mode": "pull-request"}));
    let runs = vec![request("auto"), by_pull];
    vec![
        Scenario { name: "asking: a minor beside auto", runs: all(&["minor", "auto"]), ..base.clone() },
        Scenario { name: "asking: auto, then a minor", runs: all(&["auto", "minor"]), ..base.clone() },
        Scenario { name: "asking: a minor and a patch", runs: all(&["minor", "patch"]), ..base.clone() },
        Scenario { name: "asking: an exact version, twice", runs: all(&["2.0.0", "2.0.0"]), ..base.clone() },
        Scenario { name: "asking: one pushes, one proposes", world: hosted(healthy()), runs, ..base },
    ]
}

/// Runs that wait for the merge, or ask for it.
fn waiting() -> Vec<Scenario> {
    let people = vec![Person::Push, Person::Merge(Method::Squash), Person::Merge(Method::Merge), Person::Close];
    let world = protected(healthy());
    let runs = vec![with("auto", serde_json::json!({"wait": 20}))];
    let base = Scenario { runs, people, people_moves: 2, faults: 1, crashes: 1, ..scenario("waiting", world.clone()) };
    let runs = vec![with("auto", serde_json::json!({"autoMerge": true, "wait": 10}))];
    let mut clean = world;
    clean.hosting.clean = true;
    let merging = vec![Person::AutoMerge, Person::Push];
    vec![
        base.clone(),
        Scenario { name: "waiting: the hosting merges", runs: runs.clone(), people: merging, ..base.clone() },
        Scenario { name: "waiting: merged at once", runs, world: clean, people: vec![Person::Push], ..base },
    ]
}

/// Releases after the tag, and workflows after them.
fn published() -> Vec<Scenario> {
    let base = Scenario { people_moves: 1, faults: 2, crashes: 1, ..scenario("published", hosted(healthy())) };
    let workflow = with("auto", serde_json::json!({"dispatchWorkflow": "publish.yml", "githubRelease": "true"}));
    let people = vec![Person::DeleteTag];
    vec![
        base.clone(),
        Scenario { name: "published: two runs", runs: all(&["auto", "auto"]), ..base.clone() },
        Scenario { name: "published: then a workflow", runs: vec![workflow], ..base.clone() },
        Scenario { name: "published: a person deletes a tag", runs: all(&["auto", "auto"]), people, ..base },
    ]
}
