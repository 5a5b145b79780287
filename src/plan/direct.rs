//! The direct way: objects are built, then branch and tag are pushed together.

use borsh::{BorshDeserialize, BorshSerialize};

use super::advance::look;
use super::ending::{fail, nothing};
use super::{Doing, Goal, NewTag, Past, Plan, Released, Sending, Sent, Step, Target, Untagged, Update, Why, propose};
use crate::branch::bump_branch;
use crate::commits::{History, without_paths};
use crate::decide::{Proposal, Way};
use crate::error::Error;
use crate::hosting::Kind;
use crate::manifest::File;
use crate::message::{self, Trailer};
use crate::notes::{self, Links, Versions};
use crate::refusal::{self, Answer};
use crate::request::{Choice, Mode, Wish};
use crate::scene::{Says, say};
use crate::version::Version;
use crate::view::View;

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
    pub(super) fn of(view: &View, proposal: &Proposal) -> Option<Self> {
        let raw = view.facts.log.as_ref().filter(|log| log.len() <= KEPT_LOG)?;
        let version = Version::parse(&proposal.version, proposal.scheme).ok()?;
        let (raw, newer) = match view.product() {
            None => (raw.clone(), view.facts.newer.clone().filter(|_| version.is_prerelease())),
            Some(_) => (without_paths(raw), view.told(&version).0.map(History::names)),
        };
        let before = view.told(&version).1.map(|(_, tag)| tag);
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
    let Tracing { limit, log, untagged } = tracing;
    let paths = proposal.manifests.iter().map(|found| found.path.clone()).collect();
    let step = Step::History { tip: proposal.tip.clone(), paths, limit };
    plan.proposal = Some(proposal);
    plan.ask(Doing::Tracing { limit, log, untagged }, step)
}

/// What is known while the commit that brought a version is searched for.
pub(super) struct Tracing {
    /// How many commits are asked for.
    pub limit: u32,
    /// The log up to the tip.
    pub log: Option<KeptLog>,
    /// What else is known of the version.
    pub untagged: Untagged,
}

