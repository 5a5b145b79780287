//! Version tags and their format.

mod dressed;
mod family;
mod spelling;
mod survey;

use crate::branch::{check_ref_name, split_template};
use crate::error::{Error, Result};
use crate::text::shortened;
use crate::version::{Scheme, Version};
use spelling::Spelling;

pub(crate) use dressed::{Dressed, begins_as_one};
pub use family::{Family, Whose, families};
pub(crate) use family::{
    bare, calls, count_by_two, is_short, is_some, is_whole, split, split_moving, without_followers, without_moving,
};
pub use survey::Survey;
pub(crate) use survey::{list, list_of};

/// The format that holds where nobody chose another.
pub const DEFAULT_FORMAT: &str = "v{version}";

/// The format that goes on from a tag by the version at its end: `mc1.21.4-{version}` for `mc1.21.4-0.6.6` and 0.6.6.
pub(crate) fn format_ending(name: &str, version: &str) -> Option<String> {
    Some(format!("{}{{version}}", name.strip_suffix(version)?))
}

/// A tag format such as `v{version}`: text around one `{version}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    prefix: String,
    suffix: String,
    /// Up to how many numbers make a tag that moves, not a version.
    moving: usize,
    /// How many digits the tags give each number at least: `0.3.009` gives the third three.
    widths: Vec<usize>,
    /// Whether they give a zero one digit all the same: `10.0`, `10.01`.
    plain_zero: bool,
    /// How they spell prereleases.
    prereleases: Spelling,
    /// Whether they leave out a third number that is zero.
    short: bool,
}

/// A tag format with the package's name in the place of `{name}`. Codes: `invalid-tag-format`.
///
/// ```
/// use version_first::tag::named;
/// assert_eq!(named("{name}@{version}", Some("@o/a"))?, "@o/a@{version}");
/// assert_eq!(named("{name}-v{version}", None).unwrap_err().code, "invalid-tag-format");
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn named(format: &str, name: Option<&str>) -> Result<String> {
    match name {
        _ if is_other_spelling(format) => Err(other_spelling(format)),
        _ if !format.contains("{name}") => Ok(format.to_string()),
        Some(name) => Ok(format.replace("{name}", name)),
        None => Err(Error::new(
            "invalid-tag-format",
            format!("tag format `{}` asks for the package's name, which is not known", shortened(format)),
        )
        .advice("name the package in its manifest, or write the name into the format, such as `mypackage-v{version}`")),
    }
}

impl Default for Format {
    fn default() -> Self {
        Self { prefix: "v".to_string(), ..Self::bare() }
    }
}

impl Format {
    /// The version and nothing else.
    pub(crate) fn bare() -> Self {
        let prefix = String::new();
        Self {
            suffix: prefix.clone(),
            prefix,
            moving: 1,
            widths: Vec::new(),
            plain_zero: false,
            prereleases: Spelling::Own,
            short: false,
        }
    }

    /// Reads a format. Codes: `invalid-tag-format`.
    pub fn parse(text: &str) -> Result<Self> {
        let refused = |why: String| {
            let shown = shortened(text);
            Error::new("invalid-tag-format", format!("tag format `{shown}` {why}"))
                .advice("use a format such as `v{version}`, `{version}` or `{name}-v{version}`")
        };
        if is_other_spelling(text) {
            return Err(other_spelling(text));
        }
        let (prefix, suffix) = split_template(text).map_err(refused)?;
        if let Err(error) = check_ref_name(&format!("{prefix}1.2.3{suffix}")) {
            return Err(refused(format!("makes no valid tag name: {}", error.message)));
        }
        Ok(Self { prefix: prefix.to_string(), suffix: suffix.to_string(), ..Self::bare() })
    }

