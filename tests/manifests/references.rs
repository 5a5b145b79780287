//! Lock files, and what members of a workspace require of each other.

use super::{after, files, rewrite};

#[test]
fn package_lock_follows_in_all_three_versions() {
    let manifests = [
        (
            "package.json",
            r#"{"name":"root","version":"0.1.0","workspaces":["packages/*"],"devDependencies":{"@x/a":"0.1.0","left-pad":"0.1.0"}}"#,
        ),
        ("packages/a/package.json", r#"{"name":"@x/a","version":"0.1.0"}"#),
        (
            "packages/b/package.json",
            r#"{"name":"@x/b","version":"0.1.0","dependencies":{"@x/a":"^0.1.0"},"peerDependencies":{"@x/a":"~0.1.0"}}"#,
        ),
        ("packages/c/package.json", r#"{"name":"@x/c"}"#),
    ];
    let one = r#"{
  "name": "root",
  "version": "@",
  "lockfileVersion": 1,
  "requires": true,
  "dependencies": {
    "@x/a": {"version": "file:packages/a"},
    "@x/b": {"version": "file:packages/b", "requires": {"@x/a": "^@"}},
    "left-pad": {"version": "0.1.0", "requires": {"@x/a": "0.1.0"}}
  }
}
"#;
    let two = r#"{
  "name": "root",
  "version": "@",
  "lockfileVersion": 2,
  "packages": {
    "": {"name": "root", "version": "@", "workspaces": ["packages/*"], "devDependencies": {"@x/a": "@", "left-pad": "0.1.0"}},
    "node_modules/@x/a": {"resolved": "packages/a", "link": true},
    "node_modules/left-pad": {"version": "0.1.0", "dependencies": {"@x/a": "0.1.0"}},
    "packages/a": {"name": "@x/a", "version": "@"},
    "packages/b": {"name": "@x/b", "version": "@", "dependencies": {"@x/a": "^@"}, "peerDependencies": {"@x/a": "~@"}},
    "packages/c": {"name": "@x/c", "version": "0.1.0"},
    "packages/d": {"version": "0.1.0"}
  },
  "dependencies": {
    "@x/b": {"version": "file:packages/b", "requires": {"@x/a": "^@"}},
    "left-pad": {"version": "0.1.0"}
  }
}
"#;
    for lock in [one, two] {
        for name in ["package-lock.json", "npm-shrinkwrap.json"] {
            let before = lock.replace('@', "\u{1}").replace("\u{1}x/", "@x/").replace('\u{1}', "0.1.0");
            let wanted = lock.replace('@', "\u{1}").replace("\u{1}x/", "@x/").replace('\u{1}', "0.2.0");
            let mut list = manifests.to_vec();
            list.push((name, &before));
            assert_eq!(after(&list, "0.2.0", name), wanted);
            // A lock file that lags behind is cured all the same.
            let stale = before.replacen("\"version\": \"0.1.0\"", "\"version\": \"0.0.7\"", 1);
            list.pop();
            list.push((name, &stale));
            assert_eq!(after(&list, "0.2.0", name), wanted);
        }
    }
    let set = after(&manifests, "0.2.0", "packages/b/package.json");
    assert_eq!(
        set,
        r#"{"name":"@x/b","version":"0.2.0","dependencies":{"@x/a":"^0.2.0"},"peerDependencies":{"@x/a":"~0.2.0"}}"#
    );
    let root = after(&manifests, "0.2.0", "package.json");
    assert!(root.contains(r#""@x/a":"0.2.0","left-pad":"0.1.0""#));
}

#[test]
fn a_lock_file_below_the_root_counts_folders_from_its_own() {
    let list = [
        ("web/package.json", r#"{"name":"w","version":"1.0.0","workspaces":["a"]}"#),
        ("web/a/package.json", r#"{"name":"a","version":"1.0.0"}"#),
        ("a/package.json", r#"{"name":"other"}"#),
        (
            "web/package-lock.json",
            r#"{"version":"1.0.0","packages":{"":{"version":"1.0.0"},"a":{"version":"1.0.0"},"../a":{"version":"1.0.0"}}}"#,
        ),
    ];
    let wanted =
        r#"{"version":"1.1.0","packages":{"":{"version":"1.1.0"},"a":{"version":"1.1.0"},"../a":{"version":"1.0.0"}}}"#;
    assert_eq!(after(&list, "1.1.0", "web/package-lock.json"), wanted);
    // Its manifest has no version: neither has the lock file one of ours.
    let list = [("package.json", "{}"), ("package-lock.json", r#"{"version":"1.0.0"}"#)];
    assert_eq!(after(&list, "1.1.0", "package-lock.json"), r#"{"version":"1.0.0"}"#);
}

#[test]
fn npm_requirements() {
    // Requirement, old version, new version, requirement afterwards.
    let cases = [
        ("0.1.0", "0.1.0", "0.2.0", "0.2.0"),
        ("^0.1.0", "0.1.0", "0.1.1", "^0.1.1"),
        ("~0.1.0", "0.1.0", "0.1.1", "~0.1.1"),
        ("=0.1.0", "0.1.0", "0.1.1", "=0.1.1"),
        (" ^ 0.1.0 ", "0.1.0", "0.1.1", " ^ 0.1.1 "),
        ("workspace:^0.1.0", "0.1.0", "0.2.0", "workspace:^0.2.0"),
        // Not the old version: changed only where the new one is not admitted.
        ("^1.0.0", "1.4.0", "1.5.0", "^1.0.0"),
        ("^1.0.0", "1.4.0", "2.0.0", "^2.0.0"),
        ("^1.0.0", "1.4.0", "1.5.0-rc.1", "^1.5.0-rc.1"),
        // Met by what was published once, not by this tree.
        ("1.0.0", "1.4.0", "1.5.0", "1.0.0"),
        ("^0.9.0", "1.4.0", "2.0.0", "^0.9.0"),
        ("workspace:^0.9.0", "1.4.0", "2.0.0", "workspace:^2.0.0"),
        ("1", "1.4.0", "1.5.0", "1"),
        ("1.4", "1.4.0", "1.4.9", "1.4"),
        ("1.4", "1.4.0", "1.5.0", "1.5"),
        ("^1.4", "1.4.0", "1.5.0", "^1.4"),
        ("~1.4", "1.4.0", "1.5.0", "~1.5"),
        ("1.x", "1.4.0", "1.5.0", "1.x"),
        ("1.x", "1.4.0", "2.0.0", "2.x"),
        ("1.4.X", "1.4.0", "1.5.0", "1.5.X"),
        ("1.*", "1.4.0", "2.0.0-rc.1", "^2.0.0-rc.1"),
        ("1.4", "1.4.0", "1.5.0-rc.1", "~1.5.0-rc.1"),
        (">=1.4.0 <2.0.0", "1.4.0", "1.5.0", ">=1.4.0 <2.0.0"),
        (">=1.4.0 <2.0.0", "1.4.0", "2.1.0", ">=2.1.0 <3.0.0"),
        (">=1.4 <2", "1.4.0", "2.1.0", ">=2.1 <3"),
        (">= 1.4.0 < 1.5.0-0", "1.4.0", "1.5.0", ">= 1.5.0 < 1.6.0"),
        ("1.0.0 - 2.0.0", "1.4.0", "2.0.0", "1.0.0 - 2.0.0"),
        ("^1.0.0 || ^2.0.0", "1.4.0", "2.0.0", "^1.0.0 || ^2.0.0"),
        ("workspace:~", "1.4.0", "2.0.0", "workspace:~"),
        ("workspace:../a", "1.4.0", "2.0.0", "workspace:../a"),
        ("workspace:1.x", "1.4.0", "2.0.0", "workspace:2.x"),
        ("v1.4.0", "1.4.0", "2.0.0", "v2.0.0"),
        // What names no version says nothing about one.
        ("*", "0.1.0", "0.2.0", "*"),
        ("", "0.1.0", "0.2.0", ""),
        ("latest", "0.1.0", "0.2.0", "latest"),
        (">=0.1.0", "0.1.0", "0.2.0", ">=0.1.0"),
        ("0.1.x", "0.1.0", "0.2.0", "0.2.x"),
        ("0.1.0 || 0.2.0", "0.1.0", "0.2.0", "0.1.0 || 0.2.0"),
        ("workspace:*", "0.1.0", "0.2.0", "workspace:*"),
        ("workspace:^", "0.1.0", "0.2.0", "workspace:^"),
        ("file:../a", "0.1.0", "0.2.0", "file:../a"),
        ("npm:a@0.1.0", "0.1.0", "0.2.0", "npm:a@0.1.0"),
    ];
    for (requirement, old, new, wanted) in cases {
        for table in ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] {
            let member =
                format!(r#"{{"name":"b","version":"{old}","{table}":{{"a":"{requirement}","z":"{requirement}"}}}}"#);
            let a = format!(r#"{{"name":"a","version":"{old}"}}"#);
            let list = [("a/package.json", a.as_str()), ("b/package.json", member.as_str())];
            let want = format!(r#"{{"name":"b","version":"{new}","{table}":{{"a":"{wanted}","z":"{requirement}"}}}}"#);
            assert_eq!(after(&list, new, "b/package.json"), want, "{requirement}");
        }
    }
}

#[test]
fn cargo_requirements() {
    let cases = [
        ("0.1.0", "0.1.0", "0.2.0", "0.2.0"),
        ("0.1.0", "0.1.0", "0.1.1", "0.1.1"),
        ("=0.1.0", "0.1.0", "0.1.1", "=0.1.1"),
        ("^0.1.0", "0.1.0", "0.1.1", "^0.1.1"),
        ("~ 0.1.0", "0.1.0", "0.1.1", "~ 0.1.1"),
        ("0.1", "0.1.0", "0.1.1", "0.1"),
        ("0.1", "0.1.0", "0.2.0", "0.2"),
        ("=0.1", "0.1.0", "0.1.1", "=0.1"),
        ("1", "1.4.0", "1.5.0", "1"),
        ("1", "1.4.0", "2.0.0", "2"),
        ("1.*", "1.4.0", "2.0.0", "2.*"),
        ("1.0.0", "0.4.0", "0.5.0", "0.5.0"),
        ("1", "1.4.0", "2.0.0-rc.1", "2.0.0-rc.1"),
        ("1.0.0", "1.4.0", "1.5.0", "1.0.0"),
        ("*", "0.1.0", "0.2.0", "*"),
        (">=0.1.0", "0.1.0", "0.2.0", ">=0.1.0"),
        (">=0.1, <0.3", "0.1.0", "0.2.0", ">=0.1, <0.3"),
        (">=0.1, <0.2", "0.1.0", "0.2.0", ">=0.2, <0.3"),
    ];
    let shapes = [
        "[dependencies]\na = { path = \"../a\", version = \"@\" }\nz = \"%\"\n",
        "[dev-dependencies]\na = { version = '@', path = \"../a\" } # \"%\"\n",
        "[build-dependencies.a]\npath = \"../a\"\nversion = \"@\"\n",
        "[target.'cfg(unix)'.dependencies]\na.path = \"../a\"\na.version = \"@\"\n",
        "[dependencies]\nalias = { package = \"a\", path = \"../a\", version = \"@\" }\na = { package = \"z\", path = \"../z\", version = \"%\" }\n",
        "[workspace.dependencies]\na = { path = \"a\", version = \"@\" }\n[dependencies]\na = { version = \"%\" }\n",
    ];
    for (requirement, old, new, wanted) in cases {
        for shape in shapes {
            let member = format!("[package]\nname = \"b\"\nversion = \"{old}\"\n{}", shape.replace('%', old));
            let a = format!("[package]\nname = \"a\"\nversion = \"{old}\"\n");
            let before = member.replace('@', requirement);
            let list = [("a/Cargo.toml", a.as_str()), ("b/Cargo.toml", before.as_str())];
            let want = format!("[package]\nname = \"b\"\nversion = \"{new}\"\n{}", shape.replace('%', old))
                .replace('@', wanted);
            assert_eq!(after(&list, new, "b/Cargo.toml"), want, "{requirement}");
        }
    }
}

#[test]
fn a_cargo_requirement_that_shuts_the_new_version_out_is_an_error() {
    let list = files(&[
        ("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.1.0\"\n"),
        (
            "b/Cargo.toml",
            "[package]\nname = \"b\"\nversion = \"0.1.0\"\n[dependencies]\na = { path = \"../a\", version = \">=0.1, <0.1.7\" }\n",
        ),
    ]);
    let error = rewrite(&list, "0.2.0").unwrap_err();
    assert_eq!(error.code, "requirement-excludes-version");
    assert_eq!((error.path.as_deref(), error.line, error.column), (Some("b/Cargo.toml"), Some(5), Some(33)));
    assert!(error.message.contains("`>=0.1, <0.1.7` on `a`"), "{}", error.message);
    assert!(rewrite(&list, "0.1.5").is_ok());
}

#[test]
fn cargo_lock_follows_and_knows_its_own() {
    let manifests = [
        ("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n[workspace.package]\nversion = \"0.1.0\"\n"),
        ("a/Cargo.toml", "[package]\nname = \"a\"\nversion.workspace = true\n"),
        (
            "b/Cargo.toml",
            "[package]\nname = \"b\"\nversion = { workspace = true }\n[dependencies]\na = { path = \"../a\" }\n",
        ),
        ("c/Cargo.toml", "[package]\nname = \"c\"\n"),
    ];
    let lock = r#"# This file is automatically @generated by Cargo.
version = 4

[[package]]
name = "a"
version = "%"

[[package]]
name = "a"
version = "0.0.9"
source = "registry+https://example.org/index"

[[package]]
name = "b"
version = "%"
dependencies = [
 "a %",
 "a 0.0.9",
 "c",
 "z 0.1.0",
]

[[package]]
name = "c"
version = "0.0.0"

[[package]]
name = "z"
version = "0.1.0"
source = "registry+https://example.org/index"
checksum = "0.1.0"
"#;
    for (from, line_end) in [("0.1.0", "\n"), ("0.1.0", "\r\n"), ("0.0.5", "\n")] {
        let lock = lock.replace('\n', line_end);
        let before = lock.replace('%', from);
        let mut list = manifests.to_vec();
        list.push(("Cargo.lock", &before));
        assert_eq!(after(&list, "0.2.0", "Cargo.lock"), lock.replace('%', "0.2.0"));
    }
    let root = after(&manifests, "0.2.0", "Cargo.toml");
    assert!(root.contains("version = \"0.2.0\""));
    // Without manifests nothing in it is known to be ours.
    let before = lock.replace('%', "0.1.0");
    assert!(rewrite(&files(&[("Cargo.lock", &before)]), "0.2.0").unwrap().is_empty());
}

#[test]
fn uv_lock_follows_and_knows_its_own() {
    let manifests = [
        (
            "pyproject.toml",
            "[project]\nname = \"My.App\"\nversion = \"0.1.0\"\n[tool.uv.workspace]\nmembers = [\"packages/*\"]\n",
        ),
        ("packages/x/pyproject.toml", "[project]\nname = \"x_lib\"\nversion = \"0.1.0\"\n"),
        ("packages/d/pyproject.toml", "[project]\nname = \"dyn\"\ndynamic = [\"version\"]\n"),
    ];
    let lock = r#"version = 1
revision = 3

[[package]]
name = "my-app"
version = "%"
source = { editable = "." }

[[package]]
name = "x-lib"
version = "%"
source = { virtual = "packages/x" }

[[package]]
name = "x-lib"
version = "0.1.0"
source = { registry = "https://example.org/simple" }
sdist = { url = "https://example.org/x-lib-0.1.0.tar.gz", hash = "sha256:0" }

[[package]]
name = "dyn"
source = { editable = "packages/d" }

[[package]]
name = "else"
version = "0.1.0"
source = { directory = "else" }
"#;
    let before = lock.replace('%', "0.1.0");
    let mut list = manifests.to_vec();
    list.push(("uv.lock", &before));
    assert_eq!(after(&list, "0.2.0-rc.1", "uv.lock"), lock.replace('%', "0.2.0rc1"));
}

#[test]
fn locks_are_not_read_as_manifests() {
    let list = files(&[("package.json", r#"{"version":"1.0.0"}"#), ("package-lock.json", r#"{"version":"0.9.0"}"#)]);
    let found = version_first::manifest::read(&list, &[]).unwrap();
    assert_eq!(found.iter().map(|found| found.path.as_str()).collect::<Vec<_>>(), ["package.json"]);
    let new = rewrite(&list, "1.0.0").unwrap();
    let told: Vec<_> = new.iter().map(|new| (new.path.as_str(), new.from.as_str(), new.to.as_str())).collect();
    assert_eq!(told, [("package.json", "1.0.0", "1.0.0"), ("package-lock.json", "0.9.0", "1.0.0")]);
}

#[test]
fn yarn_keys_stay_in_order_and_twins_become_one() {
    let manifests = [
        ("package.json", r#"{"private": true, "workspaces": ["a", "b"]}"#),
        ("a/package.json", r#"{"name": "a", "version": "1.2.3"}"#),
        (
            "b/package.json",
            r#"{"name": "b", "version": "1.2.3", "dependencies": {"a": "1.2.3"}, "devDependencies": {"a": "1.2"}}"#,
        ),
    ];
    let lock = |keys: &str, other: &str| {
        format!(
            "__metadata:\n  version: 8\n\n\"{keys}\":\n  version: 0.0.0-use.local\n  resolution: \"a@workspace:a\"\n{other}"
        )
    };
    let after = |before: &str, to: &str| {
        let mut list = manifests.to_vec();
        list.push(("yarn.lock", before));
        rewrite(&files(&list), to).map(|new| new.into_iter().find(|one| one.path == "yarn.lock").unwrap().text)
    };
    let new = after(&lock("a@npm:1.2.3, a@npm:1.2.x, a@npm:^1.2.0, a@workspace:a", ""), "10.0.0").unwrap();
    assert_eq!(new, lock("a@npm:10.0.0, a@npm:10.0.x, a@npm:^10.0.0, a@workspace:a", ""));
    let new = after(&lock("a@npm:^1.2.0, a@npm:^1.2.3, a@npm:~1.2.3, a@workspace:a", ""), "10.0.0").unwrap();
    assert_eq!(new, lock("a@npm:^10.0.0, a@npm:~10.0.0, a@workspace:a", ""));
    let new = after(&lock("a@npm:1 || 2, a@npm:1.2.3, a@workspace:a", ""), "2.0.0").unwrap();
    assert_eq!(new, lock("a@npm:1 || 2, a@npm:2.0.0, a@workspace:a", ""));
    // What `resolutions` put in another's place has no key of its own.
    let other = "\n\"b@workspace:b\":\n  version: 0.0.0-use.local\n  resolution: \"b@workspace:b\"\n  dependencies:\n    a: \"npm:§\"\n";
    let new = after(&lock("a@workspace:^1.2.3, a@workspace:a", &other.replace('§', "1.2.3")), "2.0.0").unwrap();
    assert_eq!(new, lock("a@workspace:^2.0.0, a@workspace:a", &other.replace('§', "2.0.0")));
    // `^2.0.0` would have to stand behind `^10.0.0`: only Yarn may move whole entries.
    let other = "\n\"a@npm:^10.0.0\":\n  version: 10.0.0\n  resolution: \"a@npm:10.0.0\"\n";
    let error = after(&lock("a@npm:^1.2.3, a@workspace:a", other), "2.0.0").unwrap_err();
    assert_eq!((&*error.code, error.line), ("lock-not-writable", Some(4)), "{error}");
}

#[test]
fn what_excludes_the_version_is_told_at_its_manifest() {
    let files = files(&[
        ("package.json", r#"{"private": true, "workspaces": ["a", "b"]}"#),
        (
            "yarn.lock",
            "__metadata:\n  version: 8\n\n\"a@workspace:a\":\n  version: 0.0.0-use.local\n  resolution: \"a@workspace:a\"\n\n\"b@workspace:b\":\n  version: 0.0.0-use.local\n  resolution: \"b@workspace:b\"\n  peerDependencies:\n    a: \">=1.2 <1.2.7\"\n",
        ),
        ("a/package.json", r#"{"name": "a", "version": "1.2.3"}"#),
        ("b/package.json", r#"{"name": "b", "version": "1.2.3", "peerDependencies": {"a": ">=1.2 <1.2.7"}}"#),
    ]);
    let error = rewrite(&files, "1.3.0").unwrap_err();
    assert_eq!((&*error.code, error.path.as_deref()), ("requirement-excludes-version", Some("b/package.json")));
}

/// What `RubyGems` makes of `1.3.0b5` is less than `1.3.0.beta4`.
#[test]
fn a_file_that_a_gem_reads_is_written_as_the_gem_is_locked() {
    let gem =
        ("a.gemspec", "Gem::Specification.new do |s|\n  s.name = 'a'\n  s.version = File.read('VERSION').strip\nend\n");
    let lock = "PATH\n  remote: .\n  specs:\n    a (%)\n";
    for (old, to, new) in [
        ("1.3.0.beta4", "1.3.0-beta.5", "1.3.0.beta5"),
        ("1.3.0.beta.4", "1.3.0-beta.5", "1.3.0.beta.5"),
        ("1.3.0.rc1", "1.3.0", "1.3.0"),
        ("1.2.3", "1.3.0-rc.1", "1.3.0.rc.1"),
    ] {
        let list = [gem, ("VERSION", old), ("Gemfile.lock", &lock.replace('%', old))];
        assert_eq!(after(&list, to, "VERSION"), new, "{old}");
        assert_eq!(after(&list, to, "Gemfile.lock"), lock.replace('%', new), "{old}");
    }
    for (old, to, new) in [
        ("1.3.0.beta4", "1.3.0-beta.5", "1.3.0.beta5"),
        ("1.3.0b4", "1.3.0b5", "1.3.0b5"),
        ("1.3.0-beta.4", "1.3.0-beta.5", "1.3.0-beta.5"),
        ("1.2.3", "1.3.0rc1", "1.3.0rc1"),
    ] {
        assert_eq!(after(&[("VERSION", old)], to, "VERSION"), new, "whoever reads it: {old}");
    }
    assert_eq!(after(&[gem, ("VERSION", "1.3.0-rc.1")], "1.3.0-rc.2", "VERSION"), "1.3.0-rc.2", "another's");
}
