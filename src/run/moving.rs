//! The tags that move: after a release, `v1` and `v1.2` name it, if it is the newest of their number.
//!
//! They are pushed by lease, apart from the version's own tag and after its release: a rule that keeps them in place must
//! not stand in the way of a release. Only the run that releases moves them, so that a tag which a person took back to an
//! older version stays there until the next one.

use crate::answers;
use crate::answers::{Answer, Ended, Pushed};
use crate::release::proposal::MovingTag;
use crate::release::situation::Situation;
use crate::release::view::View;
use crate::run::dispatch::dispatch;
use crate::run::ending::look;
use crate::run::{Doing, Plan, Step, Update, Why};
use crate::text::shell_word;
use crate::version::Version;

/// How often the tags are tried. Whoever was faster has moved them, so as many runs as this can race.
const TRIES: u32 = 5;

/// Moves what is to be moved, then goes on.
pub(super) fn follow(mut plan: Plan) -> Plan {
    let released = plan.run.released.last().map(|released| released.sha.clone());
    let (Some(concluding), Some(commit)) = (plan.run.goal.concluding_mut(), released) else { return dispatch(plan) };
    if concluding.tries >= TRIES || concluding.moving.is_empty() {
        return dispatch(plan);
    }
    concluding.tries = concluding.tries.saturating_add(1);
    let updates = concluding.moving.iter().map(|tag| Update {
        name: format!("refs/tags/{}", tag.name),
        oid: commit.clone(),
        expect: tag.expect.clone(),
    });
    let updates = updates.collect();
    plan.ask(Doing::Moving, Step::Push { atomic: false, updates })
}

/// What became of them. Nothing here makes a run fail: the version stands.
pub(super) fn on_pushed(mut plan: Plan, pushed: &Pushed) -> Plan {
    let Some(concluding) = plan.run.goal.concluding_mut() else { return dispatch(plan) };
    let moving = std::mem::take(&mut concluding.moving);
    let (tag, tries) = (concluding.tags.join("`, `"), concluding.tries);
    // One of two may have moved: each row says so by itself.
    let rows = Pushed { ended: Ended::Well, ..pushed.clone() };
    let moved = |tag: &&MovingTag| answers::of_push(&rows, &[format!("refs/tags/{}", tag.name)]) == Answer::Landed;
    let (landed, stayed): (Vec<&MovingTag>, Vec<&MovingTag>) = moving.iter().partition(moved);
    let names = stayed.iter().map(|tag| format!("`{}`", tag.name)).collect::<Vec<_>>().join(" and ");
    let all: Vec<String> = moving.iter().map(|tag| format!("refs/tags/{}", tag.name)).collect();
    plan.run.publishing.moved.extend(landed.into_iter().map(|tag| tag.name.clone()));
    match answers::of_push(pushed, &all) {
        Answer::Landed => dispatch(plan),
        Answer::Stale if tries < TRIES => look(plan, Why::Race),
        Answer::Lost => {
            plan.remark(format!("no answer came when {names} was moved to `{tag}`: look whether it was"));
            dispatch(plan)
        }
        Answer::Stale | Answer::NoAtomic => {
            plan.remark(format!("{names} was not moved to `{tag}`: others moved it at the same time"));
            dispatch(plan)
        }
        Answer::Refused(error) => {
            plan.remark(format!("{names} was not moved to `{tag}`: {}", error.message));
            if let Some(next) = error.next_steps.first() {
                plan.remark(next.clone());
            }
            dispatch(plan)
        }
    }
}

/// A run that died before it moved them leaves them as they were, and so may a person have done: it is said, and left.
pub(super) fn left_behind(plan: &mut Plan, situation: &Situation) {
    let Some((newest, tag)) = situation.package.newest.as_ref().filter(|_| plan.run.released.is_empty()) else {
        return;
    };
    for behind in situation.moving(plan.request.moving_tags, newest) {
        if situation.refs.tag(&behind.name).is_none_or(|there| there.commit != tag.commit) {
            let (name, tag) = (behind.name, &tag.name);
            let refspec = shell_word(&format!("{tag}^{{}}:refs/tags/{name}"));
            plan.remark(format!(
                "`{name}` does not name `{tag}`: the next release moves it, or `git push --force origin {refspec}`"
            ));
        }
    }
}

/// What is still to be moved after a fresh look: others may have done it, or released something newer.
pub(super) fn look_again(plan: &mut Plan, view: &View) {
    let wanted = plan.request.moving_tags;
    let Some(concluding) = plan.run.goal.concluding_mut() else { return };
    let commit = plan.run.released.last().map(|released| released.sha.as_str());
    let of_one = |situation: &Situation| {
        let version = |tag: &String| situation.package.format.version(tag, situation.package.stated.scheme());
        let versions: Vec<Version> = concluding.tags.iter().filter_map(version).collect();
        let moving = versions.iter().flat_map(|version| situation.moving(wanted, version)).collect();
        (!versions.is_empty()).then_some(moving)
    };
    let known: Vec<Vec<MovingTag>> = view.packages().filter_map(|look| of_one(&look.situation)).collect();
    if known.is_empty() {
        return;
    }
    let stays = |tag: &MovingTag| view.refs().tag(&tag.name).map(|tag| tag.commit.as_str()) != commit;
    concluding.moving = known.into_iter().flatten().filter(stays).collect();
}
