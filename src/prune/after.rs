//! What became of branches that were to go.

use serde::{Deserialize, Serialize};

use crate::answers::{Answer, Pushed, Row, of_push};
use crate::error::Error;
use crate::prune::{Deletion, Kept, Needed};
use crate::release::facts::Refs;

/// What became of each branch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct After {
    /// Those that are gone, whoever did it.
    pub deleted: Vec<Deletion>,
    /// Those that have moved meanwhile, or are protected.
    pub keep: Vec<Kept>,
    /// Those that the server does not let go.
    pub left: Vec<Left>,
    /// Those of which nothing is known but that they are there still.
    pub again: Vec<Deletion>,
}

/// A branch that cannot be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Left {
    /// Without `refs/heads/`.
    pub branch: String,
    /// Why.
    pub error: Error,
}

/// Judges by the refs after the push, which are the truth; the push's own rows only say why one is there still.
pub fn after(asked: Vec<Deletion>, push: &Pushed, refs: &str) -> After {
    let refs = Refs::read(refs);
    let mut after = After::default();
    for one in asked {
        match refs.head(&one.branch) {
            None => after.deleted.push(one),
            Some(oid) if *oid != one.oid => {
                let why = "it has moved since it was looked at".to_string();
                after.keep.push(Kept { branch: one.branch, cause: Needed::Moved, why });
            }
            Some(_) => match row_of(&one, push) {
                // Nobody deletes it by a push: that is what it is there for.
                Answer::Refused(error) if matches!(&*error.code, "branch-rule" | "pull-request-required") => {
                    let why = format!("the server does not let it go: {}", error.message);
                    after.keep.push(Kept { branch: one.branch, cause: Needed::Protected, why });
                }
                Answer::Refused(error) => after.left.push(Left { branch: one.branch, error }),
                _ => after.again.push(one),
            },
        }
    }
    after
}

/// What the push said of this one.
fn row_of(one: &Deletion, push: &Pushed) -> Answer {
    let name = format!("refs/heads/{}", one.branch);
    let rows: Vec<Row> = push.rows.iter().filter(|row| row.name == name).cloned().collect();
    let (silent, alone) = (rows.is_empty(), Pushed { ended: push.ended, rows, said: String::new() });
    // The prose is about all of them: what this row alone says of a race comes first.
    match of_push(&alone, std::slice::from_ref(&name)) {
        Answer::Stale if !silent => Answer::Stale,
        _ => of_push(&Pushed { said: push.said.clone(), ..alone }, &[name]),
    }
}
