//! Parsing, conversion and order.

use std::cmp::Ordering;

use version_first::version::{Scheme, Version};

use super::{pep440, semver};

#[test]
fn strict_semver() {
    for text in ["0.0.0", "1.2.3", "1.3.0-rc.1", "1.3.0-dev.4", "1.0.0-x-y-z.--", "1.0.0+001", "1.0.0-a+b-c"] {
        assert_eq!(semver(text).to_string(), text);
    }
    for text in [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "v1.2.3",
        "01.2.3",
        "0.4.008",
        "1.2.3-",
        "1.2.3-01",
        "1.2.3-a..b",
        " 1.2.3",
        "1.2.3 ",
        "1.2.x",
        "1.3.0rc1",
        "-1.2.3",
        "1.2.3+",
        "18446744073709551616.0.0",
        "1.2.3\n",
        "１.2.3",
    ] {
        let error = Version::parse(text, Scheme::Semver).unwrap_err();
        assert_eq!(error.code, "invalid-version", "{text}");
        assert!(error.message.starts_with(&format!("`{text}` is no SemVer version: ")), "{}", error.message);
    }
    let padded = Version::parse("0.4.008", Scheme::Semver).unwrap_err();
    assert_eq!(padded.next_steps, ["write `0.4.8`"]);
    assert_eq!(
        padded.message,
        "`0.4.008` is no SemVer version: the patch number has a leading zero (character 5); \
         expected MAJOR.MINOR.PATCH such as `1.2.3` or `1.3.0-rc.1`"
    );
}

#[test]
fn strict_pep440_prints_normal_form() {
    for (text, normal) in [
        ("1.3.0rc1", "1.3.0rc1"),
        ("1.3.0-RC.1", "1.3.0rc1"),
        ("1.3.0c1", "1.3.0rc1"),
        ("1.3.0_preview-2", "1.3.0rc2"),
        ("1.3.0alpha", "1.3.0a0"),
        ("v1.3", "1.3"),
        ("V1.3", "1.3"),
        (" 1.3\t", "1.3"),
        ("0.4.008", "0.4.8"),
        ("1", "1"),
        ("1.0-1", "1.0.post1"),
        ("1.0.r4", "1.0.post4"),
        ("1.0.DEV", "1.0.dev0"),
        ("1!2.0", "1!2.0"),
        ("0!2.0", "2.0"),
        ("1.0+Ubuntu-01", "1.0+ubuntu.1"),
        ("1.2.3.4.5.6", "1.2.3.4.5.6"),
        ("2024.11.05", "2024.11.5"),
        ("1.0a1.post2.dev3+l", "1.0a1.post2.dev3+l"),
        ("70000.300.300.300.1", "70000.300.300.300.1"),
    ] {
        assert_eq!(pep440(text).to_string(), normal, "{text}");
    }
    for text in [
        "",
        "v",
        "a",
        "1.",
        "1..0",
        "1.*",
        "1.0.*",
        "1.0-",
        "1.0+",
        "1.0+a..b",
        "1.0rc1rc2",
        "1.0 rc1",
        "-1.0",
        "vv1.0",
        "1.0.dev1.post1",
        "1!",
        "!1",
        "1.0\0",
        "1.0é",
        "18446744073709551616",
        "1.0+18446744073709551616",
        "1.0.dev18446744073709551615",
        "1.2.x",
    ] {
        assert_eq!(Version::parse(text, Scheme::Pep440).unwrap_err().code, "invalid-version", "{text}");
    }
}

#[test]
fn length_is_limited() {
    let longest = format!("1.0.0-{}", "a".repeat(250));
    assert!(Version::parse(&longest, Scheme::Semver).is_ok());
    for scheme in [Scheme::Semver, Scheme::Pep440] {
        for text in [format!("1.0.0-{}", "a".repeat(251)), "1.".repeat(1 << 20), "é".repeat(129)] {
            let error = Version::parse(&text, scheme).unwrap_err();
            assert_eq!(error.code, "invalid-version");
            assert!(error.message.contains("more than 256") && error.message.len() < 300, "{}", error.message);
            assert!(Version::parse_lenient(&text, scheme).is_none());
        }
    }
}

