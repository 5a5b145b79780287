//! Manifests of languages whose packages are made of one, and of boards and their libraries.

use super::*;

#[test]
fn each_is_the_package() {
    all(&[
        row("Haskell", &["v1.2.3"], &[("doors.cabal", "name: doors\nversion: 1.2.3\n")], "v1.2.4: doors.cabal"),
        row(
            "Haskell, made by hpack",
            &["v1.2.3"],
            &[("package.yaml", "name: doors\nversion: '1.2.3'\n"), ("doors.cabal", "name: doors\nversion: 1.2.3\n")],
            "v1.2.4: doors.cabal package.yaml",
        ),
        row(
            "hpack alone",
            &["v1.2.3"],
            &[("package.yaml", "name: doors\nversion: 1.2.3 # PVP\n")],
            "v1.2.4: package.yaml",
        ),
        row("a version of another tool's", &["v1.2.3"], &[("package.yaml", "version: 7.1.0\n")], "v1.2.4 at the tip"),
        row(
            "C++, with what vcpkg reads",
            &["v1.2.3"],
            &[
                ("CMakeLists.txt", "project(doors VERSION 1.2.3)\n"),
                ("vcpkg.json", "{\"name\": \"doors\", \"version-semver\": \"1.2.3\"}\n"),
            ],
            "v1.2.4: CMakeLists.txt vcpkg.json",
        ),
        row("Nim", &["v1.2.3"], &[("doors.nimble", "version = \"1.2.3\"\n")], "v1.2.4: doors.nimble"),
        row("Crystal", &["v1.2.3"], &[("shard.yml", "name: doors\nversion: 1.2.3\n")], "v1.2.4: shard.yml"),
        row(
            "Elixir, with brackets behind the function's name",
            &["v1.2.3"],
            &[(
                "mix.exs",
                "defmodule Doors do\n  @version \"1.2.3\"\n  def project() do\n    [app: :doors, version: @version]\n  end\nend\n",
            )],
            "v1.2.4: mix.exs",
        ),
        row(
            "Python, with a file that is run for its version",
            &["v1.2.3"],
            &[
                (
                    "setup.py",
                    "version = {}\nwith open(os.path.join(root, \"doors/iron/version.py\")) as fp:\n    exec(fp.read(), version)\nversion = version[\"__version__\"]\nsetup(name=\"doors-iron\", version=version)\n",
                ),
                ("doors/iron/version.py", "__version__ = \"1.2.3\"\n"),
            ],
            "v1.2.4: doors/iron/version.py",
        ),
        row(
            "R, which takes a dash for a dot",
            &["v1.3-2"],
            &[("DESCRIPTION", "Package: doors\nVersion: 1.3-2\n")],
            "error tag-taken",
        ),
        row("Gleam", &["v1.2.3"], &[("gleam.toml", "name = \"doors\"\nversion = \"1.2.3\"\n")], "v1.2.4: gleam.toml"),
        row(
            "OCaml",
            &["1.2.3"],
            &[
                ("dune-project", "(lang dune 3.0)\n(version 1.2.3)\n"),
                ("doors.opam", "version: \"1.2.3\"\n"),
                ("doors-lwt.opam", "version: \"1.2.3\"\n"),
                ("old.opam", "version: \"0.9.0\"\n"),
            ],
            "1.2.4: doors-lwt.opam doors.opam dune-project",
        ),
        row(
            "PowerShell",
            &["v1.2.3"],
            &[("Doors/Doors.psd1", "@{\nModuleVersion = '1.2.3'\n}\n"), ("Doors/words.psd1", "@{\nOpen = 'open'\n}\n")],
            "v1.2.4: Doors/Doors.psd1",
        ),
        row("Typst", &[], &[("typst.toml", "[package]\nname = \"doors\"\nversion = \"0.1.0\"\n")], "v0.1.0 at the tip"),
        row(
            "Haxe",
            &["1.2.3"],
            &[("haxelib.json", "{\"name\": \"doors\", \"version\": \"1.2.3\"}\n")],
            "1.2.4: haxelib.json",
        ),
        row(
            "Arduino",
            &["1.2.3"],
            &[
                ("library.properties", "name=Doors\nversion=1.2.3\n"),
                ("library.json", "{\"name\": \"Doors\", \"version\": \"1.2.3\"}\n"),
                ("idf_component.yml", "version: \"1.2.3\"\n"),
                ("CMakeLists.txt", "project(Doors VERSION 1.2.3)\n"),
            ],
            "1.2.4: CMakeLists.txt idf_component.yml library.json library.properties",
        ),
        row(
            "Erlang",
            &["1.2.3"],
            &[
                ("src/doors.app.src", "{application, doors, [{vsn, \"1.2.3\"}]}.\n"),
                ("ebin/doors.app", "{application, doors, [{vsn, \"1.2.3\"}]}.\n"),
                ("apps/hinge/src/hinge.app.src", "{application, hinge, [{vsn, \"0.1.0\"}]}.\n"),
            ],
            "1.2.4: ebin/doors.app src/doors.app.src",
        ),
        row(
            "Erlang, by git",
            &["1.2.3"],
            &[("src/doors.app.src", "{application, doors, [{vsn, git}]}.\n")],
            "1.2.4 at the tip",
        ),
        row(
            "projects of tests are no product",
            &["1.2.3"],
            &[
                (
                    "Src/Doors.Tests/Doors.Tests.csproj",
                    "<Project><PropertyGroup><Version>1.0</Version></PropertyGroup></Project>\n",
                ),
                (
                    "Src/Doors.FuzzTests/x.csproj",
                    "<Project><PropertyGroup><Version>1.0</Version></PropertyGroup></Project>\n",
                ),
            ],
            "1.2.4 at the tip",
        ),
    ]);
}

