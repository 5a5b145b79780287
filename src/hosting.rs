//! What a hosting knows besides refs: pull requests and releases, as plain data.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::manifest::File;

/// A place that has pull requests and releases.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hosting {
    /// Whose software it is.
    pub kind: Kind,
    /// Owner and repository, such as `o/r`.
    pub name: String,
    /// Its address, without a slash at the end.
    pub server_url: String,
}

/// Whose software a hosting is: not all of it has the same parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// GitHub, in the cloud or at home.
    Github,
    /// Gitea or Forgejo: no auto-merge by GraphQL, no generated notes, no latest release to choose.
    Gitea,
}

/// A branch that is named like a bump branch. Whether it is one of ours, src/release/pulls.rs judges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BumpBranch {
    /// Without `refs/heads/`.
    pub name: String,
    /// Its newest commit.
    pub oid: String,
    /// That commit's parents.
    pub parents: Vec<String>,
    /// That commit's message.
    pub message: String,
    /// Name and email of who committed it.
    #[serde(default)]
    pub committer: String,
    /// The paths in which it differs from its first parent.
    pub changed: Vec<String>,
    /// Those files, as they are in it.
    pub files: Vec<File>,
    /// The files that a rewrite would start from, as they are in its first parent.
    pub before: Vec<File>,
    /// Whether its first parent is on the branch to release from.
    pub on_branch: bool,
    /// Seconds since it was committed.
    pub age_seconds: u64,
}

/// What was answered about one head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeadPulls {
    /// The branch asked about.
    pub head: String,
    /// Every pull request from it, whatever became of them.
    pub pulls: Vec<Pull>,
}

/// A pull request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pull {
    /// Its number.
    pub number: u64,
    /// Where people read it.
    pub url: String,
    /// What GraphQL calls it.
    pub node_id: String,
    /// Whether it is open.
    pub open: bool,
    /// Whether it was merged.
    pub merged: bool,
    /// The newest commit of its head; of a closed one, when it was closed.
    pub head_oid: String,
    /// The branch it is meant for.
    pub base: String,
    /// That branch's newest commit, as the hosting knew it last while it was open; empty: it does not say.
    #[serde(default)]
    pub base_oid: String,
    /// Its text.
    pub body: String,
    /// When it was closed or merged: ISO 8601, UTC, to the second.
    #[serde(default)]
    pub closed_at: Option<String>,
    /// Whether the hosting will merge it by itself.
    pub auto_merge: bool,
    /// Whether it merges cleanly, where that was asked and is known.
    #[serde(default)]
    pub mergeable: Option<bool>,
}

/// A request to the hosting that did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Denial {
    /// HTTP status; absent: no answer came, so what was asked may have happened.
    #[serde(default)]
    pub status: Option<u16>,
    /// What was said.
    pub text: String,
    /// Seconds the server asks to wait.
    #[serde(default)]
    pub retry_after: Option<u32>,
}

/// What is known of a tag's release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseFact {
    /// The tag asked about.
    pub tag: String,
    /// Whether there is one.
    pub state: Presence,
    /// The message of the tag object, where the release is absent; none of a lightweight tag.
    #[serde(default)]
    pub message: Option<String>,
    /// The release itself, where there is one.
    #[serde(default)]
    pub release: Option<Published>,
}

/// A published release, or a draft of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Published {
    /// Its number.
    pub id: u64,
    /// Where people read it.
    pub url: String,
    /// Where files are added to it.
    pub upload_url: String,
}

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Presence {
    /// Published, or a draft.
    Present,
    /// Not there.
    Absent,
    /// The hosting did not say.
    Unknown,
}
