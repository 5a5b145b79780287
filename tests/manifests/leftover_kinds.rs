//! What still says the old version, by kinds of files that have it in a way of their own.

use version_first::manifest;

use super::file;
use super::leftover::{OLD, hunt, left, lines};

/// A tool makes them, and they refuse to load what says another version.
#[test]
fn bindings_that_compare_the_version_for_each_platform() {
    let check = "    if (bindingPackageVersion !== '4.9.128' && process.env.CHECK) {\n";
    assert_eq!(lines(OLD, "index.js", &check.repeat(52)).len(), 25);
    let told = "      throw new Error(`package version mismatch, expected 4.9.128`)\n";
    assert_eq!(lines(OLD, "index.js", &format!("{check}{told}").repeat(26)).len(), 25);
    assert_eq!(lines(OLD, "index.js", &"  { version: '4.9.128' },\n".repeat(52)), [0_u32; 0], "data");
}

#[test]
fn of_a_history_that_tools_read_only_the_newest_entry() {
    for (path, text, lines) in [
        ("debian/changelog", "kelp (4.9.128-1) unstable; urgency=medium\n\n  * kelp 4.9.128\n", &[1][..]),
        ("packaging/debian/changelog", "kelp (4.9.129) unstable\n\nkelp (4.9.128) unstable\n", &[]),
        (
            "data/org.kelp.metainfo.xml.in",
            "<releases>\n  <release version=\"4.9.128\" date=\"2025-03-02\"/>\n</releases>\n",
            &[2],
        ),
        ("data/kelp.appdata.xml", "<release version=\"4.9.129\"/>\n<release version=\"4.9.128\"/>\n", &[]),
    ] {
        let found = left(OLD, &[(path, text)]);
        let told: Vec<u32> = found.iter().flat_map(|one| one.lines.clone()).collect();
        assert_eq!(told, lines, "{path}: {text}");
        // An entry would make the old release the new one.
        assert!(found.iter().all(|one| one.entry.is_none() && !one.assigned), "{found:?}");
    }
}

#[test]
fn what_release_please_keeps() {
    let found = left("1.2.0", &[(".release-please-manifest.json", "{\n  \".\": \"1.2.0\"\n}\n")]);
    let told: Vec<_> = found.iter().map(|one| (one.lines.as_slice(), one.entry.as_deref())).collect();
    assert_eq!(told, [(&[2][..], Some(".release-please-manifest.json:\".\""))]);
}

/// Whoever installs the new version would be given the old program.
#[test]
fn packages_for_a_platform_that_are_pinned() {
    let npm =
        |key: &str, said: &str| format!("{{\n  \"optionalDependencies\": {{\n    \"{key}\": \"{said}\"\n  }}\n}}\n");
    for (key, said, told) in [
        ("@orchard/kelp-linux-x64", OLD, true),
        ("@orchard/kelp-win32-x64-msvc", OLD, true),
        ("@kelp/darwin-arm64", OLD, true),
        ("kelp-linux-x64", OLD, true),
        ("kelp/linux-x64", OLD, true),
        ("@orchard/kelp-linux-x64", "^4.9.128", false),
        ("@orchard/kelp-hinge", OLD, false),
        ("@orchard/hinge-linux-x64", OLD, false),
        ("eelkelp-linux-x64", OLD, false),
    ] {
        let found = left(OLD, &[("npm/kelp/package.json", &npm(key, said))]);
        assert_eq!(found.iter().any(|one| one.lines == [3]), told, "{key} {said}");
        assert!(found.iter().all(|one| !one.assigned), "{key} {said}");
    }
    let found = left(OLD, &[("npm/kelp/package.json", &npm("@orchard/kelp-linux-x64", OLD))]);
    let entry = found.first().and_then(|one| one.entry.as_deref());
    assert_eq!(entry, Some("npm/kelp/package.json:optionalDependencies.\"@orchard/kelp-linux-x64\""));
    // Cargo takes it for the least of a range.
    let crates = format!("[dependencies]\nkelp-linux = \"{OLD}\"\n");
    assert!(left(OLD, &[("crates/kelp/Cargo.toml", &crates)]).is_empty());
}

