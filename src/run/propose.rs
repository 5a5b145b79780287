//! The pull request way: bump branch, pull request, and what happens around them until it is merged.

use std::ops::ControlFlow::{Break, Continue};

use crate::answers;
use crate::answers::{Answer, ApiAnswer, Pushed};
use crate::branch::bump_branch;
use crate::error::Error;
use crate::hosting::{Kind, Pull};
use crate::release::proposal::{Proposal, Release, Way};
use crate::release::pulls;
use crate::release::pulls::{Bump, Foreign};
use crate::release::request::Mode;
use crate::release::view::View;
use crate::release::words::message;
use crate::release::words::message::{Stamp, pull};
use crate::run::ending::{fail, look, nothing};
use crate::run::{
    BumpTarget, Doing, OwnBranch, Plan, PullRequest, Step, Target, Update, Waiting, Why, clean_up, direct, merging,
};
use crate::text::option;

/// How often the hosting is asked whether a pull request merges cleanly, before it is left as it is.
const UNSURE: u32 = 3;

/// A new version commit: by which way? PROTOCOL 12: an open pull request of ours or the mode decides, or the server's
/// refusal; an orphan branch does not.
pub(super) fn choose(plan: Plan, view: &View, proposal: Proposal, mergeable: &[u64]) -> Plan {
    let by_pull = match view.request.mode {
        Mode::Direct => false,
        Mode::PullRequest => true,
        Mode::Auto => plan.run.remote.by_pull_request || view.live().next().is_some(),
    };
    let template = view.package_of(&proposal.releases.first).request.template();
    let head = match bump_branch(&proposal.releases.first.version, template.as_deref()) {
        Ok(head) => head,
        Err(error) => return fail(plan, error),
    };
    // The branch of this very version stays for now: another run may be about to propose it.
    let plan = match clean_up::orphans(plan, view, Some(&head)) {
        Break(plan) => return plan,
        Continue(plan) => plan,
    };
    if by_pull {
        return propose(plan, view, proposal, &head, mergeable);
    }
    let leftover = view.bumps.iter().any(|bump| bump.branch.name == head && bump.ours);
    direct::build(plan, proposal, leftover)
}

/// What the pull request of this version needs next.
fn propose(mut plan: Plan, view: &View, proposal: Proposal, head: &str, mergeable: &[u64]) -> Plan {
    plan.proposal = Some(proposal);
    if view.facts.hosting.is_none() {
        return fail(plan, no_hosting(view));
    }
    let Some(pulls) = pulls::of_head(view.facts, head) else {
        if let Some(error) = plan.run.pulls.unknown.clone() {
            return fail(plan, error);
        }
        plan.run.pulls.heads.push(head.to_string());
        return look(plan, Why::Pulls);
    };
    let base = &view.target().branch;
    // Who asks for it by name has seen the closed one; but what a person closes while we watch stays closed.
    let declined = pulls::declined(pulls, view.target(), &view.facts.tip_time)
        .filter(|pull| !view.request.is_explicit() || plan.run.pulls.opened.contains(&pull.number));
    // Two people asked for different things at the same time: the later pull request stands, and nobody starts over.
    let ours =
        |pull: &&Pull| plan.run.pulls.opened.contains(&pull.number) && !pull.open && pull::is_superseded(&pull.body);
    let is_open = pulls.iter().any(|pull| pull.open);
    if is_open && view.refs().head(head).is_none() {
        // The branch went after the hosting was asked.
        return look(plan, Why::Race);
    }
    if let Some(gone) = pulls.iter().find(ours).filter(|_| !is_open) {
        return nothing(plan, format!("#{} was superseded by another run while this one watched", gone.number), None);
    }
    let standing = view.refs().head(head).map(|_| view.bumps.iter().find(|bump| bump.branch.name == head));
    match standing {
        None => match declined {
            Some(pull) => decline(plan, pull),
            None => build(plan, view, BumpTarget { branch: head.to_string(), expect: String::new(), open: false }),
        },
        Some(None) => fail(plan, taken(head)),
        Some(Some(bump)) => match (bump.open(), declined) {
            (Some(pull), _) if pull.base != *base => fail(plan, taken(head)),
            (Some(pull), _) => keep(plan, view, bump, pull, mergeable),
            (None, Some(pull)) if bump.settled(clean_up::made_here(&plan, bump)) => {
                let gone = vec![OwnBranch { branch: head.to_string(), oid: bump.branch.oid.clone() }];
                match clean_up::remove(plan, gone) {
                    Break(plan) => plan,
                    Continue(plan) => decline(plan, pull),
                }
            }
            (None, Some(pull)) => decline(plan, pull),
            (None, None) if !bump.ours => fail(plan, taken(head)),
            (None, None) if bump.on(&view.target().tip) && !deletion_unanswered(&plan, bump) => open(plan, view, head),
            (None, None) => {
                let expect = bump.branch.oid.clone();
                build(plan, view, BumpTarget { branch: head.to_string(), expect, open: false })
            }
        },
    }
}

