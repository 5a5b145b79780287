//! Tags that say a version in a way that no format is learnt from: `1.2.3.RELEASE`, `v1.2.3-stable`, `REL_1_2_3`.

use crate::tag::{Family, Whose};

/// Words behind a version that say no more than that it is released, or for what.
const RELEASED: [&str; 9] =
    ["release", "released", "final", "stable", "ga", "production", "jre", "android", "incubating"];

/// Such a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dressed<'a> {
    pub(crate) name: &'a str,
    /// What stands before its version.
    pub(crate) prefix: &'a str,
    /// What stands behind it.
    pub(crate) suffix: &'a str,
    /// Its first three numbers.
    pub(crate) triple: (u64, u64, u64),
    /// Whether dots stand between them: there is a format for it.
    pub(crate) dotted: bool,
}

impl<'a> Dressed<'a> {
    /// `None`: the tag says no version, or says it as others do.
    pub(crate) fn read(name: &'a str) -> Option<Self> {
        let begin = name.find(|letter: char| letter.is_ascii_digit())?;
        let (prefix, text) = name.split_at_checked(begin)?;
        let between = text.trim_start_matches(|letter: char| letter.is_ascii_digit()).chars().next()?;
        let word = name.ends_with(|letter: char| letter.is_ascii_alphabetic());
        // Most tags are as others are, and there may be very many.
        if !(matches!(between, '_' | '-') || between == '.' && word) {
            return None;
        }
        let (mut numbers, mut rest) = (Vec::new(), text);
        while let Some((number, after)) = number_of(rest) {
            numbers.push(number);
            rest = after;
            match rest.strip_prefix(between).filter(|next| next.starts_with(|letter: char| letter.is_ascii_digit())) {
                Some(next) => rest = next,
                None => break,
            }
        }
        let word = rest.strip_prefix(['.', '_', '-']).map(str::to_ascii_lowercase);
        let released = word.is_some_and(|word| RELEASED.contains(&word.as_str()));
        let triple = match numbers.as_slice() {
            // Hyphens stand between other things as well.
            [major, minor] if between != '-' => (*major, *minor, 0),
            [major, minor, patch] => (*major, *minor, *patch),
            _ => return None,
        };
        let said = if between == '.' { released } else { (released || rest.is_empty()) && !is_day(triple) };
        said.then_some(Self { name, prefix, suffix: rest, triple, dotted: between == '.' })
    }

    /// The newest tag of a family, where a word without a number stands behind its version as behind one before it, and none
    /// was released without it since: `v31.1-jre` after `v30.0-jre`. Prereleases lead to their release, or to another number.
    pub(crate) fn by_habit(family: &Family<'a>) -> Option<Self> {
        let word = |name: &'a str| {
            let text = name.strip_prefix(family.prefix)?;
            let word = text.trim_start_matches(|letter: char| letter == '.' || letter.is_ascii_digit());
            let plain =
                word.starts_with('-') && !word.contains(|letter: char| letter == '.' || letter.is_ascii_digit());
            plain.then_some(word)
        };
        let (version, name) = family.newest()?;
        let (suffix, triple) =
            (word(name).filter(|_| version.is_prerelease() && !version.is_development())?, version.triple());
        let alike = family.tags.iter().filter(|(_, name)| word(name) == Some(suffix));
        let before = alike.map(|(version, _)| version.triple()).filter(|one| *one < triple).max()?;
        let released = family.tags.iter().any(|(version, _)| !version.is_prerelease() && version.triple() >= before);
        (!released).then_some(Self { name, prefix: family.prefix, suffix, triple, dotted: true })
    }

    /// Whose it may be, the package being called any of `names`.
    pub(crate) fn whose(&self, names: &[String]) -> Whose {
        Family { prefix: self.prefix, tags: Vec::new() }.whose(names)
    }

    /// How others like it are written.
    pub(crate) fn pattern(&self) -> String {
        match (self.dotted, self.prefix) {
            (true, _) => format!("*{}", self.suffix),
            (false, "") => self.name.to_string(),
            // All versions may begin so: what goes are those of a year, `v23-03-28` and `release-23-03-28`.
            (false, prefix) => {
                let rest = self.name.strip_prefix(prefix).unwrap_or_default();
                let first = rest.split_inclusive(['-', '_']).next().unwrap_or_default();
                let narrow = matches!(prefix, "v" | "V") || is_dated(rest);
                format!("{prefix}{}*", if narrow { first } else { "" })
            }
        }
    }
}

/// Whether a tag begins as a version does, `v1.4` or `1.4`, whatever follows.
pub(crate) fn begins_as_one(name: &str) -> bool {
    let text = name.strip_prefix(['v', 'V']).unwrap_or(name);
    let rest = number_of(text).and_then(|(_, rest)| rest.strip_prefix('.'));
    rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn number_of(text: &str) -> Option<(u64, &str)> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    Some((text.strip_suffix(rest)?.parse().ok()?, rest))
}

/// `23-03-28`, `2023_03_28`.
fn is_dated(text: &str) -> bool {
    let lengths: Vec<usize> = text.split(['-', '_']).map(str::len).collect();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
    digits && matches!(*lengths, [2 | 4, 2, 2])
}

/// Whether numbers begin with a year or a day.
fn is_day((first, ..): (u64, u64, u64)) -> bool {
    (1990..2100).contains(&first) || first >= 19_900_000
}