/// What was brought by a run of ours is tagged at the oldest commit of the unbroken run at which every manifest says the
/// version: any older one was taken back since, and the tip would leave nothing for what came after. What somebody raised
/// by hand is tagged at the tip: it was meant for the release to come, with all that is in it.
pub(super) fn on_history(mut plan: Plan, tracing: Tracing, commits: &[Past], complete: bool) -> Plan {
    let Some(mut proposal) = plan.proposal.take() else { return look(plan, Why::Race) };
    let says = |past: &&Past| {
        Version::parse(&proposal.version, proposal.scheme)
            .is_ok_and(|version| say(&past.files, &plan.request, &proposal.packages, &version) == Says::It)
    };
    let unbroken: Vec<&Past> = commits.iter().take_while(says).collect();
    if unbroken.len() == commits.len() && !complete && tracing.limit < HISTORY.1 {
        return trace(plan, proposal, Tracing { limit: tracing.limit.saturating_mul(8), ..tracing });
    }
    let Tracing { log, untagged, .. } = tracing;
    let Some(past) = unbroken.last() else {
        let why = format!("no commit of `{}` is known to have brought {}", proposal.branch, proposal.version);
        return if plan.request.only_finalise { nothing(plan, why, None) } else { build(plan, proposal, false) };
    };
    let brought = ours(past, &proposal);
    let head = bump_branch(&proposal.version, plan.request.template().as_deref()).ok();
    let askable = plan.run.hosting.is_some() && plan.run.no_pulls.is_none() && untagged.merged.is_none();
    if let Some(head) = head.filter(|head| brought.is_none() && askable && !plan.run.heads.contains(head)) {
        plan.run.heads.push(head);
        return look(plan, Why::Pulls);
    }
    let github = plan.run.hosting.as_ref().is_some_and(|hosting| hosting.kind == Kind::Github);
    let tagged = brought.as_ref().is_some_and(|trailer| trailer.tagged) && github;
    // An earlier look may have asked about a release, of another tag or of this one: it tells nothing of now.
    if tagged && !untagged.looked_up && plan.request.github_release != Choice::False {
        plan.run.release_checked = false;
        return look(plan, Why::Tidied);
    }
    if tagged && untagged.unreleased {
        let why = format!("the tag `{}` was taken away, and its release with it", proposal.tag);
        return withdrawn(plan, &proposal.version, &why);
    }
    let commit: String = past.oid.chars().take(12).collect();
    let (version, branch) = (&proposal.version, &proposal.branch);
    let by = format!("{version} was brought to `{branch}` by {} in {commit}", past.author);
    if brought.is_some() || untagged.merged == Some(true) {
        if let Some(log) = log {
            let links = Links::to(plan.run.hosting.as_ref(), log.since.as_deref(), &proposal.tag);
            let versions = Versions { version: &proposal.version, previous: proposal.previous_version.as_deref() };
            let at = (plan.run.hosting.as_ref(), log.before.as_deref());
            let told = notes::of_release(&plan.request, Some(&log.up_to(&past.oid)), &links, &versions, at);
            // The settings were checked when the run began.
            let told = told.unwrap_or_default();
            proposal.people = told.as_ref().and_then(|told| told.people.clone());
            proposal.notes = told.map(|told| told.text);
        }
        proposal.way = Way::Standing { commit: past.oid.clone() };
        plan.remark(by);
    } else if plan.request.only_finalise {
        return nothing(plan, format!("{by}, by hand: it is tagged when it is released"), untagged.standing);
    } else if untagged.announced {
        let why = format!(
            "{version} is announced, by {} in {commit}, and nothing else is new: it is released with what comes, or now by \
             `--bump {version}` (input `version`) or `--force`",
            past.author
        );
        return nothing(plan, why, untagged.standing);
    } else if past.oid == proposal.tip {
        plan.remark(by);
    } else {
        plan.remark(format!("{by}, by hand: the tip is tagged, with what came since"));
    }
    build(plan, proposal, false)
}

/// The trailer of ours by which a commit, or what it merged, brought a version.
fn ours(past: &Past, proposal: &Proposal) -> Option<Trailer> {
    let version = Version::parse(&proposal.version, proposal.scheme).ok()?;
    let trailer = message::trailer_of(&past.message)?;
    Version::parse(&trailer.version, proposal.scheme).is_ok_and(|said| said.same(&version)).then_some(trailer)
}

/// PROTOCOL 27: a version that was withdrawn is not made again. The next number is, with all that is in it.
fn withdrawn(mut plan: Plan, version: &str, why: &str) -> Plan {
    plan.run.withdrawn.push(version.to_string());
    plan.remark(format!("{version} stays withdrawn ({why}): its number is passed over"));
    look(plan, Why::Race)
}

/// Has the objects built that are pushed to the branch itself: the version commit and its tag, or the tag alone. `leftover`:
/// a bump branch for the version is there, too.
pub(super) fn build(mut plan: Plan, proposal: Proposal, leftover: bool) -> Plan {
    if let Way::NewCommit { remark: Some(remark), .. } = &proposal.way {
        plan.remark(remark.clone());
    }
    let run = &mut plan.run;
    run.builds = run.builds.saturating_add(1);
    let tag = NewTag {
        name: proposal.tag.clone(),
        message: message::tag(&plan.request.run, &proposal.tag, &proposal.version, run.builds),
    };
    let branch = proposal.branch.clone();
    let step = match &proposal.way {
        Way::Standing { commit } => Step::Tag { target: commit.clone(), branch, tag },
        Way::NewCommit { files, skip_ci, .. } => Step::Commit {
            parent: proposal.tip.clone(),
            branch,
            files: files.clone(),
            message: match run.one_by_one {
                true => message::commit(&plan.request, &proposal.version, *skip_ci, run.builds),
                false => message::tagged_commit(&plan.request, &proposal.version, *skip_ci, run.builds),
            },
            tag: Some(tag),
        },
    };
    plan.proposal = Some(proposal);
    building(plan, Target::Branch { leftover }, step)
}

