//! What `submit` and `clean` do, one at a time, and what becomes of it.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::answers::Pushed;
use crate::error::Error;
use crate::iteration::seen::Seen;

/// An effect.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Step {
    /// Read branches and pull requests.
    Look {
        /// Milliseconds to wait before.
        wait_ms: u32,
    },
    /// Make these refs of the remote name these commits.
    Push {
        /// All of them.
        updates: Vec<Update>,
    },
    /// Open a pull request.
    OpenPull {
        /// The branch it comes from.
        head: String,
        /// The branch it is meant for.
        base: String,
        /// Its title.
        title: String,
        /// Its text, in Markdown.
        body: String,
        /// Whether it is a draft.
        draft: bool,
    },
    /// Add labels.
    Label {
        /// The pull request.
        number: u64,
        /// Their names.
        labels: Vec<String>,
    },
    /// Add assignees.
    Assign {
        /// The pull request.
        number: u64,
        /// Their names.
        assignees: Vec<String>,
    },
    /// Ask for reviews.
    Review {
        /// The pull request.
        number: u64,
        /// People.
        reviewers: Vec<String>,
        /// Teams.
        teams: Vec<String>,
    },
    /// Put it on a milestone.
    Milestone {
        /// The pull request.
        number: u64,
        /// The milestone's number.
        milestone: u64,
    },
    /// Say this, unless a comment says it already.
    Comment {
        /// The pull request.
        number: u64,
        /// In Markdown.
        body: String,
    },
    /// Close a pull request.
    Close {
        /// Which.
        number: u64,
    },
    /// Delete branches of the clone that still are what was seen.
    Drop {
        /// All of them.
        branches: Vec<Ref>,
    },
}

/// A ref of the remote, and what it shall name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct Update {
    /// Such as `refs/heads/x-v2`.
    #[serde(rename = "ref")]
    pub name: String,
    /// What it has to name before; empty: it must not be there; absent: an ancestor of `oid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expect: Option<String>,
    /// What it names then; empty: it goes.
    pub oid: String,
}

/// A branch and its commit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ref {
    /// Without `refs/heads/`.
    pub name: String,
    /// Its newest commit.
    pub oid: String,
}

/// What became of a step: an object with a `kind`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    rename = "an object with a `kind`",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Outcome {
    /// A look.
    Seen {
        /// What it has shown.
        seen: Seen,
    },
    /// A push.
    Pushed(Pushed),
    /// A pull request.
    Opened {
        /// Its number.
        number: u64,
        /// Where people read it.
        url: String,
    },
    /// It is done.
    Done,
    /// Branches of the clone that could not be deleted, and why.
    Dropped {
        /// All of them.
        kept: Vec<Kept>,
    },
    /// The hosting did not do it.
    Denied {
        /// HTTP status; absent: no answer came.
        #[serde(default)]
        status: Option<u16>,
        /// What was said.
        text: String,
        /// Seconds the server asks to wait.
        #[serde(default)]
        retry_after: Option<u32>,
    },
    /// Nothing could be read.
    Refused {
        /// Why.
        error: Error,
    },
}

/// A branch or pull request that stays.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Kept {
    /// Its name, or `#N`.
    pub name: String,
    /// Why it stays.
    pub why: String,
}
