//! One row, one repository: what is known of it, and what `doctor` finds.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::{Value, json};
use version_first::doctor::{Checkup, Diagnosis, diagnose, starter};

const RELEASE: &str = "on: push\npermissions:\n  contents: write\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - uses: acme/version-first@v1\n";

fn checkup(workflows: &[(&str, &str)], more: Value) -> Checkup {
    let files: Vec<Value> = workflows
        .iter()
        .map(|(name, text)| json!({ "path": format!(".github/workflows/{name}"), "text": text }))
        .collect();
    let mut facts = json!({
        "branch": "main", "mode": "auto", "workflows": files, "rules": [], "url": "https://example.com/o/r",
        "outlook": { "version": "1.2.4", "tag": "v1.2.4", "changedFiles": ["package.json"] },
    });
    for (key, value) in more.as_object().unwrap() {
        facts[key] = value.clone();
    }
    serde_json::from_value(facts).unwrap()
}

/// `code weight path:line`, in the order in which they are told.
fn told(diagnosis: &Diagnosis) -> Vec<String> {
    let one = |finding: &version_first::doctor::Finding| {
        assert!(!finding.cures.is_empty() && !finding.proof.is_empty(), "{finding:?}");
        let place = finding
            .path
            .as_ref()
            .map(|path| format!(" {}:{}", path.rsplit('/').next().unwrap(), finding.line.unwrap()));
        format!("{} {:?}{}", finding.code, finding.weight, place.unwrap_or_default())
    };
    diagnosis.findings.iter().map(one).collect()
}

fn found(workflows: &[(&str, &str)], more: Value) -> Vec<String> {
    told(&diagnose(&checkup(workflows, more)))
}

fn release(from: &str, to: &str) -> String {
    assert!(RELEASE.contains(from), "{from}");
    RELEASE.replace(from, to)
}

const PULL: &str = "pull_request";

fn ruled(kind: &str) -> Value {
    json!({ "rules": [{ "kind": kind }] })
}

#[test]
fn permissions() {
    let none = release("permissions:\n  contents: write\n", "");
    let read = release("contents: write", "contents: read");
    let rows: Vec<(String, Value, &[&str])> = vec![
        (RELEASE.to_string(), json!({}), &[]),
        (read.clone(), json!({}), &["missing-permission Error release.yml:3"]),
        (release("contents: write", "pull-requests: write"), json!({}), &["missing-permission Error release.yml:2"]),
        (
            release("permissions:\n  contents: write\n", "permissions: {}\n"),
            json!({}),
            &["missing-permission Error release.yml:2"],
        ),
        (
            release("permissions:\n  contents: write\n", "permissions: read-all\n"),
            json!({}),
            &["missing-permission Error release.yml:2"],
        ),
        (
            release("permissions:\n  contents: write\n", "permissions: write-all\n"),
            json!({}),
            &["too-many-permissions Warning release.yml:2"],
        ),
        // Nothing is said: the repository's setting decides.
        (none.clone(), json!({}), &["missing-permission Warning release.yml:3"]),
        (
            none.clone(),
            json!({ "settings": { "defaultPermissions": "read" } }),
            &["missing-permission Error release.yml:3"],
        ),
        (none, json!({ "settings": { "defaultPermissions": "write" } }), &[]),
        // Another token has permissions of its own.
        (format!("{read}        with:\n          token: ${{{{ secrets.APP }}}}\n"), json!({}), &[]),
        (
            format!("{read}        with:\n          token: ${{{{ github.token }}}}\n"),
            json!({}),
            &["missing-permission Error release.yml:3"],
        ),
        // By pull request it takes more.
        (RELEASE.to_string(), ruled(PULL), &["missing-permission Error release.yml:2"]),
        (release("contents: write", "contents: write\n  pull-requests: write"), ruled(PULL), &[]),
        (
            format!("{RELEASE}        with:\n          mode: pull-request\n"),
            json!({}),
            &["missing-permission Error release.yml:2"],
        ),
        (
            format!("{RELEASE}        with:\n          dispatch-workflow: publish.yml\n"),
            json!({}),
            &["missing-permission Error release.yml:2"],
        ),
        // The job's own permissions stand in for all of the workflow's.
        (
            release("    runs-on", "    permissions:\n      contents: read\n    runs-on"),
            json!({}),
            &["missing-permission Error release.yml:7"],
        ),
        (
            release("    runs-on", "    permissions:\n      contents: write\n      packages: write\n    runs-on"),
            json!({}),
            &["too-many-permissions Warning release.yml:8"],
        ),
        // Only looking needs nothing; a script is a step, too.
        (format!("{read}        with:\n          command: next\n"), json!({}), &["no-release-workflow Note"]),
        (
            release("uses: acme/version-first@v1", "run: npx version-first release")
                .replace("contents: write", "contents: read"),
            json!({}),
            &["missing-permission Error release.yml:3"],
        ),
        (
            release("acme/version-first@v1", "./").replace("contents: write", "contents: read"),
            json!({ "own": true }),
            &["missing-permission Error release.yml:3"],
        ),
        (release("acme/version-first@v1", "./"), json!({}), &["no-release-workflow Note"]),
        ("a: [".to_string(), json!({}), &["no-release-workflow Note"]),
        // Where they could not be read, there may be one.
        ("a: [".to_string(), json!({ "unread": true }), &[]),
    ];
    for (text, more, expected) in rows {
        assert_eq!(found(&[("release.yml", &text)], more.clone()), expected, "{text}\n{more}");
    }
}

