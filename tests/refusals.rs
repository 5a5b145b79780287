//! Real answers of real servers, and what each of them means. The texts are git's and GitHub's own.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use version_first::refusal::{Answer, of_push, of_read};

const BRANCH: &str = "refs/heads/main";
const TAG: &str = "refs/tags/v1.0.1";

/// Name, exit code, the branch's row, the tag's row, standard error, meaning.
type Row<'a> = (&'a str, i32, &'a str, &'a str, &'a str, &'a str);

fn meaning(answer: &Answer) -> String {
    match answer {
        Answer::Refused(error) => error.code.to_string(),
        other => format!("{other:?}").to_lowercase(),
    }
}

#[test]
fn pushes() {
    let sibling = "![remote rejected] (atomic push failure)";
    let gh006 = "remote: error: GH006: Protected branch update failed for refs/heads/main.        \nremote: \nremote: - Changes must be made through a pull request.        \n";
    let gh013 = "remote: error: GH013: Repository rule violations found for refs/heads/main.\nremote: Review all repository rules at https://github.com/o/r/rules?ref=refs%2Fheads%2Fmain\nremote: - Changes must be made through a pull request.\nremote: - 2 of 2 required status checks are expected.\n";
    let rules = "![remote rejected] (push declined due to repository rule violations)";
    let rows: &[Row] = &[
        ("both taken", 0, " 90dfb65..808344b", "*[new tag]", "", "landed"),
        ("already there", 0, "=[up to date]", "=[up to date]", "", "landed"),
        (
            "taken by a bypass",
            0,
            " 90dfb65..808344b",
            "*[new tag]",
            "remote: Bypassed rule violations for refs/tags/v1.0.1:\nremote: - Cannot create ref due to creations being restricted.\n",
            "landed",
        ),
        ("one row is missing", 0, " 90dfb65..808344b", "", "", "lost"),
        ("somebody pushed", 1, "![rejected] (fetch first)", "![rejected] (atomic push failed)", "", "stale"),
        (
            "somebody pushed, and was fetched",
            1,
            "![rejected] (non-fast-forward)",
            "![rejected] (atomic push failed)",
            "",
            "stale",
        ),
        ("the lease broke", 1, "![rejected] (stale info)", "![rejected] (atomic push failed)", "", "stale"),
        ("the tag was taken", 1, "![rejected] (atomic push failed)", "![rejected] (already exists)", "", "stale"),
        ("the tag's lease broke", 1, "![rejected] (atomic push failed)", "![rejected] (stale info)", "", "stale"),
        (
            "beaten on the server",
            1,
            "![remote rejected] (cannot lock ref 'refs/heads/main': is at 90dfb65 but expected 808344b)",
            sibling,
            "",
            "stale",
        ),
        (
            "beaten on the server, in git's other words",
            1,
            sibling,
            "![remote rejected] (failed to update ref)",
            "remote: error: cannot lock ref 'refs/tags/v1.0.1': reference already exists\n",
            "stale",
        ),
        (
            "a pull request, said only in prose",
            1,
            "![remote rejected] (atomic push failure)",
            "![remote rejected] (atomic push failure)",
            gh006,
            "pull-request-required",
        ),
        (
            "beaten in the server's transaction",
            1,
            "![remote rejected] (atomic transaction failed)",
            "![remote rejected] (atomic transaction failed)",
            "remote: error: cannot lock ref 'refs/heads/main': is at 90dfb65 but expected 808344b\n",
            "stale",
        ),
        (
            "a name stands in the transaction's way",
            1,
            "![remote rejected] (atomic transaction failed)",
            "![remote rejected] (atomic transaction failed)",
            "remote: error: cannot lock ref 'refs/tags/v1.0.1': 'refs/tags/v1.0.1/x' exists; cannot create 'refs/tags/v1.0.1'\n",
            "push-refused",
        ),
        (
            "a name stands in the way",
            1,
            sibling,
            "![remote rejected] (failed to update ref)",
            "remote: error: cannot lock ref 'refs/tags/v1.0.1': 'refs/tags/v1.0.1/x' exists; cannot create 'refs/tags/v1.0.1'\n",
            "push-refused",
        ),
        (
            "a name stands in the way of a transaction, which blames no ref",
            1,
            "![remote rejected] (atomic transaction failed)",
            "![remote rejected] (atomic transaction failed)",
            "remote: error: cannot lock ref 'refs/tags/v1.0.1': 'refs/tags/v1.0.1/x' exists; cannot create 'refs/tags/v1.0.1'\n",
            "push-refused",
        ),
        (
            "beaten in a transaction, which blames no ref",
            1,
            "![remote rejected] (atomic transaction failed)",
            "![remote rejected] (atomic transaction failed)",
            "remote: error: cannot lock ref 'refs/heads/main': is at 90dfb65 but expected 808344b\n",
            "stale",
        ),
        ("GH006", 1, "![remote rejected] (protected branch hook declined)", sibling, gh006, "pull-request-required"),
        ("GH013", 1, rules, sibling, gh013, "pull-request-required"),
        (
            "GH006 by a hook",
            1,
            "![remote rejected] (pre-receive hook declined)",
            "![remote rejected] (pre-receive hook declined)",
            gh006,
            "pull-request-required",
        ),
        (
            "signatures win over a pull request",
            1,
            rules,
            sibling,
            "remote: - Changes must be made through a pull request.\nremote: - Commits must have verified signatures.\n",
            "push-refused",
        ),
        (
            "a tag rule",
            1,
            sibling,
            rules,
            "remote: error: GH013: Repository rule violations found for refs/tags/v1.0.1.\nremote: - Cannot create ref due to creations being restricted.\n",
            "push-refused",
        ),
        (
            "a secret",
            1,
            rules,
            sibling,
            "remote: - GITHUB PUSH PROTECTION\nremote:     - Push cannot contain secrets\n",
            "push-refused",
        ),
        (
            "workflow files",
            1,
            "![remote rejected] (refusing to allow a GitHub App to create or update workflow `.github/workflows/x.yml` without `workflows` permission)",
            sibling,
            "",
            "no-permission",
        ),
        (
            "a hook nobody knows",
            1,
            "![remote rejected] (hook declined)",
            sibling,
            "remote: the moon is full\n",
            "push-refused",
        ),
        ("a working copy", 1, "![remote rejected] (branch is currently checked out)", sibling, "", "push-refused"),
        (
            "no report",
            1,
            "![remote failure] (remote failed to report status)",
            "![remote failure] (remote failed to report status)",
            "",
            "lost",
        ),
        ("cut off", 128, "", "", "fatal: the remote end hung up unexpectedly\n", "lost"),
        (
            "cut off, by curl",
            1,
            "",
            "",
            "error: RPC failed; curl 56 GnuTLS recv error (-54)\nfatal: early EOF\n",
            "lost",
        ),
        ("no host", 128, "", "", "fatal: unable to access 'https://x/': Could not resolve host: x\n", "lost"),
        (
            "no right",
            128,
            "",
            "",
            "remote: Permission to o/r.git denied to github-actions[bot].\nfatal: unable to access 'https://github.com/o/r.git/': The requested URL returned error: 403\n",
            "no-permission",
        ),
        (
            "a wrong token",
            128,
            "",
            "",
            "fatal: Authentication failed for 'https://github.com/o/r.git/'\n",
            "no-permission",
        ),
        (
            "no token",
            128,
            "",
            "",
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled\n",
            "no-permission",
        ),
        (
            "a deploy key without write access",
            128,
            "",
            "",
            "ERROR: The key you are authenticating with has been marked as read only.\nfatal: Could not read from remote repository.\nPermission denied (publickey).\n",
            "no-permission",
        ),
        ("no atomic", 128, "", "", "fatal: the receiving end does not support --atomic push\n", "noatomic"),
    ];
    for (name, exit, branch, tag, stderr, expected) in rows {
        let row = |to: &str, told: &str| match told.split_at_checked(1) {
            Some((flag, summary)) => format!("{flag}\tabc:{to}\t{summary}\n"),
            None => String::new(),
        };
        let stdout = format!("To https://github.com/o/r.git\n{}{}Done\n", row(BRANCH, branch), row(TAG, tag));
        let answer = of_push(Some(*exit), &stdout, stderr, &[BRANCH.to_string(), TAG.to_string()]);
        assert_eq!(meaning(&answer), *expected, "{name}: {answer:?}");
        if let Answer::Refused(error) = answer {
            assert!(!error.next_steps.is_empty(), "{name} does not say what next");
            assert!(!error.message.contains("``"), "{name} quotes nothing: {}", error.message);
        }
    }
    assert_eq!(of_push(None, "", "", &[TAG.to_string()]), Answer::Lost, "no answer at all");
}

