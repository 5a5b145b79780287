//! Bad input: every refusal has a code, a place and a sentence, and nothing is rewritten.

use super::{file, files, rewrite, version};
use version_first::error::Error;
use version_first::manifest;

/// What `read` says; `rewrite` must refuse as well.
fn refused(list: &[(&str, &str)], manifests: &[&str]) -> Error {
    let list = files(list);
    let listed: Vec<String> = manifests.iter().map(ToString::to_string).collect();
    let error = manifest::read(&list, &listed).unwrap_err();
    let other = manifest::rewrite(&list, &listed, &version("9.9.9")).unwrap_err();
    assert_eq!(error, other);
    let message = &error.message;
    assert!(!message.ends_with('.') && !message.starts_with(char::is_uppercase), "{message}");
    error
}

#[test]
fn one_file() {
    // Path, text, code, line, column, part of the message.
    let cases = [
        ("pyproject.toml", "[project\nversion = \"1.0\"\n", "malformed-toml", 1, 9, "this is not TOML: "),
        (
            "pyproject.toml",
            "[project]\nversion = \"1.0\"\nversion = \"1.0\"\n",
            "malformed-toml",
            3,
            1,
            "duplicate key",
        ),
        ("pyproject.toml", "[project]\nversion = \"1.0\n", "malformed-toml", 2, 15, ""),
        (
            "pyproject.toml",
            "[project]\nname = \"x\"\n<<<<<<< HEAD\nversion = \"1.0\"\n=======\nversion = \"1.1\"\n>>>>>>> other\n",
            "malformed-toml",
            3,
            1,
            "this is not TOML: a merge conflict that nobody has solved begins here",
        ),
        (
            "package.json",
            "\u{feff}{\r\n<<<<<<< HEAD\r\n  \"version\": \"1.0.0\"\r\n=======\r\n  \"version\": \"1.1.0\"\r\n>>>>>>> a\r\n}\r\n",
            "malformed-json",
            2,
            1,
            "this is not JSON: a merge conflict that nobody has solved begins here",
        ),
        // Half of one is none.
        ("pyproject.toml", "<<<<<<< HEAD\n[project]\n", "malformed-toml", 1, 9, "this is not TOML: key with no value"),
        (
            "Chart.yaml",
            "apiVersion: v2\n<<<<<<< HEAD\nversion: 1.0.0\n=======\nversion: 1.1.0\n>>>>>>> a\n",
            "malformed-yaml",
            2,
            1,
            "this is not YAML: a merge conflict that nobody has solved begins here",
        ),
        (
            "pom.xml",
            "<project>\n<<<<<<< HEAD\n<version>1.0.0</version>\n=======\n<version>1.1.0</version>\n>>>>>>> a\n</project>\n",
            "malformed-xml",
            2,
            1,
            "this is not XML: a merge conflict that nobody has solved begins here",
        ),
        ("Cargo.toml", "\u{feff}[package]\nversion = 1.0.0\n", "malformed-toml", 2, 14, ""),
        ("package.json", "", "malformed-json", 1, 1, "expected one object"),
        ("package.json", "[]", "malformed-json", 1, 1, "expected one object"),
        ("package.json", "{\"version\": \"1.0.0\",}", "malformed-json", 1, 20, "trailing commas"),
        ("package.json", "{\n  // no\n  \"version\": \"1.0.0\"}", "malformed-json", 2, 3, "comments"),
        ("package.json", "\u{feff}{\"version\": 'x'}", "malformed-json", 1, 13, "single-quoted"),
        ("package.json", "{\"version\" \"1.0.0\"}", "malformed-json", 1, 12, "colon"),
        ("package.json", "{\"version\": \"1.0.0\"", "malformed-json", 1, 1, "unterminated object"),
        ("package.json", "{\"version\": \"1.0.0\"} x", "malformed-json", 1, 22, ""),
        ("package.json", "{\"version\": \"1.0.0\",\n \"version\": \"1.0.0\"}", "duplicate-key", 2, 2, "`version`"),
        (
            "package.json",
            "{\"version\": 1}",
            "invalid-version",
            1,
            13,
            "`version` is `1`, expected a version in quotes",
        ),
        ("package.json", "{\"version\": null}", "invalid-version", 1, 13, "`null`"),
        ("package.json", "{\"version\": \"{{version}}\"}", "invalid-version", 1, 14, "`{{version}}`"),
        ("package.json", "{\"version\": \"1.0\"}", "invalid-version", 1, 14, "`1.0`"),
        ("package.json", "{\"version\": \"\"}", "invalid-version", 1, 14, "``"),
        ("Cargo.toml", "[package]\nversion = \"1.0\"\n", "invalid-version", 2, 12, "`1.0`"),
        (
            "Cargo.toml",
            "[package]\nversion.workspace = false\n",
            "invalid-version",
            2,
            1,
            "expected a version in quotes",
        ),
        (
            "pyproject.toml",
            "[project]\nversion = 1.0\n",
            "invalid-version",
            2,
            11,
            "`project.version` is `1.0`, expected a version in quotes",
        ),
        ("pyproject.toml", "[project]\nversion = [\"1.0\"]\n", "invalid-version", 2, 11, ""),
        ("pyproject.toml", "[tool.poetry]\nversion = \"<x>\"\n", "invalid-version", 2, 12, "`<x>`"),
        ("a.py", "x = 1\n__version__ = 'unknown'\n", "invalid-version", 2, 16, "`unknown`"),
        ("a.py", "__version__ = '1.0\\x2e0'\n", "invalid-version", 1, 16, ""),
        (
            "a.py",
            "__version__ = '1.0'\n__version__ = '1.1'\n",
            "versions-differ-in-file",
            2,
            16,
            "`1.1` where line 1 says `1.0`",
        ),
        (
            "pyproject.toml",
            "[project]\nversion = \"1.0\"\n[tool.poetry]\nversion = \"1.1\"\n",
            "versions-differ-in-file",
            4,
            12,
            "`1.1` where line 2 says `1.0`",
        ),
        (
            "Cargo.toml",
            "[package]\nname = \"a\"\nversion = \"1.0.0\"\n[workspace.package]\nversion = \"2.0.0\"\n",
            "versions-differ-in-file",
            5,
            12,
            "",
        ),
        ("package.json", "{\"version\": \"1.0.0\u{0}\"}", "not-text", 1, 19, "NUL"),
        (
            "package.json",
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 6\n",
            "malformed-json",
            1,
            1,
            "this is not JSON, but a pointer of Git LFS",
        ),
        ("a.py", "\u{0}\u{1}\u{2}", "not-text", 1, 1, "NUL"),
    ];
    for (path, text, code, line, column, message) in cases {
        let error = refused(&[(path, text)], &[]);
        assert_eq!(error.code, code, "{text}");
        assert_eq!(error.path.as_deref(), Some(path));
        assert_eq!((error.line, error.column), (Some(line), Some(column)), "{text}: {}", error.message);
        assert!(error.message.contains(message), "{text}: {}", error.message);
    }
}

