//! What merges brought, and what was taken back again: one by one, or with the merge that brought it.

use crate::ordered;
use crate::ordered::{BTreeMap, BTreeSet};

use std::collections::VecDeque;

use crate::commits::logged::Logged;
use crate::commits::message::Message;
use crate::commits::title::without_number;

/// Who undoes whom, and which merge brought what, by places in the list.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// The commit that undoes each.
    undone: BTreeMap<usize, usize>,
    /// One that each undoes.
    undoes: BTreeMap<usize, usize>,
    /// The merge that brought each to the branch it was merged into, the innermost of several; empty: there is none.
    via: Vec<Option<usize>>,
}

/// The places of commits by their whole names, sorted.
type Names<'a> = Vec<(&'a str, usize)>;

impl Graph {
    /// A revert counts as long as it is not reverted itself.
    pub(super) fn of(commits: &[Logged], messages: &[Message]) -> Self {
        let merges = commits.iter().any(|commit| commit.parents.len() > 1);
        let speaks = |message: &Message| {
            !message.reverts.is_empty()
                || message.reverts_pull.is_some()
                || message.title.reverted().is_some()
                || message.title.reapplied().is_some()
        };
        // Few histories hold a revert: the others need no index.
        let empty = |(commit, message): (&Logged, &Message)| commit.hollow && message.release_as.is_none();
        let empty: Vec<usize> =
            commits.iter().zip(messages).enumerate().filter(|(_, one)| empty(*one)).map(|(place, _)| place).collect();
        let reverts = !empty.is_empty() || messages.iter().any(speaks);
        let mut graph = Self::default();
        if !merges && !reverts {
            return graph;
        }
        let mut names: Names = commits.iter().enumerate().map(|(place, commit)| (commit.sha, place)).collect();
        ordered::sort(&mut names);
        if merges {
            graph.via = brought(commits, &names);
        }
        if reverts {
            let links = links(commits, messages, &names);
            // What they brought is not here by them: they take themselves back.
            graph.undone.extend(empty.iter().map(|place| (*place, *place)));
            graph.settle(messages, &links);
        }
        graph
    }

    /// The commit that takes this one back.
    pub(super) fn undone_by(&self, place: usize) -> Option<usize> {
        self.undone.get(&place).copied()
    }

    /// A commit of the list that this one takes back.
    pub(super) fn undoes(&self, place: usize) -> Option<usize> {
        self.undoes.get(&place).copied()
    }

    /// The merge that brought it.
    pub(super) fn via(&self, place: usize) -> Option<usize> {
        self.via.get(place).copied().flatten()
    }

    /// The same for those of the list alone that are kept.
    pub(super) fn where_true(&self, kept: &[bool]) -> Self {
        let mut places = Vec::with_capacity(kept.len());
        let mut next: usize = 0;
        for kept in kept {
            places.push(kept.then_some(next));
            next = next.saturating_add(usize::from(*kept));
        }
        let new = |place: usize| places.get(place).copied().flatten();
        let pairs = |map: &BTreeMap<usize, usize>| {
            map.iter().filter_map(|(one, other)| Some((new(*one)?, new(*other)?))).collect()
        };
        let via = self.via.iter().enumerate().filter(|(place, _)| new(*place).is_some());
        Self {
            undone: pairs(&self.undone),
            undoes: pairs(&self.undoes),
            via: via.map(|(_, merge)| merge.and_then(new)).collect(),
        }
    }

    /// Decides what is undone, beginning with those that nobody undoes. A revert undoes its targets unless it is undone itself,
    /// and a merge that is undone takes along what it brought. Commits that would undo each other in a ring, which no
    /// history has, stay.
    fn settle(&mut self, messages: &[Message], links: &Links) {
        let mut brings: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, merge) in self.via.iter().enumerate() {
            if let Some(merge) = merge {
                brings.entry(*merge).or_default().push(place);
            }
        }
        let mut waiting: Vec<usize> = vec![0; messages.len()];
        for target in links.values().flatten().chain(brings.values().flatten()) {
            if let Some(count) = waiting.get_mut(*target) {
                *count = count.saturating_add(1);
            }
        }
        let free = waiting.iter().enumerate().filter(|(_, count)| **count == 0).map(|(place, _)| place);
        let mut settled: VecDeque<usize> = free.collect();
        while let Some(one) = settled.pop_front() {
            let by = self.undone_by(one);
            let targets = links.get(&one).into_iter().flatten();
            for target in targets.clone().filter(|_| by.is_none()) {
                self.undone.entry(*target).or_insert(one);
                self.undoes.entry(one).or_insert(*target);
            }
            let brought = brings.get(&one).into_iter().flatten();
            if let Some(by) = by {
                // A version that is asked for needs no change.
                let asks = |target: &usize| messages.get(*target).is_some_and(|one| one.release_as.is_some());
                for target in brought.clone().filter(|target| by != one || !asks(target)) {
                    // The merge may touch nothing that counts, and be left out: then each says it for itself.
                    self.undone.entry(*target).or_insert(if by == one { *target } else { by });
                }
            }
            for target in targets.chain(brought) {
                if let Some(count) = waiting.get_mut(*target) {
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        settled.push_back(*target);
                    }
                }
            }
        }
    }
}

