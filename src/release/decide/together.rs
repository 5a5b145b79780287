//! What is called for, package by package, and proposed together: one commit, and a tag for each.

use crate::branch::bump_branch;
use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::{File, Rewritten};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::decide::remarks::disagree;
use crate::release::decide::{Action, Decision, Proposal, Release, Releases, Verdict, Way, taken};
use crate::release::package_look::PackageLook;
use crate::release::section::Section;
use crate::release::situation::Situation;
use crate::release::stated::{Says, say};
use crate::release::view::View;
use crate::release::words::changelog;
use crate::release::words::message;
use crate::release::words::notes;
use crate::release::words::notes::{Links, Versions};
use crate::text::option;
use crate::version::{Scheme, Version};

/// How a version comes about. In this order: what is told apart by it is not proposed together, and what stands already
/// comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A tag for what landed without one.
    Trace,
    /// A tag at the tip.
    Tag,
    /// A commit, and its tag.
    Commit,
}

impl Kind {
    /// `None`: nothing is to be released.
    fn of((look, verdict): &(&PackageLook, Verdict)) -> Option<Self> {
        match verdict {
            Verdict::Nothing { .. } => None,
            Verdict::Tag(Action::Finalise, _) => Some(Self::Trace),
            Verdict::New(..) if !look.situation.package.tag_only => Some(Self::Commit),
            Verdict::Tag(..) | Verdict::New(..) => Some(Self::Tag),
        }
    }
}

/// The decision about all of them. What is not proposed now is left to the look that follows.
pub(super) fn decision(view: &View, all: Vec<(&PackageLook, Verdict)>, remarks: &mut Vec<String>) -> Result<Decision> {
    let kind = all.iter().filter_map(Kind::of).min();
    let (due, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| kind.is_some() && Kind::of(one) == kind);
    let mut due = due.into_iter();
    let (Some(first), Some(kind)) = (due.next(), kind) else { return Ok(nothing(left)) };
    let rest = left.iter().any(|one| Kind::of(one).is_some());
    let is_commit = kind == Kind::Commit;
    let mut made = Made {
        files: Vec::new(),
        changed: Vec::new(),
        known: BTreeSet::new(),
        action: Action::Release,
        remarks: Vec::new(),
    };
    if is_commit {
        made.files.clone_from(&view.facts.files);
    }
    let head = first.0.request.template();
    let first = made.add(first, is_commit)?;
    let head = bump_branch(&first.version, head.as_deref()).ok();
    let mut releases = Releases { first, more: due.map(|one| made.add(one, is_commit)).collect::<Result<_>>()? };
    // What the others of them have made of what one requires is known once all are made.
    for release in releases.iter().filter(|_| is_commit) {
        let look = view.package_of(release);
        let moves = look.situation.package.scope.moves();
        manifest::requires_no_snapshot(&made.files, &look.request.manifests, &moves)?;
    }
    made.seal(view, &mut releases);
    remarks.append(&mut made.remarks);
    let others = view.packages().flat_map(|look| &look.situation.package.scope.others);
    let mut apart = Vec::new();
    for other in others.filter(|other| releases.iter().all(|release| !release.packages.contains(&other.folder))) {
        if !apart.contains(other) {
            apart.push(other.clone());
        }
    }
    remarks.extend(left.into_iter().filter_map(|(_, verdict)| verdict.why()));
    let tip = view.target().tip.clone();
    let changed_files = made.changed.iter().map(|file| file.path.clone()).collect();
    let way = match kind {
        Kind::Trace | Kind::Tag => Way::Standing { commit: tip.clone(), by_hand: false },
        Kind::Commit => {
            let (skip_ci, remark) = message::skips_ci(view.request.skip_ci, &view.facts.files);
            Way::NewCommit { files: made.changed, skip_ci, remark }
        }
    };
    let branch = view.target().branch.clone();
    let proposal =
        Proposal { action: made.action, releases, branch, tip, head, rest, others: apart, changed_files, way };
    Ok(match kind {
        Kind::Trace => Decision::Trace(Box::new(proposal)),
        Kind::Tag | Kind::Commit => Decision::Release(Box::new(proposal)),
    })
}

/// Why nothing is released of any; the version that stands is that of the first.
fn nothing(all: Vec<(&PackageLook, Verdict)>) -> Decision {
    let mut standing = None;
    let mut whys: Vec<String> = Vec::new();
    for (_, verdict) in all {
        if let Verdict::Nothing { why, standing: one } = verdict {
            standing = standing.or(one);
            whys.push(why);
        }
    }
    Decision::Nothing { why: whys.join("; "), standing }
}

