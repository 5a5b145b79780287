//! One change as an item of a list: what it does, by which pull request and commit, by whom, and what breaks.

use crate::commits::{Block, Breakage, Change, Pull};
use crate::release::words::notes::{Links, is_hidden, plain};
use crate::text::short_oid;

/// Most of what one change may say of what breaks, in bytes.
const MOST_TOLD: usize = 8_000;

/// The item; what breaks stands below it.
pub(super) fn entry(change: &Change, links: &Links, breaks: bool) -> String {
    let scope = change.scope.filter(|scope| breaks || !scope.eq_ignore_ascii_case("deps"));
    let scope = scope.map(|scope| format!("**{}:** ", plain(scope))).unwrap_or_default();
    let sources = sources(change, links).join(", ");
    let authors: Vec<String> = change.authors.iter().map(|author| plain(author.name)).collect();
    let authors = match authors.as_slice() {
        [] => String::new(),
        names => format!(" by {}", listed(names)),
    };
    let below = match &change.breaking {
        Some(told) if breaks => below(told),
        _ => String::new(),
    };
    format!("- {scope}{} ({sources}){authors}\n{below}", plain(change.text))
}

/// Where it came from: its pull request, where known, and its commit.
pub(super) fn sources(change: &Change, links: &Links) -> Vec<String> {
    let pull = change.pull.map(|pull| links.linked(&format!("{}{}", pull.sign, pull.number), &links.page(pull)));
    let commit = links.linked(short_oid(change.sha), &format!("commit/{}", change.sha));
    pull.into_iter().chain([commit]).collect()
}

/// `Ada, Grace and Barbara`.
pub(super) fn listed<Name: std::borrow::Borrow<str>>(names: &[Name]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((one, [])) => one.borrow().to_string(),
        Some((last, others)) => format!("{} and {}", others.join(", "), last.borrow()),
    }
}

impl Links {
    fn linked(&self, text: &str, path: &str) -> String {
        match &self.repository {
            Some(repository) => format!("[{text}]({repository}/{path})"),
            None => text.to_string(),
        }
    }

    /// The path of a pull request's page.
    fn page(&self, pull: Pull) -> String {
        let pages = match (&self.pulls, pull.sign) {
            (Some(pulls), _) => pulls,
            (None, '!') => "-/merge_requests",
            (None, _) => "pull",
        };
        format!("{pages}/{}", pull.number)
    }
}

/// What breaks, block by block, indented so that it belongs to the item above.
fn below(told: &[Breakage]) -> String {
    let mut below = String::new();
    for block in told.iter().flat_map(Breakage::blocks) {
        // The first paragraph goes on from the item's own line.
        if !below.is_empty() || !matches!(block, Block::Text(_)) {
            below.push('\n');
        }
        let begin = below.len();
        match block {
            Block::Text(text) => below.push_str(&format!("  {}\n", plain(&text))),
            Block::List(items) => items.iter().for_each(|(marker, text)| {
                let marker = if marker.starts_with(['-', '*', '+']) { "-" } else { marker };
                below.push_str(&format!("  {marker} {}\n", plain(text)));
            }),
            Block::Code(lines) => below.push_str(&code(&lines)),
        }
        if below.len() > MOST_TOLD {
            below.truncate(begin);
            below.push_str("  …\n");
            break;
        }
    }
    below
}

/// Lines of code, each in backticks: no fence of theirs can end early, and no line begins with somebody's text.
fn code(lines: &[&str]) -> String {
    let widest = |line: &&&str| !line.trim().is_empty();
    let indent = lines.iter().filter(widest).map(|line| line.len().saturating_sub(line.trim_start().len())).min();
    let indent = indent.unwrap_or_default();
    let shown: Vec<String> =
        lines.iter().filter(widest).map(|line| in_code(line.get(indent..).unwrap_or(line))).collect();
    if shown.is_empty() { String::new() } else { format!("  {}\n", shown.join("\\\n  ")) }
}

/// One line between more backticks than it holds in a row.
pub(crate) fn in_code(line: &str) -> String {
    let said: String = line.chars().filter(|letter| !letter.is_control() && !is_hidden(*letter)).collect();
    let longest = said.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let marks = "`".repeat(longest.saturating_add(1));
    let gap = if said.starts_with(['`', ' ']) || said.ends_with(['`', ' ']) { " " } else { "" };
    format!("{marks}{gap}{said}{gap}{marks}")
}
