//! A file beside the manifests that somebody raised without them.

use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::{File, Found};
use crate::release::package::{Scope, highest};
use crate::release::request::{Asked, Request};
use crate::text::{option, shell_word};
use crate::version::Version;

/// Refuses a file beside the manifests that went with the newest tag and says a greater version by now, which is neither theirs nor
/// the one that is asked for: that may well be what is to be released, and would be left standing above it. One that said
/// another version at the tag is numbered apart. `then`: the files of the tag's commit. Code `manifests-disagree`.
pub(crate) fn raised_alone(
    (request, asked): (&Request, &Asked),
    scope: &Scope,
    (files, then): (&[File], &[File]),
    (newest, tag): (&Version, &str),
) -> Result<()> {
    let said = |found: &Found| highest(std::slice::from_ref(found), newest.scheme());
    for now in manifest::besides(files, &request.manifests) {
        let Some(version) = said(&now).filter(|version| version.cmp_precedence(newest).is_gt()) else { continue };
        if scope.holds(&now.path) || asked.exact().is_some_and(|exact| exact.same(&version)) {
            continue;
        }
        let before = then.iter().find(|file| file.path == now.path);
        let before = before.map(|file| manifest::besides(std::slice::from_ref(file), &[])).unwrap_or_default();
        if !before.iter().filter_map(said).any(|before| before.same(newest)) {
            continue;
        }
        let (path, raised) = (&now.path, &now.version);
        let others: Vec<String> =
            scope.found.iter().map(|one| format!("`{}` says {}", one.path, one.version)).collect();
        let message = format!(
            "`{path}` says {raised}, above the {newest} that it said at `{tag}`, and nothing else does: {}",
            others.join(", ")
        );
        let meant = match version.is_prerelease() {
            // By name it would be released as it is.
            true => {
                let files: Vec<String> = scope.found.iter().map(|one| shell_word(&one.path)).collect();
                format!(
                    "if {raised} is what comes next, have all say it: `version-first set {raised} {}`, commit and push it",
                    files.join(" ")
                )
            }
            false => format!("if {raised} is to be released: `--bump {raised}` (input `version: {raised}`)"),
        };
        let back = format!("version-first set {newest} {}", shell_word(path));
        return Err(Error::new("manifests-disagree", message)
            .at(path.clone())
            .place((now.line, now.column))
            .advice(meant)
            .advice(format!("if it was raised by mistake: `{back}`, commit and push it, and run this again"))
            .advice(format!(
                "if it has a version of its own from now on: `{}` (input `manifests: '!{path}'`)",
                option("manifests", &format!("!{path}"))
            )));
    }
    Ok(())
}
