//! How the tags of a package that was asked for are spelled.

use crate::bump::is_next;
use crate::error::{Error, Result};
use crate::manifest::{Package, Packages};
use crate::release::facts::Refs;
use crate::release::package::{asked, highest, names, plain};
use crate::release::request::Request;
use crate::tag;
use crate::tag::{Family, Format, Whose};
use crate::text::{option, shortened};
use crate::version::{Scheme, Version};

/// How the tags of a package that was asked for are spelled: as those that carry its name or folder are; where it has none
/// yet, as those of the others. `None`: none was asked for, it is the root's, or the request says how. Codes: those of
/// [`Request::format`], `unknown-package` and `ambiguous-tags`.
pub(crate) fn format(request: &Request, packages: &Packages, refs: &Refs, scheme: Scheme) -> Result<Option<Format>> {
    is_one(request, packages)?;
    let package = match asked(request, packages) {
        Some(package) if request.tag_format.is_none() && !package.folder.is_empty() => package,
        _ => return Ok(None),
    };
    let families = tag::families(refs.tag_names(), scheme);
    let whose = |family: &&Family<'_>, one: &Package| family.whose(&names(one)) == Whose::Named;
    let numbers = request.moving_tags.numbers();
    let own = families.iter().filter(|family| whose(family, package)).cloned().collect();
    let (own, _) = tag::without_followers(own, &|name| refs.tag(name).map(|tag| tag.commit.as_str()));
    let stated = highest(&package.manifests, scheme);
    let of: Vec<Result<bool>> = own.iter().map(|family| is_of(family, package, packages, scheme)).collect();
    let says = |family: &Family<'_>| stated.as_ref().is_some_and(|stated| family.says(stated));
    // Where some that are its own say its version, the others need not be told.
    let told = own.iter().zip(&of).any(|(family, of)| *of == Ok(true) && says(family));
    let mut kept = Vec::new();
    for (family, of) in own.into_iter().zip(of) {
        match of {
            Ok(true) => kept.push(family),
            Err(error) if !told => return Err(error),
            _ => {}
        }
    }
    if let Some(family) = newest(kept.iter()) {
        if let Some(stated) = &stated {
            others_say(stated, family, &families, package, packages)?;
        }
        return Ok(Some(family.format().with_moving(numbers)));
    }
    let called = package.name.as_deref().unwrap_or(&package.folder);
    let like = |family: &Family<'_>| {
        let other = every(packages).find(|one| one.folder != package.folder && whose(&family, one))?;
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
    let rooted = packages.all.iter().any(|one| one.folder.is_empty());
    let goes_on = |family: &Family<'_>, stated: &Version| {
        !family.reaches(stated) && family.tags.iter().any(|(version, _)| is_next(stated, version))
    };
    let named = Format::parse(&format!("{called}-v{{version}}")).map(|format| Some(format.with_moving(numbers)));
    match plain {
        None if families.is_empty() && every(packages).count() == 1 => Ok(None),
        // Those of another one, which has said all that it said.
        Some(family) if is_anothers(family, stated.as_ref(), package, packages, scheme) => named,
        // Or of the one below, where no other package is at the root.
        Some(family) if stated.is_some_and(|stated| family.says(&stated) || (!rooted && goes_on(family, &stated))) => {
            Ok(Some(family.format().with_moving(numbers)))
        }
        _ => named,
    }
}

/// Whether another package says the newest version of tags, or a greater one of theirs than this one, which is behind.
fn is_anothers(
    family: &Family<'_>,
    stated: Option<&Version>,
    package: &Package,
    packages: &Packages,
    scheme: Scheme,
) -> bool {
    let Some((newest, _)) = family.newest() else { return false };
    let Some(stated) = stated.filter(|stated| stated.cmp_precedence(newest).is_lt()) else { return false };
    let beyond = |said: &Version| said.cmp_precedence(stated).is_gt() && family.says(said);
    let says = |one: &Package| highest(&one.manifests, scheme).is_some_and(|said| said.same(newest) || beyond(&said));
    every(packages).any(|one| one.folder != package.folder && says(one))
}

