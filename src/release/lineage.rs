//! Which tag is T: what a branch's tags amount to, decided here and nowhere else.
//!
//! T is the newest version tag that the branch knows. A tag counts for a branch if its commit is in the tip's history, or
//! one commit beside it, or if the branch took its content in by a squash or a rebase. Every other tag only takes its
//! number away. Names say which tags are the package's ([`choice`]), the shell says where their commits lie ([`place`]);
//! it is asked as long as an answer depends on it, newest tags first.

mod ages;
mod choice;
mod follow;
mod place;
mod room;
mod strangers;
mod unread;

use std::cell::OnceCell;

use crate::branch::Line;
use crate::bump::Channels;
use crate::error::{Error, Result};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::facts::{Past, Place, Refs, Tag, Target, WantedPlace};
use crate::release::lineage::choice::Pool;
use crate::release::package::Hint;
use crate::release::request::Request;
use crate::release::stated::Stated;
use crate::tag::{Family, Format, Survey};
use crate::version::{Scheme, Version, days};

pub(crate) use choice::Chosen;
pub(crate) use place::Counts;

/// How many tags the second question is about, as long as none is known to count.
const BATCH: usize = 16;

/// What a branch's tags amount to.
#[derive(Debug, Clone)]
pub(crate) struct Lineage {
    /// How the package's tags are written.
    pub(crate) format: Format,
    /// How that was found.
    pub(crate) chosen: Chosen,
    /// How the tags are written that move along, where they are asked for and some show it.
    pub(crate) moving: Vec<Format>,
    /// T.
    pub(crate) newest: Option<Newest>,
    /// The newest that counts and is no prerelease.
    pub(crate) release_before: Option<Newest>,
    /// Every version that has a tag in this format, oldest first, wherever the tag lies.
    pub(crate) taken: Vec<(Version, String)>,
    /// The versions above T whose tags do not count, oldest first. What belongs to another branch of prereleases is none.
    pub(crate) elsewhere: Vec<(Version, Tag)>,
    /// The versions that have a tag in another spelling.
    pub(crate) spelled_otherwise: Vec<(Version, String)>,
    /// A tag that names a day, and is the newest there is or on the default branch may be, with the calendar format that
    /// such tags look like.
    pub(crate) day: Option<(String, String)>,
    /// What is odd about the tags.
    pub(crate) oddities: Vec<String>,
}

/// T.
#[derive(Debug, Clone)]
pub(crate) struct Newest {
    pub(crate) version: Version,
    pub(crate) tag: Tag,
    /// Why it counts.
    pub(crate) counts: Counts,
    /// The commit of the branch that has all of it: what comes after it is new.
    pub(crate) since: String,
}

/// What is known when T is looked for.
pub(crate) struct Question<'a> {
    pub(crate) request: &'a Request,
    pub(crate) refs: &'a Refs,
    pub(crate) target: &'a Target,
    pub(crate) line: Line,
    pub(crate) channels: &'a Channels,
    pub(crate) scheme: Scheme,
    /// What the packages tell so far.
    pub(crate) hint: &'a Hint,
    /// How the tags of the package are written that was asked for, where that is not left to the tags.
    pub(crate) format: Option<Format>,
    /// M.
    pub(crate) said: Option<&'a Version>,
    /// The version that was asked for by name.
    pub(crate) exact: Option<&'a Version>,
    pub(crate) places: &'a [Place],
    /// The same by commit: each is looked up for many tags.
    pub(crate) by_commit: BTreeMap<&'a str, &'a Place>,
    pub(crate) past: Option<Stretch<'a>>,
}

/// What the branch's manifests have said, newest first. Many tags are looked for in it, and each commit is read once.
pub(crate) struct Stretch<'a> {
    commits: &'a [Past],
    stated: Vec<OnceCell<Option<Stated>>>,
}

impl<'a> Stretch<'a> {
    pub(crate) fn new(commits: &'a [Past]) -> Self {
        Self { commits, stated: commits.iter().map(|_| OnceCell::new()).collect() }
    }
}

/// The answer, or what it still depends on.
pub(crate) enum Answer {
    Known(Box<Lineage>),
    Ask(Ask),
}

/// What the shell is to find out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ask {
    /// Where these commits lie.
    pub(crate) places: Vec<WantedPlace>,
    /// What the branch's manifests have said.
    pub(crate) past: bool,
}

/// Why there is no answer yet: it depends on something, or there is none.
enum Open {
    Asks(Ask),
    Refused(Error),
}

type Found<T> = std::result::Result<T, Open>;

impl From<Error> for Open {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// Asks where commits lie, if there are any.
fn placed(places: Vec<WantedPlace>) -> Found<()> {
    let ask = Ask { places, past: false };
    if ask.is_empty() { Ok(()) } else { Err(Open::Asks(ask)) }
}

/// Where a commit lies, not whether the branch took it in.
fn where_is(tag: &Tag) -> WantedPlace {
    WantedPlace { oid: tag.commit.clone(), search: false }
}

impl Ask {
    fn is_empty(&self) -> bool {
        self.places.is_empty() && !self.past
    }
}

/// One family, looked into.
struct Candidate<'a> {
    format: Format,
    survey: Survey<'a>,
    newest: Option<Newest>,
    release_before: Option<Newest>,
}

