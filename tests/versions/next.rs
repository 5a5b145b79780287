//! The next version, and what is said of how one goes up.

use version_first::bump::{Base, BelowOne, Bump, Channels, next};
use version_first::version::{MAX_SEMVER_NUMBER, Scheme, Version};

use super::{pep440, semver};

#[test]
fn next_versions() {
    assert!(Bump::Patch < Bump::Minor && Bump::Minor < Bump::Major);
    for name in ["patch", "minor", "major", "prepatch", "preminor", "premajor", "prerelease", "release", "post", "dev"]
    {
        assert_eq!(Bump::parse(name).unwrap().as_str(), name);
    }
    assert_eq!(Bump::parse("epoch").unwrap().as_str(), "epoch");
    for text in ["", "auto", "Major", "none", "patch "] {
        assert_eq!(Bump::parse(text), None);
    }
    // current, patch, minor, major
    for row in [
        ["1.2.3", "1.2.4", "1.3.0", "2.0.0"],
        ["0.2.334", "0.2.335", "0.3.0", "1.0.0"],
        ["2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"],
        ["1.3.0-rc.1", "1.3.0", "1.3.0", "2.0.0"],
        ["1.2.4-rc.1", "1.2.4", "1.3.0", "2.0.0"],
        ["1.2.3+build", "1.2.4", "1.3.0", "2.0.0"],
        ["1.3.0-SNAPSHOT+b", "1.3.0", "1.3.0", "2.0.0"],
        ["0.0.0", "0.0.1", "0.1.0", "1.0.0"],
        ["0.0.0-dev", "0.0.0", "0.0.0", "0.0.0"],
        ["9.9.9", "9.9.10", "9.10.0", "10.0.0"],
    ] {
        check_next(&semver(row[0]), &row[1..]);
    }
    for row in [
        ["0.2.334", "0.2.335", "0.3.0", "1.0.0"],
        ["1.2", "1.2.1", "1.3.0", "2.0.0"],
        ["1", "1.0.1", "1.1.0", "2.0.0"],
        ["2.0rc1", "2.0.0", "2.0.0", "2.0.0"],
        ["1.3.0.dev4", "1.3.0", "1.3.0", "2.0.0"],
        ["1.2.4a1.dev1", "1.2.4", "1.3.0", "2.0.0"],
        ["1.0rc1.post2", "1.0.0", "1.0.0", "1.0.0"],
        ["1.0.post1", "1.0.1", "1.1.0", "2.0.0"],
        ["1.0.post1.dev2", "1.0.1", "1.1.0", "2.0.0"],
        ["1.0+local", "1.0.1", "1.1.0", "2.0.0"],
        ["1!1.0", "1!1.0.1", "1!1.1.0", "1!2.0.0"],
        ["1.2.3.4", "1.2.4", "1.3.0", "2.0.0"],
        ["1.2.0.4rc1", "1.2.1", "1.3.0", "2.0.0"],
        ["1.2.0.0rc1", "1.2.0", "1.2.0", "2.0.0"],
        ["2024.11.5", "2024.11.6", "2024.12.0", "2025.0.0"],
    ] {
        check_next(&pep440(row[0]), &row[1..]);
    }
}

fn check_next(current: &Version, expected: &[&str]) {
    for (bump, expected) in [Bump::Patch, Bump::Minor, Bump::Major].into_iter().zip(expected) {
        assert_eq!(next(current, bump).unwrap().to_string(), *expected, "{bump:?} of {current}");
    }
}

#[test]
fn numbers_have_an_end() {
    let (top, wide) = (MAX_SEMVER_NUMBER, u64::MAX);
    for (current, bump, part, greatest) in [
        (semver(&format!("1.2.{top}")), Bump::Patch, "patch", top),
        (semver(&format!("1.{top}.0")), Bump::Minor, "minor", top),
        (semver(&format!("{top}.1.0")), Bump::Premajor, "major", top),
        (pep440(&format!("{wide}.1")), Bump::Major, "major", wide),
    ] {
        let error = next(&current, bump).unwrap_err();
        assert_eq!(error.code, "version-overflow");
        assert_eq!(
            error.message,
            format!("the {part} number of `{current}` can't go up: {greatest} is the greatest there is")
        );
    }
    // A prerelease needs no higher number.
    assert_eq!(next(&semver(&format!("{top}.0.0-rc.1")), Bump::Major).unwrap().to_string(), format!("{top}.0.0"));
    let beyond = pep440(&format!("{}.0", top + 1)).to_scheme(Scheme::Semver).unwrap_err();
    assert_eq!(beyond.code, "version-not-expressible");
    assert_eq!(Version::parse_lenient(&format!("{}.0", top + 1), Scheme::Semver).map(|v| v.to_string()), None);
}

#[test]
fn rules_from_text() {
    assert_eq!(
        [Base::parse("0"), Base::parse("1"), Base::parse("false")],
        [Base::Zero, Base::One, Base::None].map(Some)
    );
    assert_eq!([Base::parse(""), Base::parse("2"), Base::parse("true")], [None; 3]);
    assert_eq!(BelowOne::parse("minor"), Some(BelowOne::default()));
    assert_eq!(BelowOne::parse("none"), None);
    let channels = Channels::parse(" beta=beta,next=rc\nalpha\tfeature/a=b=x-1 ").unwrap();
    for (branch, identifier) in [
        ("beta", Some("beta")),
        ("next", Some("rc")),
        ("alpha", Some("alpha")),
        ("feature/a=b", Some("x-1")),
        ("main", None),
    ] {
        assert_eq!(channels.identifier(branch), identifier, "{branch}");
    }
    assert_eq!(Channels::parse(" \n").unwrap(), Channels::default());
    for (text, why) in [
        ("beta=", "has an identifier of other than letters, digits and hyphens"),
        ("beta=r_c", "has an identifier of other than letters, digits and hyphens"),
        ("feature/x", "has an identifier of other than letters, digits and hyphens"),
        ("=rc", "names no branch that git takes"),
        ("be..ta=rc", "names no branch that git takes"),
    ] {
        let error = Channels::parse(text).unwrap_err();
        assert_eq!(error.code, "invalid-prerelease-branches");
        assert_eq!(error.message, format!("prerelease branch `{text}` {why}"));
    }
    assert!(Channels::parse("beta=b beta=c").unwrap_err().message.ends_with("is there twice"));
}
