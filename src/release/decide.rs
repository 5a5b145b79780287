//! The decision at the tip: what one look at the world calls for (PROTOCOL 4 to 8).
//!
//! Words of the protocol: M is the version the manifests say, T the newest version tag of the line.

mod first;
mod proposal;
mod remarks;

use crate::bump;
use crate::bump::Bump;
use crate::commits;
use crate::commits::{History, Reason};
use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::File;
use crate::release::facts::{Inspected, Tag};
use crate::release::request::Asked;
use crate::release::situation::{Says, say};
use crate::release::trigger;
use crate::release::view::View;
use crate::release::words::changelog;
use crate::release::words::message;
use crate::release::words::message::Section;
use crate::release::words::notes;
use crate::release::words::notes::{Links, Versions};
use crate::text::start;
use crate::version::Version;
use remarks::{disagree, remarks_on};

pub use proposal::{Action, MovingTag, Proposal, Release, Releases, Way};

/// The outcome of deciding.
#[derive(Debug, Clone)]
pub(crate) enum Decision {
    /// Nothing to release, and why; the version that stands, where one does.
    Nothing { why: String, standing: Option<(Version, Tag)> },
    /// M is ahead: find the commit that brought it (PROTOCOL 6).
    Trace(Box<Proposal>),
    /// Release this.
    Release(Box<Proposal>),
}

/// Decides, and says what was remarkable.
pub(crate) fn decide(view: &View) -> Result<(Decision, Vec<String>)> {
    let mut remarks = remarks_on(view);
    if let Some(why) = trigger::untested(view.request, &view.situation.target) {
        return Ok((Decision::Nothing { why, standing: None }, remarks));
    }
    let decision = match &view.situation.package.newest {
        None => first::first(view, &mut remarks)?,
        Some((newest, tag)) => later(view, newest, tag, &mut remarks)?,
    };
    Ok((decision, remarks))
}

/// PROTOCOL 5 to 8: the line has a newest tag T.
fn later(view: &View, newest: &Version, tag: &Tag, remarks: &mut Vec<String>) -> Result<Decision> {
    let View { request, facts, situation, .. } = view;
    let stated = &situation.package.stated;
    let ahead = stated.cmp_precedence(newest).is_gt();
    if ahead && !situation.package.agree {
        return Err(disagree(situation));
    }
    if let Asked::Exact(exact) = &situation.asked
        && !(ahead && exact.same(stated))
    {
        return explicit(view, exact, newest);
    }
    let unfinished = situation.is_unfinished();
    if ahead && !unfinished && !situation.is_withdrawn() {
        situation.in_line(stated)?;
        let standing = Way::Standing { commit: situation.target.tip.clone() };
        let proposal = alone(view, Action::Finalise, release(view, stated)?, standing);
        return Ok(Decision::Trace(Box::new(proposal)));
    }
    if request.only_finalise {
        let why = format!("no version stands on `{}` without its tag", situation.target.branch);
        return Ok(Decision::Nothing { why, standing: Some((newest.clone(), tag.clone())) });
    }
    if let Asked::Exact(exact) = &situation.asked {
        return explicit(view, exact, newest);
    }
    // Trees, not commit counts: a late merge adds commits without adding anything new (PROTOCOL 5).
    let product = view.product();
    let same = |one: &&Inspected| match product.as_ref().and_then(|product| product.is_as_at(one)) {
        // Of a package the commit counts too that has all of T.
        Some(same) => same && (one.oid == tag.commit || Some(&one.oid) == situation.package.since()),
        None => one.oid == tag.commit && one.tree == facts.tree,
    };
    let same = facts.commits.iter().find(same);
    let nothing_new = same.is_some() || situation.package.since() == Some(&situation.target.tip);
    let healthy = situation.package.agree && stated.same(newest);
    // By force a release is made of nothing only where a bump is asked for by name, or where it heals the manifests.
    let forced = request.force && (matches!(situation.asked, Asked::Part(_)) || !healthy);
    let release = matches!(situation.asked, Asked::Part(Bump::Release));
    // PROTOCOL 8: a prerelease becomes its release as it is.
    let promoted = release && bump::is_unreleased(newest);
    // PROTOCOL 9: somebody asked for the version that is proposed, new or not.
    if nothing_new && !forced && !promoted && view.held().is_none() && !asks_for_a_version(view, newest) {
        let place = product.as_ref().map(|product| format!(" {}", product.place())).unwrap_or_default();
        let elsewhere = product.as_ref().zip(same).map(|(product, at)| product.elsewhere(at)).unwrap_or_default();
        let branch = &situation.target.branch;
        let why = format!("nothing that was pushed to `{branch}` is new{place} since `{}`{elsewhere}", tag.name);
        if !healthy && !ahead {
            remarks.push("the next release rewrites the manifests that lag behind; `--force` does it now".to_string());
        }
        return Ok(Decision::Nothing { why, standing: Some((newest.clone(), tag.clone())) });
    }
    let from = if ahead && release { stated } else { newest };
    let (mut version, bump, reasons) = match wished(view, from, !healthy || forced)? {
        Wished::To(version, bump, reasons) => (version, bump, reasons),
        Wished::Nothing(why) => {
            let why = why.unwrap_or_else(|| format!("no commit since `{}` asks for a release", tag.name));
            return Ok(Decision::Nothing { why, standing: Some((newest.clone(), tag.clone())) });
        }
    };
    // A development version was written to say where the next release will be at least (PROTOCOL 6).
    if ahead && !situation.is_withdrawn() && situation.package.stated_release().cmp_precedence(&version).is_gt() {
        version = situation.leading_to(situation.package.stated_release(), newest)?;
    }
    // What somebody wrote down is taken at their word.
    if bump.is_some() {
        version = situation.free(version, bump.as_deref(), remarks)?;
        let (branch, fitting) = (&situation.target.branch, situation.fitting(newest));
        situation.package.lineage.inside(&version, &situation.package.stated_release(), branch, fitting.as_ref())?;
    } else if let Some(tag) = situation.tag_of(&version) {
        return Err(taken(&version, tag, &situation.target.branch));
    }
    new_commit(view, version, bump, reasons).map(Decision::Release)
}

