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
