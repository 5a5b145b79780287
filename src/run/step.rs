//! What the shell is asked to do, and what it says came of it.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::answers::Pushed;
use crate::error::Error;
use crate::hosting::Denial;
use crate::manifest::File;
use crate::release::facts::Facts;
use crate::release::people::People;
use crate::release::request::MergeMethod;

/// One effect, named by what it brings about and not by the tool that does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Step {
    /// Read the world afresh, after a random wait of up to `wait_ms` milliseconds.
    Look {
        /// Upper bound of the wait.
        wait_ms: u32,
        /// What makes another look necessary.
        why: Why,
        /// Which look of this run it is, from 1.
        attempt: u32,
        /// Branches whose pull requests are asked for **before** the refs are read (PROTOCOL 2).
        heads: Vec<String>,
        /// Pull requests among them of which it matters whether they merge cleanly.
        mergeable: Vec<u64>,
        /// Branches that are about to go: the open pull requests that are meant for them are asked for, then, too.
        onto: Vec<String>,
        /// Whether a release may be looked up; once in a run is enough.
        release: bool,
        /// Whether refs and pull requests are all that is read: cleaning up must not fail on what a release needs.
        bare: bool,
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
    /// Build a commit on `parent` and annotated tags of it; nothing becomes visible to anybody.
    Commit {
        /// The parent: the tip.
        parent: String,
        /// The branch it is meant for.
        branch: String,
        /// The rewritten files; everything else is the parent's.
        files: Vec<File>,
        /// The commit's whole message.
        message: String,
        /// Its tags; none: it goes to a bump branch, and is tagged once it has been merged.
        tags: Vec<NewTag>,
    },
    /// Build annotated tags of a commit that is on the branch already.
    Tag {
        /// The commit.
        target: String,
        /// The branch it is on.
        branch: String,
        /// The tags.
        tags: Vec<NewTag>,
    },
    /// Make refs of the remote name these objects, each only if it still is what is expected.
    Push {
        /// All of them or none.
        atomic: bool,
        /// The refs.
        updates: Vec<Update>,
    },
    /// Open a pull request.
    OpenPull {
        /// The branch to merge.
        head: String,
        /// The branch to merge it into.
        base: String,
        /// Its title.
        title: String,
        /// Its text.
        body: String,
    },
    /// Put labels on a pull request.
    Label {
        /// Its number.
        number: u64,
        /// The labels.
        labels: Vec<String>,
    },
    /// Replace the text of a pull request.
    EditPull {
        /// Its number.
        number: u64,
        /// The new text.
        body: String,
    },
    /// Have the hosting merge a pull request as soon as its rules allow it.
    AutoMerge {
        /// Its number.
        number: u64,
        /// What GraphQL calls it.
        node_id: String,
        /// How.
        method: MergeMethod,
        /// Only if this is its newest commit.
        head: String,
    },
    /// Merge a pull request now.
    MergePull {
        /// Its number.
        number: u64,
        /// How.
        method: MergeMethod,
        /// Only if this is its newest commit.
        head: String,
    },
    /// Publish a release of a tag that stands.
    Release {
        /// The tag.
        tag: String,
        /// The commit it names: should the tag be deleted meanwhile, it is made again there (PROTOCOL 18).
        commit: String,
        /// The release's name.
        name: String,
        /// Its text.
        body: String,
        /// The notes that the hosting writes and adds; absent: none.
        #[serde(default)]
        notes: Option<Generated>,
        /// Those whom the text names: [`People::credited`] says what the hosting calls them. Absent: nobody is named.
        #[serde(default)]
        people: Option<People>,
        /// As a draft.
        draft: bool,
        /// As a prerelease.
        prerelease: bool,
        /// Whether it becomes the latest; absent: the hosting decides.
        #[serde(default)]
        latest: Option<bool>,
    },
    /// Start a workflow.
    Dispatch {
        /// Its file name.
        workflow: String,
        /// The tag it starts at.
        #[serde(rename = "ref")]
        at: String,
    },
    /// Let the user's own repository know of what landed. It may fail without harm.
    Follow {
        /// The branch.
        branch: String,
        /// The released commit.
        commit: String,
        /// Its tags.
        tags: Vec<TagObject>,
    },
}