/// Whether a commit since T names the version that is to come: it needs no change with it.
fn asks_for_a_version(view: &View, newest: &Version) -> bool {
    let asks = |log: &History| log.decide(newest, &view.request.bump_rules()).release_as.is_some();
    matches!(view.situation.asked, Asked::Auto) && view.fresh().is_some_and(asks)
}

/// PROTOCOL 8: an exact version asked for is answered once, however often it is asked.
fn explicit(view: &View, exact: &Version, newest: &Version) -> Result<Decision> {
    let View { request, facts, situation, .. } = view;
    if let Some(tag) = situation.tag_of(exact) {
        // Beside the branch it is only right if the branch says so too.
        let stated = situation.package.agree && situation.package.stated.same(exact);
        let known = exact.same(newest) && (stated || !situation.package.lineage.is_beside());
        let counts = |one: &Inspected| one.on_branch == Some(true) || known;
        let right = |one: &Inspected| counts(one) && situation.package.is_right(request, one, exact);
        if facts.commits.iter().any(|one| one.oid == tag.commit && right(one)) {
            let why = format!("`{}` is already released", tag.name);
            return Ok(Decision::Nothing { why, standing: Some((exact.clone(), tag.clone())) });
        }
        return Err(taken(exact, tag, &situation.target.branch));
    }
    if exact.cmp_precedence(newest).is_le() {
        return Err(Error::new(
            "version-not-greater",
            format!("{exact} is not greater than {newest}, the newest version tagged on this line"),
        )
        .advice(format!("ask for a version above {newest}, or for `--bump patch`")));
    }
    new_commit(view, exact.clone(), None, Vec::new()).map(Decision::Release)
}

/// A tag of the wanted name that is not rightly ours.
pub(crate) fn taken(version: &Version, tag: &Tag, branch: &str) -> Error {
    let commit = start(&tag.commit, 12);
    let message = format!("`{}` already names commit {commit}, which is not {version} on `{branch}`", tag.name);
    Error::new("tag-taken", message)
        .advice("a version tag is never moved: ask for a higher version")
        .advice(format!("look at what it names: `git show {}`", tag.name))
}

/// What was asked for.
enum Wished {
    /// This version: the bump's name, and what the commits said.
    To(Version, Option<String>, Vec<Reason>),
    /// No version, and why, where that is not plain from the commits.
    Nothing(Option<String>),
}

/// `ailing`: there is something to cure, whether or not a commit asks for a release.
fn wished(view: &View, from: &Version, ailing: bool) -> Result<Wished> {
    let View { request, situation, .. } = view;
    let (bump, reasons) = match &situation.asked {
        Asked::Part(bump) => (Some(*bump), Vec::new()),
        Asked::Exact(exact) => return Ok(Wished::To(exact.clone(), None, Vec::new())),
        Asked::Auto => {
            let decision = match view.fresh() {
                Some(log) => log.decide(from, &request.bump_rules()),
                None => commits::decide(&[], from, &request.bump_rules()),
            };
            if let Some(held) = view.held() {
                return Ok(Wished::To(held.version.clone(), None, decision.reasons));
            }
            if let Some(text) = &decision.release_as {
                let version = situation.leading_to(Version::parse(text, from.scheme())?, from)?;
                return Ok(Wished::To(version, None, decision.reasons));
            }
            // No commit to read, yet something to cure: the default bump cures it.
            let cure = || request.default_bump.bump().filter(|_| ailing || decision.reasons.is_empty());
            (decision.bump.or_else(cure), decision.reasons)
        }
    };
    let Some(bump) = bump else { return Ok(Wished::Nothing(None)) };
    match situation.next(from, bump) {
        Ok((version, bump)) => Ok(Wished::To(version, Some(bump.as_str().to_string()), reasons)),
        // Asked for twice, or once too often: there is nothing left to promote (PROTOCOL 8).
        Err(error) if error.code == "not-a-prerelease" => Ok(Wished::Nothing(Some(error.message))),
        Err(error) => Err(error),
    }
}

