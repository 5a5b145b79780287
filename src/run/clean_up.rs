//! What has to go, and what is looked up before it does (PROTOCOL 2, 11, 15, 16, 22).

use std::ops::ControlFlow::{Break, Continue};

use crate::answers;
use crate::answers::{Answer, ApiAnswer, Pushed};
use crate::hosting::{HeadPulls, Presence, Pull};
use crate::ordered;
use crate::release::facts::{Facts, Inspected};
use crate::release::package_look::PackageLook;
use crate::release::pulls;
use crate::release::pulls::Bump;
use crate::release::view::View;
use crate::release::words::message::{pull, trailer_of};
use crate::run::ending::{finish, look};
use crate::run::turn::{Seen, Turn};
use crate::run::{Doing, Looking, OwnBranch, Plan, Step, Update, Why, publish};
use crate::version::Version;

/// The most heads one run asks about; each costs a request. The highest versions matter most.
const MOST_HEADS: usize = 10;

/// PROTOCOL 2: whatever is named like a bump branch of this line is asked about, and then the refs are read again.
pub(super) fn ask_for_pulls(mut plan: Plan, view: &View, asked: &Looking) -> Turn {
    if view.request.only_finalise || view.facts.hosting.is_none() || plan.run.pulls.unknown.is_some() {
        return Continue(plan);
    }
    let mut named: Vec<(Version, &String)> =
        view.refs().heads().filter_map(|(name, _)| Some((view.proposes(name)?, name))).collect();
    ordered::sort_by(&mut named, |(a, _), (b, _)| b.cmp_precedence(a));
    if let Some(more) = named.len().checked_sub(MOST_HEADS).filter(|more| *more > 0) {
        plan.remark(format!("there are {more} more bump branches than a run looks into"));
    }
    named.truncate(MOST_HEADS);
    let names: Vec<&String> = named.iter().map(|(_, name)| *name).collect();
    // What this run itself asks for stays asked for; what is gone need not be asked about any more.
    plan.run.pulls.heads.retain(|head| names.contains(&head) || view.refs().head(head).is_none());
    for name in &names {
        if !plan.run.pulls.heads.contains(name) {
            plan.run.pulls.heads.push((*name).clone());
        }
    }
    if names.iter().all(|name| asked.heads.contains(name)) {
        return Continue(plan);
    }
    // What is done goes, mostly: what is meant for it is asked in the same look.
    let done = |version: &Version| view.packages().all(|one| one.is_behind(version));
    plan.run.pulls.onto = named.iter().filter(|(version, _)| done(version)).map(|(_, name)| (*name).clone()).collect();
    Break(look(plan, Why::Pulls))
}

/// PROTOCOL 11: the release of the newest tag, where another run, of ours too, did not come to publish it.
pub(super) fn missing_release(mut plan: Plan, view: &View, _: &Looking) -> Turn {
    let lacks = |look: &&PackageLook| {
        let PackageLook { request, situation, .. } = look;
        let Some((newest, tag)) = &situation.package.newest else { return false };
        let right = |one: &Inspected| situation.package.is_right(request, one, newest);
        view.facts.release_of(&tag.name).is_some_and(|fact| {
            fact.state == Presence::Absent
                && fact.message.as_deref().is_some_and(|message| trailer_of(message).is_some())
                && view.facts.commits.iter().any(|one| one.oid == tag.commit && right(one))
                && !plan.run.publishing.seen_to.contains(&tag.name)
        })
    };
    let mut lacking = view.packages().filter(lacks);
    let (next, more) = (lacking.next(), lacking.next().is_some());
    let Some(situation) = next.map(|look| &look.situation) else { return Continue(plan) };
    let Some((newest, tag)) = &situation.package.newest else { return Continue(plan) };
    // The others are looked up once more.
    plan.run.publishing.checked &= !more;
    let (since, latest) = (situation.before(newest), situation.is_latest(newest));
    Break(publish::repair(plan, tag, newest, since.as_deref(), latest))
}

