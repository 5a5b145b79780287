//! Files that say which version is due, of which no commit says it then.

use super::*;

const ROOT: (&str, &str) = ("package.json", "r 1.2.3");
const MINOR: (&str, &str) = (".changeset/red-cats-sing.md", "---\n\"r\": minor\n---\n\nsings\n");
const CONFIG: (&str, &str) = (".changeset/config.json", "{\"ignore\": [\"@o/old\"]}");
const README: (&str, &str) = (".changeset/README.md", "# Changesets\n\n---\nr: major\n---\n");
const NEXT: &str = "v1.2.4: package.json";
const CRATE: (&str, &str) = ("Cargo.toml", "r 1.2.3");

/// A row for a file of a tool, in a repository that it is the only one of, besides what it takes to know the tool.
fn of(name: &'static str, path: &'static str, text: &'static str, expected: &'static str) -> Row {
    let rest = [ROOT, (".changes/config.json", "{}"), (path, text)];
    row(name, &["v1.2.3"], Box::leak(Box::new(rest)), expected)
}

/// Whether a decision says all of these.
fn says(row: &Row, parts: &[&str]) {
    let plan = decided(row);
    let said = format!("{}\n{}", words(&plan), plan.remarks.join("\n"));
    for part in parts {
        assert!(said.contains(part), "{}: {part}: {said}", row.name);
    }
}

#[test]
fn what_is_pending_is_told_with_the_ways_on() {
    all(&[
        row(
            "files of changesets",
            &["v1.2.3"],
            &[ROOT, MINOR, README, CONFIG],
            "nothing: change files of changesets are pending, and say what is due: they lead to 1.3.0, commits to 1.2.4: \
             `.changeset/red-cats-sing.md` (r: minor). `changeset version` takes them in, and what it raises is tagged \
             then; `--bump minor` (input `bump`) releases without that",
        ),
        Row {
            request: json!({"bump": "minor"}),
            ..row("by name", &["v1.2.3"], &[ROOT, MINOR], "v1.3.0: package.json")
        },
        Row {
            request: json!({"bump": "2.0.0"}),
            ..row("a version", &["v1.2.3"], &[ROOT, MINOR], "v2.0.0: package.json")
        },
        Row {
            then: &[ROOT, MINOR],
            ..row("they were taken in", &["v1.2.3"], &[("package.json", "r 1.3.0"), CONFIG], "trace 1.3.0")
        },
        Row {
            then: &[ROOT],
            ..row("and the next is there", &["v1.2.3"], &[("package.json", "r 1.3.0"), CONFIG, MINOR], "trace 1.3.0")
        },
        row("no file but what explains them", &["v1.2.3"], &[ROOT, CONFIG, README, (".changeset/.gitkeep", "{")], NEXT),
    ]);
    says(
        &Row { request: json!({"bump": "minor"}), ..row("by name", &["v1.2.3"], &[ROOT, MINOR], "") },
        &["pending still", "`.changeset/red-cats-sing.md` (r: minor)", "delete"],
    );
    says(
        &Row { request: json!({"force": true}), ..row("by force", &["v1.2.3"], &[ROOT, MINOR], "") },
        &["nothing: change files"],
    );
    says(&row("no tag yet", &[], &[ROOT, MINOR], ""), &["nothing: change files", "is due: `.changeset/"]);
    says(&row("a placeholder", &[], &[("package.json", "r 0.0.0"), MINOR], ""), &["nothing: change files"]);
}

