//! Those whom a release's text may name: who finds them and what becomes of their names is in `words/notes/people.rs`.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// Those whom the text of a release may name, before anybody was asked who they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct People {
    /// The commit of the release before: who has an older one is not new. Absent: everybody would be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Each once.
    pub list: Vec<Person>,
    /// Who is named together, by places in the list.
    pub together: Vec<Vec<usize>>,
    /// What stands behind the entries.
    pub tail: String,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Person {
    /// The name in the commits.
    pub name: String,
    /// The address there, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The hosting's name, where the address says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// A commit that names them.
    pub commit: String,
    /// Whether they are its author, and no co-author.
    pub leads: bool,
    /// The oldest thing they did, as a link.
    pub first: String,
}
