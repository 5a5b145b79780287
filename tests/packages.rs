//! One row, one repository of several packages: what its tags and manifests say, at the tip and when the newest tag was
//! made, and which of them a release moves.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "packages/alone.rs"]
mod alone;
#[path = "packages/along.rs"]
mod along;
#[path = "packages/asked.rs"]
mod asked;
#[path = "packages/assemblies.rs"]
mod assemblies;
#[path = "packages/builds.rs"]
mod builds;
#[path = "packages/filled.rs"]
mod filled;
#[path = "packages/folders.rs"]
mod folders;
#[path = "packages/groups.rs"]
mod groups;
#[path = "packages/kept.rs"]
mod kept;
#[path = "packages/languages.rs"]
mod languages;
#[path = "packages/left.rs"]
mod left;
#[path = "packages/lost.rs"]
mod lost;
#[path = "packages/members.rs"]
mod members;
#[path = "packages/namesakes.rs"]
mod namesakes;
#[path = "packages/neighbours.rs"]
mod neighbours;
#[path = "packages/paths.rs"]
mod paths;
#[path = "packages/pending.rs"]
mod pending;
#[path = "packages/rootless.rs"]
mod rootless;
#[path = "packages/voices.rs"]
mod voices;
#[path = "packages/workspaces.rs"]
mod workspaces;
#[path = "packages/wrapped.rs"]
mod wrapped;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::json;
use version_first::facts::{Facts, FirstLook, Inspected, Log, Place, Since};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{Plan, Step, plan};

const TIP: &str = "1111111111111111111111111111111111111111";
const TAGGED: &str = "3333333333333333333333333333333333333333";
/// A commit that is on no branch of ours.
const ELSEWHERE: &str = "5555555555555555555555555555555555555555";
const OTHER: &str = "4444444444444444444444444444444444444444";

type Tree = &'static [(&'static str, &'static str)];

/// A repository. Its newest tags are on one commit, which had `then`; what begins with `elsewhere/` is a tag on a commit that is
/// not in the branch's history.
#[derive(Clone)]
struct Row {
    name: &'static str,
    tags: &'static [&'static str],
    /// What differs at the tagged commit from the tip: other texts; an empty one: no such file.
    then: Tree,
    now: Tree,
    request: serde_json::Value,
    expected: &'static str,
}

