//! Bump branches, lines, and git's own word on names.

use std::process::Command;

use proptest::prelude::*;
use version_first::branch::{Line, bump_branch, check_ref_name, parse_bump_branch};
use version_first::version::{Scheme, Version};

use super::{pep440, semver};

#[test]
fn bump_branches() {
    for (version, template, name) in [
        ("v0.2.335", None, "chore/version-bump-0.2.335"),
        ("V0.2.335", None, "chore/version-bump-0.2.335"),
        ("0.2.335", None, "chore/version-bump-0.2.335"),
        ("1.3.0-rc.1+b.1", None, "chore/version-bump-1.3.0-rc.1+b.1"),
        ("1!2.0+local", None, "chore/version-bump-1!2.0+local"),
        ("1.2", Some("bump/{version}/now"), "bump/1.2/now"),
        ("1.2", Some("{version}"), "1.2"),
    ] {
        assert_eq!(bump_branch(version, template).unwrap(), name);
        let bare = version.trim_start_matches(['v', 'V']);
        assert_eq!(parse_bump_branch(name, template).as_deref(), Some(bare));
    }
    for (version, template, code) in [
        ("-0.2.335", None, "invalid-version"),
        ("", None, "invalid-version"),
        ("v", None, "invalid-version"),
        ("vv1.0", None, "invalid-version"),
        ("v-1.0", None, "invalid-version"),
        ("main", None, "invalid-version"),
        ("٣.0", None, "invalid-version"),
        ("1.0 0", None, "invalid-ref-name"),
        ("1..0", None, "invalid-ref-name"),
        ("1.0.lock", None, "invalid-ref-name"),
        ("1.0~1", None, "invalid-ref-name"),
        ("1.0\n", None, "invalid-ref-name"),
        ("1.0", Some(""), "invalid-branch-template"),
        ("1.0", Some("bump"), "invalid-branch-template"),
        ("1.0", Some("{version}-{version}"), "invalid-branch-template"),
        ("1.0", Some("{name}-{version}"), "invalid-branch-template"),
        ("1.0", Some("{{version}}"), "invalid-branch-template"),
        ("1.0", Some("-{version}"), "invalid-branch-template"),
        ("1.0", Some("a b{version}"), "invalid-branch-template"),
        ("1.0", Some("/{version}"), "invalid-branch-template"),
        ("1.0", Some("{version}.lock"), "invalid-branch-template"),
    ] {
        let error = bump_branch(version, template).unwrap_err();
        assert_eq!(error.code, code, "{version:?} {template:?}: {error}");
        assert!(error.message.chars().next().is_some_and(|c| !c.is_uppercase()) && !error.message.ends_with('.'));
    }
    assert_eq!(bump_branch(&"1".repeat(257), None).unwrap_err().code, "invalid-version");
    for name in [
        "chore/version-bump--0.2.335",
        "chore/version-bump-v0.2.335",
        "chore/version-bump-",
        "chore/version-bump",
        "chore/version-bump-1..0",
        "chore/version-bump-1.0 ",
        "feature/chore/version-bump-1.0",
        "main",
        "",
    ] {
        assert_eq!(parse_bump_branch(name, None), None, "{name}");
    }
    assert_eq!(parse_bump_branch("1.0", Some("no placeholder")), None);
    // Prefix and suffix may not share letters of a short name.
    assert_eq!(parse_bump_branch("a1", Some("a1{version}1")), None);
}

