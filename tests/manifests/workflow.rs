//! Which workflows a pushed tag starts.

use version_first::workflow::Server;

fn runs_on_tag_push(text: &str) -> bool {
    Server::Github.runs_on_tag_push(text)
}

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

#[test]
fn pipelines_of_other_servers() {
    let publish = "publish:\n  script: [make]\n";
    let rows: &[(&str, &str, bool)] = &[
        (".forgejo/workflows/a.yml", "on:\n  push:\n    tags: ['v*']\n", true),
        (".gitea/workflows/a.yaml", "on:\n  push:\n    branches: [main]\n", false),
        // A job without conditions runs for tags too.
        (".gitlab-ci.yml", publish, true),
        (".gitlab-ci.yml", "stages: [a]\n.hidden:\n  script: [make]\n", false),
        (".gitlab-ci.yml", "include: other.yml\n", true),
        (".gitlab-ci.yml", "publish:\n  extends: .base\n", true),
        (".gitlab-ci.yml", "publish:\n  script: [make]\n  only: [tags]\n", true),
        (".gitlab-ci.yml", "publish:\n  script: [make]\n  only: tags\n", true),
        (".gitlab-ci.yml", "publish:\n  script: [make]\n  only: {refs: [main, tags]}\n", true),
        (".gitlab-ci.yml", "publish:\n  script: [make]\n  only: ['/^v/']\n", true),
        (".gitlab-ci.yml", "test:\n  script: [make]\n  only: [main, merge_requests]\n", false),
        (".gitlab-ci.yml", "test:\n  script: [make]\n  except: [tags]\n", false),
        (".gitlab-ci.yml", "test:\n  tags: [docker]\n  script: [make]\n  except: [tags]\n", false),
        (".gitlab-ci.yml", "publish:\n  script: [make]\n  rules:\n    - if: $CI_COMMIT_TAG\n", true),
        (".gitlab-ci.yml", "publish:\n  script: [make]\n  rules:\n    - if: $CI_COMMIT_TAG =~ /^v/\n", true),
        (
            ".gitlab-ci.yml",
            "publish:\n  script: [make]\n  rules:\n    - if: $CI_COMMIT_TAG && $GO == \"1\"\n      when: manual\n",
            true,
        ),
        (
            ".gitlab-ci.yml",
            "test:\n  script: [make]\n  rules:\n    - if: $CI_COMMIT_TAG\n      when: never\n    - when: always\n",
            false,
        ),
        (
            ".gitlab-ci.yml",
            "test:\n  script: [make]\n  rules:\n    - if: $CI_COMMIT_BRANCH == \"main\"\n    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n",
            false,
        ),
        (".gitlab-ci.yml", "test:\n  script: [make]\n  rules:\n    - if: $CI_COMMIT_BRANCH || $CI_COMMIT_TAG\n", true),
        (
            ".gitlab-ci.yml",
            "test:\n  script: [make]\n  rules:\n    - changes: [docs/**]\n      when: never\n    - if: $X\n",
            true,
        ),
        (".gitlab-ci.yml", "test:\n  script: [make]\n  rules: !reference [.a, rules]\n", true),
        (
            ".gitlab-ci.yml",
            "workflow:\n  rules:\n    - if: $CI_COMMIT_TAG\n      when: never\n    - when: always\npublish:\n  script: [make]\n",
            false,
        ),
        (".gitlab-ci.yml", "workflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH\npublish:\n  script: [make]\n", false),
        (".gitlab-ci.yml", "x: [", true),
        (".woodpecker.yml", "when:\n  event: [push, tag]\nsteps: []\n", true),
        (".woodpecker.yml", "when:\n  - event: push\n  - event: tag\nsteps: []\n", true),
        (".woodpecker/publish.yaml", "when:\n  event: release\nsteps: []\n", true),
        (".woodpecker/test.yaml", "when:\n  event: [push, pull_request]\nsteps:\n  - name: a\n", false),
        (".woodpecker.yml", "when:\n  branch: main\nsteps:\n  - name: a\n", true),
        (".woodpecker.yml", "steps:\n  - name: a\n", true),
        (".woodpecker.yml", "steps:\n  - name: a\n    when: {event: push}\n", false),
        (".woodpecker.yml", "pipeline:\n  a:\n    when: {event: push}\n  b:\n    when: {event: tag}\n", true),
        ("azure-pipelines.yml", "trigger:\n  branches: {include: [main]}\n  tags: {include: ['v*']}\n", true),
        ("azure-pipelines.yml", "trigger: [main]\nsteps: []\n", false),
        ("azure-pipelines.yml", "steps: []\n", false),
        ("azure-pipelines-release.yaml", "trigger:\n  tags: {include: ['v*']}\n", true),
        (".azure-pipelines/a.yml", "trigger: none\n", false),
        ("bitbucket-pipelines.yml", "pipelines:\n  tags:\n    'v*': []\n", true),
        ("bitbucket-pipelines.yml", "pipelines:\n  default: []\n", false),
        (
            ".circleci/config.yml",
            "workflows:\n  a:\n    jobs:\n      - b:\n          filters: {tags: {only: /^v/}}\n",
            true,
        ),
        (".circleci/config.yml", "workflows:\n  a:\n    jobs: [b]\n", false),
        // They run for tags by themselves.
        (".travis.yml", "language: go\n", true),
        ("appveyor.yml", "build: off\n", true),
        (".appveyor.yml", "build: off\n", true),
        (".drone.yml", "kind: pipeline\n---\nkind: pipeline\n", true),
        (".cirrus.yml", "task: {}\n", true),
        (".semaphore/semaphore.yml", "version: v1.0\n", true),
    ];
    for (path, text, wanted) in rows {
        let server = Server::of(path).expect(path);
        assert_eq!(server.runs_on_tag_push(text), *wanted, "{path}\n{text}");
    }
    for path in
        [".github/a.yml", "sub/.gitlab-ci.yml", ".woodpecker/a.md", "woodpecker.yml", ".github/workflows/a/b.yml"]
    {
        assert_eq!(Server::of(path), None, "{path}");
    }
}
