//! No file that says a version: whether it is the tag's alone, and what is said of what was looked at.

use super::*;

const FLIT: &str = "[build-system]\nrequires = ['flit_core >=3.12,<4']\nbuild-backend = 'flit_core.buildapi'\n[project]\nname = 'x'\ndynamic = ['version', 'description']\n";
const UNFINISHED: &str =
    "#define X_MAJOR 1\n#define X_MINOR 2\n#define X_PATCH 3\n#define X_IS_RELEASE 0\n#define X_SUFFIX \"dev\"\n";

#[test]
fn the_version_is_the_tags_alone() {
    const SCM: &str =
        "[project]\nname = \"x\"\ndynamic = [\"version\"]\n[build-system]\nrequires = [\"setuptools-scm\"]\n";
    const IDLE: (&str, &str) = ("x/version.py", "__version__ = \"0.0.0.dev0\"\n");
    all(&[
        row("a module", &["v1.2.3"], &[("main.tf", "{}")], "v1.2.4 at the tip"),
        row("Go", &["v1.2.3", "v1.1.0"], &[("go.mod", "{}"), ("main.go", "package main\n")], "v1.2.4 at the tip"),
        major(row("Go, and what breaks", &["v0.2.3"], GO, "v1.0.0 at the tip")),
        major(row("Go, and its path is that of before", &["v1.2.3"], GO, "error version-not-expressible")),
        major(row("Go, and its path is the next", &["v1.2.3"], GO_2, "v2.0.0 at the tip")),
        row("Go, and its path has gone ahead", &["v1.2.3"], GO_2, "error version-not-expressible"),
        major(row("Go, and its path is the third's", &["v2.0.0"], GO_2, "error version-not-expressible")),
        row("Go, as its path says", &["v2.0.0"], GO_2, "v2.0.1 at the tip"),
        major(row("Go, a program of which nobody imports a thing", &["v2.0.0"], GO, "v3.0.0 at the tip")),
        naming("2.0.0", row("Go, by name", &["v1.2.3"], GO, "v2.0.0 at the tip")),
        row(
            "a project whose versions are counted from a file that is not read",
            &["v1.2.3"],
            &[(
                "Directory.Build.props",
                "<Project><ItemGroup><PackageReference Include=\"Nerdbank.GitVersioning\" /></ItemGroup></Project>\n",
            )],
            "error no-manifest",
        ),
        row("Python, by setuptools-scm", &["v1.2.3"], &[("pyproject.toml", SCM)], "v1.2.4 at the tip"),
        row("and it says none until it is built", &["v1.2.3"], &[("pyproject.toml", SCM), IDLE], "v1.2.4 at the tip"),
        row(
            "and it says none until it is built, beside what does",
            &["v1.2.3"],
            &[("package.json", "x 1.2.3"), ("pyproject.toml", SCM), IDLE],
            "v1.2.4: package.json",
        ),
        row(
            "and settings name the file that says none",
            &["v1.2.3"],
            &[("pyproject.toml", SCM), ("setup.cfg", "[metadata]\nversion = attr: x.version.__version__\n"), IDLE],
            "v1.2.4: x/version.py",
        ),
        Row {
            request: json!({"manifests": ["x/version.py"]}),
            ..row(
                "and the file that says none is named",
                &["v1.2.3"],
                &[("pyproject.toml", SCM), IDLE],
                "v1.2.4: x/version.py",
            )
        },
        row(
            "and it says the tag's version",
            &["v1.2.3"],
            &[("pyproject.toml", SCM), ("x/version.py", "__version__ = '1.2.3'\n")],
            "v1.2.4: x/version.py",
        ),
        row(
            "and nothing asks git, beside the file that says none",
            &["v1.2.3"],
            &[("pyproject.toml", "[project]\nname = 'x'\ndynamic = ['version']\n"), IDLE],
            "v1.2.4: x/version.py",
        ),
        row(
            "and a program gives the version all the same",
            &["v1.2.3"],
            &[("pyproject.toml", SCM), IDLE, ("VERSION", "1.2.3\n")],
            "error no-manifest",
        ),
        row(
            "and another below it has a version and tags of its own",
            &["x-v1.2.3", "xling-v1.30.0", "0.9.0"],
            &[("pyproject.toml", SCM), ("backend/pyproject.toml", "xling 1.30.0")],
            "x-v1.2.4 at the tip | backend",
        ),
        row(
            "and a template",
            &["1.2.3"],
            &[("pyproject.toml", SCM), ("src/x/templates/a/pyproject.toml", "example 0.1.0")],
            "1.2.4 at the tip",
        ),
        row(
            "Python counts prereleases its own way",
            &["v1.3.0rc1"],
            &[("pyproject.toml", SCM)],
            "v1.3.0rc2 at the tip",
        ),
        Row {
            request: json!({"calverFormat": "YYYY.0M.0D.MICRO", "date": "2026-08-02"}),
            ..row("days with a counter", &["v2026.07.13.1"], &[("main.tf", "{}")], "v2026.08.02.0 at the tip")
        },
        row("days, and no calendar", &["v2026.07.13.1"], &[("main.tf", "{}")], "error calendar-tags"),
        Row {
            request: json!({"calverFormat": "YYYY.0M.0D.MICRO", "date": "2026-08-02"}),
            ..row(
                "days with a counter, which SemVer can not write",
                &["v2026.07.13.1"],
                &[("package.json", "a 2026.7.13")],
                "error version-not-expressible",
            )
        },
        row("PHP", &["v1.2.3"], &[("composer.json", "{\"name\": \"o/x\"}\n")], "v1.2.4 at the tip"),
        Row {
            request: json!({"bump": "2.0.0"}),
            ..row("by name", &["v1.2.3"], &[("main.tf", "{}")], "v2.0.0 at the tip")
        },
        row("no tag either", &[], &[("main.tf", "{}")], "error no-manifest"),
        naming("0.1.0", row("no tag either, and the first is named", &[], &[("main.tf", "{}")], "v0.1.0 at the tip")),
        naming("0.1.0", row("the first of a module", &[], &[("go.mod", "{}"), ("main.go", "{}")], "v0.1.0 at the tip")),
        naming("0.1.0", row("the first, by setuptools-scm", &[], &[("pyproject.toml", SCM)], "v0.1.0 at the tip")),
        naming(
            "0.2.0",
            row("the first, though a file says another", &[], &[("VERSION", "0.1.0\n")], "error no-manifest"),
        ),
        naming("0.1.0", row("the first, though a file says it", &[], &[("VERSION", "0.1.0\n")], "error no-manifest")),
        Row {
            request: json!({"bump": "0.1.0", "manifests": ["!VERSION"]}),
            ..row("the first, and the file is left out", &[], &[("VERSION", "0.1.0\n")], "v0.1.0 at the tip")
        },
        naming(
            "0.1.0",
            row(
                "the first, though a gem computes it",
                &[],
                &[("x.gemspec", "s.version = of(it)\n")],
                "error no-manifest",
            ),
        ),
        row(
            "Scala's build takes it from somewhere",
            &["v1.2.3"],
            &[("build.sbt", "lazy val root = (project in file(\".\")).settings(\n  version := Doors.current\n)\n")],
            "error no-manifest",
        ),
        row(
            "Scala's build takes it from git",
            &["v1.2.3"],
            &[("build.sbt", "ThisBuild / version := git.gitDescribedVersion.value.get\nname := \"x\"\n")],
            "v1.2.4 at the tip",
        ),
        row(
            "Scala's build takes it from git, and says how",
            &["v1.2.3"],
            &[(
                "build.sbt",
                "inThisBuild(List(\n  version := {\n    val now = version.value match { case one => one }\n    dynverGitDescribeOutput.value.mkVersion(told, now)\n  },\n))\n",
            )],
            "v1.2.4 at the tip",
        ),
        row(
            "Scala's build says at length where it takes it from",
            &["v1.2.3"],
            &[("build.sbt", "ThisBuild / version := {\n  Doors.current\n}\n")],
            "error no-manifest",
        ),
        row(
            "Scala's build says nothing of it",
            &["v1.2.3"],
            &[("build.sbt", "name := \"doors\"\nscalaVersion := V.scala\nversionScheme := V.scheme\n")],
            "v1.2.4 at the tip",
        ),
        row(
            "Python's build puts it together from numbers",
            &["v1.2.3"],
            &[(
                "setup.py",
                "MAJOR = 1\nMINOR = 2\nMICRO = 3\nVERSION = '%d.%d.%d' % (MAJOR, MINOR, MICRO)\nsetup(name='x', version=VERSION)\n",
            )],
            "error no-manifest",
        ),
        row(
            "Python's build takes it from a file that nobody tracks",
            &["v1.2.3"],
            &[("setup.py", "setup(name='x', version=open('VERSION').read().strip())\n")],
            "v1.2.4 at the tip",
        ),
        row(
            "Python's build takes it from a file in its package",
            &["v1.2.3"],
            &[("setup.py", "setup(name='x', version=open('x/VERSION').read())\n"), ("x/VERSION", "1.2.3\n")],
            "v1.2.4: x/VERSION",
        ),
        row(
            "Python's build takes it from a file, by a pattern of several pieces",
            &["v1.2.0"],
            &[
                (
                    "pyproject.toml",
                    "[project]\nname = 'x'\ndynamic = ['version']\n[tool.scikit-build.metadata.version]\nprovider = 'scikit_build_core.metadata.regex'\ninput = 'x.h'\nregex = 'MAJOR (?P<major>[0-9]+)'\nresult = '{major}.2.0'\n",
                ),
                ("x.h", "#define MAJOR 1\n"),
            ],
            "error no-manifest",
        ),
        row(
            "Python's build asks a module that says nothing",
            &["v1.2.3"],
            &[
                (
                    "pyproject.toml",
                    "[project]\nname = 'x'\ndynamic = ['version']\n[tool.setuptools.dynamic]\nversion = {attr = 'x.VERSION'}\n",
                ),
                ("x/__init__.py", "VERSION = '.'.join(map(str, PARTS))\n"),
            ],
            "error no-manifest",
        ),
        row(
            "flit takes it of a module, which puts it together in its own way",
            &["v1.2.3"],
            &[
                ("pyproject.toml", FLIT),
                (
                    "x/__init__.py",
                    "__version_info__ = version_info(1, 2, 3, 'final', 1)\n__version__ = __version_info__.__version__\n",
                ),
            ],
            "error no-manifest",
        ),
        row(
            "and flit asks git",
            &["v1.2.3"],
            &[(
                "pyproject.toml",
                "[build-system]\nrequires = ['flit_scm']\nbuild-backend = 'flit_scm:buildapi'\n[project]\nname = 'x'\ndynamic = ['version']\n",
            )],
            "v1.2.4 at the tip",
        ),
        row(
            "and where a tool of git's tags writes that module",
            &["v1.2.3"],
            &[(
                "pyproject.toml",
                "[build-system]\nrequires = ['setuptools-scm']\n[project]\nname = 'x'\ndynamic = ['version']\n[tool.setuptools.dynamic]\nversion = {attr = 'x._version.version'}\n",
            )],
            "v1.2.4 at the tip",
        ),
        row(
            "Python's build asks git",
            &["v1.2.3"],
            &[(
                "setup.py",
                "import versioneer\nMAJOR = 1\nMINOR = 2\nsetup(name='x', version=versioneer.get_version())\n",
            )],
            "v1.2.4 at the tip",
        ),
        row(
            "numbers in setup.py, and git is asked by a tool of another name",
            &["v1.2.3"],
            &[("setup.py", "MAJOR = 1\nMINOR = 2\nsetup(name='x', setup_requires=['setuptools_git_versioning'])\n")],
            "v1.2.4 at the tip",
        ),
        row(
            "a header says its numbers",
            &["v1.2.3"],
            &[("include/x/version.h", "#define X_MAJOR 1\n#define X_MINOR 2\n#define X_PATCH 3\n")],
            "error no-manifest",
        ),
        row("a file says something else", &["v1.2.3"], &[("VERSION", "0.9.0\n")], "v1.2.4 at the tip"),
        row("a file lags behind", &["v1.2.1", "v1.2.3"], &[("version.go", LAGS)], "error no-manifest"),
        row("no release said that", &["v1.2.0", "v1.2.3"], &[("version.go", LAGS)], "v1.2.4 at the tip"),
        row("a file of long ago", &["v1.2.1", "v1.3.0"], &[("version.go", LAGS)], "v1.3.1 at the tip"),
        row("a file in small letters says it", &["v5.5.1"], &[("src/version", "5.5.1\n")], "error no-manifest"),
        row(
            "a program is made ready for a version that no step leads to",
            &["21.4.0"],
            &[("src/x/__init__.py", "__version__ = '22.1.0.dev0'\n")],
            "error no-manifest",
        ),
        row(
            "a program never was more than a placeholder",
            &["v1.2.3"],
            &[("version.go", "package x\n\nconst Version = \"0.0.0-dev\"\n")],
            "v1.2.4 at the tip",
        ),
        row(
            "a file in a folder says a version that is tagged elsewhere",
            &["v1.2.3", "elsewhere/v1.2.7"],
            &[("src/VERSION", "1.2.7\n")],
            "error no-manifest",
        ),
        // Its numbers are raised when the version before is out, and the mark goes when it is.
        Row {
            request: json!({"manifests": ["include/x/version.h"]}),
            ..row(
                "a header says that it is not released",
                &["v1.2.2"],
                &[("include/x/version.h", UNFINISHED)],
                "error version-not-expressible",
            )
        },
        Row {
            request: json!({"manifests": ["include/x/version.h"]}),
            then: &[("include/x/version.h", "#define X_MAJOR 1\n#define X_MINOR 2\n#define X_PATCH 2\n")],
            ..row(
                "and says that it is",
                &["v1.2.2"],
                &[(
                    "include/x/version.h",
                    "#define X_MAJOR 1\n#define X_MINOR 2\n#define X_PATCH 3\n#define X_IS_RELEASE 1\n#define X_SUFFIX \"\"\n",
                )],
                "trace 1.2.3",
            )
        },
        Row {
            request: json!({"manifests": ["VERSION"]}),
            ..row("and the user has named it", &["v1.2.3"], &[("VERSION", "1.2.3\n")], "v1.2.4: VERSION")
        },
        Row {
            request: json!({"manifests": ["!VERSION"]}),
            ..row("or has left it out", &["v1.2.3"], &[("VERSION", "1.2.3\n")], "v1.2.4 at the tip")
        },
    ]);
}

