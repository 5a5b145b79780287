//! The facts, understood: which branch, which manifests, which version they say, which tag is newest.

use crate::branch::{Line, parse_bump_branch};
use crate::bump::{self, Bump, Channels, Rules};
use crate::changelog;
use crate::decide::MovingTag;
use crate::error::{Error, Result};
use crate::facts::{
    Facts, Glimpse, Inspected, Past, Place, Refs, Since, Tag, Target, WantedBranch, WantedCommit, WantedRelease, Wants,
};
use crate::lineage::{Answer, Ask, Lineage, Question};
use crate::manifest::{self, File, Found};
use crate::message::TRAILER;
use crate::package::{self, Newest, Scope, Told};
use crate::request::{Choice, MovingTags, Notes, Request, Wish};
use crate::tag::Format;
use crate::version::{Numbering, Scheme, Version};

/// What a new prerelease is called where nobody said.
const DEFAULT_IDENTIFIER: &str = "rc";

/// From this number on R's fourth one says that the next release is being made.
const FIRST_OF_R: u64 = 9000;

/// What PROTOCOL calls M and T, and where they were read.
pub(crate) struct Scene {
    pub(crate) target: Target,
    pub(crate) refs: Refs,
    pub(crate) line: Line,
    pub(crate) format: Format,
    /// What the branch's tags amount to.
    pub(crate) lineage: Lineage,
    /// Which branches release prereleases.
    channels: Channels,
    /// What the prereleases of this branch are called, where it releases nothing else.
    pub(crate) channel: Option<String>,
    /// How a version goes up.
    rules: Rules,
    pub(crate) wish: Wish,
    /// The packages that the release is of, and the others.
    pub(crate) scope: Scope,
    /// Whether no file carries the version: then it is the tag's alone.
    pub(crate) tag_only: bool,
    /// The highest version the manifests say, in the release's scheme.
    pub(crate) said: Version,
    /// Whether every manifest says it, or what it leads to.
    pub(crate) agree: bool,
    /// T and its tag.
    pub(crate) newest: Option<(Version, Tag)>,
    /// The newest that is no prerelease.
    pub(crate) release_before: Option<(Version, Tag)>,
    /// What is odd about the tags.
    pub(crate) oddities: Vec<String>,
    /// Versions that are not made again.
    withdrawn: Vec<Version>,
    /// How many tags were left out by pattern.
    ignored: usize,
}

/// What refs and manifests come to; or what that depends on.
enum Sight {
    Whole(Box<Scene>),
    /// And the manifests' paths.
    Open(Ask, Vec<String>),
}

impl Scene {
    /// Reads refs and manifests together. Every code of [`Refs::target`], [`manifest::packages`], [`package::settle`] and
    /// [`Question::answer`], and `no-manifest`.
    pub(crate) fn read(request: &Request, facts: &Facts, withdrawn: &[String]) -> Result<Self> {
        let Facts { refs, files, places, past, commits, .. } = facts;
        match Self::sight(request, refs, files, (places, past.as_deref()), commits)? {
            Sight::Whole(scene) => {
                let scheme = scene.said.scheme();
                let withdrawn = withdrawn.iter().filter_map(|text| Version::parse(text, scheme).ok()).collect();
                Ok(Self { withdrawn, ..*scene })
            }
            Sight::Open(..) => Err(Error::new(
                "unexpected-outcome",
                "these facts do not say where the commits lie that version tags name",
            )
            .advice("ask `wants` until it names no `places` and no `past`, then pass on what was found")),
        }
    }