#[test]
fn reads() {
    let rows = [
        ("no host", Some(128), "fatal: unable to access 'https://x/': Could not resolve host: x", "unreachable", true),
        (
            "refused",
            Some(128),
            "fatal: unable to access 'http://127.0.0.1:1/': Failed to connect to 127.0.0.1 port 1",
            "unreachable",
            true,
        ),
        ("no answer", None, "", "unreachable", true),
        (
            "bad gateway",
            Some(128),
            "fatal: unable to access 'https://x/': The requested URL returned error: 502",
            "unreachable",
            true,
        ),
        (
            "not there",
            Some(128),
            "remote: Repository not found.\nfatal: repository 'https://github.com/o/r.git/' not found",
            "unreachable",
            false,
        ),
        ("no repository", Some(128), "fatal: '/srv/none' does not appear to be a git repository", "unreachable", false),
        (
            "another user's folder",
            Some(128),
            "fatal: detected dubious ownership in repository at '/srv/r.git'",
            "unreachable",
            false,
        ),
        (
            "forbidden",
            Some(128),
            "fatal: unable to access 'https://x/': The requested URL returned error: 403",
            "no-permission",
            false,
        ),
        ("a wrong token", Some(128), "fatal: Authentication failed for 'https://x/'", "no-permission", false),
    ];
    for (name, exit, stderr, code, passing) in rows {
        let unreadable = of_read(exit, stderr);
        assert_eq!((unreadable.error.code.as_ref(), unreadable.passing), (code, passing), "{name}: {unreadable:?}");
        assert!(!unreadable.error.next_steps.is_empty(), "{name} does not say what next");
    }
}
