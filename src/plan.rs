//! The release protocol as a state machine: one step out, one outcome in.
//!
//! `plan` starts it, `advance` moves it. Between two calls it is plain data, so it can be printed, stored, compared, and
//! checked exhaustively without git (tests/protocol). The rules are those of docs/protocol.md and are named where they act.

use serde::{Deserialize, Serialize};

use crate::commits::Reason;
use crate::decide::{Proposal, Way};
use crate::error::{Error, Result};
use crate::facts::Facts;
use crate::manifest::File;
use crate::request::Request;

/// A run of the protocol between two steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plan {
    /// What was asked for.
    pub request: Request,
    /// The one thing to do next; absent: the run has ended and `result` says how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// What is being released, once that is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// How the run ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Report>,
    /// What a reader should know besides.
    pub remarks: Vec<String>,
    /// What this run knows of itself.
    pub run: Run,
}

/// One effect, named by what it brings about and not by the tool that does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Step {
    /// Read the world afresh, after a random wait of up to `wait_ms` milliseconds.
    Look {
        /// Upper bound of the wait.
        wait_ms: u32,
        /// What makes another look necessary.
        why: Why,
        /// Which look of this run it is, from 1.
        attempt: u32,
    },
    /// Read the newest `limit` first-parent commits from `tip` that touched `paths`, each with its manifests.
    History {
        /// Where to start.
        tip: String,
        /// The manifests' paths.
        paths: Vec<String>,
        /// How many commits at most.
        limit: u32,
    },
    /// Build a commit on `parent` and an annotated tag of it; nothing becomes visible to anybody.
    Commit {
        /// The parent: the tip.
        parent: String,
        /// The branch it is meant for.
        branch: String,
        /// The rewritten files; everything else is the parent's.
        files: Vec<File>,
        /// The commit's whole message.
        message: String,
        /// Its tag.
        tag: NewTag,
    },
    /// Build an annotated tag of a commit that is on the branch already.
    Tag {
        /// The commit.
        target: String,
        /// The branch it is on.
        branch: String,
        /// The tag.
        tag: NewTag,
    },
    /// Make refs of the remote point at these objects, each only if it still is what is expected.
    Push {
        /// All of them or none.
        atomic: bool,
        /// The refs.
        updates: Vec<Update>,
    },
    /// Let the user's own repository know of what landed. It may fail without harm.
    Follow {
        /// The branch.
        branch: String,
        /// The released commit.
        commit: String,
        /// The tag's name.
        tag: String,
        /// The tag object.
        tag_object: String,
    },
}

/// Why the world is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Why {
    /// Nothing is known yet.
    Start,
    /// Somebody else was faster.
    Race,
    /// An answer was lost.
    Lost,
    /// The remote could not be read.
    Unreadable,
    /// A version was finalised; there may be something new since.
    Finalised,
}

/// A tag to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewTag {
    /// Its name without `refs/tags/`.
    pub name: String,
    /// Its whole message.
    pub message: String,
}

/// One ref to be moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Update {
    /// Full name.
    #[serde(rename = "ref")]
    pub name: String,
    /// What it should name.
    pub oid: String,
    /// What it must name now; empty: it must not exist.
    pub expect: String,
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Outcome {
    /// A look saw this.
    Facts {
        /// The facts.
        facts: Facts,
    },
    /// The remote did not let itself be read.
    Unreadable {
        /// Exit code; absent where no answer came in time.
        #[serde(default)]
        exit: Option<i32>,
        /// What was said.
        stderr: String,
    },
    /// What was read cannot be worked with.
    Refused {
        /// The cause.
        error: Error,
    },
    /// The history asked for, newest first.
    History {
        /// The commits.
        commits: Vec<Past>,
        /// Whether there are no older ones.
        complete: bool,
    },
    /// The objects were built.
    Built {
        /// The commit the tag names.
        commit: String,
        /// The tag object.
        tag: String,
        /// The rewritten files, read back out of the built commit.
        files: Vec<File>,
    },
    /// Something on this machine is broken.
    Broken {
        /// What was said.
        detail: String,
    },
    /// The push ended.
    Pushed {
        /// Exit code; absent where no answer came in time.
        #[serde(default)]
        exit: Option<i32>,
        /// Standard output: the porcelain rows.
        stdout: String,
        /// Standard error.
        stderr: String,
    },
    /// The user's repository was told, or not.
    Followed {
        /// Whether the checkout moved along.
        checkout: Checkout,
        /// Why it did not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
}

/// What became of the user's checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Checkout {
    /// It shows the released commit.
    Updated,
    /// It is as it was.
    Untouched,
}

