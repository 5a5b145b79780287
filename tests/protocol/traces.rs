//! Random walks through the model, written down move by move with what the world looks like after each, so that the same
//! moves can be made in a real repository and the two worlds be compared (tests/replay.test.mjs).
//!
//! `PROTOCOL_TRACES=FILE` writes them there, one JSON object a line; `PROTOCOL_TRACES_SEEDS=FIRST..END` says which.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::rc::Rc;

use serde_json::{Value, json};
use version_first::run::{Goal, Plan, Step};

use crate::hosting::{Hosting, Method, PullRequest};
use crate::moves::{Memo, moves};
use crate::people::Person;
use crate::promises::check;
use crate::state::{Scenario, Slot, State, fresh};
use crate::walks::scenarios;
use crate::world::{Commit, Oid, Taken, World};

#[test]
fn random_walks_are_written_down() {
    let range = std::env::var("PROTOCOL_TRACES_SEEDS").unwrap_or("0..60".to_string());
    let (first, end) = range.split_once("..").expect("seeds are written FIRST..END");
    let (first, end): (u64, u64) = (first.parse().unwrap(), end.parse().unwrap());
    let scenarios = scenarios();
    let mut text = String::new();
    for seed in first..end {
        let scenario = &scenarios[seed as usize % scenarios.len()];
        writeln!(text, "{}", walk(scenario, seed)).unwrap();
    }
    println!("{} walks through {} scenarios", end - first, scenarios.len());
    if let Some(path) = std::env::var_os("PROTOCOL_TRACES") {
        std::fs::write(path, text).unwrap();
    }
}

/// A little chance, always the same one for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// One walk to its end, and every other time runs after it that nothing disturbs.
fn walk(scenario: &Scenario, seed: u64) -> Value {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    chance.below(2);
    let mut state = State::first(scenario);
    let mut log = Vec::new();
    step_by_step(scenario, &mut state, &mut chance, &mut log);
    if chance.below(2) == 0 {
        settle(scenario, &mut state, &mut chance, &mut log);
        if merge(&mut state, &mut chance, &mut log) {
            settle(scenario, &mut state, &mut chance, &mut log);
        }
    }
    let first = State::first(scenario);
    let runs: Vec<_> = first.slots.iter().map(|slot| plan_of(slot).map(|plan| &plan.request)).collect();
    json!({
        "seed": seed,
        "scenario": scenario.name,
        "world": first_world(&scenario.world),
        "runs": runs,
        "moves": log,
        "commits": state.world().commits.iter().map(|(oid, one)| (oid, commit(one))).collect::<BTreeMap<_, _>>(),
    })
}

/// Another run comes, and nothing disturbs it.
fn settle(scenario: &Scenario, state: &mut State, chance: &mut Chance, log: &mut Vec<Value>) {
    let undisturbed = Scenario { faults: 0, crashes: 0, people: Vec::new(), people_moves: 0, ..scenario.clone() };
    let index = state.slots.len();
    let mut after = state.clone();
    (after.faults, after.crashes, after.people_moves) = (0, 0, 0);
    after.slots.push(fresh(&scenario.settler, index));
    let what = json!({"start": index, "request": plan_of(&after.slots[index]).map(|plan| &plan.request)});
    log.push(record("another run starts", what, state, &after, Some(index)));
    *state = after;
    step_by_step(&undisturbed, state, chance, log);
}

/// A person merges what is proposed, if that is possible.
fn merge(state: &mut State, chance: &mut Chance, log: &mut Vec<Value>) -> bool {
    let method = [Method::Squash, Method::Merge, Method::Rebase][chance.below(3)];
    let mut after = state.clone();
    after.place = state.place.after(|world| Person::Merge(method).acts(world)).0;
    if after.place.key == state.place.key {
        return false;
    }
    let name = format!("Merge({method:?})");
    log.push(record(&format!("a person: {name}"), person(&name, state.world(), after.world()), state, &after, None));
    after.note("person");
    *state = after;
    true
}

/// Move by move to the end.
fn step_by_step(scenario: &Scenario, state: &mut State, chance: &mut Chance, log: &mut Vec<Value>) {
    loop {
        let all: Vec<(Move, Rc<str>, State)> = moves(scenario, state, &mut Memo::default())
            .into_iter()
            .filter_map(|(label, after)| Some((Move::of(&label, state, &after)?, label, after)))
            .collect();
        if all.is_empty() {
            return;
        }
        let (one, label, after) = pick(all, chance);
        let broken = check(state, &after);
        log.push(record(&label, one.to_json(scenario.runs.len(), state, &after), state, &after, one.run(&after)));
        if let Err(broken) = broken {
            let labels: Vec<_> = log.iter().filter_map(|one| one["label"].as_str()).collect();
            panic!("{}:\n  {}\n{broken}", scenario.name, labels.join("\n  "));
        }
        *state = after;
    }
}