fn row(name: &'static str, tags: &'static [&'static str], now: Tree, expected: &'static str) -> Row {
    Row { name, tags, then: &[], now, request: json!({}), expected }
}

fn asking(package: &'static str, row: Row) -> Row {
    Row { request: json!({ "package": package }), ..row }
}

/// `NAME VERSION`, with `private` behind it where nobody publishes it: a manifest by its path.
fn text(path: &str, said: &str) -> String {
    let mut words = said.split(' ');
    let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let rest: Vec<&str> = words.collect();
    let private = rest.contains(&"private");
    match path.rsplit('/').next().unwrap() {
        _ if said.contains(['\n', '{']) => said.to_string(),
        "package.json" => {
            let version = if version == "-" { String::new() } else { format!(", \"version\": \"{version}\"") };
            let private = if private { ", \"private\": true" } else { "" };
            let members = if rest.contains(&"members") { ", \"workspaces\": [\"packages/*\"]" } else { "" };
            let needs = rest.iter().find_map(|word| word.strip_prefix("needs=")).map(|needed| {
                let (on, range) = needed.split_once(':').unwrap();
                format!(", \"dependencies\": {{\"{on}\": \"{range}\"}}")
            });
            format!("{{\"name\": \"{name}\"{version}{private}{members}{}}}\n", needs.unwrap_or_default())
        }
        "Cargo.toml" => {
            let package = match version {
                "-" => String::new(),
                version => format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\n"),
            };
            let private = if private { "publish = false\n" } else { "" };
            let members = if rest.contains(&"members") { "[workspace]\nmembers = [\"crates/*\"]\n" } else { "" };
            let needs = rest.iter().find_map(|word| word.strip_prefix("needs=")).map(|needed| {
                let (on, range) = needed.split_once(':').unwrap();
                format!("[dependencies]\n{on} = {{ path = \"x\", version = \"{range}\" }}\n")
            });
            format!("{package}{private}{members}{}", needs.unwrap_or_default())
        }
        "Chart.yaml" => format!("apiVersion: v2\nname: {name}\nversion: {version}\n"),
        "pubspec.yaml" => {
            format!("name: {name}\nversion: {version}\n{}", if private { "publish_to: none\n" } else { "" })
        }
        "pyproject.toml" => format!("[project]\nname = \"{name}\"\nversion = \"{version}\"\n"),
        other => panic!("{other}"),
    }
}

fn files(tree: Tree) -> Vec<File> {
    tree.iter().map(|(path, said)| File { path: (*path).to_string(), text: text(path, said) }).collect()
}

/// The files the shell would read: asked for until no more are wanted.
fn read(request: &Request, tree: &[File], only_read: bool) -> Vec<File> {
    let paths: Vec<&str> = tree.iter().map(|file| file.path.as_str()).collect();
    let mut read: Vec<File> = Vec::new();
    for _ in 0..20 {
        let wanted = version_first::needs(request, &paths.join("\0"), &read, only_read).unwrap();
        if wanted.is_empty() {
            return read;
        }
        for path in wanted {
            assert!(read.iter().all(|known| known.path != path), "{path} is asked for twice");
            read.push(tree.iter().find(|file| file.path == path).unwrap().clone());
        }
    }
    panic!("no end of rounds");
}

/// What a row asks for, and the first look at it.
fn looked(row: &Row) -> (Request, FirstLook) {
    let mut refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n");
    for tag in row.tags {
        match tag.strip_prefix("elsewhere/") {
            Some(tag) => writeln!(refs, "{ELSEWHERE}\trefs/tags/{tag}").unwrap(),
            None => writeln!(refs, "{TAGGED}\trefs/tags/{tag}").unwrap(),
        }
    }
    let mut request = row.request.clone();
    request["run"] = json!({"id": "7", "attempt": "1"});
    let request: Request = serde_json::from_value(request).unwrap();
    let now = files(row.now);
    let mut places = vec![Place { oid: TAGGED.to_string(), on_branch: true, ..Place::default() }];
    if row.tags.iter().any(|tag| tag.starts_with("elsewhere/")) {
        places.push(Place { oid: ELSEWHERE.to_string(), searched: true, ..Place::default() });
    }
    let paths: Vec<&str> = now.iter().map(|file| file.path.as_str()).collect();
    let first_look = FirstLook {
        refs,
        files: read(&request, &now, false),
        past: (places.len() > 1).then(Vec::new),
        places,
        paths: request.package.as_ref().map(|_| paths.join("\0")),
        ..FirstLook::default()
    };
    (request, first_look)
}

fn decided(row: &Row) -> Plan {
    let (request, first_look) = looked(row);
    let mut then: Vec<File> = files(row.now);
    for (path, said) in row.then {
        then.retain(|file| file.path != *path);
        if !said.is_empty() {
            then.push(File { path: (*path).to_string(), text: text(path, said) });
        }
    }
    // What is wanted is the newest tag's commit, or there is none.
    let mut logs = Vec::new();
    match version_first::wants(&request, &first_look) {
        Ok(wants) => {
            assert!(wants.commits.iter().all(|one| one.oid == TAGGED), "{}", row.name);
            logs = wants.logs;
        }
        Err(_) if row.expected.is_empty() => {}
        Err(error) => assert_eq!(format!("error {}", error.code), row.expected, "{}", row.name),
    }
    let tagged = Inspected {
        oid: TAGGED.to_string(),
        tree: "then".to_string(),
        files: read(&request, &then, true),
        on_branch: Some(true),
        changed: None,
    };
    let FirstLook { refs, files, places, past, .. } = first_look;
    let facts = Facts {
        refs,
        tree: "now".to_string(),
        files,
        logs: logs.into_iter().map(log).collect(),
        commits: vec![tagged],
        places,
        past,
        ..Facts::default()
    };
    plan(&request, Some(facts))
}

/// A history of one commit, which is newer than any that is named.
fn log(of: Since) -> Log {
    let newer = of.newer.is_some().then(|| format!("{OTHER}\n"));
    Log { of, log: format!("{OTHER}\nAda\nfix: a leak\0"), newer }
}

/// The decision in a few words: the version, the tag, what is rewritten, what stays.
fn words(plan: &Plan) -> String {
    if let Some(report) = &plan.result {
        return match (&report.error, &report.why) {
            (Some(error), _) => format!("error {}", error.code),
            (None, why) => format!("nothing: {}", why.clone().unwrap_or_default()),
        };
    }
    let proposal = plan.proposal.as_ref().unwrap();
    let mut words = match plan.step.as_ref().unwrap() {
        Step::Commit { tags, .. } => tags[0].name.clone(),
        Step::Tag { tags, target, .. } if target == TIP => format!("{} at the tip", tags[0].name),
        Step::History { .. } => format!("trace {}", proposal.releases.first.version),
        other => panic!("{other:?}"),
    };
    let changed: BTreeSet<&str> = proposal.changed_files.iter().map(String::as_str).collect();
    if !changed.is_empty() {
        write!(words, ": {}", changed.into_iter().collect::<Vec<_>>().join(" ")).unwrap();
    }
    let others: Vec<&str> =
        proposal.others.iter().map(|one| if one.folder.is_empty() { "." } else { &one.folder }).collect();
    if !others.is_empty() {
        write!(words, " | {}", others.join(" ")).unwrap();
    }
    words
}

fn all(rows: &[Row]) {
    for row in rows {
        let plan = decided(row);
        assert_eq!(words(&plan), row.expected, "{}: {:?}", row.name, plan.result);
        let remarks = plan.remarks.join("\n");
        let wrong = row.name.starts_with("all behind the tag");
        assert!(wrong == remarks.contains("do not say"), "{}: a false remark on the tag: {remarks}", row.name);
        let Some(error) = plan.result.and_then(|report| report.error) else { continue };
        let all = format!("{} {}", error.message, error.next_steps.join(" "));
        assert!(!all.contains("say the same"), "{}: {all}", row.name);
        assert!(!error.message.ends_with('.'), "{all}");
    }
}

#[test]
fn what_says_one_version_is_left_out_together() {
    let plan = decided(&row(
        "a crate, and what is published for each platform",
        &[],
        &[
            ("Cargo.toml", "doors 1.0.0"),
            ("npm/darwin/package.json", "doors-darwin 1.0.4"),
            ("npm/linux/package.json", "doors-linux 1.0.4"),
            ("package.json", "doors 1.0.4"),
        ],
        "",
    ));
    let error = plan.result.unwrap().error.unwrap();
    assert_eq!(error.code, "manifests-disagree");
    assert_eq!(
        error.next_steps.last().unwrap(),
        "leave out what is no part of this release: `--manifests '!Cargo.toml'` or `--manifests \
         '!npm/darwin/package.json' --manifests '!npm/linux/package.json' --manifests '!package.json'` \
         (input `manifests`)"
    );
}

#[test]
fn what_differs_is_listed_with_what_to_copy() {
    let plan = decided(&row(
        "two charts",
        &["a-1.2.3", "b-0.4.0"],
        &[("charts/a/Chart.yaml", "a 1.2.3"), ("charts/b/Chart.yaml", "b 0.4.0")],
        "",
    ));
    let error = plan.result.unwrap().error.unwrap();
    assert_eq!(error.code, "packages-differ");
    assert_eq!(
        error.message,
        "several packages carry versions of their own, and nothing tells which of them to release: \
         `a` 1.2.3 in `charts/a` (with tags such as `a-1.2.3`), `b` 0.4.0 in `charts/b` (with tags such as `b-0.4.0`)"
    );
    assert_eq!(error.next_steps[0], "name the one that is meant: `--package a` (input `package: a`)");
    const WORKSPACE: &str = "[workspace]\nmembers = [\"benches/*\", \"crates/*\"]\n";
    let plan = decided(&row(
        "what is there for tests comes last",
        &["v9.0.0"],
        &[
            ("Cargo.toml", WORKSPACE),
            ("benches/all/Cargo.toml", "all 0.1.0"),
            ("crates/a/Cargo.toml", "a 1.2.3"),
            ("crates/b/Cargo.toml", "b 0.4.0"),
        ],
        "",
    ));
    let said = plan.result.unwrap().error.unwrap().told().message;
    assert!(said.ends_with("`a` 1.2.3 in `crates/a`, `b` 0.4.0 in `crates/b`, `all` 0.1.0 in `benches/all`"), "{said}");
    let plan = decided(&row(
        "so does what is published for each platform",
        &["v9.0.0"],
        &[
            ("doors/node/package.json", "a 1.2.3"),
            ("doors/node/npm/linux/package.json", "a-linux 1.0.0"),
            ("doors/python/Cargo.toml", "b 0.4.0"),
        ],
        "",
    ));
    let error = plan.result.unwrap().error.unwrap();
    let said = &error.message;
    assert!(said.ends_with("`b` 0.4.0 in `doors/python`, `a-linux` 1.0.0 in `doors/node/npm/linux`"), "{said}");
    assert_eq!(error.next_steps.len(), 3, "a platform's alone is not what is meant: {:?}", error.next_steps);
    let plan = decided(&row(
        "what has tags of its own comes first",
        &["b-9.0.0", "c-1.2.3"],
        &[
            ("docs/package.json", "docs 0.0.1"),
            ("kit/b/package.json", "b 9.0.0"),
            ("kit/c/package.json", "c 1.2.3"),
            ("kit/c/android/build.gradle", "version = '1.0.0'\n"),
        ],
        "",
    ));
    let error = plan.result.unwrap().error.unwrap();
    let packages = ["b", "c", "docs"].map(|one| format!("`--package {one}` (input"));
    for (step, package) in error.next_steps.iter().zip(packages) {
        assert!(step.contains(&package), "{:?}", error.next_steps);
    }
}

#[test]
fn the_newest_tag_of_a_family_that_was_left_behind_is_not_called_the_newest() {
    let plan = decided(&row(
        "tags for all are of before",
        &["v5.0.0", "a@5.101.4", "b@0.3.1"],
        &[
            ("package.json", "r - members"),
            ("packages/a/package.json", "a 5.101.4"),
            ("packages/b/package.json", "b 0.3.1"),
        ],
        "",
    ));
    let error = plan.result.unwrap().error.unwrap();
    assert_eq!(error.code, "packages-differ");
    assert!(error.message.contains("(the newest tag that names no package says 5.0.0)"), "{}", error.message);
}
