//! Which files are asked for, round by round, and how they were found.

use std::collections::BTreeMap;

#[path = "discovery/beside.rs"]
mod beside;
#[path = "discovery/members.rs"]
mod members;
#[path = "discovery/modules.rs"]
mod modules;

use super::{file, files};
use version_first::manifest::{self, File};

/// A repository: paths with their text. Asks until nothing more is wanted, as the shell does.
fn rounds(repository: &[(&str, &str)], manifests: &[&str]) -> (Vec<File>, usize) {
    let texts: BTreeMap<&str, &str> = repository.iter().copied().collect();
    let paths: Vec<&str> = repository.iter().map(|(path, _)| *path).collect();
    let listed: Vec<String> = manifests.iter().map(ToString::to_string).collect();
    let mut read: Vec<File> = Vec::new();
    for round in 0..20 {
        let wanted = manifest::needs(&paths.join("\0"), &listed, &read);
        if wanted.is_empty() {
            return (read, round);
        }
        for path in wanted {
            assert!(read.iter().all(|known| known.path != path), "{path} is asked for twice");
            let text = texts.get(path.as_str()).unwrap_or_else(|| panic!("{path} is not tracked"));
            read.push(file(&path, text));
        }
    }
    panic!("no end of rounds");
}

/// The manifests found, with how.
fn hows(repository: &[(&str, &str)], manifests: &[&str]) -> BTreeMap<String, String> {
    let listed: Vec<String> = manifests.iter().map(ToString::to_string).collect();
    let (read, _) = rounds(repository, manifests);
    let found = manifest::read(&read, &listed).unwrap();
    found.into_iter().map(|found| (found.path, found.how)).collect()
}

/// The paths read, workflow files and all.
fn paths(repository: &[(&str, &str)], manifests: &[&str]) -> Vec<String> {
    let mut paths: Vec<String> = rounds(repository, manifests).0.into_iter().map(|file| file.path).collect();
    paths.sort();
    paths
}

/// What is found of a repository, by path and version.
fn said(repository: &[(&str, &str)], manifests: &[&str]) -> Vec<(String, String)> {
    let listed: Vec<String> = manifests.iter().map(ToString::to_string).collect();
    let (read, _) = rounds(repository, manifests);
    let found = manifest::read(&read, &listed).unwrap();
    found.into_iter().map(|found| (found.path, found.version)).collect()
}

const INIT: &str = "__version__ = '1.0.0'\n";

#[test]
fn the_first_round_asks_for_the_root_and_for_workflows() {
    let tracked = [
        ".github/workflows/ci.yml",
        ".github/workflows/sub/no.yml",
        ".github/workflows/x.yaml",
        ".github/workflows/notes.md",
        "Cargo.lock",
        "Cargo.toml",
        "README.md",
        "deep/package.json",
        "npm-shrinkwrap.json",
        "package-lock.json",
        "package.json",
        "pyproject.toml",
        "setup.py",
        "uv.lock",
    ];
    let wanted = manifest::needs(&tracked.join("\0"), &[], &[]);
    let expected = [
        "pyproject.toml",
        "package.json",
        "Cargo.toml",
        "setup.py",
        "uv.lock",
        "package-lock.json",
        "npm-shrinkwrap.json",
        "Cargo.lock",
        ".github/workflows/ci.yml",
        ".github/workflows/x.yaml",
    ];
    assert_eq!(wanted, expected);
    assert!(manifest::needs("", &[], &[]).is_empty());
    assert!(manifest::needs("\0\0", &["nowhere.py".to_string()], &[]).is_empty());
}

