//! Which commits take back which, among those not released yet.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Commit;
use super::message::{Message, without_number};

/// Who undoes whom, by their places in the list.
#[derive(Debug, Default)]
pub(super) struct Reverts {
    /// The commit that undoes each.
    undone: BTreeMap<usize, usize>,
    /// One that each undoes.
    undoes: BTreeMap<usize, usize>,
}

impl Reverts {
    /// A revert counts as long as it is not reverted itself.
    pub(super) fn among(commits: &[Commit], messages: &[Message]) -> Self {
        let links = links(commits, messages);
        if links.is_empty() {
            return Self::default();
        }
        let mut waiting: BTreeMap<usize, usize> = BTreeMap::new();
        for target in links.values().flatten() {
            let count = waiting.entry(*target).or_default();
            *count = count.saturating_add(1);
        }
        let mut found = Self::default();
        // Beginning with those that nobody undoes. Commits that would undo each other in a ring, which no history has, stay.
        let mut settled: VecDeque<usize> = links.keys().copied().filter(|one| !waiting.contains_key(one)).collect();
        while let Some(one) = settled.pop_front() {
            let counts = !found.undone.contains_key(&one);
            for target in links.get(&one).into_iter().flatten() {
                if counts {
                    found.undone.entry(*target).or_insert(one);
                    found.undoes.entry(one).or_insert(*target);
                }
                if let Some(count) = waiting.get_mut(target) {
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        settled.push_back(*target);
                    }
                }
            }
        }
        found
    }

    /// The commit that takes this one back.
    pub(super) fn undone_by(&self, place: usize) -> Option<usize> {
        self.undone.get(&place).copied()
    }

    /// A commit of the list that this one takes back.
    pub(super) fn undoes(&self, place: usize) -> Option<usize> {
        self.undoes.get(&place).copied()
    }
}

/// What each commit says it reverts, where that is in the list: by object name, else by subject.
fn links(commits: &[Commit], messages: &[Message]) -> BTreeMap<usize, BTreeSet<usize>> {
    let speaks = |message: &Message| {
        !message.reverts.is_empty() || message.reverted().is_some() || message.reapplied().is_some()
    };
    let mut links: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    // Few histories hold a revert: the others need no index.
    if !messages.iter().any(speaks) {
        return links;
    }
    let mut by_name: Vec<(&str, usize)> =
        commits.iter().enumerate().map(|(place, commit)| (commit.sha.as_str(), place)).collect();
    by_name.sort_unstable();
    let mut by_subject: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut by_undone: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (place, message) in messages.iter().enumerate() {
        by_subject.entry(without_number(message.subject)).or_default().insert(place);
        if let Some(subject) = message.reverted() {
            by_undone.entry(subject).or_default().insert(place);
        }
    }
    for (place, message) in messages.iter().enumerate() {
        let named: BTreeSet<usize> = message.reverts.iter().filter_map(|name| named(&by_name, name)).collect();
        if !message.reverts.is_empty() {
            let others = named.into_iter().filter(|other| *other != place).collect::<BTreeSet<_>>();
            if !others.is_empty() {
                links.insert(place, others);
            }
            continue;
        }
        let target = match (message.reverted(), message.reapplied()) {
            (Some(subject), _) => take(by_subject.get_mut(subject), place),
            (None, Some(subject)) => take(by_undone.get_mut(subject), place),
            (None, None) => None,
        };
        if let Some(target) = target {
            links.entry(place).or_default().insert(target);
        }
    }
    links
}

/// The one commit of this name, which may be shortened.
fn named(by_name: &[(&str, usize)], name: &str) -> Option<usize> {
    let lower = name.to_ascii_lowercase();
    let start = by_name.partition_point(|(sha, _)| *sha < lower.as_str());
    let mut found = by_name.get(start..)?.iter().take_while(|(sha, _)| sha.starts_with(&lower));
    let (_, place) = found.next()?;
    found.next().is_none().then_some(*place)
}

/// The nearest older commit, each taken back once. Lists come newest first; where one does not, a younger one will do.
fn take(places: Option<&mut BTreeSet<usize>>, place: usize) -> Option<usize> {
    let places = places?;
    let older = places.range(place.saturating_add(1)..).next().copied();
    let target = older.or_else(|| places.iter().copied().find(|other| *other != place))?;
    places.remove(&target);
    Some(target)
}