/// One commit of the branch's own past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Past {
    /// The commit.
    pub oid: String,
    /// Its author's name.
    pub author: String,
    /// Its manifests.
    pub files: Vec<File>,
}

/// How a run ended; the one object of `release --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
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
    /// What each commit asked for.
    pub reasons: Vec<Reason>,
    /// What a reader should know besides.
    pub remarks: Vec<String>,
    /// Why there was nothing to release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Error>,
}

/// The three ways a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A version tag of ours stands where it should.
    Released,
    /// There was nothing to do.
    NothingToRelease,
    /// It failed, and `error` says why.
    Failed,
}

/// A version this run released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Released {
    /// The version.
    pub version: String,
    /// Its tag.
    pub tag: String,
    /// The commit the tag names.
    pub sha: String,
}

/// What a run remembers between steps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Run {
    /// Looks since the last success.
    pub looks: u32,
    /// Looks in a row that saw nothing.
    pub unread: u32,
    /// Objects built so far.
    pub builds: u32,
    /// The server moves several refs at once only if this is false.
    pub one_by_one: bool,
    /// Where the protocol stands.
    pub phase: Phase,
    /// Every tag this run ever tried to push: after a lost answer, each may turn out to have landed.
    pub sent: Vec<Sent>,
    /// What has been released.
    pub released: Vec<Released>,
}

/// Where the protocol stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// Waiting for facts.
    #[default]
    Looking,
    /// Waiting for history.
    Tracing,
    /// Waiting for objects.
    Building,
    /// Waiting for the push of branch and tag together.
    Pushing,
    /// Waiting for the push of the branch alone.
    PushingBranch,
    /// Waiting for the push of the tag alone.
    PushingTag,
    /// Waiting for the user's repository.
    Following,
    /// At the end.
    Ended,
}

/// A tag that was pushed, answered or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sent {
    /// The tag object.
    pub tag_object: String,
    /// The commit it names.
    pub commit: String,
    /// Whether the remote said what became of the last push of it.
    pub answered: bool,
    /// What it was pushed for.
    pub proposal: Proposal,
}

impl Plan {
    /// A run that has not begun.
    pub(crate) fn new(request: &Request) -> Self {
        Self {
            request: request.clone(),
            step: None,
            proposal: None,
            result: None,
            remarks: Vec::new(),
            run: Run::default(),
        }
    }

    /// The commit a built proposal will be tagged at, where it stands already.
    pub(crate) fn standing(&self) -> Option<&String> {
        match self.proposal.as_ref().map(|proposal| &proposal.way) {
            Some(Way::Standing { commit }) => Some(commit),
            _ => None,
        }
    }

    /// Adds a remark once.
    pub(crate) fn remark(&mut self, text: String) {
        if !self.remarks.contains(&text) {
            self.remarks.push(text);
        }
    }
}

/// Starts a run. Without facts its first step is to look; with them it decides at once.
pub fn plan(request: &Request, facts: Option<Facts>) -> Plan {
    crate::advance::start(request, facts)
}

/// Moves a run on by what came of its step. Codes: `unexpected-outcome`, where the outcome does not answer the step.
pub fn advance(plan: Plan, outcome: Outcome) -> Result<Plan> {
    crate::advance::advance(plan, outcome)
}
