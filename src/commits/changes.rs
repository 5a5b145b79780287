//! What changed, commit by commit, for people who read release notes.

use crate::ordered::{BTreeMap, BTreeSet};

use crate::commits::bots::is_bot;
use crate::commits::footers::Breakage;
use crate::commits::history::DEPTH;
use crate::commits::history::History;
use crate::commits::logged::Logged;
use crate::commits::message::{Message, Part};
use crate::commits::title::{Header, Pull, without_number};

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
    pub(crate) breaking: Option<Vec<Breakage<'a>>>,
    /// The pull request it came by.
    pub(crate) pull: Option<Pull>,
    /// The commit.
    pub(crate) sha: &'a str,
    /// Who wrote it; programs are not named.
    pub(crate) authors: Vec<Author<'a>>,
}

/// Somebody who wrote a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Author<'a> {
    pub(crate) name: &'a str,
    pub(crate) address: Option<&'a str>,
}

impl<'a> History<'a> {
    /// Every change, in the order of the commits. Release commits, merges, and what was taken back again are none; what was
    /// picked from another commit of the list is told there.
    pub(crate) fn changes(&self) -> Vec<Change<'a>> {
        let told = self.titles_by_merge();
        let names: BTreeSet<&str> = match self.messages.iter().any(|message| message.picked.is_some()) {
            true => self.told().map(|(place, _)| self.commits.get(place).map_or("", |commit| commit.sha)).collect(),
            false => BTreeSet::new(),
        };
        let mut found = Vec::new();
        let mut bots = Known::new();
        let spokesmen = self.spokesmen();
        for (place, message) in self.told() {
            let Some(commit) = self.commits.get(place) else { continue };
            let copy = message.picked.is_some_and(|name| name != commit.sha && names.contains(name));
            let spokesman = spokesmen.get(&place);
            let title = spokesman.map_or(message.title.text, |header| header.subject);
            if copy || told.contains(&(place, without_number(title))) {
                continue;
            }
            let pull = message.pull.or_else(|| self.pull_of(place));
            found.extend(of_commit(commit, message, spokesman, pull, &mut bots));
        }
        found
    }

    /// What is neither taken back nor takes anything back.
    fn told(&self) -> impl Iterator<Item = (usize, &Message<'a>)> {
        let stands = |place: usize| self.graph.undone_by(place).is_none() && self.graph.undoes(place).is_none();
        self.messages.iter().enumerate().filter(move |(place, _)| stands(*place))
    }

    /// The titles of what each merge brought: a merge of the same title says nothing of its own.
    fn titles_by_merge(&self) -> BTreeSet<(usize, &'a str)> {
        let brought = self.told().filter_map(|(place, message)| Some((self.graph.via(place)?, message)));
        brought.map(|(merge, message)| (merge, without_number(message.title.text))).collect()
    }

    /// The pull request by whose merge a commit came.
    fn pull_of(&self, place: usize) -> Option<Pull> {
        let mut merges = std::iter::successors(self.graph.via(place), |merge| self.graph.via(*merge)).take(DEPTH);
        merges.find_map(|merge| self.messages.get(merge)?.pull)
    }
}

