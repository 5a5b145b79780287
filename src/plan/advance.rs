//! The moves of the state machine.

use super::ending::{end, fail, give_up, nothing, with_unanswered};
use super::{Checkout, NewTag, Outcome, Past, Phase, Plan, Released, Sent, Status, Step, Update, Why};
use crate::branch::bump_branch;
use crate::decide::{Action, Decision, Proposal, Way, decide};
use crate::error::{Error, Result};
use crate::facts::{Facts, Refs};
use crate::message;
use crate::refusal::{self, Answer};
use crate::request::{Request, Wish};
use crate::scene::all_say;
use crate::version::Version;

/// How often a run looks before it gives up: once, and again after each of ten lost races.
const LOOKS: u32 = 11;
/// How many looks in a row may see nothing.
const UNREAD: u32 = 3;
/// First and largest number of commits read while searching for the one that brought a version.
const HISTORY: (u32, u32) = (16, 8192);

/// See [`super::plan`].
pub(super) fn start(request: &Request, facts: Option<Facts>) -> Plan {
    let mut plan = Plan::new(request);
    if let Err(error) = request.check() {
        return fail(plan, error);
    }
    match facts {
        Some(facts) => {
            plan.run.looks = 1;
            on_facts(plan, &facts)
        }
        None => look(plan, Why::Start),
    }
}

/// See [`super::advance`].
pub(super) fn advance(plan: Plan, outcome: Outcome) -> Result<Plan> {
    Ok(match (plan.run.phase, outcome) {
        (Phase::Looking, Outcome::Facts { facts }) => on_facts(plan, &facts),
        (Phase::Looking | Phase::Tracing, Outcome::Unreadable { exit, stderr }) => on_unreadable(plan, exit, &stderr),
        (Phase::Looking | Phase::Tracing, Outcome::Refused { error }) => fail(plan, error),
        (Phase::Tracing, Outcome::History { commits, complete }) => on_history(plan, &commits, complete),
        (Phase::Building, Outcome::Built { commit, tag, files }) => on_built(plan, commit, tag, &files),
        (Phase::Pushing | Phase::PushingBranch | Phase::PushingTag, Outcome::Pushed { exit, stdout, stderr }) => {
            on_pushed(plan, exit, &stdout, &stderr)
        }
        (Phase::Following, Outcome::Followed { checkout, why }) => on_followed(plan, checkout, why),
        // The release stands whatever became of the local repository.
        (Phase::Following, Outcome::Broken { detail }) => on_followed(plan, Checkout::Untouched, Some(detail)),
        (Phase::Looking | Phase::Tracing | Phase::Building, Outcome::Broken { detail }) => fail(
            plan,
            Error::new("local-git-failed", format!("git failed on this machine: `{detail}`"))
                .advice("nothing left this machine; cure what git says, then run this again"),
        ),
        (phase, _) => {
            return Err(Error::new(
                "unexpected-outcome",
                format!("this outcome does not answer the step (phase {phase:?})"),
            )
            .advice("perform `plan.step`, then pass on what came of it"));
        }
    })
}

/// Asks for fresh facts, later each time, so that runs that race each other spread out.
fn look(mut plan: Plan, why: Why) -> Plan {
    let run = &mut plan.run;
    run.looks = run.looks.saturating_add(1);
    let patience = |base: u32, times: u32| base.saturating_mul(1_u32.wrapping_shl(times.min(5)));
    let wait_ms = match why {
        Why::Start | Why::Finalised => 0,
        Why::Lost => 500,
        Why::Race => patience(100, run.looks),
        Why::Unreadable => patience(400, run.unread),
    };
    if run.looks > LOOKS {
        return give_up(plan, why);
    }
    run.phase = Phase::Looking;
    plan.step = Some(Step::Look { wait_ms, why, attempt: plan.run.looks });
    plan
}

/// Facts are here: was something of ours taken after all? If not, decide afresh. A built commit is never pushed a
/// second time; it is built anew, which is the same wherever nothing has moved (PROTOCOL 19 and 20).
fn on_facts(mut plan: Plan, facts: &Facts) -> Plan {
    plan.run.unread = 0;
    let refs = Refs::parse(&facts.refs);
    let stands = |sent: &&Sent| {
        let known = plan.run.released.iter().any(|released| released.tag == sent.proposal.tag);
        !known && refs.tag(&sent.proposal.tag).is_some_and(|tag| tag.oid == sent.tag_object)
    };
    if let Some(sent) = plan.run.sent.iter().find(stands).cloned() {
        return landed(plan, sent);
    }
    plan.proposal = None;
    match decide(&plan.request, facts) {
        Err(error) => fail(plan, error),
        Ok((decision, remarks)) => {
            remarks.into_iter().for_each(|remark| plan.remark(remark));
            match decision {
                Decision::Nothing { why, standing } => {
                    let standing = standing.map(|(version, tag)| Released {
                        version: version.to_string(),
                        tag: tag.name,
                        sha: tag.commit,
                    });
                    nothing(plan, why, standing)
                }
                Decision::Release(proposal) => build(plan, *proposal),
                Decision::Trace(proposal) => {
                    plan.proposal = Some(*proposal);
                    trace(plan, HISTORY.0)
                }
            }
        }
    }
}

