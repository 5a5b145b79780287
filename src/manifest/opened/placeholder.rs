//! Private packages that say `0.0.0` beside packages that say something: nobody keeps that number up to date, and nobody
//! will ever install it. Nor does anybody in `jsr.json`, where it is put in when the package is published. It is left alone,
//! or it would hold up every release of the others; what they require of ours has to fit all the same.

use crate::manifest::formats::kind::Kind;
use crate::manifest::names::Names;
use crate::manifest::occurrence::Role;
use crate::manifest::opened::Manifest;

/// `0.0.0`, and words that tools and people write behind it so that nobody takes it for a version: `0.0.0-development`.
fn nobody_meant(version: &str) -> bool {
    let word = |rest: &str| rest.starts_with('-') && !rest.contains(|one: char| one.is_ascii_digit());
    version.strip_prefix("0.0.0").is_some_and(|rest| rest.is_empty() || word(rest))
}

/// Has them follow alone, except those the user listed.
pub(super) fn leave_out(manifests: &mut Vec<Manifest<'_, '_>>) {
    let idle = |one: &Manifest<'_, '_>| !one.listed && one.places.is_empty() && is_private_placeholder(one);
    let others_speak = || manifests.iter().any(|one| !idle(one) && one.has_version());
    if manifests.iter().any(idle) && others_speak() {
        for one in manifests.iter_mut().filter(|one| idle(one)) {
            one.moves = false;
        }
    }
}

/// Whether nobody but its authors uses it, and all it says is `0.0.0`. What cannot be read is not judged here.
fn is_private_placeholder(one: &Manifest<'_, '_>) -> bool {
    let private = one.kind.is_some_and(|kind| match kind {
        Kind::Deno => true,
        // `publish_to: none` says no more than that it is an app.
        Kind::Package | Kind::Cargo => kind.is_private(one.source),
        _ => false,
    });
    let mut own = if private { one.occurrences(&Names::default()).unwrap_or_default() } else { Vec::new() };
    own.retain(|occurrence| occurrence.role == Role::Own);
    !own.is_empty() && own.iter().all(|version| nobody_meant(&version.text))
}