/// Whether this run asked for its removal and got no answer.
fn deletion_unanswered(plan: &Plan, bump: &Bump) -> bool {
    plan.run.branches.deletion_unanswered.iter().any(|one| one.branch == bump.branch.name && one.oid == bump.branch.oid)
}

/// The pull request is there. It is left alone unless it no longer merges cleanly: an update resets its approvals
/// (PROTOCOL 14).
fn keep(mut plan: Plan, view: &View, bump: &Bump, pull: &Pull, mergeable: &[u64]) -> Plan {
    if !bump.ours {
        let why = match bump.foreign {
            Some(Foreign::Proposed(other)) => format!("shares its branch with #{other}, which is for another one"),
            Some(Foreign::Copied) => "carries a commit that was made again by somebody else".to_string(),
            _ => "carries commits that are not ours".to_string(),
        };
        plan.remark(format!("#{} {why}: it is left as it is, for people to merge or close", pull.number));
        return stands(plan, view, bump, pull);
    }
    // A changelog that does not tell of everything it will be released with.
    let untold = |one: &Release| one.section.as_ref().is_some_and(|said| !said.tells(bump.section_of(&one.tag)));
    // Or one that has been proposed for other versions of the packages that come with it.
    let lacks =
        |proposal: &Proposal| proposal.releases.iter().any(untold) || !bump.brings_all(proposal.releases.tags());
    if plan.proposal.as_ref().is_some_and(lacks) {
        let expect = bump.branch.oid.clone();
        return build(plan, view, BumpTarget { branch: bump.branch.name.clone(), expect, open: true });
    }
    if bump.on(&view.target().tip) || bump.fits(view.facts) {
        return stands(plan, view, bump, pull);
    }
    match pull.mergeable {
        Some(true) => stands(plan, view, bump, pull),
        Some(false) => {
            let expect = bump.branch.oid.clone();
            build(plan, view, BumpTarget { branch: bump.branch.name.clone(), expect, open: true })
        }
        None if plan.run.tries.unsure < UNSURE => {
            if mergeable.contains(&pull.number) {
                plan.run.tries.unsure = plan.run.tries.unsure.saturating_add(1);
            }
            plan.run.merge.unclear = vec![pull.number];
            look(plan, Why::Pulls)
        }
        None => {
            plan.remark(format!("whether #{} still merges cleanly is not known yet", pull.number));
            stands(plan, view, bump, pull)
        }
    }
}

