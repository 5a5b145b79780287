//! Everything that can happen next: to a run, to a push that is still on its way, and by people.

use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

use version_first::answers::Pushed;
use version_first::run::{Outcome, Plan, Step, Stop, advance, sweep};

use crate::hosting::{Asked, silent};
use crate::people::Person;
use crate::state::{Place, Scenario, Slot, State, fresh, running};
use crate::world::{Taken, followed, printed};

/// What the next step of a run comes to.
struct Effect {
    label: Rc<str>,
    place: Place,
    slot: Slot,
    fault: Option<&'static str>,
}

/// One run where it stands: all that its next step depends on.
struct Run<'a> {
    index: usize,
    plan: &'a Plan,
    seen: &'a Rc<Vec<String>>,
    asked: Option<&'a Rc<Asked>>,
    open: &'a Rc<Vec<u64>>,
    place: &'a Place,
    /// Whether anything may still go wrong.
    faulty: bool,
    /// Whether it may also be told to stop.
    stops: bool,
    /// The runs whose branches it finds young.
    young: &'a [usize],
}

/// A run, the world, its index, whether faults are left, and the runs whose branches are young.
type EffectKey = (u64, u64, usize, bool, Vec<usize>);

/// What was worked out before: a run and a world meet again and again, whatever the other runs have done meanwhile.
#[derive(Default)]
pub struct Memo {
    effects: HashMap<EffectKey, Rc<Vec<Effect>>>,
    /// What people and late pushes make of a world.
    places: HashMap<(u64, bool, usize), Place>,
    successors: HashMap<(u64, usize), Slot>,
}

/// Worlds and plans are large: how many are kept at once.
const MOST_KEPT: usize = 60_000;

fn known<K: Eq + Hash, V: Clone>(of: &mut HashMap<K, V>, key: K, make: impl FnOnce() -> V) -> V {
    if of.len() > MOST_KEPT {
        of.clear();
    }
    of.entry(key).or_insert_with(make).clone()
}

/// Everything that can happen next.
pub fn moves(scenario: &Scenario, state: &State, memo: &mut Memo) -> Vec<(Rc<str>, State)> {
    let mut all = Vec::new();
    for index in 0..state.slots.len() {
        steps(scenario, state, index, memo, &mut all);
        dies(scenario, state, index, memo, &mut all);
    }
    late_pushes(state, memo, &mut all);
    let alive = state.slots.iter().any(|slot| matches!(slot, Slot::Running { .. }));
    if state.people_moves > 0 && alive {
        for (index, person) in scenario.people.iter().enumerate() {
            let acts = || state.place.after(|world| person.acts(world)).0;
            let place = known(&mut memo.places, (state.place.key, true, index), acts);
            if place.key == state.place.key {
                continue;
            }
            let mut after = State { place, people_moves: state.people_moves - 1, ..state.clone() };
            after.note(if matches!(person, Person::DeleteTag | Person::Withdraw) { "tag deleted" } else { "person" });
            all.push((format!("a person: {person:?}").into(), after));
        }
    }
    all
}

/// The machine of a run is gone; another run follows, or the step that cleans up.
fn dies(scenario: &Scenario, state: &State, index: usize, memo: &mut Memo, all: &mut Vec<(Rc<str>, State)>) {
    let Slot::Running { plan, key, .. } = &state.slots[index] else { return };
    if state.crashes == 0 {
        return;
    }
    let next = state.slots.len();
    let successor = known(&mut memo.successors, (*key, next), || match scenario.post {
        true => running(sweep(&plan.request, plan.journal.clone()), Rc::default(), None, Rc::default()),
        false => fresh(&plan.request, next),
    });
    let mut after = State { crashes: state.crashes - 1, ..state.clone() };
    after.slots[index] = Slot::Killed;
    after.slots.push(successor);
    let follows = if scenario.post { "its post step starts" } else { "another starts" };
    all.push((format!("run{index} is killed; {follows}").into(), after));
}

/// A server may still do what nobody waits for any more.
fn late_pushes(state: &State, memo: &mut Memo, all: &mut Vec<(Rc<str>, State)>) {
    for (index, updates) in state.world().in_flight.iter().enumerate() {
        let dropped = || state.place.after(|world| world.in_flight.remove(index)).0;
        let dropped = known(&mut memo.places, (state.place.key, false, 2 * index), dropped);
        let arrived = || dropped.after(|world| world.take(updates)).0;
        let arrived = known(&mut memo.places, (state.place.key, false, 2 * index + 1), arrived);
        for (what, place) in [("carries out", arrived), ("drops", dropped)] {
            all.push((
                format!("the server {what} a push whose sender is gone").into(),
                State { place, ..state.clone() },
            ));
        }
    }
}

/// Every outcome the next step of one run can have.
fn steps(scenario: &Scenario, state: &State, index: usize, memo: &mut Memo, all: &mut Vec<(Rc<str>, State)>) {
    let Slot::Running { plan, key, seen, asked, open } = &state.slots[index] else { return };
    // Only a run that starts after another one's death finds that one's branch grown old.
    let late = index >= scenario.runs.len();
    let gone = |at: &usize| late && matches!(state.slots[*at], Slot::Killed);
    let young: Vec<usize> = (0..state.slots.len()).filter(|at| !gone(at)).collect();
    let faulty = state.faults > 0;
    let effects = known(&mut memo.effects, (*key, state.place.key, index, faulty, young.clone()), || {
        let (asked, stops) = (asked.as_ref(), scenario.stops);
        Rc::new(effects(&Run { index, plan, seen, asked, open, place: &state.place, faulty, stops, young: &young }))
    });
    for Effect { label, place, slot, fault } in effects.iter() {
        let mut after = State { place: place.clone(), ..state.clone() };
        after.slots[index] = slot.clone();
        if let Some(fault) = fault {
            after.faults -= 1;
            after.note(fault);
        }
        all.push((Rc::clone(label), after));
    }
}