#[test]
fn nothing_found_says_what_was_looked_at() {
    let plan = decided(&row(
        "",
        &["v1.2.3"],
        &[
            ("pyproject.toml", "[tool.ruff]\n"),
            ("package.json", "x -"),
            ("lib/x/version.py", "{}\n__version__ = '1.2.3'\n"),
        ],
        "",
    ));
    let error = plan.result.unwrap().error.unwrap();
    assert_eq!(error.code, "no-manifest");
    for said in
        ["`pyproject.toml` (expected `version` in `[project]`", "`package.json` (expected a top-level `version`)"]
    {
        assert!(error.message.contains(said), "{}", error.message);
    }
    assert!(error.next_steps[0].starts_with("`lib/x/version.py:2` says 1.2.3, as the newest tag does"), "{error:?}");
}

/// Nobody has raised it for the last one.
const LAGS: &str = "package x\n\nconst Version = \"v1.2.1\"\n";

/// A Go module, and one whose path is that of its second major version.
const GO: Tree = &[("go.mod", "// Doors.\nmodule example.org/o/doors // here\n\ngo 1.24\n")];
const GO_2: Tree = &[("go.mod", "module example.org/o/doors/v2\n")];

fn major(row: Row) -> Row {
    Row { request: json!({ "bump": "major" }), ..row }
}

