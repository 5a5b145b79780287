//! What the commits since the last tag ask for.

use serde::{Deserialize, Serialize};

use crate::bump::Bump;
use crate::version::Version;

/// One commit of the history, as `git log` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Commit {
    /// Object name, 40 or 64 hexadecimal digits.
    pub sha: String,
    /// Author's name, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The whole message.
    pub message: String,
}

/// What a commit that says nothing conventional is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DefaultBump {
    /// Nothing to release.
    None,
    /// A patch.
    #[default]
    Patch,
    /// A minor version.
    Minor,
    /// A major version.
    Major,
}

/// Why one commit counts as it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reason {
    /// The commit.
    pub sha: String,
    /// First line of its message.
    pub subject: String,
    /// What it asks for; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<Bump>,
    /// The rule that said so, in words.
    pub why: String,
}

/// The highest wish of all commits, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Decision {
    /// Absent: nothing to release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<Bump>,
    /// One for each commit, in the order given.
    pub reasons: Vec<Reason>,
}

/// Decides the bump.
pub fn decide(commits: &[Commit], current: &Version, default: DefaultBump) -> Decision {
    let _ = (commits, current, default);
    Decision {
        bump: None,
        reasons: Vec::new(),
    }
}

/// Reads the raw answer of `git log -z --format=%H%n%an%n%B`.
pub fn parse_log(raw: &str) -> Vec<Commit> {
    let _ = raw;
    Vec::new()
}
