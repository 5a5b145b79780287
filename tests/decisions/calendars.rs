//! Versions by the calendar.

use super::*;

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
