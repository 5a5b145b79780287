//! A package that is asked for, by its name or its folder.

use super::*;

const OF_ONE_NAME: Tree = &[("js/package.json", "a 0.3.0"), ("rust/Cargo.toml", "a 0.9.0")];
/// The last part of their names is the same.
const ALIKE: Tree = &[("a/package.json", "@x/core 1.0.0"), ("b/package.json", "@y/core 2.0.0")];

#[test]
fn a_package_that_is_asked_for() {
    let tree: Tree = &[
        ("Cargo.toml", "tool 15.1.0 members needs=ignore:0.4.29"),
        ("crates/globset/Cargo.toml", "globset 0.4.19"),
        ("crates/ignore/Cargo.toml", "ignore 0.4.29"),
    ];
    let tags: &[&str] = &["v15.1.0", "globset-0.4.19", "ignore-0.4.28", "ignore-0.4.29"];
    all(&[
        asking("ignore", row("by name", tags, tree, "ignore-0.4.30: crates/ignore/Cargo.toml | . crates/globset")),
        asking(
            "./crates/globset/",
            row("by folder", tags, tree, "globset-0.4.20: crates/globset/Cargo.toml | . crates/ignore"),
        ),
        asking(".", row("the root", tags, tree, "v15.1.1: Cargo.toml | crates/globset crates/ignore")),
        asking(
            "tool",
            row(
                "by a name that another file says than the version",
                &["hatch-v1.17.0", "tool-v1.30.0"],
                &[
                    ("backend/pyproject.toml", "[project]\nname = \"tool\"\ndynamic = [\"version\"]\n"),
                    ("backend/src/tool/__about__.py", "{}\n__version__ = \"1.30.0\"\n"),
                    ("x/package.json", "x 3.0.0"),
                ],
                "tool-v1.30.1: backend/src/tool/__about__.py | x",
            ),
        ),
        asking(
            "doors-sdk",
            row(
                "one whose version the tags of another have said, long ago",
                &["0.4.2", "1.2.10", "1.2.11", "sdk==0.4.1", "sdk==0.4.2"],
                &[("libs/doors/package.json", "doors 1.2.11"), ("libs/sdk-js/package.json", "doors-sdk 0.4.2")],
                "error ambiguous-tags",
            ),
        ),
        asking(
            "packages/b",
            row(
                "one whose version was passed by tags of another, which says less than the newest, too",
                &["v1.5.0", "v2.0.0", "v2.6.0"],
                &[("packages/a/package.json", "a 2.0.0"), ("packages/b/package.json", "b 1.5.0")],
                "b-v1.5.0 at the tip",
            ),
        ),
        asking(
            "packages/a",
            row(
                "all behind the tag: that other one",
                &["v1.5.0", "v2.0.0", "v2.6.0"],
                &[("packages/a/package.json", "a 2.0.0"), ("packages/b/package.json", "b 1.5.0")],
                "v2.6.1: packages/a/package.json",
            ),
        ),
        // Another branch released both as one.
        Row {
            then: &[("bindings/node/package.json", "doors 0.13.3"), ("bindings/node/Cargo.toml", "")],
            ..asking(
                "bindings/node",
                row(
                    "one that says two versions, and its tags went on elsewhere with the other",
                    &["node-v0.13.3", "elsewhere/node-v0.23.1"],
                    &[
                        ("bindings/node/package.json", "doors 0.15.3"),
                        ("bindings/node/Cargo.toml", "node 0.23.2"),
                        ("doors/Cargo.toml", "doors 0.23.2"),
                    ],
                    "error manifests-disagree",
                ),
            )
        },
        asking("nobody", row("one that is not there", tags, tree, "error unknown-package")),
        asking(
            "globset",
            row(
                "one without tags, where others have some",
                &["v15.1.0", "ignore-0.4.29"],
                tree,
                "globset-0.4.19 at the tip | . crates/ignore",
            ),
        ),
        asking(
            "globset",
            row(
                "one whose tags may be called otherwise",
                &["v15.1.0", "ignore-0.4.29", "set-v0.4.19"],
                tree,
                "error ambiguous-tags",
            ),
        ),
        row(
            "the one of several that is published, whose tags may be called otherwise",
            &["doors/js-3.4.0", "inner-0.1.0"],
            &[("js/package.json", "@o/doors 3.4.0"), ("rust/Cargo.toml", "inner 0.1.0 private")],
            "error ambiguous-tags",
        ),
        row(
            "the one that is published, which has left its tags for others",
            &["v2.2.0", "doors/js-3.4.0", "inner-0.1.0"],
            &[("js/package.json", "@o/doors 3.4.0"), ("rust/Cargo.toml", "inner 0.1.0 private")],
            "error ambiguous-tags",
        ),
        asking(
            "globset",
            row(
                "one that is ahead of tags that may be its own",
                &["v15.1.0", "ignore-0.4.29", "set-v0.4.18"],
                tree,
                "error ambiguous-tags",
            ),
        ),
        asking(
            "globset",
            row(
                "one beside tags of another name that are far from its version",
                &["v15.1.0", "ignore-0.4.29", "set-v0.3.2"],
                tree,
                "globset-0.4.19 at the tip | . crates/ignore",
            ),
        ),
        asking(
            "b",
            Row {
                then: &[("b/package.json", "b 1.0.0")],
                ..row(
                    "one that is ahead of the tags without a name, which are no other package's",
                    &["1.0.0"],
                    &[("a/package.json", "a 0.4.0"), ("b/package.json", "b 1.0.1")],
                    "trace 1.0.1",
                )
            },
        ),
        asking(
            "b",
            row(
                "one a step above what the root has tagged",
                &["1.0.0"],
                &[("package.json", "r 1.0.0"), ("b/package.json", "b 1.0.1")],
                "b-v1.0.1 at the tip | .",
            ),
        ),
        asking(
            "x",
            row(
                "one whose tags have ended, where the tags without a name say its version",
                &["x-0.28.0", "v0.29.0", "v0.30.0", "v0.31.0"],
                &[
                    ("Cargo.toml", "[workspace]\nmembers = [\"x\", \"y\"]\n"),
                    ("x/Cargo.toml", "x 0.31.0"),
                    ("y/Cargo.toml", "y 0.31.0"),
                ],
                "error ambiguous-tags",
            ),
        ),
        asking(
            "x",
            row(
                "the same, beside a root that says it, too",
                &["x-0.28.0", "v0.29.0", "v0.30.0", "v0.31.0"],
                &[("Cargo.toml", "r 0.31.0 members"), ("x/Cargo.toml", "x 0.31.0"), ("y/Cargo.toml", "y 0.31.0")],
                "error ambiguous-tags",
            ),
        ),
        asking(
            "x",
            row(
                "one that never had tags of its own, where the tags without a name say its version",
                &["v0.30.0", "v0.31.0"],
                &[
                    ("Cargo.toml", "[workspace]\nmembers = [\"x\", \"y\"]\n"),
                    ("x/Cargo.toml", "x 0.31.0"),
                    ("y/Cargo.toml", "y 0.31.0"),
                ],
                "error packages-parted",
            ),
        ),
        asking(
            "x",
            Row {
                then: &[("x/Cargo.toml", "x 0.30.0")],
                ..row(
                    "one with tags beside those of all",
                    &["x-0.30.0", "v0.30.0", "v0.31.0"],
                    &[
                        ("Cargo.toml", "[workspace]\nmembers = [\"x\", \"y\"]\n"),
                        ("x/Cargo.toml", "x 0.31.0"),
                        ("y/Cargo.toml", "y 0.31.0"),
                    ],
                    "trace 0.31.0 | y",
                )
            },
        ),
        asking(
            "x",
            Row {
                then: &[("x/package.json", "x 0.9.0")],
                ..row(
                    "one that came to the root's version",
                    &["x-0.9.0", "v0.8.0", "v1.0.0"],
                    &[("package.json", "r 1.0.0"), ("x/package.json", "x 1.0.0")],
                    "trace 1.0.0 | .",
                )
            },
        ),
        asking(
            "b",
            row(
                "outside of any workspace",
                &["v1.0.0", "b-v0.4.0"],
                &[("package.json", "r 1.0.0"), ("b/package.json", "b 0.4.0")],
                "b-v0.4.1: b/package.json | .",
            ),
        ),
        asking(
            "@t/a",
            row(
                "with a scope",
                &["@t/a@4.2.0", "@t/b@0.3.1"],
                &[
                    ("package.json", "r - members"),
                    ("packages/a/package.json", "@t/a 4.2.0"),
                    ("packages/b/package.json", "@t/b 0.3.1"),
                ],
                "@t/a@4.2.1: packages/a/package.json | packages/b",
            ),
        ),
        row(
            "a root that was given up, and a member with tags of its own beyond it",
            &["v7.0.1", "a-10.2.0"],
            &[("package.json", "r 0.0.0 members"), ("packages/a/package.json", "a 10.2.0")],
            "error packages-differ",
        ),
        row(
            "a root that lags behind its tags, and a member below them",
            &["v7.0.1", "a-2.0.0"],
            &[("package.json", "r 0.0.0 members"), ("packages/a/package.json", "a 2.0.0")],
            "v7.0.2: package.json | packages/a",
        ),
        row(
            "a root that says its newest tag, and a member beyond it",
            &["v7.0.1", "a-10.2.0"],
            &[("package.json", "r 7.0.1 members"), ("packages/a/package.json", "a 10.2.0")],
            "v7.0.2: package.json | packages/a",
        ),
        asking(
            ".",
            row(
                "the root that was given up, asked for",
                &["v7.0.1", "a-10.2.0"],
                &[("package.json", "r 0.0.0 members"), ("packages/a/package.json", "a 10.2.0")],
                "v7.0.2: package.json | packages/a",
            ),
        ),
        row(
            "tags of before, no version at the root, and a folder with tags of its own beyond them",
            &["v5.0.0", "a_v5.11.0", "b_v1.0.0"],
            &[
                ("pubspec.yaml", "name: r\n"),
                ("a/pubspec.yaml", "a 5.11.0"),
                ("b/pubspec.yaml", "b 1.0.0"),
                ("tool/pubspec.yaml", "tool 1.0.0 private"),
            ],
            "error packages-differ",
        ),
        Row {
            then: &[
                ("packages/a/package.json", "a 5.0.0"),
                ("packages/b/package.json", ""),
                ("packages/gone/package.json", "gone 5.0.0"),
            ],
            ..row(
                "tags of before, a package without tags, and one beyond them that was raised since its own",
                &["v5.0.0", "a-v5.11.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/a/package.json", "a 5.12.0"),
                    ("packages/b/package.json", "b 0.1.0"),
                ],
                "error packages-differ",
            )
        },
        Row {
            then: &[("packages/site/package.json", "")],
            ..row(
                "tags of before, and what nobody publishes has tags of its own beyond them",
                &["v2.6.0", "p-v2.20.0"],
                &[
                    ("package.json", "r - members private"),
                    ("packages/p/package.json", "@t/p 2.20.0 private"),
                    ("packages/site/package.json", "site 0.1.0 private"),
                ],
                "error packages-differ",
            )
        },
        Row {
            then: &[("packages/site/package.json", "")],
            ..row(
                "tags of before, packages with tags of their own, and one that nobody publishes",
                &["v2.6.0", "a-1.0.0", "b-1.0.0"],
                &[
                    ("package.json", "r - members private"),
                    ("packages/a/package.json", "a 1.0.0"),
                    ("packages/b/package.json", "b 1.0.0"),
                    ("packages/site/package.json", "site 0.1.0 private"),
                ],
                "error packages-differ",
            )
        },
        asking(
            "a",
            row(
                "with an at, and tags that move with a v",
                &["a-v4.2", "a-v4", "a@4.2.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/a/package.json", "a 4.2.0"),
                    ("packages/b/package.json", "b 0.3.1"),
                ],
                "a@4.2.1: packages/a/package.json | packages/b",
            ),
        ),
        asking(
            "a",
            row(
                "with a v, and tags that move with an at",
                &["a@4.2", "a@4", "a-v4.2.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/a/package.json", "a 4.2.0"),
                    ("packages/b/package.json", "b 0.3.1"),
                ],
                "a-v4.2.1: packages/a/package.json | packages/b",
            ),
        ),
        asking(
            "packages/a",
            row(
                "what lies in its folder goes with it",
                &["a@1.0.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/a/package.json", "a 1.0.0"),
                    ("packages/b/package.json", "b 1.0.0"),
                ],
                "a@1.0.1: packages/a/package.json | packages/b",
            ),
        ),
        asking("a", row("a name that two have", &["a-v0.9.0"], OF_ONE_NAME, "error unknown-package")),
        asking(
            "@x/core",
            row(
                "tags that two share by the last part of their names",
                &["core-v1.0.0", "core-v2.0.0"],
                ALIKE,
                "error ambiguous-tags",
            ),
        ),
        asking(
            "@x/core",
            row("tags that say the version of the other", &["core-v2.0.0"], ALIKE, "error ambiguous-tags"),
        ),
        asking("@y/core", row("tags that say its own", &["core-v2.0.0"], ALIKE, "core-v2.0.1: b/package.json | a")),
        Row {
            then: &[("b/package.json", "@y/core 1.9.0")],
            ..asking("@y/core", row("and it is a step beyond them", &["core-v1.9.0"], ALIKE, "trace 2.0.0 | a"))
        },
        asking(
            "@lib/web",
            row(
                "the last part of its name is all of another's",
                &["web-v1.0.0"],
                &[("apps/web/package.json", "web 1.0.0"), ("libs/web/package.json", "@lib/web 3.0.0")],
                "@lib/web-v3.0.0 at the tip | apps/web",
            ),
        ),
        Row {
            request: json!({"package": "ignore", "tagFormat": "crates/{name}/{version}"}),
            ..row(
                "in a format of its own",
                &["crates/ignore/0.4.29"],
                tree,
                "crates/ignore/0.4.30: crates/ignore/Cargo.toml | . crates/globset",
            )
        },
    ]);
}