    /// `commits`: those that were looked at, the newest tag's among them.
    fn sight(
        request: &Request,
        refs: &str,
        files: &[File],
        (places, past): (&[Place], Option<&[Past]>),
        commits: &[Inspected],
    ) -> Result<Sight> {
        let refs = Refs::parse(refs);
        let target = refs.target(request)?;
        let packages = manifest::packages(files, &request.manifests, request.package.as_deref())?;
        let line = Line::of_branch(&target.branch);
        let likely = package::likely(request, &packages);
        let scheme = request.scheme.and_then(Numbering::scheme).unwrap_or_else(|| {
            if likely.is_empty() && packages.python { Scheme::Pep440 } else { common_scheme(&likely) }
        });
        let wish = request.wish(scheme)?;
        let channels = request.channels()?;
        let channel = channels.identifier(&target.branch).map(str::to_string);
        let rules = Rules {
            identifier: channel.clone().or_else(|| request.identifier.clone()),
            identifier_base: request.identifier_base,
            calendar: request.calendar()?,
        };
        let hint = package::hint(request, &packages, files);
        let hinted = in_scheme(likely.iter().copied(), scheme)?;
        let hinted = highest(&hinted);
        let question = Question {
            request,
            refs: &refs,
            target: &target,
            line,
            channels: &channels,
            scheme,
            hint: &hint,
            format: package::format(request, &packages, &refs, scheme)?,
            said: hinted.as_ref(),
            exact: matches!(wish, Wish::Exact(_)),
            places,
            past,
        };
        let lineage = match question.answer()? {
            Answer::Known(lineage) => *lineage,
            Answer::Ask(ask) => {
                return Ok(Sight::Open(ask, likely.iter().map(|one| one.path.clone()).collect()));
            }
        };
        let ignored = question.ignored();
        let (format, oddities) = (lineage.format.clone(), lineage.oddities.clone());
        let newest = lineage.newest.as_ref().map(|newest| (newest.version.clone(), newest.tag.clone()));
        let before = lineage.release_before.as_ref();
        let release_before = before.map(|before| (before.version.clone(), before.tag.clone()));
        let (looked, suspects) = (packages.looked.clone(), packages.suspects.clone());
        let told = Told {
            scheme,
            newest: newest.as_ref().map(|(version, tag): &(Version, Tag)| Newest {
                version,
                files: commits.iter().find(|one| one.oid == tag.commit).map(|one| one.files.as_slice()),
            }),
            tags: refs.tag_names().collect(),
        };
        let scope = package::settle(request, packages, &told)?;
        let versions = in_scheme(&scope.found, scheme)?;
        let said = highest(&versions);
        let tag_only = said.is_none();
        let Some(said) = said.or_else(|| newest.as_ref().map(|(version, _)| version.clone())) else {
            return Err(package::nowhere(&target.branch, &looked, &suspects, None));
        };
        if tag_only {
            package::nobody_says(&target.branch, &looked, &suspects, &said)?;
        }
        let agree = versions.iter().all(|version| version.same(&said) || leads_to(&said, version));
        Ok(Sight::Whole(Box::new(Self {
            target,
            refs,
            line,
            format,
            lineage,
            channels,
            channel,
            rules,
            wish,
            scope,
            tag_only,
            said,
            agree,
            newest,
            release_before,
            oddities,
            withdrawn: Vec::new(),
            ignored,
        })))
    }

    /// What a decision stands on, a line each: the branch, T and why it counts, how tags are written and why, and what was
    /// left out.
    pub(crate) fn ground(&self, request: &Request) -> Vec<String> {
        let short = |oid: &str| oid.chars().take(7).collect::<String>();
        let branch = &self.target.branch;
        let why = if request.branch.is_some() { "as asked" } else { "the default branch" };
        let mut lines = vec![format!("branch {branch} at {}: {why}", short(&self.target.tip))];
        lines.push(match &self.lineage.newest {
            Some(newest) => {
                let (tag, counts) = (&newest.tag, newest.counts.in_words(branch));
                format!("after {} at {}: {counts}", tag.name, short(&tag.commit))
            }
            None if self.lineage.taken.is_empty() => "no version tag yet".to_string(),
            None => format!("none of {} version tags counts for {branch}", self.lineage.taken.len()),
        });
        lines.push(format!("tags are written {}: {}", self.format.template(), self.lineage.chosen.in_words()));
        let (elsewhere, others) = (self.lineage.elsewhere.len(), self.lineage.spelled_otherwise.len());
        let left = [(elsewhere, "elsewhere"), (others, "in another spelling"), (self.ignored, "ignored")];
        let left: Vec<String> =
            left.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if !left.is_empty() {
            lines.push(format!("tags left out: {}", left.join(", ")));
        }
        lines
    }

