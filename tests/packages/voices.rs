//! Manifests of several ecosystems in one folder, whose versions differ.

use super::*;

const GEM: &str = "Gem::Specification.new do |s|\n  s.name = 'doors'\n  s.version = '1.2.3'\nend\n";
const RAISED: &str = "Gem::Specification.new do |s|\n  s.name = 'doors'\n  s.version = '1.3.0'\nend\n";
const BELOW: &str = "Gem::Specification.new do |s|\n  s.name = 'doors'\n  s.version = '0.9.0'\nend\n";

#[test]
fn what_is_published_with_the_tags_version_goes_with_manifests_that_fell_behind() {
    const SETTINGS: &str = "{\"version\": \"1.2.3\"}\n";
    const PLUGIN: &str = "{\"id\": \"doors\", \"minAppVersion\": \"0.15.0\", \"version\": \"1.2.3\"}\n";
    const OTHER: &str = "{\"id\": \"doors\", \"minAppVersion\": \"0.15.0\", \"version\": \"1.1.9\"}\n";
    all(&[
        row(
            "an app whose packages say nothing",
            &["v1.2.3"],
            &[
                ("package.json", "doors 0.0.0"),
                ("src-tauri/Cargo.toml", "doors 0.0.0"),
                ("src-tauri/tauri.conf.json", SETTINGS),
            ],
            "v1.2.4: package.json src-tauri/Cargo.toml src-tauri/tauri.conf.json",
        ),
        row(
            "all behind the tag: a plugin whose package nobody raises",
            &["1.2.3"],
            &[("package.json", "doors 1.0.5"), ("manifest.json", PLUGIN)],
            "1.2.4: manifest.json package.json",
        ),
        row(
            "all behind the tag: what is published, too",
            &["1.2.3"],
            &[("package.json", "doors 1.0.5"), ("manifest.json", OTHER)],
            "1.2.4: package.json",
        ),
    ]);
}

#[test]
fn a_site_beside_a_gem_is_left_alone() {
    for site in
        ["site 3.0.0", "site 2.0.0 private", "site 1.0.0 private", "site 0.0.0", "site 0.0.0 private", "site 1.2.2"]
    {
        let tree: Tree = Box::leak(Box::new([("doors.gemspec", GEM), ("package.json", site)]));
        all(&[row(site, &["v1.2.3"], tree, "v1.2.4: doors.gemspec")]);
    }
    all(&[
        row(
            "without a name, of another major version",
            &["v1.2.3"],
            &[("doors.gemspec", GEM), ("package.json", "{\"version\": \"0.3.0\"}")],
            "error manifests-disagree",
        ),
        asking_for(
            "1.0.1",
            row(
                "and says the major version that is asked for",
                &["v0.9.0"],
                &[("doors.gemspec", BELOW), ("package.json", "site 1.0.0")],
                "v1.0.1: doors.gemspec",
            ),
        ),
        Row {
            then: &[("doors.gemspec", GEM)],
            ..row(
                "the gem was raised by hand",
                &["v1.2.3"],
                &[("doors.gemspec", RAISED), ("package.json", "site 2.0.0")],
                "trace 1.3.0",
            )
        },
        row(
            "never tagged",
            &[],
            &[("doors.gemspec", GEM), ("package.json", "site 2.0.0 private")],
            "v1.2.3 at the tip",
        ),
        row(
            "never tagged, both published",
            &[],
            &[("doors.gemspec", GEM), ("package.json", "site 2.0.0")],
            "error manifests-disagree",
        ),
        row(
            "they go together",
            &["v1.2.3"],
            &[("doors.gemspec", GEM), ("package.json", "@doors/ui 1.2.3")],
            "v1.2.4: doors.gemspec package.json",
        ),
    ]);
}