/// Its own version is the new one by then.
#[test]
fn a_pinned_platform_in_a_file_that_was_rewritten_has_its_entry() {
    let text = format!(
        "{{\n  \"name\": \"kelp\",\n  \"version\": \"99.0.0\",\n  \"optionalDependencies\": {{\n    \"kelp-linux-x64\": \"{OLD}\"\n  }}\n}}\n"
    );
    let files = [file("package.json", &text)];
    let found =
        manifest::still_says(&hunt(OLD, "99.0.0", &[], &["package.json"]), &files, &["package.json".to_string()]);
    let told: Vec<_> = found.iter().map(|one| (one.lines.as_slice(), one.entry.as_deref())).collect();
    assert_eq!(told, [(&[5][..], Some("package.json:optionalDependencies.kelp-linux-x64"))]);
}

/// What is to come is announced by two numbers.
#[test]
fn an_unfinished_version_of_two_numbers() {
    let found = left("1.6-dev", &[("src/Kelp.php", "<?php\n    const VERSION = '1.6-dev';\n// until 1.6-dev\n")]);
    let told: Vec<_> = found.iter().map(|one| (one.lines.as_slice(), one.assigned)).collect();
    assert_eq!(told, [(&[2][..], true)]);
}

/// What came with a version is no version of the program.
#[test]
fn a_bound_is_not_the_programs_own_version() {
    for (line, assigned) in [
        ("\tWithRegisterFromVersion(\"v4.9.128\"),", false),
        ("const minimumVersion = \"4.9.128\"", false),
        ("const protoVersion = \"4.9.128\"", true),
        ("const Version = \"4.9.128\"", true),
        ("const LIBVER = \"4.9.128\"", true),
        ("const SERVER = \"4.9.128\"", false),
        ("const ver = \"4.9.128\"", false),
    ] {
        let found = left(OLD, &[("gates/gates.go", &format!("{line}\n"))]);
        assert_eq!(found.iter().map(|one| one.assigned).collect::<Vec<_>>(), [assigned], "{line}");
    }
}

/// CMake says of itself which version is wanted, and asks others for theirs.
#[test]
fn what_cmake_requires_is_not_the_programs_own_version() {
    for (line, assigned) in [
        ("cmake_minimum_required(VERSION 4.9.128...4.20)", &[][..]),
        ("if(CMAKE_VERSION VERSION_LESS 4.9.128)", &[]),
        ("if(NOT ZLIB_VERSION VERSION_GREATER_EQUAL \"4.9.128\")", &[]),
        ("set(VERSION 4.9.128)", &[true]),
        ("set(KELP_VERSION \"4.9.128\")", &[true]),
    ] {
        let found = left(OLD, &[("CMakeLists.txt", &format!("{line}\n"))]);
        assert_eq!(found.iter().map(|one| one.assigned).collect::<Vec<_>>(), assigned, "{line}");
    }
}

/// A page's list of what was released names its releases.
#[test]
fn what_is_called_version_in_a_text_is_no_setting() {
    for (line, assigned) in [
        ("- text: \"Version 4.9.128\"", false),
        ("version: \"4.9.128\"", true),
        ("version: 4.9.128", true),
        ("\"version\": \"4.9.128\"", true),
        ("version \"4.9.128\"", true),
    ] {
        let found = left(OLD, &[("kelp.yml", &format!("{line}\n"))]);
        assert_eq!(found.iter().map(|one| one.assigned).collect::<Vec<_>>(), [assigned], "{line}");
    }
}

#[test]
fn numbers_with_commas_between_them() {
    let rows: [(&str, &str, &[u32]); 5] = [
        ("kelp/__init__.py", "version_info = (4, 9, 128)\nSIZE = (4, 9, 128)\n", &[1]),
        ("kelp.rc", "FILEVERSION 4,9,128,0\nPRODUCTVERSION 4,9,128,0\n", &[1, 2]),
        ("kelp.rc", "FILEVERSION 1,4,9,128\nFILEVERSION 4,9,1280,1\n", &[]),
        ("kelp/__init__.py", "version_info = (14, 9, 128)\n", &[]),
        ("kelp.ex", "@since version(4, 9, 128)\n", &[]),
    ];
    for (path, text, expected) in rows {
        assert_eq!(lines(OLD, path, text), expected, "{path}: {text}");
    }
}