#[test]
fn listed_files_add_to_discovery() {
    let repository = [
        ("package.json", r#"{"version": "1.0.0"}"#),
        ("backend/pyproject.toml", "[project]\nname = 'api'\nversion = '1.0.0'\n"),
        ("backend/api/__init__.py", INIT),
        ("backend/uv.lock", "version = 1\n"),
        ("tools/deep/version.py", INIT),
    ];
    let found = hows(&repository, &["./backend/pyproject.toml", "tools//deep/version.py", "package.json"]);
    let wanted = [
        ("backend/api/__init__.py", "package directory of backend/pyproject.toml"),
        ("backend/pyproject.toml", "listed in `manifests`"),
        ("package.json", "at the root"),
        ("tools/deep/version.py", "listed in `manifests`"),
    ];
    assert_eq!(found.iter().map(|(path, how)| (path.as_str(), how.as_str())).collect::<Vec<_>>(), wanted);
    assert!(paths(&repository, &["backend/pyproject.toml"]).contains(&"backend/uv.lock".to_string()));
}

#[test]
fn files_given_without_a_repository_all_count() {
    let list = files(&[
        ("deep/in/package.json", r#"{"version":"1.0.0"}"#),
        ("x.py", INIT),
        ("notes.txt", "1.0.0"),
        (".github/workflows/a.yml", "on: push"),
    ]);
    let found = manifest::read(&list, &[]).unwrap();
    let told: Vec<_> =
        found.iter().map(|found| (found.path.as_str(), found.format.as_str(), found.how.as_str())).collect();
    assert_eq!(told, [("deep/in/package.json", "package.json", "given by name"), ("x.py", "python", "given by name")]);
}

#[test]
fn what_is_found_at_the_root_by_its_name_and_what_is_not() {
    let versions = [
        ("pyproject.toml", "[project]\nversion = '1.0.0'\n"),
        ("setup.cfg", "[metadata]\nversion = 1.0.0\n"),
        ("setup.py", "setup(version='1.0.0')\n"),
        ("package.json", r#"{"version":"1.0.0"}"#),
        ("deno.jsonc", r#"{"version":"1.0.0"}"#),
        ("Cargo.toml", "[package]\nname = 'a'\nversion = '1.0.0'\n"),
        ("Chart.yaml", "version: 1.0.0\n"),
        ("pubspec.yaml", "version: 1.0.0\n"),
        ("pom.xml", "<project><version>1.0.0</version></project>"),
        ("gradle.properties", "version=1.0.0\n"),
        ("build.gradle.kts", "version = \"1.0.0\"\n"),
        ("a.csproj", "<Project><PropertyGroup><Version>1.0.0</Version></PropertyGroup></Project>"),
        ("composer.json", r#"{"version":"1.0.0"}"#),
        ("a.gemspec", "s.version = '1.0.0'\n"),
        ("mix.exs", "def project do [version: \"1.0.0\"] end\n"),
        ("galaxy.yml", "version: 1.0.0\n"),
        ("MODULE.bazel", "module(version = \"1.0.0\")\n"),
        ("build.zig.zon", ".{ .name = .a, .version = \"1.0.0\" }\n"),
        ("DESCRIPTION", "Package: a\nVersion: 1.0.0\n"),
        ("Project.toml", "uuid = 'x'\nversion = '1.0.0'\n"),
    ];
    let named = [
        ("CMakeLists.txt", "project(a VERSION 1.0.0)\n"),
        ("meson.build", "project('a', version: '1.0.0')\n"),
        ("manifest.json", r#"{"version":"1.0.0"}"#),
        ("tauri.conf.json", r#"{"version":"1.0.0"}"#),
        ("VERSION", "1.0.0\n"),
        ("version.go", "const Version = \"1.0.0\"\n"),
        ("version.rb", "VERSION = '1.0.0'\n"),
        ("version.py", "__version__ = '1.0.0'\n"),
    ];
    for (path, text) in versions {
        assert_eq!(hows(&[(path, text)], &[]), BTreeMap::from([(path.to_string(), "at the root".to_string())]));
        // Not elsewhere, unless it is listed, and not where it is left out.
        let deep = format!("x/{path}");
        assert!(paths(&[(&deep, text)], &[]).is_empty(), "{deep}");
        assert_eq!(hows(&[(&deep, text)], &[&deep])[&deep], "listed in `manifests`");
        let not = format!("!./{path}");
        assert!(paths(&[(path, text)], &[&not]).is_empty(), "{not}");
    }
    for (path, text) in named {
        assert!(hows(&[(path, text)], &[]).is_empty(), "{path}");
        assert_eq!(hows(&[(path, text)], &[path])[path], "listed in `manifests`");
    }
}

#[test]
fn places_are_asked_for_and_told() {
    let repository = [
        ("README.md", "a v1.0.0 <!-- x-version-first: version -->\n"),
        ("deploy/values.yaml", "image: {tag: 1.0.0}\n"),
        ("package.json", r#"{"version":"1.0.0","x":"1.0.0"}"#),
        ("x.txt", "v=1.0.0\n"),
    ];
    let settings = ["README.md", "deploy/values.yaml:image.tag", "package.json:x", "x.txt:/v=(?<version>.+)/"];
    assert_eq!(paths(&repository, &settings), ["README.md", "deploy/values.yaml", "package.json", "x.txt"]);
    let listed: Vec<String> = settings.iter().map(ToString::to_string).collect();
    let (read, rounds) = rounds(&repository, &settings);
    assert_eq!(rounds, 1);
    let told: Vec<_> = manifest::read(&read, &listed)
        .unwrap()
        .into_iter()
        .map(|found| (found.path, found.format, found.how))
        .collect();
    let listed = "listed in `manifests`";
    let wanted = [
        ("package.json", "package.json", "at the root"),
        ("README.md", "text", listed),
        ("deploy/values.yaml", "key path", listed),
        ("x.txt", "pattern", listed),
    ];
    assert_eq!(told, wanted.map(|(path, format, how)| (path.to_string(), format.to_string(), how.to_string())));
    // An entry that cannot be read asks for nothing; reading says why.
    assert!(manifest::needs("a.txt", &["a.txt:".to_string()], &[]).is_empty());
    let listed = ["deploy/values.yaml:image.tag".to_string(), "package-lock.json".to_string()];
    let paths = "deploy/values.yaml\0package-lock.json\0.github/workflows/a.yml";
    let only_read = manifest::needs_of(paths, &listed, None, &[], true).unwrap();
    assert_eq!(only_read, ["package-lock.json", "deploy/values.yaml"]);
}

#[test]
fn a_version_that_is_one_in_both_grammars_goes_with_the_others() {
    use version_first::version::Scheme;
    let both = |others: &[(&str, &str)]| {
        let mut list = files(others);
        list.push(file("VERSION", "1.0.0\n"));
        manifest::read(&list, &[]).unwrap().pop().unwrap().scheme
    };
    let python = ("pyproject.toml", "[project]\nversion = '1.0.0'\n");
    assert_eq!(both(&[]), Scheme::Semver);
    assert_eq!(both(&[python]), Scheme::Pep440);
    assert_eq!(both(&[python, ("package.json", r#"{"version":"1.0.0"}"#)]), Scheme::Semver);
}

#[test]
fn projects_whose_version_comes_from_tags_are_explained() {
    let cases = [
        ("[project]\ndynamic = ['version']\n[tool.hatch.version]\nsource = 'vcs'\n", Some("hatch-vcs")),
        ("[project]\ndynamic = ['version']\n[tool.pdm.version]\nsource = 'scm'\n", Some("PDM")),
        (
            "[build-system]\nrequires = ['setuptools', 'Setuptools_SCM[toml]>=8']\n[project]\ndynamic = ['version']\n",
            Some("setuptools-scm"),
        ),
        ("[build-system]\nrequires = ['versioneer==0.29']\n", Some("versioneer")),
        (
            "[tool.poetry]\nversion = '0.0.0'\n[tool.poetry-dynamic-versioning]\nenable = true\n",
            Some("poetry-dynamic-versioning"),
        ),
        ("[build-system]\nrequires = ['setuptools-scm']\n[project]\nversion = '1.0.0'\n", None),
        ("[build-system]\nrequires = ['setuptools']\n[project]\ndynamic = ['version']\n", None),
        ("[project", None),
    ];
    for (text, tool) in cases {
        let error = version_first::error::Error::new("no-manifest", "none");
        let told =
            manifest::advise(error, &files(&[("pyproject.toml", text), ("package.json", "{}")])).told().next_steps;
        let wanted = tool.map(|tool| format!("`pyproject.toml` takes its version from git's tags, by `{tool}`"));
        assert_eq!(told.len(), usize::from(tool.is_some()), "{text}");
        assert!(told.iter().zip(wanted).all(|(told, wanted)| told.starts_with(&wanted)), "{text}: {told:?}");
    }
}

#[test]
fn patterns_in_entries_mean_files() {
    let repository = [
        ("package.json", r#"{"name":"a","version":"1.0.0"}"#),
        ("lib/a/package.json", r#"{"name":"b","version":"1.0.0"}"#),
        ("lib/b/package.json", r#"{"name":"c"}"#),
        ("x/[id]/package.json", r#"{"name":"d","version":"1.0.0"}"#),
    ];
    let names = |manifests: &[&str]| {
        let mut names: Vec<String> = said(&repository, manifests).into_iter().map(|(path, _)| path).collect();
        names.sort();
        names
    };
    assert_eq!(names(&["lib/*/package.json"]), ["lib/a/package.json", "package.json"]);
    assert_eq!(names(&["{lib,x}/**/package.json", "!lib/**"]), ["package.json", "x/[id]/package.json"]);
    // A path that is there is no pattern.
    assert_eq!(names(&["x/[id]/package.json"]), ["package.json", "x/[id]/package.json"]);
    let tracked = repository.map(|(path, _)| path).join("\0");
    for (entry, idle) in [
        ("lib/*/package.json", false),
        ("!lib/**", false),
        ("!x/[id]/package.json", false),
        ("lib/*/Cargo.toml", true),
        ("!no/such/file", true),
        ("!examples/**", true),
        ("no.json", true),
    ] {
        let checked = manifest::check_entries(&tracked, &[entry.to_string()]);
        assert_eq!(
            checked.err().map(|error| error.code.to_string()),
            idle.then(|| "manifest-not-found".to_string()),
            "{entry}"
        );
    }
}
