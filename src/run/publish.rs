//! After the tag: the release, the workflow, and whether there is more to do (PROTOCOL 11 and 18).

use crate::answers::ApiAnswer;
use crate::bump::Bump;
use crate::error::Error;
use crate::hosting::{Hosting, Kind, Presence, Published};
use crate::release::facts::{Facts, Tag};
use crate::release::people::People;
use crate::release::proposal::{Action, Proposal, Release};
use crate::release::request::{Asked, Choice, Notes, Request};
use crate::release::words::notes;
use crate::release::words::notes::{Links, Versions};
use crate::run::ending::{fail, look, released};
use crate::run::{Checkout, Concluding, Doing, Generated, Goal, Plan, Step, Why, moving};
use crate::text::shortened;
use crate::version::Version;

/// How often an answer about one release may be lost.
const LOST_RELEASES: u32 = 3;

/// The user's repository knows; now everybody else is told. PROTOCOL 11: what was finalised may have something new on
/// top of it. PROTOCOL 8: unless it was the answer.
pub(super) fn on_followed(
    mut plan: Plan,
    landed: Vec<String>,
    leftover: bool,
    (checkout, why): (Checkout, Option<String>),
) -> Plan {
    if let (Checkout::Untouched, Some(why)) = (checkout, why) {
        plan.remark(format!("the checkout stays as it is: {why}"));
    }
    let Some(proposal) = &plan.proposal else { return released(plan) };
    let finalised = proposal.action == Action::Finalise && !answered(&plan.request, proposal, plan.standing());
    // What did not land, and what is due of other packages, is seen to by the next look.
    let partly = landed.len() < proposal.releases.iter().count();
    let on_top = finalised || partly || proposal.rest;
    let releases = proposal.releases.iter().filter(|release| landed.contains(&release.tag));
    let wanted = plan.request.github_release != Choice::False && plan.run.hosting.is_some();
    plan.run.goal = Goal::Conclude(Concluding {
        due: releases.clone().filter(|_| wanted).cloned().collect(),
        starting: landed.clone(),
        on_top,
        moving: releases.flat_map(|release| release.moving.clone()).collect(),
        tries: 0,
        leftover,
        tags: landed,
    });
    plan.run.publishing.last = None;
    plan.run.publishing.lost = 0;
    publish_next(plan)
}

/// The next release that is due; where none is, what comes after them.
fn publish_next(plan: Plan) -> Plan {
    let next = plan.run.goal.concluding().and_then(|concluding| concluding.due.first()).cloned();
    match (next, plan.run.released.last().map(|last| last.sha.clone())) {
        (Some(release), Some(commit)) => {
            let version = Version::parse(&release.version, release.scheme).ok();
            let told = Told {
                body: release.notes.unwrap_or_default(),
                people: release.people,
                latest: release.latest,
                version: version.as_ref(),
                previous: release.previous_version.as_deref(),
                since: release.told_since.as_deref(),
            };
            publish(plan, Doing::Publishing(release.tag.clone()), (&release.tag, &commit), &told)
        }
        _ => moving::follow(plan),
    }
}

/// The release of this tag needs no more thought.
fn settle(plan: &mut Plan, tag: &str) {
    if let Some(concluding) = plan.run.goal.concluding_mut() {
        concluding.due.retain(|release| release.tag != tag);
    }
    plan.run.publishing.lost = 0;
}

/// Refuses to make a version where a release of it was asked for, or a workflow to be started at its tag, and there is nowhere to ask
/// for that.
pub(super) fn nowhere(request: &Request, hosting: Option<&Hosting>) -> Option<Error> {
    if hosting.is_some() {
        return None;
    }
    let (wanted, without) = match &request.dispatch_workflow {
        _ if request.github_release == Choice::True => (
            "a release was asked for, and there is nowhere to publish it".to_string(),
            "or release without one: `--github-release auto` (input `github-release`)",
        ),
        Some(workflow) => (
            format!("`{}` is to be started, and there is nowhere to ask for that", shortened(workflow)),
            "or release without `--dispatch-workflow` (input `dispatch-workflow`), and start it by hand",
        ),
        None => return None,
    };
    let token = "set GITHUB_TOKEN (input `token`); the remote must be a repository on that server";
    Some(Error::new("no-hosting", wanted).advice(token).advice(without))
}

/// Publishes the release of a tag of ours that another run left without one.
pub(super) fn repair(mut plan: Plan, tag: &Tag, version: &Version, since: Option<&str>, latest: bool) -> Plan {
    plan.remark(format!("`{}` had no release: it gets one now", tag.name));
    if plan.run.goal.concluding().is_none() {
        plan.run.publishing.last = None;
    }
    let told = Told { body: String::new(), people: None, latest, version: Some(version), previous: None, since };
    publish(plan, Doing::Repairing(tag.name.clone()), (&tag.name, &tag.commit), &told)
}

/// What a release says of itself.
struct Told<'a> {
    /// Empty: nothing is known of its commits.
    body: String,
    people: Option<People>,
    latest: bool,
    version: Option<&'a Version>,
    previous: Option<&'a str>,
    /// The tag of the release before it.
    since: Option<&'a str>,
}

