//! Pushes, also of bump branches and of nothing: deletions.

use version_first::answers::{Answer, Pushed, of_push};

use crate::helps;

const MAIN: &str = "a:refs/heads/main";
const TAG: &str = "b:refs/tags/v1.0.1";
const BUMP: &str = "c:refs/heads/chore/version-bump-1.0.1";
const GONE: &str = ":refs/heads/chore/version-bump-1.0.1";
const UNGONE: &str = "(delete):refs/heads/chore/version-bump-1.0.1";

/// The row of a ref refused only because another one was, by the server and by git itself.
const SIBLING: &str = "![remote rejected] (atomic push failure)";
const OUR_SIBLING: &str = "![rejected] (atomic push failed)";
const TRANSACTION: &str = "![remote rejected] (atomic transaction failed)";
const RULES: &str = "![remote rejected] (push declined due to repository rule violations)";
const PROTECTED: &str = "![remote rejected] (protected branch hook declined)";
const HOOK: &str = "![remote rejected] (pre-receive hook declined)";
const SILENT: &str = "![remote failure] (remote failed to report status)";

/// Headings of GitHub's lists.
macro_rules! gh006 {
    ($ref:literal) => {
        concat!("remote: error: GH006: Protected branch update failed for ", $ref, ".        \nremote: \n")
    };
}
macro_rules! gh013 {
    ($ref:literal) => {
        concat!(
            "remote: error: GH013: Repository rule violations found for ",
            $ref,
            ".\nremote: Review all repository rules at https://github.com/o/r/rules?ref=refs%2Fheads%2Fmain\nremote: \n"
        )
    };
}

/// Name, exit code, rows, standard error, meaning, part of the sentence, part of the next steps.
type Row<'a> = (&'a str, i32, &'a [(&'a str, &'a str)], &'a str, &'a str, &'a str, &'a str);

fn check(rows: &[Row]) {
    for (name, exit, told, stderr, meaning, says, next) in rows {
        let lines: String = told
            .iter()
            .filter_map(|(refspec, told)| {
                told.split_at_checked(1).map(|(flag, end)| format!("{flag}\t{refspec}\t{end}\n"))
            })
            .collect();
        let refs: Vec<String> =
            told.iter().map(|(refspec, _)| refspec.split_once(':').unwrap().1.to_string()).collect();
        let stdout = format!("To https://github.com/o/r.git\n{lines}Done\n");
        match of_push(&Pushed::read(Some(*exit), &stdout, stderr), &refs) {
            Answer::Refused(error) => {
                assert_eq!(error.code, *meaning, "{name}: {error:?}");
                helps(name, &error, says, next);
            }
            answer => assert_eq!(format!("{answer:?}").to_lowercase(), *meaning, "{name}"),
        }
    }
}

