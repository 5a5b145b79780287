//! A root that is no package: beside it folders whose versions are their tags' alone, or packages that say theirs.

use super::*;

#[test]
fn a_folder_whose_version_is_its_tags_alone() {
    let tags: &[&str] = &["v1.25.0", "exp/v0.1.0", "tools/gen/v2.0.0-rc.1", "v1.24.0"];
    const GIVES: &str = "package version\n\nvar Version = \"0.1.0\"\n{}";
    const MODULE: (&str, &str) = ("exp/go.mod", "module x.org/exp\n");
    const DEEP: (&str, &str) = ("tools/gen/main.tf", "{}");
    let go: Tree = &[("package.json", "- -"), MODULE];
    let with = |request: serde_json::Value, row: Row| Row { request, ..row };
    all(&[
        asking("exp", row("a Go module in a folder", tags, &[MODULE], "exp/v0.1.1 at the tip")),
        asking("./exp/", row("its folder spelled otherwise", tags, &[MODULE], "exp/v0.1.1 at the tip")),
        with(
            json!({"package": "tools/gen", "bump": "prerelease"}),
            row("a deeper one", tags, &[DEEP], "tools/gen/v2.0.0-rc.2 at the tip"),
        ),
        asking("gen", row("half of its folder", tags, &[], "error unknown-package")),
        asking("ex", row("half of its name", tags, &[], "error unknown-package")),
        asking("exp", row("beside a manifest without a version", tags, go, "exp/v0.1.1 at the tip")),
        asking(
            "exp",
            row(
                "beside a package at the root",
                tags,
                &[("package.json", "r 1.25.0"), MODULE],
                "exp/v0.1.1 at the tip | .",
            ),
        ),
        asking(
            "exp",
            row(
                "a file elsewhere says what its tags do",
                &["exp/v0.1.0", "v0.1.0"],
                &[("go.mod", "{}"), MODULE, ("api/version/version.go", GIVES)],
                "exp/v0.1.1 at the tip",
            ),
        ),
        asking(
            "exp",
            row(
                "a file of its own says what its tags do",
                &["exp/v0.1.0", "v0.1.0"],
                &[("go.mod", "{}"), ("exp/version/version.go", GIVES)],
                "error no-manifest",
            ),
        ),
        row(
            "a file of the root's says what its tags do",
            &["exp/v0.1.0", "v0.1.0"],
            &[("go.mod", "{}"), ("api/version/version.go", GIVES)],
            "error no-manifest",
        ),
        asking(
            "vpc",
            row(
                "one that is called so lies beside it",
                &["vpc/v0.2.0", "v1.25.0"],
                &[("vpc/main.tf", "{}"), ("tools/aws-vpc/package.json", "aws-vpc 1.0.0 private")],
                "vpc/v0.2.1 at the tip | tools/aws-vpc",
            ),
        ),
        asking(
            "exp",
            row(
                "a project that takes its version from tags, in a deeper folder",
                tags,
                &[
                    ("package.json", "- -"),
                    (
                        "packages/exp/pyproject.toml",
                        "[project]\nname = 'exp'\ndynamic = ['version']\n[build-system]\nrequires = ['setuptools-scm']\n",
                    ),
                ],
                "exp/v0.1.1 at the tip",
            ),
        ),
        row("the module at the root", tags, &[], "v1.25.1 at the tip"),
        with(json!({"bump": "preminor"}), row("in SemVer's spelling", tags, &[], "v1.26.0-rc.1 at the tip")),
    ]);
}

#[test]
fn tags_that_begin_with_no_folder_are_of_something_else() {
    let crates: Tree = &[
        ("Cargo.toml", "[workspace]\nmembers = ['crates/*']\n"),
        ("crates/doors/Cargo.toml", "doors 1.25.0"),
        ("crates/doors-config/Cargo.toml", "doors-config 0.2.5"),
    ];
    let core: Tree = &[("crates/core/Cargo.toml", "doors-core 0.7.0")];
    for (package, tags, now, advice) in [
        ("exp", &["v1.25.0", "exp/v0.1.0"], &[("go.mod", "{}")] as Tree, "give the folder of what is meant"),
        ("core", &["v1.25.0", "core/v0.5.0"], core, "if they are of the one in `crates/core`: `--package crates/core`"),
        ("config", &["doors/v1.25.0", "config/v0.2.5"], crates, "if they are of the one in `crates/doors-config`"),
    ] {
        let (request, first_look) = looked(&asking(package, row(package, tags, now, "")));
        let error = version_first::wants(&request, &first_look).unwrap_err();
        assert_eq!(error.code, "unknown-package", "{package}");
        assert!(error.next_steps[0].starts_with(advice), "{:?}", error.next_steps);
        // Whoever does not tell the paths is believed.
        assert!(version_first::wants(&request, &FirstLook { paths: None, ..first_look }).is_ok(), "{package}");
    }
}

