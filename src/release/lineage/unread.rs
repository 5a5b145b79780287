//! Tags of which none is a version as the release writes them: whether there was a release, and what that leaves unknown.

use crate::error::{Error, Result};
use crate::release::lineage::Question;
use crate::tag;
use crate::tag::{DEFAULT_FORMAT, Whose, begins_as_one, families};
use crate::text::shortened;
use crate::version::Scheme;

/// Whether the next version may be the first one all the same. Codes: `no-tag-counts`, `ambiguous-tags`.
pub(super) fn check(question: &Question<'_>, names: &[&str]) -> Result<()> {
    unread(question, names)?;
    unwritten(names)
}

/// No tag says a version in any grammar, but some begin as one does, such as `1.4.3.1082-0a1b2c`: there were releases, and what
/// the next is called is not known. Code `ambiguous-tags`.
fn unwritten(names: &[&str]) -> Result<()> {
    let alike: Vec<&str> = names.iter().copied().filter(|name| begins_as_one(name)).collect();
    let Some(first) = alike.first() else { return Ok(()) };
    // What the other grammar reads is below what the manifests say, as `unread` has seen.
    if [Scheme::Semver, Scheme::Pep440].iter().any(|scheme| !families(alike.iter().copied(), *scheme).is_empty()) {
        return Ok(());
    }
    let major = first.find('.').and_then(|dot| first.get(..dot)).unwrap_or(first);
    let message = format!(
        "no tag is a version, but some begin as one does: {}; how the next is written is not known",
        tag::list(alike.iter().copied(), alike.len())
    );
    Err(Error::new("ambiguous-tags", message)
        .advice(format!(
            "for tags such as `v1.0.0` from now on: `--tag-format '{DEFAULT_FORMAT}'` (input `tag-format`)"
        ))
        .advice(format!(
            "or leave tags out that are no versions: `--ignore-tags '{}.*'` (input `ignore-tags`)",
            shortened(major)
        )))
}

/// No tag says a version in the grammar of the release. One that does in the other, such as `v1.0.0.1`, and is no less than
/// what the manifests say, was released before: what follows it is not known. Code `no-tag-counts`.
fn unread(question: &Question<'_>, names: &[&str]) -> Result<()> {
    let (own, other) = match question.scheme {
        Scheme::Semver => (Scheme::Semver, Scheme::Pep440),
        Scheme::Pep440 => (Scheme::Pep440, Scheme::Semver),
    };
    let families = families(names.iter().copied(), other);
    let tags = families.iter().filter(|one| one.whose(&question.hint.names) != Whose::Other).flat_map(|one| &one.tags);
    let Some((version, name)) = tags.max_by(|(a, _), (b, _)| a.cmp_precedence(b)) else { return Ok(()) };
    if question.exact.or(question.said).is_some_and(|said| said.cmp_precedence(version).is_gt()) {
        return Ok(());
    }
    let name = shortened(name);
    let said = question.said.map_or("no file says a version".to_string(), |said| format!("the manifests say {said}"));
    let message =
        format!("no tag is a version as {} writes it: the newest, `{name}`, is none, and {said}", own.title());
    Err(Error::new("no-tag-counts", message)
        .advice(match other {
            Scheme::Pep440 => "if the versions are written as in PEP 440, say so: `--scheme pep440` (input `scheme`)",
            Scheme::Semver => "if the versions are written as in SemVer, say so: `--scheme semver` (input `scheme`)",
        })
        .advice("or name the version to release, above that one: `--bump VERSION` (input `version`)")
        .advice(format!("or leave out tags that are no versions: `--ignore-tags '{name}'` (input `ignore-tags`)")))
}
