//! What a program gives as its own version, told from what merely stands in it.

use super::leftover::{OLD, hunt, left};
use version_first::manifest::Leftover;

#[test]
fn what_a_program_gives_as_its_own_version() {
    for (path, text, own) in [
        ("Sources/Kelp/Version.swift", "enum Kelp { static let current = \"4.9.128\" }\n", true),
        ("Sources/Kelp/Version.swift", "  static let string: String = \"4.9.128\"\n", true),
        ("Sources/Kelp/Kelp.swift", "  static let string: String = \"4.9.128\"\n", false),
        ("src/Version.php", "final class Version { public const string NUMBER = '4.9.128'; }\n", true),
        ("appveyor.yml", "version: 4.9.128.{build}\n", false),
        ("kelp.lua", "local kelp = {\n  _VERSION = 'kelp v4.9.128',\n", true),
        ("kelp.lua", "local needs = 'kelp 4.9.128'\n", false),
        ("kelp.lua", "  _VERSION = 'kelp after 4.9.128',\n", false),
        ("src/kelp.php", "define('KELP_VERSION', '4.9.128');\n", true),
        ("src/kelp.php", "define('KELP_HOME', '4.9.128');\n", false),
        ("src/kelp.h", "#define KELP_VERSION_STRING \"4.9.128\"\n", true),
        ("src/kelp.h", "#define KELP_VERSION_STR \"4.9.128\"\n", true),
        ("src/kelp.h", "#define KELP_VERSION_ONLY_STRING \"4.9.128\"\n", true),
        ("src/kelp.h", "#define KELP_SINCE_VERSION_ONLY_STRING \"4.9.128\"\n", false),
        ("src/kelp.h", "#define KELP_NUMBER_STRING \"4.9.128\"\n", false),
        ("src/Kelp.java", "  static final String VERSION_STRING = \"4.9.128\";\n", true),
        ("src/kelp.h", "#define KELP_MINIMUM_VERSION_STRING \"4.9.128\"\n", false),
        ("src/kelp.h", "#define KELP_PROTOCOL_STRING \"4.9.128\"\n", false),
        ("src/main/java/KelpVersion.java", "  public static final String NUMBER = \"4.9.128\";\n", true),
        ("buildSrc/Versions.kt", "object Versions { const val kelp = \"4.9.128\" }\n", true),
        ("lib/version.ex", "  @version \"4.9.128\"\n", true),
        ("lib/version.ex", "  # kelp = \"4.9.128\"\n", false),
        ("kelp.php", "<?php\n/*\n * Plugin Name: Kelp\n * Version: 4.9.128\n */\n", true),
        ("inc/kelp.php", "<?php\n/*\n * Version: 4.9.128\n */\n", false),
        ("readme.txt", "=== Kelp ===\nStable tag: 4.9.128\n", true),
        ("readme.txt", "Tested up to: 4.9.128\n", false),
        ("build.sbt", "ThisBuild / version := \"4.9.128\"\n", true),
        ("build.sc", "object kelp extends PublishModule {\n  def publishVersion = \"4.9.128\"\n", true),
        ("build.mill", "  def publishVersion: T[String] = \"4.9.128\"\n", true),
        ("build.mill", "  def scalaOptions = Seq(\"4.9.128\")\n", false),
        ("build.sbt", "libraryDependencies += \"x\" % \"y\" % \"4.9.128\"\n", false),
        ("project.clj", "(defproject kelp \"4.9.128\"\n", true),
        ("kelp.opam", "version: \"4.9.128\"\n", true),
        ("Kelp.psd1", "@{\n  ModuleVersion = '4.9.128'\n", true),
        ("Kelp.nuspec", "<package><metadata><version>4.9.128</version>\n", true),
        ("elm.json", "{\n  \"version\": \"4.9.128\"\n}\n", true),
        ("kelp/version.lua", "return \"4.9.128\"\n", true),
        ("kelp/colour.lua", "return \"4.9.128\"\n", false),
        ("configure.ac", "AC_INIT([kelp], [4.9.128], [kelp@example.org])\n", true),
        ("configure.ac", "AC_INIT([kelp],\n\t[4.9.128],\n\t[kelp@example.org])\n", true),
        ("configure.ac", "m4_define([kelp_release_version], [4.9.128])\n", true),
        ("configure.ac", "AC_PREREQ([4.9.128])\n", false),
        ("rebar.config", "{relx, [{release, {kelp, \"4.9.128\"}, [kelp]}]}.\n", true),
        ("rebar.config", "{relx, [{release,{kelp,\"4.9.128\"},[kelp]}]}.\n", true),
        ("rebar.config", "{deps, [{scale, \"4.9.128\"}]}.\n", false),
        ("Eask", "(package \"kelp\"\n         \"4.9.128\"\n         \"Weeds\")\n", true),
        ("Eask", "(package \"kelp\" \"4.9.128\" \"Weeds\")\n", true),
        ("Eask", "(package-file \"kelp.el\")\n(depends-on \"dash\" \"4.9.128\")\n", false),
        ("PKGBUILD", "pkgname=kelp\npkgver=4.9.128\n", true),
        ("dist.ini", "name = Kelp\nversion = 4.9.128\n", true),
        ("snap/snapcraft.yaml", "name: kelp\nversion: '4.9.128'\n", true),
        ("rpm/kelp.spec", "Name: kelp\nVersion:        4.9.128\n", true),
        ("version.nix", "{\n  version = \"4.9.128\";\n}\n", true),
        ("test/version.ex", "  @version \"4.9.128\"\n", false),
        ("pom.xml", "<project><version><!-- here -->4.9.128</version></project>\n", true),
        ("it/pom.xml", "<dependency><version>[4.0.0,4.9.128)</version></dependency>\n", false),
        // Beside it the next one may be called as nobody guesses: `3.3.0-SNAP4`.
        ("project/Commons.scala", "  val previousReleaseVersion = \"4.9.128\"\n", true),
        ("project/Commons.scala", "  val releaseVersion = \"4.9.128\"\n", true),
        ("build.gradle.kts", "version = (findProperty(\"kelp\") ?: \"4.9.128\")\n", true),
        ("build.gradle", "ext { kelpVersion = '4.9.128' }\n", true),
        ("kelp.csproj", "<PackageVersion>4.9.128</PackageVersion>\n", true),
        ("kelp.csproj", "<PackageValidationBaselineVersion>4.9.128</PackageValidationBaselineVersion>\n", false),
        ("Directory.Packages.props", "<KelpVersion>4.9.128</KelpVersion>\n", true),
        ("Directory.Packages.props", "<Version>4.9.128</Version>\n", true),
        ("Directory.Build.props", "<KelpVersion>4.9.128</KelpVersion>\n", true),
        ("Gopkg.toml", "[[constraint]]\n  version = \"4.9.128\"\n", false),
        (".terraform.lock.hcl", "provider \"a/b\" {\n  version = \"4.9.128\"\n", false),
        ("main.tf", "module \"tide\" {\n  source  = \"a/tide/b\"\n  version = \"4.9.128\"\n", false),
        ("main.tf", "locals {\n  version = \"4.9.128\"\n", true),
        ("main.tf", "module \"gate\" {\n  source = \"./gate\"\n  app_version = \"4.9.128\"\n", true),
        ("main.tf", "locals {\n  source_of = \"x\"\n  version = \"4.9.128\"\n", true),
        ("global.json", "{\"sdk\": {\"version\": \"8.0.1\"}, \"version\": \"4.9.128\"}\n", true),
        ("deps.edn", "{:deps {a/tide {:mvn/version \"4.9.128\"}}}\n", false),
        ("deps.edn", "{:aliases {:neil {:project {:name a/kelp :version \"4.9.128\"}}}}\n", true),
        ("requirements.yml", "collections:\n  - name: a.tide\n    version: 4.9.128\n", false),
        ("glide.yaml", "import:\n- package: a/tide\n  version: 4.9.128\n", false),
        ("global.json", "{\n  \"sdk\": {\n    \"version\": \"4.9.128\"\n", false),
        ("global.json", "{\n  \"name\": \"kelp\",\n  \"version\": \"4.9.128\"\n", true),
        (".scalafmt.conf", "version=4.9.128\nmaxColumn = 120\n", false),
        (".config/dotnet-tools.json", "{\"tools\": {\"tide\": {\"version\": \"4.9.128\"}}}\n", false),
        ("settings.toml", "[[constraint]]\n  version = \"4.9.128\"\n", true),
        ("kelp.csproj", "<PackageReference Include=\"Scale\" Version=\"4.9.128\" />\n", false),
        ("CMakeLists.txt", "set(KELP_VERSION 4.9.128)\n", true),
        ("Makefile", "VERSION = 4.9.128\n", true),
        ("install.sh", "KELP_VERSION=\"4.9.128\"\n", true),
        ("v.mod", "Module {\n\tversion: '4.9.128'\n}\n", true),
        ("kelp.info.yml", "name: kelp\nversion: '4.9.128'\n", true),
        ("kelp.xml", "<extension><version>4.9.128</version></extension>\n", true),
        ("src/main/resources/fabric.mod.json", "{\"id\": \"kelp\", \"version\": \"4.9.128\"}\n", true),
        ("Kelp.xcconfig", "MARKETING_VERSION = 4.9.128\n", true),
        ("app/src/main/AndroidManifest.xml", "<manifest android:versionName=\"4.9.128\"/>\n", true),
        ("kelp.el", ";; Version: 4.9.128\n", true),
        ("source/kelp/version_.d", "enum kelpVersion = \"v4.9.128\";\n", true),
        ("source/kelp/app.d", "enum needs = \"v4.9.128\";\n", false),
        ("addons/kelp/kelp.gd", "const VERSION = \"4.9.128\"\n", true),
        ("src/kelp.ml", "let version = \"4.9.128\"\n", true),
        ("kelp.user.js", "// @version 4.9.128\n", true),
        ("ios/Kelp/Info.plist", "<key>CFBundleShortVersionString</key>\n<string>4.9.128</string>\n", true),
        ("ios/Kelp/Info.plist", "<key>MinimumOSVersion</key>\n<string>4.9.128</string>\n", false),
        ("src/kelp.js", "// @version 4.9.128\n", false),
        ("Kelp.uplugin", "{\"VersionName\": \"4.9.128\"}\n", true),
        ("README.md", "Version: 4.9.128\n", false),
        ("README.pod", "version 4.9.128\n", false),
        ("compose.yaml", "image: o/kelp:4.9.128\n", false),
        ("RELEASEVERSION", "4.9.128\n", true),
        ("release-version.txt", "4.9.128\n", true),
        ("GO_VERSION", "4.9.128\n", false),
        ("tools/RELEASEVERSION", "4.9.128\n", false),
        ("RELEASEVERSION", "4.9.128\nof the tools\n", false),
        (".github/ISSUE_TEMPLATE/bug.yml", "placeholder: version 4.9.128\n", false),
        ("4.9.128.yaml", "version: 4.9.128\n", true),
        ("tests/Makefile", "VERSION = 4.9.128\n", false),
    ] {
        let found = left(OLD, &[(path, text)]);
        assert_eq!(found.iter().any(|one| one.assigned), own, "{path}: {text}");
        assert!(!own || found.iter().all(|one| one.entry.is_some()), "{path}: {found:?}");
    }
    let short = |path, text| left("9.47", &[(path, text)]).iter().any(|one| one.assigned);
    assert!(short("lib/Kelp.pm", "our $VERSION  = '9.47';\n"), "two numbers, as the program's");
    assert_eq!(left("9.47", &[("README.md", "kelp 9.47\n"), ("lib/Kelp.pm", "my $x = '9.47';\n")]), []);
    let vim = |text| left("3.1", &[("plugin/kelp.vim", text)]).iter().any(|one| one.assigned);
    assert!(vim("\" Version:      3.1\n") && !vim("\" Requires Vim 3.1\n"), "of Vim's plugins, as short as they come");
    let common = |text| left("1.1.0", &[("Version.swift", text)]).iter().any(|one| one.assigned);
    assert!(common("let current = \"1.1.0\"\n"), "a word for it");
    let ac = left("1.2.3", &[("configure.ac", "AC_INIT([kelp], [1.2.3])\n")]);
    assert!(ac.iter().any(|one| one.assigned), "where a package says what it is, numbers may be everybody's");
    let plugin = "<?php\n/*\n * Plugin Name: Kelp\n * Version: 1.2.3\n */\ndefine( 'K_VERSION', '1.2.3' );\n";
    let plugin = left("1.2.3", &[("plugins/kelp/load.php", plugin)]);
    let of_plugin = plugin.iter().filter(|one| one.assigned && one.entry.is_some()).count();
    assert_eq!(of_plugin, 2, "and in a plugin, in its head and below: {plugin:?}");
    let browser = |more: &str| {
        let text = format!("{{{more}\n  \"version\": \"1.1.0\",\n  \"least_version\": \"1.1.0\"}}\n");
        left("1.1.0", &[("platform/kelp/manifest.json", &text)]).into_iter().filter(|one| one.assigned).collect()
    };
    let found: Vec<Leftover> = browser("\"manifest_version\": 3,");
    assert_eq!(found.first().map(|one| one.lines.as_slice()), Some([2].as_slice()), "in what a browser reads");
    assert_eq!(browser("\"kind\": 3,"), []);
    let mill = left("1.2.3", &[("build.sc", "  def publishVersion = \"1.2.3\"\n")]);
    assert!(mill.iter().any(|one| one.assigned), "so it is where a build publishes it");
    assert!(!common("let protocol = \"1.1.0\"\n"), "numbers that everybody has");
    let api = |path| left("1.1.0", &[(path, "info:\n  version: 1.1.0\n")]).iter().any(|one| one.assigned);
    assert!(api("openapi.yaml") && !api("docs/openapi.yaml"), "but in a description at the root");
    for (path, text, own) in [
        ("build.clj", "(def version \"1.2.3\")\n", true),
        ("package.xml", "<package>\n  <version>1.2.3</version>\n</package>\n", true),
        ("kelp.sh", "#!/bin/sh\nVERSION=\"1.2.3\"\n", true),
        ("kelp", "#!/usr/bin/env bash\nversion=1.2.3\n", true),
        ("kelp", "#!/usr/bin/env bash\nother_version=1.2.3\n", false),
        ("bin/get", "#!/usr/bin/env bash\nversion=1.2.3\n", false),
        ("Makefile", "VERSION = 1.2.3\n", true),
        ("Makefile", "REED_VERSION = 1.2.3\n", false),
        ("tools/Makefile", "VERSION = 1.2.3\n", false),
        ("config.mk", "VERSION ?= 1.2.3\n", true),
        ("flake.nix", "{\n  version = \"1.2.3\";\n}\n", true),
        ("kelp.asd", "(asdf:defsystem \"kelp\" :version \"1.2.3\")\n", true),
        ("Kelp.toc", "## Version: 1.2.3\n", true),
        ("kelp.user.js", "// @version 1.2.3\n", true),
        ("kelp.js", "// @version 1.2.3\n", false),
        ("project.godot", "config/version=\"1.2.3\"\n", true),
        ("ProjectSettings/ProjectSettings.asset", "PlayerSettings:\n  bundleVersion: 1.2.3\n", true),
        ("ProjectSettings/ProjectSettings.asset", "  switchDisplayVersion: 1.2.3\n", false),
        ("Config/DefaultGame.ini", "ProjectVersion=1.2.3\n", true),
        ("Kelp.uplugin", "{\n\t\"VersionName\": \"1.2.3\"\n", true),
        ("tools/kelp.iss", "[Setup]\nAppVersion=1.2.3\n", true),
        ("tools/kelp.iss", "#define MyAppVersion \"1.2.3\"\n", true),
        ("tools/kelp.iss", "MinVersion=1.2.3\n", false),
        ("action.yml", "runs:\n  using: docker\n  image: docker://ghcr.io/o/kelp:v1.2.3\n", true),
        ("action.yml", "runs: {using: docker, image: \"docker://ghcr.io/o/kelp:1.2.3\"}\n", true),
        ("action.yml", "    - uses: docker://reed:1.2.3\n", false),
        ("reed/action.yml", "runs:\n  using: docker\n  image: docker://ghcr.io/o/kelp:v1.2.3\n", false),
        ("action.yml", "runs:\n  using: composite\n  steps:\n    - uses: o/reed@v1.2.3\n", false),
        ("pom.xml", "<dependency><version>1.2.3</version></dependency>\n", false),
        ("Directory.Packages.props", "<PackageVersion Include=\"Reed\">\n<Version>1.2.3</Version>\n", false),
        ("Makefile", "VERSION=1.2.3\nREED_VERSION=1.2.3\nFLAGS=-DVERSION=$(VERSION)\n", true),
        ("Package.resolved", "\"version\": \"4.0.0\"\n\"version\": \"1.2.3\"\n", false),
        ("setup.py", "plugin_version = \"1.2.3\"\nsetup(**of(version=plugin_version))\n", true),
        ("setup.py", "reed_version = \"1.2.3\"\n", false),
        ("setup.py", "python_requires = \"1.2.3\"\n", false),
        ("dependencies.gradle", "ext.versions = [\n  publish_version: \"1.2.3\",\n  reed: \"1.2.3\"\n", true),
        ("dependencies.gradle", "ext.versions = [\n  reed_version: \"1.2.3\"\n", false),
        ("Makefile", "LIBVERSION = 1.2.3\n", true),
        ("Makefile", "SDK_VERSION = 1.2.3\n", false),
        ("lib/reed.lua", "local reed = { _version = \"1.2.3\" }\n", false),
        ("Dockerfile", "RUN get bundler --version 1.2.3\n", false),
        ("versions.env", "CLIENT_VERSION=1.2.3\n", false),
        ("image.pkr.hcl", "version = \"1.2.3\"\n", false),
        ("reed.sql", "-- Version: 1.2.3\n", false),
        (
            "Carthage/Build/R.framework/Info.plist",
            "<key>CFBundleShortVersionString</key>\n<string>1.2.3</string>\n",
            false,
        ),
        ("ios/Kelp/Info.plist", "<key>CFBundleShortVersionString</key>\n<string>1.2.3</string>\n", true),
        ("Plugins/Reed/Reed.uplugin", "{\n\t\"VersionName\": \"1.2.3\"\n", false),
        ("build.rs", "#![allow(dead_code)]\nlet version = \"1.2.3\";\n", false),
        ("LICENSE", "The Reed Licence, version 1.2.3\n", false),
        ("reed.css", "/* Version: 1.2.3 */\n", false),
        ("kelp.sh", "VERSION=v1.2.3\n", true),
        ("kelp.sh", "REV=v1.2.3\n", false),
        ("flake.nix", "  version = \"v1.2.3\";\n", true),
        ("versions.tf", "provider \"reed\" {\n  version = \"1.2.3\"\n", false),
        ("NOTES.md", "Version: 1.2.3\n", false),
        ("scripts/get.sh", "VERSION=\"1.2.3\"\n", false),
        ("get.sh", "OTHER_VERSION=\"1.2.3\"\n", false),
        ("kelp.el", ";; Version: 1.2.3\n", true),
        ("lisp/kelp.el", ";; Package-Version: 1.2.3\n", true),
        ("plugin/kelp.vim", "\" Version:      1.2.3\n", true),
        ("syntax/reed.vim", "\" Version:      1.2.3\n", false),
        ("kelp.el", ";; Wants: 1.2.3\n", false),
        ("etc/reed.el", ";; Version: 1.2.3\n", false),
    ] {
        assert_eq!(left("1.2.3", &[(path, text)]).iter().any(|one| one.assigned), own, "{path}: {text}");
    }
    let string = |name: &str| {
        let text = format!("#define {name}_STRING \"1.2.3\"\n");
        left("1.2.3", &[("include/kelp.h", &text)]).iter().any(|one| one.assigned)
    };
    assert!(string("KELP_VERSION") && string("LIB_VERSION"), "as a text, too, under the project's own name");
    assert!(!string("GL_VERSION") && !string("KELP_GREETING"), "but not what others are called");
    let makefile = left("2.1.1", &[("Makefile", "VERSION = 2.1.1\n")]);
    assert!(!makefile.is_empty(), "a Makefile lists no packages of others under that name");
    let header = |text| left("2.1.2", &[("include/x/Version.hpp", text)]).iter().any(|one| one.assigned);
    assert!(header("#define KELP2_VERSION \"2.1.2\"\n"), "a header that is there for the version");
    assert!(!header("#define KELP2_PROTOCOL \"2.1.2\"\n"), "something else in it");
    assert!(short("src/Kelp.php", "    const VERSION = '9.47';\n"));
    let shorter = |said, text| left(said, &[("src/Kelp.php", text)]).iter().any(|one| one.assigned);
    assert!(shorter("6.7", "    const VERSION = '6.7';\n"), "as short as they come");
    assert!(!shorter("1.1", "    const VERSION = '1.1';\n"), "numbers that everybody has");
    assert!(
        left("0.74.0", &[("install", "version=0.74.0\n")]).iter().any(|one| one.assigned),
        "zeros around a number that few have"
    );
}

