//! What is SemVer's own: historical spellings, and the way to PEP 440.

use semver::{BuildMetadata, Prerelease, Version};

use crate::error::Result;
use crate::version::{PRERELEASES, fault, fits};

/// Strictly by Semantic Versioning 2.0.0.
pub(super) fn parse(text: &str) -> Result<Version> {
    exactly(text).ok_or_else(|| {
        let why = fault::semver(text).map(|fault| format!(": {fault}")).unwrap_or_default();
        let refused = crate::version::invalid(
            text,
            format!("is no SemVer version{why}; expected MAJOR.MINOR.PATCH such as `1.2.3` or `1.3.0-rc.1`"),
        );
        match parse_lenient(text).or_else(|| from_python(text)) {
            Some(meant) => refused.advice(format!("write `{meant}`")),
            None => refused,
        }
    })
}

/// `1.3.0rc1`, which some tools read as 1.3.0, is Python's way to write `1.3.0-rc.1`.
fn from_python(text: &str) -> Option<Version> {
    crate::version::pep440::to_semver(&crate::version::pep440::parse(text).ok()?).ok()
}

/// Also `0.4.008` and `1.2`, which old tags say, and `2.0.0.rc1`, as gems are tagged; never a bare `1`.
pub(super) fn parse_lenient(text: &str) -> Option<Version> {
    if let Some(version) = exactly(text) {
        return Some(version);
    }
    let (public, build) = match text.split_once('+') {
        Some((public, build)) => (public, Some(build)),
        None => (text, None),
    };
    let (numbers, prerelease) = match public.split_once('-') {
        Some((numbers, prerelease)) => (numbers, Some(prerelease)),
        None => (public, None),
    };
    let mut numbers: Vec<&str> = numbers.split('.').map(unpadded).collect();
    match numbers.len() {
        2 => numbers.push("0"),
        3 => {}
        _ => return from_gem(text),
    }
    let mut canonical = numbers.join(".");
    if let Some(prerelease) = prerelease {
        let identifiers: Vec<&str> = prerelease.split('.').map(unpadded).collect();
        canonical.push('-');
        canonical.push_str(&identifiers.join("."));
    }
    if let Some(build) = build {
        canonical.push('+');
        canonical.push_str(build);
    }
    exactly(&canonical)
}

/// `2.0.0.rc1` and `2.0.0.rc.1`: a prerelease of a gem, by one of the words that nothing else is called by. Behind other words
/// there are releases: `1.2.3.Final`, `1.2.3.v20240102`.
fn from_gem(text: &str) -> Option<Version> {
    let mut parts = text.splitn(4, '.');
    let numbers: Vec<&str> = parts.by_ref().take(3).map(unpadded).collect();
    let rest = parts.next()?;
    let word = rest.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let number = rest.strip_prefix(word)?;
    let number = number.strip_prefix('.').unwrap_or(number);
    if !PRERELEASES.contains(&word) || number.is_empty() != (word.len() == rest.len()) {
        return None;
    }
    let dot = if number.is_empty() { "" } else { "." };
    exactly(&format!("{}-{word}{dot}{number}", numbers.join(".")))
}

fn exactly(text: &str) -> Option<Version> {
    Version::parse(text).ok().filter(fits)
}

/// `009` as `9`; what is no number stays as it is.
fn unpadded(text: &str) -> &str {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return text;
    }
    match text.trim_start_matches('0') {
        "" => "0",
        number => number,
    }
}

/// `1.3.0-dev.4`, `1.3.0-SNAPSHOT`, `1.3.0-alpha.0.dev`: its first or its last word says so, in any case. And `1.3.0-pre`,
/// without a number: gems and crates say so between releases.
pub(super) fn is_development(version: &Version) -> bool {
    let pre = version.pre.as_str();
    let first = pre.split('.').next().unwrap_or_default();
    // Maven's and Dart's stand behind a prerelease's own words: `-rc-1-SNAPSHOT`, `-163.0.dev`.
    pre.eq_ignore_ascii_case("pre")
        || says_development(first)
        || pre.rsplit(['.', '-']).next().is_some_and(says_development)
}

/// The prerelease that a development version leads to, such as `1.3.0-rc.1` of `1.3.0-rc.1-dev`: it has a word, and a number
/// that was counted up.
pub(super) fn under_development(version: &Version) -> Option<Version> {
    let (before, last) = version.pre.as_str().rsplit_once(['.', '-'])?;
    let word = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = before.strip_prefix(word)?;
    let counted = !number.trim_start_matches('0').is_empty();
    let named = word.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && !says_development(before.split(['.', '-']).next()?);
    let pre = Prerelease::new(before).ok().filter(|_| counted && named && says_development(last))?;
    Some(Version { pre, build: BuildMetadata::EMPTY, ..version.clone() })
}

pub(super) fn says_development(word: &str) -> bool {
    // Ansible's collections count them without a dot: `-dev0`.
    let word = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    ["dev", "SNAPSHOT", "wip"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// `1.3.0-rc.1` to `1.3.0rc1`; on refusal, the reason.
pub(super) fn to_pep440(version: &Version) -> std::result::Result<pep440_rs::Version, String> {
    let mut text = format!("{}.{}.{}", version.major, version.minor, version.patch);
    if !version.pre.is_empty() {
        let Some((prefix, number)) = version.pre.split_once('.').and_then(|(identifier, number)| {
            let prefix = match identifier {
                "alpha" => "a",
                "beta" => "b",
                "rc" => "rc",
                "dev" => ".dev",
                _ => return None,
            };
            Some((prefix, number))
        }) else {
            return Err(prerelease_reason(version));
        };
        text.push_str(prefix);
        text.push_str(number);
    }
    if !version.build.is_empty() {
        text.push('+');
        text.push_str(&version.build);
    }
    let converted = crate::version::pep440::parse(&text).map_err(|_| prerelease_reason(version))?;
    // PEP 440 takes many spellings for one version (`rc.1.post2`, upper case, padded numbers) and would quietly change
    // them. What doesn't lead back to the very same text is not expressible.
    match crate::version::pep440::to_semver(&converted) {
        Ok(back) if back == *version => Ok(converted),
        Ok(back) if back.pre == version.pre => {
            Err(format!("PEP 440 would make the build metadata `{}` a different one", version.build))
        }
        _ => Err(prerelease_reason(version)),
    }
}

fn prerelease_reason(version: &Version) -> String {
    if version.pre.is_empty() {
        return format!("PEP 440 has no local part such as `{}`", version.build);
    }
    format!("PEP 440 knows `alpha`, `beta`, `rc` and `dev` with one number each, and no `{}`", version.pre)
}
