//! What a fresh look leads to: PROTOCOL 11, *what comes first*, as a list. Every duty either knows what the run does next, or
//! leaves it to the one after it.

use std::ops::ControlFlow::{Break, Continue};

use crate::hosting::Presence;
use crate::release::decide::{Decision, decide};
use crate::release::facts::{Facts, Refs, Tag};
use crate::release::package_look::PackageLook;
use crate::release::proposal::{Proposal, Release, Way};
use crate::release::pulls;
use crate::release::situation::Own;
use crate::release::view::View;
use crate::run::ending::{fail, nothing, released};
use crate::run::turn::{Seen, Turn};
use crate::run::{Goal, Looking, Plan, Released, Sent, TagObject, Untagged};
use crate::run::{clean_up, direct, merging, moving, propose, publish, tracing};
use crate::version::Version;

/// What is due whatever branch and manifests say: the refs alone tell.
const AT_FIRST: &[fn(Plan, &Seen) -> Turn] = &[
    landed_after_all,       // 20
    clean_up::denied_pulls, // 2
    clean_up::clean_up,     // 22
    clean_up::meant_for,    // 16
    merging::still_waiting, // 17
];

/// What is due before the tip is decided about.
const DUTIES: &[fn(Plan, &View, &Looking) -> Turn] = &[
    clean_up::missing_release, // 11: of the newest tag
    clean_up::ask_for_pulls,   // 2: where there are bump branches
    clean_up::stale_branches,  // 11, 15, 16: those that other runs owed to remove
    conclude,                  // 11, 18: what belongs to the version that was just released
    tidied_up,                 // 11: and nothing else was asked for
];

/// Facts are here.
pub(super) fn on_facts(mut plan: Plan, facts: &Facts, asked: &Looking) -> Plan {
    plan.run.tries.unread = 0;
    plan.run.hosting.clone_from(&facts.hosting);
    plan.run.merge.unclear.clear();
    let seen = Seen { facts, refs: &Refs::read(&facts.refs), asked };
    plan = match AT_FIRST.iter().try_fold(plan, |plan, duty| duty(plan, &seen)) {
        Break(plan) => return plan,
        Continue(plan) => plan,
    };
    plan.proposal = None;
    let request = plan.request.clone();
    let view = match understood(&request, &plan, &seen) {
        Ok(view) => view,
        Err(Unreleased::Failed(error)) => return fail(plan, error),
        Err(Unreleased::Nothing(why)) => return nothing(plan, why, None),
    };
    publish::on_looked_up(&mut plan, facts);
    plan.ground = view.ground();
    match DUTIES.iter().try_fold(plan, |plan, duty| duty(plan, &view, asked)) {
        Break(plan) => plan,
        Continue(plan) => decided(plan, &view, asked),
    }
}

/// PROTOCOL 20: a push without an answer may have landed after all. A built commit is never pushed a second time; it is built
/// anew, which is the same wherever nothing has moved (PROTOCOL 19).
fn landed_after_all(plan: Plan, seen: &Seen) -> Turn {
    let stands = |tag: &&TagObject| {
        let known = plan.run.released.iter().any(|released| released.tag == tag.name);
        !known && seen.refs.tag(&tag.name).is_some_and(|there| there.oid == tag.oid)
    };
    let landed = |sent: &Sent| {
        let tags: Vec<TagObject> = sent.tags.iter().filter(stands).cloned().collect();
        (!tags.is_empty()).then(|| Sent { tags, ..sent.clone() })
    };
    match plan.run.sent.iter().find_map(landed) {
        Some(sent) => Break(direct::landed(plan, sent)),
        None => Continue(plan),
    }
}

/// Why there is nothing to decide about a branch.
enum Unreleased {
    Nothing(String),
    Failed(crate::error::Error),
}

/// *Starting*: which branch it is, and whether it is one to release from; then refs and manifests together (PROTOCOL 1, 3).
fn understood<'a>(
    request: &'a crate::release::request::Request,
    plan: &Plan,
    seen: &Seen<'a>,
) -> Result<View<'a>, Unreleased> {
    // Decided before anything was made.
    let target = seen.refs.target(request).ok().filter(|_| plan.run.branches.made.is_empty());
    let (why, unless_line) = target.map(|target| (target.why, target.unless_line)).unwrap_or_default();
    if let Some(why) = why {
        return Err(Unreleased::Nothing(why));
    }
    let view = match (View::new(request, seen.facts, &plan.run.passed_over), &unless_line) {
        (Ok(view), _) => view,
        // Whatever is wrong with a branch that is not released is no failure.
        (Err(error), Some(why)) => {
            let known = error.code != "unexpected-outcome";
            let told = if known { error.told().message } else { "what is on it cannot be read".to_string() };
            return Err(Unreleased::Nothing(format!("{why} ({told})")));
        }
        (Err(error), None) => return Err(Unreleased::Failed(error)),
    };
    match unless_line.map(|why| (why, view.own_line())) {
        Some((why, Own::Unknown(told))) => Err(Unreleased::Nothing(format!("{why} ({told})"))),
        _ => Ok(view),
    }
}