/// What is made at the tip, package by package.
struct Made {
    /// The files there, as far as they are rewritten.
    files: Vec<File>,
    /// Those that are.
    changed: Vec<File>,
    /// Their paths: of thousands each would otherwise be looked for among all before it.
    known: BTreeSet<String>,
    action: Action,
    remarks: Vec<String>,
}

impl Made {
    /// Adds one package's version.
    fn add(&mut self, (look, verdict): (&PackageLook, Verdict), is_commit: bool) -> Result<Release> {
        match verdict {
            Verdict::New(version, bump, reasons) => {
                look.situation.in_line(&version)?;
                is_spelled_alike(look, &version)?;
                let section = if is_commit { self.rewrite(look, &version)? } else { None };
                Ok(Release { bump, reasons, section, ..release(look, &version)? })
            }
            Verdict::Tag(action, version) => {
                look.situation.in_line(&version)?;
                self.action = action;
                self.remarks.extend(lagging(look, &version));
                release(look, &version)
            }
            Verdict::Nothing { why, .. } => Err(Error::new("nothing-to-release", why)),
        }
    }

    /// Every manifest of a package rewritten, read back, and found to say the version.
    fn rewrite(&mut self, look: &PackageLook, version: &Version) -> Result<Option<Section>> {
        let PackageLook { request, situation, .. } = look;
        let scope = &situation.package.scope;
        if !scope.disputed.is_empty() {
            return Err(disagree(situation));
        }
        let moves = situation.package.moves_to(version);
        let rewritten = manifest::rewrite_moving(&self.files, &request.manifests, &moves, version)?;
        is_for_everybody(look, version, &rewritten)?;
        let places: BTreeMap<String, usize> =
            self.files.iter().enumerate().map(|(at, file)| (file.path.clone(), at)).collect();
        for new in manifest::with_day(rewritten, request.date.as_deref())? {
            let Some(old) = places.get(&new.path).and_then(|at| self.files.get_mut(*at)) else { continue };
            if old.text != new.text {
                old.text.clone_from(&new.text);
                self.change(File { path: new.path, text: new.text });
            }
        }
        if say(&self.files, request, &scope.moving, version) != Says::It {
            return Err(Error::new("verification-failed", format!("the rewritten manifests do not all say {version}"))
                .advice("this is a defect: please report it with the manifests named above"));
        }
        let Some(changelog::Extended { file, section, remark }) = log_change(look, version, &self.files)? else {
            return Ok(None);
        };
        self.remarks.extend(remark);
        if let Some(old) = self.files.iter_mut().find(|old| old.path == file.path) {
            old.text.clone_from(&file.text);
        }
        // It may carry the version elsewhere too, by a marker.
        self.changed.retain(|other| other.path != file.path);
        self.change(file);
        Ok(Some(section))
    }

    /// A file is changed, again where another package has changed it before.
    fn change(&mut self, file: File) {
        let again = !self.known.insert(file.path.clone());
        match self.changed.iter_mut().find(|one| again && one.path == file.path) {
            Some(one) => one.text = file.text,
            None => self.changed.push(file),
        }
    }

    /// Of a changelog that several packages share, each section knows what came of it in the end.
    fn seal(&self, view: &View, releases: &mut Releases) {
        if releases.more.is_empty() {
            return;
        }
        for release in releases.iter_mut() {
            let path = view.package_of(release).request.changelog.clone();
            let file = self.changed.iter().find(|file| Some(&file.path) == path.as_ref());
            if let (Some(section), Some(file)) = (&mut release.section, file) {
                section.seal(&file.text);
            }
        }
    }
}

/// Refuses a prerelease that everybody would be updated to who uses what is released; where that says one already, they are
/// used to it. Code `version-not-expressible`.
fn is_for_everybody(look: &PackageLook, version: &Version, rewritten: &[Rewritten]) -> Result<()> {
    let Situation { refs, target, .. } = &look.situation;
    if !version.is_prerelease() || refs.default_branch() != Some(&target.branch) {
        return Ok(());
    }
    let text = |path: &str| look.facts.files.iter().find(|file| file.path == path).map(|file| file.text.as_str());
    let released = |from: &str| Version::parse_lenient(from, version.scheme()).is_some_and(|it| !it.is_prerelease());
    // It need not say what the package says: one of the two may have been raised already.
    let serves = |one: &&Rewritten| {
        released(&one.from) && manifest::serves_everybody(&one.path, text(&one.path).unwrap_or_default())
    };
    let Some(Rewritten { path, .. }) = rewritten.iter().find(serves) else { return Ok(()) };
    let message = format!("everybody gets what `{path}` says on `{}`, and {version} is a prerelease", target.branch);
    Err(Error::new("version-not-expressible", message)
        .at(path.clone())
        .advice(format!("leave it as it is: `{}` (input `manifests`)", option("manifests", &format!("!{path}"))))
        .advice("or release prereleases from another branch: `--branch NAME` (input `target-branch`)"))
}

