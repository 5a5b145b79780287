//! What the shell is asked to do, and what it says came of it.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::facts::Facts;
use crate::manifest::File;

/// One effect, named by what it brings about and not by the tool that does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Step {
    /// Read the world afresh, after a random wait of up to `wait_ms` milliseconds.
    Look {
        /// Upper bound of the wait.
        wait_ms: u32,
        /// What makes another look necessary.
        why: Why,
        /// Which look of this run it is, from 1.
        attempt: u32,
    },
    /// Read the newest `limit` first-parent commits from `tip` that touched `paths`, each with its manifests.
    History {
        /// Where to start.
        tip: String,
        /// The manifests' paths.
        paths: Vec<String>,
        /// How many commits at most.
        limit: u32,
    },
    /// Build a commit on `parent` and an annotated tag of it; nothing becomes visible to anybody.
    Commit {
        /// The parent: the tip.
        parent: String,
        /// The branch it is meant for.
        branch: String,
        /// The rewritten files; everything else is the parent's.
        files: Vec<File>,
        /// The commit's whole message.
        message: String,
        /// Its tag.
        tag: NewTag,
    },
    /// Build an annotated tag of a commit that is on the branch already.
    Tag {
        /// The commit.
        target: String,
        /// The branch it is on.
        branch: String,
        /// The tag.
        tag: NewTag,
    },
    /// Make refs of the remote point at these objects, each only if it still is what is expected.
    Push {
        /// All of them or none.
        atomic: bool,
        /// The refs.
        updates: Vec<Update>,
    },
    /// Let the user's own repository know of what landed. It may fail without harm.
    Follow {
        /// The branch.
        branch: String,
        /// The released commit.
        commit: String,
        /// The tag's name.
        tag: String,
        /// The tag object.
        tag_object: String,
    },
}

/// Why the world is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Why {
    /// Nothing is known yet.
    Start,
    /// Somebody else was faster.
    Race,
    /// An answer was lost.
    Lost,
    /// The remote could not be read.
    Unreadable,
    /// A version was finalised; there may be something new since.
    Finalised,
}

/// A tag to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewTag {
    /// Its name without `refs/tags/`.
    pub name: String,
    /// Its whole message.
    pub message: String,
}

/// One ref to be moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Update {
    /// Full name.
    #[serde(rename = "ref")]
    pub name: String,
    /// What it should name.
    pub oid: String,
    /// What it must name now; empty: it must not exist.
    pub expect: String,
}

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Outcome {
    /// A look saw this.
    Facts {
        /// The facts.
        facts: Facts,
    },
    /// The remote did not let itself be read.
    Unreadable {
        /// Exit code; absent where no answer came in time.
        #[serde(default)]
        exit: Option<i32>,
        /// What was said.
        stderr: String,
    },
    /// What was read cannot be worked with.
    Refused {
        /// The cause.
        error: Error,
    },
    /// The history asked for, newest first.
    History {
        /// The commits.
        commits: Vec<Past>,
        /// Whether there are no older ones.
        complete: bool,
    },
    /// The objects were built.
    Built {
        /// The commit the tag names.
        commit: String,
        /// The tag object.
        tag: String,
        /// The rewritten files, read back out of the built commit.
        files: Vec<File>,
    },
    /// Something on this machine is broken.
    Broken {
        /// What was said.
        detail: String,
    },
    /// The push ended.
    Pushed {
        /// Exit code; absent where no answer came in time.
        #[serde(default)]
        exit: Option<i32>,
        /// Standard output: the porcelain rows.
        stdout: String,
        /// Standard error.
        stderr: String,
    },
    /// The user's repository was told, or not.
    Followed {
        /// Whether the checkout moved along.
        checkout: Checkout,
        /// Why it did not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
}

/// What became of the user's checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Checkout {
    /// It shows the released commit.
    Updated,
    /// It is as it was.
    Untouched,
}

/// One commit of the branch's own past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Past {
    /// The commit.
    pub oid: String,
    /// Its author's name.
    pub author: String,
    /// Its manifests.
    pub files: Vec<File>,
}
