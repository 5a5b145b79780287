//! What a lineage looks like, and whether a branch is fit to go on with.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::iteration::next_of;
use crate::iteration::seen::{Comments, Lineage, Pull, Seen, lineage, not_default};
use crate::iteration::words::{state_of, table};
use crate::text::shell_word;

/// From this iteration on, somebody should think about the approach instead of the next attempt.
pub const RED_FLAG: u64 = 5;

/// What [`show`] and [`check`] are asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct About {
    /// The branch.
    pub branch: String,
    /// The lineage's base, where the names do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lineage: Option<String>,
    /// What a look has shown.
    pub seen: Seen,
    /// The commit of the branch it is meant for that brings the same change, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landed: Option<String>,
    /// Other iterations that bring the same change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same: Vec<String>,
    /// How many review comments by bots are too few to mind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_bot_comments: Option<u64>,
    /// What the server said where it did not tell of pull requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denied: Option<String>,
}

/// A lineage as people see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Shown {
    /// The branch asked about.
    pub branch: String,
    /// The first attempt's name.
    pub base: String,
    /// Which attempt the branch is.
    pub iteration: u64,
    /// Whether it is the first.
    pub original: bool,
    /// The latest attempt's branch.
    pub latest: String,
    /// The branch that the next attempt would have; absent: there can be no such branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Whether there are so many attempts that the approach is in doubt.
    pub red_flag: bool,
    /// When the oldest of what is still open or around was begun, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest: Option<String>,
    /// Every attempt, oldest first.
    pub iterations: Vec<Row>,
    /// The same as a table in Markdown.
    pub table: String,
}

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Row {
    /// Its branch.
    pub branch: String,
    /// Its number.
    pub iteration: u64,
    /// Whether the clone has it.
    pub local: bool,
    /// Whether the remote has it; absent: nobody could ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<bool>,
    /// Its pull requests, newest first; absent: nobody could ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pull_requests: Option<Vec<PullRow>>,
}

/// A pull request of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PullRow {
    /// Its number.
    pub number: u64,
    /// Where people read it.
    pub url: String,
    /// `open`, `draft`, `closed` or `merged`.
    pub state: String,
    /// Its title.
    pub title: String,
    /// Its review comments, where they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<Comments>,
}

/// What [`check`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verdict {
    /// Whether nothing stands against going on with this branch.
    pub ok: bool,
    /// What stands against it, and what is worth knowing.
    pub findings: Vec<Finding>,
    /// The lineage.
    pub lineage: Shown,
}

/// Something about a branch, and the command that follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Finding {
    /// Stable, kebab-case.
    pub code: String,
    /// Whether it stands against going on.
    pub blocks: bool,
    /// One sentence.
    pub says: String,
    /// What to do about it.
    pub next: String,
}

/// A lineage as people see it. Codes: those of [`lineage`].
pub fn show(about: &About) -> Result<Shown> {
    Ok(shown(about, &lineage(&about.branch, about.lineage.as_deref(), &about.seen)?))
}

fn shown(about: &About, found: &Lineage) -> Shown {
    let seen = &about.seen;
    let pulls = seen.of(&found.base);
    let rows: Vec<Row> = found
        .members
        .iter()
        .map(|member| Row {
            branch: member.branch.clone(),
            iteration: member.iteration,
            local: seen.local(&member.branch).is_some(),
            remote: seen.remote.as_ref().map(|_| seen.remote(&member.branch).is_some()),
            pull_requests: seen.pulls.as_ref().map(|_| {
                pulls.iter().filter(|(number, _)| *number == member.iteration).map(|(_, pull)| row(pull)).collect()
            }),
        })
        .collect();
    let begun = |name: &str| {
        let opened = pulls.iter().filter(|(_, pull)| pull.head == name).map(|(_, pull)| pull.created_at.as_str());
        let made = seen.local(name).into_iter().chain(seen.remote(name)).map(|branch| branch.at.as_str());
        opened.chain(made).filter(|at| !at.is_empty()).min().map(String::from)
    };
    let around = |name: &str| {
        seen.local(name).is_some()
            || seen.remote(name).is_some()
            || pulls.iter().any(|(_, pull)| pull.open && pull.head == name)
    };
    let latest = found.members.last();
    let names: Vec<String> = seen.names().map(String::from).collect();
    Shown {
        next: next_of(&found.base, found.number, &names).ok(),
        branch: about.branch.clone(),
        base: found.base.clone(),
        iteration: found.number,
        original: found.number == 1,
        latest: latest.map_or_else(|| about.branch.clone(), |member| member.branch.clone()),
        red_flag: latest.is_some_and(|member| member.iteration >= RED_FLAG),
        oldest: found
            .members
            .iter()
            .filter(|member| around(&member.branch))
            .filter_map(|member| begun(&member.branch))
            .min(),
        iterations: rows,
        table: table(found, seen),
    }
}

fn row(pull: &Pull) -> PullRow {
    PullRow {
        number: pull.number,
        url: pull.url.clone(),
        state: state_of(pull).to_string(),
        title: pull.title.clone(),
        comments: pull.comments,
    }
}

