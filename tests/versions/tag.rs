//! Tags and their format.

use version_first::tag::{DEFAULT_FORMAT, Format};
use version_first::version::Scheme;

use super::{pep440, semver};

#[test]
fn names() {
    assert_eq!(Format::parse(DEFAULT_FORMAT).unwrap(), Format::default());
    for (format, version, name) in [
        ("v{version}", "1.2.3", "v1.2.3"),
        ("{version}", "1.2.3-rc.1", "1.2.3-rc.1"),
        ("pkg/v{version}", "1.2.3+b", "pkg/v1.2.3+b"),
        ("release-{version}-final", "0.1.0", "release-0.1.0-final"),
        ("@scope/pkg@{version}", "0.1.0", "@scope/pkg@0.1.0"),
        ("1{version}", "1.2.3", "11.2.3"),
    ] {
        let format = Format::parse(format).unwrap();
        let version = semver(version);
        assert_eq!(format.name(&version).unwrap(), name);
        assert_eq!(format.version(name, Scheme::Semver).unwrap().to_string(), version.to_string());
    }
    assert_eq!(Format::default().name(&pep440("V1.3-RC.1")).unwrap(), "v1.3rc1");
    assert_eq!(Format::default().name(&pep440("1!2.0+l.1")).unwrap(), "v1!2.0+l.1");
    let error = Format::default().name(&pep440("1")).unwrap_err();
    assert_eq!(error.code, "invalid-version");
    assert_eq!(error.message, "`1` can't be a tag: `v1` would be read as a tag that moves, not as a version");
    assert_eq!(error.next_steps, ["write at least two numbers, such as `1.0`"]);
}

#[test]
fn formats_refused() {
    for (format, message) in [
        ("", "tag format `` has no `{version}`; expected exactly one"),
        ("v", "tag format `v` has no `{version}`; expected exactly one"),
        ("v{Version}", "tag format `v{Version}` has no `{version}`; expected exactly one"),
        ("{version}{version}", "tag format `{version}{version}` has more than one `{version}`; expected exactly one"),
        (
            "{name}-{version}",
            "tag format `{name}-{version}` has a placeholder or brace that is not known; expected `{version}` and nothing else in braces",
        ),
        (
            "v{version}}",
            "tag format `v{version}}` has a placeholder or brace that is not known; expected `{version}` and nothing else in braces",
        ),
        (
            "v {version}",
            "tag format `v {version}` makes no valid tag name: git takes no name such as `v 1.2.3`: it contains a space or control character",
        ),
        (
            "-{version}",
            "tag format `-{version}` makes no valid tag name: git takes no name such as `-1.2.3`: it begins with `-`",
        ),
        (
            "v{version}.lock",
            "tag format `v{version}.lock` makes no valid tag name: git takes no name such as `v1.2.3.lock`: it has a part that ends with `.lock`",
        ),
    ] {
        let error = Format::parse(format).unwrap_err();
        assert_eq!((error.code.as_ref(), error.message.as_str()), ("invalid-tag-format", message));
        assert!(!error.next_steps.is_empty());
    }
    let huge = Format::parse(&"{".repeat(1 << 20)).unwrap_err();
    assert!(huge.message.len() < 300);
}