#[test]
fn lenient() {
    use Scheme::{Pep440, Semver};
    for (text, scheme, read) in [
        ("1.2.3", Semver, Some("1.2.3")),
        ("0.4.008", Semver, Some("0.4.8")),
        ("0.3.009", Semver, Some("0.3.9")),
        ("00.00.00", Semver, Some("0.0.0")),
        ("1.2", Semver, Some("1.2.0")),
        ("1.02-rc.01+001", Semver, Some("1.2.0-rc.1+001")),
        ("1.2.3-a-b+c-d", Semver, Some("1.2.3-a-b+c-d")),
        ("1", Semver, None),
        ("01", Semver, None),
        ("1-rc.1", Semver, None),
        ("1.2.3.4", Semver, None),
        ("1.2.x", Semver, None),
        ("1.2.", Semver, None),
        (".1.2", Semver, None),
        ("v1.2.3", Semver, None),
        ("1.2.3rc1", Semver, None),
        ("1.2.3-", Semver, None),
        ("1.2.3-é", Semver, None),
        ("1.18446744073709551616", Semver, None),
        ("", Semver, None),
        ("0.4.008", Pep440, Some("0.4.8")),
        ("1.2", Pep440, Some("1.2")),
        ("1.3.0-rc.1", Pep440, Some("1.3.0rc1")),
        ("1rc1", Pep440, Some("1rc1")),
        ("1!2", Pep440, Some("1!2")),
        ("2-beta", Pep440, None),
        ("2024-11", Pep440, None),
        ("1RC1", Pep440, None),
        ("1", Pep440, None),
        ("2024", Pep440, None),
        (" 1", Pep440, None),
        ("v1", Pep440, None),
        ("nightly", Pep440, None),
        ("", Pep440, None),
    ] {
        let got = Version::parse_lenient(text, scheme).map(|v| v.to_string());
        assert_eq!(got.as_deref(), read, "{text} as {scheme:?}");
    }
}

#[test]
fn to_the_other_grammar() {
    for (python, js) in [
        ("1.3.0", "1.3.0"),
        ("1.3.0rc1", "1.3.0-rc.1"),
        ("1.3.0a1", "1.3.0-alpha.1"),
        ("1.3.0b12", "1.3.0-beta.12"),
        ("1.3.0.dev4", "1.3.0-dev.4"),
        ("1.3.0+ubuntu.1", "1.3.0+ubuntu.1"),
        ("1.3.0rc1+g0abc", "1.3.0-rc.1+g0abc"),
        ("0.0.0", "0.0.0"),
        ("9007199254740991.0.0", "9007199254740991.0.0"),
    ] {
        assert_eq!(pep440(python).to_scheme(Scheme::Semver).unwrap().to_string(), js);
        assert_eq!(semver(js).to_scheme(Scheme::Pep440).unwrap().to_string(), python);
        assert!(pep440(python).same(&semver(js)) && semver(js).same(&pep440(python)), "{python} {js}");
    }
    // Numbers that PEP 440 leaves out are 0; more than three are fine while they are 0.
    for (python, js) in [("1", "1.0.0"), ("1.3", "1.3.0"), ("1.3rc1", "1.3.0-rc.1"), ("1.3.0.0", "1.3.0")] {
        assert_eq!(pep440(python).to_scheme(Scheme::Semver).unwrap().to_string(), js);
        assert!(pep440(python).same(&semver(js)));
    }
}

