//! The moves of the state machine: which function takes which outcome. What a fresh look leads to is told in `duties`.

use crate::answers;
use crate::answers::ApiAnswer;
use crate::branch::parse_bump_branch;
use crate::error::{Error, Result};
use crate::manifest::File;
use crate::release::facts::Facts;
use crate::release::request::Request;
use crate::release::trigger::{Leave, Trigger};
use crate::run::ending::{fail, finish, look, nothing};
use crate::run::fingerprint::fingerprints;
use crate::run::{Checkout, Doing, Goal, Looking, Outcome, OwnBranch, Plan, Published, Removed, Stop, Why};
use crate::run::{built, clean_up, direct, dispatch, duties, merging, moving, propose, publish, searched, tracing};
use crate::version::{Scheme, Version};

/// How many looks in a row may see nothing.
const UNREAD: u32 = 3;
/// How many branches of a journal are looked at: a run makes one, seldom two, and each costs a request.
const MOST_SWEPT: usize = 10;

/// See [`crate::run::plan`].
pub(super) fn start(request: &Request, facts: Option<Facts>) -> Plan {
    let plan = Plan::new(request);
    let leave = request.check().and_then(|()| request.trigger.as_ref().map_or(Ok(Leave::Granted), Trigger::leave));
    written_down(match (leave, facts) {
        (Err(error), _) => fail(plan, error),
        (Ok(Leave::Nothing(why)), _) => nothing(plan, why, None),
        (Ok(Leave::Granted), Some(facts)) => duties::on_facts(plan, &facts, &Looking::default()),
        (Ok(Leave::Granted), None) => look(plan, Why::Start),
    })
}

/// See [`crate::run::sweep`].
pub(super) fn sweep(request: &Request, journal: Vec<OwnBranch>) -> Plan {
    let mut plan = Plan::new(request);
    plan.run.goal = Goal::Sweep(Removed::default());
    // Whoever wrote the journal: a branch that no run would make is none of ours, and is not even looked at.
    plan.run.branches.made =
        journal.into_iter().filter(|made| is_bump_branch(request, &made.branch)).take(MOST_SWEPT).collect();
    plan.run.pulls.heads = plan.run.branches.made.iter().map(|made| made.branch.clone()).collect();
    if plan.run.branches.made.is_empty() {
        return nothing(plan, "nothing was left behind".to_string(), None);
    }
    written_down(look(plan, Why::Start))
}

/// Whether a branch has the name of a bump branch, with a version in it.
fn is_bump_branch(request: &Request, name: &str) -> bool {
    let text = parse_bump_branch(name, request.template().as_deref());
    let reads = |text: &String| [Scheme::Semver, Scheme::Pep440].map(|scheme| Version::parse(text, scheme).is_ok());
    text.is_some_and(|text| reads(&text).contains(&true))
}

/// See [`crate::run::advance`].
pub(super) fn advance(mut plan: Plan, outcome: Outcome) -> Result<Plan> {
    // Whatever comes of the step, it is answered now.
    let doing = std::mem::take(&mut plan.run.doing);
    plan.step = None;
    Ok(written_down(match (doing, outcome) {
        (doing @ Doing::Ended, _) => return Err(unexpected(&doing)),
        (doing, Outcome::Stopped { why, detail }) => stop(plan, &doing, why, &detail),
        (Doing::Looking(asked), Outcome::Facts { facts }) => {
            plan.run.publishing.checked |= asked.release;
            duties::on_facts(plan, &facts, &asked)
        }
        (Doing::Looking(_) | Doing::Tracing { .. }, Outcome::Unreadable { exit, stderr }) => {
            on_unreadable(plan, exit, &stderr)
        }
        (Doing::Looking(_) | Doing::Tracing { .. }, Outcome::Refused { error }) => fail_or_finish(plan, error),
        // What would be written cannot be: nothing has left this machine.
        (Doing::Building(_), Outcome::Refused { error }) => fail(plan, error),
        (Doing::Tracing { limit, merged, untagged }, Outcome::History { commits, complete }) => {
            tracing::on_history(plan, tracing::Tracing { limit, merged, untagged }, &commits, complete)
        }
        (Doing::Building(target), Outcome::Built { commit, tags, files }) => {
            built::on_built(plan, target, commit, &tags, &fingerprints(&files))
        }
        (Doing::Building(target), Outcome::BuiltAs { commit, tags, fingerprints }) => {
            let prints: Vec<File> = fingerprints.into_iter().map(File::from).collect();
            built::on_built(plan, target, commit, &tags, &prints)
        }
        (Doing::Pushing(sending), Outcome::Pushed(pushed)) => direct::on_pushed(plan, sending, &pushed),
        (Doing::Proposing(target), Outcome::Pushed(pushed)) => propose::on_pushed(plan, target, &pushed),
        (Doing::Moving, Outcome::Pushed(pushed)) => moving::on_pushed(plan, &pushed),
        (Doing::Deleting(meant), Outcome::Pushed(pushed)) => clean_up::on_deleted(plan, meant, &pushed),
        (Doing::Following { landed, leftover }, Outcome::Followed { checkout, why }) => {
            publish::on_followed(plan, landed, leftover, (checkout, why))
        }
        // The release stands whatever became of the local repository.
        (Doing::Following { landed, leftover }, Outcome::Broken { detail }) => {
            publish::on_followed(plan, landed, leftover, (Checkout::Untouched, Some(detail)))
        }
        (Doing::Opening(target), Outcome::Opened { number, url, node_id: _ }) => {
            propose::on_opened(plan, target, number, url)
        }
        (Doing::Publishing(tag), Outcome::Published { id, url, upload_url }) => {
            publish::on_published(plan, &tag, false, Published { id, url, upload_url })
        }
        (Doing::Repairing(tag), Outcome::Published { id, url, upload_url }) => {
            publish::on_published(plan, &tag, true, Published { id, url, upload_url })
        }
        (
            doing @ (Doing::Labelling
            | Doing::AutoMerging { .. }
            | Doing::Merging
            | Doing::Marking(_)
            | Doing::Dispatching { .. }),
            Outcome::Done,
        ) => on_answer(plan, doing, None),
        (doing, Outcome::Denied(denial)) => match (doing.asking(), plan.run.hosting.clone()) {
            (Some(asking), Some(hosting)) => on_answer(plan, doing, Some(answers::of_api(&denial, asking, &hosting))),
            _ => return Err(unexpected(&doing)),
        },
        (Doing::Looking(_) | Doing::Tracing { .. } | Doing::Building(_), Outcome::Broken { detail }) => {
            // What names things in backticks stands without any.
            let said = if detail.contains('`') { detail } else { format!("`{detail}`") };
            let error = Error::new("local-git-failed", format!("git failed on this machine: {said}"));
            fail(plan, error.advice("nothing left this machine; cure what git says, then run this again"))
        }
        (doing, _) => return Err(unexpected(&doing)),
    }))
}

