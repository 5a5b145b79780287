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
