//! The words that go into commits and tags, and whether they ask CI to look away.

use crate::manifest::File;
use crate::request::{Request, RunId, SkipCi};
use crate::workflow::runs_on_tag_push;

/// What every commit and tag object of ours carries: it makes each of them unique, so that of two runs which build the
/// same bytes in the same second only one can believe that it released (PROTOCOL 21).
pub(crate) const TRAILER: &str = "Version-First";

/// The version commit's message: subject, the user's body, our trailer.
pub(crate) fn commit(request: &Request, version: &str, skip_ci: bool, build: u32) -> String {
    let text = request.commit_message.replace("{version}", version);
    let (subject, body) = text.split_once('\n').unwrap_or((&text, ""));
    let marker = if skip_ci { " [skip ci]" } else { "" };
    let body = match body.trim() {
        "" => String::new(),
        body => format!("{body}\n\n"),
    };
    format!("{}{marker}\n\n{body}{}\n", subject.trim_end(), trailer(&request.run, version, build))
}

/// The tag object's message.
pub(crate) fn tag(run: &RunId, tag: &str, version: &str, build: u32) -> String {
    format!("{tag}\n\n{}\n", trailer(run, version, build))
}

fn trailer(run: &RunId, version: &str, build: u32) -> String {
    format!("{TRAILER}: {version}; run={}; attempt={}; build={build}", word(&run.id), word(&run.attempt))
}

/// One word without line breaks, so that a trailer stays one line whatever the runner calls itself.
fn word(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect()
}

/// Whether the version commit gets its ` [skip ci]`. GitHub binds the skip to the commit, so a tag push of that commit
/// starts nothing either: where a workflow waits for tags, `auto` leaves the marker out and says so.
pub(crate) fn skips_ci(setting: SkipCi, files: &[File], remarks: &mut Vec<String>) -> bool {
    match setting {
        SkipCi::Always => true,
        SkipCi::Never => false,
        SkipCi::Auto => {
            let waits = |file: &&File| file.path.starts_with(".github/workflows/") && runs_on_tag_push(&file.text);
            let Some(workflow) = files.iter().find(waits) else { return true };
            remarks.push(format!(
                "no [skip ci]: `{}` runs on tag pushes, and GitHub would skip it too (set `skip-ci` to decide yourself)",
                workflow.path
            ));
            false
        }
    }
}
