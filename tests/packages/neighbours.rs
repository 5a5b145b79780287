//! Manifests of one ecosystem in one folder, each of a package of its own: projects of a solution, gems, Cabal packages.

use super::*;

const SOLUTION: &str = "Project(\"{F}\") = \"Doors\", \"Doors.csproj\", \"{A}\"\nProject(\"{F}\") = \"Stray\", \"Stray.csproj\", \"{B}\"\nProject(\"{F}\") = \"Hinge\", \"Hinge.csproj\", \"{C}\"\n";
const NOW: &str =
    "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup><Version>2.1.70</Version></PropertyGroup>\n</Project>\n";
const BEHIND: &str =
    "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup><Version>2.1.66</Version></PropertyGroup>\n</Project>\n";
const STRAY: &str =
    "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup><Version>1.50.2</Version></PropertyGroup>\n</Project>\n";
const AHEAD: &str =
    "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup><Version>3.0.0</Version></PropertyGroup>\n</Project>\n";
const RAISED: &str =
    "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup><Version>2.2.0</Version></PropertyGroup>\n</Project>\n";
const BARE: &str = "<Project Sdk=\"Microsoft.NET.Sdk\">\n</Project>\n";

#[test]
fn projects_of_a_solution() {
    all(&[
        row(
            "one says another version",
            &["2.1.70"],
            &[("Doors.sln", SOLUTION), ("Doors.csproj", NOW), ("Hinge.csproj", NOW), ("Stray.csproj", STRAY)],
            "2.1.71: Doors.csproj Hinge.csproj",
        ),
        row(
            "all behind the tag, as they were when it was made, and one says another version",
            &["2.1.70"],
            &[("Doors.sln", SOLUTION), ("Doors.csproj", BEHIND), ("Hinge.csproj", BEHIND), ("Stray.csproj", STRAY)],
            "2.1.71: Doors.csproj Hinge.csproj",
        ),
        row(
            "one is beyond the tags",
            &["2.1.70"],
            &[("Doors.sln", SOLUTION), ("Doors.csproj", NOW), ("Hinge.csproj", NOW), ("Stray.csproj", AHEAD)],
            "2.1.71: Doors.csproj Hinge.csproj",
        ),
        row(
            "one is beyond the tags, and nobody says what they do",
            &["2.1.70"],
            &[("Doors.sln", SOLUTION), ("Doors.csproj", BEHIND), ("Stray.csproj", AHEAD)],
            "error manifests-disagree",
        ),
        Row {
            then: &[("Doors.csproj", NOW), ("Hinge.csproj", NOW)],
            ..row(
                "raised by hand beside one with a version of its own",
                &["2.1.70"],
                &[("Doors.sln", SOLUTION), ("Doors.csproj", RAISED), ("Hinge.csproj", RAISED), ("Stray.csproj", STRAY)],
                "trace 2.2.0",
            )
        },
        Row {
            then: &[("Hinge.csproj", NOW)],
            ..row(
                "one fell behind since",
                &["2.1.70"],
                &[("Doors.sln", SOLUTION), ("Doors.csproj", NOW), ("Hinge.csproj", BEHIND)],
                "2.1.71: Doors.csproj Hinge.csproj",
            )
        },
        Row {
            then: &[("Hinge.csproj", NOW)],
            ..row(
                "one was raised alone since",
                &["2.1.70"],
                &[("Doors.sln", SOLUTION), ("Doors.csproj", NOW), ("Hinge.csproj", RAISED)],
                "error manifests-disagree",
            )
        },
        Row {
            then: &[("Hinge.csproj", BEHIND)],
            ..row(
                "all behind the tag, and one fell further behind since",
                &["2.1.70"],
                &[("Doors.sln", SOLUTION), ("Doors.csproj", BEHIND), ("Hinge.csproj", STRAY)],
                "2.1.71: Doors.csproj Hinge.csproj",
            )
        },
        row(
            "what they share says the tags' version",
            &["2.1.70"],
            &[("Doors.sln", SOLUTION), ("Directory.Build.props", NOW), ("Doors.csproj", BARE), ("Stray.csproj", STRAY)],
            "2.1.71: Directory.Build.props",
        ),
        row(
            "none near what the tags say",
            &["4.0.0"],
            &[("Doors.sln", SOLUTION), ("Doors.csproj", NOW), ("Stray.csproj", STRAY)],
            "error manifests-disagree",
        ),
        row(
            "never tagged",
            &[],
            &[("Doors.sln", SOLUTION), ("Doors.csproj", NOW), ("Stray.csproj", STRAY)],
            "error manifests-disagree",
        ),
        row(
            "all behind the tag, in folders, and one says another version",
            &["2.1.70"],
            &[
                (
                    "Doors.sln",
                    "Project(\"{F}\") = \"A\", \"a\\A.csproj\", \"{A}\"\nProject(\"{F}\") = \"B\", \"b\\B.csproj\", \"{B}\"\n",
                ),
                ("Directory.Build.props", BEHIND),
                ("a/A.csproj", BEHIND),
                ("b/B.csproj", STRAY),
            ],
            "2.1.71: Directory.Build.props a/A.csproj | b",
        ),
    ]);
}

