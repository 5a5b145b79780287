//! A file beside the manifests: what it said at the newest tag tells whether it goes with them (PROTOCOL 7).

use super::{Row, all, asking, row};

#[test]
fn raised_alone() {
    all(&[
        Row {
            tagged: Some(&["j1.1.0", "e1.1.0"]),
            ..row("raised alone beside", &["v1.1.0"], &["j1.1.0", "e1.2.0"], "error manifests-disagree")
        },
        Row {
            tagged: Some(&["j1.1.0", "e1.1.0"]),
            ..asking(
                "1.2.0",
                row("raised alone beside, and asked for", &["v1.1.0"], &["j1.1.0", "e1.2.0"], "release 1.2.0"),
            )
        },
        Row {
            tagged: Some(&["j1.1.0", "e1.1.0"]),
            ..asking(
                "1.3.0",
                row(
                    "raised alone beside, another asked for",
                    &["v1.1.0"],
                    &["j1.1.0", "e1.2.0"],
                    "error manifests-disagree",
                ),
            )
        },
        Row {
            tagged: Some(&["j1.1.0", "e1.1.0"]),
            ..row("raised beside with the others", &["v1.1.0"], &["j1.2.0", "e1.2.0"], "trace 1.2.0")
        },
        Row {
            tagged: Some(&["j1.1.0", "e3.0.0"]),
            ..row("numbered apart beside", &["v1.1.0"], &["j1.1.0", "e3.1.0"], "release 1.1.1 patch")
        },
        Row {
            tagged: Some(&["j1.1.0"]),
            ..row("new beside", &["v1.1.0"], &["j1.1.0", "e3.1.0"], "release 1.1.1 patch")
        },
    ]);
}
