//! Bump branches and their pull requests, judged: which are ours, and what became of them.
//!
//! *Ours* is a branch whose head is one commit on a commit of the release branch, with our trailer, that rewrites its
//! parent's manifests and changes nothing else, on the parent and by the committer that the trailer tells of. Everything
//! about it is looked at: a name proves nothing, and what a person added must never be deleted.

use crate::hosting::{BumpBranch, Kind, Pull};
use crate::manifest;
use crate::manifest::Moves;
use crate::release::facts::{Facts, Target};
use crate::release::package_look::PackageLook;
use crate::release::section::Section;
use crate::release::situation::Situation;
use crate::release::words::message::pull::is_superseded;
use crate::release::words::message::{Stamp, Trailer, trailer_of_tag, trailers_of};
use crate::version::Version;

/// How long another run may take from making its branch to opening its pull request: twice the time a run has.
pub(crate) const YOUNG_SECONDS: u64 = 600;

/// A bump branch of this line, judged.
pub(crate) struct Bump<'a> {
    pub(crate) branch: &'a BumpBranch,
    /// The version in its name.
    pub(crate) version: Version,
    /// What it brings, in the order of the packages.
    brings: Vec<Brings>,
    /// Every pull request from it.
    pub(crate) pulls: &'a [Pull],
    /// Whether it is ours as a whole.
    pub(crate) ours: bool,
    /// Why it is not, where its trailer says that it is.
    pub(crate) foreign: Option<Foreign>,
    /// Whether the hosting keeps what the head of a merged pull request was.
    remembers: bool,
    /// Whether somebody asked for its version (PROTOCOL 9).
    pub(crate) asked: bool,
}

/// What a bump branch brings of one package.
pub(crate) struct Brings {
    /// Which package that is, of those of the look.
    of: usize,
    pub(crate) version: Version,
    pub(crate) tag: String,
    /// What it adds to the changelog.
    pub(crate) section: Option<Section>,
}

/// What makes a branch whose trailer says that it is ours somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// Its commit was made elsewhere, or by others: `cherry-pick`, `rebase`, `--amend`.
    Copied,
    /// It holds anything else than the version.
    Changed,
    /// A pull request from it is open that is meant for another branch, and would be closed with it.
    Proposed(u64),
}

impl Foreign {
    /// As a clause about the branch.
    pub(crate) fn why(self) -> String {
        match self {
            Self::Copied => "its commit is a copy: it was made on another one, or by somebody else".to_string(),
            Self::Changed => "it holds something else than what a run has made".to_string(),
            Self::Proposed(number) => format!("#{number}, for another branch, is open"),
        }
    }
}

impl Bump<'_> {
    /// What it brings of a package; `None`: nothing.
    pub(crate) fn brings_of(&self, of: usize) -> Option<&Brings> {
        self.brings.iter().find(|one| one.of == of)
    }

    /// Whether it brings these tags, and no others.
    pub(crate) fn brings_all<'t>(&self, mut tags: impl Iterator<Item = &'t str> + Clone) -> bool {
        tags.clone().count() == self.brings.len() && tags.all(|tag| self.brings.iter().any(|one| one.tag == tag))
    }

    /// What it adds to the changelog for a release with this tag.
    pub(crate) fn section_of(&self, tag: &str) -> Option<&Section> {
        self.brings.iter().find(|one| one.tag == tag)?.section.as_ref()
    }

    /// In a sentence: the version; of several their tags, which say of which package each is.
    pub(crate) fn in_words(&self) -> String {
        match self.brings.as_slice() {
            [] | [_] => self.version.to_string(),
            several => several.iter().map(|one| one.tag.as_str()).collect::<Vec<_>>().join(", "),
        }
    }

    /// Its open pull request.
    pub(crate) fn open(&self) -> Option<&Pull> {
        self.pulls.iter().find(|pull| pull.open)
    }

    /// Whether it is exactly what was merged, so that nothing is lost with it. Gitea says of a merged pull request, too, what
    /// its branch names now: there it is what a person may have pushed since.
    pub(crate) fn merged(&self) -> bool {
        (self.remembers || self.ours) && self.was_merged()
    }

    fn was_merged(&self) -> bool {
        self.pulls.iter().any(|pull| pull.merged && pull.head_oid == self.branch.oid)
    }

    /// Why it stays, where one would think that it goes.
    pub(crate) fn kept(&self) -> Option<String> {
        match self.foreign {
            _ if self.open().is_some() || self.merged() => None,
            _ if self.was_merged() => Some("this hosting does not tell whether all of it was merged".to_string()),
            foreign => foreign.map(Foreign::why),
        }
    }

    /// PROTOCOL 16, but for the open pull request: ours, and no other run is just about to open one.
    pub(crate) fn settled(&self, made_here: bool) -> bool {
        let had_one = self.pulls.iter().any(|pull| pull.head_oid == self.branch.oid);
        self.ours && (made_here || had_one || self.branch.age_seconds >= YOUNG_SECONDS)
    }

    /// Whether its commit stands on the tip.
    pub(crate) fn on(&self, tip: &str) -> bool {
        self.branch.parents.iter().any(|parent| parent == tip)
    }

    /// Whether what it rewrites is at the tip still as it was: then it merges cleanly.
    pub(crate) fn fits(&self, facts: &Facts) -> bool {
        let text = |files: &[manifest::File], path: &str| {
            files.iter().find(|file| file.path == path).map(|file| file.text.clone())
        };
        self.branch.changed.iter().all(|path| text(&self.branch.before, path) == text(&facts.files, path))
    }
}

