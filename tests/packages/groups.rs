//! What a repository says of its packages besides their versions: groups that have one, and prereleases that are made.

use super::*;

const FIXED: (&str, &str) =
    (".changeset/config.json", "{\"fixed\": [[\"@o/*\", \"!@o/site\"], [\"x\", \"y\"]], \"ignore\": [\"@o/old\"]}");
const PRE: (&str, &str) = (".changeset/pre.json", "{\"mode\": \"pre\", \"tag\": \"next\", \"changesets\": []}");
const EXIT: (&str, &str) = (".changeset/pre.json", "{\"mode\": \"exit\", \"tag\": \"next\"}");
const ROOT: (&str, &str) = ("package.json", "r - private members");
const PRIVATE: (&str, &str) = ("package.json", "r 1.0.0 private members");
const A: (&str, &str) = ("packages/a/package.json", "@o/a 1.2.0");
const B: (&str, &str) = ("packages/b/package.json", "@o/b 1.2.0");

#[test]
fn packages_that_are_to_have_one_version_are_not_parted() {
    const OWN: &[&str] = &["@o/a@1.2.0", "@o/b@1.2.0"];
    all(&[
        asking("@o/a", row("one of a group", OWN, &[ROOT, A, B, FIXED], "error packages-parted")),
        asking("packages/b", row("by its folder", OWN, &[ROOT, A, B, FIXED], "error packages-parted")),
        asking(
            "@o/a",
            row(
                "what is taken out of the group, left out, and private is not parted",
                &["@o/a@1.2.0"],
                &[
                    ROOT,
                    A,
                    ("packages/old/package.json", "@o/old 0.9.0"),
                    ("packages/site/package.json", "@o/site 0.3.0"),
                    ("packages/test/package.json", "@o/test 0.1.0 private"),
                    ("packages/x/package.json", "x 7.0.0"),
                    FIXED,
                ],
                "@o/a@1.2.1: packages/a/package.json | packages/old packages/site packages/test packages/x",
            ),
        ),
        row(
            "all of a group",
            &["v1.2.0"],
            &[ROOT, A, B, FIXED],
            "v1.2.1: packages/a/package.json packages/b/package.json",
        ),
        row(
            "a group of which one has a version of its own",
            &["v1.2.0"],
            &[ROOT, A, ("packages/b/package.json", "@o/b 0.3.0"), FIXED],
            "error packages-parted",
        ),
        asking(
            "@o/a",
            row(
                "settings that cannot be read say nothing",
                OWN,
                &[ROOT, A, B, (".changeset/config.json", "{\"fixed\": [[\"@o/*\"]")],
                "@o/a@1.2.1: packages/a/package.json | packages/b",
            ),
        ),
    ]);
}

#[test]
fn versions_that_grow_together_are_above_one_another() {
    const LINKED: (&str, &str) = (".changeset/config.json", "{\"linked\": [[\"@o/*\"]]}");
    all(&[
        asking(
            "@o/a",
            row(
                "one is ahead",
                &["@o/a@1.2.0", "@o/b@1.4.1"],
                &[ROOT, A, ("packages/b/package.json", "@o/b 1.4.1"), LINKED],
                "@o/a@1.4.2: packages/a/package.json | packages/b",
            ),
        ),
        asking(
            "@o/b",
            row(
                "the one that is ahead",
                &["@o/a@1.2.0", "@o/b@1.4.1"],
                &[ROOT, A, ("packages/b/package.json", "@o/b 1.4.1"), LINKED],
                "@o/b@1.4.2: packages/b/package.json | packages/a",
            ),
        ),
        Row {
            request: json!({"package": "@o/a", "bump": "1.2.1"}),
            ..row(
                "by name",
                &["@o/a@1.2.0", "@o/b@1.4.1"],
                &[ROOT, A, ("packages/b/package.json", "@o/b 1.4.1"), LINKED],
                "@o/a@1.2.1: packages/a/package.json | packages/b",
            )
        },
    ]);
}

