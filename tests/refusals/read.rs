//! Reads that failed.

use version_first::answers::of_read;

use crate::helps;

#[test]
fn that_failed() {
    // Name, exit code, standard error, code, whether it may pass by itself, part of the next steps.
    let rows = [
        (
            "no host",
            Some(128),
            "fatal: unable to access 'https://x/': Could not resolve host: x",
            "unreachable",
            true,
            "git remote -v",
        ),
        (
            "refused",
            Some(128),
            "fatal: unable to access 'http://127.0.0.1:1/': Failed to connect to 127.0.0.1 port 1",
            "unreachable",
            true,
            "network",
        ),
        (
            "a protocol that is switched off",
            Some(128),
            "fatal: transport 'file' not allowed",
            "unreachable",
            false,
            "protocol.NAME.allow",
        ),
        (
            "an object that is nowhere",
            Some(128),
            "the contents of `package.json` (33b9c5952adc) are missing",
            "unreachable",
            true,
            "git fsck",
        ),
        (
            "a certificate that nobody here vouches for",
            Some(128),
            "fatal: unable to access 'https://x/': server certificate verification failed. CAfile: /etc/ssl/certs/ca-certificates.crt CRLfile: none",
            "unreachable",
            true,
            "http.sslCAInfo",
        ),
        ("no answer", None, "", "unreachable", true, "network"),
        ("no answer, but a word", None, "remote: Permission to o/r.git denied to x.", "unreachable", true, "network"),
        (
            "bad gateway",
            Some(128),
            "fatal: unable to access 'https://x/': The requested URL returned error: 502",
            "unreachable",
            true,
            "network",
        ),
        (
            "too many requests, in a sentence",
            Some(128),
            "remote: You have exceeded a secondary rate limit.\nfatal: unable to access 'https://x/': The requested URL returned error: 403",
            "rate-limited",
            true,
            "in a few minutes",
        ),
        (
            "broken off in the middle",
            Some(128),
            "error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403\nfatal: expected flush after ref listing",
            "unreachable",
            true,
            "network",
        ),
        (
            "too many requests",
            Some(128),
            "fatal: unable to access 'https://x/': The requested URL returned error: 429",
            "rate-limited",
            true,
            "run this again",
        ),
        (
            "not there",
            Some(128),
            "remote: Repository not found.\nfatal: repository 'https://github.com/o/r.git/' not found",
            "unreachable",
            false,
            "a private repository needs a token",
        ),
        (
            "no repository",
            Some(128),
            "fatal: '/srv/none' does not appear to be a git repository",
            "unreachable",
            false,
            "git remote -v",
        ),
        (
            "another user's folder",
            Some(128),
            "fatal: detected dubious ownership in repository at '/srv/r.git'",
            "unreachable",
            false,
            "safe.directory",
        ),
        (
            "forbidden",
            Some(128),
            "fatal: unable to access 'https://x/': The requested URL returned error: 403",
            "no-permission",
            false,
            "contents: write",
        ),
        (
            "a wrong token",
            Some(128),
            "fatal: Authentication failed for 'https://x/'",
            "no-permission",
            false,
            "with write access",
        ),
        (
            "GitLab shows no code",
            Some(128),
            "remote: You are not allowed to download code from this project.\nfatal: unable to access 'https://x/': The requested URL returned error: 403",
            "no-permission",
            false,
            "with write access",
        ),
        (
            "GitLab shows no code, by ssh",
            Some(128),
            "ERROR: You are not allowed to download code from this project.",
            "no-permission",
            false,
            "with write access",
        ),
        ("Bitbucket has none", Some(128), "conq: repository does not exist.", "unreachable", false, "git remote -v"),
        ("no such name", Some(2), "fatal: No such remote 'upstream'", "unreachable", false, "git remote -v"),
        (
            "two credentials",
            Some(128),
            "remote: Duplicate header: \"Authorization\"\nfatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 400",
            "duplicate-header",
            false,
            "persist-credentials: false",
        ),
        (
            "single sign-on",
            Some(128),
            "ERROR: The `o' organization has enabled or enforced SAML SSO.\nfatal: Could not read from remote repository.",
            "organization-policy",
            false,
            "Configure SSO",
        ),
    ];
    for (name, exit, stderr, code, passing, next) in rows {
        let unreadable = of_read(exit, stderr);
        assert_eq!((unreadable.error.code.as_ref(), unreadable.passing), (code, passing), "{name}: {unreadable:?}");
        helps(name, &unreadable.error, "", next);
    }
}