#[test]
fn not_expressible() {
    for (text, reason) in [
        ("1!2.0", "SemVer has no epoch such as `1!`"),
        ("1.0.post1", "SemVer has no post-release such as `.post1`"),
        ("1.0rc1.post0", "SemVer has no post-release such as `.post0`"),
        ("1.0rc1.dev2", "SemVer has no development version of a prerelease"),
        ("1.2.3.4", "SemVer has three release numbers and not 4"),
        ("1.2.3.0.1", "SemVer has three release numbers and not 5"),
    ] {
        let error = pep440(text).to_scheme(Scheme::Semver).unwrap_err();
        assert_eq!(error.code, "version-not-expressible");
        assert_eq!(error.message, format!("`{text}` is PEP 440 and can't be written as SemVer: {reason}"));
    }
    let only =
        |pre: &str| format!("PEP 440 knows `alpha`, `beta`, `rc` and `dev` with one number each, and no `{pre}`");
    for (text, reason) in [
        ("1.0.0-canary.3", only("canary.3")),
        ("1.0.0-rc1", only("rc1")),
        ("1.0.0-rc", only("rc")),
        ("1.0.0-RC.1", only("RC.1")),
        ("1.0.0-SNAPSHOT", only("SNAPSHOT")),
        ("1.0.0-dev", only("dev")),
        ("1.0.0-4", only("4")),
        ("1.0.0-rc.1.post2", only("rc.1.post2")),
        ("1.0.0-rc.1.dev2", only("rc.1.dev2")),
        ("1.0.0-rc.1-2", only("rc.1-2")),
        ("1.0.0-rc.1.2", only("rc.1.2")),
        ("1.0.0-rc.x", only("rc.x")),
        ("1.0.0-rc.99999999999999999999999", only("rc.99999999999999999999999")),
        ("1.0.0+a-b", "PEP 440 would make the build metadata `a-b` a different one".to_string()),
        ("1.0.0+ABC", "PEP 440 would make the build metadata `ABC` a different one".to_string()),
        ("1.0.0+001", "PEP 440 would make the build metadata `001` a different one".to_string()),
        ("1.0.0+-", "PEP 440 has no local part such as `-`".to_string()),
    ] {
        let error = semver(text).to_scheme(Scheme::Pep440).unwrap_err();
        assert_eq!(error.code, "version-not-expressible");
        assert_eq!(error.message, format!("`{text}` is SemVer and can't be written as PEP 440: {reason}"));
        assert!(!error.next_steps.is_empty());
    }
}

#[test]
fn properties() {
    // text, prerelease, development, placeholder, release, triple
    for (text, pre, dev, placeholder, release, triple) in [
        ("1.2.3", false, false, false, "1.2.3", (1, 2, 3)),
        ("1.2.3+b", false, false, false, "1.2.3", (1, 2, 3)),
        ("1.0.0-rc.1+b", true, false, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-dev", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-DEV.3", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-dev0", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-device", true, false, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-snapshot", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-SNAPSHOT.1", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-development", true, false, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-rc.dev", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-alpha.0.dev", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-rc-1-SNAPSHOT", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-wip", true, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0-rc.devel", true, false, false, "1.0.0", (1, 0, 0)),
        ("1.0.0+dev", false, true, false, "1.0.0", (1, 0, 0)),
        ("1.0.0+device", false, false, false, "1.0.0", (1, 0, 0)),
        ("0.0.0", false, false, true, "0.0.0", (0, 0, 0)),
        ("0.0.0-dev", true, true, true, "0.0.0", (0, 0, 0)),
        ("0.0.1", false, false, false, "0.0.1", (0, 0, 1)),
    ] {
        let v = semver(text);
        let got = (v.is_prerelease(), v.is_development(), v.is_placeholder(), v.release().to_string(), v.triple());
        assert_eq!(got, (pre, dev, placeholder, release.to_string(), triple), "{text}");
        assert_eq!(v.scheme(), Scheme::Semver);
    }
    for (text, pre, dev, placeholder, release, triple) in [
        ("1.2", false, false, false, "1.2", (1, 2, 0)),
        ("1", false, false, false, "1", (1, 0, 0)),
        ("1.2.3.4", false, false, false, "1.2.3.4", (1, 2, 3)),
        ("1!1.2.post3+l", false, false, false, "1!1.2", (1, 2, 0)),
        ("1.0rc1", true, false, false, "1.0", (1, 0, 0)),
        ("1.0.dev3", true, true, false, "1.0", (1, 0, 0)),
        ("1.0rc1.dev3", true, true, false, "1.0", (1, 0, 0)),
        ("1.0.post1.dev2", true, true, false, "1.0", (1, 0, 0)),
        ("1.0+dev", false, true, false, "1.0", (1, 0, 0)),
        ("1.0+cu118", false, false, false, "1.0", (1, 0, 0)),
        ("0.0.0", false, false, true, "0.0.0", (0, 0, 0)),
        ("0", false, false, true, "0", (0, 0, 0)),
        ("0.0.dev5", true, true, true, "0.0", (0, 0, 0)),
        ("0.0.0.0.1", false, false, false, "0.0.0.0.1", (0, 0, 0)),
    ] {
        let v = pep440(text);
        let got = (v.is_prerelease(), v.is_development(), v.is_placeholder(), v.release().to_string(), v.triple());
        assert_eq!(got, (pre, dev, placeholder, release.to_string(), triple), "{text}");
        assert_eq!(v.scheme(), Scheme::Pep440);
    }
}

