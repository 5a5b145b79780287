//! Workspaces whose root says no version.

use super::*;

#[test]
fn workspaces_without_a_version_at_the_root() {
    all(&[
        row(
            "all in step",
            &["v1.2.0"],
            &[
                ("package.json", "r - members"),
                ("packages/a/package.json", "a 1.2.0"),
                ("packages/b/package.json", "b 1.2.0"),
            ],
            "v1.2.1: packages/a/package.json packages/b/package.json",
        ),
        row(
            "one is what the tags tell of",
            &["v4.2.0"],
            &[
                ("package.json", "r - private members"),
                ("packages/a/package.json", "a 4.2.0"),
                ("packages/b/package.json", "b 0.3.1 needs=a:^4.2.0"),
            ],
            "v4.2.1: packages/a/package.json | packages/b",
        ),
        row(
            "the root never said what the tags do, and members say what tags of another name do",
            &["v7.1.1", "core@10.1.0"],
            &[
                ("package.json", "r 1.0.0 private members"),
                ("packages/a/package.json", "a 10.1.0"),
                ("packages/b/package.json", "b 10.1.0"),
            ],
            "error packages-differ",
        ),
        Row {
            then: &[("package.json", "r 7.1.1")],
            ..row(
                "the same, and it did say it",
                &["v7.1.1", "core@10.1.0"],
                &[
                    ("package.json", "r 1.0.0 private members"),
                    ("packages/a/package.json", "a 10.1.0"),
                    ("packages/b/package.json", "b 10.1.0"),
                ],
                "v7.1.2: package.json | packages/a packages/b",
            )
        },
        Row {
            then: &[("packages/a/package.json", "a 4.2.0")],
            ..row(
                "and was raised by hand",
                &["v4.2.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/a/package.json", "a 4.3.0"),
                    ("packages/b/package.json", "b 0.3.1"),
                ],
                "trace 4.3.0 | packages/b",
            )
        },
        row(
            "the only one that is published says something of long ago",
            &["v2.1.72", "v1.50.2"],
            &[("Cargo.toml", "- - members"), ("crates/a/Cargo.toml", "a 1.50.2")],
            "error packages-differ",
        ),
        Row {
            then: &[
                ("packages/a/package.json", "a 5.90.1"),
                ("packages/b/package.json", "b 5.62.0"),
                ("packages/c/package.json", "c 5.90.3"),
            ],
            ..row(
                "tags for all are of before, and one has none of its own yet",
                &["v5.90.3", "a@5.90.1", "a@5.101.4", "c@6.0.0-rc.0"],
                &[
                    ("package.json", "r - members"),
                    ("packages/a/package.json", "a 5.101.4"),
                    ("packages/b/package.json", "b 5.101.4"),
                    ("packages/c/package.json", "c 5.101.4"),
                ],
                "error packages-differ",
            )
        },
        row(
            "nobody says the tag's version",
            &["v5.0.0"],
            &[
                ("package.json", "r - members"),
                ("packages/a/package.json", "a 4.2.0"),
                ("packages/b/package.json", "b 0.3.1"),
            ],
            "error packages-differ",
        ),
        row(
            "no tag at all",
            &[],
            &[
                ("package.json", "r - members"),
                ("packages/a/package.json", "a 4.2.0"),
                ("packages/b/package.json", "b 0.3.1"),
            ],
            "error packages-differ",
        ),
        row(
            "no tag, one version",
            &[],
            &[
                ("package.json", "r - members"),
                ("packages/a/package.json", "a 4.2.0"),
                ("packages/b/package.json", "b 4.2.0"),
            ],
            "v4.2.0 at the tip",
        ),
        row(
            "each with tags of its own",
            &["a@4.2.0", "b@4.2.0"],
            &[
                ("package.json", "r - members"),
                ("packages/a/package.json", "a 4.2.0"),
                ("packages/b/package.json", "b 4.2.0"),
            ],
            "error packages-differ",
        ),
        row(
            "a member alone",
            &["v0.3.0"],
            &[("Cargo.toml", "- - members"), ("crates/a/Cargo.toml", "a 0.3.0")],
            "v0.3.1: crates/a/Cargo.toml",
        ),
    ]);
}

