//! Private packages that say `0.0.0`, or `0.0.1` beside a browser extension: nobody keeps that number up to date, and nobody
//! will ever install it. Nor does anybody in `jsr.json`, where it is put in when the package is published. It is left alone,
//! or it would hold up every release of the others; what they require of ours has to fit all the same.

use crate::manifest::candidate::Candidate;
use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::kind::Kind;
use crate::manifest::formats::python;
use crate::manifest::names::{Names, join};
use crate::manifest::occurrence::{Role, Sources};
use crate::manifest::opened::Manifest;
use crate::manifest::python::version_source;
use crate::manifest::readers::toml;
use crate::ordered::BTreeSet;
use crate::version::Version;

/// `0.0.0`, and words that tools and people write behind it so that nobody takes it for a version: `0.0.0-development`. Where
/// a browser extension says another number beside it, `0.0.1` as well.
fn nobody_meant(version: &str, has_grown: bool) -> bool {
    let word = |rest: &str| rest.starts_with('-') && !rest.contains(|one: char| one.is_ascii_digit());
    let none = version.strip_prefix("0.0.0").is_some_and(|rest| rest.is_empty() || word(rest));
    none || has_grown && version == "0.0.1"
}

/// Has them follow alone, except those the user listed.
pub(super) fn leave_out(manifests: &mut [Manifest<'_, '_>]) {
    let has_grown = manifests.iter().any(|one| one.kind == Some(Kind::WebExtension) && is_past_first(one));
    let is_idle =
        |one: &Manifest<'_, '_>| !one.listed && one.places.is_empty() && is_private_placeholder(one, has_grown);
    let idle: Vec<bool> = manifests.iter().map(is_idle).collect();
    let others_speak = || manifests.iter().zip(&idle).any(|(one, idle)| !idle && one.has_version());
    if idle.contains(&true) && others_speak() {
        for (one, _) in manifests.iter_mut().zip(&idle).filter(|(_, idle)| **idle) {
            one.moves = false;
        }
    }
}

/// Whether it says more than `0.0.1` and the like.
fn is_past_first(one: &Manifest<'_, '_>) -> bool {
    let own = one.occurrences(&Names::default()).unwrap_or_default();
    let mut own = own.iter().filter(|occurrence| occurrence.role == Role::Own);
    own.any(|one_of| one_of.version(one.source).is_ok_and(|version| version.triple() >= (0, 1, 0)))
}

/// Whether nobody but its authors uses it, and all it says is a number that nobody meant. What cannot be read is not judged
/// here.
fn is_private_placeholder(one: &Manifest<'_, '_>, has_grown: bool) -> bool {
    let private = one.kind.is_some_and(|kind| match kind {
        Kind::Deno => true,
        // `publish_to: none` says no more than that it is an app.
        Kind::Package | Kind::Cargo => kind.is_private(one.source),
        // What uv never builds.
        Kind::Pyproject => {
            toml::parse(one.source).is_ok_and(|it| toml::truth(it, &["tool", "uv", "package"]) == Some(false))
        }
        _ => false,
    });
    let mut own = if private { one.occurrences(&Names::default()).unwrap_or_default() } else { Vec::new() };
    own.retain(|occurrence| occurrence.role == Role::Own);
    !own.is_empty() && own.iter().all(|version| nobody_meant(&version.text, has_grown))
}

/// `0.0.0`, or what setuptools-scm counts where it finds no tag: `0.1.dev1`.
fn is_until_built(version: &Version) -> bool {
    version.is_placeholder() || *version.numbers() == [0, 1] && version.is_development()
}

/// The Python files that say no version until they are built: git's tags have the project's version, and nothing names the file.
pub(in crate::manifest) fn until_built(
    candidates: &[Candidate],
    sources: &Sources<'_>,
    listing: &Listing,
) -> BTreeSet<String> {
    let by_tags = |home: &str| {
        let project = sources.get(join(home, "pyproject.toml")?.as_str())?.as_ref().ok()?;
        version_source::from_tags(toml::parse(project).ok()?)
    };
    let says_none = |path: &str| {
        let Some(Ok(source)) = sources.get(path) else { return false };
        let own = python::find(source);
        !own.is_empty() && own.iter().all(|one| one.version(source).is_ok_and(|version| is_until_built(&version)))
    };
    let open = candidates.iter().filter(|one| Kind::of(&one.path) == Some(Kind::Python) && !listing.names(&one.path));
    let open = open.filter(|one| one.home.as_deref().and_then(by_tags).is_some() && says_none(&one.path));
    let mut open: BTreeSet<String> = open.map(|one| one.path.clone()).collect();
    if !open.is_empty() {
        let named = version_source::origins(sources);
        open.retain(|path| !named.contains_key(path));
    }
    open
}
