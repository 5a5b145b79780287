//! Bump branches and their pull requests, judged: which are ours, and what became of them.
//!
//! *Ours* is a branch whose head is one commit on a commit of the release branch, with our trailer, that rewrites its
//! parent's manifests and changes nothing else, on the parent and by the committer that the trailer tells of. Everything about it is looked at: a name proves nothing, and what a
//! person added must never be deleted.

use crate::hosting::{BumpBranch, Kind, Pull};
use crate::manifest;
use crate::manifest::Moves;
use crate::release::facts::{Facts, Target};
use crate::release::request::Request;
use crate::release::situation::Situation;
use crate::release::words::message::pull::is_superseded;
use crate::release::words::message::{Section, Stamp, Trailer, trailer_of_tag};
use crate::version::Version;

/// How long another run may take from making its branch to opening its pull request: twice the time a run has.
pub(crate) const YOUNG_SECONDS: u64 = 600;

/// A bump branch of this line, judged.
pub(crate) struct Bump<'a> {
    pub(crate) branch: &'a BumpBranch,
    /// The version in its name.
    pub(crate) version: Version,
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

/// Every bump branch of this line that was looked into.
pub(crate) fn judge<'a>(request: &Request, facts: &'a Facts, situation: &Situation) -> Vec<Bump<'a>> {
    let remembers = facts.hosting.as_ref().is_some_and(|hosting| hosting.kind == Kind::Github);
    let one = |branch: &'a BumpBranch| {
        let version = situation.proposes(request, &branch.name)?;
        let pulls = of_head(facts, &branch.name)?;
        // A branch of another line is no business of ours: its pull request is meant for that line.
        let belongs = match pulls {
            [] => branch.on_branch,
            some => some.iter().any(|pull| pull.base == situation.target.branch),
        };
        if !belongs {
            return None;
        }
        let tag = situation.tag_name(&version).unwrap_or_default();
        let trailer = trailer_of_tag(&branch.message, &tag);
        let says = trailer.as_ref().and_then(|trailer| Version::parse(&trailer.version, version.scheme()).ok());
        let asked = trailer.as_ref().is_some_and(|trailer| trailer.asked);
        let stamped = trailer.as_ref().is_some_and(|trailer| stamped(branch, trailer));
        let section = trailer.and_then(|trailer| trailer.section);
        let claims = says.is_some_and(|stated| stated.same(&version)) && !situation.refs.is_link(&branch.name);
        let elsewhere = pulls.iter().find(|pull| pull.open && pull.base != situation.target.branch);
        let foreign = match elsewhere {
            _ if !claims => None,
            _ if !only_rewrites(request, &situation.package.scope.moves(), branch, &version, section.as_ref()) => {
                Some(Foreign::Changed)
            }
            _ if !stamped => Some(Foreign::Copied),
            elsewhere => elsewhere.map(|pull| Foreign::Proposed(pull.number)),
        };
        let ours = claims && foreign.is_none();
        Some(Bump { branch, version, pulls, ours, foreign, remembers, asked, section })
    };
    facts.branches.iter().filter_map(one).collect()
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

/// Whether the branch's one commit is what a run would have made of its parent.
pub(crate) fn only_rewrites(
    request: &Request,
    moves: &Moves<'_>,
    branch: &BumpBranch,
    version: &Version,
    section: Option<&Section>,
) -> bool {
    if branch.parents.len() != 1 || !branch.on_branch {
        return false;
    }
    let rewritten = manifest::rewrite_moving(&branch.before, &request.manifests, moves, version);
    let Ok(rewritten) = rewritten else { return false };
    let before = |path: &str| branch.before.iter().find(|file| file.path == path);
    let changed: Vec<_> =
        rewritten.iter().filter(|new| before(&new.path).is_some_and(|old| old.text != new.text)).collect();
    let same = |path: &String| {
        let here = branch.files.iter().find(|file| file.path == *path);
        changed
            .iter()
            .find(|new| new.path == *path)
            .zip(here)
            .is_some_and(|(new, here)| undated(&new.text) == undated(&here.text))
    };
    // A changelog's section tells of the commits of its day: the file is known again by what the trailer says of it.
    let logged = |path: &String| {
        let here = branch.files.iter().find(|file| file.path == *path);
        let named = request.changelog.as_ref() == Some(path);
        named && here.zip(section).is_some_and(|(file, section)| section.is_in(&file.text))
    };
    let (log, manifests): (Vec<&String>, Vec<&String>) = branch.changed.iter().partition(|path| logged(path));
    log.len() == usize::from(section.is_some())
        && !manifests.is_empty()
        && manifests.len() == changed.len()
        && manifests.into_iter().all(same)
}