/// Every bump branch of this line that was looked into. `looks`: how the packages stand that are released together.
pub(crate) fn judge<'a>(facts: &'a Facts, looks: &[&PackageLook<'a>]) -> Vec<Bump<'a>> {
    let Some(Situation { target, refs, .. }) = looks.first().map(|look| &look.situation) else { return Vec::new() };
    let remembers = facts.hosting.as_ref().is_some_and(|hosting| hosting.kind == Kind::Github);
    let one = |branch: &'a BumpBranch| {
        let pulls = of_head(facts, &branch.name)?;
        let named = Named::of(branch, looks)?;
        // A branch of another line is no business of ours: its pull request is meant for that line.
        let belongs = match pulls {
            [] => branch.on_branch,
            some => some.iter().any(|pull| pull.base == target.branch),
        };
        if !belongs {
            return None;
        }
        let asked = named.trailer.as_ref().is_some_and(|trailer| trailer.asked);
        let stamped = named.trailer.as_ref().is_some_and(|trailer| stamped(branch, trailer));
        let claims = named.claims() && !refs.is_link(&branch.name);
        let first = named.brings;
        let (version, brings) = (first.version.clone(), all_of(branch, looks, first));
        let elsewhere = pulls.iter().find(|pull| pull.open && pull.base != target.branch);
        let foreign = match elsewhere {
            _ if !claims => None,
            _ if !rewrites(branch, looks, &brings) => Some(Foreign::Changed),
            _ if !stamped => Some(Foreign::Copied),
            elsewhere => elsewhere.map(|pull| Foreign::Proposed(pull.number)),
        };
        let ours = claims && foreign.is_none();
        Some(Bump { branch, version, brings, pulls, ours, foreign, remembers, asked })
    };
    facts.branches.iter().filter_map(one).collect()
}

/// What a branch is named for, and what its trailer says of that.
struct Named {
    brings: Brings,
    trailer: Option<Trailer>,
}

impl Named {
    /// Where a name may be of several packages, the trailer tells.
    fn of(branch: &BumpBranch, looks: &[&PackageLook]) -> Option<Self> {
        let one = |(of, look): (usize, &&PackageLook)| {
            let version = look.situation.proposes(&look.request, &branch.name)?;
            let tag = look.situation.tag_name(&version).unwrap_or_default();
            let trailer = trailer_of_tag(&branch.message, &tag);
            let section = trailer.as_ref().and_then(|trailer| trailer.section.clone());
            Some(Self { brings: Brings { of, version, tag, section }, trailer })
        };
        let all: Vec<Self> = looks.iter().enumerate().filter_map(one).collect();
        let at = all.iter().position(Self::claims).unwrap_or_default();
        all.into_iter().nth(at)
    }

    /// Whether the trailer says the version in the name.
    fn claims(&self) -> bool {
        let version = &self.brings.version;
        let says = self.trailer.as_ref().and_then(|trailer| Version::parse(&trailer.version, version.scheme()).ok());
        says.is_some_and(|said| said.same(version))
    }
}

/// What a branch brings, package by package: `first` is what it is named for, trailers tell of the others.
fn all_of(branch: &BumpBranch, looks: &[&PackageLook], first: Brings) -> Vec<Brings> {
    let mut first = Some(first);
    let one = |(of, look): (usize, &&PackageLook)| {
        if first.as_ref().is_some_and(|first| first.of == of) {
            return first.take();
        }
        let Situation { package, .. } = &look.situation;
        let told = |trailer: Trailer| {
            let tag = trailer.tag?;
            let version = package.format.version(&tag, package.stated.scheme())?;
            let said = Version::parse(&trailer.version, version.scheme()).ok()?;
            said.same(&version).then_some(Brings { of, version, tag, section: trailer.section })
        };
        trailers_of(&branch.message).find_map(told)
    };
    looks.iter().enumerate().filter_map(one).collect()
}