/// Mostly what runs do by themselves; of the rest, rather what is seldom possible.
fn pick(all: Vec<(Move, Rc<str>, State)>, chance: &mut Chance) -> (Move, Rc<str>, State) {
    let weight = |one: &Move| match one {
        Move::Step(_, How::Plain) => 0,
        Move::Person(name) if name == "Push" => 1,
        // Possible from the beginning, and then there is nobody left for what is possible later.
        Move::Person(name)
            if ["Raise", "Tag", "TakeName", "Allow", "Protect"].iter().any(|one| name.starts_with(one)) =>
        {
            3
        }
        Move::Kill(_) => 2,
        Move::Step(_, How::Lost | How::InFlight | How::Stopped) => 5,
        Move::Step(..) => 2,
        Move::InFlight(..) => 6,
        Move::Person(_) => 12,
    };
    let (plain, other): (Vec<_>, Vec<_>) = all.into_iter().partition(|(one, ..)| one.is_plain());
    let total = other.iter().map(|(one, ..)| weight(one)).sum::<usize>();
    if !plain.is_empty() && (total == 0 || chance.below(40) >= total.min(14)) {
        let mut plain = plain;
        return plain.swap_remove(chance.below(plain.len()));
    }
    let mut left = chance.below(total);
    let chosen = other.into_iter().find(|(one, ..)| match left.checked_sub(weight(one)) {
        Some(less) => {
            left = less;
            false
        }
        None => true,
    });
    chosen.unwrap()
}

/// What happens, as it can be made to happen elsewhere.
enum Move {
    /// A run's step, and what becomes of it.
    Step(usize, How),
    /// A run dies; the slot after it is its successor's.
    Kill(usize),
    /// A push whose sender is gone arrives, or does not.
    InFlight(usize, bool),
    /// A person acts.
    Person(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Plain,
    Unreadable,
    Lost,
    Unsent,
    InFlight,
    Broken,
    Stopped,
}

impl Move {
    /// Reads a label; nothing where only a model can move like that.
    fn of(label: &str, before: &State, after: &State) -> Option<Self> {
        if let Some(person) = label.strip_prefix("a person: ") {
            return Some(Self::Person(person.to_string()));
        }
        if label.starts_with("the server ") {
            let (old, new) = (&before.world().in_flight, &after.world().in_flight);
            let gone =
                (0..old.len()).find(|at| old.iter().enumerate().filter(|(i, _)| i != at).map(|(_, one)| one).eq(new));
            return Some(Self::InFlight(gone.unwrap(), label.starts_with("the server carries out")));
        }
        let (run, what) = label.strip_prefix("run").and_then(|rest| rest.split_once(' ')).expect(label);
        let run: usize = run.parse().unwrap();
        if what.starts_with("is killed; ") {
            return Some(Self::Kill(run));
        }
        let how = match what {
            "is told to stop" => How::Stopped,
            "cannot build" | "cannot follow" | "cannot read history" => How::Broken,
            "cannot read the remote" | "asks about pull requests in vain" => How::Unreadable,
            _ if what.ends_with(", and the answer is lost") => How::Lost,
            _ if what.ends_with(", and nothing arrives") => How::Unsent,
            _ if what.ends_with(", and it is still on its way") => How::InFlight,
            _ => How::Plain,
        };
        (how != How::InFlight || sendable(before, run)).then_some(Self::Step(run, how))
    }

    fn is_plain(&self) -> bool {
        matches!(self, Self::Step(_, How::Plain))
    }

    /// The run that has something else to do afterwards.
    fn run(&self, after: &State) -> Option<usize> {
        match self {
            Self::Step(run, _) => Some(*run),
            Self::Kill(_) => after.slots.len().checked_sub(1),
            _ => None,
        }
    }

