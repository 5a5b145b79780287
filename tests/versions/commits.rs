//! What commit messages ask for.

use version_first::bump::BelowOne;
use version_first::bump::Bump;
use version_first::commits::{BumpRules, Commit, Decision, Table, Worth, parse_log};
use version_first::version::Version;

use super::semver;

fn commit(message: &str) -> Commit {
    Commit { sha: "a".repeat(40), message: message.to_string(), ..Commit::default() }
}

fn decide(commits: &[Commit], current: &Version, default_bump: Worth) -> Decision {
    version_first::commits::decide(commits, current, &BumpRules { default_bump, ..BumpRules::default() })
}

const NO_TYPE: &str = "no conventional type: default bump";
const FEATURE: &str = "`feat` adds a feature";
const BREAKING: &str = "breaking change";
const OURS: &str = "release commit";

/// Message, what it asks for from 1.0 on (`None`: the default), and why.
const MESSAGES: &[(&str, Option<Bump>, &str)] = &[
    ("feat: x", Some(Bump::Minor), FEATURE),
    ("feat(scope): x", Some(Bump::Minor), FEATURE),
    ("FEAT: x", Some(Bump::Minor), FEATURE),
    ("feat:x", Some(Bump::Minor), FEATURE),
    ("feat: x\r\n\r\nbody\r\n", Some(Bump::Minor), FEATURE),
    ("\n\n  \nfeat: x", Some(Bump::Minor), FEATURE),
    ("feat: x\nno blank line", Some(Bump::Minor), FEATURE),
    ("feat: x\n\nFooter:\n", Some(Bump::Minor), FEATURE),
    ("feat!: x", Some(Bump::Major), BREAKING),
    ("fix!: x", Some(Bump::Major), BREAKING),
    ("chore(deps)!: x", Some(Bump::Major), BREAKING),
    ("fix!: x\nno blank line", Some(Bump::Major), BREAKING),
    ("fix(a b)!: x\nno blank line\n\nBad-Footer:", Some(Bump::Major), BREAKING),
    ("fix: x\n\nBREAKING CHANGE: y", Some(Bump::Major), BREAKING),
    ("fix: x\n\nBREAKING-CHANGE: y", Some(Bump::Major), BREAKING),
    ("fix: x\n\nBREAKING CHANGE #y", Some(Bump::Major), BREAKING),
    ("fix: x\r\n\r\nBREAKING CHANGE: y\r\n", Some(Bump::Major), BREAKING),
    ("fix: x\n\nbody\nBREAKING CHANGE: in the middle\nof it", Some(Bump::Major), BREAKING),
    ("no type at all\n\nBREAKING CHANGE: y", Some(Bump::Major), BREAKING),
    ("fix: x\nBREAKING CHANGE: no blank line", Some(Bump::Major), BREAKING),
    ("fix: x", None, "type `fix`: default bump"),
    ("docs(readme): x", None, "type `docs`: default bump"),
    ("feature: x", Some(Bump::Minor), FEATURE),
    ("revert: feat!: x", None, "type `revert`: default bump"),
    ("BREAKING CHANGE: as the subject", Some(Bump::Major), "breaking change"),
    ("fix: BREAKING CHANGE: in the subject", None, "type `fix`: default bump"),
    ("fix: x\n\n> BREAKING CHANGE: quoted", None, "type `fix`: default bump"),
    ("fix: x\n\nbreaking change: y", None, "type `fix`: default bump"),
    ("fix: x\n\nno BREAKING CHANGE: here", None, "type `fix`: default bump"),
    ("Revert \"feat: x\"", None, NO_TYPE),
    ("fixup! feat: x", None, NO_TYPE),
    ("feat x", None, NO_TYPE),
    ("feat : x", Some(Bump::Minor), FEATURE),
    (" feat: x", Some(Bump::Minor), FEATURE),
    ("feat :: x", None, NO_TYPE),
    ("feature flags: x", None, NO_TYPE),
    ("feat(: x", None, NO_TYPE),
    ("feat!!: x", None, NO_TYPE),
    ("::set-output name=a::b", None, NO_TYPE),
    ("\u{1b}[31mfeat: x", None, "type `\u{1b}[31mfeat`: default bump"),
    ("", None, NO_TYPE),
    ("\n\n", None, NO_TYPE),
    (":", None, NO_TYPE),
    ("!", None, NO_TYPE),
];

