//! Another look, and the ways a run ends: the last of all looks is one of them, and a failure looks once more to clean up.

use crate::answers;
use crate::error::Error;
use crate::release::request::Choice;
use crate::run::{Doing, Goal, Looking, Plan, Released, Removed, Report, Sent, Status, Step, TagObject, Why};

/// How many lost races and lost answers in a row a run bears.
const RACES: u32 = 10;
/// How many other looks it takes, before it must be going in circles.
const ROUNDS: u32 = 40;

/// Asks for fresh facts, later each time, so that runs that race each other spread out.
pub(super) fn look(mut plan: Plan, why: Why) -> Plan {
    let run = &mut plan.run;
    run.tries.looks = run.tries.looks.saturating_add(1);
    let (taken, most) = match why {
        Why::Race | Why::Lost | Why::Unreadable => (&mut run.tries.races, RACES),
        // However often it takes: `wait` bounds it.
        Why::Merge => (&mut 0, ROUNDS),
        _ => (&mut run.tries.rounds, ROUNDS),
    };
    *taken = taken.saturating_add(1);
    if *taken > most {
        return give_up(plan, why);
    }
    let patience = |base: u32, times: u32| base.saturating_mul(1_u32.wrapping_shl(times.min(5)));
    let wait_ms = match why {
        Why::Lost => 500,
        Why::Race => patience(100, run.tries.races),
        Why::Unreadable => patience(400, run.tries.unread),
        Why::Merge => run.merge.waiting.as_ref().map_or(0, |waiting| waiting.pause.saturating_mul(1000)),
        Why::Pulls if run.tries.unsure > 0 => 1000,
        _ => 0,
    };
    let (heads, mergeable, onto) = match &run.merge.waiting {
        Some(waiting) => {
            // Until the wait is over that would be long ago.
            run.pulls.onto.clear();
            (waiting.asks_about(run.pulls.bringing.as_ref()), Vec::new(), Vec::new())
        }
        None => (run.pulls.heads.clone(), run.merge.unclear.clone(), run.pulls.onto.clone()),
    };
    let release = !run.publishing.checked && plan.request.github_release != Choice::False;
    // A run knows what it has made itself; a journal can be anybody's, so its branches are looked into.
    let bare = run.goal.cleans() && (!run.goal.sweeps() || run.branches.made.is_empty());
    let (attempt, release) = (run.tries.looks, release && !run.goal.cleans());
    let asked = Looking { heads: heads.clone(), mergeable: mergeable.clone(), release };
    plan.ask(Doing::Looking(asked), Step::Look { wait_ms, why, attempt, heads, mergeable, onto, release, bare })
}

/// There was nothing to do, or nothing more after what this run released.
pub(super) fn nothing(mut plan: Plan, why: String, standing: Option<Released>) -> Plan {
    if !plan.run.released.is_empty() {
        return end(plan, Status::Released);
    }
    plan.run.pulls.bringing = None;
    let mut plan = end(plan, Status::NothingToRelease);
    if let Some(report) = &mut plan.result {
        report.why = Some(why);
        if let Some(Released { version, tag, sha }) = standing {
            (report.version, report.tag, report.sha) = (Some(version), Some(tag), Some(sha));
        }
    }
    plan
}

/// It failed, and says why; but first, whatever it made has to go (PROTOCOL 22).
pub(super) fn fail(mut plan: Plan, error: Error) -> Plan {
    match plan.run.goal {
        // Who sweeps has made nothing, and one who cleans up already has nothing else to fail at.
        Goal::Sweep(_) => return finish(plan, Some(error)),
        _ if plan.run.branches.made.is_empty() => return finish(plan, Some(error)),
        Goal::CleanUp { .. } => {}
        _ => plan.run.goal = Goal::CleanUp { why: error, removed: Removed::default() },
    }
    plan.run.pulls.heads = plan.run.branches.made.iter().map(|made| made.branch.clone()).collect();
    plan.run.merge.waiting = None;
    plan.run.tries.races = 0;
    look(plan, Why::Failed)
}

/// The end of a run that failed, or that only cleaned up. What could not be removed is named.
pub(super) fn finish(plan: Plan, error: Option<Error>) -> Plan {
    // What went wrong first is the cause; what went wrong while cleaning up says why something is left.
    let (first, second) = match &plan.run.goal {
        Goal::CleanUp { why, .. } => (Some(why.clone()), error),
        _ => (error, None),
    };
    let left = not_removed(&plan, second.as_ref());
    let Some(error) = first else {
        return nothing(plan, left.unwrap_or_else(|| "what was left behind is gone".to_string()), None);
    };
    let mut error = with_unanswered(&plan, error);
    if let Some(left) = left {
        error = error.advice(left);
        error.next_steps.extend(second.into_iter().flat_map(|second| second.told().next_steps));
    }
    if error.next_steps.is_empty() {
        error = match error.path.clone() {
            Some(path) => error.advice(format!("correct `{path}` there, commit and push it, and run this again")),
            None => error.advice("correct what was asked for, and run this again"),
        };
    }
    let mut plan = end(plan, Status::Failed);
    if let Some(report) = &mut plan.result {
        report.error = Some(error);
    }
    plan
}