#[test]
fn what_their_tools_read_is_the_package() {
    all(&[
        row(
            "Elm, with tools from npm that nobody raises",
            &["8.5.0", "8.6.0"],
            &[
                ("elm.json", r#"{"type": "package", "name": "ada/doors", "version": "8.6.0"}"#),
                ("package.json", "doors-tools 8.0.0"),
            ],
            "8.6.1: elm.json",
        ),
        row("an application in Elm", &["1.2.3"], &[("elm.json", r#"{"type": "application"}"#)], "1.2.4 at the tip"),
        row(
            "Puppet, with what is not released yet",
            &["v6.0.0"],
            &[("metadata.json", r#"{"name": "a-doors", "version": "6.0.1-rc0", "author": "a", "dependencies": []}"#)],
            "v6.0.1: metadata.json",
        ),
        row("Chef", &["v1.2.3"], &[("metadata.rb", "name 'doors'\nversion '1.2.3'\n")], "v1.2.4: metadata.rb"),
        row("Clojure", &["1.2.3"], &[("project.clj", "(defproject doors \"1.2.3\"\n")], "1.2.4: project.clj"),
        row(
            "Clojure, several projects",
            &["1.2.3"],
            &[
                (
                    "project.clj",
                    "(defproject ada/doors \"1.2.3\"\n  :dependencies [[ada/doors-core \"1.2.3\"]]\n  :sub [\"doors-core\"\n \"doors-lock\"])\n",
                ),
                ("doors-core/project.clj", "(defproject ada/doors-core \"1.2.3\")\n"),
                ("doors-lock/project.clj", "(defproject ada/doors-lock \"0.3.0\")\n"),
                ("doors-hinge/project.clj", "(defproject ada/doors-hinge \"1.2.3\")\n"),
                ("sample/project.clj", "(defproject sample \"1.2.3\")\n"),
            ],
            "1.2.4: doors-core/project.clj doors-hinge/project.clj project.clj | doors-lock",
        ),
        row(
            "Scala, a development version",
            &["v1.2.3"],
            &[("version.sbt", "ThisBuild / version := \"1.3.0-SNAPSHOT\"\n"), ("build.sbt", "name := \"doors\"\n")],
            "v1.3.0: version.sbt",
        ),
        row("Salt", &["v1.2.3"], &[("FORMULA", "name: doors\nversion: 1.2.3\n")], "v1.2.4: FORMULA"),
        row(
            "Godot, with an addon that somebody else wrote",
            &["v1.2.3"],
            &[
                ("addons/doors/plugin.cfg", "[plugin]\nversion=\"1.2.3\"\n"),
                ("addons/gut/plugin.cfg", "[plugin]\nversion=\"9.5.0\"\n"),
            ],
            "v1.2.4: addons/doors/plugin.cfg | addons/gut",
        ),
        row(
            "WordPress",
            &["1.2.3"],
            &[
                ("doors.php", "<?php\n/*\n * Plugin Name: Doors\n * Version: 1.2.3\n */\n"),
                ("index.php", "<?php\n// Silence is golden.\n"),
                ("readme.txt", "=== Doors ===\nStable tag: 1.2.3\n"),
                ("package.json", "doors 1.2.3"),
            ],
            "1.2.4: doors.php package.json readme.txt",
        ),
        row(
            "WordPress, with a stable tag that waits",
            &["1.2.3"],
            &[
                ("doors.php", "<?php\n/*\n * Plugin Name: Doors\n * Version: 1.2.3\n */\n"),
                ("readme.txt", "=== Doors ===\nStable tag: 1.1.0\n"),
            ],
            "1.2.4: doors.php",
        ),
        row(
            "a pod and its framework",
            &["1.2.3"],
            &[
                ("Doors.podspec", "Pod::Spec.new do |s|\n  s.version = '1.2.3'\nend\n"),
                ("Doors.xcodeproj/project.pbxproj", "\tMARKETING_VERSION = 1.2.3;\n\tMARKETING_VERSION = 1.0;\n"),
                ("Source/Info.plist", "<key>CFBundleShortVersionString</key>\n<string>1.2.3</string>\n"),
                ("Tools/Info.plist", "<key>CFBundleShortVersionString</key>\n<string>1.0</string>\n"),
            ],
            "1.2.4: Doors.podspec Doors.xcodeproj/project.pbxproj Source/Info.plist",
        ),
        row(
            "erlang.mk",
            &["1.2.3"],
            &[
                ("ebin/doors.app", "{application, doors, [{vsn, \"1.2.3\"}]}.\n"),
                ("Makefile", "PROJECT = doors\nPROJECT_VERSION = 1.2.3\n"),
            ],
            "1.2.4: Makefile ebin/doors.app",
        ),
    ]);
}

/// A version of two numbers says no prerelease outside Python: neither is `1.0b5` Maven's, nor `1.0.0-beta.5` what the tag says.
#[test]
fn prereleases_of_two_numbers() {
    const POM: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors</artifactId>\n  <version>1.0-SNAPSHOT</version>\n</project>\n";
    let asked = |bump: &'static str, row: Row| Row { request: json!({ "bump": bump }), ..row };
    let tags: &[&str] = &["doors-1.0-beta-3"];
    all(&[
        asked("1.0-beta5", row("by name", tags, &[("pom.xml", POM)], "error version-not-expressible")),
        asked("prerelease", row("the next", tags, &[("pom.xml", POM)], "error version-not-expressible")),
        asked("release", row("their release", tags, &[("pom.xml", POM)], "doors-1.0: pom.xml")),
        asked(
            "1.0.0-beta.5",
            row("with three numbers", &["v0.9.0"], &[("pom.xml", POM)], "error version-not-expressible"),
        ),
        asked("1.1b1", row("in Python", &["0.9"], &[("pyproject.toml", "x 0.9")], "1.1b1: pyproject.toml")),
        Row {
            request: json!({ "bump": "1.1b1", "scheme": "pep440" }),
            ..row(
                "in Python's grammar, as asked",
                &["v1.0"],
                &[("gradle.properties", "version=1.0\n")],
                "v1.1b1: gradle.properties",
            )
        },
    ]);
}

/// To Perl a version is a decimal number: 1.05 comes after 1.04, and 1.5 after both.
#[test]
fn zeros_that_count() {
    let perl = |name, tags, expected| Row {
        request: json!({ "manifests": ["lib/Doors.pm:/VERSION = '(?<version>[0-9.]+)'/"] }),
        ..row(name, tags, &[("lib/Doors.pm", "package Doors;\nour $VERSION = '1.04';\n1;\n")], expected)
    };
    all(&[
        perl("as all tags have two numbers", &["v1.04", "v1.03", "v1.02", "v1.01"], "v1.05: lib/Doors.pm"),
        perl("as no other tag shows", &["v1.04"], "error version-not-expressible"),
        Row {
            request: json!({ "bump": "1.05", "manifests": ["lib/Doors.pm:/VERSION = '(?<version>[0-9.]+)'/"] }),
            ..perl("by name", &["v1.04"], "v1.05: lib/Doors.pm")
        },
    ]);
    let plan = decided(&perl("as all tags have two numbers", &["v1.04", "v1.03", "v1.02", "v1.01"], ""));
    let Some(Step::Commit { files, .. }) = plan.step else { panic!("{:?}", plan.result) };
    assert_eq!(files[0].text, "package Doors;\nour $VERSION = '1.05';\n1;\n");
}

/// Two packages of a kind in folders, asked for by what the one is called; its tags begin with that.
#[test]
fn each_is_asked_for_by_its_name() {
    const NET: &str = "<Project><PropertyGroup><Version>1.2.3</Version></PropertyGroup></Project>\n";
    const ID: &str =
        "<Project><PropertyGroup><PackageId>Doors</PackageId><Version>1.2.3</Version></PropertyGroup></Project>\n";
    const BINARY: &str = "<Project><PropertyGroup><AssemblyName>Doors</AssemblyName><Version>1.2.3</Version></PropertyGroup></Project>\n";
    const BELL: &str = "<Project><PropertyGroup><Version>0.4.0</Version></PropertyGroup></Project>\n";
    let tags: &[&str] = &["Doors-v1.2.3", "Bell-v0.4.0"];
    let net = |name, tree, expected| asking("Doors", row(name, tags, tree, expected));
    all(&[
        net(
            ".NET, by the file",
            &[("src/a/Doors.csproj", NET), ("src/b/Bell.csproj", BELL)],
            "Doors-v1.2.4: src/a/Doors.csproj | src/b",
        ),
        net(
            "F#, by the package's name",
            &[("src/a/A.fsproj", ID), ("src/b/Bell.fsproj", BELL)],
            "Doors-v1.2.4: src/a/A.fsproj | src/b",
        ),
        net(
            ".NET, by the assembly's name",
            &[("src/a/A.csproj", BINARY), ("src/b/Bell.csproj", BELL)],
            "Doors-v1.2.4: src/a/A.csproj | src/b",
        ),
        net(
            ".NET, what is put together is no name",
            &[
                (
                    "src/a/Doors.csproj",
                    "<Project><PropertyGroup><PackageId>$(Prefix)</PackageId><Version>1.2.3</Version></PropertyGroup></Project>\n",
                ),
                ("src/b/Bell.csproj", BELL),
            ],
            "Doors-v1.2.4: src/a/Doors.csproj | src/b",
        ),
        net(
            "Nim",
            &[("a/Doors.nimble", "version = \"1.2.3\"\n"), ("b/bell.nimble", "version = \"0.4.0\"\n")],
            "Doors-v1.2.4: a/Doors.nimble | b",
        ),
        net(
            "R",
            &[
                ("a/DESCRIPTION", "Package: Doors\nVersion: 1.2.3\n"),
                ("b/DESCRIPTION", "Package: bell\nVersion: 0.4.0\n"),
            ],
            "Doors-v1.2.4: a/DESCRIPTION | b",
        ),
        net(
            "Bazel",
            &[
                ("a/MODULE.bazel", "module(name = \"Doors\", version = \"1.2.3\")\n"),
                ("b/MODULE.bazel", "module(name = \"bell\", version = \"0.4.0\")\n"),
            ],
            "Doors-v1.2.4: a/MODULE.bazel | b",
        ),
        net(
            "Gradle, by the folder",
            &[
                ("jvm/Doors/build.gradle.kts", "version = \"1.2.3\"\n"),
                ("jvm/bell/gradle.properties", "version=0.4.0\n"),
            ],
            "Doors-v1.2.4: jvm/Doors/build.gradle.kts | jvm/bell",
        ),
        net(
            "Arduino",
            &[
                ("a/library.properties", "name=Doors\nversion=1.2.3\n"),
                ("b/library.properties", "name=bell\nversion=0.4.0\n"),
            ],
            "Doors-v1.2.4: a/library.properties | b",
        ),
        net(
            "Chef",
            &[
                ("a/metadata.rb", "name 'Doors'\nversion '1.2.3'\n"),
                ("b/metadata.rb", "name 'bell'\nversion '0.4.0'\n"),
            ],
            "Doors-v1.2.4: a/metadata.rb | b",
        ),
        net(
            "Ruby, whose name is put together",
            &[
                ("a/Doors.gemspec", "Gem::Specification.new do |s|\n  s.name = NAME\n  s.version = \"1.2.3\"\nend\n"),
                (
                    "b/bell.gemspec",
                    "Gem::Specification.new do |s|\n  s.name = \"bell\"\n  s.version = \"0.4.0\"\nend\n",
                ),
            ],
            "Doors-v1.2.4: a/Doors.gemspec | b",
        ),
        net(
            ".NET, two projects in one folder",
            &[("Doors.csproj", NET), ("Bell.csproj", BELL)],
            "Doors-v1.2.4: Doors.csproj",
        ),
        row(
            "a module of Bazel beside a package of npm, whose name it is not",
            &["doors-v1.2.3", "rules_doors-v0.9.0"],
            &[
                ("MODULE.bazel", "module(name = \"rules_doors\", version = \"1.2.3\")\n"),
                ("package.json", "doors 1.2.3"),
            ],
            "doors-v1.2.4: MODULE.bazel package.json",
        ),
    ]);
}
