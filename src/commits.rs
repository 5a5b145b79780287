//! What the commits since the last tag ask for.
//!
//! The rules, one sentence each, are in [the crate's documentation](crate#what-commits-ask-for).

mod body;
mod bots;
mod bump_rules;
mod changes;
mod footers;
mod graph;
mod history;
mod logged;
mod loose;
mod message;
mod parts;
mod title;
mod told;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::bump::Bump;
use crate::text::{short_oid, shortened};
use crate::version::Version;

pub use bump_rules::{BumpRules, Table, Worth};
pub(crate) use changes::{Author, Change};
pub(crate) use footers::Breakage;
#[cfg(feature = "inside")]
pub(crate) use history::LOGS;
pub(crate) use history::{History, without_paths};
use logged::Logged;
use message::Message;
use title::Header;
pub(crate) use title::Pull;
pub(crate) use told::Block;

/// One commit of the history, as `git log` tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Commit {
    /// Object name, 40 or 64 hexadecimal digits.
    pub sha: String,
    /// Author's name, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Author's address, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The whole message.
    pub message: String,
    /// Its parents, where known: more than one make it a merge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<String>,
    /// The labels of its pull request, where known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
}

/// Why one commit counts as it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reason {
    /// The commit.
    pub sha: String,
    /// First line of its message.
    pub subject: String,
    /// What it asks for; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<Bump>,
    /// The rule that said so, in words.
    pub why: String,
}

/// The highest wish of all commits, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Decision {
    /// Absent: nothing to release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<Bump>,
    /// The very version that a commit asks for by its `Release-As` footer: it counts before every bump.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release_as: Option<String>,
    /// One for each commit, in the order given.
    pub reasons: Vec<Reason>,
    /// What was nearly said: words that count for less, or more, than they seem to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// Decides what commits ask for, newest first as `git log` gives them.
///
/// ```
/// use version_first::{commits::{decide, parse_log, BumpRules}, bump::Bump, version::{Scheme, Version}};
/// let log = parse_log(&["feat: a door", "fix: a hinge"].map(|said| format!("{:040}\nAda\n{said}\0", 0)).concat());
/// let decision = decide(&log, &Version::parse("1.2.3", Scheme::Semver)?, &BumpRules::default());
/// assert_eq!(decision.bump, Some(Bump::Minor));
/// assert_eq!(decision.reasons[1].why, "type `fix`: default bump");
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn decide(commits: &[Commit], current: &Version, bump_rules: &BumpRules) -> Decision {
    History::of(commits).decide(current, bump_rules)
}

impl History<'_> {
    /// As [`decide`].
    pub(crate) fn decide(&self, current: &Version, bump_rules: &BumpRules) -> Decision {
        let mut release_as = None;
        let mut reasons = Vec::with_capacity(self.commits.len());
        let spokesmen = self.spokesmen();
        for (place, (commit, message)) in self.commits.iter().zip(&self.messages).enumerate() {
            let (bump, mut why) = match self.graph.undone_by(place).and_then(|by| self.commits.get(by)) {
                Some(by) if by.sha == commit.sha => (None, "merged, and nothing of it was kept".to_string()),
                Some(by) => (None, format!("reverted by `{}`", short_oid(by.sha))),
                None => {
                    let undoes = self.graph.undoes(place).and_then(|other| self.commits.get(other));
                    let (bump, why) = wish(commit, message, (undoes, spokesmen.get(&place)), current, bump_rules);
                    match message.release_as {
                        None => (bump, why),
                        Some(text) => asked(text, current, &mut release_as, (bump, why)),
                    }
                }
            };
            for odd in &message.odd {
                why = format!("{why}; {odd}");
            }
            reasons.push(Reason { sha: commit.sha.to_string(), subject: message.title.subject.to_string(), bump, why });
        }
        Decision {
            bump: reasons.iter().filter_map(|reason| reason.bump).max(),
            release_as,
            reasons,
            remarks: self.odd(),
        }
    }

    /// What was nearly said, and does not count as it seems to: the newest few.
    pub(crate) fn odd(&self) -> Vec<String> {
        let standing = self.messages.iter().enumerate().filter(|(place, _)| self.graph.undone_by(*place).is_none());
        let said = standing.flat_map(|(place, message)| {
            let sha = self.commits.get(place).map_or("", |commit| commit.sha);
            message.odd.iter().map(move |odd| format!("commit {}: {odd}", short_oid(sha)))
        });
        said.take(MOST_ODD).collect()
    }
}

