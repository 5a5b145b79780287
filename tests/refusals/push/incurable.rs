//! What no pull request cures.

use super::*;

#[test]
fn that_no_pull_request_cures() {
    check(&[
        (
            "signatures beside a pull request",
            1,
            &[(MAIN, RULES), (TAG, SIBLING)],
            concat!(
                gh013!("refs/heads/main"),
                "remote: - Changes must be made through a pull request.\nremote: \nremote: - Commits must have verified signatures.\nremote:   Found 1 violation:\nremote: \nremote:   027faa7121ee9df79db623e1a2848d2cc88a8dba\n"
            ),
            "signatures-required",
            "only signed commits",
            "in Settings → Rules → Rulesets, let this token's app bypass the rule for signed commits",
        ),
        (
            "signatures, far down a long list",
            1,
            &[(MAIN, RULES), (TAG, SIBLING)],
            &format!(
                "remote: - Changes must be made through a pull request.\n{}remote: - Commits must have verified signatures.\n",
                "remote: - 2 of 2 required status checks are expected.\n".repeat(30)
            ),
            "signatures-required",
            "only signed commits",
            "signed commits",
        ),
        (
            "Gitea's signatures",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: Gitea: branch main is protected from unverified commit 808344b\n",
            "signatures-required",
            "only signed commits",
            "in Settings → Branches",
        ),
        (
            "a secret",
            1,
            &[(MAIN, RULES), (TAG, SIBLING)],
            concat!(
                gh013!("refs/heads/main"),
                "remote: - GITHUB PUSH PROTECTION\nremote:   —————\nremote:     Resolve the following violations before pushing again\nremote: \nremote:     - Push cannot contain secrets\n"
            ),
            "secret-blocked",
            "found a secret",
            "remove the secret",
        ),
        (
            "a secret, and where it can be allowed, behind everything else that is said",
            1,
            &[(MAIN, RULES), (TAG, SIBLING)],
            concat!(
                gh013!("refs/heads/main"),
                "remote: - GITHUB PUSH PROTECTION\nremote:     Resolve the following violations before pushing again\nremote:     - Push cannot contain secrets\n",
                "remote:      (?) Learn how to resolve a blocked push\nremote:      https://docs.github.com/code-security/secret-scanning/working-with-secret-scanning-and-push-protection/working-with-push-protection-from-the-command-line#resolving-a-blocked-push\n",
                "remote:       —— Amazon AWS Access Key ID ——————————————————————————————————————————————————————————————————————————\n",
                "remote:        locations:\nremote:          - commit: 808344bd31b62b11b5f9a9f3b3c9c0b6a1f2a5d1\nremote:            path: some/rather/long/folder/with/settings/of/the/product/config.json:17\n",
                "remote:        (?) To push, remove secret from commit(s) or follow this URL to allow the secret.\nremote:        https://github.com/o/r/security/secret-scanning/unblock-secret/2nYkXKTS8cWq1hZb\n"
            ),
            "secret-blocked",
            "found a secret",
            "to allow it: https://github.com/o/r/security/secret-scanning/unblock-secret/2nYkXKTS8cWq1hZb",
        ),
        (
            "a tag rule",
            1,
            &[(MAIN, SIBLING), (TAG, RULES)],
            concat!(gh013!("refs/tags/v1.0.1"), "remote: - Cannot create ref due to creations being restricted.\n"),
            "tag-rule",
            "making the tag",
            "in Settings → Rules → Rulesets, add this token's app or user to those whom the tag rule lets pass",
        ),
        (
            "a tag rule beside a pull request, both rows refused",
            1,
            &[(MAIN, RULES), (TAG, RULES)],
            concat!(
                gh013!("refs/heads/main"),
                "remote: - Changes must be made through a pull request.\nremote: \n",
                gh013!("refs/tags/v1.0.1"),
                "remote: - Cannot create ref due to creations being restricted.\n"
            ),
            "tag-rule",
            "making the tag",
            "tag rule",
        ),
        (
            "a tag that may not move",
            1,
            &[(TAG, RULES)],
            concat!(gh013!("refs/tags/v1.0.1"), "remote: - Cannot update this protected ref.\n"),
            "tag-rule",
            "making the tag",
            "Rulesets",
        ),
        (
            "GitLab's protected tag",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: GitLab: You are not allowed to create this tag as it is protected.\n",
            "tag-rule",
            "making the tag",
            "in Settings → Repository → Protected tags",
        ),
        (
            "Gitea's protected tag",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: Gitea: Tag v1.0.1 is protected\n",
            "tag-rule",
            "making the tag",
            "in Settings → Tags",
        ),
        (
            "a locked branch",
            1,
            &[(MAIN, RULES), (TAG, SIBLING)],
            concat!(
                gh013!("refs/heads/main"),
                "remote: - Cannot update this protected ref.\nremote: - Changes must be made through a pull request.\n"
            ),
            "ref-locked",
            "the branch is locked",
            "in Settings → Rules → Rulesets, unlock the branch",
        ),
        (
            "a locked branch, by classic protection",
            1,
            &[(MAIN, PROTECTED), (TAG, SIBLING)],
            concat!(
                gh006!("refs/heads/main"),
                "remote: - Changes must be made through a pull request.\nremote: \nremote: - Cannot change this locked branch\n"
            ),
            "ref-locked",
            "the branch is locked",
            "in Settings → Branches → Branch protection rules, unlock the branch",
        ),
        (
            "workflow files, said by the row alone",
            1,
            &[
                (
                    MAIN,
                    "![remote rejected] (refusing to allow a GitHub App to create or update workflow `.github/workflows/x.yml` without `workflows` permission)",
                ),
                (TAG, SIBLING),
            ],
            "remote: Resolving deltas: 100% (1/1), completed with 1 local object.\n",
            "workflow-scope",
            ".github/workflows/x.yml",
            "with the `workflows` permission",
        ),
        (
            "workflow files, of a personal token",
            1,
            &[(
                BUMP,
                "![remote rejected] (refusing to allow a Personal Access Token to create or update workflow `.github/workflows/x.yml` without `workflow` scope)",
            )],
            "",
            "workflow-scope",
            "workflow",
            "where no workflow was edited",
        ),
        (
            "workflow files, in a list of rules",
            1,
            &[(BUMP, RULES)],
            concat!(
                gh013!("refs/heads/chore/version-bump-1.0.1"),
                "remote: - refusing to allow a GitHub App to create or update workflow `.github/workflows/x.yaml` without `workflows` permission \n"
            ),
            "workflow-scope",
            "x.yaml",
            "personal access token with the `workflow` scope",
        ),
        (
            "a large file",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: error: File a.mov is 117.80 MB; this exceeds GitHub's file size limit of 100.00 MB        \nremote: error: GH001: Large files detected. You may want to try Git Large File Storage - https://git-lfs.github.com.\n",
            "file-too-large",
            "larger than the server takes",
            "Git LFS",
        ),
        (
            "Bitbucket's full repository",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: repository is in read only mode (over 2 GB size limit).        \nremote: \n",
            "over-quota",
            "larger than its server allows",
            "smaller",
        ),
        (
            "Gitea's full repository",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: Gitea: New repository size is over limitation of 1.0 GiB\n",
            "over-quota",
            "larger than its server allows",
            "smaller",
        ),
        (
            "a private address",
            1,
            &[(MAIN, "![remote rejected] (push declined due to email privacy restrictions)"), (TAG, SIBLING)],
            "remote: error: GH007: Your push would publish a private email address.        \n",
            "commit-rule",
            "stay private",
            "user.email",
        ),
        (
            "Gitea's reader",
            1,
            &[(MAIN, HOOK), (TAG, HOOK)],
            "remote: Gitea: User permission denied for writing.\n",
            "no-permission",
            "refuses this token or key",
            "contents: write",
        ),
        (
            "a working copy",
            1,
            &[(MAIN, "![remote rejected] (branch is currently checked out)"), (TAG, SIBLING)],
            "",
            "push-refused",
            "has a working copy",
            "bare repository",
        ),
        (
            "a hook nobody knows",
            1,
            &[(MAIN, "![remote rejected] (hook declined)"), (TAG, SIBLING)],
            "remote: the moon is full\n",
            "push-refused",
            "`[remote rejected] (hook declined)`: `the moon is full`",
            "cure the reason it gave",
        ),
    ]);
}
