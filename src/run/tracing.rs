//! PROTOCOL 6: which commit brought a version that stands without its tag, and what that means.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::commits::{History, without_paths};
use crate::hosting::Kind;
use crate::release::package_look::PackageLook;
use crate::release::proposal::{Proposal, Release, Way};
use crate::release::request::Choice;
use crate::release::stated::{Says, say};
use crate::release::words::message;
use crate::release::words::notes;
use crate::release::words::notes::{Links, Versions};
use crate::run::direct::{build, withdrawn};
use crate::run::ending::{fail, look, nothing};
use crate::run::{Doing, Past, Plan, Step, Untagged, Why};
use crate::text::start;
use crate::version::Version;

/// First and largest number of commits read while searching for the one that brought a version.
pub(super) const HISTORY: (u32, u32) = (16, 8192);

/// The longest log that is carried along until its commit is known, in bytes: a release that landed some commits ago is
/// told of them alone. Beyond that, its notes tell of everything up to the tip.
const KEPT_LOG: usize = 1 << 20;

/// What the notes of a version tell of, as long as it is not known where it ends.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct KeptLog {
    raw: String,
    /// The commits of it that count; absent: all.
    newer: Option<String>,
    /// The tag of the release before.
    since: Option<String>,
    /// Its commit.
    before: Option<String>,
}

impl KeptLog {
    pub(super) fn of(look: &PackageLook, release: &Release) -> Option<Self> {
        let history = look.history.filter(|history| history.log.len() <= KEPT_LOG)?;
        let raw = &history.log;
        let version = Version::parse(&release.version, release.scheme).ok()?;
        let (raw, newer) = match look.product() {
            None => (raw.clone(), history.newer.clone().filter(|_| version.is_prerelease())),
            Some(_) => (without_paths(raw), look.told(&version).0.map(History::names)),
        };
        let before = look.told(&version).1.map(|(_, tag)| tag);
        Some(Self {
            raw,
            newer,
            since: before.map(|tag| tag.name.clone()),
            before: before.map(|tag| tag.commit.clone()),
        })
    }

    fn up_to(&self, commit: &str) -> History<'_> {
        let history = History::of_log(&self.raw);
        match &self.newer {
            Some(newer) => history.held_by(commit).named(newer),
            None => history.held_by(commit),
        }
    }
}

/// PROTOCOL 6: search the branch's own past for the commit that brought the version.
pub(super) fn trace(mut plan: Plan, proposal: Proposal, tracing: Tracing) -> Plan {
    let Tracing { limit, merged, untagged } = tracing;
    let paths =
        proposal.releases.iter().flat_map(|release| &release.manifests).map(|found| found.path.clone()).collect();
    let step = Step::History { tip: proposal.tip.clone(), paths, limit };
    plan.proposal = Some(proposal);
    plan.ask(Doing::Tracing { limit, merged, untagged }, step)
}

/// What is known while the commit that brought a version is searched for.
pub(super) struct Tracing {
    /// How many commits are asked for.
    pub limit: u32,
    /// Whether the bump pull request was merged, where that was asked.
    pub merged: Option<bool>,
    /// For each release what else is known of it.
    pub untagged: Vec<Untagged>,
}

