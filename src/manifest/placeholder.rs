//! Private packages that say `0.0.0` beside packages that say something: nobody keeps that number up to date, and nobody
//! will ever install it. They are left alone, or they would hold up every release of the others.

use super::kind::Kind;
use super::names::Names;
use super::site::{Role, Source};
use super::{json, toml};

const NOBODY_MEANT_IT: &str = "0.0.0";

/// Takes them out of `sources`, except those the user listed.
pub(super) fn leave_out(sources: &mut Vec<(Kind, Source<'_>)>, listed: impl Fn(&str) -> bool) {
    let idle = |(kind, source): &(Kind, Source<'_>)| !listed(source.path) && is_private_placeholder(*kind, source);
    let (left, kept): (Vec<_>, Vec<_>) = sources.iter().copied().partition(idle);
    if !left.is_empty() && kept.iter().any(|(kind, source)| has_version(*kind, source)) {
        *sources = kept;
    }
}

/// `private: true` or `publish = false`, and `0.0.0`. What cannot be read is not judged here.
fn is_private_placeholder(kind: Kind, source: &Source<'_>) -> bool {
    match kind {
        Kind::Package => json::parse(source).is_ok_and(|root| {
            let value = |name| json::value(source, &root, name).ok().flatten();
            let private =
                value("private").and_then(|value| value.as_boolean_lit()).is_some_and(|private| private.value);
            private
                && value("version")
                    .and_then(|value| value.as_string_lit())
                    .is_some_and(|said| said.value == NOBODY_MEANT_IT)
        }),
        Kind::Cargo => toml::parse(source).is_ok_and(|document| {
            let root = document.as_table();
            let publish = toml::item(root, &["package", "publish"]).and_then(toml_edit::Item::as_bool);
            publish == Some(false) && toml::text(root, &["package", "version"]) == Some(NOBODY_MEANT_IT)
        }),
        _ => false,
    }
}

fn has_version(kind: Kind, source: &Source<'_>) -> bool {
    let own = |sites: Vec<super::site::Site>| sites.iter().any(|site| site.role == Role::Own);
    !kind.is_lock() && kind.find(source, &Names::default()).is_ok_and(own)
}
