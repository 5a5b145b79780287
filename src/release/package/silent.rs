//! Where no manifest says a version: files that said the newest tag's when it was made, and have lost it in a way that nobody
//! means, by a merge or a slip. That the version is the tag's alone from then on is not known.

use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::{File, Found, Packages};
use crate::release::package::says;
use crate::release::request::Request;
use crate::text::option;
use crate::version::Version;

/// Refuses a file that said the version at its tag, and says none any more although it was to: there is nothing in it, or an
/// unsolved merge conflict; or the version still stands in it, where nothing can read it; or nothing but that was in it; or it is
/// there for the version alone, and was taken back to a lesser one. One from which only the version was taken out, or that is
/// gone, is fine: somebody has decided so. `then`: the files of the tag's commit. Code `no-manifest`.
pub(crate) fn lost_by(
    request: &Request,
    files: &[File],
    then: &[File],
    (version, tag): (&Version, &str),
) -> Result<()> {
    let read = |files| manifest::packages(files, &request.manifests, request.package.as_deref());
    // Where the root says that the tags have its version, files have none to lose; what could not be read then tells nothing.
    let (Ok(found), Ok(packages)) = (read(then), read(files)) else { return Ok(()) };
    if packages.by_tags {
        return Ok(());
    }
    let now: Vec<&Found> = all(&packages).collect();
    let (kept, _) = packages.keeping();
    for one in all(&found).filter(|one| says(one, version)) {
        let text = |files: &[File]| files.iter().find(|file| file.path == one.path).map(|file| file.text.clone());
        let (Some(before), Some(text)) = (text(then), text(files)) else { continue };
        let path = &one.path;
        let why = match now.iter().find(|other| other.path == *path) {
            None => why(&before, &text, &one.version).map(|why| format!("no version that can be read now: {why}")),
            // What is there for the version alone was taken back to another: a merge that kept the wrong side, for one.
            Some(other) if request.package.is_none() && kept.iter().any(|it| it.path == *path) => {
                let said = Version::parse(&other.version, other.scheme);
                let back = said.is_ok_and(|said| said.cmp_precedence(version).is_lt());
                back.then(|| format!("{} now, which is less", other.version))
            }
            Some(_) => None,
        };
        let Some(why) = why else { continue };
        return Err(Error::new(
            "no-manifest",
            format!("`{path}` said {} at `{tag}`, and says {why}", one.version),
        )
        .at(path.clone())
        .advice(format!(
            "write the version into `{path}` again, as it was at `{tag}`, commit and push it, and run this again"
        ))
        .advice(format!(
            "if the version is the tag's alone from now on, leave the file out: `{}` (input `manifests: '!{path}'`)",
            option("manifests", &format!("!{path}"))
        )));
    }
    Ok(())
}

/// Everything that was found in a tree.
fn all(packages: &Packages) -> impl Iterator<Item = &Found> {
    let own = packages.all.iter().chain(&packages.far).flat_map(|one| &one.manifests);
    own.chain(&packages.listed).chain(&packages.suspects)
}

/// How the version went, if nobody can have meant it.
fn why(before: &str, text: &str, version: &str) -> Option<String> {
    if text.trim().is_empty() {
        return Some("it is empty".to_string());
    }
    if text.lines().any(|line| line.starts_with("<<<<<<< ")) {
        return Some("a merge conflict that nobody has solved is in it".to_string());
    }
    if before.trim().trim_start_matches(['v', 'V']) == version {
        return Some("nothing but the version was in it, and now there is something else".to_string());
    }
    stands_in(text, version).then(|| format!("{version} stands in it, where nothing reads it"))
}

/// Whether a text has a version as a word of its own.
fn stands_in(text: &str, version: &str) -> bool {
    let is_more = |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() || matches!(it, '.' | '-' | '+'));
    text.match_indices(version).any(|(at, _)| {
        let (before, after) = text.split_at(at);
        !is_more(before.chars().next_back()) && !is_more(after.chars().nth(version.chars().count()))
    })
}