/// What was brought by a run of ours is tagged at the oldest commit of the unbroken run at which every manifest says the
/// version: any older one was taken back since, and the tip would leave nothing for what came after. What somebody raised
/// by hand is tagged at the tip: it was meant for the release to come, with all that is in it.
pub(super) fn on_history(mut plan: Plan, tracing: Tracing, commits: &[Past], complete: bool) -> Plan {
    let Some(mut proposal) = plan.proposal.take() else { return look(plan, Why::Race) };
    let unbroken: Vec<usize> = proposal.releases.iter().map(|release| unbroken(&plan, release, commits)).collect();
    if unbroken.contains(&commits.len()) && !complete && tracing.limit < HISTORY.1 {
        return trace(plan, proposal, Tracing { limit: tracing.limit.saturating_mul(8), ..tracing });
    }
    let Tracing { merged, mut untagged, .. } = tracing;
    // What one commit has brought is one matter.
    only(&mut proposal, &mut untagged, |at, _| unbroken.get(at) == unbroken.first());
    let oldest = unbroken.first().and_then(|first| commits.get(first.checked_sub(1)?));
    let Some(past) = oldest else { return not_brought(plan, proposal, untagged) };
    let brought = brought(past, &proposal);
    if let Some(why) = left_open(&mut plan, &proposal, brought, merged, &untagged) {
        return look(plan, why);
    }
    let gone: Vec<&Release> =
        proposal.releases.iter().zip(&untagged).filter(|(_, one)| one.unreleased).map(|(release, _)| release).collect();
    if let Some(first) = gone.first().filter(|_| with_tag(&plan, brought)) {
        let why = format!("the tag `{}` was taken away, and its release with it", first.tag);
        return withdrawn(plan, &gone, &why);
    }
    if brought.is_none() && merged != Some(true) {
        return by_hand(plan, proposal, untagged, past);
    }
    retell(&plan, &mut proposal, untagged, past);
    proposal.way = Way::Standing { commit: past.oid.clone(), by_hand: false };
    plan.remark(bringing(&proposal, past));
    build(plan, proposal, false)
}

/// No commit is known to have brought the version.
fn not_brought(plan: Plan, proposal: Proposal, untagged: Vec<Untagged>) -> Plan {
    let version = proposal.releases.in_words();
    let why = format!("no commit of `{}` is known to have brought {version}", proposal.branch);
    match untagged.into_iter().find_map(|one| one.doubt) {
        _ if plan.request.only_finalise => nothing(plan, why, None),
        Some(doubt) => fail(plan, doubt),
        None => build(plan, proposal, false),
    }
}

/// Whether a commit of ours was pushed with its tag to a hosting that has releases: what is gone of those was taken away.
fn with_tag(plan: &Plan, brought: Option<Brought>) -> bool {
    let github = plan.run.hosting.as_ref().is_some_and(|hosting| hosting.kind == Kind::Github);
    brought == Some(Brought::Tagged) && github
}

/// Why another look is needed before it can be said what the commit means: at its pull request, or at its release.
fn left_open(
    plan: &mut Plan,
    proposal: &Proposal,
    brought: Option<Brought>,
    merged: Option<bool>,
    untagged: &[Untagged],
) -> Option<Why> {
    let askable = plan.run.hosting.is_some() && plan.run.pulls.unknown.is_none() && merged.is_none();
    let head = proposal.head.clone();
    if let Some(head) = head.filter(|head| brought.is_none() && askable && !plan.run.pulls.heads.contains(head)) {
        plan.run.pulls.heads.push(head);
        return Some(Why::Pulls);
    }
    // An earlier look may have asked about a release, of another tag or of this one: it tells nothing of now.
    let looked_up = untagged.iter().all(|one| one.looked_up);
    if with_tag(plan, brought) && !looked_up && plan.request.github_release != Choice::False {
        plan.run.publishing.checked = false;
        return Some(Why::Tidied);
    }
    None
}

/// Who brought a version, and by which commit.
fn bringing(proposal: &Proposal, past: &Past) -> String {
    let (version, branch, commit) = (proposal.releases.in_words(), &proposal.branch, start(&past.oid, 12));
    format!("{version} was brought to `{branch}` by {} in {commit}", past.author)
}

