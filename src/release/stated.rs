//! What the manifests of a commit state: in one scheme, and compared with a version.

use crate::error::Result;
use crate::manifest::{File, Found, Package, Texts};
use crate::ordered::BTreeSet;
use crate::release::package;
use crate::release::request::Request;
use crate::version::{Scheme, Version};

/// Every manifest's version in one scheme; the error names the file.
pub(crate) fn in_scheme<'f>(found: impl IntoIterator<Item = &'f Found>, scheme: Scheme) -> Result<Vec<Version>> {
    let read = |one: &Found| Version::parse(&one.version, one.scheme)?.to_scheme(scheme);
    let placed = |one: &Found| read(one).map_err(|error| error.at(one.path.clone()).place((one.line, one.column)));
    found.into_iter().map(placed).collect()
}

/// What the files of a commit say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// Every manifest of these packages says the version.
    It,
    /// Some of them do, or leave it open: a placeholder, a development version.
    Partly,
    /// All of them say something else, or they cannot be read.
    Another,
    /// None of them is there.
    Nothing,
}

/// What the manifests of packages say of a version, at any commit; `moving`: the packages' folders.
pub(crate) fn say(files: &[File], request: &Request, moving: &[String], version: &Version) -> Says {
    compared(stated_in(&Texts::default(), files, request, moving).as_ref(), version)
}

/// What the manifests of some packages state, whatever is asked about it.
pub(crate) struct Stated {
    packages: Vec<Package>,
    listed: Vec<Found>,
}

/// See [`Stated`]; absent: they cannot be read. `texts`: those of other commits, too.
pub(crate) fn stated_in<'f>(
    texts: &Texts<'f>,
    files: &'f [File],
    request: &Request,
    moving: &[String],
) -> Option<Stated> {
    #[cfg(feature = "inside")]
    READINGS.with(|read| read.set(read.get().saturating_add(1)));
    let packages = texts.packages(files, &request.manifests, request.package.as_deref()).ok()?;
    let moving: BTreeSet<&str> = moving.iter().map(String::as_str).collect();
    let ours = packages.all.into_iter().chain(packages.far).filter(|one| moving.contains(one.folder.as_str()));
    Some(Stated { packages: ours.collect(), listed: packages.listed })
}

/// Whether what manifests state is a version; what of them is another package's has no say.
pub(crate) fn compared(stated: Option<&Stated>, version: &Version) -> Says {
    let Some(Stated { packages, listed }) = stated else { return Says::Another };
    let own: Vec<Found> = packages.iter().flat_map(|one| one.own(|found| package::says(found, version))).collect();
    match in_scheme(own.iter().chain(listed), version.scheme()) {
        Ok(versions) if versions.is_empty() => Says::Nothing,
        Ok(versions) if versions.iter().all(|one| one.same(version)) => Says::It,
        // Some agree, or leave it open: nobody can say that the tag is wrong.
        Ok(versions)
            if versions.iter().any(|one| one.same(version) || one.is_placeholder() || one.is_development()) =>
        {
            Says::Partly
        }
        _ => Says::Another,
    }
}

#[cfg(feature = "inside")]
std::thread_local! {
    /// How often this thread has read what the manifests of a commit state.
    pub(crate) static READINGS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}
