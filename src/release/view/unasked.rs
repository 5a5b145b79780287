//! Facts that do not answer what was asked. A history under another name than the one that was wanted would be none, and
//! a release would be decided about as if nothing had been committed.

use crate::error::{Error, Result};
use crate::release::facts::Since;
use crate::release::view::View;
use crate::text::short_oid;

/// Refuses facts in which something is missing while something else is there that nobody wants. What is missing alone was
/// not asked about. Code `unexpected-outcome`.
pub(super) fn refuse(view: &View) -> Result<()> {
    logs(view)?;
    commits(view)?;
    releases(view)
}

fn logs(view: &View) -> Result<()> {
    let wanted: Vec<Since> = view.packages().map(|look| look.situation.stretch(look.product().is_some())).collect();
    let logs = &view.facts.logs;
    let missing = wanted.iter().find(|of| !logs.iter().any(|log| log.of == **of));
    match (missing, logs.iter().find(|log| !wanted.contains(&log.of))) {
        (Some(missing), Some(other)) => Err(misplaced("history", &stretch(missing), &stretch(&other.of))),
        _ => Ok(()),
    }
}

fn commits(view: &View) -> Result<()> {
    let (mut wanted, mut missing) = (Vec::new(), None);
    for situation in view.packages().map(|look| &look.situation) {
        let newest = situation.package.newest.as_ref().map(|(_, tag)| &tag.commit);
        let there = |oid: &String| view.facts.commits.iter().any(|one| one.oid == *oid);
        missing = missing.or(newest.filter(|oid| !there(oid)));
        let asked = situation.asked.exact().and_then(|version| situation.tag_of(version)).map(|tag| &tag.commit);
        wanted.extend([newest, situation.package.since(), asked].into_iter().flatten());
    }
    match (missing, view.facts.commits.iter().find(|one| !wanted.contains(&&one.oid))) {
        (Some(missing), Some(other)) => Err(misplaced("commit", short_oid(missing), short_oid(&other.oid))),
        _ => Ok(()),
    }
}

fn releases(view: &View) -> Result<()> {
    let mut wanted = Vec::new();
    for situation in view.packages().map(|look| &look.situation) {
        wanted.extend(situation.package.newest.as_ref().map(|(_, tag)| tag.name.clone()));
        wanted.extend(situation.tag_name(&situation.package.stated).ok());
    }
    let releases = &view.facts.releases;
    let (missing, other) =
        (wanted.first(), releases.iter().find(|fact| !wanted.contains(&fact.tag)).map(|fact| &fact.tag));
    match (missing.filter(|_| !releases.iter().any(|fact| wanted.contains(&fact.tag))), other) {
        (Some(missing), Some(other)) => Err(misplaced("release", missing, other)),
        _ => Ok(()),
    }
}

/// A stretch of history in words.
fn stretch(of: &Since) -> String {
    let mut words = match &of.since {
        Some(since) => format!("since {}", short_oid(since)),
        None => "from the beginning".to_string(),
    };
    if let Some(newer) = &of.newer {
        words.push_str(&format!(", and what is newer than {}", short_oid(newer)));
    }
    if of.paths {
        words.push_str(", with paths");
    }
    words
}

fn misplaced(what: &str, wanted: &str, other: &str) -> Error {
    Error::new(
        "unexpected-outcome",
        format!("these facts have another {what} than was asked for: expected `{wanted}`, got `{other}`"),
    )
    .advice("ask `wants` with the same request and refs, and pass on each answer under the name that it gave")
}