#[test]
fn one_message() {
    for &(message, bump, why) in MESSAGES {
        for (default, stands_for) in [
            (Worth::None, None),
            (Worth::Patch, Some(Bump::Patch)),
            (Worth::Minor, Some(Bump::Minor)),
            (Worth::Major, Some(Bump::Major)),
        ] {
            let decision = decide(&[commit(message)], &semver("1.2.3"), default);
            assert_eq!(decision.bump, bump.or(stands_for), "{message:?}");
            assert_eq!(decision.reasons[0].bump, decision.bump);
            assert_eq!(decision.reasons[0].why.split("; ").next(), Some(why), "{message:?}");
            assert_eq!(decision.reasons[0].sha, "a".repeat(40));
        }
        let below = decide(&[commit(message)], &semver("0.9.0"), Worth::Patch);
        let (bump, why) = if why == BREAKING {
            (Bump::Minor, "breaking change below 1.0")
        } else {
            (bump.unwrap_or(Bump::Patch), why)
        };
        let said = below.reasons[0].why.split("; ").next();
        assert_eq!((below.bump, said), (Some(bump), Some(why)), "{message:?}");
    }
    assert_eq!(Worth::default(), Worth::Patch);
    for (text, default) in [("none", Worth::None), ("patch", Worth::Patch), ("major", Worth::Major)] {
        assert_eq!(Worth::parse(text), Some(default));
    }
    assert_eq!(Worth::parse("auto"), None);
}

#[test]
fn release_commits_count_for_nothing() {
    for (message, bump, why) in [
        ("chore(release): 1.2.3 [skip ci]\n\nVersion-First: 1.2.3 run=1", None, OURS),
        ("anything\n\nbody\n\nVersion-First: 1.2.3\nCo-authored-by: a", None, OURS),
        ("Version-First: in the subject", Some(Bump::Patch), "type `Version-First`: default bump"),
        ("chore: x\n\n  Version-First: indented", Some(Bump::Patch), "type `chore`: default bump"),
        ("chore: x\n\nsee Version-First: elsewhere", Some(Bump::Patch), "type `chore`: default bump"),
        ("feat: squashed with it\n\nVersion-First: 1.2.3", Some(Bump::Minor), FEATURE),
        ("chore(release): 1.2.3\n\nBREAKING CHANGE: squashed\n\nVersion-First: 1.2.3", Some(Bump::Major), BREAKING),
    ] {
        let decision = decide(&[commit(message)], &semver("1.2.3"), Worth::Patch);
        assert_eq!((decision.bump, decision.reasons[0].why.as_str()), (bump, why), "{message:?}");
    }
}

