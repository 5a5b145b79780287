//! The release protocol as a state machine: one step out, one outcome in.
//!
//! `plan` starts it, `advance` moves it. Between two calls it is plain data, so it can be printed, stored, compared, and
//! checked exhaustively without git (tests/protocol). The rules are those of docs/protocol.md and are named where they act.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::hosting::Hosting;
use crate::manifest::{Asked, Leftover, Search};
use crate::release::decide::{Proposal, Way};
use crate::release::facts::Facts;
use crate::release::request::Request;

mod advance;
mod clean_up;
mod direct;
mod doing;
mod duties;
mod ending;
mod goal;
mod memory;
mod merging;
mod moving;
mod propose;
mod publish;
mod report;
mod searched;
#[cfg(test)]
mod several;
mod step;
mod tracing;

pub use crate::hosting::Published;
pub use doing::{Doing, Looking, Sending, Target};
pub use goal::{Concluding, Goal, Removed};
pub use report::{PullRequest, Released, Report, Status};
pub use step::{Checkout, Generated, NewTag, Outcome, Past, Step, Stop, TagObject, Update, Why};
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

/// What a run remembers between steps.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Run {
    /// How often it has tried what.
    pub tries: Tries,
    /// The lock that the remote itself could not take at the last push, in its own words.
    pub locked: Option<String>,
    /// The server moves several refs at once only if this is false.
    pub one_by_one: bool,
    /// What the run is after.
    pub goal: Goal,
    /// What the run waits for.
    pub doing: Doing,
    /// All tags this run ever tried to push: after a lost answer, each may turn out to have landed.
    pub sent: Vec<Sent>,
    /// What has been released.
    pub released: Vec<Released>,
    /// The hosting that the last look found.
    pub hosting: Option<Hosting>,
    /// Whether the newest tag's release was looked up.
    pub release_checked: bool,
    /// Whether the branch was found to take changes by pull request only.
    pub pull_request: bool,
    /// Heads whose pull requests matter.
    pub heads: Vec<String>,
    /// Pull requests of which it matters whether they merge cleanly.
    pub mergeable: Vec<u64>,
    /// Why pull requests cannot be looked up.
    pub no_pulls: Option<Error>,
    /// Bump branches this run made, or may have made, until their pull request is seen.
    pub made: Vec<OwnBranch>,
    /// Whether a pull request was asked for and not refused in so many words: there may be one.
    pub unsettled: bool,
    /// Pull requests this run opened.
    pub opened: Vec<u64>,
    /// The one that brings the version.
    pub pull: Option<PullRequest>,
    /// Whether its merge was asked for.
    pub merge_asked: bool,
    /// Pull requests whose text cannot be changed.
    pub unmarkable: Vec<u64>,
    /// Branches whose removal was not answered: it may still arrive, so nothing is built on them as they are.
    pub deletion_unanswered: Vec<OwnBranch>,
    /// Bump branches whose push was not answered, and which were not seen since: it may still arrive.
    pub unanswered: Vec<OwnBranch>,
    /// Branches that cannot be removed.
    pub undeletable: Vec<String>,
    /// Versions of which the server takes no tag any more, or whose tag and release were taken away.
    pub withdrawn: Vec<String>,
    /// What the merge is waited for with.
    pub waiting: Option<Waiting>,
    /// Seconds waited so far.
    pub waited: u32,
    /// The tags that were moved along.
    pub moved: Vec<String>,
    /// The release published last.
    pub published: Option<Published>,
    /// How often the answer about the release under way was lost.
    pub release_lost: u32,
    /// Whether the release published last was one that another run owed.
    pub repaired: bool,
    /// What went wrong after a tag stood, and takes nothing back.
    pub warnings: Vec<Error>,
}

/// How often a run has tried what: each of it has an end.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Tries {
    /// Looks so far.
    pub looks: u32,
    /// Looks since the last success that were forced on us: lost races, lost answers.
    pub races: u32,
    /// Looks of every other kind.
    pub rounds: u32,
    /// Looks in a row that saw nothing.
    pub unread: u32,
    /// Objects built so far.
    pub builds: u32,
    /// How often it was asked in vain whether a pull request merges cleanly.
    pub unsure: u32,
}

/// What is known of a version that stands on the branch without its tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Untagged {
    /// Whether its bump pull request was merged, where that was asked.
    pub merged: Option<bool>,
    /// Whether nothing else has changed since the newest tag, and nobody asked for it: it was announced.
    pub announced: bool,
    /// Whether the hosting was asked at this look whether it has a release of it.
    pub looked_up: bool,
    /// Whether it has none.
    pub unreleased: bool,
    /// The newest version, and its tag.
    pub standing: Option<Released>,
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

/// As long as these stand, nothing was merged.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Waiting {
    /// The tip.
    pub tip: String,
    /// What the bump branch names; absent: it is gone.
    pub head: Option<String>,
    /// How often it was looked at since.
    pub polls: u32,
    /// Seconds until the next look.
    pub pause: u32,
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
/// fails where a program gives it, too (`no-manifest`). Any other step is left as it is.
pub fn searched(plan: Plan, search: Search) -> Plan {
    searched::searched(plan, search)
}

/// Moves a run on by what came of its step. Codes: `unexpected-outcome`, where the outcome does not answer the step.
pub fn advance(plan: Plan, outcome: Outcome) -> Result<Plan> {
    advance::advance(plan, outcome)
}
