//! What the situation allows: which numbers are free, what M leads to, and the ground a decision stands on.

use std::cmp::Ordering;

use crate::bump;
use crate::bump::{Base, Build, Bump, Rules, RunOn};
use crate::error::{Error, Result};
use crate::release::facts::{Since, Tag};
use crate::release::lineage;
use crate::release::lineage::Counts;
use crate::release::request::{Asked, Request};
use crate::release::situation::Situation;
use crate::tag;
use crate::text::{option, short_oid, shortened};
use crate::version::{Scheme, Version};

impl Situation {
    /// What a decision stands on, a line each: the branch, T and why it counts, how tags are written and why, and what was
    /// left out.
    pub(crate) fn ground(&self, request: &Request) -> Vec<String> {
        let branch = &self.target.branch;
        let why = match (&request.branch, &self.target.unless_line) {
            (Some(_), _) => "as asked",
            (None, Some(_)) => "it has a line of its own",
            (None, None) if self.refs.default_branch() == Some(branch) => "the default branch",
            (None, None) => "where this run was started",
        };
        let mut lines = vec![format!("branch {branch} at {}: {why}", short_oid(&self.target.tip))];
        lines.push(match &self.package.lineage.newest {
            Some(newest) => {
                let (tag, counts) = (&newest.tag, newest.counts.in_words(branch));
                format!("after {} at {}: {counts}", tag.name, short_oid(&tag.commit))
            }
            None if self.package.lineage.taken.is_empty() => "no version tag yet".to_string(),
            None => format!("none of {} version tags counts for {branch}", self.package.lineage.taken.len()),
        });
        lines.push(format!(
            "tags are written {}: {}",
            self.package.format.template(),
            self.package.lineage.chosen.in_words()
        ));
        let (elsewhere, others) = (self.package.lineage.elsewhere.len(), self.package.lineage.spelled_otherwise.len());
        let left = [(elsewhere, "elsewhere"), (others, "in another spelling"), (self.package.ignored, "ignored")];
        let left: Vec<String> =
            left.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if !left.is_empty() {
            lines.push(format!("tags left out: {}", left.join(", ")));
        }
        lines
    }

    /// The history that the next version and its notes are told by; `paths`: whether it matters what each commit changes.
    pub(crate) fn stretch(&self, paths: bool) -> Since {
        match self.package.since().cloned() {
            newer @ Some(_) if self.tells_further() => {
                let before = self.package.lineage.release_before.as_ref().map(|before| before.since.clone());
                Since { since: before, paths, newer }
            }
            since => Since { since, paths, newer: None },
        }
    }

    /// The version that a bump leads to here, with the bump that this took. Codes: those of [`bump::next_by`], and
    /// `calendar-tags`: what follows a day is told by the day of the release.
    pub(crate) fn next(&self, from: &Version, asked: Bump) -> Result<(Version, Bump)> {
        if let Some((name, calendar)) = &self.package.lineage.day
            && self.rules.calendar.is_none()
            && !bump::is_unreleased(from)
        {
            let scheme = if from.scheme() == Scheme::Semver { "semver" } else { "pep440" };
            let message =
                format!("the newest tag, `{}`, names a day: no bump leads from it to the next", shortened(name));
            return Err(Error::new("calendar-tags", message)
                .advice(format!("count by the calendar, as the tags do: `--calver {calendar}` (input `calver-format`)"))
                .advice("or name the version to release: `--bump VERSION` (input `version`)")
                .advice(format!("or count on by numbers: `--scheme {scheme}` (input `scheme`)")));
        }
        if self.goes_on() {
            self.is_no_build(from)?;
            self.is_last(from, asked)?;
            let bump = asked.on_channel(from);
            // Another name that was asked for is given, unless it would lead back.
            let name = bump::name_of(from).unwrap_or_default();
            let name = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
            if self.rules.identifier().is_some_and(|asked| asked != name) {
                match bump::next_by(from, bump, &self.rules) {
                    Err(error) if error.code == "version-not-greater" => {}
                    next => return Ok((next?, bump)),
                }
            }
            // It keeps its name, whatever a new one would be called.
            let rules = match RunOn::of(from) {
                Some(run_on) if bump == Bump::Prerelease => return Ok((self.after(&run_on)?, bump)),
                Some(run_on) => {
                    Rules { identifier: Some(run_on.first()), identifier_base: Base::None, ..self.rules.clone() }
                }
                None => Rules { identifier: bump::name_of(from), ..self.rules.clone() },
            };
            let rules = if bump == Bump::Prerelease { Rules { identifier: None, ..rules } } else { rules };
            return Ok((bump::next_by(from, bump, &bump::named(from, bump, &rules)?)?, bump));
        }
        let bump = if self.channel.is_some() { asked.on_channel(from) } else { asked };
        if bump == Bump::Prerelease
            && self.rules.calendar.is_none()
            && self.rules.identifier().is_none()
            && let Some(run_on) = RunOn::of(from)
        {
            return Ok((self.after(&run_on)?, bump));
        }
        let next = bump::next_by(from, bump, &bump::named(from, bump, &self.rules)?)?;
        let (major, minor, patch) = next.triple();
        let short =
            || Version::parse(&format!("{major}.{minor}"), Scheme::Pep440).ok().filter(|short| short.same(&next));
        match patch {
            0 if self.counts_by_two() => Ok((short().unwrap_or(next), bump)),
            // What has four numbers goes on with as many.
            _ => Ok((self.as_long(from, next), bump)),
        }
    }