#[test]
fn what_stays_is_told() {
    let tree: Tree = &[("Doors.sln", SOLUTION), ("Doors.csproj", BEHIND), ("Stray.csproj", STRAY)];
    let remarks = decided(&row("", &["2.1.70"], tree, "")).remarks.join("\n");
    assert!(remarks.contains("`Stray.csproj:2` says 1.50.2: a version of its own, and stays as it is"), "{remarks}");
}

const GEM: &str = "Gem::Specification.new do |s|\n  s.name = 'doors'\n  s.version = '1.2.3'\nend\n";
const OTHER_GEM: &str = "Gem::Specification.new do |s|\n  s.name = 'doors-cli'\n  s.version = '0.4.0'\n  s.add_dependency 'doors', '~> 1.2.3'\nend\n";
const WITH_IT: &str = "Gem::Specification.new do |s|\n  s.name = 'doors-cli'\n  s.version = '1.2.3'\nend\n";
const CABAL: &str = "name: doors\nversion: 1.2.3\n";
const OTHER_CABAL: &str = "name: doors-cli\nversion: 0.4.0\n";

#[test]
fn gems_and_other_packages_whose_files_are_called_by_their_names() {
    all(&[
        row("gems", &["v1.2.3"], &[("doors.gemspec", GEM), ("doors-cli.gemspec", OTHER_GEM)], "v1.2.4: doors.gemspec"),
        row(
            "gems in step",
            &["v1.2.3"],
            &[("doors.gemspec", GEM), ("doors-cli.gemspec", WITH_IT)],
            "v1.2.4: doors-cli.gemspec doors.gemspec",
        ),
        row("Cabal", &["v1.2.3"], &[("doors.cabal", CABAL), ("doors-cli.cabal", OTHER_CABAL)], "v1.2.4: doors.cabal"),
        row(
            "Nim",
            &["v1.2.3"],
            &[("doors.nimble", "version = \"1.2.3\"\n"), ("hinge.nimble", "version = \"0.4.0\"\n")],
            "v1.2.4: doors.nimble",
        ),
    ]);
}

const BY_MATURIN: &str = "[project]\nname = \"doors\"\nversion = \"0.4.2\"\n[build-system]\nbuild-backend = \"maturin\"\n[tool.maturin]\nmanifest-path = \"rust/Cargo.toml\"\n";

#[test]
fn a_crate_that_a_python_project_names() {
    all(&[
        row(
            "of another name, with a version of its own",
            &["v0.4.2"],
            &[("pyproject.toml", BY_MATURIN), ("rust/Cargo.toml", "doors-core 0.1.0")],
            "v0.4.3: pyproject.toml",
        ),
        row(
            "in step",
            &["v0.4.2"],
            &[("pyproject.toml", BY_MATURIN), ("rust/Cargo.toml", "doors-core 0.4.2")],
            "v0.4.3: pyproject.toml rust/Cargo.toml",
        ),
    ]);
}

const POM: &str = "<project>\n<groupId>g</groupId>\n<artifactId>doors</artifactId>\n<version>2.1.70</version>\n<modules><module>a</module><module>b</module></modules>\n</project>\n";
const MODULE: &str = "<project>\n<parent><groupId>g</groupId><artifactId>doors</artifactId><version>2.1.70</version></parent>\n<artifactId>a</artifactId>\n</project>\n";
const OWN_VERSION: &str = "<project>\n<parent><groupId>g</groupId><artifactId>doors</artifactId><version>2.1.70</version></parent>\n<artifactId>b</artifactId>\n<version>1.50.2</version>\n</project>\n";
const OLD_PARENT: &str = "<project>\n<parent><groupId>g</groupId><artifactId>doors</artifactId><version>1.50.2</version></parent>\n<artifactId>b</artifactId>\n</project>\n";

