//! Which files are asked for, round by round, and how they were found.

use std::collections::BTreeMap;

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
fn the_package_directory_a_pyproject_names() {
    // pyproject.toml, tracked files that hold a version, those that must be found.
    let cases: &[(&str, &[&str], &[&str])] = &[
        (
            "[project]\nname = 'my-app'\n",
            &["src/my_app/__init__.py", "my_app/__init__.py"],
            &["src/my_app/__init__.py"],
        ),
        ("[project]\nname = 'My.App'\n", &["my_app/__about__.py", "tests/__init__.py"], &["my_app/__about__.py"]),
        ("[project]\nname = 'yaml-tool'\n", &["YAML_Tool/version.py", "other/version.py"], &["YAML_Tool/version.py"]),
        ("[project]\nname = 'acme.tools'\n", &["src/acme/tools/__init__.py"], &["src/acme/tools/__init__.py"]),
        (
            "[project]\nname = 'a'\n",
            &[
                "a/__init__.py",
                "a/__about__.py",
                "a/_version.py",
                "a/version.py",
                "a/__version__.py",
                "a/other.py",
                "a/b/__init__.py",
            ],
            &["a/__about__.py", "a/__init__.py", "a/__version__.py", "a/_version.py", "a/version.py"],
        ),
        (
            "[project]\nname = 'dist-name'\n",
            &["src/only/__init__.py", "src/only/sub/__init__.py"],
            &["src/only/__init__.py"],
        ),
        ("[project]\nname = 'dist-name'\n", &["src/one/__init__.py", "src/two/__init__.py"], &[]),
        ("[build-system]\nrequires = []\n", &["src/only/__init__.py"], &["src/only/__init__.py"]),
        ("[tool.ruff]\n", &["src/only/__init__.py"], &[]),
        ("[project]\nname = 'single'\n", &["single.py", "conf.py"], &["single.py"]),
        ("[project]\nname = 'single'\n", &["src/Single.py"], &["src/Single.py"]),
        (
            "[project]\nname = 'a'\n[tool.hatch.version]\npath = 'lib/v.py'\n",
            &["lib/v.py", "a/__init__.py"],
            &["a/__init__.py", "lib/v.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.pdm.version]\nsource = 'file'\npath = './lib/v.py'\n",
            &["lib/v.py"],
            &["lib/v.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.hatch.build.targets.wheel]\npackages = ['python/b']\n",
            &["python/b/__init__.py", "a/__init__.py"],
            &["python/b/__init__.py"],
        ),
        (
            "[tool.poetry]\nname = 'a'\npackages = [{ include = 'b', from = 'lib' }]\n",
            &["lib/b/__init__.py", "b/__init__.py"],
            &["lib/b/__init__.py"],
        ),
        (
            "[tool.poetry]\nname = 'a'\n[[tool.poetry.packages]]\ninclude = 'b/**/*.py'\n",
            &["b/__init__.py"],
            &["b/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.setuptools]\npackages = ['b', 'b.c']\npackage-dir = { '' = 'lib' }\n",
            &["lib/b/__init__.py", "b/__init__.py"],
            &["lib/b/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.setuptools]\npackages = ['b']\n[tool.setuptools.package-dir]\nb = 'code/x'\n",
            &["code/x/__init__.py"],
            &["code/x/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.setuptools.packages.find]\nwhere = ['lib']\n",
            &["lib/a/__init__.py", "a/__init__.py"],
            &["lib/a/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\ndynamic = ['version']\n[tool.setuptools.dynamic]\nversion = { attr = 'b.meta.__version__' }\n",
            &["src/b/meta.py", "a/__init__.py"],
            &["a/__init__.py", "src/b/meta.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.flit.module]\nname = 'b'\n",
            &["b/__init__.py", "a/__init__.py"],
            &["b/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.maturin]\npython-source = 'python'\n",
            &["python/a/__init__.py"],
            &["python/a/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.uv.build-backend]\nmodule-root = ''\nmodule-name = 'b.c'\n",
            &["b/c/__init__.py"],
            &["b/c/__init__.py"],
        ),
        // What leads out of the repository leads nowhere.
        ("[project]\nname = '../a'\n[tool.hatch.version]\npath = '../../etc/v.py'\n", &["tests/__init__.py"], &[]),
        ("[project]\nname = ''\n", &["__init__.py"], &[]),
        // A file that cannot be parsed names nothing; reading it says why.
        ("[project\n", &["src/only/__init__.py"], &[]),
    ];
    for (pyproject, tracked, wanted) in cases {
        for base in ["", "sub/"] {
            let root = format!("{base}pyproject.toml");
            let tracked: Vec<String> = tracked.iter().map(|path| format!("{base}{path}")).collect();
            let mut repository = vec![(root.as_str(), *pyproject)];
            repository.extend(tracked.iter().map(|path| (path.as_str(), INIT)));
            let listed: &[&str] = if base.is_empty() { &[] } else { &[root.as_str()] };
            let mut expected: Vec<String> = wanted.iter().map(|path| format!("{base}{path}")).collect();
            expected.push(root.clone());
            expected.sort();
            assert_eq!(paths(&repository, listed), expected, "{pyproject}");
        }
    }
}

#[test]
fn npm_workspaces() {
    let member = r#"{"version": "1.0.0"}"#;
    let tracked = [
        ".hidden/a/package.json",
        "apps/web/package.json",
        "packages/a/package.json",
        "packages/b/package.json",
        "packages/b/nested/package.json",
        "packages/node_modules/package.json",
        "packages/none/README.md",
        "packages/skip/package.json",
    ];
    let cases: &[(&str, &[&str])] = &[
        (r#"["packages/*"]"#, &["packages/a", "packages/b", "packages/skip"]),
        (r#"["./packages/*/", "!packages/skip"]"#, &["packages/a", "packages/b"]),
        (r#"["packages/**"]"#, &["packages/a", "packages/b", "packages/b/nested", "packages/skip"]),
        (r#"{"packages": ["apps/*"], "nohoist": []}"#, &["apps/web"]),
        (r#"["packages/{a,skip}", "apps/web"]"#, &["apps/web", "packages/a", "packages/skip"]),
        (r#"["packages/[ab]"]"#, &["packages/a", "packages/b"]),
        (r#"["packages/?"]"#, &["packages/a", "packages/b"]),
        (r#"["**"]"#, &["apps/web", "packages/a", "packages/b", "packages/b/nested", "packages/skip"]),
        (r#"["!packages/skip", "packages/s*"]"#, &["packages/skip"]),
        (r#"["../x", "/packages/a", 5, null]"#, &["packages/a"]),
        (r#""packages/a""#, &[]),
        ("[]", &[]),
    ];
    for (workspaces, wanted) in cases {
        let root = format!(r#"{{"version": "1.0.0", "workspaces": {workspaces}}}"#);
        let mut repository = vec![("package.json", root.as_str())];
        repository.extend(tracked.iter().map(|path| (*path, member)));
        let found = hows(&repository, &[]);
        let mut members: Vec<&str> = found.keys().filter_map(|path| path.strip_suffix("/package.json")).collect();
        members.sort_unstable();
        assert_eq!(&members, wanted, "{workspaces}");
        for (path, how) in &found {
            assert_eq!(how, if path == "package.json" { "at the root" } else { "workspace member of package.json" });
        }
    }
}

#[test]
fn cargo_workspaces() {
    let member = "[package]\nname = \"x\"\nversion = \"1.0.0\"\n";
    let dependent = "[package]\nname = \"y\"\nversion = \"1.0.0\"\n[dependencies]\nx = { path = \"../../tools/deep\" }\nz = { path = \"../../../outside\" }\n";
    let repository = |root: &'static str| {
        vec![
            ("Cargo.toml", root),
            ("crates/a/Cargo.toml", dependent),
            ("crates/b/Cargo.toml", member),
            ("crates/a/examples/e/Cargo.toml", member),
            ("tools/deep/Cargo.toml", member),
            ("tools/other/Cargo.toml", member),
        ]
    };
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "[workspace]\nmembers = [\"crates/*\"]\n",
            &[
                ("crates/a/Cargo.toml", "workspace member of Cargo.toml"),
                ("crates/b/Cargo.toml", "workspace member of Cargo.toml"),
                ("tools/deep/Cargo.toml", "path dependency of crates/a/Cargo.toml"),
            ],
        ),
        (
            "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/b\", \"tools\"]\n",
            &[("crates/a/Cargo.toml", "workspace member of Cargo.toml")],
        ),
        (
            "[workspace]\nmembers = [\"tools/other\"]\nexclude = [\"tools\"]\n[workspace.dependencies]\nx = { path = \"crates/b\" }\n",
            &[
                ("crates/b/Cargo.toml", "path dependency of Cargo.toml"),
                ("tools/other/Cargo.toml", "workspace member of Cargo.toml"),
            ],
        ),
        ("[package]\nname = \"r\"\n[dependencies]\nx = { path = \"crates/b\" }\n", &[]),
        (
            "[package]\nname = \"r\"\n[workspace]\n[dependencies]\nx = { path = \"crates/b\" }\n",
            &[("crates/b/Cargo.toml", "path dependency of Cargo.toml")],
        ),
    ];
    for (root, wanted) in cases {
        let found = hows(&repository(root), &[]);
        let found: Vec<(&str, &str)> = found.iter().map(|(path, how)| (path.as_str(), how.as_str())).collect();
        assert_eq!(&found, wanted, "{root}");
    }
}

#[test]
fn uv_workspaces_and_the_packages_of_their_members() {
    let repository = [
        (
            "pyproject.toml",
            "[project]\nname = 'root'\nversion = '1.0.0'\n[tool.uv.workspace]\nmembers = ['packages/*']\nexclude = ['packages/old']\n",
        ),
        ("packages/new/pyproject.toml", "[project]\nname = 'new-one'\nversion = '1.0.0'\n"),
        ("packages/new/src/new_one/__init__.py", INIT),
        ("packages/new/uv.lock", "version = 1\n"),
        ("packages/old/pyproject.toml", "[project]\nname = 'old'\nversion = '0.1.0'\n"),
        ("src/root/__init__.py", INIT),
        ("uv.lock", "version = 1\n"),
    ];
    let found = hows(&repository, &[]);
    let wanted = [
        ("packages/new/pyproject.toml", "workspace member of pyproject.toml"),
        ("packages/new/src/new_one/__init__.py", "package directory of packages/new/pyproject.toml"),
        ("pyproject.toml", "at the root"),
        ("src/root/__init__.py", "package directory of pyproject.toml"),
    ];
    assert_eq!(found.iter().map(|(path, how)| (path.as_str(), how.as_str())).collect::<Vec<_>>(), wanted);
    assert_eq!(rounds(&repository, &[]).1, 3, "root, members, their packages");
    assert!(paths(&repository, &[]).contains(&"packages/new/uv.lock".to_string()));
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
fn what_the_new_manifests_name() {
    let init = "__version__ = '1.0.0'\n";
    let pom = "<project><groupId>g</groupId><artifactId>a</artifactId><version>1.0.0</version><modules><module>b</module><module>c/pom.xml</module><module>../out</module></modules></project>";
    let module = "<project><parent><groupId>g</groupId><artifactId>a</artifactId><version>1.0.0</version></parent><artifactId>b</artifactId><version>1.0.0</version></project>";
    type Files<'a> = &'a [(&'a str, &'a str)];
    let cases: &[(Files<'_>, &str, &str)] = &[
        (&[("pom.xml", pom), ("b/pom.xml", module)], "b/pom.xml", "module of pom.xml"),
        (&[("pom.xml", pom), ("c/pom.xml", module)], "c/pom.xml", "module of pom.xml"),
        (
            &[("setup.py", "setup(name='My-App')\n"), ("src/my_app/__init__.py", init)],
            "src/my_app/__init__.py",
            "package directory of setup.py",
        ),
        (
            &[("setup.cfg", "[metadata]\nname = app\n"), ("app/version.py", init)],
            "app/version.py",
            "package directory of setup.cfg",
        ),
        (
            &[("setup.cfg", "[metadata]\nversion = attr: x.y.__version__\n"), ("src/x/y.py", init)],
            "src/x/y.py",
            "version file of setup.cfg",
        ),
        (
            &[("setup.cfg", "[metadata]\nversion = file: data/v\n"), ("data/v", "1.0.0")],
            "data/v",
            "version file of setup.cfg",
        ),
        (
            &[("a.gemspec", "s.name = 'my-gem'\n"), ("lib/my/gem/version.rb", "VERSION = '1.0.0'\n")],
            "lib/my/gem/version.rb",
            "version file of a.gemspec",
        ),
        (
            &[("a.gemspec", "s.version = IO.read('VERSION').chomp\n"), ("VERSION", "1.0.0\n")],
            "VERSION",
            "version file of a.gemspec",
        ),
        (
            &[
                ("a.gemspec", "v = File.read(File.expand_path('../version.txt', __FILE__))\n"),
                ("version.txt", "1.0.0\n"),
            ],
            "version.txt",
            "version file of a.gemspec",
        ),
        (
            &[("deno.json", r#"{"workspace":["./a"]}"#), ("a/deno.jsonc", r#"{"version":"1.0.0"}"#)],
            "a/deno.jsonc",
            "workspace member of deno.json",
        ),
        (
            &[
                ("pyproject.toml", "[tool.maturin]\nmanifest-path = 'rust/Cargo.toml'\n"),
                ("rust/Cargo.toml", "[package]\nname = 'a'\nversion = '1.0.0'\n"),
            ],
            "rust/Cargo.toml",
            "crate of pyproject.toml",
        ),
        (
            &[
                ("pyproject.toml", "[tool.setuptools.dynamic]\nversion = { file = ['VERSION'] }\n"),
                ("VERSION", "1.0.0\n"),
            ],
            "VERSION",
            "version file of pyproject.toml",
        ),
    ];
    for (repository, path, how) in cases {
        assert_eq!(hows(repository, &[]).get(*path).map(String::as_str), Some(*how), "{path}");
    }
    let locks = [
        ("Gemfile.lock", "PATH\n"),
        ("a.gemspec", "s.version = '1.0.0'\n"),
        ("pdm.lock", ""),
        ("poetry.lock", ""),
        ("pyproject.toml", "[project]\nversion = '1.0.0'\n"),
    ];
    assert_eq!(paths(&locks, &[]), ["Gemfile.lock", "a.gemspec", "pdm.lock", "poetry.lock", "pyproject.toml"]);
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
    let only_read =
        manifest::needs_to_read("deploy/values.yaml\0package-lock.json\0.github/workflows/a.yml", &listed, &[]);
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
        let told = manifest::advise(error, &files(&[("pyproject.toml", text), ("package.json", "{}")])).next_steps;
        let wanted = tool.map(|tool| format!("`pyproject.toml` takes its version from git's tags, by `{tool}`"));
        assert_eq!(told.len(), usize::from(tool.is_some()), "{text}");
        assert!(told.iter().zip(wanted).all(|(told, wanted)| told.starts_with(&wanted)), "{text}: {told:?}");
    }
}

/// What is found of a repository, by path and version.
fn said(repository: &[(&str, &str)], manifests: &[&str]) -> Vec<(String, String)> {
    let listed: Vec<String> = manifests.iter().map(ToString::to_string).collect();
    let (read, _) = rounds(repository, manifests);
    let found = manifest::read(&read, &listed).unwrap();
    found.into_iter().map(|found| (found.path, found.version)).collect()
}

#[test]
fn what_is_published_beside_a_package_counts_as_long_as_it_says_what_the_package_says() {
    const PACKAGE: (&str, &str) = ("package.json", r#"{"name":"a","version":"1.2.3"}"#);
    let beside = [
        ("src/manifest.json", r#"{"manifest_version":3,"version":"¶"}"#),
        ("custom_components/a/manifest.json", r#"{"domain":"a","documentation":"x","version":"¶"}"#),
        ("manifest.json", r#"{"id":"a","minAppVersion":"0.15.0","version":"¶"}"#),
        ("src-tauri/tauri.conf.json", r#"{"version":"¶"}"#),
        ("apps/desktop/src-tauri/Cargo.toml", "[package]\nname = 'a'\nversion = '¶'\n"),
        (".claude-plugin/plugin.json", r#"{"version":"¶"}"#),
        (".claude-plugin/marketplace.json", r#"{"plugins":[{"version":"¶"}]}"#),
        ("server.json", r#"{"version":"¶","packages":[{"version":"¶"}]}"#),
        ("CITATION.cff", "cff-version: 1.2.0\nversion: ¶\n"),
        ("A.podspec", "Pod::Spec.new do |s|\n  s.version = '¶'\nend\n"),
        ("app.json", r#"{"expo":{"version":"¶"}}"#),
        ("lerna.json", r#"{"version":"¶"}"#),
        ("npm/linux-x64/package.json", r#"{"version":"¶"}"#),
    ];
    for (path, text) in beside {
        let both = said(&[PACKAGE, (path, &text.replace('¶', "1.2.3"))], &[]);
        assert_eq!(both.len(), 2, "{path}: {both:?}");
        // Numbered apart, or nothing that can be read: it is no matter of this package's.
        for other in [text.replace('¶', "1.2.2"), text.replace('¶', "2.0.0"), "{{ version }}".to_string()] {
            let lone = said(&[PACKAGE, (path, &other)], &[]);
            assert_eq!(lone, [("package.json".to_string(), "1.2.3".to_string())], "{path}: {other}");
        }
        // Alone, it is the package.
        assert_eq!(said(&[(path, &text.replace('¶', "1.2.3"))], &[]).len(), 1, "{path}");
    }
    // What builds a project follows, and is no package alone.
    for (path, text) in
        [("CMakeLists.txt", "project(a VERSION ¶ LANGUAGES C)\n"), ("meson.build", "project('a', 'c', version: '¶')\n")]
    {
        for package in [PACKAGE, ("CITATION.cff", "cff-version: 1.2.0\nversion: 1.2.3\n")] {
            assert_eq!(said(&[package, (path, &text.replace('¶', "1.2.3"))], &[]).len(), 2, "{path} {package:?}");
            assert_eq!(said(&[package, (path, &text.replace('¶', "1.2.2"))], &[]).len(), 1, "{path} {package:?}");
        }
        let deep = format!("src/{path}");
        assert_eq!(said(&[PACKAGE, (&deep, &text.replace('¶', "1.2.3"))], &[]).len(), 1, "{deep}");
        assert_eq!(said(&[(path, &text.replace('¶', "1.2.3"))], &[]), [], "{path}");
    }
    // For another registry: beside each package, as long as it says the same, and not where it is filled in later.
    let root = ("package.json", r#"{"name":"r","version":"9.0.0","workspaces":["packages/*"]}"#);
    let member = ("packages/a/package.json", r#"{"name":"a","version":"1.2.3"}"#);
    for (path, version, count) in [
        ("packages/a/jsr.json", "1.2.3", 3),
        ("packages/a/jsr.json", "9.0.0", 2),
        ("packages/a/jsr.json", "0.0.0", 2),
        ("jsr.json", "0.0.0", 2),
        ("jsr.json", "8.9.0", 3),
    ] {
        let text = format!(r#"{{"name":"@o/a","version":"{version}"}}"#);
        assert_eq!(said(&[root, member, (path, &text)], &[]).len(), count, "{path} {version}");
    }
    assert_eq!(said(&[("jsr.json", r#"{"name":"@o/a","version":"0.0.0"}"#)], &[]).len(), 1);
    // What is no such thing, and what is somebody else's.
    for (path, text) in [
        ("manifest.json", r#"{"short_name":"a","version":"1.2.3"}"#),
        ("tests/src-tauri/tauri.conf.json", r#"{"version":"1.2.3"}"#),
        ("vendor/a/src-tauri/Cargo.toml", "[package]\nname = 'b'\nversion = '1.2.3'\n"),
        ("lerna.json", r#"{"version":"independent"}"#),
    ] {
        assert_eq!(said(&[PACKAGE, (path, text)], &[]).len(), 1, "{path}");
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

#[test]
fn python_modules_that_the_build_tools_find_by_themselves() {
    const DYNAMIC: &str = "[project]\nname = 'python-heron'\ndynamic = ['version']\n";
    let scikit = format!("{DYNAMIC}[tool.scikit-build.metadata.version]\ninput = 'CMakeLists.txt'\n");
    let regex = format!("{scikit}regex = 'project\\(x VERSION (?P<value>[0-9.]+)'\n");
    let attr = format!("{DYNAMIC}[tool.setuptools.dynamic]\nversion = {{ attr = 'heron.__version__' }}\n");
    let placed = format!("{attr}[tool.setuptools.package-dir]\nheron = 'code/h'\n");
    let hatch = format!("{DYNAMIC}[tool.hatch.version]\npath = 'v.txt'\npattern = '^release (?P<version>.+)$'\n");
    let cmake = ("CMakeLists.txt", "project(x VERSION 1.0.0)\n");
    let cases: &[(&[(&str, &str)], &str)] = &[
        (
            &[
                ("setup.py", "import heron\nsetup(name='x', version=heron.__version__, packages=['heron'])\n"),
                ("heron/__init__.py", INIT),
            ],
            "heron/__init__.py",
        ),
        (
            &[
                ("setup.py", "from heron.meta import VERSION as v\nsetup(name='x', version=v)\n"),
                ("heron/meta.py", "VERSION = '1.0.0'\n"),
            ],
            "heron/meta.py",
        ),
        (
            &[
                ("setup.py", "import heron\nsetup(name='x', version=heron.V, package_dir={'': 'lib'})\n"),
                ("lib/heron.py", "V = '1.0.0'\n"),
            ],
            "lib/heron.py",
        ),
        (
            &[
                ("setup.cfg", "[metadata]\nname = x\nversion = attr: heron.V\n[options]\npackage_dir =\n    = lib\n"),
                ("lib/heron/__init__.py", "V = '1.0.0'\n"),
            ],
            "lib/heron/__init__.py",
        ),
        (
            &[("pyproject.toml", &attr), ("heron/__init__.py", "VERSION = '1.0.0'\n__version__ = VERSION\n")],
            "heron/__init__.py",
        ),
        (
            &[
                ("pyproject.toml", &attr),
                ("heron/__init__.py", "VERSION = (1, 0, 0)\n__version__ = '.'.join(map(str, VERSION))\n"),
            ],
            "heron/__init__.py",
        ),
        (&[("pyproject.toml", &placed), ("code/h/__init__.py", INIT)], "code/h/__init__.py"),
        (
            &[
                ("pyproject.toml", DYNAMIC),
                ("heron/__init__.py", INIT),
                ("tests/__init__.py", ""),
                ("docs/conf.py", ""),
            ],
            "heron/__init__.py",
        ),
        (&[("pyproject.toml", DYNAMIC), ("src/acme/tools/__init__.py", INIT)], "src/acme/tools/__init__.py"),
        (&[("pyproject.toml", &hatch), ("v.txt", "about\nrelease 1.0.0\nend\n")], "v.txt"),
        (&[("pyproject.toml", &regex), cmake], "CMakeLists.txt"),
        (&[("pyproject.toml", &scikit), cmake], "CMakeLists.txt"),
    ];
    for (repository, path) in cases {
        assert_eq!(said(repository, &[]), [((*path).to_string(), "1.0.0".to_string())], "{repository:?}");
    }
}

#[test]
fn workspaces_in_other_spellings() {
    const PROJECT: &str = "<Project><PropertyGroup><Version>1.0.0</Version></PropertyGroup></Project>";
    const PARENT: &str = "<groupId>g</groupId><artifactId>p</artifactId><version>1.0.0</version>";
    let solution = "Project(\"{X}\") = \"A\", \"src\\A\\A.csproj\", \"{Y}\"\nEndProject\n";
    let import = "<Project><Import Project=\"$(MSBuildThisFileDirectory)build\\Version.props\" /></Project>";
    let child = format!(
        "<project><parent>{PARENT}<relativePath>build/pom.xml</relativePath></parent><artifactId>a</artifactId></project>"
    );
    let parent = format!("<project>{PARENT}</project>");
    let version = r#"{"version":"1.0.0"}"#;
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: &[Case<'_>] = &[
        (&[("A.sln", solution), ("src/A/A.csproj", PROJECT), ("other/B.csproj", PROJECT)], &["src/A/A.csproj"]),
        (
            &[("A.slnx", "<Solution><Project Path=\"src/A/A.csproj\" /></Solution>"), ("src/A/A.csproj", PROJECT)],
            &["src/A/A.csproj"],
        ),
        (&[("Directory.Build.props", import), ("build/Version.props", PROJECT)], &["build/Version.props"]),
        (
            &[
                ("deno.json", r#"{"workspace":["./packages/*"]}"#),
                ("packages/a/deno.json", version),
                ("packages/b/deno.jsonc", version),
            ],
            &["packages/a/deno.json", "packages/b/deno.jsonc"],
        ),
        (&[("pom.xml", &child), ("build/pom.xml", &parent)], &["build/pom.xml"]),
    ];
    for (repository, wanted) in cases {
        let found: Vec<String> = said(repository, &[]).into_iter().map(|(path, _)| path).collect();
        assert_eq!(found, *wanted, "{repository:?}");
    }
}

#[test]
fn numbers_in_a_header_of_c() {
    const HEADER: &str = "#pragma once\r\n// #define X_MAJOR 9\r\n#define X_VER_MAJOR 1 /* of 4 */\r\n#  define X_VER_MINOR 2\r\n#define X_VER_PATCH\t3\r\n#define X_VERSION \"1.2.3\"\r\n";
    let rewritten = |text: &str| {
        let list = files(&[("src/version.h", text)]);
        manifest::rewrite(
            &list,
            &["src/version.h".to_string()],
            &version_first::version::Version::parse("2.0.10", version_first::version::Scheme::Semver).unwrap(),
        )
        .map(|files| files.into_iter().next().unwrap().text)
    };
    let plain = HEADER.replace("#  define", "#define");
    let after = plain.replace("MAJOR 1", "MAJOR 2").replace("MINOR 2", "MINOR 0").replace("PATCH\t3", "PATCH\t10");
    assert_eq!(rewritten(&plain).unwrap(), after.replace("1.2.3", "2.0.10"));
    // What is not three numbers in this order says nothing, and what is written otherwise is left alone.
    for text in
        [HEADER.replace("VERSION \"1.2.3\"", "Y 1"), plain.replace("VER_MAJOR 1", "Y 1").replace("VERSION \"", "Y \"")]
    {
        assert_eq!(rewritten(&text).unwrap_err().code, "version-not-found", "{text}");
    }
}

#[test]
fn numbers_that_stand_apart_are_one_version() {
    const RUBY: &str = "module A\n  MAJOR = 1 # one = 5\n  MINOR = 2\n  TINY  = 3\n  PRE = nil\n  STRING = [MAJOR, MINOR, TINY, PRE].compact.join('.')\nend\n";
    const POM: &str = "<project><version>${revision}${sha1}${changelist}</version><properties><revision>1.2.3</revision><sha1/><changelist>-SNAPSHOT</changelist></properties></project>";
    let set = |path: &str, text: &str, to: &str| {
        let list = files(&[(path, text)]);
        let version = version_first::version::Version::parse(to, version_first::version::Scheme::Semver).unwrap();
        manifest::rewrite(&list, &[path.to_string()], &version).map(|mut all| all.remove(0))
    };
    let done = set("lib/a/version.rb", RUBY, "2.0.10").unwrap();
    assert_eq!(
        done.text,
        RUBY.replace("MAJOR = 1", "MAJOR = 2").replace("MINOR = 2", "MINOR = 0").replace("TINY  = 3", "TINY  = 10")
    );
    assert_eq!((done.from.as_str(), done.to.as_str()), ("1.2.3", "2.0.10"));
    assert_eq!(set("lib/a/version.rb", RUBY, "2.0.0-rc.1").unwrap_err().code, "version-not-expressible");
    let dated = RUBY.replace("nil", "'rc1'");
    assert_eq!(set("lib/a/version.rb", &dated, "2.0.0").unwrap_err().code, "version-not-found");

    let done = set("pom.xml", POM, "2.0.0").unwrap();
    assert_eq!(done.text, POM.replace("1.2.3", "2.0.0").replace("-SNAPSHOT", ""));
    assert_eq!((done.from.as_str(), done.to.as_str()), ("1.2.3-SNAPSHOT", "2.0.0"));
    let done = set("pom.xml", POM, "2.0.0-rc.1").unwrap();
    assert_eq!(done.text, POM.replace("1.2.3", "2.0.0").replace("-SNAPSHOT", "-rc.1"));
    // Without a place for what comes behind, the first says it all.
    let bare = POM.replace("<changelist>-SNAPSHOT</changelist>", "<changelist/>");
    assert_eq!(set("pom.xml", &bare, "2.0.0-rc.1").unwrap().text, bare.replace("1.2.3", "2.0.0-rc.1"));

    let tuple = "VERSION = (1, 2, 3, 'final', 0)\n";
    assert_eq!(set("a/version.py", tuple, "4.5.6").unwrap().text, tuple.replace("1, 2, 3", "4, 5, 6"));
}

#[test]
fn members_that_only_pnpm_is_told_of() {
    let own = |name: &str| format!("{{\"name\": \"{name}\", \"version\": \"1.0.0\"}}\n");
    let (root, a, b) = (own("root"), own("a"), own("b"));
    let tree = [
        ("package.json", root.as_str()),
        ("packages/a/package.json", a.as_str()),
        ("packages/deep/b/package.json", b.as_str()),
        ("packages/a/test/app/package.json", "{\"version\": \"1.0.0\"}\n"),
        ("packages/a/node_modules/x/package.json", "{\"version\": \"1.0.0\"}\n"),
        ("docs/package.json", "{\"version\": \"1.0.0\"}\n"),
        // What is left out is left out wherever it stands.
        ("pnpm-workspace.yaml", "packages:\n  - '!**/test/**'\n  - \"packages/**\"\n"),
    ];
    let found = hows(&tree, &[]);
    let how = "workspace member of pnpm-workspace.yaml".to_string();
    let expected = [
        ("package.json", "at the root".to_string()),
        ("packages/a/package.json", how.clone()),
        ("packages/deep/b/package.json", how),
    ];
    assert_eq!(found, expected.into_iter().map(|(path, how)| (path.to_string(), how)).collect());
    let none = hows(
        &[
            ("package.json", root.as_str()),
            ("a/package.json", a.as_str()),
            ("pnpm-workspace.yaml", "onlyBuiltDependencies:\n  - esbuild\n"),
        ],
        &[],
    );
    assert_eq!(none.len(), 1, "settings alone name no members");
}

#[test]
fn members_of_a_dart_workspace() {
    let tree = [
        ("pubspec.yaml", "name: root\nversion: 1.0.0\nworkspace:\n  - packages/a\n  - plugins/*\n"),
        ("packages/a/pubspec.yaml", "name: a\nversion: 1.0.0\nresolution: workspace\ndependencies:\n  b: ^1.0.0\n"),
        ("plugins/b/pubspec.yaml", "name: b\nversion: 1.0.0\nresolution: workspace\n"),
        ("packages/c/pubspec.yaml", "name: c\nversion: 1.0.0\n"),
    ];
    let found = hows(&tree, &[]);
    let paths: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(paths, ["packages/a/pubspec.yaml", "plugins/b/pubspec.yaml", "pubspec.yaml"]);
    let read = files(&tree[..3]);
    let rewritten = manifest::rewrite(&read, &[], &super::version("2.0.0")).unwrap();
    let of_a = rewritten.iter().find(|file| file.path == "packages/a/pubspec.yaml").unwrap();
    assert_eq!(of_a.text, "name: a\nversion: 2.0.0\nresolution: workspace\ndependencies:\n  b: ^2.0.0\n");
}

#[test]
fn packages_that_composer_takes_from_folders() {
    let tree = [
        (
            "composer.json",
            r#"{"name": "x/all", "version": "1.0.0", "repositories": [{"type": "path", "url": "./packages/*"}, {"type": "path", "url": "lib"}, {"type": "vcs", "url": "other"}, false], "require": {"x/a": "1.0.0"}}"#,
        ),
        ("packages/a/composer.json", r#"{"name": "x/a", "version": "1.0.0", "require": {"x/lib": "^1.0.0"}}"#),
        ("lib/composer.json", r#"{"name": "x/lib", "version": "1.0.0"}"#),
        ("other/composer.json", r#"{"name": "x/other", "version": "1.0.0"}"#),
    ];
    let found = hows(&tree, &[]);
    let paths: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(paths, ["composer.json", "lib/composer.json", "packages/a/composer.json"]);
    for named in [
        r#""repositories": {"one": {"type": "path", "url": "lib"}}"#,
        r#""repositories": [{"type": "path", "url": "l*"}]"#,
    ] {
        let root = format!("{{\"version\": \"1.0.0\", {named}}}");
        let found = hows(&[("composer.json", &root), tree[2]], &[]);
        assert_eq!(found.len(), 2, "{named}");
    }
    let lock = |version: &str| {
        format!(
            "{{\"packages\": [{{\"name\": \"x/z\", \"version\": \"1.0.0\", \"dist\": {{\"type\": \"zip\"}}, \"require\": {{\"x/a\": \"1.0.0\"}}}}, {{\"name\": \"x/a\", \"version\": \"{version}\", \"dist\": {{\"type\": \"path\", \"url\": \"packages/a\"}}, \"require\": {{\"x/lib\": \"^{version}\"}}}}], \"packages-dev\": [{{\"name\": \"x/lib\", \"version\": \"{version}\", \"dist\": {{\"type\": \"path\"}}}}, {{\"name\": \"x/all\", \"version\": \"1.0.0\", \"dist\": {{\"type\": \"zip\"}}}}]}}\n"
        )
    };
    let before = lock("1.0.0");
    let read = files(&[tree[0], tree[1], tree[2], ("composer.lock", &before)]);
    let rewritten = manifest::rewrite(&read, &[], &super::version("2.0.0")).unwrap();
    let text = |path: &str| rewritten.iter().find(|file| file.path == path).unwrap().text.clone();
    assert_eq!(text("packages/a/composer.json"), tree[1].1.replace("1.0.0", "2.0.0"));
    assert_eq!(text("composer.json"), tree[0].1.replace("1.0.0", "2.0.0"));
    assert_eq!(text("composer.lock"), lock("2.0.0"));
}

#[test]
fn catalogs_and_overrides_that_are_of_ours_follow() {
    let workspace = "packages:\n  - packages/*\ncatalog:\n  '@x/a': ^1.4.0\n  react: ^1.4.0\ncatalogs:\n  next:\n    c: 1.4.0 # ours\noverrides:\n  b: 1.4.0\n  react: 1.4.0\n";
    let root = "{\"name\": \"root\", \"version\": \"1.4.0\", \"overrides\": {\"b\": \"1.4.0\", \"y\": \"1.4.0\"}, \"resolutions\": {\"@x/a\": \"workspace:^1.4.0\"}, \"pnpm\": {\"overrides\": {\"b\": \"^1.4.0\"}}}\n";
    let lock = "lockfileVersion: '9.0'\n\ncatalogs:\n  next:\n    c:\n      specifier: 1.4.0\n      version: 1.4.0\n\noverrides:\n  b: 1.4.0\n  react: 1.4.0\n\nimporters:\n\n  .: {}\n";
    let of = |with_lock: bool| {
        let mut tree = vec![
            ("package.json", root),
            ("pnpm-workspace.yaml", workspace),
            ("packages/a/package.json", "{\"name\": \"@x/a\", \"version\": \"1.4.0\"}\n"),
            ("packages/b/package.json", "{\"name\": \"b\", \"version\": \"1.4.0\"}\n"),
            ("packages/c/package.json", "{\"name\": \"c\", \"version\": \"1.4.0\"}\n"),
        ];
        if with_lock {
            tree.push(("pnpm-lock.yaml", lock));
        }
        let rewritten = manifest::rewrite(&files(&tree), &[], &super::version("2.0.0")).unwrap();
        move |path: &str| {
            rewritten.iter().find(|file| file.path == path).map(|file| file.text.clone()).unwrap_or_default()
        }
    };
    let alone = of(false);
    let ours = workspace
        .replace("'@x/a': ^1.4.0", "'@x/a': ^2.0.0")
        .replace("b: 1.4.0", "b: 2.0.0")
        .replace("c: 1.4.0", "c: 2.0.0");
    assert_eq!(alone("pnpm-workspace.yaml"), ours);
    assert_eq!(alone("package.json"), root.replace("1.4.0", "2.0.0").replace("\"y\": \"2.0.0\"", "\"y\": \"1.4.0\""));
    // A registry meets the catalog's entry.
    let locked = of(true);
    assert_eq!(locked("pnpm-workspace.yaml"), ours.replace("c: 2.0.0", "c: 1.4.0"));
    assert_eq!(locked("pnpm-lock.yaml"), lock.replace("\n  b: 1.4.0\n", "\n  b: 2.0.0\n"));
}

#[test]
fn an_android_apps_module_is_found_by_itself() {
    let app = "android {\n    defaultConfig {\n        versionCode 7\n        versionName \"1.0.0\"\n    }\n}\n";
    let root = ("build.gradle.kts", "plugins {\n    id(\"x\") version \"8.1.0\"\n}\n");
    for path in ["app/build.gradle", "app/build.gradle.kts"] {
        let found = hows(&[root, ("settings.gradle", ""), (path, app)], &[]);
        assert_eq!(found.keys().collect::<Vec<_>>(), [path]);
    }
    let package = ("package.json", "{\"version\": \"1.0.0\"}\n");
    let found = hows(&[package, ("android/app/build.gradle", app)], &[]);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["android/app/build.gradle", "package.json"]);
    // One that is numbered apart stays.
    let found = hows(&[("package.json", "{\"version\": \"3.0.0\"}\n"), ("android/app/build.gradle", app)], &[]);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["package.json"]);
}

#[test]
fn a_lock_file_that_is_no_text_stops_what_would_change_in_it() {
    let of = |tree: &[(&str, &str)], manifests: &[&str]| {
        let paths: Vec<&str> = tree.iter().map(|(path, _)| *path).chain(["bun.lockb"]).collect();
        let manifests: Vec<String> = manifests.iter().map(ToString::to_string).collect();
        manifest::check_binary_locks(&paths.join("\0"), &manifests, &files(tree))
    };
    let root = ("package.json", "{\"version\": \"1.0.0\", \"workspaces\": [\"a\"]}\n");
    let error = of(&[root, ("a/package.json", "{\"version\": \"1.0.0\"}\n")], &[]).unwrap_err();
    assert_eq!((&*error.code, error.path.as_deref()), ("lock-not-writable", Some("bun.lockb")));
    assert!(error.to_string().contains("`bun install`"), "{error}");
    of(&[root, ("a/package.json", "{\"version\": \"1.0.0\"}\n")], &["!bun.lockb"]).unwrap();
    of(&[root, ("a/package.json", "{\"private\": true}\n")], &[]).unwrap();
    of(&[("package.json", "{\"version\": \"1.0.0\"}\n")], &[]).unwrap();
}