    /// The format with the padding that these tags, newest first, have: after `v0.3.009` comes `v0.3.010`. `v0.3.100` does not
    /// tell how many digits its third number has at least; the tag before it may.
    ///
    /// ```
    /// use version_first::{tag::Format, version::{Scheme, Version}};
    /// let format = Format::default().padded_like(["v0.3.100", "v0.3.099"]);
    /// assert_eq!(format.name(&Version::parse("0.3.101", Scheme::Semver)?)?, "v0.3.101");
    /// assert_eq!(format.name(&Version::parse("0.4.0", Scheme::Semver)?)?, "v0.4.000");
    /// # Ok::<(), version_first::Error>(())
    /// ```
    #[must_use]
    pub fn padded_like<'t>(self, tags: impl IntoIterator<Item = &'t str>) -> Self {
        let texts: Vec<&str> = tags.into_iter().filter_map(|tag| self.text(tag)).collect();
        // Decimal numbers: after `v10.0` came `v10.01`.
        let plain_zero = texts.windows(2).any(|pair| match pair {
            [after, zero] if zero.ends_with(".0") => {
                after.strip_prefix(zero).is_some_and(|more| more.starts_with(|one: char| one.is_ascii_digit()))
            }
            _ => false,
        });
        let told = |number: &str| match number.as_bytes() {
            [b'0'] if plain_zero => None,
            [_] => Some(0),
            [b'0', ..] => Some(number.len()),
            _ => None,
        };
        let mut widths: Option<Vec<Option<usize>>> = None;
        for text in texts {
            let numbers = numbers_of(text).split('.');
            let widths = widths.get_or_insert_with(|| numbers.clone().map(|_| None).collect());
            widths.iter_mut().zip(numbers).for_each(|(width, number)| *width = width.or_else(|| told(number)));
            if !widths.contains(&None) {
                break;
            }
        }
        Self { plain_zero, widths: widths.into_iter().flatten().map(Option::unwrap_or_default).collect(), ..self }
    }

    /// The format with the spelling that these tags, newest first, have for prereleases: after `v2.0.0.rc1` comes `v2.0.0.rc2`.
    /// The first one of a gem has the gem's own, by which Ruby's `rake release` looks for its tag.
    #[must_use]
    pub(crate) fn spelled_like<'a>(self, mut tags: impl Iterator<Item = (&'a Version, &'a str)>, is_gem: bool) -> Self {
        let prereleases = tags.find_map(|(version, tag)| Spelling::of(self.text(tag)?, version));
        let first = if is_gem { Spelling::DOTTED } else { Spelling::Own };
        Self { prereleases: prereleases.unwrap_or(first), ..self }
    }

    /// The format with two numbers for a version whose third is zero, where these tags, oldest first, have no more for any: after
    /// `v2.11` comes `v2.12`, though there is a `v2.10.1`. In public repositories a tag of two came after one alone 155 times of
    /// 162, and after one with patches 19 times of 33: nobody knows. After `v0.17`, `v0.18.7`, `v0.19.1` and `v0.19.2` nobody
    /// knows, either: the newest ones have three.
    #[must_use]
    pub(crate) fn short_like<'a>(self, tags: impl Iterator<Item = (&'a Version, &'a str)>) -> Self {
        // How many came since that began otherwise.
        let (mut begun, mut since) = ((0, 0), 0_usize);
        let (mut zeros, mut patched, mut short) = (0_usize, false, true);
        for (version, tag) in tags.filter(|(version, _)| !version.is_prerelease()) {
            match version.triple() {
                (major, minor, 0) => {
                    (begun, since) = ((major, minor), 0);
                    zeros = zeros.saturating_add(1);
                    short &= self.text(tag).is_some_and(is_short);
                }
                (major, minor, _) => {
                    patched = true;
                    since = since.saturating_add(usize::from(begun != (major, minor)));
                }
            }
        }
        Self { short: short && zeros > usize::from(patched) && !is_some(since), ..self }
    }

    /// As people write it: `v{version}`.
    pub fn template(&self) -> String {
        format!("{}{{version}}{}", self.prefix, self.suffix)
    }

    /// The format where tags of so many numbers move along with releases: of one at least, `v1`; of two, `v1.2` too.
    #[must_use]
    pub fn with_moving(self, numbers: usize) -> Self {
        Self { moving: numbers.max(1), ..self }
    }

    /// [`Format::moving_name`] where the tags that move are written otherwise than the versions'.
    pub(crate) fn moving_name_as(&self, other: &Self, tag: &str, numbers: usize) -> Option<String> {
        other.moving_name(&format!("{}{}{}", other.prefix, self.text(tag)?, other.suffix), numbers)
    }

    /// The tag that moves for a version's tag, with so many of its numbers; `None`: there is none that would not be the
    /// version itself.
    ///
    /// ```
    /// use version_first::tag::Format;
    /// let format = Format::parse("lib-v{version}")?;
    /// assert_eq!(format.moving_name("lib-v1.2.3", 1).as_deref(), Some("lib-v1"));
    /// assert_eq!(format.moving_name("lib-v1.2.3", 2).as_deref(), Some("lib-v1.2"));
    /// assert_eq!(format.moving_name("lib-v1.2", 2), None);
    /// # Ok::<(), version_first::Error>(())
    /// ```
    pub fn moving_name(&self, tag: &str, numbers: usize) -> Option<String> {
        let parts: Vec<&str> = self.text(tag)?.split('.').collect();
        let (kept, rest) = parts.split_at_checked(numbers)?;
        let number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let moves = !kept.is_empty() && !rest.is_empty() && kept.iter().all(number);
        moves.then(|| format!("{}{}{}", self.prefix, kept.join("."), self.suffix))
    }

    /// The tag name of a version. Codes: `invalid-ref-name`; `invalid-version` for a bare number such as PEP 440's `1`.
    ///
    /// The name always leads back: `version` reads the same version from it.
    pub fn name(&self, version: &Version) -> Result<String> {
        self.name_spelled(version, &version.to_string())
    }

    /// The tag name of a version in a spelling of its own, such as a calendar's `26.02.3`. Codes: as [`Format::name`].
    pub fn name_spelled(&self, version: &Version, spelled: &str) -> Result<String> {
        let text = self.prereleases.write(version, spelled);
        let text = text.strip_suffix(".0").filter(|text| self.short && is_short(text)).unwrap_or(&text);
        let name = format!("{}{}{}", self.prefix, self.padded(text), self.suffix);
        check_ref_name(&name)?;
        let missing = self.moving.saturating_sub(spelled.matches('.').count());
        let longer = format!("{spelled}{}", ".0".repeat(missing));
        match self.version(&name, version.scheme()) {
            Some(read) if read.same(version) => Ok(name),
            _ => Err(Error::new(
                "invalid-version",
                format!("`{spelled}` can't be a tag: `{name}` would be read as a tag that moves, not as a version"),
            )
            .advice(format!(
                "write at least {} numbers, such as `{longer}`",
                if self.moving > 1 { "three" } else { "two" }
            ))),
        }
    }

    /// The version a tag names, read leniently; `None` for anything else (`v1`, `nightly`, other formats).
    pub fn version(&self, tag: &str, scheme: Scheme) -> Option<Version> {
        match self.read(tag, scheme) {
            Meaning::Version(version) => Some(version),
            Meaning::Moving | Meaning::Unreadable | Meaning::Foreign => None,
        }
    }

    /// What a tag means in this format.
    pub fn read(&self, tag: &str, scheme: Scheme) -> Meaning {
        // PEP 440 would drop a leading `v` and surrounding space itself: `vv1.0`, or `v1.0` under `{version}`, would
        // count as versions that this format never makes.
        let Some(text) = self.text(tag).filter(|text| text.starts_with(|c: char| c.is_ascii_digit())) else {
            return Meaning::Foreign;
        };
        let mut numbers = text.split('.');
        if numbers.clone().count() <= self.moving
            && numbers.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        {
            return Meaning::Moving;
        }
        let graphic = text.bytes().all(|b| b.is_ascii_graphic());
        match Version::parse_lenient(text, scheme).filter(|_| graphic) {
            Some(version) => Meaning::Version(version),
            None => Meaning::Unreadable,
        }
    }

    /// A version's text with the padding that the tags have.
    fn padded(&self, spelled: &str) -> String {
        let numbers = numbers_of(spelled);
        if self.widths.is_empty() || numbers.is_empty() {
            return spelled.to_string();
        }
        let widths = self.widths.iter().copied().chain(std::iter::repeat(0));
        let plain = |number: &str| self.plain_zero && number == "0";
        let written = |(number, width): (&str, usize)| match plain(number) {
            true => number.to_string(),
            false => format!("{number:0>width$}"),
        };
        let padded: Vec<String> = numbers.split('.').zip(widths).map(written).collect();
        format!("{}{}", padded.join("."), spelled.get(numbers.len()..).unwrap_or_default())
    }

    /// What stands in the version's place.
    pub(crate) fn text<'a>(&self, tag: &'a str) -> Option<&'a str> {
        tag.strip_prefix(self.prefix.as_str())?.strip_suffix(self.suffix.as_str())
    }
}

