//! What a pull request of ours says.

use crate::bump::Bump;
use crate::commits::Reason;
use crate::error::{Error, Result};
use crate::hosting::{Hosting, Kind};
use crate::manifest::Leftover;
use crate::release::proposal::{Proposal, Release};
use crate::release::request::Request;
use crate::release::words::message::{with_markers_told, without_markers};
use crate::release::words::notes::is_hidden;
use crate::release::words::template;
use crate::release::words::template::{MOST_OF_PULL, cut, fill, length};
use crate::text::start;

/// What a pull request of a bump branch says.
pub(crate) struct Text<'a> {
    /// What was asked for.
    pub(crate) request: &'a Request,
    /// What it proposes.
    pub(crate) proposal: &'a Proposal,
    /// Where it will stand.
    pub(crate) hosting: &'a Hosting,
    /// What still says the old version.
    pub(crate) still_says: &'a [Leftover],
}

/// Most commits that are listed in a pull request.
const MOST_REASONS: usize = 50;
/// Most places that are listed there.
const MOST_PLACES: usize = 20;
/// Most characters of a title.
const MOST_OF_TITLE: usize = 250;
const IN_TITLE: [&str; 4] = ["version", "previous-version", "tag", "branch"];
const IN_BODY: [&str; 7] = ["version", "previous-version", "tag", "branch", "files", "commits", "notes"];

/// Refuses templates that would say nothing or that name what is not known. Codes: `invalid-template`.
pub(crate) fn check(request: &Request) -> Result<()> {
    if let Some(title) = &request.pull_request_title {
        template::check("pull-request-title", title, &IN_TITLE)?;
        if title.lines().next().is_none_or(|line| without_markers(line).trim().is_empty()) {
            return Err(Error::new("invalid-template", "`pull-request-title` has an empty first line")
                .advice("give one such as `Release {version}`"));
        }
    }
    match &request.pull_request_body {
        Some(body) => template::check("pull-request-body", body, &IN_BODY),
        None => Ok(()),
    }
}

