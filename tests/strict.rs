//! What comes over the boundary is read strictly, at every level.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "strict/plain.rs"]
mod plain;

use serde_json::{Value, json};
use version_first::answers::Pushed;
use version_first::facts::{Facts, Inspected, Log, Place, Since};
use version_first::hosting::{Presence, ReleaseFact};
use version_first::manifest::{File, Search};
use version_first::request::Request;
use version_first::run::{Fingerprint, Outcome, Plan, advance, fingerprint, plan, searched};
use version_first::{Result, strict};

fn read<T: for<'de> serde::Deserialize<'de>>(value: &Value) -> Result<T> {
    strict::read("it", plain::taken(value.clone()))
}

fn request() -> Value {
    json!({"bump": "auto", "run": {"id": "1", "attempt": "1"}})
}

fn facts() -> Facts {
    let (tip, old) = ("1111111111111111111111111111111111111111", "7777777777777777777777777777777777777777");
    let files = vec![File { path: "package.json".to_string(), text: "{\"version\": \"1.0.0\"}\n".to_string() }];
    Facts {
        refs: format!("ref: refs/heads/main\tHEAD\n{tip}\trefs/heads/main\n{old}\trefs/tags/v1.0.0\n"),
        tree: "2".repeat(40),
        files: files.clone(),
        logs: vec![Log {
            of: Since { since: Some(old.to_string()), ..Since::default() },
            log: format!("{tip}\nAda\nfeat: x\0"),
            newer: None,
        }],
        commits: vec![Inspected { oid: old.to_string(), tree: "3".repeat(40), files, on_branch: None, changed: None }],
        places: vec![Place { oid: old.to_string(), on_branch: true, ..Place::default() }],
        ..Facts::default()
    }
}

/// A plan half way: it holds every nested type there is.
fn half_way() -> Plan {
    let request: Request = read(&request()).unwrap();
    let plan = plan(&request, Some(facts()));
    let version_first::run::Step::Commit { files, .. } = plan.step.clone().unwrap() else { panic!() };
    advance(plan, Outcome::Built { commit: "4".repeat(40), tags: vec!["5".repeat(40)], files }).unwrap()
}

/// Adds an unknown field to every object in turn and hands each variant to `judge`.
fn misspell(value: &Value, judge: &mut dyn FnMut(&Value, &str)) {
    let mut paths = vec![String::new()];
    collect(value, "", &mut paths);
    for path in paths {
        let mut copy = value.clone();
        let Some(Value::Object(fields)) = copy.pointer_mut(&path) else { continue };
        fields.insert("misspelt".to_string(), json!(1));
        judge(&copy, &path);
    }
}

fn collect(value: &Value, path: &str, paths: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        _ => return,
    };
    for (name, child) in children {
        let path = format!("{path}/{name}");
        paths.push(path.clone());
        collect(child, &path, paths);
    }
}

#[test]
fn a_plan_survives_the_boundary_unchanged() {
    let plan = half_way();
    let there = serde_json::to_value(&plan).unwrap();
    let back: Plan = read(&there).unwrap();
    // What is to be done is not taken in again: nobody could change it on the way.
    assert_eq!(back, Plan { step: None, ..plan.clone() });
    let pushed = || Outcome::Pushed(Pushed::default());
    assert_eq!(advance(back, pushed()).unwrap(), advance(plan, pushed()).unwrap());
}

#[test]
fn of_a_plan_its_memory_alone_comes_in() {
    let plan = serde_json::to_value(half_way()).unwrap();
    let only = json!({"state": plan["state"]});
    let back = |value: &Value| serde_json::to_value(read::<Plan>(value).unwrap()).unwrap();
    assert_eq!(back(&only), back(&plan));
    let mut other = plan.clone();
    other["step"] = json!({"kind": "push"});
    other["proposal"]["version"] = json!("9.9.9");
    assert_eq!(back(&other), back(&plan), "what people read is not what the run remembers");
}

#[test]
fn a_damaged_memory_is_refused() {
    let plan = serde_json::to_value(half_way()).unwrap();
    let state = plan["state"].as_str().unwrap();
    let half: String = state.chars().take(state.len() / 2 / 4 * 4).collect();
    for (damaged, says) in [
        (json!({"state": half}), "its `state` is damaged"),
        (json!({"state": format!("{state}AAAA")}), "its `state` is damaged"),
        (json!({"state": "no base64!"}), "its `state` is damaged"),
        (json!({"state": ""}), "its `state` is damaged"),
        (json!({"state": 7}), "`it.state`: expected a string, got the number 7"),
        (json!({"step": null}), "the field `state` is missing"),
        (json!([]), "expected a plan"),
    ] {
        let error = read::<Plan>(&damaged).unwrap_err();
        assert_eq!(error.code, "invalid-input");
        assert!(error.message.contains(says), "{error}");
    }
}

