//! The release protocol as a state machine: one step out, one outcome in.
//!
//! `plan` starts it, `advance` moves it. Between two calls it is plain data, so it can be printed, stored, compared, and
//! checked exhaustively without git (tests/protocol). The rules are those of docs/protocol.md and are named where they act.

use serde::{Deserialize, Serialize};

use crate::decide::{Proposal, Way};
use crate::error::Result;
use crate::facts::Facts;
use crate::request::Request;

mod advance;
mod ending;
mod report;
mod step;

pub use report::{Released, Report, Status};
pub use step::{Checkout, NewTag, Outcome, Past, Step, Update, Why};

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
    advance::start(request, facts)
}

/// Moves a run on by what came of its step. Codes: `unexpected-outcome`, where the outcome does not answer the step.
pub fn advance(plan: Plan, outcome: Outcome) -> Result<Plan> {
    advance::advance(plan, outcome)
}
