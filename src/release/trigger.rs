//! What started the run, and what it may release because of that.
//!
//! Closed by default: a run releases only if what started it is known to come from this repository, after its own people
//! have accepted it. Everything else releases nothing, whatever was asked for.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The event that started a workflow, as the runner tells of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Trigger {
    /// Its name, such as `push`.
    pub event: String,
    /// The ref it is about, such as `refs/heads/main`; absent: the runner names none.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The commit it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha: Option<String>,
    /// Whether what is known about the event could be read.
    #[serde(default)]
    pub readable: bool,
    /// Whether a fork started it.
    #[serde(default)]
    pub fork: bool,
    /// The pull request that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pull: Option<StartingPull>,
    /// The run of another workflow that it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<EarlierRun>,
    /// Whether the run only looks: then every event will do.
    #[serde(default)]
    pub looks: bool,
}

/// The pull request that an event is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartingPull {
    /// Whether it was just closed by merging it.
    pub merged: bool,
    /// The branch it is for.
    pub base: String,
    /// The commit that merging it made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
}

/// A run of another workflow that has ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EarlierRun {
    /// What started that one.
    pub event: String,
    /// The branch it ran on.
    pub branch: String,
    /// The commit it ran on.
    pub sha: String,
    /// How it ended, such as `success`; of one that has not: what became of it so far, such as `in_progress`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<String>,
}

/// What a run may do because of what started it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leave {
    /// Release.
    Granted,
    /// Nothing, and why.
    Nothing(String),
}

/// What is pushed, run by hand or by the clock: the repository's own people, on one of its refs.
const OWN: [&str; 4] = ["push", "schedule", "workflow_dispatch", "repository_dispatch"];

impl Trigger {
    /// Whether a run that this started may release at all. Codes: `fork-run`, `event-unreadable`, `wrong-event`.
    pub(crate) fn leave(&self) -> Result<Leave> {
        let event = &self.event;
        if self.looks {
            return Ok(Leave::Granted);
        }
        if !self.readable {
            return Err(Error::new(
                "event-unreadable",
                format!("what started this run (event `{event}`) can't be read: expected JSON in the file that `GITHUB_EVENT_PATH` names"),
            )
            .advice("start it by a runner that writes that file, or take `GITHUB_EVENT_NAME` out of the environment where there is none"));
        }
        let merged = event == "pull_request" && self.pull.as_ref().is_some_and(|pull| pull.merged);
        // A merged one is the repository's own, whoever wrote it.
        if self.fork && !merged {
            return Err(instead(Error::new(
                "fork-run",
                format!("a fork started this run (event `{event}`): expected one that this repository started"),
            )));
        }
        match event.as_str() {
            _ if merged || OWN.contains(&event.as_str()) => Ok(Leave::Granted),
            "workflow_run" => match &self.follows {
                // What failed or was given up has said no; what has not ended has said nothing yet.
                Some(run) if OWN.contains(&run.event.as_str()) => Ok(match run.conclusion.as_deref() {
                    None | Some("success") => Leave::Granted,
                    Some(said) => Leave::Nothing(format!(
                        "the run that this one follows says `{said}`: only what follows a success is released"
                    )),
                }),
                Some(run) => Ok(Leave::Nothing(format!(
                    "this run follows one that `{}` started; only one that `push` started says what to release",
                    run.event
                ))),
                None => Err(instead(wrong_event(event))),
            },
            "merge_group" => Ok(Leave::Nothing(
                "a merge group is not merged yet: the `push` that follows releases the default branch, or the one that `target-branch` names".to_string(),
            )),
            _ if event.starts_with("pull_request") => Ok(Leave::Nothing(format!(
                "a pull request releases nothing (event `{event}`): what it brings is released by the `push` of its merge"
            ))),
            _ => Err(instead(wrong_event(event))),
        }
    }

    /// The branch it is about. `Err`: there is none, and why.
    pub(crate) fn branch(&self) -> std::result::Result<Option<&str>, String> {
        if let Some(run) = &self.follows {
            return Ok(Some(&run.branch));
        }
        if let Some(pull) =
            self.pull.as_ref().filter(|pull| self.event.starts_with("pull_request") && !pull.base.is_empty())
        {
            return Ok(Some(&pull.base));
        }
        if !OWN.contains(&self.event.as_str()) {
            return Ok(None);
        }
        match self.name.as_deref() {
            Some(name) => name.strip_prefix("refs/heads/").map(Some).ok_or_else(|| {
                let short = name.strip_prefix("refs/tags/").map_or_else(
                    || format!("`{name}`, which is not a branch"),
                    |tag| format!("the tag `{tag}`"),
                );
                format!("this run was started for {short}: a branch is released, the one that `target-branch` (`--branch`) names if need be")
            }),
            None => Err("the runner names no branch for this run (`GITHUB_REF`): name it with `target-branch` (`--branch`)".to_string()),
        }
    }

    /// The commit that started it: the one that has been tested.
    pub(crate) fn commit(&self) -> Option<&str> {
        let sha = match (&self.follows, &self.pull) {
            (Some(run), _) => Some(run.sha.as_str()),
            (None, Some(pull)) => pull.commit.as_deref().or(self.sha.as_deref()),
            (None, None) => self.sha.as_deref(),
        };
        sha.filter(|sha| !sha.is_empty())
    }
}

fn wrong_event(event: &str) -> Error {
    Error::new(
        "wrong-event",
        format!("`{event}` does not release: it does not show that people of this repository want it"),
    )
}

fn instead(error: Error) -> Error {
    error
        .advice("release on `push` to the branch, on `workflow_dispatch` or on `schedule`")
        .advice("to see what would be released, use the command `next` or `dry-run`")
}
