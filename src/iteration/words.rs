//! What pull requests of a lineage say of each other. What people wrote has no effect in it.

use crate::iteration::number_in;
use crate::iteration::seen::{Lineage, Pull, Seen};
use crate::release::words::notes::{in_code, plain};

/// `Title (v3)`; the first one has no number, and none is given twice.
pub(super) fn titled(title: &str, number: u64) -> String {
    let title = untitled(title);
    if number < 2 { title.to_string() } else { format!("{title} (v{number})") }
}

/// The title without its `(vN)`.
pub(super) fn untitled(title: &str) -> &str {
    let title = title.trim();
    let inside = title.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (v"));
    match inside {
        Some((before, digits)) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            before.trim_end()
        }
        _ => title,
    }
}

/// What is said before an older one is closed.
pub(super) fn superseded(by: u64) -> String {
    match by {
        // Of one that is not open yet, in a dry run.
        0 => "Superseded by #N".to_string(),
        _ => format!("Superseded by #{by}"),
    }
}

/// The new one's text: what somebody wrote, what it supersedes, and the lineage.
pub(super) fn body(said: Option<&str>, lineage: &Lineage, seen: &Seen, old: &[&Pull]) -> String {
    let mut parts: Vec<String> =
        said.map(str::trim).filter(|text| !text.is_empty()).map(String::from).into_iter().collect();
    if !old.is_empty() {
        let list: Vec<String> = old.iter().map(|pull| format!("#{}", pull.number)).collect();
        parts.push(format!("Supersedes {}.", list.join(", ")));
    }
    if lineage.members.len() > 1 {
        parts.push(table(lineage, seen));
    }
    parts.join("\n\n")
}

/// Every iteration, a row each, oldest first.
pub(super) fn table(lineage: &Lineage, seen: &Seen) -> String {
    let mut rows = vec!["| iteration | branch | pull request |".to_string(), "|---|---|---|".to_string()];
    for member in &lineage.members {
        let pulls: Vec<String> = seen
            .of(&lineage.base)
            .iter()
            .rev()
            .filter(|(number, _)| *number == member.iteration)
            .map(|(_, pull)| format!("#{} ({}) {}", pull.number, state_of(pull), cell(&plain(&pull.title))))
            .collect();
        let told = if !pulls.is_empty() {
            pulls.join("<br>")
        } else if number_in(&lineage.base, &member.branch) == Some(lineage.number) {
            "this one".to_string()
        } else {
            "none".to_string()
        };
        rows.push(format!("| v{} | {} | {told} |", member.iteration, cell(&in_code(&member.branch))));
    }
    rows.join("\n")
}

/// One word.
pub(super) fn state_of(pull: &Pull) -> &'static str {
    match (pull.open, pull.merged) {
        (true, _) if pull.draft => "draft",
        (true, _) => "open",
        (false, true) => "merged",
        (false, false) => "closed",
    }
}

/// In a table a `|` ends the cell, also in code.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