#[test]
fn versions() {
    for (format, tag, in_semver, in_pep440) in [
        ("v{version}", "v1.2.3", Some("1.2.3"), Some("1.2.3")),
        ("v{version}", "v0.4.008", Some("0.4.8"), Some("0.4.8")),
        ("v{version}", "v1.2", Some("1.2.0"), Some("1.2")),
        ("v{version}", "v1.3.0rc1", None, Some("1.3.0rc1")),
        ("v{version}", "v1.3.0-rc.1", Some("1.3.0-rc.1"), Some("1.3.0rc1")),
        ("v{version}", "v1.2.3.4", None, Some("1.2.3.4")),
        ("v{version}", "v1", None, None),
        ("v{version}", "v2024", None, None),
        ("v{version}", "v1.x", None, None),
        ("v{version}", "1.2.3", None, None),
        ("v{version}", "V1.2.3", None, None),
        ("v{version}", "vv1.0", None, None),
        ("v{version}", "v-1.0.0", None, None),
        ("v{version}", "v 1.0.0", None, None),
        ("v{version}", "v1.0.0 ", None, None),
        ("v{version}", "v1.0.0\n", None, None),
        ("v{version}", "v", None, None),
        ("v{version}", "", None, None),
        ("v{version}", "nightly", None, None),
        ("v{version}", "latest", None, None),
        ("v{version}", "v1.0.0\u{a0}", None, None),
        ("{version}", "v1.0.0", None, None),
        ("{version}", "1.0.0", Some("1.0.0"), Some("1.0.0")),
        ("{version}", "2024", None, None),
        ("{version}", "20241105", None, None),
        ("pkg-{version}", "pkg-1.0.0", Some("1.0.0"), Some("1.0.0")),
        ("pkg-{version}", "pkg2-1.0.0", None, None),
        ("pkg-{version}", "v1.0.0", None, None),
        ("{version}-final", "1.0.0-final", Some("1.0.0"), Some("1.0.0")),
        ("{version}-final", "1.0.0", None, None),
        ("a1{version}1", "a1", None, None),
    ] {
        let format = Format::parse(format).unwrap();
        let read = |scheme| format.version(tag, scheme).map(|v| v.to_string());
        assert_eq!(read(Scheme::Semver).as_deref(), in_semver, "{tag:?} in {format:?}");
        assert_eq!(read(Scheme::Pep440).as_deref(), in_pep440, "{tag:?} in {format:?}");
    }
}

#[test]
fn formats_of_other_tools() {
    for (format, right) in [
        ("v${version}", "write `v{version}`"),
        ("${version}", "write `{version}`"),
        ("v{{version}}", "write `v{version}`"),
        ("v{{ version }}", "write `v{version}`"),
        ("v$version", "write `v{version}`"),
        ("${name}@${version}", "write `{name}@{version}`"),
        ("{{packageName}}-v{{version}}", "write `{name}-v{version}`"),
        ("v$(date)", "write `v{version}`"),
        ("v{{ tag", "write `v{version}`"),
    ] {
        for error in [Format::parse(format).unwrap_err(), version_first::tag::named(format, None).unwrap_err()] {
            assert_eq!(error.code, "invalid-tag-format", "{format}");
            assert_eq!(error.next_steps, [right], "{format}");
            assert!(error.message.contains(&format!("`{format}` is written as other tools write theirs")));
        }
    }
    assert!(Format::parse(&"${".repeat(1 << 18)).unwrap_err().message.len() < 300);
}

#[test]
fn padding_is_kept() {
    for (tag, version, next) in [
        ("v0.3.009", "0.3.10", "v0.3.010"),
        ("v0.4.008", "0.4.9", "v0.4.009"),
        ("v0.4.00", "0.4.1", "v0.4.01"),
        ("v2024.01.05", "2024.2.1", "v2024.02.01"),
        ("v0.3.999", "0.3.1000", "v0.3.1000"),
        ("v1.2.3", "1.2.4", "v1.2.4"),
        ("v0.10.1", "0.10.2", "v0.10.2"),
        ("v1.02", "1.3.0", "v1.03.0"),
        ("v0.3.009", "0.3.10-rc.1", "v0.3.010-rc.1"),
        ("w0.3.009", "0.3.10", "v0.3.10"),
    ] {
        let format = Format::default().padded_like([tag]);
        let version = version_first::version::Version::parse(version, Scheme::Semver).unwrap();
        let name = format.name(&version).unwrap();
        assert_eq!(name, next);
        assert!(format.version(&name, Scheme::Semver).unwrap().same(&version));
    }
    // Decimal numbers, as Perl has them, begin with a single zero; what was padded later does not.
    for (tags, version, next) in [
        (["v10.31", "v10.01", "v10.0"].as_slice(), "11.0", "v11.0"),
        (&["v10.31", "v10.01", "v10.0"], "10.32", "v10.32"),
        (&["v11.0", "v10.01", "v10.0"], "11.1", "v11.01"),
        (&["v10.31", "v10.09", "v10.00"], "11.0", "v11.00"),
        (&["v0.3.010", "v0.3.9", "v0.3.0"], "0.4.0", "v0.4.000"),
    ] {
        let format = Format::default().padded_like(tags.iter().copied());
        let version = version_first::version::Version::parse(version, Scheme::Pep440).unwrap();
        assert_eq!(format.name(&version).unwrap(), next);
    }
    // What has an epoch keeps to its own numbers.
    let epoch = version_first::version::Version::parse("1!0.3.10", Scheme::Pep440).unwrap();
    assert_eq!(Format::default().padded_like(["v0.3.009"]).name(&epoch).unwrap(), "v1!0.3.10");
}