/// A version commit on the tip: every manifest rewritten, read back, and found to say the version.
fn new_commit(view: &View, version: Version, bump: Option<String>, reasons: Vec<Reason>) -> Result<Box<Proposal>> {
    let View { request, facts, situation, .. } = view;
    situation.in_line(&version)?;
    if situation.package.tag_only {
        let standing = Way::Standing { commit: situation.target.tip.clone() };
        let release = Release { bump, reasons, ..release(view, &version)? };
        return Ok(Box::new(alone(view, Action::Release, release, standing)));
    }
    let rewritten =
        manifest::rewrite_moving(&facts.files, &request.manifests, &situation.package.scope.moves(), &version)?;
    let rewritten = manifest::with_day(rewritten, request.date.as_deref())?;
    let mut after = facts.files.clone();
    let mut files = Vec::new();
    for new in rewritten {
        let Some(old) = after.iter_mut().find(|file| file.path == new.path) else { continue };
        if old.text != new.text {
            old.text.clone_from(&new.text);
            files.push(File { path: new.path, text: new.text });
        }
    }
    if say(&after, request, &situation.package.scope.moving, &version) != Says::It {
        return Err(Error::new("verification-failed", format!("the rewritten manifests do not all say {version}"))
            .advice("this is a defect: please report it with the manifests named above"));
    }
    let section = log_change(view, &version, &after, &mut files)?;
    let (skip_ci, remark) = message::skips_ci(request.skip_ci, &facts.files);
    let release = Release { bump, reasons, section, ..release(view, &version)? };
    Ok(Box::new(alone(view, Action::Release, release, Way::NewCommit { files, skip_ci, remark })))
}

/// Adds the version's section to the changelog that was named.
fn log_change(view: &View, version: &Version, after: &[File], files: &mut Vec<File>) -> Result<Option<Section>> {
    let View { request, facts, situation, .. } = view;
    let Some(path) = &request.changelog else { return Ok(None) };
    let date = changelog::day(request.date.as_deref())?;
    let (log, previous) = view.told(version);
    let tag = previous.map(|(_, tag)| tag.name.as_str());
    let links = Links::to(facts.hosting.as_ref(), tag, &situation.tag_name(version)?);
    let body = notes::of_changelog(request, log, &links)?;
    let spelled = situation.spelled(version);
    let previous = situation.package.newest.as_ref().map(|(version, _)| version);
    let new = changelog::NewSection { version, spelled: &spelled, previous, date, links: &links, body: &body };
    let Some((file, section)) = changelog::with_section(after, path, &new)? else { return Ok(None) };
    // It may carry the version elsewhere too, by a marker.
    files.retain(|other| other.path != file.path);
    files.push(file);
    Ok(Some(section))
}

/// What is told of one version, before anybody knows how it comes about.
fn release(view: &View, version: &Version) -> Result<Release> {
    let View { request, facts, situation, .. } = view;
    let tag = situation.tag_name(version)?;
    let previous_tag = situation.package.newest.as_ref().map(|(_, tag)| tag.name.clone());
    let (log, previous) = view.told(version);
    let links = Links::to(facts.hosting.as_ref(), previous.map(|(_, tag)| tag.name.as_str()), &tag);
    let text = version.to_string();
    let before = situation.package.newest.as_ref().map(|(newest, _)| newest.to_string());
    let versions = Versions { version: &text, previous: before.as_deref() };
    let at = (facts.hosting.as_ref(), previous.map(|(_, tag)| tag.commit.as_str()));
    let (notes, people) = match notes::of_release(request, log, &links, &versions, at)? {
        Some(notes::Text { text, people }) => (Some(text), people),
        None => (None, None),
    };
    Ok(Release {
        notes,
        people,
        told_since: links.previous_tag.clone(),
        previous_tag,
        latest: situation.is_latest(version),
        section: None,
        moving: situation.moving(request.moving_tags, version),
        version: text,
        scheme: version.scheme(),
        previous_version: before,
        bump: None,
        tag,
        reasons: Vec::new(),
        manifests: situation.package.scope.found.clone(),
        packages: situation.package.scope.moving.clone(),
    })
}

/// A release of this package and no other.
fn alone(view: &View, action: Action, release: Release, way: Way) -> Proposal {
    let changed_files = match &way {
        Way::NewCommit { files, .. } => files.iter().map(|file| file.path.clone()).collect(),
        Way::Standing { .. } => Vec::new(),
    };
    Proposal {
        action,
        releases: Releases { first: release, more: Vec::new() },
        branch: view.situation.target.branch.clone(),
        tip: view.situation.target.tip.clone(),
        others: view.situation.package.scope.others.clone(),
        changed_files,
        way,
    }
}