    fn to_json(&self, first: usize, before: &State, after: &State) -> Value {
        match self {
            Self::Step(run, how) => {
                let how = match how {
                    How::Plain => "plain",
                    How::Unreadable => "unreadable",
                    How::Lost => "lost",
                    How::Unsent => "unsent",
                    How::InFlight => "inFlight",
                    How::Broken => "broken",
                    How::Stopped => "stopped",
                };
                // Only a run that starts after another one's death finds that one's branch grown old.
                let killed = |at: &usize| *run >= first && matches!(before.slots[*at], Slot::Killed);
                let old: Vec<usize> = (0..before.slots.len()).filter(killed).collect();
                json!({"run": run, "how": how, "old": old, "sendable": sendable(before, *run)})
            }
            Self::Kill(run) => {
                let Slot::Running { plan, .. } = &before.slots[*run] else { panic!("only who runs is killed") };
                let index = after.slots.len() - 1;
                let swept = plan_of(&after.slots[index]).is_none_or(|next| matches!(next.run.goal, Goal::Sweep(_)));
                let journal = swept.then(|| plan.journal.clone());
                let request = plan_of(&after.slots[index]).map_or(&plan.request, |next| &next.request);
                json!({"kill": run, "next": index, "request": request, "journal": journal})
            }
            Self::InFlight(index, arrives) => json!({"push": index, "arrives": arrives}),
            Self::Person(name) => person(name, before.world(), after.world()),
        }
    }
}

/// What a person did, by what has changed.
fn person(name: &str, before: &World, after: &World) -> Value {
    let closed = || {
        let pulls = before.hosting.pulls.iter().zip(&after.hosting.pulls);
        pulls.filter(|(was, is)| was.state != is.state).map(|(_, is)| is.number).next().unwrap()
    };
    let moved = || {
        let heads = after.heads.iter().find(|(name, oid)| before.heads.get(*name) != Some(oid));
        heads.map(|(name, oid)| json!({"branch": name, "commit": commit(&after.commits[oid])}))
    };
    let what = name.split('(').next().unwrap_or_default();
    let more = match what {
        "Push" | "Raise" => json!({"commit": commit(after.at_tip())}),
        "Tag" => json!({"name": after.tags.keys().find(|name| !before.tags.contains_key(*name))}),
        "DeleteTag" | "Withdraw" => json!({"name": before.tags.keys().find(|name| !after.tags.contains_key(*name))}),
        "DeleteBump" => json!({"branch": before.heads.keys().find(|name| !after.heads.contains_key(*name))}),
        "PushToBump" | "TakeName" => moved().unwrap(),
        "Merge" => json!({"number": closed(), "method": name.to_lowercase().replace("merge(", "").replace(')', "")}),
        "Close" | "AutoMerge" => json!({"number": closed()}),
        "Allow" | "Protect" => json!({}),
        other => panic!("nobody can replay a person who does {other}"),
    };
    json!({"person": what, "with": more})
}

/// Whether a run's push would be sent: a client whose lease is stale sees that before it sends anything.
fn sendable(state: &State, run: usize) -> bool {
    match step_of(&state.slots[run]) {
        Some(Step::Push { updates, .. }) => state.world().clone().take(updates) == Taken::Landed,
        _ => false,
    }
}

fn plan_of(slot: &Slot) -> Option<&Plan> {
    match slot {
        Slot::Running { plan, .. } => Some(plan),
        _ => None,
    }
}

fn step_of(slot: &Slot) -> Option<&Step> {
    plan_of(slot)?.step.as_ref()
}

/// One move: what is done, when, what its run has to do next, and the world, if it is another one now.
fn record(label: &str, what: Value, before: &State, after: &State, run: Option<usize>) -> Value {
    let tips = after.world().tips.len();
    // A model's tip is as old as its arrival; a real one says when it was built. So it is built when it arrives.
    let early = run
        .and_then(|run| step_of(before.slots.get(run)?))
        .is_some_and(|step| matches!(step, Step::Commit { tags, .. } if !tags.is_empty()));
    let next = run.map(|run| match &after.slots[run] {
        Slot::Running { plan, asked, .. } => json!({"step": plan.step, "asked": asked.is_some()}),
        Slot::Ended { report, .. } => json!({"report": **report}),
        Slot::Killed => Value::Null,
    });
    let (old, new) = (visible(before.world()), visible(after.world()));
    let world = (old != new).then_some(new);
    json!({"label": label, "do": what, "clock": tips + usize::from(early), "next": next, "world": world})
}

/// Where a walk starts.
fn first_world(world: &World) -> Value {
    let history: Vec<Value> = world.tips.iter().map(|oid| commit_as(oid, &world.commits[oid])).collect();
    let tags: BTreeMap<&String, &Oid> = world.tags.iter().map(|(name, tag)| (name, &tag.commit)).collect();
    let Hosting { there, forbidden, auto_delete, frozen, clean, .. } = &world.hosting;
    json!({
        "history": history, "tags": tags, "atomic": world.atomic,
        "refusal": world.refusal.map(|refusal| format!("{refusal:?}")),
        "hosting": {"there": there, "forbidden": forbidden, "autoDelete": auto_delete, "frozen": frozen, "clean": clean},
    })
}

/// What everybody can see.
fn visible(world: &World) -> Value {
    let tags: BTreeMap<_, _> = world.tags.iter().map(|(name, tag)| (name, json!([tag.object, tag.commit]))).collect();
    let pull = |pull: &PullRequest| {
        json!({
            "number": pull.number, "head": pull.head, "headOid": pull.head_oid,
            "state": format!("{:?}", pull.state).to_lowercase(), "body": pull.body, "autoMerge": pull.auto_merge,
        })
    };
    let pulls: Vec<Value> = world.hosting.pulls.iter().map(pull).collect();
    let mut releases: Vec<&String> = world.hosting.releases.iter().chain(&world.hosting.drafts).collect();
    releases.sort_unstable();
    json!({"tip": world.tip, "heads": world.heads, "tags": tags, "pulls": pulls, "releases": releases})
}

fn commit_as(oid: &Oid, one: &Commit) -> Value {
    let mut value = commit(one);
    value["oid"] = json!(oid);
    value
}

fn commit(one: &Commit) -> Value {
    json!({
        "parents": one.parent.iter().chain(&one.second).collect::<Vec<_>>(), "built": one.run.is_some(),
        "versions": one.versions, "content": one.content, "message": one.message,
    })
}
