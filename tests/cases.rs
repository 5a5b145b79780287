//! The shared corpus, tests/cases/*/case.json, asked natively. `tests/run-cases.test.mjs` asks the same of a fresh wasm
//! and of the committed one, so all three give the same answers.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::disallowed_methods)]

#[path = "strict/plain.rs"]
mod plain;

use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, to_value};
use version_first::{api, facts, iteration, manifest, run, strict};

#[derive(Deserialize)]
#[serde(untagged)]
enum Cases {
    Many { cases: Vec<Case> },
    One(Case),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    call: String,
    args: Vec<Value>,
    /// Present for every case that does not throw, if only as `null`.
    #[serde(default, deserialize_with = "present")]
    returns: Option<Value>,
    #[serde(default)]
    throws: Option<Map<String, Value>>,
}

fn present<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(value).map(Some)
}

type Answer = version_first::Result<Value>;

/// Reads an argument as the boundary does: strictly.
fn read<T: DeserializeOwned>(args: &[Value], index: usize) -> version_first::Result<T> {
    let value = args.get(index).cloned().unwrap_or(Value::Null);
    strict::read(&format!("argument {index}"), plain::taken(value))
}

fn options<T: DeserializeOwned + Default>(args: &[Value], index: usize) -> version_first::Result<T> {
    read::<Option<T>>(args, index).map(Option::unwrap_or_default)
}

fn give<T: Serialize>(value: T) -> Answer {
    Ok(to_value(value).unwrap())
}

/// What the boundary calls the arguments, where an error may name them.
const PARAMETERS: [(&str, &[&str]); 5] = [
    ("nextVersion", &["options"]),
    ("decideBump", &["commits", "options"]),
    ("readManifests", &["files", "manifests"]),
    ("tagName", &["version", "options"]),
    ("bumpBranch", &["version", "options"]),
];

/// One export of the core by its JavaScript name.
fn call(name: &str, args: &[Value]) -> Answer {
    let names = PARAMETERS.iter().find(|(one, _)| *one == name).map_or(&[][..], |(_, names)| names);
    called(name, args).map_err(|mut error| {
        for (index, parameter) in names.iter().enumerate() {
            error.message = error.message.replace(&format!("`argument {index}"), &format!("`{parameter}"));
        }
        error
    })
}

fn called(name: &str, args: &[Value]) -> Answer {
    match name {
        "plan" => give(run::plan(&read(args, 0)?, read(args, 1)?)),
        "advance" => give(run::advance(read(args, 0)?, read(args, 1)?)?),
        "target" => give(facts::target(&read(args, 0)?, &read::<String>(args, 1)?)?),
        "wants" => give(version_first::wants(&read(args, 0)?, &read(args, 1)?)?),
        "needs" => {
            let request: version_first::request::Request = read(args, 0)?;
            let files: Vec<manifest::File> = options(args, 2)?;
            let only_read: Option<bool> = options(args, 3)?;
            give(version_first::needs(&request, &read::<String>(args, 1)?, &files, only_read == Some(true))?)
        }
        "nextVersion" => give(api::next_version(&read(args, 0)?)?),
        "decideBump" => give(api::decide_bump(&read::<Vec<_>>(args, 0)?, &read(args, 1)?)?),
        "readManifests" => give(api::read_manifests(&read::<Vec<_>>(args, 0)?, &options::<Vec<String>>(args, 1)?)?),
        "rewriteManifests" => {
            let manifests: Vec<String> = options(args, 2)?;
            let only: Option<Vec<String>> = options(args, 3)?;
            let (files, version) = (read::<Vec<_>>(args, 0)?, read::<String>(args, 1)?);
            give(api::rewrite_manifests(&files, &version, &manifests, only.as_deref())?)
        }
        "setManifests" => {
            give(api::set_manifests(&read(args, 0)?, &read::<Vec<_>>(args, 1)?, &read::<String>(args, 2)?)?)
        }
        "releaseNotes" => give(api::release_notes(&read::<Vec<_>>(args, 0)?, &options(args, 1)?)),
        "tagName" => give(api::tag_name(&read::<String>(args, 0)?, &options(args, 1)?)?),
        "parseTag" => give(api::parse_tag(&read::<String>(args, 0)?, &options(args, 1)?)?),
        "bumpBranch" => give(api::bump_branch(&read::<String>(args, 0)?, &options(args, 1)?)?),
        "parseBumpBranch" => give(api::parse_bump_branch(&read::<String>(args, 0)?, &options(args, 1)?)),
        "parseIteration" => give(iteration::parse_iteration(&read::<String>(args, 0)?)?),
        "nextIteration" => {
            give(iteration::next_iteration(&read::<String>(args, 0)?, &options::<Vec<String>>(args, 1)?)?)
        }
        "iterationsOf" => give(iteration::iterations_of(&read::<String>(args, 0)?, &read::<Vec<String>>(args, 1)?)?),
        "taskBranch" => give(iteration::task_branch(&read(args, 0)?)?),
        "parseTaskBranch" => give(iteration::parse_task_branch(&read::<String>(args, 0)?)),
        other => panic!("the core exports no `{other}`"),
    }
}

#[test]
fn shared_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut count = 0;
    for folder in folders {
        let path = folder.join("case.json");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let cases = match serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
            Cases::Many { cases } => cases,
            Cases::One(case) => vec![case],
        };
        assert!(!cases.is_empty(), "{} holds no case", path.display());
        for (index, case) in cases.iter().enumerate() {
            let name = format!("{}, case {index}: {}", folder.file_name().unwrap().to_string_lossy(), case.call);
            check(&name, case, call(&case.call, &case.args));
            count += 1;
        }
    }
    println!("{count} shared cases");
    assert!(count >= 100, "only {count} cases were found");
}

fn check(name: &str, case: &Case, answer: Answer) {
    match (&case.returns, &case.throws, answer) {
        (Some(expected), None, Ok(given)) => assert_eq!(given, *expected, "{name}"),
        (None, Some(expected), Err(error)) => {
            let given = to_value(error).unwrap();
            assert!(expected.contains_key("code"), "{name} does not say which code it expects");
            for (field, expected) in expected {
                assert_eq!(given[field], *expected, "{name}: field `{field}`");
            }
        }
        (_, _, answer) => panic!("{name}: {answer:?}"),
    }
}