/// Whether a branch is fit to go on with. Codes: those of [`lineage`], `default-branch`.
pub fn check(about: &About) -> Result<Verdict> {
    not_default(&about.branch, &about.seen)?;
    let found = lineage(&about.branch, about.lineage.as_deref(), &about.seen)?;
    let pulls = about.seen.of(&found.base);
    let (mine, others): (Vec<_>, Vec<_>) = pulls.into_iter().partition(|(number, _)| *number == found.number);
    let mine: Vec<&Pull> = mine.into_iter().map(|(_, pull)| pull).collect();
    let mut findings: Vec<Finding> = Vec::new();
    findings.extend(landed(about, &mine));
    findings.extend(later(about, &found));
    findings.extend(open_elsewhere(&others, found.number));
    findings.extend(about.same.iter().map(|other| same(about, other)));
    findings.extend(by_bots(about, &mine));
    if found.number >= RED_FLAG {
        let says = format!("this is iteration {}: so many attempts speak against the approach", found.number);
        findings.push(finding("red-flag", false, says, "version-first iteration show"));
    }
    if about.seen.pulls.is_none() {
        let (why, next) = match about.denied.as_deref() {
            Some(said) => (said, "version-first iteration check"),
            None if about.seen.remote.is_none() => ("there is no remote", "git remote add origin <address>"),
            None => ("there is no token for the remote's server", "set GITHUB_TOKEN"),
        };
        findings.push(finding("no-hosting", false, format!("pull requests are not known: {why}"), next));
    }
    let lineage = shown(about, &found);
    Ok(Verdict { ok: findings.iter().all(|finding| !finding.blocks), findings, lineage })
}

fn finding(code: &str, blocks: bool, says: String, next: &str) -> Finding {
    Finding { code: code.to_string(), blocks, says, next: next.to_string() }
}

/// What the branch was made for is done: its pull request is merged, or the change is there all the same.
fn landed(about: &About, mine: &[&Pull]) -> impl Iterator<Item = Finding> {
    let merged = mine.iter().find(|pull| pull.merged).map(|pull| {
        let says = format!("`{}` was merged as #{}", about.branch, pull.number);
        finding("already-merged", true, says, "version-first iteration clean")
    });
    let there = about.landed.as_deref().map(|commit| {
        let short = commit.get(..7).unwrap_or(commit);
        let says = format!("the change is on the base already, as {short}");
        finding("already-on-base", true, says, &format!("git show {short}"))
    });
    merged.into_iter().chain(there)
}

/// The latest attempt, where that is another one.
fn later(about: &About, found: &Lineage) -> Option<Finding> {
    let later = found.members.iter().filter(|member| member.iteration > found.number);
    let later = later.max_by_key(|member| member.iteration)?;
    let says = format!("`{}` is iteration {}, and `{}` is later", about.branch, found.number, later.branch);
    Some(finding("iteration-not-latest", true, says, &format!("git switch {}", shell_word(&later.branch))))
}

/// Open pull requests of other attempts than this `number`: a later one stands against it, earlier ones are to be superseded.
fn open_elsewhere(others: &[(u64, &Pull)], number: u64) -> Vec<Finding> {
    let open: Vec<&(u64, &Pull)> = others.iter().filter(|(_, pull)| pull.open).collect();
    let earlier = open.iter().filter(|(one, _)| *one < number);
    let earlier: Vec<String> = earlier.map(|(_, pull)| pull.number.to_string()).collect();
    // Of several each has to be named.
    let named = if earlier.len() > 1 { format!(" {}", earlier.join(" ")) } else { String::new() };
    let one = |(one, pull): &&(u64, &Pull)| {
        let next = match *one > number {
            true => format!("git switch {}", shell_word(&pull.head)),
            false => format!("version-first iteration submit{named}"),
        };
        let says = format!("#{} is open for iteration {one} of the same change", pull.number);
        finding("open-pull-request", *one > number, says, &next)
    };
    open.iter().map(one).collect()
}

fn same(about: &About, other: &str) -> Finding {
    let next = format!("version-first iteration diff {} {}", shell_word(other), shell_word(&about.branch));
    finding("same-as-another", true, format!("`{}` brings the same change as `{other}`", about.branch), &next)
}

/// More review comments by bots than are wanted, or nobody knows how many.
fn by_bots(about: &About, mine: &[&Pull]) -> Vec<Finding> {
    let Some(most) = about.max_bot_comments else { return Vec::new() };
    let one = |pull: &&Pull| match pull.comments {
        Some(comments) if comments.bots <= most => None,
        Some(Comments { bots, .. }) => {
            let says = format!("#{} has {bots} review comments by bots, and at most {most} are wanted", pull.number);
            Some(finding("bot-comments", true, says, "version-first iteration start"))
        }
        None => {
            let says = format!("the review comments of #{} are not known", pull.number);
            Some(finding("comments-unknown", true, says, "set GITHUB_TOKEN"))
        }
    };
    mine.iter().copied().filter(|pull| pull.open).filter_map(|pull| one(&pull)).collect()
}
