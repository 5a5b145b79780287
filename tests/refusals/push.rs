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

// Below the macros, which they write.
#[path = "push/cured.rs"]
mod cured;
#[path = "push/incurable.rs"]
mod incurable;
#[path = "push/unsent.rs"]
mod unsent;

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
            "rename `refs/heads/chore`",
        ),
    ]);
}

/// Each as the only one that is listed beside a push of `main` and the tag; git looks for a ref in these four places.
#[test]
fn of_a_ref_that_git_takes_for_another() {
    let told = |listed: &str| {
        let pushed = Pushed::read(Some(1), "", "error: dst refspec refs/heads/main matches more than one\n");
        of_push(&pushed.beside(listed), &["refs/heads/main".to_string(), "refs/tags/v1.0.1".to_string()])
    };
    for (other, name, tag) in [
        ("refs/heads/refs/heads/main", "refs/heads/main", false),
        ("refs/refs/heads/main", "refs/heads/main", false),
        ("refs/remotes/refs/heads/main", "refs/heads/main", false),
        ("refs/tags/refs/tags/v1.0.1", "refs/tags/v1.0.1", true),
    ] {
        let listed = format!("a\trefs/heads/main\nb\t{other}\n");
        let Answer::Refused(error) = told(&listed) else { panic!("{other}") };
        helps(other, &error, &format!("'{other}' exists; cannot create '{name}'"), &format!("rename `{other}`"));
        // No branch to release from is called otherwise for it.
        assert_eq!(error.next_steps.len(), if tag { 2 } else { 1 }, "{error:?}");
    }
    for nobody in ["", "a\trefs/heads/main\n", "a\trefs/x/refs/heads/main\n", "refs/heads/refs/heads/main"] {
        assert_eq!(told(nobody), Answer::Lost, "{nobody}");
    }
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
