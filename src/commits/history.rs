//! A stretch of history, read once: the log as git prints it, its messages, and what they come to together.

use crate::ordered::{BTreeMap, BTreeSet};

use crate::commits::Commit;
use crate::commits::graph::Graph;
use crate::commits::logged::Logged;
use crate::commits::message::Message;
use crate::commits::title::Header;

/// Merges within merges that are looked through.
pub(super) const DEPTH: usize = 64;

/// Commits, newest first, and what they say.
#[derive(Debug, Default)]
pub(crate) struct History<'a> {
    pub(super) commits: Vec<Logged<'a>>,
    pub(super) messages: Vec<Message<'a>>,
    pub(super) graph: Graph,
}

impl<'a> History<'a> {
    /// Reads the raw answer of `git log -z --format='%H %P%n%an <%ae>%n%B'`; see [`crate::commits::parse_log`].
    pub(crate) fn of_log(raw: &'a str) -> Self {
        #[cfg(feature = "inside")]
        LOGS.with(|read| read.set(read.get().saturating_add(1)));
        Self::read(raw.split('\0').filter_map(Logged::of_record).collect())
    }

    /// Reads the raw answer of `git log -z --name-only --format='/%H %P%n%an <%ae>%n%B'`: of all commits those whose paths
    /// count.
    pub(crate) fn of_log_with_paths(raw: &'a str, counts: impl Fn(&[&str]) -> bool) -> Self {
        let (mut commits, mut kept) = (Vec::new(), Vec::new());
        for (record, paths) in records_with_paths(raw) {
            if let Some(commit) = Logged::of_record(record) {
                commits.push(commit);
                kept.push(counts(&paths));
            }
        }
        // What takes back what, and which merge brought it, shows among all.
        Self::read(commits).where_true(&kept)
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
            hollow: false,
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
        let parents: BTreeMap<&str, &[&str]> =
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

    /// Those that are named, among which it stays settled what takes back what.
    pub(crate) fn named(self, names: &str) -> Self {
        let names: BTreeSet<&str> = names.lines().collect();
        let kept: Vec<bool> = self.commits.iter().map(|commit| names.contains(commit.sha)).collect();
        self.where_true(&kept)
    }

    /// Their object names, one a line.
    pub(crate) fn names(&self) -> String {
        self.commits.iter().map(|commit| format!("{}\n", commit.sha)).collect()
    }

    /// The merges whose pull request's title says what came by them, in the way that is agreed: where no commit does, or where
    /// the title says that something breaks.
    pub(super) fn spokesmen(&self) -> BTreeMap<usize, Header<'a>> {
        let merges = self.messages.iter().enumerate().filter_map(|(place, message)| {
            let several = self.commits.get(place).is_some_and(|commit| commit.parents.len() > 1);
            let header = message.title.merged.filter(|_| several && message.title.header.is_none() && !message.ours);
            Some((place, header.and_then(Header::of)?))
        });
        let mut merges: BTreeMap<usize, Header<'a>> = merges.collect();
        let mut open: BTreeSet<usize> = merges.iter().filter(|(_, one)| !one.breaking).map(|(at, _)| *at).collect();
        let says = |message: &Message| message.title.header.is_some() || !message.squashed.is_empty() || message.ours;
        let places = 0..if open.is_empty() { 0 } else { self.messages.len() };
        for place in places.filter(|place| self.messages.get(*place).is_some_and(says)) {
            let mut by = self.graph.via(place);
            for _ in 0..DEPTH {
                let Some(merge) = by else { break };
                if open.remove(&merge) {
                    merges.remove(&merge);
                }
                by = self.graph.via(merge);
            }
        }
        merges
    }

    fn where_true(mut self, kept: &[bool]) -> Self {
        self.graph = self.graph.where_true(kept);
        let (mut of_commits, mut of_messages) = (kept.iter(), kept.iter());
        self.commits.retain(|_| of_commits.next() == Some(&true));
        self.messages.retain(|_| of_messages.next() == Some(&true));
        self
    }

    fn part(&self, keeps: impl Fn(&str) -> bool) -> Self {
        let kept = self.commits.iter().zip(&self.messages).filter(|(commit, _)| keeps(commit.sha));
        let (commits, messages): (Vec<Logged>, Vec<Message>) =
            kept.map(|(commit, message)| (commit.clone(), message.clone())).unzip();
        let graph = Graph::of(&commits, &messages);
        Self { commits, messages, graph }
    }
}

#[cfg(feature = "inside")]
std::thread_local! {
    /// How many logs this thread has read.
    pub(crate) static LOGS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// The records of a log with paths, without the slash they begin with, which no path does.
fn records_with_paths(raw: &str) -> Vec<(&str, Vec<&str>)> {
    let mut records: Vec<(&str, Vec<&str>)> = Vec::new();
    for part in raw.split('\0').filter(|part| !part.is_empty()) {
        match part.strip_prefix('/') {
            Some(record) => records.push((record, Vec::new())),
            None => {
                if let Some((_, paths)) = records.last_mut() {
                    paths.push(if paths.is_empty() { part.strip_prefix('\n').unwrap_or(part) } else { part });
                }
            }
        }
    }
    records
}

/// A log with paths as one without.
pub(crate) fn without_paths(raw: &str) -> String {
    records_with_paths(raw).iter().map(|(record, _)| format!("{record}\0")).collect()
}
