//! Where a Python project keeps its packages.

use crate::manifest::names::join;
use crate::manifest::readers::toml;

/// Folders that packages are looked for in, most telling first.
pub(in crate::manifest) fn roots(base: &str, document: &toml::Table<'_>) -> Vec<String> {
    let mut roots: Vec<&str> = Vec::new();
    roots.extend(toml::text(document, &["tool", "setuptools", "package-dir", ""]));
    roots.extend(toml::texts(document, &["tool", "setuptools", "packages", "find", "where"]));
    roots.extend(toml::text(document, &["tool", "maturin", "python-source"]));
    roots.extend(toml::text(document, &["tool", "uv", "build-backend", "module-root"]));
    roots.extend(["src", ""]);
    roots.iter().filter_map(|root| join(base, root)).collect()
}
