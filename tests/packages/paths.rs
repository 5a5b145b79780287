//! What is new of the product: by `paths`, and by the folder of a package.

use super::*;

/// A commit and its paths, as `git log -z --name-only` prints them.
fn logged(commits: &[(&str, &[&str])]) -> String {
    let one = |(message, paths): &(&str, &[&str])| {
        let names: String = paths.iter().map(|path| format!("{path}\0")).collect();
        let gap = if paths.is_empty() { "" } else { "\n" };
        format!("/{OTHER} {OTHER}\nAda <ada@example.org>\n{message}\n\0{gap}{names}")
    };
    commits.iter().map(one).collect()
}

#[test]
fn what_changes_elsewhere_counts_for_nothing() {
    type Commits = &'static [(&'static str, &'static [&'static str])];
    let none = "nothing that was pushed to `main` is new in the files that `paths` names since `v15.1.0`: only ";
    let ignored = "nothing that was pushed to `main` is new in `crates/ignore` since `ignore-0.4.29`: only ";
    // The request; the commits since the newest tag; what comes of it.
    let rows: &[(serde_json::Value, Commits, &str)] = &[
        (json!({"paths": ["!site/**"]}), &[("feat!: a site", &["site/index.html"])], none),
        (json!({"paths": ["!site"]}), &[("feat!: a site", &["site/a/.b"])], none),
        (json!({"paths": ["src/**", "Cargo.toml"]}), &[("feat!: a site", &["site/index.html"])], none),
        (
            json!({"paths": ["!site/**"]}),
            &[("feat!: a site", &["site/x"]), ("fix: a leak", &["src/main.rs"])],
            "15.1.1",
        ),
        (json!({"paths": ["!site/**"]}), &[("feat: both", &["site/x", "src/main.rs"])], "15.2.0"),
        (json!({"paths": ["!site/**", "site/api/**"]}), &[("feat: an API", &["site/api/x"])], "15.2.0"),
        (json!({"paths": ["*.{rs,toml}"]}), &[("feat: x", &["src/main.rs"])], none),
        (json!({"paths": ["**/*.rs"]}), &[("feat: x", &["src/main.rs"])], "15.2.0"),
        (
            json!({"package": "ignore"}),
            &[("feat!: another", &["crates/globset/src/lib.rs"]), ("fix: root", &["src/main.rs"])],
            ignored,
        ),
        (
            json!({"package": "ignore"}),
            &[("feat!: another", &["crates/globset/src/lib.rs"]), ("fix: it", &["crates/ignore/src/lib.rs"])],
            "0.4.30",
        ),
        (json!({"package": "ignore"}), &[("feat!: name alike", &["crates/ignore-more/src/lib.rs"])], ignored),
        (
            json!({"package": "ignore", "paths": ["!**/tests"]}),
            &[("feat: it", &["crates/ignore/tests/a.rs"])],
            "nothing that was pushed to `main` is new in `crates/ignore` since `ignore-0.4.29`: only `crates/ignore/tests/a.rs` changed",
        ),
        (
            json!({"package": "."}),
            &[("feat: another", &["crates/globset/src/lib.rs"]), ("fix: it", &["src/main.rs"])],
            "15.1.1",
        ),
        (
            json!({"package": "."}),
            &[(
                "feat: another",
                &["crates/globset/src/a", "crates/globset/src/b", "crates/ignore/c", "crates/ignore/d"],
            )],
            "nothing that was pushed to `main` is new in the package at the root since `v15.1.0`: only `crates/globset/src/a`, `crates/globset/src/b`, `crates/ignore/c` and 1 more files have changed",
        ),
        // A commit without a change counts if it says which version is to come, but for no package alone.
        (json!({"paths": ["!site/**"]}), &[("chore: go\n\nRelease-As: 16.0.0", &[])], "16.0.0"),
        (json!({"paths": ["!site/**"]}), &[("chore: go\n\nRelease-As: 16.0.0", &["site/x"])], none),
        (
            json!({"package": "ignore"}),
            &[("chore: go\n\nRelease-As: 16.0.0", &[])],
            "nothing that was pushed to `main` is new in `crates/ignore` since `ignore-0.4.29`",
        ),
        // A file that was moved is one that is gone, and one that has come.
        (json!({"paths": ["src/**"]}), &[("feat: moved here", &["site/y", "src/y"])], "15.2.0"),
        // The last pattern that fits a file decides.
        (json!({"paths": ["site/**", "!site/api/**", "src"]}), &[("feat: an API", &["site/api/x"])], none),
        (json!({"paths": ["!site", "site"]}), &[("feat: a site", &["site/x"])], "15.2.0"),
        // Asked for nothing, all of it is the product, but for what tags of its own are about.
        (
            json!({}),
            &[("feat: another", &["crates/globset/src/lib.rs"])],
            "nothing that was pushed to `main` is new outside of what is released apart since `v15.1.0`: only `crates/globset/src/lib.rs` changed",
        ),
        (json!({}), &[("feat!: another", &["crates/ignore/src/lib.rs"]), ("fix: it", &["site/x"])], "15.1.1"),
        (json!({}), &[("feat: both", &["crates/ignore/src/lib.rs", "src/main.rs"])], "15.2.0"),
        (json!({}), &[("chore: go\n\nRelease-As: 16.0.0", &[])], "16.0.0"),
        (json!({"paths": ["**"]}), &[("feat: another", &["crates/globset/src/lib.rs"])], "15.2.0"),
        // A path that looks like a record is none.
        (
            json!({"paths": ["!site/**"]}),
            &[("fix: x", &["src/a", "1111111111111111111111111111111111111111 \nEve\nfeat!: y"])],
            "15.1.1",
        ),
    ];
    let tree: Tree = &[
        ("Cargo.toml", "tool 15.1.0 members"),
        ("crates/globset/Cargo.toml", "globset 0.4.19"),
        ("crates/ignore/Cargo.toml", "ignore 0.4.29"),
    ];
    for (request, commits, expected) in rows {
        let said = comes(tree, &["v15.1.0", "globset-0.4.19", "ignore-0.4.29"], request, commits);
        let fits = if expected.ends_with("only ") { said.starts_with(expected) } else { said == *expected };
        assert!(fits, "{request} {commits:?}: {said}");
    }
}

