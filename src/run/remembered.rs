//! What a run remembers between steps, by what it is about.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::error::Error;
use crate::hosting::{Hosting, Published};
use crate::run::{Doing, Goal, OwnBranch, PullRequest, Released, Sent};

/// What a run remembers between steps.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Run {
    /// What the run is after.
    pub goal: Goal,
    /// What the run waits for.
    pub doing: Doing,
    /// How often it has tried what.
    pub tries: Tries,
    /// All tags this run ever tried to push: after a lost answer, each may turn out to have landed.
    pub sent: Vec<Sent>,
    /// What has been released.
    pub released: Vec<Released>,
    /// Tags that this run makes no more: the server takes them no more, they were taken away with their release, or the bump
    /// that was asked for leads beyond what somebody raised by hand.
    pub passed_over: Vec<String>,
    /// What its pushes have told of the remote.
    pub remote: Remote,
    /// The hosting that the last look found.
    pub hosting: Option<Hosting>,
    /// The bump branches it has to do with.
    pub branches: Branches,
    /// Their pull requests.
    pub pulls: Pulls,
    /// The merge it waits for.
    pub merge: Merge,
    /// What comes after the tag.
    pub publishing: Publishing,
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

/// What pushes have told of the remote.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Remote {
    /// What it said beside the last push where that was not answered, or where it could not take its own lock.
    pub words: Option<String>,
    /// Whether it moves only one ref at a time.
    pub one_by_one: bool,
    /// Whether the branch was found to take changes by pull request only.
    pub by_pull_request: bool,
}

/// The bump branches that a run has to do with.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Branches {
    /// Those it made, or may have made, until their pull request is seen.
    pub made: Vec<OwnBranch>,
    /// Those whose push was not answered, and which were not seen since: it may still arrive.
    pub unanswered: Vec<OwnBranch>,
    /// Those whose removal was not answered: it may still arrive, so nothing is built on them as they are.
    pub deletion_unanswered: Vec<OwnBranch>,
    /// Those that cannot be removed.
    pub undeletable: Vec<String>,
}

/// The pull requests of bump branches.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Pulls {
    /// The heads whose pull requests matter.
    pub heads: Vec<String>,
    /// The branches that are about to go, of which it was asked what is meant for them.
    pub onto: Vec<String>,
    /// Why they cannot be looked up.
    pub unknown: Option<Error>,
    /// Whether one was asked for and not refused in so many words: it may be there.
    pub unsettled: bool,
    /// Those this run opened.
    pub opened: Vec<u64>,
    /// The one that brings the version.
    pub bringing: Option<PullRequest>,
    /// Those whose text cannot be changed.
    pub unmarkable: Vec<u64>,
}

/// The merge of the pull request that brings the version.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Merge {
    /// Pull requests of which it matters whether they merge cleanly.
    pub unclear: Vec<u64>,
    /// Whether it was asked for.
    pub asked: bool,
    /// What it is waited for with.
    pub waiting: Option<Waiting>,
    /// Seconds waited so far.
    pub waited: u32,
}

/// A merge shows in the refs, which cost no request; that a person closed the pull request does not. It is asked about at
/// each of so many looks, and later at every third: within the hour's requests even where many wait.
const CLOSE_POLLS: u32 = 6;

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

impl Waiting {
    /// The heads whose pull requests the next look asks about.
    pub(crate) fn asks_about(&self, pull: Option<&PullRequest>) -> Vec<String> {
        let due = self.polls < CLOSE_POLLS || self.polls.is_multiple_of(3);
        pull.filter(|_| due).map(|pull| pull.branch.clone()).into_iter().collect()
    }
}

/// What comes after the tag.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Publishing {
    /// Whether the newest tag's release was looked up.
    pub checked: bool,
    /// The tags whose missing releases, which other runs owed, were seen to.
    pub seen_to: Vec<String>,
    /// The release published last.
    pub last: Option<Published>,
    /// Whether it was one that another run owed.
    pub repaired: bool,
    /// How often the answer about the release under way was lost.
    pub lost: u32,
    /// The tags that were moved along.
    pub moved: Vec<String>,
}