#[test]
fn two_families_in_one_folder() {
    all(&[
        row(
            "a wrapper of another name",
            &["v0.4.1"],
            &[("Cargo.toml", "doors 0.4.1"), ("package.json", "doors-npm 1.2.3")],
            "v0.4.2: Cargo.toml",
        ),
        row(
            "the wrapper is what the tags tell of",
            &["v1.2.3"],
            &[("Cargo.toml", "doors 0.4.1"), ("package.json", "doors-npm 1.2.3")],
            "v1.2.4: package.json",
        ),
        row(
            "of one name, the one ahead",
            &["v0.4.1"],
            &[("Cargo.toml", "doors 0.4.1"), ("package.json", "doors 1.2.3")],
            "error manifests-disagree",
        ),
        row(
            "of one name, the other far behind",
            &["v1.2.3"],
            &[("Cargo.toml", "doors 0.4.1"), ("package.json", "@doors/doors 1.2.3")],
            "error manifests-disagree",
        ),
        asking_for(
            "1.5.0",
            row(
                "whatever is asked for",
                &["v3.2.3"],
                &[("pyproject.toml", "doors 3.2.3"), ("package.json", "doors 1.0.0")],
                "error version-not-greater",
            ),
        ),
        asking_for(
            "3.5.0",
            row(
                "by name, too",
                &["v3.2.3"],
                &[("pyproject.toml", "doors 3.2.3"), ("package.json", "doors 1.0.0")],
                "error manifests-disagree",
            ),
        ),
        row(
            "far behind the tags, beside a manifest that says nothing",
            &["v8.2.2"],
            &[("package.json", "doors-docs 0.1.0"), ("Directory.Build.props", "<Project></Project>\n")],
            "error manifests-disagree",
        ),
        Row {
            request: json!({"manifests": ["package.json"]}),
            ..row(
                "all behind the tag by majors, and named",
                &["v8.2.2"],
                &[("package.json", "doors-docs 0.1.0"), ("Directory.Build.props", "<Project></Project>\n")],
                "v8.2.3: package.json",
            )
        },
        row(
            "all behind the tag by a step, beside it",
            &["v2.0.0"],
            &[("package.json", "doors 1.9.0"), ("Directory.Build.props", "<Project></Project>\n")],
            "v2.0.1: package.json",
        ),
        row(
            "all behind the tag by majors, and alone",
            &["v8.2.2"],
            &[("package.json", "doors 1.0.0"), ("Makefile", "all:\n")],
            "v8.2.3: package.json",
        ),
        row(
            "private",
            &["v3.2.3"],
            &[("pyproject.toml", "doors 3.2.3"), ("package.json", "doors 4.0.0 private")],
            "v3.2.4: pyproject.toml",
        ),
        row(
            "a chart counts by itself",
            &["v3.2.3"],
            &[("Chart.yaml", "doors 0.2.3"), ("package.json", "doors 3.2.3")],
            "error manifests-disagree",
        ),
        row(
            "one that lags behind",
            &["v1.2.3"],
            &[("Cargo.toml", "doors 1.2.2"), ("package.json", "doors 1.2.3")],
            "v1.2.4: Cargo.toml package.json",
        ),
        row(
            "of one name and major version, which no tag ever said",
            &["v1.39.0", "v1.40.0"],
            &[("Cargo.toml", "doors 1.40.0"), ("package.json", "doors 1.2.3")],
            "error manifests-disagree",
        ),
        row(
            "all behind the tag by some patches, and apart",
            &["v1.2.5"],
            &[("Cargo.toml", "doors 1.2.0"), ("package.json", "doors 1.2.3")],
            "v1.2.6: Cargo.toml package.json",
        ),
        row(
            "of one name, left behind at a release of long ago",
            &["v1.40.0", "v1.39.0", "v1.2.3"],
            &[("Cargo.toml", "doors 1.40.0"), ("package.json", "doors 1.2.3")],
            "v1.40.1: Cargo.toml package.json",
        ),
        row(
            "of one name, at a version that all begin with",
            &["v1.40.0", "v1.39.0", "v1.0.0"],
            &[("Cargo.toml", "doors 1.40.0"), ("package.json", "doors 1.0.0")],
            "error manifests-disagree",
        ),
        row(
            "of one name, which nobody ever numbered",
            &["v0.4.0"],
            &[("Cargo.toml", "doors 0.4.0"), ("package.json", "doors 0.0.0")],
            "v0.4.1: Cargo.toml package.json",
        ),
        row(
            "one step behind",
            &["v1.0.0"],
            &[("Cargo.toml", "doors 0.9.4"), ("package.json", "doors 1.0.0")],
            "v1.0.1: Cargo.toml package.json",
        ),
        Row {
            request: json!({"manifests": ["!package.json"]}),
            ..row(
                "left out by name",
                &["v0.4.1"],
                &[("Cargo.toml", "doors 0.4.1"), ("package.json", "doors 1.2.3")],
                "v0.4.2: Cargo.toml",
            )
        },
    ]);
}