#[test]
fn families_are_learnt() {
    use version_first::tag::{Whose, families};
    let names = ["@scope/My_Doors".to_string()];
    for (tag, expected) in [
        ("1.2.3", Some(("", Whose::Plain))),
        ("v1.2.3", Some(("v", Whose::Plain))),
        ("V1.2", Some(("V", Whose::Plain))),
        ("release-1.2.3", Some(("release-", Whose::Plain))),
        ("release/v1.2.3-rc.1", Some(("release/v", Whose::Plain))),
        ("Release_1.2.3", Some(("Release_", Whose::Plain))),
        ("my-doors-1.2.3", Some(("my-doors-", Whose::Named))),
        ("my_doors-v1.2.3", Some(("my_doors-v", Whose::Named))),
        ("my.doors/v1.2.3", Some(("my.doors/v", Whose::Named))),
        ("@scope/My_Doors@1.2.3", Some(("@scope/My_Doors@", Whose::Named))),
        ("scope-my-doors-1.2.3", Some(("scope-my-doors-", Whose::Named))),
        ("doors-1.2.3", Some(("doors-", Whose::Other))),
        ("packages/a/v1.2.3", Some(("packages/a/v", Whose::Other))),
        ("k8s-1.2.3", Some(("k8s-", Whose::Other))),
        ("log4j-2.17.0", Some(("log4j-", Whose::Other))),
        ("python3-1.2.3", Some(("python3-", Whose::Other))),
        ("0.3.009", Some(("", Whose::Plain))),
        ("v1", None),
        ("nightly", None),
        ("2024-01-05", None),
        ("v1.x", None),
        ("1.2.3.4", None),
        ("", None),
    ] {
        let found = families([tag], Scheme::Semver);
        let found = found.first().map(|family| (family.prefix, family.whose(&names)));
        assert_eq!(found, expected, "{tag}");
        if let Some((prefix, _)) = found {
            let format = families([tag], Scheme::Semver)[0].format();
            assert_eq!(format.template(), format!("{prefix}{{version}}"));
            assert!(format.version(tag, Scheme::Semver).is_some(), "{tag} leads back");
        }
    }
    // Tags of two numbers move where a longer one stands beside them, and are versions where none does.
    let tags = ["v1", "v1.2", "v1.2.0", "v1.2.1", "v1.3", "v2.0-rc.1", "v2.0"];
    let mut left: Vec<&str> = families(tags, Scheme::Semver)[0].tags.iter().map(|(_, name)| *name).collect();
    left.sort_unstable();
    assert_eq!(left, ["v1.2.0", "v1.2.1", "v1.3", "v2.0", "v2.0-rc.1"]);
    let long = format!("{}1.2.3", "a1.".repeat(1 << 18));
    assert!(families([long.as_str()], Scheme::Semver).is_empty(), "and takes no time");
}
