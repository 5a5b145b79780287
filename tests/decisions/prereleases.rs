//! Prereleases: by name, on branches of their own, and in each grammar.

use super::*;

const NONE_NEW: &str = "nothing: nothing that was pushed to `main` is new since `v1.3.0`";
const NO_PRERELEASE: &str = "nothing: `1.3.0` is no prerelease: nothing leads to its release";

#[test]
fn prereleases() {
    let promoted = asking("release", row("promoted", &["v1.3.0-rc.2"], &["j1.3.0-rc.2"], "release 1.3.0 release"));
    let by = |request: serde_json::Value, row: Row| Row { request, ..row };
    all(&[
        promoted.clone(),
        // A word that was said is done, whatever the commits ask for: as with `patch`.
        Row { log: &["feat!: a"], name: "promoted, and a commit since asks for more", ..promoted.clone() },
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
        by(
            json!({"identifier": "be ta"}),
            row("no identifier, and no prerelease", &["v1.2.0"], &["j1.2.0"], "error invalid-identifier"),
        ),
        by(
            json!({"identifier": "nightly"}),
            row("none of Python's", &["v1.2.0"], &["p1.2.0"], "error invalid-identifier"),
        ),
        by(
            json!({"identifier": "nightly"}),
            row("as SemVer may have", &["v1.2.0"], &["j1.2.0"], "release 1.2.1 patch"),
        ),
        by(
            json!({"identifier": "beta"}),
            row("another, unasked", &["v1.3.0-alpha.4"], &["j1.3.0-alpha.4"], "release 1.3.0-beta.1 prerelease"),
        ),
        by(
            json!({"identifier": "alpha"}),
            row("the same, unasked", &["v1.3.0-alpha.4"], &["j1.3.0-alpha.4"], "release 1.3.0-alpha.5 prerelease"),
        ),
        by(
            json!({"identifier": "rc"}),
            row("another of Python's, unasked", &["v1.3.0b2"], &["p1.3.0b2"], "release 1.3.0rc1 prerelease"),
        ),
        by(
            json!({"identifier": "beta"}),
            row("Python's, by its long name", &["v1.3.0b2"], &["p1.3.0b2"], "release 1.3.0b3 prerelease"),
        ),
        by(
            json!({"identifier": "rc"}),
            row("the same, run on", &["v1.3.0-rc2"], &["j1.3.0-rc2"], "release 1.3.0-rc3 prerelease"),
        ),
        Row {
            log: &["feat!: a"],
            ..by(
                json!({"identifier": "alpha"}),
                row(
                    "it grows, with another name",
                    &["v1.3.0-beta.4"],
                    &["j1.3.0-beta.4"],
                    "release 2.0.0-alpha.1 premajor",
                ),
            )
        },
        // What a development version announces is what candidates lead to.
        asking("prerelease", row("of what is announced", &["v1.2.0"], &["p1.4.0.dev0"], "release 1.4.0rc1 prerelease")),
        asking("preminor", row("the same by size", &["v1.2.0"], &["j1.3.0-dev"], "release 1.3.0-rc.1 preminor")),
        asking(
            "prerelease",
            row("of no post release", &["v1.3.0"], &["p1.3.0.post1.dev0"], "release 1.3.1rc1 prerelease"),
        ),
        asking("prerelease", row("nor as the first", &[], &["p1.3.0.post1.dev0"], "release 1.3.1rc1")),
        asking("dev", row("the next of its own kind", &["v1.2.0"], &["p1.3.0.dev4"], "release 1.3.0.dev5 dev")),
        asking("dev", row("or no more than that", &["v1.2.0"], &["p1.2.0"], "release 1.2.1.dev1 dev")),
        asking("premajor", row("or beyond it", &["v1.2.0"], &["j1.3.0-dev"], "release 2.0.0-rc.1 premajor")),
        by(
            json!({"bump": "prepatch", "identifier": "beta"}),
            row("called otherwise", &["v1.2.0"], &["j1.3.0-dev"], "release 1.3.0-beta.1 prepatch"),
        ),
        asking(
            "prerelease",
            row(
                "the candidate that is announced",
                &["v1.2.0"],
                &["j1.3.0-beta.2-dev"],
                "release 1.3.0-beta.2 prerelease",
            ),
        ),
        asking(
            "prerelease",
            row(
                "another after one of its candidates",
                &["v1.3.0-rc.1"],
                &["j1.4.0-dev"],
                "release 1.4.0-rc.1 prerelease",
            ),
        ),
        asking("prerelease", row("the first of all", &[], &["p1.4.0.dev3"], "release 1.4.0rc1")),
        asking("premajor", row("the first of all, in SemVer", &[], &["j1.4.0-dev"], "release 1.4.0-rc.1")),
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
fn a_prerelease_is_written_in_each_grammar() {
    let mut mixed = asking("1.3.0-rc.1", row("", &["v1.0.0"], &["p1.0.0", "j1.0.0"], ""));
    mixed.log = &[];
    let plan = decided(&mixed);
    let Some(Step::Commit { files, tags, .. }) = plan.step else { panic!("{:?}", plan.result) };
    assert!(files[0].text.contains("\"1.3.0rc1\""), "{}", files[0].text);
    assert!(files[1].text.contains("\"1.3.0-rc.1\""), "{}", files[1].text);
    assert_eq!(tags[0].name, "v1.3.0-rc.1");
}
