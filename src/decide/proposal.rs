//! What a decision proposes: one version, and how it comes about.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::commits::Reason;
use crate::manifest::{File, Found};
use crate::message::Section;
use crate::notes::People;
use crate::package::PackageView;
use crate::version::Scheme;

/// What a piece of work is called when it is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// A new version commit and its tag.
    Release,
    /// The tag for a version that already landed without one.
    Finalise,
    /// The tag for what the manifests say, where no tag is yet.
    FirstRelease,
}

/// One version to be released, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// What kind of work it is.
    pub action: Action,
    /// The version.
    pub version: String,
    /// The newest version before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_version: Option<String>,
    /// The bump that led to it; absent where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<String>,
    /// The grammar it is written in.
    pub scheme: Scheme,
    /// Its tag name.
    pub tag: String,
    /// The branch it is released from.
    pub branch: String,
    /// That branch's tip when this was decided.
    pub tip: String,
    /// The newest version's tag before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_tag: Option<String>,
    /// The tag of the release that its text tells of everything since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_since: Option<String>,
    /// The text of its release, as Markdown; absent where nothing is known of the commits, or none is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Those whom that text names, where it is to be published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<People>,
    /// What each commit asked for, where commits decided.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// The manifests and what they say now.
    pub manifests: Vec<Found>,
    /// The folders of the packages that get the version, the one it is of first; empty: no file carries it.
    #[serde(default)]
    pub packages: Vec<String>,
    /// The packages with versions of their own, which stay as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<PackageView>,
    /// The files the version commit rewrites.
    pub changed_files: Vec<String>,
    /// Whether no version tag of any line is above it.
    pub latest: bool,
    /// The tags that will name it too, as long as they name what they name now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moving: Vec<MovingTag>,
    /// What the changelog's new section says, where the version commit adds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
    /// How it comes about.
    pub way: Way,
}

/// A tag such as `v1`, which names the newest version of its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct MovingTag {
    /// Its name.
    pub name: String,
    /// What it names now; empty: it is not there.
    pub expect: String,
}

/// The commit a tag will name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Way {
    /// A commit to be built on the tip.
    NewCommit {
        /// The rewritten files; once they are handed out in a step, what their texts hash to stands in place of these.
        #[serde(skip)]
        files: Vec<File>,
        /// Whether its subject asks CI to skip it, should it be pushed to the branch itself.
        skip_ci: bool,
        /// What is to be said of that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remark: Option<String>,
    },
    /// A commit that is on the branch already.
    Standing {
        /// Its object name.
        commit: String,
    },
}
