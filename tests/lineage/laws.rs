//! What holds in every history: tags that do not count take numbers away, and nothing else.

use proptest::prelude::*;
use serde_json::json;
use version_first::run::{Plan, Step};
use version_first::version::{Scheme, Version};

use super::graph::{Commit, Graph};
use super::table::{came, manifest};

/// A main line of releases, an old line that left it, and branches with tags of their own.
#[derive(Debug, Clone)]
struct World {
    /// For each commit of the main line, which number goes up with it, if any.
    line: Vec<Goes>,
    /// From which of its commits the old line left, and how many commits it has.
    old: (usize, usize),
    /// Tags elsewhere: from which commit of the main line their branch left, and their numbers.
    elsewhere: Vec<(usize, (u64, u64, u64))>,
    bump: &'static str,
    on_old: bool,
    feature: bool,
}

/// What a commit of the main line does to the version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goes {
    Work,
    Patch,
    Minor,
    Major,
}

/// Numbers from here on are nobody's but the tags' elsewhere: what the branch has said counts there.
const FOREIGN: u64 = 50;

fn step() -> impl Strategy<Value = Goes> {
    prop_oneof![2 => Just(Goes::Work), 2 => Just(Goes::Patch), 2 => Just(Goes::Minor), 1 => Just(Goes::Major)]
}

fn elsewhere() -> impl Strategy<Value = (usize, (u64, u64, u64))> {
    (0..6_usize, (1..4_u64, 0..4_u64, FOREIGN..FOREIGN + 3))
}

fn world() -> impl Strategy<Value = World> {
    let bumps = prop_oneof![Just("auto"), Just("patch"), Just("minor"), Just("major"), Just("prerelease")];
    let tags = proptest::collection::vec(elsewhere(), 0..5);
    let line = proptest::collection::vec(step(), 1..6);
    (line, (0..6_usize, 1..3_usize), tags, bumps, any::<bool>(), any::<bool>())
        .prop_map(|(line, old, elsewhere, bump, on_old, feature)| World { line, old, elsewhere, bump, on_old, feature })
}

impl World {
    fn graph(&self) -> Graph {
        let mut graph = Graph { request: json!({"bump": self.bump}), ..Graph::default() };
        let mut version = (1, 0, 0);
        let add =
            |graph: &mut Graph, parents: Vec<usize>, said: (u64, u64, u64), message: &str, tag: Option<String>| {
                let name = format!("{}", graph.commits.len());
                let mut tree = parents.first().map(|parent| graph.commits[*parent].tree.clone()).unwrap_or_default();
                tree.insert(format!("src/{name}"), name.clone());
                tree.insert("package.json".to_string(), manifest(&text(said)));
                let message = message.to_string();
                graph.commits.push(Commit { name, parents, message, tree, tags: tag.into_iter().collect() });
                graph.commits.len() - 1
            };
        let mut line = vec![add(&mut graph, vec![], version, "chore: begin", Some("v1.0.0".to_string()))];
        let mut said = vec![version];
        for step in &self.line {
            let (major, minor, patch) = version;
            version = match step {
                Goes::Work => version,
                Goes::Patch => (major, minor, patch + 1),
                Goes::Minor => (major, minor + 1, 0),
                Goes::Major => (major + 1, 0, 0),
            };
            let tag = (*step != Goes::Work).then(|| format!("v{}", text(version)));
            let parent = *line.last().unwrap();
            line.push(add(&mut graph, vec![parent], version, "fix: work", tag));
            said.push(version);
        }
        let fork = self.old.0 % line.len();
        let mut tip = line[fork];
        for _ in 0..self.old.1 {
            let message = if self.feature { "feat: a door" } else { "fix: a leak" };
            tip = add(&mut graph, vec![tip], said[fork], message, None);
        }
        graph.branches = vec![("main".to_string(), *line.last().unwrap()), ("old".to_string(), tip)];
        for (at, (from, numbers)) in self.elsewhere.iter().enumerate() {
            let from = from % line.len();
            let work = add(&mut graph, vec![line[from]], said[from], "feat: elsewhere", None);
            let tag = format!("v{}", text(*numbers));
            let known = graph.commits.iter().any(|commit| commit.tags.contains(&tag));
            let tip = add(&mut graph, vec![work], said[from], "feat: more", (!known).then_some(tag));
            graph.branches.push((format!("topic-{at}"), tip));
        }
        if self.on_old {
            graph.request["branch"] = json!("old");
        }
        graph
    }
}

fn text((major, minor, patch): (u64, u64, u64)) -> String {
    format!("{major}.{minor}.{patch}")
}

fn version(text: &str) -> Version {
    Version::parse(text.trim_start_matches('v'), Scheme::Semver).unwrap()
}

fn proposed(plan: &Plan) -> Option<Version> {
    plan.proposal.as_ref().map(|proposal| version(&proposal.releases.first.version))
}

