//! A package that is asked for, in a folder that nothing names, where others are called the same.

use super::*;

/// In folders that nothing names.
const APART: Tree = &[("apps/web/package.json", "web 1.0.0"), ("libs/web/package.json", "web 3.0.0")];

#[test]
fn of_a_package_in_a_folder_that_nothing_names_others_are_called_the_same() {
    all(&[
        asking("libs/web", row("with tags of the other", &["web-v1.0.0"], APART, "error ambiguous-tags")),
        asking("apps/web", row("with tags of its own", &["web-v1.0.0"], APART, "web-v1.0.1: apps/web/package.json")),
        asking(
            "kit",
            row(
                "with the name that its setup.cfg gives it",
                &["doors-v1.2.3"],
                &[
                    ("kit/setup.cfg", "[metadata]\nname = doors\nversion = 1.2.3\n"),
                    ("other/package.json", "other 7.0.0"),
                ],
                "doors-v1.2.4: kit/setup.cfg",
            ),
        ),
        asking(
            "libs/web",
            row(
                "with tags of both",
                &["web-v1.0.0", "libs/web/v3.0.0"],
                APART,
                "libs/web/v3.0.1: libs/web/package.json",
            ),
        ),
        asking(
            "libs/web",
            row("the other's tags have its folder", &["apps/web/v1.0.0"], APART, "libs/web/v3.0.0 at the tip"),
        ),
        asking("libs/web", row("no tags at all", &[], APART, "web-v3.0.0 at the tip")),
        asking(
            "libs/web",
            row(
                "its folder's name is all of another's name",
                &["web-v1.0.0"],
                &[("apps/site/Cargo.toml", "web 1.0.0"), ("libs/web/package.json", "@lib/web 3.0.0")],
                "@lib/web-v3.0.0 at the tip",
            ),
        ),
        asking(
            "libs/web",
            row(
                "beside a package at the root",
                &["v0.1.0", "web-v1.0.0"],
                &[
                    ("package.json", "r 0.1.0"),
                    ("apps/web/Cargo.toml", "web 1.0.0"),
                    ("libs/web/package.json", "web 3.0.0"),
                ],
                "error ambiguous-tags",
            ),
        ),
        asking(
            "web",
            row(
                "a name that a member of a workspace has, and one that is none",
                &["web-v1.0.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/web/package.json", "web 3.0.0"),
                    ("apps/web/package.json", "web 1.0.0"),
                ],
                "error unknown-package",
            ),
        ),
        asking(
            "packages/web",
            row(
                "a member of a workspace, and one that is none",
                &["web-v1.0.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/web/package.json", "web 3.0.0"),
                    ("apps/web/package.json", "web 1.0.0"),
                ],
                "error ambiguous-tags",
            ),
        ),
        asking(
            "libs/web",
            row(
                "what another says, who is called otherwise, is nothing to it",
                &["web-v3.0.0"],
                &[("apps/site/package.json", "site 3.0.0"), ("libs/web/package.json", "web 3.0.0")],
                "web-v3.0.1: libs/web/package.json",
            ),
        ),
    ]);
}

/// What is asked for by name goes on from the same tags as what commits ask for.
#[test]
fn a_version_by_name_does_not_pass_over_tags_that_may_be_its_own() {
    const TREE: Tree = &[("js/package.json", "@o/doors 3.4.0"), ("rust/Cargo.toml", "inner 0.1.0 private")];
    let by_name = |version: &str, row: Row| Row { request: json!({ "bump": version }), ..row };
    all(&[
        by_name("3.5.0", row("left", &["v2.2.0", "doors/js-3.4.0", "inner-0.1.0"], TREE, "error ambiguous-tags")),
        by_name("3.4.0", row("the same", &["v2.2.0", "doors/js-3.4.0", "inner-0.1.0"], TREE, "error ambiguous-tags")),
        Row {
            then: &[("js/package.json", "@o/doors 2.2.0")],
            request: json!({ "package": "@o/doors", "bump": "3.5.0" }),
            ..row(
                "nobody's",
                &["@o/doors@2.2.0", "site-1.0.0", "inner-0.1.0"],
                TREE,
                "@o/doors@3.5.0: js/package.json | rust",
            )
        },
    ]);
}

/// The next tag would be the package's that stays, and its manifest would not say so.
#[test]
fn the_newest_tag_is_called_after_a_package_that_stays() {
    const ONE_TAG: Tree = &[
        ("package.json", "r - members"),
        ("packages/app/package.json", "app 1.2.3"),
        ("packages/b/package.json", "b 1.2.3"),
    ];
    const WITH_ROOT: Tree = &[
        ("package.json", "r 1.2.3 members"),
        ("packages/app/package.json", "app 1.2.3"),
        ("packages/b/package.json", "b 1.2.3"),
    ];
    all(&[
        row("of two, nobody is asked for", &["app-v1.2.3"], ONE_TAG, "error packages-differ"),
        Row {
            request: json!({"manifests": ["packages/b/package.json"]}),
            ..row(
                "of two, the other's file is named",
                &["v1.4.0", "app-v2.0.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/app/package.json", "app 2.0.0"),
                    ("packages/b/package.json", "b 1.4.0"),
                ],
                "error packages-differ",
            )
        },
        asking(
            "app",
            row("of two, the one", &["app-v1.2.3"], ONE_TAG, "app-v1.2.4: packages/app/package.json | packages/b"),
        ),
        row("beside the root", &["app@1.2.3"], WITH_ROOT, "error packages-differ"),
        row(
            "beside a root whose tags are called as a folder with another version is",
            &["app-v1.2.3"],
            &[("package.json", "r 1.2.3 members"), ("packages/app/package.json", "site 0.1.0 private")],
            "app-v1.2.4: package.json | packages/app",
        ),
        row(
            "a plain tag besides, which is the root's",
            &["app@1.2.3", "v1.2.3"],
            WITH_ROOT,
            "v1.2.4: package.json packages/b/package.json | packages/app",
        ),
    ]);
}
