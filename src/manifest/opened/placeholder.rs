//! Private packages that say `0.0.0` beside packages that say something: nobody keeps that number up to date, and nobody
//! will ever install it. Nor does anybody in `jsr.json`, where it is put in when the package is published. It is left alone,
//! or it would hold up every release of the others; what they require of ours has to fit all the same.

use crate::manifest::formats::kind::Kind;
use crate::manifest::occurrence::Source;
use crate::manifest::opened::Manifest;
use crate::manifest::readers::{json, toml};

/// `0.0.0`, and words that tools and people write behind it so that nobody takes it for a version: `0.0.0-development`.
fn nobody_meant(version: &str) -> bool {
    let word = |rest: &str| rest.starts_with('-') && !rest.contains(|one: char| one.is_ascii_digit());
    version.strip_prefix("0.0.0").is_some_and(|rest| rest.is_empty() || word(rest))
}

/// Has them follow alone, except those the user listed.
pub(super) fn leave_out(manifests: &mut Vec<Manifest<'_, '_>>) {
    let idle = |one: &Manifest<'_, '_>| {
        !one.listed && one.places.is_empty() && one.kind.is_some_and(|kind| is_private_placeholder(kind, one.source))
    };
    let others_speak = || manifests.iter().any(|one| !idle(one) && one.has_version());
    if manifests.iter().any(idle) && others_speak() {
        for one in manifests.iter_mut().filter(|one| idle(one)) {
            one.moves = false;
        }
    }
}

/// `private: true` or `publish = false`, and `0.0.0`. What cannot be read is not judged here.
fn is_private_placeholder(kind: Kind, source: &Source<'_>) -> bool {
    match kind {
        Kind::Package => json::parse(source).is_ok_and(|root| {
            let value = |name| json::value(source, root, name).ok().flatten();
            let private =
                value("private").and_then(|value| value.as_boolean_lit()).is_some_and(|private| private.value);
            private
                && value("version")
                    .and_then(|value| value.as_string_lit())
                    .is_some_and(|said| nobody_meant(&said.value))
        }),
        Kind::Deno => json::parse_relaxed(source).is_ok_and(|root| {
            let said = json::value(source, &root, "version").ok().flatten().and_then(|value| value.as_string_lit());
            said.is_some_and(|said| nobody_meant(&said.value))
        }),
        Kind::Cargo => toml::parse(source).is_ok_and(|document| {
            let root = document;
            let publish = toml::truth(root, &["package", "publish"]);
            publish == Some(false) && toml::text(root, &["package", "version"]).is_some_and(nobody_meant)
        }),
        _ => false,
    }
}