#[test]
fn tags_of_a_folder_without_a_manifest_may_be_of_a_package_elsewhere() {
    let core: Tree = &[("crates/core/Cargo.toml", "doors-core 0.5.0"), ("core/README.md", "x\n")];
    let behind: Tree = &[("crates/core/Cargo.toml", "doors-core 0.7.0"), ("core/README.md", "x\n")];
    let go: Tree = &[("crates/core/Cargo.toml", "doors-core 0.5.0"), ("core/go.mod", "module x/core\n")];
    let python: Tree = &[
        ("crates/core/Cargo.toml", "doors-core 0.5.0"),
        ("core/pyproject.toml", "[project]\nname = 'core'\ndynamic = ['version']\n[tool.setuptools_scm]\n"),
    ];
    let tags: &[&str] = &["v1.25.0", "core/v0.5.0"];
    let wants = |row: &Row| {
        let (request, first_look) = looked(row);
        version_first::wants(&request, &first_look)
    };
    let error = wants(&asking("core", row("", tags, core, ""))).unwrap_err();
    assert_eq!(error.code, "unknown-package");
    assert!(error.next_steps[0].contains("`--package crates/core`"), "{:?}", error.next_steps);
    assert!(error.next_steps[1].contains("--tag-format 'core/v{version}'"), "{:?}", error.next_steps);
    let asked = Row { request: json!({"package": "core", "tagFormat": "core/v{version}"}), ..row("", tags, core, "") };
    // A folder of packages that are released together, by one tag that is called after it.
    let below: Tree = &[
        ("package.json", "{\"private\": true}"),
        ("core/a/package.json", "a 0.5.0"),
        ("core/b/package.json", "b 0.5.0"),
    ];
    let error = wants(&asking("core", row("", tags, below, ""))).unwrap_err();
    assert_eq!(error.code, "unknown-package");
    assert!(error.next_steps[0].contains("`--package core/a`"), "{:?}", error.next_steps);
    let module: Tree = &[("core/go.mod", "module x/core\n"), ("core/a/package.json", "a 0.5.0")];
    let apart: Tree = &[("core/main.tf", "{}"), ("core/a/package.json", "a 0.2.0")];
    for row in [
        asking("core", row("", tags, module, "")),
        asking("core", row("", tags, apart, "")),
        asking("core", row("", tags, behind, "")),
        asking("core", row("", tags, go, "")),
        asking("core", row("", tags, python, "")),
        asked,
    ] {
        assert!(wants(&row).is_ok(), "{:?}", row.now);
    }
}

#[test]
fn a_citation_at_the_root_is_no_package_beside_others() {
    const CITED: (&str, &str) = ("CITATION.cff", "cff-version: 1.2.0\ntitle: doors\nversion: 0.13.4\n");
    const NOW: (&str, &str) = ("CITATION.cff", "cff-version: 1.2.0\ntitle: doors\nversion: 0.15.1\n");
    all(&[
        row(
            "the tags do not tell of it, and packages in folders are published",
            &["v0.15.1"],
            &[
                CITED,
                ("doors/Cargo.toml", "doors 0.20.1"),
                ("bindings/node/package.json", "doors 0.14.0"),
                ("bindings/node/npm/linux/package.json", "doors-linux 0.14.0"),
            ],
            "error packages-differ",
        ),
        row(
            "one package in a folder",
            &["v0.15.1"],
            &[CITED, ("doors/Cargo.toml", "doors 0.20.1")],
            "error packages-differ",
        ),
        asking(
            "doors",
            Row {
                then: &[("doors/Cargo.toml", "doors 0.15.1")],
                ..row(
                    "which is asked for",
                    &["v0.15.1"],
                    &[CITED, ("doors/Cargo.toml", "doors 0.15.2")],
                    "trace 0.15.2",
                )
            },
        ),
        row(
            "the tags tell of it",
            &["v0.15.1"],
            &[NOW, ("doors/Cargo.toml", "doors 0.20.1"), ("bindings/node/package.json", "doors 0.14.0")],
            "v0.15.2: CITATION.cff",
        ),
        Row {
            then: &[NOW],
            ..row(
                "they told of it",
                &["v0.15.1"],
                &[CITED, ("doors/Cargo.toml", "doors 0.20.1")],
                "v0.15.2: CITATION.cff",
            )
        },
        row(
            "all behind the tag, and nobody publishes what lies in folders",
            &["v0.15.1"],
            &[CITED, ("site/package.json", "site 0.0.0 private")],
            "v0.15.2: CITATION.cff",
        ),
        row(
            "all behind the tag, beside a module",
            &["v0.15.1"],
            &[CITED, ("go.mod", "{}"), ("site/package.json", "site 0.0.0")],
            "v0.15.2: CITATION.cff",
        ),
        row("all behind the tag, and alone", &["v0.15.1"], &[CITED, ("Makefile", "all:\n")], "v0.15.2: CITATION.cff"),
        row("no tag yet", &[], &[CITED, ("doors/Cargo.toml", "doors 0.20.1")], "error packages-differ"),
    ]);
}

