//! Walks every order of events of a scenario and checks the promises in each world it meets.

use std::collections::{HashSet, VecDeque};
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::moves::{Memo, moves};
use crate::promises::{check, settle};
use crate::state::{Scenario, Slot, State};

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

/// How long this thread has had a processor, where the system says so: how busy the machine is otherwise is no matter of
/// ours.
fn busy() -> Duration {
    static FIRST: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next().and_then(|first| first.parse().ok()));
    nanoseconds.map_or_else(|| FIRST.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// How many states a search for a shorter trace may look at.
const MOST_FOR_A_TRACE: usize = 300_000;

fn search(scenario: &Scenario, order: Order) -> Result<Explored, String> {
    let started = busy();
    let first = State::first(scenario);
    let mut memo = Memo::default();
    let mut visited = HashSet::from([first.fingerprint()]);
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
        let moves = moves(scenario, &state, &mut memo);
        if moves.is_empty() {
            ends += 1;
            // Worlds that are the same settle the same way.
            if settled.insert(state.place.key) {
                let summary =
                    settle(scenario, state.world()).map_err(|broken| trace(scenario, &nodes, at, &state, &broken))?;
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
                nodes.push(Node { parent: at, label, depth });
                return Err(trace(scenario, &nodes, nodes.len() - 1, &after, &broken));
            }
            if visited.insert(after.fingerprint()) {
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
    Ok(Explored { states: nodes.len(), ends, depth, time: busy().saturating_sub(started), summaries })
}

/// The way to a broken promise, move by move.
fn trace(scenario: &Scenario, nodes: &[Node], at: usize, last: &State, broken: &str) -> String {
    let mut text = format!("{}: {broken}\n{}\n", scenario.name, labels(nodes, at).join("\n"));
    writeln!(text, "  then: {}", last.world().summary()).unwrap();
    for (index, slot) in last.slots.iter().enumerate() {
        let told = match slot {
            Slot::Running { plan, .. } => format!("is at {:?}", plan.run.doing),
            Slot::Ended { report, .. } => format!("ended: {:?} {:?} {:?}", report.status, report.version, report.error),
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
