//! What a remote's and a hosting's answers mean. One pure function a question: a push, a read, a request to the API.
//!
//! Each cause is known by its text, has a code of its own, and names the setting that cures it. What nobody has seen
//! before is passed on in its own words.

mod api;
mod push;
mod read;
mod rules;
mod settings;

pub use api::{ApiAnswer, of_api};
pub use push::{Answer, Ended, Pushed, Row, RowAnswer, beside, locked, of_push};
pub use read::{Unreadable, of_read};

use crate::error::Error;
use crate::hosting::{Denial, Hosting};

/// What was asked of the hosting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Which pull requests there are.
    Pulls,
    /// To open one.
    OpenPull,
    /// To change, close or comment on one.
    EditPull,
    /// To label one.
    Label,
    /// To merge one by itself as soon as it may.
    AutoMerge,
    /// To merge one now.
    MergePull,
    /// To make a release, or to read one.
    Release,
    /// To start a workflow.
    Dispatch,
}

/// Why pull requests could not be looked up.
pub fn of_pulls(denial: &Denial, hosting: &Hosting) -> Error {
    match of_api(denial, Asking::Pulls, hosting) {
        ApiAnswer::Refused(error) => error,
        _ => Error::new("unreachable", format!("the hosting does not answer: `{}`", denial.text))
            .advice("run this again when it is back"),
    }
}

/// A cause, by the texts that give it away.
struct Known {
    /// Any of these, in lower case.
    texts: &'static [&'static str],
    code: &'static str,
    /// The sentence; the server's own words follow it.
    says: &'static str,
    /// What cures it. `{rules}` and `{repository}` stand for what [`Known::error`] is told.
    steps: &'static [&'static str],
}

impl Known {
    /// The first of `causes` that `text` gives away: the more telling ones come first.
    fn find<'a>(causes: &'a [Self], text: &str) -> Option<&'a Self> {
        causes.iter().find(|known| mentions_any(text, known.texts))
    }

    /// The failure. `told` are the server's own words; `fill` is what its steps leave open.
    fn error(&self, told: &str, fill: &[(&str, &str)]) -> Error {
        let filled = |step: &&str| fill.iter().fold(step.to_string(), |text, (hole, with)| text.replace(hole, with));
        self.steps.iter().map(filled).fold(Error::new(self.code, quoting(self.says, told)), Error::advice)
    }
}

/// Causes that pushes, reads and requests to the API have in common.
const EVERYWHERE: [Known; 5] = [
    Known {
        texts: &["duplicate header"],
        code: "duplicate-header",
        says: "two `Authorization` headers were sent, so somebody else's credentials are configured beside ours",
        steps: &[
            "in a workflow, give `actions/checkout` the input `persist-credentials: false`",
            "elsewhere, find the other one with `git config --show-origin --get-regexp extraheader` and remove it",
        ],
    },
    Known {
        texts: &["archived so", "is archived"],
        code: "repository-archived",
        says: "the repository is archived, so it can only be read",
        steps: &["unarchive it in Settings → General → Danger Zone, or release from another repository"],
    },
    Known {
        texts: &["saml sso", "saml enforcement"],
        code: "organization-policy",
        says: "the organisation takes only tokens that were authorised for its single sign-on",
        steps: &[
            "authorise this token: in your own Settings → Developer settings → Personal access tokens, `Configure SSO`",
            "or use the workflow's own token or an App's, which need no such thing",
        ],
    },
    Known {
        texts: &["ip allow list"],
        code: "organization-policy",
        says: "the organisation takes requests from listed addresses only, and this machine's is not among them",
        steps: &["run this on a runner whose address is on the organisation's IP allow list, or have it added there"],
    },
    Known {
        texts: &["refusing to allow"],
        code: "workflow-scope",
        says: "the token may not bring workflow files to this ref",
        steps: &[
            "use a token of an App with the `workflows` permission, or a personal access token with the `workflow` scope; the default workflow token can have neither",
            "it strikes even where no workflow was edited: the ref would get workflow files that it had otherwise until now",
        ],
    },
];

/// A sentence, and after it what the server said, where it said anything.
pub(crate) fn quoting(says: &str, told: &str) -> String {
    if told.is_empty() { says.to_string() } else { format!("{says}: `{told}`") }
}

/// Whether `text` contains `lower`, in whichever case.
fn mentions(text: &str, lower: &str) -> bool {
    text.to_ascii_lowercase().contains(lower)
}

fn mentions_any(text: &str, lower: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    lower.iter().any(|one| text.contains(one))
}

/// One line of at most 600 characters: what people are shown of a server's words.
fn short<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ").chars().take(600).collect()
}

/// The remote's own words and git's last ones, on one line; where neither spoke, all that was said.
fn detail(stderr: &str) -> String {
    let trimmed = |prefix: &'static str| {
        stderr.lines().filter_map(move |line| line.strip_prefix(prefix)).map(str::trim).filter(|line| !line.is_empty())
    };
    let by_ssh =
        |line: &&str| line.starts_with("ssh: ") || line.starts_with("ERROR: ") || line.contains("Permission denied (");
    let mut said: Vec<&str> = trimmed("remote:").collect();
    said.extend(stderr.lines().map(str::trim).filter(by_ssh));
    said.extend(trimmed("fatal:"));
    if said.is_empty() {
        said.extend(trimmed("").filter(|line| !line.starts_with("hint:")));
    }
    short(said.into_iter())
}

/// Text of a missing permission, in git's prose.
const FORBIDDEN: [&str; 11] = [
    "permission to ",
    "write access to repository not granted",
    "returned error: 403",
    "returned error: 401",
    "authentication failed",
    "could not read username",
    "could not read password",
    "permission denied",
    "marked as read only",
    "not allowed to push code to this project",
    "not allowed to download code from this project",
];

/// Whether the server takes no more requests for now.
fn throttled(stderr: &str) -> bool {
    mentions_any(stderr, &["rate limit", "too many requests", "returned error: 429", "rpc failed; http 429"])
}

/// The remote refuses this token or key as a whole, in git's prose; absent where it does not.
fn shut_out(stderr: &str) -> Option<Error> {
    let told = detail(stderr);
    if let Some(known) = Known::find(&EVERYWHERE, stderr) {
        return Some(known.error(&told, &[]));
    }
    // Permission was given when the conversation began; what breaks it off later is something else.
    if throttled(stderr) || mentions(stderr, "rpc failed; http 403") {
        return None;
    }
    // Git had nothing to show, or nothing that was taken.
    if mentions(stderr, "could not read username") {
        let asked = quoting("the remote asks for a token or key, and none fits it", &told);
        return Some(Error::new("no-permission", asked).advice(IN_A_WORKFLOW).advice(
            "elsewhere, set `GITHUB_TOKEN`, or give git a key or credentials, with write access to this repository",
        ));
    }
    mentions_any(stderr, &FORBIDDEN).then(|| forbidden(&told))
}

const IN_A_WORKFLOW: &str = "in a workflow, add `permissions: contents: write` to the job";

/// A permission is missing; `told` are the remote's words.
fn forbidden(told: &str) -> Error {
    Error::new("no-permission", quoting("the remote refuses this token or key", told))
        .advice(IN_A_WORKFLOW)
        .advice("elsewhere, use a token or key with write access to this repository")
}
