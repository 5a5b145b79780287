//! `[skip ci]` in the version commit: left out where a workflow waits for the tag.

use super::{Row, all, row};
use serde_json::json;

#[test]
fn the_marker_of_the_version_commit() {
    all(&[
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
    ]);
}