#[test]
fn two_spellings_of_one_python_version_are_no_difference() {
    let text = "[project]\nversion = \"1.0\"\n[tool.poetry]\nversion = \"1.0.0\"\n";
    let list = [file("pyproject.toml", text)];
    assert_eq!(manifest::read(&list, &[]).unwrap()[0].version, "1.0");
    assert_eq!(
        rewrite(&list, "1.1.0").unwrap()[0].text,
        "[project]\nversion = \"1.1.0\"\n[tool.poetry]\nversion = \"1.1.0\"\n"
    );
}

#[test]
fn lists_that_name_what_is_not_there() {
    let day = ("day.txt", "made on 2026-02-03 # x-version-first: date\n");
    let list = [("package.json", "{}"), ("a.py", "x = 1\n"), ("Cargo.lock", "version = 4\n"), ("x.txt", "1.0.0"), day];
    let cases = [
        ("x.txt", "unknown-format", "`x.txt` is in `manifests`, but no format of that name is known"),
        ("x.txt", "unknown-format", "no marker comment is in it"),
        ("day.txt", "unknown-format", "the marker comments in it are of the day alone"),
        ("nowhere/x.txt", "manifest-not-found", "`nowhere/x.txt`"),
        ("nowhere/package.json", "manifest-not-found", "`nowhere/package.json` is in `manifests`"),
        ("../package.json", "manifest-not-found", "`../package.json`"),
        ("package.json", "version-not-found", "expected a top-level `version`"),
        ("./a.py", "version-not-found", "expected a top-level `__version__ = \"…\"`"),
        ("Cargo.lock", "version-not-found", "expected an entry of a package"),
    ];
    for (path, code, message) in cases {
        let error = refused(&list, &[path]);
        assert_eq!(error.code, code, "{path}");
        assert!(error.message.contains(message), "{}", error.message);
        assert!(error.path.is_some() && !error.next_steps.is_empty());
    }
}

