//! What still says the old version: which lines count, and that the entry proposed for one includes it.

use super::{file, version};
use version_first::manifest::{self, Asked, File, Hunt, Leftover};

pub(super) const OLD: &str = "4.9.128";

pub(super) fn hunt(said: &str, to: &str, manifests: &[&str], paths: &[&str]) -> Hunt {
    let manifests: Vec<String> = manifests.iter().map(|entry| (*entry).to_string()).collect();
    let asked = Asked { said: vec![said.to_string()], version: to.to_string(), manifests, ..Asked::default() };
    manifest::hunt(&asked, &paths.join("\0"))
}

/// What still says `said` in these files, beside the `package.json` that was rewritten.
pub(super) fn left(said: &str, files: &[(&str, &str)]) -> Vec<Leftover> {
    let mut all: Vec<File> = files.iter().map(|(path, text)| file(path, text)).collect();
    all.push(file("package.json", "{\"name\": \"@orchard/kelp\", \"version\": \"99.0.0\"}\n"));
    let paths: Vec<&str> = all.iter().map(|file| file.path.as_str()).collect();
    manifest::still_says(&hunt(said, "99.0.0", &[], &paths), &all, &["package.json".to_string()])
}

/// The lines of one file that count.
pub(super) fn lines(said: &str, path: &str, text: &str) -> Vec<u32> {
    let mut lines: Vec<u32> = left(said, &[(path, text)]).into_iter().flat_map(|one| one.lines).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn every_entry_that_is_proposed_includes_its_lines() {
    // The text, the entries in the order of the lines.
    let rows: [(&str, &str, &[&str]); 18] = [
        (
            "appveyor.yml",
            "version: 4.9.128.{build}\n",
            &["appveyor.yml:/version: (?<version>[0-9][0-9A-Za-z.+-]*)\\.\\{build\\}/"],
        ),
        ("src/manifest.json", "{\"manifest_version\": 3, \"version\": \"4.9.128\"}\n", &["src/manifest.json"]),
        (
            "apps/web/manifest.json",
            "{\n  \"a\": {\"b.c\": [1, {\"version\": \"4.9.128\"}]}\n}\n",
            &["apps/web/manifest.json:a.\"b.c\"[1].version"],
        ),
        ("a.toml", "[x.'y z']\nversions = [\"4.9.128\"]\n", &["a.toml:x.\"y z\".versions[0]"]),
        ("a.toml", "[[x]]\nv = '1'\n[[x]]\nv = '4.9.128'\n", &["a.toml:x[1].v"]),
        ("k8s/app.yaml", "a:\n  - version: 4.9.128\n", &["k8s/app.yaml:a[0].version"]),
        ("k8s/app.yaml", "image: kelp:4.9.128\n", &["k8s/app.yaml:/image: kelp:(?<version>[0-9][0-9A-Za-z.+-]*)/"]),
        (
            "src/index.ts",
            "// x-release-please-start-version\nexport const V = '4.9.128';\n// x-release-please-end\n",
            &["src/index.ts"],
        ),
        (
            "src/lib.rs",
            "#![doc(html_root_url = \"https://docs.rs/kelp/4.9.128\")]\n",
            &["src/lib.rs:/\\(html_root_url = \"https://docs\\.rs/kelp/(?<version>[0-9][0-9A-Za-z.+-]*)\"\\)\\]/"],
        ),
        (
            "README.md",
            "npm i kelp@4.9.128\n\nnpm i kelp@4.9.128 -g\nkelp 4.9.128.\n",
            &[
                "README.md:/npm i kelp@(?<version>[0-9][0-9A-Za-z.+-]*)/",
                "README.md:/kelp (?<version>[0-9][0-9A-Za-z.+-]*)\\./",
            ],
        ),
        (
            "doc/get.md",
            "https://example.org/kelp-4.9.128.tar.gz\r\n",
            &["doc/get.md:/https://example\\.org/kelp\\-(?<version>[0-9][0-9A-Za-z.+-]*)\\.tar\\.gz/"],
        ),
        ("doc/get.md", "v4.9.128\n", &["doc/get.md:/v(?<version>[0-9][0-9A-Za-z.+-]*)/"]),
        ("doc/get.md", "x 8.0.0\nv4.9.128\nv8.0.0\n", &["doc/get.md:/(?m)^v(?<version>[0-9][0-9A-Za-z.+-]*)$/"]),
        ("lib/version.rb", "module Kelp\n  VERSION = \"4.9.128\"\nend\n", &["lib/version.rb"]),
        ("some.txt", "\tversion {4.9.128}\t|\n", &["some.txt:/version \\{(?<version>[0-9][0-9A-Za-z.+-]*)\\}\\t\\|/"]),
        ("VERSION", "4.9.128\n", &["VERSION"]),
        ("a.php", "const V = '4.9.128';\n", &["a.php:/const V = \\x27(?<version>[0-9][0-9A-Za-z.+-]*)\\x27;/"]),
        (
            "kelp_4.9.128_amd64",
            "kelp_4.9.128_amd64.deb\n",
            &["kelp_4.9.128_amd64:/kelp_(?<version>[0-9][0-9A-Za-z.+-]*)_amd64\\.deb/"],
        ),
    ];
    let mut wrong = Vec::new();
    for (path, text, entries) in rows {
        let found = left(OLD, &[(path, text)]);
        let said: Vec<&str> = found.iter().filter_map(|one| one.entry.as_deref()).collect();
        if path == "doc/get.md" && text.starts_with("x 8") {
            // Nothing but the number tells the lines apart: no pattern would leave the others as they are.
            assert_eq!(said, Vec::<&str>::new(), "{path}");
            continue;
        }
        if said != entries {
            wrong.push(format!("{path}: {text}: {said:?}"));
            continue;
        }
        let given: Vec<String> = said.iter().map(|entry| (*entry).to_string()).collect();
        let rewritten = manifest::rewrite(&[file(path, text)], &given, &version("5.0.0-rc.1"));
        // A browser extension knows no prereleases.
        let rewritten =
            rewritten.or_else(|_| manifest::rewrite(&[file(path, text)], &given, &version("5.0.0"))).unwrap();
        assert!(!rewritten.first().unwrap().text.contains(OLD), "{path}: {rewritten:?}");
        let again = text.replace(OLD, &rewritten.first().unwrap().to);
        assert_eq!(rewritten.first().unwrap().text, again, "nothing else changes in {path}");
    }
    assert_eq!(wrong, Vec::<String>::new());
    let start = "<!-- x-release-please-start-version -->\n";
    let block = format!("{start}kelp 4.9.128, with node 18.0.0\n<!-- x-release-please-end -->\n");
    let found = left(OLD, &[("README.md", &block)]);
    assert_eq!(found.first().and_then(|one| one.entry.as_deref()), Some("README.md"), "others in a block stay");
}

#[test]
fn no_entry_moves_half_of_a_line() {
    let entry = |path, text| left(OLD, &[(path, text)]).into_iter().map(|one| one.entry).collect::<Vec<_>>();
    assert_eq!(entry("get.md", "https://example.org/v4.9.128/kelp-4.9.128.tgz\n"), [None]);
    assert_eq!(entry("get.md", "kelp 4.9.128: `npm i kelp@4.9.128`\n"), [None]);
    let other = "get.md:/kelp (?<version>[0-9][0-9A-Za-z.+-]*), once 4\\.9\\.1/".to_string();
    assert_eq!(entry("get.md", "kelp 4.9.128, once 4.9.127\n"), [Some(other)]);
    assert_eq!(entry("a.json", "{\"version\": \"4.9.128\", \"other\": \"4.9.128\"}\n").len(), 1);
}

#[test]
fn only_the_whole_version_counts() {
    let says = |line: &str| !lines(OLD, "README.md", &format!("{line}\n")).is_empty();
    for line in [
        "v4.9.128",
        "(4.9.128)",
        "kelp-4.9.128.tar.gz",
        "4.9.128.",
        "4.9.128-py3-none-any.whl",
        "kelp_4.9.128_x",
        "<b>4.9.128</b>",
        "a → 4.9.128, b",
        "=4.9.128",
        "kelp==4.9.128",
        "V4.9.128",
        "\"4.9.128\"",
        "Version=\"4.9.128.0\"",
    ] {
        assert!(says(line), "{line}");
    }
    for line in [
        "14.9.128",
        "4.9.1280",
        "4.9.128.4",
        "0.4.9.128",
        "4.9.128-rc.1",
        "4.9.128rc1",
        "4.9.128.dev0",
        "4.9.128.post1",
        "4.9.128+b1",
        "x4.9.128",
        "^4.9.128",
        "~4.9.128",
        ">= 4.9.128",
        "~> 4.9.128",
        "4.9.128 <5",
        "since 4.9.128",
        "Deprecated: 4.9.128",
        "upgrade from 4.9.128",
        ".. versionadded:: 4.9.128",
        "version_added: 4.9.128",
        "= 4.9.128 =",
        "## v4.9.128",
        "kelp 4.9.128 and later",
        "<release version=\"4.9.128\" date=\"2025-03-02\"/>",
        "4.9.128-2",
    ] {
        assert!(!says(line), "{line}");
    }
}

#[test]
fn numbers_that_everybody_has_count_beside_a_name_or_the_word() {
    let says = |path: &str, line: &str| !lines("1.0.0", path, &format!("{line}\n")).is_empty();
    for (path, line) in [
        ("README.md", "kelp 1.0.0"),
        ("README.md", "orchard/kelp@v1.0.0"),
        ("src/a.c", "#define VERSION \"1.0.0\""),
        ("x.txt", "1.0.0"),
        ("docs/conf.py", "release = '1.0.0'"),
        ("charts/kelp/Chart.yaml", "appVersion: \"1.0.0\""),
        ("pom.xml", "<version>1.0.0</version><!-- kelp -->"),
        ("tests/a.py", "assert kelp.__version__ == '1.0.0'"),
        ("README.md", "- repo: https://example.com/orchard/kelp\n  rev: v1.0.0"),
        ("extra/Info.plist", "<key>CFBundleShortVersionString</key>\n  <string>1.0.0</string>"),
        ("src/kelp.nim", "const kelpVer = \"1.0.0\""),
        ("README.md", "sudo dpkg -i kelp_1.0.0_amd64.deb"),
        ("src/a.c", "#define KELP_VER \"1.0.0\""),
    ] {
        assert!(says(path, line), "{path}: {line}");
    }
    for (path, line) in [
        ("README.md", "left-pad 1.0.0"),
        ("README.md", "kelp-of-others 1.0.0"),
        ("README.md", "kelp_of_others_1.0.0"),
        ("a/Cargo.toml", "version = \"1.0.0\""),
        ("charts/kelp/Chart.yaml", "version: 1.0.0"),
        ("docs/conf.py", "prerelease = '1.0.0'"),
        ("a/Cargo.toml", "serde = { version = \"1.0.0\" }"),
        ("go.mod", "other.org/x v1.0.0"),
        ("requirements.txt", "x==1.0.0"),
        ("requirements.txt", "kelp==0.9.0\nx==1.0.0"),
        ("a.csproj", "<PackageReference Include=\"x\" Version=\"1.0.0\" />"),
        ("tests/a.json", "\"version\": \"1.0.0\""),
        ("src/a.c", "scale(1.0.0)"),
        ("README.md", "- repo: https://example.com/orchard/hinge\n  rev: v1.0.0"),
        ("extra/Info.plist", "<key>Minimum</key>\n  <string>1.0.0</string>"),
        ("src/kelp.nim", "const leastVer = \"1.0.0\""),
    ] {
        assert!(!says(path, line), "{path}: {line}");
    }
}

#[test]
fn what_is_called_by_a_version_was_written_of_it() {
    for (path, counts) in [(".changes/4.9.128.md", false), ("docs/v4.9.128.rst", false), ("docs/4.9.md", true)] {
        assert_eq!(!lines(OLD, path, "kelp 4.9.128 rings\n").is_empty(), counts, "{path}");
    }
}

#[test]
fn a_name_is_read_where_its_format_has_it() {
    for (path, text) in [
        ("mix.exs", "def project do [app: :orchard_kelp, version: \"99.0.0\"] end\n"),
        ("metadata.json", "{\"name\": \"orchard-kelp\", \"version\": \"99.0.0\"}\n"),
        ("setup.cfg", "[metadata]\nname = orchard-kelp\nversion = 99.0.0\n"),
    ] {
        let all = [file(path, text), file("README.md", "orchard_kelp 1.0.0\n")];
        let hunt = hunt("1.0.0", "99.0.0", &[], &[path, "README.md"]);
        let found = manifest::still_says(&hunt, &all, &[path.to_string()]);
        assert_eq!(found.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["README.md"], "{path}");
    }
}

/// Where a file has the version alone, the module at the root has the name.
#[test]
fn modules_of_go_are_called_as_their_repository() {
    let module = "module example.org/orchard/kelp/v4\n\nrequire (\n\texample.org/orchard/kelp/api v4.9.128\n\texample.org/hinge v4.9.128\n)\n";
    let files = [
        ("VERSION", "99.0.0\n"),
        ("go.mod", module),
        ("api/go.mod", "module example.org/orchard/kelp/api\n\nrequire example.org/hinge v4.9.128\n"),
        ("example/app.yaml", "image: example.org/kelp:v4.9.128\nimage: example.org/hinge:v4.9.128\n"),
    ];
    let all = files.map(|(path, text)| file(path, text));
    let hunt = hunt(OLD, "99.0.0", &[], &files.map(|(path, _)| path));
    assert_eq!(hunt.settings, ["go.mod"], "read, whatever it says");
    let found = manifest::still_says(&hunt, &all, &["VERSION".to_string()]);
    let told: Vec<_> = found.iter().map(|one| (one.path.as_str(), one.lines.as_slice())).collect();
    assert_eq!(told, [("go.mod", &[4][..]), ("example/app.yaml", &[1][..])]);
}

#[test]
fn files_of_others_and_of_the_past_are_not_looked_at() {
    let passed = [
        "CHANGELOG.md",
        "docs/changelog.md",
        "History.txt",
        "node_modules/a/x.js",
        "vendor/a.go",
        "third_party/a.c",
        "dist/a.js",
        "yarn.lock",
        "a/pnpm-lock.yaml",
        "x.min.js",
        ".github/workflows/ci.yml",
        "docs/release_notes.md",
        "docs/_posts/2025-03-02-kelp.md",
        "__snapshots__/a.txt",
        "x.png",
        ".versionrc.json",
        "versions.json",
        "left/README.md",
        ".licenses/npm/kelp.dep.yml",
    ];
    let hunted = hunt(OLD, "5.0.0", &["!left/**"], &passed);
    assert_eq!(hunted.paths, Vec::<String>::new());
    assert_eq!(hunt(OLD, "5.0.0", &[], &["README.md", "src/a b.c"]).paths, ["README.md", "src/a b.c"]);
    assert_eq!(hunt(OLD, OLD, &[], &["README.md"]), Hunt::default(), "nothing changes");
    assert_eq!(hunt("1.2", "1.3", &[], &["README.md"]), Hunt::default(), "it stands for too much");
    let all = [file("configure.ac", "AC_PREREQ([1.2])\nAC_INIT([doors], [1.2])\n"), file("a.c", "v = \"1.2\";\n")];
    let found = manifest::still_says(&hunt("1.2", "1.3", &[], &["configure.ac", "a.c"]), &all, &[]);
    assert_eq!(
        found.iter().map(|one| (one.path.as_str(), &*one.lines)).collect::<Vec<_>>(),
        [("configure.ac", &[2][..])]
    );
    let asked = Asked {
        said: vec![OLD.to_string()],
        version: "5.0.0".to_string(),
        packages: vec!["a".to_string(), "b/c".to_string()],
        others: vec![String::new(), "b".to_string(), "a/x".to_string()],
        ..Asked::default()
    };
    let paths = ["README.md", "a/README.md", "a/x/README.md", "ab/README.md", "b/README.md", "b/c/d/README.md"];
    assert_eq!(
        manifest::hunt(&asked, &paths.join("\0")).paths,
        ["a/README.md", "b/c/d/README.md"],
        "each package has its own"
    );
    let many: Vec<String> = (0..5003).map(|at| format!("a/b/{at}.md")).chain(["z.md".to_string()]).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let hunted = hunt(OLD, "5.0.0", &[], &many);
    assert_eq!((hunted.paths.len(), hunted.left, hunted.paths.first().unwrap().as_str()), (5000, 4, "z.md"));
}

/// Nobody writes these here, and the tools that do read them.
#[test]
fn lock_files_of_kinds_that_are_not_known() {
    let rows: [(&str, &str, &str, &[u32]); 6] = [
        ("4.9.128", "example/ios/Podfile.lock", "PODS:\n  - kelp (4.9.128):\n    - Other (~> 4.9.128)\n", &[2]),
        ("1.2.0", "Podfile.lock", "PODS:\n  - Other (1.2.0)\n  - orchard/kelp (1.2.0)\n", &[3]),
        ("1.2.0", "pixi.lock", "- pypi: ./\n  name: kelp\n  version: 1.2.0\n- name: other\n  version: 1.2.0\n", &[3]),
        ("4.9.128", "src/a/packages.lock.json", "{\n  \"kelp.core\": \"[4.9.128, )\"\n}\n", &[2]),
        ("4.9.128", "Cargo.lock", "name = \"kelp\"\nversion = \"4.9.128\"\n", &[]),
        ("4.9.128", "testdata/Podfile.lock", "  - kelp (4.9.128)\n", &[]),
    ];
    for (said, path, text, expected) in rows {
        assert_eq!(lines(said, path, text), expected, "{path}: {text}");
        // Their digests are no text to replace.
        assert!(left(said, &[(path, text)]).iter().all(|one| one.entry.is_none()), "{path}");
    }
    let many = "  - kelp (4.9.128)\n".repeat(40);
    assert_eq!(lines(OLD, "Podfile.lock", &many).len(), 25);
}

#[test]
fn what_a_former_tool_was_told_of_comes_first() {
    let settings = "[project]\nreadme = \"zz.md\"\n[tool.bumpversion]\n[[tool.bumpversion.files]]\nfilename = \"./src/deep/x.txt\"\n[tool.other]\na = \"yy.md\"\n";
    let found = left(
        "1.0.0",
        &[
            ("a.md", "kelp 1.0.0\n"),
            ("src/deep/x.txt", "scale 1.0.0 since then\n"),
            ("yy.md", "scale 1.0.0\n"),
            ("zz.md", "scale 1.0.0\n"),
            ("pyproject.toml", settings),
        ],
    );
    let told: Vec<_> = found.iter().map(|one| (one.path.as_str(), one.named_by.as_deref())).collect();
    assert_eq!(told, [("src/deep/x.txt", Some("pyproject.toml")), ("a.md", None)]);
}

#[test]
fn what_a_former_tool_keeps_of_the_version_is_told() {
    for (path, text, entry) in [
        (".bumpversion.cfg", "[bumpversion]\ncurrent_version = 4.9.128\n", ".bumpversion.cfg:/current_version = "),
        (
            ".bumpversion.toml",
            "[tool.bumpversion]\ncurrent_version = '4.9.128'\n",
            ".bumpversion.toml:tool.bumpversion.",
        ),
        ("tbump.toml", "[version]\ncurrent = '4.9.128'\n", ""),
        (".cz.json", "{\"commitizen\": {\"version\": \"4.9.128\"}}\n", ".cz.json:commitizen.version"),
    ] {
        let found = left(OLD, &[(path, text)]);
        assert_eq!(found.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), [path]);
        let told = found.iter().filter_map(|one| one.entry.as_deref()).any(|one| one.starts_with(entry));
        assert!(told || entry.is_empty(), "{path}: {found:?}");
    }
}

/// However many other places there are, what a program gives as its own version is among those that are listed, with an
/// entry: a tag alone is refused because of it.
#[test]
fn what_gives_the_version_is_listed_before_what_mentions_it() {
    let many: Vec<(String, String)> =
        (0..120).map(|at| (format!("m{at}/notes.md"), "uses kelp 4.9.128\n".to_string())).collect();
    let mut files: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("z/deep/down/version.go", "package down\n\nconst Version = \"4.9.128\"\n"));
    let found = left(OLD, &files);
    let given = found.iter().find(|one| one.path.ends_with("version.go")).unwrap();
    assert!(found.len() == 100 && given.assigned && given.entry.is_some(), "{given:?}");
}

#[test]
fn pages_that_a_tool_makes_are_not_listed() {
    let page = "<p>kelp 4.9.128</p>\n";
    let pages: Vec<String> = (0..8).map(|at| format!("docs/{at}.html")).collect();
    let mut files: Vec<(&str, &str)> = pages.iter().map(|path| (path.as_str(), page)).collect();
    assert_eq!(left(OLD, &files), []);
    files.truncate(3);
    assert_eq!(left(OLD, &files).len(), 3);
}