#[test]
fn modules_of_go_in_folders_are_released_apart() {
    let tree: Tree = &[("go.mod", "module example.org/o/doors\n")];
    let none = "nothing that was pushed to `main` is new outside of what is released apart since `v1.2.3`: only ";
    for (tags, paths, expected) in [
        (&["v1.2.3", "exp/v0.3.0"][..], &["exp/a.go"][..], none),
        (&["v1.2.3", "exp/v0.3.0"], &["exp/a.go", "a.go"], "1.3.0"),
        (&["v1.2.3", "exp/v0.3.0"], &["a.go"], "1.3.0"),
        (&["v1.2.3", "a/b/v0.3.0", "exp/v0.3.0"], &["a/b/x.go"], none),
        (&["v1.2.3", "a/b/v0.3.0", "exp/v0.3.0"], &["a/x.go"], "1.3.0"),
        (&["v1.2.3"], &["exp/a.go"], "1.3.0"),
    ] {
        let said = comes(tree, tags, &json!({}), &[("feat: x", paths)]);
        let fits = if expected.ends_with("only ") { said.starts_with(expected) } else { said == expected };
        assert!(fits, "{tags:?} {paths:?}: {said}");
    }
    // Elsewhere such tags may be anything: of a release of each, for one.
    let said = comes(&[("main.tf", "x\n")], &["v1.2.3", "exp/v0.3.0"], &json!({}), &[("feat: x", &["exp/a.tf"])]);
    assert_eq!(said, "1.3.0");
}