    /// A release with zeros behind it, as many as the version has that it follows.
    fn as_long(&self, from: &Version, next: Version) -> Version {
        let missing = from.numbers().len().saturating_sub(next.numbers().len().max(3));
        if missing == 0 || self.rules.calendar.is_some() || next.is_prerelease() {
            return next;
        }
        let long = Version::parse(&format!("{next}{}", ".0".repeat(missing)), next.scheme()).ok();
        long.filter(|long| long.same(&next)).unwrap_or(next)
    }

    fn after(&self, run_on: &RunOn<'_>) -> Result<Version> {
        run_on.is_last(self.package.lineage.taken.iter().map(|(version, _)| version))?;
        run_on.next()
    }

    /// Codes: `invalid-bump`, where T is a build of a day or commit, or two versions: no number tells what follows.
    pub(crate) fn is_no_build(&self, from: &Version) -> Result<()> {
        let Some((part, build)) = bump::build_of(from) else { return Ok(()) };
        let Some(newest) = &self.package.lineage.newest else { return Ok(()) };
        let name = shortened(&newest.tag.name);
        let what = match build {
            Build::Day => "day",
            Build::Commit => "commit",
            Build::Version => {
                let message =
                    format!("the newest tag, `{name}`, names two versions: no bump leads from both to the next");
                let format = tag::format_ending(&newest.tag.name, &part);
                let error = Error::new("invalid-bump", message).advice(format!(
                    "go on from {part} alone: `{}` (input `tag-format`)",
                    option("tag-format", &format.unwrap_or_default())
                ));
                return Err(error.advice("or name the version to release: `--bump VERSION` (input `version`)"));
            }
        };
        // What it is called before that tells such tags from others.
        let word = bump::name_of(from).unwrap_or_default();
        let before = word.split_once(&part).map_or(word.as_str(), |(before, _)| before);
        let pattern = match before {
            // Python's letters are no words: `*a*` would leave out other tags, too.
            _ if before.is_empty() || from.scheme() == Scheme::Pep440 => newest.tag.name.clone(),
            whole if whole == word => format!("*-{whole}.*"),
            _ => format!("*-{before}*"),
        };
        Err(Error::new(
            "invalid-bump",
            format!("the newest tag, `{name}`, names a {what}: no bump leads from it to the next"),
        )
        .advice(format!(
            "leave such tags out, if they are builds and no releases: `{}` (input `ignore-tags`)",
            option("ignore-tags", &pattern)
        ))
        .advice(format!("or make its release, {}: `--bump release` (input `bump: release`)", from.release()))
        .advice("or name the version to release: `--bump VERSION` (input `version`)"))
    }

    /// Whether the bump that was asked for leads beyond M, which is ahead: who says `minor` does not mean a patch that was
    /// announced, and who says `patch` or `release` no prerelease of it.
    pub(crate) fn asks_beyond(&self) -> bool {
        let (Asked::Part(bump), Some((newest, _))) = (&self.asked, &self.package.newest) else { return false };
        let stated = &self.package.stated;
        match bump {
            Bump::Release => bump::is_unreleased(stated),
            Bump::Major | Bump::Minor | Bump::Patch => {
                let next = self.next(self.package.from(newest), *bump);
                next.is_ok_and(|(next, _)| next.cmp_precedence(stated).is_gt())
            }
            _ => false,
        }
    }