/// Whether a branch holds what it brings, and nothing else.
fn rewrites(branch: &BumpBranch, looks: &[&PackageLook], brings: &[Brings]) -> bool {
    let mut parts = Vec::new();
    for Brings { of, version, section, .. } in brings {
        let Some(look) = looks.get(*of) else { return false };
        let (moves, changelog) = (look.situation.package.moves_to(version), look.request.changelog.as_deref());
        parts.push(Part { moves, version, changelog, section: section.as_ref() });
    }
    looks.first().is_some_and(|look| only_rewrites(&look.request.manifests, &parts, branch))
}

/// The pull requests from a head; `None`: nothing is known of them.
pub(crate) fn of_head<'a>(facts: &'a Facts, head: &str) -> Option<&'a [Pull]> {
    facts.pulls.iter().find(|one| one.head == head).map(|one| one.pulls.as_slice())
}

/// PROTOCOL 10: the pull request by which a person has declined, and nothing was pushed since. Closings of ours are marked.
///
/// A commit that was made before the closing may have been pushed after it: where the hosting knows what the branch named
/// then, that is compared, and a date only says that a commit is newer for certain.
pub(crate) fn declined<'a>(pulls: &'a [Pull], target: &Target, tip_time: &str) -> Option<&'a Pull> {
    let said_no = |pull: &&Pull| {
        let ours = is_superseded(&pull.body);
        let newer = pull.closed_at.as_deref().is_none_or(|closed| closed < tip_time);
        let moved = !pull.base_oid.is_empty() && pull.base_oid != target.tip;
        !pull.open && !pull.merged && pull.base == target.branch && !ours && !newer && !moved
    };
    pulls.iter().find(said_no)
}

/// Whether a commit stands where its trailer says, and is by whom it says. What tells nothing was made by hand or by an older
/// version of ours; the rest decides about it.
pub(crate) fn stamped(branch: &BumpBranch, trailer: &Trailer) -> bool {
    let fits =
        |stamp: &Stamp| branch.parents.first().is_some_and(|parent| *stamp == Stamp::of(parent, &branch.committer));
    trailer.stamp.as_ref().is_none_or(fits)
}

/// The release's day is the run's, and runs of two days may bring the same version.
fn undated(text: &str) -> String {
    manifest::dated(text, "0000-00-00").unwrap_or_default()
}

/// What a commit does to one package.
pub(crate) struct Part<'a> {
    /// What moves with it.
    pub(crate) moves: Moves<'a>,
    /// The version that it gets.
    pub(crate) version: &'a Version,
    /// Its changelog.
    pub(crate) changelog: Option<&'a str>,
    /// What is added there.
    pub(crate) section: Option<&'a Section>,
}

/// Whether the branch's one commit is what a run would have made of its parent.
pub(crate) fn only_rewrites(manifests: &[String], parts: &[Part<'_>], branch: &BumpBranch) -> bool {
    if branch.parents.len() != 1 || !branch.on_branch {
        return false;
    }
    let steps = parts.iter().map(|part| (part.moves, part.version));
    let Ok(rewritten) = manifest::rewrite_each(&branch.before, manifests, steps) else { return false };
    let before = |path: &str| branch.before.iter().find(|file| file.path == path);
    let changed: Vec<_> =
        rewritten.iter().filter(|new| before(&new.path).is_some_and(|old| old.text != new.text)).collect();
    let here = |path: &String| branch.files.iter().find(|file| file.path == *path);
    let same = |path: &String| {
        let new = changed.iter().find(|new| new.path == *path);
        new.zip(here(path)).is_some_and(|(new, here)| undated(&new.text) == undated(&here.text))
    };
    // A changelog's section tells of the commits of its day: the file is known again by what the trailers say of it.
    let tells = |part: &Part, path: &String| {
        let named = part.changelog == Some(path.as_str());
        named && here(path).zip(part.section).is_some_and(|(file, section)| section.is_in(&file.text))
    };
    let logged = |path: &String| parts.iter().any(|part| tells(part, path));
    let (log, manifests): (Vec<&String>, Vec<&String>) = branch.changed.iter().partition(|path| logged(path));
    let told = |part: &Part| part.section.is_none() || log.iter().any(|path| tells(part, path));
    parts.iter().all(told)
        && !manifests.is_empty()
        && manifests.len() == changed.len()
        && manifests.into_iter().all(same)
}
