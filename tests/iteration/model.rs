//! `submit` and `clean`, over every order of outcomes, lost answers, crashes, and two people at once: what is true in
//! every state, and that one undisturbed run after all that ends where an undisturbed run ends.

use std::collections::HashSet;

use version_first::answers::Pushed;
use version_first::iteration::{Command, Copied, Outcome, Pull, Step, Update, Wish, Work, advance, start};

use crate::hosted::{World, oid, pull};

/// Somebody's run: under way, or over; how many faults it may still meet.
#[derive(Clone)]
struct Run {
    work: Option<Work>,
}

impl Run {
    fn key(&self) -> String {
        self.work.as_ref().map_or_else(String::new, |work| serde_json::to_string(work).unwrap())
    }
}

type Act = fn(&mut World);

/// A person's doings, each at any moment, once.
struct Setting {
    world: World,
    wishes: Vec<Wish>,
    acts: Vec<Act>,
    faults: u32,
}

struct Explorer<'a> {
    setting: &'a Setting,
    seen: HashSet<String>,
    ends: u64,
    /// What is true of how everything ends.
    check: &'a dyn Fn(&World, bool),
}

impl Explorer<'_> {
    fn walk(&mut self, world: &World, runs: &[Run], acts: usize, faults: u32) {
        assert!(world.broken.is_empty(), "{:?}\n{world:#?}", world.broken);
        let key = format!("{world:?}{:?}{acts}{faults}", runs.iter().map(Run::key).collect::<Vec<_>>());
        if !self.seen.insert(key) {
            return;
        }
        if acts < self.setting.acts.len() {
            let mut next = world.clone();
            self.setting.acts[acts](&mut next);
            self.walk(&next, runs, acts + 1, faults);
        }
        let mut moved = false;
        for index in 0..runs.len() {
            let Some(work) = &runs[index].work else { continue };
            let Some(step) = work.step.clone() else { continue };
            moved = true;
            let mut go = |world: &World, work: Option<Work>, faults: u32| {
                let mut runs = runs.to_vec();
                runs[index] = Run { work };
                self.walk(world, &runs, acts, faults);
            };
            let mut after = world.clone();
            let outcome = after.carry_out(&step);
            go(&after, Some(advance(work.clone(), outcome).unwrap()), faults);
            if faults == 0 {
                continue;
            }
            let lost = match step {
                Step::Look { .. } | Step::Drop { .. } => None,
                Step::Push { .. } => {
                    Some(Outcome::Pushed(Pushed::read(Some(128), "", "fatal: the remote end hung up")))
                }
                _ => Some(Outcome::Denied { status: None, text: "the connection broke".into(), retry_after: None }),
            };
            if let Some(lost) = lost {
                // Carried out or not: nobody says so.
                go(&after, Some(advance(work.clone(), lost.clone()).unwrap()), faults - 1);
                go(world, Some(advance(work.clone(), lost).unwrap()), faults - 1);
            }
            let no = Outcome::Denied {
                status: Some(403),
                text: "Resource not accessible by integration".into(),
                retry_after: None,
            };
            if !matches!(step, Step::Push { .. } | Step::Drop { .. }) {
                go(world, Some(advance(work.clone(), no).unwrap()), faults - 1);
            }
            // Killed before, or after.
            go(world, None, faults - 1);
            go(&after, None, faults - 1);
        }
        if !moved {
            self.ends += 1;
            self.end(world, runs, faults);
        }
    }

    /// Everybody runs it once more, undisturbed.
    fn end(&self, world: &World, runs: &[Run], faults: u32) {
        let disturbed = faults < self.setting.faults || runs.iter().any(|run| run.work.is_none());
        let mut last = world.clone();
        for wish in &self.setting.wishes {
            undisturbed(&mut last, wish);
        }
        assert!(last.broken.is_empty(), "{:?}", last.broken);
        let again = last.clone();
        for wish in &self.setting.wishes {
            undisturbed(&mut last, wish);
        }
        assert_eq!(again, last, "one more run changes nothing");
        (self.check)(&last, disturbed);
    }
}

