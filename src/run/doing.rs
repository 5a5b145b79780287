//! Where a run stands: which answer it waits for, and what only that answer's reader has to know.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::answers::Asking;
use crate::release::request::MergeMethod;
use crate::run::{BumpTarget, OwnBranch, Plan, Step, Untagged};

/// What the run waits for.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Doing {
    /// Facts.
    Looking(Looking),
    /// The past of the branch: which commit brought the version?
    Tracing {
        /// How many commits were asked for.
        limit: u32,
        /// Whether the bump pull request was merged, where that was asked.
        merged: Option<bool>,
        /// For each release what else is known of it.
        untagged: Vec<Untagged>,
    },
    /// Objects.
    Building(Target),
    /// The push of these refs of a release.
    Pushing(Sending),
    /// The push of a bump branch.
    Proposing(BumpTarget),
    /// Its pull request.
    Opening(BumpTarget),
    /// Its labels.
    Labelling,
    /// The hosting's word that it merges the pull request by itself.
    AutoMerging {
        /// Its number.
        number: u64,
        /// How it is merged.
        method: MergeMethod,
        /// Its newest commit.
        head: String,
    },
    /// The merge.
    Merging,
    /// The new text of this pull request.
    Marking(u64),
    /// The removal of these branches.
    Deleting(Vec<OwnBranch>),
    /// The user's own repository.
    Following {
        /// The tags that landed.
        landed: Vec<String>,
        /// Whether a bump branch for what was released is still there.
        leftover: bool,
    },
    /// The release of this tag, which was just pushed.
    Publishing(String),
    /// The release of this tag, which another run owed.
    Repairing(String),
    /// The tags that move.
    Moving,
    /// The start of a workflow.
    Dispatching {
        /// Its file name.
        workflow: String,
        /// The tag it starts at.
        at: String,
    },
    /// Nothing: the run has ended.
    Ended,
}

/// What a look asks about.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Looking {
    /// The heads whose pull requests are asked about.
    pub heads: Vec<String>,
    /// The pull requests of which it is asked whether they merge cleanly.
    pub mergeable: Vec<u64>,
    /// Whether a release is looked up.
    pub release: bool,
}

/// Where the commit or the tag that is built is to go.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Target {
    /// To the branch itself.
    Branch {
        /// Whether a bump branch for the same version is there, and of no use once this has landed.
        leftover: bool,
    },
    /// To a bump branch.
    Bump(BumpTarget),
}

/// Which refs of a release are pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Sending {
    /// Branch and tags together.
    Both,
    /// The branch alone: the tags come after it.
    Branch,
    /// The tags alone.
    Tags,
}

impl Default for Doing {
    fn default() -> Self {
        Self::Looking(Looking::default())
    }
}

impl Doing {
    /// What the hosting was asked for; `None`: nothing.
    pub(super) fn asking(&self) -> Option<Asking> {
        Some(match self {
            Self::Opening(_) => Asking::OpenPull,
            Self::Labelling => Asking::Label,
            Self::AutoMerging { .. } => Asking::AutoMerge,
            Self::Merging => Asking::MergePull,
            Self::Marking(_) => Asking::EditPull,
            Self::Publishing(_) | Self::Repairing(_) => Asking::Release,
            Self::Dispatching { .. } => Asking::Dispatch,
            _ => return None,
        })
    }

    /// Its name, for an error.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Looking(_) => "looking",
            Self::Tracing { .. } => "tracing",
            Self::Building(_) => "building",
            Self::Pushing(_) => "pushing",
            Self::Proposing(_) => "proposing",
            Self::Opening(_) => "opening",
            Self::Labelling => "labelling",
            Self::AutoMerging { .. } => "auto-merging",
            Self::Merging => "merging",
            Self::Marking(_) => "marking",
            Self::Deleting(_) => "deleting",
            Self::Following { .. } => "following",
            Self::Publishing(_) => "publishing",
            Self::Repairing(_) => "repairing",
            Self::Moving => "moving",
            Self::Dispatching { .. } => "dispatching",
            Self::Ended => "ended",
        }
    }
}

impl Plan {
    /// Asks for a step, and remembers what its answer is for.
    pub(super) fn ask(mut self, doing: Doing, step: Step) -> Self {
        self.run.doing = doing;
        self.step = Some(step);
        self
    }
}
