//! Prereleases by SemVer, as npm's `semver` counts them.

use semver::{BuildMetadata, Prerelease, Version};

use crate::bump::overflow;
use crate::bump::rules::{Rules, is_identifier};
use crate::error::{Error, Result};
use crate::text::shortened;

/// The first prerelease of a release.
pub(super) fn opened(release: &Version, rules: &Rules) -> Result<Version> {
    let first = first(rules)?;
    with(release, &first)
}

/// The next prerelease of the same release.
///
/// The last number among the identifiers goes up, whatever follows it; a prerelease without one gets one. With another
/// identifier than its own, or one that no number follows, it begins anew.
pub(super) fn continued(current: &Version, rules: &Rules) -> Result<Version> {
    let first = first(rules)?;
    let mut own: Vec<String> = current.pre.split('.').map(ToString::to_string).collect();
    if let Some(identifier) = rules.identifier() {
        let mut after = own.iter();
        let begins = identifier.split('.').all(|part| after.next().is_some_and(|own| own == part));
        if !begins || !after.next().is_some_and(|next| is_number(next)) {
            return with(current, &first);
        }
    }
    match own.iter_mut().rev().find(|part| is_number(part)) {
        Some(number) => {
            let raised = number.parse::<u64>().ok().and_then(|number| number.checked_add(1));
            *number = raised.ok_or_else(|| overflow("prerelease number", &current.to_string(), u64::MAX))?.to_string();
        }
        None => own.push(rules.identifier_base.number().unwrap_or_default().to_string()),
    }
    with(current, &own.join("."))
}

/// Whether its prerelease begins with this identifier.
pub(super) fn is_called(version: &Version, identifier: &str) -> bool {
    let mut own = version.pre.split('.');
    !version.pre.is_empty() && identifier.split('.').all(|part| own.next() == Some(part))
}

/// What its prerelease is called.
pub(super) fn name_of(version: &Version) -> Option<String> {
    version.pre.split('.').next().filter(|first| !first.is_empty() && !is_number(first)).map(ToString::to_string)
}

fn first(rules: &Rules) -> Result<String> {
    match (rules.identifier(), rules.identifier_base.number()) {
        (Some(identifier), _) if !is_identifier(identifier) => {
            let plain = identifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            let wanted = if plain && !identifier.is_empty() {
                "a number without a zero in front"
            } else {
                "letters, digits and hyphens, such as `rc`"
            };
            Err(Error::new(
                "invalid-identifier",
                format!("`{}` is no prerelease identifier: expected {wanted}", shortened(identifier)),
            ))
        }
        (Some(identifier), Some(number)) => Ok(format!("{identifier}.{number}")),
        (Some(identifier), None) => Ok(identifier.to_string()),
        (None, Some(number)) => Ok(number.to_string()),
        (None, None) => Err(Error::new(
            "invalid-identifier",
            "a prerelease with neither identifier nor number is none: expected an identifier such as `rc`",
        )),
    }
}

pub(super) fn with(version: &Version, prerelease: &str) -> Result<Version> {
    let pre = Prerelease::new(prerelease).map_err(|_| overflow("prerelease", &version.to_string(), u64::MAX))?;
    Ok(Version { pre, build: BuildMetadata::EMPTY, ..version.clone() })
}

pub(super) fn is_number(identifier: &str) -> bool {
    identifier.bytes().all(|b| b.is_ascii_digit())
}