#[test]
fn unknown_fields_are_errors_at_every_level() {
    let mut objects = 0;
    let mut refuse = |value: &Value, path: &str, error: Option<version_first::Error>| {
        let error = error.unwrap_or_else(|| panic!("accepted at `{path}`: {value}"));
        assert_eq!(error.code, "invalid-input");
        assert!(error.message.contains("misspelt"), "{path}: {error}");
        objects += 1;
    };
    let mut plan = serde_json::to_value(half_way()).unwrap();
    plan["misspelt"] = json!(1);
    refuse(&plan, "", read::<Plan>(&plan).err());
    misspell(&request(), &mut |value, path| refuse(value, path, read::<Request>(value).err()));
    let outcome = json!({"kind": "facts", "facts": serde_json::to_value(facts()).unwrap()});
    misspell(&outcome, &mut |value, path| refuse(value, path, read::<Outcome>(value).err()));
    assert!(objects >= 9, "only {objects} objects were tried");
}

#[test]
fn wrong_shapes_are_named() {
    for (value, expected) in [
        (json!({"bump": 1, "run": {"id": "1", "attempt": "1"}}), "expected a string"),
        (json!({"bump": "auto"}), "the field `run` is missing"),
        (
            json!({"skipCi": "sometimes", "run": {"id": "1", "attempt": "1"}}),
            "there is no `sometimes`: expected one of",
        ),
        (
            json!({"skipCi": {"a": 1}, "run": {"id": "1", "attempt": "1"}}),
            "`it.skipCi`: expected one of `auto`, `always`, `never`, got an object",
        ),
        (json!([]), "it"),
        (Value::Null, "it"),
    ] {
        let error = read::<Request>(&value).unwrap_err();
        assert!(error.message.contains(expected), "{error}");
    }
}

#[test]
fn an_outcome_that_answers_another_step_is_refused() {
    let plan = half_way();
    let error = advance(plan, Outcome::Facts { facts: Box::new(facts()) }).unwrap_err();
    assert_eq!(error.code, "unexpected-outcome");
}

#[test]
fn what_is_looked_for_before_a_step_is_said_with_it() {
    let request: Request = read(&request()).unwrap();
    let building = plan(&request, Some(facts()));
    let [asked] = building.search.as_slice() else { panic!("{:?}", building.search) };
    let unfinished =
        ["1.0.0-SNAPSHOT", "1.0.0-dev", "1.0.0-DEV", "1.0.0.dev0", "1.0.0.dev", "1.0.0dev", "1.0.0-pre", "1.0.0pre"];
    let said = ["1.0.0", "1.0.0"].into_iter().chain(unfinished);
    assert_eq!((asked.version.as_str(), &asked.said), ("1.1.0", &said.map(str::to_string).collect()));
    let there = serde_json::to_value(&building).unwrap();
    assert_eq!(there["search"][0]["version"], "1.1.0");
    let looked = searched(building.clone(), Search { places: Vec::new(), unread: 0 });
    assert!(looked.search.is_empty() && looked.step == building.step);
    assert!(half_way().search.is_empty(), "nothing before a push");
    // What stands is tagged as it is: there is nothing that could have been left behind.
    let refs = facts().refs.lines().take(2).map(|line| format!("{line}\n")).collect();
    let untagged = Facts { refs, logs: Vec::new(), ..facts() };
    let tagging = plan(&request, Some(untagged));
    assert!(matches!(tagging.step, Some(version_first::run::Step::Tag { .. })) && tagging.search.is_empty());
}

#[test]
fn a_built_commit_that_holds_something_else_is_never_pushed() {
    let request: Request = read(&request()).unwrap();
    let start = plan(&request, Some(facts()));
    let other = vec![File { path: "package.json".to_string(), text: "{\"version\": \"9.9.9\"}\n".to_string() }];
    let Some(version_first::run::Step::Commit { files: right, .. }) = start.step.clone() else { panic!() };
    let (four, five) = ("4".repeat(40), "5".repeat(40));
    for (commit, tags, files) in [
        (four.clone(), vec![five.clone()], other),
        (four.clone(), vec![five.clone()], Vec::new()),
        ("not an object".to_string(), vec![five.clone()], right.clone()),
        (four.clone(), vec!["not an object".to_string()], right.clone()),
        (four.clone(), vec![], right.clone()),
        (four, vec![five.clone(), five], right),
    ] {
        let told = Outcome::BuiltAs { commit: commit.clone(), tags: tags.clone(), fingerprints: fingerprints(&files) };
        for outcome in [told, Outcome::Built { commit, tags, files }] {
            let ended = advance(start.clone(), outcome).unwrap();
            assert!(ended.step.is_none());
            assert_eq!(ended.result.unwrap().error.unwrap().code, "verification-failed");
        }
    }
}