/// PROTOCOL 11: branches that other runs owed to remove come first, even in a run that then fails.
pub(super) fn stale_branches(plan: Plan, view: &View, _: &Looking) -> Turn {
    if view.request.only_finalise {
        return Continue(plan);
    }
    let done = |bump: &&Bump| bump.ours && view.is_behind(bump);
    let mut plan =
        match supersede(plan, view.bumps.iter().filter(done).filter(|bump| bump.open().is_some()), "it is done") {
            Break(plan) => return Break(plan),
            Continue(plan) => plan,
        };
    let stale =
        |bump: &&Bump| bump.open().is_none() && (bump.merged() || (done(bump) && bump.settled(made_here(&plan, bump))));
    let gone: Vec<OwnBranch> = view.bumps.iter().filter(stale).map(named).collect();
    let past = |bump: &&Bump| view.is_behind(bump) || !bump.pulls.is_empty();
    keep(&mut plan, view.bumps.iter().filter(past));
    remove(plan, gone)
}

/// Names what looks like a branch of ours and is somebody's, with what it was known by.
fn keep<'v, 'a: 'v>(plan: &mut Plan, bumps: impl Iterator<Item = &'v Bump<'a>>) {
    for bump in bumps {
        if let Some(why) = bump.kept() {
            plan.remark(format!("`{}` stays: {why}", bump.branch.name));
        }
    }
}

/// Bump branches of ours that nobody proposes any more. `wanted` is the one that is about to be proposed.
pub(super) fn orphans(mut plan: Plan, view: &View, wanted: Option<&str>) -> Turn {
    keep(&mut plan, view.bumps.iter().filter(|bump| wanted.is_none_or(|wanted| bump.branch.name != wanted)));
    let orphan = |bump: &&Bump| {
        bump.open().is_none()
            && wanted.is_none_or(|wanted| bump.branch.name != wanted)
            && bump.settled(made_here(&plan, bump))
    };
    let gone: Vec<OwnBranch> = view.bumps.iter().filter(orphan).map(named).collect();
    remove(plan, gone)
}

/// PROTOCOL 15: the branch goes by lease, and the hosting closes its pull request by itself. Its text says why, and that it
/// was us; that is written first, for a run may die in between.
pub(super) fn supersede<'v, 'a: 'v>(plan: Plan, older: impl Iterator<Item = &'v Bump<'a>>, because: &str) -> Turn {
    let mut gone = Vec::new();
    for bump in older {
        let Some(open) = bump.open() else { continue };
        if !pull::is_superseded(&open.body) && !plan.run.pulls.unmarkable.contains(&open.number) {
            let step = Step::EditPull { number: open.number, body: pull::superseded(&open.body, because) };
            return Break(plan.ask(Doing::Marking(open.number), step));
        }
        gone.push(named(bump));
    }
    remove(plan, gone)
}

/// The text was changed, or cannot be: then the branch goes without it.
pub(super) fn on_marked(mut plan: Plan, number: u64, denied: Option<ApiAnswer>) -> Plan {
    match denied {
        Some(ApiAnswer::Refused(error)) => {
            plan.run.pulls.unmarkable.push(number);
            let remark = format!("the text of #{number} could not be changed: {}", error.message);
            plan.remark(remark);
            look(plan, Why::Tidied)
        }
        Some(ApiAnswer::Lost) => look(plan, Why::Lost),
        Some(ApiAnswer::Stale) => look(plan, Why::Race),
        _ => look(plan, Why::Tidied),
    }
}

fn named(bump: &Bump) -> OwnBranch {
    OwnBranch { branch: bump.branch.name.clone(), oid: bump.branch.oid.clone() }
}

pub(super) fn made_here(plan: &Plan, bump: &Bump) -> bool {
    plan.run.branches.made.iter().any(|made| made.branch == bump.branch.name && made.oid == bump.branch.oid)
}

/// PROTOCOL 16: what is meant for a branch is asked just before it goes.
pub(super) fn remove(mut plan: Plan, mut gone: Vec<OwnBranch>) -> Turn {
    gone.retain(|one| !plan.run.branches.undeletable.contains(&one.branch));
    if gone.is_empty() {
        return Continue(plan);
    }
    if plan.run.hosting.is_some() && gone.iter().any(|one| !plan.run.pulls.onto.contains(&one.branch)) {
        plan.run.pulls.onto = gone.into_iter().map(|one| one.branch).collect();
        return Break(look(plan, Why::Pulls));
    }
    plan.run.pulls.onto.clear();
    Break(delete(plan, gone))
}

