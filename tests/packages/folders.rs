//! Packages below a root without a version: one alone among them, several, and those of another ecosystem.

use super::*;

#[test]
fn one_folder_down() {
    let module: Tree = &[("main.tf", "{}"), ("website/package.json", "site 1.0.0 private")];
    all(&[
        row("a chart", &["v1.2.3"], &[("mychart/Chart.yaml", "mychart 1.2.3")], "v1.2.4: mychart/Chart.yaml"),
        row(
            "an app two folders down",
            &["v1.2.3"],
            &[("packages/app/pubspec.yaml", "app 1.2.3+4")],
            "v1.2.4: packages/app/pubspec.yaml",
        ),
        row("never tagged", &[], &[("app/pubspec.yaml", "app 1.2.3 private")], "v1.2.3 at the tip"),
        row(
            "with its Python package",
            &["v1.2.3"],
            &[("backend/pyproject.toml", "api 1.2.3"), ("backend/api/__init__.py", "{}\n__version__ = '1.2.3'\n")],
            "v1.2.4: backend/api/__init__.py backend/pyproject.toml",
        ),
        row(
            "of two, the one that the tags tell of",
            &["v1.2.3"],
            &[("chart/Chart.yaml", "chart 1.2.3"), ("crds/Chart.yaml", "crds 0.4.0")],
            "v1.2.4: chart/Chart.yaml | crds",
        ),
        row(
            "of two, in step",
            &["v1.2.3"],
            &[("a/Chart.yaml", "a 1.2.3"), ("b/Chart.yaml", "b 1.2.3")],
            "v1.2.4: a/Chart.yaml b/Chart.yaml",
        ),
        Row {
            then: &[("app/pubspec.yaml", "app 1.2.3+61"), ("cli/Cargo.toml", "cli 1.2.3")],
            ..row(
                "of three, the two that the tags tell of, raised by hand",
                &["v1.2.3"],
                &[
                    ("app/pubspec.yaml", "app 1.2.4+63"),
                    ("cli/Cargo.toml", "cli 1.2.4"),
                    ("core/Cargo.toml", "core 0.1.0"),
                ],
                "trace 1.2.4 | core",
            )
        },
        Row {
            then: &[("app/pubspec.yaml", ""), ("cli/Cargo.toml", "cli 1.2.3")],
            ..row(
                "and one of them is new since",
                &["v1.2.3"],
                &[
                    ("app/pubspec.yaml", "app 1.2.4+63"),
                    ("cli/Cargo.toml", "cli 1.2.4"),
                    ("core/Cargo.toml", "core 0.1.0"),
                ],
                "trace 1.2.4 | core",
            )
        },
        row(
            "of two, neither",
            &["v9.0.0"],
            &[("a/Chart.yaml", "a 1.2.3"), ("b/Chart.yaml", "b 0.4.0")],
            "error packages-differ",
        ),
        row(
            "of two, no tag",
            &[],
            &[("a/Chart.yaml", "a 1.2.3"), ("b/Chart.yaml", "b 0.4.0")],
            "error packages-differ",
        ),
        row(
            "one, and the tags tell of something else",
            &["v9.0.0"],
            &[("a/Chart.yaml", "a 1.2.3")],
            "error packages-differ",
        ),
        row(
            "one with tags of its own, and others that name none tell of something else",
            &["mychart-0.4.0", "v1.3.0"],
            &[("mychart/Chart.yaml", "mychart 0.4.0"), ("go.mod", "{}")],
            "error ambiguous-tags",
        ),
        Row {
            request: json!({"package": "mychart"}),
            ..row(
                "asked for",
                &["mychart-0.4.0", "v1.3.0"],
                &[("mychart/Chart.yaml", "mychart 0.4.0"), ("go.mod", "{}")],
                "mychart-0.4.1: mychart/Chart.yaml",
            )
        },
        Row {
            request: json!({"manifests": ["!mychart/Chart.yaml"]}),
            ..row(
                "left out",
                &["mychart-0.4.0", "v1.3.0"],
                &[("mychart/Chart.yaml", "mychart 0.4.0"), ("go.mod", "{}")],
                "v1.3.1 at the tip",
            )
        },
        row(
            "one with tags of its own, and others that name none ended below",
            &["mychart-1.4.0", "v1.3.0"],
            &[("mychart/Chart.yaml", "mychart 1.4.0")],
            "mychart-1.4.1: mychart/Chart.yaml",
        ),
        row(
            "one with tags of its own, and others say the same",
            &["mychart-1.3.0", "v1.3.0"],
            &[("mychart/Chart.yaml", "mychart 1.3.0")],
            "mychart-1.3.1: mychart/Chart.yaml",
        ),
        Row {
            then: &[("charts/mychart/Chart.yaml", "mychart 1.2.3")],
            ..row(
                "one with tags of its own, raised by hand",
                &["mychart-1.2.3"],
                &[("charts/mychart/Chart.yaml", "mychart 1.3.0")],
                "trace 1.3.0",
            )
        },
        row("a site is no product", &["v5.0.0"], module, "v5.0.1 at the tip | website"),
        row(
            "what is there to be tested is passed over, and so is what cannot be read",
            &["v1.2.3"],
            &[
                ("mychart/Chart.yaml", "mychart 1.2.3"),
                ("examples/x/package.json", "x 3.0.0"),
                ("x-integration-tests/android/package.json", "x 1.0.0"),
                ("src/sbt-test/doors/open/package.json", "x 1.0.0"),
                ("node_modules/y/package.json", "y 4.0.0"),
                (".cache/z/package.json", "z 4.0.0"),
                ("skeleton/package.json", "{{ name }}\n"),
            ],
            "v1.2.4: mychart/Chart.yaml",
        ),
        Row {
            request: json!({"manifests": ["lib/v.json:version"]}),
            ..row(
                "what the user names",
                &["v1.2.3"],
                &[("lib/v.json", "{\"version\": \"1.2.3\"}\n"), ("a/Chart.yaml", "a 0.1.0")],
                "v1.2.4: lib/v.json | a",
            )
        },
        Row {
            request: json!({"manifests": ["README.md:/x (?<version>[0-9.]+)/"]}),
            ..row(
                "a line of a readme, and the package in a folder goes with it",
                &["v1.2.3"],
                &[("README.md", "x 1.2.3\n"), ("a/Chart.yaml", "a 1.2.3"), ("b/Chart.yaml", "b 0.1.0")],
                "v1.2.4: README.md a/Chart.yaml | b",
            )
        },
    ]);
}