/// Hands the texts out, and remembers what they hash to: they are large, and nothing but a comparison is left to do.
pub(super) fn building(mut plan: Plan, target: Target, step: Step) -> Plan {
    if let Some(Proposal { way: Way::NewCommit { files, .. }, .. }) = &mut plan.proposal {
        *files = hashed(files);
    }
    plan.ask(Doing::Building(target), step)
}

/// The same paths, each with its text's SHA-256.
fn hashed(files: &[File]) -> Vec<File> {
    let digit = |byte: &u8| format!("{byte:02x}");
    let hash = |text: &str| hmac_sha256::Hash::hash(text.as_bytes()).iter().map(digit).collect();
    files.iter().map(|file| File { path: file.path.clone(), text: hash(&file.text) }).collect()
}

/// Nothing is pushed unless the object store gives back exactly what was decided (PROTOCOL 23).
pub(super) fn on_built(mut plan: Plan, target: Target, commit: String, tag: String, files: &[File]) -> Plan {
    let faithful = match plan.proposal.as_ref().map(|proposal| &proposal.way) {
        Some(Way::NewCommit { files: wanted, .. }) => *wanted == hashed(files),
        Some(Way::Standing { commit: tagged }) => *tagged == commit,
        None => false,
    };
    let objects = is_oid(&commit) && (matches!(target, Target::Bump(_)) || is_oid(&tag));
    let Some(mut proposal) = plan.proposal.clone().filter(|_| faithful && objects) else {
        return fail(
            plan,
            Error::new("verification-failed", "the built commit does not hold the manifests that were decided on")
                .advice("nothing left this machine; check its disk, then run this again"),
        );
    };
    let leftover = match target {
        Target::Bump(target) => return propose::push(plan, target, commit),
        Target::Branch { leftover } => leftover,
    };
    let alone = matches!(proposal.way, Way::Standing { .. });
    // The texts are in the commit now; what is remembered of every attempt should not carry them along.
    if let Way::NewCommit { files, .. } = &mut proposal.way {
        files.clear();
    }
    plan.run.sent.push(Sent { tag_object: tag, commit, answered: false, proposal, leftover });
    match (alone, plan.run.one_by_one) {
        (true, _) => push(plan, Sending::Tag),
        (false, true) => push(plan, Sending::Branch),
        (false, false) => push(plan, Sending::Both),
    }
}

/// The branch only as a fast-forward of the tip that was read, the tag only where there is none (PROTOCOL 12).
fn push(plan: Plan, sending: Sending) -> Plan {
    let updates = updates(&plan, sending);
    plan.ask(Doing::Pushing(sending), Step::Push { atomic: updates.len() > 1, updates })
}

fn updates(plan: &Plan, sending: Sending) -> Vec<Update> {
    let Some(Sent { tag_object, commit, proposal, .. }) = plan.run.sent.last() else { return Vec::new() };
    let branch =
        Update { name: format!("refs/heads/{}", proposal.branch), oid: commit.clone(), expect: proposal.tip.clone() };
    let tag = Update { name: format!("refs/tags/{}", proposal.tag), oid: tag_object.clone(), expect: String::new() };
    match sending {
        Sending::Branch => vec![branch],
        Sending::Tag => vec![tag],
        Sending::Both => vec![branch, tag],
    }
}

