//! Rewrites a set of manifests together: find, splice, and find again to see that every place now says the version.

use super::listing::Listing;
use super::names::Names;
use super::site::{Change, Role};
use super::{File, Rewritten, open, opened};
use crate::error::{Error, Result};
use crate::splice::{Edit, splice};
use crate::version::Version;

pub(super) fn all(files: &[File], manifests: &[String], version: &Version) -> Result<Vec<Rewritten>> {
    let rewritten = pass(files, manifests, version)?;
    let after: Vec<File> = files
        .iter()
        .map(|file| match rewritten.iter().find(|new| new.path == file.path) {
            Some(new) => File { path: new.path.clone(), text: new.text.clone() },
            None => file.clone(),
        })
        .collect();
    let again = pass(&after, manifests, version)
        .map_err(|error| failed(&error.path.clone().unwrap_or_default(), &error.to_string()))?;
    // As many files carry the version as before, and nothing is left to change in any.
    let unsettled = again.iter().find(|new| after.iter().any(|file| file.path == new.path && file.text != new.text));
    match unsettled {
        Some(file) => Err(failed(&file.path, "a version in it does not read back")),
        None if again.len() != rewritten.len() => Err(failed("", "a version got lost")),
        None => Ok(rewritten),
    }
}

fn failed(path: &str, why: &str) -> Error {
    let error = Error::new("rewrite-failed", format!("the rewritten file was looked at again, and {why}"))
        .advice("please report this with the file: it is a mistake in version-first");
    if path.is_empty() { error } else { error.at(path) }
}

/// One time over all files.
fn pass(files: &[File], manifests: &[String], version: &Version) -> Result<Vec<Rewritten>> {
    let sources = opened::sources(files);
    let manifests = open(files, &sources, &Listing::parse(manifests)?)?;
    let names = Names::collect(&manifests)?;
    let mut rewritten = Vec::new();
    for manifest in &manifests {
        let source = manifest.source;
        let mut changes = Vec::new();
        let mut edits = Vec::new();
        for site in manifest.checked(&names)? {
            let Some(change) = site.change(source, version)? else {
                continue;
            };
            if let Some(text) = &change.replacement {
                let shift = source.shift();
                let range = site.range.start.saturating_add(shift)..site.range.end.saturating_add(shift);
                edits.push(Edit { range, text: text.clone() });
            }
            changes.push((site.role == Role::Own, change));
        }
        if let Some(Change { from, to, .. }) = telling(changes) {
            let text = splice(source.whole(), edits).map_err(|error| error.at(source.path))?;
            rewritten.push(Rewritten { path: source.path.to_string(), text, from, to });
        }
    }
    Ok(rewritten)
}

/// The change a file is reported with: the first that changes anything, its own version before copies and references.
fn telling(mut changes: Vec<(bool, Change)>) -> Option<Change> {
    changes.sort_by_key(|(own, change)| (change.replacement.is_none(), !own));
    changes.into_iter().next().map(|(_, change)| change)
}
