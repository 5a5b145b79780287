//! A version as one number, as headers of C have it to be compared with: `10203`, `0x010203`. Which digits are whose is no
//! matter of a standard: what else the header says tells it, and where it says nothing else, how long the number is.

use super::refused;
use crate::error::{Error, Result};
use crate::version::{Scheme, Version};

/// What each number of the version is multiplied by.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::manifest) struct Packed {
    hexadecimal: bool,
    units: [u64; 3],
    /// So long are numbers that are read so without anything beside them.
    lengths: &'static [usize],
}

const fn packed(hexadecimal: bool, units: [u64; 3], lengths: &'static [usize]) -> Packed {
    Packed { hexadecimal, units, lengths }
}

static ALL: [Packed; 6] = [
    packed(false, [10_000, 100, 1], &[5, 6]),
    packed(false, [1_000_000, 1_000, 1], &[7]),
    packed(false, [100_000, 100, 1], &[]),
    packed(true, [0x1_0000, 0x100, 1], &[6]),
    packed(true, [0x100_0000, 0x1_0000, 0x100], &[8]),
    packed(true, [0x1000, 0x100, 0x10], &[]),
];

/// How `text` says a version: `said`, where that is known.
pub(in crate::manifest) fn of(text: &str, said: Option<&Version>) -> Option<&'static Packed> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let fits = |one: &&Packed| {
        let reads = |version: &Version| one.read(text).is_ok_and(|read| read.same(version));
        said.map_or(one.lengths.contains(&digits.len()), reads) && one.hexadecimal == (digits.len() < text.len())
    };
    ALL.iter().find(fits).filter(|_| digits.len() > 2)
}

/// The numbers that stand for `version`, without the shortest.
pub(in crate::manifest) fn all(version: &Version) -> Vec<String> {
    let mut all = Vec::new();
    for one in &ALL {
        let Some(length) = one.lengths.first() else { continue };
        let old = if one.hexadecimal { format!("0x{}", "0".repeat(*length)) } else { String::new() };
        all.extend(one.write(&old, version).ok().filter(|text| text.len() > 4));
    }
    all
}

impl Packed {
    pub fn read(&self, text: &str) -> Result<Version> {
        let (digits, radix) = text.strip_prefix("0x").map_or((text, 10), |digits| (digits, 16));
        let invalid = || Error::new("invalid-version", "expected a version as one number here");
        let mut rest = u64::from_str_radix(digits, radix).map_err(|_| invalid())?;
        let mut said = Vec::new();
        for unit in self.units {
            said.push(rest.checked_div(unit).unwrap_or_default().to_string());
            rest = rest.checked_rem(unit).unwrap_or_default();
        }
        if rest > 0 {
            return Err(invalid());
        }
        Version::parse(&said.join("."), Scheme::Semver)
    }

    /// Hexadecimal digits are as many as before. Code `version-not-expressible`.
    pub fn write(&self, old: &str, version: &Version) -> Result<String> {
        let (major, minor, patch) = version.triple();
        let mut sum = Some(0_u64);
        for (number, unit) in [major, minor, patch].into_iter().zip(self.units) {
            sum = sum.zip(number.checked_mul(unit)).and_then(|(sum, more)| sum.checked_add(more));
        }
        let text = sum.map(|sum| match old.strip_prefix("0x") {
            None => sum.to_string(),
            Some(digits) if digits.contains(|letter: char| letter.is_ascii_lowercase()) => {
                format!("0x{sum:0width$x}", width = digits.len())
            }
            Some(digits) => format!("0x{sum:0width$X}", width = digits.len()),
        });
        // A number that does not fit would be read as another version.
        text.filter(|text| self.read(text).is_ok_and(|read| read.same(version)))
            .ok_or_else(|| refused(version, "there is one number, made of three"))
    }
}
