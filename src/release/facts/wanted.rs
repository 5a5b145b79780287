//! What is known when it is asked what to read, and what is to be read.

use serde::{Deserialize, Serialize};

use crate::hosting::Hosting;
use crate::manifest::File;
use crate::release::facts::{Holder, Past, Place};

/// Commits, and the branches that may hold them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WantedHolders {
    /// The commits.
    pub oids: Vec<String>,
    /// The branches.
    pub heads: Vec<WantedBranch>,
}

/// The part of the facts that is known when [`crate::wants`] is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FirstLook {
    /// As in [`crate::release::facts::Facts`].
    pub refs: String,
    /// As in [`crate::release::facts::Facts`].
    pub files: Vec<File>,
    /// As in [`crate::release::facts::Facts`].
    #[serde(default)]
    pub hosting: Option<Hosting>,
    /// The heads whose pull requests were asked about, as the step names them.
    #[serde(default)]
    pub heads: Vec<String>,
    /// Whether a release may be looked up, as the step says.
    #[serde(default)]
    pub release: bool,
    /// What was found of the commits that were asked about before.
    #[serde(default)]
    pub places: Vec<Place>,
    /// As in [`crate::release::facts::Facts`].
    #[serde(default)]
    pub past: Option<Vec<Past>>,
    /// As in [`crate::release::facts::Facts`].
    #[serde(default)]
    pub holders: Vec<Holder>,
    /// Whether no more of the history can be had than is here, and that is not all: a shallow clone, and no remote is asked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shallow: bool,
    /// The paths of all files at the tip, joined by NUL, where the request names some, or a package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paths: Option<String>,
}

/// What else the shell should read before it asks for a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ToRead {
    /// The commits whose place on the branch is to be found out. Where there are any, or `past` is asked for, nothing else
    /// is asked yet: what else is wanted depends on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<WantedPlace>,
    /// The manifests whose past on the branch is to be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<String>,
    /// The commits of which it is to be found out which branches hold them; where there are any, nothing else is asked yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holders: Option<WantedHolders>,
    /// The histories to read.
    #[serde(default)]
    pub logs: Vec<Since>,
    /// The commits to inspect.
    pub commits: Vec<WantedCommit>,
    /// The bump branches to look into.
    pub branches: Vec<WantedBranch>,
    /// The tags whose releases to look up.
    #[serde(default)]
    pub releases: Vec<WantedRelease>,
}

impl ToRead {
    /// Whether any of it is a matter of the tip's history.
    pub(crate) fn reads_history(&self) -> bool {
        let asks_first = !self.places.is_empty() || !self.past.is_empty() || self.holders.is_some();
        asks_first || !self.logs.is_empty() || !self.branches.is_empty() || self.commits.iter().any(|one| one.ancestry)
    }

    /// What is wanted for another package, too. As long as places or holders are asked about, nothing else is.
    pub(crate) fn and(mut self, other: Self) -> Self {
        join(&mut self.places, other.places, |a, b| {
            let same = a.oid == b.oid;
            a.search |= same && b.search;
            same
        });
        join(&mut self.past, other.past, |a, b| a == b);
        self.holders = match (self.holders, other.holders) {
            (Some(mut all), Some(more)) => {
                join(&mut all.oids, more.oids, |a, b| a == b);
                join(&mut all.heads, more.heads, |a, b| a == b);
                Some(all)
            }
            (one, more) => one.or(more),
        };
        if !self.places.is_empty() || !self.past.is_empty() {
            return Self { places: self.places, past: self.past, ..Self::default() };
        }
        if self.holders.is_some() {
            return Self { holders: self.holders, ..Self::default() };
        }
        join(&mut self.logs, other.logs, |a, b| a == b);
        join(&mut self.commits, other.commits, |a, b| {
            let same = a.oid == b.oid;
            a.ancestry |= same && b.ancestry;
            a.changed |= same && b.changed;
            same
        });
        join(&mut self.branches, other.branches, |a, b| a == b);
        join(&mut self.releases, other.releases, |a, b| a == b);
        self
    }
}

/// Adds what is not there already; `takes`: whether one that is there stands for another, too.
fn join<T>(all: &mut Vec<T>, more: Vec<T>, takes: impl Fn(&mut T, &T) -> bool) {
    for one in more {
        if !all.iter_mut().any(|there| takes(there, &one)) {
            all.push(one);
        }
    }
}

/// A commit whose place is to be found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WantedPlace {
    /// The commit.
    pub oid: String,
    /// Whether to search for what the branch took of it, should it not be in the tip's history.
    pub search: bool,
}

/// A release to look up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WantedRelease {
    /// Its tag.
    pub tag: String,
    /// What the message of a tag object of ours contains: a tag that is at hand and lacks it need not be asked about.
    pub mark: String,
}

/// A branch to look into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WantedBranch {
    /// Without `refs/heads/`.
    pub name: String,
    /// Its newest commit.
    pub oid: String,
}

/// A stretch of history up to the tip.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Since {
    /// Where it starts; absent: at the beginning.
    #[serde(default)]
    pub since: Option<String>,
    /// Whether it matters which paths each commit changes, a merge seen from its first parent: each record then begins with
    /// `/`, and its paths follow it, as `git log -z --name-only` prints them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paths: bool,
    /// A later commit: which of them are newer than that is wanted too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<String>,
}

/// A commit to inspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WantedCommit {
    /// The commit.
    pub oid: String,
    /// Whether its place on the branch matters too.
    pub ancestry: bool,
    /// Whether it matters in which paths the tip differs from it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub changed: bool,
}
