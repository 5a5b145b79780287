//! Files that say, each of one change, what the changelog is to say of the next version. They say no version; a row for each
//! tool that collects them.

use crate::manifest::File;
use crate::manifest::names::{base, folder, is_below, join};
use crate::manifest::occurrence::Source;
use crate::manifest::readers::lines::{ini_lines, lines};
use crate::manifest::readers::toml;

/// Where these tools are set up, besides files that are read for the version anyway.
const SETTINGS: [&str; 3] = ["towncrier.toml", SCRIV, ANSIBLE];
/// Scriv's own file.
const SCRIV: &str = "changelog.d/scriv.ini";
/// That of collections of Ansible, in which `keep_fragments` says that they stay when they were collected.
const ANSIBLE: &str = "changelogs/config.yaml";
/// Each by its table, the key of its folder and the folder that it has without, and what collects them.
const TOOLS: [(&str, &str, &str, &str); 2] = [
    ("towncrier", "directory", "newsfragments", "towncrier build"),
    ("scriv", "fragment_directory", "changelog.d", "scriv collect"),
];
/// So many are read: all but the last are named, which tells that there are more.
pub(crate) const MOST: usize = 4;

/// The folder that the settings among these files name, and the command that collects what is in it.
fn kept<'f>(mut files: impl Iterator<Item = &'f File>) -> Option<(String, &'static str)> {
    files.find_map(|file| match file.path.as_str() {
        ANSIBLE => {
            let said = |key: &str| {
                let found = lines(&file.text).find_map(|(_, line)| line.strip_prefix(key)?.strip_prefix(':'));
                found.map(|value| value.trim().trim_matches(['"', '\'']))
            };
            let home = said("notesdir").unwrap_or("fragments");
            let goes = said("keep_fragments").is_none_or(|stay| stay == "false");
            goes.then_some((format!("changelogs/{home}"), "antsibull-changelog release"))
        }
        "setup.cfg" | SCRIV => {
            let section = ["scriv", "tool.scriv"].into_iter().find(|name| file.text.contains(&format!("[{name}]")))?;
            let (_, key, usual, command) = TOOLS.into_iter().find(|(tool, ..)| *tool == "scriv")?;
            let said = ini_lines(&file.text, section, key).first().copied();
            inside(said.unwrap_or(usual), command)
        }
        "pyproject.toml" | "towncrier.toml" => in_toml(file),
        _ => None,
    })
}

fn in_toml(file: &File) -> Option<(String, &'static str)> {
    // Most have neither, and are asked for often: they are not parsed.
    if !TOOLS.iter().any(|(tool, ..)| file.text.contains(tool)) {
        return None;
    }
    let source = Source::new(file).ok()?;
    let document = toml::parse(&source).ok()?;
    TOOLS.iter().find_map(|(tool, key, usual, command)| {
        let table = toml::table(document, &["tool", tool])?;
        let of_package = || {
            let above = toml::text(table, &["package_dir"]).unwrap_or_default();
            let above = above.trim_matches('/');
            Some(format!("{above}/{}/{usual}", toml::text(table, &["package"])?.replace('.', "/")))
        };
        let said = toml::text(table, &[key]).map(str::to_string).or_else(of_package);
        inside(said.as_deref().unwrap_or(usual), command)
    })
}

/// A folder of the tree, and not all of it.
fn inside(said: &str, command: &'static str) -> Option<(String, &'static str)> {
    Some((join("", said.trim_matches('/'))?, command)).filter(|(folder, _)| !folder.is_empty())
}

/// Whether a file in that folder tells of a change, and not of how one does.
fn tells(path: &str) -> bool {
    let name = base(path).to_ascii_lowercase();
    !SETTINGS.contains(&path)
        && name.contains('.')
        && !name.starts_with(['.', '_'])
        && !["template", "readme"].iter().any(|one| name.contains(one))
        && ![".jinja", ".jinja2", ".j2"].iter().any(|ending| name.ends_with(ending))
}

fn among<'p>(paths: impl Iterator<Item = &'p str>, home: &str) -> impl Iterator<Item = &'p str> {
    paths.filter(move |path| is_below(folder(path), home) || folder(path) == home).filter(|path| tells(path))
}

/// The files that are still to be read to know of them; `paths`: those of the tree, joined by NUL.
pub(crate) fn needs(paths: &str, read: &[File]) -> Vec<String> {
    let unread = |path: &&str| !read.iter().any(|file| file.path == **path);
    let all = || paths.split('\0');
    let wanted: Vec<&str> = match kept(read.iter()) {
        Some((home, _)) => among(all(), &home).take(MOST).collect(),
        None => all().filter(|path| SETTINGS.contains(path)).collect(),
    };
    wanted.into_iter().filter(unread).map(str::to_string).collect()
}

/// Those that no changelog has yet, and the command that collects them.
pub(crate) fn pending(files: &[File]) -> Option<(Vec<&str>, &'static str)> {
    let (home, command) = kept(files.iter())?;
    let found: Vec<&str> = among(files.iter().map(|file| file.path.as_str()), &home).collect();
    Some((found, command)).filter(|(found, _)| !found.is_empty())
}