#[test]
fn that_land_or_race() {
    check(&[
        ("both taken", 0, &[(MAIN, " 90dfb65..808344b"), (TAG, "*[new tag]")], "", "landed", "", ""),
        ("already there", 0, &[(MAIN, "=[up to date]"), (TAG, "=[up to date]")], "", "landed", "", ""),
        (
            "taken by a bypass",
            0,
            &[(MAIN, " 90dfb65..808344b"), (TAG, "*[new tag]")],
            "remote: Bypassed rule violations for refs/tags/v1.0.1:\nremote: - Cannot create ref due to creations being restricted.\n",
            "landed",
            "",
            "",
        ),
        ("one row is missing", 0, &[(MAIN, " 90dfb65..808344b"), (TAG, "")], "", "lost", "", ""),
        ("somebody pushed", 1, &[(MAIN, "![rejected] (fetch first)"), (TAG, OUR_SIBLING)], "", "stale", "", ""),
        (
            "somebody pushed, and was fetched",
            1,
            &[(MAIN, "![rejected] (non-fast-forward)"), (TAG, OUR_SIBLING)],
            "hint: Updates were rejected because changes must be made through a pull request\n",
            "stale",
            "",
            "",
        ),
        ("the lease broke", 1, &[(MAIN, "![rejected] (stale info)"), (TAG, OUR_SIBLING)], "", "stale", "", ""),
        ("the tag was taken", 1, &[(MAIN, OUR_SIBLING), (TAG, "![rejected] (already exists)")], "", "stale", "", ""),
        ("the tag's lease broke", 1, &[(MAIN, OUR_SIBLING), (TAG, "![rejected] (stale info)")], "", "stale", "", ""),
        (
            "beaten on the server",
            1,
            &[
                (MAIN, "![remote rejected] (cannot lock ref 'refs/heads/main': is at 90dfb65 but expected 808344b)"),
                (TAG, SIBLING),
            ],
            "",
            "stale",
            "",
            "",
        ),
        (
            "beaten on the server, in git's other words",
            1,
            &[(MAIN, SIBLING), (TAG, "![remote rejected] (failed to update ref)")],
            "remote: error: cannot lock ref 'refs/tags/v1.0.1': reference already exists\n",
            "stale",
            "",
            "",
        ),
        (
            "beaten in a transaction, which blames no ref",
            1,
            &[(MAIN, TRANSACTION), (TAG, TRANSACTION)],
            "remote: error: cannot lock ref 'refs/heads/main': is at 90dfb65 but expected 808344b\n",
            "stale",
            "",
            "",
        ),
        (
            "the tag taken by a bypass, the branch beaten: what was bypassed refused nothing",
            1,
            &[(MAIN, "![rejected] (fetch first)"), (TAG, "*[new tag]")],
            "remote: Bypassed rule violations for refs/tags/v1.0.1:\nremote: \nremote: - Cannot create ref due to creations being restricted.\nremote: \nremote: - Commits must have verified signatures.\nTo github.com:o/r.git\n",
            "stale",
            "",
            "",
        ),
    ]);
}

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
            "nothing was changed",
        ),
    ]);
}

#[test]
fn that_a_name_stands_in_the_way_of() {
    let tag = "remote: error: cannot lock ref 'refs/tags/v1.0.1': 'refs/tags/v1.0.1/x' exists; cannot create 'refs/tags/v1.0.1'\n";
    check(&[
        (
            "a tag",
            1,
            &[(MAIN, SIBLING), (TAG, "![remote rejected] (failed to update ref)")],
            tag,
            "name-in-the-way",
            "under the name of another",
            "another ref's name stands in the way: delete or rename `refs/tags/v1.0.1/x`",
        ),
        (
            "a transaction, which blames no ref",
            1,
            &[(MAIN, TRANSACTION), (TAG, TRANSACTION)],
            tag,
            "name-in-the-way",
            "exists; cannot create",
            "or choose other names with `--tag-format` (input `tag-format`)",
        ),
        (
            "a bump branch",
            1,
            &[(BUMP, "![remote rejected] (failed to update ref)")],
            "remote: error: cannot lock ref 'refs/heads/chore/version-bump-1.0.1': 'refs/heads/chore' exists; cannot create 'refs/heads/chore/version-bump-1.0.1'\n",
            "name-in-the-way",
            "under the name of another",
            "rename `refs/heads/chore`\nor choose other names with `--branch-template` (input `branch-template`)",
        ),
    ]);
}

