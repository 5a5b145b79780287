//! Files beside a package that say its version, too: in whatever language, and only as long as they agree.

use super::{hows, paths, said};
use crate::files;
use version_first::manifest;

#[test]
fn what_the_new_manifests_name() {
    let init = "__version__ = '1.0.0'\n";
    let pom = "<project><groupId>g</groupId><artifactId>a</artifactId><version>1.0.0</version><modules><module>b</module><module>c/pom.xml</module><module>../out</module></modules></project>";
    let module = "<project><parent><groupId>g</groupId><artifactId>a</artifactId><version>1.0.0</version></parent><artifactId>b</artifactId><version>1.0.0</version></project>";
    type Files<'a> = &'a [(&'a str, &'a str)];
    let cases: &[(Files<'_>, &str, &str)] = &[
        (&[("pom.xml", pom), ("b/pom.xml", module)], "b/pom.xml", "module of pom.xml"),
        (&[("pom.xml", pom), ("c/pom.xml", module)], "c/pom.xml", "module of pom.xml"),
        (
            &[("setup.py", "setup(name='My-App')\n"), ("src/my_app/__init__.py", init)],
            "src/my_app/__init__.py",
            "package directory of setup.py",
        ),
        (
            &[("setup.cfg", "[metadata]\nname = app\n"), ("app/version.py", init)],
            "app/version.py",
            "package directory of setup.cfg",
        ),
        (
            &[("setup.cfg", "[metadata]\nversion = attr: x.y.__version__\n"), ("src/x/y.py", init)],
            "src/x/y.py",
            "version file of setup.cfg",
        ),
        (
            &[("setup.cfg", "[metadata]\nversion = file: data/v\n"), ("data/v", "1.0.0")],
            "data/v",
            "version file of setup.cfg",
        ),
        (
            &[("a.gemspec", "s.name = 'my-gem'\n"), ("lib/my/gem/version.rb", "VERSION = '1.0.0'\n")],
            "lib/my/gem/version.rb",
            "version file of a.gemspec",
        ),
        (
            &[
                ("a.gemspec", "require File.expand_path(File.join(File.dirname(__FILE__), 'lib/a/version/number'))\n"),
                ("lib/a/version/number.rb", "VERSION = '1.0.0'\n"),
            ],
            "lib/a/version/number.rb",
            "version file of a.gemspec",
        ),
        (
            &[
                ("a.gemspec", "require File.expand_path('../lib/b/version.rb', __FILE__)\n"),
                ("lib/b/version.rb", "VERSION = '1.0.0'\n"),
            ],
            "lib/b/version.rb",
            "version file of a.gemspec",
        ),
        (
            &[("a.gemspec", "s.version = IO.read('VERSION').chomp\n"), ("VERSION", "1.0.0\n")],
            "VERSION",
            "version file of a.gemspec",
        ),
        (
            &[
                ("a.gemspec", "v = File.read(File.expand_path('../version.txt', __FILE__))\n"),
                ("version.txt", "1.0.0\n"),
            ],
            "version.txt",
            "version file of a.gemspec",
        ),
        (
            &[("deno.json", r#"{"workspace":["./a"]}"#), ("a/deno.jsonc", r#"{"version":"1.0.0"}"#)],
            "a/deno.jsonc",
            "workspace member of deno.json",
        ),
        (
            &[
                ("pyproject.toml", "[tool.maturin]\nmanifest-path = 'rust/Cargo.toml'\n"),
                ("rust/Cargo.toml", "[package]\nname = 'a'\nversion = '1.0.0'\n"),
            ],
            "rust/Cargo.toml",
            "crate of pyproject.toml",
        ),
        (
            &[
                ("pyproject.toml", "[tool.setuptools.dynamic]\nversion = { file = ['VERSION'] }\n"),
                ("VERSION", "1.0.0\n"),
            ],
            "VERSION",
            "version file of pyproject.toml",
        ),
    ];
    for (repository, path, how) in cases {
        assert_eq!(hows(repository, &[]).get(*path).map(String::as_str), Some(*how), "{path}");
    }
    let locks = [
        ("Gemfile.lock", "PATH\n"),
        ("a.gemspec", "s.version = '1.0.0'\n"),
        ("pdm.lock", ""),
        ("poetry.lock", ""),
        ("pyproject.toml", "[project]\nversion = '1.0.0'\n"),
    ];
    assert_eq!(paths(&locks, &[]), ["Gemfile.lock", "a.gemspec", "pdm.lock", "poetry.lock", "pyproject.toml"]);
}

#[test]
fn what_is_published_beside_a_package_counts_as_long_as_it_says_what_the_package_says() {
    const PACKAGE: (&str, &str) = ("package.json", r#"{"name":"a","version":"1.2.3"}"#);
    let beside = [
        ("src/manifest.json", r#"{"manifest_version":3,"version":"¶"}"#),
        ("custom_components/a/manifest.json", r#"{"domain":"a","documentation":"x","version":"¶"}"#),
        ("manifest.json", r#"{"id":"a","minAppVersion":"0.15.0","version":"¶"}"#),
        ("src-tauri/tauri.conf.json", r#"{"version":"¶"}"#),
        ("apps/desktop/src-tauri/Cargo.toml", "[package]\nname = 'a'\nversion = '¶'\n"),
        (".claude-plugin/plugin.json", r#"{"version":"¶"}"#),
        (".claude-plugin/marketplace.json", r#"{"plugins":[{"version":"¶"}]}"#),
        ("server.json", r#"{"version":"¶","packages":[{"version":"¶"}]}"#),
        ("CITATION.cff", "cff-version: 1.2.0\nversion: ¶\n"),
        (
            "A.podspec",
            "Pod::Spec.new do |s|\n  s.version = '¶'\n  s.source = { :git => 'https://a.example/a.git', :tag => 'v¶' }\nend\n",
        ),
        ("app.json", r#"{"expo":{"version":"¶"}}"#),
        ("lerna.json", r#"{"version":"¶"}"#),
        ("npm/linux-x64/package.json", r#"{"version":"¶"}"#),
    ];
    for (path, text) in beside {
        let both = said(&[PACKAGE, (path, &text.replace('¶', "1.2.3"))], &[]);
        assert_eq!(both.len(), 2, "{path}: {both:?}");
        // Numbered apart, or nothing that can be read: it is no matter of this package's.
        for other in [text.replace('¶', "1.2.2"), text.replace('¶', "2.0.0"), "{{ version }}".to_string()] {
            let lone = said(&[PACKAGE, (path, &other)], &[]);
            assert_eq!(lone, [("package.json".to_string(), "1.2.3".to_string())], "{path}: {other}");
        }
        // Alone, it is the package.
        assert_eq!(said(&[(path, &text.replace('¶', "1.2.3"))], &[]).len(), 1, "{path}");
    }
    // What builds a project follows, and is no package alone.
    for (path, text) in [
        ("CMakeLists.txt", "project(a VERSION ¶ LANGUAGES C)\n"),
        ("meson.build", "project('a', 'c', version: '¶')\n"),
        ("configure.ac", "AC_INIT([a], [¶])\n"),
        ("VERSION", "¶\n"),
        (".version", "v¶"),
    ] {
        for package in [PACKAGE, ("CITATION.cff", "cff-version: 1.2.0\nversion: 1.2.3\n")] {
            assert_eq!(said(&[package, (path, &text.replace('¶', "1.2.3"))], &[]).len(), 2, "{path} {package:?}");
            assert_eq!(said(&[package, (path, &text.replace('¶', "1.2.2"))], &[]).len(), 1, "{path} {package:?}");
        }
        let deep = format!("src/{path}");
        assert_eq!(said(&[PACKAGE, (&deep, &text.replace('¶', "1.2.3"))], &[]).len(), 1, "{deep}");
        assert_eq!(said(&[(path, &text.replace('¶', "1.2.3"))], &[]), [], "{path}");
    }
    // For another registry: beside each package, as long as it says the same, and not where it is filled in later.
    let root = ("package.json", r#"{"name":"r","version":"9.0.0","workspaces":["packages/*"]}"#);
    let member = ("packages/a/package.json", r#"{"name":"a","version":"1.2.3"}"#);
    for (path, version, count) in [
        ("packages/a/jsr.json", "1.2.3", 3),
        ("packages/a/jsr.json", "9.0.0", 2),
        ("packages/a/jsr.json", "0.0.0", 2),
        ("jsr.json", "0.0.0", 2),
        ("jsr.json", "8.9.0", 3),
    ] {
        let text = format!(r#"{{"name":"@o/a","version":"{version}"}}"#);
        assert_eq!(said(&[root, member, (path, &text)], &[]).len(), count, "{path} {version}");
    }
    assert_eq!(said(&[("jsr.json", r#"{"name":"@o/a","version":"0.0.0"}"#)], &[]).len(), 1);
    // What is no such thing, and what is somebody else's.
    for (path, text) in [
        ("manifest.json", r#"{"short_name":"a","version":"1.2.3"}"#),
        ("tests/src-tauri/tauri.conf.json", r#"{"version":"1.2.3"}"#),
        ("vendor/a/src-tauri/Cargo.toml", "[package]\nname = 'b'\nversion = '1.2.3'\n"),
        ("lerna.json", r#"{"version":"independent"}"#),
    ] {
        assert_eq!(said(&[PACKAGE, (path, text)], &[]).len(), 1, "{path}");
    }
}

#[test]
fn numbers_in_a_header_of_c() {
    const HEADER: &str = "#pragma once\r\n// #define X_MAJOR 9\r\n#define X_VER_MAJOR 1 /* of 4 */\r\n#  define X_VER_MINOR 2\r\n#define X_VER_PATCH\t3\r\n#define X_VERSION \"1.2.3\"\r\n";
    let rewritten = |text: &str| {
        let list = files(&[("src/version.h", text)]);
        manifest::rewrite(
            &list,
            &["src/version.h".to_string()],
            &version_first::version::Version::parse("2.0.10", version_first::version::Scheme::Semver).unwrap(),
        )
        .map(|files| files.into_iter().next().unwrap().text)
    };
    let plain = HEADER.replace("#  define", "#define");
    let after = plain.replace("MAJOR 1", "MAJOR 2").replace("MINOR 2", "MINOR 0").replace("PATCH\t3", "PATCH\t10");
    assert_eq!(rewritten(&plain).unwrap(), after.replace("1.2.3", "2.0.10"));
    // What is not three numbers in this order says nothing, and what is written otherwise is left alone.
    for text in
        [HEADER.replace("VERSION \"1.2.3\"", "Y 1"), plain.replace("VER_MAJOR 1", "Y 1").replace("VERSION \"", "Y \"")]
    {
        assert_eq!(rewritten(&text).unwrap_err().code, "version-not-found", "{text}");
    }
}

#[test]
fn one_number_in_a_header_of_c() {
    let rewritten = |text: &str, to: &str| {
        let version = version_first::version::Version::parse(to, version_first::version::Scheme::Semver).unwrap();
        let done = manifest::rewrite(&files(&[("src/x.h", text)]), &["src/x.h".to_string()], &version);
        done.map(|mut all| all.remove(0).text).map_err(|error| error.told().code)
    };
    // What the text says of 1.2.30 beside it, and then of 2.0.7.
    for (line, then) in [
        ("#define X_VERSION_NUMBER 10230", "#define X_VERSION_NUMBER 20007"),
        ("#define X_VERSION_NUMBER 1002030", "#define X_VERSION_NUMBER 2000007"),
        ("#define X_VERSION 100230", "#define X_VERSION 200007"),
        ("#define X_VERSION_NUM \"0x01021E\"", "#define X_VERSION_NUM \"0x020007\""),
        ("#define X_VERSION_HEX 0x01021e00", "#define X_VERSION_HEX 0x02000700"),
        // What says something else stays.
        ("#define X_ABI_VERSION 10000", "#define X_ABI_VERSION 10000"),
        ("#define X_COUNT 10230", "#define X_COUNT 10230"),
    ] {
        let text = |line: &str, version: &str| format!("{line} /* as one */\n#define X_VERSION_STRING \"{version}\"\n");
        assert_eq!(rewritten(&text(line, "1.2.30"), "2.0.7").as_ref(), Ok(&text(then, "2.0.7")), "{line}");
    }
    let zlib = |number: &str, version: &str| format!("#define X_VERSION \"{version}\"\n#define X_VERNUM {number}\n");
    assert_eq!(rewritten(&zlib("0x1310", "1.3.1"), "1.3.2").unwrap(), zlib("0x1320", "1.3.2"));
    // Alone, by its length.
    assert_eq!(rewritten("#define X_VERSION 120100\n", "12.2.0").unwrap(), "#define X_VERSION 120200\n");
    assert_eq!(rewritten("#define X_VERSION 3045000\n", "3.45.1").unwrap(), "#define X_VERSION 3045001\n");
    assert_eq!(rewritten("#define X_VERSION 0x030500\n", "3.16.0").unwrap(), "#define X_VERSION 0x031000\n");
    // Comments in a header of whatever name say all that is meant.
    let marked =
        |ours: &str| format!("#define Y_VERSION \"1.2.3\"\n#define X \"{ours}\" // x-version-first: version\n");
    assert_eq!(rewritten(&marked("1.2.3"), "2.0.7").unwrap(), marked("2.0.7"));
    // What has no room in it.
    for to in ["12.100.0", "12.2.0-rc.1", "9007199254740991.0.0"] {
        assert_eq!(rewritten("#define X_VERSION 120100\n", to).unwrap_err(), "version-not-expressible", "{to}");
    }
    assert_eq!(rewritten("#define X_VERSION 99999999999999999999999\n", "1.0.0").unwrap_err(), "version-not-found");
}

#[test]
fn numbers_that_stand_apart_are_one_version() {
    const RUBY: &str = "module A\n  MAJOR = 1 # one = 5\n  MINOR = 2\n  TINY  = 3\n  PRE = nil\n  STRING = [MAJOR, MINOR, TINY, PRE].compact.join('.')\nend\n";
    const POM: &str = "<project><version>${revision}${sha1}${changelist}</version><properties><revision>1.2.3</revision><sha1/><changelist>-SNAPSHOT</changelist></properties></project>";
    let set = |path: &str, text: &str, to: &str| {
        let list = files(&[(path, text)]);
        let version = version_first::version::Version::parse(to, version_first::version::Scheme::Semver).unwrap();
        manifest::rewrite(&list, &[path.to_string()], &version).map(|mut all| all.remove(0))
    };
    let done = set("lib/a/version.rb", RUBY, "2.0.10").unwrap();
    assert_eq!(
        done.text,
        RUBY.replace("MAJOR = 1", "MAJOR = 2").replace("MINOR = 2", "MINOR = 0").replace("TINY  = 3", "TINY  = 10")
    );
    assert_eq!((done.from.as_str(), done.to.as_str()), ("1.2.3", "2.0.10"));
    assert_eq!(set("lib/a/version.rb", RUBY, "2.0.0-rc.1").unwrap_err().code, "version-not-expressible");
    let dated = RUBY.replace("nil", "'rc1'");
    assert_eq!(set("lib/a/version.rb", &dated, "2.0.0").unwrap_err().code, "version-not-found");

    let done = set("pom.xml", POM, "2.0.0").unwrap();
    assert_eq!(done.text, POM.replace("1.2.3", "2.0.0").replace("-SNAPSHOT", ""));
    assert_eq!((done.from.as_str(), done.to.as_str()), ("1.2.3-SNAPSHOT", "2.0.0"));
    let done = set("pom.xml", POM, "2.0.0-rc.1").unwrap();
    assert_eq!(done.text, POM.replace("1.2.3", "2.0.0").replace("-SNAPSHOT", "-rc.1"));
    // Without a place for what comes behind, the first says it all.
    let bare = POM.replace("<changelist>-SNAPSHOT</changelist>", "<changelist/>");
    assert_eq!(set("pom.xml", &bare, "2.0.0-rc.1").unwrap().text, bare.replace("1.2.3", "2.0.0-rc.1"));

    let tuple = "VERSION = (1, 2, 3, 'final', 0)\n";
    assert_eq!(set("a/version.py", tuple, "4.5.6").unwrap().text, tuple.replace("1, 2, 3", "4, 5, 6"));
}

#[test]
fn an_android_apps_module_is_found_by_itself() {
    let app = "android {\n    defaultConfig {\n        versionCode 7\n        versionName \"1.0.0\"\n    }\n}\n";
    let root = ("build.gradle.kts", "plugins {\n    id(\"x\") version \"8.1.0\"\n}\n");
    for path in ["app/build.gradle", "app/build.gradle.kts"] {
        let found = hows(&[root, ("settings.gradle", ""), (path, app)], &[]);
        assert_eq!(found.keys().collect::<Vec<_>>(), [path]);
    }
    let package = ("package.json", "{\"version\": \"1.0.0\"}\n");
    let found = hows(&[package, ("android/app/build.gradle", app)], &[]);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["android/app/build.gradle", "package.json"]);
    // One that is numbered apart stays.
    let found = hows(&[("package.json", "{\"version\": \"3.0.0\"}\n"), ("android/app/build.gradle", app)], &[]);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["package.json"]);
}

#[test]
fn a_lock_file_that_is_no_text_stops_what_would_change_in_it() {
    let of = |tree: &[(&str, &str)], manifests: &[&str]| {
        let paths: Vec<&str> = tree.iter().map(|(path, _)| *path).chain(["bun.lockb"]).collect();
        let manifests: Vec<String> = manifests.iter().map(ToString::to_string).collect();
        manifest::check_binary_locks(&paths.join("\0"), &manifests, &files(tree))
    };
    let root = ("package.json", "{\"version\": \"1.0.0\", \"workspaces\": [\"a\"]}\n");
    let error = of(&[root, ("a/package.json", "{\"version\": \"1.0.0\"}\n")], &[]).unwrap_err();
    assert_eq!((&*error.code, error.path.as_deref()), ("lock-not-writable", Some("bun.lockb")));
    assert!(error.to_string().contains("`bun install`"), "{error}");
    of(&[root, ("a/package.json", "{\"version\": \"1.0.0\"}\n")], &["!bun.lockb"]).unwrap();
    of(&[root, ("a/package.json", "{\"private\": true}\n")], &[]).unwrap();
    of(&[("package.json", "{\"version\": \"1.0.0\"}\n")], &[]).unwrap();
}

#[test]
fn a_version_file_at_the_root_goes_with_a_module_that_the_root_leads_to() {
    let spec = "require_relative 'lib/kelp/version'\nGem::Specification.new do |s|\n  s.name = 'kelp'\n  s.version = Kelp::VERSION\nend\n";
    let gem = [("kelp.gemspec", spec), ("lib/kelp/version.rb", "module Kelp\n  VERSION = '1.2.3'\nend\n")];
    let python = [
        (
            "pyproject.toml",
            "[project]\nname = 'kelp'\ndynamic = ['version']\n[tool.hatch.version]\npath = 'src/kelp/v.py'\n",
        ),
        ("src/kelp/v.py", "__version__ = '1.2.3'\n"),
    ];
    for [manifest, module] in [gem, python] {
        assert_eq!(said(&[manifest, module, ("VERSION", "1.2.3\n")], &[]).len(), 2, "{module:?}");
        assert_eq!(said(&[manifest, module, ("VERSION", "1.2.2\n")], &[]).len(), 1, "numbered apart: {module:?}");
    }
    // The root's is not that of a package in a folder.
    let of_folder = [
        ("pyproject.toml", "[tool.uv.workspace]\nmembers = ['a']\n"),
        (
            "a/pyproject.toml",
            "[project]\nname = 'kelp'\ndynamic = ['version']\n[tool.hatch.version]\npath = 'kelp/v.py'\n",
        ),
        ("a/kelp/v.py", "__version__ = '1.2.3'\n"),
        ("VERSION", "1.2.3\n"),
    ];
    assert_eq!(said(&of_folder, &[]), [("a/kelp/v.py".to_string(), "1.2.3".to_string())]);
    // A file at the root that such a package leads to is the root's.
    let of_root = [
        of_folder[0],
        (
            "a/pyproject.toml",
            "[project]\nname = 'kelp'\ndynamic = ['version']\n[tool.hatch.version]\npath = '../v.py'\n",
        ),
        ("v.py", "__version__ = '1.2.3'\n"),
        ("VERSION", "1.2.3\n"),
    ];
    assert_eq!(said(&of_root, &[]).len(), 2);
}

#[test]
fn a_package_of_tools_that_says_the_first_number_there_is_stays_beside_an_extension() {
    let paths = |package: &str, extension: &str| {
        let package = format!("{{\"name\": \"tools\", {package}}}\n");
        let extension = format!("{{\"manifest_version\": 3, \"name\": \"x\", \"version\": \"{extension}\"}}\n");
        let found = said(&[("package.json", &*package), ("src/manifest.json", &*extension)], &[]);
        found.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert_eq!(paths("\"version\": \"0.0.1\", \"private\": true", "2.6.16"), ["src/manifest.json"]);
    assert_eq!(paths("\"version\": \"0.0.1\"", "2.6.16"), ["package.json"], "who installs it may mean it");
    assert_eq!(paths("\"version\": \"0.0.1\", \"private\": true", "0.0.2"), ["package.json"], "just begun");
    assert_eq!(paths("\"version\": \"0.0.2\", \"private\": true", "2.6.16"), ["package.json"]);
}
