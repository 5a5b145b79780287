//! How a run ended, for people and for scripts.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::commits::Reason;
use crate::error::Error;
use crate::hosting::Published;
use crate::manifest::Leftover;

/// How a run ended; the one object of `release --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The word to branch on.
    pub status: Status,
    /// The version released, or the one that stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The newest one before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_version: Option<String>,
    /// The tag of `version`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The commit that tag names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha: Option<String>,
    /// The branch it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// The bump that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<String>,
    /// The files the version commit rewrote.
    pub changed_files: Vec<String>,
    /// Everything this run released, in order.
    pub released: Vec<Released>,
    /// The bump pull request that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pull_request: Option<PullRequest>,
    /// The release that was published for `tag`, or for the newest tag where another run had left it without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Published>,
    /// Whether this run published the release that another run owed to its tag.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repaired: bool,
    /// The text of its release, as Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// The tags that were moved along, such as `v1`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<String>,
    /// What each commit asked for.
    pub reasons: Vec<Reason>,
    /// What a reader should know besides.
    pub remarks: Vec<String>,
    /// What still says the old version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub still_says: Vec<Leftover>,
    /// What went wrong after the tag stood, and takes nothing back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Error>,
    /// Why there was nothing to release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Error>,
}

/// The ways a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A version tag of ours stands where it should.
    Released,
    /// A pull request of ours is open and brings the version.
    PullRequest,
    /// There was nothing to do.
    NothingToRelease,
    /// It failed, and `error` says why.
    Failed,
}

/// A version this run released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct Released {
    /// The version.
    pub version: String,
    /// Its tag.
    pub tag: String,
    /// The commit the tag names.
    pub sha: String,
}

/// A bump pull request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct PullRequest {
    /// Its number.
    pub number: u64,
    /// Where people read it.
    pub url: String,
    /// Its bump branch.
    pub branch: String,
}