#[test]
fn of_bump_branches_and_of_nothing() {
    check(&[
        ("made", 0, &[(BUMP, "*[new branch]")], "", "landed", "", ""),
        ("moved", 0, &[(BUMP, "+90dfb65...808344b (forced update)")], "", "landed", "", ""),
        ("there already", 1, &[(BUMP, "![rejected] (stale info)")], "", "stale", "", ""),
        ("deleted", 0, &[(GONE, "-[deleted]")], "", "landed", "", ""),
        ("gone before", 0, &[(GONE, "-[deleted]")], "remote: warning: deleting a non-existent ref\n", "landed", "", ""),
        ("moved meanwhile", 1, &[(UNGONE, "![rejected] (stale info)")], "", "stale", "", ""),
        (
            "beaten to it",
            1,
            &[(
                GONE,
                "![remote rejected] (cannot lock ref 'refs/heads/x': unable to resolve reference 'refs/heads/x')",
            )],
            "",
            "stale",
            "",
            "",
        ),
        (
            "not there, says git",
            1,
            &[(GONE, "")],
            "error: unable to delete 'chore/version-bump-1.0.1': remote ref does not exist\nerror: failed to push some refs to 'o/r'\n",
            "stale",
            "",
            "",
        ),
        ("not there, says the row", 1, &[(GONE, "![rejected] (remote ref does not exist)")], "", "stale", "", ""),
        (
            "a rule about names",
            1,
            &[(BUMP, RULES)],
            concat!(
                gh013!("refs/heads/chore/version-bump-1.0.1"),
                "remote: - Cannot create ref due to creations being restricted.\n"
            ),
            "branch-rule",
            "making, moving or deleting the branch",
            "or name them so that no rule is about them: `--branch-template` (input `branch-template`)",
        ),
        (
            "a rule against force",
            1,
            &[(BUMP, RULES)],
            concat!(gh013!("refs/heads/chore/version-bump-1.0.1"), "remote: - Cannot force-push to this branch\n"),
            "branch-rule",
            "making, moving or deleting the branch",
            "in Settings → Rules → Rulesets, keep bump branches",
        ),
        (
            "a server against force",
            1,
            &[(BUMP, "![remote rejected] (non-fast-forward)")],
            "remote: error: denying non-fast-forward refs/heads/chore/version-bump-1.0.1 (you should pull first)\n",
            "branch-rule",
            "making, moving or deleting the branch",
            "keep bump branches",
        ),
        (
            "a rule against merges below",
            1,
            &[(BUMP, RULES)],
            concat!(
                gh013!("refs/heads/chore/version-bump-1.0.1"),
                "remote: - This branch must not contain merge commits.\nremote:   Found 1 violation:\n"
            ),
            "commit-rule",
            "merge commits",
            "keep bump branches out of that rule",
        ),
        (
            "GitLab's protected name",
            1,
            &[(BUMP, HOOK)],
            "remote: GitLab: You are not allowed to create protected branches on this project.\n",
            "branch-rule",
            "making, moving or deleting the branch",
            "in Settings → Repository → Protected branches",
        ),
        (
            "a rule against deleting",
            1,
            &[(GONE, RULES)],
            concat!(gh013!("refs/heads/chore/version-bump-1.0.1"), "remote: - Cannot delete this branch\n"),
            "branch-rule",
            "making, moving or deleting the branch",
            "Rulesets",
        ),
        (
            "a server against deleting",
            1,
            &[(GONE, "![remote rejected] (deletion prohibited)")],
            "remote: error: denying ref deletion for refs/heads/chore/version-bump-1.0.1\n",
            "branch-rule",
            "making, moving or deleting the branch",
            "the remote's settings",
        ),
        (
            "Gitea against deleting",
            1,
            &[(GONE, HOOK)],
            "remote: Gitea: branch chore/version-bump-1.0.1 is protected from deletion\n",
            "branch-rule",
            "making, moving or deleting the branch",
            "in Settings → Branches",
        ),
    ]);
}

