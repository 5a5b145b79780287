//! The release protocol as a state machine: one step out, one outcome in.
//!
//! `plan` starts it, `advance` moves it. Between two calls it is plain data, so it can be printed, stored, compared, and
//! checked exhaustively without git (tests/protocol). The rules are those of docs/protocol.md and are named where they act.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::manifest::{Asked, Leftover, Search};
use crate::release::facts::Facts;
use crate::release::proposal::{Proposal, Way};
use crate::release::request::Request;

mod advance;
mod built;
mod clean_up;
mod direct;
mod dispatch;
mod doing;
mod duties;
mod ending;
mod fingerprint;
mod goal;
mod memory;
mod merging;
mod moving;
mod propose;
mod publish;
mod remembered;
mod report;
mod searched;
mod step;
mod tracing;
mod turn;

pub use crate::hosting::Published;
pub use doing::{Doing, Looking, Sending, Target};
pub use fingerprint::fingerprint;
pub use goal::{Concluding, Goal, Removed};
pub use remembered::{Branches, Merge, Publishing, Pulls, Remote, Run, Tries, Waiting};
pub use report::{PullRequest, Released, Report, Status};
pub use step::{Checkout, Fingerprint, Generated, NewTag, Outcome, Past, Step, Stop, TagObject, Update, Why};
pub use tracing::KeptLog;

/// A run of the protocol between two steps.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Plan {
    /// What was asked for.
    pub request: Request,
    /// The one thing to do next; absent: the run has ended and `result` says how.
    #[borsh(skip)]
    pub step: Option<Step>,
    /// What is being released, once that is decided.
    pub proposal: Option<Proposal>,
    /// How the run ended.
    #[borsh(skip)]
    pub result: Option<Report>,
    /// What the last decision stands on, a line each: branch, newest tag and why it counts, spelling, what was left out.
    pub ground: Vec<String>,
    /// What a reader should know besides.
    pub remarks: Vec<String>,
    /// What is to be looked for before the step is performed: what was found goes to `searched`.
    #[borsh(skip)]
    pub search: Vec<Asked>,
    /// What still says the old version, where a version commit is to be built.
    pub still_says: Vec<Leftover>,
    /// What to remove should this run die during the step. Whoever keeps it writes it down before the step is performed.
    #[borsh(skip)]
    pub journal: Vec<OwnBranch>,
    /// What this run knows of itself.
    pub run: Run,
}

/// What is known of a version that stands on the branch without its tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Untagged {
    /// The log up to the tip, as long as it is not known where the version ends.
    pub log: Option<KeptLog>,
    /// Whether nothing else has changed since the newest tag, and nobody asked for it: it was announced.
    pub announced: bool,
    /// Whether the hosting was asked at this look whether it has a release of it.
    pub looked_up: bool,
    /// Whether it has none.
    pub unreleased: bool,
    /// The newest version, and its tag.
    pub standing: Option<Released>,
    /// Whether a bump was asked for that leads beyond it.
    pub beyond: bool,
    /// Why it is not tagged, should it have been written by hand.
    pub doubt: Option<Error>,
}

/// The bump branch that a commit under way is meant for.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct BumpTarget {
    /// The bump branch.
    pub branch: String,
    /// What it must name now; empty: it must not exist.
    pub expect: String,
    /// Whether its pull request is open already.
    pub open: bool,
}

/// A branch a run made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OwnBranch {
    /// Without `refs/heads/`.
    pub branch: String,
    /// What it was made to name.
    pub oid: String,
}

/// The tags of one commit that were pushed, answered or not.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Sent {
    /// The tags.
    pub tags: Vec<TagObject>,
    /// The commit they name.
    pub commit: String,
    /// Whether the remote said what became of the last push of them.
    pub answered: bool,
    /// What they were pushed for.
    pub proposal: Proposal,
    /// Whether a bump branch for this version is still there, and of no use once it stands.
    pub leftover: bool,
}

impl Plan {
    /// A run that has not begun.
    pub(crate) fn new(request: &Request) -> Self {
        Self {
            request: request.clone(),
            step: None,
            proposal: None,
            result: None,
            ground: Vec::new(),
            remarks: Vec::new(),
            search: Vec::new(),
            still_says: Vec::new(),
            journal: Vec::new(),
            run: Run::default(),
        }
    }

    /// The commit a built proposal will be tagged at, where it stands already.
    pub(crate) fn standing(&self) -> Option<&String> {
        match self.proposal.as_ref().map(|proposal| &proposal.way) {
            Some(Way::Standing { commit, .. }) => Some(commit),
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

/// Starts a run that only removes what another one, which died, has left: its journal.
pub fn sweep(request: &Request, journal: Vec<OwnBranch>) -> Plan {
    advance::sweep(request, journal)
}

/// Starts a run. Without facts its first step is to look; with them it decides at once.
pub fn plan(request: &Request, facts: Option<Facts>) -> Plan {
    advance::start(request, facts)
}

/// Notes what still says the old version, looked for before a version commit is built; where `strict_places` is set and
/// something does, the run fails (`version-left-behind`, `places-not-searched`). Before a tag that alone has the version it
/// fails where a program gives it, too, and before a tag for what a person raised it fails where a program was forgotten (both
/// `no-manifest`). Any other step is left as it is.
pub fn searched(plan: Plan, search: Search) -> Plan {
    searched::searched(plan, search)
}

/// Moves a run on by what came of its step. Codes: `unexpected-outcome`, where the outcome does not answer the step.
pub fn advance(plan: Plan, outcome: Outcome) -> Result<Plan> {
    advance::advance(plan, outcome)
}
