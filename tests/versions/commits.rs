//! What commit messages ask for.

use version_first::bump::Bump;
use version_first::commits::{Commit, DefaultBump, decide, parse_log};

use super::semver;

fn commit(message: &str) -> Commit {
    Commit { sha: "a".repeat(40), author: None, message: message.to_string() }
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
    ("feature: x", None, "type `feature`: default bump"),
    ("revert: feat!: x", None, "type `revert`: default bump"),
    ("BREAKING CHANGE: as the subject", None, NO_TYPE),
    ("fix: BREAKING CHANGE: in the subject", None, "type `fix`: default bump"),
    ("fix: x\n\n> BREAKING CHANGE: quoted", None, "type `fix`: default bump"),
    ("fix: x\n\nbreaking change: y", None, "type `fix`: default bump"),
    ("fix: x\n\nno BREAKING CHANGE: here", None, "type `fix`: default bump"),
    ("Revert \"feat: x\"", None, NO_TYPE),
    ("fixup! feat: x", None, NO_TYPE),
    ("feat x", None, NO_TYPE),
    ("feat : x", None, NO_TYPE),
    (" feat: x", None, NO_TYPE),
    ("feat(: x", None, NO_TYPE),
    ("feat!!: x", None, NO_TYPE),
    ("Merge pull request #1 from a/b\n\nfeat: x", None, NO_TYPE),
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
            (DefaultBump::None, None),
            (DefaultBump::Patch, Some(Bump::Patch)),
            (DefaultBump::Minor, Some(Bump::Minor)),
            (DefaultBump::Major, Some(Bump::Major)),
        ] {
            let decision = decide(&[commit(message)], &semver("1.2.3"), default);
            assert_eq!(decision.bump, bump.or(stands_for), "{message:?}");
            assert_eq!(decision.reasons[0].bump, decision.bump);
            assert_eq!(decision.reasons[0].why, why, "{message:?}");
            assert_eq!(decision.reasons[0].sha, "a".repeat(40));
        }
        let below = decide(&[commit(message)], &semver("0.9.0"), DefaultBump::Patch);
        let (bump, why) = if why == BREAKING {
            (Bump::Minor, "breaking change below 1.0")
        } else {
            (bump.unwrap_or(Bump::Patch), why)
        };
        assert_eq!((below.bump, below.reasons[0].why.as_str()), (Some(bump), why), "{message:?}");
    }
    assert_eq!(DefaultBump::default(), DefaultBump::Patch);
    for (text, default) in [("none", DefaultBump::None), ("patch", DefaultBump::Patch), ("major", DefaultBump::Major)] {
        assert_eq!(DefaultBump::parse(text), Some(default));
    }
    assert_eq!(DefaultBump::parse("auto"), None);
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
        let decision = decide(&[commit(message)], &semver("1.2.3"), DefaultBump::Patch);
        assert_eq!((decision.bump, decision.reasons[0].why.as_str()), (bump, why), "{message:?}");
    }
}

#[test]
fn many_messages() {
    let none = decide(&[], &semver("1.0.0"), DefaultBump::Patch);
    assert_eq!((none.bump, none.reasons.len()), (None, 0));
    let commits = [commit("fix: a"), commit("feat: b\n\nbody"), commit("\n c ")];
    let decision = decide(&commits, &semver("1.0.0"), DefaultBump::Patch);
    assert_eq!(decision.bump, Some(Bump::Minor));
    let subjects: Vec<_> = decision.reasons.iter().map(|reason| reason.subject.as_str()).collect();
    assert_eq!(subjects, ["fix: a", "feat: b", " c "]);
    let json = serde_json::to_string(&decide(&commits[..1], &semver("1.0.0"), DefaultBump::None)).unwrap();
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
            let decision = decide(&[commit(&format!("{head}{body}"))], &semver("1.0.0"), DefaultBump::Patch);
            if head.starts_with("feat: x") {
                assert!(decision.bump >= Some(Bump::Minor));
            }
        }
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    // What stands far below what is parsed still counts.
    let far = format!("fix: x\n\n{}\n\nBREAKING CHANGE: y", "long\n".repeat(100_000));
    assert_eq!(decide(&[commit(&far)], &semver("1.0.0"), DefaultBump::Patch).bump, Some(Bump::Major));
}

#[test]
fn logs() {
    let a = "a".repeat(40);
    let b = "0123456789abcdef".repeat(4);
    let entry = |sha: &str, author: Option<&str>, message: &str| Commit {
        sha: sha.to_string(),
        author: author.map(ToString::to_string),
        message: message.to_string(),
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
}
