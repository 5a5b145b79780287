//! What lies beside a manifest at the root and says its version once more.

use super::*;

#[test]
fn files_that_follow_a_manifest() {
    all(&[
        row(
            "Make beside a package",
            &["1.2.3"],
            &[
                ("package.json", "doors 1.2.3"),
                ("Makefile", "VERSION := 1.2.3\n"),
                ("docs/Makefile", "VERSION := 1.2.3\n"),
            ],
            "1.2.4: Makefile package.json",
        ),
        row(
            "an app for Nextcloud",
            &["1.2.3"],
            &[
                ("appinfo/info.xml", "<info>\n  <id>x</id>\n  <version>1.2.3</version>\n</info>\n"),
                ("lib/info.xml", "<info>\n  <id>x</id>\n  <version>1.2.3</version>\n</info>\n"),
                ("package.json", "doors 1.2.3"),
            ],
            "1.2.4: appinfo/info.xml package.json",
        ),
        row(
            "a grammar of tree-sitter",
            &["1.2.3"],
            &[
                (
                    "tree-sitter.json",
                    "{\"grammars\": [], \"metadata\": {\"version\": \"1.2.3\", \"license\": \"MIT\"}}\n",
                ),
                ("Cargo.toml", "doors 1.2.3"),
                ("package.json", "doors 1.2.3"),
                ("Makefile", "VERSION := 1.2.3\n"),
                ("CMakeLists.txt", "project(doors VERSION \"1.2.3\" LANGUAGES C)\n"),
            ],
            "1.2.4: CMakeLists.txt Cargo.toml Makefile package.json tree-sitter.json",
        ),
        row(
            "Make at the root of packages, which has none",
            &["v1.2.3"],
            &[
                ("package.json", "w - members private"),
                ("Makefile", "VERSION := 2.0.0\n"),
                ("packages/a/package.json", "a 1.2.3"),
                ("packages/b/package.json", "b 2.0.0"),
            ],
            "v1.2.4: packages/a/package.json | packages/b",
        ),
        row(
            "Make with a version of its own",
            &["1.2.3"],
            &[("package.json", "doors 1.2.3"), ("Makefile", "VERSION := 1.2.2\n")],
            "1.2.4: package.json",
        ),
        row(
            "Rust, for an editor, with a file for the version",
            &["v1.2.3"],
            &[
                ("Cargo.toml", "[package]\nname = \"doors\"\nversion = \"1.2.3\"\n"),
                ("extension.toml", "id = \"doors\"\nversion = \"1.2.3\"\n"),
                ("VERSION", "1.2.3\n"),
                ("pixi.toml", "[workspace]\nversion = \"0.1.0\"\n"),
            ],
            "v1.2.4: Cargo.toml VERSION extension.toml",
        ),
        row(
            "JavaScript, with Bower and a file for the version",
            &["v1.2.3"],
            &[
                ("package.json", "{\"name\": \"doors\", \"version\": \"1.2.3\"}\n"),
                ("bower.json", "{\"name\": \"doors\", \"version\": \"1.2.3\"}\n"),
                ("VERSION.txt", "v1.2.3\n"),
                (".version", "20\n"),
            ],
            "v1.2.4: VERSION.txt bower.json package.json",
        ),
        Row {
            request: json!({"bump": "1.3.0rc1"}),
            ..row(
                "Python, in a snap: the tag is Python's",
                &["v1.2.3"],
                &[
                    ("pyproject.toml", "[project]\nname = \"doors\"\nversion = \"1.2.3\"\n"),
                    ("snap/snapcraft.yaml", "name: doors\nversion: '1.2.3'\n"),
                ],
                "v1.3.0rc1: pyproject.toml snap/snapcraft.yaml",
            )
        },
        row(
            "of a root that says no version itself",
            &["a@1.2.3", "b@0.4.0"],
            &[
                ("package.json", "{\"name\": \"doors\", \"private\": true, \"workspaces\": [\"packages/*\"]}\n"),
                ("packages/a/package.json", "{\"name\": \"a\", \"version\": \"1.2.3\"}\n"),
                ("packages/b/package.json", "{\"name\": \"b\", \"version\": \"0.4.0\"}\n"),
                ("VERSION", "1.2.3\n"),
            ],
            "error packages-differ",
        ),
        row(
            "Bower lists what a page is made of",
            &["v1.2.2", "v1.2.3"],
            &[("go.mod", "module x.org/doors\n"), ("bower.json", "{\"name\": \"doors\", \"version\": \"2.0.0\"}\n")],
            "v1.2.4 at the tip",
        ),
        row(
            "numbered apart, or more than a version",
            &["v1.2.3"],
            &[
                ("package.json", "{\"name\": \"doors\", \"version\": \"1.2.3\"}\n"),
                ("VERSION", "0.9.0\n"),
                ("version.txt", "1.2.3\nof doors\n"),
                ("configure.ac", "AC_INIT([doors], [7.0])\n"),
                ("lib/VERSION", "1.2.3\n"),
            ],
            "v1.2.4: package.json",
        ),
    ]);
}