/// What each commit says it reverts.
type Links = BTreeMap<usize, BTreeSet<usize>>;

/// What each merge brought: what is reached by its other parents and was not there before. Every commit is visited once:
/// a branch's own commits first, then what came by its merges, the oldest merge first.
fn brought(commits: &[Logged], names: &Names) -> Vec<Option<usize>> {
    let place = |name: &&str| names.binary_search_by(|(known, _)| known.cmp(name)).ok().and_then(|at| names.get(at));
    let place = |name: &&str| place(name).map(|(_, place)| *place);
    let mut via: Vec<Option<Option<usize>>> = vec![None; commits.len()];
    for start in 0..commits.len() {
        let mut waiting = vec![(start, None)];
        while let Some((start, merge)) = waiting.pop() {
            let mut next = Some(start);
            while let Some(one) = next.take() {
                let Some(slot @ None) = via.get_mut(one) else { break };
                *slot = Some(merge);
                let parents = commits.get(one).map(|commit| commit.parents.as_slice()).unwrap_or_default();
                // The oldest is put on top by coming last.
                waiting.extend(parents.iter().skip(1).rev().filter_map(place).map(|parent| (parent, Some(one))));
                next = parents.first().and_then(place);
            }
        }
    }
    via.into_iter().map(Option::flatten).collect()
}

/// What each commit says it reverts, where that is in the list: by object name, else by its pull request, else by subject.
fn links(commits: &[Logged], messages: &[Message], names: &Names) -> Links {
    let mut links = Links::new();
    let mut copies: Names = Vec::new();
    let mut by_subject: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut by_undone: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut by_pull: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
    for (place, message) in messages.iter().enumerate() {
        by_subject.entry(without_number(message.title.text)).or_default().insert(place);
        if let Some(title) = message.title.merged {
            by_subject.entry(title).or_default().insert(place);
        }
        if let Some(subject) = message.title.reverted() {
            by_undone.entry(subject).or_default().insert(place);
        }
        if let Some(pull) = message.pull {
            by_pull.entry(pull.number).or_default().insert(place);
        }
        copies.extend(message.picked.map(|name| (name, place)));
    }
    ordered::sort(&mut copies);
    let is_merge = |place: usize| commits.get(place).is_some_and(|commit| commit.parents.len() > 1);
    for (place, message) in messages.iter().enumerate() {
        // Whoever takes back the side that stayed has left what the merge brought.
        let other_side = |target: usize| {
            let first =
                commits.get(target).filter(|commit| commit.parents.len() > 1).and_then(|commit| commit.parents.first());
            first.zip(message.mainline).is_some_and(|(first, stays)| !first.starts_with(stays))
        };
        if !message.reverts.is_empty() {
            let known = |name: &&str| named(names, name).or_else(|| named(&copies, name));
            let others =
                message.reverts.iter().filter_map(known).filter(|other| *other != place && !other_side(*other));
            let others: BTreeSet<usize> = others.collect();
            if !others.is_empty() {
                links.insert(place, others);
            }
            continue;
        }
        if let Some(number) = message.reverts_pull {
            let places = by_pull.get(&number).into_iter().flatten().copied().filter(|other| *other != place);
            let target =
                places.clone().find(|other| is_merge(*other)).or_else(|| places.clone().find(|other| *other > place));
            if let Some(target) = target {
                links.entry(place).or_default().insert(target);
                continue;
            }
        }
        // What a merge says of itself, the commits it brought say too.
        let (reverted, reapplied) = match is_merge(place) {
            true => (None, None),
            false => (message.title.reverted(), message.title.reapplied()),
        };
        let target = match (reverted, reapplied) {
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
fn named(names: &Names, name: &str) -> Option<usize> {
    let lower = name.to_ascii_lowercase();
    let start = names.partition_point(|(sha, _)| *sha < lower.as_str());
    let mut found = names.get(start..)?.iter().take_while(|(sha, _)| sha.starts_with(&lower));
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
