//! What is explored: a world, the runs and people in it, and how much may go wrong.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use version_first::request::{Request, RunId};
use version_first::run::{Plan, Report, plan};

use crate::hosting::Asked;
use crate::people::Person;
use crate::world::World;

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

impl Scenario {
    /// Who takes part, and how much may go wrong.
    pub fn in_words(&self) -> String {
        let times = |number: u8, what: &str| match number {
            0 => None,
            1 => Some(format!("1 {what}")),
            _ => Some(format!("{number} {}", what.replace("fault", "faults").replace("crash", "crashes"))),
        };
        let run = |request: &Request| {
            let said = serde_json::to_value(request).unwrap();
            let plain = serde_json::to_value(self::request(&request.bump)).unwrap();
            let other = said.as_object().unwrap().iter().filter(|(key, value)| plain[key.as_str()] != **value);
            let more: Vec<String> = other.map(|(key, value)| format!("{key}: {value}").replace('"', "")).collect();
            [vec![format!("`{}`", request.bump)], more].concat().join(" ")
        };
        let runs: Vec<String> = self.runs.iter().map(run).collect();
        let people: Vec<String> = self.people.iter().map(|person| format!("{person:?}").replace('"', "")).collect();
        let people =
            (self.people_moves > 0).then(|| format!("{} of people ({})", self.people_moves, people.join(", ")));
        let follows = if self.post { "crash, then the post step" } else { "crash" };
        let stops = self.stops.then(|| "told to stop".to_string());
        let wrong = [
            Some(format!("runs: {}", runs.join(", "))),
            people,
            times(self.faults, "fault"),
            times(self.crashes, follows),
            stops,
        ];
        wrong.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// A request with this bump.
pub fn request(bump: &str) -> Request {
    let json = serde_json::json!({"bump": bump, "run": {"id": "0", "attempt": "1"}});
    serde_json::from_value(json).unwrap()
}

/// The world and everybody in it at one moment.
#[derive(Debug, Clone)]
pub struct State {
    pub place: Place,
    pub slots: Vec<Slot>,
    pub people_moves: u8,
    pub faults: u8,
    pub crashes: u8,
    /// Every kind of fault and of person's move so far: what a reported cause must be justified by.
    pub happened: Vec<&'static str>,
}

/// A world, shared by all states in which it is the same; `key` stands for it where states are compared.
#[derive(Debug, Clone)]
pub struct Place {
    pub world: Rc<World>,
    pub key: u64,
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
    Ended {
        report: Rc<Report>,
        key: u64,
    },
    Killed,
}

impl Place {
    pub fn new(world: World) -> Self {
        let key = hash(&format!("{world:?}"));
        Self { world: Rc::new(world), key }
    }

    /// The world after something has happened to it.
    pub fn after<T>(&self, happens: impl FnOnce(&mut World) -> T) -> (Self, T) {
        let mut world = World::clone(&self.world);
        let outcome = happens(&mut world);
        let place = if world == *self.world { self.clone() } else { Self::new(world) };
        (place, outcome)
    }
}

impl State {
    /// Before anything has happened.
    pub fn first(scenario: &Scenario) -> Self {
        let slots = scenario.runs.iter().enumerate().map(|(index, request)| fresh(request, index)).collect();
        Self {
            place: Place::new(scenario.world.clone()),
            slots,
            people_moves: scenario.people_moves,
            faults: scenario.faults,
            crashes: scenario.crashes,
            happened: Vec::new(),
        }
    }

    pub fn world(&self) -> &World {
        &self.place.world
    }

    pub fn has_happened(&self, what: &str) -> bool {
        self.happened.contains(&what)
    }

    /// Remembers that something of this kind has happened; when and how often makes no difference.
    pub fn note(&mut self, what: &'static str) {
        if let Err(at) = self.happened.binary_search(&what) {
            self.happened.insert(at, what);
        }
    }

    /// Two states with the same fingerprint are one: 128 bits, so a collision is not to be expected in a lifetime of
    /// explorations.
    pub fn fingerprint(&self) -> (u64, u64) {
        let slot = |slot: &Slot| match slot {
            Slot::Running { key, .. } => (0, *key),
            Slot::Ended { key, .. } => (1, *key),
            Slot::Killed => (2, 0),
        };
        let slots: Vec<_> = self.slots.iter().map(slot).collect();
        let all = (self.place.key, self.people_moves, self.faults, self.crashes, &self.happened, slots);
        (hash(&(1, &all)), hash(&(2, &all)))
    }
}

/// A run that has not begun.
pub fn fresh(request: &Request, index: usize) -> Slot {
    let run = RunId { id: format!("run{index}"), attempt: "1".to_string() };
    let request = Request { run, ..request.clone() };
    running(plan(&request, None), Rc::default(), None, Rc::default())
}

/// A run that goes on, or has ended.
pub fn running(plan: Plan, seen: Rc<Vec<String>>, asked: Option<Rc<Asked>>, open: Rc<Vec<u64>>) -> Slot {
    if let Some(report) = plan.result {
        return Slot::Ended { key: hash(&format!("{report:?}")), report: Rc::new(report) };
    }
    let key = hash(&(format!("{plan:?} {asked:?}"), &seen, &open));
    Slot::Running { plan: Rc::new(plan), key, seen, asked, open }
}

pub fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}