/// Numbers that everybody has are nobody's elsewhere.
#[test]
fn what_an_app_shows_and_what_a_build_sets_is_its_own_whatever_its_numbers() {
    for (path, text, lines) in [
        ("gradle/libs.versions.toml", "[versions]\nkit = \"4.0.0\"\napp-versionName = \"4.0.0\"\n", &[3][..]),
        ("lib/build.gradle", "buildscript {\n    version = \"4.0.0\"\n}\n", &[2]),
        ("lib/build.gradle.kts", "checkstyle { toolVersion = \"4.0.0\" }\n", &[]),
        ("lib/build.gradle", "plugins {\n    id 'kit' version '4.0.0'\n}\n", &[]),
        ("demo/build.gradle", "android {\n    versionName \"4.0.0\"\n}\n", &[]),
        ("META-INF/MANIFEST.MF", "Bundle-SymbolicName: kelp\nBundle-Version: 4.0.0.qualifier\n", &[2]),
        ("a/META-INF/MANIFEST.MF", "Require-Bundle: kit;bundle-version=\"4.0.0\"\nKit-Version: 4.0.0\n", &[1, 2]),
        ("META-INF/MANIFEST.MF", "Require-Bundle: kit;\n bundle-version=4.0.0\n", &[2]),
        ("tests/META-INF/MANIFEST.MF", "Bundle-Version: 4.0.0\n", &[]),
        ("i18n/en.json", "{\n  \"versionName\": \"4.0.0\"\n}\n", &[2]),
    ] {
        let found = left("4.0.0", &[(path, text)]);
        let told: Vec<u32> = found.iter().flat_map(|one| one.lines.clone()).collect();
        assert_eq!(told, lines, "{path}: {text}");
        // What a bundle requires of another one is told, and is not its own.
        let settings = !path.ends_with(".json") && !text.contains("kit;");
        assert!(found.iter().all(|one| one.assigned == settings), "{found:?}");
    }
}

/// Of a file that would have gone with the package numbers that everybody has are its version, too.
#[test]
fn what_goes_beside_a_package_is_its_version_whatever_its_numbers() {
    for (path, text, line) in [
        ("server.json", "{\n  \"name\": \"io.x/kelp\",\n  \"version\": \"1.1.0\"\n}\n", Some(3)),
        ("codemeta.json", "{\n  \"name\": \"kelp\",\n  \"version\": \"1.1.0\"\n}\n", Some(3)),
        ("library.json", "{\n  \"version\": \"1.1.0\",\n  \"frameworks\": \"*\"\n}\n", Some(2)),
        ("library.json", "{\n  \"dependencies\": { \"weed\": \"1.1.0\" }\n}\n", None),
        ("docs/library.json", "{\n  \"version\": \"1.1.0\"\n}\n", None),
        ("CITATION.cff", "cff-version: 1.1.0\ntitle: kelp\nversion: 1.1.0\n", Some(3)),
        ("CMakeLists.txt", "cmake_minimum_required(VERSION 1.1.0)\nproject(kelp VERSION 1.1.0)\n", Some(2)),
        ("CMakeLists.txt", "project(kelp)\nfind_package(weed VERSION 1.1.0)\n", None),
        ("Properties/AssemblyInfo.cs", "[assembly: AssemblyVersion(\"1.1.0.0\")]\n", None),
    ] {
        let (said, version) = (vec!["1.1.0".to_string()], "1.2.0".to_string());
        let known = manifest::KnownRelease { along: true, ..Default::default() };
        let asked = manifest::Asked { said, version, known, ..manifest::Asked::default() };
        let found = manifest::still_says(&manifest::hunt(&asked, path), &[file(path, text)], &[]);
        let own: Vec<u32> = found.iter().filter(|one| one.assigned).flat_map(|one| one.lines.clone()).collect();
        assert_eq!(own, line.into_iter().collect::<Vec<u32>>(), "{path}: {text} {found:?}");
    }
}

/// Numbers that everybody has are ours beside what the hosting calls the repository, whatever its packages are called.
#[test]
fn what_is_said_of_the_repository_by_its_name() {
    for (path, text, ours) in [
        ("README.md", "- uses: Orchard/Kelp@v1.1.0\n", true),
        ("README.md", "https://hosting.example/orchard/kelp/releases/download/v1.1.0/kelp.tgz\n", true),
        ("compose.yaml", "image: registry.example/orchard/kelp:1.1.0\n", true),
        ("README.md", "- uses: orchard/kelp-next@v1.1.0\n", false),
        ("README.md", "- uses: reed/kelp@v1.1.0\n", false),
        ("README.md", "kelp 1.1.0\n", false),
        ("README.md", "fixed in orchard/kelp 1.1.0\n", false),
    ] {
        let (said, version) = (vec!["1.1.0".to_string()], "1.2.0".to_string());
        let known = manifest::KnownRelease { repository: Some("orchard/kelp".to_string()), ..Default::default() };
        let asked = manifest::Asked { said, version, known, ..manifest::Asked::default() };
        let found = manifest::still_says(&manifest::hunt(&asked, path), &[file(path, text)], &[]);
        assert_eq!(!found.is_empty(), ours, "{path}: {text} {found:?}");
    }
}

