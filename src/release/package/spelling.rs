//! How the tags of a package that was asked for are spelled.

use crate::error::Result;
use crate::manifest::{Package, Packages};
use crate::ordered;
use crate::release::facts::Refs;
use crate::release::lineage::is_next;
use crate::release::package::{asked, highest, names};
use crate::release::request::Request;
use crate::tag;
use crate::tag::{Family, Format, Whose};
use crate::version::{Scheme, Version};

/// How the tags of a package that was asked for are spelled: as those that carry its name or folder are; where it has none
/// yet, as those of the others. `None`: none was asked for, it is the root's, or the request says how. Codes: those of
/// [`Request::format`].
pub(crate) fn format(request: &Request, packages: &Packages, refs: &Refs, scheme: Scheme) -> Result<Option<Format>> {
    let package = match asked(request, packages) {
        Some(package) if request.tag_format.is_none() && !package.folder.is_empty() => package,
        _ => return Ok(None),
    };
    let families = tag::families(refs.tag_names(), scheme);
    let whose = |family: &&Family<'_>, one: &Package| family.whose(&names(one)) == Whose::Named;
    let numbers = request.moving_tags.numbers();
    let own = families.iter().filter(|family| whose(family, package)).cloned().collect();
    let (own, _) = tag::without_followers(own, &|name| refs.tag(name).map(|tag| tag.commit.as_str()));
    if let Some(family) = newest(own.iter()) {
        return Ok(Some(family.format().with_moving(numbers)));
    }
    let called = package.name.as_deref().unwrap_or(&package.folder);
    let like = |family: &Family<'_>| {
        let other = packages.all.iter().find(|one| one.folder != package.folder && whose(&family, one))?;
        names(other).iter().find_map(|name| {
            let after = family.prefix.strip_prefix(name.as_str())?;
            let own = if other.name.as_ref() == Some(name) { called } else { package.folder.as_str() };
            Some(format!("{own}{after}{{version}}"))
        })
    };
    if let Some(text) = families.iter().find_map(like) {
        return Ok(Some(Format::parse(&text)?.with_moving(numbers)));
    }
    // Tags without a name are its own where they tell of its version.
    let plain = newest(families.iter().filter(|family| family.whose(&[]) == Whose::Plain));
    let stated = highest(&package.manifests, scheme);
    let rooted = packages.all.iter().any(|one| one.folder.is_empty());
    let goes_on = |family: &Family<'_>, stated: &Version| {
        !family.reaches(stated) && family.tags.iter().any(|(version, _)| is_next(stated, version))
    };
    match plain {
        None if families.is_empty() && packages.all.len() == 1 => Ok(None),
        // Or of the one below, where no other package is at the root.
        Some(family) if stated.is_some_and(|stated| family.says(&stated) || (!rooted && goes_on(family, &stated))) => {
            Ok(Some(family.format().with_moving(numbers)))
        }
        _ => Ok(Some(Format::parse(&format!("{called}-v{{version}}"))?.with_moving(numbers))),
    }
}

/// The family with the highest version.
pub(super) fn newest<'f, 'a: 'f>(families: impl Iterator<Item = &'f Family<'a>>) -> Option<&'f Family<'a>> {
    let highest = |family: &&Family<'_>| {
        let mut versions: Vec<Version> = family.tags.iter().map(|(version, _)| version.clone()).collect();
        ordered::sort_by(&mut versions, Version::cmp_precedence);
        versions.pop()
    };
    let with = families.filter_map(|family| Some((highest(&family)?, family)));
    with.max_by(|(a, _), (b, _)| a.cmp_precedence(b)).map(|(_, family)| family)
}
