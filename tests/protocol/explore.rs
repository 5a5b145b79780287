//! Walks every order of events of a scenario and checks the promises in each world it meets.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashSet, VecDeque};
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::time::{Duration, Instant};

use version_first::plan::{Outcome, Plan, Report, Step, Stop, advance, plan, sweep};
use version_first::request::{Request, RunId};

use crate::hosting::{Asked, Method, State as PullState, silent};
use crate::promises::{check, settle};
use crate::world::{Commit, Refusal, Taken, World, followed, printed};

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
    /// Have the server take changes by pull request only.
    Protect,
    /// Merge the oldest open pull request.
    Merge(Method),
    /// Close the newest open pull request.
    Close,
    /// Push a commit to the branch of the newest open pull request.
    PushToBump,
    /// Delete the newest bump branch.
    DeleteBump,
    /// Make a branch of this name.
    TakeName(&'static str),
    /// Delete the newest tag of ours.
    DeleteTag,
    /// The hosting merges what it was asked to merge.
    AutoMerge,
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
    /// Whether a killed run is followed by the step that cleans up after it.
    pub post: bool,
    /// Whether runs are also told to stop, at any step.
    pub stops: bool,
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

/// The world and everybody in it at one moment.
#[derive(Debug, Clone)]
pub struct State {
    /// Shared by all states in which it is the same; `key` stands for it where states are compared.
    pub world: Rc<World>,
    key: u64,
    pub slots: Vec<Slot>,
    pub people_moves: u8,
    pub faults: u8,
    pub crashes: u8,
    /// Every fault and every person's move so far: what a reported cause must be justified by.
    pub happened: Vec<&'static str>,
}

/// One run.
#[derive(Debug, Clone)]
pub enum Slot {
    /// A plan is large and shared by many states: `key` stands for it where states are compared.
    Running {
        plan: Rc<Plan>,
        key: u64,
        seen: Rc<Vec<String>>,
        /// What the hosting said about pull requests, before the refs are read.
        asked: Option<Rc<Asked>>,
        /// The pull requests that the last look showed open.
        open: Rc<Vec<u64>>,
    },
    Ended(Rc<Report>),
    Killed,
}

impl State {
    /// Lets something happen to the world.
    pub fn change<T>(&mut self, happens: impl FnOnce(&mut World) -> T) -> T {
        let mut world = World::clone(&self.world);
        let outcome = happens(&mut world);
        if world != *self.world {
            self.key = hash(&format!("{world:?}"));
            self.world = Rc::new(world);
        }
        outcome
    }
}

/// How a state was reached. The states themselves are forgotten once their moves are known.
struct Node {
    parent: usize,
    label: Rc<str>,
    depth: usize,
}

/// Explores everything, or panics with a readable trace. Depth first needs little memory; where a promise is broken,
/// breadth first finds a shorter way to it.
pub fn explore(scenario: &Scenario) -> Explored {
    match search(scenario, Order::Depth) {
        Ok(explored) => explored,
        Err(long) => match search(scenario, Order::Breadth) {
            Err(short) => panic!("{short}"),
            Ok(_) => panic!("{long}"),
        },
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Depth,
    Breadth,
}

/// How many states a search for a shorter trace may look at.
const MOST_FOR_A_TRACE: usize = 300_000;

fn search(scenario: &Scenario, order: Order) -> Result<Explored, String> {
    let started = Instant::now();
    let first = start(scenario);
    let mut visited = HashSet::from([fingerprint(&first)]);
    let mut nodes = vec![Node { parent: 0, label: "start".into(), depth: 0 }];
    let mut known_labels: HashSet<Rc<str>> = HashSet::new();
    let mut waiting = VecDeque::from([(0, first)]);
    let (mut ends, mut depth) = (0, 0);
    let mut summaries: Vec<String> = Vec::new();
    let mut settled = HashSet::new();
    loop {
        let next = if order == Order::Depth { waiting.pop_back() } else { waiting.pop_front() };
        let Some((at, state)) = next else { break };
        depth = depth.max(nodes[at].depth);
        let moves = moves(scenario, &state);
        if moves.is_empty() {
            ends += 1;
            // Worlds that are the same settle the same way.
            if settled.insert(state.key) {
                let summary =
                    settle(scenario, &state.world).map_err(|broken| trace(scenario, &nodes, at, &state, &broken))?;
                if !summaries.contains(&summary) {
                    if scenario.one_end && !summaries.is_empty() {
                        let other = format!("I3: another end than {}: {summary}", summaries[0]);
                        return Err(trace(scenario, &nodes, at, &state, &other));
                    }
                    summaries.push(summary);
                }
            }
        }
        for (label, after) in moves {
            let depth = nodes[at].depth + 1;
            if let Err(broken) = check(&state, &after) {
                nodes.push(Node { parent: at, label: label.into(), depth });
                return Err(trace(scenario, &nodes, nodes.len() - 1, &after, &broken));
            }
            if visited.insert(fingerprint(&after)) {
                let label: Rc<str> = label.into();
                let label = known_labels.get(&label).cloned().unwrap_or(label);
                known_labels.insert(Rc::clone(&label));
                nodes.push(Node { parent: at, label, depth });
                waiting.push_back((nodes.len() - 1, after));
            }
        }
        if order == Order::Breadth && nodes.len() > MOST_FOR_A_TRACE {
            break;
        }
    }
    Ok(Explored { states: nodes.len(), ends, depth, time: started.elapsed(), summaries })
}

/// Before anything has happened.
pub fn start(scenario: &Scenario) -> State {
    let slots = scenario.runs.iter().enumerate().map(|(index, request)| fresh(request, index)).collect();
    State {
        world: Rc::new(scenario.world.clone()),
        key: hash(&format!("{:?}", scenario.world)),
        slots,
        people_moves: scenario.people_moves,
        faults: scenario.faults,
        crashes: scenario.crashes,
        happened: Vec::new(),
    }
}

/// A run that has not begun.
pub fn fresh(request: &Request, index: usize) -> Slot {
    let run = RunId { id: format!("run{index}"), attempt: "1".to_string() };
    let request = Request { run, ..request.clone() };
    running(plan(&request, None), Rc::default(), None, Rc::default())
}

fn running(plan: Plan, seen: Rc<Vec<String>>, asked: Option<Rc<Asked>>, open: Rc<Vec<u64>>) -> Slot {
    let key = hash(&(format!("{plan:?} {asked:?}"), &seen, &open));
    Slot::Running { plan: Rc::new(plan), key, seen, asked, open }
}

/// Everything that can happen next.
pub fn moves(scenario: &Scenario, state: &State) -> Vec<(String, State)> {
    let mut all = Vec::new();
    let alive = state.slots.iter().any(|slot| matches!(slot, Slot::Running { .. }));
    for (index, slot) in state.slots.iter().enumerate() {
        let Slot::Running { plan, seen, asked, open, .. } = slot else { continue };
        steps(scenario, state, index, (plan, seen, asked.as_ref(), open), &mut all);
        if state.crashes > 0 {
            let mut after = state.clone();
            after.crashes -= 1;
            after.slots[index] = Slot::Killed;
            if scenario.post {
                let swept = sweep(&plan.request, plan.journal.clone());
                after.slots.push(match &swept.result {
                    Some(report) => Slot::Ended(Rc::new(report.clone())),
                    None => running(swept, Rc::default(), None, Rc::default()),
                });
                all.push((format!("run{index} is killed; its post step starts"), after));
            } else {
                after.slots.push(fresh(&plan.request, state.slots.len()));
                all.push((format!("run{index} is killed; another starts"), after));
            }
        }
    }
    for (index, updates) in state.world.in_flight.iter().enumerate() {
        let mut after = state.clone();
        after.change(|world| world.in_flight.remove(index));
        let mut late = after.clone();
        late.change(|world| world.take(updates));
        all.push(("the server carries out a push whose sender is gone".to_string(), late));
        all.push(("the server drops a push whose sender is gone".to_string(), after));
    }
    if state.people_moves > 0 && alive {
        for person in &scenario.people {
            let mut after = state.clone();
            after.people_moves -= 1;
            after.change(|world| person.acts(world));
            if after.key == state.key {
                continue;
            }
            after.happened.push(if *person == Person::DeleteTag { "tag deleted" } else { "person" });
            all.push((format!("a person: {person:?}"), after));
        }
    }
    all
}

impl Person {
    pub fn acts(self, world: &mut World) {
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
            Self::Protect => world.refusal = Some(Refusal::PullRequest),
            Self::Merge(method) => {
                let open = world.hosting.pulls.iter().find(|pull| pull.state == PullState::Open);
                open.map(|pull| pull.number).map(|number| world.merge(number, method));
            }
            Self::Close => {
                let open = world.hosting.pulls.iter().rfind(|pull| pull.state == PullState::Open);
                if let Some(number) = open.map(|pull| pull.number) {
                    world.close(number);
                }
            }
            Self::PushToBump => {
                let open = world.hosting.pulls.iter().rfind(|pull| pull.state == PullState::Open);
                let Some((head, oid)) = open.map(|pull| (pull.head.clone(), pull.head_oid.clone())) else { return };
                let commit = Commit {
                    parent: Some(oid.clone()),
                    second: None,
                    run: None,
                    content,
                    message: "fix: a person's own".to_string(),
                    ..world.commits[&oid].clone()
                };
                let oid = world.add(commit);
                world.move_head(&head, &oid, true);
            }
            Self::DeleteBump => {
                let newest = world.heads.keys().next_back().cloned();
                if let Some(head) = newest {
                    world.move_head(&head, "", true);
                }
            }
            Self::TakeName(name) if !world.heads.contains_key(name) => {
                let own = Commit { parent: Some(world.tip.clone()), run: None, content, ..world.at_tip().clone() };
                let oid = world.add(Commit { message: "docs: a person's branch".to_string(), ..own });
                world.move_head(name, &oid, true);
            }
            Self::TakeName(_) => {}
            Self::DeleteTag => {
                let newest = world.tags.iter().rfind(|(_, tag)| tag.ours).map(|(name, _)| name.clone());
                newest.map(|name| world.tags.remove(&name));
            }
            Self::AutoMerge => {
                let ready = world.hosting.pulls.iter().find(|pull| pull.state == PullState::Open && pull.auto_merge);
                ready.map(|pull| pull.number).map(|number| world.merge(number, Method::Squash));
            }
        }
    }
}

/// A run: its plan, the tags it saw, and what it was answered about pull requests.
type RunState<'a> = (&'a Rc<Plan>, &'a Rc<Vec<String>>, Option<&'a Rc<Asked>>, &'a Rc<Vec<u64>>);

/// Every outcome the next step of one run can have.
fn steps(scenario: &Scenario, state: &State, index: usize, run: RunState, all: &mut Vec<(String, State)>) {
    let (plan, seen, asked, open) = run;
    let step = plan.step.as_ref().unwrap();
    let mut answer = |label: &str, mut after: State, outcome: Outcome, seen: &Rc<Vec<String>>| {
        let next = advance(Plan::clone(plan), outcome).unwrap();
        after.slots[index] = match &next.result {
            Some(report) => Slot::Ended(Rc::new(report.clone())),
            None => running(next, Rc::clone(seen), None, Rc::clone(open)),
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
    if let Some(after) = faulty("stopped").filter(|_| scenario.stops) {
        let outcome = Outcome::Stopped { why: Stop::Timeout, detail: "5 minutes".to_string() };
        answer("is told to stop", after, outcome, seen);
    }
    match step {
        // The hosting is asked first, then the refs are read; the world moves in between.
        Step::Look { heads, mergeable, .. } if !heads.is_empty() && asked.is_none() => {
            let mut asks = |label: &str, mut after: State, asked: Asked| {
                let open = Rc::new(asked.open());
                after.slots[index] = running(Plan::clone(plan), Rc::clone(seen), Some(Rc::new(asked)), open);
                all.push((format!("run{index} {label}"), after));
            };
            asks("asks about pull requests", state.clone(), state.world.asked(heads, mergeable));
            if let Some(after) = faulty("unreadable") {
                asks("asks about pull requests in vain", after, Asked::Denied(silent()));
            }
        }
        Step::Look { .. } => {
            let nothing = Asked::Answered(Vec::new());
            let asked = asked.map_or(&nothing, |asked| asked);
            // Only a run that starts after another one's death finds that one's branch grown old.
            let young = |(at, slot): (usize, &Slot)| {
                let late = index >= scenario.runs.len() && matches!(slot, Slot::Killed);
                (!late).then_some(at)
            };
            let young: Vec<usize> = state.slots.iter().enumerate().filter_map(young).collect();
            let outcome = state.world.look(&plan.request, step, asked, &young);
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
            let outcome = after.change(|world| world.build(step, index));
            answer("builds", after, outcome, seen);
            if let Some(after) = faulty("broken") {
                answer("cannot build", after, Outcome::Broken { detail: "disk full".to_string() }, seen);
            }
        }
        Step::Push { updates, .. } => {
            let what = updates.iter().map(|one| one.name.trim_start_matches("refs/")).collect::<Vec<_>>().join(" and ");
            let verb = if updates.iter().any(|one| one.oid.is_empty()) { "deletes" } else { "pushes" };
            let mut after = state.clone();
            let taken = after.change(|world| world.take(updates));
            answer(&format!("{verb} {what}: {taken:?}"), after, printed(&taken, updates), seen);
            let lost = Outcome::Pushed { exit: None, stdout: String::new(), stderr: String::new() };
            if let Some(mut after) = faulty("lost") {
                let taken = after.change(|world| world.take(updates));
                if taken == Taken::Landed {
                    answer(&format!("{verb} {what}, and the answer is lost"), after, lost.clone(), seen);
                }
            }
            if let Some(after) = faulty("lost") {
                answer(&format!("{verb} {what}, and nothing arrives"), after, lost.clone(), seen);
            }
            if let Some(mut after) = faulty("lost") {
                after.change(|world| world.in_flight.push(updates.clone()));
                answer(&format!("{verb} {what}, and it is still on its way"), after, lost, seen);
            }
        }
        Step::Follow { .. } => {
            answer("follows", state.clone(), followed(), seen);
            if let Some(after) = faulty("broken") {
                answer("cannot follow", after, Outcome::Broken { detail: "disk full".to_string() }, seen);
            }
        }
        asked => {
            let what = format!("{asked:?}").split([' ', '{']).next().unwrap_or_default().to_string();
            let mut after = state.clone();
            let outcome = after.change(|world| world.serve(asked));
            answer(&format!("asks for {what}: {}", in_short(&outcome)), after, outcome, seen);
            if let Some(mut after) = faulty("lost") {
                after.change(|world| world.serve(asked));
                answer(&format!("asks for {what}, and the answer is lost"), after, Outcome::Denied(silent()), seen);
            }
            if let Some(after) = faulty("lost") {
                answer(&format!("asks for {what}, and nothing arrives"), after, Outcome::Denied(silent()), seen);
            }
        }
    }
}

fn in_short(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Denied(denial) => denial.text.clone(),
        Outcome::Opened { number, .. } => format!("#{number}"),
        _ => "done".to_string(),
    }
}

/// Two states with the same fingerprint are one: 128 bits, so a collision is not to be expected in a lifetime of
/// explorations.
fn fingerprint(state: &State) -> (u64, u64) {
    let mut text =
        format!("{} {} {} {} {:?}", state.key, state.people_moves, state.faults, state.crashes, state.happened);
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
fn trace(scenario: &Scenario, nodes: &[Node], at: usize, last: &State, broken: &str) -> String {
    let mut text = format!("{}: {broken}\n{}\n", scenario.name, labels(nodes, at).join("\n"));
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

fn labels(nodes: &[Node], mut at: usize) -> Vec<String> {
    let mut labels: Vec<Rc<str>> = Vec::new();
    while at != 0 {
        labels.push(nodes[at].label.clone());
        at = nodes[at].parent;
    }
    let numbered = labels.iter().rev().enumerate();
    numbered.map(|(number, label)| format!("  {:>2}. {label}", number + 1)).collect()
}