fn undisturbed(world: &mut World, wish: &Wish) -> Work {
    let mut work = start(wish.clone());
    let mut steps = 0;
    while let Some(step) = work.step.clone() {
        let outcome = world.carry_out(&step);
        work = advance(work, outcome).unwrap();
        steps += 1;
        assert!(steps < 60, "it never ends: {work:?}");
    }
    work
}

fn explore(setting: &Setting, check: &dyn Fn(&World, bool)) -> (usize, u64) {
    let runs: Vec<Run> = setting.wishes.iter().map(|wish| Run { work: Some(start(wish.clone())) }).collect();
    let mut explorer = Explorer { setting, seen: HashSet::new(), ends: 0, check };
    explorer.walk(&setting.world, &runs, 0, setting.faults);
    println!("{} states, {} ends", explorer.seen.len(), explorer.ends);
    (explorer.seen.len(), explorer.ends)
}

pub(super) fn wish(command: Command, branch: &str) -> Wish {
    Wish {
        command,
        branch: branch.into(),
        lineage: None,
        old: vec![],
        title: Some("T".into()),
        body: None,
        into: None,
        draft: false,
        copy: vec![Copied::Labels, Copied::Assignees],
        original: false,
        merged: false,
        unsaved: false,
    }
}

fn open_of<'a>(world: &'a World, head: &'a str) -> impl Iterator<Item = &'a Pull> {
    world.pulls.iter().filter(move |pull| pull.open && pull.head == head)
}

/// `x` is open as #1; `x-v2` has never been pushed.
fn second() -> World {
    let mut world = World::new(&[("x", "1")]);
    world.pulls.push(pull(1, "x", "1"));
    world.local.insert("x-v2".into(), oid("2"));
    world
}

#[test]
fn submit_survives_two_faults() {
    let setting = Setting { world: second(), wishes: vec![wish(Command::Submit, "x-v2")], acts: vec![], faults: 2 };
    let (states, ends) = explore(&setting, &|world, disturbed| {
        assert_eq!((open_of(world, "x").count(), open_of(world, "x-v2").count()), (0, 1), "{world:#?}");
        let new = open_of(world, "x-v2").next().unwrap();
        assert_eq!(new.title, "T (v2)");
        // A label that was refused is a warning, and what supersedes goes on; one that was merely lost is set again.
        let copied = |have: &[String], want: &str| have == [want] || disturbed && have.is_empty();
        assert!(copied(&new.labels, "bug") && copied(&new.assignees, "ann"), "{new:?}");
        assert_eq!(world.comments, [(1, format!("Superseded by #{}", new.number))]);
    });
    assert!(states > 100 && ends > 20, "{states} {ends}");
}

#[test]
fn two_people_submit_the_same_branch() {
    let one = wish(Command::Submit, "x-v2");
    let setting = Setting { world: second(), wishes: vec![one.clone(), one], acts: vec![], faults: 1 };
    explore(&setting, &|world, _| {
        assert_eq!((open_of(world, "x").count(), open_of(world, "x-v2").count()), (0, 1), "{world:#?}");
        assert_eq!(world.pulls.len(), 2, "none was opened twice");
    });
}

#[test]
fn two_people_submit_two_iterations() {
    let mut world = second();
    world.local.insert("x-v3".into(), oid("3"));
    let setting = Setting {
        world,
        wishes: vec![wish(Command::Submit, "x-v2"), wish(Command::Submit, "x-v3")],
        acts: vec![],
        faults: 1,
    };
    explore(&setting, &|world, _| {
        // Whoever was first, the later iteration wins, and the original is closed.
        assert_eq!((open_of(world, "x").count(), open_of(world, "x-v3").count()), (0, 1), "{world:#?}");
    });
}