fn unexpected(doing: &Doing) -> Error {
    Error::new("unexpected-outcome", format!("this outcome does not answer the step (the run is {})", doing.name()))
        .advice("perform `plan.step`, then pass on what came of it")
}

/// What a run that dies now would leave stands in the journal before the step that makes it, and so does what is to be
/// looked for before that.
fn written_down(mut plan: Plan) -> Plan {
    plan.journal.clone_from(&plan.run.branches.made);
    plan.search = searched::wanted(&plan);
    plan
}

/// What the hosting made of the last step; `None`: it did it.
fn on_answer(plan: Plan, doing: Doing, denied: Option<ApiAnswer>) -> Plan {
    match doing {
        Doing::Opening(_) => propose::on_opening_denied(plan, denied),
        Doing::Labelling => propose::on_labelled(plan, denied),
        Doing::AutoMerging { number, method, head } => merging::on_auto_merge(plan, (number, method, head), denied),
        Doing::Merging => merging::on_merged(plan, denied),
        Doing::Marking(number) => clean_up::on_marked(plan, number, denied),
        Doing::Dispatching { workflow, at } => dispatch::on_dispatched(plan, &workflow, &at, denied),
        Doing::Repairing(tag) => publish::on_denied(plan, &tag, true, denied),
        Doing::Publishing(tag) => publish::on_denied(plan, &tag, false, denied),
        // Nothing was asked of the hosting.
        _ => plan,
    }
}

fn on_unreadable(mut plan: Plan, exit: Option<i32>, stderr: &str) -> Plan {
    let answers::Unreadable { error, passing } = answers::of_read(exit, stderr);
    plan.run.tries.unread = plan.run.tries.unread.saturating_add(1);
    if passing && plan.run.tries.unread < UNREAD {
        return look(plan, Why::Unreadable);
    }
    fail_or_finish(plan, error)
}

/// A run that is cleaning up already has nothing more to try.
fn fail_or_finish(plan: Plan, error: Error) -> Plan {
    match plan.run.goal.cleans() {
        true => finish(plan, Some(error)),
        false => fail(plan, error),
    }
}

/// The step was not performed, and none but cleaning up will be.
fn stop(mut plan: Plan, doing: &Doing, why: Stop, detail: &str) -> Plan {
    match doing {
        // Nothing of it was sent: no answer is owed.
        Doing::Pushing(_) => {
            plan.run.sent.iter_mut().for_each(|sent| sent.answered = true);
        }
        Doing::Proposing(_) => {
            plan.run.branches.made.pop();
        }
        _ => {}
    }
    let error = match why {
        Stop::Timeout => Error::new("timeout", format!("the time for this run is over: {detail}"))
            .advice("run this again: it goes on where this one stopped")
            .advice("give it more time with `--timeout 10m` (input `timeout`)"),
        Stop::Signal => Error::new("cancelled", format!("the run was stopped: {detail}"))
            .advice("run this again: it finds out how far this one got"),
    };
    fail_or_finish(plan, error)
}
