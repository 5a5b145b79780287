//! The merge of a pull request: waited for, or asked of the hosting.

use std::ops::ControlFlow::{Break, Continue};

use crate::answers::ApiAnswer;
use crate::release::pulls;
use crate::release::request::MergeMethod;
use crate::run::ending::{end, look};
use crate::run::turn::{Seen, Turn};
use crate::run::{Doing, Plan, Status, Step, Why};

/// How often the refs are read while a merge is waited for.
const POLL_SECONDS: u32 = 10;

/// Waits for the merge as long as that was asked for; then the run is done, and a later one tags what was merged.
pub(super) fn linger(mut plan: Plan) -> Plan {
    if plan.run.merge.waited >= plan.request.wait {
        plan.run.merge.waiting = None;
        return end(plan, Status::PullRequest);
    }
    wait(plan)
}

/// Sleeps until the next poll, or until there is no more time to wait.
fn wait(mut plan: Plan) -> Plan {
    let pause = POLL_SECONDS.min(plan.request.wait.saturating_sub(plan.run.merge.waited));
    plan.run.merge.waited = plan.run.merge.waited.saturating_add(pause);
    if let Some(waiting) = &mut plan.run.merge.waiting {
        waiting.pause = pause;
    }
    look(plan, Why::Merge)
}

/// While a merge is waited for: has anything moved, or was it closed (PROTOCOL 17)?
pub(super) fn still_waiting(mut plan: Plan, seen: &Seen) -> Turn {
    let Seen { facts, refs, .. } = seen;
    let Some(mut waiting) = plan.run.merge.waiting.take() else { return Continue(plan) };
    waiting.polls = waiting.polls.saturating_add(1);
    let branch = plan.proposal.as_ref().map(|proposal| proposal.branch.clone()).unwrap_or_default();
    let head = plan.run.pulls.bringing.as_ref().and_then(|pull| refs.head(&pull.branch)).cloned();
    let moved = refs.head(&branch) != Some(&waiting.tip) || head != waiting.head;
    let closed = plan.run.pulls.bringing.as_ref().is_some_and(|pull| {
        let pulls = pulls::of_head(facts, &pull.branch).unwrap_or_default();
        pulls.iter().any(|one| one.number == pull.number && !one.open)
    });
    if moved {
        // What was said of pull requests is older than these refs: a merged one may have been open still.
        return Break(look(plan, Why::Pulls));
    }
    if closed || plan.run.merge.waited >= plan.request.wait {
        return Continue(plan);
    }
    plan.run.merge.waiting = Some(waiting);
    Break(wait(plan))
}

pub(super) fn on_auto_merge(
    mut plan: Plan,
    (number, method, head): (u64, MergeMethod, String),
    denied: Option<ApiAnswer>,
) -> Plan {
    match denied {
        // There is nothing to wait for: it can be merged here and now.
        Some(ApiAnswer::Clean) => return plan.ask(Doing::Merging, Step::MergePull { number, method, head }),
        Some(ApiAnswer::Refused(error)) => {
            plan.remark(format!("auto-merge could not be switched on: {}", error.message));
            error.told().next_steps.into_iter().take(1).for_each(|next| plan.remark(next));
        }
        Some(ApiAnswer::Lost) => plan.remark("whether auto-merge is on is not known".to_string()),
        Some(ApiAnswer::Stale) => {
            plan.run.merge.waiting = None;
            plan.run.merge.asked = false;
            return look(plan, Why::Race);
        }
        Some(ApiAnswer::Already) | None => {}
    }
    linger(plan)
}

/// Merged, or not: the refs know.
pub(super) fn on_merged(mut plan: Plan, denied: Option<ApiAnswer>) -> Plan {
    plan.run.merge.waiting = None;
    match denied {
        Some(ApiAnswer::Refused(error)) => {
            plan.remark(format!("the pull request could not be merged: {}", error.message));
            error.told().next_steps.into_iter().take(1).for_each(|next| plan.remark(next));
            look(plan, Why::Verify)
        }
        Some(ApiAnswer::Lost) => look(plan, Why::Lost),
        Some(_) => look(plan, Why::Race),
        None => look(plan, Why::Verify),
    }
}