fn on_unreadable(mut plan: Plan, exit: Option<i32>, stderr: &str) -> Plan {
    let refusal::Unreadable { error, passing } = refusal::of_read(exit, stderr);
    plan.run.unread = plan.run.unread.saturating_add(1);
    if passing && plan.run.unread < UNREAD {
        return look(plan, Why::Unreadable);
    }
    let error = with_unanswered(&plan, error);
    fail(plan, error)
}

/// PROTOCOL 6: search the branch's own past for the commit that brought the version.
fn trace(mut plan: Plan, limit: u32) -> Plan {
    if let Some(proposal) = &plan.proposal {
        let paths = proposal.manifests.iter().map(|found| found.path.clone()).collect();
        plan.run.phase = Phase::Tracing;
        plan.step = Some(Step::History { tip: proposal.tip.clone(), paths, limit });
    }
    plan
}

/// The commit to tag is the oldest of the unbroken run at which every manifest says the version. Any older one was
/// taken back since; the tip itself would make empty versions.
fn on_history(mut plan: Plan, commits: &[Past], complete: bool) -> Plan {
    let Some(mut proposal) = plan.proposal.take() else { return look(plan, Why::Race) };
    let says = |past: &&Past| {
        Version::parse(&proposal.version, proposal.scheme)
            .is_ok_and(|version| all_say(&past.files, &plan.request, &version))
    };
    let unbroken: Vec<&Past> = commits.iter().take_while(says).collect();
    let asked = match &plan.step {
        Some(Step::History { limit, .. }) => *limit,
        _ => HISTORY.1,
    };
    if unbroken.len() == commits.len() && !complete && asked < HISTORY.1 {
        plan.proposal = Some(proposal);
        return trace(plan, asked.saturating_mul(8));
    }
    if let Some(past) = unbroken.last() {
        proposal.way = Way::Standing { commit: past.oid.clone() };
        let commit: String = past.oid.chars().take(12).collect();
        plan.remark(format!(
            "{} was brought to `{}` by {} in {commit}",
            proposal.version, proposal.branch, past.author
        ));
    }
    build(plan, proposal)
}

/// Has the objects built: the version commit and its tag, or the tag alone.
fn build(mut plan: Plan, proposal: Proposal) -> Plan {
    let run = &mut plan.run;
    run.builds = run.builds.saturating_add(1);
    run.phase = Phase::Building;
    let tag = NewTag {
        name: proposal.tag.clone(),
        message: message::tag(&plan.request.run, &proposal.tag, &proposal.version, run.builds),
    };
    let branch = proposal.branch.clone();
    plan.step = Some(match &proposal.way {
        Way::Standing { commit } => Step::Tag { target: commit.clone(), branch, tag },
        Way::NewCommit { files, skip_ci } => Step::Commit {
            parent: proposal.tip.clone(),
            branch,
            files: files.clone(),
            message: message::commit(&plan.request, &proposal.version, *skip_ci, run.builds),
            tag,
        },
    });
    plan.proposal = Some(proposal);
    plan
}

/// Nothing is pushed unless the object store gives back exactly what was decided (PROTOCOL 23).
fn on_built(mut plan: Plan, commit: String, tag: String, files: &[crate::manifest::File]) -> Plan {
    let faithful = match &plan.step {
        Some(Step::Commit { files: wanted, .. }) => wanted.as_slice() == files,
        Some(Step::Tag { target, .. }) => *target == commit,
        _ => false,
    };
    let Some(mut proposal) = plan.proposal.clone().filter(|_| faithful && is_oid(&commit) && is_oid(&tag)) else {
        return fail(
            plan,
            Error::new("verification-failed", "the built commit does not hold the manifests that were decided on")
                .advice("nothing left this machine; check its disk, then run this again"),
        );
    };
    let alone = matches!(proposal.way, Way::Standing { .. });
    // The texts are in the commit now; what is remembered of every attempt should not carry them along.
    if let Way::NewCommit { files, .. } = &mut proposal.way {
        files.clear();
    }
    plan.run.sent.push(Sent { tag_object: tag, commit, answered: false, proposal });
    match (alone, plan.run.one_by_one) {
        (true, _) => push(plan, Phase::PushingTag),
        (false, true) => push(plan, Phase::PushingBranch),
        (false, false) => push(plan, Phase::Pushing),
    }
}