    /// The commit of the branch that has all that T has: what comes after it is new.
    pub(crate) fn since(&self) -> Option<&String> {
        self.lineage.newest.as_ref().map(|newest| &newest.since)
    }

    /// Whether a commit's manifests say what its tag does, as far as any file says it.
    pub(crate) fn is_right(&self, request: &Request, commit: &Inspected, version: &Version) -> bool {
        self.tag_only || say(&commit.files, request, &self.scope.moving, version) == Says::It
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
        self.format.name_spelled(version, &self.spelled(version))
    }

    /// The tag that names a version, however it is spelled; the one we would write first.
    pub(crate) fn tag_of(&self, version: &Version) -> Option<&Tag> {
        let written = self.tag_name(version).ok().and_then(|name| self.refs.tag(&name));
        written.or_else(|| self.lineage.taken_by(version))
    }

    /// The tag of the release before a version on this line; a prerelease comes before the next one.
    pub(crate) fn before(&self, version: &Version) -> Option<String> {
        let survey = self.refs.survey(&self.format, version.scheme());
        let counts = |other: &Version| {
            other.cmp_precedence(version).is_lt() && self.line.contains(other) && !self.is_elsewhere(other)
        };
        let mut older = survey.versions.iter().rev().filter(|(other, _)| counts(other));
        let before = older.find(|(other, _)| version.is_prerelease() || !other.is_prerelease());
        before.map(|(_, tag)| (*tag).to_string())
    }

