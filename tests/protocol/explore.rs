//! Walks every order of events of a scenario and checks the promises in each world it meets.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::time::{Duration, Instant};

use version_first::plan::{Outcome, Phase, Plan, Report, Status, Step, advance, plan};
use version_first::request::{Request, RunId};
use version_first::version::{Scheme, Version};

use crate::world::{Taken, World, followed, printed};

/// What a person may do between any two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// Push a commit that changes no version.
    Push,
    /// Push a commit that raises every manifest to this version.
    Raise(&'static str),
    /// Tag the tip by hand.
    Tag(&'static str),
    /// Switch the server's refusal off.
    Allow,
}

/// A world, the runs in it, and how much may go wrong.
#[derive(Clone)]
pub struct Scenario {
    pub name: &'static str,
    pub world: World,
    /// One request for each run that takes part.
    pub runs: Vec<Request>,
    /// What the runs ask for that follow undisturbed.
    pub settler: Request,
    pub people: Vec<Person>,
    pub people_moves: u8,
    pub faults: u8,
    pub crashes: u8,
    /// Whether every settled end must look the same.
    pub one_end: bool,
}

/// A request with this bump.
pub fn request(bump: &str) -> Request {
    let json = serde_json::json!({"bump": bump, "run": {"id": "0", "attempt": "1"}});
    serde_json::from_value(json).unwrap()
}

/// What one exploration found.
#[derive(Debug)]
pub struct Explored {
    pub states: usize,
    pub ends: usize,
    pub depth: usize,
    pub time: Duration,
    /// Distinct ends, in words.
    pub summaries: Vec<String>,
}

#[derive(Debug, Clone)]
struct State {
    world: World,
    slots: Vec<Slot>,
    people_moves: u8,
    faults: u8,
    crashes: u8,
    /// Every fault and every person's move so far: what a reported cause must be justified by.
    happened: Vec<&'static str>,
}

#[derive(Debug, Clone)]
enum Slot {
    /// A plan is large and shared by many states: `key` stands for it where states are compared.
    Running {
        plan: Rc<Plan>,
        key: u64,
        seen: Rc<Vec<String>>,
    },
    Ended(Rc<Report>),
    Killed,
}

struct Node {
    state: State,
    parent: usize,
    label: String,
    depth: usize,
}

/// Explores everything, or panics with a readable trace.
pub fn explore(scenario: &Scenario) -> Explored {
    let started = Instant::now();
    let slots = scenario.runs.iter().enumerate().map(|(index, request)| fresh(request, index)).collect();
    let first = State {
        world: scenario.world.clone(),
        slots,
        people_moves: scenario.people_moves,
        faults: scenario.faults,
        crashes: scenario.crashes,
        happened: Vec::new(),
    };
    let mut visited = HashSet::from([fingerprint(&first)]);
    let mut nodes = vec![Node { state: first, parent: 0, label: "start".to_string(), depth: 0 }];
    let (mut next, mut ends, mut depth) = (0, 0, 0);
    let mut summaries = Vec::new();
    while next < nodes.len() {
        let state = nodes[next].state.clone();
        depth = depth.max(nodes[next].depth);
        let moves = moves(scenario, &state);
        if moves.is_empty() {
            ends += 1;
            match settle(scenario, &state.world) {
                Ok(summary) if !summaries.contains(&summary) => summaries.push(summary),
                Ok(_) => {}
                Err(broken) => panic!("{}", trace(scenario, &nodes, next, &broken)),
            }
        }
        for (label, after) in moves {
            if let Err(broken) = check(&state, &after) {
                nodes.push(Node { state: after, parent: next, label, depth: 0 });
                panic!("{}", trace(scenario, &nodes, nodes.len() - 1, &broken));
            }
            if visited.insert(fingerprint(&after)) {
                let depth = nodes[next].depth + 1;
                nodes.push(Node { state: after, parent: next, label, depth });
            }
        }
        next += 1;
    }
    if scenario.one_end {
        assert_eq!(summaries.len(), 1, "{}: settled ends differ: {summaries:#?}", scenario.name);
    }
    Explored { states: nodes.len(), ends, depth, time: started.elapsed(), summaries }
}

fn fresh(request: &Request, index: usize) -> Slot {
    let run = RunId { id: format!("run{index}"), attempt: "1".to_string() };
    let request = Request { run, ..request.clone() };
    running(plan(&request, None), Rc::default())
}

fn running(plan: Plan, seen: Rc<Vec<String>>) -> Slot {
    let key = hash(&(format!("{plan:?}"), &seen));
    Slot::Running { plan: Rc::new(plan), key, seen }
}

/// Everything that can happen next.
fn moves(scenario: &Scenario, state: &State) -> Vec<(String, State)> {
    let mut all = Vec::new();
    let running = state.slots.iter().any(|slot| matches!(slot, Slot::Running { .. }));
    for (index, slot) in state.slots.iter().enumerate() {
        let Slot::Running { plan, seen, .. } = slot else { continue };
        steps(state, index, plan, seen, &mut all);
        if state.crashes > 0 {
            let mut after = state.clone();
            after.crashes -= 1;
            after.slots[index] = Slot::Killed;
            after.slots.push(fresh(&plan.request, state.slots.len()));
            all.push((format!("run{index} is killed; another starts"), after));
        }
    }
    for (index, updates) in state.world.in_flight.iter().enumerate() {
        let mut after = state.clone();
        after.world.in_flight.remove(index);
        let mut late = after.clone();
        late.world.take(updates);
        all.push(("the server carries out a push whose sender is gone".to_string(), late));
        all.push(("the server drops a push whose sender is gone".to_string(), after));
    }
    if state.people_moves > 0 && running {
        for person in &scenario.people {
            let mut after = state.clone();
            after.people_moves -= 1;
            person.acts(&mut after.world);
            after.happened.push("person");
            all.push((format!("a person: {person:?}"), after));
        }
    }
    all
}

impl Person {
    fn acts(self, world: &mut World) {
        let content = world.commits.values().map(|commit| commit.content).max().unwrap_or(0) + 1;
        match self {
            Self::Push => world.person_commits(world.at_tip().versions.clone(), content),
            Self::Raise(version) => {
                let versions = world.at_tip().versions.iter().map(|_| version.to_string()).collect();
                world.person_commits(versions, content);
            }
            Self::Tag(name) if !world.tags.contains_key(name) => world.person_tags(name, &world.tip.clone()),
            Self::Tag(_) => {}
            Self::Allow => world.refusal = None,
        }
    }
}

/// Every outcome the next step of one run can have.
fn steps(state: &State, index: usize, plan: &Plan, seen: &Rc<Vec<String>>, all: &mut Vec<(String, State)>) {
    let step = plan.step.as_ref().unwrap();
    let mut answer = |label: &str, mut after: State, outcome: Outcome, seen: &Rc<Vec<String>>| {
        let next = advance(plan.clone(), outcome).unwrap();
        after.slots[index] = match &next.result {
            Some(report) => Slot::Ended(Rc::new(report.clone())),
            None => running(next, Rc::clone(seen)),
        };
        all.push((format!("run{index} {label}"), after));
    };
    let faulty = |name: &'static str| {
        (state.faults > 0).then(|| {
            let mut after = state.clone();
            after.faults -= 1;
            after.happened.push(name);
            after
        })
    };
    match step {
        Step::Look { .. } => {
            let outcome = state.world.look(&plan.request);
            let tags = Rc::new(state.world.tags.keys().cloned().collect());
            answer("looks", state.clone(), outcome, &tags);
            if let Some(after) = faulty("unreadable") {
                answer(
                    "cannot read the remote",
                    after,
                    Outcome::Unreadable { exit: None, stderr: String::new() },
                    seen,
                );
            }
        }
        Step::History { tip, limit, .. } => {
            answer("reads history", state.clone(), state.world.history(tip, *limit), seen);
            if let Some(after) = faulty("unreadable") {
                answer(
                    "cannot read history",
                    after,
                    Outcome::Unreadable { exit: Some(128), stderr: String::new() },
                    seen,
                );
            }
        }
        Step::Commit { .. } | Step::Tag { .. } => {
            let mut after = state.clone();
            let outcome = after.world.build(step);
            answer("builds", after, outcome, seen);
            if let Some(after) = faulty("broken") {
                answer("cannot build", after, Outcome::Broken { detail: "disk full".to_string() }, seen);
            }
        }
        Step::Push { updates, .. } => {
            let mut after = state.clone();
            let taken = after.world.take(updates);
            answer(&format!("pushes: {taken:?}"), after, printed(&taken, updates), seen);
            let lost = Outcome::Pushed { exit: None, stdout: String::new(), stderr: String::new() };
            if let Some(mut after) = faulty("lost") {
                let taken = after.world.take(updates);
                if taken == Taken::Landed {
                    answer("pushes, and the answer is lost", after, lost.clone(), seen);
                }
            }
            if let Some(after) = faulty("lost") {
                answer("pushes, and nothing arrives", after, lost.clone(), seen);
            }
            if let Some(mut after) = faulty("lost") {
                after.world.in_flight.push(updates.clone());
                answer("pushes, and it is still on its way", after, lost, seen);
            }
        }
        Step::Follow { .. } => {
            answer("follows", state.clone(), followed(), seen);
            if let Some(after) = faulty("broken") {
                answer("cannot follow", after, Outcome::Broken { detail: "disk full".to_string() }, seen);
            }
        }
    }
}

