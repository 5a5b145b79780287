//! What the package as a whole is called, for tag formats such as `{name}-v{version}`.

use super::names::folder;
use super::{File, Kind, json, opened, pyproject, toml};

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
    let sources = opened::sources(files);
    let mut named: Vec<(usize, &str, String)> = sources
        .iter()
        .filter_map(|(path, source)| {
            let source = source.as_ref().ok()?;
            let name = match Kind::of(path)? {
                Kind::Cargo => toml::text(toml::parse(source).ok()?, &["package", "name"])?.to_string(),
                Kind::Pyproject => pyproject::name(toml::parse(source).ok()?)?.to_string(),
                Kind::Package => {
                    let root = json::parse(source).ok()?;
                    json::value(source, root, "name").ok()??.as_string_lit()?.value.to_string()
                }
                _ => return None,
            };
            Some((folder(path).split('/').filter(|part| !part.is_empty()).count(), *path, name))
        })
        .collect();
    named.sort();
    named.into_iter().map(|(_, _, name)| name).next()
}
