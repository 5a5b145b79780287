//! Where no manifest says a version: what was looked at, and whether the version is the tag's alone.

use crate::error::{Error, Result};
use crate::manifest::{Found, Looked};
use crate::release::package::{LISTED, highest, listed};
use crate::version::Version;

/// No file says a version, and no tag does.
pub(crate) fn nowhere(branch: &str, looked: &[Looked], suspects: &[Found], newest: Option<&Version>) -> Error {
    let whys = looked.iter().map(|one| format!("`{}` ({})", one.path, one.why));
    let whys = match looked.len() {
        0 => "none of the files has a name that is known".to_string(),
        count => format!("looked into {}", listed(whys, count)),
    };
    let mut error = Error::new("no-manifest", format!("no manifest with a version of its own on `{branch}`: {whys}"));
    for found in suspects.iter().take(LISTED) {
        let stated = match newest {
            Some(newest) => format!("says {newest}, as the newest tag does"),
            None => format!("says {}", found.version),
        };
        error = error.advice(format!(
            "`{path}:{line}` {stated}: if it is this project's version, `--manifests {path}` (input `manifests: {path}`) keeps it up to date",
            path = found.path,
            line = found.line
        ));
    }
    if newest.is_some() {
        return error.advice("if the version is the tag's alone, leave the file out: `--manifests '!PATH'`");
    }
    error
        .advice("expected one at the root, such as pyproject.toml, package.json or Cargo.toml with a `version`; docs/manifests.md has every format")
        .advice("name other files with `--manifests ENTRY` (input `manifests`): `path`, `path:key.path` or `path:/pattern/`")
        .advice("a project whose version is its tag's alone needs a first one: `git tag v0.1.0`, push it, and run this again")
}

/// Whether the version is the tag's alone: a file that says the newest tag's version, and would be left behind, is to be
/// named first, and so is the one from which a manifest takes its version. Code `no-manifest`.
pub(crate) fn nobody_says(branch: &str, looked: &[Looked], suspects: &[Found], newest: &Version) -> Result<()> {
    let says = |one: &&Found| highest(std::slice::from_ref(*one), newest.scheme()).is_some_and(|it| it.same(newest));
    let saying: Vec<Found> = suspects.iter().filter(says).cloned().collect();
    let computed = looked.iter().find(|one| one.computed);
    match (saying.is_empty(), computed) {
        (false, _) => Err(nowhere(branch, looked, &saying, Some(newest))),
        (true, Some(manifest)) => Err(nowhere(branch, looked, &[], Some(newest)).advice(format!(
            "name the file that `{}` takes its version from: `--manifests 'PATH:/version = \"(?<version>.+)\"/'` (input `manifests`)",
            manifest.path
        ))),
        (true, None) => Ok(()),
    }
}