/// PROTOCOL 16: a branch that somebody's open pull request is meant for stays: the server would close that one with it.
pub(super) fn meant_for(mut plan: Plan, seen: &Seen) -> Turn {
    for HeadPulls { head, pulls } in &seen.facts.onto {
        if let Some(pull) = pulls.first().filter(|_| seen.refs.head(head).is_some()) {
            plan.remark(format!("`{head}` stays: #{} is meant for it, and would be closed with it", pull.number));
            plan.run.branches.undeletable.push(head.clone());
        }
    }
    Continue(plan)
}

/// Removes branches, each only if it still is what was looked at.
pub(super) fn delete(plan: Plan, gone: Vec<OwnBranch>) -> Plan {
    let update = |one: &OwnBranch| Update { name: ref_of(one), oid: String::new(), expect: one.oid.clone() };
    let updates = gone.iter().map(update).collect();
    plan.ask(Doing::Deleting(gone), Step::Push { atomic: false, updates })
}

fn ref_of(made: &OwnBranch) -> String {
    format!("refs/heads/{}", made.branch)
}

/// Whatever came of it, a look says what is left; but what is refused is not tried again.
pub(super) fn on_deleted(mut plan: Plan, meant: Vec<OwnBranch>, pushed: &Pushed) -> Plan {
    let names: Vec<String> = meant.iter().map(ref_of).collect();
    let cleaning = plan.run.goal.cleans();
    match answers::of_push(pushed, &names) {
        Answer::Landed => {
            plan.run.branches.made.retain(|made| !meant.contains(made));
            plan.run.pulls.heads.retain(|head| meant.iter().all(|one| one.branch != *head));
            match cleaning {
                true => look_for_late_ones(plan, meant),
                false => look(plan, Why::Tidied),
            }
        }
        Answer::Lost => {
            plan.run.branches.deletion_unanswered.extend(meant);
            look(plan, Why::Lost)
        }
        Answer::Stale | Answer::NoAtomic => look(plan, Why::Race),
        Answer::Refused(error) if cleaning => {
            plan.run.branches.undeletable.extend(meant.into_iter().map(|made| made.branch));
            finish(plan, Some(error))
        }
        Answer::Refused(error) => {
            for OwnBranch { branch, .. } in meant {
                plan.remark(format!("`{branch}` could not be removed: {}", error.message));
                plan.run.branches.undeletable.push(branch);
            }
            look(plan, Why::Tidied)
        }
    }
}

/// PROTOCOL 2: pull requests cannot be looked up. A release that needs none goes on without; bump branches are left alone,
/// since one of them may have a pull request.
pub(super) fn denied_pulls(mut plan: Plan, seen: &Seen) -> Turn {
    // Whoever waits for a merge asks again in a moment.
    let waits = plan.run.merge.waiting.is_some();
    let (Some(denial), Some(hosting), false) = (&seen.facts.pulls_denied, &seen.facts.hosting, waits) else {
        return Continue(plan);
    };
    let error = answers::of_pulls(denial, hosting);
    let there: Vec<String> = plan
        .run
        .pulls
        .heads
        .iter()
        .filter(|head| seen.refs.head(head).is_some())
        .map(|head| format!("`{head}`"))
        .collect();
    if !there.is_empty() {
        let there = there.join(", ");
        plan.remark(format!("pull requests could not be looked up, so {there} is left alone: {}", error.message));
    }
    plan.run.pulls.unknown = Some(error);
    Continue(plan)
}

/// What was asked for and not answered may have been opened just before its branch went, and was then closed with it.
fn look_for_late_ones(mut plan: Plan, removed: Vec<OwnBranch>) -> Plan {
    let may_be_late = plan.run.pulls.unsettled || plan.run.goal.sweeps();
    if !may_be_late || plan.run.hosting.is_none() || plan.run.pulls.unknown.is_some() {
        return finish(plan, None);
    }
    plan.run.pulls.heads = removed.iter().map(|made| made.branch.clone()).collect();
    if let Some(gone) = plan.run.goal.removed_mut() {
        gone.branches = removed;
    }
    look(plan, Why::Failed)
}

