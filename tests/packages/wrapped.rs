//! A crate and an npm package in one folder, each with a name, a version and tags of its own.

use super::*;

const TAGS: &[&str] = &["hinge-v2.0.3", "kelp-js-v2.0.2", "kelp-v2.0.3"];

const TREE: Tree = &[
    ("Cargo.toml", "[workspace]\nmembers = [\"plugins/*\"]\n"),
    ("package.json", "{\"name\": \"r\", \"private\": true, \"workspaces\": [\"plugins/*\"]}\n"),
    ("plugins/hinge/Cargo.toml", "doors-plugin-hinge 2.0.3"),
    ("plugins/kelp/Cargo.toml", "doors-plugin-kelp 2.0.3"),
    ("plugins/kelp/package.json", "@doors/kelp-plugin 2.0.2"),
];

fn request(request: serde_json::Value, name: &'static str, expected: &'static str) -> Row {
    Row { request, ..row(name, TAGS, TREE, expected) }
}

#[test]
fn what_is_asked_for_by_a_name_is_what_is_released() {
    let left_out = || json!(["!plugins/kelp/Cargo.toml"]);
    all(&[
        request(
            json!({"package": "plugins/kelp"}),
            "the folder",
            "kelp-v2.0.4: plugins/kelp/Cargo.toml | plugins/hinge",
        ),
        request(
            json!({"package": "doors-plugin-kelp"}),
            "the crate's name",
            "kelp-v2.0.4: plugins/kelp/Cargo.toml | plugins/hinge",
        ),
        request(json!({"package": "@doors/kelp-plugin"}), "the other's name", "error packages-differ"),
        request(
            json!({"package": "plugins/kelp", "manifests": left_out()}),
            "the crate is left out, and tags of two names may be its own",
            "error ambiguous-tags",
        ),
        request(
            json!({"package": "plugins/kelp", "manifests": left_out(), "tagFormat": "kelp-js-v{version}"}),
            "the crate is left out, and the tags are named",
            "kelp-js-v2.0.3: plugins/kelp/package.json | plugins/hinge",
        ),
    ]);
}

#[test]
fn the_way_to_the_other_is_told() {
    let told = |asked: serde_json::Value| {
        let plan = decided(&request(asked, "", ""));
        plan.result.unwrap().error.unwrap()
    };
    let error = told(json!({"package": "@doors/kelp-plugin"}));
    assert_eq!(
        error.message,
        "`@doors/kelp-plugin` is the package of `plugins/kelp/package.json`, which says 2.0.2, \
         and the tags of `plugins/kelp` tell of another one there"
    );
    assert_eq!(
        error.next_steps,
        [
            "to release that other one: `--package plugins/kelp` (input `package`)",
            "to release this one, leave the other's files out: `--package plugins/kelp --manifests '!plugins/kelp/Cargo.toml'` (inputs `package`, `manifests`)",
        ]
    );
    let error = told(json!({}));
    assert_eq!(error.code, "packages-differ");
    assert!(error.next_steps[1].contains("`--package plugins/kelp`"), "{:?}", error.next_steps);
    let error = told(json!({"package": "plugins/kelp", "manifests": ["!plugins/kelp/Cargo.toml"]}));
    assert!(error.next_steps[0].contains("--tag-format 'kelp-js-v{version}'"), "{:?}", error.next_steps);
}
