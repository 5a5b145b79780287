//! Rules that stand against a push, by the words of those who keep them: GitHub, GitLab, Gitea, Forgejo, Bitbucket, git.

use crate::answers::{Known, mentions_any};

/// Refusals that no pull request cures: they win over [`PULL_REQUEST`] (PROTOCOL 13).
pub(super) const INCURABLE: [Known; 9] = [
    Known {
        texts: &["was used by an immutable release"],
        code: "version-withdrawn",
        says: "a release of this name was immutable, so its tag is never taken again",
        steps: &["ask for a higher version"],
    },
    Known {
        texts: &[
            "create this tag as it is protected",
            "protected tags cannot be updated",
            "change existing tags",
            "gitea: tag ",
            "forgejo: tag ",
        ],
        code: "tag-rule",
        says: "a rule keeps this token from making the tag",
        steps: &[PASS_TAG_RULE],
    },
    Known {
        texts: &["push cannot contain secrets", "push blocked: secrets detected"],
        code: "secret-blocked",
        says: "the push protection found a secret in the pushed files",
        steps: &["remove the secret from the branch first, and revoke it; if it is none, allow it"],
    },
    Known {
        texts: &["verified signatures", "protected from unverified commit"],
        code: "signatures-required",
        says: "the branch takes only signed commits, which the version commit is not",
        steps: &[
            "in {rules}, let this token's app bypass the rule for signed commits, or release from a branch without it",
        ],
    },
    Known {
        texts: &["exceeds github's file size limit", "exceeding the size limit"],
        code: "file-too-large",
        says: "the pushed commits have a file larger than the server takes",
        steps: &["take the file out of the branch's history, or keep it in Git LFS"],
    },
    Known {
        texts: &["has exceeded its size limit", "in read only mode (over", "repository size is over limitation"],
        code: "over-quota",
        says: "the repository is larger than its server allows, so it takes no pushes",
        steps: &["make the repository smaller, or have its limit raised"],
    },
    Known {
        texts: &["publish a private email address", "email privacy restrictions"],
        code: "commit-rule",
        says: "the version commit's author has an address that is to stay private",
        steps: &["set `git config user.email` to one that may be shown, such as yours at `users.noreply.github.com`"],
    },
    Known {
        texts: &["must not contain merge commits"],
        code: "commit-rule",
        says: "a rule refuses merge commits, and there are some below the version commit",
        steps: &["in {rules}, keep bump branches out of that rule, or let this token's app bypass it"],
    },
    Known {
        texts: &["is currently checked out"],
        code: "push-refused",
        says: "the remote has a working copy of this branch",
        steps: &["push to a bare repository, or have another branch checked out there"],
    },
];

/// A rule about a tag: [`INCURABLE`], where it is said of a tag.
pub(super) const TAG_RULES: [Known; 1] = [Known {
    texts: &["creations being restricted", "cannot update this protected ref", "cannot delete this"],
    code: "tag-rule",
    says: "a rule keeps this token from making the tag",
    steps: &[PASS_TAG_RULE, OR_IMMUTABLE],
}];

/// GitHub refuses a name that an immutable release has used in the words of such a rule, and lists no rule.
const OR_IMMUTABLE: &str = "if there is no such rule, a release of this tag was immutable once, and its name is never taken again: ask for a higher version";

const PASS_TAG_RULE: &str =
    "in {rules}, add this token's app or user to those whom the tag rule lets pass (its bypass list)";

/// A rule about a branch as such, whatever is pushed to it: [`INCURABLE`], where it is not said of a tag.
pub(super) const BRANCH_RULES: [Known; 2] = [
    Known {
        texts: &[
            "creations being restricted",
            "cannot force-push",
            "cannot delete this",
            "denying non-fast-forward",
            "denying ref deletion",
            "deletion prohibited",
            "current branch prohibited",
            "force push code to a protected branch",
            "create protected branches",
            "delete protected branches",
            "basis of a new protected branch",
            "protected from deletion",
            "protected from force push",
            "protected from changing file",
            "default branch and cannot be deleted",
            "default branch of a project cannot be deleted",
        ],
        code: "branch-rule",
        says: "a rule keeps this token from making, moving or deleting the branch",
        steps: &[
            "in {rules}, keep bump branches (`chore/version-bump-*`) out of that rule, or let this token's app bypass it",
            "or name them so that no rule is about them: `--branch-template` (input `branch-template`)",
        ],
    },
    Known {
        texts: &["cannot update this protected ref", "cannot change this locked branch"],
        code: "ref-locked",
        says: "the branch is locked: a rule restricts who updates it, and a pull request would not help",
        steps: &["in {rules}, unlock the branch, or let this token's app bypass the rule"],
    },
];

/// What a pull request cures, and what then is true of the branch.
pub(super) const PULL_REQUEST: [(&[&str], &str); 6] = [
    (&["through the merge queue"], "the branch takes changes through its merge queue only"),
    (&["made through a pull request"], "the branch takes changes by pull request only"),
    (&["required status check"], "the branch wants checks to pass first, and they run for a pull request"),
    (
        &["waiting for code scanning", "code scanning is waiting"],
        "the branch wants code scanned first, which is done for a pull request",
    ),
    (
        &[
            "push code to protected branches",
            "merge code into protected branches",
            "allowed to push to protected branch",
            "authorized to push to this branch",
            "permission denied to update branch",
        ],
        "the branch is protected, and this token may not push to it",
    ),
    (&["protected branch update failed", "protected branch hook declined"], "the branch is protected"),
];

/// Where people change the rule that refused, by the server's way of speaking.
pub(super) fn place(all: &str, tag: bool) -> &'static str {
    let speaks = |words: &[&str]| mentions_any(all, words);
    match tag {
        _ if speaks(&["gh013"]) => "Settings → Rules → Rulesets",
        _ if speaks(&["gh006", "protected branch hook"]) => "Settings → Branches → Branch protection rules",
        false if speaks(&["gitlab: "]) => "Settings → Repository → Protected branches",
        true if speaks(&["gitlab: "]) => "Settings → Repository → Protected tags",
        false if speaks(&["gitea: ", "forgejo: "]) => "Settings → Branches",
        true if speaks(&["gitea: ", "forgejo: "]) => "Settings → Tags",
        false if speaks(&["permission denied to update branch"]) => "Repository settings → Branch restrictions",
        _ => "the remote's settings",
    }
}
