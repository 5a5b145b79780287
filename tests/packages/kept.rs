//! Files that keep the version of a project without a manifest.

use super::*;
use version_first::manifest::{Leftover, Search};
use version_first::run::searched;

/// A file at the root that said T's version when T was made is the project's, whoever named it.
#[test]
fn files_that_keep_the_version_alone() {
    const MAJOR: &str = "#define X_VERSION_MAJOR 2\n#define X_VERSION_MINOR 0\n#define X_VERSION_PATCH 0\n";
    const NUSPEC: &str = "<package><metadata><version>1.2.3</version></metadata></package>\n";
    const LINUX: &str = "VERSION = 1\nPATCHLEVEL = 2\nSUBLEVEL = 3\nEXTRAVERSION =\n";
    const PLIST: &str =
        "<plist><dict>\n<key>CFBundleShortVersionString</key>\n<string>1.2.3</string>\n</dict></plist>\n";
    const PROJECT: &str = "MARKETING_VERSION = 1.2.3;\nMARKETING_VERSION = 1.2.3;\n";
    let then = |then: Tree, row: Row| Row { then, ..row };
    all(&[
        row("for the version alone", &["v1.2.3"], &[("VERSION", "1.2.3\n")], "v1.2.4: VERSION"),
        row("in small letters", &["v1.2.3"], &[("version", "1.2.3\n")], "v1.2.4: version"),
        row(
            "where it says how it is built",
            &["v1.2.3"],
            &[("meson.build", "project('x', 'c', version: '1.2.3')\n")],
            "v1.2.4: meson.build",
        ),
        row("with CMake", &["v1.2.3"], &[("CMakeLists.txt", "project(x VERSION 1.2.3)\n")], "v1.2.4: CMakeLists.txt"),
        row(
            "with CMake, by a variable",
            &["v1.2.3"],
            &[("CMakeLists.txt", "set(X_VERSION 1.2.3)\nproject(x VERSION ${X_VERSION})\n")],
            "v1.2.4: CMakeLists.txt",
        ),
        row(
            "with CMake, by three",
            &["v1.2.3"],
            &[("CMakeLists.txt", "set(A 1)\nset(B 2) # 9\nset(C 3)\nproject(x VERSION ${A}.${B}.${C})\n")],
            "v1.2.4: CMakeLists.txt",
        ),
        row(
            "with Autoconf, beside a package of NuGet's",
            &["1.2.3"],
            &[("configure.ac", "AC_INIT([x], [1.2.3])\n"), ("VERSION", "1.2.3\n"), ("x.nuspec", NUSPEC)],
            "1.2.4: VERSION configure.ac x.nuspec",
        ),
        row(
            "with Autoconf, in words of its own",
            &["1.2.3"],
            &[("configure.ac", "AC_INIT([x], [next-1.3])\n")],
            "1.2.4 at the tip",
        ),
        row(
            "with erlang.mk",
            &["1.2.3"],
            &[("Makefile", "PROJECT = x\nPROJECT_VERSION = 1.2.3\ninclude erlang.mk\n")],
            "1.2.4: Makefile",
        ),
        row(
            "with Make",
            &["v1.2.3"],
            &[("config.mk", "VERSION = 1.2.3\n"), ("Makefile", "all:\n")],
            "v1.2.4: config.mk",
        ),
        row("with Make, as Linux has it", &["v1.2.3"], &[("Makefile", LINUX)], "v1.2.4: Makefile"),
        row(
            "with Make that asks git",
            &["v1.2.3"],
            &[("Makefile", "VERSION = $(shell git describe)\n")],
            "v1.2.4 at the tip",
        ),
        row("with Make, at another version", &["v1.2.3"], &[("Makefile", "VERSION ?= 0.0.1\n")], "v1.2.4 at the tip"),
        row(
            "packages of opam",
            &["v1.2.3"],
            &[("x.opam", "version: \"1.2.3\"\n"), ("y.opam", "version: \"1.2.3\"\n")],
            "v1.2.4: x.opam y.opam",
        ),
        row(
            "an app for Nextcloud",
            &["v1.2.3"],
            &[("appinfo/info.xml", "<info>\n  <id>x</id>\n  <version>1.2.3</version>\n</info>\n")],
            "v1.2.4: appinfo/info.xml",
        ),
        row("an app's own list", &["v1.2.3"], &[("Info.plist", PLIST)], "v1.2.4: Info.plist"),
        row("in a folder", &["v1.2.3"], &[("X/Info.plist", PLIST)], "error no-manifest"),
        row("an app", &["1.2.3"], &[("X.xcodeproj/project.pbxproj", PROJECT)], "1.2.4: X.xcodeproj/project.pbxproj"),
        row(
            "beside a program of Python that gives another version",
            &["v1.9.3"],
            &[("VERSION", "1.9.3\n"), ("doors/__init__.py", "__version__ = \"0.2.0\"\n")],
            "v1.9.4: VERSION",
        ),
        row(
            "beside one of Ruby that gives a greater one",
            &["v1.9.3"],
            &[("VERSION", "1.9.3\n"), ("lib/doors/version.rb", "VERSION = \"7.0.0\"\n")],
            "v1.9.4: VERSION",
        ),
        row(
            "beside a program that gives the next major version, of whatever it is",
            &["v1.9.3"],
            &[("VERSION", "1.9.3\n"), ("doors/__init__.py", "__version__ = \"2.0.0\"\n")],
            "v1.9.4: VERSION",
        ),
        row(
            "beside a header that has the next major version",
            &["v1.9.3"],
            &[("CMakeLists.txt", "project(x VERSION 1.9.3)\n"), ("include/x/version.h", MAJOR)],
            "v1.9.4: CMakeLists.txt",
        ),
        row(
            "beside a program that gives the next minor version",
            &["v1.9.3"],
            &[("VERSION", "1.9.3\n"), ("doors/__init__.py", "__version__ = \"1.10.0\"\n")],
            "error no-manifest",
        ),
        row(
            "beside a program that gives a major version of another branch",
            &["v1.9.3", "elsewhere/v2.0.0"],
            &[("VERSION", "1.9.3\n"), ("doors/__init__.py", "__version__ = \"2.0.0\"\n")],
            "error no-manifest",
        ),
        row(
            "in two of them",
            &["v1.2.3"],
            &[("VERSION", "1.2.3\n"), ("meson.build", "project('x', 'c', version: '1.2.3')\n")],
            "v1.2.4: VERSION meson.build",
        ),
        then(&[("VERSION", "1.2.3\n")], row("raised by hand", &["v1.2.3"], &[("VERSION", "1.3.0\n")], "trace 1.3.0")),
        then(
            &[("VERSION", "1.2.3\n")],
            row("and made ready for the next", &["v1.2.3"], &[("VERSION", "1.2.4-dev\n")], "v1.2.4: VERSION"),
        ),
        then(
            &[("version.txt", "1.2.3\n")],
            row("in Maven's way", &["v1.2.3"], &[("version.txt", "1.3.0-SNAPSHOT\n")], "v1.3.0: version.txt"),
        ),
        row(
            "never said the tag's, and leads to the next",
            &["v1.2.3"],
            &[("VERSION", "1.2.4-dev\n")],
            "error no-manifest",
        ),
        row("never said the tag's", &["v1.2.3"], &[("VERSION", "1.3.0\n")], "error no-manifest"),
        then(
            &[("VERSION", "")],
            row("not there when it was made", &["v1.2.3"], &[("VERSION", "1.2.3\n")], "error no-manifest"),
        ),
        then(
            &[("VERSION", "1.2.2\n")],
            row("raised after it", &["v1.2.3"], &[("VERSION", "1.2.3\n")], "error no-manifest"),
        ),
        row(
            "a file that may be the project's says it, too",
            &["v1.2.3"],
            &[("VERSION", "1.2.3\n"), ("src/x/version.h", "#define X_VERSION \"1.2.3\"\n")],
            "error no-manifest",
        ),
        row(
            "by a link, or a copy",
            &["v1.2.3"],
            &[("VERSION", "1.2.3\n"), ("src/VERSION", "1.2.3\n")],
            "v1.2.4: VERSION src/VERSION",
        ),
        then(
            &[("src/VERSION", "0.9.0\n")],
            row(
                "a copy since the tag",
                &["v1.2.3"],
                &[("VERSION", "1.2.3\n"), ("src/VERSION", "1.2.3\n")],
                "error no-manifest",
            ),
        ),
        then(
            &[("VERSION", "1.2.3\n")],
            row(
                "a copy that was forgotten",
                &["v1.2.3"],
                &[("VERSION", "1.3.0\n"), ("src/VERSION", "1.2.3\n")],
                "error no-manifest",
            ),
        ),
        row("in a folder", &["v1.2.3"], &[("src/VERSION", "1.2.3\n")], "error no-manifest"),
        row("never tagged", &[], &[("VERSION", "1.2.3\n")], "error no-manifest"),
        row(
            "beside a gem that computes its own",
            &["v1.2.3"],
            &[("VERSION", "1.2.3\n"), ("x.gemspec", "s.version = of(it)\n")],
            "error no-manifest",
        ),
    ]);
}

