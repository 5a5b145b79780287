//! Bump branches that nobody needs any more: which of them may go, and why the others stay (PROTOCOL 33).
//!
//! The rules are those by which a release deletes (PROTOCOL 16), with one addition: a branch whose name has the shape of
//! the template and no version in it, such as a shell script's `chore/version-bump--0.2.332`, has no trailer of ours and
//! goes too, once it is old, if all it holds is a version bump.

mod after;
mod holding;
mod instant;
mod name;

use serde::{Deserialize, Serialize};

use crate::branch::Line;
use crate::error::{Error, Result};
use crate::ordered;
use crate::release::facts::Refs;
use crate::release::pulls::YOUNG_SECONDS;
use crate::release::request::Request;
use crate::text::shortened;
use name::{Shape, Template};

pub use after::{After, Left, after};
pub use holding::{Holding, Holds, holding};

/// Seven days: a pull request is opened in minutes, and what nobody has missed for a week is missed by nobody.
const MAX_AGE: u64 = 7 * 24 * 3600;
/// Most branches that one run deletes.
const MOST: usize = 50;

/// What [`plan_prune`] is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Prune {
    /// The branches, whatever they are called.
    pub branches: Vec<Candidate>,
    /// What is known of their pull requests; absent: nothing at all. A branch that is not among these was not asked about.
    #[serde(default)]
    pub pulls: Option<Vec<Asked>>,
    /// The time: ISO 8601, UTC.
    pub now: String,
    /// The bump branch's name, with one `{version}`; absent: [`crate::branch::DEFAULT_TEMPLATE`].
    #[serde(default)]
    pub template: Option<String>,
    /// Seconds; a branch without a pull request goes once its newest commit is older. Absent: seven days.
    #[serde(default)]
    pub max_age: Option<u64>,
    /// The default branch.
    #[serde(default)]
    pub default_branch: String,
    /// Branches that stay whatever they are.
    #[serde(default)]
    pub protected: Vec<String>,
    /// Most branches to delete; never more than fifty.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// A branch that may go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Candidate {
    /// Without `refs/heads/`.
    pub name: String,
    /// Its newest commit.
    pub oid: String,
    /// When that was committed: ISO 8601, UTC.
    pub time: String,
    /// What it holds, as [`holding`] says.
    pub holds: Holds,
    /// Whether its newest commit is in the history of the branch that is released from.
    #[serde(default)]
    pub contained: bool,
    /// Who wrote what it holds.
    #[serde(default)]
    pub authors: Vec<String>,
}

/// The pull requests from one branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Asked {
    /// The branch.
    pub head: String,
    /// All of them.
    pub pulls: Vec<HeadPull>,
}

/// A pull request, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeadPull {
    /// Its number.
    pub number: u64,
    /// What became of it.
    pub state: PullState,
    /// The newest commit of its head; of a closed one, when it was closed.
    pub head_oid: String,
}

/// What became of a pull request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PullState {
    /// It is open.
    Open,
    /// It was merged.
    Merged,
    /// It was closed without a merge.
    Closed,
}

/// Which branches go, and which stay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pruning {
    /// The oldest first.
    pub delete: Vec<Deletion>,
    /// In the order in which they came.
    pub keep: Vec<Kept>,
}

/// A branch that goes, if it still is what was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deletion {
    /// Without `refs/heads/`.
    pub branch: String,
    /// What it has to name still.
    pub oid: String,
    /// In one word.
    pub cause: Needless,
    /// In a sentence.
    pub why: String,
}

/// Why a branch goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needless {
    /// Its pull request was merged.
    Merged,
    /// Its pull request was closed.
    Closed,
    /// It never got one, or moved on after it, and is old.
    Orphan,
    /// Its name is none, and it is old.
    Malformed,
    /// All it holds is on the branch that is released from.
    Contained,
}

/// A branch that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Kept {
    /// Without `refs/heads/`.
    pub branch: String,
    /// In one word.
    pub cause: Needed,
    /// In a sentence.
    pub why: String,
}

