//! Release notes from commits: what breaks first, then what is new, then what is mended.
//!
//! What people wrote into their commits ends up on a page that renders Markdown and sends messages to whoever is
//! mentioned: it is shown as they wrote it, and does neither.

mod entry;

use serde::{Deserialize, Serialize};

use crate::commits::{Change, Commit, History};
use crate::hosting::{Hosting, Kind};
use crate::request::{Notes, Request};

/// Most of what notes may hold, in bytes: GitHub takes 125,000 characters.
const MOST_BYTES: usize = 100_000;

/// The sections in their order: heading, and the types it is for.
const SECTIONS: [(&str, &[&str]); 6] = [
    ("Features", &["feat", "feature"]),
    ("Fixes", &["fix", "bugfix", "hotfix"]),
    ("Performance", &["perf"]),
    ("Security", &["security", "sec"]),
    ("Reverts", &["revert"]),
    ("Documentation", &["docs", "doc"]),
];
const BREAKING: &str = "Breaking changes";
const DEPENDENCIES: &str = "Dependencies";
const OTHERS: &str = "Other changes";
/// Types of work that nobody sees from outside, unless it breaks something or is about dependencies.
const INSIDE: [&str; 8] = ["chore", "ci", "build", "test", "tests", "style", "refactor", "release"];

/// Where the notes' links lead. Whatever is absent is not linked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Links {
    /// The repository's page, such as `https://github.com/o/r`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// The tag before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_tag: Option<String>,
    /// The tag of this release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// What a pull request's page is called there: `pull` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pulls: Option<String>,
}

impl Links {
    /// Links into a hosting.
    pub(crate) fn to(hosting: Option<&Hosting>, previous: Option<&str>, tag: &str) -> Self {
        let pulls = |hosting: &Hosting| if hosting.kind == Kind::Gitea { "pulls" } else { "pull" };
        Self {
            repository: hosting.map(|hosting| format!("{}/{}", hosting.server_url, hosting.name)),
            previous_tag: previous.map(str::to_string),
            tag: Some(tag.to_string()),
            pulls: hosting.map(|hosting| pulls(hosting).to_string()),
        }
    }

    /// The page that shows everything since the tag before.
    pub(crate) fn compare(&self) -> Option<String> {
        let Self { repository: Some(repository), previous_tag: Some(previous), tag: Some(tag), .. } = self else {
            return None;
        };
        Some(format!("{repository}/compare/{}...{}", in_address(previous), in_address(tag)))
    }
}

/// The notes of a release as Markdown, by the commits since the release before it, newest first.
///
/// Breaking changes come first, with what their authors say breaks; then each type under its heading; work that nobody
/// sees from outside (`chore`, `ci`, `test`, …) is left out. A change that was taken back again is no change.
///
/// ```
/// use version_first::{commits::parse_log, notes::{Links, write}};
/// let log = parse_log(&["feat(door): a bell (#7)", "chore: dust", "fix!: hinges\n\nBREAKING CHANGE: left ones only"]
///     .map(|said| format!("{:040}\nAda\n{said}\0", 0)).concat());
/// assert_eq!(
///     write(&log, &Links::default()).lines().collect::<Vec<_>>(),
///     ["### Breaking changes", "", "- hinges (0000000) by Ada", "  left ones only", "",
///      "### Features", "", "- **door:** a bell (#7, 0000000) by Ada"]
/// );
/// ```
pub fn write(commits: &[Commit], links: &Links) -> String {
    of(&History::of(commits), links)
}

/// As [`write()`].
pub(crate) fn of(history: &History, links: &Links) -> String {
    let mut notes = sections(&history.changes(), links);
    if notes.is_empty() {
        notes.push_str(if history.is_empty() { "" } else { "Nothing that is seen from outside has changed.\n" });
    }
    if let (Some(address), Links { previous_tag: Some(previous), tag: Some(tag), .. }) = (links.compare(), links) {
        let gap = if notes.is_empty() { "" } else { "\n" };
        notes.push_str(&format!("{gap}**All changes:** [{}...{}]({address})\n", plain(previous), plain(tag)));
    }
    notes
}

/// What a changelog says of a new version, by the commits since the one before.
pub(crate) fn of_changelog(history: Option<&History>, links: &Links) -> String {
    let Some(history) = history else { return String::new() };
    match sections(&history.changes(), links) {
        none if none.is_empty() => "Nothing that is seen from outside has changed.\n".to_string(),
        sections => sections,
    }
}

/// The notes of the release that is about to be made, by the commits since the one before; `None`: none were wanted, or
/// there is no log to make them of.
pub(crate) fn of_release(request: &Request, history: Option<&History>, links: &Links) -> Option<String> {
    if request.notes != Notes::Commits {
        return None;
    }
    match history {
        Some(history) => Some(of(history, links)),
        None => links.previous_tag.is_none().then(|| "The first release.\n".to_string()),
    }
}

