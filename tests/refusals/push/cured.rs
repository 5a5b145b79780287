//! What a pull request cures.

use super::*;

#[test]
fn that_want_a_pull_request() {
    let one = "![remote rejected] (push declined due to repository rule violations)";
    check(&[
        (
            "GH006",
            1,
            &[(MAIN, PROTECTED), (TAG, SIBLING)],
            concat!(gh006!("refs/heads/main"), "remote: - Changes must be made through a pull request.        \n"),
            "pull-request-required",
            "by pull request only: `error: GH006",
            "in Settings → Branches → Branch protection rules, let this token's app bypass the rule (the default workflow token never can)",
        ),
        (
            "GH006, said only in prose",
            1,
            &[(MAIN, SIBLING), (TAG, SIBLING)],
            concat!(gh006!("refs/heads/main"), "remote: - Changes must be made through a pull request.        \n"),
            "pull-request-required",
            "by pull request only",
            "or bring the version in by pull request",
        ),
        (
            "GH006 by a hook",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            concat!(gh006!("refs/heads/main"), "remote: - Changes must be made through a pull request.        \n"),
            "pull-request-required",
            "by pull request only",
            "Branch protection rules",
        ),
        (
            "GH006, one check",
            1,
            &[(MAIN, PROTECTED), (TAG, SIBLING)],
            concat!(gh006!("refs/heads/main"), "remote: error: Required status check \"ci result\" is expected.\n"),
            "pull-request-required",
            "the branch wants checks to pass first",
            "Branch protection rules",
        ),
        (
            "GH006, several checks",
            1,
            &[(MAIN, PROTECTED), (TAG, SIBLING)],
            concat!(gh006!("refs/heads/main"), "remote: error: 4 of 6 required status checks are expected.\n"),
            "pull-request-required",
            "the branch wants checks to pass first",
            "Branch protection rules",
        ),
        (
            "GH006, only some may push",
            1,
            &[(MAIN, PROTECTED), (TAG, SIBLING)],
            concat!(
                gh006!("refs/heads/main"),
                "remote: error: You're not authorized to push to this branch. Visit https://docs.github.com/articles/about-protected-branches/ for more information.\n"
            ),
            "pull-request-required",
            "this token may not push to it",
            "Branch protection rules",
        ),
        (
            "GH006 that nobody explains",
            1,
            &[(MAIN, PROTECTED), (TAG, SIBLING)],
            "",
            "pull-request-required",
            "the branch is protected",
            "Branch protection rules",
        ),
        (
            "GH013",
            1,
            &[(MAIN, one), (TAG, SIBLING)],
            concat!(
                gh013!("refs/heads/main"),
                "remote: - Changes must be made through a pull request.\nremote: - 2 of 2 required status checks are expected.\n"
            ),
            "pull-request-required",
            "by pull request only",
            "in Settings → Rules → Rulesets, let this token's app bypass the rule (the default workflow token never can)",
        ),
        (
            "a merge queue",
            1,
            &[(MAIN, one), (TAG, SIBLING)],
            concat!(
                gh013!("refs/heads/main"),
                "remote: - Changes must be made through the merge queue\nremote: \nremote: - Changes must be made through a pull request.\n"
            ),
            "pull-request-required",
            "through its merge queue only",
            "Rulesets",
        ),
        (
            "code scanning",
            1,
            &[(MAIN, one), (TAG, SIBLING)],
            concat!(
                gh013!("refs/heads/main"),
                "remote: - Code scanning is waiting for results from CodeQL for the commit 808344b.\n"
            ),
            "pull-request-required",
            "the branch wants code scanned first",
            "Rulesets",
        ),
        (
            "GitLab",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: GitLab: You are not allowed to push code to protected branches on this project.\n",
            "pull-request-required",
            "this token may not push to it",
            "in Settings → Repository → Protected branches, let this token's app bypass the rule, or",
        ),
        (
            "Gitea",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: \nremote: Gitea: Not allowed to push to protected branch main\n",
            "pull-request-required",
            "this token may not push to it",
            "in Settings → Branches, let",
        ),
        (
            "Forgejo",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: \nremote: Forgejo: Not allowed to push to protected branch main\n",
            "pull-request-required",
            "this token may not push to it",
            "in Settings → Branches, let",
        ),
        (
            "Bitbucket",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: Permission denied to update branch main.\n",
            "pull-request-required",
            "this token may not push to it",
            "in Repository settings → Branch restrictions",
        ),
    ]);
}