/// The numbers and dots that a version's text begins with; nothing where an epoch does.
fn numbers_of(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let numbers = text.get(..end).unwrap_or_default().trim_end_matches('.');
    if text.get(end..).is_some_and(|rest| rest.starts_with('!')) { "" } else { numbers }
}

fn is_other_spelling(format: &str) -> bool {
    format.contains('$') || format.contains("{{")
}

/// A format in the spelling of another tool, such as `v${version}` or `v{{ version }}`.
fn other_spelling(text: &str) -> Error {
    let plain: String = text.replace('$', "").chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace("{{", "{").replace("}}", "}");
    let named = ["name", "package", "packageName", "component"];
    let plain = named.iter().fold(plain, |plain, name| plain.replace(&format!("{{{name}}}"), "{name}"));
    // `v$version` has no braces to lose.
    let meant = if plain.contains("{version}") { plain } else { plain.replace("version", "{version}") };
    let right = match split_template(&meant.replace("{name}", "")) {
        Ok(_) => meant,
        Err(_) => DEFAULT_FORMAT.to_string(),
    };
    Error::new(
        "invalid-tag-format",
        format!("tag format `{}` is written as other tools write theirs: expected `{{version}}` in single braces, without `$`", shortened(text)),
    )
    .advice(format!("write `{}`", shortened(&right)))
}

/// What a tag means in a format.
#[derive(Debug, Clone)]
pub enum Meaning {
    /// A version, whatever its spelling: `v1.2.3`, `v0.4.008`, `v1.2`.
    Version(Version),
    /// One number, as tags have that move with each release: `v1`.
    Moving,
    /// This format, and a digit first, but no version: `v1.x`, `v1.3.0rc1` in SemVer.
    Unreadable,
    /// Another format, or none: `release-1.2`, `pkg@1.0.0`, `nightly`.
    Foreign,
}
