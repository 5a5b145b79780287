//! What the package as a whole is called, for tag formats such as `{name}-v{version}`.

use crate::ordered;

use crate::manifest::formats::cargo_toml;
use crate::manifest::names::folder;
use crate::manifest::occurrence::{Source, sources};
use crate::manifest::{File, Kind};

/// The name that the outermost manifest gives the package; of several there, the first by path. What cannot be parsed says
/// nothing here.
///
/// ```
/// use version_first::manifest::{File, own_name};
/// let file = |path: &str, text: &str| File { path: path.to_string(), text: text.to_string() };
/// let files = [
///     file("packages/a/package.json", r#"{"name": "@o/a", "version": "1.0.0"}"#),
///     file("pyproject.toml", "[project]\nname = \"whole\"\nversion = \"1.0.0\"\n"),
/// ];
/// assert_eq!(own_name(&files).as_deref(), Some("whole"));
/// ```
pub fn own_name(files: &[File]) -> Option<String> {
    let sources = sources(files);
    let mut named: Vec<(usize, &str, String)> = sources
        .iter()
        .filter_map(|(path, source)| {
            let source = source.as_ref().ok()?;
            let name = match Kind::of(path)? {
                Kind::Cargo | Kind::Pyproject | Kind::Package => name_of(source)?,
                _ => return None,
            };
            Some((folder(path).split('/').filter(|part| !part.is_empty()).count(), *path, name))
        })
        .collect();
    ordered::sort(&mut named);
    named.into_iter().map(|(_, _, name)| name).next()
}

/// What a package is called: by its manifest, else by what that is called, or where it lies.
pub(super) fn name_of(source: &Source<'_>) -> Option<String> {
    said_name(source).or_else(|| Kind::of(source.path)?.name_by_path(source.path).map(str::to_string))
}

/// What a manifest calls its package.
pub(super) fn said_name(source: &Source<'_>) -> Option<String> {
    Kind::of(source.path)?.said_name(source).filter(|name| !name.is_empty())
}

/// Whether a manifest says that its package is not for others.
pub(super) fn is_private(source: &Source<'_>) -> bool {
    Kind::of(source.path).is_some_and(|kind| kind.is_private(source))
}

/// Whether a manifest is a crate's that is a library no crate can use, and no program: what loads it has another manifest.
pub(super) fn is_loaded(source: &Source<'_>) -> bool {
    Kind::of(source.path) == Some(Kind::Cargo) && cargo_toml::is_loaded(source)
}