#[test]
fn each_tool_has_its_files() {
    const DUE: &[(&str, &str, &str, &[&str])] = &[
        (
            "common/changes/r/a_2020.json",
            "{\"changes\": [{\"packageName\": \"r\", \"comment\": \"x\", \"type\": \"minor\"}], \"packageName\": \"r\"}",
            "rush",
            &["commits would lead to 1.2.4", "(r: minor)", "`rush version --bump`"],
        ),
        (
            "change/r-0a1b.json",
            "{\"type\": \"major\", \"comment\": \"x\", \"packageName\": \"r\", \"dependentChangeType\": \"patch\"}",
            "beachball",
            &["lead to 2.0.0, commits to 1.2.4", "`beachball bump`"],
        ),
        (
            "change/change-0a1b.json",
            "{\"changes\": [{\"type\": \"none\", \"packageName\": \"x\"}, {\"type\": \"patch\", \"packageName\": \"r\"}]}",
            "beachball",
            &["(r: patch)", "lead to 1.2.4"],
        ),
        (".changes/a.md", "---\n\"r\": minor:feat\n---\n\nx\n", "covector", &["lead to 1.3.0", "`covector version`"]),
        (
            ".changes/unreleased/Added-1.yaml",
            "kind: Added\nbody: x\ntime: 2024-01-01T00:00:00Z\n",
            "changie",
            &["commits would lead to 1.2.4", "(Added)", "`changie batch auto`", "--bump VERSION"],
        ),
        (
            ".sampo/changesets/a.md",
            "---\nnpm/r: minor (Added)\n---\n\nx\n",
            "sampo",
            &["(npm/r: minor)", "lead to 1.3.0", "`sampo release`"],
        ),
        (
            ".chronus/changes/a.md",
            "---\nchangeKind: feature\npackages:\n  - \"r\"\n---\n\nx\n",
            "chronus",
            &["(r: feature)", "lead to 1.3.0"],
        ),
        (".nx/version-plans/a.md", "---\n'r': minor\n---\n\nx\n", "nx", &["lead to 1.3.0", "`nx release`"]),
        (".nx/version-plans/a.md", "---\n__default__: minor\n---\n\nx\n", "nx", &["__default__: minor"]),
    ];
    for (path, text, tool, parts) in DUE {
        let row = of(tool, path, text, "");
        says(&row, &[&format!("nothing: change files of {tool} are pending")]);
        says(&row, parts);
    }
    says(
        &row(
            "knope counts commits, too",
            &["v1.2.3"],
            &[CRATE, ("knope.toml", "[package]\n"), (".changeset/a.md", "---\ndefault: minor\n---\n# x\n")],
            "",
        ),
        &["of knope", "commits would lead to 1.2.4", "(default: minor)", "`knope release`", "--bump minor"],
    );
    all(&[
        of("a file of a release", ".changes/v1.2.3.yaml", "kind: x\n", NEXT),
        of(
            "nothing is due by it",
            "common/changes/r/a.json",
            "{\"changes\": [{\"packageName\": \"r\", \"type\": \"none\"}]}",
            NEXT,
        ),
        of("nor by this", ".chronus/changes/a.md", "---\nchangeKind: internal\npackages: [r]\n---\n", NEXT),
        of("nobody's", "change/of-life.json", "{\"name\": \"x\"}", NEXT),
        of("a folder of the same name elsewhere", "docs/.changeset/a.md", "---\nr: minor\n---\n", NEXT),
        of("below it", ".changeset/old/a.md", "---\nr: minor\n---\n", NEXT),
        row("a release's notes, and no covector", &["v1.2.3"], &[ROOT, (".changes/1.2.3.md", "# x\n")], NEXT),
    ]);
}

#[test]
fn what_asks_for_nothing_does_not_count_and_what_cannot_be_read_does() {
    let one = |name, text| of(name, ".changeset/a.md", text, "");
    for (name, text) in
        [("empty", "---\n---\n"), ("empty lines", "\n---\n\n# none\n---\nx\n"), ("none", "---\n\"r\": none\n---\n")]
    {
        all(&[Row { expected: NEXT, ..one(name, text) }]);
    }
    for (name, text) in [
        ("nothing at all", "\n"),
        ("a text", "hello\n"),
        ("not closed", "---\nr: minor\n"),
        ("no map", "---\n- r\n---\n"),
        ("deeper", "---\nr: {a: b}\n---\n"),
        ("no YAML", "---\n@o/a: minor\n\t- x\n---\n"),
    ] {
        says(
            &one(name, text),
            &["nothing: change files of changesets are pending", "`.changeset/a.md` (cannot be read as one)"],
        );
    }
    says(&of("JSON", "change/a.json", "{\"type\": ", ""), &["`change/a.json` (cannot be read as one)"]);
    says(
        &one("a word nobody knows", "---\nr: huge\n---\n"),
        &["(r: huge)", "commits would lead to 1.2.4", "--bump VERSION"],
    );
}

