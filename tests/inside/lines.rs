//! Which names of branches say a line.

use version_first::inside::says_line;
use version_first::version::{Scheme, Version};

#[test]
fn a_name_says_so_by_its_words_and_numbers_alone() {
    let version = Version::parse("1.4.2", Scheme::Semver).unwrap();
    for name in [
        "release/1.4",
        "release/v1.4.X",
        "1.4-stable",
        "releases/v1",
        "support/1.4",
        "1-4-stable",
        "stable-1",
        "v1",
        "1",
        "1.4",
        "LTS",
        "maintenance",
        "stable",
        "maint-1.4",
        "legacy",
        "old-1",
        "stable/1.x",
        "release_1_4",
        "lts/v1",
    ] {
        assert!(says_line(name, &version), "{name}");
    }
    for name in [
        "topic",
        "release/1.5",
        "release/2",
        "v2",
        "hotfix/1.4.3",
        "1.4.2",
        "release",
        "support",
        "old",
        "releases",
        "fix-1.4",
        "feature/1",
        "issue-1",
        "stable-2",
        "maintenance-docs",
        "renovate/x-1.x",
        "1.4.x-fix",
        "x",
        "release/+1",
        "release/",
        "",
        "v",
        "release/1.4-rc",
        "dependabot/npm/v1",
        "18446744073709551616",
    ] {
        assert!(!says_line(name, &version), "{name}");
    }
}