/// Why a branch stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needed {
    /// It is the default branch.
    Default,
    /// It was named as one that stays, or is another ref by another name.
    Protected,
    /// Its name does not have the template's shape, or may be a maintenance branch's.
    OtherName,
    /// Its pull request is open.
    PullRequest,
    /// Nobody could say whether it has a pull request.
    Unknown,
    /// It holds what others made.
    Others,
    /// It may still be about to get its pull request.
    Younger,
    /// It goes with the next run.
    Limit,
    /// It has moved since it was looked at.
    Moved,
}

/// `planPrune`: which of these branches may go, and why the others stay. Codes: `invalid-branch-template`,
/// `template-too-wide`, `invalid-date`.
pub fn plan_prune(prune: &Prune) -> Result<Pruning> {
    let template = Template::of(prune.template.as_deref())?;
    let now = instant::seconds(&prune.now)?;
    let mut going = Vec::new();
    let mut pruning = Pruning::default();
    for branch in &prune.branches {
        let time = instant::seconds(&branch.time)?;
        // What was made in the future, by a clock that is wrong, is as young as can be.
        let age = now.saturating_sub(time);
        match judge(prune, &template, branch, age) {
            Ok((cause, why)) => {
                let (branch, oid) = (branch.name.clone(), branch.oid.clone());
                going.push((time, Deletion { branch, oid, cause, why }));
            }
            Err((cause, why)) => pruning.keep.push(Kept { branch: branch.name.clone(), cause, why }),
        }
    }
    ordered::sort_by(&mut going, |(a, one), (b, other)| a.cmp(b).then_with(|| one.branch.cmp(&other.branch)));
    let most = prune.limit.unwrap_or(MOST).min(MOST);
    for (at, (_, one)) in going.into_iter().enumerate() {
        if at < most {
            pruning.delete.push(one);
            continue;
        }
        let why = format!("{}; a run deletes {most} at most, so it goes with a later one", one.why);
        pruning.keep.push(Kept { branch: one.branch, cause: Needed::Limit, why });
    }
    Ok(pruning)
}

type Verdict = std::result::Result<(Needless, String), (Needed, String)>;

/// Whether one branch goes (`Ok`), by the first rule that has something to say.
fn judge(prune: &Prune, template: &Template<'_>, branch: &Candidate, age: u64) -> Verdict {
    let stays = |cause, why: &str| Err((cause, why.to_string()));
    let name = branch.name.as_str();
    if name == prune.default_branch {
        return stays(Needed::Default, "it is the default branch");
    }
    if prune.protected.iter().any(|one| one == name) {
        return stays(Needed::Protected, "it is protected");
    }
    if Line::of_branch(name) != Line::All {
        return stays(Needed::OtherName, "it may be a maintenance branch");
    }
    let shape = match template.shape(name) {
        Shape::Other => return stays(Needed::OtherName, "its name does not have the shape of the branch template"),
        Shape::MaybeLine => return stays(Needed::OtherName, "it may be a maintenance branch"),
        shape => shape,
    };
    let asked = prune.pulls.as_ref().and_then(|all| all.iter().find(|one| one.head == name));
    let Some(asked) = asked else {
        // With everything on the branch that is released from, there is nothing left that a pull request could bring.
        if branch.contained && branch.holds != Holds::Others && is_old(prune, age) {
            return Ok((Needless::Contained, "all it holds is on the branch that is released from".to_string()));
        }
        return stays(Needed::Unknown, "whether it has an open pull request is not known");
    };
    let find = |state| asked.pulls.iter().filter(move |pull| pull.state == state);
    if let Some(open) = find(PullState::Open).next() {
        return Err((Needed::PullRequest, format!("#{} is open", open.number)));
    }
    if let Some(merged) = find(PullState::Merged).find(|pull| pull.head_oid == branch.oid) {
        return Ok((Needless::Merged, format!("#{} was merged", merged.number)));
    }
    // Only a name without a version in it may do without our trailer.
    let ours = match (branch.holds, &shape) {
        (Holds::Ours, _) => true,
        (Holds::Bump, Shape::Odd) => is_old(prune, age),
        (Holds::Bump, _) => branch.contained && is_old(prune, age),
        (Holds::Others, _) => false,
    };
    if !ours && (branch.holds == Holds::Others || is_old(prune, age)) {
        return Err((Needed::Others, others(branch, &asked.pulls)));
    }
    if ours && let Some(closed) = find(PullState::Closed).find(|pull| pull.head_oid == branch.oid) {
        return Ok((Needless::Closed, format!("#{} was closed", closed.number)));
    }
    let days = told(age);
    if !is_old(prune, age) {
        let most = told(prune.max_age.unwrap_or(MAX_AGE).max(YOUNG_SECONDS));
        return Err((Needed::Younger, format!("its newest commit is {days} old: younger than {most}")));
    }
    if branch.contained {
        return Ok((Needless::Contained, "all it holds is on the branch that is released from".to_string()));
    }
    match shape {
        Shape::Odd => Ok((
            Needless::Malformed,
            format!("its name has no version, and all it holds is a version bump, {days} old, without a pull request"),
        )),
        _ if asked.pulls.is_empty() => Ok((Needless::Orphan, format!("{days} old, and without a pull request"))),
        _ => Ok((Needless::Orphan, format!("{days} old, and no pull request is open"))),
    }
}