#[test]
fn prereleases_are_made_where_the_repository_says_so() {
    let next: Tree = &[ROOT, ("packages/a/package.json", "@o/a 2.0.0-next.3"), PRE];
    let left: Tree = &[ROOT, ("packages/a/package.json", "@o/a 2.0.0-next.3"), EXIT];
    all(&[
        row("it begins", &["v1.2.0"], &[ROOT, A, PRE], "v1.2.1-next.0: packages/a/package.json"),
        row("it goes on", &["v2.0.0-next.3"], next, "v2.0.0-next.4: packages/a/package.json"),
        asking(
            "@o/a",
            row("of one by name", &["@o/a@2.0.0-next.3"], next, "@o/a@2.0.0-next.4: packages/a/package.json"),
        ),
        Row {
            request: json!({"bump": "release"}),
            ..row("the release is asked for", &["v2.0.0-next.3"], next, "v2.0.0: packages/a/package.json")
        },
        Row {
            request: json!({"prereleaseBranches": "beta"}),
            ..row(
                "who asks for branches has the last word",
                &["v1.2.0"],
                &[ROOT, A, PRE],
                "v1.2.1: packages/a/package.json",
            )
        },
        row("it has ended", &["v2.0.0-next.3"], left, "v2.0.0: packages/a/package.json"),
        row("it had ended before", &["v1.2.0"], &[ROOT, A, EXIT], "v1.2.1: packages/a/package.json"),
        row(
            "nobody says anything: it goes on",
            &["v2.0.0-next.3"],
            &[ROOT, ("packages/a/package.json", "@o/a 2.0.0-next.3")],
            "v2.0.0-next.4: packages/a/package.json",
        ),
    ]);
}

#[test]
fn a_root_that_nobody_publishes_is_not_what_the_tags_of_others_are_about() {
    all(&[
        row(
            "tags of packages alone",
            &["@o/a@1.2.0", "@o/b@0.3.0"],
            &[PRIVATE, A, ("packages/b/package.json", "@o/b 0.3.0")],
            "error packages-differ",
        ),
        row("no tag at all", &[], &[PRIVATE, A], "v1.0.0 at the tip | packages/a"),
        row("its own", &["v1.0.0", "@o/a@1.2.0"], &[PRIVATE, A], "v1.0.1: package.json | packages/a"),
    ]);
}

#[test]
fn lerna_names_packages_where_no_workspace_does() {
    all(&[
        row(
            "by patterns",
            &["v1.2.0"],
            &[
                ("package.json", "r - private"),
                ("lerna.json", "{\"version\": \"1.2.0\", \"packages\": [\"mods/*\"]}"),
                ("mods/a/package.json", "a 1.2.0"),
                ("other/b/package.json", "b 1.2.0"),
            ],
            "v1.2.1: lerna.json mods/a/package.json",
        ),
        row(
            "under a root that nobody publishes and nobody numbers",
            &["v1.2.0"],
            &[
                ("package.json", "r 0.0.0-development private members"),
                ("lerna.json", "{\"version\": \"1.2.0\"}"),
                ("packages/a/package.json", "a 1.2.0"),
                ("packages/b/package.json", "b 1.2.0"),
            ],
            "v1.2.1: lerna.json packages/a/package.json packages/b/package.json",
        ),
        row(
            "under a root that is numbered apart",
            &["v0.1.18"],
            &[
                ("package.json", "r 0.0.1 private members"),
                ("lerna.json", "{\"version\": \"0.1.18\"}"),
                ("packages/a/package.json", "a 0.1.18"),
                ("packages/b/package.json", "b 0.1.18"),
            ],
            "v0.1.19: lerna.json packages/a/package.json packages/b/package.json | .",
        ),
        asking(
            "a",
            row(
                "one of those that are, and lerna's number by chance",
                &["a@0.1.18"],
                &[
                    ("package.json", "r 0.0.1 private members"),
                    ("lerna.json", "{\"version\": \"0.1.18\"}"),
                    ("packages/a/package.json", "a 0.1.18"),
                    ("packages/b/package.json", "b 0.3.0"),
                ],
                "a@0.1.19: packages/a/package.json | . packages/b",
            ),
        ),
        row(
            "of old, without a word",
            &["v1.2.0"],
            &[
                ("package.json", "r - private"),
                ("lerna.json", "{\"lerna\": \"2.0.0\", \"version\": \"1.2.0\"}"),
                ("packages/a/package.json", "a 1.2.0"),
                ("packages/b/package.json", "b 0.3.0"),
            ],
            "v1.2.1: lerna.json packages/a/package.json | packages/b",
        ),
        asking(
            "a",
            row(
                "numbered apart",
                &["a@1.2.0"],
                &[
                    ("package.json", "r - private"),
                    ("lerna.json", "{\"version\": \"independent\", \"packages\": [\"mods/*\"]}"),
                    ("mods/a/package.json", "a 1.2.0"),
                    ("mods/b/package.json", "b 1.2.0"),
                ],
                "a@1.2.1: mods/a/package.json | mods/b",
            ),
        ),
    ]);
}