/// PROTOCOL 11: what belongs to a version that was just released goes on, now that it is known how things stand.
fn conclude(mut plan: Plan, view: &View, _: &Looking) -> Turn {
    if plan.run.goal.concluding().is_none() {
        return Continue(plan);
    }
    moving::look_again(&mut plan, view);
    Break(publish::on_release_found(plan))
}

/// PROTOCOL 11: what was superseded has gone last, and all that was asked for is released.
fn tidied_up(plan: Plan, _: &View, _: &Looking) -> Turn {
    if plan.run.goal == Goal::TidyUp { Break(released(plan)) } else { Continue(plan) }
}

/// PROTOCOL 4 to 10: the decision at the tip.
fn decided(mut plan: Plan, view: &View, asked: &Looking) -> Plan {
    match decide(view) {
        Err(error) => fail(plan, error),
        Ok((decision, remarks)) => {
            remarks.into_iter().for_each(|remark| plan.remark(remark));
            let makes = !matches!(decision, Decision::Nothing { .. });
            if let Some(error) = publish::nowhere(view.request, view.facts.hosting.as_ref()).filter(|_| makes) {
                return fail(plan, error);
            }
            follow(plan, view, decision, asked)
        }
    }
}

/// Does what was decided.
fn follow(mut plan: Plan, view: &View, decision: Decision, asked: &Looking) -> Plan {
    match decision {
        Decision::Nothing { why, standing } => {
            let standing = standing.map(|(version, tag)| Released {
                version: version.to_string(),
                tag: tag.name,
                sha: tag.commit,
            });
            if plan.request.only_finalise {
                return nothing(plan, why, standing);
            }
            plan = match clean_up::orphans(plan, view, None) {
                Break(plan) => return plan,
                Continue(plan) => plan,
            };
            for (bump, pull) in view.live().filter_map(|bump| Some((bump, bump.open()?))) {
                plan.remark(format!("#{} still proposes {}: merge it, or close it", pull.number, bump.in_words()));
            }
            view.packages().for_each(|look| moving::left_behind(&mut plan, &look.situation));
            nothing(plan, why, standing)
        }
        Decision::Trace(proposal) => {
            let untagged = proposal.releases.iter().map(|release| untagged(view, release, &plan)).collect();
            let merged = merged(view, &proposal);
            tracing::trace(plan, *proposal, tracing::Tracing { limit: tracing::HISTORY.0, merged, untagged })
        }
        Decision::Release(proposal) => match proposal.way {
            Way::Standing { .. } => direct::build(plan, *proposal, false),
            Way::NewCommit { .. } => propose::choose(plan, view, *proposal, &asked.mergeable),
        },
    }
}

/// Whether the bump pull request of what is proposed was merged, where that was asked.
fn merged(view: &View, proposal: &Proposal) -> Option<bool> {
    let pulls = pulls::of_head(view.facts, proposal.head.as_ref()?)?;
    Some(pulls.iter().any(|pull| pull.merged && pull.base == proposal.branch))
}

/// Whether the newest tag's own commit said what the manifests say now.
fn said_then(look: &PackageLook) -> bool {
    let package = &look.situation.package;
    let Some((_, tag)) = &package.newest else { return false };
    let at = look.facts.commits.iter().find(|one| one.oid == tag.commit);
    at.is_some_and(|at| package.is_right(&look.request, at, &package.stated))
}

/// What this look knows of a version that stands without its tag (PROTOCOL 6).
fn untagged(view: &View, release: &Release, plan: &Plan) -> Untagged {
    let look = view.package_of(release);
    let standing = |(version, tag): &(Version, Tag)| Released {
        version: version.to_string(),
        tag: tag.name.clone(),
        sha: tag.commit.clone(),
    };
    let fact = view.facts.release_of(&release.tag);
    // A tag of it that was sent may still arrive: it is seen through.
    let sent = plan.run.sent.iter().any(|sent| sent.tags.iter().any(|tag| tag.name == release.tag));
    Untagged {
        log: tracing::KeptLog::of(look, release),
        announced: look.announces() && !sent,
        looked_up: fact.is_some(),
        unreleased: fact.is_some_and(|fact| fact.state == Presence::Absent),
        standing: look.situation.package.newest.as_ref().map(standing),
        beyond: look.situation.asks_beyond(),
        doubt: look.situation.between_releases(said_then(look)).err(),
    }
}