fn publish(plan: Plan, doing: Doing, (tag, commit): (&str, &str), told: &Told) -> Plan {
    let github = plan.run.hosting.as_ref().is_some_and(|hosting| hosting.kind == Kind::Github);
    let Request { draft, prerelease, notes, .. } = plan.request;
    let Told { version, latest, since, .. } = *told;
    // Where nothing is known of the commits any more, the hosting still knows them.
    let written_there = github && (notes == Notes::Github || (notes == Notes::Commits && told.body.is_empty()));
    let (body, footer) = match written_there {
        true => {
            let links = Links::to(plan.run.hosting.as_ref(), since, tag);
            let version = version.map(ToString::to_string).unwrap_or_default();
            notes::frame(&plan.request, &links, &Versions { version: &version, previous: told.previous })
        }
        false => (told.body.clone(), String::new()),
    };
    let prerelease = prerelease.or(version.is_some_and(Version::is_prerelease));
    let step = Step::Release {
        tag: tag.to_string(),
        commit: commit.to_string(),
        name: tag.to_string(),
        body,
        people: told.people.clone().filter(|_| !written_there),
        notes: written_there.then(|| Generated { since: since.map(str::to_string), footer }),
        draft,
        prerelease,
        // An older line must not take the place of the newest release; a draft or prerelease never does.
        latest: (github && !draft && !prerelease).then_some(latest),
    };
    plan.ask(doing, step)
}

/// It is published.
pub(super) fn on_published(mut plan: Plan, tag: &str, repairing: bool, release: Published) -> Plan {
    plan.run.publishing.last = Some(release);
    settle(&mut plan, tag);
    if repairing {
        plan.run.publishing.seen_to.push(tag.to_string());
        plan.run.publishing.repaired = plan.run.goal.concluding().is_none();
        return look(plan, Why::Tidied);
    }
    publish_next(plan)
}

/// It was not. PROTOCOL 20: after a lost answer the next look says whether there is one. A hosting that never answers
/// keeps nobody from what is left to do: the version stands.
pub(super) fn on_denied(mut plan: Plan, tag: &str, repairing: bool, denied: Option<ApiAnswer>) -> Plan {
    match denied {
        Some(ApiAnswer::Lost | ApiAnswer::Stale) => {
            plan.run.publishing.lost = plan.run.publishing.lost.saturating_add(1);
            if plan.run.publishing.lost < LOST_RELEASES {
                plan.run.publishing.checked = false;
                return look(plan, Why::Lost);
            }
            without_release(plan, tag, repairing, Error::new("unreachable", "its answer was lost, again and again"))
        }
        Some(ApiAnswer::Refused(error)) => without_release(plan, tag, repairing, error),
        Some(ApiAnswer::Already | ApiAnswer::Clean) | None if repairing => {
            plan.run.publishing.seen_to.push(tag.to_string());
            look(plan, Why::Tidied)
        }
        Some(ApiAnswer::Already | ApiAnswer::Clean) | None => {
            settle(&mut plan, tag);
            publish_next(plan)
        }
    }
}

/// The tag stands, and its release could not be made: a warning, or a failure where somebody asked for the release.
fn without_release(mut plan: Plan, tag: &str, repairs: bool, cause: Error) -> Plan {
    settle(&mut plan, tag);
    let repairing = repairs && plan.run.goal.concluding().is_none();
    let told = format!("`{tag}` stands, its release does not: {}", cause.message);
    let error = match cause.code.as_ref() {
        "unreachable" => Error::new("release-missing", told),
        _ => cause.saying(told),
    }
    .advice("the next run publishes it");
    if !repairing && plan.request.github_release == Choice::True {
        // Nothing is taken back, and what is left to clean up is cleaned up.
        plan.run.goal = Goal::Release;
        return fail(plan, error);
    }
    plan.run.warnings.push(error);
    if repairs {
        plan.run.publishing.seen_to.push(tag.to_string());
        return look(plan, Why::Tidied);
    }
    publish_next(plan)
}

/// After a lost answer: what the hosting says of the release that was asked for.
pub(super) fn on_looked_up(plan: &mut Plan, facts: &Facts) {
    let next = plan.run.goal.concluding().and_then(|concluding| concluding.due.first());
    let Some(next) = next.map(|release| release.tag.clone()) else { return };
    if let Some(fact) = facts.release_of(&next).filter(|fact| fact.state == Presence::Present) {
        plan.run.publishing.last.clone_from(&fact.release);
        settle(plan, &next);
    }
}

/// After a lost answer, the release was found, or made by a repair; or nobody knows.
pub(super) fn on_release_found(plan: Plan) -> Plan {
    let next = plan.run.goal.concluding().and_then(|concluding| concluding.due.first());
    match next.map(|release| release.tag.clone()).filter(|_| plan.run.publishing.lost > 0) {
        Some(tag) => {
            let error = Error::new("unreachable", "the hosting did not answer, or it does not say");
            without_release(plan, &tag, false, error)
        }
        None => publish_next(plan),
    }
}

/// Whether a version that was just finalised is all that was asked for (PROTOCOL 8). `standing` is the commit that was
/// tagged: where it is the tip, nothing can be new on top of it.
fn answered(request: &Request, finalised: &Proposal, standing: Option<&String>) -> bool {
    finalised.releases.iter().all(|Release { version, scheme, .. }| match request.asked(*scheme) {
        Ok(Asked::Auto) => standing == Some(&finalised.tip),
        Ok(Asked::Exact(exact)) => Version::parse(version, *scheme).is_ok_and(|version| version.same(&exact)),
        // A prerelease that a dead run left untagged is not yet its release.
        Ok(Asked::Part(Bump::Release)) => {
            Version::parse(version, *scheme).is_ok_and(|version| !version.is_prerelease())
        }
        // A version that cannot be read would have failed before anything was finalised.
        Ok(Asked::Part(_)) | Err(_) => true,
    })
}
