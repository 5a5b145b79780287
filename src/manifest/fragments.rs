//! Files that say, each of one change, what the changelog is to say of the next version. They say no version; a row for each
//! tool that collects them.

use crate::manifest::File;
use crate::manifest::names::{base, folder, is_below, join};
use crate::manifest::occurrence::Source;
use crate::manifest::readers::toml;

/// Where these tools are set up.
const SETTINGS: [&str; 2] = ["pyproject.toml", "towncrier.toml"];
/// Each by its table, the key of its folder and the folder that it has without, and what collects them.
const TOOLS: [(&str, &str, &str, &str); 2] = [
    ("towncrier", "directory", "newsfragments", "towncrier build"),
    ("scriv", "fragment_directory", "changelog.d", "scriv collect"),
];
/// So many are read: all but the last are named, which tells that there are more.
pub(crate) const MOST: usize = 4;

/// The folder that the settings among these files name, and the command that collects what is in it.
fn kept<'f>(files: impl Iterator<Item = &'f File>) -> Option<(String, &'static str)> {
    // Most have neither, and are asked for often: they are not parsed.
    let speaks = |file: &&File| TOOLS.iter().any(|(tool, ..)| file.text.contains(tool));
    let settings = files.filter(|file| SETTINGS.contains(&file.path.as_str())).filter(speaks);
    let mut kept = settings.filter_map(|file| {
        let source = Source::new(file).ok()?;
        let document = toml::parse(&source).ok()?;
        TOOLS.iter().find_map(|(tool, key, usual, command)| {
            let table = toml::table(document, &["tool", tool])?;
            let inside = || {
                let above = toml::text(table, &["package_dir"]).unwrap_or_default();
                let above = above.trim_matches('/');
                Some(format!("{above}/{}/{usual}", toml::text(table, &["package"])?.replace('.', "/")))
            };
            let said = toml::text(table, &[key]).map(str::to_string).or_else(inside);
            let said = said.as_deref().unwrap_or(usual).trim_matches('/');
            Some((join("", said)?, *command))
        })
    });
    kept.next().filter(|(folder, _)| !folder.is_empty())
}

/// Whether a file in that folder tells of a change, and not of how one does.
fn tells(path: &str) -> bool {
    let name = base(path).to_ascii_lowercase();
    name.contains('.') && !name.starts_with(['.', '_']) && !["template", "readme"].iter().any(|one| name.contains(one))
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
        None => all().filter(|path| *path == "towncrier.toml").collect(),
    };
    wanted.into_iter().filter(unread).map(str::to_string).collect()
}

/// Those that no changelog has yet, and the command that collects them.
pub(crate) fn pending(files: &[File]) -> Option<(Vec<&str>, &'static str)> {
    let (home, command) = kept(files.iter())?;
    let found: Vec<&str> = among(files.iter().map(|file| file.path.as_str()), &home).collect();
    Some((found, command)).filter(|(found, _)| !found.is_empty())
}