#[test]
fn what_c_says_as_numbers() {
    const APART: &str = "#define KELP_VERSION_MAJOR 4\n#define KELP_VERSION_MINOR 9\n#define KELP_VERSION_PATCH 28\n";
    // The text, the lines that count, whether the program gives it as its own.
    let rows: [(&str, &str, &str, &[u32], bool); 12] = [
        ("4.9.28", "include/kelp/base.h", "// Digits.\n#define KELP_VERSION 40928\n", &[2], true),
        ("4.9.28", "src/kelp.hpp", "#define KELP_VERNUM 0x04091C00\n", &[1], true),
        ("4.9.28", "src/kelp.h", "#define KELP_VERSION 4009028\n", &[1], true),
        ("4.9.28", "src/kelp.h", APART, &[1], true),
        ("4.9.28", "src/kelp.c", APART, &[1], true),
        ("4.9.28", "src/kelp.h", "#define KELP_VERSION 40928 // since then\n", &[], false),
        ("4.9.28", "src/kelp.h", "#define KELP_COUNT 40928\nint a_MAJOR = 40928;\n", &[], false),
        ("4.9.28", "src/kelp.h", "// #define KELP_VERSION 40928\n", &[], false),
        ("4.9.28", "tests/kelp.h", APART, &[], false),
        ("4.9.28", "vendor/kelp.h", APART, &[], false),
        ("4.9.28", "src/kelp.py", APART, &[], false),
        ("1.0.0", "src/reed.h", "#define KELP_VERSION 10000\n", &[1], false),
    ];
    for (said, path, text, numbers, assigned) in rows {
        let found = left(said, &[(path, text)]);
        let seen: Vec<u32> = found.iter().flat_map(|one| one.lines.clone()).collect();
        assert_eq!((seen.as_slice(), found.iter().any(|one| one.assigned)), (numbers, assigned), "{path}: {text}");
        assert!(found.iter().all(|one| one.version == said), "{found:?}");
        let entry = found.first().and_then(|one| one.entry.as_deref());
        assert_eq!(entry, (!numbers.is_empty() && !path.ends_with(".c")).then_some(path), "{text}");
    }
    let hunted = |path: &str| hunt("4.9.28", "5.0.0", &[], &["package.json", path]).texts;
    assert_eq!(hunted("a.py"), ["4.9.28", "4,9,28", "4, 9, 28"]);
    assert!(hunted("a.h").contains(&"40928".to_string()));
}