#[test]
fn what_is_released_apart_is_known_before_what_moves() {
    // Until it is known what `x/a` said when the tag was made, both might be what it tells of.
    all(&[Row {
        then: &[("x/a/package.json", "a 2.0.0")],
        ..row(
            "tags of a folder around a package",
            &["v2.0.0", "exp/v0.2.0"],
            &[("x/a/package.json", "a 1.9.0"), ("exp/b/package.json", "b 0.2.0")],
            "v2.0.1: x/a/package.json | exp/b",
        )
    }]);
}

#[test]
fn projects_of_nx_are_members_though_no_workspace_names_them() {
    const NX: (&str, &str) = ("nx.json", "{\"release\": {\"projects\": [\"*\"]}}");
    const OF_A: (&str, &str) = ("packages/a/project.json", "{}");
    const OF_B: (&str, &str) = ("packages/b/project.json", "{}");
    all(&[
        row(
            "what says the root's version goes with it",
            &["v1.2.0"],
            &[("package.json", "r 1.2.0"), A, OF_A, ("packages/b/package.json", "@o/b 0.3.0"), OF_B, NX],
            "v1.2.1: package.json packages/a/package.json | packages/b",
        ),
        row(
            "a root that nobody raises stays",
            &["v1.2.0"],
            &[("package.json", "r 0.0.0"), A, OF_A, B, OF_B, NX],
            "v1.2.1: packages/a/package.json packages/b/package.json | .",
        ),
        row(
            "what is described nowhere is no project",
            &["v1.2.0"],
            &[("package.json", "r 1.2.0"), A, ("packages/b/package.json", "@o/b 1.2.0"), OF_B, NX],
            "v1.2.1: package.json packages/b/package.json",
        ),
        row("without nx", &["v1.2.0"], &[("package.json", "r 1.2.0"), A, OF_A], "v1.2.1: package.json"),
    ]);
}

#[test]
fn packages_that_nx_and_rush_keep_at_one_version_are_not_parted() {
    const OWN: &[&str] = &["@o/a@1.2.0", "@o/b@1.2.0"];
    const ALONE: &str = "@o/a@1.2.1: packages/a/package.json | packages/b";
    const POLICIES: (&str, &str) = (
        "common/config/rush/version-policies.json",
        "/* all */\n[{\"definitionName\": \"lockStepVersion\", \"policyName\": \"main\"},\n\
         {\"definitionName\": \"individualVersion\", \"policyName\": \"own\"}] // these\n",
    );
    let nx = |text: &'static str, expected| {
        let tree = vec![ROOT, A, B, ("nx.json", text)];
        asking("@o/a", row(text, OWN, Box::leak(tree.into_boxed_slice()), expected))
    };
    let rush = |text: &'static str, expected| {
        let tree = vec![ROOT, A, B, POLICIES, ("rush.json", text)];
        asking("@o/a", row(text, OWN, Box::leak(tree.into_boxed_slice()), expected))
    };
    all(&[
        nx("{\"release\": {\"projects\": [\"packages/*\"]}}", "error packages-parted"),
        nx("{\"release\": {\"projects\": [\"a\", \"b\"]} /* both */}", "error packages-parted"),
        nx("{\"release\": {\"groups\": {\"x\": {\"projects\": \"@o/*\"}}}}", "error packages-parted"),
        nx("{\"release\": {\"projects\": [\"packages/*\", \"!b\"]}}", ALONE),
        nx("{\"release\": {\"projects\": [\"@o/*\"], \"projectsRelationship\": \"independent\"}}", ALONE),
        nx(
            "{\"release\": {\"groups\": {\"x\": {\"projects\": [\"*\"], \"projectsRelationship\": \"independent\"}}}}",
            ALONE,
        ),
        nx("{\"release\": {\"projects\": [\"!site\"]}}", ALONE),
        nx("{\"release\": {\"projects\": [\"tag:x\"]}}", ALONE),
        nx("{\"release\": {\"version\": {}}}", ALONE),
        nx("{\"release\": [", ALONE),
        rush(
            "{\"projects\": [{\"packageName\": \"@o/a\", \"versionPolicyName\": \"main\"}, \
             {\"packageName\": \"@o/b\", \"versionPolicyName\": \"main\"}]}",
            "error packages-parted",
        ),
        rush(
            "{\"projects\": [{\"packageName\": \"@o/a\", \"versionPolicyName\": \"main\"}, \
             {\"packageName\": \"@o/b\", \"versionPolicyName\": \"own\"}]}",
            ALONE,
        ),
        rush(
            "{\"projects\": [{\"packageName\": \"@o/a\", \"versionPolicyName\": \"own\"}, \
             {\"packageName\": \"@o/b\", \"versionPolicyName\": \"own\"}]}",
            ALONE,
        ),
    ]);
}

