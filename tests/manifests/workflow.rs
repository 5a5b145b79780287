//! Which workflows a pushed tag starts.

use version_first::workflow::runs_on_tag_push;

#[test]
fn a_table_of_triggers() {
    let cases = [
        // Scalars and lists.
        ("on: push\njobs: {}", true),
        ("on: pull_request\njobs: {}", false),
        ("on: [push, pull_request]", true),
        ("on: [pull_request, workflow_dispatch]", false),
        ("on:\n  - push\n", true),
        ("on:\n- release\n- create\n", false),
        // The word, however it is quoted; nothing below another key counts.
        ("\"on\": push", true),
        ("'on': release", false),
        ("name: x\nenv:\n  on: push\non: release\n", false),
        ("jobs:\n  a:\n    steps: [{run: 'on: push'}]\non: {schedule: [{cron: '0 0 * * *'}]}\n", false),
        ("\u{feff}on: release\r\njobs: {}\r\n", false),
        // Filters.
        ("on:\n  push:\n", true),
        ("on:\n  push: {}\n", true),
        ("on:\n  push:\n    branches: [main]\n", false),
        ("on:\n  push:\n    branches-ignore:\n      - x\n", false),
        ("on:\n  push:\n    branches: [main]\n    paths: ['src/**']\n", false),
        ("on:\n  push:\n    paths: ['src/**']\n", true),
        ("on:\n  push:\n    paths-ignore: ['docs/**']\n", true),
        ("on:\n  push:\n    tags: ['v*']\n", true),
        ("on:\n  push:\n    tags-ignore: ['v*']\n", true),
        ("on:\n  push:\n    branches: [main]\n    tags: ['v*']\n", true),
        ("on: {push: {branches: [main]}, pull_request: {branches: [main]}}", false),
        ("on:\n  pull_request:\n  push:\n    branches: [main]\n  release:\n    types: [published]\n", false),
        ("on:\n  pull_request:\n    tags: ['v*']\n", false),
        ("on:\n  workflow_call:\n    inputs:\n      push: {type: string}\n", false),
        // Anchors and aliases: what cannot be judged here counts as yes; what does not matter stays a no.
        ("x: &p {branches: [main]}\non:\n  push: *p\n", true),
        ("x: &b [main]\non:\n  push:\n    branches: *b\n", false),
        ("x: &t push\non: *t\n", true),
        ("x: &t push\non: [*t]\n", true),
        ("x: &m {push: {}}\non:\n  <<: *m\n  release:\n", true),
        ("on:\n  push: &p\n    branches: [main]\n  pull_request: *p\n", false),
        ("? [on]\n: push\non: release\n", false),
        // Not to be read: yes.
        ("", true),
        ("name: x\n", true),
        ("- on: release\n", true),
        ("on: release\n  bad: [", true),
        ("on: release\njobs: {", true),
        ("on: *nowhere\n", true),
        ("\u{0}", true),
    ];
    for (text, wanted) in cases {
        assert_eq!(runs_on_tag_push(text), wanted, "{text}");
    }
}

#[test]
fn hostile_files_end_quickly_and_count_as_yes() {
    let deep = format!("on: {}", "[".repeat(200_000));
    let indented: String = (0..900).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let huge = format!("on: release\n# {}", "x".repeat(20_000_000));
    for text in [deep, format!("on: release\nx:\n{indented}"), huge] {
        let _ = runs_on_tag_push(&text);
    }
    assert!(runs_on_tag_push(&format!("on: release\n# {}", "x".repeat(20_000_000))));
}