/// The invariants of ARCHITECTURE.md, for one move.
fn check(before: &State, after: &State) -> Result<(), String> {
    let world = &after.world;
    for (name, tag) in &world.tags {
        let known = before.world.tags.get(name);
        if let Some(known) = known
            && known != tag
        {
            return Err(format!("I4: `{name}` was moved"));
        }
        if !tag.ours {
            continue;
        }
        let commit = &world.commits[&tag.commit];
        if commit.versions.iter().any(|version| format!("v{version}") != *name) {
            return Err(format!("I1: `{name}` names a commit that says {:?}", commit.versions));
        }
        if !world.tips.contains(&tag.commit) || !world.on_branch(&tag.commit) {
            return Err(format!("I1: `{name}` names a commit that never was the tip"));
        }
        if known.is_none() {
            check_greater(before, name, &tag.object)?;
        }
    }
    if before.world.tags.keys().any(|name| !world.tags.contains_key(name)) {
        return Err("I4: a tag was deleted".to_string());
    }
    if !world.on_branch(&before.world.tip) {
        return Err("I4: the branch was not moved forward".to_string());
    }
    for (slot, was) in after.slots.iter().zip(&before.slots) {
        if let (Slot::Ended(report), Slot::Running { plan, .. }) = (slot, was) {
            check_report(after, report)?;
            check_told(after, plan, report)?;
        }
    }
    let mut reported: Vec<&String> = Vec::new();
    for slot in &after.slots {
        let Slot::Ended(report) = slot else { continue };
        for released in &report.released {
            if reported.contains(&&released.version) {
                return Err(format!("I7: two runs report {}", released.version));
            }
            reported.push(&released.version);
        }
    }
    Ok(())
}