/// How many oddities are told.
const MOST_ODD: usize = 8;

type Wish = (Option<Bump>, String);

/// What one commit asks for, its `Release-As` left aside: it may take back another one, or be a merge by whose title alone is
/// said what it brought. What people say by a label counts before what the message says.
fn wish(
    commit: &Logged,
    message: &Message,
    (undoes, spokesman): (Option<&Logged>, Option<&Header>),
    current: &Version,
    bump_rules: &BumpRules,
) -> Wish {
    if let Some(wish) = bump_rules.of_labels(commit.labels, current) {
        return wish;
    }
    if message.announces() {
        return bump_rules.breaking(current);
    }
    if let Some(undone) = undoes {
        return (None, format!("reverts `{}`, which is not released either", short_oid(undone.sha)));
    }
    let squashed = message.squashed.iter().map(|part| {
        let (bump, why) = match &part.header {
            _ if part.is_breaking() => bump_rules.breaking(current),
            Some(header) => bump_rules.of_header(header, current),
            None => (None, String::new()),
        };
        (bump, format!("{why} (squashed: `{}`)", shortened(part.subject)))
    });
    let highest = |best: Wish, other: Wish| if other.0 > best.0 { other } else { best };
    let header = message.title.header.as_ref();
    let own = header.map(|header| bump_rules.of_header(header, current));
    let merge = match commit.parents.len() {
        0 => message.title.is_merge(),
        parents => parents > 1,
    };
    if merge {
        let told = spokesman.map(|header| {
            let (bump, why) = bump_rules.of_header(header, current);
            (bump, format!("{why} (merged: `{}`)", shortened(header.subject)))
        });
        return own.or(told).unwrap_or_else(|| (None, "merge commit".to_string()));
    }
    // Asked last: a squash may carry our trailer beside somebody's feature, which must not get lost.
    match own {
        Some((bump, why)) if !message.ours => squashed.fold((bump, why), highest),
        Some((bump, why)) if header.is_some_and(|header| header.is_feature()) => (bump, why),
        _ if message.ours => (None, "release commit".to_string()),
        _ => match squashed.reduce(highest) {
            Some(best) => best,
            None => (bump_rules.default_bump.bump(), "no conventional type: default bump".to_string()),
        },
    }
}

/// What becomes of a `Release-As`. The newest that can be followed counts; one that can't must not keep a branch from ever
/// being released, since nobody can take back what is pushed.
fn asked(text: &str, current: &Version, release_as: &mut Option<String>, (bump, why): Wish) -> Wish {
    let shown = shortened(text);
    let bare = text.strip_prefix(['v', 'V']).unwrap_or(text);
    match (Version::parse(bare, current.scheme()), &release_as) {
        (Err(_), _) => (
            bump,
            format!("{why}; `Release-As: {shown}` does not count: it is no {} version", current.scheme().title()),
        ),
        (Ok(version), _) if version.cmp_precedence(current).is_le() => {
            (bump, format!("{why}; `Release-As: {shown}` does not count: it is not above {current}"))
        }
        (Ok(_), Some(newer)) => (bump, format!("{why}; `Release-As: {shown}` gives way to {newer}")),
        (Ok(version), None) => {
            *release_as = Some(version.to_string());
            (bump, format!("`Release-As: {shown}`"))
        }
    }
}

/// Reads the raw answer of `git log -z --format='%H %P%n%an <%ae>%n%B'`; the parents and the address may be missing.
///
/// A record that begins with no object name is left out.
pub fn parse_log(raw: &str) -> Vec<Commit> {
    let owned = |one: Logged| Commit {
        sha: one.sha.to_string(),
        author: one.author.map(str::to_string),
        email: one.address.map(str::to_string),
        message: one.message.to_string(),
        parents: one.parents.iter().map(ToString::to_string).collect(),
        labels: Vec::new(),
    };
    raw.split('\0').filter_map(Logged::of_record).map(owned).collect()
}

fn is_object_name(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit())
}
