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

/// A `setup.py` that searches a file of its package for the version.
macro_rules! searching {
    ($rest:literal) => {
        concat!(
            "def get_version(package):\n    text = open(os.path.join(package, '__init__.py')).read()\n",
            "    return re.search(\"^__version__ = ['\\\"]([^'\\\"]+)\", text).group(1)\n",
            "def find_version(*names):\n    text = open(os.path.join(here, *names)).read()\n",
            "    return re.search(r\"^__version__ = ['\\\"]([^'\\\"]*)\", text, re.M).group(1)\n",
            $rest
        )
    };
}

#[test]
fn the_file_that_setup_py_reads_its_version_from_is_the_projects() {
    const SAYS: (&str, &str) = ("doors/__init__.py", "__version__ = '1.2.3'\n");
    all(&[
        row(
            "run, by a path that has a name in it",
            &["v1.2.3"],
            &[
                (
                    "setup.py",
                    "package = 'doors'\nabout = {}\nwith open(os.path.join(here, package, '__version__.py')) as f:\n    exec(f.read(), about)\nsetup(name='py-doors', version=about['__version__'])\n",
                ),
                ("doors/__version__.py", "__title__ = 'py-doors'\n__version__ = '1.2.3'\n"),
            ],
            "v1.2.4: doors/__version__.py",
        ),
        row(
            "searched, in a package that is named at the top",
            &["1.2.3"],
            &[
                ("setup.py", searching!("package = 'doors'\nsetup(name='py-doors', version=get_version(package))\n")),
                SAYS,
            ],
            "1.2.4: doors/__init__.py",
        ),
        row(
            "searched, in a package that is named in the call",
            &["1.2.3"],
            &[
                ("setup.py", searching!("version = get_version('doors')\nsetup(name='py-doors', version=version)\n")),
                SAYS,
            ],
            "1.2.4: doors/__init__.py",
        ),
        row(
            "searched, by a path in the call",
            &["1.2.3"],
            &[
                (
                    "setup.py",
                    searching!("setup(name='py-doors', version=find_version('src', 'doors', '__init__.py'))\n"),
                ),
                ("src/doors/__init__.py", "__version__ = '1.2.3'\n"),
            ],
            "1.2.4: src/doors/__init__.py",
        ),
        row(
            "a name that is given something else below",
            &["1.2"],
            &[(
                "setup.py",
                "VERSION = '0+bootstrap'\nrun(VERSION)\nVERSION = tool.get_version()\nsetup(name='doors', version=VERSION)\n",
            )],
            "1.2.1 at the tip",
        ),
        row(
            "a name that is made of its own value below",
            &["1.2.3"],
            &[(
                "setup.py",
                "version = '1.2.3'\nversion = os.environ.get('VERSION', version)\nsetup(name='doors', version=version)\n",
            )],
            "1.2.4: setup.py",
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

/// Maven's archetypes and Gradle's templates begin with `1.0-SNAPSHOT`.
#[test]
fn snapshots_of_two_numbers() {
    const POM: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors</artifactId>\n  <version>1.0-SNAPSHOT</version>\n  <modules><module>a</module></modules>\n</project>\n";
    const NEXT: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors</artifactId>\n  <version>1.1-SNAPSHOT</version>\n</project>\n";
    const MODULE: &str = "<project>\n  <parent><groupId>g</groupId><artifactId>doors</artifactId><version>1.0-SNAPSHOT</version></parent>\n  <artifactId>a</artifactId>\n</project>\n";
    const REVISION: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors</artifactId>\n  <version>${revision}${changelist}</version>\n  <properties><revision>1.1</revision><changelist>-SNAPSHOT</changelist></properties>\n</project>\n";
    all(&[
        row("the first", &[], &[("pom.xml", POM), ("a/pom.xml", MODULE)], "v1.0: a/pom.xml pom.xml"),
        row(
            "the first, by Gradle",
            &[],
            &[("build.gradle.kts", "version = \"1.0-SNAPSHOT\"\n")],
            "v1.0: build.gradle.kts",
        ),
        row("the second", &["v1.0"], &[("pom.xml", NEXT)], "v1.1: pom.xml"),
        row("after three", &["v1.0.4"], &[("pom.xml", NEXT)], "v1.1: pom.xml"),
        row("in two pieces", &["v1.0"], &[("pom.xml", REVISION)], "v1.1: pom.xml"),
        row(
            "a fix, where no tag has three",
            &["v1.0", "v1.1", "v1.2"],
            &[("build.gradle", "version = '1.2'\n")],
            "v1.3: build.gradle",
        ),
        row("in Python", &["0.7", "0.8", "0.9"], &[("pyproject.toml", "x 0.9")], "0.10: pyproject.toml"),
        row(
            "a fix, where one has",
            &["v1.0", "v1.1", "v1.1.1", "v1.2"],
            &[("build.gradle", "version = '1.2'\n")],
            "v1.2.1: build.gradle",
        ),
        row(
            "Gradle, a version of its catalogue",
            &["v1.2.3"],
            &[
                ("build.gradle.kts", "group = \"g\"\nversion = libs.versions.project.get()\n"),
                ("gradle/libs.versions.toml", "[versions]\nproject = \"1.2.3\"\nkotlin = \"1.2.3\"\n"),
            ],
            "v1.2.4: gradle/libs.versions.toml",
        ),
        row(
            "Gradle, a version of several words in its catalogue, for all projects",
            &["v1.2.3"],
            &[
                ("build.gradle", "allprojects {\n  version = rootProject.libs.versions.door.bell.get()\n}\n"),
                ("gradle/libs.versions.toml", "[versions]\ndoor-bell = \"1.2.3\"\ndoor = \"1.2.0\"\n"),
            ],
            "v1.2.4: gradle/libs.versions.toml",
        ),
        row(
            "Gradle, a version that its catalogue does not have",
            &["v1.2.3"],
            &[
                ("build.gradle", "version = libs.versions.bell.get()\n"),
                ("gradle/libs.versions.toml", "[versions]\ndoor-bell = \"1.2.3\"\n"),
            ],
            "error no-manifest",
        ),
        row(
            "Gradle, a catalogue that is of others alone",
            &["v1.2.3"],
            &[("build.gradle", "version = '1.2.3'\n"), ("gradle/libs.versions.toml", "[versions]\ndoor = \"1.2.3\"\n")],
            "v1.2.4: build.gradle",
        ),
        row(
            "a fix, where files have three",
            &["v1.0", "v1.1", "v1.2"],
            &[("build.gradle", "version = '1.2.0'\n")],
            "v1.2.1: build.gradle",
        ),
        row("no such thing", &["v1.0"], &[("build.gradle", "version = '1.1-rc1'\n")], "error invalid-version"),
    ]);
}

/// A build that puts its version together: from a name that it sets itself, from a property, or from what nobody here knows.
#[test]
fn versions_that_a_build_puts_together() {
    let one = |name, text, expected| row(name, &["v1.2.3"], text, expected);
    all(&[
        one(
            "a name",
            &[("build.gradle", "def v = '1.2.3'\nallprojects {\n  version = v\n}\n")],
            "v1.2.4: build.gradle",
        ),
        one(
            "of what is extra",
            &[("build.gradle", "ext {\n  libVersion = '1.2.3'\n}\nversion = rootProject.ext.libVersion\n")],
            "v1.2.4: build.gradle",
        ),
        one(
            "in Kotlin, with a word behind it",
            &[("build.gradle.kts", "val v = \"1.2.3\"\nversion = if (release) v else \"$v-SNAPSHOT\"\n")],
            "v1.2.4: build.gradle.kts",
        ),
        one(
            "unless it is given",
            &[("build.gradle", "version = findProperty('libVersion') ?: '1.2.3'\n")],
            "v1.2.4: build.gradle",
        ),
        one(
            "a part of it",
            &[("build.gradle", "version = '1.2.3' + (rel ? '' : '-SNAPSHOT')\n")],
            "v1.2.4: build.gradle",
        ),
        one(
            "a property",
            &[
                ("build.gradle", "version = project.mod_version\n"),
                ("gradle.properties", "minecraft_version=1.20.1\nmod_version=1.2.3\n"),
            ],
            "v1.2.4: gradle.properties",
        ),
        one(
            "a property, in a text",
            &[
                ("build.gradle.kts", "version = \"${project.property(\"mod_version\")}\"\n"),
                ("gradle.properties", "mod_version = 1.2.3\n"),
            ],
            "v1.2.4: gradle.properties",
        ),
        one(
            "two properties",
            &[
                ("build.gradle", "version = \"${mod_version}-${minecraft_version}\"\n"),
                ("gradle.properties", "minecraft_version=1.20.1\nmod_version=1.2.3\n"),
            ],
            "error no-manifest",
        ),
        one(
            "from another file",
            &[("build.gradle", "apply from: 'v.gradle'\nversion = libVersion\n")],
            "error no-manifest",
        ),
        one("by a function", &[("build.gradle", "version = compute()\n")], "error no-manifest"),
        one(
            "by git's tags",
            &[("build.gradle", "plugins { id 'com.palantir.git-version' version '3.0.0' }\nversion = gitVersion()\n")],
            "v1.2.4 at the tip",
        ),
        one(
            "by whoever builds",
            &[("build.gradle", "version = System.getenv('VERSION') ?: 'dev'\n")],
            "v1.2.4 at the tip",
        ),
        one(
            "unless whoever builds gives it",
            &[("build.gradle", "version = version == 'unspecified' ? '0.1.0-SNAPSHOT' : version\n")],
            "v1.2.4 at the tip",
        ),
        one("a tool's own", &[("build.gradle", "node {\n  version = nodeVersion\n}\n")], "v1.2.4 at the tip"),
        one("none", &[("build.gradle", "group = 'g'\n")], "v1.2.4 at the tip"),
    ]);
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
