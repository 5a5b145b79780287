//! What a tool fills in from git's tags, and no release raises.

use super::alone::naming;
use super::*;

#[test]
fn what_is_filled_in_by_a_tool_of_git_s_tags_is_not_raised() {
    const SCM: (&str, &str) = ("setup.py", "setup(name='x', use_scm_version=True, packages=['x'])\n");
    const IDLE: (&str, &str) = ("x/__init__.py", "__version__ = '0.0.0'\n");
    const POM: (&str, &str) = ("pom.xml", "<project><artifactId>x</artifactId><version>0.0.0</version></project>\n");
    const JGITVER: (&str, &str) =
        (".mvn/extensions.xml", "<extensions><artifactId>jgitver-maven-plugin</artifactId></extensions>\n");
    const GIT: (&str, &str) = ("build.gradle", "plugins { id 'com.palantir.git-version' }\nversion gitVersion()\n");
    const NONE: (&str, &str) = ("gradle.properties", "version=0.0.0\n");
    const NET: (&str, &str) =
        ("X.csproj", "<Project><PropertyGroup><Version>0.0.0</Version></PropertyGroup></Project>\n");
    all(&[
        row("a module, by setup.py", &["v1.2.3"], &[SCM, IDLE], "error no-manifest"),
        naming("2.0.0", row("by name, too", &["v1.2.3"], &[SCM, IDLE], "error no-manifest")),
        row(
            "a module, by setup.cfg",
            &["1.2.3"],
            &[
                ("setup.cfg", "[metadata]\nname = x\n"),
                ("setup.py", "setup(setup_requires=['pbr'], pbr=True, packages=['x'])\n"),
                IDLE,
            ],
            "error no-manifest",
        ),
        Row {
            request: json!({"manifests": ["x/__init__.py"]}),
            ..row("and it is named", &["v1.2.3"], &[SCM, IDLE], "v1.2.4: x/__init__.py")
        },
        Row {
            request: json!({"manifests": ["!x/__init__.py"]}),
            ..row("and it is left out", &["v1.2.3"], &[SCM, IDLE], "v1.2.4 at the tip")
        },
        row("and no tag is there", &[], &[SCM, IDLE], "v0.0.1: x/__init__.py"),
        row(
            "and no such tool",
            &["v1.2.3"],
            &[("setup.py", "setup(name='x', packages=['x'])\n"), IDLE],
            "v1.2.4: x/__init__.py",
        ),
        row(
            "and it says what the tag says",
            &["v1.2.3"],
            &[SCM, ("x/__init__.py", "__version__ = '1.2.3'\n")],
            "v1.2.4: x/__init__.py",
        ),
        row(
            "a package of another language beside it is published by a tool of its own",
            &["v1.2.3"],
            &[SCM, ("package.json", "x 0.0.0-development")],
            "v1.2.4: package.json",
        ),
        row("a pom", &["1.2.3"], &[POM, JGITVER], "error no-manifest"),
        Row {
            request: json!({"manifests": ["pom.xml"]}),
            ..row("a pom that is named", &["1.2.3"], &[POM, JGITVER], "1.2.4: pom.xml")
        },
        row(
            "a pom, beside extensions of another kind",
            &["1.2.3"],
            &[POM, (".mvn/extensions.xml", "<extensions><artifactId>wagon</artifactId></extensions>\n")],
            "1.2.4: pom.xml",
        ),
        row("Gradle", &["v1.2.3"], &[GIT, NONE], "error no-manifest"),
        Row {
            request: json!({"onlyFinalise": true}),
            ..row(
                "and nothing is new",
                &["v1.2.3"],
                &[GIT, NONE],
                "nothing: no version stands on `main` without its tag",
            )
        },
        row(
            "Gradle, and nothing asks git",
            &["v1.2.3"],
            &[("build.gradle", "group = 'x'\n"), NONE],
            "v1.2.4: gradle.properties",
        ),
        row(
            ".NET, by a package",
            &["v1.2.3"],
            &[NET, ("Directory.Build.props", "<Project><PackageReference Include=\"MinVer\" /></Project>\n")],
            "error no-manifest",
        ),
        row(".NET, by settings", &["v1.2.3"], &[NET, ("GitVersion.yml", "mode: Mainline\n")], "error no-manifest"),
        row(
            ".NET, counted from a file",
            &["v1.2.3"],
            &[
                NET,
                ("version.json", "{\"$schema\": \"https://x/Nerdbank.GitVersioning/s.json\", \"version\": \"1.2\"}\n"),
            ],
            "error no-manifest",
        ),
        row(".NET, and a file of something else", &["v1.2.3"], &[NET, ("version.json", "{}\n")], "v1.2.4: X.csproj"),
    ]);
}

