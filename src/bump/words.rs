//! SemVer prereleases whose words have numbers in them: `rc1`, `nightly.20250102`, `canary.abc1234`.

use std::cmp::Ordering;

use crate::bump::semver::{is_number, with};
use crate::error::{Error, Result};
use crate::version::Version;

/// A prerelease whose number stands right behind its word.
pub(crate) struct RunOn<'a> {
    version: &'a semver::Version,
    /// What stands before the number, identifiers of its own included.
    before: &'a str,
    number: u64,
    /// How many digits it has.
    width: usize,
}

impl<'a> RunOn<'a> {
    /// `None`: it is none, or has a number of its own.
    pub(crate) fn of(version: &'a Version) -> Option<Self> {
        let Version::Semver(version) = version else { return None };
        let pre = version.pre.as_str();
        let before = pre.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = pre.strip_prefix(before).filter(|digits| !digits.is_empty())?;
        let apart = before.is_empty() || before.ends_with('.') || before.split('.').any(is_number);
        (!apart).then_some(())?;
        Some(Self { version, before, number: digits.parse().ok()?, width: digits.len() })
    }

    /// What its first one is called.
    pub(crate) fn first(&self) -> String {
        let width = self.width;
        format!("{}{:0>width$}", self.before, 1)
    }

    /// What follows: `rc2` after `rc1`. Codes: `invalid-bump`, where it sorts below: SemVer compares such words letter by
    /// letter; those of [`crate::bump::next_by`].
    pub(crate) fn next(&self) -> Result<Version> {
        let overflow = || crate::version::overflow("prerelease number", &self.version.to_string(), u64::MAX);
        let (raised, width) = (self.number.checked_add(1).ok_or_else(overflow)?, self.width);
        let next = Version::Semver(with(self.version, &format!("{}{raised:0>width$}", self.before))?);
        if next.cmp_precedence(&self.own()) == Ordering::Greater { Ok(next) } else { Err(self.is_above(&next)) }
    }

    fn own(&self) -> Version {
        Version::Semver(self.version.clone())
    }

    /// Refuses to go on where one with a greater number is there, which sorts below: `rc10` where `rc9` was never made, and
    /// `rc8` is the greatest. Code `invalid-bump`.
    pub(crate) fn is_last<'v>(&self, mut others: impl Iterator<Item = &'v Version>) -> Result<()> {
        let own = self.own();
        let later = |other: &&Version| {
            other.cmp_precedence(&own) == Ordering::Less
                && other.triple() == own.triple()
                && RunOn::of(other).is_some_and(|other| other.before == self.before && other.number > self.number)
        };
        others.find(later).map_or(Ok(()), |later| Err(self.is_above(later)))
    }

    fn is_above(&self, later: &Version) -> Error {
        let own = self.own();
        Error::new(
            "invalid-bump",
            format!("`{later}` sorts below `{own}`: SemVer compares such words letter by letter"),
        )
        .advice(format!("make its release, {}: `--bump release` (input `bump: release`)", own.release()))
        .advice(format!("or name one that sorts above it: `--bump {own}0` (input `version`)"))
    }
}

/// What a prerelease is named after that no number leads on from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    Day,
    Commit,
    /// A version of its own: `1.21.4-0.6.6`, or `1.21.4-v0.6.6`, for the 0.6.6 that goes with 1.21.4.
    Version,
}

/// What says of which day, commit or other version a prerelease was built: the `20250102` of `nightly.20250102`, and of
/// `nightly20250102`.
pub(crate) fn build_of(version: &Version) -> Option<(String, Build)> {
    let pre = match version {
        Version::Semver(version) => version.pre.as_str(),
        Version::Pep440(version) => {
            let number = version.pre()?.number.to_string();
            return build(&number).map(|build| (number, build));
        }
    };
    if let Some(second) = second_of(pre) {
        return Some((second.to_string(), Build::Version));
    }
    pre.split(['.', '-']).find_map(|part| {
        let digits = part.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let day = Some(digits).filter(|digits| is_number(digits));
        day.into_iter().chain([part]).find_map(|part| Some((part.to_string(), build(part)?)))
    })
}

/// The version of its own in what stands behind a host's, as plugins write it: the `0.5.5` of `1.20.2-0.5.5`, and of
/// `1.20.2-v0.5.5`. No prerelease begins with three numbers.
pub(crate) fn second_of(behind: &str) -> Option<&str> {
    let own = behind.strip_prefix('v').unwrap_or(behind);
    let numbers = own.split(['-', '+']).next()?.split('.');
    (numbers.clone().count() >= 3 && numbers.clone().all(is_number)).then_some(own)
}

fn build(part: &str) -> Option<Build> {
    const SHORTEST: usize = 7;
    if is_number(part) {
        let within = |from: usize, most: u8| {
            let two = from.checked_add(2).and_then(|to| part.get(from..to)?.parse::<u8>().ok());
            two.is_some_and(|number| (1..=most).contains(&number))
        };
        // With its hour, minute and second, or without.
        let day = matches!(part.len(), 8 | 10 | 12 | 14) && part.starts_with("20") && within(4, 12) && within(6, 31);
        return day.then_some(Build::Day);
    }
    let name = part.strip_prefix('g').unwrap_or(part);
    let hex = name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let mixed = name.bytes().any(|byte| byte.is_ascii_digit()) && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    (hex && mixed && name.len() >= SHORTEST).then_some(Build::Commit)
}
