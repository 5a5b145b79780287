//! What changed, commit by commit, for people who read release notes.

use std::collections::BTreeSet;

use super::Commit;
use super::message::{Header, Message, number_of, without_number};
use super::reverts::Reverts;

/// One change. A squash may hold several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change<'a> {
    /// The conventional type, as it was written; absent: the commit says none.
    pub(crate) kind: Option<&'a str>,
    /// The part of the project it is about.
    pub(crate) scope: Option<&'a str>,
    /// What it does: the first line without type, scope and the pull request's number.
    pub(crate) text: &'a str,
    /// What breaks, where something does; empty: what it does says it.
    pub(crate) breaking: Option<String>,
    /// The pull request it came by.
    pub(crate) pull: Option<u64>,
    /// The commit.
    pub(crate) sha: &'a str,
    /// Who wrote it.
    pub(crate) author: Option<&'a str>,
}

/// Every change, in the order of the commits. Release commits, merges, and what was taken back again are none.
pub(crate) fn changes(commits: &[Commit]) -> Vec<Change<'_>> {
    let messages: Vec<Message> = commits.iter().map(|commit| Message::read(&commit.message)).collect();
    let reverts = Reverts::among(commits, &messages);
    let mut found = Vec::new();
    for (place, (commit, message)) in commits.iter().zip(&messages).enumerate() {
        if reverts.undone_by(place).is_none() && reverts.undoes(place).is_none() {
            found.extend(of_commit(commit, message));
        }
    }
    found
}

fn of_commit<'a>(commit: &'a Commit, message: &Message<'a>) -> Vec<Change<'a>> {
    let pull = number_of(message.subject);
    let breaking = message.breaking || message.header.as_ref().is_some_and(|header| header.breaking);
    let change = |kind, scope, text, breaking| Change {
        kind,
        scope,
        text,
        breaking,
        pull,
        sha: &commit.sha,
        author: commit.author.as_deref(),
    };
    let of_header = |header: &Header<'a>, breaking: Option<String>| {
        let (scope, text) = header.parts();
        change(Some(header.kind), scope, without_number(text), breaking)
    };
    let own = message.header.as_ref().filter(|header| !message.ours || header.is_feature());
    let mut found: Vec<Change> =
        own.map(|header| of_header(header, breaking.then(|| message.breakage()))).into_iter().collect();
    let merge = commit.parents.len() > 1 || message.is_merge();
    if merge {
        return found;
    }
    let known: BTreeSet<&str> = own.map(|header| without_number(header.subject)).into_iter().collect();
    let others = message.squashed.iter().filter(|header| !known.contains(without_number(header.subject)));
    found.extend(others.map(|header| of_header(header, header.breaking.then(String::new))));
    if found.is_empty() && !message.ours {
        found.push(change(None, None, without_number(message.subject), breaking.then(|| message.breakage())));
    }
    found
}

/// The commits that `tip` holds, itself included; all of them where the list does not name it.
pub(crate) fn held_by(commits: Vec<Commit>, tip: &str) -> Vec<Commit> {
    if !commits.iter().any(|commit| commit.sha == tip) {
        return commits;
    }
    let parents: std::collections::BTreeMap<&str, &[String]> =
        commits.iter().map(|commit| (commit.sha.as_str(), commit.parents.as_slice())).collect();
    let mut held: BTreeSet<String> = BTreeSet::new();
    let mut next = vec![tip];
    while let Some(one) = next.pop() {
        if let Some(parents) = parents.get(one)
            && held.insert(one.to_string())
        {
            next.extend(parents.iter().map(String::as_str));
        }
    }
    commits.into_iter().filter(|commit| held.contains(&commit.sha)).collect()
}