#[test]
fn files_count_for_the_packages_that_they_name() {
    const A: (&str, &str) = ("packages/a/package.json", "@o/a 1.2.3");
    const B: (&str, &str) = ("packages/b/package.json", "@o/b 0.4.0");
    const HOME: (&str, &str) = ("package.json", "h - private members");
    const TAGS: &[&str] = &["@o/a@1.2.3", "@o/b@0.4.0"];
    const OF_B: (&str, &str) = (".changeset/b.md", "---\n\"@o/b\": major\n---\n\nx\n");
    const OF_BOTH: (&str, &str) = (".changeset/both.md", "---\n\"@o/b\": patch\n\"@o/a\": minor\n---\n\nx\n");
    let row = |name, tree, expected| asking("@o/a", row(name, TAGS, tree, expected));
    says(
        &row("another's", &[HOME, A, B, OF_B], ""),
        &[
            "nothing: change files of changesets are pending, and none speaks of `@o/a`: `.changeset/b.md` (@o/b: major)",
            "`--bump patch`",
        ],
    );
    says(
        &row("both", &[HOME, A, B, OF_B, OF_BOTH], ""),
        &["lead to 1.3.0", "`.changeset/both.md` (@o/b: patch, @o/a: minor). "],
    );
    says(
        &row("a name that is nobody's", &[HOME, A, B, (".changeset/x.md", "---\nteam: patch\n---\n")], ""),
        &["lead to 1.2.4", "(team: patch)"],
    );
    all(&[
        Row {
            request: json!({"package": "@o/a", "bump": "patch"}),
            ..row("by name", &[HOME, A, B, OF_B], "@o/a@1.2.4: packages/a/package.json | packages/b")
        },
        row(
            "of one that is left out",
            &[HOME, A, B, CONFIG, (".changeset/x.md", "---\n\"@o/old\": patch\n---\n")],
            "@o/a@1.2.4: packages/a/package.json | packages/b",
        ),
        Row {
            request: json!({}),
            ..super::row(
                "of what has no package.json",
                &["v1.2.3"],
                &[CRATE, ("web/package.json", "@o/web 0.1.0"), (".changeset/x.md", "---\n\"@o/web\": patch\n---\n")],
                "v1.2.4: Cargo.toml",
            )
        },
    ]);
}

#[test]
fn files_count_in_the_folder_where_their_tool_is_set_up() {
    const A: (&str, &str) = ("packages/a/package.json", "@o/a 1.2.3");
    const B: (&str, &str) = ("packages/b/package.json", "@o/b 0.4.0");
    const TAGS: &[&str] = &["@o/a@1.2.3", "@o/b@0.4.0"];
    const OF_B: (&str, &str) = ("packages/b/.changeset/b.md", "---\n\"@o/b\": major\n---\n\nx\n");
    const WEB: (&str, &str) = ("web/package.json", "r 1.2.3");
    const OF_WEB: (&str, &str) = ("web/.changeset/red.md", "---\n\"r\": minor\n---\n\nsings\n");
    says(
        &asking("@o/b", row("of its folder", TAGS, &[A, B, OF_B], "")),
        &["nothing: change files of changesets are pending", "`packages/b/.changeset/b.md` (@o/b: major)"],
    );
    says(
        &row("of the only package, which lies in a folder", &["v1.2.3"], &[WEB, OF_WEB], ""),
        &["nothing: change files of changesets are pending", "lead to 1.3.0", "`web/.changeset/red.md` (r: minor)"],
    );
    all(&[
        asking(
            "@o/a",
            row("of another folder", TAGS, &[A, B, OF_B], "@o/a@1.2.4: packages/a/package.json | packages/b"),
        ),
        row("of what others wrote", &["v1.2.3"], &[ROOT, ("vendor/x/.changeset/red.md", OF_WEB.1)], NEXT),
        row("of a test", &["v1.2.3"], &[ROOT, ("tests/x/.changeset/red.md", OF_WEB.1)], NEXT),
        row("of a folder that is released by itself", &["v1.2.3"], &[ROOT, ("site/.changeset/red.md", OF_WEB.1)], NEXT),
    ]);
}

