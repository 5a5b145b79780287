//! Where files say which version is due (PROTOCOL 34), no commit does.

use crate::bump::Bump;
use crate::manifest::fragments;
use crate::manifest::pending;
use crate::manifest::pending::{Change, Due, Tool};
use crate::release::decide::{Action, Verdict, asks_for_a_version};
use crate::release::facts::Facts;
use crate::release::package_look::PackageLook;
use crate::release::request::Asked;
use crate::tag;
use crate::text::{option, shortened};
use crate::version::Version;

/// How many files a sentence lists.
const LISTED: usize = 5;

/// What is pending at the tip.
pub(super) struct Pending {
    changes: Vec<Change>,
    /// Whether there may be more.
    more: bool,
}

impl Pending {
    /// Reads them.
    pub(super) fn at(facts: &Facts) -> Self {
        let (changes, more) = pending::pending(&facts.files);
        Self { changes, more }
    }

    /// The verdict, kept back where it was left to commits and files say what is due, of this package or of others instead. A
    /// version that stands already and one that was asked for by name are not: of the latter it is said that they go on being
    /// pending. `told`: how many of the remarks were made before this package was looked at.
    pub(super) fn keep_back(
        &self,
        look: &PackageLook,
        verdict: Verdict,
        told: usize,
        remarks: &mut Vec<String>,
    ) -> Verdict {
        let by_commits = match &verdict {
            Verdict::New(version, ..) => version.clone(),
            Verdict::Tag(Action::FirstRelease, version) => version.clone(),
            Verdict::Tag(..) | Verdict::Nothing { .. } => return verdict,
        };
        remarks.extend(uncollected(look, &by_commits));
        let concerning: Vec<&Change> = self.changes.iter().filter(|one| concerns(look, one)).collect();
        let Some(tool) = concerning.first().map(|one| one.tool) else { return verdict };
        let ours: Vec<&Change> = concerning.iter().copied().filter(|one| is_of(look, one)).collect();
        if is_named(look) {
            if !ours.is_empty() {
                remarks.push(format!(
                    "what change files say is pending still, and `{}` would count it once more: delete those whose \
                     changes this version has: {}",
                    tool.command,
                    self.listed(&ours)
                ));
            }
            return verdict;
        }
        remarks.truncate(told);
        let standing = look.situation.package.newest.clone();
        let why = match ours.is_empty() && !self.more {
            true => of_others(look, tool, &self.listed(&concerning)),
            false if ours.is_empty() => self.of_this(look, tool, &concerning, &by_commits),
            false => self.of_this(look, tool, &ours, &by_commits),
        };
        Verdict::Nothing { why, standing }
    }

    /// Why nothing is released where files say what is due of the package.
    fn of_this(&self, look: &PackageLook, tool: &Tool, changes: &[&Change], by_commits: &Version) -> String {
        let (bump, version) = self.leads_to(look, changes);
        let spelled = |version: &Version| look.situation.spelled(version);
        let compared = match (version, &look.situation.package.newest) {
            (Some(version), _) => format!(": they lead to {}, commits to {}", spelled(&version), spelled(by_commits)),
            (None, Some(_)) => format!(": commits would lead to {}", spelled(by_commits)),
            (None, None) => String::new(),
        };
        let bump = bump.map_or("VERSION", Bump::as_str);
        format!(
            "change files of {} are pending, and say what is due{compared}: {}. `{}` takes them in, and what it raises \
             is tagged then; `--bump {bump}` (input `bump`) releases without that",
            tool.name,
            self.listed(changes),
            tool.command
        )
    }

    /// The bump that they come to, and the version after it; of a tool for which more counts, no version.
    fn leads_to(&self, look: &PackageLook, changes: &[&Change]) -> (Option<Bump>, Option<Version>) {
        let dues = || changes.iter().flat_map(|one| one.due.iter().flatten()).filter(|due| is_ours(look, due));
        let known = !self.more && changes.iter().all(|one| one.due.is_some()) && dues().all(|due| due.bump.is_some());
        let Some(bump) = dues().filter_map(|due| due.bump).max().filter(|_| known) else { return (None, None) };
        let situation = &look.situation;
        let alone = changes.iter().all(|one| one.tool.alone);
        let from =
            situation.package.newest.as_ref().filter(|_| alone).map(|(newest, _)| situation.package.from(newest));
        (Some(bump), from.and_then(|from| situation.next(from, bump).ok()).map(|(version, _)| version))
    }