    /// Whether no version tag is above it. A prerelease does not put a release in the shade.
    pub(crate) fn is_latest(&self, version: &Version) -> bool {
        let others = self.lineage.taken.iter().map(|(other, _)| other);
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
            let mut same = self.lineage.taken.iter().filter(|(other, _)| !other.is_prerelease());
            same.all(|(other, tag)| {
                self.format.moving_name(&tag.name, numbers).as_ref() != Some(name)
                    || other.cmp_precedence(version).is_le()
            })
        };
        let one = |numbers: usize| {
            let name = self.format.moving_name(&tag, numbers).filter(|name| newest(name, numbers))?;
            let expect = self.refs.tag(&name).map(|tag| tag.oid.clone()).unwrap_or_default();
            Some(MovingTag { name, expect })
        };
        (1..=wanted.numbers()).filter_map(one).collect()
    }

    /// The version that a bump leads to here, with the bump that this took. Codes: those of [`bump::next_by`].
    pub(crate) fn next(&self, from: &Version, wish: Bump) -> Result<(Version, Bump)> {
        let bump = if self.channel.is_some() { wish.on_channel(from) } else { wish };
        let mut rules = self.rules.clone();
        let keeps_its_name = bump == Bump::Prerelease && bump::continues(from, &rules)?;
        if rules.identifier().is_none() && !keeps_its_name {
            rules.identifier = Some(DEFAULT_IDENTIFIER.to_string());
        }
        Ok((bump::next_by(from, bump, &rules)?, bump))
    }

    /// What this branch makes of a version that somebody wrote down: where it releases prereleases, the next one that
    /// leads there. Codes: those of [`bump::next_by`].
    pub(crate) fn leading_to(&self, version: Version, from: &Version) -> Result<Version> {
        if self.channel.is_none() || version.is_prerelease() {
            return Ok(version);
        }
        match bump::is_unreleased(from) && from.release().same(&version) {
            true => Ok(self.next(from, Bump::Prerelease)?.0),
            false => bump::opened(&version, &self.rules),
        }
    }

    /// Whether a release may be next whose notes tell of what its candidates brought too.
    pub(crate) fn tells_further(&self) -> bool {
        let prerelease = match &self.wish {
            Wish::Exact(version) => version.is_prerelease(),
            Wish::Part(bump) => bump.is_prerelease(),
            Wish::Auto => false,
        };
        let candidate = self.newest.as_ref().is_some_and(|(newest, _)| newest.is_prerelease());
        candidate && !prerelease && (self.channel.is_none() || matches!(self.wish, Wish::Exact(_)))
    }

    /// Whether a version is a prerelease of another branch's.
    pub(crate) fn is_elsewhere(&self, version: &Version) -> bool {
        self.channels.elsewhere(&self.target.branch, version).is_some()
    }

    /// Whether M is not for this branch to tag: a development version, or another branch's prerelease that was merged.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.said.is_development() || self.is_after_release() || self.is_elsewhere(&self.said)
    }

    /// The release M leads to.
    pub(crate) fn said_release(&self) -> Version {
        if self.is_after_release() { self.said.with_triple(self.said.triple()) } else { self.said.release() }
    }

    /// R counts on from 9000 in a fourth number while the next release is made.
    fn is_after_release(&self) -> bool {
        let fourth = self.said.numbers().get(3).copied().unwrap_or_default();
        fourth >= FIRST_OF_R && self.scope.found.iter().all(|one| one.format == "DESCRIPTION")
    }

    /// A version whose number nobody has: of several steps alike the first that leads to one. Codes: those of
    /// [`bump::next_by`].
    pub(crate) fn free(&self, wanted: Version, bump: Option<&str>, remarks: &mut Vec<String>) -> Result<Version> {
        let step = match bump.and_then(Bump::parse) {
            Some(step @ (Bump::Minor | Bump::Major | Bump::Post | Bump::Dev)) => step,
            _ if wanted.is_prerelease() => Bump::Prerelease,
            _ => Bump::Patch,
        };
        let gone = |version: &Version| self.withdrawn.iter().any(|one| one.same(version));
        let mut version = wanted.clone();
        while gone(&version) || self.lineage.taken_by(&version).is_some() {
            version = self.next(&version, step)?.0;
        }
        if let Some(tag) = self.lineage.taken_by(&wanted) {
            remarks.push(format!(
                "{wanted} is taken: `{}` names a commit that `{}` does not know; {version} is the next that is free",
                tag.name, self.target.branch
            ));
        }
        Ok(version)
    }

    /// Whether M is a version that is not made again.
    pub(crate) fn is_withdrawn(&self) -> bool {
        self.withdrawn.iter().any(|one| one.same(&self.said))
    }

    /// A smaller step than the one that leaves the line: the next free patch.
    pub(crate) fn fitting(&self, newest: &Version) -> Option<Version> {
        let (patch, _) = self.next(newest, Bump::Patch).ok()?;
        self.free(patch, None, &mut Vec::new()).ok()
    }

    /// The manifests that do not agree, each with its place.
    pub(crate) fn listed(&self) -> String {
        let said =
            self.scope.found.iter().map(|found| format!("`{}:{}` says {}", found.path, found.line, found.version));
        said.collect::<Vec<_>>().join(", ")
    }

    /// The version that a branch of this name would bring, if it is named like a bump branch of this line.
    pub(crate) fn proposes(&self, request: &Request, name: &str) -> Option<Version> {
        let text = parse_bump_branch(name, request.branch_template.as_deref())?;
        let version = Version::parse(&text, self.said.scheme()).ok()?;
        let belongs = self.line.contains(&version) && !self.is_elsewhere(&version);
        (belongs && name != self.target.branch).then_some(version)
    }

    /// Refuses a version outside the line this branch releases (PROTOCOL 3), and one that has a tag in another spelling.
    pub(crate) fn in_line(&self, version: &Version) -> Result<()> {
        let branch = &self.target.branch;
        if let Some(name) = self.lineage.spelled_by(version) {
            let twin = self.tag_name(version)?;
            return Err(Error::new(
                "tag-taken",
                format!("{version} is released already, in another spelling: `{name}`"),
            )
            .advice("to go on in that spelling, leave `--tag-format` (input `tag-format`) out, or set it so")
            .advice(format!(
                "to change the spelling, tag that version once more: `git tag '{twin}' '{name}^{{}}'`, and push it"
            )));
        }
        if let Some(home) = self.channels.elsewhere(branch, version) {
            return Err(Error::new("leaves-line", format!("{version} does not belong on `{branch}` but on `{home}`"))
                .advice(format!("release from `{home}`, or give its prereleases another identifier")));
        }
        if self.line.contains(version) {
            return Ok(());
        }
        Err(Error::new("leaves-line", format!("{version} does not belong on the maintenance line `{branch}`"))
            .advice("ask for a smaller bump (`--bump patch`), or release from the default branch"))
    }
}

