//! How a place spells versions: the two grammars, and what formats of other ecosystems make of them. A grammar that
//! cannot say a version refuses it; none of them leaves a part out.

mod apart;
pub(super) mod packed;
mod padded;

use crate::error::{Error, Result};
use crate::version::{Scheme, Version};
use packed::Packed;

/// The grammar of one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grammar {
    /// Semantic Versioning and nothing else.
    Semver,
    /// Python's.
    Pep440,
    /// Whatever the place says already; a version that is one in both grammars goes with the company it keeps.
    Either,
    /// SemVer's spelling, but `1.2` and `1.2.3.4` are versions too.
    Loose,
    /// As `Loose`, with the prereleases that Composer knows.
    Composer,
    /// `RubyGems`: a prerelease begins with a letter after a dot, `1.3.0.rc.1`.
    Gem,
    /// SemVer, and behind a `+` the number of the build, which goes up by one with every new version.
    Flutter,
    /// The same of a package that is no app: nothing is built, and what follows `+` belongs to that version alone.
    Dart,
    /// SemVer; the tools of Puppet's modules call what is not released yet `1.2.3-rc0`.
    Forge,
    /// Numbers alone.
    Numbers(&'static Numbers),
    /// .NET's four numbers, which its own build takes from the version's first three, prereleases included.
    Assembly,
    /// One number of the version: 0 for the first.
    Part(u8),
    /// Three numbers with code in between: `1, 2, 3`, or one for each line.
    Apart,
    /// The same, which something beside them says is not released yet: what says that is not rewritten.
    Unfinished,
    /// One number made of three: `10203`.
    Packed(&'static Packed),
    /// Two pieces of XML with elements in between: the numbers, and what comes behind them.
    Tagged,
}

/// What a version made of numbers may look like.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    /// At least so many; missing ones are written as 0.
    pub fewest: usize,
    pub most: usize,
    /// The highest that each of them may be.
    pub highest: u64,
    /// `-` between two of them is read as `.`.
    pub dash: bool,
    /// Whose versions these are, for a sentence.
    pub whose: &'static str,
    /// What has room for the rest of a version, where there is something.
    pub instead: Option<&'static str>,
}

impl Grammar {
    /// The version `text` says. Code `invalid-version`.
    pub fn read(self, text: &str) -> Result<Version> {
        match self {
            Self::Semver => Version::parse(text, Scheme::Semver),
            Self::Pep440 => Version::parse(text, Scheme::Pep440),
            Self::Either => Version::parse(text, Scheme::Semver)
                .or_else(|error| Version::parse(text, Scheme::Pep440).map_err(|_| error)),
            Self::Loose | Self::Composer => loosely(text),
            Self::Gem => gem_to_semver(text),
            Self::Flutter | Self::Dart => {
                Version::parse(flutter(text).map_or(text, |(version, _)| version), Scheme::Semver)
            }
            Self::Forge => match text.strip_suffix("-rc0") {
                Some(next) => Version::parse(&format!("{next}-dev"), Scheme::Semver),
                None => Version::parse(text, Scheme::Semver),
            },
            Self::Numbers(numbers) => numbers.read(text),
            Self::Assembly => ASSEMBLY.read(text),
            Self::Part(_) => Version::parse(text, Scheme::Pep440),
            Self::Apart => apart::read(text),
            Self::Unfinished => Version::parse(&format!("{}-dev", apart::read(text)?), Scheme::Semver),
            Self::Packed(packed) => packed.read(text),
            Self::Tagged => {
                let (numbers, rest) = tagged(text);
                loosely(&format!("{numbers}{rest}"))
            }
        }
    }

