//! What is true of the world at one look, as plain data.

mod refs;
mod wanted;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::hosting::{BumpBranch, Denial, HeadPulls, Hosting, ReleaseFact};
use crate::manifest::File;
use crate::release::request::Request;

pub use refs::Refs;
pub use wanted::{FirstLook, Since, ToRead, WantedBranch, WantedCommit, WantedHolders, WantedPlace, WantedRelease};

/// Everything one look saw. The refs come from a single `ls-remote`: read apart, they would describe a world that
/// never was (PROTOCOL 1).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Facts {
    /// The raw answer of `git ls-remote --symref REMOTE HEAD refs/heads/* refs/tags/*`.
    pub refs: String,
    /// Object name of the tip's tree.
    pub tree: String,
    /// The files that [`crate::manifest::needs`] asked for, as they stand at the tip.
    pub files: Vec<File>,
    /// The histories [`crate::wants`] asked for.
    #[serde(default)]
    pub logs: Vec<Log>,
    /// The commits [`crate::wants`] asked about.
    #[serde(default)]
    pub commits: Vec<Inspected>,
    /// Name and email by which this run commits.
    #[serde(default)]
    pub committer: String,
    /// When the tip was committed: ISO 8601, UTC, to the second.
    #[serde(default)]
    pub tip_time: String,
    /// Where pull requests and releases live; absent: nowhere this run can reach.
    #[serde(default)]
    pub hosting: Option<Hosting>,
    /// The bump branches [`crate::wants`] asked about.
    #[serde(default)]
    pub branches: Vec<BumpBranch>,
    /// What was answered about the heads the step names, **before** the refs were read (PROTOCOL 2).
    #[serde(default)]
    pub pulls: Vec<HeadPulls>,
    /// What was answered about the branches that are about to go: the open pull requests that are meant for them, from
    /// branches of the same repository.
    #[serde(default)]
    pub onto: Vec<HeadPulls>,
    /// Why nothing could be learnt about them.
    #[serde(default)]
    pub pulls_denied: Option<Denial>,
    /// The releases [`crate::wants`] asked about.
    #[serde(default)]
    pub releases: Vec<ReleaseFact>,
    /// Where the commits lie that [`crate::wants`] asked about.
    #[serde(default)]
    pub places: Vec<Place>,
    /// What the branch's manifests have said, where [`crate::wants`] asked for that.
    #[serde(default)]
    pub past: Option<Vec<Past>>,
    /// Which branches hold the commits [`crate::wants`] asked that about.
    #[serde(default)]
    pub holders: Vec<Holder>,
}

impl Facts {
    /// What is known of the release of a tag; `None`: nobody asked.
    pub(crate) fn release_of(&self, tag: &str) -> Option<&ReleaseFact> {
        self.releases.iter().find(|fact| fact.tag == tag)
    }
}

/// A stretch of the branch's history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Log {
    /// Which one it is.
    pub of: Since,
    /// The raw log.
    pub log: String,
    /// The object names of its commits that are newer than the later one which was named, one a line.
    #[serde(default)]
    pub newer: Option<String>,
}

/// Where a commit lies, seen from the tip.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Place {
    /// The commit.
    pub oid: String,
    /// Whether it is in the tip's history.
    pub on_branch: bool,
    /// When it was committed, in seconds since 1970.
    #[serde(default)]
    pub seconds: u64,
    /// Its parent, where that is in the tip's history, and it has no other.
    #[serde(default)]
    pub parent: Option<String>,
    /// That parent's manifests.
    #[serde(default)]
    pub before: Vec<File>,
    /// Its own manifests, where it has such a parent.
    #[serde(default)]
    pub files: Vec<File>,
    /// Whether it was searched for what follows.
    #[serde(default)]
    pub searched: bool,
    /// The newest commit since its branch forked, along the first parents of the tip, that has its tree.
    #[serde(default)]
    pub twin: Option<String>,
    /// Whether a branch or a tag that is known here builds on it.
    #[serde(default)]
    pub built_on: bool,
}

/// One commit of the branch's own past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Past {
    /// The commit.
    pub oid: String,
    /// Its author's name.
    pub author: String,
    /// Its message, and that of what it merged.
    #[serde(default)]
    pub message: String,
    /// Its manifests.
    pub files: Vec<File>,
}

/// One commit looked at more closely.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Inspected {
    /// The commit.
    pub oid: String,
    /// Its tree.
    pub tree: String,
    /// Its manifests, by the same discovery as at the tip.
    pub files: Vec<File>,
    /// Whether it is an ancestor of the tip, where that was asked.
    #[serde(default)]
    pub on_branch: Option<bool>,
    /// The paths in which the tip differs from it, where that was asked.
    #[serde(default)]
    pub changed: Option<Vec<String>>,
}

/// The branch to release from and its newest commit on the remote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Target {
    /// Branch name without `refs/heads/`.
    pub branch: String,
    /// Object name of its tip.
    pub tip: String,
    /// Why nothing is released from it, where that is known from the refs alone: then there is nothing more to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Why nothing is released from it unless it has a line of its own, which the refs alone do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless_line: Option<String>,
}

/// Which branches hold a commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Holder {
    /// The commit.
    pub oid: String,
    /// The branches, of those that were named, in whose history it is.
    pub heads: Vec<String>,
}

/// A tag on the remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Name without `refs/tags/`.
    pub name: String,
    /// What the ref itself names: a tag object, or a commit.
    pub oid: String,
    /// The commit it comes to.
    pub commit: String,
}

/// Which branch and tip a request means among these refs. Codes: those of [`Refs::target`].
pub fn target(request: &Request, refs: &str) -> Result<Target> {
    Refs::read(refs).target(request)
}
