//! Folders in which nobody's product lies.

use crate::manifest::names::{base, folder};
use crate::ordered::BTreeSet;

/// Nobody builds for more platforms.
const MOST_PINNED: usize = 64;

/// Folders whose manifests are nobody's product: what others wrote, and what is there to be looked at or to be tested.
const PASSED_OVER: [&str; 27] = [
    "node_modules",
    "vendor",
    "vendored",
    "third_party",
    "third-party",
    "external",
    "deps",
    "examples",
    "example",
    "samples",
    "sample",
    "test",
    "tests",
    "__tests__",
    "testdata",
    "testing",
    "fixtures",
    "fixture",
    "e2e",
    "bench",
    "benches",
    "benchmark",
    "benchmarks",
    "target",
    "template",
    "templates",
    // Projects that sbt's `scripted` builds.
    "sbt-test",
];

/// Whether a path below the root may be a product's.
pub(super) fn counts<'p>(path: &'p str) -> bool {
    let folders = folder(path);
    // `integration-tests`, `code-samples`: in the plural, since `tokio-test` and its like are products.
    let kind = |part: &'p str| part.rsplit(['-', '_', '.']).next().filter(|last| last.ends_with('s')).unwrap_or(part);
    // `Doors.Tests` and `Doors.FuzzTests` in .NET.
    let last = |part: &str| part.ends_with("Tests") || part.ends_with("Benchmarks") || part.ends_with("Samples");
    let known = |name: &str| PASSED_OVER.iter().any(|one| one.eq_ignore_ascii_case(name));
    let passed = |part: &'p str| last(part) || known(part) || known(kind(part));
    !folders.is_empty() && folders.split('/').all(|part| !part.starts_with('.') && !passed(part))
}

/// The files one folder below the root that may be a product's, by the end of their paths.
pub(super) fn one_below(tracked: &BTreeSet<&str>, ending: &str) -> Vec<String> {
    let near = |path: &&&str| path.ends_with(ending) && path.matches('/').count() == 1 && counts(path);
    tracked.iter().filter(near).map(ToString::to_string).collect()
}

/// Nx's projects that npm may publish: what it finds by itself, whether or not a workspace names them.
pub(super) fn of_nx(tracked: &BTreeSet<&str>) -> Vec<String> {
    // Of what describes them nothing is read: among files that were read, those beside it are there.
    let read = !tracked.iter().any(|path| path.ends_with("/project.json"));
    let project = |path: &&&str| {
        let described = path.strip_suffix("/package.json").map(|folder| format!("{folder}/project.json"));
        described.is_some_and(|described| counts(path) && (read || tracked.contains(described.as_str())))
    };
    tracked.iter().filter(project).map(ToString::to_string).collect()
}

/// What a folder may be called by whose package's name tells of a processor, too.
pub(super) const SYSTEMS: [&str; 7] = ["linux", "darwin", "macos", "win32", "windows", "android", "freebsd"];

/// What a package pins for each platform, as far as it lies in folders that are called alike.
pub(super) fn of_platforms(tracked: &BTreeSet<&str>, pinned: &[String]) -> Vec<String> {
    // Most packages pin nothing, and there may be thousands.
    if pinned.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = pinned.iter().take(MOST_PINNED).filter_map(|name| name.rsplit('/').next()).collect();
    let called = |name: &&str, last: &str| {
        let system = last.split('-').next().is_some_and(|word| SYSTEMS.contains(&word));
        name.match_indices(last).any(|(at, _)| {
            let (before, rest) = name.split_at_checked(at).unwrap_or_default();
            let after = rest.strip_prefix(last).unwrap_or(rest);
            (before.is_empty() || before.ends_with('-')) && (after.is_empty() || system && after.starts_with('-'))
        })
    };
    let platform = |path: &&&str| {
        let last = path.strip_suffix("/package.json").map(base);
        last.is_some_and(|last| names.iter().any(|name| called(name, last))) && counts(path)
    };
    tracked.iter().filter(platform).map(ToString::to_string).collect()
}