fn of_commit<'a>(
    commit: &Logged<'a>,
    message: &Message<'a>,
    spokesman: Option<&Header<'a>>,
    pull: Option<Pull>,
    bots: &mut Known<'a>,
) -> Vec<Change<'a>> {
    let authors = authors(commit, message, bots);
    let title = &message.title;
    let change = |kind, scope, text, breaking| Change {
        kind,
        scope,
        text,
        breaking,
        pull,
        sha: commit.sha,
        authors: authors.clone(),
    };
    let of_header = |header: &Header<'a>, breaking: Option<Vec<Breakage<'a>>>| {
        let (scope, text) = header.parts();
        change(Some(header.kind), scope, without_number(text), breaking)
    };
    let breaks = message.announces() || spokesman.is_some_and(|header| header.breaking);
    let breaking = breaks.then(|| message.breaks.clone());
    let own = title.header.as_ref().or(spokesman).filter(|header| !message.ours || header.is_feature());
    let mut found: Vec<Change> = own.map(|header| of_header(header, breaking.clone())).into_iter().collect();
    let merge = commit.parents.len() > 1 || title.is_merge();
    if !merge && !message.squashed.is_empty() {
        let title = own.map(|header| without_number(header.subject));
        let mut known = BTreeSet::new();
        // With the title's words it is the title once more, unless it says more of what breaks: then it stands in its place.
        let says_more = |part: &Part| {
            part.is_breaking() && breaking.as_ref().is_none_or(|own| own.is_empty() && !part.breaks.is_empty())
        };
        let others: Vec<&Part> = message
            .squashed
            .iter()
            .filter(|part| {
                let subject = without_number(part.subject);
                match title == Some(subject) {
                    true => says_more(part),
                    false => part.is_breaking() || known.insert(subject),
                }
            })
            .collect();
        if others.iter().any(|part| title == Some(without_number(part.subject))) {
            found.clear();
        }
        found.extend(others.into_iter().map(|part| {
            let breaking = part.is_breaking().then(|| part.breaks.clone());
            match &part.header {
                Some(header) => of_header(header, breaking),
                None => change(None, None, without_number(part.subject), breaking),
            }
        }));
    }
    // A merge that speaks for nothing is told of only where it breaks something, in the words of its pull request.
    let text = title.merged.unwrap_or(title.text);
    let silent = || message.ours || merge || names_version(without_number(text));
    if found.is_empty() && ((breaking.is_some() && !message.ours) || !silent()) {
        found.push(match title.merged.and_then(Header::of) {
            Some(header) => of_header(&header, breaking),
            None => change(None, None, without_number(text), breaking),
        });
    }
    found
}

/// Words around a version in the title of a commit that releases it.
const RELEASES: [&str; 14] = [
    "release",
    "released",
    "releasing",
    "bump",
    "bumped",
    "bumps",
    "version",
    "to",
    "publish",
    "prepare",
    "for",
    "tag",
    "cut",
    "v",
];

/// Whether a title is that of somebody's release: `1.2.3`, `Bumped v1.2.3`, `Release version 1.2.3`.
fn names_version(title: &str) -> bool {
    let mut versions = 0_usize;
    let known = |word: &str| {
        let number = word.strip_prefix(['v', 'V']).unwrap_or(word);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = number.splitn(3, '.');
        let (major, minor, rest) = (parts.next(), parts.next(), parts.next());
        let rest = rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
        if major.is_some_and(digits) && minor.is_some_and(digits) && rest {
            versions = versions.saturating_add(1);
            return true;
        }
        let plain = word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric()).to_ascii_lowercase();
        plain.is_empty() || RELEASES.contains(&plain.as_str())
    };
    title.split_whitespace().all(known) && versions == 1
}

/// Whether people are programs: few have written many commits.
type Known<'a> = BTreeMap<(&'a str, Option<&'a str>), bool>;

/// The author and those who wrote it too, each once.
fn authors<'a>(commit: &Logged<'a>, message: &Message<'a>, bots: &mut Known<'a>) -> Vec<Author<'a>> {
    let person = |text: &'a str| match text.rsplit_once('<') {
        Some((name, address)) => (name.trim(), Some(address.trim_end_matches('>'))),
        None => (text, None),
    };
    let first = commit.author.map(|name| (name, commit.address));
    let mut found: Vec<Author> = Vec::new();
    let mut named = BTreeSet::new();
    for (name, address) in first.into_iter().chain(message.co_authors.iter().map(|text| person(text))) {
        let bot = *bots.entry((name, address)).or_insert_with(|| is_bot(name, address));
        if !name.is_empty() && !bot && named.insert(name.to_ascii_lowercase()) {
            found.push(Author { name, address });
        }
    }
    found
}
