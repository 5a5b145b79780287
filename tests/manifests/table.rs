//! One small file for every way a format may be written: each line of a table is a case on its own.

use super::{after, file, files, rewrite, version, versions};
use version_first::manifest::{self, Found};
use version_first::version::Scheme;

/// Every line ending and byte order mark, with and without the last line end.
fn dress(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line_end in ["\n", "\r\n"] {
        for mark in ["", "\u{feff}"] {
            let dressed = format!("{mark}{}", text.replace('\n', line_end));
            out.push(dressed.trim_end_matches(['\r', '\n']).to_string());
            out.push(dressed);
        }
    }
    out
}

/// `template` marks the package's own versions with `@` and decoys by spelling the old version out.
fn check(path: &str, template: &str, from: &str, to: &str, spelled: &str) {
    for text in dress(template) {
        let before = file(path, &text.replace('@', from));
        let wanted = text.replace('@', spelled);
        let list = [before.clone()];
        let found = manifest::read(&list, &[]).unwrap();
        assert_eq!(found.len(), 1, "{path}: {text:?}");
        assert_eq!(found[0].version, from, "{text:?}");
        let rewritten = rewrite(&list, to).unwrap();
        assert_eq!(rewritten.len(), 1);
        assert_eq!(rewritten[0].text, wanted, "{path}: {text:?}");
        assert_eq!((rewritten[0].from.as_str(), rewritten[0].to.as_str()), (from, spelled));
        // Where it was reported, it stands.
        let offset = text.find('@').unwrap();
        let place = version_first::splice::place(&text, offset);
        assert_eq!((found[0].line, found[0].column), place, "{text:?}");
        let same = manifest::rewrite(&list, &[], &version(from)).unwrap();
        assert_eq!(same[0].text, before.text, "rewriting to the version it has: {text:?}");
        assert_eq!(same[0].from, same[0].to);
    }
}

const PYPROJECT: [&str; 21] = [
    "[project]\nversion = \"@\"\n",
    "[project]\nversion = '@'\n",
    "[project]\nversion = \"\"\"@\"\"\"\n",
    "[project]\nversion = '''@'''\n",
    "[project]\nversion = \"\"\"\n@\"\"\"\n",
    "[project]\nversion=\"@\"# 0.2.328\n",
    "  [ project ]  # 0.2.328\n\t\"version\"\t=\t\"@\"\t# version = \"0.2.328\"\n",
    "[project]\n'version' = \"@\"\n",
    "project.version = \"@\"\n",
    "project = {name = \"a\", version = \"@\", dependencies = [\"b==0.2.328\"]}\n",
    "\"project\".\"version\" = '@'\n",
    "[tool.poetry]\nversion = \"@\"\n",
    "[tool]\npoetry.version = \"@\"\n",
    "[tool]\npoetry = { version = \"@\" }\n",
    "tool.\"poetry\".version = \"@\"\n",
    "[project]\nname = \"version\"\nversion = \"@\"\n\n[tool.poetry]\nversion = \"@\"\n",
    "[tool.other]\nversion = \"0.2.328\"\n[project]\nversion = \"@\"\ndependencies = [\n  \"same==0.2.328\", # version = \"0.2.328\"\n]\n",
    "[project]\ndescription = \"\"\"\n[project]\nversion = \"0.2.328\"\n\"\"\"\nversion = \"@\"\n",
    "[project]\nreadme = { file = \"version = \\\"0.2.328\\\"\" }\nversion = \"@\"\n[tool.poetry.dependencies]\nversion = \"0.2.328\"\n",
    "[[tool.x]]\nversion = \"0.2.328\"\n\n\n[project]\nname = \"ünï\"\nversion = \"@\"\n",
    "# äöü 😀\n[project]\nkeywords = [\"😀\"]\nversion = \"@\"\n[project.optional-dependencies]\nx = [\"y==0.2.328\"]\n",
];

#[test]
fn pyproject() {
    for template in PYPROJECT {
        check("pyproject.toml", template, "0.2.328", "0.2.335", "0.2.335");
        check("pyproject.toml", template, "0.2.328", "1.3.0-rc.1", "1.3.0rc1");
    }
}

