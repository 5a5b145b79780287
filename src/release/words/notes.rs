//! Release notes from commits: what breaks first, then what is new, then what is mended.
//!
//! What people wrote into their commits ends up on a page that renders Markdown and sends messages to whoever is
//! mentioned: it is shown as they wrote it, and does neither.

mod entry;
mod people;
mod plain;
mod sections;

use serde::{Deserialize, Serialize};

use crate::commits::{Change, Commit, History};
use crate::error::Result;
use crate::hosting::{Hosting, Kind};
pub use crate::release::people::{People, Person};
use crate::release::request::{Choice, Notes, Request};
use crate::release::words::template;
use crate::release::words::template::{MOST_OF_RELEASE, cut, fill, length};
pub(crate) use entry::in_code;
pub use people::{Actor, Credits};
pub(crate) use plain::{is_hidden, plain};
pub(crate) use sections::Sections;

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
    let history = History::of(commits);
    let (entries, tail) = of(&history, &history.changes(), links, &Sections::usual(), MOST_OF_RELEASE);
    entries + &tail
}

/// As [`write()`], in these sections, and of so many characters at most; and what stands behind the entries.
fn of(history: &History, changes: &[Change], links: &Links, shape: &Sections, most: usize) -> (String, String) {
    let all = match (links.compare(), &links.previous_tag, &links.tag) {
        (Some(address), Some(previous), Some(tag)) => {
            format!("**All changes:** [{}...{}]({address})\n", plain(previous), plain(tag))
        }
        _ => String::new(),
    };
    let mut notes = sections(changes, links, shape, most.saturating_sub(length(&all)));
    if notes.is_empty() {
        notes.push_str(if history.is_empty() { "" } else { NOTHING });
    }
    if !notes.is_empty() && !all.is_empty() {
        notes.push('\n');
    }
    (notes, all)
}

/// What is said where everything was left out.
const NOTHING: &str = "Nothing that is seen from outside has changed.\n";

/// What a changelog says of a new version, by the commits since the one before. Codes: `invalid-notes-sections`.
pub(crate) fn of_changelog(request: &Request, history: Option<&History>, links: &Links) -> Result<String> {
    let Some(history) = history else { return Ok(String::new()) };
    let shape = Sections::parse(&request.notes_sections)?;
    Ok(match sections(&history.changes(), links, &shape, MOST_OF_RELEASE) {
        none if none.is_empty() => NOTHING.to_string(),
        sections => sections,
    })
}

/// The version that notes are of, and the one before it.
pub(crate) struct Versions<'a> {
    pub(crate) version: &'a str,
    pub(crate) previous: Option<&'a str>,
}

/// A release's text.
pub(crate) struct Text {
    pub(crate) text: String,
    /// Those whom it names, where the hosting may know them by other names.
    pub(crate) people: Option<People>,
}

/// The notes of the release that is about to be made, by the commits since the one before; `None`: none were wanted, or
/// there is no log to make them of. `before`: where it will be published, and the commit of the release before it. Codes:
/// `invalid-notes-sections`.
pub(crate) fn of_release(
    request: &Request,
    history: Option<&History>,
    links: &Links,
    versions: &Versions,
    (hosting, before): (Option<&Hosting>, Option<&str>),
) -> Result<Option<Text>> {
    if request.notes != Notes::Commits {
        return Ok(None);
    }
    let (header, footer) = frame(request, links, versions);
    let room = MOST_OF_RELEASE.saturating_sub(length(&header)).saturating_sub(length(&footer)).saturating_sub(2);
    let Some(history) = history else {
        let first = links.previous_tag.is_none();
        return Ok(first.then(|| Text { text: framed(&header, "The first release.\n", &footer), people: None }));
    };
    let changes = history.changes();
    let (entries, all) = of(history, &changes, links, &Sections::parse(&request.notes_sections)?, room);
    let published = hosting.filter(|_| request.github_release != Choice::False);
    let tail = framed("", &all, &footer);
    let people = published.and_then(|hosting| People::of(&changes, links, hosting, before, tail));
    Ok(Some(Text { text: framed(&header, &format!("{entries}{all}"), &footer), people }))
}

/// What people want to stand before and behind a release's text, filled in; each ends with a line break, or is empty.
pub(crate) fn frame(request: &Request, links: &Links, versions: &Versions) -> (String, String) {
    let names = [
        ("version", versions.version),
        ("previous-version", versions.previous.unwrap_or_default()),
        ("tag", links.tag.as_deref().unwrap_or_default()),
        ("previous-tag", links.previous_tag.as_deref().unwrap_or_default()),
    ];
    let one = |template: &Option<String>| match fill(template.as_deref().unwrap_or_default(), &names) {
        blank if blank.trim().is_empty() => String::new(),
        text => format!("{}\n", text.trim_end()),
    };
    (cut(&one(&request.notes_header), MOST_OF_FRAME), cut(&one(&request.notes_footer), MOST_OF_FRAME))
}

/// A header or footer leaves room for what changed.
const MOST_OF_FRAME: usize = MOST_OF_RELEASE / 3;

/// Parts of a text, apart by empty lines.
fn framed(header: &str, notes: &str, footer: &str) -> String {
    let parts = [header, notes, footer];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Refuses what cannot shape notes. Codes: `invalid-notes-sections`, `invalid-template`.
pub(crate) fn check(request: &Request) -> Result<()> {
    Sections::parse(&request.notes_sections)?;
    let known = ["version", "previous-version", "tag", "previous-tag"];
    for (setting, template) in [("notes-header", &request.notes_header), ("notes-footer", &request.notes_footer)] {
        template::check(setting, template.as_deref().unwrap_or_default(), &known)?;
    }
    Ok(())
}

/// The sections alone; empty where nothing is to be seen. What does not fit any more is counted.
fn sections(changes: &[Change], links: &Links, shape: &Sections, most: usize) -> String {
    let mut told: Vec<Vec<&Change>> = shape.titles().map(|_| Vec::new()).collect();
    for change in changes {
        if let Some(list) = shape.place(change).and_then(|place| told.get_mut(place)) {
            list.push(change);
        }
    }
    let mut notes = String::new();
    let mut left_out = 0_usize;
    let mut room = most.saturating_sub(MOST_OF_REST);
    for (place, title) in shape.titles().enumerate() {
        let mut begun = false;
        for change in told.get(place).into_iter().flatten() {
            // Ten thousands of entries that nobody will see take their time.
            if left_out > 0 {
                left_out = left_out.saturating_add(1);
                continue;
            }
            let entry = entry::entry(change, links, shape.is_breaking(place));
            let gap = if notes.is_empty() { "" } else { "\n" };
            let heading = if begun { String::new() } else { format!("{gap}### {title}\n\n") };
            let size = length(&entry).saturating_add(length(&heading));
            if size > room {
                left_out = 1;
                continue;
            }
            begun = true;
            room = room.saturating_sub(size);
            notes.push_str(&heading);
            notes.push_str(&entry);
        }
    }
    if left_out > 0 {
        notes.push_str(&format!("\nand {left_out} more.\n"));
    }
    notes
}

/// Room for what says how much is left out.
const MOST_OF_REST: usize = 40;

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