    /// The release that M, a prerelease without a number, tells is under way, as no tag is written: `1.13.0-alpha` since 1.12.0.
    fn without_number(&self) -> Option<Version> {
        let stated = &self.package.stated;
        let name = bump::name_of(stated)?;
        let tags = || self.refs.tag_names();
        let plain = stated.to_string().strip_suffix(&name).is_some_and(|numbers| numbers.ends_with('-'));
        (plain && tags().count() > 2 && !tags().any(|tag| tag.ends_with(&name))).then(|| stated.release())
    }

    /// Refuses to go on after a prerelease that comes last by capitals alone: `beta4` is hardly what follows `beta3` and `RC1`.
    /// Code `invalid-bump`.
    fn is_last(&self, newest: &Version, asked: Bump) -> Result<()> {
        let small =
            |version: &Version| Version::parse(&version.to_string().to_ascii_lowercase(), version.scheme()).ok();
        let (Some(own), Bump::Patch | Bump::Minor | Bump::Major | Bump::Prerelease) = (small(newest), asked) else {
            return Ok(());
        };
        let later = |other: &Version| {
            let below = other.triple() == newest.triple() && other.cmp_precedence(newest).is_lt();
            below && small(other).is_some_and(|other| other.cmp_precedence(&own).is_gt())
        };
        let taken = &self.package.lineage.taken;
        let Some((_, name)) = taken.iter().find(|(other, _)| later(other)) else { return Ok(()) };
        let last = self.tag_of(newest).map_or("", |tag| tag.name.as_str());
        let pattern = format!("{}*", last.trim_end_matches(|letter: char| letter.is_ascii_digit()));
        let (name, last) = (shortened(name), shortened(last));
        let message = format!("`{name}` sorts below `{last}`: SemVer puts capitals before small letters");
        Err(Error::new("invalid-bump", message)
            .advice(format!("make its release, {0}: `--bump release` (input `bump: release`)", newest.release()))
            .advice(format!(
                "or go on from `{name}`, and leave the others out: `{}` (input `ignore-tags`)",
                option("ignore-tags", &pattern)
            )))
    }

    /// Refuses M where nobody asked for it by name and its last number tells what is under way: 1.12.99 after 1.12.0 stands for
    /// the 1.13.0 to come, and so may 1.13.0-alpha. Nor is it tagged without a number behind it, as all releases have one:
    /// `1.2.4-1`. `said_then`: whether T's own commit said M. Code `invalid-bump`.
    pub(crate) fn between_releases(&self, said_then: bool) -> Result<()> {
        const TELLING: [u64; 5] = [90, 99, 999, 9000, 9999];
        let stated = &self.package.stated;
        let Some((newest, _)) = self.package.newest.as_ref().filter(|_| !matches!(self.asked, Asked::Exact(_))) else {
            return Ok(());
        };
        if let Some(next) = self.without_number() {
            return Err(under_way(stated, newest, &next.to_string()));
        }
        // Who asks for the release of a prerelease knows what they are.
        if !matches!(self.asked, Asked::Part(Bump::Release)) {
            self.without_what_is_behind(newest, said_then)?;
        }
        let (said, before) = (stated.numbers(), newest.numbers());
        let pairs = said.iter().zip(before.into_iter().chain(std::iter::repeat(0)));
        let Some((at, (number, before))) = pairs.enumerate().find(|(_, (said, before))| **said != *before) else {
            return Ok(());
        };
        let ends = said.iter().skip(at.saturating_add(1)).all(|rest| *rest == 0);
        let jumps = TELLING.contains(number) && before < 90 && before.saturating_add(1) != *number;
        let (Some(up), true) = (at.checked_sub(1), ends && jumps) else { return Ok(()) };
        let next = said.iter().enumerate().map(|(place, number)| match place.cmp(&up) {
            Ordering::Less => *number,
            Ordering::Equal => number.saturating_add(1),
            Ordering::Greater => 0,
        });
        let next = next.map(|number| number.to_string()).collect::<Vec<_>>().join(".");
        Err(under_way(stated, newest, &next))
    }