#[test]
fn a_root_crate_beside_what_its_members_take() {
    const HEIR: &str = "[package]\nname = \"a\"\nversion.workspace = true\n";
    const TREE: Tree = &[
        (
            "Cargo.toml",
            "[package]\nname = \"r\"\nversion = \"1.2.3\"\n[workspace]\nmembers = [\"crates/*\"]\n[workspace.package]\nversion = \"0.5.0\"\n[dependencies]\na = { path = \"crates/a\", version = \"0.5.0\" }\n",
        ),
        (
            "Cargo.lock",
            "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.5.0\"\n\n[[package]]\nname = \"r\"\nversion = \"1.2.3\"\ndependencies = [\n \"a\",\n]\n",
        ),
        ("crates/a/Cargo.toml", HEIR),
    ];
    all(&[
        row("the root's is released", &["v1.2.3"], TREE, "v1.2.4: Cargo.lock Cargo.toml"),
        row("for the first time", &[], TREE, "v1.2.3 at the tip"),
        row("the tags tell of the members", &["v0.5.0", "v0.4.0"], TREE, "error versions-differ-in-file"),
        row("all behind the tag, and that is no member's", &["v1.2.4"], TREE, "v1.2.5: Cargo.lock Cargo.toml"),
    ]);
    let plan = decided(&row("the root's is released", &["v1.2.3"], TREE, ""));
    let Some(Step::Commit { files, .. }) = plan.step else { panic!("{:?}", plan.result) };
    let text = |path| files.iter().find(|file| file.path == path).unwrap().text.clone();
    assert!(text("Cargo.toml").contains(
        "[workspace.package]\nversion = \"0.5.0\"\n[dependencies]\na = { path = \"crates/a\", version = \"0.5.0\" }"
    ));
    assert!(text("Cargo.lock").contains("name = \"a\"\nversion = \"0.5.0\""));
}

#[test]
fn a_pom_in_a_folder_brings_no_site_along() {
    const POM: (&str, &str) =
        ("java/pom.xml", "<project>\n<artifactId>doors</artifactId>\n<version>1.2.3</version>\n</project>\n");
    const OWN: (&str, &str) =
        ("java/pom.xml", "<project>\n<artifactId>doors</artifactId>\n<version>0.9.0</version>\n</project>\n");
    const ROOT: (&str, &str) = ("Cargo.toml", "- - members");
    const CRATE: (&str, &str) = ("crates/a/Cargo.toml", "a 1.2.3");
    const LINUX: (&str, &str) = ("crates/a/npm/linux/package.json", "a-linux 1.2.3");
    const SITE: (&str, &str) = ("site/package.json", "site 1.0.0");
    const LOCK: (&str, &str) = (
        "site/package-lock.json",
        "{\"name\": \"site\", \"version\": \"1.0.0\", \"lockfileVersion\": 3, \"packages\": {\"\": {\"name\": \"site\", \"version\": \"1.0.0\"}}}\n",
    );
    let all_of_them: Tree = &[ROOT, CRATE, LINUX, POM, SITE, LOCK];
    all(&[
        row(
            "beside packages for platforms",
            &["v1.2.3"],
            all_of_them,
            "v1.2.4: crates/a/Cargo.toml crates/a/npm/linux/package.json java/pom.xml",
        ),
        Row {
            request: json!({"bump": "minor"}),
            then: &[("site/package.json", "site 0.9.0")],
            ..row(
                "and it was raised",
                &["v1.2.3"],
                all_of_them,
                "v1.3.0: crates/a/Cargo.toml crates/a/npm/linux/package.json java/pom.xml",
            )
        },
        row(
            "a crate that the workspace does not name",
            &["v1.2.3"],
            &[ROOT, CRATE, POM, ("tool/Cargo.toml", "tool 0.1.0")],
            "v1.2.4: crates/a/Cargo.toml java/pom.xml",
        ),
        row(
            "nor is one that says the tag's version, as many do by chance",
            &["v1.2.3"],
            &[ROOT, CRATE, LINUX, POM, ("web/package.json", "web 1.2.3")],
            "v1.2.4: crates/a/Cargo.toml crates/a/npm/linux/package.json java/pom.xml",
        ),
        row(
            "nor with the crates alone",
            &["v1.2.3"],
            &[ROOT, CRATE, LINUX, OWN, ("web/package.json", "web 1.2.3")],
            "v1.2.4: crates/a/Cargo.toml crates/a/npm/linux/package.json",
        ),
        row(
            "and another in a crate's folder, which is numbered apart",
            &["v1.2.3"],
            &[ROOT, CRATE, POM, ("crates/a/package.json", "a-docs 0.3.0 private")],
            "v1.2.4: crates/a/Cargo.toml java/pom.xml",
        ),
        asking(
            "crates/a",
            row(
                "one is asked for",
                &["v1.2.3"],
                all_of_them,
                "v1.2.4: crates/a/Cargo.toml crates/a/npm/linux/package.json",
            ),
        ),
    ]);
    let plan = decided(&row("each file is told once", &["v1.2.3"], all_of_them, ""));
    let told: Vec<&str> =
        plan.proposal.iter().flat_map(|one| &one.releases.first.manifests).map(|one| one.path.as_str()).collect();
    assert_eq!(told, ["crates/a/Cargo.toml", "crates/a/npm/linux/package.json", "java/pom.xml"]);
}