impl<'a> Question<'a> {
    /// Finds T. Codes: `ambiguous-tags`, `invalid-tag-format`, `no-tag-counts`, `pattern-matches-nothing`.
    pub(crate) fn answer(&'a self) -> Result<Answer> {
        match self.find() {
            Ok(lineage) => Ok(Answer::Known(Box::new(lineage))),
            Err(Open::Asks(ask)) => Ok(Answer::Ask(ask)),
            Err(Open::Refused(error)) => Err(error),
        }
    }

    fn find(&'a self) -> Found<Lineage> {
        let mut names = choice::names(self)?;
        let pool = choice::pool(self, &names)?;
        names.retain(|name| !pool.followers.contains(name));
        let candidates = self.candidates(&names, &pool)?;
        strangers::left_behind(self, &pool, &candidates)?;
        let (mut candidate, chosen, others) = choice::choose(self, candidates, pool)?;
        unread::beyond(self, &candidate)?;
        self.overtaken(&candidate)?;
        match self.outgrown(&candidate)? {
            Some(nearer) => {
                candidate.release_before = Some(nearer.clone()).filter(|nearer| !nearer.version.is_prerelease());
                candidate.newest = Some(nearer);
            }
            None => self.stray(&candidate)?,
        }
        Ok(self.lineage(candidate, chosen, others))
    }