pub(super) fn naming(version: &'static str, row: Row) -> Row {
    Row { request: json!({ "bump": version }), ..row }
}

#[test]
fn a_first_release_is_told_how_to_begin() {
    let told = |tree: Tree| decided(&row("", &[], tree, "")).result.unwrap().error.unwrap();
    let shell = told(&[("doors.sh", "{}\n")]);
    assert!(shell.message.ends_with("no file is a manifest by its name"), "{}", shell.message);
    assert!(shell.next_steps[0].contains("name the first one: `--bump 0.1.0`"), "{shell:?}");
    let module = told(&[("go.mod", "{}\n"), ("main.go", "{}\n")]);
    assert!(module.message.ends_with("looked into `go.mod` (a Go module's version is its tag's alone)"), "{module:?}");
    let file = told(&[("VERSION", "0.1.0\n")]);
    assert!(file.message.ends_with("`VERSION` (says 0.1.0; nothing tells that it is this project's)"), "{file:?}");
    assert!(file.next_steps[0].contains("`--manifests VERSION`"), "{file:?}");
    assert!(file.next_steps[1].contains("`--manifests '!VERSION' --bump 0.1.0`"), "{file:?}");
    let file = decided(&row("", &["v1.2.1", "v1.2.3"], &[("version.go", LAGS)], "")).result.unwrap().error.unwrap();
    assert!(file.next_steps[0].starts_with("`version.go:3` says 1.2.1, below the newest tag, 1.2.3: "), "{file:?}");
    assert!(
        file.next_steps[1].ends_with("leave the file out: `--manifests '!version.go'` (input `manifests`)"),
        "{file:?}"
    );
}

#[test]
fn where_no_file_says_a_version_the_questions_have_an_end() {
    let request: Request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    let refs = format!(
        "ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n{TAGGED}\trefs/tags/v1.1.0\n{OTHER}\trefs/tags/v1.2.0\n"
    );
    let mut first_look = FirstLook { refs, ..FirstLook::default() };
    let mut asked = Vec::new();
    loop {
        let wants = version_first::wants(&request, &first_look).unwrap();
        if wants.places.is_empty() && wants.past.is_empty() {
            break;
        }
        for one in wants.places {
            assert!(!asked.contains(&(one.oid.clone(), one.search)), "{} is asked about for ever", one.oid);
            asked.push((one.oid.clone(), one.search));
            first_look.places.retain(|known| known.oid != one.oid);
            let on_branch = one.oid == TAGGED;
            first_look.places.push(Place { oid: one.oid, on_branch, searched: one.search, ..Place::default() });
        }
    }
    assert!(asked.contains(&(OTHER.to_string(), true)), "{asked:?}");
}