/// What the shell says of files that it has read back.
fn fingerprints(files: &[File]) -> Vec<Fingerprint> {
    let one = |file: &File| Fingerprint { path: file.path.clone(), fingerprint: fingerprint(file.text.as_bytes()) };
    files.iter().map(one).collect()
}

#[test]
fn a_built_commit_is_told_by_its_texts_or_by_what_they_hash_to_and_no_other_text_will_do() {
    let request: Request = read(&request()).unwrap();
    let start = plan(&request, Some(facts()));
    let Some(version_first::run::Step::Commit { files, .. }) = start.step.clone() else { panic!() };
    let (commit, tags) = ("4".repeat(40), vec!["5".repeat(40)]);
    let told = |fingerprints| Outcome::BuiltAs { commit: commit.clone(), tags: tags.clone(), fingerprints };
    let whole =
        advance(start.clone(), Outcome::Built { commit: commit.clone(), tags: tags.clone(), files: files.clone() });
    assert_eq!(advance(start.clone(), told(fingerprints(&files))).unwrap(), whole.unwrap());
    let text = files[0].text.clone();
    for at in 0..text.len() {
        let mut other = text.clone().into_bytes();
        other[at] ^= 1;
        let print = Fingerprint { path: files[0].path.clone(), fingerprint: fingerprint(&other) };
        let ended = advance(start.clone(), told(vec![print])).unwrap();
        assert_eq!(ended.result.unwrap().error.unwrap().code, "verification-failed", "byte {at}");
    }
}

#[test]
fn a_ref_that_git_would_not_take_is_passed_over() {
    use version_first::facts::Refs;
    let tip = "1".repeat(40);
    let bad = [
        "../../x", "a/../b", ".a", "a.lock", "a.lock/b", "-x", "a b", "a\u{7f}", "a*", "a@{b", "a/", "a\\b", "a.",
        "a//b",
    ];
    let rows: String = bad.iter().map(|name| format!("{tip}\trefs/heads/{name}\n{tip}\trefs/tags/{name}\n")).collect();
    let refs =
        Refs::parse(&format!("{rows}{tip}\trefs/heads/a.lockx/b@c\n{tip}\trefs/tags/v1\n{tip}\trefs/tags/v1^{{}}\n"));
    assert_eq!(refs.heads().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["a.lockx/b@c"]);
    assert!(refs.tag("v1").is_some() && bad.iter().all(|name| refs.tag(name).is_none()));
}

#[test]
fn a_default_branch_that_git_would_not_take_is_refused_by_its_name() {
    let tip = "1".repeat(40);
    let request: Request = read(&request()).unwrap();
    let refs = format!("ref: refs/heads/../../x\tHEAD\n{tip}\trefs/heads/../../x\n{tip}\trefs/heads/main\n");
    let error = version_first::facts::target(&request, &refs).unwrap_err();
    assert_eq!(error.code, "invalid-ref-name");
    assert!(error.message.contains("`../../x`"), "{}", error.message);
}

/// A history under another name would be none, and the decision that of a branch to which nothing was pushed.
#[test]
fn facts_that_answer_another_question_are_refused() {
    let request: Request = read(&request()).unwrap();
    let other = "9".repeat(40);
    let refused = |facts: Facts, says: &str| {
        let error = plan(&request, Some(facts)).result.unwrap().error.unwrap();
        assert_eq!(error.code, "unexpected-outcome");
        assert!(error.message.contains(says), "{error:?}");
        assert!(error.next_steps[0].contains("`wants`"), "{error:?}");
    };
    let mut log = facts();
    log.logs[0].of.since = Some(other.clone());
    refused(log, "another history than was asked for: expected `since 7777777`, got `since 9999999`");
    let mut paths = facts();
    paths.logs[0].of.paths = true;
    refused(paths, "got `since 7777777, with paths`");
    let mut commit = facts();
    commit.commits[0].oid = other;
    refused(commit, "another commit than was asked for: expected `7777777`, got `9999999`");
    let release = ReleaseFact { tag: "v0.9.0".to_string(), state: Presence::Absent, message: None, release: None };
    refused(Facts { releases: vec![release.clone()], ..facts() }, "expected `v1.0.0`, got `v0.9.0`");
    let ours = ReleaseFact { tag: "v1.0.0".to_string(), state: Presence::Present, ..release.clone() };
    // What is there besides is passed over, and what is not there was not asked about.
    for facts in [
        Facts { releases: vec![release, ours], ..facts() },
        Facts { logs: Vec::new(), ..facts() },
        Facts { commits: Vec::new(), ..facts() },
    ] {
        assert!(plan(&request, Some(facts)).result.is_none());
    }
}