/// What may still be there. Only of a refused removal it is certain: an answer that was not waited for may have been yes.
fn not_removed(plan: &Plan, why: Option<&Error>) -> Option<String> {
    let mut branches: Vec<&String> = plan.run.branches.made.iter().map(|made| &made.branch).collect();
    branches.dedup();
    let is = if branches.iter().all(|branch| plan.run.branches.undeletable.contains(branch)) { "is" } else { "may be" };
    let branches: Vec<String> = branches.iter().map(|branch| format!("`{branch}`")).collect();
    (!branches.is_empty()).then(|| match why {
        Some(why) => format!("{} {is} left, without a pull request: {}", branches.join(", "), why.message),
        None => format!("{} {is} left: the next run removes it if it has no pull request", branches.join(", ")),
    })
}

/// The report of all this run did.
pub(super) fn end(mut plan: Plan, status: Status) -> Plan {
    let status = match status {
        Status::PullRequest if !plan.run.released.is_empty() => Status::Released,
        status => status,
    };
    plan.run.doing = Doing::Ended;
    plan.step = None;
    if status != Status::Failed {
        for made in plan.run.branches.made.clone() {
            plan.remark(format!(
                "`{}` was pushed without an answer: should it still arrive, the next run removes it",
                made.branch
            ));
        }
    }
    let last = plan.run.released.last();
    // Only what was released is reported as such: a proposal that failed names no version.
    let sent = plan.run.sent.iter().rev().find(|sent| last.is_some_and(|last| last.sha == sent.commit));
    let told = match status {
        Status::Released => sent.map(|sent| &sent.proposal),
        Status::PullRequest => plan.proposal.as_ref(),
        Status::NothingToRelease | Status::Failed => None,
    };
    // Of several the one that is named as the newest.
    let release = told.map(|proposal| {
        let named = proposal.releases.iter().find(|release| last.is_some_and(|last| last.tag == release.tag));
        named.unwrap_or(&proposal.releases.first)
    });
    let proposed = release.filter(|_| status == Status::PullRequest).map(|release| release.version.clone());
    plan.result = Some(Report {
        status,
        version: last.map(|last| last.version.clone()).or(proposed),
        previous_version: release.and_then(|release| release.previous_version.clone()),
        tag: last.map(|last| last.tag.clone()),
        sha: last.map(|last| last.sha.clone()),
        branch: told.or(plan.proposal.as_ref()).map(|proposal| proposal.branch.clone()),
        bump: release.and_then(|release| release.bump.clone()),
        changed_files: told.map(|proposal| proposal.changed_files.clone()).unwrap_or_default(),
        released: plan.run.released.clone(),
        pull_request: plan.run.pulls.bringing.clone(),
        release: plan.run.publishing.last.clone(),
        repaired: plan.run.publishing.repaired,
        notes: release.and_then(|release| release.notes.clone()),
        moved: plan.run.publishing.moved.clone(),
        reasons: release.map(|release| release.reasons.clone()).unwrap_or_default(),
        remarks: plan.remarks.clone(),
        still_says: plan.still_says.clone(),
        warnings: plan.run.warnings.clone(),
        why: None,
        error: None,
    });
    plan
}

/// The last of all looks is behind us: the failure names what kept happening.
pub(super) fn give_up(plan: Plan, why: Why) -> Plan {
    let words = plan.run.remote.words.as_deref().unwrap_or_default();
    let error = match why {
        Why::Race if let Some(told) = answers::locked(words) => {
            Error::new("remote-locked", format!("the remote cannot change its own ref, again and again: `{told}`"))
                .advice("another push may still be under way there: run this again")
                .advice("if nobody is pushing, a process died there: whoever runs the server removes that lock file")
        }
        Why::Lost | Why::Unreadable => {
            let told = if why == Why::Lost { words } else { "" };
            Error::new("unreachable", answers::quoting("the remote's answer was lost, again and again", told))
                .advice("check the network, then run this again: it finds out what has landed")
        }
        Why::PassedOver => Error::new(
            "version-withdrawn",
            "the next number had to be passed over, too, again and again: no version was released",
        )
        .advice("name a version above all that were withdrawn or announced: `--bump X.Y.Z` (input `version`)"),
        _ => Error::new("race-lost", "others were faster, again and again: this version was not released")
            .advice("run this again when the branch is quieter; a `concurrency` group keeps releases apart"),
    };
    match plan.run.goal.cleans() {
        true => finish(plan, Some(error)),
        false => fail(plan, error),
    }
}

/// Names the last push of a tag that was never answered, whatever came after it: it may have landed.
fn with_unanswered(plan: &Plan, error: Error) -> Error {
    let known = |tag: &&TagObject| !plan.run.released.iter().any(|released| released.tag == tag.name);
    let open = |sent: &Sent| {
        let names: Vec<&str> = sent.tags.iter().filter(known).map(|tag| tag.name.as_str()).collect();
        (!sent.answered && !names.is_empty()).then(|| (names.join("`, `"), sent.commit.clone()))
    };
    match plan.run.sent.iter().rev().find_map(open) {
        Some((names, commit)) => error.advice(format!(
            "`{names}` at {commit} was pushed without an answer: the next run finds out whether it landed"
        )),
        None => error,
    }
}

/// What was released is all there is to do.
pub(super) fn released(plan: Plan) -> Plan {
    end(plan, Status::Released)
}