/// A version under the repository's name is its own, whatever its numbers.
#[test]
fn what_gives_a_version_under_the_repositorys_name() {
    for (path, text, own) in [
        ("Makefile", "KELP_REEF_VERSION = 1.1.0\n", true),
        ("Makefile", "REED_VERSION = 1.1.0\n", false),
        ("tools/Makefile", "KELP_REEF_VERSION = 1.1.0\n", false),
        ("kelp-reef.lua", "local kelp = { _version = \"1.1.0\" }\n", true),
        ("lib/json.lua", "local json = { _version = \"1.1.0\" }\n", false),
        ("action.yml", "  image: docker://ghcr.io/orchard/kelp-reef:1.1.0\n", true),
        ("action.yml", "  image: docker://reed/lint:1.1.0\n", false),
        ("main.go", "const kelpReefVersion = \"1.1.0\"\n", true),
        ("main.go", "const reedVersion = \"1.1.0\"\n", false),
        ("main.go", "const kelpReefProtocol = \"1.1.0\"\n", false),
    ] {
        let (said, version) = (vec!["1.1.0".to_string()], "1.2.0".to_string());
        let known = manifest::KnownRelease { repository: Some("orchard/kelp-reef".to_string()), ..Default::default() };
        let asked = manifest::Asked { said, version, known, ..manifest::Asked::default() };
        let found = manifest::still_says(&manifest::hunt(&asked, path), &[file(path, text)], &[]);
        assert_eq!(found.iter().any(|one| one.assigned), own, "{path}: {text} {found:?}");
    }
}

/// A script writes both numbers: nothing here knows how the second one is counted.
#[test]
fn a_file_for_the_version_with_a_number_that_is_counted_with_it() {
    for (path, text, own) in [
        ("VERSION", "2.0.3 20003000\n", true),
        ("VERSION", "2.0.3\n20003000\n", true),
        ("VERSION", "2.0.3 on the way to 3\n", false),
        ("VERSION", "2.0.3 20003000 7\n", false),
        ("GO_VERSION", "2.0.3 20003000\n", false),
        ("docs/VERSION", "2.0.3 20003000\n", false),
    ] {
        let found = left("2.0.3", &[(path, text)]);
        assert_eq!(found.iter().any(|one| one.assigned), own, "{path}: {text} {found:?}");
        assert!(found.iter().all(|one| !own || one.entry.is_none()), "{path}: {text} {found:?}");
    }
}

/// A program that was forgotten for the last release, or a bound that stays on purpose.
#[test]
fn of_older_versions_only_what_is_called_for_the_program_counts() {
    for (path, text, own) in [
        ("src/Client.php", "    public const CLIENT_VERSION = '4.9.127';\n", true),
        ("src/Client.php", "    public const MIN_COMPATIBLE_VERSION = '4.9.127';\n", false),
        ("src/wire.go", "const protocolVersion = \"4.9.127\"\n", false),
        ("configure.ac", "AC_INIT([kelp], [4.9.127], [kelp@example.org])\n", false),
        ("aur/PKGBUILD", "pkgver=4.9.127\n", false),
        ("schema/check.go", "const SchemaVersion = \"4.9.127\"\n", false),
        ("README.md", "kelp 4.9.127\n", false),
        ("openapi.yaml", "version: 4.9.127\n", false),
        ("tests/Client.php", "    public const CLIENT_VERSION = '4.9.127';\n", false),
    ] {
        let older = vec!["4.9.127".to_string()];
        let (said, version) = (vec![OLD.to_string()], "4.9.129".to_string());
        let asked = manifest::Asked { said, version, older, ..manifest::Asked::default() };
        let found = manifest::still_says(&manifest::hunt(&asked, path), &[file(path, text)], &[]);
        assert_eq!(found.iter().any(|one| one.assigned), own, "{path}: {text} {found:?}");
    }
}