const PACKAGE: [&str; 8] = [
    "{\"version\":\"@\"}",
    "{\n  \"name\": \"a\",\n  \"version\": \"@\"\n}\n",
    "{\n\t\"name\": \"a\",\n\t\"version\"\t:\t\"@\",\n\t\"dependencies\": {\"b\": \"0.2.328\", \"version\": \"0.2.328\"}\n}\n",
    "{\n    \"config\": {\"version\": \"0.2.328\"},\n    \"version\": \"@\"\n}\n",
    "{\"\\u0076ersion\": \"@\", \"description\": \"\\\"version\\\": \\\"0.2.328\\\"\"}\n",
    "{\"x\": [{\"version\": \"0.2.328\"}], \"version\": \"@\", \"scripts\": {\"a\": \"b/0.2.328\"}}",
    "{\"name\": \"ünï 😀\", \"version\": \"@\"}\n\n\n",
    "  {  \"version\"\n:\n\"@\"\n}\n",
];

#[test]
fn package_json() {
    for template in PACKAGE {
        check("package.json", template, "0.2.328", "0.2.335", "0.2.335");
        check("package.json", template, "0.2.328", "1.3.0rc1", "1.3.0-rc.1");
    }
}

const CARGO: [&str; 9] = [
    "[package]\nname = \"a\"\nversion = \"@\"\n",
    "[package]\nname = \"a\"\nversion = '@' # 0.2.328\nrust-version = \"0.2.328\"\n",
    "package = { name = \"a\", version = \"@\" }\n",
    "package.name = \"a\"\npackage.version = \"@\"\n",
    "[workspace]\nmembers = []\n[workspace.package]\nversion = \"@\"\n",
    "[workspace]\npackage.version = \"@\"\n",
    "[workspace.package]\nversion = \"@\"\n[package]\nname = \"a\"\nversion.workspace = true\n",
    "[workspace.package]\nversion = \"@\"\n[package]\nname = \"a\"\nversion = { workspace = true }\n[dependencies]\na = \"0.2.328\"\n",
    "[package]\nname = \"a\"\nversion = \"@\"\n[dependencies]\nserde = \"0.2.328\"\nb = { version = \"0.2.328\", path = \"b\" }\n[dependencies.c]\nversion = \"0.2.328\"\n",
];

#[test]
fn cargo_toml() {
    for template in CARGO {
        check("Cargo.toml", template, "0.2.328", "0.2.335", "0.2.335");
        check("Cargo.toml", template, "0.2.328", "1.3.0rc1", "1.3.0-rc.1");
    }
}

#[test]
fn a_manifest_without_a_version_of_its_own_is_left_alone() {
    let cases = [
        ("pyproject.toml", ""),
        ("pyproject.toml", "[project]\nname = \"a\"\ndynamic = [\"version\"]\n"),
        ("pyproject.toml", "[tool.ruff]\nversion = \"1.0\"\n"),
        ("pyproject.toml", "[tool.poetry]\nversion = \"0.0.0\"\n[tool.poetry-dynamic-versioning]\nenable = true\n"),
        ("package.json", "{}"),
        ("package.json", "{\"private\": true, \"workspaces\": [\"a\"]}"),
        ("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n"),
        ("Cargo.toml", "[package]\nname = \"a\"\nversion.workspace = true\n"),
        ("Cargo.toml", "[package]\nname = \"a\"\n"),
        ("pkg/__init__.py", "import this\n"),
        ("Cargo.lock", "version = 4\n"),
        ("uv.lock", "version = 1\n"),
        ("README.md", "version = \"1.0.0\""),
    ];
    for (path, text) in cases {
        assert!(versions(path, text).is_empty(), "{path}: {text}");
        assert!(rewrite(&[file(path, text)], "2.0.0").unwrap().is_empty(), "{path}: {text}");
    }
}