/// What nobody named is not told of as if somebody had.
#[test]
fn how_such_a_file_was_found() {
    let plan = decided(&row("", &["v1.2.3"], &[("VERSION", "1.2.3\n")], "v1.2.4: VERSION"));
    let found = &plan.proposal.as_ref().unwrap().releases.first.manifests[0];
    assert_eq!(
        (found.path.as_str(), found.how.as_str()),
        ("VERSION", "it kept the version when the newest tag was made")
    );
}

/// Whoever names one of two leaves the other as it is: both are in what is proposed.
#[test]
fn all_that_say_the_tags_version_are_proposed_together() {
    let files: Tree =
        &[("VERSION", "1.2.3\n"), ("src/x/version.h", "#define X_VERSION \"1.2.3\"\n"), ("src/a b/VERSION", "1.2.3\n")];
    let error = decided(&row("", &["v1.2.3"], files, "")).result.unwrap().error.unwrap();
    let advice = "`--manifests VERSION --manifests 'src/a b/VERSION' --manifests src/x/version.h`";
    assert!(error.next_steps.iter().any(|step| step.contains(advice)), "{:#?}", error.next_steps);
}

#[test]
fn a_manifest_that_stays_on_purpose_is_not_said_to_be_left() {
    const PHP: &str = "<?php\n/*\n * Plugin Name: Doors\n * Version: 1.2.3\n{}\n */\n";
    const README: &str = "=== Doors ===\nStable tag: 1.2.3\n{}\n";
    let of = |bump: &str| {
        let request = json!({"bump": bump, "branch": "main"});
        let plugin: Tree = &[("doors.php", PHP), ("readme.txt", README)];
        let plan = decided(&Row { request, ..row("a plugin of WordPress", &["v1.2.3"], plugin, "") });
        let place = |path: &str| Leftover {
            path: path.to_string(),
            lines: vec![2],
            version: "1.2.3".to_string(),
            entry: Some(path.to_string()),
            named_by: None,
            assigned: true,
        };
        let places = ["doors.js", "readme.txt"].map(place).into();
        let plan = searched(plan, Search { places, unread: 0 });
        plan.still_says.into_iter().map(|one| one.path).collect::<Vec<_>>()
    };
    assert_eq!(of("2.0.0-beta.1"), ["doors.js"]);
    assert_eq!(of("2.0.0"), ["doors.js", "readme.txt"]);
}

