//! What one look shows of a lineage: branches here and on the remote, and every pull request the hosting told of.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::hosting::Hosting;
use crate::iteration::wish::Wish;
use crate::iteration::{Iteration, members, number_in, parse_iteration, split};
use crate::ordered;
use crate::text::option;

/// A branch.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Branch {
    /// Without `refs/heads/`.
    pub name: String,
    /// Its newest commit.
    pub oid: String,
    /// Whether a working tree of this clone is on it.
    #[serde(default)]
    pub checked_out: bool,
    /// When that commit was made: ISO 8601, UTC; empty: nobody said.
    #[serde(default)]
    pub at: String,
}

/// A pull request from a branch of the repository itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pull {
    /// Its number.
    pub number: u64,
    /// Where people read it.
    pub url: String,
    /// The branch it comes from.
    pub head: String,
    /// That branch's newest commit; of a closed one, when it was closed.
    pub head_oid: String,
    /// The branch it is meant for.
    pub base: String,
    /// Whether it is open.
    pub open: bool,
    /// Whether it was merged.
    pub merged: bool,
    /// Whether it is a draft.
    #[serde(default)]
    pub draft: bool,
    /// Its title.
    pub title: String,
    /// When it was opened: ISO 8601, UTC.
    #[serde(default)]
    pub created_at: String,
    /// When it was closed or merged.
    #[serde(default)]
    pub closed_at: Option<String>,
    /// Names of its labels.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Whom it is assigned to.
    #[serde(default)]
    pub assignees: Vec<String>,
    /// Who is asked to review it.
    #[serde(default)]
    pub reviewers: Vec<String>,
    /// Which teams are asked.
    #[serde(default)]
    pub teams: Vec<String>,
    /// The number of its milestone.
    #[serde(default)]
    pub milestone: Option<u64>,
    /// Whether the hosting itself calls it a layer of a stack.
    #[serde(default)]
    pub stacked: bool,
    /// What bots, and what people, have said of its lines, where that was asked.
    #[serde(default)]
    pub comments: Option<Comments>,
}

/// How many review comments there are.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Comments {
    /// By bots.
    pub bots: u64,
    /// By people.
    pub people: u64,
}

/// What one look has shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seen {
    /// The clone's branches.
    pub local: Vec<Branch>,
    /// The remote's; absent: it could not be asked.
    #[serde(default)]
    pub remote: Option<Vec<Branch>>,
    /// Pull requests, open and closed; absent: there is nowhere to ask.
    #[serde(default)]
    pub pulls: Option<Vec<Pull>>,
    /// Where they live.
    #[serde(default)]
    pub hosting: Option<Hosting>,
    /// The remote's default branch; empty: it has none.
    #[serde(default)]
    pub default_branch: String,
    /// Open pull requests from other repositories: of those only what they are meant for matters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign: Vec<Foreign>,
    /// The repository that this one is a fork of, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fork_of: Option<String>,
}

/// An open pull request from a fork.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Foreign {
    /// Its number.
    pub number: u64,
    /// The branch it is meant for.
    pub base: String,
}

/// What [`base_of`] is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Meant {
    /// What one look has shown.
    pub seen: Seen,
    /// The attempt, and then others at the same change.
    pub names: Vec<String>,
    /// The branch that somebody named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
}

/// What a default branch is called where no remote says which one it is.
const USUAL: [&str; 3] = ["main", "master", "trunk"];

/// The branch that an attempt is meant for: as somebody says; or as its own pull request does, an open one first; or as that
/// of another attempt at the same change; or the default branch.
pub fn base_of(Meant { seen, names, into }: &Meant) -> String {
    let pull_of = |name: &String| {
        let of_it = || seen.pulls.iter().flatten().filter(|pull| pull.head == *name);
        of_it().find(|pull| pull.open).or_else(|| of_it().next())
    };
    let usual = || USUAL.into_iter().find(|name| seen.local(name).is_some());
    // To look at, a guess does no harm.
    seen.meant(into.as_deref(), names.iter().filter_map(pull_of))
        .unwrap_or_else(|| usual().unwrap_or("main"))
        .to_string()
}