    /// How this place spells `version`, where it said `old`. Code `version-not-expressible`.
    pub fn write(self, old: &str, version: &Version) -> Result<String> {
        match self {
            Self::Semver | Self::Forge | Self::Dart => Ok(version.to_scheme(Scheme::Semver)?.to_string()),
            Self::Pep440 => Ok(version.to_scheme(Scheme::Pep440)?.to_string()),
            Self::Either if is_gems(old) => gem(old, version),
            Self::Either => {
                let scheme = only_scheme(old).unwrap_or(version.scheme());
                padded::like(old, version.to_scheme(scheme).unwrap_or_else(|_| version.clone()).to_string(), version)
            }
            Self::Loose => {
                let plain = loose(version)?;
                // Of another count of numbers it has no zeros before them.
                Ok(padded::like(old, plain.clone(), version).unwrap_or(plain))
            }
            Self::Composer => composer(version),
            Self::Gem => gem(old, version),
            Self::Flutter => {
                let new = version.to_scheme(Scheme::Semver)?.to_string();
                Ok(match flutter(old).and_then(|(_, build)| build.checked_add(1)) {
                    Some(build) if !new.contains('+') => format!("{new}+{build}"),
                    _ => new,
                })
            }
            Self::Numbers(numbers) => numbers.write(old, version),
            Self::Assembly => {
                let (major, minor, patch) = version.triple();
                let own = Version::parse(&format!("{major}.{minor}.{patch}"), Scheme::Semver)?;
                ASSEMBLY.write(old, &own)
            }
            Self::Part(which) => {
                let (major, minor, patch) = version.triple();
                Ok(match which {
                    0 => major,
                    1 => minor,
                    _ => patch,
                }
                .to_string())
            }
            Self::Apart => apart::write(old, version),
            Self::Unfinished => {
                let why = "what stands beside the numbers says that they are not released";
                Err(Error::new("version-not-expressible", format!("`{version}` can't be written here: {why}")).advice(
                    "say there that they are (such as `X_VERSION_IS_RELEASE 1`), commit and push it: that is what is tagged",
                ))
            }
            Self::Packed(packed) => packed.write(old, version),
            Self::Tagged => {
                let new = loose(version)?;
                let at = new.find(['-', '+']).unwrap_or(new.len());
                let (before, after) = new.split_at_checked(at).unwrap_or((&new, ""));
                let (numbers, rest) = tagged(old);
                let end = old.len().saturating_sub(rest.len());
                let between = old.get(numbers.len()..end).unwrap_or_default();
                Ok(format!("{before}{between}{after}"))
            }
        }
    }

    /// Whether `text` says `version` already, in whatever spelling.
    pub fn says(self, text: &str, version: &Version) -> bool {
        if self.write(text, version).is_ok_and(|new| new == text) {
            return true;
        }
        match self {
            Self::Assembly | Self::Part(_) => false,
            _ => self.read(text).is_ok_and(|said| alike(&said, version)),
        }
    }

    /// The same version as the release's grammars spell it, and in which of them.
    pub fn spelled(self, text: &str, version: &Version) -> String {
        match self {
            Self::Gem
            | Self::Flutter
            | Self::Dart
            | Self::Forge
            | Self::Numbers(_)
            | Self::Assembly
            | Self::Apart
            | Self::Unfinished
            | Self::Packed(_)
            | Self::Tagged => version.to_string(),
            Self::Loose if snapshot(text).is_some() && version.scheme() == Scheme::Pep440 => version.to_string(),
            _ => text.to_string(),
        }
    }

    /// Whether `text` leaves open which of the two grammars it is written in.
    pub fn is_open(self, text: &str) -> bool {
        let open = matches!(self, Self::Either | Self::Numbers(_));
        matches!(self, Self::Apart | Self::Unfinished | Self::Packed(_))
            || open && only_scheme(text).is_none() && Version::parse(text, Scheme::Semver).is_ok()
    }
}

/// What stands before the first tag, and behind the last.
fn tagged(text: &str) -> (&str, &str) {
    let numbers = text.split('<').next().unwrap_or_default();
    (numbers, text.rsplit('>').next().filter(|_| numbers.len() < text.len()).unwrap_or_default())
}

/// One version in two spellings, build metadata and local parts included.
pub(super) fn alike(a: &Version, b: &Version) -> bool {
    let same = |a: &Version, b: &Version| a.to_scheme(b.scheme()).is_ok_and(|a| a.to_string() == b.to_string());
    same(a, b) || same(b, a)
}

