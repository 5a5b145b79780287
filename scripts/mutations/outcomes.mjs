// Rules 18 to 20 of docs/protocol.md: releases, races, lost answers.

/** @type {import('../mutate.mjs').Mutation[]} */
export const outcomes = [
  {
    rule: 'v1',
    file: 'src/run/moving.rs',
    takes: 'a tag that moves is tried once, whoever was faster',
    before: 'const TRIES: u32 = 5;',
    after: 'const TRIES: u32 = 1;',
  },
  {
    rule: 'v1',
    file: 'src/release/situation.rs',
    takes: 'an older release takes a tag that moves back',
    before: '.filter(|own| newest(own, numbers))?;',
    after: '.filter(|own| newest(own, numbers) || true)?;',
  },
  {
    rule: 'v1',
    file: 'src/run/moving.rs',
    takes: 'a lost race for a tag that moves is run again as it was',
    before: `        Answer::Stale if tries < TRIES => look(plan, Why::Race),`,
    after: `        Answer::Stale if tries < TRIES => {
            if let Some(concluding) = plan.run.goal.concluding_mut() {
                concluding.moving = moving.clone();
            }
            if true { follow(plan) } else { look(plan, Why::Race) }
        }`,
  },
  {
    rule: 18,
    file: 'src/run/publish.rs',
    takes: 'the release names the tip',
    before: `match (next, plan.run.released.last().map(|last| last.sha.clone())) {`,
    after: `match (next, plan.run.sent.last().map(|last| last.proposal.tip.clone())) {`,
  },
  {
    rule: 18,
    file: 'src/run/publish.rs',
    takes: 'a repaired release names the tag object',
    before: `publish(plan, Doing::Repairing(tag.name.clone()), (&tag.name, &tag.commit), &told)`,
    after: `publish(plan, Doing::Repairing(tag.name.clone()), (&tag.name, &tag.oid), &told)`,
  },
  {
    rule: 19,
    file: 'src/run/direct.rs',
    takes: 'a lost race is a failure',
    before: `        Answer::Stale => look(plan, Why::Race),
        Answer::Lost => look(plan, Why::Lost),
        // PROTOCOL 13`,
    after: `        Answer::Stale => fail(plan, Error::new("race-lost", "somebody was faster").advice("run this again")),
        Answer::Lost => look(plan, Why::Lost),
        // PROTOCOL 13`,
  },
  {
    rule: 19,
    file: 'src/run/propose.rs',
    takes: 'a bump branch that another run made first is a failure',
    before: `            plan.run.branches.made.pop();
            look(plan, Why::Race)`,
    after: `            plan.run.branches.made.pop();
            fail(plan, Error::new("race-lost", "somebody was faster").advice("run this again"))`,
  },
  {
    rule: 19,
    file: 'src/run/propose.rs',
    takes: 'a pull request that another run opened first is a failure',
    before: `        Some(ApiAnswer::Lost) => look(plan, Why::Lost),
        _ => look(plan, Why::Race),
    }
}

pub(super) fn on_labelled`,
    after: `        Some(ApiAnswer::Lost) => look(plan, Why::Lost),
        _ => fail(plan, Error::new("race-lost", "somebody was faster").advice("run this again")),
    }
}

pub(super) fn on_labelled`,
  },
  {
    rule: 19,
    file: 'src/run/clean_up.rs',
    takes: 'a branch that another run removed first is a failure',
    before: `        Answer::Stale | Answer::NoAtomic => look(plan, Why::Race),
        Answer::Refused(error) if cleaning`,
    after: `        Answer::Stale | Answer::NoAtomic => {
            finish(plan, Some(crate::error::Error::new("race-lost", "somebody was faster").advice("run this again")))
        }
        Answer::Refused(error) if cleaning`,
  },
  {
    rule: 19,
    file: 'src/run/ending.rs',
    takes: 'races are run for ever',
    before: `    if *taken > most {`,
    after: `    if *taken > most && why != Why::Race {`,
  },
  {
    rule: 19,
    file: 'src/run/ending.rs',
    takes: 'nothing bounds the looks that no race forces',
    before: `        _ => (&mut run.tries.rounds, ROUNDS),`,
    after: `        _ => (&mut 0, ROUNDS),`,
  },
  {
    rule: 19,
    file: 'src/run/ending.rs',
    takes: 'racing runs do not spread out',
    before: `        Why::Race => patience(100, run.tries.races),`,
    after: `        Why::Race => 0,`,
  },
  {
    rule: 19,
    file: 'src/run/direct.rs',
    takes: 'races before a success count after it',
    before: `    plan.run.tries.races = 0;
    // What failed`,
    after: `    // What failed`,
  },
  {
    rule: 20,
    file: 'src/run/duties.rs',
    takes: 'a run that failed stays a failure although its version has landed after all',
    before: `        Some(sent) => Break(direct::landed(plan, sent)),
        None => Continue(plan),`,
    after: `        Some(sent) if !plan.run.goal.cleans() => Break(direct::landed(plan, sent)),
        _ => Continue(plan),`,
  },
  {
    rule: 20,
    file: 'src/run/direct.rs',
    takes: 'a push without an answer is sent again, unlooked',
    before: `        Answer::Stale => look(plan, Why::Race),
        Answer::Lost => look(plan, Why::Lost),
        // PROTOCOL 13`,
    after: `        Answer::Stale => look(plan, Why::Race),
        Answer::Lost => push(plan, sending),
        // PROTOCOL 13`,
  },
  {
    rule: 20,
    file: 'src/run/direct.rs',
    takes: 'a push without an answer counts as taken',
    before: `        Answer::Landed => match plan.run.sent.last().cloned() {`,
    after: `        Answer::Landed | Answer::Lost => match plan.run.sent.last().cloned() {`,
  },
  {
    rule: 20,
    file: 'src/run/duties.rs',
    takes: 'a tag of ours that landed after all is not recognised',
    before: `    match plan.run.sent.iter().find_map(landed) {`,
    after: `    match plan.run.sent.iter().find_map(landed).filter(|_| false) {`,
  },
  {
    rule: 20,
    file: 'src/run/duties.rs',
    takes: 'a tag of the same name counts as ours',
    before: `.is_some_and(|there| there.oid == tag.oid)`,
    after: `.is_some()`,
  },
  {
    rule: 20,
    file: 'src/run/duties.rs',
    takes: 'what is reported already is found again',
    before: `        !known && seen.refs.tag`,
    after: `        (!known || true) && seen.refs.tag`,
  },
  {
    rule: 20,
    file: 'src/run/propose.rs',
    takes: 'a bump branch whose push has no answer counts as there',
    before: `        Answer::Lost => {
            plan.run.branches.unanswered.extend(plan.run.branches.made.last().cloned());
            look(plan, Why::Lost)
        }
        Answer::Stale | Answer::NoAtomic => {
            plan.run.branches.made.pop();`,
    after: `        Answer::Lost => ask_for_pull(plan, target),
        Answer::Stale | Answer::NoAtomic => {
            plan.run.branches.made.pop();`,
  },
  {
    rule: 20,
    file: 'src/run/propose.rs',
    takes: 'a bump branch whose push has no answer is forgotten',
    before: `        Answer::Lost => {
            plan.run.branches.unanswered.extend(plan.run.branches.made.last().cloned());
            look(plan, Why::Lost)
        }
        Answer::Stale | Answer::NoAtomic => {
            plan.run.branches.made.pop();`,
    after: `        Answer::Lost => {
            plan.run.branches.made.pop();
            look(plan, Why::Lost)
        }
        Answer::Stale | Answer::NoAtomic => {
            plan.run.branches.made.pop();`,
  },
  {
    rule: 20,
    file: 'src/run/propose.rs',
    takes: 'an earlier try without an answer is forgotten once a pull request stands',
    before: `    plan.run.branches.made.retain(|made| made.branch != *head || made.oid != bump.branch.oid);`,
    after: `    plan.run.branches.made.clear();`,
  },
  {
    rule: 20,
    file: 'src/run/propose.rs',
    takes: 'a pull request is asked for again, unlooked',
    before: `        Some(ApiAnswer::Lost) => look(plan, Why::Lost),
        _ => look(plan, Why::Race),
    }
}

pub(super) fn on_labelled`,
    after: `        Some(ApiAnswer::Lost) => match plan.run.branches.made.last().cloned() {
            Some(OwnBranch { branch, oid }) => ask_for_pull(plan, BumpTarget { branch, expect: oid, open: false }),
            None => look(plan, Why::Lost),
        },
        _ => look(plan, Why::Race),
    }
}

pub(super) fn on_labelled`,
  },
  {
    rule: 20,
    file: 'src/run/propose.rs',
    takes: 'a pull request without an answer counts as refused',
    before: `        Some(ApiAnswer::Lost) => look(plan, Why::Lost),
        _ => look(plan, Why::Race),
    }
}

pub(super) fn on_labelled`,
    after: `        Some(ApiAnswer::Lost) => {
            plan.run.pulls.unsettled = false;
            fail(plan, Error::new("unreachable", "no answer").advice("run this again"))
        }
        _ => look(plan, Why::Race),
    }
}

pub(super) fn on_labelled`,
  },
  {
    rule: 20,
    file: 'src/run/clean_up.rs',
    takes: 'a removal without an answer counts as done',
    before: `            plan.run.branches.deletion_unanswered.extend(meant);
            look(plan, Why::Lost)`,
    after: `            plan.run.branches.made.retain(|made| !meant.contains(made));
            if cleaning { finish(plan, None) } else { look(plan, Why::Tidied) }`,
  },
  {
    rule: 20,
    file: 'src/run/clean_up.rs',
    takes: 'a removal without an answer is forgotten',
    before: `            plan.run.branches.deletion_unanswered.extend(meant);`,
    after: ``,
  },
  {
    rule: 20,
    file: 'src/run/publish.rs',
    takes: 'a release without an answer counts as published',
    before: `                plan.run.publishing.checked = false;
                return look(plan, Why::Lost);`,
    after: `                settle(&mut plan, tag);
                return if repairing { look(plan, Why::Tidied) } else { publish_next(plan) };`,
  },
  {
    rule: 20,
    file: 'src/run/publish.rs',
    takes: 'a release without an answer is not looked up',
    before: `            plan.run.publishing.checked = false;`,
    after: ``,
  },
  {
    rule: 20,
    file: 'src/run/duties.rs',
    takes: 'after a release without an answer, the run goes on as if nothing were to conclude',
    before: `    if plan.run.goal.concluding().is_none() {`,
    after: `    if true {`,
  },
  {
    rule: 20,
    file: 'src/run/dispatch.rs',
    takes: 'a workflow without an answer is started again',
    before: `if it does not run, {by_hand}"));
            dispatch(plan)`,
    after: `if it does not run, {by_hand}"));
            if let Some(concluding) = plan.run.goal.concluding_mut() {
                concluding.starting.insert(0, at.to_string());
            }
            dispatch(plan)`,
  },
  {
    rule: 20,
    file: 'src/run/advance.rs',
    takes: 'a remote that cannot be read once is given up',
    before: `    if passing && plan.run.tries.unread < UNREAD {`,
    after: `    if passing && plan.run.tries.unread < UNREAD && false {`,
  },
  {
    rule: 20,
    file: 'src/run/ending.rs',
    takes: 'a failure does not name the push that was never answered',
    before: `    match plan.run.sent.iter().rev().find_map(open) {`,
    after: `    match plan.run.sent.iter().rev().find_map(open).filter(|_| false) {`,
  },
  {
    rule: 20,
    file: 'src/run/clean_up.rs',
    takes: 'a push of a bump branch that may still arrive is forgotten when the run cleans up',
    before: `there(made) || unanswered.contains(made)`,
    after: `there(made) || (unanswered.is_empty() && false)`,
  },
  {
    rule: 20,
    file: 'src/run/clean_up.rs',
    takes: 'a push that has arrived after all may still arrive',
    before: `    plan.run.branches.unanswered.retain(|made| !there(made));
`,
    after: ``,
  },
  {
    rule: 20,
    file: 'src/run/ending.rs',
    takes: 'a failure names only the last push, not an earlier one that was never answered',
    before: `    match plan.run.sent.iter().rev().find_map(open) {`,
    after: `    match plan.run.sent.last().and_then(open) {`,
  },
  {
    rule: 20,
    file: 'src/run/direct.rs',
    takes: 'a refused push is named as one without an answer',
    before: `        sent.answered = answer != Answer::Lost;`,
    after: `        sent.answered = false;`,
  },
];
