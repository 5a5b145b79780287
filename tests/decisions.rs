//! One row, one situation: what the refs and manifests say, what is asked for, and what the plan makes of it.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects)]

use std::fmt::Write as _;

use serde_json::json;
use version_first::facts::{Facts, FirstLook, Inspected, Log, Place, Since};
use version_first::hosting::{Hosting, Kind};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{Plan, Step, plan};

const TIP: &str = "1111111111111111111111111111111111111111";
const TREE: &str = "2222222222222222222222222222222222222222";
const TAGGED: &str = "3333333333333333333333333333333333333333";
const OTHER: &str = "4444444444444444444444444444444444444444";

/// A situation. Tags are all on `TAGGED` unless a row says otherwise.
#[derive(Clone)]
struct Row {
    name: &'static str,
    branch: &'static str,
    tags: &'static [&'static str],
    /// `p` pyproject.toml, `j` package.json, `c` Cargo.toml, each followed by its version.
    manifests: &'static [&'static str],
    /// What the manifests say at the tagged commit; absent: the same as at the tip.
    tagged: Option<&'static [&'static str]>,
    same_tree: bool,
    on_branch: bool,
    log: &'static [&'static str],
    request: serde_json::Value,
    expected: &'static str,
}

fn row(
    name: &'static str,
    tags: &'static [&'static str],
    manifests: &'static [&'static str],
    expected: &'static str,
) -> Row {
    let (branch, request) = ("main", json!({}));
    let log: &[&str] = &["fix: a leak"];
    Row { name, branch, tags, manifests, tagged: None, same_tree: false, on_branch: true, log, request, expected }
}

fn asking(bump: &str, row: Row) -> Row {
    Row { request: json!({ "bump": bump }), ..row }
}

fn files(manifests: &[&str]) -> Vec<File> {
    let file = |path: &str, text: String| File { path: path.to_string(), text };
    let one = |spec: &&str| match spec.split_at(1) {
        ("p", version) => file("pyproject.toml", format!("[project]\nname = \"x\"\nversion = \"{version}\"\n")),
        ("j", version) => file("package.json", format!("{{\"version\": \"{version}\"}}\n")),
        ("c", version) => file("Cargo.toml", format!("[package]\nname = \"x\"\nversion = \"{version}\"\n")),
        ("w", text) => file(".github/workflows/publish.yml", text.to_string()),
        other => panic!("{other:?}"),
    };
    manifests.iter().map(one).collect()
}

fn decided(row: &Row) -> Plan {
    let mut refs = format!("ref: refs/heads/{0}\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/{0}\n", row.branch);
    for tag in row.tags {
        writeln!(refs, "{TAGGED}\trefs/tags/{tag}").unwrap();
    }
    let mut request = row.request.clone();
    if request.get("run").is_none() {
        request["run"] = json!({"id": "7", "attempt": "1"});
    }
    let request: Request = serde_json::from_value(request).unwrap();
    let tree = if row.same_tree { TREE } else { OTHER };
    let tagged = Inspected {
        oid: TAGGED.to_string(),
        tree: tree.to_string(),
        files: files(row.tagged.unwrap_or(row.manifests)),
        on_branch: Some(row.on_branch),
        changed: None,
    };
    let log: String = row.log.iter().map(|message| format!("{OTHER}\nAda\n{message}\0")).collect();
    let places = vec![Place { oid: TAGGED.to_string(), on_branch: row.on_branch, searched: true, ..Place::default() }];
    let past = Some(Vec::new());
    let files = files(row.manifests);
    let first_look = FirstLook { refs, files, places, past, ..FirstLook::default() };
    // Where the facts cannot be worked with, nothing is wanted.
    let wanted = version_first::wants(&request, &first_look).map(|wants| wants.logs).unwrap_or_default();
    let newer = |of: &Since| of.newer.is_some().then(|| format!("{OTHER}\n"));
    let FirstLook { refs, files, places, past, .. } = first_look;
    let facts = Facts {
        refs,
        tree: TREE.to_string(),
        files,
        logs: wanted.into_iter().map(|of| Log { newer: newer(&of), log: log.clone(), of }).collect(),
        commits: vec![tagged],
        places,
        past,
        ..Facts::default()
    };
    plan(&request, Some(facts))
}

