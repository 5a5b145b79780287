//! Manifests whose version a build puts together, or takes from a file of the project.

use super::*;

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
fn what_stands_in_a_module_until_it_is_installed_is_no_version() {
    const PROJECT: (&str, &str) = ("pyproject.toml", "[project]\nname = 'doors'\nversion = '70.0.0'\n");
    const UNTIL: &str = "__version__: str = 'unknown'\ntry:\n    __version__ = metadata.version('doors')\nexcept ImportError:\n    pass\n";
    const ASKS: (&str, &str) = (
        "pyproject.toml",
        "[project]\nname = 'doors'\ndynamic = ['version']\n[tool.hatch.version]\npath = 'doors/__init__.py'\n",
    );
    all(&[
        row("a word", &["v70.0.0"], &[PROJECT, ("doors/__init__.py", UNTIL)], "v70.0.1: pyproject.toml"),
        row(
            "a word, where the build asks for it",
            &["v70.0.0"],
            &[ASKS, ("doors/__init__.py", UNTIL)],
            "error no-manifest",
        ),
        // Nothing gives another one below.
        row(
            "a word that is asked for",
            &["v70.0.0"],
            &[PROJECT, ("doors/__init__.py", "__version__ = 'trunk'\ndef get():\n    return __version__\n")],
            "error invalid-version",
        ),
        row(
            "a word of another name",
            &["v70.0.0"],
            &[("setup.py", "VERSION = 'trunk'\nsetup(\n    name='doors',\n    version=VERSION,\n)\n")],
            "error invalid-version",
        ),
        row(
            "numbers with a word",
            &["v70.0.0"],
            &[PROJECT, ("doors/__init__.py", "__version__ = '70.0.x'\n")],
            "error invalid-version",
        ),
    ]);
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

/// Flutter counts builds behind the version, and so do the tags of some.
#[test]
fn tags_with_the_builds_that_a_pubspec_counts() {
    all(&[row(
        "every one",
        &["v1.2.2+7", "v1.2.3+8"],
        &[("pubspec.yaml", "name: doors\nversion: 1.2.3+8\n")],
        "v1.2.4: pubspec.yaml",
    )]);
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
        row("after three, always", &["v0.9.0", "v1.0.0", "v1.0.1"], &[("pom.xml", NEXT)], "v1.1.0: pom.xml"),
        row("after three, and two once", &["v0.9", "v1.0.0", "v1.0.1"], &[("pom.xml", NEXT)], "v1.1: pom.xml"),
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
            "Gradle, with a letter before it",
            &["v1.2.3"],
            &[("build.gradle.kts", "allprojects {\n  version = \"v1.2.3\"\n}\n")],
            "v1.2.4: build.gradle.kts",
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

/// What a parent requires of a module that has a version of its own.
#[test]
fn a_release_requires_no_snapshot_that_stays() {
    const MODULE: (&str, &str) = (
        "a/pom.xml",
        "<project>\n  <parent><groupId>g</groupId><artifactId>doors</artifactId><version>2.0.2-SNAPSHOT</version></parent>\n  <artifactId>a</artifactId>\n  <version>0.9.1-SNAPSHOT</version>\n</project>\n",
    );
    const RELEASED: (&str, &str) = (
        "a/pom.xml",
        "<project>\n  <parent><groupId>g</groupId><artifactId>doors</artifactId><version>2.0.2-SNAPSHOT</version></parent>\n  <artifactId>a</artifactId>\n  <version>0.9.1</version>\n</project>\n",
    );
    const SNAPSHOT: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors</artifactId>\n  <version>2.0.2-SNAPSHOT</version>\n  <modules><module>a</module></modules>\n  <dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>0.9.1-SNAPSHOT</version></dependency></dependencies>\n</project>\n";
    const RELEASE: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors</artifactId>\n  <version>2.0.2-SNAPSHOT</version>\n  <modules><module>a</module></modules>\n  <dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>0.9.1</version></dependency></dependencies>\n</project>\n";
    const TESTED: &str = "<project>\n  <groupId>g</groupId>\n  <artifactId>doors</artifactId>\n  <version>2.0.2-SNAPSHOT</version>\n  <modules><module>a</module></modules>\n  <dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>0.9.1-SNAPSHOT</version><scope>test</scope></dependency></dependencies>\n</project>\n";
    all(&[
        row("a snapshot", &["v2.0.1"], &[("pom.xml", SNAPSHOT), MODULE], "error requirement-excludes-version"),
        row("for tests alone", &["v2.0.1"], &[("pom.xml", TESTED), MODULE], "v2.0.2: a/pom.xml pom.xml | a"),
        row("a release", &["v2.0.1"], &[("pom.xml", RELEASE), RELEASED], "v2.0.2: a/pom.xml pom.xml | a"),
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
            "a property for what nobody releases",
            &[("build.gradle", "plugins { id 'java' }\n"), ("gradle.properties", "version=SNAPSHOT\n")],
            "v1.2.4 at the tip",
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