#[test]
fn a_prerelease_keeps_what_it_has_taken_in_for_its_release() {
    const PRE: (&str, &str) =
        (".changeset/pre.json", "{\"mode\": \"pre\", \"tag\": \"next\", \"changesets\": [\"red-cats-sing\"]}");
    const EXIT: (&str, &str) =
        (".changeset/pre.json", "{\"mode\": \"exit\", \"tag\": \"next\", \"changesets\": [\"red-cats-sing\"]}");
    const PATCH: (&str, &str) = (".changeset/b.md", "---\nr: patch\n---\n");
    const HERE: (&str, &str) = ("package.json", "r 2.0.0-next.3");
    let tags: &[&str] = &["v2.0.0-next.3"];
    all(&[
        row("all are taken in", tags, &[HERE, MINOR, PRE], "v2.0.0-next.4: package.json"),
        row(
            "of covector",
            tags,
            &[
                HERE,
                (".changes/config.json", "{}"),
                (".changes/a.md", "---\nr: minor\n---\n"),
                (".changes/pre.json", "{\"tag\": \"next\", \"changes\": [\".changes/a.md\"]}"),
            ],
            "v2.0.0-next.4: package.json",
        ),
    ]);
    says(
        &row("one is not", tags, &[HERE, MINOR, PATCH, PRE], ""),
        &["lead to 2.0.0-next.4, commits to 2.0.0-next.4", "is due: they", "`.changeset/b.md` (r: patch). "],
    );
    says(&row("its release", tags, &[HERE, MINOR, EXIT], ""), &["`.changeset/red-cats-sing.md` (r: minor). "]);
}

#[test]
fn of_many_files_no_more_are_read_than_it_takes() {
    let many: Vec<(&'static str, &'static str)> = (0..300)
        .map(|at| (&*Box::leak(format!(".changeset/a{at:03}.md").into_boxed_str()), "---\n\"@o/x\": patch\n---\n"))
        .chain([ROOT, ("packages/x/package.json", "@o/x 3.0.0")])
        .collect();
    let many: Tree = Box::leak(many.into_boxed_slice());
    let request: Request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    let read = read(&request, &files(many), false);
    assert_eq!(read.iter().filter(|file| file.path.starts_with(".changeset/")).count(), 200);
    says(&row("what was not read may be of anybody", &["v1.2.3"], many, ""), &["say what is due", "and 195 more"]);
}