#[test]
fn a_crate_that_nothing_but_another_ecosystem_loads_has_a_version_that_nobody_reads() {
    const INNER: &str = "[package]\nname = \"doors\"\nversion = \"0.1.0\"\n[lib]\ncrate-type = [\"cdylib\"]\n";
    const BOTH: &str = "[package]\nname = \"doors\"\nversion = \"0.1.0\"\n[lib]\ncrate-type = [\"cdylib\", \"rlib\"]\n";
    const PROGRAM: &str = "[package]\nname = \"doors\"\nversion = \"0.1.0\"\n[lib]\ncrate-type = [\"cdylib\"]\n[[bin]]\nname = \"doors\"\n";
    const TOLD: &str = "[package]\nname = \"doors\"\nversion = \"3.2.3\"\n[lib]\ncrate-type = [\"cdylib\"]\n";
    all(&[
        row(
            "of one name, and the tags never told of it",
            &["v3.2.3"],
            &[("Cargo.toml", INNER), ("package.json", "@o/doors 3.2.3")],
            "v3.2.4: package.json",
        ),
        row(
            "beside what is published for each platform",
            &["v3.2.3"],
            &[
                ("Cargo.toml", INNER),
                ("npm/linux/package.json", "@o/doors-linux 3.2.3"),
                ("package.json", "@o/doors 3.2.3"),
            ],
            "v3.2.4: npm/linux/package.json package.json",
        ),
        row(
            "as Python loads it",
            &["v3.2.3"],
            &[("Cargo.toml", INNER), ("pyproject.toml", "doors 3.2.3")],
            "v3.2.4: pyproject.toml",
        ),
        row(
            "crates may use it, too",
            &["v3.2.3"],
            &[("Cargo.toml", BOTH), ("package.json", "@o/doors 3.2.3")],
            "error manifests-disagree",
        ),
        row(
            "it is a program, too",
            &["v3.2.3"],
            &[("Cargo.toml", PROGRAM), ("package.json", "@o/doors 3.2.3")],
            "error manifests-disagree",
        ),
        row(
            "the tags tell of it",
            &["v3.2.3"],
            &[("Cargo.toml", TOLD), ("package.json", "@o/doors 3.2.3")],
            "v3.2.4: Cargo.toml package.json",
        ),
        row(
            "the tags tell of it alone",
            &["v3.2.3"],
            &[("Cargo.toml", TOLD), ("package.json", "site 0.1.0")],
            "v3.2.4: Cargo.toml",
        ),
        row(
            "it lags behind",
            &["v3.2.3", "v3.2.2", "v0.1.0"],
            &[
                ("Cargo.toml", "[package]\nname = \"doors\"\nversion = \"3.2.2\"\n[lib]\ncrate-type = [\"cdylib\"]\n"),
                ("package.json", "@o/doors 3.2.3"),
            ],
            "v3.2.4: Cargo.toml package.json",
        ),
    ]);
}

fn asking_for(version: &'static str, row: Row) -> Row {
    Row { request: json!({ "bump": version }), ..row }
}

