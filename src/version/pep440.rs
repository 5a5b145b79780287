//! What is PEP 440's own: its limits here, and the way to SemVer.

use std::cmp::Ordering;

use pep440_rs::{LocalSegment, PrereleaseKind, Version};
use semver::{BuildMetadata, Prerelease};

use crate::error::Result;
use crate::version::{fault, fits, is_space};

/// By PEP 440, in any spelling it allows (`v1.0`, `1.0-RC.1`); normal form comes when it is printed.
pub(super) fn parse(text: &str) -> Result<Version> {
    match text.trim_matches(is_space).parse::<Version>() {
        // The parser reads a local number beyond 64 bits as a word, which sorts differently, and its order takes the
        // greatest dev number for none at all.
        Ok(version) if version.dev() != Some(u64::MAX) && !has_huge_local_number(&version) => Ok(version),
        _ => {
            let why = fault::pep440(text).map(|fault| format!(": {fault}")).unwrap_or_default();
            Err(crate::version::invalid(
                text,
                format!("is no PEP 440 version{why}; expected N.N.N such as `1.2.3`, `1.3.0rc1` or `1.3.0.dev4`"),
            ))
        }
    }
}

/// As in a tag: one number alone is none, and with something behind it only in normal form.
pub(super) fn parse_lenient(text: &str) -> Option<Version> {
    let version = parse(text).ok()?;
    let short = version.release().len() == 1;
    (!short || (!is_bare_number(&version) && version.to_string() == text)).then_some(version)
}

fn has_huge_local_number(version: &Version) -> bool {
    version.local().iter().any(|segment| match segment {
        LocalSegment::Number(_) => false,
        LocalSegment::String(word) => word.bytes().all(|b| b.is_ascii_digit()),
    })
}

/// One number and nothing else.
fn is_bare_number(version: &Version) -> bool {
    version.to_string().bytes().all(|b| b.is_ascii_digit())
}

/// Epoch and numbers only.
pub(crate) fn release(version: &Version) -> Version {
    version.clone().with_pre(None).with_post(None).with_dev(None).without_local()
}

/// The first word of its local part: `dev` of `1.2.3+dev`.
pub(super) fn beside(version: &Version) -> Option<&str> {
    match version.local().first()? {
        LocalSegment::String(word) => Some(word),
        LocalSegment::Number(_) => None,
    }
}

/// What a development version of a prerelease or a post-release leads to: `4.0.0a2` of `4.0.0a2.dev0`.
pub(super) fn under_development(version: &Version) -> Option<Version> {
    let leads = version.is_dev() && (version.pre().is_some() || version.post().is_some());
    leads.then(|| version.clone().with_dev(None).without_local())
}

/// Compares release numbers of any count, missing ones being 0.
pub(super) fn cmp_release(a: &[u64], b: &[u64]) -> Ordering {
    let count = a.len().max(b.len());
    let padded =
        |numbers: &[u64]| -> Vec<u64> { numbers.iter().copied().chain(std::iter::repeat(0)).take(count).collect() };
    padded(a).cmp(&padded(b))
}

/// `1.3.0rc1` to `1.3.0-rc.1`; on refusal, the reason.
pub(super) fn to_semver(version: &Version) -> std::result::Result<semver::Version, String> {
    if version.epoch() != 0 {
        return Err(format!("SemVer has no epoch such as `{}!`", version.epoch()));
    }
    if let Some(post) = version.post() {
        return Err(format!("SemVer has no post-release such as `.post{post}`"));
    }
    if version.pre().is_some() && version.dev().is_some() {
        return Err("SemVer has no development version of a prerelease".to_string());
    }
    if version.release().iter().skip(3).any(|n| *n != 0) {
        return Err(format!("SemVer has three release numbers and not {}", version.release().len()));
    }
    let mut numbers = version.release().iter().copied();
    let mut number = || numbers.next().unwrap_or(0);
    let local: Vec<String> = version.local().iter().map(ToString::to_string).collect();
    let build = if local.is_empty() {
        BuildMetadata::EMPTY
    } else {
        BuildMetadata::new(&local.join(".")).map_err(|error| error.to_string())?
    };
    let (major, minor, patch) = (number(), number(), number());
    let found = semver::Version { major, minor, patch, pre: nearest_prerelease(version), build };
    if !fits(&found) {
        return Err(format!("{} is the greatest number there", crate::version::MAX_SEMVER_NUMBER));
    }
    Ok(found)
}

/// The prerelease that SemVer would write, as far as it can say it: `rc.1` for `rc1`, also for `rc1.post2`.
pub(super) fn nearest_prerelease(version: &Version) -> Prerelease {
    let text = match (version.pre(), version.post(), version.dev()) {
        (Some(pre), _, _) => {
            let identifier = match pre.kind {
                PrereleaseKind::Alpha => "alpha",
                PrereleaseKind::Beta => "beta",
                PrereleaseKind::Rc => "rc",
            };
            format!("{identifier}.{}", pre.number)
        }
        (None, None, Some(number)) => format!("dev.{number}"),
        _ => return Prerelease::EMPTY,
    };
    // A word, a dot and a number without padding are always an identifier list; EMPTY only keeps this total.
    Prerelease::new(&text).unwrap_or(Prerelease::EMPTY)
}
