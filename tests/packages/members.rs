//! Members of a workspace whose root says a version.

use super::*;

#[test]
fn members_of_a_workspace_with_a_version_at_its_root() {
    all(&[
        row(
            "all in step",
            &["v1.2.0"],
            &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 1.2.0")],
            "v1.2.1: package.json packages/a/package.json",
        ),
        row(
            "what it pins for each platform, in whichever folder",
            &["v1.2.0"],
            &[
                (
                    "package.json",
                    "{\"name\": \"@x/r\", \"version\": \"1.2.0\", \"optionalDependencies\": {\"@x/r-linux-x64\": \"1.2.0\", \"other\": \"1.2.0\"}}",
                ),
                ("binaries/linux-x64/package.json", "{\"name\": \"@x/r-linux-x64\", \"version\": \"1.2.0\"}"),
                ("site/package.json", "{\"name\": \"site\", \"version\": \"1.2.0\"}"),
            ],
            "v1.2.1: binaries/linux-x64/package.json package.json",
        ),
        row(
            "what it pins for each platform, in folders called by the system alone",
            &["v1.2.0"],
            &[
                (
                    "package.json",
                    "{\"name\": \"core\", \"version\": \"1.2.0\", \"optionalDependencies\": {\"core-linux-x64\": \"1.2.0\", \"core-win32-x64\": \"1.2.0\"}}",
                ),
                ("packages/linux/package.json", "{\"name\": \"core-linux-x64\", \"version\": \"1.2.0\"}"),
                ("packages/win32/package.json", "{\"name\": \"core-win32-x64\", \"version\": \"1.2.0\"}"),
                ("packages/core/package.json", "{\"name\": \"site\", \"version\": \"1.2.0\"}"),
            ],
            "v1.2.1: package.json packages/linux/package.json packages/win32/package.json",
        ),
        row(
            "charts that one takes from beside it",
            &["v1.2.0"],
            &[
                (
                    "Chart.yaml",
                    "name: r\nversion: 1.2.0\ndependencies:\n  - name: a\n    version: 1.2.0\n    repository: file://./charts/a\n  - name: b\n    version: 0.3.1\n    repository: file://charts/b\n",
                ),
                ("charts/a/Chart.yaml", "name: a\nversion: 1.2.0\n"),
                ("charts/b/Chart.yaml", "name: b\nversion: 0.3.1\n"),
                ("charts/c/Chart.yaml", "name: c\nversion: 1.2.0\n"),
            ],
            "v1.2.1: Chart.yaml charts/a/Chart.yaml | charts/b",
        ),
        row(
            "an umbrella's applications",
            &["v1.2.0"],
            &[
                ("mix.exs", "def project do [app: :r, version: \"1.2.0\"] end\n"),
                ("apps/a/mix.exs", "def project do [app: :a, version: \"1.2.0\"] end\n"),
                ("apps/b/mix.exs", "def project do [app: :b, version: \"0.1.0\"] end\n"),
            ],
            "v1.2.1: apps/a/mix.exs mix.exs",
        ),
        row(
            "a member with a version of its own",
            &["v1.2.0"],
            &[
                ("package.json", "r 1.2.0 members"),
                ("packages/a/package.json", "a 1.2.0"),
                ("packages/b/package.json", "b 0.3.1"),
            ],
            "v1.2.1: package.json packages/a/package.json | packages/b",
        ),
        Row {
            then: &[("packages/a/package.json", "a 1.1.0")],
            ..row(
                "a member that says the same by chance",
                &["v1.2.0"],
                &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 1.2.0")],
                "v1.2.1: package.json | packages/a",
            )
        },
        Row {
            then: &[("packages/a/package.json", "")],
            ..row(
                "a member that is new, in step",
                &["v1.2.0"],
                &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 1.2.0")],
                "v1.2.1: package.json packages/a/package.json",
            )
        },
        Row {
            then: &[("packages/a/package.json", "")],
            ..row(
                "a member that is new, on its own",
                &["v1.2.0"],
                &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 0.1.0")],
                "v1.2.1: package.json | packages/a",
            )
        },
        row(
            "all behind the tag, as they were when it was made",
            &["v1.2.6"],
            &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 1.2.0")],
            "v1.2.7: package.json packages/a/package.json",
        ),
        Row {
            then: &[("packages/a/package.json", "a 1.2.0")],
            ..row(
                "a member that fell behind since",
                &["v1.2.0"],
                &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 1.1.0")],
                "v1.2.1: package.json packages/a/package.json",
            )
        },
        Row {
            then: &[("packages/a/package.json", "a 1.2.0")],
            ..row(
                "a member that was raised alone since",
                &["v1.2.0"],
                &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 1.3.0")],
                "error manifests-disagree",
            )
        },
        Row {
            then: &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 1.2.0")],
            ..row(
                "all raised by hand",
                &["v1.2.0"],
                &[
                    ("package.json", "r 1.3.0 members"),
                    ("packages/a/package.json", "a 1.3.0"),
                    ("packages/b/package.json", "b 7.0.0"),
                ],
                "trace 1.3.0 | packages/b",
            )
        },
        row(
            "crates with tags of their own",
            &["v15.1.0", "globset-0.4.19", "ignore-15.1.0"],
            &[
                ("Cargo.toml", "tool 15.1.0 members needs=ignore:15.1.0"),
                ("crates/globset/Cargo.toml", "globset 0.4.19"),
                ("crates/ignore/Cargo.toml", "ignore 15.1.0"),
            ],
            "v15.1.1: Cargo.toml | crates/globset crates/ignore",
        ),
        row(
            "a member that had tags of its own before it went with the others",
            &["v1.2.0", "a-0.1.0", "a-0.2.0"],
            &[("package.json", "r 1.2.0 members"), ("packages/a/package.json", "a 1.2.0 needs=r:=1.2.0")],
            "v1.2.1: package.json packages/a/package.json",
        ),
        row(
            "a root that nobody raises",
            &["v2.8.0", "v0.1.0"],
            &[
                ("package.json", "r 0.1.0 members"),
                ("packages/a/package.json", "a 2.8.0"),
                ("packages/b/package.json", "b 0.3.1"),
            ],
            "v2.8.1: packages/a/package.json | . packages/b",
        ),
        row(
            "a root that nobody raises, below the first major version",
            &["v0.8.5", "v0.0.12"],
            &[("package.json", "r 0.0.12 members"), ("packages/a/package.json", "a 0.8.5")],
            "v0.8.6: packages/a/package.json | .",
        ),
        row(
            "a root that nobody raises, at an old version of the same tags",
            &["v2.8.0", "v2.1.0"],
            &[("package.json", "r 2.1.0 members"), ("packages/a/package.json", "a 2.8.0")],
            "v2.8.1: packages/a/package.json | .",
        ),
        row(
            "a root that was forgotten for one release",
            &["v2.8.0", "v2.7.3"],
            &[("package.json", "r 2.7.3 members"), ("packages/a/package.json", "a 2.8.0")],
            "v2.8.1: package.json packages/a/package.json",
        ),
        row(
            "what stays is adapted only where it has to be",
            &["v1.2.0"],
            &[
                ("package.json", "r 1.2.0 members"),
                ("packages/b/package.json", "b 0.3.1 needs=r:^1.2.0"),
                ("packages/c/package.json", "c 0.3.1 needs=r:1.2.0"),
            ],
            "v1.2.1: package.json packages/c/package.json | packages/b packages/c",
        ),
        row(
            "the first release, and others",
            &[],
            &[("package.json", "r 1.2.0 members"), ("packages/b/package.json", "b 0.3.1")],
            "v1.2.0 at the tip | packages/b",
        ),
    ]);
}