/// They say no version, so the release goes on; it is told what its changelog lacks.
#[test]
fn what_no_changelog_has_yet_is_named() {
    const NEWS: &str = "[project]\nname = \"r\"\nversion = \"1.2.3\"\n[tool.towncrier]\ndirectory = \"news/\"\n";
    let rows: [(&str, Tree, &[&str]); 8] = [
        (
            "more than are named",
            &[
                ("pyproject.toml", NEWS),
                ("news/1.a", "a\n"),
                ("news/2.a", "a\n"),
                ("news/3.a", "a\n"),
                ("news/4.a", "a\n"),
                ("news/5.a", "a\n"),
            ],
            &["no changelog: `news/1.a`, `news/2.a`, `news/3.a` and more;"],
        ),
        (
            "in the folder that is named",
            &[
                ("pyproject.toml", NEWS),
                ("news/12.bugfix.rst", "a\n"),
                ("news/_template.rst", "x\n"),
                ("news/CHANGELOG.rst.jinja2", "x\n"),
                ("docs/1.doc.md", "x\n"),
            ],
            &["no changelog: `news/12.bugfix.rst`;", "`towncrier build --version 1.2.4`", "v1.2.4: pyproject.toml"],
        ),
        (
            "in a package",
            &[
                ("pyproject.toml", "[project]\nname = \"r\"\nversion = \"1.2.3\"\n"),
                ("towncrier.toml", "[tool.towncrier]\npackage = \"a.b\"\npackage_dir = \"src\"\n"),
                ("src/a/b/newsfragments/+x.feature", "a\n"),
            ],
            &["no changelog: `src/a/b/newsfragments/+x.feature`;"],
        ),
        (
            "another tool's",
            &[
                ("pyproject.toml", "[project]\nname = \"r\"\nversion = \"1.2.3\"\n[tool.scriv]\nformat = \"md\"\n"),
                ("changelog.d/20260101_ada.md", "a\n"),
                ("changelog.d/README.md", "a\n"),
            ],
            &["no changelog: `changelog.d/20260101_ada.md`;", "`scriv collect --version 1.2.4`"],
        ),
        (
            "set up beside setuptools",
            &[
                ("setup.cfg", "[metadata]\nname = r\nversion = 1.2.3\n[scriv]\nfragment_directory = news\n"),
                ("news/20260101_ada.rst", "a\n"),
            ],
            &["no changelog: `news/20260101_ada.rst`;", "`scriv collect --version 1.2.4`"],
        ),
        (
            "set up by a file of its own",
            &[
                ("package.json", "{\"name\": \"r\", \"version\": \"1.2.3\"}\n"),
                ("changelog.d/scriv.ini", "[scriv]\nformat = md\n"),
                ("changelog.d/20260101_ada.md", "a\n"),
            ],
            &["no changelog: `changelog.d/20260101_ada.md`;"],
        ),
        (
            "a collection of Ansible",
            &[
                ("galaxy.yml", "namespace: o\nname: r\nversion: 1.2.3\n"),
                ("changelogs/config.yaml", "keep_fragments: false\nnotesdir: fragments\n"),
                ("changelogs/fragments/.keep", "a\n"),
                ("changelogs/fragments/12-door.yml", "bugfixes:\n  - a door\n"),
            ],
            &["no changelog: `changelogs/fragments/12-door.yml`;", "`antsibull-changelog release --version 1.2.4`"],
        ),
        (
            "where no file has the version",
            &[
                (
                    "pyproject.toml",
                    "[project]\nname = \"r\"\ndynamic = [\"version\"]\n[build-system]\nrequires = [\"setuptools-scm\"]\n[tool.setuptools_scm]\n[tool.towncrier]\n",
                ),
                ("newsfragments/1.misc", "a\n"),
            ],
            &["no changelog: `newsfragments/1.misc`;", "v1.2.4 at the tip"],
        ),
    ];
    for (name, tree, parts) in rows {
        says(&row(name, &["v1.2.3"], tree, ""), parts);
    }
    for (name, tags, tree) in [
        ("none there", &["v1.2.3"], &[("pyproject.toml", NEWS), ("news/README.rst", "x\n")] as Tree),
        ("nobody collects them", &["v1.2.3"], &[ROOT, ("news/12.bugfix.rst", "a\n")]),
        (
            "they stay when they were collected",
            &["v1.2.3"],
            &[
                ROOT,
                ("changelogs/config.yaml", "keep_fragments: true\n"),
                ("changelogs/fragments/12-door.yml", "bugfixes:\n  - a door\n"),
            ],
        ),
    ] {
        let plan = decided(&row(name, tags, tree, ""));
        assert!(!plan.remarks.join("").contains("no changelog"), "{name}: {:?}", plan.remarks);
    }
}