/// I6: a new version is greater than every version tag the run's own look showed.
fn check_greater(before: &State, name: &str, object: &str) -> Result<(), String> {
    let version = |name: &str| Version::parse(name.trim_start_matches('v'), Scheme::Semver).unwrap();
    for slot in &before.slots {
        let Slot::Running { plan, seen, .. } = slot else { continue };
        // A push carried out after its sender stopped waiting counts by the look it was decided on, not by later ones.
        let pushing = matches!(plan.run.phase, Phase::Pushing | Phase::PushingBranch | Phase::PushingTag);
        if !pushing || plan.run.sent.last().is_none_or(|sent| sent.tag_object != object) {
            continue;
        }
        if let Some(newer) = seen.iter().find(|one| !version(name).cmp_precedence(&version(one)).is_gt()) {
            return Err(format!("I6: `{name}` is made although `{newer}` was seen"));
        }
    }
    Ok(())
}

/// I5 and PROTOCOL 23: what a run reports is true, and a failure helps.
fn check_report(after: &State, report: &Report) -> Result<(), String> {
    for released in &report.released {
        let right = after.world.tags.get(&released.tag).is_some_and(|tag| tag.ours && tag.commit == released.sha);
        if !right {
            return Err(format!("23: {} is reported, but `{}` says otherwise", released.version, released.tag));
        }
    }
    let released = !report.released.is_empty();
    if (report.status == Status::Released) && !released || (report.status == Status::NothingToRelease) && released {
        return Err(format!("23: {:?} with {} releases", report.status, report.released.len()));
    }
    let Some(error) = &report.error else { return Ok(()) };
    if error.message.is_empty() || error.next_steps.is_empty() {
        return Err(format!("I5: `{}` does not help: {error:?}", error.code));
    }
    let cause = match error.code.as_ref() {
        "unreachable" => after.happened.contains(&"unreadable"),
        "local-git-failed" => after.happened.contains(&"broken"),
        "pull-request-required" | "no-permission" | "push-refused" => true,
        "tag-taken" | "manifests-disagree" | "version-not-greater" => true,
        _ => false,
    };
    if cause { Ok(()) } else { Err(format!("I5: `{}` is no true cause here: {}", error.code, error.message)) }
}

