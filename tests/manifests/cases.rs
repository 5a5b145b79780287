//! The shared cases of this area, asked of the core's own functions (no boundary in between).

use std::path::Path;

use serde_json::{Value, json};
use version_first::manifest::{self, File};

use super::version;

/// `None` for calls of other areas.
fn call(name: &str, args: &[Value]) -> Option<version_first::Result<Value>> {
    let given = || -> Vec<File> { serde_json::from_value(args[0].clone()).unwrap() };
    match name {
        "readManifests" => Some(manifest::read(&given(), &[]).map(|found| json!(found))),
        "rewriteManifests" => {
            let to = version(args[1].as_str().unwrap());
            Some(manifest::rewrite(&given(), &[], &to).map(|rewritten| json!(rewritten)))
        }
        _ => None,
    }
}

#[test]
fn shared_cases() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    for folder in std::fs::read_dir(root).unwrap() {
        let path = folder.unwrap().path().join("case.json");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let content: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in content["cases"].as_array().unwrap_or(&vec![content.clone()]) {
            let (Some(name), Some(args)) = (case["call"].as_str(), case["args"].as_array()) else { continue };
            let Some(got) = call(name, args) else { continue };
            let got = match got {
                Ok(value) => json!({ "returns": value }),
                Err(error) => json!({ "throws": error }),
            };
            let at = format!("{}: {name} {}", path.display(), case["args"]);
            if let Some(wanted) = case["throws"].as_object() {
                for (key, value) in wanted {
                    assert_eq!(&got["throws"][key], value, "{at}: {key}");
                }
            } else {
                assert_eq!(got["returns"], case["returns"], "{at}");
            }
            count += 1;
        }
    }
    assert!(count >= 30, "{count} cases");
}
