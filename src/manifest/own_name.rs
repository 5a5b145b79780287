//! What the package as a whole is called, for tag formats such as `{name}-v{version}`.

use crate::ordered;

use crate::manifest::names::folder;
use crate::manifest::occurrence::{Source, sources};
use crate::manifest::python::project_name;
use crate::manifest::readers::{json, toml, yaml};
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
    let name = match Kind::of(source.path)? {
        Kind::Cargo => toml::text(toml::parse(source).ok()?, &["package", "name"])?.to_string(),
        Kind::Pyproject => project_name::name(toml::parse(source).ok()?)?.to_string(),
        Kind::Julia | Kind::Gleam => toml::text(toml::parse(source).ok()?, &["name"])?.to_string(),
        Kind::Package | Kind::Composer | Kind::Elm | Kind::Puppet => text(source, "name")?,
        Kind::Deno => {
            let root = json::parse_relaxed(source).ok()?;
            json::value(source, &root, "name").ok()??.as_string_lit()?.value.to_string()
        }
        Kind::Chart | Kind::Pubspec | Kind::Galaxy | Kind::Shard => {
            let documents = yaml::parse(source).ok()?;
            documents.first()?.get(source, "name").ok()??.text()?.to_string()
        }
        Kind::Gemspec => crate::manifest::formats::gemspec::name(source)?.to_string(),
        Kind::Msbuild => crate::manifest::formats::msbuild::name(source)?.to_string(),
        Kind::Bazel => crate::manifest::formats::bazel::name(source)?.to_string(),
        Kind::Description => crate::manifest::formats::description::name(source)?.to_string(),
        Kind::Arduino => crate::manifest::formats::arduino::name(source)?.to_string(),
        Kind::Chef => crate::manifest::formats::chef::name(source)?.to_string(),
        Kind::Mix => crate::manifest::formats::mix::name(source)?.to_string(),
        Kind::Cabal => crate::manifest::formats::cabal::name(source)?.to_string(),
        Kind::Leiningen => crate::manifest::formats::clojure::name(source)?,
        Kind::WordPress => crate::manifest::formats::wordpress::name(source)?,
        Kind::Zon => crate::manifest::formats::zon::name(source)?.to_string(),
        Kind::SetupCfg => crate::manifest::formats::setup_cfg::package(source)?.to_string(),
        Kind::SetupPy => crate::manifest::formats::setup_py::name(source)?.to_string(),
        Kind::Pom => crate::manifest::formats::pom::artifact(source)?,
        _ => return None,
    };
    Some(name).filter(|name| !name.is_empty())
}

fn text(source: &Source<'_>, key: &str) -> Option<String> {
    let root = json::parse(source).ok()?;
    Some(json::value(source, root, key).ok()??.as_string_lit()?.value.to_string())
}

/// Whether a crate is a library that no crate can use, and no program: what loads it has another manifest.
pub(super) fn is_loaded(source: &Source<'_>) -> bool {
    Kind::of(source.path) == Some(Kind::Cargo)
        && toml::parse(source).is_ok_and(|root| {
            toml::texts(root, &["lib", "crate-type"]) == ["cdylib"] && toml::item(root, &["bin"]).is_none()
        })
}

/// Whether a manifest says that its package is not for others.
pub(super) fn is_private(source: &Source<'_>) -> bool {
    match Kind::of(source.path) {
        Some(Kind::Package) => json::parse(source).is_ok_and(|root| {
            let private = json::value(source, root, "private").ok().flatten().and_then(|value| value.as_boolean_lit());
            private.is_some_and(|private| private.value)
        }),
        Some(Kind::Cargo) => {
            toml::parse(source).is_ok_and(|root| toml::truth(root, &["package", "publish"]) == Some(false))
        }
        Some(Kind::Pubspec) => yaml::parse(source).is_ok_and(|documents| {
            let to = documents.first().and_then(|root| root.get(source, "publish_to").ok().flatten());
            to.and_then(|to| to.text()) == Some("none")
        }),
        _ => false,
    }
}