/// Refuses a prerelease in Python's spelling where files alone have the version, by two numbers, that take a word behind three:
/// they would say another than the tag. Code `version-not-expressible`.
fn is_spelled_alike(look: &PackageLook, version: &Version) -> Result<()> {
    let found = &look.situation.package.scope.found;
    let Some(first) = found.first() else { return Ok(()) };
    let same = version.scheme() == Scheme::Semver || !version.is_prerelease();
    if same || look.request.scheme.is_some() || !found.iter().all(manifest::has_words_behind_three) {
        return Ok(());
    }
    let (major, minor, patch) = version.triple();
    let message =
        format!("`{}` has no spelling for {version}: behind fewer than three numbers nothing can stand", first.path);
    Err(Error::new("version-not-expressible", message)
        .at(first.path.clone())
        .advice(format!("write three numbers there, such as `{major}.{minor}.{patch}-SNAPSHOT`, commit and push it, and run this again"))
        .advice("or name a version without a word in it: `--bump VERSION` (input `version`)"))
}

/// The changelog that was named, with the version's section, at files that say the version.
fn log_change(look: &PackageLook, version: &Version, after: &[File]) -> Result<Option<changelog::Extended>> {
    let PackageLook { request, facts, situation, .. } = look;
    let Some(path) = &request.changelog else { return Ok(None) };
    let date = changelog::day(request.date.as_deref())?;
    let (log, previous) = look.told(version);
    let tag = previous.map(|(_, tag)| tag.name.as_str());
    let links = Links::to(facts.hosting.as_ref(), tag, &situation.tag_name(version)?);
    let body = notes::of_changelog(request, log, &links)?;
    let spelled = situation.spelled(version);
    let previous = situation.package.newest.as_ref().map(|(version, _)| version);
    let new = changelog::NewSection { version, spelled: &spelled, previous, date, links: &links, body: &body };
    changelog::with_section(after, path, &new)
}

/// What is said where somebody raised the version and no lock file went along: a tag alone leaves it as it is.
fn lagging(look: &PackageLook, version: &Version) -> Option<String> {
    let PackageLook { request, facts, situation, .. } = look;
    // Most repositories keep none, and there may be thousands of manifests.
    if !facts.files.iter().any(|file| manifest::is_lock(&file.path)) {
        return None;
    }
    let moves = situation.package.scope.moves();
    let now = manifest::rewrite_moving(&facts.files, &request.manifests, &moves, version).ok()?;
    let as_it_is = |path: &str, text: &str| facts.files.iter().any(|old| old.path == path && old.text == text);
    let lags = now.iter().filter(|new| manifest::is_lock(&new.path) && !as_it_is(&new.path, &new.text));
    let locks: Vec<String> = lags.map(|new| format!("`{}`", new.path)).collect();
    let all = locks.join(", ");
    (!all.is_empty()).then(|| format!("lock files lag behind {version}, and a tag alone leaves them so: {all}"))
}

/// What is told of one version, before anybody knows how it comes about.
fn release(look: &PackageLook, version: &Version) -> Result<Release> {
    let PackageLook { request, facts, situation, .. } = look;
    let tag = situation.tag_name(version)?;
    // Only what is left out comes so far.
    if let Some(there) = situation.refs.tag(&tag) {
        let error = taken(version, there, &situation.target.branch);
        return Err(error.advice("or let it count: take the pattern that leaves it out from `ignore-tags`"));
    }
    let previous_tag = situation.package.newest.as_ref().map(|(_, tag)| tag.name.clone());
    let (log, previous) = look.told(version);
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
        asked: request.package.clone(),
        notes,
        people,
        told_since: links.previous_tag.clone(),
        previous_tag,
        latest: situation.is_latest(version),
        section: None,
        moving: situation.moving(request.moving_tags, version),
        version: text,
        scheme: version.scheme(),
        elsewhere: situation.release_below(version).filter(|below| Some(below) != before.as_ref()),
        above: situation.release_above(version),
        older: situation.package.older(),
        previous_version: before,
        bump: None,
        tag,
        reasons: Vec::new(),
        manifests: situation.package.scope.found.clone(),
        kept: look.kept.clone(),
        packages: situation.package.scope.moving.clone(),
    })
}