/// The one grammar in which `text` is spelled as that grammar prints it; `None` if it is in both or in none.
fn only_scheme(text: &str) -> Option<Scheme> {
    let normal = |scheme| Version::parse(text, scheme).is_ok_and(|version| version.to_string() == text);
    match (normal(Scheme::Semver), normal(Scheme::Pep440)) {
        (true, false) => Some(Scheme::Semver),
        (false, true) => Some(Scheme::Pep440),
        _ => None,
    }
}

fn is_numbers(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a text that may be anything is a version: one without a dot is a number.
pub(super) fn is_dotted(text: &str) -> bool {
    text.contains('.') && Grammar::Loose.read(text).is_ok()
}

/// SemVer, or numbers alone, as many as there are: Maven and Gradle begin with `1.0-SNAPSHOT`.
fn loosely(text: &str) -> Result<Version> {
    Version::parse(text, Scheme::Semver).or_else(|error| match snapshot(text) {
        Some(numbers) => Version::parse(&format!("{numbers}.dev0"), Scheme::Pep440),
        None if is_numbers(text) => Version::parse(text, Scheme::Pep440),
        None => Err(error),
    })
}

/// The numbers before a `-SNAPSHOT`.
fn snapshot(text: &str) -> Option<&str> {
    let (numbers, word) = text.split_once('-')?;
    (word.eq_ignore_ascii_case("SNAPSHOT") && is_numbers(numbers)).then_some(numbers)
}

/// As it is where it has nothing but numbers, else in SemVer's spelling.
fn loose(version: &Version) -> Result<String> {
    let text = version.to_string();
    if is_numbers(&text) { Ok(text) } else { Ok(version.to_scheme(Scheme::Semver)?.to_string()) }
}

/// What a place has no room for. Code `version-not-expressible`.
fn refused(version: &Version, why: &str) -> Error {
    Error::new("version-not-expressible", format!("`{version}` can't be written here: {why}"))
        .advice("release a version without that part")
}

/// Composer compares `alpha`, `beta`, `RC` and `patch` with a number, and refuses every other word.
fn composer(version: &Version) -> Result<String> {
    let text = loose(version)?;
    let public = text.split('+').next().unwrap_or_default();
    let known = match public.split_once('-') {
        None => true,
        Some((_, prerelease)) => {
            let mut parts = prerelease.split('.');
            let word = parts.next().unwrap_or_default().to_ascii_lowercase();
            ["alpha", "beta", "rc", "patch"].contains(&word.trim_end_matches(|letter: char| letter.is_ascii_digit()))
                && parts.all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        }
    };
    if known {
        Ok(text)
    } else {
        Err(refused(version, "Composer knows the prereleases `alpha`, `beta` and `RC` alone"))
    }
}

/// Whether `text` says its prerelease as gems do, behind a dot: Python's tools would make `1.3.0b4` of `1.3.0.beta4`, which to
/// `RubyGems` is less than that.
fn is_gems(text: &str) -> bool {
    let word = |part: &str| ["alpha", "beta", "rc"].iter().any(|word| part.starts_with(word));
    !text.contains(['-', '+']) && text.split('.').any(word)
}

/// `1.3.0-rc.1` as `1.3.0.rc.1`, or as `1.3.0.rc1` where it was written so.
fn gem(old: &str, version: &Version) -> Result<String> {
    let text = loose(version)?;
    if text.contains('+') {
        return Err(refused(version, "RubyGems knows no build metadata"));
    }
    let Some((numbers, prerelease)) = text.split_once('-') else { return Ok(text) };
    // A gem's prerelease is one by its first letter, and a `-` would be read as `.pre.`.
    if prerelease.contains('-') || !prerelease.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Err(refused(version, "a gem's prerelease begins with a letter and has no `-`"));
    }
    let letter = |one: char| one.is_ascii_alphabetic();
    let close = old.split('.').any(|part| part.starts_with(letter) && !part.ends_with(letter));
    let counted = prerelease.split_once('.').filter(|(word, number)| word.ends_with(letter) && is_numbers(number));
    Ok(match counted.filter(|_| close) {
        Some((word, number)) => format!("{numbers}.{word}{number}"),
        None => format!("{numbers}.{prerelease}"),
    })
}

