//! Settings of a repository that stand against a request to the API, and where people change them.

use crate::answers::{Asking, Known};

/// Settings and rules of the repository that stand against a request.
pub(super) const SETTINGS: [(&[Asking], Known); 8] = [
    (
        &[Asking::OpenPull],
        Known {
            texts: &["not permitted to create or approve pull requests"],
            code: "pull-requests-forbidden",
            says: "the repository does not let its workflows open pull requests",
            steps: &[
                "tick `Allow GitHub Actions to create and approve pull requests` in Settings → Actions → General → Workflow permissions: {repository}/settings/actions",
                "where the box is greyed out, the organisation has to allow it first, in its own Settings → Actions → General",
                "or give the input `token` the token of a GitHub App or a personal access token: the setting is not about them",
            ],
        },
    ),
    (
        &[Asking::AutoMerge],
        Known {
            texts: &["auto merge is not allowed"],
            code: "auto-merge-off",
            says: "the repository does not merge pull requests by itself",
            steps: &[
                "tick `Allow auto-merge` in Settings → General → Pull Requests: {repository}/settings",
                "or have the pull request merged by hand; the next run goes on from there",
            ],
        },
    ),
    (
        &[Asking::AutoMerge, Asking::MergePull],
        Known {
            texts: &["merges are not allowed", "merge commits are not allowed"],
            code: "merge-refused",
            says: "the repository does not take merges of this kind",
            steps: &[
                "allow this way of merging in Settings → General → Pull Requests: {repository}/settings, or choose one that is allowed there and by the branch's rules",
            ],
        },
    ),
    (
        &[Asking::AutoMerge, Asking::MergePull],
        Known {
            texts: &[
                "not authorized for this protected branch",
                "authorized to push to this branch",
                "allowed to merge pr",
            ],
            code: "merge-refused",
            says: "the branch does not let this token merge",
            steps: &[
                "in the rules of the branch, add this token's app to those who may push, or have it merged by hand",
            ],
        },
    ),
    (
        &[Asking::AutoMerge, Asking::MergePull],
        Known {
            texts: &[
                "not mergeable",
                "merge conflict",
                "in dirty status",
                "in draft status",
                "required status check",
                "approving review",
                "merge queue",
                "rule violations",
            ],
            code: "merge-refused",
            says: "the pull request cannot be merged as it is",
            steps: &[
                "see on the pull request what it waits for: checks, a review, a merge queue or a conflict",
                "once somebody has merged it, the next run goes on from there",
            ],
        },
    ),
    (
        &[Asking::Release],
        Known {
            texts: &["used by an immutable release"],
            code: "tag-name-burnt",
            says: "there was an immutable release with this tag, and its name stays taken even after that is deleted",
            steps: &[
                "release the next version; with immutable releases, never delete a published release to make it anew",
            ],
        },
    ),
    (
        &[Asking::Release],
        Known {
            texts: &["creations being restricted"],
            code: "tag-rule",
            says: "the tag is gone, and a rule keeps this token from making it",
            steps: &[
                "in Settings → Rules → Rulesets, add this token's app to the bypass list of the tag rule: {repository}/settings/rules",
            ],
        },
    ),
    (
        &[Asking::Dispatch],
        Known {
            texts: &["does not have 'workflow_dispatch' trigger", "on a disabled workflow"],
            code: "workflow-not-startable",
            says: "the workflow cannot be started",
            steps: &[
                "give it `on: workflow_dispatch:` on the default branch and at the released tag, and see in the Actions tab that it is enabled",
            ],
        },
    ),
];
