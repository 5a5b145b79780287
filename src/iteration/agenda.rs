//! What one look leaves to do, and how it is told.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::error::Error;
use crate::iteration::step::{Kept, Step};

/// What is to be done now, and how it is told.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    pub(super) steps: Vec<Step>,
    pub(super) report: Report,
}

/// A pull request, in a report.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct Named {
    /// Its number.
    pub number: u64,
    /// Where people read it.
    pub url: String,
}

/// How it ended, and what was done on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The lineage's base.
    pub base: String,
    /// The iteration's number: of the branch, or of the one that was merged.
    pub iteration: u64,
    /// The pull request: of the branch, or the merged one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pull_request: Option<Named>,
    /// Whether this run opened it.
    pub opened: bool,
    /// The pull requests that this run closed.
    pub superseded: Vec<u64>,
    /// The remote's branches that this run pushed.
    pub pushed: Vec<String>,
    /// The remote's branches that this run deleted.
    pub deleted: Vec<String>,
    /// The clone's branches that this run deleted.
    pub dropped: Vec<String>,
    /// What stays, and why.
    pub kept: Vec<Kept>,
    /// What went wrong and changes nothing of the rest.
    pub warnings: Vec<Error>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Error>,
}