impl Seen {
    /// The branch that an attempt is meant for: as somebody says; or as the first of these pull requests is; or the default
    /// branch. `None`: nobody says which one that is.
    pub(super) fn meant<'a>(
        &'a self,
        into: Option<&'a str>,
        mut pulls: impl Iterator<Item = &'a Pull>,
    ) -> Option<&'a str> {
        let default = || Some(self.default_branch.as_str()).filter(|name| !name.is_empty());
        into.or_else(|| pulls.next().map(|pull| pull.base.as_str())).or_else(default)
    }

    /// The pull requests, newest first.
    pub(super) fn pulls(&self) -> Vec<&Pull> {
        let mut pulls: Vec<&Pull> = self.pulls.iter().flatten().collect();
        ordered::sort_by_key(&mut pulls, |pull| std::cmp::Reverse(pull.number));
        pulls
    }

    /// Those of a lineage with the number of their iteration, newest first.
    pub(super) fn of(&self, base: &str) -> Vec<(u64, &Pull)> {
        self.pulls().into_iter().filter_map(|pull| Some((number_in(base, &pull.head)?, pull))).collect()
    }

    /// The remote's branch of a name.
    pub(super) fn remote(&self, name: &str) -> Option<&Branch> {
        self.remote.iter().flatten().find(|branch| branch.name == name)
    }

    /// The clone's branch of a name.
    pub(super) fn local(&self, name: &str) -> Option<&Branch> {
        self.local.iter().find(|branch| branch.name == name)
    }

    /// All names there are, wherever.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let branches = self.local.iter().chain(self.remote.iter().flatten()).map(|branch| branch.name.as_str());
        branches.chain(self.pulls.iter().flatten().map(|pull| pull.head.as_str()))
    }

    /// Whether it is a layer of a stack: the hosting says so, or another open pull request builds on it, or it on another
    /// one's branch.
    pub(super) fn is_layer(&self, pull: &Pull) -> bool {
        let below = |other: &&Pull| other.number != pull.number && other.open && other.head == pull.base;
        pull.stacked
            || self.meant_for(&pull.head).any(|number| number != pull.number)
            || self.pulls.iter().flatten().find(below).is_some()
    }

    /// The open pull requests that are meant for a branch, those from forks as well.
    pub(super) fn meant_for<'a>(&'a self, name: &'a str) -> impl Iterator<Item = u64> + 'a {
        let own =
            self.pulls.iter().flatten().filter(move |pull| pull.open && pull.base == name).map(|pull| pull.number);
        own.chain(self.foreign.iter().filter(move |pull| pull.base == name).map(|pull| pull.number))
    }

    /// What of it a run has to remember: the lineage, and what its pull requests touch. Codes: those of [`lineage`].
    pub(super) fn about(&self, wish: &Wish) -> Result<Self> {
        let base = lineage(&wish.branch, wish.lineage.as_deref(), self)?.base;
        let ours = |pull: &Pull| number_in(&base, &pull.head).is_some();
        let bases: Vec<&str> =
            self.pulls.iter().flatten().filter(|pull| ours(pull)).map(|pull| pull.base.as_str()).collect();
        let touched = |name: &str| {
            number_in(&base, name).is_some()
                || name == self.default_branch
                || bases.contains(&name)
                || wish.into.as_deref() == Some(name)
        };
        let some = |all: &[Branch]| all.iter().filter(|branch| touched(&branch.name)).cloned().collect::<Vec<_>>();
        let near = |pull: &&Pull| {
            ours(pull) || pull.open && (touched(&pull.base) && pull.base != self.default_branch || touched(&pull.head))
        };
        Ok(Self {
            local: some(&self.local),
            remote: self.remote.as_deref().map(some),
            pulls: self.pulls.as_ref().map(|pulls| pulls.iter().filter(near).cloned().collect()),
            hosting: self.hosting.clone(),
            default_branch: self.default_branch.clone(),
            foreign: self.foreign.iter().filter(|pull| touched(&pull.base)).cloned().collect(),
            fork_of: self.fork_of.clone(),
        })
    }
}

/// A lineage, and which of it a branch is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lineage {
    /// The first attempt's name.
    pub base: String,
    /// Which attempt the branch is.
    pub number: u64,
    /// Every attempt there is, oldest first.
    pub members: Vec<Iteration>,
}

/// Which lineage `branch` is of, by its name, by what is there, and by what somebody says.
/// Codes: those of [`parse_iteration`], `other-lineage`, `lineage-unclear`.
pub fn lineage(branch: &str, said: Option<&str>, seen: &Seen) -> Result<Lineage> {
    parse_iteration(branch)?;
    let (base, number) = match said {
        Some(base) => (base, number_in(base, branch).ok_or_else(|| other_lineage(branch, base))?),
        None => split(branch),
    };
    let members = members(base, seen.names().chain([branch]));
    if said.is_none() && number > 1 && members.len() < 2 {
        // `api-v3-v2` tells that `api-v3` is a name of its own.
        let own = crate::iteration::members(branch, seen.names().chain([branch]));
        if own.len() > 1 {
            return Ok(Lineage { base: branch.to_string(), number: 1, members: own });
        }
        let none = if seen.remote.is_some() {
            "there is no other iteration of that"
        } else {
            "this clone knows no other iteration of that"
        };
        return Err(Error::new(
            "lineage-unclear",
            format!(
                "`{branch}` reads as iteration {number} of `{base}`, and {none}: expected `{base}`, or an own name"
            ),
        )
        .advice(format!("if it is a name of its own: `{}`", option("lineage", branch)))
        .advice(format!("if it is an iteration whose others are gone: `{}`", option("lineage", base))));
    }
    Ok(Lineage { base: base.to_string(), number, members })
}

/// The branch that changes are merged into is no attempt at one. Code: `default-branch`.
pub(super) fn not_default(branch: &str, seen: &Seen) -> Result<()> {
    if branch != seen.default_branch {
        return Ok(());
    }
    Err(Error::new(
        "default-branch",
        format!("`{branch}` is the branch that changes are merged into: expected a change's own branch"),
    )
    .advice("check the change's branch out, or name it"))
}

pub(super) fn other_lineage(branch: &str, base: &str) -> Error {
    Error::new(
        "other-lineage",
        format!("`{branch}` is no iteration of `{base}`: expected `{base}` or `{base}-v2`, `{base}-v3` …"),
    )
    .advice("`version-first iteration show` lists the iterations")
}