#[test]
fn lines() {
    for (branch, line) in [
        ("1.x", Line::Major(1)),
        ("v1.x", Line::Major(1)),
        ("0.x", Line::Major(0)),
        ("1.4.x", Line::Minor(1, 4)),
        ("release/1.x", Line::Major(1)),
        ("maint/v1.4.x", Line::Minor(1, 4)),
        ("a/b/10.20.x", Line::Minor(10, 20)),
        ("main", Line::All),
        ("release-1.x", Line::All),
        ("1.x/fix", Line::All),
        ("1.4.2.x", Line::All),
        ("1.4", Line::All),
        ("1.X", Line::All),
        ("V1.x", Line::All),
        ("vv1.x", Line::All),
        ("x", Line::All),
        (".x", Line::All),
        ("1..x", Line::All),
        ("01.x", Line::All),
        ("+1.x", Line::All),
        ("1.+4.x", Line::All),
        ("-1.x", Line::All),
        ("1.x.x", Line::All),
        ("18446744073709551616.x", Line::All),
        ("", Line::All),
    ] {
        assert_eq!(Line::of_branch(branch), line, "{branch}");
    }
    for (line, inside, outside) in [
        (Line::All, &["0.1.0", "2.0.0-rc.1"][..], &[][..]),
        (Line::Major(1), &["1.0.0", "1.9.3", "1.0.0-rc.1"], &["0.9.0", "2.0.0", "10.0.0"]),
        (Line::Minor(1, 4), &["1.4.0", "1.4.9"], &["1.5.0", "2.4.0", "1.40.0"]),
    ] {
        assert!(inside.iter().all(|v| line.contains(&semver(v)) && line.contains(&any(v))));
        assert!(!outside.iter().any(|v| line.contains(&semver(v)) || line.contains(&any(v))));
    }
    assert!(Line::Minor(1, 0).contains(&pep440("1")));
}

fn any(text: &str) -> Version {
    semver(text).to_scheme(Scheme::Pep440).unwrap()
}

/// What git itself says. It is needed anyway, so its absence is a failure.
fn git_takes(name: &str) -> bool {
    Command::new("git")
        .args(["check-ref-format", &format!("refs/heads/{name}")])
        .status()
        .expect("git must be installed to ask it for its opinion on names")
        .success()
}

fn agrees_with_git(name: &str) {
    let ours = check_ref_name(name);
    if name.starts_with('-') {
        // The one point where we are stricter.
        assert_eq!(ours.unwrap_err().code, "invalid-ref-name");
    } else {
        assert_eq!(ours.is_ok(), git_takes(name), "{name:?}");
    }
}

#[test]
fn names_as_git_takes_them() {
    let names = [
        "main",
        "a/b",
        "a/b/c",
        "v1.2.3",
        "1!2.0+local",
        "@",
        "a@",
        "@a",
        "a@b",
        "@/a",
        "a/@",
        "{",
        "}",
        "{a}",
        "a{",
        "@{",
        "a@{b",
        "a@{",
        "é",
        "日本",
        "😀",
        "a-",
        "a/-b",
        "-",
        "-a",
        "--",
        "a..b",
        "..",
        ".",
        "a.",
        "a./b",
        ".a",
        "a/.b",
        "a/b.",
        "a.b",
        "a...b",
        "/a",
        "a/",
        "a//b",
        "/",
        "",
        "a.lock",
        "a.lock/b",
        "a/b.lock",
        ".lock",
        "lock",
        "a.lock.",
        "a.lockb",
        "a.LOCK",
        "a b",
        " a",
        "a ",
        "a\tb",
        "a\nb",
        "a\rb",
        "a\x01",
        "a\x1f",
        "a\x7f",
        "a~b",
        "a^b",
        "a:b",
        "a?b",
        "a*b",
        "a[b",
        "a]b",
        "a\\b",
        "a'b",
        "a\"b",
        "a`b",
        "a$b",
        "a%b",
        "a&b",
        "a|b",
        "a;b",
        "a<b",
        "a,b",
        "a=b",
        "a#b",
        "HEAD",
        "refs/heads/a",
        "a\u{a0}b",
        "a\u{feff}b",
        "a\u{2028}b",
        "a\u{85}b",
    ];
    assert!(names.len() > 60);
    for name in names {
        agrees_with_git(name);
    }
    assert!(check_ref_name("a\0b").is_err(), "no argument can carry a NUL, so git can't be asked");
}

proptest! {
    // Each case starts a process.
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_names_as_git_takes_them(name in "[ab./@{}\\-~^:?*\\[\\\\ \\t\u{7f}éK]{0,8}(\\.lock)?(/[a.]{0,2})?") {
        agrees_with_git(&name);
    }
}