/// Python's grammar where only Python speaks; SemVer, which every other ecosystem reads, where several do.
fn common_scheme(found: &[&Found]) -> Scheme {
    if found.iter().all(|one| one.scheme == Scheme::Pep440) { Scheme::Pep440 } else { Scheme::Semver }
}

/// M: the highest of the versions; where that is only what a development version among them leads to, the latter.
fn highest(versions: &[Version]) -> Option<Version> {
    let greatest = |a: &&Version, b: &&Version| a.cmp_precedence(b);
    let said = versions.iter().max_by(greatest)?;
    let unfinished = versions.iter().filter(|one| leads_to(one, said)).max_by(greatest);
    Some(unfinished.unwrap_or(said).clone())
}

/// Whether a version is a development version of another one, which some manifests may say already.
fn leads_to(unfinished: &Version, version: &Version) -> bool {
    unfinished.is_development() && !version.is_prerelease() && unfinished.release().same(version)
}

/// Every manifest's version in one scheme; the error names the file.
fn in_scheme<'f>(found: impl IntoIterator<Item = &'f Found>, scheme: Scheme) -> Result<Vec<Version>> {
    let read = |one: &Found| Version::parse(&one.version, one.scheme)?.to_scheme(scheme);
    let placed = |one: &Found| read(one).map_err(|error| error.at(one.path.clone()).place((one.line, one.column)));
    found.into_iter().map(placed).collect()
}

/// What the files of a commit say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// Every manifest of these packages says the version.
    It,
    /// Some of them do, or leave it open: a placeholder, a development version.
    Partly,
    /// All of them say something else, or they cannot be read.
    Another,
    /// None of them is there.
    Nothing,
}

/// What the manifests of packages say of a version, at any commit; `moving`: the packages' folders.
pub(crate) fn say(files: &[File], request: &Request, moving: &[String], version: &Version) -> Says {
    let packages = manifest::packages(files, &request.manifests, request.package.as_deref());
    let Ok(packages) = packages else { return Says::Another };
    let ours = packages.all.iter().filter(|one| moving.contains(&one.folder));
    let found: Vec<&Found> = ours.flat_map(|one| &one.manifests).chain(&packages.listed).collect();
    match in_scheme(found.iter().copied(), version.scheme()) {
        Ok(versions) if versions.is_empty() => Says::Nothing,
        Ok(versions) if versions.iter().all(|one| one.same(version)) => Says::It,
        // Some agree, or leave it open: nobody can say that the tag is wrong.
        Ok(versions)
            if versions.iter().any(|one| one.same(version) || one.is_placeholder() || one.is_development()) =>
        {
            Says::Partly
        }
        _ => Says::Another,
    }
}

