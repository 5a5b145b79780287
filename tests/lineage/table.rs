//! Reads histories.txt, whose head says how it is written.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use version_first::run::{Plan, Step};

use super::graph::{Commit, Graph, named};

const TABLE: &str = include_str!("histories.txt");

/// A paragraph of it.
pub struct Row {
    pub name: &'static str,
    pub graph: Graph,
    /// What must come of it, as [`came`] words it.
    pub expected: &'static str,
    /// Words, by what is to have them: `remark`, `says`, `step`, `why`, `moves`.
    pub words: Vec<(&'static str, &'static str)>,
}

/// Every row.
pub fn rows() -> Vec<Row> {
    TABLE.split("\n== ").skip(1).map(row).collect()
}

fn row(text: &'static str) -> Row {
    let (name, lines) = text.split_once('\n').unwrap();
    let mut row = Row { name, graph: Graph::default(), expected: "", words: Vec::new() };
    let mut manifest = "package.json";
    let mut package = "demo";
    let mut specs = Vec::new();
    let (mut branches, mut asked) = ("", "");
    for line in lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match first {
            "->" => row.expected = rest,
            "remark" | "says" | "step" | "why" | "moves" => {
                row.words.extend(rest.split(" | ").map(|words| (first, words)))
            }
            "main" => branches = line,
            "in" => manifest = rest,
            "called" => package = rest,
            "on" => row.graph.releases = Some(rest.split(' ').skip(1).map(str::to_string).collect()),
            "asked" => asked = rest,
            _ => specs.push(line),
        }
    }
    let graph = &mut row.graph;
    for spec in specs {
        let commit = commit(spec, &graph.commits, (manifest, package));
        graph.commits.push(commit);
    }
    let at = |name: &str| graph.commits.iter().position(|commit| commit.name == name).unwrap();
    let branch = |pair: &str| pair.split_once(' ').map(|(branch, commit)| (branch.to_string(), at(commit))).unwrap();
    graph.branches = match branches {
        "" => vec![("main".to_string(), graph.commits.len() - 1)],
        pairs => pairs.split(", ").map(branch).collect(),
    };
    graph.request = request(asked);
    row
}

/// The words of a line; what stands in quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split(' ').filter(|word| !word.is_empty()).map(str::to_string)),
            _ => words.push(format!("\"{}", part.replace("\\n", "\n"))),
        }
    }
    words
}

fn commit(spec: &str, older: &[Commit], (manifest, package): (&str, &str)) -> Commit {
    let at = |name: &str| older.iter().position(|commit| commit.name == name);
    let mut words = words(spec).into_iter().peekable();
    let name = words.next().unwrap();
    let mut parents: Vec<usize> = older.len().checked_sub(1).into_iter().collect();
    if words.next_if_eq("<").is_some() {
        parents.clear();
        while let Some(parent) = words.peek().and_then(|word| at(word)) {
            parents.push(parent);
            words.next();
        }
    }
    let mut commit = Commit { name: name.clone(), parents, ..Commit::default() };
    for parent in commit.parents.iter().rev() {
        commit.tree.extend(older[*parent].tree.clone());
    }
    let (mut only, mut version, mut trailer) = (false, None, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "only" => only = true,
            "ours" => trailer = Some(""),
            "ours!" => trailer = Some("; tagged"),
            "=" => {
                commit.tree = older[at(&words.next().unwrap()).unwrap()].tree.clone();
                only = true;
            }
            word if word.starts_with('[') => commit.tags.push(word.trim_matches(['[', ']']).to_string()),
            word if word.starts_with('"') => commit.message = word.trim_start_matches('"').to_string(),
            word => version = Some(word.to_string()),
        }
    }
    if !only {
        commit.tree.insert(format!("src/{name}"), format!("{name}\n"));
    }
    if let Some(version) = &version {
        commit.tree.insert(manifest.to_string(), text(manifest, package, version));
    }
    if commit.message.is_empty() {
        commit.message = version.as_ref().map_or(format!("fix: {name}"), |version| format!("chore: {version}"));
    }
    if let (Some(more), Some(version)) = (trailer, &version) {
        commit.message += &format!("\n\nVersion-First: {version}; run=1; attempt=1; build=1{more}");
    }
    commit
}

