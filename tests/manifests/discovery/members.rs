//! Members of workspaces, and packages in folders: which tools name them, and how.

use super::{INIT, hows, paths, rounds, said};
use crate::{files, version};
use version_first::manifest;

#[test]
fn npm_workspaces() {
    let member = r#"{"version": "1.0.0"}"#;
    let tracked = [
        ".hidden/a/package.json",
        "apps/web/package.json",
        "packages/a/package.json",
        "packages/b/package.json",
        "packages/b/nested/package.json",
        "packages/node_modules/package.json",
        "packages/none/README.md",
        "packages/skip/package.json",
    ];
    let cases: &[(&str, &[&str])] = &[
        (r#"["packages/*"]"#, &["packages/a", "packages/b", "packages/skip"]),
        (r#"["./packages/*/", "!packages/skip"]"#, &["packages/a", "packages/b"]),
        (r#"["packages/**"]"#, &["packages/a", "packages/b", "packages/b/nested", "packages/skip"]),
        (r#"{"packages": ["apps/*"], "nohoist": []}"#, &["apps/web"]),
        (r#"["packages/{a,skip}", "apps/web"]"#, &["apps/web", "packages/a", "packages/skip"]),
        (r#"["packages/[ab]"]"#, &["packages/a", "packages/b"]),
        (r#"["packages/?"]"#, &["packages/a", "packages/b"]),
        (r#"["**"]"#, &["apps/web", "packages/a", "packages/b", "packages/b/nested", "packages/skip"]),
        (r#"["!packages/skip", "packages/s*"]"#, &["packages/skip"]),
        (r#"["../x", "/packages/a", 5, null]"#, &["packages/a"]),
        (r#""packages/a""#, &[]),
        ("[]", &[]),
    ];
    for (workspaces, wanted) in cases {
        let root = format!(r#"{{"version": "1.0.0", "workspaces": {workspaces}}}"#);
        let mut repository = vec![("package.json", root.as_str())];
        repository.extend(tracked.iter().map(|path| (*path, member)));
        let found = hows(&repository, &[]);
        let mut members: Vec<&str> = found.keys().filter_map(|path| path.strip_suffix("/package.json")).collect();
        members.sort_unstable();
        assert_eq!(&members, wanted, "{workspaces}");
        for (path, how) in &found {
            assert_eq!(how, if path == "package.json" { "at the root" } else { "workspace member of package.json" });
        }
    }
}

#[test]
fn cargo_workspaces() {
    let member = "[package]\nname = \"x\"\nversion = \"1.0.0\"\n";
    let dependent = "[package]\nname = \"y\"\nversion = \"1.0.0\"\n[dependencies]\nx = { path = \"../../tools/deep\" }\nz = { path = \"../../../outside\" }\n";
    let repository = |root: &'static str| {
        vec![
            ("Cargo.toml", root),
            ("crates/a/Cargo.toml", dependent),
            ("crates/b/Cargo.toml", member),
            ("crates/a/examples/e/Cargo.toml", member),
            ("tools/deep/Cargo.toml", member),
            ("tools/other/Cargo.toml", member),
        ]
    };
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "[workspace]\nmembers = [\"crates/*\"]\n",
            &[
                ("crates/a/Cargo.toml", "workspace member of Cargo.toml"),
                ("crates/b/Cargo.toml", "workspace member of Cargo.toml"),
                ("tools/deep/Cargo.toml", "path dependency of crates/a/Cargo.toml"),
            ],
        ),
        (
            "[workspace]\nmembers = [\"crates/*\"]\nexclude = [\"crates/b\", \"tools\"]\n",
            &[("crates/a/Cargo.toml", "workspace member of Cargo.toml")],
        ),
        (
            "[workspace]\nmembers = [\"tools/other\"]\nexclude = [\"tools\"]\n[workspace.dependencies]\nx = { path = \"crates/b\" }\n",
            &[
                ("crates/b/Cargo.toml", "path dependency of Cargo.toml"),
                ("tools/other/Cargo.toml", "workspace member of Cargo.toml"),
            ],
        ),
        ("[package]\nname = \"r\"\n[dependencies]\nx = { path = \"crates/b\" }\n", &[]),
        (
            "[package]\nname = \"r\"\n[workspace]\n[dependencies]\nx = { path = \"crates/b\" }\n",
            &[("crates/b/Cargo.toml", "path dependency of Cargo.toml")],
        ),
    ];
    for (root, wanted) in cases {
        let found = hows(&repository(root), &[]);
        let found: Vec<(&str, &str)> = found.iter().map(|(path, how)| (path.as_str(), how.as_str())).collect();
        assert_eq!(&found, wanted, "{root}");
    }
}

#[test]
fn uv_workspaces_and_the_packages_of_their_members() {
    let repository = [
        (
            "pyproject.toml",
            "[project]\nname = 'root'\nversion = '1.0.0'\n[tool.uv.workspace]\nmembers = ['packages/*']\nexclude = ['packages/old']\n",
        ),
        ("packages/new/pyproject.toml", "[project]\nname = 'new-one'\nversion = '1.0.0'\n"),
        ("packages/new/src/new_one/__init__.py", INIT),
        ("packages/new/uv.lock", "version = 1\n"),
        ("packages/old/pyproject.toml", "[project]\nname = 'old'\nversion = '0.1.0'\n"),
        ("src/root/__init__.py", INIT),
        ("uv.lock", "version = 1\n"),
    ];
    let found = hows(&repository, &[]);
    let wanted = [
        ("packages/new/pyproject.toml", "workspace member of pyproject.toml"),
        ("packages/new/src/new_one/__init__.py", "package directory of packages/new/pyproject.toml"),
        ("pyproject.toml", "at the root"),
        ("src/root/__init__.py", "package directory of pyproject.toml"),
    ];
    assert_eq!(found.iter().map(|(path, how)| (path.as_str(), how.as_str())).collect::<Vec<_>>(), wanted);
    assert_eq!(rounds(&repository, &[]).1, 3, "root, members, their packages");
    assert!(paths(&repository, &[]).contains(&"packages/new/uv.lock".to_string()));
}

#[test]
fn workspaces_in_other_spellings() {
    const PROJECT: &str = "<Project><PropertyGroup><Version>1.0.0</Version></PropertyGroup></Project>";
    const PARENT: &str = "<groupId>g</groupId><artifactId>p</artifactId><version>1.0.0</version>";
    let solution = "Project(\"{X}\") = \"A\", \"src\\A\\A.csproj\", \"{Y}\"\nEndProject\n";
    let import = "<Project><Import Project=\"$(MSBuildThisFileDirectory)build\\Version.props\" /></Project>";
    let child = format!(
        "<project><parent>{PARENT}<relativePath>build/pom.xml</relativePath></parent><artifactId>a</artifactId></project>"
    );
    let parent = format!("<project>{PARENT}</project>");
    let version = r#"{"version":"1.0.0"}"#;
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: &[Case<'_>] = &[
        (&[("A.sln", solution), ("src/A/A.csproj", PROJECT), ("other/B.csproj", PROJECT)], &["src/A/A.csproj"]),
        (
            &[("A.slnx", "<Solution><Project Path=\"src/A/A.csproj\" /></Solution>"), ("src/A/A.csproj", PROJECT)],
            &["src/A/A.csproj"],
        ),
        (&[("Directory.Build.props", import), ("build/Version.props", PROJECT)], &["build/Version.props"]),
        (
            &[
                ("deno.json", r#"{"workspace":["./packages/*"]}"#),
                ("packages/a/deno.json", version),
                ("packages/b/deno.jsonc", version),
            ],
            &["packages/a/deno.json", "packages/b/deno.jsonc"],
        ),
        (&[("pom.xml", &child), ("build/pom.xml", &parent)], &["build/pom.xml"]),
    ];
    for (repository, wanted) in cases {
        let found: Vec<String> = said(repository, &[]).into_iter().map(|(path, _)| path).collect();
        assert_eq!(found, *wanted, "{repository:?}");
    }
}

#[test]
fn members_that_only_pnpm_is_told_of() {
    let own = |name: &str| format!("{{\"name\": \"{name}\", \"version\": \"1.0.0\"}}\n");
    let (root, a, b) = (own("root"), own("a"), own("b"));
    let tree = [
        ("package.json", root.as_str()),
        ("packages/a/package.json", a.as_str()),
        ("packages/deep/b/package.json", b.as_str()),
        ("packages/a/test/app/package.json", "{\"version\": \"1.0.0\"}\n"),
        ("packages/a/node_modules/x/package.json", "{\"version\": \"1.0.0\"}\n"),
        ("docs/package.json", "{\"version\": \"1.0.0\"}\n"),
        // What is left out is left out wherever it stands.
        ("pnpm-workspace.yaml", "packages:\n  - '!**/test/**'\n  - \"packages/**\"\n"),
    ];
    let found = hows(&tree, &[]);
    let how = "workspace member of pnpm-workspace.yaml".to_string();
    let expected = [
        ("package.json", "at the root".to_string()),
        ("packages/a/package.json", how.clone()),
        ("packages/deep/b/package.json", how),
    ];
    assert_eq!(found, expected.into_iter().map(|(path, how)| (path.to_string(), how)).collect());
    let none = hows(
        &[
            ("package.json", root.as_str()),
            ("a/package.json", a.as_str()),
            ("pnpm-workspace.yaml", "onlyBuiltDependencies:\n  - esbuild\n"),
        ],
        &[],
    );
    assert_eq!(none.len(), 1, "settings alone name no members");
}

#[test]
fn members_of_a_dart_workspace() {
    let tree = [
        ("pubspec.yaml", "name: root\nversion: 1.0.0\nworkspace:\n  - packages/a\n  - plugins/*\n"),
        ("packages/a/pubspec.yaml", "name: a\nversion: 1.0.0\nresolution: workspace\ndependencies:\n  b: ^1.0.0\n"),
        ("plugins/b/pubspec.yaml", "name: b\nversion: 1.0.0\nresolution: workspace\n"),
        ("packages/c/pubspec.yaml", "name: c\nversion: 1.0.0\n"),
    ];
    let found = hows(&tree, &[]);
    let paths: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(paths, ["packages/a/pubspec.yaml", "plugins/b/pubspec.yaml", "pubspec.yaml"]);
    let read = files(&tree[..3]);
    let rewritten = manifest::rewrite(&read, &[], &version("2.0.0")).unwrap();
    let of_a = rewritten.iter().find(|file| file.path == "packages/a/pubspec.yaml").unwrap();
    assert_eq!(of_a.text, "name: a\nversion: 2.0.0\nresolution: workspace\ndependencies:\n  b: ^2.0.0\n");
}

#[test]
fn packages_that_composer_takes_from_folders() {
    let tree = [
        (
            "composer.json",
            r#"{"name": "x/all", "version": "1.0.0", "repositories": [{"type": "path", "url": "./packages/*"}, {"type": "path", "url": "lib"}, {"type": "vcs", "url": "other"}, false], "require": {"x/a": "1.0.0"}}"#,
        ),
        ("packages/a/composer.json", r#"{"name": "x/a", "version": "1.0.0", "require": {"x/lib": "^1.0.0"}}"#),
        ("lib/composer.json", r#"{"name": "x/lib", "version": "1.0.0"}"#),
        ("other/composer.json", r#"{"name": "x/other", "version": "1.0.0"}"#),
    ];
    let found = hows(&tree, &[]);
    let paths: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(paths, ["composer.json", "lib/composer.json", "packages/a/composer.json"]);
    for named in [
        r#""repositories": {"one": {"type": "path", "url": "lib"}}"#,
        r#""repositories": [{"type": "path", "url": "l*"}]"#,
    ] {
        let root = format!("{{\"version\": \"1.0.0\", {named}}}");
        let found = hows(&[("composer.json", &root), tree[2]], &[]);
        assert_eq!(found.len(), 2, "{named}");
    }
    let lock = |version: &str| {
        format!(
            "{{\"packages\": [{{\"name\": \"x/z\", \"version\": \"1.0.0\", \"dist\": {{\"type\": \"zip\"}}, \"require\": {{\"x/a\": \"1.0.0\"}}}}, {{\"name\": \"x/a\", \"version\": \"{version}\", \"dist\": {{\"type\": \"path\", \"url\": \"packages/a\"}}, \"require\": {{\"x/lib\": \"^{version}\"}}}}], \"packages-dev\": [{{\"name\": \"x/lib\", \"version\": \"{version}\", \"dist\": {{\"type\": \"path\"}}}}, {{\"name\": \"x/all\", \"version\": \"1.0.0\", \"dist\": {{\"type\": \"zip\"}}}}]}}\n"
        )
    };
    let before = lock("1.0.0");
    let read = files(&[tree[0], tree[1], tree[2], ("composer.lock", &before)]);
    let rewritten = manifest::rewrite(&read, &[], &version("2.0.0")).unwrap();
    let text = |path: &str| rewritten.iter().find(|file| file.path == path).unwrap().text.clone();
    assert_eq!(text("packages/a/composer.json"), tree[1].1.replace("1.0.0", "2.0.0"));
    assert_eq!(text("composer.json"), tree[0].1.replace("1.0.0", "2.0.0"));
    assert_eq!(text("composer.lock"), lock("2.0.0"));
}

#[test]
fn catalogs_and_overrides_that_are_of_ours_follow() {
    let workspace = "packages:\n  - packages/*\ncatalog:\n  '@x/a': ^1.4.0\n  react: ^1.4.0\ncatalogs:\n  next:\n    c: 1.4.0 # ours\noverrides:\n  b: 1.4.0\n  react: 1.4.0\n";
    let root = "{\"name\": \"root\", \"version\": \"1.4.0\", \"overrides\": {\"b\": \"1.4.0\", \"y\": \"1.4.0\"}, \"resolutions\": {\"@x/a\": \"workspace:^1.4.0\"}, \"pnpm\": {\"overrides\": {\"b\": \"^1.4.0\"}}}\n";
    let lock = "lockfileVersion: '9.0'\n\ncatalogs:\n  next:\n    c:\n      specifier: 1.4.0\n      version: 1.4.0\n\noverrides:\n  b: 1.4.0\n  react: 1.4.0\n\nimporters:\n\n  .: {}\n";
    let of = |with_lock: bool| {
        let mut tree = vec![
            ("package.json", root),
            ("pnpm-workspace.yaml", workspace),
            ("packages/a/package.json", "{\"name\": \"@x/a\", \"version\": \"1.4.0\"}\n"),
            ("packages/b/package.json", "{\"name\": \"b\", \"version\": \"1.4.0\"}\n"),
            ("packages/c/package.json", "{\"name\": \"c\", \"version\": \"1.4.0\"}\n"),
        ];
        if with_lock {
            tree.push(("pnpm-lock.yaml", lock));
        }
        let rewritten = manifest::rewrite(&files(&tree), &[], &version("2.0.0")).unwrap();
        move |path: &str| {
            rewritten.iter().find(|file| file.path == path).map(|file| file.text.clone()).unwrap_or_default()
        }
    };
    let alone = of(false);
    let ours = workspace
        .replace("'@x/a': ^1.4.0", "'@x/a': ^2.0.0")
        .replace("b: 1.4.0", "b: 2.0.0")
        .replace("c: 1.4.0", "c: 2.0.0");
    assert_eq!(alone("pnpm-workspace.yaml"), ours);
    assert_eq!(alone("package.json"), root.replace("1.4.0", "2.0.0").replace("\"y\": \"2.0.0\"", "\"y\": \"1.4.0\""));
    // A registry meets the catalog's entry.
    let locked = of(true);
    assert_eq!(locked("pnpm-workspace.yaml"), ours.replace("c: 2.0.0", "c: 1.4.0"));
    assert_eq!(locked("pnpm-lock.yaml"), lock.replace("\n  b: 1.4.0\n", "\n  b: 2.0.0\n"));
}

#[test]
fn yarns_catalogs_that_are_of_ours_follow() {
    let settings = "nodeLinker: node-modules\ncatalog:\n  a: ^1.4.0\n  react: ^1.4.0\ncatalogs:\n  next:\n    a: 1.4.0 # ours\n  list:\n    old:\n      a: 1.4.0\n";
    let tree = [
        ("package.json", "{\"name\": \"root\", \"version\": \"1.4.0\", \"workspaces\": [\"packages/*\"]}\n"),
        (".yarnrc.yml", settings),
        ("packages/a/package.json", "{\"name\": \"a\", \"version\": \"1.4.0\"}\n"),
    ];
    let rewritten = manifest::rewrite(&files(&tree), &[], &version("2.0.0")).unwrap();
    let text = rewritten.iter().find(|file| file.path == ".yarnrc.yml").map(|file| file.text.clone());
    let ours = settings.replace("a: ^1.4.0", "a: ^2.0.0").replace("a: 1.4.0 #", "a: 2.0.0 #");
    assert_eq!(text, Some(ours), "but none of a plugin's own making");
    let with = |settings| {
        let root = ("package.json", "{\"name\": \"root\", \"version\": \"1.4.0\"}\n");
        manifest::rewrite(&files(&[root, (".yarnrc.yml", settings)]), &[], &version("2.0.0"))
    };
    assert!(with("catalog: [\n").is_err(), "as with pnpm's");
    for nothing in ["x: [\n", "x: [ # catalog:\n", "x: [https://catalog.example/npm\n"] {
        assert!(with(nothing).is_ok(), "nothing to read: {nothing}");
    }
    let tree = files(&[
        ("package.json", "{}\n"),
        (".yarnrc.yml", "packages:\n  - packages/*\n"),
        ("packages/a/package.json", "{\"name\": \"a\", \"version\": \"1.4.0\"}\n"),
    ]);
    let named = manifest::packages(&tree, &[".yarnrc.yml".to_string()], None).unwrap_err();
    assert_eq!(named.code, "version-not-found");
    assert!(named.message.starts_with("no version is this file's own"), "{}", named.message);
    let looked = manifest::packages(&tree, &[], None).unwrap().looked;
    assert_eq!(
        looked.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(),
        ["package.json"],
        "no place for one, and members are npm's to name"
    );
}

#[test]
fn overrides_follow_by_whatever_key_they_are_told() {
    let root = r#"{"name": "root", "version": "1.4.0", "workspaces": ["packages/*"],
  "resolutions": {"**/b": "1.4.0", "y/@x/a": "1.4.0", "@z/y/b": "1.4.0", "@x/a@^1": "^1.4.0", "**/y": "1.4.0", "b/y": "1.4.0"},
  "overrides": {"y": {"b": "1.4.0", ".": "1.4.0", "z": {"@x/a": "1.4.0"}}},
  "pnpm": {"overrides": {"y>b": "1.4.0", "y@1>@x/a@1": "1.4.0", "b>y": "1.4.0"}}}
"#;
    let lock = "lockfileVersion: '9.0'\n\noverrides:\n  y>b: 1.4.0\n  b>y: 1.4.0\n\nimporters:\n\n  .: {}\n";
    let tree = [
        ("package.json", root),
        ("pnpm-lock.yaml", lock),
        ("packages/a/package.json", "{\"name\": \"@x/a\", \"version\": \"1.4.0\"}\n"),
        ("packages/b/package.json", "{\"name\": \"b\", \"version\": \"1.4.0\"}\n"),
    ];
    let rewritten = manifest::rewrite(&files(&tree), &[], &version("2.0.0")).unwrap();
    let now = |path: &str| rewritten.iter().find(|file| file.path == path).unwrap().text.clone();
    let kept = ["\"**/y\": ", "\"b/y\": ", "\".\": ", "\"b>y\": "];
    let back = |text: String, key: &&str| text.replace(&format!("{key}\"2.0.0\""), &format!("{key}\"1.4.0\""));
    assert_eq!(now("package.json"), kept.iter().fold(root.replace("1.4.0", "2.0.0"), back));
    assert_eq!(now("pnpm-lock.yaml"), lock.replace("y>b: 1.4.0", "y>b: 2.0.0"));
}

#[test]
fn catalogs_of_bun_follow() {
    let top = r#"{"version": "1.4.0", "workspaces": ["a", "b"], "catalog": {"a": "^1.4.0", "y": "1.4.0"}, "catalogs": {"n": {"@x/b": "1.4.0"}}}"#;
    let beside = r#"{"version": "1.4.0", "workspaces": {"packages": ["a", "b"], "catalogs": {"a": {"@x/b": "~1.4"}}, "catalog": {"a": ">=1"}}}"#;
    let lock = "{\n  \"catalog\": {\n    \"a\": \"^1.4.0\",\n    \"y\": \"1.4.0\",\n  },\n  \"catalogs\": {\n    \"n\": {\n      \"@x/b\": \"1.4.0\",\n    },\n  },\n}\n";
    for (root, then) in [
        (top, top.replace("1.4.0", "2.0.0").replace("\"y\": \"2.0.0\"", "\"y\": \"1.4.0\"")),
        (beside, beside.replace("1.4", "2.0")),
    ] {
        let tree = [
            ("package.json", root),
            ("a/package.json", "{\"name\": \"a\", \"version\": \"1.4.0\"}\n"),
            ("b/package.json", "{\"name\": \"@x/b\", \"version\": \"1.4.0\"}\n"),
            ("bun.lock", lock),
        ];
        let rewritten = manifest::rewrite(&files(&tree), &[], &version("2.0.0")).unwrap();
        let now = |path: &str| rewritten.iter().find(|file| file.path == path).unwrap().text.clone();
        assert_eq!(now("package.json"), then);
        assert_eq!(now("bun.lock"), lock.replace("1.4.0", "2.0.0").replace("\"y\": \"2.0.0\"", "\"y\": \"1.4.0\""));
    }
}