/// However short an age is asked for, another run may just be about to open its pull request (PROTOCOL 16).
fn is_old(prune: &Prune, age: u64) -> bool {
    age >= prune.max_age.unwrap_or(MAX_AGE).max(YOUNG_SECONDS)
}

fn others(branch: &Candidate, pulls: &[HeadPull]) -> String {
    let merged = pulls.iter().find(|pull| pull.state == PullState::Merged);
    if let Some(merged) = merged {
        return format!("it has moved on since #{} was merged", merged.number);
    }
    let by: Vec<String> = branch.authors.iter().map(|name| shortened(name)).collect();
    let by = if by.is_empty() { String::new() } else { format!(", by {}", by.join(", ")) };
    match branch.holds {
        Holds::Bump => format!("no run of version-first made it{by}: it has no trailer"),
        _ => format!("it holds more than a version bump on the branch that is released from{by}"),
    }
}

/// A length of time, in its largest whole unit.
fn told(seconds: u64) -> String {
    let (number, unit) = match seconds {
        86_400.. => (seconds / 86_400, "day"),
        3_600.. => (seconds / 3_600, "hour"),
        _ => (seconds / 60, "minute"),
    };
    if number == 1 { format!("one {unit}") } else { format!("{number} {unit}s") }
}

/// What the shell has to look into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lookout {
    /// The branch that is released from.
    pub branch: String,
    /// Its newest commit.
    pub tip: String,
    /// The template that bump branches are named by.
    pub template: String,
    /// The default branch; empty: the remote names none.
    pub default_branch: String,
    /// Branches that stay whatever they are.
    pub protected: Vec<String>,
    /// The branches of the template's shape.
    pub heads: Vec<Head>,
}

/// A branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Head {
    /// Without `refs/heads/`.
    pub name: String,
    /// Its newest commit.
    pub oid: String,
}

/// Which branches `prune` has to look into. Codes: `invalid-branch-template`, `template-too-wide`, `empty-repository`,
/// `branch-not-found`, `invalid-ref-name`, `invalid-prerelease-branches`.
pub fn lookout(request: &Request, refs: &str) -> Result<Lookout> {
    let asked = request.template().unwrap_or_else(|| crate::branch::DEFAULT_TEMPLATE.to_string());
    let template = Template::of(Some(&asked))?;
    let refs = Refs::read(refs);
    let default_branch = refs.default_branch().unwrap_or_default().to_string();
    let named = Request { trigger: None, ..request.clone() };
    let target = refs.target(&named)?;
    let mut protected = vec![target.branch.clone()];
    protected.extend(request.channels()?.branches().map(str::to_string));
    let mut heads = Vec::new();
    for (name, oid) in refs.heads().filter(|(name, _)| template.has_shape(name)) {
        if refs.is_link(name) {
            protected.push(name.clone());
        }
        heads.push(Head { name: name.clone(), oid: oid.clone() });
    }
    Ok(Lookout { branch: target.branch, tip: target.tip, template: asked, default_branch, protected, heads })
}

/// A template that any name fits says nothing about what it names.
fn too_wide(template: &str) -> Error {
    let shown = shortened(template);
    Error::new(
        "template-too-wide",
        format!("branch template `{shown}` fits branches of every kind: nothing is deleted by it"),
    )
    .advice(format!("name bump branches by words of their own, such as `{}`", crate::branch::DEFAULT_TEMPLATE))
}
