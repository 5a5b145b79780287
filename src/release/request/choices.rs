//! The words a request may choose between.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// Names one run among all runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunId {
    /// The runner's id of this run, or a random one.
    pub id: String,
    /// Which attempt at it this is.
    pub attempt: String,
}

/// When the version commit's subject ends in ` [skip ci]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum SkipCi {
    /// Unless a workflow at the tip runs on tag pushes: it would be skipped with it.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How a version reaches the branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// By push; by pull request where the branch takes nothing else.
    #[default]
    Auto,
    /// Only by push.
    Direct,
    /// Only by pull request.
    PullRequest,
}

/// How a pull request is merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum MergeMethod {
    /// As one new commit.
    #[default]
    Squash,
    /// By a merge commit.
    Merge,
    /// By copies of its commits.
    Rebase,
}

/// The tags that name the newest release of their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum MovingTags {
    /// None.
    #[default]
    None,
    /// `v1`.
    Major,
    /// `v1` and `v1.2`.
    Minor,
}

impl MovingTags {
    /// How many numbers the longest of them have.
    pub(crate) fn numbers(self) -> usize {
        match self {
            Self::None => 0,
            Self::Major => 1,
            Self::Minor => 2,
        }
    }
}

/// What a release's text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum Notes {
    /// Of the commits since the release before it.
    #[default]
    Commits,
    /// GitHub writes it, where it is one.
    #[serde(alias = "generated")]
    Github,
    /// There is none.
    None,
}

/// Yes, no, or whatever fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// Whatever fits.
    #[default]
    Auto,
    /// Yes.
    True,
    /// No.
    False,
}

impl Choice {
    /// Yes or no, with what fits filled in.
    pub fn or(self, fits: bool) -> bool {
        match self {
            Self::Auto => fits,
            Self::True => true,
            Self::False => false,
        }
    }
}