fn text(manifest: &str, package: &str, version: &str) -> String {
    match manifest.rsplit('/').next().unwrap_or(manifest) {
        "package.json" => format!("{{\"name\": \"{package}\", \"version\": \"{version}\"}}\n"),
        "pyproject.toml" => format!("[project]\nname = \"{package}\"\nversion = \"{version}\"\n"),
        "DESCRIPTION" => format!("Package: {package}\nVersion: {version}\n"),
        "VERSION" => format!("{version}\n"),
        "go.mod" => format!("module {package}\n"),
        other => panic!("no text for `{other}`"),
    }
}

/// What stands on a command line, as a request says it.
fn request(asked: &str) -> Value {
    let mut request = Map::new();
    let mut words = asked.split(' ').filter(|word| !word.is_empty());
    while let Some(flag) = words.next() {
        let mut name = String::new();
        for (at, part) in flag.trim_start_matches('-').split('-').enumerate() {
            let (first, rest) = part.split_at(1);
            name += &if at == 0 { first.to_string() } else { first.to_uppercase() };
            name += rest;
        }
        let value = match name.as_str() {
            "force" => json!(true),
            "ignoreTags" => json!([words.next()]),
            _ => json!(words.next()),
        };
        // The one flag here that is shorter than what the request calls it.
        let name = if name == "preid" { "identifier".to_string() } else { name };
        request.insert(name, value);
    }
    Value::Object(request)
}

/// What came of a run, in the words of the table.
pub fn came(graph: &Graph, plan: &Plan) -> String {
    if let Some(error) = plan.result.as_ref().and_then(|report| report.error.as_ref()) {
        return format!("error {}", error.code);
    }
    let after = plan.ground.iter().find_map(|line| {
        let (tag, why) = line.strip_prefix("after ")?.split_once(" at ")?;
        Some(format!("{tag} ({})", why_in_short(why)))
    });
    let after = after.unwrap_or("none".to_string());
    let Some(proposal) = &plan.proposal else { return format!("nothing, after {after}") };
    let at = match &plan.step {
        Some(Step::Tag { target, .. }) => format!(" at {}", graph.commits[named(&graph.commits, target)].name),
        _ => String::new(),
    };
    format!("{} [{}]{at}, after {after}", proposal.releases.first.version, proposal.releases.first.tag)
}

/// The word of the table for why a tag counts.
fn why_in_short(why: &str) -> &'static str {
    let words = BTreeMap::from([
        ("in the history", "history"),
        ("its commit stands on", "beside"),
        ("its very tree", "tree"),
        ("have said its version", "said"),
    ]);
    words.iter().find(|(long, _)| why.contains(**long)).map_or_else(|| panic!("{why}"), |(_, short)| short)
}

/// What of a row's words is missing in what a run has said, and what it has said beyond them.
pub fn missing(row: &Row, plan: &Plan) -> Vec<String> {
    let result = plan.result.as_ref();
    let error = result.and_then(|report| report.error.as_ref());
    let said = |kind: &str| -> Vec<String> {
        match kind {
            "remark" => plan.remarks.clone(),
            "says" => error.map(|error| error.message.clone()).into_iter().collect(),
            "step" => error.map(|error| error.next_steps.clone()).unwrap_or_default(),
            "moves" => {
                let moving = plan.proposal.iter().flat_map(|proposal| &proposal.releases.first.moving);
                vec![format!("({})", moving.map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(", "))]
            }
            _ => result.and_then(|report| report.why.clone()).into_iter().collect(),
        }
    };
    let lacks = |(kind, words): &&(&'static str, &'static str)| !said(kind).iter().any(|one| one.contains(words));
    let lacking = row.words.iter().filter(lacks).map(|(kind, words)| format!("no {kind} has `{words}`"));
    let told = |remark: &&String| !row.words.iter().any(|(kind, words)| *kind == "remark" && remark.contains(words));
    let more = plan.remarks.iter().filter(told).map(|remark| format!("nobody expects the remark `{remark}`"));
    lacking.chain(more).collect()
}

/// A package.json with a version.
pub fn manifest(version: &str) -> String {
    text("package.json", "demo", version)
}
