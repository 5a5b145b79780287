//! The direct way: objects are built, then branch and tag are pushed together.

use crate::answers;
use crate::answers::{Answer, Pushed};
use crate::branch::bump_branch;
use crate::error::Error;
use crate::release::proposal::{Proposal, Release, Way};
use crate::release::request::{Asked, Mode, Request};
use crate::release::words::message;
use crate::run::ending::{fail, look};
use crate::run::fingerprint::fingerprints;
use crate::run::{Doing, Goal, NewTag, Plan, Released, Sending, Sent, Step, TagObject, Target, Update, Why};
use crate::text::{option, shell_word};

/// Has the objects built that are pushed to the branch itself: the version commit and its tag, or the tag alone. `leftover`:
/// a bump branch for the version is there, too.
pub(super) fn build(mut plan: Plan, proposal: Proposal, leftover: bool) -> Plan {
    if let Way::NewCommit { remark: Some(remark), .. } = &proposal.way {
        plan.remark(remark.clone());
    }
    let run = &mut plan.run;
    run.tries.builds = run.tries.builds.saturating_add(1);
    let tag = |Release { tag, version, .. }: &Release| NewTag {
        name: tag.clone(),
        message: message::tag(&plan.request.run, tag, version, run.tries.builds),
    };
    let tags = proposal.releases.iter().map(tag).collect();
    let branch = proposal.branch.clone();
    let step = match &proposal.way {
        Way::Standing { commit, .. } => Step::Tag { target: commit.clone(), branch, tags },
        Way::NewCommit { files, skip_ci, .. } => Step::Commit {
            parent: proposal.tip.clone(),
            branch,
            files: files.clone(),
            message: match run.remote.one_by_one {
                true => message::commit(&plan.request, &proposal.releases, *skip_ci, run.tries.builds),
                false => message::tagged_commit(&plan.request, &proposal.releases, *skip_ci, run.tries.builds),
            },
            tags,
        },
    };
    plan.proposal = Some(proposal);
    building(plan, Target::Branch { leftover }, step)
}

/// Hands the texts out, and remembers what they hash to: they are large, and nothing but a comparison is left to do.
pub(super) fn building(mut plan: Plan, target: Target, step: Step) -> Plan {
    if let Some(Proposal { way: Way::NewCommit { files, .. }, .. }) = &mut plan.proposal {
        *files = fingerprints(files);
    }
    plan.ask(Doing::Building(target), step)
}

/// Pushes what was built: the branch and its tags at once, where the server takes them so.
pub(super) fn send(mut plan: Plan, sent: Sent) -> Plan {
    let sending = match (&sent.proposal.way, plan.run.remote.one_by_one) {
        (Way::Standing { .. }, _) => Sending::Tags,
        (Way::NewCommit { .. }, true) => Sending::Branch,
        (Way::NewCommit { .. }, false) => Sending::Both,
    };
    plan.run.sent.push(sent);
    push(plan, sending)
}

/// The branch only as a fast-forward of the tip that was read, each tag only where there is none (PROTOCOL 12).
fn push(plan: Plan, sending: Sending) -> Plan {
    let updates = updates(&plan, sending);
    let atomic = updates.len() > 1 && !plan.run.remote.one_by_one;
    plan.ask(Doing::Pushing(sending), Step::Push { atomic, updates })
}

fn updates(plan: &Plan, sending: Sending) -> Vec<Update> {
    let Some(Sent { tags, commit, proposal, .. }) = plan.run.sent.last() else { return Vec::new() };
    let branch =
        Update { name: format!("refs/heads/{}", proposal.branch), oid: commit.clone(), expect: proposal.tip.clone() };
    let tag = |TagObject { name, oid }: &TagObject| Update {
        name: format!("refs/tags/{name}"),
        oid: oid.clone(),
        expect: String::new(),
    };
    match sending {
        Sending::Branch => vec![branch],
        Sending::Tags => tags.iter().map(tag).collect(),
        Sending::Both => std::iter::once(branch).chain(tags.iter().map(tag)).collect(),
    }
}