/// `1.3.0.rc.1` and `1.3.0.rc1` as `1.3.0-rc.1`, which to `RubyGems` are the same.
fn gem_to_semver(text: &str) -> Result<Version> {
    if is_numbers(text) {
        return Version::parse(text, Scheme::Semver).or_else(|_| Version::parse(text, Scheme::Pep440));
    }
    let invalid = || {
        Error::new(
            "invalid-version",
            format!(
                "`{}` is no version of a gem; expected such as `1.2.3` or `1.3.0.rc.1`",
                crate::text::shortened(text)
            ),
        )
    };
    let mut numbers: Vec<&str> = Vec::new();
    let mut prerelease: Vec<String> = Vec::new();
    for part in text.split('.') {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(invalid());
        }
        if prerelease.is_empty() && digits {
            numbers.push(part);
        } else {
            let word = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let number = part.get(word.len()..).unwrap_or_default();
            prerelease.extend([word, number].iter().filter(|piece| !piece.is_empty()).map(ToString::to_string));
        }
    }
    while numbers.len() < 3 {
        numbers.push("0");
    }
    let semver = format!("{}-{}", numbers.join("."), prerelease.join("."));
    Version::parse(&semver, Scheme::Semver).map_err(|_| invalid())
}

/// `1.2.3+4`: the version, and the number of the build.
fn flutter(text: &str) -> Option<(&str, u64)> {
    let (version, build) = text.split_once('+')?;
    let digits = !build.is_empty() && build.bytes().all(|byte| byte.is_ascii_digit());
    Some((version, build.parse().ok().filter(|_| digits)?))
}

const ASSEMBLY: Numbers = Numbers {
    fewest: 1,
    most: 4,
    highest: 65_534,
    dash: false,
    whose: "the version of a .NET assembly",
    instead: None,
};

impl Numbers {
    fn read(&self, text: &str) -> Result<Version> {
        let text = if self.dash { text.replace('-', ".") } else { text.to_string() };
        if let Err(why) = self.check(&text) {
            let shown = crate::text::shortened(&text);
            return Err(Error::new("invalid-version", format!("`{shown}` is no version here: {why}")));
        }
        Version::parse(&text, Scheme::Semver).or_else(|_| Version::parse(&text, Scheme::Pep440))
    }

    fn write(&self, old: &str, version: &Version) -> Result<String> {
        let mut text = version.to_string();
        if is_numbers(&text) {
            // As many as before where a fourth one is always 0, so that `1.2.3.0` becomes `1.2.4.0`.
            let filled = old.split('.').skip(3).all(|part| part == "0");
            let before = if filled { old.split('.').count().min(self.most) } else { 0 };
            let wanted = self.fewest.max(before);
            while text.split('.').count() < wanted {
                text.push_str(".0");
            }
            // Two where two are enough: `0.13` becomes `0.14`.
            let short = text.strip_suffix(".0").filter(|short| short.split('.').count() == 2 && self.fewest <= 2);
            if let Some(short) = short.filter(|_| old.split(['.', '-']).count() == 2) {
                text = short.to_string();
            }
        }
        match self.check(&text) {
            Ok(()) => Ok(text),
            Err(why) => {
                let mut error = refused(version, &why);
                if let Some(instead) = self.instead {
                    error.next_steps.insert(0, instead.to_string());
                }
                Err(error)
            }
        }
    }

    fn check(&self, text: &str) -> std::result::Result<(), String> {
        let Self { fewest, most, highest, whose, .. } = self;
        let count = text.split('.').count();
        if !is_numbers(text) || count < *fewest || count > *most {
            let range = if fewest == most { fewest.to_string() } else { format!("{fewest} to {most}") };
            return Err(format!("{whose} is {range} numbers with dots between them"));
        }
        if text.split('.').any(|part| part.parse::<u64>().map_or(true, |number| number > *highest)) {
            return Err(format!("no number in {whose} is above {highest}"));
        }
        Ok(())
    }
}