#[test]
fn a_file_given_twice_is_refused() {
    let error = refused(&[("package.json", "{}"), ("a.py", ""), ("package.json", "{\"version\":\"1.0.0\"}")], &[]);
    assert_eq!((error.code.as_ref(), error.path.as_deref()), ("invalid-input", Some("package.json")));
}

#[test]
fn a_set_is_rewritten_together_or_not_at_all() {
    let list = files(&[("package.json", "{\"version\":\"1.0.0\"}"), ("a.py", "__version__ = '?'\n")]);
    assert_eq!(rewrite(&list, "1.1.0").unwrap_err().path.as_deref(), Some("a.py"));
    // A version that one of the grammars cannot express.
    let list =
        files(&[("pyproject.toml", "[project]\nversion = \"1.0.0\""), ("package.json", "{\"version\":\"1.0.0\"}")]);
    for (to, at) in [("1.0.0-x.y.z", "pyproject.toml"), ("1!2.0", "package.json")] {
        let error = rewrite(&list, to).unwrap_err();
        assert_eq!((error.code.as_ref(), error.path.as_deref()), ("version-not-expressible", Some(at)));
    }
}

#[test]
fn too_large_is_refused_before_any_parser_sees_it() {
    for path in ["package.json", "pyproject.toml", "a.py", "package-lock.json", "Cargo.lock"] {
        let error = refused(&[(path, &"[".repeat(50_000_000))], &[]);
        assert_eq!(error.code, "manifest-too-large");
        assert_eq!(error.path.as_deref(), Some(path));
    }
    // Not one of ours, so its size is nobody's business here.
    assert!(manifest::read(&[file("data.csv", &"[".repeat(50_000_000))], &[]).unwrap().is_empty());
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let depth = 100_000;
    let cases = [
        ("package.json", "[".repeat(depth), "malformed-json"),
        ("package.json", "{\"a\":".repeat(depth), "malformed-json"),
        ("Chart.yaml", "[".repeat(depth), "malformed-yaml"),
        ("Chart.yaml", "a: {".repeat(depth), "malformed-yaml"),
        ("Chart.yaml", "- ".repeat(depth), "malformed-yaml"),
        ("pom.xml", "<a>".repeat(depth), "malformed-xml"),
        ("deno.json", "{\"a\":".repeat(depth), "malformed-json"),
        ("pyproject.toml", format!("a = {}", "[".repeat(depth)), "malformed-toml"),
        ("pyproject.toml", format!("a = {}", "{a=".repeat(depth)), "malformed-toml"),
        ("pyproject.toml", format!("{}a = 1", "a.".repeat(depth)), "malformed-toml"),
        ("pyproject.toml", format!("[{}a]", "a.".repeat(depth)), "malformed-toml"),
        ("pyproject.toml", format!("a = {{{}a = 1}}", "a.".repeat(depth)), "malformed-toml"),
    ];
    for (path, text, code) in cases {
        assert_eq!(refused(&[(path, &text)], &[]).code, code, "{}", &text[..9]);
    }
    // No tree, no depth: the version behind it all is found.
    for (path, open, last) in [
        ("a.rb", "(", "\nVERSION = '1.0.0'\n"),
        ("a.go", "(", ")\nconst Version = `1.0.0`\n"),
        ("build.gradle", "{", "\n"),
        ("CMakeLists.txt", "(", "\nproject(a VERSION 1.0.0)\n"),
        ("MODULE.bazel", "[", "\n"),
        ("build.zig.zon", ".{", "\n"),
        ("mix.exs", "[", "\n"),
    ] {
        let _ = manifest::read(&[file(path, &format!("{}{last}", open.repeat(depth)))], &[]).unwrap();
    }
    let nested = format!("{}\n__version__ = '1.0'\n", "f'{".repeat(depth));
    let _ = manifest::read(&[file("a.py", &nested)], &[]);
    let brackets = format!("x = {}1{}\n__version__ = '1.0'\n", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(super::versions("a.py", &brackets), ["1.0"]);
}

#[test]
fn a_file_that_cannot_say_the_version_shows_what_it_says_and_nothing_is_rewritten() {
    let list = super::files(&[
        ("package.json", "{\"version\": \"1.2.3\"}\n"),
        ("manifest.json", "{\"manifest_version\": 3, \"version\": \"1.2.3\"}\n"),
    ]);
    let error = super::rewrite(&list, "1.3.0-rc.1").unwrap_err();
    assert_eq!(
        (&*error.code, error.path.as_deref(), error.line),
        ("version-not-expressible", Some("manifest.json"), Some(1))
    );
    assert!(error.message.contains("`1.3.0-rc.1`") && error.message.ends_with("; it says `1.2.3`"), "{error}");
}

#[test]
fn a_broken_lock_file_is_told_of_where_it_is_rewritten_or_named() {
    for lock in ["uv.lock", "poetry.lock"] {
        let list =
            files(&[("pyproject.toml", "[project]\nname = \"a\"\nversion = \"1.2.3\"\n"), (lock, "[[package\n")]);
        let found = manifest::read(&list, &[]).unwrap();
        assert_eq!(found.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["pyproject.toml"]);
        let named = manifest::read(&list, &[lock.to_string()]).unwrap_err();
        for error in [rewrite(&list, "1.3.0").unwrap_err(), named] {
            assert_eq!((&*error.code, error.path.as_deref()), ("malformed-toml", Some(lock)));
        }
    }
}

#[test]
fn a_broken_lock_file_at_the_root_does_not_hide_the_packages_in_folders() {
    for (root, own, lock, broken, member, text) in [
        (
            "package.json",
            "{\"private\": true}",
            "package-lock.json",
            "{",
            "lib/package.json",
            "{\"version\": \"1.2.3\"}",
        ),
        ("pyproject.toml", "[tool.a]\n", "uv.lock", "[[a", "lib/pyproject.toml", "[project]\nversion = \"1.2.3\"\n"),
    ] {
        let list = files(&[(root, own), (lock, broken), (member, text)]);
        let packages = manifest::packages(&list, &[], None).unwrap();
        assert_eq!(packages.all.iter().map(|one| one.folder.as_str()).collect::<Vec<_>>(), ["lib"], "{lock}");
    }
}

#[test]
fn a_lock_file_with_nothing_where_a_version_belongs_is_told_of_there() {
    let lock = "packages:\n  kelp:\n    source: path\n    version: \n    version: \"1.2.3\"\n";
    let list = files(&[("pubspec.yaml", "name: kelp\nversion: 1.2.3\n"), ("pubspec.lock", lock)]);
    let error = rewrite(&list, "1.3.0").unwrap_err();
    let place = (error.path.as_deref(), error.line);
    assert_eq!((&*error.code, place), ("invalid-version", (Some("pubspec.lock"), Some(4))));
}