pub(super) fn on_pushed(mut plan: Plan, sending: Sending, exit: Option<i32>, stdout: &str, stderr: &str) -> Plan {
    let names: Vec<String> = updates(&plan, sending).into_iter().map(|update| update.name).collect();
    let answer = refusal::of_push(exit, stdout, stderr, &names);
    if let Some(sent) = plan.run.sent.last_mut() {
        sent.answered = answer != Answer::Lost;
    }
    plan.run.locked = refusal::locked(stderr);
    match answer {
        Answer::Landed if sending == Sending::Branch => push(plan, Sending::Tag),
        Answer::Landed => match plan.run.sent.last().cloned() {
            Some(sent) => landed(plan, sent),
            None => look(plan, Why::Lost),
        },
        // Made anew, for the commit may no longer say that its tag comes with it: a run may die in between.
        Answer::NoAtomic => {
            plan.run.one_by_one = true;
            look(plan, Why::OneByOne)
        }
        Answer::Stale => look(plan, Why::Race),
        Answer::Lost => look(plan, Why::Lost),
        // PROTOCOL 13: the commit is forgotten, and what was declined or proposed meanwhile is looked up first.
        Answer::Refused(error) if error.code == "pull-request-required" && may_propose(&plan) => {
            plan.run.pull_request = true;
            if let Some(Sent { proposal, .. }) = plan.run.sent.last() {
                let head = bump_branch(&proposal.version, plan.request.template().as_deref());
                plan.run.heads.extend(head.ok().filter(|head| !plan.run.heads.contains(head)));
            }
            look(plan, Why::PullRequest)
        }
        // Asked for by name, it is that version or none.
        Answer::Refused(error) if error.code == "version-withdrawn" && !names_it(&plan) => {
            let version = plan.run.sent.last().map(|sent| sent.proposal.version.clone()).unwrap_or_default();
            let why = "the server takes no tag of this name any more, since its release was immutable";
            withdrawn(plan, &version, why)
        }
        Answer::Refused(error) => {
            let error = explain(&plan, sending, error);
            fail(plan, error)
        }
    }
}

/// Whether a version was asked for by name.
fn names_it(plan: &Plan) -> bool {
    let scheme = plan.run.sent.last().map(|sent| sent.proposal.scheme);
    scheme.is_some_and(|scheme| matches!(plan.request.wish(scheme), Ok(Wish::Exact(_))))
}

/// Whether a pull request may follow, and can.
fn may_propose(plan: &Plan) -> bool {
    plan.request.mode != Mode::Direct && plan.run.hosting.is_some() && !plan.run.pull_request
}

/// Adds to a refusal what only this run knows.
fn explain(plan: &Plan, sending: Sending, mut error: Error) -> Error {
    let Some(Sent { commit, proposal, .. }) = plan.run.sent.last() else { return error };
    let Proposal { version, tag, branch, .. } = proposal;
    if error.code == "pull-request-required" {
        error = propose::by_hand(error, version, branch);
        if plan.run.hosting.is_none() {
            error = error.advice("with a token (GITHUB_TOKEN, input `token`), this is done in one run");
        }
    }
    if sending == Sending::Tag && plan.standing().is_none() {
        error = error.advice(format!("{commit} is on `{branch}` without its tag `{tag}`: the next run makes it"));
    }
    error
}

/// The tag is acknowledged, or was seen, where it belongs.
pub(super) fn landed(mut plan: Plan, sent: Sent) -> Plan {
    let Sent { tag_object, commit, proposal, leftover, .. } = sent;
    plan.run.races = 0;
    // What failed meanwhile was for this very version, which stands.
    if plan.run.goal.cleans() {
        plan.run.goal = Goal::Release;
    }
    plan.run.released.push(Released {
        version: proposal.version.clone(),
        tag: proposal.tag.clone(),
        sha: commit.clone(),
    });
    let step = Step::Follow { branch: proposal.branch.clone(), commit, tag: proposal.tag.clone(), tag_object };
    plan.proposal = Some(proposal);
    plan.ask(Doing::Following { leftover }, step)
}

/// An object name: 40 or 64 hexadecimal digits.
fn is_oid(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