/// The files whose text is still wanted: manifests, and a changelog where it will be rewritten.
pub fn needs(request: &Request, paths: &str, read: &[File], only_read: bool) -> Vec<String> {
    let mut wanted = manifest::needs_of(paths, &request.manifests, request.package.as_deref(), read, only_read);
    if only_read {
        return wanted;
    }
    if let Some(path) = &request.changelog {
        // Where it is not there, it may be under another name.
        let there = paths.split('\0').any(|one| one == path);
        let looked_for = |one: &&str| if there { *one == path } else { changelog::is_like(path, one) };
        for path in paths.split('\0').filter(looked_for) {
            if !read.iter().any(|file| file.path == path) && !wanted.iter().any(|one| one == path) {
                wanted.push(path.to_string());
            }
        }
    }
    wanted
}

/// What the shell should read besides refs and the tip's files: first, where the commits lie that version tags name, and
/// when that is known the rest. Every code of reading refs and manifests.
pub fn wants(request: &Request, glimpse: &Glimpse) -> Result<Wants> {
    request.check()?;
    let sight = Scene::sight(request, &glimpse.refs, &glimpse.files, (&glimpse.places, glimpse.past.as_deref()), &[])?;
    let scene = match sight {
        Sight::Whole(scene) => scene,
        Sight::Open(Ask { places, past }, paths) => {
            let past = if past { paths } else { Vec::new() };
            let (commits, branches) = (Vec::new(), Vec::new());
            return Ok(Wants { places, past, log: None, commits, branches, release: None });
        }
    };
    let since = scene.since().cloned();
    let newest = scene.newest.as_ref().map(|(_, tag)| tag.commit.clone());
    let finished = |(newest, _): &(Version, Tag)| scene.said.cmp_precedence(newest).is_gt() && !scene.is_unfinished();
    let ahead = scene.newest.as_ref().is_some_and(finished);
    let mut commits = Vec::new();
    if let Wish::Exact(version) = &scene.wish
        && let Some(tag) = scene.tag_of(version)
    {
        commits.push(WantedCommit { oid: tag.commit.clone(), ancestry: true, changed: false });
    }
    if let Some(oid) = &newest
        && !commits.iter().any(|one| one.oid == *oid)
    {
        commits.push(WantedCommit { oid: oid.clone(), ancestry: false, changed: ahead });
    }
    // A first release of a version somebody wrote needs no history; only a placeholder is bumped by it.
    let published = glimpse.hosting.is_some() && request.github_release != Choice::False;
    let told = published && request.notes == Notes::Commits && since.is_some();
    let logged = request.changelog.is_some() && since.is_some();
    let counts = matches!(scene.wish, Wish::Auto) && (since.is_some() || scene.said.is_placeholder());
    let asked = |name: &String| glimpse.heads.contains(name) && scene.proposes(request, name).is_some();
    let branch = |(name, oid): (&String, &String)| WantedBranch { name: name.clone(), oid: oid.clone() };
    let branches = scene.refs.heads().filter(|(name, _)| asked(name)).map(branch).collect();
    let looked_up = glimpse.release && published;
    // Of a version that stands without its tag it matters whether it was released: then the tag was lost, not withdrawn.
    let of = match scene.tag_name(&scene.said) {
        Ok(tag) if ahead => Some(tag),
        _ => scene.newest.as_ref().map(|(_, tag)| tag.name.clone()),
    };
    let release = of.filter(|_| looked_up).map(|tag| WantedRelease { tag, mark: format!("{TRAILER}: ") });
    let log = match since {
        Some(newest) if scene.tells_further() => {
            let before = scene.lineage.release_before.as_ref().map(|before| before.since.clone());
            Since { since: before, newer: Some(newest) }
        }
        since => Since { since, newer: None },
    };
    Ok(Wants {
        places: Vec::new(),
        past: Vec::new(),
        log: (counts || told || logged).then_some(log),
        commits,
        branches,
        release,
    })
}
