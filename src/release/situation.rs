//! The facts, understood: which branch, which manifests, which version they say, which tag is newest.

mod behind;
mod grammar;
mod next;
mod own;
mod package_state;
mod prereleases;
mod sight;
mod wants;

use own::said_line;
#[cfg(feature = "inside")]
pub(crate) use own::says_line;
pub(crate) use own::{Own, own_line};
pub(crate) use package_state::PackageState;
use sight::Sight;
pub use wants::{needs, wants};

use std::borrow::Cow;
use std::rc::Rc;

use crate::branch::{Line, parse_bump_branch};
use crate::bump;
use crate::bump::{Bump, Channels, Rules};
use crate::error::{Error, Result};
use crate::release::facts::{Facts, Refs, Tag, Target};
use crate::release::proposal::MovingTag;
use crate::release::request::{Asked, MovingTags, Request};
use crate::tag;
use crate::tag::Format;
use crate::text::{option, shell_word};
use crate::version::Version;

/// Where a run stands that was asked for a release: its branch, and how what it releases stands there.
pub(crate) struct Situation {
    pub(crate) target: Target,
    pub(crate) refs: Rc<Refs>,
    /// Which branches release prereleases.
    channels: Channels,
    /// What the prereleases of this branch are called, where it releases nothing else.
    pub(crate) channel: Option<String>,
    /// Whether the repository says that the release is next, where the newest version is a prerelease.
    pub(crate) leaves_prereleases: bool,
    /// How a version goes up.
    rules: Rules,
    pub(crate) asked: Asked,
    pub(crate) package: PackageState,
}