#[test]
fn that_never_reached_a_ref() {
    let none: &[(&str, &str)] = &[(MAIN, ""), (TAG, "")];
    check(&[
        ("no report", 1, &[(MAIN, SILENT), (TAG, SILENT)], "", "lost", "", ""),
        (
            "GitHub broken, with a report",
            1,
            &[(MAIN, "![remote rejected] (failure)"), (TAG, "![remote rejected] (failure)")],
            "remote: fatal error in commit_refs        \n",
            "lost",
            "",
            "",
        ),
        ("Gitea broken", 1, &[(MAIN, HOOK), (TAG, HOOK)], "remote: Gitea: Internal Server Error\n", "lost", "", ""),
        ("cut off", 128, none, "fatal: the remote end hung up unexpectedly\n", "lost", "", ""),
        (
            "cut off, by curl",
            1,
            none,
            "error: RPC failed; curl 56 GnuTLS recv error (-54)\nfatal: early EOF\n",
            "lost",
            "",
            "",
        ),
        ("no host", 128, none, "fatal: unable to access 'https://x/': Could not resolve host: x\n", "lost", "", ""),
        (
            "too many requests",
            128,
            none,
            "fatal: unable to access 'https://github.com/o/r.git/': The requested URL returned error: 429\n",
            "lost",
            "",
            "",
        ),
        (
            "too many requests",
            128,
            none,
            "remote: You have exceeded a secondary rate limit.\nfatal: unable to access 'https://x/': The requested URL returned error: 403\n",
            "lost",
            "",
            "",
        ),
        (
            "broken off in the middle",
            128,
            none,
            "error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403\nfatal: the remote end hung up unexpectedly\n",
            "lost",
            "",
            "",
        ),
        (
            "no right",
            128,
            none,
            "remote: Permission to o/workflow-tools.git denied to github-actions[bot].\nfatal: unable to access 'https://github.com/o/workflow-tools.git/': The requested URL returned error: 403\n",
            "no-permission",
            "denied to github-actions[bot]",
            "add `permissions: contents: write` to the job",
        ),
        (
            "a token to read with",
            128,
            none,
            "remote: Write access to repository not granted.\nfatal: unable to access 'https://github.com/o/r.git/': The requested URL returned error: 403\n",
            "no-permission",
            "not granted",
            "contents: write",
        ),
        (
            "a wrong token",
            128,
            none,
            "remote: Invalid username or token. Password authentication is not supported for Git operations.\nfatal: Authentication failed for 'https://github.com/o/r.git/'\n",
            "no-permission",
            "Invalid username or token",
            "with write access",
        ),
        (
            "no token",
            128,
            none,
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled\n",
            "no-permission",
            "could not read Username",
            "with write access",
        ),
        (
            "a deploy key without write access",
            128,
            none,
            "ERROR: The key you are authenticating with has been marked as read only.\nfatal: Could not read from remote repository.\n",
            "no-permission",
            "marked as read only",
            "with write access",
        ),
        (
            "a key nobody knows",
            128,
            none,
            "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n",
            "no-permission",
            "Permission denied (publickey)",
            "with write access",
        ),
        (
            "two credentials",
            128,
            none,
            "remote: Duplicate header: \"Authorization\"\nfatal: unable to access 'https://github.com/o/r.git/': The requested URL returned error: 400\n",
            "duplicate-header",
            "two `Authorization` headers",
            "persist-credentials: false",
        ),
        (
            "archived",
            128,
            none,
            "remote: This repository was archived so it is read-only.\nfatal: unable to access 'https://github.com/o/r.git/': The requested URL returned error: 403\n",
            "repository-archived",
            "archived",
            "unarchive it",
        ),
        (
            "archived in name only",
            128,
            none,
            "remote: Permission to o/archived.git denied to bot.\nfatal: unable to access 'https://github.com/o/archived.git/': The requested URL returned error: 403\n",
            "no-permission",
            "denied to bot",
            "contents: write",
        ),
        (
            "single sign-on",
            128,
            none,
            "remote: The `o' organization has enabled or enforced SAML SSO. To access\nremote: this repository, you must re-authorize the OAuth Application.\nfatal: unable to access 'https://github.com/o/r.git/': The requested URL returned error: 403\n",
            "organization-policy",
            "single sign-on",
            "Configure SSO",
        ),
        (
            "an address that is not listed",
            128,
            none,
            "remote: The repository owner has an IP allow list enabled, and 192.0.2.1 is not permitted to access this repository.\nfatal: unable to access 'https://github.com/o/r.git/': The requested URL returned error: 403\n",
            "organization-policy",
            "listed addresses only",
            "IP allow list",
        ),
        ("no atomic", 128, none, "fatal: the receiving end does not support --atomic push\n", "noatomic", "", ""),
    ]);
    assert_eq!(of_push(&Pushed::default(), &["refs/tags/v1.0.1".to_string()]), Answer::Lost, "no answer at all");
}