/// A tag that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct TagObject {
    /// Its name without `refs/tags/`.
    pub name: String,
    /// The tag object.
    pub oid: String,
}

/// Notes that the hosting writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Generated {
    /// The tag they tell of everything since; absent: the hosting decides.
    #[serde(default)]
    pub since: Option<String>,
    /// What stands behind them.
    #[serde(default)]
    pub footer: String,
}

/// Why the world is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
    /// The server takes several refs one after the other only.
    OneByOne,
    /// A version is passed over (PROTOCOL 27): the next one is looked for.
    PassedOver,
    /// A version was finalised; there may be something new since.
    Finalised,
    /// Pull requests matter now.
    Pulls,
    /// The branch takes changes by pull request only.
    PullRequest,
    /// Branches were removed, or a release was published.
    Tidied,
    /// A pull request was opened or changed: is it there, with its branch (PROTOCOL 17)?
    Verify,
    /// It may have been merged meanwhile.
    Merge,
    /// The run has failed; what it made has to go.
    Failed,
}

/// A tag to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewTag {
    /// Its name without `refs/tags/`.
    pub name: String,
    /// Its whole message.
    pub message: String,
}

/// One ref to be moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Update {
    /// Full name.
    #[serde(rename = "ref")]
    pub name: String,
    /// What it should name; empty: it should not exist any more.
    pub oid: String,
    /// What it must name now; empty: it must not exist.
    pub expect: String,
}

/// What came of a step: an object with a `kind`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(
    rename = "an object with a `kind`",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Outcome {
    /// A look saw this.
    Facts {
        /// The facts.
        facts: Box<Facts>,
    },
    /// The remote did not let itself be read.
    Unreadable {
        /// Exit code; absent where no answer came in time.
        #[serde(default)]
        exit: Option<i32>,
        /// What was said.
        stderr: String,
    },
    /// What was read cannot be worked with, or what would be written cannot be.
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
        /// The commit the tags name.
        commit: String,
        /// The tag objects, in the order in which they were asked for.
        tags: Vec<String>,
        /// The rewritten files, read back out of the built commit.
        files: Vec<File>,
    },
    /// The objects were built; in place of the files' texts, which may be large, what they hash to.
    BuiltAs {
        /// As in [`Outcome::Built`].
        commit: String,
        /// As in [`Outcome::Built`].
        tags: Vec<String>,
        /// The rewritten files, as they were read back out of the built commit.
        fingerprints: Vec<Fingerprint>,
    },
    /// Something on this machine is broken.
    Broken {
        /// What was said.
        detail: String,
    },
    /// The push ended.
    Pushed(Pushed),
    /// The pull request is open.
    Opened {
        /// Its number.
        number: u64,
        /// Where people read it.
        url: String,
        /// What GraphQL calls it.
        node_id: String,
    },
    /// The release is published, or is a draft.
    Published {
        /// Its number.
        id: u64,
        /// Where people read it.
        url: String,
        /// Where files are added to it.
        upload_url: String,
    },
    /// It is done, and there is nothing to tell.
    Done,
    /// The hosting did not do it.
    Denied(Denial),
    /// The step was not performed: the run has to end.
    Stopped {
        /// Why.
        why: Stop,
        /// In words.
        detail: String,
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

/// A file that was read back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fingerprint {
    /// Its path.
    pub path: String,
    /// [`crate::run::fingerprint`] of its text.
    pub fingerprint: String,
}

impl From<Fingerprint> for File {
    fn from(Fingerprint { path, fingerprint: text }: Fingerprint) -> Self {
        Self { path, text }
    }
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

pub use crate::release::facts::Past;

/// Why a run has to end before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stop {
    /// Its time is over.
    Timeout,
    /// Somebody stopped it.
    Signal,
}
