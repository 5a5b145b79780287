//! What a run is after: to release, to conclude a release, or to take away what is of no use.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::error::Error;
use crate::release::proposal::{MovingTag, Release};
use crate::run::OwnBranch;

/// What a run is after. One at a time: what it is not after has no state.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Goal {
    /// To release what is due, and before that what other runs owe.
    #[default]
    Release,
    /// A version stands. What belongs to it follows: its release, the tags that move with it, its workflow.
    Conclude(Concluding),
    /// All that was asked for is released. What is of no use any more goes.
    TidyUp,
    /// The run has failed. What it made goes (PROTOCOL 22).
    CleanUp {
        /// Why it has failed.
        why: Error,
        /// What is gone already.
        removed: Removed,
    },
    /// What another run left that died goes (PROTOCOL 22).
    Sweep(Removed),
}

/// Released versions whose releases or workflows are still to come.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Concluding {
    /// The tags.
    pub tags: Vec<String>,
    /// What is still to be published, the next one first.
    pub due: Vec<Release>,
    /// The tags at which a workflow is still to be started.
    pub starting: Vec<String>,
    /// Whether another look follows for what is new on top of it.
    pub on_top: bool,
    /// The tags that are to name the same commit.
    pub moving: Vec<MovingTag>,
    /// How often that was tried.
    pub tries: u32,
    /// Whether a bump branch for them is still there.
    pub leftover: bool,
}

/// What a run that only cleans up has removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Removed {
    /// Branches that went while their pull request may have been on its way.
    pub branches: Vec<OwnBranch>,
    /// The pull requests that were known of them.
    pub known: Vec<u64>,
}

impl Goal {
    /// Whether the run only removes what it made, or another one.
    pub(super) fn cleans(&self) -> bool {
        self.removed().is_some()
    }

    /// Whether what is removed was made by another run.
    pub(super) fn sweeps(&self) -> bool {
        matches!(self, Self::Sweep(_))
    }

    /// What is being concluded.
    pub(super) fn concluding(&self) -> Option<&Concluding> {
        match self {
            Self::Conclude(concluding) => Some(concluding),
            _ => None,
        }
    }

    /// The same, to be moved on.
    pub(super) fn concluding_mut(&mut self) -> Option<&mut Concluding> {
        match self {
            Self::Conclude(concluding) => Some(concluding),
            _ => None,
        }
    }

    /// What is gone already, where the run only cleans up.
    pub(super) fn removed(&self) -> Option<&Removed> {
        match self {
            Self::CleanUp { removed, .. } | Self::Sweep(removed) => Some(removed),
            _ => None,
        }
    }

    /// The same, to be added to.
    pub(super) fn removed_mut(&mut self) -> Option<&mut Removed> {
        match self {
            Self::CleanUp { removed, .. } | Self::Sweep(removed) => Some(removed),
            _ => None,
        }
    }
}
