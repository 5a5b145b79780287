//! The last that comes after a tag: the workflow that was asked for, and whether there is more to do (PROTOCOL 11 and 18).

use crate::answers::ApiAnswer;
use crate::error::Error;
use crate::hosting::Kind;
use crate::run::ending::{fail, look, released};
use crate::run::{Doing, Goal, Plan, Step, Why};
use crate::text::{option, shell_word};

/// Starts the workflow that was asked for, at each tag.
pub(super) fn dispatch(mut plan: Plan) -> Plan {
    let Some(concluding) = plan.run.goal.concluding_mut() else { return released(plan) };
    if concluding.starting.is_empty() {
        return conclude(plan);
    }
    let at = concluding.starting.remove(0);
    match (plan.request.dispatch_workflow.clone(), &plan.run.hosting) {
        (Some(workflow), Some(_)) => {
            plan.ask(Doing::Dispatching { workflow: workflow.clone(), at: at.clone() }, Step::Dispatch { workflow, at })
        }
        (Some(workflow), None) => {
            let error = Error::new("no-hosting", format!("`{workflow}` cannot be started: that needs a token"))
                .advice("set GITHUB_TOKEN (input `token`), and start it by hand this time");
            fail(plan, error)
        }
        (None, _) => conclude(plan),
    }
}

/// It was started, or was not. A lost answer is not asked again: it may have been started, and starting it twice might
/// publish twice.
pub(super) fn on_dispatched(mut plan: Plan, workflow: &str, at: &str, denied: Option<ApiAnswer>) -> Plan {
    let github = plan.run.hosting.as_ref().is_some_and(|hosting| hosting.kind == Kind::Github);
    let by_hand = match github {
        true => format!("start it by hand: `gh workflow run {} {}`", shell_word(workflow), option("ref", at)),
        false => format!("start `{workflow}` by hand, at `{at}`"),
    };
    match denied {
        Some(ApiAnswer::Refused(error)) => fail(plan, error.advice(by_hand)),
        Some(ApiAnswer::Lost | ApiAnswer::Stale) => {
            plan.remark(format!("no answer came when the workflow was started; if it does not run, {by_hand}"));
            dispatch(plan)
        }
        Some(ApiAnswer::Already | ApiAnswer::Clean) | None => dispatch(plan),
    }
}

fn conclude(mut plan: Plan) -> Plan {
    let concluding = plan.run.goal.concluding();
    let (on_top, leftover) = concluding.map_or((false, false), |one| (one.on_top, one.leftover));
    if on_top {
        plan.run.goal = Goal::Release;
        return look(plan, Why::Finalised);
    }
    // Its bump branch is of no use any more.
    if leftover || !plan.run.branches.made.is_empty() {
        plan.run.goal = Goal::TidyUp;
        return look(plan, Why::Tidied);
    }
    released(plan)
}