#[test]
fn gems_of_one_repository() {
    const ROOT: &str = "version = File.read(File.expand_path('VERSION', __dir__)).strip\nGem::Specification.new 'x', version do |s|\nend\n";
    const INNER: &str = "version = File.read(File.expand_path('../VERSION', __dir__)).strip\nGem::Specification.new 'x-y', version do |s|\nend\n";
    let tree: Tree = &[
        ("x.gemspec", ROOT),
        ("VERSION", "1.2.3\n"),
        ("lib/x/version.rb", "module X\n  VERSION = '1.2.3'\nend\n"),
        ("y/x-y.gemspec", INNER),
        ("y/lib/x/y/version.rb", "module X\n  VERSION = '1.2.3'\nend\n"),
        ("z/z.gemspec", "Gem::Specification.new do |s|\n  s.name = 'z'\n  s.version = '0.4.0'\nend\n"),
        ("a/b/examples/e.gemspec", "s.version = '1.2.3'\n"),
    ];
    all(&[
        row(
            "the root's and those in folders",
            &["v1.2.3"],
            tree,
            "v1.2.4: VERSION lib/x/version.rb y/lib/x/y/version.rb | z",
        ),
        asking("z", row("one that is asked for", &["v1.2.3", "z-v0.4.0"], tree, "z-v0.4.1: z/z.gemspec | . y")),
    ]);
    const SHARED: &str = "require_relative 'core/lib/x/core/version.rb'\nGem::Specification.new do |s|\n  s.name = 'x'\n  s.version = X.version\nend\n";
    const OWN: &str = "require_relative '../core/lib/x/core/version'\nrequire_relative './lib/x_admin/version'\nGem::Specification.new do |s|\n  s.name = 'x_admin'\n  s.version = XAdmin::VERSION\nend\n";
    const CORE: &str = "require_relative '../core/lib/x/core/version'\nGem::Specification.new do |s|\n  s.name = 'x_core'\n  s.version = X.version\nend\n";
    const SAYS: &str = "module X\n  VERSION = '4.2.0.dev'\nend\n";
    let admin: Tree = &[
        ("admin/x_admin.gemspec", OWN),
        ("admin/lib/x_admin/version.rb", "module XAdmin\n  VERSION = '0.3.0'\nend\n"),
        ("core/x_core.gemspec", CORE),
        ("core/lib/x/core/version.rb", SAYS),
        ("x.gemspec", SHARED),
    ];
    let tags: &[&str] = &["v4.1.0", "x_admin/v0.3.0"];
    all(&[
        row(
            "a gem that takes the version of another's file",
            tags,
            admin,
            "v4.2.0: core/lib/x/core/version.rb | admin",
        ),
        asking(
            "x_admin",
            row("and one that only reads it", tags, admin, "x_admin/v0.3.1: admin/lib/x_admin/version.rb | ."),
        ),
        row(
            "beside what may be another package",
            &["v4.1.0", "v2.8.2"],
            &[("x.gemspec", SHARED), ("core/lib/x/core/version.rb", SAYS), ("package.json", "x 2.8.2")],
            "error manifests-disagree",
        ),
    ]);
}