/// Marks the next of those as closed by us, so that nobody takes it for a person's word (PROTOCOL 10).
fn late_one(plan: &Plan, facts: &Facts) -> Option<(u64, String)> {
    let removed = plan.run.goal.removed()?;
    let late = |gone: &OwnBranch, pull: &&Pull| {
        let ours = pull.head_oid == gone.oid && !removed.known.contains(&pull.number);
        let closed = !pull.open && !pull.merged && !pull::is_superseded(&pull.body);
        ours && closed && !plan.run.pulls.unmarkable.contains(&pull.number)
    };
    removed.branches.iter().find_map(|gone| {
        let pull = pulls::of_head(facts, &gone.branch)?.iter().find(|pull| late(gone, pull))?;
        let body = pull::superseded(&pull.body, "the run that asked for it has failed, and took its branch away");
        Some((pull.number, body))
    })
}

/// What a journal names is ours only if it is seen to be: by its commit, that commit's parent, and what it changes.
fn disown(mut plan: Plan, facts: &Facts, there: impl Fn(&OwnBranch) -> bool) -> Turn {
    if !plan.run.branches.made.iter().any(&there) {
        return Continue(plan);
    }
    let request = plan.request.clone();
    let view = match View::new(&request, facts, &[]) {
        Ok(view) => view,
        Err(error) => return Break(finish(plan, Some(error))),
    };
    // Without a word about pull requests nothing goes, and nothing is judged.
    let unjudged = |made: &OwnBranch| pulls::of_head(facts, &made.branch).is_none();
    let ours = |made: &OwnBranch| {
        unjudged(made)
            || view.bumps.iter().any(|bump| bump.ours && bump.branch.name == made.branch && bump.branch.oid == made.oid)
    };
    let (kept, foreign): (Vec<OwnBranch>, Vec<OwnBranch>) =
        std::mem::take(&mut plan.run.branches.made).into_iter().partition(ours);
    plan.run.branches.made = kept;
    for made in foreign.iter().filter(|made| there(made)) {
        plan.remark(format!("`{}` stays: it is not a branch that a run has made", made.branch));
    }
    Continue(plan)
}

/// PROTOCOL 22: a run that fails, or the one that sweeps after it, removes what has no pull request.
pub(super) fn clean_up(plan: Plan, seen: &Seen) -> Turn {
    if plan.run.goal.cleans() { Break(clean(plan, seen)) } else { Continue(plan) }
}

fn clean(mut plan: Plan, seen: &Seen) -> Plan {
    let Seen { facts, refs, asked } = seen;
    if let Some((number, body)) = late_one(&plan, facts) {
        return plan.ask(Doing::Marking(number), Step::EditPull { number, body });
    }
    let there = |made: &OwnBranch| refs.head(&made.branch) == Some(&made.oid);
    plan.run.branches.unanswered.retain(|made| !there(made));
    // What may still arrive stays on the list, to be named at the end.
    let unanswered = &plan.run.branches.unanswered;
    plan.run.branches.made.retain(|made| there(made) || unanswered.contains(made));
    let unknown = |made: &OwnBranch| !asked.heads.contains(&made.branch) && plan.run.pulls.unknown.is_none();
    if facts.hosting.is_some() && plan.run.branches.made.iter().any(unknown) {
        plan.run.pulls.heads = plan.run.branches.made.iter().map(|made| made.branch.clone()).collect();
        return look(plan, Why::Pulls);
    }
    if plan.run.goal.sweeps() {
        plan = match disown(plan, facts, there) {
            Break(plan) => return plan,
            Continue(plan) => plan,
        };
    }
    let (mut gone, mut kept, mut known) = (Vec::new(), Vec::new(), Vec::new());
    for made in plan.run.branches.made.iter().filter(|made| there(made)) {
        match pulls::of_head(facts, &made.branch) {
            Some(pulls) => match pulls.iter().find(|pull| pull.open) {
                Some(pull) => kept.push((made.clone(), pull.number)),
                None => {
                    known.extend(pulls.iter().map(|pull| pull.number));
                    gone.push(made.clone());
                }
            },
            // Where nothing can be looked up, a branch goes only if nobody can have opened a pull request for it.
            None if !plan.run.goal.sweeps() && !plan.run.pulls.unsettled => gone.push(made.clone()),
            None => {}
        }
    }
    if let Some(removed) = plan.run.goal.removed_mut() {
        removed.known.extend(known);
    }
    for (made, number) in kept {
        plan.remark(format!("`{}` stays: #{number} is open", made.branch));
        plan.run.branches.made.retain(|one| *one != made);
    }
    if gone.is_empty() { finish(plan, None) } else { delete(plan, gone) }
}