impl Situation {
    /// Reads refs and manifests together. Every code of [`Refs::target`], [`crate::manifest::packages`],
    /// [`crate::release::package::settle`] and [`crate::release::lineage::Question::answer`], and `no-manifest`.
    /// `passed_over`: the tags that are not made (PROTOCOL 27); another package's tell nothing of this one. With it the request
    /// that it was read by, and the files in that which nobody has named.
    pub(crate) fn read<'r>(
        request: Cow<'r, Request>,
        facts: &Facts,
        passed_over: &[String],
    ) -> Result<(Self, Cow<'r, Request>, Vec<String>)> {
        let Facts { refs, files, places, past, commits, .. } = facts;
        let (sight, request, kept) = Self::sight_of(request, refs, files, (places, past.as_deref()), Some(commits))?;
        match sight {
            Sight::Whole(mut situation) => {
                let scheme = situation.package.stated.scheme();
                let version = |tag: &String| situation.package.format.version(tag, scheme);
                situation.package.passed_over = passed_over.iter().filter_map(version).collect();
                Ok((*situation, request, kept))
            }
            Sight::Open(..) | Sight::Kept(..) => Err(Error::new(
                "unexpected-outcome",
                "these facts do not say where the commits lie that version tags name",
            )
            .advice("ask `wants` until it names no `places` and no `past`, then pass on what was found")),
        }
    }

    /// A version as people read it; a calendar's in its own padding.
    pub(crate) fn spelled(&self, version: &Version) -> String {
        match &self.rules.calendar {
            Some(calendar) => calendar.format.spell(version),
            None => version.to_string(),
        }
    }

    /// The tag name of a version. Codes: those of [`Format::name`].
    pub(crate) fn tag_name(&self, version: &Version) -> Result<String> {
        let mut text = self.spelled(version);
        // What builds a project may have a zero behind every version: tags that have three numbers go on so.
        let three = self.package.newest.as_ref().is_some_and(|(newest, _)| newest.numbers().len() == 3);
        if let Some(short) = text.strip_suffix(".0").filter(|_| three && version.numbers().len() == 4) {
            text = short.to_string();
        }
        self.package.format.name_spelled(version, &text)
    }

    /// The tag that names a version, however it is spelled; the one we would write first.
    pub(crate) fn tag_of(&self, version: &Version) -> Option<&Tag> {
        let written = self.tag_name(version).ok().and_then(|name| self.refs.tag(&name));
        written.or_else(|| self.refs.tag(self.package.lineage.taken_by(version)?))
    }

    /// The tag of the release before a version on this line; a prerelease comes before the next one.
    pub(crate) fn before(&self, version: &Version) -> Option<String> {
        let counts = |other: &Version| {
            let own = self.package.line.contains(other) && !self.is_elsewhere(other);
            own && other.cmp_precedence(version).is_lt() && !self.package.lineage.is_unknown(other)
        };
        let mut older = self.package.lineage.taken.iter().rev().filter(|(other, _)| counts(other));
        let before = older.find(|(other, _)| version.is_prerelease() || !other.is_prerelease());
        before.map(|(_, name)| name.clone())
    }

    /// The newest release below a version, of whatever branch.
    pub(crate) fn release_below(&self, version: &Version) -> Option<String> {
        self.releases().find(|other| other.cmp_precedence(version).is_lt()).map(ToString::to_string)
    }

    /// The newest release of all, where it is above a version.
    pub(crate) fn release_above(&self, version: &Version) -> Option<String> {
        self.releases().next().filter(|other| other.cmp_precedence(version).is_gt()).map(ToString::to_string)
    }

    /// Every release that has a tag, the newest first.
    fn releases(&self) -> impl Iterator<Item = &Version> {
        self.package.lineage.taken.iter().rev().map(|(other, _)| other).filter(|other| !other.is_prerelease())
    }

    /// Whether no version tag is above it. A prerelease does not put a release in the shade.
    pub(crate) fn is_latest(&self, version: &Version) -> bool {
        let others = self.package.lineage.taken.iter().map(|(other, _)| other);
        let mut rivals = others.filter(|other| version.is_prerelease() || !other.is_prerelease());
        rivals.all(|other| other.cmp_precedence(version).is_le())
    }

    /// The tags that are to name a version beside its own: those of whose number it is the newest release.
    pub(crate) fn moving(&self, wanted: MovingTags, version: &Version) -> Vec<MovingTag> {
        if version.is_prerelease() {
            return Vec::new();
        }
        let Ok(tag) = self.tag_name(version) else { return Vec::new() };
        let newest = |name: &String, numbers| {
            let mut same = self.package.lineage.taken.iter().filter(|(other, _)| !other.is_prerelease());
            same.all(|(other, tag)| {
                other.cmp_precedence(version).is_le()
                    || self.package.format.moving_name(tag, numbers).as_ref() != Some(name)
            })
        };
        let one = |format: &Format, numbers: usize| {
            self.package.format.moving_name(&tag, numbers).filter(|own| newest(own, numbers))?;
            let name = self.package.format.moving_name_as(format, &tag, numbers)?;
            // A version in that spelling is nobody's to move.
            if self.package.lineage.spelled_otherwise.iter().any(|(_, other)| *other == name) {
                return None;
            }
            let expect = self.refs.tag(&name).map(|tag| tag.oid.clone()).unwrap_or_default();
            Some(MovingTag { name, expect })
        };
        let seen = self.package.lineage.moving.as_slice();
        let formats = if seen.is_empty() { std::slice::from_ref(&self.package.format) } else { seen };
        formats.iter().flat_map(|format| (1..=wanted.numbers()).filter_map(|numbers| one(format, numbers))).collect()
    }

    /// What this branch makes of a version that somebody wrote down: where it releases prereleases, or one is asked for, the
    /// next one that leads there. Codes: those of [`bump::next_by`].
    pub(crate) fn leading_to(&self, version: Version, from: &Version) -> Result<Version> {
        let asked = match self.asked {
            Asked::Part(bump) if bump.is_prerelease() => Some(bump),
            _ => None,
        };
        if (self.channel.is_none() && asked.is_none()) || version.is_prerelease() {
            return Ok(version);
        }
        if asked == Some(Bump::Dev) {
            let stated = &self.package.stated;
            return if stated.is_development() { Ok(self.next(stated, Bump::Dev)?.0) } else { Ok(version) };
        }
        // Nothing comes before a post release but what it follows.
        if !version.release().same(&version) {
            return Ok(self.next(&version, asked.unwrap_or(Bump::Prerelease))?.0);
        }
        // Without a tag there is nothing yet that goes on.
        match self.package.newest.is_some() && bump::is_unreleased(from) && from.release().same(&version) {
            true => Ok(self.next(from, Bump::Prerelease)?.0),
            false => bump::opened(&version, &bump::named(from, Bump::Prepatch, &self.rules)?),
        }
    }

    /// Whether a release may be next whose notes tell of what its candidates brought too.
    pub(crate) fn tells_further(&self) -> bool {
        let prerelease = match &self.asked {
            Asked::Exact(version) => version.is_prerelease(),
            Asked::Part(bump) => bump.is_prerelease(),
            Asked::Auto => false,
        };
        let candidate = self.package.newest.as_ref().is_some_and(|(newest, _)| newest.is_prerelease());
        candidate && !prerelease && (self.channel.is_none() || matches!(self.asked, Asked::Exact(_)))
    }

    /// Whether a version is a prerelease of another branch's.
    pub(crate) fn is_elsewhere(&self, version: &Version) -> bool {
        self.channels.elsewhere(&self.target.branch, version).is_some()
    }

    /// The version that a branch of this name would bring, if it is named like a bump branch of this line.
    pub(crate) fn proposes(&self, request: &Request, name: &str) -> Option<Version> {
        let text = parse_bump_branch(name, request.template().as_deref())?;
        let version = Version::parse(&text, self.package.stated.scheme()).ok()?;
        let belongs = self.package.line.contains(&version) && !self.is_elsewhere(&version);
        (belongs && name != self.target.branch).then_some(version)
    }

    /// Refuses a version that has a tag in another spelling. Code `tag-taken`.
    fn is_free(&self, version: &Version) -> Result<()> {
        if let Some(name) = self.package.lineage.spelled_by(version) {
            return Err(self.in_another_spelling(version, name)?);
        }
        let newest = self.package.lineage.newest.as_ref().map(|newest| newest.tag.name.as_str());
        if let Some(name) = newest.filter(|name| is_dashed(name, version)) {
            return Err(Error::new(
                "tag-taken",
                format!("{version} is released already, in R's other spelling: `{name}`"),
            )
            .advice("name the version to release, above that one: `--bump VERSION` (input `version`)"));
        }
        Ok(())
    }

    /// A version that has a tag which is written otherwise than those of this package, told with what may be done about it.
    fn in_another_spelling(&self, version: &Version, name: &str) -> Result<Error> {
        let twin = self.tag_name(version)?;
        let goes_on = match tag::format_ending(name, &version.to_string()) {
            Some(format) => {
                format!("to go on in that spelling: `{}` (input `tag-format`)", option("tag-format", &format))
            }
            None => {
                "to go on in that spelling, leave `--tag-format` (input `tag-format`) out, or set it so".to_string()
            }
        };
        let error = Error::new("tag-taken", format!("{version} is released already, in another spelling: `{name}`"))
            .advice(goes_on);
        // Where tags have the package's spelling already, it may be of another age.
        if self.package.lineage.newest.is_some() {
            let front = name.split(|letter: char| letter.is_ascii_digit()).next().unwrap_or_default();
            let all = format!("{front}*");
            let pattern = if front.is_empty() || twin.starts_with(front) { name } else { all.as_str() };
            return Ok(error.advice(format!(
                "if `{name}` is of another age, or another package's, leave such tags out: `{}` (input `ignore-tags`)",
                option("ignore-tags", pattern)
            )));
        }
        Ok(error.advice(format!(
            "to change the spelling, tag that version once more: `git tag {} {}`, and push it",
            shell_word(&twin),
            shell_word(&format!("{name}^{{}}"))
        )))
    }

    /// Refuses a version that is taken, and one outside the line this branch releases (PROTOCOL 3). Codes: `tag-taken`,
    /// `leaves-line`.
    pub(crate) fn in_line(&self, version: &Version) -> Result<()> {
        self.is_free(version)?;
        let branch = &self.target.branch;
        if let Some(home) = self.channels.elsewhere(branch, version) {
            return Err(Error::new("leaves-line", format!("{version} does not belong on `{branch}` but on `{home}`"))
                .advice(format!("release from `{home}`, or give its prereleases another identifier")));
        }
        let newest = self.package.lineage.newest.as_ref();
        let newest = newest.filter(|_| Some(branch.as_str()) != self.refs.default_branch());
        let said = newest.and_then(|newest| said_line(branch, &newest.version)).unwrap_or(Line::All);
        if self.package.line.contains(version) && said.contains(version) {
            return Ok(());
        }
        let other = match self.refs.default_branch() {
            Some(default) if default != branch => format!("the default branch, `{default}`"),
            _ => "a branch whose name says no other line".to_string(),
        };
        Err(Error::new("leaves-line", format!("{version} does not belong on the maintenance line `{branch}`"))
            .advice(format!("ask for a smaller bump (`--bump patch`), or release from {other}")))
    }
}

/// M: the highest of the versions; where that is only what a development version among them leads to, the latter.
fn highest(versions: &[Version]) -> Option<Version> {
    let greatest = |a: &&Version, b: &&Version| a.cmp_precedence(b);
    let stated = versions.iter().max_by(greatest)?;
    let unfinished = versions.iter().filter(|one| leads_to(one, stated)).max_by(greatest);
    Some(unfinished.unwrap_or(stated).clone())
}

/// Whether a version is a development version of another one, which some manifests may say already.
fn leads_to(unfinished: &Version, version: &Version) -> bool {
    unfinished.is_development() && unfinished.becomes().same(version)
}

/// Whether a tag such as `v1.3-2` says 1.3.2: R takes its `-` for a dot, and all other grammars for a prerelease.
fn is_dashed(tag: &str, version: &Version) -> bool {
    let text = tag.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    text.contains('-') && text.replace('-', ".") == version.to_string()
}