#[test]
fn workflows_that_wait_for_a_tag() {
    let tags = "on:\n  push:\n    tags: ['v*']\njobs: {}\n";
    let rows: Vec<(&str, &str, &[&str])> = vec![
        (tags, "", &["tag-starts-nothing Warning publish.yml:2"]),
        (tags, "token: ${{ secrets.APP }}", &[]),
        (tags, "token: ${{ secrets.APP }}\n          skip-ci: always", &["skip-ci-hides-tag Error release.yml:12"]),
        (tags, "token: ${{ secrets.APP }}\n          skip-ci: auto", &[]),
        ("on:\n  release:\n    types: [published]\njobs: {}\n", "", &["tag-starts-nothing Warning publish.yml:2"]),
        ("on:\n  push:\n    branches: [main]\njobs: {}\n", "", &[]),
        ("on: workflow_dispatch\njobs: {}\n", "", &[]),
        (
            "on:\n  push:\n    tags: ['release-*']\njobs: {}\n",
            "token: ${{ secrets.APP }}",
            &["tag-pattern-misses Warning publish.yml:3"],
        ),
        ("on:\n  push:\n    tags: ['v[0-9]+.[0-9]+.[0-9]+']\njobs: {}\n", "token: ${{ secrets.APP }}", &[]),
        (
            "on:\n  push:\n    tags: ['v*', '!v1.*']\njobs: {}\n",
            "token: ${{ secrets.APP }}",
            &["tag-pattern-misses Warning publish.yml:3"],
        ),
        ("on:\n  push:\n    tags: ['v[']\njobs: {}\n", "token: ${{ secrets.APP }}", &[]),
        (
            "on:\n  push:\n    tags: ['v*']\n    paths: ['src/**']\njobs: {}\n",
            "token: ${{ secrets.APP }}",
            &["paths-beside-tags Warning publish.yml:4"],
        ),
        // Paths are the branches' filter there, and tags start it whatever they are.
        (
            "on:\n  push:\n    branches: [main]\n    tags: ['v*']\n    paths: ['src/**']\njobs: {}\n",
            "token: ${{ secrets.APP }}",
            &[],
        ),
        // Not for any tag.
        ("on:\n  push:\n    branches: [main]\n    tags: ['!**']\njobs: {}\n", "", &[]),
        ("on:\n  push:\n    branches: [main]\n    tags: '!**'\njobs: {}\n", "token: ${{ secrets.APP }}", &[]),
    ];
    for (waits, with, expected) in rows {
        let with = if with.is_empty() { String::new() } else { format!("        with:\n          {with}\n") };
        let text = format!("{RELEASE}{with}");
        assert_eq!(found(&[("release.yml", &text), ("publish.yml", waits)], json!({})), expected, "{waits}\n{text}");
    }
    let dispatched = release("contents: write", "contents: write\n  actions: write");
    let dispatched = format!("{dispatched}        with:\n          dispatch-workflow: publish.yml\n");
    assert!(found(&[("release.yml", &dispatched), ("publish.yml", tags)], json!({})).is_empty(), "it is started");
}