/// The sections alone; empty where nothing is to be seen.
pub(crate) fn sections(changes: &[Change], links: &Links) -> String {
    let mut notes = String::new();
    let mut left_out = 0_usize;
    for heading in headings() {
        let mut begun = false;
        for change in changes.iter().filter(|change| heading_of(change) == Some(heading)) {
            let entry = entry::entry(change, links, heading == BREAKING);
            if notes.len().saturating_add(entry.len()) > MOST_BYTES {
                left_out = left_out.saturating_add(1);
                continue;
            }
            if !begun {
                begun = true;
                let gap = if notes.is_empty() { "" } else { "\n" };
                notes.push_str(&format!("{gap}### {heading}\n\n"));
            }
            notes.push_str(&entry);
        }
    }
    if left_out > 0 {
        notes.push_str(&format!("\nand {left_out} more.\n"));
    }
    notes
}

fn headings() -> impl Iterator<Item = &'static str> {
    let named = SECTIONS.iter().map(|(heading, _)| *heading);
    std::iter::once(BREAKING).chain(named).chain([DEPENDENCIES, OTHERS])
}

/// The heading a change stands under; `None`: it is of no interest to those outside.
fn heading_of(change: &Change) -> Option<&'static str> {
    if change.breaking.is_some() {
        return Some(BREAKING);
    }
    let Some(kind) = change.kind else { return Some(OTHERS) };
    let is = |name: &&str| kind.eq_ignore_ascii_case(name);
    if let Some((heading, _)) = SECTIONS.iter().find(|(_, kinds)| kinds.iter().any(is)) {
        return Some(heading);
    }
    let dependencies = |scope: &str| scope.eq_ignore_ascii_case("deps") || scope.eq_ignore_ascii_case("dependencies");
    if kind.eq_ignore_ascii_case("deps") || change.scope.is_some_and(dependencies) {
        return Some(DEPENDENCIES);
    }
    (!INSIDE.iter().any(is)).then_some(OTHERS)
}

/// What somebody wrote, as it shows: emphasis, links and HTML do not take effect, and `@names` call nobody. Code between
/// two single backticks stays code.
pub(crate) fn plain(text: &str) -> String {
    let mut shown = Shown::default();
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        shown.text(before);
        let run = from.len().saturating_sub(from.trim_start_matches('`').len());
        let after = from.get(run..).unwrap_or_default();
        let inside =
            after.split_once('`').filter(|(code, behind)| run == 1 && !code.is_empty() && !behind.starts_with('`'));
        rest = match inside {
            Some((code, behind)) => {
                shown.code(code);
                behind
            }
            None => {
                shown.markdown.push_str(&"\\`".repeat(run));
                after
            }
        };
    }
    shown.text(rest);
    shown.markdown
}

/// Markdown under way.
#[derive(Default)]
struct Shown {
    markdown: String,
    /// Where code ended.
    code_end: usize,
}

impl Shown {
    fn code(&mut self, code: &str) {
        // Two backticks in a row would begin something else.
        if self.code_end == self.markdown.len() && self.code_end > 0 {
            self.markdown.push(' ');
        }
        self.markdown.push('`');
        self.markdown.extend(code.chars().filter(|letter| !letter.is_control()));
        self.markdown.push('`');
        self.code_end = self.markdown.len();
    }

    fn text(&mut self, text: &str) {
        let mut before = ' ';
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            let next = after.chars().next().unwrap_or(' ');
            if letter == '@' && !before.is_alphanumeric() && next.is_ascii_alphanumeric() {
                let part = |letter: char| letter.is_ascii_alphanumeric() || "@-_/.".contains(letter);
                let name = rest.get(..rest.find(|letter| !part(letter)).unwrap_or(rest.len())).unwrap_or_default();
                let name = name.trim_end_matches('.');
                self.code(name);
                rest = rest.get(name.len()..).unwrap_or_default();
                before = ' ';
                continue;
            }
            match letter {
                '_' if before.is_alphanumeric() && next.is_alphanumeric() => self.markdown.push('_'),
                '<' => self.markdown.push_str("&lt;"),
                '>' => self.markdown.push_str("&gt;"),
                '&' => self.markdown.push_str("&amp;"),
                '(' if before == ']' => self.markdown.push_str("\\("),
                // Two colons that begin a line are an order to a runner, should somebody print the notes.
                ':' if self.markdown.is_empty() => self.markdown.push_str("\\:"),
                '\\' | '*' | '_' | '[' | ']' | '~' | '|' => self.markdown.extend(['\\', letter]),
                letter if letter.is_control() => {}
                letter => self.markdown.push(letter),
            }
            before = letter;
            rest = after;
        }
    }
}

/// A tag's name inside an address.
pub(crate) fn in_address(tag: &str) -> String {
    let mut address = String::new();
    for byte in tag.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' | b'@' | b'+' => {
                address.push(char::from(byte));
            }
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}