fn foreign(commit: &Commit) -> impl Iterator<Item = Version> {
    commit.tags.iter().map(|tag| version(tag)).filter(|version| version.triple().2 >= FOREIGN)
}

/// The newest tag in the history of the branch that is released: here, all that count.
fn newest(graph: &Graph) -> Version {
    let branch = if graph.request["branch"] == "old" { "old" } else { "main" };
    let tip = graph.branches.iter().find(|(name, _)| name == branch).unwrap().1;
    let held = graph.held([tip]);
    let tags = held.iter().flat_map(|at| &graph.commits[*at].tags).map(|tag| version(tag));
    tags.max_by(Version::cmp_precedence).unwrap()
}

proptest! {
    /// Where they lie makes no difference.
    #[test]
    fn where_tags_lie_that_do_not_count_is_nobodys_business(world in world()) {
        let graph = world.graph();
        let mut moved = graph.clone();
        let mut tags = Vec::new();
        for commit in &mut moved.commits {
            let (gone, kept) = commit.tags.drain(..).partition(|tag| version(tag).triple().2 >= FOREIGN);
            commit.tags = kept;
            tags.extend::<Vec<String>>(gone);
        }
        let tree = [("elsewhere".to_string(), "x".to_string())].into();
        moved.commits.push(Commit { name: "z".to_string(), parents: vec![], message: "chore: z".to_string(), tree, tags });
        moved.branches.push(("elsewhere".to_string(), moved.commits.len() - 1));
        prop_assert_eq!(came(&graph, &graph.run()), came(&moved, &moved.run()));
    }

    /// One more of them takes its own number away, or ends the branch below it; it raises nothing.
    #[test]
    fn what_lies_elsewhere_takes_numbers_and_nothing_else(world in world(), more in elsewhere()) {
        let graph = world.graph();
        let mut with = world.clone();
        // At the end, so that the other commits keep their names.
        with.elsewhere.push(more);
        let with = with.graph();
        let (before, after) = (graph.run(), with.run());
        let added = version(&text(more.1));
        match (proposed(&before), proposed(&after)) {
            (Some(before), Some(after)) => prop_assert!(
                before.same(&after) || (before.same(&added) && after.cmp_precedence(&before).is_gt()),
                "{before}, with v{added} elsewhere: {after}"
            ),
            (None, Some(after)) => prop_assert!(false, "nothing, with v{added} elsewhere: {after}"),
            (Some(_), None) => {
                let code = after.result.and_then(|report| report.error).map(|error| error.told().code);
                prop_assert_eq!(code.as_deref(), Some("leaves-line"));
            }
            (None, None) => prop_assert_eq!(came(&graph, &before), came(&with, &after)),
        }
    }

    /// What is older never comes out as newer than what others have released above T; and T counts.
    #[test]
    fn no_version_reaches_what_others_have_released_above_t(world in world()) {
        let graph = world.graph();
        let plan = graph.run();
        let newest = newest(&graph);
        if let Some(proposed) = proposed(&plan) {
            prop_assert!(proposed.cmp_precedence(&newest).is_gt(), "{proposed} is not above {newest}");
            let (major, minor, _) = newest.triple();
            let mine = graph.held([graph.branches[usize::from(world.on_old)].1]);
            let others = graph.commits.iter().enumerate().filter(|(at, _)| !mine.contains(at));
            let tags = others.flat_map(|(_, commit)| &commit.tags).map(|tag| version(tag));
            for other in tags.filter(|other| other.cmp_precedence(&newest).is_gt()) {
                prop_assert!(!other.same(&proposed), "{proposed} is taken");
                // Patches of T's own minor version are no end.
                let own = (other.triple().0, other.triple().1) == (major, minor);
                prop_assert!(own || proposed.cmp_precedence(&other).is_lt(), "{proposed} is not below v{other}, after v{newest}");
            }
            prop_assert!(matches!(plan.step, Some(Step::Commit { .. })), "{:?}", plan.step);
        }
    }
}

/// The laws are about something: all that they tell apart occurs.
#[test]
fn the_worlds_of_the_laws_differ() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..400 {
        let graph = world().new_tree(&mut runner).unwrap().current().graph();
        let plan = graph.run();
        let taken = plan.remarks.iter().any(|remark| remark.contains("is taken"));
        let foreign = graph.commits.iter().flat_map(foreign).count() > 0;
        let what = came(&graph, &plan);
        let kind = if what.starts_with("error") || what.starts_with("nothing") {
            what.split(',').next().unwrap()
        } else {
            "next"
        };
        for key in [Some(kind), taken.then_some("taken"), foreign.then_some("elsewhere")].into_iter().flatten() {
            *seen.entry(key.to_string()).or_insert(0) += 1;
        }
    }
    for key in ["next", "nothing", "error leaves-line", "taken", "elsewhere"] {
        assert!(seen.get(key).is_some_and(|times| *times >= 4), "{key}: {seen:?}");
    }
}
