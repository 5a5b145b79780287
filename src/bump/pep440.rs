//! Prereleases, post and development releases by PEP 440.

use pep440_rs::{Prerelease, PrereleaseKind, Version};

use crate::bump::rules::Rules;
use crate::bump::{Bump, overflow};
use crate::error::{Error, Result};
use crate::text::shortened;
use crate::version;

/// What precedes a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dev,
    Pre(PrereleaseKind),
}

/// The first prerelease of a release.
pub(super) fn opened(release: &Version, rules: &Rules) -> Result<Version> {
    let kind = wanted(rules)?.unwrap_or(Kind::Pre(PrereleaseKind::Rc));
    Ok(begun(release, kind, base(rules)?))
}

/// The next prerelease of the same release. `current` has a prerelease or development part, which comes before its
/// release.
pub(super) fn continued(current: &Version, rules: &Rules) -> Result<Version> {
    let own = current.pre().map_or(Kind::Dev, |pre| Kind::Pre(pre.kind));
    let release = version::pep440::release(current);
    let public = current.clone().without_local();
    let raised =
        |number: u64, part: &str| number.checked_add(1).ok_or_else(|| overflow(part, &current.to_string(), u64::MAX));
    match (wanted(rules)?.unwrap_or(own), current.pre(), current.dev()) {
        (Kind::Dev, _, Some(number)) => Ok(public.with_dev(Some(raised(number, "development number")?))),
        (Kind::Pre(kind), Some(pre), dev) if pre.kind == kind => {
            // `1.3.0rc1.dev2` leads to `1.3.0rc1`; `1.3.0rc1.post1` follows it.
            let number = if dev.is_some() && current.post().is_none() {
                pre.number
            } else {
                raised(pre.number, "prerelease number")?
            };
            Ok(release.with_pre(Some(Prerelease { kind, number })))
        }
        (kind, ..) => Ok(begun(&release, kind, base(rules)?)),
    }
}

/// The bumps that PEP 440 alone knows.
pub(super) fn own(
    current: &Version,
    bump: Bump,
    rules: &Rules,
    patch: impl Fn() -> Result<version::Version>,
) -> Result<version::Version> {
    let raised =
        |number: u64, part: &str| number.checked_add(1).ok_or_else(|| overflow(part, &current.to_string(), u64::MAX));
    let public = current.clone().without_local();
    let found = match (bump, current.pre(), current.post(), current.dev()) {
        (Bump::Epoch, ..) => Version::new([1, 0, 0]).with_epoch(raised(current.epoch(), "epoch")?),
        (Bump::Post, _, Some(post), Some(_)) => public.with_dev(None).with_post(Some(post)),
        (Bump::Post, _, Some(post), None) => public.with_post(Some(raised(post, "post-release number")?)),
        (Bump::Post, _, None, Some(_)) => {
            return Err(Error::new(
                "invalid-bump",
                format!("`{current}` was never released, so no post-release can follow it"),
            )
            .advice("ask for `release` first"));
        }
        (Bump::Post, _, None, None) => public.with_post(Some(base(rules)?)),
        // Development leads to something: to what would follow the current version.
        (_, _, _, Some(dev)) => public.with_dev(Some(raised(dev, "development number")?)),
        (_, _, Some(post), None) => {
            public.with_post(Some(raised(post, "post-release number")?)).with_dev(Some(base(rules)?))
        }
        (_, Some(pre), None, None) => {
            let number = raised(pre.number, "prerelease number")?;
            public.with_pre(Some(Prerelease { number, ..pre })).with_dev(Some(base(rules)?))
        }
        (_, None, None, None) => match patch()? {
            version::Version::Pep440(release) => release.with_dev(Some(base(rules)?)),
            other => return Ok(other),
        },
    };
    Ok(version::Version::Pep440(found))
}

fn begun(release: &Version, kind: Kind, number: u64) -> Version {
    match kind {
        Kind::Dev => release.clone().with_dev(Some(number)),
        Kind::Pre(kind) => release.clone().with_pre(Some(Prerelease { kind, number })),
    }
}

/// The identifier asked for, in any spelling PEP 440 knows.
fn wanted(rules: &Rules) -> Result<Option<Kind>> {
    let Some(identifier) = rules.identifier() else { return Ok(None) };
    let unknown = || {
        Error::new(
            "invalid-identifier",
            format!(
                "`{}` is no prerelease that PEP 440 knows: expected `alpha`, `beta`, `rc` or `dev`",
                shortened(identifier)
            ),
        )
    };
    kind_of(identifier).map(Some).ok_or_else(unknown)
}

fn kind_of(identifier: &str) -> Option<Kind> {
    Some(match identifier.to_ascii_lowercase().as_str() {
        "a" | "alpha" => Kind::Pre(PrereleaseKind::Alpha),
        "b" | "beta" => Kind::Pre(PrereleaseKind::Beta),
        "c" | "rc" | "pre" | "preview" => Kind::Pre(PrereleaseKind::Rc),
        "dev" => Kind::Dev,
        _ => return None,
    })
}

/// Whether this identifier means its kind of prerelease.
pub(super) fn is_called(version: &Version, identifier: &str) -> bool {
    let own = version.pre().map(|pre| Kind::Pre(pre.kind)).or_else(|| version.dev().map(|_| Kind::Dev));
    own.is_some() && own == kind_of(identifier)
}

/// What its prerelease is called, as an identifier is given.
pub(super) fn name_of(version: &Version) -> Option<String> {
    let kind = version.pre().map(|pre| pre.kind)?;
    let name = match kind {
        PrereleaseKind::Alpha => "alpha",
        PrereleaseKind::Beta => "beta",
        PrereleaseKind::Rc => "rc",
    };
    Some(name.to_string())
}

fn base(rules: &Rules) -> Result<u64> {
    rules.identifier_base.number().ok_or_else(|| {
        Error::new("invalid-identifier", "PEP 440 numbers every prerelease: expected the identifier base `0` or `1`")
    })
}