/// The pull request was seen open, with its branch (PROTOCOL 17). Now what it supersedes goes (PROTOCOL 15).
fn stands(mut plan: Plan, view: &View, bump: &Bump, pull: &Pull) -> Plan {
    let head = &bump.branch.name;
    // A push that was never answered stays on the list: it may arrive yet.
    plan.run.branches.made.retain(|made| made.branch != *head || made.oid != bump.branch.oid);
    plan.run.pulls.bringing = Some(PullRequest { number: pull.number, url: pull.url.clone(), branch: head.clone() });
    let because = format!("#{} brings {} instead", pull.number, bump.in_words());
    // What was opened after ours is newer than what this run was asked for.
    let newer = |other: &Bump| {
        plan.run.pulls.opened.contains(&pull.number) && other.open().is_some_and(|one| one.number > pull.number)
    };
    let older: Vec<&Bump> = view
        .live()
        .filter(|other| other.branch.name != *head && (view.request.is_explicit() || !other.asked) && !newer(other))
        .collect();
    plan = match clean_up::supersede(plan, older.into_iter(), &because) {
        Break(plan) => return plan,
        Continue(plan) => plan,
    };
    plan.run.merge.waiting =
        Some(Waiting { tip: view.target().tip.clone(), head: Some(bump.branch.oid.clone()), polls: 0, pause: 0 });
    if !view.request.auto_merge || pull.auto_merge || plan.run.merge.asked || !bump.ours {
        return merging::linger(plan);
    }
    plan.run.merge.asked = true;
    if view.facts.hosting.as_ref().is_none_or(|hosting| hosting.kind != Kind::Github) {
        plan.remark("auto-merge is not asked for: this hosting has another way of doing it".to_string());
        return merging::linger(plan);
    }
    let (number, method, head) = (pull.number, view.request.merge_method, bump.branch.oid.clone());
    let step = Step::AutoMerge { number, node_id: pull.node_id.clone(), method, head: head.clone() };
    plan.ask(Doing::AutoMerging { number, method, head }, step)
}

/// Has the version commit built for a bump branch: no tag, and no marker that would keep its checks from running.
fn build(mut plan: Plan, view: &View, target: BumpTarget) -> Plan {
    let Some(proposal) = &plan.proposal else { return look(plan, Why::Race) };
    let Way::NewCommit { files, .. } = &proposal.way else { return look(plan, Why::Race) };
    let run = &mut plan.run;
    run.tries.builds = run.tries.builds.saturating_add(1);
    let stamp = Stamp::of(&proposal.tip, &view.facts.committer);
    let step = Step::Commit {
        parent: proposal.tip.clone(),
        branch: target.branch.clone(),
        files: files.clone(),
        message: message::bump_commit(view.request, &proposal.releases, &stamp, run.tries.builds),
        tags: Vec::new(),
    };
    direct::building(plan, Target::Bump(target), step)
}

/// Pushes the bump branch: created only where there is none, updated only from what was seen (PROTOCOL 14).
pub(super) fn push(mut plan: Plan, target: BumpTarget, commit: String) -> Plan {
    // Earlier tries stay on the list: a push without an answer may still arrive.
    plan.run.branches.made.push(OwnBranch { branch: target.branch.clone(), oid: commit.clone() });
    let update = Update { name: ref_of(&target), oid: commit, expect: target.expect.clone() };
    plan.ask(Doing::Proposing(target), Step::Push { atomic: false, updates: vec![update] })
}

fn ref_of(target: &BumpTarget) -> String {
    format!("refs/heads/{}", target.branch)
}

pub(super) fn on_pushed(mut plan: Plan, target: BumpTarget, pushed: &Pushed) -> Plan {
    match answers::of_push(pushed, &[ref_of(&target)]) {
        Answer::Landed if target.open => look(plan, Why::Verify),
        Answer::Landed => ask_for_pull(plan, target),
        Answer::Lost => {
            plan.run.branches.unanswered.extend(plan.run.branches.made.last().cloned());
            look(plan, Why::Lost)
        }
        Answer::Stale | Answer::NoAtomic => {
            plan.run.branches.made.pop();
            look(plan, Why::Race)
        }
        Answer::Refused(error) => {
            plan.run.branches.made.pop();
            fail(plan, of_bump_branch(error))
        }
    }
}

/// A rule about every branch, such as `~ALL`, wants a pull request for the bump branch too: that is the rule to change.
fn of_bump_branch(error: Error) -> Error {
    if error.code == "name-in-the-way" {
        return error.advice("or choose other names with `--branch-template` (input `branch-template`)");
    }
    if error.code != "pull-request-required" {
        return error;
    }
    let why = error.message.split_once(": `").map(|(_, told)| format!(": `{told}")).unwrap_or_default();
    Error::new("branch-rule", format!("a rule wants a pull request even for the bump branch{why}"))
        .advice("keep bump branches (`chore/version-bump-*`) out of that rule, or let this token's app bypass it")
        .advice("or choose names the rule does not cover: `--branch-template` (input `branch-template`)")
}

