//! One row, one branch: what it holds, by its one commit, and which branches are looked into.

use serde_json::{Value, json};
use version_first::hosting::BumpBranch;
use version_first::prune::{Holds, holding, lookout};

use super::{BUMP, ELSEWHERE, HERE, ODD, request};

/// A branch whose commit changes `after` from `before`; `p` pyproject.toml, `j` package.json, `v` VERSION, `w` a plugin's main
/// file, `s` its readme.txt, `o` any other file.
fn held(name: &str, message: &str, before: &[&str], after: &[&str], more: Value) -> Holds {
    let file = |spec: &&str| match spec.split_at(1) {
        ("p", version) => {
            json!({ "path": "pyproject.toml", "text": format!("[project]\nname = \"x\"\nversion = \"{version}\"\n") })
        }
        ("j", version) => json!({ "path": "package.json", "text": format!("{{\"version\": \"{version}\"}}\n") }),
        ("J", version) => json!({ "path": "package.json", "text": format!("{{ \"version\": \"{version}\" }}\n") }),
        ("w", version) => {
            json!({ "path": "doors.php", "text": format!("<?php\n/*\n * Plugin Name: Doors\n * Version: {version}\n */\n") })
        }
        ("s", version) => json!({ "path": "readme.txt", "text": format!("=== Doors ===\nStable tag: {version}\n") }),
        ("v", version) => json!({ "path": "VERSION", "text": format!("{version}\n") }),
        (_, text) => json!({ "path": "other.txt", "text": text }),
    };
    let after: Vec<Value> = after.iter().map(file).collect();
    let mut branch = json!({
        "name": name, "oid": HERE, "parents": [ELSEWHERE], "message": message, "onBranch": true, "ageSeconds": 0,
        "changed": after.iter().map(|file| file["path"].clone()).collect::<Vec<_>>(), "files": after,
        "before": before.iter().map(file).collect::<Vec<_>>(),
    });
    for (key, value) in more.as_object().unwrap() {
        branch[key] = value.clone();
    }
    holding(&request(json!({})), &serde_json::from_value::<BumpBranch>(branch).unwrap()).holds
}

/// Name, message, what was there before, what is changed, anything else, and what it is.
type Row = (&'static str, &'static str, &'static [&'static str], &'static [&'static str], Value, Holds);