    /// The families that may be the package's, looked into. Where no tag of theirs counts, with the one of another name that the
    /// manifests go with.
    fn candidates(&'a self, names: &[&'a str], pool: &Pool<'a>) -> Found<Vec<Candidate<'a>>> {
        let counts = |candidates: &[Candidate<'_>]| candidates.iter().any(|one| one.newest.is_some());
        let mut candidates = self.looked_into(names, pool.formats.iter().cloned())?;
        if counts(&candidates) {
            return Ok(candidates);
        }
        let told =
            pool.named_otherwise.iter().filter(|one| pool.named_otherwise.len() == 1 && choice::goes_on(self, one));
        candidates.extend(self.looked_into(names, told.map(Family::format))?);
        if !counts(&candidates) {
            strangers::only_named(self, pool)?;
        }
        Ok(candidates)
    }

    /// Families, each looked into.
    fn looked_into(
        &'a self,
        names: &[&'a str],
        formats: impl IntoIterator<Item = Format>,
    ) -> Found<Vec<Candidate<'a>>> {
        let mut candidates = Vec::new();
        let mut open = Ask::default();
        for format in formats {
            let survey = Survey::of(names.iter().copied(), &format, self.scheme);
            match self.newest(&survey) {
                Ok((newest, release_before)) => {
                    candidates.push(Candidate { format, survey, newest, release_before });
                }
                Err(more) => {
                    open.past |= more.past;
                    open.places.extend(more.places);
                }
            }
        }
        // A family whose newest tag is what the manifests say is the package's: that the branch took in what another one
        // names is not looked for, which takes long.
        let settled =
            |one: &Candidate<'_>| one.newest.as_ref().is_some_and(|newest| choice::is_told(self, &newest.version));
        let enough = open.past && self.past.is_none() && candidates.iter().any(settled);
        if enough || open.is_empty() { Ok(candidates) } else { Err(Open::Asks(open)) }
    }

    fn lineage(&self, candidate: Candidate<'_>, chosen: Chosen, others: Vec<(Version, String)>) -> Lineage {
        let asked = self.request.moving_tags.numbers() > 0;
        let moving = if asked { follow::formats(self, &candidate) } else { Vec::new() };
        let Candidate { format, survey, newest, release_before } = candidate;
        let above = |version: &Version| {
            newest.as_ref().is_none_or(|newest| version.cmp_precedence(&newest.version).is_gt())
                && self.channels.elsewhere(&self.target.branch, version).is_none()
        };
        // There may be very many, so only those that are wanted are looked up.
        let elsewhere: Vec<(Version, Tag)> = survey
            .versions
            .iter()
            .filter(|(version, _)| above(version))
            .filter_map(|(version, name)| Some((version.clone(), self.refs.tag(name)?.clone())))
            .filter(|(_, tag)| !self.is_known_to_count(&tag.commit))
            .collect();
        let format = match &newest {
            Some(newest) if self.request.tag_format.is_none() => {
                let before = survey.versions.iter().rev().map(|(_, name)| *name);
                format.padded_like(std::iter::once(newest.tag.name.as_str()).chain(before))
            }
            _ => format,
        };
        let format =
            format.spelled_like(survey.versions.iter().rev().map(|(version, name)| (version, *name)), self.hint.is_gem);
        let format = format.short_like(survey.versions.iter().map(|(version, name)| (version, *name)));
        let day = if self.request.scheme.is_none() { self.day(&format, &survey, newest.as_ref()) } else { None };
        let mut oddities = survey.remarks();
        let taken = survey.versions.into_iter().map(|(version, name)| (version, name.to_string())).collect();
        oddities.extend(self.remarks(newest.as_ref(), &elsewhere, &others));
        Lineage {
            format,
            chosen,
            moving,
            newest,
            release_before,
            taken,
            elsewhere,
            spelled_otherwise: others,
            day,
            oddities,
        }
    }

    /// See [`Lineage::day`]. On the default branch it may be one that SemVer can not read, above all that it can.
    fn day(&self, format: &Format, survey: &Survey<'_>, newest: Option<&Newest>) -> Option<(String, String)> {
        let newest = newest?;
        let here = self.refs.default_branch() == Some(&self.target.branch);
        let read = |name: &&str| Version::parse_lenient(format.text(name)?, Scheme::Pep440);
        let unread = survey.unreadable.iter().filter(|_| here).filter_map(|name| Some((read(name)?, *name)));
        let unread = unread.filter(|(version, _)| version.cmp_precedence(&newest.version).is_gt());
        let unread = unread.max_by(|(a, _), (b, _)| a.cmp_precedence(b)).map(|(_, name)| name);
        let name = unread.unwrap_or(&newest.tag.name);
        let others = survey.versions.iter().map(|(_, name)| *name).chain(survey.unreadable.iter().copied());
        let calendar = days::format_of(others.filter_map(|name| format.text(name)), format.text(name)?)?;
        Some((name.to_string(), calendar))
    }

    /// The versions of a survey that this branch may release.
    fn eligible<'s>(&'s self, survey: &'s Survey<'a>) -> impl DoubleEndedIterator<Item = &'s (Version, &'a str)> {
        let own = |version: &Version| {
            self.line.contains(version) && self.channels.elsewhere(&self.target.branch, version).is_none()
        };
        survey.versions.iter().filter(move |(version, _)| own(version))
    }

    /// The newest tag of a family that counts, and the newest that is no prerelease; or what that depends on.
    fn newest(&self, survey: &Survey<'_>) -> std::result::Result<(Option<Newest>, Option<Newest>), Ask> {
        let mut open: Vec<WantedPlace> = Vec::new();
        let mut asked = BTreeSet::new();
        let mut past = false;
        let mut found: Option<Newest> = None;
        let mut release = None;
        for (version, name) in self.eligible(survey).rev() {
            if found.is_some() && version.is_prerelease() {
                continue;
            }
            let Some(tag) = self.refs.tag(name) else { continue };
            match self.judge(version, tag) {
                place::Verdict::Counts(counts, since) => {
                    let one = Newest { version: version.clone(), tag: tag.clone(), counts, since };
                    if !version.is_prerelease() {
                        release = Some(one.clone());
                    }
                    found.get_or_insert(one);
                    if release.is_some() {
                        break;
                    }
                }
                place::Verdict::Elsewhere => {}
                place::Verdict::Unknown { search } => {
                    past |= search && self.past.is_none();
                    if asked.insert(tag.commit.as_str()) {
                        open.push(WantedPlace { oid: tag.commit.clone(), search: search || !self.places.is_empty() });
                    }
                    // The newest of all first, and then a few more: in most repositories it is T.
                    let enough = match (self.places.is_empty(), &found) {
                        (true, _) => 1,
                        (false, None) if self.places.len() < BATCH => BATCH,
                        _ => usize::MAX,
                    };
                    if open.len() >= enough {
                        break;
                    }
                }
            }
        }
        if open.is_empty() {
            return Ok((found, release));
        }
        // Beside the newest, the one that the manifests name: in most repositories they are one.
        if self.places.is_empty() {
            let named = self.said.and_then(|said| survey.versions.iter().find(|(version, _)| version.same(said)));
            let named = named.and_then(|(_, name)| self.refs.tag(name));
            if let Some(tag) = named.filter(|tag| open.iter().all(|one| one.oid != tag.commit)) {
                open.push(where_is(tag));
            }
        }
        past |= self.past.is_none() && open.iter().any(|one| one.search);
        Err(Ask { places: open, past })
    }

    /// What is worth saying of tags that were left out, and of one that counts without being in the history.
    fn remarks(
        &self,
        newest: Option<&Newest>,
        elsewhere: &[(Version, Tag)],
        others: &[(Version, String)],
    ) -> Vec<String> {
        let branch = &self.target.branch;
        let mut remarks = Vec::new();
        if let Some(newest) = newest.filter(|newest| newest.counts != Counts::History) {
            remarks.push(format!("`{}` counts: {}", newest.tag.name, newest.counts.in_words(branch)));
        }
        if !elsewhere.is_empty() {
            let names = elsewhere.iter().rev().map(|(_, tag)| tag.name.as_str());
            remarks.push(format!(
                "tags that `{branch}` does not know only take their numbers away: {}",
                crate::tag::list(names, elsewhere.len())
            ));
        }
        if !others.is_empty() {
            let names = others.iter().rev().map(|(_, name)| name.as_str());
            remarks.push(format!("tags in another spelling are left out: {}", crate::tag::list(names, others.len())));
        }
        remarks
    }
}
