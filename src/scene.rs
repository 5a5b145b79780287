//! The facts, understood: which branch, which manifests, which version they say, which tag is newest.

use crate::branch::{Line, parse_bump_branch};
use crate::bump::{self, Bump, Channels, Rules};
use crate::changelog;
use crate::decide::MovingTag;
use crate::error::{Error, Result};
use crate::facts::{Glimpse, Inspected, Refs, Since, Tag, Target, WantedBranch, WantedCommit, WantedRelease, Wants};
use crate::manifest::{self, File, Found};
use crate::message::TRAILER;
use crate::package::{self, Newest, Scope, Told};
use crate::request::{Choice, MovingTags, Notes, Request, Wish};
use crate::tag::Format;
use crate::version::{Numbering, Scheme, Version};

/// What a new prerelease is called where nobody said.
const DEFAULT_IDENTIFIER: &str = "rc";

/// What PROTOCOL calls M and T, and where they were read.
pub(crate) struct Scene {
    pub(crate) target: Target,
    pub(crate) refs: Refs,
    pub(crate) line: Line,
    pub(crate) format: Format,
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
    /// Whether every manifest says it.
    pub(crate) agree: bool,
    pub(crate) newest: Option<(Version, Tag)>,
    /// The newest that is no prerelease.
    pub(crate) release_before: Option<(Version, Tag)>,
    /// What is odd about the tags.
    pub(crate) oddities: Vec<String>,
}

impl Scene {
    /// Reads refs and manifests together; `commits`: those that were looked at, the newest tag's among them. Every code of
    /// [`Refs::target`], [`manifest::packages`] and [`package::settle`], and `no-manifest`.
    pub(crate) fn read(request: &Request, refs: &str, files: &[File], commits: &[Inspected]) -> Result<Self> {
        let refs = Refs::parse(refs);
        let target = refs.target(request)?;
        let packages = manifest::packages(files, &request.manifests, request.package.as_deref())?;
        let name = || match package::asked(request, &packages) {
            Some(package) => package.name.clone(),
            None => manifest::own_name(files),
        };
        let name = request.tag_format.contains("{name}").then(name).flatten();
        let line = Line::of_branch(&target.branch);
        let likely = package::likely(request, &packages);
        let scheme = request.scheme.and_then(Numbering::scheme).unwrap_or_else(|| {
            if likely.is_empty() && packages.python { Scheme::Pep440 } else { common_scheme(&likely) }
        });
        let format = match package::format(request, &packages, &refs, scheme)? {
            Some(format) => format,
            None => request.format(name.as_deref())?,
        };
        let wish = request.wish(scheme)?;
        let channels = request.channels()?;
        let channel = channels.identifier(&target.branch).map(str::to_string);
        let rules = Rules {
            identifier: channel.clone().or_else(|| request.identifier.clone()),
            identifier_base: request.identifier_base,
            calendar: request.calendar()?,
        };
        let survey = refs.survey(&format, scheme);
        let counts =
            |version: &Version| line.contains(version) && channels.elsewhere(&target.branch, version).is_none();
        let known = |found: Option<&(Version, &str)>| {
            found.and_then(|(version, name)| Some((version.clone(), refs.tag(name)?.clone())))
        };
        let newest_first = || survey.versions.iter().rev().filter(|(version, _)| counts(version));
        let newest = known(newest_first().next());
        let release_before = known(newest_first().find(|(version, _)| !version.is_prerelease()));
        let oddities = survey.remarks();
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
        let said = versions.iter().max_by(|a, b| a.cmp_precedence(b)).cloned();
        let tag_only = said.is_none();
        let Some(said) = said.or_else(|| newest.as_ref().map(|(version, _)| version.clone())) else {
            return Err(package::nowhere(&target.branch, &looked, &suspects, None));
        };
        if tag_only {
            package::nobody_says(&target.branch, &looked, &suspects, &said)?;
        }
        let agree = versions.iter().all(|version| version.same(&said));
        Ok(Self {
            target,
            refs,
            line,
            format,
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
        })
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
        written.or_else(|| {
            let survey = self.refs.survey(&self.format, version.scheme());
            let (_, name) = survey.versions.iter().find(|(known, _)| known.same(version))?;
            self.refs.tag(name)
        })
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
        let others = self.refs.versions(&self.format, version.scheme());
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
            let survey = self.refs.survey(&self.format, version.scheme());
            let mut same = survey.versions.iter().filter(|(other, _)| !other.is_prerelease());
            same.all(|(other, tag)| {
                self.format.moving_name(tag, numbers).as_ref() != Some(name) || other.cmp_precedence(version).is_le()
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

    /// Refuses a version outside the line this branch releases (PROTOCOL 3).
    pub(crate) fn in_line(&self, version: &Version) -> Result<()> {
        let branch = &self.target.branch;
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
    /// One of them says something else, or cannot be read.
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
        _ => Says::Another,
    }
}

/// The files whose text is still wanted: manifests, and a changelog where it will be rewritten. Codes, where something
/// will be: those of [`manifest::check_entries`].
pub fn needs(request: &Request, paths: &str, read: &[File], only_read: bool) -> Result<Vec<String>> {
    let mut wanted = manifest::needs_of(paths, &request.manifests, request.package.as_deref(), read, only_read);
    if only_read {
        return Ok(wanted);
    }
    manifest::check_entries(paths, &request.manifests)?;
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
    Ok(wanted)
}

/// What the shell should read besides refs and the tip's files. Every code of reading refs and manifests.
pub fn wants(request: &Request, glimpse: &Glimpse) -> Result<Wants> {
    request.check()?;
    let scene = Scene::read(request, &glimpse.refs, &glimpse.files, &[])?;
    let since = scene.newest.as_ref().map(|(_, tag)| tag.commit.clone());
    let mut commits = Vec::new();
    if let Wish::Exact(version) = &scene.wish
        && let Some(tag) = scene.tag_of(version)
    {
        commits.push(WantedCommit { oid: tag.commit.clone(), ancestry: true });
    }
    if let Some(oid) = &since
        && !commits.iter().any(|one| one.oid == *oid)
    {
        commits.push(WantedCommit { oid: oid.clone(), ancestry: false });
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
    let lookup = |(_, tag): &(Version, Tag)| WantedRelease { tag: tag.name.clone(), mark: format!("{TRAILER}: ") };
    let release = scene.newest.as_ref().filter(|_| looked_up).map(lookup);
    let log = match since {
        Some(newest) if scene.tells_further() => {
            let before = scene.release_before.as_ref().map(|(_, tag)| tag.commit.clone());
            Since { since: before, newer: Some(newest) }
        }
        since => Since { since, newer: None },
    };
    Ok(Wants { log: (counts || told || logged).then_some(log), commits, branches, release })
}