#[test]
fn nobody_gets_a_prerelease_unasked() {
    const PLUGIN: &str = "{\"id\": \"doors\", \"minAppVersion\": \"0.15.0\", \"version\": \"1.2.3\"}\n";
    const EARLY: &str = "{\"id\": \"doors\", \"minAppVersion\": \"0.15.0\", \"version\": \"2.0.0-beta.1\"}\n";
    const HOME: &str = "{\"domain\": \"doors\", \"documentation\": \"x\", \"version\": \"1.2.3\"}\n";
    const PHP: &str = "<?php\n/*\n * Plugin Name: Doors\n * Version: 1.2.3\n{}\n */\n";
    const README: &str = "=== Doors ===\nStable tag: 1.2.3\n{}\n";
    const BETA: &str = "<?php\n/*\n * Plugin Name: Doors\n * Version: 2.0.0-beta.1\n{}\n */\n";
    const TRIED: &str = "=== Doors ===\nStable tag: 2.0.0-beta.1\n{}\n";
    let on = |branch: &str, bump: &str| json!({"bump": bump, "branch": branch});
    all(&[
        Row {
            request: on("main", "2.0.0-beta.1"),
            ..row("an Obsidian plugin", &["1.2.3"], &[("manifest.json", PLUGIN)], "error version-not-expressible")
        },
        Row {
            request: on("main", "2.0.0-beta.1"),
            ..row(
                "beside a package that was raised already",
                &["1.2.3"],
                &[("manifest.json", PLUGIN), ("package.json", "doors 2.0.0")],
                "error version-not-expressible",
            )
        },
        Row {
            request: on("main", "2.0.0"),
            ..row("its release", &["1.2.3"], &[("manifest.json", PLUGIN)], "2.0.0: manifest.json")
        },
        Row {
            request: json!({"bump": "premajor", "manifests": ["!manifest.json"]}),
            ..row(
                "an Obsidian plugin, whose file is left out",
                &["1.2.3"],
                &[("manifest.json", PLUGIN), ("package.json", "doors 1.2.3")],
                "2.0.0-rc.1: package.json",
            )
        },
        row(
            "it says a prerelease already",
            &["2.0.0-beta.1"],
            &[("manifest.json", EARLY)],
            "2.0.0-beta.2: manifest.json",
        ),
        Row {
            request: on("main", "2.0.0-beta.1"),
            ..row("of Home Assistant", &["v1.2.3"], &[("manifest.json", HOME)], "v2.0.0-beta.1: manifest.json")
        },
        Row {
            request: on("main", "2.0.0-beta.1"),
            ..row(
                "a plugin of WordPress",
                &["v1.2.3"],
                &[("doors.php", PHP), ("readme.txt", README)],
                "v2.0.0-beta.1: doors.php",
            )
        },
        Row {
            request: json!({"bump": "2.0.0-beta.1", "branch": "main", "manifests": ["*.txt"]}),
            ..row(
                "its `Stable tag`, which is named",
                &["v1.2.3"],
                &[("doors.php", PHP), ("readme.txt", README)],
                "error version-not-expressible",
            )
        },
        Row {
            request: on("main", "2.0.0-beta.2"),
            ..row(
                "a `Stable tag` that says a prerelease already",
                &["v2.0.0-beta.1"],
                &[("doors.php", BETA), ("readme.txt", TRIED)],
                "v2.0.0-beta.2: doors.php readme.txt",
            )
        },
    ]);
}

#[test]
fn what_prereleases_left_where_it_was_goes_with_their_release() {
    const PHP: &str = "<?php\n/*\n * Plugin Name: Doors\n * Version: 2.0.0-beta.1\n{}\n */\n";
    const README: &str = "=== Doors ===\nStable tag: 1.2.3\n{}\n";
    const OLD: &str = "=== Doors ===\nStable tag: 1.1.0\n{}\n";
    const CMAKE: &str = "project(Doors VERSION 1.2.3)\n{}\n";
    let tags: &[&str] = &["v1.1.0", "v1.2.3", "v2.0.0-beta.1"];
    let now: Tree = &[("doors.php", PHP), ("readme.txt", README)];
    all(&[
        asking_for("release", row("a plugin of WordPress", tags, now, "v2.0.0: doors.php readme.txt")),
        asking_for("2.0.0", row("the same, by name", tags, now, "v2.0.0: doors.php readme.txt")),
        row("the next prerelease", tags, now, "v2.0.0-beta.2: doors.php"),
        asking_for(
            "release",
            row("it says another", tags, &[("doors.php", PHP), ("readme.txt", OLD)], "v2.0.0: doors.php"),
        ),
        asking_for(
            "release",
            row("what builds it", tags, &[("doors.php", PHP), ("CMakeLists.txt", CMAKE)], "v2.0.0: doors.php"),
        ),
    ]);
}