/// A branch of ours stands on the tip without a pull request: it gets one.
fn open(mut plan: Plan, view: &View, head: &str) -> Plan {
    let oid = view.refs().head(head).cloned().unwrap_or_default();
    let target = BumpTarget { branch: head.to_string(), expect: oid.clone(), open: false };
    let here = OwnBranch { branch: head.to_string(), oid };
    if !plan.run.branches.made.contains(&here) {
        plan.run.branches.made.push(here);
    }
    ask_for_pull(plan, target)
}

fn ask_for_pull(mut plan: Plan, target: BumpTarget) -> Plan {
    let (Some(proposal), Some(hosting)) = (&plan.proposal, &plan.run.hosting) else {
        return look(plan, Why::Race);
    };
    let text = pull::Text { request: &plan.request, proposal, hosting, still_says: &plan.still_says };
    let (head, base) = (target.branch.clone(), proposal.branch.clone());
    let step = Step::OpenPull { head, base, title: text.title(), body: text.body() };
    plan.run.pulls.unsettled = true;
    plan.ask(Doing::Opening(target), step)
}

/// It is open; whether it stands, the next look says.
pub(super) fn on_opened(mut plan: Plan, target: BumpTarget, number: u64, url: String) -> Plan {
    plan.run.pulls.opened.push(number);
    plan.run.pulls.bringing = Some(PullRequest { number, url, branch: target.branch });
    if plan.request.labels.is_empty() {
        return look(plan, Why::Verify);
    }
    let labels = plan.request.labels.clone();
    plan.ask(Doing::Labelling, Step::Label { number, labels })
}

/// PROTOCOL 22: a branch whose pull request was refused goes, and the failure tells how to finish by hand.
pub(super) fn on_opening_denied(mut plan: Plan, denied: Option<ApiAnswer>) -> Plan {
    match denied {
        Some(ApiAnswer::Refused(error)) => {
            plan.run.pulls.unsettled = false;
            let error = match &plan.proposal {
                Some(proposal) => {
                    direct::by_hand(error, &plan.request, &proposal.releases.first.version, &proposal.branch)
                }
                None => error,
            };
            fail(plan, error)
        }
        Some(ApiAnswer::Lost) => look(plan, Why::Lost),
        _ => look(plan, Why::Race),
    }
}

pub(super) fn on_labelled(mut plan: Plan, denied: Option<ApiAnswer>) -> Plan {
    match denied {
        Some(ApiAnswer::Refused(error)) => plan.remark(format!("the labels were not set: {}", error.message)),
        Some(ApiAnswer::Lost) => plan.remark("whether the labels were set is not known".to_string()),
        _ => {}
    }
    look(plan, Why::Verify)
}

/// PROTOCOL 10: a person has closed it, and nothing was pushed since.
fn decline(plan: Plan, pull: &Pull) -> Plan {
    let version = plan.proposal.as_ref().map(|proposal| proposal.releases.in_words()).unwrap_or_default();
    let why = format!(
        "{version} was declined: #{} was closed without a merge, and nothing was pushed since \
         (ask for it by name, such as `--bump {version}`, to propose it again)",
        pull.number
    );
    nothing(plan, why, None)
}

fn taken(head: &str) -> Error {
    Error::new("branch-taken", format!("`{head}` exists already, and it is not ours: it is left as it is"))
        .advice(format!("if nobody needs it: `git push origin {}`, then run this again", option("delete", head)))
        .advice("or use another name: `--branch-template 'release/{version}'` (input `branch-template`)")
}

fn no_hosting(view: &View) -> Error {
    let branch = &view.target().branch;
    Error::new("no-hosting", format!("`{branch}` takes a pull request, and there is nowhere to open one"))
        .advice("set GITHUB_TOKEN (input `token`); the remote must be a repository on that server")
        .advice("elsewhere, push to the branch itself: `--mode direct`")
}