/// The branch only as a fast-forward of the tip that was read, the tag only where there is none (PROTOCOL 12).
fn push(mut plan: Plan, phase: Phase) -> Plan {
    let Some(Sent { tag_object, commit, proposal, .. }) = plan.run.sent.last() else { return look(plan, Why::Race) };
    let branch =
        Update { name: format!("refs/heads/{}", proposal.branch), oid: commit.clone(), expect: proposal.tip.clone() };
    let tag = Update { name: format!("refs/tags/{}", proposal.tag), oid: tag_object.clone(), expect: String::new() };
    let updates = match phase {
        Phase::PushingBranch => vec![branch],
        Phase::PushingTag => vec![tag],
        _ => vec![branch, tag],
    };
    plan.run.phase = phase;
    plan.step = Some(Step::Push { atomic: updates.len() > 1, updates });
    plan
}

fn on_pushed(mut plan: Plan, exit: Option<i32>, stdout: &str, stderr: &str) -> Plan {
    let names: Vec<String> = match &plan.step {
        Some(Step::Push { updates, .. }) => updates.iter().map(|update| update.name.clone()).collect(),
        _ => Vec::new(),
    };
    let phase = plan.run.phase;
    let answer = refusal::of_push(exit, stdout, stderr, &names);
    if let Some(sent) = plan.run.sent.last_mut() {
        sent.answered = answer != Answer::Lost;
    }
    match answer {
        Answer::Landed if phase == Phase::PushingBranch => push(plan, Phase::PushingTag),
        Answer::Landed => match plan.run.sent.last().cloned() {
            Some(sent) => landed(plan, sent),
            None => look(plan, Why::Lost),
        },
        Answer::NoAtomic => {
            plan.run.one_by_one = true;
            push(plan, Phase::PushingBranch)
        }
        Answer::Stale => look(plan, Why::Race),
        Answer::Lost => look(plan, Why::Lost),
        Answer::Refused(error) => {
            let error = explain(&plan, phase, error);
            fail(plan, error)
        }
    }
}

/// Adds to a refusal what only this run knows.
fn explain(plan: &Plan, phase: Phase, mut error: Error) -> Error {
    let Some(Sent { commit, proposal, .. }) = plan.run.sent.last() else { return error };
    let Proposal { version, tag, branch, .. } = proposal;
    if error.code == "pull-request-required" {
        // The name is only advice here; a version without one is told without it.
        let bump = bump_branch(version, None).unwrap_or_else(|_| "version-bump".to_string());
        error = error
            .advice(format!("git fetch && git switch -c {bump} origin/{branch} && version-first set {version}"))
            .advice("commit, push, open and merge the pull request; the next release run tags the merged commit");
    }
    if phase == Phase::PushingTag && plan.standing().is_none() {
        error = error.advice(format!("{commit} is on `{branch}` without its tag `{tag}`: the next run makes it"));
    }
    error
}

/// The tag is acknowledged, or was seen, where it belongs.
fn landed(mut plan: Plan, sent: Sent) -> Plan {
    let Sent { tag_object, commit, proposal, .. } = sent;
    plan.run.looks = 0;
    plan.run.released.push(Released {
        version: proposal.version.clone(),
        tag: proposal.tag.clone(),
        sha: commit.clone(),
    });
    plan.run.phase = Phase::Following;
    plan.step = Some(Step::Follow { branch: proposal.branch.clone(), commit, tag: proposal.tag.clone(), tag_object });
    plan.proposal = Some(proposal);
    plan
}

/// PROTOCOL 11: what was finalised may have something new on top of it. PROTOCOL 8: unless it was the answer.
fn on_followed(mut plan: Plan, checkout: Checkout, why: Option<String>) -> Plan {
    if let (Checkout::Untouched, Some(why)) = (checkout, why) {
        plan.remark(format!("the checkout stays as it is: {why}"));
    }
    let on_top = plan.proposal.as_ref().is_some_and(|proposal| {
        proposal.action == Action::Finalise && !answered(&plan.request, proposal, plan.standing())
    });
    if on_top { look(plan, Why::Finalised) } else { end(plan, Status::Released) }
}

/// Whether a version that was just finalised is all that was asked for (PROTOCOL 8). `standing` is the commit that was
/// tagged: where it is the tip, nothing can be new on top of it.
fn answered(request: &Request, finalised: &Proposal, standing: Option<&String>) -> bool {
    match request.wish(finalised.scheme) {
        Ok(Wish::Auto) => standing == Some(&finalised.tip),
        Ok(Wish::Exact(exact)) => {
            Version::parse(&finalised.version, finalised.scheme).is_ok_and(|version| version.same(&exact))
        }
        // A version that cannot be read would have failed before anything was finalised.
        Ok(Wish::Part(_)) | Err(_) => true,
    }
}

/// An object name: 40 or 64 hexadecimal digits.
fn is_oid(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