/// The decision in a few words.
fn words(plan: &Plan) -> String {
    if let Some(report) = &plan.result {
        return match (&report.error, &report.why) {
            (Some(error), _) => format!("error {}", error.code),
            (None, why) => format!("nothing: {}", why.clone().unwrap_or_default()),
        };
    }
    let proposal = &plan.proposal.as_ref().unwrap().releases.first;
    match plan.step.as_ref().unwrap() {
        Step::History { .. } => format!("trace {}", proposal.version),
        Step::Tag { target, .. } if target == TIP => format!("tag the tip {}", proposal.version),
        Step::Commit { message, .. } => {
            let marker = if message.lines().next().unwrap().ends_with(" [skip ci]") { "" } else { " unmarked" };
            let bump = proposal.bump.clone().map(|bump| format!(" {bump}")).unwrap_or_default();
            format!("release {}{bump}{marker}", proposal.version)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_situation() {
    let rows = [
        // PROTOCOL 4: no tag at all
        row("first release, as it is", &[], &["p0.1.0"], "tag the tip 0.1.0"),
        asking("minor", row("first release, relative bump", &[], &["p0.1.0"], "tag the tip 0.1.0")),
        asking("0.1.0", row("first release, that very version", &[], &["p0.1.0"], "tag the tip 0.1.0")),
        asking("1.0.0", row("first release, another version", &[], &["p0.1.0"], "release 1.0.0")),
        row("first release, placeholder", &[], &["j0.0.0"], "release 0.0.1 patch"),
        Row {
            log: &["feat: begin"],
            ..row("first release, placeholder and feat", &[], &["j0.0.0"], "release 0.1.0 minor")
        },
        row("first release, development version", &[], &["p1.3.0.dev4"], "release 1.3.0"),
        row("first release, prerelease", &[], &["j1.0.0-rc.1"], "tag the tip 1.0.0-rc.1"),
        row("first release, disagreeing", &[], &["p0.1.0", "j0.2.0"], "error manifests-disagree"),
        row("what is no version counts for nothing", &["nightly", "v1", "v1.x"], &["p0.1.0"], "tag the tip 0.1.0"),
        row("the spelling is learnt", &["nightly", "v1", "release-0.1.0"], &["p0.1.0"], "release 0.1.1 patch"),
        // PROTOCOL 5: behind, equal
        row("behind the tag", &["v0.2.334"], &["p0.2.328"], "release 0.2.335 patch"),
        Row { log: &[], ..row("behind, no commit to read", &["v0.2.334"], &["p0.2.328"], "release 0.2.335 patch") },
        Row {
            same_tree: true,
            ..row(
                "behind, same tree",
                &["v0.2.334"],
                &["p0.2.328"],
                "nothing: nothing that was pushed to `main` is new since `v0.2.334`",
            )
        },
        Row {
            same_tree: true,
            log: &[],
            request: json!({"force": true}),
            ..row("behind, same tree, forced", &["v0.2.334"], &["p0.2.328"], "release 0.2.335 patch")
        },
        Row {
            same_tree: true,
            log: &["chore: grown up\n\nRelease-As: 2.0.0"],
            ..row("a commit without a change that names a version", &["v1.0.0"], &["p1.0.0"], "release 2.0.0")
        },
        row("equal, something new", &["v1.0.0"], &["p1.0.0"], "release 1.0.1 patch"),
        Row {
            same_tree: true,
            ..row(
                "equal, same tree",
                &["v1.0.0"],
                &["p1.0.0"],
                "nothing: nothing that was pushed to `main` is new since `v1.0.0`",
            )
        },
        Row {
            same_tree: true,
            ..asking(
                "minor",
                row(
                    "minor, same tree",
                    &["v1.0.0"],
                    &["p1.0.0"],
                    "nothing: nothing that was pushed to `main` is new since `v1.0.0`",
                ),
            )
        },
        Row {
            same_tree: true,
            request: json!({"bump": "minor", "force": true}),
            ..row("minor, same tree, forced", &["v1.0.0"], &["p1.0.0"], "release 1.1.0 minor")
        },
        Row { same_tree: true, ..asking("1.4.0", row("exact, same tree", &["v1.0.0"], &["p1.0.0"], "release 1.4.0")) },
        Row {
            request: json!({"defaultBump": "none"}),
            ..row("nothing asks", &["v1.0.0"], &["p1.0.0"], "nothing: no commit since `v1.0.0` asks for a release")
        },
        Row { log: &["feat!: drop"], ..row("breaking below 1.0", &["v0.4.1"], &["p0.4.1"], "release 0.5.0 minor") },
        Row { log: &["feat!: drop"], ..row("breaking", &["v1.4.1"], &["p1.4.1"], "release 2.0.0 major") },
        Row {
            log: &["fix: a", "feat: b", "chore: c"],
            ..row("the highest wins", &["v1.4.1"], &["p1.4.1"], "release 1.5.0 minor")
        },
        // Four numbers
        row("a fourth number", &["v1.2.3.4"], &["p1.2.3.4"], "error invalid-bump"),
        row("a fourth number that counts nothing", &["v1.2.3.0"], &["p1.2.3.0"], "release 1.2.4 patch"),
        asking(
            "patch",
            row("a fourth number, and a bump by name", &["v1.2.3.4"], &["p1.2.3.4"], "release 1.2.4 patch"),
        ),
        asking("1.2.3.5", row("a fourth number, by name", &["v1.2.3.4"], &["p1.2.3.4"], "release 1.2.3.5")),
        // PROTOCOL 3: by version, within the line
        row("by version, not by name", &["v1.9.0", "v1.10.0"], &["p1.10.0"], "release 1.10.1 patch"),
        row("zero-padded history", &["v0.3.009", "v0.4.008"], &["p0.4.8"], "release 0.4.9 patch"),
        row("zero-padded history, SemVer", &["v0.3.009", "v0.4.008"], &["j0.4.8"], "release 0.4.9 patch"),
        row("one version, two spellings", &["v0.3.5", "v0.3.005"], &["p0.3.5"], "release 0.3.6 patch"),
        Row {
            branch: "1.x",
            ..row("a line sees its own tags", &["v1.9.0", "v2.3.0"], &["j1.9.0"], "release 1.9.1 patch")
        },
        Row {
            branch: "1.x",
            ..asking("major", row("a line is not left", &["v1.9.0"], &["j1.9.0"], "error leaves-line"))
        },
        Row { branch: "1.x", ..row("a line is not left by hand", &["v1.9.0"], &["j2.0.0"], "error leaves-line") },
        row("the newest is a prerelease", &["v1.0.0", "v2.0.0-rc.1"], &["j1.0.0"], "release 2.0.0 patch"),
        // PROTOCOL 6: ahead
        row("ahead of every tag", &["v1.0.0"], &["p1.1.0"], "trace 1.1.0"),
        asking("minor", row("ahead, whatever is asked", &["v1.0.0"], &["p1.1.0"], "trace 1.1.0")),
        row("a development version ahead", &["v1.0.0"], &["p1.4.0.dev0"], "release 1.4.0 patch"),
        asking(
            "major",
            row("a development version below the bump", &["v1.0.0"], &["p1.4.0.dev0"], "release 2.0.0 major"),
        ),
        // PROTOCOL 7: disagreeing
        row("disagreeing, none ahead", &["v1.1.0"], &["p1.1.0", "j1.0.0"], "release 1.1.1 patch"),
        Row {
            same_tree: true,
            ..row(
                "disagreeing, same tree",
                &["v1.1.0"],
                &["p1.1.0", "j1.0.0"],
                "nothing: nothing that was pushed to `main` is new since `v1.1.0`",
            )
        },
        row("disagreeing, one ahead", &["v1.1.0"], &["p1.2.0", "j1.1.0"], "error manifests-disagree"),
        // PROTOCOL 8: exact versions
        asking(
            "1.1.0",
            row("exact, rightly tagged", &["v1.1.0"], &["p1.1.0"], "nothing: `v1.1.0` is already released"),
        ),
        Row {
            on_branch: false,
            ..asking("1.1.0", row("exact, tagged elsewhere", &["v1.1.0"], &["p1.1.0"], "error tag-taken"))
        },
        Row {
            tagged: Some(&["p1.0.9"]),
            ..asking("1.1.0", row("exact, tagged wrongly", &["v1.1.0"], &["p1.0.9"], "error tag-taken"))
        },
        asking("1.0.5", row("exact, not greater", &["v1.1.0"], &["p1.1.0"], "error version-not-greater")),
        asking("v1.2.0", row("exact, with a v", &["v1.1.0"], &["p1.1.0"], "release 1.2.0")),
        asking("1.3.0rc1", row("exact, Python's prerelease", &["v1.1.0"], &["p1.1.0"], "release 1.3.0rc1")),
        asking("1.3.0rc1", row("exact, no SemVer", &["v1.1.0"], &["j1.1.0"], "error invalid-version")),
        // the request itself
        asking("huge", row("no bump at all", &["v1.0.0"], &["p1.0.0"], "error invalid-bump")),
        Row {
            request: json!({"tagFormat": "v"}),
            ..row("a format without a version", &[], &["p1.0.0"], "error invalid-tag-format")
        },
        Row {
            request: json!({"tagFormat": "{name}-v{version}"}),
            ..row(
                "a format with the package's name",
                &["x-v1.0.0", "y-v3.0.0", "v2.0.0"],
                &["p1.0.0"],
                "release 1.0.1 patch",
            )
        },
        Row {
            request: json!({"tagFormat": "{name}-v{version}"}),
            ..row("a format with a name that nobody says", &[], &["j1.0.0"], "error invalid-tag-format")
        },
        Row { request: json!({"branch": "a..b"}), ..row("no branch name", &[], &["p1.0.0"], "error invalid-ref-name") },
        Row { request: json!({"branch": "gone"}), ..row("no such branch", &[], &["p1.0.0"], "error branch-not-found") },
        Row {
            request: json!({"commitMessage": "\nx"}),
            ..row("no subject", &[], &["p1.0.0"], "error invalid-commit-message")
        },
        row("no manifest, no tag", &[], &[], "error no-manifest"),
        row("no manifest, but tags", &["v1.0.0"], &[], "tag the tip 1.0.1"),
        // [skip ci]
        row(
            "a workflow waits for the tag",
            &["v1.0.0"],
            &["p1.0.0", "won:\n  push:\n    tags: ['v*']\n"],
            "release 1.0.1 patch unmarked",
        ),
        row(
            "no workflow waits",
            &["v1.0.0"],
            &["p1.0.0", "won:\n  push:\n    branches: [main]\n"],
            "release 1.0.1 patch",
        ),
        Row {
            request: json!({"skipCi": "always"}),
            ..row("marked all the same", &["v1.0.0"], &["p1.0.0", "won: push\n"], "release 1.0.1 patch")
        },
        Row {
            request: json!({"skipCi": "never"}),
            ..row("never marked", &["v1.0.0"], &["p1.0.0"], "release 1.0.1 patch unmarked")
        },
        // each file in its own grammar
        row("two grammars", &["v1.0.0"], &["p1.0.0", "j1.0.0", "c1.0.0"], "release 1.0.1 patch"),
    ];
    all(&rows);
}

fn all(rows: &[Row]) {
    for row in rows {
        let plan = decided(row);
        assert_eq!(words(&plan), row.expected, "{}: {:?}", row.name, plan.result);
        if let Some(error) = plan.result.and_then(|report| report.error) {
            assert!(
                !error.message.ends_with('.') && !error.message.starts_with(char::is_uppercase),
                "{}",
                error.message
            );
        }
    }
}

const NONE_NEW: &str = "nothing: nothing that was pushed to `main` is new since `v1.3.0`";
const NO_PRERELEASE: &str = "nothing: `1.3.0` is no prerelease: nothing leads to its release";

#[test]
fn prereleases() {
    let promoted = asking("release", row("promoted", &["v1.3.0-rc.2"], &["j1.3.0-rc.2"], "release 1.3.0 release"));
    let by = |request: serde_json::Value, row: Row| Row { request, ..row };
    all(&[
        promoted.clone(),
        Row { same_tree: true, name: "promoted, nothing new", ..promoted.clone() },
        Row { same_tree: true, log: &[], request: json!({"bump": "1.3.0"}), expected: "release 1.3.0", ..promoted },
        asking("release", row("nothing to promote", &["v1.3.0"], &["j1.3.0"], NO_PRERELEASE)),
        Row {
            same_tree: true,
            ..asking("release", row("nothing to promote, nothing new", &["v1.3.0"], &["j1.3.0"], NONE_NEW))
        },
        asking(
            "release",
            row(
                "no placeholder is promoted",
                &[],
                &["j0.0.0"],
                "nothing: `0.0.0` is no prerelease: nothing leads to its release",
            ),
        ),
        asking("release", row("a landed prerelease first", &["v1.2.0"], &["j1.3.0-rc.1"], "trace 1.3.0-rc.1")),
        asking("release", row("a development version", &["v1.2.0"], &["p1.4.0.dev2"], "release 1.4.0 release")),
        asking("prerelease", row("the first, called rc", &["v1.2.0"], &["j1.2.0"], "release 1.2.1-rc.1 prerelease")),
        asking("preminor", row("the first of a minor", &["v1.2.0"], &["p1.2.0"], "release 1.3.0rc1 preminor")),
        asking(
            "prerelease",
            row("it keeps its name", &["v1.3.0-beta.1"], &["j1.3.0-beta.1"], "release 1.3.0-beta.2 prerelease"),
        ),
        by(
            json!({"bump": "prerelease", "identifier": "rc"}),
            row("or gets another", &["v1.3.0-beta.1"], &["j1.3.0-beta.1"], "release 1.3.0-rc.1 prerelease"),
        ),
        by(
            json!({"bump": "premajor", "identifier": "beta", "identifierBase": "0"}),
            row("from 0", &["v1.2.0"], &["j1.2.0"], "release 2.0.0-beta.0 premajor"),
        ),
        by(
            json!({"bump": "premajor", "identifierBase": false}),
            row("without a number", &["v1.2.0"], &["j1.2.0"], "release 2.0.0-rc premajor"),
        ),
        by(
            json!({"bump": "prerelease", "identifier": "ß"}),
            row("no identifier", &["v1.2.0"], &["j1.2.0"], "error invalid-identifier"),
        ),
        asking("post", row("Python's own", &["v1.2.0"], &["p1.2.0"], "release 1.2.0.post1 post")),
        asking("post", row("Python's own, not in SemVer", &["v1.2.0"], &["j1.2.0"], "error invalid-bump")),
    ]);
}

#[test]
fn prerelease_branches() {
    let on =
        |branch: &'static str, row: Row| Row { branch, request: json!({"prereleaseBranches": "beta next=rc"}), ..row };
    let (feat, fix): (&[&str], &[&str]) = (&["feat: a"], &["fix: a"]);
    let asked = |branch: &'static str, bump: &str, row: Row| Row {
        request: json!({"prereleaseBranches": "beta next=rc", "bump": bump}),
        branch,
        ..row
    };
    all(&[
        Row { log: feat, ..on("beta", row("it begins", &["v1.2.0"], &["j1.2.0"], "release 1.3.0-beta.1 preminor")) },
        Row {
            log: feat,
            ..on(
                "beta",
                row("it goes on", &["v1.2.0", "v1.3.0-beta.1"], &["j1.3.0-beta.1"], "release 1.3.0-beta.2 prerelease"),
            )
        },
        Row {
            log: &["feat!: a"],
            ..on("beta", row("it grows", &["v1.3.0-beta.1"], &["j1.3.0-beta.1"], "release 2.0.0-beta.1 premajor"))
        },
        Row {
            log: fix,
            ..on("next", row("another name", &["v1.2.0", "v1.3.0-beta.1"], &["p1.2.0"], "release 1.2.1rc1 prepatch"))
        },
        Row {
            log: fix,
            ..on(
                "main",
                row("a fix of what is released", &["v1.2.0", "v1.3.0-beta.1"], &["j1.2.0"], "release 1.2.1 patch"),
            )
        },
        Row {
            log: fix,
            ..on(
                "main",
                row("merged: its release", &["v1.2.0", "v1.3.0-beta.1"], &["j1.3.0-beta.1"], "release 1.3.0 patch"),
            )
        },
        Row { log: fix, ..on("main", row("merged untagged", &["v1.2.0"], &["j1.3.0-beta.1"], "release 1.3.0 patch")) },
        Row {
            log: fix,
            ..on("next", row("merged into another", &["v1.2.0"], &["j1.3.0-beta.1"], "release 1.3.0-rc.1 prepatch"))
        },
        asked(
            "main",
            "release",
            row("promoted on main", &["v1.2.0", "v1.3.0-beta.1"], &["j1.3.0-beta.1"], "release 1.3.0 release"),
        ),
        asked("main", "1.3.0-beta.2", row("not here", &["v1.2.0"], &["j1.2.0"], "error leaves-line")),
        asked("beta", "1.3.0-beta.7", row("but here", &["v1.2.0"], &["j1.2.0"], "release 1.3.0-beta.7")),
        asked("beta", "minor", row("whatever is asked", &["v1.2.0"], &["j1.2.0"], "release 1.3.0-beta.1 preminor")),
        Row {
            log: &["a\n\nRelease-As: 2.0.0"],
            ..on("beta", row("what a footer asks for", &["v1.2.0"], &["j1.2.0"], "release 2.0.0-beta.1"))
        },
        Row {
            log: &["a\n\nRelease-As: 2.0.0"],
            ..on("beta", row("and again", &["v2.0.0-beta.1"], &["j2.0.0-beta.1"], "release 2.0.0-beta.2"))
        },
        on("beta", row("a development version", &["v1.2.0"], &["p1.4.0.dev1"], "release 1.4.0b1 prepatch")),
        on("beta", row("a first release as it is", &[], &["j0.1.0"], "tag the tip 0.1.0")),
        Row { log: feat, ..on("beta", row("a placeholder", &[], &["j0.0.0"], "release 0.1.0-beta.1 preminor")) },
        Row {
            request: json!({"prereleaseBranches": "beta=b_c"}),
            ..row("no such list", &["v1.2.0"], &["j1.2.0"], "error invalid-prerelease-branches")
        },
    ]);
}

#[test]
fn calendars() {
    let by = |format: &str, row: Row| Row {
        request: json!({"calverFormat": format, "scheme": "calver", "date": "2026-02-03"}),
        ..row
    };
    all(&[
        by("YYYY.MM.MICRO", row("a new month", &["v2026.1.4"], &["p2026.1.4"], "release 2026.2.0 patch")),
        by("YYYY.MM.MICRO", row("the same month", &["v2026.2.0"], &["j2026.2.0"], "release 2026.2.1 patch")),
        by("YY.0M.MICRO", row("padded", &["v26.01.4"], &["p26.1.4"], "release 26.2.0 patch")),
        by("YY.0M.MICRO", row("padded, landed", &["v26.02.4"], &["p26.2.4"], "release 26.2.5 patch")),
        by("YYYY.0M.0D.MICRO", row("four numbers", &["v2026.02.03.0"], &["p2026.2.3.0"], "release 2026.2.3.1 patch")),
        by(
            "YYYY.0M.0D.MICRO",
            row("no four in SemVer", &["v2026.2.3"], &["j2026.2.3"], "error version-not-expressible"),
        ),
        by("MM.DD", row("no year", &["v2026.1.4"], &["p2026.1.4"], "error invalid-calver-format")),
        Row {
            request: json!({"scheme": "calver"}),
            ..row("no format", &[], &["p1.0.0"], "error invalid-calver-format")
        },
        Row {
            request: json!({"calverFormat": "YYYY.MM.MICRO", "scheme": "semver", "date": "2026-02-03"}),
            ..row("two schemes", &[], &["j1.0.0"], "error invalid-calver-format")
        },
        Row {
            request: json!({"calverFormat": "YYYY.MM.MICRO", "date": "soon"}),
            ..row("no day", &[], &["p1.0.0"], "error invalid-date")
        },
    ]);
    let padded = decided(&by("YY.0M.MICRO", row("", &["v26.01.4"], &["p26.1.4"], "")));
    assert_eq!(padded.proposal.unwrap().releases.first.tag, "v26.02.0");
    let exact = Row {
        request: json!({"calverFormat": "YY.0M.MICRO", "date": "2026-02-03", "bump": "26.02.4"}),
        ..row("", &["v26.02.4"], &["p26.2.4"], "nothing: `v26.02.4` is already released")
    };
    all(&[exact]);
}

#[test]
fn what_commits_ask_for() {
    let by = |request: serde_json::Value, log: &'static [&'static str], row: Row| Row { request, log, ..row };
    let none = "nothing: no commit since `v1.0.0` asks for a release";
    let table = json!({"bumpTypes": {"docs": "none", "perf": "minor"}});
    all(&[
        by(table.clone(), &["docs: a"], row("only what asks for nothing", &["v1.0.0"], &["j1.0.0"], none)),
        by(table.clone(), &["docs: a", "perf: b"], row("the table", &["v1.0.0"], &["j1.0.0"], "release 1.1.0 minor")),
        by(table, &["docs: a"], row("yet there is something to cure", &["v1.0.0"], &["j0.9.0"], "release 1.0.1 patch")),
        by(
            json!({"belowOne": "major"}),
            &["feat!: a"],
            row("no rule below 1.0", &["v0.4.0"], &["j0.4.0"], "release 1.0.0 major"),
        ),
        by(
            json!({"belowOne": "patch"}),
            &["feat: a"],
            row("a feature below 1.0", &["v0.4.0"], &["j0.4.0"], "release 0.4.1 patch"),
        ),
        by(
            json!({}),
            &["a\n\nRelease-As: 3.0.0", "feat: b"],
            row("a footer's version", &["v1.0.0"], &["j1.0.0"], "release 3.0.0"),
        ),
        by(
            json!({"bump": "patch"}),
            &["a\n\nRelease-As: 3.0.0"],
            row("who asks counts more", &["v1.0.0"], &["j1.0.0"], "release 1.0.1 patch"),
        ),
        by(json!({}), &["Merge branch 'x'"], row("only a merge", &["v1.0.0"], &["j1.0.0"], none)),
    ]);
}

/// A decision that costs the square of what it looks at would take minutes here; a busy machine takes a second.
#[test]
fn a_long_history_is_decided_in_milliseconds() {
    let mut refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n");
    for number in 0..10_000 {
        writeln!(refs, "{number:040x}\trefs/tags/v1.{}.{}", number / 100, number % 100).unwrap();
        writeln!(refs, "{:040x}\trefs/tags/v1.{}.{}^{{}}", number + 20_000, number / 100, number % 100).unwrap();
    }
    let mut log = String::new();
    for number in (0..50_000).rev() {
        let message = match number % 5 {
            0 => format!("fix(core): part {number} (#{number})\n\nwhy it was wrong\n\nRefs: #1\n"),
            1 => format!(
                "Revert \"fix(core): part {} (#{})\"\n\nThis reverts commit {:040x}.\n",
                number - 1,
                number - 1,
                number - 1
            ),
            2 => format!("Merge pull request #{number} from a/b\n\nfix: x\n"),
            3 => format!("Doors (#{number})\n\n* fix: hinge\n\n* docs: bell\n"),
            _ => "whatever it was\n".to_string(),
        };
        write!(log, "{number:040x} {TIP}\nAda\n{message}\0").unwrap();
    }
    let request: Request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    let newest = Place { oid: format!("{:040x}", 29_999), on_branch: true, ..Place::default() };
    let facts = Facts {
        refs,
        tree: TREE.to_string(),
        files: files(&["j1.99.99"]),
        logs: vec![Log { of: Since { since: Some(newest.oid.clone()), ..Since::default() }, log, newer: None }],
        places: vec![newest],
        ..Facts::default()
    };
    let started = std::time::Instant::now();
    let plan = plan(&request, Some(facts));
    let took = started.elapsed();
    println!("10,000 tags and 50,000 commits in {took:?}");
    let proposal = plan.proposal.unwrap().releases.first;
    assert_eq!((proposal.version.as_str(), proposal.reasons.len()), ("1.99.100", 50_000));
    assert_eq!(proposal.reasons.iter().filter(|reason| reason.why.starts_with("reverted by")).count(), 10_000);
    assert!(took.as_millis() < 3_000, "{took:?}");
}

#[test]
fn odd_tags_are_spoken_of() {
    let plan = decided(&row("", &["v1", "v1.0.0", "v1.0", "v01.0.0", "v7", "v1.x"], &["p1.0.0"], ""));
    assert_eq!(
        plan.remarks,
        [
            "tags that say a version a second time do not count: `v01.0.0` is `v1.0.0`",
            "tags of one number are taken for tags that move, not for versions: `v7`",
            "tags that look like versions and are none do not count: `v1.x`",
        ]
    );
}

#[test]
fn every_refused_request_says_what_next() {
    for bump in ["huge", "1.0.5"] {
        let plan = decided(&asking(bump, row("", &["v1.1.0"], &["p1.1.0"], "")));
        let error = plan.result.unwrap().error.unwrap();
        assert!(error.message.contains('`') || !error.next_steps.is_empty(), "{error:?}");
    }
}

#[test]
fn a_prerelease_is_written_in_each_grammar() {
    let mut mixed = asking("1.3.0-rc.1", row("", &["v1.0.0"], &["p1.0.0", "j1.0.0"], ""));
    mixed.log = &[];
    let plan = decided(&mixed);
    let Some(Step::Commit { files, tags, .. }) = plan.step else { panic!("{:?}", plan.result) };
    assert!(files[0].text.contains("\"1.3.0rc1\""), "{}", files[0].text);
    assert!(files[1].text.contains("\"1.3.0-rc.1\""), "{}", files[1].text);
    assert_eq!(tags[0].name, "v1.3.0-rc.1");
}

#[test]
fn a_first_release_says_that_no_bump_is_applied() {
    for (manifests, version) in [(["p0.1.0"].as_slice(), "0.1.0"), (&["p1.3.0.dev4"], "1.3.0")] {
        let plan = decided(&asking("minor", row("first release, relative bump", &[], manifests, "")));
        let said = format!("`--bump minor` is not applied: the first release is what the manifests say, {version}");
        assert_eq!(plan.remarks, [said]);
    }
}

#[test]
fn remarks_tell_what_was_wrong_before() {
    let plan = decided(&Row { tagged: Some(&["p0.2.328"]), ..row("", &["v0.2.334"], &["p0.2.328"], "") });
    assert_eq!(
        plan.remarks,
        [
            "`v0.2.334` names a commit whose manifests do not say 0.2.334; tags are never moved",
            "the manifests say 0.2.328, behind `v0.2.334`: the next version counts from the tag",
        ]
    );
}

#[test]
fn every_object_of_every_run_is_unique() {
    let message = |id: &str| {
        let request = json!({"run": {"id": id, "attempt": "2"}});
        let plan = decided(&Row { request, ..row("", &["v1.0.0"], &["p1.0.0"], "") });
        let Some(Step::Commit { message, tags, .. }) = plan.step else { panic!("{:?}", plan.result) };
        (message, tags[0].message.clone())
    };
    let (commit, tag) = message("7");
    assert_eq!(commit, "chore(release): 1.0.1 [skip ci]\n\nVersion-First: 1.0.1; run=7; attempt=2; build=1; tagged\n");
    assert_eq!(tag, "v1.0.1\n\nVersion-First: 1.0.1; run=7; attempt=2; build=1\n");
    let (other_commit, other_tag) = message("8\nVersion-First: 9.9.9");
    assert!(other_commit.contains("run=8-Version-First--9.9.9;"), "a run's id stays one word: {other_commit}");
    assert!(other_commit != commit && other_tag != tag);
}

/// Names of commits, newest first, the last two of which candidates have brought out.
const PAST: [(&str, &str); 4] =
    [("4", "fix: a clapper"), ("3", "fix: a hinge"), ("2", "chore: rc"), ("1", "feat: a bell")];

#[test]
fn a_history_that_cannot_be_had_is_asked_for_in_vain() {
    let tagged = format!("{TIP}\trefs/heads/main\n{}\trefs/tags/v1.2.3\n", "a".repeat(40));
    let asked = |bump: &str, tags: bool, shallow: bool| {
        let request = serde_json::from_value(json!({ "bump": bump, "run": {"id": "7", "attempt": "1"} })).unwrap();
        let untagged = format!("{TIP}\trefs/heads/main\n");
        let refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{}", if tags { &tagged } else { &untagged });
        let first_look = FirstLook { refs, files: files(&["j1.2.3"]), shallow, ..Default::default() };
        version_first::wants(&request, &first_look).map_err(|error| error.message)
    };
    assert!(asked("auto", true, false).is_ok() && asked("auto", false, false).is_ok());
    let history = "this clone is shallow: expected the history since the last tag";
    assert_eq!(asked("auto", true, true), Err(history.to_string()));
    let tags = "this clone is shallow and has no tags: expected those of the remote";
    assert_eq!(asked("auto", false, true), Err(tags.to_string()));
    assert_eq!(asked("1.3.0", false, true), Err(tags.to_string()));
}

#[test]
fn since_when_is_told() {
    let (release, candidate) = ("a".repeat(40), "b".repeat(40));
    let refs = format!(
        "ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n{release}\trefs/tags/v1.2.3\n{candidate}\trefs/tags/v1.3.0-rc.1\n"
    );
    let told = |bump: &str| {
        let request = json!({ "bump": bump, "run": {"id": "7", "attempt": "1"} });
        let request: Request = serde_json::from_value(request).unwrap();
        let hosting =
            Hosting { kind: Kind::Github, name: "o/r".to_string(), server_url: "https://example.com".to_string() };
        let there = |oid: &String| Place { oid: oid.clone(), on_branch: true, ..Place::default() };
        let places: Vec<Place> = [&candidate, &release].into_iter().map(there).collect();
        let first_look = FirstLook {
            refs: refs.clone(),
            files: files(&["j1.3.0-rc.1"]),
            hosting: Some(hosting),
            places: places.clone(),
            ..Default::default()
        };
        let wants = version_first::wants(&request, &first_look).unwrap().logs.pop();
        let all: String = PAST.iter().map(|(name, said)| format!("{}\nAda\n{said}\0", name.repeat(40))).collect();
        let fresh: String =
            PAST[..2].iter().map(|(name, said)| format!("{}\nAda\n{said}\0", name.repeat(40))).collect();
        let further = wants.as_ref().is_some_and(|log| log.newer.is_some());
        let of = wants.clone().unwrap_or_else(|| Since { since: Some(candidate.clone()), ..Since::default() });
        if let Some(log) = wants {
            let (since, newer) = if further { (&release, Some(candidate.clone())) } else { (&candidate, None) };
            assert_eq!((log.since.as_ref(), log.newer), (Some(since), newer), "{bump}");
        }
        let facts = Facts {
            refs: refs.clone(),
            tree: TREE.to_string(),
            files: files(&["j1.3.0-rc.1"]),
            logs: vec![Log {
                of,
                log: if further { all } else { fresh },
                newer: further.then(|| PAST[..2].iter().map(|(name, _)| name.repeat(40) + "\n").collect()),
            }],
            commits: vec![Inspected {
                oid: candidate.clone(),
                tree: OTHER.to_string(),
                files: files(&["j1.3.0-rc.1"]),
                on_branch: None,
                changed: None,
            }],
            places,
            ..Facts::default()
        };
        let plan = plan(&request, Some(facts));
        let proposal = plan.proposal.unwrap().releases.first;
        let notes = proposal.notes.unwrap();
        let said: Vec<&str> =
            PAST.iter().map(|(_, said)| said.split_once(": ").unwrap().1).filter(|said| notes.contains(said)).collect();
        let counted: Vec<&str> = proposal.reasons.iter().map(|reason| reason.subject.as_str()).collect();
        format!("{}: {}; {}", proposal.version, said.join(", "), counted.join(", "))
    };
    assert_eq!(told("prerelease"), "1.3.0-rc.2: a clapper, a hinge; ");
    assert_eq!(told("release"), "1.3.0: a clapper, a hinge, a bell; ");
    assert_eq!(told("1.3.0"), "1.3.0: a clapper, a hinge, a bell; ");
    assert_eq!(told("2.0.0-rc.1"), "2.0.0-rc.1: a clapper, a hinge; ");
    // What a commit asks for counts from the newest tag, whatever is told.
    assert_eq!(told("auto"), "1.3.0: a clapper, a hinge, a bell; fix: a clapper, fix: a hinge");
}