#[test]
fn modules_of_go_that_were_tagged_together_are_told_of() {
    let tree: Tree = &[("go.mod", "module example.org/o/doors\n")];
    let remarks = |tags| decided(&row("", tags, tree, "")).remarks;
    assert!(
        remarks(&["v1.2.3", "exp/v1.2.3", "hinge/v1.2.3", "kelp/v0.3.0"]).contains(
            &"tags of modules in folders are at `v1.2.3`, too, and get no new ones: `exp/v1.2.3`, `hinge/v1.2.3`; `--package exp` (input `package`) releases one"
                .to_string()
        ),
    );
    assert!(!remarks(&["v1.2.3", "kelp/v0.3.0"]).join("\n").contains("modules"));
}

/// What comes of commits and their paths since tags of a tree: the version, or why there is none.
fn comes(tree: Tree, tags: &[&str], request: &serde_json::Value, commits: &[(&str, &[&str])]) -> String {
    let mut request = request.clone();
    request["run"] = json!({"id": "7", "attempt": "1"});
    let request: Request = serde_json::from_value(request).unwrap();
    let mut refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n");
    for tag in tags {
        writeln!(refs, "{TAGGED}\trefs/tags/{tag}").unwrap();
    }
    let files = files(tree);
    let paths =
        "go.mod\0site/x\0src/main.rs\0Cargo.toml\0site/api/x\0crates/ignore/tests/a.rs\0crates/ignore/Cargo.toml";
    let places = vec![Place { oid: TAGGED.to_string(), on_branch: true, ..Place::default() }];
    let first_look = FirstLook {
        refs: refs.clone(),
        files: files.clone(),
        paths: Some(paths.to_string()),
        places: places.clone(),
        ..FirstLook::default()
    };
    let wants = version_first::wants(&request, &first_look).unwrap();
    let of = wants.logs[0].clone();
    let partly = of.paths;
    assert_eq!(partly, wants.commits[0].changed);
    let log = match partly {
        true => logged(commits),
        false => commits.iter().map(|(message, _)| format!("{OTHER}\nAda\n{message}\0")).collect(),
    };
    let changed = commits.iter().flat_map(|(_, paths)| paths.iter().map(ToString::to_string)).collect();
    let tagged = Inspected {
        oid: TAGGED.to_string(),
        tree: "then".to_string(),
        files: files.clone(),
        on_branch: None,
        changed: partly.then_some(changed),
    };
    let facts = Facts {
        refs,
        tree: "now".to_string(),
        files,
        logs: vec![Log { of, log, newer: None }],
        commits: vec![tagged],
        places,
        ..Facts::default()
    };
    let plan = plan(&request, Some(facts));
    match &plan.result {
        Some(report) => report.why.clone().unwrap_or_else(|| format!("{report:?}")),
        None => plan.proposal.as_ref().unwrap().releases.first.version.clone(),
    }
}

#[test]
fn a_pattern_that_fits_nothing_is_refused() {
    let request = |paths: &[&str]| -> Request {
        serde_json::from_value(json!({"paths": paths, "run": {"id": "7", "attempt": "1"}})).unwrap()
    };
    let refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n");
    let files = files(&[("package.json", "r 1.0.0")]);
    let asked = |paths: &[&str]| {
        let seen = Some("package.json\0src/a.js\0.github/x.yml".to_string());
        let first_look = FirstLook { refs: refs.clone(), files: files.clone(), paths: seen, ..FirstLook::default() };
        version_first::wants(&request(paths), &first_look).map_err(|error| error.code.to_string()).map(|_| ())
    };
    for fine in [
        ["src/**", "package.json"],
        ["!src", "*.json"],
        ["**", "!.github/**"],
        ["src/*.{js,ts}", "./src"],
        ["/src/", "[a-z]*/*.?s"],
    ] {
        assert_eq!(asked(&fine), Ok(()), "{fine:?}");
    }
    for wrong in
        ["site/**", "!site", "src/b.js", "*.md", "srcs", "", "!", "!!src", "src\\**", "../src", "{src", "src/?"]
    {
        assert_eq!(asked(&[wrong]), Err("pattern-matches-nothing".to_string()), "{wrong}");
    }
    for nothing_left in [&["!**"][..], &["src", "!src/**"], &["!package.json", "!src", "!.github"]] {
        assert_eq!(asked(nothing_left), Err("pattern-matches-nothing".to_string()), "{nothing_left:?}");
    }
}

