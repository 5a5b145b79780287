//! Private packages that say `0.0.0`: they stay, and what they require of ours follows.

use super::{after, files, rewrite};

#[test]
fn a_private_package_that_says_nothing_still_has_to_resolve() {
    let bench = "[package]\nname = \"bench\"\nversion = \"0.0.0\"\npublish = false\n[dev-dependencies]\nkelp = { path = \"..\", version = \"4.0.0\" }\n";
    let list = [
        ("Cargo.toml", "[package]\nname = \"kelp\"\nversion = \"4.6.5\"\n[workspace]\nmembers = [\"bench\"]\n"),
        ("bench/Cargo.toml", bench),
    ];
    assert_eq!(after(&list, "5.0.0", "bench/Cargo.toml"), bench.replace("4.0.0", "5.0.0"));
    assert_eq!(after(&list, "4.7.0", "bench/Cargo.toml"), bench, "what admits it stays");
    let example = "{\"name\": \"example\", \"private\": true, \"version\": \"0.0.0\", \"dependencies\": {\"kelp\": \"workspace:^4.6.5\"}}\n";
    let list = [
        ("package.json", "{\"name\": \"kelp\", \"version\": \"4.6.5\", \"workspaces\": [\"example\"]}\n"),
        ("example/package.json", example),
    ];
    assert_eq!(after(&list, "5.0.0", "example/package.json"), example.replace("4.6.5", "5.0.0"));
    // npm and Yarn take a member from here without being told by a word, as long as it is admitted.
    let site =
        "{\"name\": \"site\", \"private\": true, \"version\": \"0.0.0\", \"dependencies\": {\"@k/lib\": \"^4.6.5\"}}\n";
    let lock = "{\"lockfileVersion\": 3, \"packages\": {\"\": {\"workspaces\": [\"lib\", \"site\"]}, \"lib\": {\"name\": \"@k/lib\", \"version\": \"4.6.5\"}, \"node_modules/@k/lib\": {\"resolved\": \"lib\", \"link\": true}, \"site\": {\"version\": \"0.0.0\", \"dependencies\": {\"@k/lib\": \"^4.6.5\"}}}}\n";
    let list = [
        ("package.json", "{\"private\": true, \"workspaces\": [\"lib\", \"site\"]}\n"),
        ("package-lock.json", lock),
        ("lib/package.json", "{\"name\": \"@k/lib\", \"version\": \"4.6.5\"}\n"),
        ("site/package.json", site),
    ];
    assert_eq!(after(&list, "5.0.0", "site/package.json"), site.replace("4.6.5", "5.0.0"));
    assert_eq!(after(&list, "5.0.0", "package-lock.json"), lock.replace("4.6.5", "5.0.0"));
    // One that never was taken from here.
    let old = list.map(|(path, text)| {
        (path, if path == "site/package.json" { site.replace("4.6.5", "4.0.1") } else { text.to_string() })
    });
    let old: Vec<(&str, &str)> = old
        .iter()
        .filter(|(path, _)| *path != "package-lock.json")
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    assert_eq!(after(&old, "4.7.0", "site/package.json"), site.replace("4.6.5", "4.0.1"));
}

#[test]
fn what_says_a_version_elsewhere_in_the_same_file_is_no_placeholder() {
    let root = "[workspace]\nmembers = [\"a\"]\n[workspace.package]\nversion = \"1.2.3\"\n[package]\nname = \"tools\"\nversion = \"0.0.0\"\npublish = false\n";
    let list = [("Cargo.toml", root), ("a/Cargo.toml", "[package]\nname = \"a\"\nversion.workspace = true\n")];
    let error = rewrite(&files(&list), "1.3.0").unwrap_err();
    assert_eq!(&*error.code, "versions-differ-in-file", "{error}");
}

#[test]
fn a_tag_of_a_pom_that_says_another_version_is_left() {
    let pom = |version: &str, tag: &str| {
        format!("<project><version>{version}</version><scm><tag>{tag}</tag></scm></project>")
    };
    for old in ["1.2.3-SNAPSHOT", "1.2.2"] {
        assert_eq!(after(&[("pom.xml", &pom(old, "v1.2.3"))], "1.2.3", "pom.xml"), pom("1.2.3", "v1.2.3"), "{old}");
    }
}

#[test]
fn an_app_is_published_nowhere_and_says_a_version_all_the_same() {
    let app = "name: app\nversion: 0.0.0\npublish_to: none\n";
    let list = [("pubspec.yaml", app), ("package.json", "{\"name\": \"app\", \"version\": \"1.2.3\"}\n")];
    assert_eq!(after(&list, "1.3.0", "pubspec.yaml"), app.replace("0.0.0", "1.3.0"));
}