/// What somebody raised is tagged with all that came since, where it is time for it.
fn by_hand(mut plan: Plan, mut proposal: Proposal, mut untagged: Vec<Untagged>, past: &Past) -> Plan {
    let standing = untagged.first().and_then(|one| one.standing.clone());
    if plan.request.only_finalise {
        let why = format!("{}, by hand: it is tagged when it is released", bringing(&proposal, past));
        return nothing(plan, why, standing);
    }
    if !only(&mut proposal, &mut untagged, |_, one| !one.announced) {
        let (version, commit) = (proposal.releases.in_words(), start(&past.oid, 12));
        let why = format!(
            "{version} is announced, by {} in {commit}, and nothing else is new: it is released with what comes, or now by \
             `--bump {version}` (input `version`) or `--force`",
            past.author
        );
        return nothing(plan, why, standing);
    }
    if untagged.iter().any(|one| one.beyond) {
        plan.remark(format!("{}, by hand: the bump that was asked for leads beyond it", bringing(&proposal, past)));
        let passed = proposal.releases.iter().zip(&untagged).filter(|(_, one)| one.beyond);
        plan.run.passed_over.extend(passed.map(|(release, _)| release.tag.clone()));
        return look(plan, Why::PassedOver);
    }
    if let Some(doubt) = untagged.iter().find_map(|one| one.doubt.clone()) {
        return fail(plan, doubt);
    }
    proposal.way = Way::Standing { commit: proposal.tip.clone(), by_hand: true };
    let since = if past.oid == proposal.tip { "" } else { ", by hand: the tip is tagged, with what came since" };
    plan.remark(format!("{}{since}", bringing(&proposal, past)));
    build(plan, proposal, false)
}

/// What is told of each release ends at the commit that brought it.
fn retell(plan: &Plan, proposal: &mut Proposal, untagged: Vec<Untagged>, past: &Past) {
    for (release, Untagged { log, .. }) in proposal.releases.iter_mut().zip(untagged) {
        let Some(log) = log else { continue };
        let links = Links::to(plan.run.hosting.as_ref(), log.since.as_deref(), &release.tag);
        let versions = Versions { version: &release.version, previous: release.previous_version.as_deref() };
        let at = (plan.run.hosting.as_ref(), log.before.as_deref());
        let told = notes::of_release(&plan.request, Some(&log.up_to(&past.oid)), &links, &versions, at);
        // The settings were checked when the run began.
        let told = told.unwrap_or_default();
        release.people = told.as_ref().and_then(|told| told.people.clone());
        release.notes = told.map(|told| told.text);
    }
}

/// Leaves all but these to the look that follows; `false`: there are none, and all are kept.
fn only(proposal: &mut Proposal, untagged: &mut Vec<Untagged>, holds: impl Fn(usize, &Untagged) -> bool) -> bool {
    let kept: Vec<bool> = untagged.iter().enumerate().map(|(at, one)| holds(at, one)).collect();
    let is_kept = |at: usize| kept.get(at) == Some(&true);
    if !proposal.releases.keep(is_kept) {
        return false;
    }
    proposal.rest |= kept.contains(&false);
    let mut places = 0..;
    untagged.retain(|_| places.next().is_some_and(is_kept));
    true
}

/// At how many commits in a row, from the tip on, every manifest of a release says its version.
fn unbroken(plan: &Plan, release: &Release, commits: &[Past]) -> usize {
    let Release { version, scheme, packages, asked, kept, .. } = release;
    let Ok(version) = Version::parse(version, *scheme) else { return 0 };
    let mut request = plan.request.of(asked.as_deref());
    if !kept.is_empty() {
        // They count as named.
        request.to_mut().manifests.extend(kept.iter().cloned());
    }
    let says = |past: &Past| say(&past.files, &request, packages, &version) == Says::It;
    commits.iter().take_while(|past| says(past)).count()
}

/// What our trailers say of a commit that brought versions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brought {
    /// It was pushed together with its tags.
    Tagged,
    /// Its tags were to come after it.
    Alone,
}

/// How a commit of ours, or what it merged, brought these versions; `None`: it is not ours.
fn brought(past: &Past, proposal: &Proposal) -> Option<Brought> {
    let mut all = Brought::Tagged;
    for Release { version, scheme, tag, .. } in proposal.releases.iter() {
        let version = Version::parse(version, *scheme).ok()?;
        let trailer = message::trailer_of_tag(&past.message, tag)?;
        if !Version::parse(&trailer.version, *scheme).is_ok_and(|said| said.same(&version)) {
            return None;
        }
        if !trailer.tagged {
            all = Brought::Alone;
        }
    }
    Some(all)
}