/// Packages that are counted by one number, and raised where they changed: `b` stayed at 1.1.0.
const COUNTED: Tree = &[
    ("package.json", "r 1.2.0 private members"),
    ("packages/a/package.json", "a 1.2.0"),
    ("packages/b/package.json", "b 1.1.0"),
    ("packages/c/package.json", "c 0.3.0"),
    ("packages/d/package.json", "d 1.0.5"),
    ("packages/e/package.json", "e 1.1.0"),
];

const FIRST: &str = "6666666666666666666666666666666666666666";
const SECOND: &str = "7777777777777777777777777777777777777777";

#[test]
fn what_stayed_behind_goes_with_the_others_once_it_changes() {
    const TAGS: &[&str] = &["v1.0.0", "v1.1.0", "v1.2.0", "e@1.1.0"];
    let of = |now: Tree, joins: bool, changed: &[&str], tags: &[&str], then: Tree, before: (&str, &str)| {
        let mut request = json!({});
        request["run"] = json!({"id": "7", "attempt": "1"});
        let request: Request = serde_json::from_value(request).unwrap();
        let mut refs = format!("ref: refs/heads/main\tHEAD\n{TIP}\tHEAD\n{TIP}\trefs/heads/main\n");
        // Of the releases before, `b` changed in the last but one.
        let commit = |tag: &str| match tag {
            "v1.0.0" => FIRST,
            "v1.1.0" => SECOND,
            _ => TAGGED,
        };
        for tag in tags {
            writeln!(refs, "{}\trefs/tags/{tag}", commit(tag)).unwrap();
        }
        let files = files(now);
        let earlier = |oid: &str, said: &str| {
            let files = files.iter().map(|file| match file.path.as_str() {
                "packages/b/package.json" => File { text: text(&file.path, said), ..file.clone() },
                _ => file.clone(),
            });
            Inspected {
                oid: oid.to_string(),
                tree: oid.to_string(),
                files: files.collect(),
                on_branch: Some(true),
                changed: None,
            }
        };
        let mut old = files.clone();
        for (path, said) in then {
            old.retain(|file| file.path != *path);
            old.push(File { path: (*path).to_string(), text: text(path, said) });
        }
        let places = vec![Place { oid: TAGGED.to_string(), on_branch: true, ..Place::default() }];
        let first_look =
            FirstLook { refs: refs.clone(), files: files.clone(), places: places.clone(), ..FirstLook::default() };
        let wants = version_first::wants(&request, &first_look).unwrap();
        assert_eq!(wants.commits[0].changed, joins);
        let earlier = [(FIRST, before.0), (SECOND, before.1)].map(|(oid, said)| earlier(oid, said));
        let asked = |one: &Inspected| wants.commits.iter().any(|wanted| wanted.oid == one.oid);
        let earlier = earlier.into_iter().filter(|one| joins && asked(one));
        let log = logged(&[("fix: it", changed)]);
        let tagged = Inspected {
            oid: TAGGED.to_string(),
            tree: "then".to_string(),
            files: old,
            on_branch: Some(true),
            changed: joins.then(|| changed.iter().map(ToString::to_string).collect()),
        };
        let logs = wants.logs.into_iter().map(|of| {
            let log = if of.paths { log.clone() } else { format!("{OTHER}\nAda\nfix: it\0") };
            Log { of, log, newer: None }
        });
        let facts = Facts {
            refs,
            tree: "now".to_string(),
            files,
            logs: logs.collect(),
            commits: std::iter::once(tagged).chain(earlier).collect(),
            places,
            ..Facts::default()
        };
        let plan = plan(&request, Some(facts));
        assert!(!plan.remarks.join(" ").contains("do not say"), "{:?}", plan.remarks);
        assert!(!plan.remarks.join(" ").contains("disagree"), "{:?}", plan.remarks);
        words(&plan)
    };
    const RAISED: (&str, &str) = ("b 1.0.0", "b 1.1.0");
    let with = |changed: &[&str], tags: &[&str], then: Tree| of(COUNTED, true, changed, tags, then, RAISED);
    let root = "package.json packages/a/package.json";
    let others = "packages/c packages/d packages/e";
    assert_eq!(with(&["packages/b/x.js"], TAGS, &[]), format!("v1.2.1: {root} packages/b/package.json | {others}"));
    for elsewhere in ["packages/a/x.js", "packages/bee/x.js", "x.js"] {
        assert_eq!(with(&[elsewhere], TAGS, &[]), format!("v1.2.1: {root} | packages/b {others}"));
    }
    // What no tag of the same kind says, has tags of its own, or was raised since is another number's.
    assert_eq!(
        with(&["packages/c/x.js", "packages/d/x.js", "packages/e/x.js", "y.js"], TAGS, &[]),
        format!("v1.2.1: {root} | packages/b {others}")
    );
    assert_eq!(
        with(&["packages/b/x.js", "packages/a/y"], &["v1.1.0", "v1.2.0"], &[("packages/b/package.json", "b 1.0.0")]),
        format!("v1.2.1: {root} | packages/b {others}")
    );
    // What is numbered apart meets a version of the tags by chance: before, with others or after them.
    for chance in [("b 1.1.0", "b 1.1.0"), ("b 1.0.0", "b 1.0.0"), ("b 1.0.4", "b 1.0.9")] {
        assert_eq!(
            of(COUNTED, true, &["packages/b/x.js"], TAGS, &[], chance),
            format!("v1.2.1: {root} | packages/b {others}"),
            "{chance:?}"
        );
    }
    // With the first of all tags it was raised, unless everybody begins so, or lerna keeps the number.
    let first = &["v1.1.0", "v1.2.0", "e@1.1.0"];
    assert_eq!(with(&["packages/b/x.js"], first, &[]), format!("v1.2.1: {root} packages/b/package.json | {others}"));
    const BEGUN: Tree = &[("packages/a/package.json", "a 1.2.0"), ("packages/b/package.json", "b 1.0.0"), COUNTED[0]];
    let begun = &["v1.0.0", "v1.2.0"];
    assert_eq!(
        of(BEGUN, true, &["packages/b/x.js"], begun, &[], ("b 1.0.0", "b 1.0.0")),
        format!("v1.2.1: {root} | packages/b")
    );
    const LERNA: Tree = &[
        ("package.json", "r - private members"),
        ("lerna.json", "{\"version\": \"1.2.0\"}"),
        ("packages/a/package.json", "a 1.2.0"),
        ("packages/b/package.json", "b 1.1.0"),
    ];
    assert_eq!(
        of(LERNA, true, &["packages/b/x.js"], first, &[], RAISED),
        "v1.2.1: lerna.json packages/a/package.json packages/b/package.json"
    );
    // The numbers of an application that nobody publishes have passed those of the packages beside it.
    const APPLICATION: Tree = &[
        ("package.json", "r - private members"),
        ("packages/app/package.json", "app 1.2.0 private"),
        ("packages/b/package.json", "b 1.1.0"),
    ];
    assert_eq!(
        of(APPLICATION, false, &["packages/app/x.js", "packages/b/x.js"], TAGS, &[], RAISED),
        "v1.2.1: packages/app/package.json | packages/b"
    );
}
