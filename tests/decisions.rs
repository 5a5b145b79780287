//! One row, one situation: what the refs and manifests say, what is asked for, and what the plan makes of it.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects)]

#[path = "decisions/beside.rs"]
mod beside;
#[path = "decisions/calendars.rs"]
mod calendars;
#[path = "decisions/history.rs"]
mod history;
#[path = "decisions/markers.rs"]
mod markers;
#[path = "decisions/prereleases.rs"]
mod prereleases;
#[path = "decisions/told.rs"]
mod told;

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
    /// `p` pyproject.toml, `j` package.json, `c` Cargo.toml, `e` an extension's manifest, each followed by its version.
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

fn saying(message: &str, row: Row) -> Row {
    Row { request: json!({ "commitMessage": message }), ..row }
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
        ("e", version) => {
            let text = format!("{{\"manifest_version\": 3, \"name\": \"x\", \"version\": \"{version}\"}}\n");
            file("src/manifest.json", text)
        }
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
        row("a fourth number that counts nothing", &["v1.2.3.0"], &["p1.2.3.0"], "release 1.2.4.0 patch"),
        asking(
            "patch",
            row("a fourth number, and a bump by name", &["v1.2.3.4"], &["p1.2.3.4"], "release 1.2.4.0 patch"),
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
        // Which of them is good enough to be the release is no commit's to say.
        row("the newest is a prerelease", &["v1.0.0", "v2.0.0-rc.1"], &["j1.0.0"], "release 2.0.0-rc.2 prerelease"),
        row("Python's", &["v1.0.0", "v2.0.0b1"], &["p2.0.0b1"], "release 2.0.0b2 prerelease"),
        Row {
            log: &["feat!: a"],
            ..row("on the way to a major version", &["v2.0.0-rc.1"], &["j2.0.0-rc.1"], "release 2.0.0-rc.2 prerelease")
        },
        Row {
            log: &["feat!: a"],
            ..row(
                "it grows, and keeps its name",
                &["v1.3.0-beta.4"],
                &["j1.3.0-beta.4"],
                "release 2.0.0-beta.1 premajor",
            )
        },
        Row {
            log: &["a\n\nRelease-As: 2.0.0"],
            ..row("its release, as a footer says", &["v2.0.0-rc.1"], &["j2.0.0-rc.1"], "release 2.0.0")
        },
        Row {
            request: json!({"identifier": "beta"}),
            ..row(
                "whatever a new one would be called",
                &["v2.0.0-rc.1"],
                &["j2.0.0-rc.1"],
                "release 2.0.0-rc.2 prerelease",
            )
        },
        asking("patch", row("asked for by size", &["v2.0.0-rc.1"], &["j2.0.0-rc.1"], "release 2.0.0 patch")),
        row("a development version is no candidate", &["v2.0.0-dev.1"], &["j2.0.0-dev.1"], "release 2.0.0 patch"),
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
        row("one says T, one what comes next", &["v1.1.0"], &["j1.1.0", "c1.2.0-dev"], "release 1.2.0 patch"),
        row("disagreeing, one ahead", &["v1.1.0"], &["p1.2.0", "j1.1.0"], "error manifests-disagree"),
        // PROTOCOL 8: exact versions
        asking("1.1.0+17", row("exact, another build", &["v1.1.0+9"], &["j1.1.0+9"], "error version-not-greater")),
        asking("1.0.0+17", row("exact, below", &["v1.0.0+9", "v1.1.0"], &["j1.1.0"], "error tag-taken")),
        asking(
            "1.1.0+9",
            row("exact, that build", &["v1.1.0+9"], &["j1.1.0+9"], "nothing: `v1.1.0+9` is already released"),
        ),
        asking(
            "1.1.0+9",
            row("exact, tagged without the build", &["v1.1.0"], &["j1.1.0+9"], "nothing: `v1.1.0` is already released"),
        ),
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
        saying("\nx", row("no subject", &[], &["p1.0.0"], "error invalid-commit-message")),
        saying("a {verison}", row("the version misspelt in it", &[], &["p1.0.0"], "error invalid-commit-message")),
        saying("a ${version}", row("as other tools write it", &[], &["p1.0.0"], "error invalid-commit-message")),
        saying("{{nextRelease.version}}", row("and as others do", &[], &["p1.0.0"], "error invalid-commit-message")),
        saying("{version} {scope} {} {{ {version", row("other braces", &[], &["p1.0.0"], "tag the tip 1.0.0")),
        row("no manifest, no tag", &[], &[], "error no-manifest"),
        row("no manifest, but tags", &["v1.0.0"], &[], "tag the tip 1.0.1"),
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
