//! What a run says besides, and what it refuses.

use super::*;

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
fn a_first_release_says_that_no_bump_is_applied() {
    for (manifests, version) in [(["p0.1.0"].as_slice(), "0.1.0"), (&["p1.3.0.dev4"], "1.3.0")] {
        let plan = decided(&asking("minor", row("first release, relative bump", &[], manifests, "")));
        let said = format!("`--bump minor` is not applied: the first release is what the manifests say, {version}");
        assert_eq!(plan.remarks, [said]);
    }
}

#[test]
fn half_of_what_it_takes_to_release_nothing_new_is_answered_with_the_other_half() {
    let remarks = |request: serde_json::Value| {
        let plan = decided(&Row { request, same_tree: true, ..row("", &["v1.0.0"], &["p1.0.0"], "") });
        plan.result.map(|report| report.remarks).unwrap_or_default()
    };
    let told = ["where nothing is new, `--force` releases, beside a bump by name: `--bump patch --force`"];
    assert_eq!(remarks(json!({"force": true})), told);
    assert_eq!(remarks(json!({"bump": "minor"})), told);
    for request in [json!({}), json!({"bump": "release"}), json!({"bump": "minor", "force": true})] {
        assert_eq!(remarks(request), [""; 0]);
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

/// The setting decides whether a marker is there, and it is there once.
#[test]
fn a_marker_in_the_users_own_words_is_no_second_one() {
    const WAITS: &[&str] = &["p1.0.0", "won:\n  push:\n    tags: ['v*']\n"];
    const IDLE: &[&str] = &["p1.0.0", "won: pull_request\n"];
    let rows = [
        ("auto", "r {version} [skip ci]", IDLE, "r 1.0.1 [skip ci]\n\nV"),
        ("auto", "r {version}\n\nSee.\n\n[CI skip]", IDLE, "r 1.0.1\n\nSee.\n\n[CI skip]\n\nV"),
        ("auto", "r {version} [skip ci]\n\nSee.\n\nskip-checks: true", WAITS, "r 1.0.1\n\nSee.\n\nV"),
        ("auto", "[skip ci] r {version}", WAITS, "r 1.0.1\n\nV"),
        ("always", "[ci skip] r {version}", WAITS, "[ci skip] r 1.0.1\n\nV"),
        // Not every server knows this one.
        ("always", "r {version} [no ci]", WAITS, "r 1.0.1 [no ci] [skip ci]\n\nV"),
        ("never", "r {version} [skip ci]", WAITS, "r 1.0.1 [skip ci]\n\nV"),
        ("never", "r {version}", IDLE, "r 1.0.1\n\nV"),
    ];
    for (skip_ci, said, files, wanted) in rows {
        let request = json!({"skipCi": skip_ci, "commitMessage": said});
        let plan = decided(&Row { request, ..row("", &["v1.0.0"], files, "") });
        let Some(Step::Commit { message, .. }) = plan.step else { panic!("{:?}", plan.result) };
        assert!(message.starts_with(wanted), "{skip_ci}: {message}");
    }
}