/// Refuses tags that carry a package's name and are ahead of it, where others say its very version whose name begins with
/// that and is no package's: `doors-js-v1.2.3`, of what npm has beside a crate. Code `ambiguous-tags`.
fn others_say(
    stated: &Version,
    chosen: &Family<'_>,
    families: &[Family<'_>],
    package: &Package,
    packages: &Packages,
) -> Result<()> {
    let Some((version, name)) = chosen.newest() else { return Ok(()) };
    if chosen.says(stated) || version.cmp_precedence(stated).is_lt() {
        return Ok(());
    }
    let longer = |family: &&Family<'_>| {
        let bare = tag::bare(family.prefix);
        let mut calls = names(package).into_iter().flat_map(|name| tag::calls(&name));
        let nobodys = || every(packages).all(|one| family.whose(&names(one)) == Whose::Other);
        calls.any(|call| bare.strip_prefix(&call).is_some_and(|rest| rest.starts_with('-'))) && nobodys()
    };
    let says = |family: &&Family<'_>| family.newest().is_some_and(|(version, _)| version.same(stated));
    let Some(other) = families.iter().filter(says).find(longer) else { return Ok(()) };
    let said = other.newest_name().unwrap_or_default();
    let mut error = Error::new(
        "ambiguous-tags",
        format!("`{}` has the package's name, but `{}` says its version, {stated}", shortened(name), shortened(said)),
    );
    for (family, name) in [(other, said), (chosen, name)] {
        error = error.advice(format!(
            "to go on from `{}`: `{}` (input `tag-format`)",
            shortened(name),
            option("tag-format", &family.format().template())
        ));
    }
    Err(error)
}

/// The packages of the tree, those among them that nothing names.
fn every(packages: &Packages) -> impl Iterator<Item = &Package> {
    packages.all.iter().chain(&packages.far)
}

/// Refuses a name that several packages have, none of which lies around the others. Code `unknown-package`.
fn is_one(request: &Request, packages: &Packages) -> Result<()> {
    let (Some(wanted), Some(first)) = (request.package.as_deref(), asked(request, packages)) else { return Ok(()) };
    let around = |one: &&Package| !first.folder.is_empty() && !one.folder.starts_with(&format!("{}/", first.folder));
    let called = every(packages).filter(|one| one.folder != first.folder && one.name.as_deref() == Some(wanted));
    let others: Vec<String> = called.filter(around).map(|one| format!("`{}`", one.folder)).collect();
    if others.is_empty() || first.folder == plain(wanted) {
        return Ok(());
    }
    let (wanted, folder) = (shortened(wanted), &first.folder);
    let message = format!("several packages are called `{wanted}`: in `{folder}`, {}", others.join(", "));
    Err(Error::new("unknown-package", message)
        .advice(format!("name the one that is meant by its folder: `{}` (input `package`)", option("package", folder))))
}

/// Whether tags that carry a package's name are its own, where others are called alike: by the versions that they say, or by
/// all of the name. Code `ambiguous-tags`.
fn is_of(family: &Family<'_>, package: &Package, packages: &Packages, scheme: Scheme) -> Result<bool> {
    let said = |one: &Package| highest(&one.manifests, scheme);
    let Some(own) = said(package) else { return Ok(true) };
    let called = |one: &Package| one.folder != package.folder && family.whose(&names(one)) == Whose::Named;
    // Of those that say the same version, no version is made another one.
    let apart = |one: &&Package| called(one) && said(one).is_some_and(|said| !said.same(&own));
    let others: Vec<&Package> = every(packages).filter(apart).collect();
    let whole = |one: &Package| names(one).iter().any(|name| tag::is_whole(family.prefix, name));
    let newest = family.newest();
    let goes_on = |said: &Version| newest.is_some_and(|(newest, _)| is_next(said, newest));
    let told = |one: &Package| said(one).is_some_and(|said| family.says(&said) || goes_on(&said));
    let any = |claim: &dyn Fn(&Package) -> bool| others.iter().any(|one| claim(one));
    // Of the package and of any other: whether the tags say its version, and whether all of its name.
    match ((told(package), any(&told)), (whole(package), any(&whole))) {
        _ if others.is_empty() => return Ok(true),
        ((true, false), _) | (_, (true, false)) => return Ok(true),
        ((false, _), (false, _)) if any(&|one| told(one) && whole(one)) => return Ok(false),
        _ => {}
    }
    let tag = newest.map_or("", |(_, name)| name);
    let folders: Vec<String> = others.iter().map(|one| format!("`{}`", one.folder)).collect();
    let message = format!(
        "`{}` may be a tag of the package in `{}`, or of {}, which is called alike",
        shortened(tag),
        package.folder,
        folders.join(", ")
    );
    let format = |template: String| option("tag-format", &template);
    Err(Error::new("ambiguous-tags", message)
        .advice(format!("to go on from it: `{}` (input `tag-format`)", format(family.format().template())))
        .advice(format!("for tags of its own: `{}`", format(format!("{}/v{{version}}", package.folder)))))
}

/// The family with the highest version.
pub(super) fn newest<'f, 'a: 'f>(families: impl Iterator<Item = &'f Family<'a>>) -> Option<&'f Family<'a>> {
    let with = families.filter_map(|family| Some((&family.newest()?.0, family)));
    with.max_by(|(a, _), (b, _)| a.cmp_precedence(b)).map(|(_, family)| family)
}