    fn listed(&self, changes: &[&Change]) -> String {
        let mut all: Vec<String> = changes.iter().take(LISTED).map(|one| one.in_words()).collect();
        match changes.len().saturating_sub(LISTED) {
            0 if !self.more => {}
            0 => all.push("and more".to_string()),
            rest => all.push(format!("and {rest} more")),
        }
        all.join(", ")
    }
}

/// What is said where files tell what the changelog is to say, and nobody has collected them: the tag would be without that.
fn uncollected(look: &PackageLook, version: &Version) -> Option<String> {
    let of_root = look.situation.package.scope.moving.iter().all(String::is_empty);
    let (files, command) = fragments::pending(&look.facts.files).filter(|_| of_root)?;
    // Not all of them were read.
    let shown = files.len().min(fragments::MOST.saturating_sub(1));
    let more = if shown < files.len() { " and more" } else { "" };
    Some(format!(
        "what these say goes into no changelog: {}{more}; `{command} {}` collects them, and what it writes is to be on \
         the branch before this is released",
        tag::list(files.iter().copied(), shown),
        option("version", &look.situation.spelled(version).to_string())
    ))
}

/// Why nothing is released of a package where files say what is due, and it is not among that.
fn of_others(look: &PackageLook, tool: &Tool, listed: &str) -> String {
    let scope = &look.situation.package.scope;
    let name = scope.names.first().or(scope.moving.first()).filter(|name| !name.is_empty());
    let of = name.map_or("what is released".to_string(), |name| format!("`{}`", shortened(name)));
    format!(
        "change files of {} are pending, and none speaks of {of}: {listed}. `--bump patch` (input `bump`) \
         releases it all the same",
        tool.name
    )
}

/// Whether somebody named the bump or the version: by the request, by a pull request, or in a commit.
fn is_named(look: &PackageLook) -> bool {
    let package = &look.situation.package;
    let from = package.newest.as_ref().map_or(&package.stated, |(newest, _)| newest);
    !matches!(look.situation.asked, Asked::Auto) || look.held.is_some() || asks_for_a_version(look, from)
}

/// Whether the tool of a file may speak of what is released.
fn concerns(look: &PackageLook, change: &Change) -> bool {
    let found = &look.situation.package.scope.found;
    let is_node = |path: &str| !change.tool.node || path.rsplit('/').next() == Some("package.json");
    match found.is_empty() {
        true => change.reaches(""),
        false => found.iter().any(|one| is_node(&one.path) && change.reaches(&one.path)),
    }
}

/// Whether a file says something of the package; what cannot be read may.
fn is_of(look: &PackageLook, change: &Change) -> bool {
    change.due.as_ref().is_none_or(|due| due.iter().any(|due| is_ours(look, due)))
}

/// Whether what is due is due of the package. A name that is nobody's may be anybody's: a group, a project called otherwise
/// than its manifest calls it, all that there is.
fn is_ours(look: &PackageLook, due: &Due) -> bool {
    let Some(name) = due.name.as_deref() else { return true };
    let scope = &look.situation.package.scope;
    let last = |text: &str| text.rsplit('/').next().unwrap_or_default().to_string();
    let own = || scope.names.iter().chain(&scope.moving).map(String::as_str);
    let others = || scope.others.iter().flat_map(|one| one.name.as_deref().into_iter().chain([one.folder.as_str()]));
    if own().any(|one| one == name) {
        return true;
    }
    if others().any(|one| one == name) {
        return false;
    }
    own().any(|one| last(one) == last(name)) || !others().any(|one| last(one) == last(name))
}
