//! The changelog: a section for the new version in the file's own shape, and not another byte changed.
//!
//! The newest version's heading is found by its number, and the new one is written like it, above it. What people wrote
//! under `Unreleased` becomes the section; where nothing stands there, it tells of the commits. Where no heading is
//! understood, nothing is written.

mod begun;
mod compose;
mod dates;
mod document;
mod lines;
mod links;
mod markdown;
mod place;
mod plain;
mod render;
mod rst;
mod section;
mod title;
mod tongues;
mod written;

use crate::error::{Error, Result};
use crate::manifest::File;
use crate::release::section::Section;
use crate::release::words::notes::Links;
use crate::text::{option, shortened};
use crate::version::Version;
use crate::version::date::Date;

/// What file systems take as a name, and git as a path.
const LONGEST_NAME: usize = 255;
const LONGEST_PATH: usize = 4096;

/// Refuses what can be no changelog. Codes: `invalid-changelog`, `invalid-date`, `changelog-not-understood`.
pub(crate) fn check(path: &str, date: Option<&str>) -> Result<()> {
    if let Some(fault) = fault(path) {
        return Err(Error::new("invalid-changelog", format!("`{}` {fault}", shortened(path)))
            .advice("give one such as `CHANGELOG.md`"));
    }
    document::Syntax::of(path)?;
    day(date).map(|_| ())
}

/// Why a path can be no file of a tree, on whatever system somebody checks it out.
fn fault(path: &str) -> Option<&'static str> {
    let dot_git = |part: &str| {
        let start = part.split(':').next().unwrap_or_default().trim_end_matches(['.', ' ']);
        start.eq_ignore_ascii_case(".git") || start.eq_ignore_ascii_case("git~1")
    };
    if path.contains('\\') || path.split('/').any(|part| matches!(part, "" | "." | "..") || dot_git(part)) {
        return Some("is no path inside the repository");
    }
    if path.contains(char::is_control) {
        return Some("has a control character, such as a line break, in it: expected a path of one line");
    }
    let long = path.len() > LONGEST_PATH || path.split('/').any(|part| part.len() > LONGEST_NAME);
    long.then_some("is longer than a file's name can be")
}

/// The day a section is dated with. Codes: `invalid-date`.
pub(crate) fn day(date: Option<&str>) -> Result<Date> {
    let shape = |(place, byte): (usize, u8)| if matches!(place, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    match date.filter(|date| date.len() == 10 && date.bytes().enumerate().all(shape)) {
        Some(date) => Date::parse(date),
        None => Err(Error::new("invalid-date", "a changelog needs the day, as in `2026-02-03`")),
    }
}

/// Whether a file is a changelog by what people call theirs.
pub(crate) fn is_one(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    ["changelog", "changes", "history", "news", "releases", "release-notes", "release_notes"].contains(&stem.as_str())
}

/// What a new section says.
pub(crate) struct NewSection<'a> {
    pub(crate) version: &'a Version,
    /// As it is written.
    pub(crate) spelled: &'a str,
    /// The newest version before it.
    pub(crate) previous: Option<&'a Version>,
    pub(crate) date: Date,
    pub(crate) links: &'a Links,
    /// What is said where people said nothing, as Markdown.
    pub(crate) body: &'a str,
}

/// A changelog with a section more.
pub(crate) struct Extended {
    pub(crate) file: File,
    /// By what its section is known again.
    pub(crate) section: Section,
    pub(crate) remark: Option<String>,
}

/// A changelog with the new version's section, and a remark on a heading that announced it as another; `None`: it has one already. Codes:
/// `changelog-not-found`, `changelog-not-understood`, `splice-failed`.
pub(crate) fn with_section(files: &[File], path: &str, new: &NewSection) -> Result<Option<Extended>> {
    let syntax = document::Syntax::of(path)?;
    let file = files.iter().find(|file| file.path == path);
    let empty = file.is_none_or(|file| file.text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty());
    let section::Whole { text, said, announced } = match file {
        Some(file) if !empty => match section::written(&file.text, path, syntax, new)? {
            Some(written) => written,
            None => return Ok(None),
        },
        _ => {
            if let Some(other) = other_name(files, path).filter(|_| file.is_none()) {
                return Err(Error::new("changelog-not-found", format!("there is no `{path}`, but there is `{other}`"))
                    .at(path)
                    .advice(format!("name that one: `{}` (input `changelog`)", option("changelog", other)))
                    .advice(format!("or create `{path}`, empty, commit and push it, to begin a new one")));
            }
            let (text, said) = begun::begun(syntax, new);
            section::Whole { text, said, announced: None }
        }
    };
    let section = Section::of(&said, &text);
    Ok(Some(Extended { file: File { path: path.to_string(), text }, section, remark: announced }))
}

/// Whether a file may be a changelog under another name than `path`, in the same folder.
pub(crate) fn is_like(path: &str, other: &str) -> bool {
    const STEMS: [&str; 7] = ["changelog", "changes", "change-log", "history", "news", "release-notes", "releasenotes"];
    let parts = |path: &str| {
        let lower = path.to_ascii_lowercase();
        let (folder, name) = lower.rsplit_once('/').map_or(("", &*lower), |parts| parts);
        let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
        (folder.to_string(), stem.replace('_', "-"), ending.to_string())
    };
    let ((folder, stem, _), (other_folder, other_stem, ending)) = (parts(path), parts(other));
    let text = ["", "md", "markdown", "rst", "txt", "rdoc", "adoc"].contains(&&*ending);
    path != other && folder == other_folder && text && (other_stem == stem || STEMS.contains(&&*other_stem))
}

fn other_name<'a>(files: &'a [File], path: &str) -> Option<&'a str> {
    files.iter().map(|file| file.path.as_str()).find(|other| is_like(path, other))
}
