//! What a release would leave behind, as far as files tell: it stops before anything is made.

use super::*;
use version_first::manifest::{Search, hunt, still_says};
use version_first::run::searched;

/// The decision once it was looked for what still says the version of before.
fn looked_for(row: &Row) -> Plan {
    let plan = decided(row);
    if plan.result.is_some() {
        return plan;
    }
    let now = files(row.now);
    let paths: Vec<&str> = now.iter().map(|file| file.path.as_str()).collect();
    let proposal = plan.proposal.as_ref().unwrap();
    let done: Vec<String> = proposal.changed_files.to_vec();
    let left: Vec<File> = now.iter().filter(|file| !done.contains(&file.path)).cloned().collect();
    let hunts = plan.search.iter().map(|asked| hunt(asked, &paths.join("\0")));
    let places = hunts.flat_map(|hunt| still_says(&hunt, &left, &done)).collect();
    searched(plan, Search { places, unread: 0 })
}

fn left(rows: &[Row]) {
    for row in rows {
        let plan = looked_for(row);
        assert_eq!(words(&plan), row.expected, "{}: {:?} {:?}", row.name, plan.result, plan.still_says);
    }
}

#[test]
fn what_was_never_raised_for_the_tags_stops_where_a_package_says_their_version() {
    const ROOT: (&str, &str) = ("MODULE.bazel", "module(\n    name = \"doors\",\n    version = \"1.0.0\",\n)\n");
    const NEAR: (&str, &str) = ("MODULE.bazel", "module(\n    name = \"doors\",\n    version = \"2.0.1\",\n)\n");
    const WEB: &str = "{\n  \"name\": \"web\",\n  \"version\": \"2.0.2\"\n}\n";
    const MIX: (&str, &str) = ("mix.exs", "def project do [app: :doors_tests, version: \"0.1.0\"] end\n");
    const APP: (&str, &str) = ("doors/mix.exs", "  @version \"0.13.1\"\n  def project do [version: @version] end\n");
    let tags: &[&str] = &["v2.0.2", "v2.0.1"];
    left(&[
        row("in numbers that everybody has", tags, &[ROOT, ("packages/web/package.json", WEB)], "error no-manifest"),
        row("an example", tags, &[ROOT, ("examples/web/package.json", WEB)], "v2.0.3: MODULE.bazel"),
        row("a copy of somebody's", tags, &[ROOT, ("third_party/web/package.json", WEB)], "v2.0.3: MODULE.bazel"),
        row("alone", tags, &[ROOT], "v2.0.3: MODULE.bazel"),
        row("one that is near", tags, &[NEAR, ("packages/web/package.json", WEB)], "v2.0.3: MODULE.bazel"),
        row("of what another branch released", &["v0.13.0", "elsewhere/v0.13.1"], &[MIX, APP], "error no-manifest"),
        row("of what nobody released", &["v0.13.0"], &[MIX, APP], "v0.13.1: mix.exs"),
    ]);
}

#[test]
fn what_a_tag_alone_would_leave_behind() {
    const FORGOTTEN: &str = "<?php\nclass Client\n{\n    public const CLIENT_VERSION = '4.9.127';\n}\n";
    const WIRE: &str = "<?php\nclass Client\n{\n    public const PROTOCOL_VERSION = '4.9.127';\n}\n";
    const NEXT_HEADER: &str = "#define DOORS_VERSION_ONLY_STRING \"4.9.129dev\"\n";
    const FIRST: &str = "<?php\nclass Client\n{\n    public const CLIENT_VERSION = '1.0.0';\n}\n";
    let tags: &[&str] = &["v4.9.128", "v4.9.127"];
    const PERL: &str = "package Doors;\nour $VERSION = '10.0';\n1;\n";
    const NEXT: &str = "package Doors;\nour $VERSION = '9.14';\n1;\n";
    let two: &[&str] = &["v9.13", "v9.12", "v9.09"];
    let bump = |bump: &str, row: Row| Row { request: json!({"bump": bump}), ..row };
    left(&[
        row("a program forgotten for the last release", tags, &[("src/Client.php", FORGOTTEN)], "error no-manifest"),
        row("one that is called for something else", tags, &[("src/Client.php", WIRE)], "v4.9.129 at the tip"),
        row("for the release to come", tags, &[("src/doors.h", NEXT_HEADER)], "error no-manifest"),
        row("settings", tags, &[("openapi.yaml", "version: 4.9.127\n")], "v4.9.129 at the tip"),
        row("what is there to test", tags, &[("tests/Client.php", FORGOTTEN)], "v4.9.129 at the tip"),
        row(
            "for the release before, of another minor version",
            &["v4.10.0", "v4.9.127"],
            &[("src/Client.php", FORGOTTEN)],
            "error no-manifest",
        ),
        row("long ago", &["v4.11.0", "v4.10.0", "v4.9.127"], &[("src/Client.php", FORGOTTEN)], "v4.11.1 at the tip"),
        row("never raised", &["v1.0.1", "v1.0.0"], &[("src/Client.php", FIRST)], "v1.0.2 at the tip"),
        bump(
            "minor",
            row("two numbers, raised by hand to others", two, &[("lib/Doors.pm", PERL)], "error no-manifest"),
        ),
        bump("major", row("to those that come", two, &[("lib/Doors.pm", PERL)], "v10.00 at the tip")),
        bump("minor", row("to those that come next", two, &[("lib/Doors.pm", NEXT)], "v9.14 at the tip")),
        bump("major", row("to those below", two, &[("lib/Doors.pm", NEXT)], "error no-manifest")),
        row("with a number of its own", &["v2.0.3"], &[("VERSION", "2.0.3 20003000\n")], "error no-manifest"),
        row("with a sentence", &["v2.0.3"], &[("VERSION", "2.0.3 is what we have\n")], "v2.0.4 at the tip"),
    ]);
}

/// Nothing stops it, but whoever releases is told.
#[test]
fn what_a_release_leaves_behind_is_told() {
    const POM: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors</artifactId>\n  <version>0.50-SNAPSHOT</version>\n</project>\n";
    const PARENT: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors-parent</artifactId>\n  <version>0.50-SNAPSHOT</version>\n</project>\n";
    const GET: (&str, &str) = ("action/get.sh", "VERSION=1.48.0\n");
    const CLI: (&str, &str) = ("crates/cli/Cargo.toml", "cli 1.48.0");
    let told = |row: Row| {
        let plan = looked_for(&row);
        assert_eq!(words(&plan), row.expected, "{}: {:?}", row.name, plan.result);
        plan.still_says.iter().map(|one| format!("{}:{:?}", one.path, one.lines)).collect::<Vec<_>>().join(" ")
    };
    let maven: Tree = &[("pom.xml", POM), ("parent/pom.xml", PARENT)];
    assert_eq!(
        told(row("two numbers, not released yet", &["v0.49.0"], maven, "v0.50.0: pom.xml")),
        "parent/pom.xml:[4]"
    );
    let released = "v1.48.1: crates/cli/Cargo.toml | .";
    let beside = told(row(
        "a root that says nothing",
        &["v1.48.0"],
        &[("Cargo.toml", "x - members"), CLI, ("pyproject.toml", "hooks 0.0.0"), GET],
        released,
    ));
    assert_eq!(beside, "action/get.sh:[1]");
    let beside = told(row(
        "a root with a version of its own",
        &["v1.48.0"],
        &[("Cargo.toml", "x - members"), CLI, ("pyproject.toml", "hooks 0.3.1"), GET],
        released,
    ));
    assert_eq!(beside, "");
}