#[test]
fn a_tag_tells_of_nothing_that_came_later_beside_packages_with_tags_of_their_own() {
    const WORKSPACE: &str = "[workspace]\nmembers = [\"doors\", \"plain\"]\n";
    const TAGS: &[&str] = &["v0.6.11", "doors-v0.6.12"];
    const NOW: Tree =
        &[("Cargo.toml", WORKSPACE), ("doors/Cargo.toml", "doors 1.0.0"), ("plain/Cargo.toml", "plain 0.3.1")];
    all(&[Row {
        then: &[("doors/Cargo.toml", "doors 0.6.11"), ("plain/Cargo.toml", "")],
        ..row("it came later", TAGS, NOW, "error packages-differ")
    }]);
    const MOVED: &str = "[workspace]\nmembers = [\"crates/*\"]\n";
    all(&[Row {
        then: &[
            ("Cargo.toml", "[workspace]\nmembers = [\"core\", \"macros\"]\n"),
            ("core/Cargo.toml", "core 1.2.3"),
            ("macros/Cargo.toml", "macros 0.3.0"),
            ("crates/core/Cargo.toml", ""),
            ("crates/macros/Cargo.toml", ""),
        ],
        ..row(
            "what has moved since was there",
            &["v1.2.3", "macros-v0.3.0"],
            &[
                ("Cargo.toml", MOVED),
                ("crates/core/Cargo.toml", "core 1.3.0"),
                ("crates/macros/Cargo.toml", "macros 0.3.0"),
            ],
            "trace 1.3.0 | crates/macros",
        )
    }]);
}

/// A workspace names packages of its own kind alone.
#[test]
fn another_ecosystem_beside_a_workspace() {
    const WORKSPACE: &str = "[workspace]\nmembers = [\"cli\", \"core\"]\n";
    const APP: &str = "name: app\nversion: 1.2.3+60\n";
    all(&[
        row(
            "an app that went with a crate",
            &["v1.2.3"],
            &[
                ("Cargo.toml", WORKSPACE),
                ("cli/Cargo.toml", "cli 1.2.3"),
                ("core/Cargo.toml", "core 0.1.0"),
                ("app/pubspec.yaml", APP),
                ("app/package.json", "{}"),
                ("site/package.json", "site 0.9.0 private"),
            ],
            "v1.2.4: app/pubspec.yaml cli/Cargo.toml | core",
        ),
        row(
            "and what builds it says something else",
            &["v1.2.3"],
            &[
                ("Cargo.toml", WORKSPACE),
                ("cli/Cargo.toml", "cli 1.2.3"),
                ("app/pubspec.yaml", APP),
                ("app/bridge/android/build.gradle", "group = \"x\"\nversion '1.0'\n"),
                ("packages/api/pubspec.yaml", "api 0.0.1"),
            ],
            "v1.2.4: app/pubspec.yaml cli/Cargo.toml",
        ),
        row(
            "nothing but what says something else",
            &["v1.2.3"],
            &[
                ("Cargo.toml", WORKSPACE),
                ("cli/Cargo.toml", "cli 1.2.3"),
                ("bridge/android/build.gradle", "group = \"x\"\nversion '1.0'\n"),
            ],
            "v1.2.4: cli/Cargo.toml",
        ),
        Row {
            then: &[("app/pubspec.yaml", "name: app\nversion: 1.2.2+59\n")],
            ..row(
                "an app that did not",
                &["v1.2.3"],
                &[("Cargo.toml", WORKSPACE), ("cli/Cargo.toml", "cli 1.2.3"), ("app/pubspec.yaml", APP)],
                "v1.2.4: cli/Cargo.toml",
            )
        },
        Row {
            then: &[("app/pubspec.yaml", APP)],
            ..row(
                "an app that was raised alone",
                &["v1.2.3"],
                &[
                    ("Cargo.toml", WORKSPACE),
                    ("cli/Cargo.toml", "cli 1.2.3"),
                    ("app/pubspec.yaml", "name: app\nversion: 1.3.0+61\n"),
                ],
                "error manifests-disagree",
            )
        },
        row(
            "a root that says a version is the package",
            &["v1.2.3"],
            &[
                ("Cargo.toml", "[package]\nname = \"doors\"\nversion = \"1.2.3\"\n[workspace]\n"),
                ("app/pubspec.yaml", APP),
            ],
            "v1.2.4: Cargo.toml",
        ),
    ]);
}
