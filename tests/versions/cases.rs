//! The shared cases of this area, asked of the core's own functions (no boundary in between).

use std::path::Path;

use serde_json::{Value, json};
use version_first::branch::{bump_branch, parse_bump_branch};
use version_first::bump::{Bump, next};
use version_first::commits::{Commit, DefaultBump, decide};
use version_first::tag::Format;
use version_first::version::{Scheme, Version};

fn scheme(options: &Value) -> Scheme {
    options.get("scheme").map_or(Scheme::Semver, |scheme| serde_json::from_value(scheme.clone()).unwrap())
}

fn format(options: &Value) -> version_first::Result<Format> {
    options.get("tagFormat").map_or(Ok(Format::default()), |text| Format::parse(text.as_str().unwrap()))
}

/// `None` for calls of other areas.
fn call(name: &str, args: &[Value]) -> Option<version_first::Result<Value>> {
    let text = || args[0].as_str().unwrap();
    let options = args.get(1).unwrap_or(&Value::Null);
    let template = options.get("template").and_then(Value::as_str);
    let version_or_null = |version: Option<Version>| json!(version.map(|v| v.to_string()));
    Some(match name {
        "nextVersion" => Version::parse(args[0]["current"].as_str().unwrap(), scheme(&args[0])).and_then(|current| {
            let bump = Bump::parse(args[0]["bump"].as_str().unwrap()).unwrap();
            next(&current, bump).map(|v| json!(v.to_string()))
        }),
        "decideBump" => Version::parse(options["current"].as_str().unwrap(), scheme(options)).map(|current| {
            let commits: Vec<Commit> = serde_json::from_value(args[0].clone()).unwrap();
            let default = options
                .get("defaultBump")
                .map_or_else(DefaultBump::default, |text| DefaultBump::parse(text.as_str().unwrap()).unwrap());
            serde_json::to_value(decide(&commits, &current, default)).unwrap()
        }),
        "tagName" => Version::parse(text(), scheme(options))
            .and_then(|version| format(options)?.name(&version).map(|name| json!(name))),
        "parseTag" => format(options).map(|format| version_or_null(format.version(text(), scheme(options)))),
        "bumpBranch" => bump_branch(text(), template).map(|name| json!(name)),
        "parseBumpBranch" => Ok(json!(parse_bump_branch(text(), template))),
        _ => return None,
    })
}

#[test]
fn shared_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    for folder in std::fs::read_dir(root).unwrap() {
        let path = folder.unwrap().path().join("case.json");
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let file: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let single = [file.clone()];
        let cases = file.get("cases").and_then(Value::as_array).map_or(&single[..], Vec::as_slice);
        for case in cases {
            let (Some(name), Some(args)) = (case["call"].as_str(), case["args"].as_array()) else {
                continue;
            };
            let got = match call(name, args) {
                None => continue,
                Some(Ok(value)) => json!({ "returns": value }),
                Some(Err(error)) => {
                    json!({ "throws": { "code": error.code, "message": error.message } })
                }
            };
            let mut expected = case.clone();
            expected.as_object_mut().unwrap().retain(|key, _| key != "call" && key != "args");
            assert_eq!(got, expected, "{}: {name}({args:?})", path.display());
            count += 1;
        }
    }
    assert!(count > 100, "only {count} cases ran");
}