/// PROTOCOL 20: a push whose answer was lost, yet landed, is reported by the run that made it.
/// PROTOCOL 8: one request for one part to go up makes one version.
fn check_told(after: &State, plan: &Plan, report: &Report) -> Result<(), String> {
    if plan.request.bump == "minor" && report.released.len() > 1 {
        return Err(format!("8: one request for a minor, {} versions", report.released.len()));
    }
    if report.status == Status::Failed {
        return Ok(());
    }
    for sent in &plan.run.sent {
        let stands = after.world.tags.values().any(|tag| tag.object == sent.tag_object);
        if stands && !report.released.iter().any(|released| released.sha == sent.commit) {
            return Err(format!("20: `{}` landed, and its run says {:?}", sent.proposal.tag, report.status));
        }
    }
    Ok(())
}

/// I3: one undisturbed run is enough, and a second one finds nothing to do.
fn settle(scenario: &Scenario, world: &World) -> Result<String, String> {
    let request = scenario.settler.clone();
    let (first, _) = undisturbed(world, &request, 90)?;
    let (second, report) = undisturbed(&first, &request, 91)?;
    if first != second_without_objects(&second, &first) {
        return Err("I3: a second undisturbed run changed the world again".to_string());
    }
    if first.refusal.is_none() && report.status == Status::Released {
        return Err("I3: a second undisturbed run released again".to_string());
    }
    empty_versions(scenario, &first)?;
    Ok(first.summary())
}

/// Built but never pushed objects are no difference.
fn second_without_objects(second: &World, first: &World) -> World {
    World { commits: first.commits.clone(), tag_objects: first.tag_objects.clone(), ..second.clone() }
}

/// No two versions of ours differ in nothing but their number.
fn empty_versions(scenario: &Scenario, world: &World) -> Result<(), String> {
    if scenario.people.iter().any(|person| !matches!(person, Person::Push)) || scenario.world.tags.len() > 1 {
        return Ok(());
    }
    let mut contents: Vec<u32> =
        world.tags.values().filter(|tag| tag.ours).map(|tag| world.commits[&tag.commit].content).collect();
    let all = contents.len();
    contents.sort_unstable();
    contents.dedup();
    if contents.len() == all { Ok(()) } else { Err("an empty version was released".to_string()) }
}

fn undisturbed(world: &World, request: &Request, index: usize) -> Result<(World, Report), String> {
    let mut world = world.clone();
    let Slot::Running { plan, .. } = fresh(request, index) else { return Err("no run".to_string()) };
    let mut plan = Rc::unwrap_or_clone(plan);
    for _ in 0..200 {
        let Some(step) = plan.step.clone() else { break };
        let outcome = match &step {
            Step::Look { .. } => world.look(&plan.request),
            Step::History { tip, limit, .. } => world.history(tip, *limit),
            Step::Commit { .. } | Step::Tag { .. } => world.build(&step),
            Step::Push { updates, .. } => printed(&world.take(updates), updates),
            Step::Follow { .. } => followed(),
        };
        plan = advance(plan, outcome).map_err(|error| error.to_string())?;
    }
    let report = plan.result.ok_or("an undisturbed run does not end")?;
    Ok((world, report))
}

/// Two states with the same fingerprint are one: 128 bits, so a collision is not to be expected in a lifetime of
/// explorations.
fn fingerprint(state: &State) -> (u64, u64) {
    let mut text =
        format!("{:?} {} {} {} {:?}", state.world, state.people_moves, state.faults, state.crashes, state.happened);
    for slot in &state.slots {
        match slot {
            Slot::Running { key, .. } => write!(text, " {key}").unwrap(),
            other => write!(text, " {other:?}").unwrap(),
        }
    }
    (hash(&(1, &text)), hash(&(2, &text)))
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// The way to a broken promise, move by move.
fn trace(scenario: &Scenario, nodes: &[Node], mut at: usize, broken: &str) -> String {
    let mut labels = Vec::new();
    let last = &nodes[at].state;
    while at != 0 {
        labels.push(nodes[at].label.clone());
        at = nodes[at].parent;
    }
    labels.reverse();
    let mut text = format!("{}: {broken}\n", scenario.name);
    for (number, label) in labels.iter().enumerate() {
        writeln!(text, "  {:>2}. {label}", number + 1).unwrap();
    }
    writeln!(text, "  then: {}", last.world.summary()).unwrap();
    for (index, slot) in last.slots.iter().enumerate() {
        let told = match slot {
            Slot::Running { plan, .. } => format!("is at {:?}", plan.run.phase),
            Slot::Ended(report) => format!("ended: {:?} {:?} {:?}", report.status, report.version, report.error),
            Slot::Killed => "was killed".to_string(),
        };
        writeln!(text, "  run{index} {told}").unwrap();
    }
    text
}
