//! Programs that commit: what they quote is not ours, and nobody thanks them.

use crate::commits::logged::Logged;

/// What our trailer begins with.
pub(super) const OURS: &str = "Version-First:";
use crate::commits::title::{Header, Title};

/// Programs that keep dependencies up to date, or write releases; by any name they commit under.
const BOTS: [&str; 14] = [
    "renovate",
    "dependabot",
    "greenkeeper",
    "depfu",
    "pyup-bot",
    "snyk-bot",
    "scala steward",
    "scala-steward",
    "release-please",
    "semantic-release-bot",
    "pre-commit-ci",
    "whitesource",
    "mend-",
    "allcontributors",
];
/// Addresses of assistants that sign what they helped to write.
const ASSISTANTS: [&str; 4] =
    ["noreply@anthropic.com", "cursoragent@cursor.com", "+copilot@users.noreply.", "noreply@aider.chat"];
/// Suffix of the accounts of GitHub's own apps.
const APP: &str = "[bot]";

/// Whether an author is a program.
pub(super) fn is_bot(name: &str, address: Option<&str>) -> bool {
    let name = name.to_ascii_lowercase();
    let address = address.map(str::to_ascii_lowercase).unwrap_or_default();
    name.ends_with(APP)
        || matches!(name.as_str(), "github actions" | "copilot")
        || name.ends_with("-bot")
        || name.ends_with(" bot")
        || BOTS.iter().any(|bot| name.starts_with(bot))
        || address.contains("[bot]@")
        || ASSISTANTS.iter().any(|assistant| address.contains(assistant))
}

/// Whether only the subject of a commit is its author's own word. Apps write code too: of those that do more than updates,
/// what looks like a change of the program counts in full. So does a bump pull request of ours, which an app has opened and
/// somebody has pushed to: squashed, it has the app for its author.
pub(super) fn only_subject(commit: &Logged, header: Option<&Header>) -> bool {
    let Some(name) = commit.author else { return false };
    let lower = name.to_ascii_lowercase();
    if BOTS.iter().any(|bot| lower.starts_with(bot)) {
        return true;
    }
    is_bot(name, commit.address)
        && header.is_some_and(|header| header.is(&["chore", "build", "ci"]) || header.is_dependency())
        && !commit.message.lines().any(|line| line.starts_with(OURS))
}

/// Whether a body quotes the notes of a package it updates, whoever has committed it.
pub(super) fn quotes_others(title: &Title, body: &str) -> bool {
    let text = title.text.trim_start().to_ascii_lowercase();
    let updates = title.header.as_ref().is_some_and(Header::is_dependency)
        || ["update ", "bump ", "chore: update ", "chore: bump ", "build: bump "]
            .iter()
            .any(|begin| text.starts_with(begin));
    updates && body.lines().any(is_mark)
}

/// A line that Renovate or Dependabot puts into every text of theirs.
pub(super) fn is_mark(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("This PR contains the following updates")
        || line.starts_with("updated-dependencies:")
        || line.starts_with("Bumps [")
        || line.starts_with("<!--renovate-")
        || line.starts_with("Updates the requirements on [")
}
