//! What `submit` and `clean` are asked for.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Wish {
    /// Which command.
    pub command: Command,
    /// The branch it is about.
    pub branch: String,
    /// The lineage's base, where the names do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lineage: Option<String>,
    /// The pull requests that are superseded: numbers, or branches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub old: Vec<String>,
    /// The new one's title, without `(vN)`; absent: as the old one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it says first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The branch it is meant for; absent: as the old one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
    /// Whether it is a draft.
    #[serde(default)]
    pub draft: bool,
    /// What it takes over from the old one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copy: Vec<Copied>,
    /// Whether the original's branch goes, too.
    #[serde(default)]
    pub original: bool,
    /// Whether the merged iteration's branch goes, too.
    #[serde(default)]
    pub merged: bool,
    /// Whether branches go that have what no pull request has.
    #[serde(default)]
    pub unsaved: bool,
}

/// A command that changes something elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum Command {
    /// Opens the newer pull request, then closes the older one.
    Submit,
    /// After a merge, removes what it made superfluous.
    Clean,
}

/// What a new pull request takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum Copied {
    /// Labels.
    Labels,
    /// Requested reviewers, people and teams.
    Reviewers,
    /// Assignees.
    Assignees,
    /// The milestone.
    Milestone,
    /// Whether it is a draft.
    Draft,
}
