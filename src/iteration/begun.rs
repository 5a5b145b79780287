//! `start --push`: what became of the push that makes the next attempt's branch.

use serde::Serialize;

use crate::answers::{Answer, Pushed, RowAnswer, of_push};
use crate::error::Error;

/// What became of a branch that was to be made on the remote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Begun {
    /// It is there, and this run has made it.
    Made,
    /// Somebody else has made one of that name: the next number is free, perhaps.
    Taken,
    /// It is not there, or nobody knows, and no other number cures that.
    Refused {
        /// Why.
        error: Error,
    },
}

/// Judges the push of `branch`, which was to be made where there is none.
pub fn begun(pushed: &Pushed, branch: &str) -> Begun {
    let name = format!("refs/heads/{branch}");
    // It names that very commit already, though nothing was there a moment ago.
    let unchanged = pushed.rows.iter().any(|row| row.name == name && row.answer == RowAnswer::Unchanged);
    match of_push(pushed, &[name]) {
        Answer::Landed if !unchanged => Begun::Made,
        Answer::Landed | Answer::Stale => Begun::Taken,
        Answer::Refused(error) => Begun::Refused { error },
        Answer::Lost | Answer::NoAtomic => Begun::Refused { error: unanswered(branch) },
    }
}

fn unanswered(branch: &str) -> Error {
    Error::new("unreachable", format!("the remote does not answer whether it has `{branch}` now"))
        .advice("check the network, then run this again: should it be there, the next number is taken")
}