impl Text<'_> {
    /// The title: the version commit's subject, unless there is a template.
    pub(crate) fn title(&self) -> String {
        let Release { previous_version, tag, .. } = &self.proposal.releases.first;
        let (version, branch) = (&self.proposal.releases.in_words(), &self.proposal.branch);
        let title = match &self.request.pull_request_title {
            Some(template) => {
                let previous = previous_version.as_deref().unwrap_or_default();
                let names = [("version", &**version), ("previous-version", previous), ("tag", tag), ("branch", branch)];
                fill(template, &names)
            }
            None => fill(&self.request.commit_message, &[("version", version)]),
        };
        let title = without_markers(title.lines().next().unwrap_or_default());
        start(title.trim(), MOST_OF_TITLE).to_string()
    }

    /// The whole text: what it brings, why, and what happens after the merge. Where the hosting makes the merged commit's
    /// message of it, no marker may keep that commit's run from tagging it.
    pub(crate) fn body(&self) -> String {
        let text = match &self.request.pull_request_body {
            Some(template) => self.filled(template),
            None => self.usual(),
        };
        let is_mark = |line: &&str| line.trim() == SUPERSEDED;
        let text = text.lines().filter(|line| !is_mark(line)).map(|line| format!("{line}\n")).collect::<String>();
        format!("{}\n", with_markers_told(text.trim_end()))
    }

    /// By a template. The notes, which may be long, get what room the rest leaves.
    fn filled(&self, template: &str) -> String {
        let Release { previous_version, tag, .. } = &self.proposal.releases.first;
        let (version, branch) = (&self.proposal.releases.in_words(), &self.proposal.branch);
        let notes = self.notes();
        let (files, commits) = (self.files(), self.commits());
        let with = |notes: &str| {
            let previous = previous_version.as_deref().unwrap_or_default();
            let values = [
                ("version", &**version),
                ("previous-version", previous),
                ("tag", tag),
                ("branch", branch),
                ("files", files.trim_end()),
                ("commits", commits.trim_end()),
                ("notes", notes.trim_end()),
            ];
            fill(template, &values)
        };
        let uses = template.matches("{notes}").count().max(1);
        let room = MOST_OF_PULL.saturating_sub(length(&with(""))).checked_div(uses).unwrap_or_default();
        cut(&with(&cut(&notes, room)), MOST_OF_PULL)
    }

    fn usual(&self) -> String {
        let Proposal { releases, branch, changed_files, .. } = self.proposal;
        let mut text = String::new();
        for Release { version, previous_version, tag, .. } in releases.iter() {
            let since = previous_version.as_ref().map(|before| format!(" after {}", code(before))).unwrap_or_default();
            let whose = if releases.more.is_empty() { String::new() } else { format!(" ({})", code(tag)) };
            text.push_str(&format!("This brings version {}{since}{whose} to {}.\n", code(version), code(branch)));
        }
        let section = releases.iter().find_map(|release| release.section.as_ref());
        if !changed_files.is_empty() {
            text.push_str(match section {
                Some(_) => {
                    "\nIt changes the version in these files, adds its section to the changelog, and nothing else:\n\n"
                }
                None => "\nIt changes the version in these files, and nothing else:\n\n",
            });
            text.push_str(&self.files());
        }
        if !self.still_says.is_empty() {
            text.push_str("\nThese places still say the old version. To include one, add what stands behind it to `manifests`:\n\n");
            text.push_str(&self.places());
        }
        if releases.iter().any(|release| !release.reasons.is_empty()) {
            text.push_str("\nWhat the commits ask for:\n\n");
            text.push_str(&self.commits());
        }
        let mut then = format!(
            "\nAfter the merge, by whatever method, the next release run tags the commit on {} as {}. \
             Close this pull request to decline the version; what is pushed later is proposed anew.\n",
            code(branch),
            releases.tags().map(code).collect::<Vec<_>>().join(" and ")
        );
        if self.hosting.kind == Kind::Github {
            then.push_str(
                "\nIf its checks wait for approval, press *Approve workflows to run*: GitHub asks for it where the \
                 default workflow token opened the pull request. A token of a GitHub App needs none.\n",
            );
        }
        format!("{}{then}", cut(&text, MOST_OF_PULL.saturating_sub(length(&then))))
    }

    /// The changed files, one an item.
    fn files(&self) -> String {
        list(self.proposal.changed_files.iter().map(|path| code(path)))
    }

    /// What still says the old version, one an item.
    fn places(&self) -> String {
        let said = |one: &Leftover| match &one.entry {
            Some(entry) => format!("{}: {}", code(&one.place()), code(entry)),
            None => code(&one.place()),
        };
        let more = self.still_says.len().saturating_sub(MOST_PLACES);
        let more = (more > 0).then(|| format!("and {more} more"));
        list(self.still_says.iter().take(MOST_PLACES).map(said).chain(more))
    }

    /// The releases' texts, one after the other.
    fn notes(&self) -> String {
        let notes: Vec<&str> = self.proposal.releases.iter().filter_map(|release| release.notes.as_deref()).collect();
        notes.join("\n")
    }

    /// What the commits ask for, one an item.
    fn commits(&self) -> String {
        let reasons: Vec<&Reason> = self.proposal.releases.iter().flat_map(|release| &release.reasons).collect();
        let said = |&Reason { subject, bump, .. }: &&Reason| {
            format!("{}: {}", bump.map_or("nothing", Bump::as_str), code(subject))
        };
        let more = reasons.len().saturating_sub(MOST_REASONS);
        let more = (more > 0).then(|| format!("and {more} more"));
        list(reasons.iter().take(MOST_REASONS).map(said).chain(more))
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("- {item}\n")).collect()
}

/// What is added to the text of a pull request before its branch is removed. The marker tells our closing from a person's
/// (PROTOCOL 10); it is written first, since a run may die between the two.
pub(crate) fn superseded(body: &str, because: &str) -> String {
    let mark = format!("\n\n---\nSuperseded: {because}.\n{SUPERSEDED}\n");
    let body = cut(body.trim_end(), MOST_OF_PULL.saturating_sub(length(&mark)));
    format!("{}{mark}", body.trim_end())
}

/// Whether we closed it, not a person. The mark counts only as a line of its own: a commit's subject may quote it.
pub(crate) fn is_superseded(body: &str) -> bool {
    body.lines().any(|line| line.trim() == SUPERSEDED)
}

/// Says that we closed it, not a person.
const SUPERSEDED: &str = "<!-- version-first: superseded -->";

/// Text of others as Markdown code: it mentions nobody and marks nothing up.
fn code(text: &str) -> String {
    let seen = text.chars().filter(|letter| !letter.is_control() && !is_hidden(*letter));
    let inner: String = seen.map(|letter| if letter == '`' { '\'' } else { letter }).collect();
    // Two backticks with nothing between them would begin something else.
    if inner.trim().is_empty() { "` `".to_string() } else { format!("`{inner}`") }
}
