//! What a pull request of ours says.

use crate::bump::Bump;
use crate::commits::Reason;
use crate::decide::Proposal;
use crate::hosting::{Hosting, Kind};
use crate::message::with_markers_told;

/// What a pull request of a bump branch says.
pub(crate) struct Text<'a> {
    /// What it proposes.
    pub(crate) proposal: &'a Proposal,
    /// Where it will stand.
    pub(crate) hosting: &'a Hosting,
}

/// Most commits that are listed in a pull request.
const MOST_REASONS: usize = 50;

impl Text<'_> {
    /// The whole text: what it brings, why, and what happens after the merge.
    pub(crate) fn body(&self) -> String {
        let Proposal { version, previous_version, branch, tag, changed_files, reasons, section, .. } = self.proposal;
        let since = previous_version.as_ref().map(|before| format!(" after {}", code(before))).unwrap_or_default();
        let mut text = format!("This brings version {}{since} to {}.\n", code(version), code(branch));
        if !changed_files.is_empty() {
            text.push_str(match section {
                Some(_) => {
                    "\nIt changes the version in these files, adds its section to the changelog, and nothing else:\n\n"
                }
                None => "\nIt changes the version in these files, and nothing else:\n\n",
            });
            list(&mut text, changed_files.iter().map(|path| code(path)));
        }
        if !reasons.is_empty() {
            text.push_str("\nWhat the commits ask for:\n\n");
            let said = |Reason { subject, bump, .. }: &Reason| {
                format!("{}: {}", bump.map_or("nothing", Bump::as_str), code(subject))
            };
            list(&mut text, reasons.iter().take(MOST_REASONS).map(said));
            let more = reasons.len().saturating_sub(MOST_REASONS);
            list(&mut text, (more > 0).then(|| format!("and {more} more")).into_iter());
        }
        text += &format!(
            "\nAfter the merge, by whatever method, the next release run tags the commit on {} as {}. \
             Close this pull request to decline the version; what is pushed later is proposed anew.\n",
            code(branch),
            code(tag)
        );
        if self.hosting.kind == Kind::Github {
            text.push_str(
                "\nIf its checks wait for approval, press *Approve workflows to run*: GitHub asks for it where the \
                 default workflow token opened the pull request. A token of a GitHub App needs none.\n",
            );
        }
        with_markers_told(&text)
    }
}

fn list(text: &mut String, items: impl Iterator<Item = String>) {
    items.for_each(|item| *text += &format!("- {item}\n"));
}

/// What is added to the text of a pull request before its branch is removed. The marker tells our closing from a person's
/// (PROTOCOL 10); it is written first, since a run may die between the two.
pub(crate) fn superseded(body: &str, because: &str) -> String {
    format!("{}\n\n---\nSuperseded: {because}.\n{SUPERSEDED}\n", body.trim_end())
}

/// Whether we closed it, not a person. The mark counts only as a line of its own: a commit's subject may quote it.
pub(crate) fn is_superseded(body: &str) -> bool {
    body.lines().any(|line| line.trim() == SUPERSEDED)
}

/// Says that we closed it, not a person.
const SUPERSEDED: &str = "<!-- version-first: superseded -->";

/// Text of others as Markdown code: it mentions nobody and marks nothing up.
fn code(text: &str) -> String {
    let inner: String = text.chars().map(|c| if c == '`' { '\'' } else { c }).filter(|c| !c.is_control()).collect();
    format!("`{inner}`")
}