#[test]
fn numbers_that_markers_tell_of_are_the_version_where_nothing_else_says_it() {
    const MODULE: (&str, &str) = ("go.mod", "module x.org/d\n");
    macro_rules! marked {
        ($between:literal) => {
            concat!(
                "const (\n\tA ",
                $between,
                " 1 // x-version-first: major\n\tB ",
                $between,
                " 2 // x-release-please-minor\n\n\tC ",
                $between,
                " 3 // x-version-first: patch\n)\n"
            )
        };
    }
    let named = |name, text, expected| Row {
        request: json!({"manifests": ["version/v.go"]}),
        ..row(name, &["v1.2.3"], text, expected)
    };
    all(&[
        named("set", &[MODULE, ("version/v.go", marked!("="))], "v1.2.4: version/v.go"),
        named("in an object, which nobody reads", &[MODULE, ("version/v.go", marked!(":"))], "error no-manifest"),
        named(
            "two of them, beside which a patch changes nothing",
            &[MODULE, ("version/v.go", "A = 1 // x-version-first: major\nB = 2 // x-version-first: minor\n")],
            "v1.2.4 at the tip",
        ),
        named(
            "beside what says it whole",
            &[("package.json", "{ \"version\": \"1.2.3\" }"), ("version/v.go", marked!(":"))],
            "v1.2.4: package.json version/v.go",
        ),
        Row {
            request: json!({"manifests": ["version/v.go"], "bump": "2.0.0-rc.1"}),
            ..row(
                "which cannot say a prerelease",
                &["v1.2.3"],
                &[("version/v.go", marked!("="))],
                "error version-not-expressible",
            )
        },
        row("that nobody named", &["v1.2.3"], &[MODULE, ("version/v.go", marked!("="))], "v1.2.4 at the tip"),
    ]);
}