#[test]
fn publishing_from_a_workflow_that_is_called() {
    let called = |on: &str, oidc: &str, step: &str| {
        format!("on: {on}\njobs:\n  publish:\n    permissions:\n      {oidc}\n    steps:\n      - {step}\n")
    };
    let pypi = "uses: pypa/gh-action-pypi-publish@release/v1";
    let rows: Vec<(String, &[&str])> = vec![
        (called("workflow_call", "id-token: write", pypi), &["publish-in-called-workflow Warning publish.yml:7"]),
        (
            called("workflow_call", "id-token: write", "run: npm publish --provenance"),
            &["publish-in-called-workflow Warning publish.yml:7"],
        ),
        (called("workflow_call", "contents: read", pypi), &[]),
        (called("workflow_dispatch", "id-token: write", pypi), &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(found(&[("release.yml", RELEASE), ("publish.yml", &text)], json!({})), expected, "{text}");
    }
}

#[test]
fn rules_and_checks() {
    let both = release("contents: write", "contents: write\n  pull-requests: write");
    let ci = |on: &str| format!("on:\n  {on}\njobs:\n  test:\n    steps: []\n");
    let checks = json!({ "rules": [{ "kind": "required_status_checks", "checks": ["test"] }] });
    let waiting = "checks-wait-for-approval Warning";
    let rows: Vec<(String, Value, Vec<&str>)> = vec![
        (ci("pull_request:"), checks.clone(), vec![waiting]),
        (ci("push:"), checks.clone(), vec!["check-never-runs Error ci.yml:4", waiting]),
        (ci("pull_request:\n    paths: ['src/**']"), checks.clone(), vec!["check-never-runs Error ci.yml:3", waiting]),
        (ci("pull_request:\n    paths: ['*.json']"), checks.clone(), vec![waiting]),
        // A check that nobody here makes is somebody's app.
        (
            ci("push:"),
            json!({ "rules": [{ "kind": "required_status_checks", "checks": ["elsewhere"] }] }),
            vec![waiting],
        ),
        (
            ci("push:"),
            json!({ "protection": { "protected": true, "checks": ["test"] } }),
            vec!["check-never-runs Error ci.yml:4", waiting],
        ),
        (ci("pull_request:"), ruled("merge_queue"), vec!["queue-without-checks Error"]),
        (ci("merge_group:"), ruled("merge_queue"), vec![]),
        (ci("push:"), ruled("required_signatures"), vec!["signatures-required Error"]),
        (ci("push:"), json!({ "tagRules": [{ "kind": "creation" }] }), vec!["tag-rule Error"]),
        (ci("push:"), json!({ "bumpRules": [{ "kind": "creation" }] }), vec![]),
        (
            ci("push:"),
            json!({ "rules": [{ "kind": "pull_request" }], "bumpRules": [{ "kind": "creation" }] }),
            vec!["bump-branch-rule Error"],
        ),
        (ci("push:"), json!({ "settings": { "push": false } }), vec!["token-may-not-push Error"]),
        (
            ci("push:"),
            json!({ "settings": { "push": true, "deleteBranchOnMerge": false, "workflowsOpenPulls": false } }),
            vec!["merged-branches-stay Note"],
        ),
        (
            ci("push:"),
            json!({ "rules": [{ "kind": "pull_request" }], "settings": { "workflowsOpenPulls": false } }),
            vec!["pull-requests-forbidden Error"],
        ),
        (ci("push:"), json!({ "shallow": true }), vec!["shallow-clone Note"]),
        (
            ci("push:"),
            json!({ "latest": "2026-02-01T00:00:00Z", "drafts": [
                { "tag": "v1.0.0", "created": "2026-01-01T00:00:00Z", "url": "https://example.com/1" },
                { "tag": "v1.3.0", "created": "2026-03-01T00:00:00Z", "url": "https://example.com/2" },
            ] }),
            vec!["stale-draft Warning"],
        ),
        (
            ci("push:"),
            json!({ "outlook": { "error": { "code": "no-manifest", "message": "no file says a version", "nextSteps": ["write one"] } } }),
            vec!["release-fails Error"],
        ),
    ];
    for (text, more, expected) in rows {
        assert_eq!(found(&[("release.yml", &both), ("ci.yml", &text)], more.clone()), expected, "{text}\n{more}");
    }
}

#[test]
fn which_way_it_would_go() {
    let way = |more: Value| {
        let Diagnosis { way, why, fails, .. } = diagnose(&checkup(&[("release.yml", RELEASE)], more));
        (json!(way).as_str().unwrap().to_string(), why, fails)
    };
    let rows = [
        (json!({}), "direct", "no rule keeps a push", false),
        (json!({ "rules": null }), "direct", "were not looked at", false),
        (ruled("pull_request"), "pull-request", "a rule `pull_request` binds `main`", true),
        (json!({ "mode": "pull-request" }), "pull-request", "asked for", true),
        (json!({ "protection": { "protected": true } }), "direct", "only an administrator sees", false),
        (json!({ "outlook": { "why": "nothing is new" } }), "none", "nothing is new", false),
        (json!({ "outlook": { "version": "1.2.4", "tag": "v1.2.4" } }), "tag", "only tagged", false),
        (
            json!({ "outlook": { "error": { "code": "x", "message": "it is so", "nextSteps": ["y"] } } }),
            "fails",
            "it is so",
            true,
        ),
    ];
    for (more, expected, because, failing) in rows {
        let (way, why, fails) = way(more.clone());
        assert_eq!((way.as_str(), fails), (expected, failing), "{more}");
        assert!(why.contains(because), "{why}");
    }
}

#[test]
fn a_workflow_that_fits_has_nothing_to_complain_of() {
    let publish = "on:\n  push:\n    tags: ['v*']\n  workflow_dispatch:\njobs: {}\n";
    let rows = [
        (vec![], json!({}), "contents: write"),
        (vec![], ruled("pull_request"), "pull-requests: write"),
        (vec![("publish.yml", publish)], json!({}), "dispatch-workflow: publish.yml"),
        (vec![("it's.yml", publish)], json!({}), "dispatch-workflow: 'it''s.yml'"),
        (vec![], json!({ "branch": "on" }), "branches: ['on']"),
        (vec![], json!({ "branch": "it's: # {}" }), "branches: ['it''s: # {}']"),
    ];
    for (workflows, more, expected) in rows {
        let written = starter(&checkup(&workflows, more.clone()));
        assert!(written.text.contains(expected), "{}", written.text);
        let mut all = workflows.clone();
        let name = written.path.rsplit('/').next().unwrap();
        all.push((name, &written.text));
        assert_eq!(found(&all, more.clone()), Vec::<String>::new(), "{more}\n{}", written.text);
    }
}

/// A workflow of that name stays; a second one that releases is not proposed.
#[test]
fn where_the_workflow_is_written() {
    let publish = "on:\n  push:\n    tags: ['v*']\njobs: {}\n";
    let written = |workflows: &[(&str, &str)]| {
        let made = starter(&checkup(workflows, json!({})));
        (made.path, made.text.lines().next().unwrap().to_string(), made.why.iter().any(|why| why.contains("beside it")))
    };
    let usual = (".github/workflows/release.yml".to_string(), "name: release".to_string(), false);
    assert_eq!(written(&[]), usual);
    assert_eq!(written(&[("publish.yml", publish)]), usual);
    assert_eq!(written(&[("release.yml", RELEASE)]), usual);
    assert_eq!(written(&[("release.yml", publish), ("other.yml", RELEASE)]), usual);
    let other = (".github/workflows/version-first.yml".to_string(), "name: version-first".to_string(), true);
    assert_eq!(written(&[("release.yml", publish)]), other);
}

proptest! {
    /// Whatever a workflow holds: a diagnosis, and no panic.
    #[test]
    fn any_text_is_a_workflow_or_none(text in "(on|jobs|permissions|steps|uses|push|tags|release|run|with|[a-z*!\\[\\]+?]{0,4}|[:{}\\[\\]\\- \n&*']){0,60}") {
        let publish = format!("on:\n  push:\n    tags: {text}\njobs: {{}}\n");
        diagnose(&checkup(&[("release.yml", &text), ("publish.yml", &publish)], json!({})));
    }
}