/// Every element precedes all that follow it.
fn ascending(versions: &[Version]) {
    for (i, a) in versions.iter().enumerate() {
        for (j, b) in versions.iter().enumerate() {
            assert_eq!(a.cmp_precedence(b), i.cmp(&j), "{a} and {b}");
            assert_eq!(a.same(b), i == j);
        }
    }
}

#[test]
fn order() {
    let texts = "0.0.0-a 0.0.0 0.9.0 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 \
                 1.0.0-rc.1 1.0.0 1.0.9 1.0.10 1.2.0 2.0.0";
    ascending(&texts.split_whitespace().map(semver).collect::<Vec<_>>());
    let texts = "0 1.dev0 1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 \
                 1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456 1.0.15 \
                 1.1.dev1 1.1 1.255 1.256 65535 65536 1!0.1";
    ascending(&texts.split_whitespace().map(pep440).collect::<Vec<_>>());
    assert!(semver("1.0.0+a").same(&semver("1.0.0+b")));
    assert!(pep440("1.0").same(&pep440("1.0.0")));
    // What one grammar alone can say is placed as well as may be.
    for (a, ordering, b) in [
        ("1.0.0", Ordering::Less, "1.0.post1"),
        ("9.9.9", Ordering::Less, "1!0.1"),
        ("1.0.0-canary.3", Ordering::Less, "1.0"),
        ("1.0.0-canary.3", Ordering::Greater, "1.0b9"),
        ("1.0.0-canary.3", Ordering::Less, "1.0rc1"),
        ("1.0.0-canary.3", Ordering::Less, "1.0rc1.post2"),
        ("1.0.0-canary.3", Ordering::Less, "1.0.post1.dev1"),
        ("1.0.0-zeta", Ordering::Greater, "1.0rc1.post2"),
        ("1.0.0-canary.3", Ordering::Less, "1!0.1"),
        ("1.0.1-canary.3", Ordering::Greater, "1.0.0.9"),
        ("1.0.0-canary.3", Ordering::Less, "1.0.0.9"),
        ("1.2.3", Ordering::Less, "1.2.3.1"),
        ("1.0.0-zeta", Ordering::Less, "1.0.0.9rc1"),
        ("1.2.3+a-b", Ordering::Equal, "1.2.3"),
        ("1.2.3+a-b", Ordering::Less, "1.2.3.post1"),
        ("1.2.3-rc.1+a-b", Ordering::Less, "1.2.3rc1.post1"),
        ("1.2.3+a", Ordering::Equal, "1.2.3+a"),
        ("1.0.0-alpha.1", Ordering::Greater, "1.0.dev9"),
    ] {
        assert_eq!(semver(a).cmp_precedence(&pep440(b)), ordering, "{a} {b}");
        assert_eq!(pep440(b).cmp_precedence(&semver(a)), ordering.reverse(), "{b} {a}");
    }
}
