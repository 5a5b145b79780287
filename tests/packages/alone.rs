//! Packages below a root without a version, one alone among them; and no file that says one.

use super::*;

/// A project file of .NET with these properties.
macro_rules! net {
    ($properties:literal) => {
        concat!("<Project><PropertyGroup>\n", $properties, "</PropertyGroup></Project>")
    };
}

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
        row("a site is no product", &["v5.0.0"], module, "v5.0.1 at the tip | website"),
        row(
            "what is there to be tested is passed over, and so is what cannot be read",
            &["v1.2.3"],
            &[
                ("mychart/Chart.yaml", "mychart 1.2.3"),
                ("examples/x/package.json", "x 3.0.0"),
                ("x-integration-tests/android/package.json", "x 1.0.0"),
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
                "v1.2.4: lib/v.json",
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
}

#[test]
fn the_version_is_the_tags_alone() {
    const SCM: &str =
        "[project]\nname = \"x\"\ndynamic = [\"version\"]\n[build-system]\nrequires = [\"setuptools-scm\"]\n";
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
        row("Python, by setuptools-scm", &["v1.2.3"], &[("pyproject.toml", SCM)], "v1.2.4 at the tip"),
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
            "a header says its numbers",
            &["v1.2.3"],
            &[("include/x/version.h", "#define X_MAJOR 1\n#define X_MINOR 2\n#define X_PATCH 3\n")],
            "error no-manifest",
        ),
        row("a file says something else", &["v1.2.3"], &[("VERSION", "0.9.0\n")], "v1.2.4 at the tip"),
        row(
            "a file in a folder says a version that is tagged elsewhere",
            &["v1.2.3", "elsewhere/v1.2.7"],
            &[("src/VERSION", "1.2.7\n")],
            "error no-manifest",
        ),
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

/// A Go module, and one whose path is that of its second major version.
const GO: Tree = &[("go.mod", "// Doors.\nmodule example.org/o/doors // here\n\ngo 1.24\n")];
const GO_2: Tree = &[("go.mod", "module example.org/o/doors/v2\n")];

fn major(row: Row) -> Row {
    Row { request: json!({ "bump": "major" }), ..row }
}

fn naming(version: &'static str, row: Row) -> Row {
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
    assert!(file.next_steps[1].contains("`--manifests '!PATH'`, and name the first one"), "{file:?}");
}

#[test]
fn a_folder_whose_version_is_its_tags_alone() {
    let tags: &[&str] = &["v1.25.0", "exp/v0.1.0", "tools/gen/v2.0.0-rc.1", "v1.24.0"];
    let go: Tree = &[("package.json", "- -")];
    let with = |request: serde_json::Value, row: Row| Row { request, ..row };
    all(&[
        asking("exp", row("a Go module in a folder", tags, &[], "exp/v0.1.1 at the tip")),
        asking("./exp/", row("its folder spelled otherwise", tags, &[], "exp/v0.1.1 at the tip")),
        with(
            json!({"package": "tools/gen", "bump": "prerelease"}),
            row("a deeper one", tags, &[], "tools/gen/v2.0.0-rc.2 at the tip"),
        ),
        asking("gen", row("half of its folder", tags, &[], "error unknown-package")),
        asking("ex", row("half of its name", tags, &[], "error unknown-package")),
        asking("exp", row("beside a manifest without a version", tags, go, "exp/v0.1.1 at the tip")),
        asking(
            "exp",
            row("beside a package at the root", tags, &[("package.json", "r 1.25.0")], "exp/v0.1.1 at the tip | ."),
        ),
        row("the module at the root", tags, &[], "v1.25.1 at the tip"),
        with(json!({"bump": "preminor"}), row("in SemVer's spelling", tags, &[], "v1.26.0-rc.1 at the tip")),
    ]);
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

#[test]
fn a_version_that_a_file_has_lost_by_a_slip_is_not_the_tags_alone() {
    let was: Tree = &[("VERSION", "1.2.3\n")];
    let slip = |name, then, now: Tree| Row { then, ..row(name, &["v1.2.3"], now, "error no-manifest") };
    let meant = |name, then, now: Tree| Row { then, ..row(name, &["v1.2.3"], now, "v1.2.4 at the tip") };
    all(&[
        slip("emptied", was, &[("VERSION", "\n")]),
        slip("something else", was, &[("VERSION", "to come\n")]),
        slip("two sides of a merge", was, &[("VERSION", "<<<<<<< HEAD\n1.2.3\n=======\n1.2.4\n>>>>>>> x\n")]),
        slip(
            "it stands there, and in no line",
            &[("setup.cfg", "[metadata]\nversion = 1.2.3\n")],
            &[("setup.cfg", "[metadata]\rversion = 1.2.3\r\n")],
        ),
        slip("a manifest that is empty", &[("setup.cfg", "[metadata]\nversion = 1.2.3\n")], &[("setup.cfg", "\n")]),
        meant(
            "taken out",
            &[("setup.cfg", "[metadata]\nversion = 1.2.3\n")],
            &[("setup.cfg", "[metadata]\nname = x\n")],
        ),
        meant(
            "another number",
            &[("setup.cfg", "[metadata]\nversion = 1.2.3\n")],
            &[("setup.cfg", "[options]\nx = 11.2.3\n")],
        ),
        meant("gone", was, &[("main.tf", "{}")]),
        meant("it never said it", &[("VERSION", "0.9.0\n")], &[("VERSION", "to come\n")]),
        Row { request: json!({"manifests": ["!VERSION"]}), ..meant("left out", was, &[("VERSION", "to come\n")]) },
    ]);
}

/// A version that stands in a manifest and is spelled in a way that is not read: a tag alone would leave it behind.
#[test]
fn a_version_that_is_spelled_in_another_way_is_no_tags_alone() {
    for (path, tree) in [
        ("a comment", &[("pom.xml", "<project>\n<version><!-- here -->1.0.0</version></project>")] as Tree),
        ("CDATA", &[("pom.xml", "<project>\n<version><![CDATA[1.0.0]]></version></project>")]),
        ("an entity", &[("pom.xml", "<project>\n<version>1&#46;0.0</version></project>")]),
        ("a comment behind it", &[("a.csproj", net!("<Version>1.0.0<!-- here --></Version>"))]),
        ("in another case", &[("a.csproj", net!("<version>1.0.0</version>"))]),
        ("of a package alone", &[("a.csproj", net!("<PackageVersion>1.0.0</PackageVersion>"))]),
        ("put together", &[("a.csproj", net!("<Major>1</Major><Version>$(Major).0.0</Version>"))]),
        (
            "chosen",
            &[("a.csproj", concat!("<Project><Choose>", net!("<Version>1.0.0</Version>"), "</Choose></Project>"))],
        ),
        ("a property", &[("Directory.Build.props", net!("<X>1.0.0</X><Version>$(X)</Version>"))]),
        ("a gem's", &[("a.gemspec", "Gem::Specification.new(\"a\", V) do |s|\nend\n")]),
        ("without brackets", &[("a.gemspec", "Gem::Specification.new 'a', V do |s|\nend\n")]),
        ("Nim", &[("a.nimble", "const v = \"1.0.0\"\nversion = v\n")]),
    ] {
        all(&[row(path, &["v1.0.0"], tree, "error no-manifest")]);
    }
    for (path, tree) in [
        ("another's", &[("pom.xml", "<project>\n<x><version>1.0.0</version></x></project>")] as Tree),
        ("GitVersion", &[("a.csproj", net!("<Version>$(GitVersion_SemVer)</Version><X>$(Version)</X>"))]),
        ("MinVer", &[("a.csproj", net!("<Version>$(X)</Version><X>$(MinVerVersion)</X>"))]),
        (
            "others' packages",
            &[(
                "Directory.Packages.props",
                "<Project><ItemGroup>\n<PackageVersion>1.0.0</PackageVersion></ItemGroup></Project>",
            )],
        ),
        ("nothing", &[("a.csproj", net!("<Version></Version><TargetFramework>net8.0</TargetFramework>"))]),
        ("a gem without one", &[("a.gemspec", "Gem::Specification.new do |s|\n  s.name = 'a'\nend\n")]),
    ] {
        all(&[row(path, &["v1.0.0"], tree, "v1.0.1 at the tip")]);
    }
}
