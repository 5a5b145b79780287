//! What lies beside a manifest at the root and says its version once more.

use super::*;

#[test]
fn files_that_follow_a_manifest() {
    all(&[
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
