//! A failed `ls-remote` or `fetch`.

use crate::answers::api::rate_limited;
use crate::answers::{detail, mentions, mentions_any, shut_out, throttled};
use crate::error::Error;
use crate::text::shell_word;

/// What a failed read means, and whether another one may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The cause.
    pub error: Error,
    /// Whether trying again can cure it.
    pub passing: bool,
}

/// Endings that another try does not change.
const GONE: [&str; 5] = [
    "not found",
    "does not appear to be a git repository",
    "does not exist",
    "no such remote",
    "redirects to another server",
];

/// Judges a failed `ls-remote` or `fetch`. `exit` is absent when the answer never came.
pub fn of_read(exit: Option<i32>, stderr: &str) -> Unreadable {
    if let Some(error) = exit.and_then(|_| shut_out(stderr)) {
        return Unreadable { error, passing: false };
    }
    let told = detail(stderr);
    if exit.is_some() && throttled(stderr) {
        return Unreadable { error: rate_limited(&told, None), passing: true };
    }
    if mentions(stderr, "dubious ownership") {
        let message = format!("the remote's folder belongs to another user: `{told}`");
        let folder = told.split_once(" at '").and_then(|(_, rest)| rest.split_once('\''));
        let folder = folder.map_or_else(|| "FOLDER".to_string(), |(folder, _)| shell_word(folder));
        let error = Error::new("unreachable", message).advice(format!(
            "if you trust it: `git config --global --add safe.directory {folder}`, then run this again"
        ));
        return Unreadable { error, passing: false };
    }
    if mentions(stderr, "transport '") && mentions(stderr, "' not allowed") {
        let error = Error::new("unreachable", format!("git may not reach the remote by this protocol: `{told}`"))
            .advice("allow it in the settings of git, `git config protocol.NAME.allow always`, or give the remote an address of another kind (`git remote set-url`)")
            .advice("where `GIT_ALLOW_PROTOCOL` or `GIT_PROTOCOL_FROM_USER` is set, take it out of the environment");
        return Unreadable { error, passing: false };
    }
    let why = match exit {
        None => "it did not answer in time".to_string(),
        Some(code) if told.is_empty() => format!("git ended with {code} and said nothing"),
        Some(_) => format!("`{told}`"),
    };
    let mut error = Error::new("unreachable", format!("the remote cannot be read: {why}"));
    // The shell says so of objects that are in no place it looks into: this clone may have lost them.
    if [" is missing", " are missing"].iter().any(|end| told.ends_with(end)) {
        error = error.advice("this clone may be damaged: where `git fsck` says so, clone it anew");
    }
    if mentions(stderr, "certificate") {
        error = error.advice("let git trust that certificate: `git config http.sslCAInfo FILE`, or `GIT_SSL_CAINFO`");
    }
    let error = error
        .advice("check the remote's address (`git remote -v`) and the network")
        .advice("a private repository needs a token or key that may see it");
    Unreadable { error, passing: exit.is_none() || !mentions_any(stderr, &GONE) }
}