#[test]
fn one_release_version_each_file_in_its_own_grammar() {
    let list = [
        ("pyproject.toml", "[project]\nversion = \"1.2.3\"\n"),
        ("package.json", "{\"version\": \"1.2.3\"}"),
        ("Cargo.toml", "[package]\nname = \"a\"\nversion = \"1.2.3\"\n"),
        ("a/__init__.py", "__version__ = '1.2.3'\n"),
    ];
    for to in ["1.3.0rc1", "1.3.0-rc.1"] {
        assert_eq!(after(&list, to, "pyproject.toml"), "[project]\nversion = \"1.3.0rc1\"\n");
        assert_eq!(after(&list, to, "package.json"), "{\"version\": \"1.3.0-rc.1\"}");
        assert_eq!(after(&list, to, "Cargo.toml"), "[package]\nname = \"a\"\nversion = \"1.3.0-rc.1\"\n");
        assert_eq!(after(&list, to, "a/__init__.py"), "__version__ = '1.3.0rc1'\n");
    }
    // Back again: what `read` reports is each file's own spelling.
    let list =
        files(&[("pyproject.toml", "[project]\nversion='1.3.0rc1'"), ("package.json", "{\"version\":\"1.3.0-rc.1\"}")]);
    let same = rewrite(&list, "1.3.0rc1").unwrap();
    assert!(same.iter().zip(&list).all(|(new, old)| new.text == old.text && new.from == new.to));
    let found = manifest::read(&list, &[]).unwrap();
    assert_eq!(
        found[1],
        Found {
            path: "package.json".into(),
            format: "package.json".into(),
            version: "1.3.0-rc.1".into(),
            scheme: Scheme::Semver,
            line: 1,
            column: 13,
            how: "at the root".into()
        }
    );
}

#[test]
fn a_spelling_that_means_the_version_already_is_kept() {
    for spelled in ["1.3.0-RC.1", "v1.3.0rc1", "1.3.0c1", "1.3.0_rc_1"] {
        let text = format!("[project]\nversion = \"{spelled}\"\n");
        assert_eq!(after(&[("pyproject.toml", &text)], "1.3.0rc1", "pyproject.toml"), text);
    }
    // Build metadata is part of what a file says, though not of its precedence.
    let text = "{\"version\": \"1.3.0+a\"}";
    assert_eq!(after(&[("package.json", text)], "1.3.0+b", "package.json"), "{\"version\": \"1.3.0+b\"}");
    assert_eq!(
        after(&[("pyproject.toml", "[project]\nversion = \"0.3.009\"")], "0.3.10", "pyproject.toml"),
        "[project]\nversion = \"0.3.10\""
    );
}

#[test]
fn zeros_before_a_number_are_kept_where_nothing_says_what_they_mean() {
    for (old, version, new) in [
        ("1.04", "1.5", "1.05"),
        ("1.2.3+build.007", "1.2.4", "1.2.4"),
        ("1.2.3+20240105.alpha", "1.2.4", "1.2.4"),
        ("1.09", "1.10", "1.10"),
        ("1.04", "2.0", "2.00"),
        ("0.3.009", "0.3.10", "0.3.010"),
        ("2026.02.03", "2026.2.10", "2026.02.10"),
        ("2026.02", "2026.2.1", "2026.2.1"),
        ("1.4", "1.5", "1.5"),
        ("1.10", "1.11", "1.11"),
        ("0.9", "0.10", "0.10"),
    ] {
        assert_eq!(after(&[("VERSION", old)], version, "VERSION"), new, "{old}");
    }
    let clojure = |version: &str| format!("(defproject doors \"{version}\")\n");
    for (old, version, new) in [
        ("2026.08.03", "2026.8.4", "2026.08.04"),
        ("2026.08.03-SNAPSHOT", "2026.8.4", "2026.08.04"),
        ("2026.12.13", "2026.12.14", "2026.12.14"),
        ("1.2.3", "1.2.4", "1.2.4"),
        ("1.2.3", "1.3.0-rc.1", "1.3.0-rc.1"),
    ] {
        assert_eq!(after(&[("project.clj", &clojure(old))], version, "project.clj"), clojure(new), "{old}");
    }
}

#[test]
fn escapes_are_replaced_as_a_whole() {
    let cases = [
        ("pyproject.toml", "[project]\nversion = \"1\\u002e2.3\" # x\n", "[project]\nversion = \"1.2.4\" # x\n"),
        (
            "pyproject.toml",
            "[project]\nversion = \"\"\"1.2\\\n   .3\"\"\"\n",
            "[project]\nversion = \"\"\"1.2.4\"\"\"\n",
        ),
        ("package.json", "{\"version\": \"1.\\u0032.3\" }", "{\"version\": \"1.2.4\" }"),
    ];
    for (path, before, wanted) in cases {
        assert_eq!(versions(path, before), ["1.2.3"]);
        assert_eq!(after(&[(path, before)], "1.2.4", path), wanted);
    }
}