/// One text alone, without a telling row: what it means for a release, or for a bump branch.
#[test]
fn that_say_it_in_one_sentence() {
    for (said, code, next) in [
        ("GitLab: Protected tags cannot be updated.", "tag-rule", "Protected tags"),
        ("GitLab: You are not allowed to change existing tags on this project.", "tag-rule", "Protected tags"),
        ("Forgejo: Tag v1.0.1 is protected", "tag-rule", "in Settings → Tags"),
        ("GitLab: PUSH BLOCKED: Secrets detected in code changes", "secret-blocked", "remove the secret"),
        ("1 file found exceeding the size limit of 100000000B", "file-too-large", "Git LFS"),
        (
            "GitLab: Your push has been rejected, because this repository has exceeded its size limit of 10 GB by 1 GB.",
            "over-quota",
            "smaller",
        ),
        ("error: GH007: Your push would publish a private email address.", "commit-rule", "user.email"),
        (
            "GitLab: You are not allowed to force push code to a protected branch on this project.",
            "branch-rule",
            "bypass it",
        ),
        (
            "GitLab: You are not allowed to delete protected branches from this project. Only a project maintainer or owner can delete a protected branch.",
            "branch-rule",
            "bypass it",
        ),
        (
            "GitLab: You can only use an existing protected branch ref as the basis of a new protected branch.",
            "branch-rule",
            "bypass it",
        ),
        ("GitLab: The default branch of a project cannot be deleted.", "branch-rule", "bypass it"),
        ("Gitea: branch main is protected from force push", "branch-rule", "bypass it"),
        ("Gitea: branch main is protected from changing file package.json", "branch-rule", "bypass it"),
        ("Gitea: branch main is the default branch and cannot be deleted", "branch-rule", "bypass it"),
        ("error: denying ref deletion for refs/heads/x", "branch-rule", "bypass it"),
        (
            "GitLab: You are not allowed to merge code into protected branches on this project.",
            "pull-request-required",
            "pull request",
        ),
        ("error: GH006: Protected branch update failed for refs/heads/main.", "pull-request-required", "pull request"),
        (
            "- Waiting for Code Scanning results. Code Scanning may not be configured for the target branch.",
            "pull-request-required",
            "",
        ),
        (
            "error: insufficient permission for adding an object to repository database ./objects",
            "no-permission",
            "write access",
        ),
    ] {
        check(&[(said, 1, &[(MAIN, HOOK), (TAG, HOOK)], &format!("remote: {said}\n"), code, "", next)]);
    }
    for (row, meaning) in [
        ("![rejected] (needs force)", "stale"),
        ("![rejected] (remote ref updated since checkout)", "stale"),
        ("![remote rejected] (failed to lock)", "stale"),
        ("![remote rejected] (incorrect old value provided)", "stale"),
        ("![remote rejected] (reference already exists)", "stale"),
        ("![remote rejected] (deletion prohibited)", "branch-rule"),
        ("![remote rejected] (deletion of the current branch prohibited)", "branch-rule"),
        ("![remote rejected] (push declined due to email privacy restrictions)", "commit-rule"),
        ("![remote rejected] (the moon is full)", "push-refused"),
    ] {
        check(&[(row, 1, &[(BUMP, row)], "", meaning, "", "")]);
    }
    let cannot_delete = concat!(gh013!("refs/tags/v1.0.1"), "remote: - Cannot delete this tag\n");
    check(&[("a tag that stays", 1, &[("b:refs/tags/v1.0.1", RULES)], cannot_delete, "tag-rule", "", "tag rule")]);
    for said in [
        "ERROR: Write access to repository not granted.",
        "ERROR: Permission to o/r.git denied to deploy key",
        "fatal: unable to access 'https://x/': The requested URL returned error: 401",
        "fatal: could not read Password for 'https://x-token-auth@x': terminal prompts disabled",
        "ERROR: You are not allowed to push code to this project.",
    ] {
        check(&[(said, 128, &[(MAIN, ""), (TAG, "")], said, "no-permission", "", "write access")]);
    }
    let archived = "remote: Gitea: Repo: o/r is archived.\n";
    check(&[("Gitea's archive", 128, &[(MAIN, "")], archived, "repository-archived", "", "unarchive it")]);
}