#[test]
fn what_a_member_is_published_with_for_each_platform_goes_with_it() {
    const TREE: Tree = &[
        ("package.json", "r - private members"),
        ("packages/bolts/package.json", "@doors/bolts 0.4.0"),
        ("packages/bolts/npm/linux/package.json", "@doors/bolts-linux 0.4.0"),
        ("packages/locks/package.json", "@doors/locks 1.2.3"),
        ("packages/locks/npm/darwin/package.json", "@doors/locks-darwin 1.2.3"),
        ("packages/locks/npm/linux/package.json", "@doors/locks-linux 1.2.3"),
        ("packages/locks/npm/old/package.json", "@doors/locks-old 1.0.0"),
    ];
    const MOVED: &str =
        "packages/locks/npm/darwin/package.json packages/locks/npm/linux/package.json packages/locks/package.json";
    let expected = |tag: &str| -> &'static str { Box::leak(format!("{tag}: {MOVED} | packages/bolts").into()) };
    const TAGS: &[&str] = &["@doors/locks@1.2.3", "@doors/bolts@0.4.0"];
    all(&[
        asking("@doors/locks", row("by its name", TAGS, TREE, expected("@doors/locks@1.2.4"))),
        asking("packages/locks", row("by its folder", TAGS, TREE, expected("@doors/locks@1.2.4"))),
        row("what the tags tell of", &["v1.2.3"], TREE, expected("v1.2.4")),
        row(
            "nothing at the root",
            &["v1.2.3"],
            &[
                ("bindings/npm/linux/package.json", "doors-linux 1.2.3"),
                ("bindings/package.json", "doors 1.2.3"),
                ("doors/Cargo.toml", "doors 1.2.3"),
            ],
            "v1.2.4: bindings/npm/linux/package.json bindings/package.json doors/Cargo.toml",
        ),
    ]);
}

#[test]
fn binaries_for_each_platform_go_with_the_package_that_pins_them() {
    const CORE: &str =
        "{\"name\": \"core\", \"version\": \"1.2.3\", \"optionalDependencies\": {\"@o/core-linux\": \"1.2.3\"}}\n";
    const LOOSE: &str =
        "{\"name\": \"core\", \"version\": \"1.2.3\", \"optionalDependencies\": {\"@o/core-linux\": \"^1.0.0\"}}\n";
    let of = |core: &'static str, binary: &'static str| -> Tree {
        Box::leak(Box::new([
            ("package.json", "{\"name\": \"r\", \"private\": true, \"workspaces\": [\"packages/*\", \"npm/*\"]}\n"),
            ("packages/core/package.json", core),
            ("packages/other/package.json", "other 1.2.3"),
            ("npm/linux/package.json", binary),
        ]))
    };
    all(&[
        asking(
            "core",
            row(
                "pinned at its own version",
                &["core@1.2.3"],
                of(CORE, "@o/core-linux 1.2.3"),
                "core@1.2.4: npm/linux/package.json packages/core/package.json | packages/other",
            ),
        ),
        asking(
            "core",
            row(
                "required as others are",
                &["core@1.2.3"],
                of(LOOSE, "@o/core-linux 1.2.3"),
                "core@1.2.4: packages/core/package.json | npm/linux packages/other",
            ),
        ),
        asking(
            "core",
            row(
                "pinned, with a version of its own",
                &["core@1.2.3"],
                of(CORE, "@o/core-linux 1.0.0"),
                "core@1.2.4: packages/core/package.json | npm/linux packages/other",
            ),
        ),
    ]);
}