/// Maven finds a parent in the tree by its version alone.
#[test]
fn modules_of_maven() {
    all(&[
        row(
            "one has a version of its own, and this parent",
            &["v2.1.70"],
            &[("pom.xml", POM), ("a/pom.xml", MODULE), ("b/pom.xml", OWN_VERSION)],
            "v2.1.71: a/pom.xml b/pom.xml pom.xml | b",
        ),
        row(
            "one has the parent of an older release",
            &["v2.1.70"],
            &[("pom.xml", POM), ("a/pom.xml", MODULE), ("b/pom.xml", OLD_PARENT)],
            "v2.1.71: a/pom.xml pom.xml",
        ),
    ]);
    let tree: Tree = &[("pom.xml", POM), ("a/pom.xml", MODULE), ("b/pom.xml", OWN_VERSION)];
    let plan = decided(&row("", &["v2.1.70"], tree, ""));
    let Some(Step::Commit { files, .. }) = &plan.step else { panic!("{plan:?}") };
    let text = &files.iter().find(|file| file.path == "b/pom.xml").unwrap().text;
    assert!(
        text.contains("<version>2.1.71</version></parent>") && text.contains("<version>1.50.2</version>"),
        "{text}"
    );
}

#[test]
fn the_first_prerelease_of_a_gem_is_tagged_as_the_gem_is_called() {
    let pre = |row: Row| Row { request: json!({"bump": "prerelease", "identifier": "rc"}), ..row };
    const SPEC: Tree = &[("doors.gemspec", GEM)];
    all(&[
        pre(row("of a gem", &["v1.2.3"], SPEC, "v1.2.4.rc.1: doors.gemspec")),
        pre(row("after others", &["v1.2.3", "v1.1.0-rc.1"], SPEC, "v1.2.4-rc.1: doors.gemspec")),
        pre(row("of none", &["v1.2.3"], &[("package.json", "doors 1.2.3")], "v1.2.4-rc.1: package.json")),
    ]);
}

#[test]
fn tests_alone_are_left_out_sooner_than_released() {
    const TESTS: &str = "Project(\"{F}\") = \"T\", \"Src\\Doors.Tests\\Doors.Tests.csproj\", \"{A}\"\nProject(\"{F}\") = \"U\", \"Src\\Doors.FuzzTests\\Doors.FuzzTests.csproj\", \"{B}\"\n";
    let tree: Tree = &[
        ("Doors.sln", TESTS),
        ("Src/Doors.Tests/Doors.Tests.csproj", STRAY),
        ("Src/Doors.FuzzTests/Doors.FuzzTests.csproj", STRAY),
    ];
    let told = decided(&row("", &["13.0.3"], tree, "")).result.unwrap().error.unwrap();
    assert_eq!(told.code, "packages-differ");
    let first =
        "`--manifests '!Src/Doors.FuzzTests/Doors.FuzzTests.csproj' --manifests '!Src/Doors.Tests/Doors.Tests.csproj'`";
    assert!(told.next_steps[0].contains(first), "{told:?}");
}

#[test]
fn what_candidates_are_tagged_of_is_named_first() {
    let tree: Tree =
        &[("a/Cargo.toml", "doors-a 0.1.0"), ("b/package.json", "doors-b 0.2.0"), ("c/Cargo.toml", "doors-c 1.3.0")];
    let told = decided(&row("", &["v1.3.0-rc.1"], tree, "")).result.unwrap().error.unwrap();
    assert_eq!(told.code, "packages-differ");
    assert!(told.next_steps[0].contains("`--package doors-c`"), "{told:?}");
}

#[test]
fn a_file_for_the_version_alone_is_named_beside_packages_that_are_not_meant() {
    let tree: Tree =
        &[("VERSION", "1.2.4-SNAPSHOT\n"), ("a/Cargo.toml", "doors-a 0.1.0"), ("b/package.json", "doors-b 0.2.0")];
    let told = decided(&row("", &["v1.2.3"], tree, "")).result.unwrap().error.unwrap();
    assert_eq!(told.code, "packages-differ");
    let named = "`VERSION:1` says 1.2.4-SNAPSHOT, which goes on from the newest tag: `--manifests VERSION`";
    assert!(told.next_steps.iter().any(|step| step.starts_with(named)), "{told:?}");
}
