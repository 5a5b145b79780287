//! What the commits since the last tag ask for.
//!
//! The rules, one sentence each, are in [the crate's documentation](crate#what-commits-ask-for).

mod changes;
mod message;
mod reverts;
mod weights;

use serde::{Deserialize, Serialize};

use crate::bump::Bump;
use crate::version::{Version, shortened};

pub(crate) use changes::{Change, changes, held_by};
use message::Message;
use reverts::Reverts;
pub use weights::{DefaultBump, Table, Weights};

/// One commit of the history, as `git log` tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Commit {
    /// Object name, 40 or 64 hexadecimal digits.
    pub sha: String,
    /// Author's name, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

/// Decides what commits ask for, newest first as `git log` gives them.
///
/// ```
/// use version_first::{commits::{decide, parse_log, Weights}, bump::Bump, version::{Scheme, Version}};
/// let log = parse_log(&["feat: a door", "fix: a hinge"].map(|said| format!("{:040}\nAda\n{said}\0", 0)).concat());
/// let decision = decide(&log, &Version::parse("1.2.3", Scheme::Semver)?, &Weights::default());
/// assert_eq!(decision.bump, Some(Bump::Minor));
/// assert_eq!(decision.reasons[1].why, "type `fix`: default bump");
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn decide(commits: &[Commit], current: &Version, weights: &Weights) -> Decision {
    let messages: Vec<Message> = commits.iter().map(|commit| Message::read(&commit.message)).collect();
    let reverts = Reverts::among(commits, &messages);
    let mut release_as = None;
    let mut reasons = Vec::with_capacity(commits.len());
    for (place, (commit, message)) in commits.iter().zip(&messages).enumerate() {
        let (bump, why) = match reverts.undone_by(place).and_then(|by| commits.get(by)) {
            Some(by) => (None, format!("reverted by `{}`", short(&by.sha))),
            None => {
                let undoes = reverts.undoes(place).and_then(|other| commits.get(other));
                let (bump, why) = wish(commit, message, undoes, current, weights);
                match message.release_as {
                    None => (bump, why),
                    Some(text) => asked(text, current, &mut release_as, (bump, why)),
                }
            }
        };
        reasons.push(Reason { sha: commit.sha.clone(), subject: message.subject.to_string(), bump, why });
    }
    Decision { bump: reasons.iter().filter_map(|reason| reason.bump).max(), release_as, reasons }
}

type Wish = (Option<Bump>, String);

/// What one commit asks for, its `Release-As` left aside. What people say by a label counts before what the message says.
fn wish(commit: &Commit, message: &Message, undoes: Option<&Commit>, current: &Version, weights: &Weights) -> Wish {
    if let Some(wish) = weights.of_labels(&commit.labels, current) {
        return wish;
    }
    let announced = message.breaking || message.header.as_ref().is_some_and(|header| header.breaking);
    if announced {
        return weights.breaking(current);
    }
    if let Some(undone) = undoes {
        return (None, format!("reverts `{}`, which is not released either", short(&undone.sha)));
    }
    let squashed = message.squashed.iter().map(|header| {
        let (bump, why) = weights.of_header(header, current);
        (bump, format!("{why} (squashed: `{}`)", shortened(header.subject)))
    });
    let highest = |best: Wish, other: Wish| if other.0 > best.0 { other } else { best };
    let own = message.header.as_ref().map(|header| weights.of_header(header, current));
    let merge = match commit.parents.len() {
        0 => message.is_merge(),
        parents => parents > 1,
    };
    if merge {
        return own.unwrap_or_else(|| (None, "merge commit".to_string()));
    }
    // Asked last: a squash may carry our trailer beside somebody's feature, which must not get lost.
    match own {
        Some((bump, why)) if !message.ours => squashed.fold((bump, why), highest),
        Some((bump, why)) if message.header.as_ref().is_some_and(message::Header::is_feature) => (bump, why),
        _ if message.ours => (None, "release commit".to_string()),
        _ => match squashed.reduce(highest) {
            Some(best) => best,
            None => (weights.default_bump.bump(), "no conventional type: default bump".to_string()),
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

/// Enough of an object name to find it by.
fn short(sha: &str) -> String {
    sha.chars().take(7).collect()
}

/// Reads the raw answer of `git log -z --format='%H %P%n%an%n%B'`; the parents may be missing.
///
/// A record that begins with no object name is left out.
pub fn parse_log(raw: &str) -> Vec<Commit> {
    raw.split('\0').filter_map(parse_record).collect()
}

fn parse_record(record: &str) -> Option<Commit> {
    let (names, rest) = record.split_once('\n').unwrap_or((record, ""));
    let mut names = names.split(' ');
    let sha = names.next().filter(|name| is_object_name(name))?;
    let (author, message) = rest.split_once('\n').unwrap_or((rest, ""));
    Some(Commit {
        sha: sha.to_string(),
        author: Some(author).filter(|author| !author.is_empty()).map(ToString::to_string),
        message: message.trim_end_matches(['\n', '\r']).to_string(),
        parents: names.filter(|name| is_object_name(name)).map(ToString::to_string).collect(),
        labels: Vec::new(),
    })
}

fn is_object_name(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit())
}