#[test]
fn a_person_merges_or_closes_meanwhile() {
    let merge: Act = |world| {
        let one = world.find(1);
        if one.open {
            (one.open, one.merged, one.closed_at) = (false, true, Some("2026-01-05T00:00:00Z".into()));
        }
    };
    let close: Act = |world| {
        let one = world.find(1);
        one.open = false;
        one.closed_at.get_or_insert("2026-01-05T00:00:00Z".into());
    };
    for act in [merge, close] {
        let setting =
            Setting { world: second(), wishes: vec![wish(Command::Submit, "x-v2")], acts: vec![act], faults: 1 };
        explore(&setting, &|world, _| assert!(open_of(world, "x-v2").count() <= 1 && world.pulls.len() <= 2));
    }
}

#[test]
fn a_stack_keeps_its_layers() {
    let build: Act = |world| {
        world.remote.insert("y".into(), oid("9"));
        let number = world.pulls.iter().map(|pull| pull.number).max().unwrap() + 1;
        let base = "x".into();
        world.pulls.push(Pull { base, ..pull(number, "y", "9") });
    };
    let mut world = second();
    build(&mut world);
    let setting = Setting { world, wishes: vec![wish(Command::Submit, "x-v2")], acts: vec![], faults: 1 };
    explore(&setting, &|world, _| {
        assert_eq!((open_of(world, "x").count(), open_of(world, "x-v2").count()), (1, 1), "{world:#?}");
    });
}

/// `x-v2` was merged; `x` and `x-v3` are open, `x-v4` was never submitted.
fn merged() -> World {
    let mut world = World::new(&[("x", "1"), ("x-v2", "2"), ("x-v3", "3"), ("x-v4", "4")]);
    world.pulls = vec![pull(1, "x", "1"), pull(2, "x-v2", "2"), pull(3, "x-v3", "3")];
    let two = &mut world.pulls[1];
    (two.open, two.merged, two.closed_at) = (false, true, Some("2026-01-05T00:00:00Z".into()));
    world
}

#[test]
fn clean_survives_two_faults() {
    let setting = Setting { world: merged(), wishes: vec![wish(Command::Clean, "x")], acts: vec![], faults: 2 };
    explore(&setting, &|world, _| {
        assert_eq!(world.pulls.iter().filter(|pull| pull.open).count(), 0);
        assert_eq!(world.remote.keys().collect::<Vec<_>>(), ["main", "x", "x-v2", "x-v4"]);
        assert_eq!(world.local.keys().collect::<Vec<_>>(), ["x", "x-v2", "x-v4"]);
        assert_eq!(world.comments, [(3, "Superseded by #2".to_string()), (1, "Superseded by #2".to_string())]);
    });
}

#[test]
fn two_people_clean_at_once() {
    let all = Wish { original: true, merged: true, ..wish(Command::Clean, "x-v2") };
    let setting = Setting { world: merged(), wishes: vec![all.clone(), all], acts: vec![], faults: 1 };
    explore(&setting, &|world, _| {
        assert_eq!(world.remote.keys().collect::<Vec<_>>(), ["main", "x-v4"]);
        assert_eq!(world.local.keys().collect::<Vec<_>>(), ["x-v4"]);
    });
}

#[test]
fn somebody_pushes_while_it_is_cleaned_up() {
    let push: Act = |world| {
        if world.remote.contains_key("x-v3") {
            world.remote.insert("x-v3".into(), oid("33"));
            for pull in world.pulls.iter_mut().filter(|pull| pull.open && pull.head == "x-v3") {
                pull.head_oid = oid("33");
            }
        }
    };
    let setting = Setting { world: merged(), wishes: vec![wish(Command::Clean, "x")], acts: vec![push], faults: 0 };
    // What no pull request keeps stays (`delete` objects otherwise).
    explore(&setting, &|world, _| assert!(world.remote.contains_key("x-v4")));
}

/// The model objects where it should: without a successor, without a word, and to what is lost.
#[test]
fn the_model_objects() {
    let mut world = second();
    world.carry_out(&Step::Close { number: 1 });
    assert_eq!(world.broken, ["#1 was closed without a successor"]);
    let mut world = merged();
    let gone = Update { name: "refs/heads/x-v4".into(), expect: Some(oid("4")), oid: String::new() };
    world.carry_out(&Step::Push { updates: vec![gone] });
    assert_eq!(world.broken, ["x-v4 had commits that nothing keeps"]);
}