#[test]
fn one_of_a_group_is_tagged_where_all_were_raised() {
    const RAISED_A: (&str, &str) = ("packages/a/package.json", "@o/a 1.3.0");
    const RAISED_B: (&str, &str) = ("packages/b/package.json", "@o/b 1.3.0");
    let raised = |name, tree, expected| Row {
        then: &[A, B],
        ..asking("@o/a", row(name, &["@o/a@1.2.0", "@o/b@1.2.0"], tree, expected))
    };
    all(&[
        raised("both", &[ROOT, RAISED_A, RAISED_B, FIXED], "trace 1.3.0 | packages/b"),
        raised("it alone", &[ROOT, RAISED_A, B, FIXED], "error packages-parted"),
        raised("the other alone", &[ROOT, A, RAISED_B, FIXED], "error packages-parted"),
        Row {
            request: json!({"package": "@o/a", "bump": "1.4.0"}),
            ..raised("and another version is asked for", &[ROOT, RAISED_A, RAISED_B, FIXED], "error packages-parted")
        },
    ]);
}

#[test]
fn a_package_whose_tags_are_those_of_others_is_not_released_alone() {
    const X: (&str, &str) = ("packages/x/package.json", "x 1.2.3");
    const Y: (&str, &str) = ("packages/y/package.json", "y 1.2.3");
    const HEAD: (&str, &str) = ("package.json", "r 1.2.3 members");
    const NONE: (&str, &str) = ("package.json", "r - private members");
    let plain = &["v1.2.3"];
    all(&[
        asking("x", row("with the root", plain, &[HEAD, X], "error packages-parted")),
        asking("x", row("with another", plain, &[NONE, X, Y], "error packages-parted")),
        asking("x", row("alone", plain, &[NONE, X], "v1.2.4: packages/x/package.json")),
        asking(
            "x",
            row(
                "the other has its own version",
                plain,
                &[NONE, X, ("packages/y/package.json", "y 0.3.0")],
                "v1.2.4: packages/x/package.json | packages/y",
            ),
        ),
        asking(
            "x",
            row(
                "the other is private",
                plain,
                &[NONE, X, ("packages/y/package.json", "y 1.2.3 private")],
                "v1.2.4: packages/x/package.json | packages/y",
            ),
        ),
        asking(
            "x",
            row(
                "tags of its own",
                &["x-v1.2.3", "y-v1.2.3"],
                &[NONE, X, Y],
                "x-v1.2.4: packages/x/package.json | packages/y",
            ),
        ),
        asking(
            "x",
            row(
                "tags of its own beside those of all",
                &["v1.2.3", "x-v1.2.3"],
                &[HEAD, X],
                "x-v1.2.4: packages/x/package.json | .",
            ),
        ),
    ]);
    let request = json!({"package": "x", "tagFormat": "x@{version}"});
    let named = Row { request, ..row("", plain, &[NONE, X, Y], "") };
    let error = decided(&named).result.and_then(|result| result.error);
    // It is told how its own tags begin.
    assert_eq!(error.map(|error| error.told().code).as_deref(), Some("tag-taken"));
}