    /// Whether tags written as the newest one have two numbers, and so has what the files say, or the tag alone.
    pub(crate) fn counts_by_two(&self) -> bool {
        self.package.stated.numbers().len() == 2
            && self.package.stated.scheme() == Scheme::Pep440
            && self.rules.calendar.is_none()
            && crate::tag::count_by_two(self.refs.tag_names())
    }

    /// Whether a version has more numbers than bumps have words for, and one of them counts something, or has before.
    pub(crate) fn counts_further(&self, version: &Version) -> bool {
        let counts = |version: &Version| version.numbers().iter().skip(3).any(|number| *number != 0);
        let lineage = &self.package.lineage;
        let before = || lineage.taken.iter().chain(&lineage.spelled_otherwise).any(|(version, _)| counts(version));
        self.rules.calendar.is_none() && (counts(version) || version.numbers().len() > 3 && before())
    }

    /// Whether one prerelease follows another here, as long as nobody asks for their release: T is one, and which of them is
    /// good enough to be the release is no commit's to say.
    pub(crate) fn goes_on(&self) -> bool {
        // What came from another branch by a squash was tried out there.
        let counts = |newest: &&lineage::Newest| matches!(newest.counts, Counts::History | Counts::Beside);
        let own = self.package.lineage.newest.as_ref().filter(counts).map(|newest| &newest.version);
        let candidate = own
            .is_some_and(|newest| bump::is_unreleased(newest) && !newest.is_development() && !newest.is_placeholder());
        let free = self.channel.is_none() && self.rules.calendar.is_none() && !self.leaves_prereleases;
        matches!(self.asked, Asked::Auto) && free && candidate
    }

    /// Whether M is not for this branch to tag: a development version, or another branch's prerelease that was merged.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.package.stated.is_development()
            || self.package.is_after_release()
            || self.is_elsewhere(&self.package.stated)
    }

    /// A version whose number nobody has: of several steps alike the first that leads to one. Codes: those of
    /// [`bump::next_by`].
    pub(crate) fn free(&self, wanted: Version, bump: Option<&str>, remarks: &mut Vec<String>) -> Result<Version> {
        let step = match bump.and_then(Bump::parse) {
            Some(step @ (Bump::Minor | Bump::Major | Bump::Post | Bump::Dev)) => step,
            _ if wanted.is_prerelease() => Bump::Prerelease,
            _ => Bump::Patch,
        };
        // What was withdrawn has passed every number below it: those may have been withdrawn before.
        let gone = self
            .package
            .passed_over
            .iter()
            .filter(|one| one.cmp_precedence(&wanted).is_ge())
            .max_by(|a, b| a.cmp_precedence(b));
        let mut version = match gone {
            Some(gone) => self.next(gone, step)?.0,
            None => wanted.clone(),
        };
        // What is left out by pattern is there all the same.
        while self.tag_of(&version).is_some() {
            version = self.next(&version, step)?.0;
        }
        if let Some(Tag { name, .. }) = self.tag_of(&wanted) {
            remarks.push(format!(
                "{wanted} is taken: `{name}` is there, and does not count for `{}`; {version} is the next that is free",
                self.target.branch
            ));
        }
        Ok(version)
    }

    /// Whether M is a version that is not made (PROTOCOL 27).
    pub(crate) fn is_passed_over(&self) -> bool {
        self.package.passed_over.iter().any(|one| one.same(&self.package.stated))
    }

    /// A smaller step than the one that leaves the line: the next free patch.
    pub(crate) fn fitting(&self, newest: &Version) -> Option<Version> {
        let (patch, _) = self.next(newest, Bump::Patch).ok()?;
        self.free(patch, None, &mut Vec::new()).ok()
    }
}

/// M was written by hand, and says hardly more than which version is to come.
fn under_way(stated: &Version, newest: &Version, next: &str) -> Error {
    let message = format!(
        "{stated} was written by hand after {newest}: such a number often says that {next} is under way, and is not released"
    );
    Error::new("invalid-bump", message)
        .advice(format!("name the version to release: `--bump {next}` (input `version: {next}`)"))
        .advice(format!("or, if it is meant as it is: `--bump {stated}` (input `version: {stated}`)"))
}