#[test]
fn many_messages() {
    let none = decide(&[], &semver("1.0.0"), Worth::Patch);
    assert_eq!((none.bump, none.reasons.len()), (None, 0));
    let commits = [commit("fix: a"), commit("feat: b\n\nbody"), commit("\n c ")];
    let decision = decide(&commits, &semver("1.0.0"), Worth::Patch);
    assert_eq!(decision.bump, Some(Bump::Minor));
    let subjects: Vec<_> = decision.reasons.iter().map(|reason| reason.subject.as_str()).collect();
    assert_eq!(subjects, ["fix: a", "feat: b", " c "]);
    let json = serde_json::to_string(&decide(&commits[..1], &semver("1.0.0"), Worth::None)).unwrap();
    let sha = "a".repeat(40);
    assert_eq!(
        json,
        format!(r#"{{"reasons":[{{"sha":"{sha}","subject":"fix: a","why":"type `fix`: default bump"}}]}}"#)
    );
}

#[test]
fn huge_messages_cost_little() {
    let start = std::time::Instant::now();
    for piece in ["a", "\n", "a: b\n", "feat: é\n\n", "x(", "\r\n", "BREAKING CHANGE:\n", "a #\n", "\u{1F600}", " \n"]
    {
        let body = piece.repeat(200_000);
        for head in ["", "feat: x\n\n", "feat!: ", "feat: x\n\nA: b\n"] {
            let decision = decide(&[commit(&format!("{head}{body}"))], &semver("1.0.0"), Worth::Patch);
            if head.starts_with("feat: x") {
                assert!(decision.bump >= Some(Bump::Minor));
            }
        }
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    // What stands far below what is parsed still counts.
    let far = format!("fix: x\n\n{}\n\nBREAKING CHANGE: y", "long\n".repeat(100_000));
    assert_eq!(decide(&[commit(&far)], &semver("1.0.0"), Worth::Patch).bump, Some(Bump::Major));
}

#[test]
fn logs() {
    let a = "a".repeat(40);
    let b = "0123456789abcdef".repeat(4);
    let entry = |sha: &str, author: Option<&str>, message: &str| Commit {
        sha: sha.to_string(),
        author: author.map(ToString::to_string),
        message: message.to_string(),
        ..Commit::default()
    };
    for (raw, commits) in [
        (String::new(), vec![]),
        ("\0".to_string(), vec![]),
        ("\0\0\n".to_string(), vec![]),
        (format!("{a}\nAda\nfeat: x\n\nbody\n\0"), vec![entry(&a, Some("Ada"), "feat: x\n\nbody")]),
        (
            format!("{a}\nAda\nfeat: x\n\0{b}\nBob\n\nleading\r\n\0"),
            vec![entry(&a, Some("Ada"), "feat: x"), entry(&b, Some("Bob"), "\nleading")],
        ),
        (format!("{a}\n\n\0{b}\nBob\nlast"), vec![entry(&a, None, ""), entry(&b, Some("Bob"), "last")]),
        (a.clone(), vec![entry(&a, None, "")]),
        (format!("{a}\nAda"), vec![entry(&a, Some("Ada"), "")]),
        (format!("junk\0{a}\nAda\nx\0fatal: no\nsuch\nthing"), vec![entry(&a, Some("Ada"), "x")]),
        (format!("{a}a\nAda\nx\0{}\nAda\nx", "g".repeat(40)), vec![]),
    ] {
        assert_eq!(parse_log(&raw), commits, "{raw:?}");
    }
    let merged = parse_log(&format!("{a} {b} {a}\nAda\nx\0"));
    assert_eq!(merged, [Commit { parents: vec![b, a.clone()], ..entry(&a, Some("Ada"), "x") }]);
}

/// Object names `1111…`, `2222…`, the oldest last.
fn history(messages: &[&str]) -> Vec<Commit> {
    let count = messages.len();
    let one = |(place, message): (usize, &&str)| Commit {
        sha: char::from_digit((count - place) as u32, 16).unwrap().to_string().repeat(40),
        message: message.to_string(),
        ..Commit::default()
    };
    messages.iter().enumerate().map(one).collect()
}

const UNDO_FEAT: &str = "Revert \"feat: x\"\n\nThis reverts commit 1111111111111111111111111111111111111111.";

/// What each of some commits asks for, newest first: `-` nothing.
#[rustfmt::skip]
const HISTORIES: &[(&str, &[&str], &str)] = &[
    ("a revert cancels what it reverts", &[UNDO_FEAT, "feat: x"], "- -"),
    ("by a short name", &["Revert \"feat: x\"\n\nThis reverts commit 1111111.", "feat: x"], "- -"),
    ("by the subject alone", &["Revert \"feat: x\" (#13)\n\nReverts a/b#12", "feat: x (#12)"], "- -"),
    ("the number may stand inside", &["Revert \"feat: x (#12)\" (#13)", "feat: x (#12)"], "- -"),
    ("as a type", &["revert: feat: x", "feat: x"], "- -"),
    ("as a type with references", &["revert: never again\n\nRefs: 1111111, 2222222", "feat: b", "feat!: a"], "- - -"),
    ("a released commit's revert", &["Revert \"feat: x\"\n\nThis reverts commit 9999999.", "fix: y"], "patch patch"),
    ("an old commit's revert, same subject", &["Revert \"feat: x\"\n\nThis reverts commit 9999999.", "feat: x"], "patch minor"),
    ("a revert of the revert", &["Revert \"Revert \"feat: x\"\"\n\nThis reverts commit 2222222222222222222222222222222222222222.", UNDO_FEAT, "feat: x"], "- - minor"),
    ("a reapplied commit", &["Reapply \"feat: x\"\n\nThis reverts commit 2222222222222222222222222222222222222222.", UNDO_FEAT, "feat: x"], "- - minor"),
    ("reapplied by the subject alone", &["Reapply \"feat: x\" (#3)", "Revert \"feat: x\" (#2)", "feat: x (#1)"], "- - minor"),
    ("one revert of two", &["Revert \"feat: x\"", "feat: x", "feat: x"], "- - minor"),
    ("two reverts in one commit", &["Revert both\n\nThis reverts commit 1111111.\nThis reverts commit 2222222.", "feat: b", "feat!: a"], "- - -"),
    ("two reverts in one sentence", &["Revert both\n\nThis reverts commits 1111111 and 2222222.", "feat: b", "feat!: a"], "- - -"),
    ("one revert in a sentence that names another", &["Revert it\n\nThis reverts commit 2222222, not 1111111.", "feat: b", "feat!: a"], "- - major"),
    ("a revert that breaks something", &["Revert \"feat: x\"\n\nThis reverts commit 1111111.\n\nBREAKING CHANGE: y", "feat: x"], "major -"),
    ("a revert of itself", &["Revert \"a\"\n\nThis reverts commit 1111111."], "patch"),
    ("reverts in a ring", &["Revert \"a\"\n\nThis reverts commit 1111111.", "Revert \"b\"\n\nThis reverts commit 2222222."], "patch patch"),
    ("an ambiguous name", &["Revert \"x\"\n\nThis reverts commit 1111.", "feat: y"], "patch minor"),
    ("a merge", &["Merge branch 'x'", "fix: y"], "- patch"),
    ("a merge of a pull request", &["Merge pull request #1 from a/b\n\nfeat: x", "fix: y"], "- patch"),
    ("a merge that breaks something", &["Merge branch 'x'\n\nBREAKING CHANGE: y", "fix: y"], "major patch"),
    ("what only sounds like a merge", &["Merge sort for the index"], "patch"),
    ("a squash", &["Doors (#7)\n\n* fix: hinge\n\nwhy\n\n* feat: bell"], "minor"),
    ("a squash by its title", &["feat: doors (#7)\n\n* fix: hinge\n\n* wip"], "minor"),
    ("a squash that breaks something", &["fix: doors (#7)\n\n* fix: hinge\n\n* refactor!: bell"], "major"),
    ("a squash with a footer inside", &["fix: doors (#7)\n\n* fix: hinge\n\nBREAKING CHANGE: bell\n\n* fix: b"], "major"),
    ("a squash with a revert inside", &["fix: doors (#7)\n\n* fix: hinge\n\n* feat: bell\n\n* Revert \"feat: bell\""], "patch"),
    ("a squash with a release inside", &["Doors (#7)\n\n* fix: hinge\n\n* chore(release): 1.2.3\n\nVersion-First: 1.2.3"], "patch"),
    ("git's own squash", &["Squashed commit of the following:\n\ncommit 1234567\nAuthor: A\nDate: D\n\n    feat: a\n\n    why\n\ncommit 7654321\nAuthor: A\nDate: D\n\n    fix: b"], "minor"),
    ("git's own squash that breaks something", &["doors\n\nSquashed commit of the following:\n\ncommit 1234567\nAuthor: A\n\n    fix: a\n\n    BREAKING CHANGE: b"], "major"),
    ("indented text is no commit", &["fix: a\n\n    feat: b"], "patch"),
];

#[test]
fn histories() {
    for (name, messages, expected) in HISTORIES {
        let decision = decide(&history(messages), &semver("1.2.3"), Worth::Patch);
        let asked: Vec<_> = decision.reasons.iter().map(|one| one.bump.map_or("-", Bump::as_str)).collect();
        assert_eq!(asked.join(" "), *expected, "{name}: {:?}", decision.reasons);
    }
    let undone = decide(&history(&[UNDO_FEAT, "feat: x"]), &semver("1.2.3"), Worth::Patch);
    let why: Vec<_> = undone.reasons.iter().map(|reason| reason.why.as_str()).collect();
    assert_eq!(why, ["reverts `1111111`, which is not released either", "reverted by `2222222`"]);
}

#[test]
fn parents_say_what_a_merge_is() {
    for (message, parents, bump) in [
        ("Merge branch 'x'", 1, Some(Bump::Patch)),
        ("Merge branch 'x'", 2, None),
        ("Doors", 2, None),
        ("feat: doors", 2, Some(Bump::Minor)),
        ("Doors", 1, Some(Bump::Patch)),
    ] {
        let merge = Commit { parents: vec!["b".repeat(40); parents], ..commit(message) };
        assert_eq!(decide(&[merge], &semver("1.2.3"), Worth::Patch).bump, bump, "{message} {parents}");
    }
}

#[test]
fn release_as() {
    for (messages, version, why) in [
        (&["fix: x\n\nRelease-As: 2.0.0"][..], Some("2.0.0"), "`Release-As: 2.0.0`"),
        (&["fix: x\n\nrelease-as: v2.0.0-rc.1"], Some("2.0.0-rc.1"), "`Release-As: v2.0.0-rc.1`"),
        (&["a\n\nRelease-As: 1.5.0", "b\n\nRelease-As: 2.0.0"], Some("1.5.0"), "`Release-As: 1.5.0`"),
        (
            &["feat: a\n\nRelease-As: 1.2.3", "b\n\nRelease-As: 2.0.0"],
            Some("2.0.0"),
            "`feat` adds a feature; `Release-As: 1.2.3` does not count: it is not above 1.2.3",
        ),
        (
            &["fix: x\n\nRelease-As: soon"],
            None,
            "type `fix`: default bump; `Release-As: soon` does not count: it is no SemVer version",
        ),
        (
            &["Revert \"b\"\n\nThis reverts commit 1111111.", "b\n\nRelease-As: 2.0.0"],
            None,
            "reverts `1111111`, which is not released either",
        ),
        (&["fix: x, Release-As: 2.0.0"], None, "type `fix`: default bump"),
    ] {
        let decision = decide(&history(messages), &semver("1.2.3"), Worth::Patch);
        assert_eq!(decision.release_as.as_deref(), version, "{messages:?}");
        assert_eq!(decision.reasons[0].why, why, "{messages:?}");
    }
}

#[test]
fn tables_of_types_and_labels() {
    let table =
        |rows: &[(&str, Worth)]| -> Table { rows.iter().map(|(name, worth)| (name.to_string(), *worth)).collect() };
    let types = table(&[("perf", Worth::Minor), ("docs", Worth::None), ("feat", Worth::Patch)]);
    let own_labels = table(&[("big", Worth::Major), ("quiet", Worth::None)]);
    let none = Table::new();
    for (message, labels, known, current, bump, why) in [
        ("perf: x", "", &none, "1.2.3", Some(Bump::Minor), "type `perf`: minor, by the table of types"),
        ("Docs(a): x", "", &none, "1.2.3", None, "type `Docs`: none, by the table of types"),
        ("docs!: x", "", &none, "1.2.3", Some(Bump::Major), "breaking change"),
        ("feat: x", "", &none, "1.2.3", Some(Bump::Patch), "type `feat`: patch, by the table of types"),
        ("feat: x", "major", &none, "1.2.3", Some(Bump::Major), "label `major`"),
        ("feat: x", "major", &none, "0.2.3", Some(Bump::Minor), "label `major`"),
        ("feat!: x", "bug,semver:patch", &none, "1.2.3", Some(Bump::Patch), "label `semver:patch`"),
        ("fix: x", "patch,Release: Minor", &none, "1.2.3", Some(Bump::Minor), "label `Release: Minor`"),
        ("fix: x", "release:none", &none, "1.2.3", None, "label `release:none`"),
        ("fix: x", "none", &none, "1.2.3", Some(Bump::Patch), "type `fix`: default bump"),
        ("fix: x", "quiet", &own_labels, "1.2.3", None, "label `quiet`"),
        ("fix: x", "quiet,big", &own_labels, "1.2.3", Some(Bump::Major), "label `big`"),
        ("fix: x", "major", &own_labels, "1.2.3", Some(Bump::Patch), "type `fix`: default bump"),
    ] {
        let labels: Vec<String> = labels.split(',').filter(|label| !label.is_empty()).map(str::to_string).collect();
        let commit = Commit { labels, ..commit(message) };
        let bump_rules = BumpRules { types: types.clone(), labels: known.clone(), ..BumpRules::default() };
        let decision = version_first::commits::decide(&[commit], &semver(current), &bump_rules);
        assert_eq!((decision.bump, decision.reasons[0].why.as_str()), (bump, why), "{message}");
    }
}

#[test]
fn below_one() {
    for (message, below_one, bump, why) in [
        ("feat!: x", BelowOne::Minor, Bump::Minor, "breaking change below 1.0"),
        ("feat!: x", BelowOne::Patch, Bump::Minor, "breaking change below 1.0"),
        ("feat!: x", BelowOne::Major, Bump::Major, "breaking change"),
        ("feat: x", BelowOne::Minor, Bump::Minor, FEATURE),
        ("feat: x", BelowOne::Patch, Bump::Patch, "`feat` adds a feature, below 1.0"),
    ] {
        let bump_rules = BumpRules { below_one, ..BumpRules::default() };
        let decision = version_first::commits::decide(&[commit(message)], &semver("0.2.3"), &bump_rules);
        assert_eq!((decision.bump, decision.reasons[0].why.as_str()), (Some(bump), why), "{message} {below_one:?}");
    }
}