impl Run<'_> {
    /// What the plan makes of an outcome.
    fn answered(&self, outcome: Outcome, seen: &Rc<Vec<String>>) -> Slot {
        running(advance(self.plan.clone(), outcome).unwrap(), Rc::clone(seen), None, Rc::clone(self.open))
    }

    /// The hosting has answered, and the refs are still to be read.
    fn told(&self, asked: Asked) -> Slot {
        let open = Rc::new(asked.open());
        running(self.plan.clone(), Rc::clone(self.seen), Some(Rc::new(asked)), open)
    }
}

fn effects(run: &Run) -> Vec<Effect> {
    let (place, world, index) = (run.place, &run.place.world, run.index);
    let step = run.plan.step.as_ref().unwrap();
    let mut all = Vec::new();
    let mut push = |fault: Option<&'static str>, label: &str, place: Place, slot: &dyn Fn() -> Slot| {
        if fault.is_none() || run.faulty {
            all.push(Effect { label: format!("run{index} {label}").into(), place, slot: slot(), fault });
        }
    };
    let unreadable = |exit| move || run.answered(Outcome::Unreadable { exit, stderr: String::new() }, run.seen);
    let broken = || run.answered(Outcome::Broken { detail: "disk full".to_string() }, run.seen);
    if run.stops {
        let stopped = || Outcome::Stopped { why: Stop::Timeout, detail: "5 minutes".to_string() };
        push(Some("stopped"), "is told to stop", place.clone(), &|| run.answered(stopped(), run.seen));
    }
    match step {
        // The hosting is asked first, then the refs are read; the world moves in between.
        Step::Look { heads, mergeable, .. } if !heads.is_empty() && run.asked.is_none() => {
            push(None, "asks about pull requests", place.clone(), &|| run.told(world.asked(heads, mergeable)));
            let in_vain = || run.told(Asked::Denied(silent()));
            push(Some("unreadable"), "asks about pull requests in vain", place.clone(), &in_vain);
        }
        Step::Look { .. } => {
            let nothing = Asked::Answered(Vec::new());
            let asked = run.asked.map_or(&nothing, |asked| asked);
            let tags = Rc::new(world.tags.keys().cloned().collect());
            let looks = || run.answered(world.look(&run.plan.request, step, asked, run.young), &tags);
            push(None, "looks", place.clone(), &looks);
            push(Some("unreadable"), "cannot read the remote", place.clone(), &unreadable(None));
        }
        Step::History { tip, limit, .. } => {
            let reads = || run.answered(world.history(tip, *limit), run.seen);
            push(None, "reads history", place.clone(), &reads);
            push(Some("unreadable"), "cannot read history", place.clone(), &unreadable(Some(128)));
        }
        Step::Commit { .. } | Step::Tag { .. } => {
            let (after, outcome) = place.after(|world| world.build(step, index));
            push(None, "builds", after, &|| run.answered(outcome.clone(), run.seen));
            push(Some("broken"), "cannot build", place.clone(), &broken);
        }
        Step::Push { updates, .. } => {
            let what = updates.iter().map(|one| one.name.trim_start_matches("refs/")).collect::<Vec<_>>().join(" and ");
            let verb = if updates.iter().any(|one| one.oid.is_empty()) { "deletes" } else { "pushes" };
            let (after, taken) = place.after(|world| world.take(updates));
            let printed = || run.answered(printed(&taken, updates), run.seen);
            push(None, &format!("{verb} {what}: {taken:?}"), after.clone(), &printed);
            let lost = Outcome::Pushed(Pushed::default());
            let lost = || run.answered(lost.clone(), run.seen);
            if taken == Taken::Landed {
                push(Some("lost"), &format!("{verb} {what}, and the answer is lost"), after, &lost);
            }
            push(Some("lost"), &format!("{verb} {what}, and nothing arrives"), place.clone(), &lost);
            let (on_its_way, ()) = place.after(|world| world.in_flight.push(updates.clone()));
            push(Some("lost"), &format!("{verb} {what}, and it is still on its way"), on_its_way, &lost);
        }
        Step::Follow { .. } => {
            push(None, "follows", place.clone(), &|| run.answered(followed(), run.seen));
            push(Some("broken"), "cannot follow", place.clone(), &broken);
        }
        asked => {
            let what = format!("{asked:?}").split([' ', '{']).next().unwrap_or_default().to_string();
            let (after, outcome) = place.after(|world| world.serve(asked));
            let served = || run.answered(outcome.clone(), run.seen);
            push(None, &format!("asks for {what}: {}", in_short(&outcome)), after.clone(), &served);
            let lost = || run.answered(Outcome::Denied(silent()), run.seen);
            push(Some("lost"), &format!("asks for {what}, and the answer is lost"), after, &lost);
            push(Some("lost"), &format!("asks for {what}, and nothing arrives"), place.clone(), &lost);
        }
    }
    all
}

fn in_short(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Denied(denial) => denial.text.clone(),
        Outcome::Opened { number, .. } => format!("#{number}"),
        _ => "done".to_string(),
    }
}
