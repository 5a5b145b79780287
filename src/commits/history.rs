//! A stretch of history, read once: the log as git prints it, its messages, and what they come to together.

use std::collections::BTreeSet;

use super::graph::Graph;
use super::message::Message;
use super::{Commit, is_object_name};

/// One commit of a log, as it stands there.
#[derive(Debug, Clone, Default)]
pub(super) struct Logged<'a> {
    pub(super) sha: &'a str,
    pub(super) parents: Vec<&'a str>,
    pub(super) author: Option<&'a str>,
    pub(super) address: Option<&'a str>,
    pub(super) message: &'a str,
    pub(super) labels: &'a [String],
}

/// Commits, newest first, and what they say.
#[derive(Debug, Default)]
pub(crate) struct History<'a> {
    pub(super) commits: Vec<Logged<'a>>,
    pub(super) messages: Vec<Message<'a>>,
    pub(super) graph: Graph,
}

impl<'a> History<'a> {
    /// Reads the raw answer of `git log -z --format='%H %P%n%an <%ae>%n%B'`; see [`super::parse_log`].
    pub(crate) fn of_log(raw: &'a str) -> Self {
        Self::read(raw.split('\0').filter_map(Logged::of_record).collect())
    }

    /// Reads commits that somebody else has parsed.
    pub(crate) fn of(commits: &'a [Commit]) -> Self {
        let logged = |commit: &'a Commit| Logged {
            sha: &commit.sha,
            parents: commit.parents.iter().map(String::as_str).collect(),
            author: commit.author.as_deref(),
            address: commit.email.as_deref(),
            message: &commit.message,
            labels: &commit.labels,
        };
        Self::read(commits.iter().map(logged).collect())
    }

    fn read(commits: Vec<Logged<'a>>) -> Self {
        let messages: Vec<Message> = commits.iter().map(Message::read).collect();
        let graph = Graph::of(&commits, &messages);
        Self { commits, messages, graph }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.commits.is_empty()
    }

    /// The part of it whose object names are listed, one a line: among these alone it is settled what takes back what.
    pub(crate) fn only(&self, names: &str) -> Self {
        let kept: BTreeSet<&str> = names.lines().collect();
        self.part(|sha| kept.contains(sha))
    }

    /// The commits that `tip` holds, itself included; all of them where the list does not name it.
    pub(crate) fn held_by(self, tip: &str) -> Self {
        if !self.commits.iter().any(|commit| commit.sha == tip) {
            return self;
        }
        let parents: std::collections::BTreeMap<&str, &[&str]> =
            self.commits.iter().map(|commit| (commit.sha, commit.parents.as_slice())).collect();
        let mut held: BTreeSet<&str> = BTreeSet::new();
        let mut next = vec![tip];
        while let Some(one) = next.pop() {
            if let Some((name, parents)) = parents.get_key_value(one)
                && held.insert(name)
            {
                next.extend(parents.iter());
            }
        }
        self.part(|sha| held.contains(sha))
    }

    fn part(&self, keeps: impl Fn(&str) -> bool) -> Self {
        let kept = self.commits.iter().zip(&self.messages).filter(|(commit, _)| keeps(commit.sha));
        let (commits, messages): (Vec<Logged>, Vec<Message>) =
            kept.map(|(commit, message)| (commit.clone(), message.clone())).unzip();
        let graph = Graph::of(&commits, &messages);
        Self { commits, messages, graph }
    }
}

impl<'a> Logged<'a> {
    pub(super) fn of_record(record: &'a str) -> Option<Self> {
        let (names, rest) = record.split_once('\n').unwrap_or((record, ""));
        let mut names = names.split(' ');
        let sha = names.next().filter(|name| is_object_name(name))?;
        let (person, message) = rest.split_once('\n').unwrap_or((rest, ""));
        let (author, address) = match person.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
            Some((name, address)) => (name.trim_end(), Some(address)),
            None => (person, None),
        };
        Some(Self {
            sha,
            parents: names.filter(|name| is_object_name(name)).collect(),
            author: Some(author).filter(|author| !author.is_empty()),
            address: address.filter(|address| !address.is_empty()),
            message: message.trim_end_matches(['\n', '\r']),
            labels: &[],
        })
    }
}