pub(super) fn on_pushed(mut plan: Plan, sending: Sending, pushed: &Pushed) -> Plan {
    let names: Vec<String> = updates(&plan, sending).into_iter().map(|update| update.name).collect();
    let answer = answers::of_push(pushed, &names);
    if let Some(sent) = plan.run.sent.last_mut() {
        sent.answered = answer != Answer::Lost;
    }
    plan.run.remote.words = match answer {
        Answer::Lost => answers::beside(&pushed.said),
        _ => answers::locked(&pushed.said),
    };
    match answer {
        Answer::Landed if sending == Sending::Branch => push(plan, Sending::Tags),
        Answer::Landed => match plan.run.sent.last().cloned() {
            Some(sent) => landed(plan, sent),
            None => look(plan, Why::Lost),
        },
        // Built anew, for the commit may no longer say that its tag comes with it: a run may die in between.
        Answer::NoAtomic => {
            plan.run.remote.one_by_one = true;
            look(plan, Why::OneByOne)
        }
        Answer::Stale => look(plan, Why::Race),
        Answer::Lost => look(plan, Why::Lost),
        // PROTOCOL 13: the commit is forgotten, and what was declined or proposed meanwhile is looked up first.
        Answer::Refused(error) if error.code == "pull-request-required" && may_propose(&plan) => {
            plan.run.remote.by_pull_request = true;
            if let Some(Sent { proposal, .. }) = plan.run.sent.last() {
                let head = proposal.head.clone().filter(|head| !plan.run.pulls.heads.contains(head));
                plan.run.pulls.heads.extend(head);
            }
            look(plan, Why::PullRequest)
        }
        // Asked for by name, it is that version or none.
        Answer::Refused(error) if error.code == "version-withdrawn" && !names_it(&plan) => {
            let releases = plan.run.sent.last().map(|sent| sent.proposal.releases.clone());
            let all: Vec<&Release> = releases.iter().flat_map(|releases| releases.iter()).collect();
            // Each row says so by itself; where none does, any of them may be meant.
            let refused = |release: &&&Release| {
                let name = format!("refs/tags/{}", release.tag);
                let answer = answers::of_push(pushed, &[name]);
                matches!(answer, Answer::Refused(error) if error.code == "version-withdrawn")
            };
            let told: Vec<&Release> = all.iter().filter(refused).copied().collect();
            let why = "the server takes no tag of this name any more, since its release was immutable";
            withdrawn(plan, if told.is_empty() { &all } else { &told }, why)
        }
        Answer::Refused(error) => {
            let error = explain(&plan, sending, error);
            fail(plan, error)
        }
    }
}

/// PROTOCOL 27: a version that was withdrawn is not made again. The next number is, with all that is in it.
pub(super) fn withdrawn(mut plan: Plan, gone: &[&Release], why: &str) -> Plan {
    for Release { version, tag, .. } in gone {
        plan.run.passed_over.push(tag.clone());
        plan.remark(format!("{version} stays withdrawn ({why}): its number is passed over"));
    }
    look(plan, Why::PassedOver)
}

/// Whether a version was asked for by name.
pub(super) fn names_it(plan: &Plan) -> bool {
    let sent = plan.run.sent.last().map(|sent| &sent.proposal);
    let scheme = sent.or(plan.proposal.as_ref()).map(|proposal| proposal.releases.first.scheme);
    scheme.is_some_and(|scheme| matches!(plan.request.asked(scheme), Ok(Asked::Exact(_))))
}

/// Whether a pull request may follow, and can.
fn may_propose(plan: &Plan) -> bool {
    plan.request.mode != Mode::Direct && plan.run.hosting.is_some() && !plan.run.remote.by_pull_request
}

/// Adds to a refusal what only this run knows.
fn explain(plan: &Plan, sending: Sending, mut error: Error) -> Error {
    let Some(Sent { commit, proposal, .. }) = plan.run.sent.last() else { return error };
    let Proposal { releases, branch, .. } = proposal;
    if error.code == "pull-request-required" {
        error = by_hand(error, &plan.request, &releases.first.version, branch);
        if plan.run.hosting.is_none() {
            error = error.advice("with a token (GITHUB_TOKEN, input `token`), this is done in one run");
        }
    }
    if sending == Sending::Tags && plan.standing().is_none() {
        let tags = releases.tags().collect::<Vec<_>>().join("`, `");
        error = error.advice(format!("{commit} is on `{branch}` without its tag `{tags}`: the next run makes it"));
    }
    error
}

/// Adds to a failure the commands that bring the version in by hand.
pub(super) fn by_hand(error: Error, request: &Request, version: &str, branch: &str) -> Error {
    // The name is only advice here; a version without one is told without it.
    let bump = bump_branch(version, request.template().as_deref()).unwrap_or_else(|_| "version-bump".to_string());
    let asked = request.package.iter().map(|package| option("package", package));
    let settings = asked.chain(request.manifests.iter().map(|entry| option("manifests", entry)));
    let set: String = settings.fold(format!("version-first set {version}"), |set, setting| set + " " + &setting);
    error
        .advice(format!(
            "by hand: git fetch && git switch -c {} {} && {set}",
            shell_word(&bump),
            shell_word(&format!("origin/{branch}"))
        ))
        .advice("commit, push, open and merge the pull request; the next release run tags the merged commit")
}

/// These tags are acknowledged, or were seen, where they belong.
pub(super) fn landed(mut plan: Plan, sent: Sent) -> Plan {
    let Sent { tags, commit, proposal, leftover, .. } = sent;
    plan.run.tries.races = 0;
    // What failed meanwhile was for these very versions, which stand.
    if plan.run.goal.cleans() {
        plan.run.goal = Goal::Release;
    }
    for release in proposal.releases.iter().filter(|release| tags.iter().any(|tag| tag.name == release.tag)) {
        plan.run.released.push(Released {
            version: release.version.clone(),
            tag: release.tag.clone(),
            sha: commit.clone(),
        });
    }
    let landed = tags.iter().map(|tag| tag.name.clone()).collect();
    let step = Step::Follow { branch: proposal.branch.clone(), commit, tags };
    plan.proposal = Some(proposal);
    plan.ask(Doing::Following { landed, leftover }, step)
}