#[test]
fn python_files_that_say_no_version_until_they_are_built() {
    const SCM: (&str, &str) = (
        "pyproject.toml",
        "[project]\nname = \"x\"\ndynamic = [\"version\"]\n[build-system]\nrequires = [\"setuptools-scm\"]\n",
    );
    const COUNTED: (&str, &str) = ("x/version.py", "__version__ = \"0.1.dev1\"\n");
    const PLAIN: (&str, &str) = ("pyproject.toml", "[project]\nname = \"x\"\ndynamic = [\"version\"]\n");
    all(&[
        row("what is counted where no tag is", &["v1.2.3"], &[SCM, COUNTED], "v1.2.4 at the tip"),
        row("and nothing asks git", &["v1.2.3"], &[PLAIN, COUNTED], "v1.2.4: x/version.py"),
        row(
            "a development version of its own",
            &["v1.2.3"],
            &[SCM, ("x/version.py", "__version__ = \"1.3.0.dev1\"\n")],
            "v1.3.0: x/version.py",
        ),
        Row {
            request: json!({"manifests": ["x/version.py"]}),
            ..row("and the file is named", &["v1.2.3"], &[SCM, COUNTED], "v1.2.4: x/version.py")
        },
    ]);
}

#[test]
fn a_root_that_uv_never_builds_says_nothing_at_none() {
    const ROOT: &str = "[project]\nname = \"r\"\nversion = \"0.0.0\"\n[tool.uv]\npackage = false\n[tool.uv.workspace]\nmembers = [\"a\"]\n";
    const BUILT: &str = "[project]\nname = \"r\"\nversion = \"0.0.0\"\n[tool.uv.workspace]\nmembers = [\"a\"]\n";
    const APP: &str = "[project]\nname = \"r\"\nversion = \"1.2.3\"\n[tool.uv]\npackage = false\n";
    const ALONE: &str = "[project]\nname = \"r\"\nversion = \"0.0.0\"\n[tool.uv]\npackage = false\n";
    const MEMBER: (&str, &str) = ("a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1.2.3\"\n");
    const AHEAD: (&str, &str) = ("a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1.3.0.dev0\"\n");
    const APART: (&str, &str) = ("a/pyproject.toml", "[project]\nname = \"a\"\nversion = \"0.3.0\"\n");
    all(&[
        row("its members do", &["v1.2.3"], &[("pyproject.toml", ROOT), MEMBER], "v1.2.4: a/pyproject.toml"),
        row("its members do, ahead", &["v1.2.3"], &[("pyproject.toml", ROOT), AHEAD], "v1.3.0: a/pyproject.toml"),
        row("one that is built", &["v1.2.3"], &[("pyproject.toml", BUILT), AHEAD], "v1.2.4: pyproject.toml | a"),
        row("a program that says the version", &["v1.2.3"], &[("pyproject.toml", APP)], "v1.2.4: pyproject.toml"),
        row("a program alone", &["v1.2.3"], &[("pyproject.toml", ALONE)], "v1.2.4: pyproject.toml"),
        row(
            "a member with a version of its own",
            &["v1.2.3"],
            &[("pyproject.toml", ROOT), APART],
            "error packages-differ",
        ),
    ]);
}