#[test]
fn what_says_where_a_project_is_to_be_had_is_no_package_beside_others() {
    const PAST: (&str, &str) = ("server.json", "{\"name\": \"x.y/doors\", \"version\": \"1.0.0\"}\n");
    const NOW: (&str, &str) = ("server.json", "{\"name\": \"x.y/doors\", \"version\": \"1.2.3\"}\n");
    const LIBRARY: (&str, &str) = ("library.json", "{\"name\": \"doors\", \"version\": \"1.0.0\"}\n");
    const CORE: (&str, &str) = ("core/pyproject.toml", "doors 1.2.3");
    const BUILT: (&str, &str) = ("CMakeLists.txt", "project(doors VERSION 1.0.0)\n");
    const BUILDS: (&str, &str) = ("CMakeLists.txt", "project(doors)\n");
    let tags: &[&str] = &["v1.2.3"];
    all(&[
        row("a package says the newest tag's version", tags, &[PAST, CORE], "error packages-differ"),
        row("so beside what builds it, and says nothing", tags, &[PAST, BUILDS, CORE], "error packages-differ"),
        row("a library is its own package", &[], &[LIBRARY, ("tool/pyproject.toml", "gen 0.1.0")], "v1.0.0 at the tip"),
        row(
            "all behind the tag, and what builds it says the same",
            tags,
            &[PAST, BUILT, CORE],
            "v1.2.4: CMakeLists.txt server.json",
        ),
        row(
            "it is at their version, and goes with the one that is, too",
            tags,
            &[NOW, CORE, ("tool/package.json", "tool 2.0.0")],
            "v1.2.4: core/pyproject.toml server.json",
        ),
        row("no package says what it does", tags, &[NOW, ("tool/package.json", "tool 2.0.0")], "v1.2.4: server.json"),
        row("all behind the tag, and alone there", tags, &[PAST], "v1.2.4: server.json"),
        row(
            "all behind the tag, beside examples",
            tags,
            &[LIBRARY, ("examples/a/package.json", "a 0.1.0")],
            "v1.2.4: library.json",
        ),
        row(
            "all behind the tag, in a module of Go",
            tags,
            &[PAST, ("go.mod", "{}"), ("site/package.json", "a 0.1.0")],
            "v1.2.4: server.json",
        ),
        asking("core", row("the package is asked for", tags, &[PAST, CORE], "v1.2.4: core/pyproject.toml")),
    ]);
}

#[test]
fn a_root_that_began_its_numbers_is_no_package_beside_apps_with_tags_of_their_own() {
    const ROOT: (&str, &str) = ("mix.exs", "def project do [app: :doors_tests, version: \"0.1.0\"] end\n");
    const NEAR: (&str, &str) = ("mix.exs", "def project do [app: :doors, version: \"1.3.0\"] end\n");
    const HINGE: (&str, &str) =
        ("apps/hinge/mix.exs", "def project do [app: :hinge, version: to_string(vsn(desc))] end\n");
    let tags: &[&str] = &["v1.4.1", "v1.4.0", "hinge/v1.5.0"];
    all(&[
        row("an app's tags begin with its folder", tags, &[ROOT, HINGE], "error packages-differ"),
        row("they have its name", &["v1.4.1", "hinge-v1.5.0"], &[ROOT, HINGE], "error packages-differ"),
        asking(".", row("all behind the tag, the root is asked for", tags, &[ROOT, HINGE], "v1.4.2: mix.exs")),
        Row {
            request: json!({"manifests": ["mix.exs"]}),
            ..row("all behind the tag, it is named", tags, &[ROOT, HINGE], "v1.4.2: mix.exs")
        },
        Row {
            request: json!({"manifests": ["!mix.exs"]}),
            ..row(
                "it is left out, and where an app has its version from is to be named",
                tags,
                &[ROOT, HINGE],
                "error no-manifest",
            )
        },
        row("all behind the tag, nothing is beside it", tags, &[ROOT], "v1.4.2: mix.exs"),
        row("all behind the tag, no tag is another's", &["v1.4.1"], &[ROOT, HINGE], "v1.4.2: mix.exs"),
        row("all behind the tag, tags of what is gone", &["v1.4.1", "bell/v1.5.0"], &[ROOT, HINGE], "v1.4.2: mix.exs"),
        row("all behind the tag, its own number has been raised", tags, &[NEAR, HINGE], "v1.4.2: mix.exs"),
        row("the tags have just begun, too", &["v0.1.0", "hinge/v0.1.0"], &[ROOT, HINGE], "v0.1.1: mix.exs"),
        Row {
            then: &[("mix.exs", "def project do [app: :doors_tests, version: \"1.4.1\"] end\n")],
            ..row("it said the tag's version", tags, &[ROOT, HINGE], "v1.4.2: mix.exs")
        },
    ]);
}
