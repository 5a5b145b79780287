//! Folders in which nobody's product lies.

use crate::manifest::names::folder;

/// Folders whose manifests are nobody's product: what others wrote, and what is there to be looked at or to be tested.
const PASSED_OVER: [&str; 26] = [
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
];

/// Whether a path below the root may be a product's.
pub(super) fn counts<'p>(path: &'p str) -> bool {
    let folders = folder(path);
    // `integration-tests`, `code-samples`: in the plural, since `tokio-test` and its like are products.
    let kind = |part: &'p str| part.rsplit(['-', '_']).next().filter(|last| last.ends_with('s')).unwrap_or(part);
    let passed = |part: &'p str| [part, kind(part)].iter().any(|name| PASSED_OVER.contains(name));
    !folders.is_empty() && folders.split('/').all(|part| !part.starts_with('.') && !passed(part))
}