#[test]
fn what_a_branch_holds() {
    let ours = "chore(release): 0.2.332\n\nVersion-First: 0.2.332; run=1; attempt=1; build=1\n";
    let script = "chore: bump version to 0.2.332";
    let both: &'static [&'static str] = &["p0.2.328", "j0.2.328"];
    let rows: &[Row] = &[
        (BUMP, ours, both, &["p0.2.332", "j0.2.332"], json!({}), Holds::Ours),
        // One of them was left out: no run of ours does that, a script may.
        (BUMP, ours, both, &["p0.2.332"], json!({}), Holds::Bump),
        (BUMP, script, both, &["p0.2.332"], json!({}), Holds::Bump),
        (ODD, script, both, &["p0.2.332"], json!({}), Holds::Bump),
        // The trailer says another version, or the name does.
        (
            BUMP,
            "x\n\nVersion-First: 0.2.331; run=1; attempt=1; build=1\n",
            both,
            &["p0.2.332", "j0.2.332"],
            json!({}),
            Holds::Bump,
        ),
        (ODD, ours, both, &["p0.2.332", "j0.2.332"], json!({}), Holds::Bump),
        (BUMP, ours, both, &["p0.2.333", "j0.2.333"], json!({}), Holds::Bump),
        // A file that keeps the version, and that nobody has named.
        (BUMP, ours, &["v0.2.328"], &["v0.2.332"], json!({}), Holds::Ours),
        (ODD, script, &["v0.2.328"], &["v0.2.332"], json!({}), Holds::Bump),
        (BUMP, ours, &["v0.2.328"], &["v0.2.332", "omine"], json!({}), Holds::Others),
        // A `Stable tag` that stayed behind while prereleases were made goes with their release, and no other way.
        (BUMP, ours, &["w0.2.332-beta.2", "s0.2.328"], &["w0.2.332", "s0.2.332"], json!({}), Holds::Ours),
        (BUMP, ours, &["w0.2.332-beta.2", "s0.2.328"], &["w0.2.332"], json!({}), Holds::Ours),
        (BUMP, ours, &["w0.2.332-beta.2", "s0.2.328"], &["w0.2.332", "s0.2.331"], json!({}), Holds::Others),
        (BUMP, ours, &["w0.2.328", "s0.2.328"], &["w0.2.332", "s0.2.332"], json!({}), Holds::Ours),
        // Anything else in it.
        (BUMP, ours, both, &["p0.2.332", "j0.2.332", "omine"], json!({}), Holds::Others),
        (ODD, script, both, &["p0.2.332", "omine"], json!({}), Holds::Others),
        (ODD, script, both, &["p0.2.332", "J0.2.332"], json!({}), Holds::Others),
        (ODD, script, both, &["p0.2.332", "j0.2.331"], json!({}), Holds::Others),
        (ODD, script, &["j0.2.328"], &["p0.2.332"], json!({}), Holds::Others),
        (ODD, script, both, &["omine"], json!({}), Holds::Others),
        (ODD, script, both, &[], json!({}), Holds::Others),
        // A file was removed, or made a program.
        (ODD, script, both, &["p0.2.332"], json!({ "changed": ["pyproject.toml", "package.json"] }), Holds::Others),
        // A merge, a second commit, another branch's commit.
        (BUMP, ours, both, &["p0.2.332", "j0.2.332"], json!({ "parents": [ELSEWHERE, HERE] }), Holds::Others),
        (BUMP, ours, both, &["p0.2.332", "j0.2.332"], json!({ "parents": [] }), Holds::Others),
        (BUMP, ours, both, &["p0.2.332", "j0.2.332"], json!({ "onBranch": false }), Holds::Others),
        // What cannot be read.
        (BUMP, ours, &["p0.2.328", "j{"], &["p0.2.332"], json!({}), Holds::Others),
    ];
    for (name, message, before, after, more, expected) in rows {
        assert_eq!(held(name, message, before, after, more.clone()), *expected, "{name} {before:?} {after:?} {more}");
    }
}

#[test]
fn only_what_has_the_shape_is_looked_into() {
    let refs = format!(
        "ref: refs/heads/main\tHEAD\n{HERE}\tHEAD\n{HERE}\trefs/heads/main\n{HERE}\trefs/heads/beta\n\
         {HERE}\trefs/heads/chore/version-bump-1.2.3\n{HERE}\trefs/heads/chore/version-bump--1.2.3\n\
         ref: refs/heads/main\trefs/heads/chore/version-bump-9.9.9\n{HERE}\trefs/heads/chore/version-bump-9.9.9\n\
         {HERE}\trefs/heads/chore/version-bumping\n{HERE}\trefs/heads/topic\n"
    );
    let seen = lookout(&request(json!({ "prereleaseBranches": "beta" })), &refs).unwrap();
    let names: Vec<&str> = seen.heads.iter().map(|head| head.name.as_str()).collect();
    assert_eq!(names, ["chore/version-bump--1.2.3", "chore/version-bump-1.2.3", "chore/version-bump-9.9.9"]);
    assert_eq!(seen.protected, ["main", "beta", "chore/version-bump-9.9.9"]);
    assert_eq!((seen.branch.as_str(), seen.default_branch.as_str(), seen.tip.as_str()), ("main", "main", HERE));
    for (more, code) in [
        (json!({ "branch": "gone" }), "branch-not-found"),
        (json!({ "branchTemplate": "{version}" }), "template-too-wide"),
    ] {
        assert_eq!(lookout(&request(more), &refs).unwrap_err().code, code);
    }
    assert_eq!(lookout(&request(json!({})), "").unwrap_err().code, "empty-repository");
}
