// Rules 18 to 23 of docs/protocol.md: releases, races, lost answers, failures, and waiting for the merge.

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
    rule: 22,
    file: 'src/run/ending.rs',
    takes: 'what may be left is said to be left',
    before: `{ "is" } else { "may be" }`,
    after: `{ "is" } else { "is" }`,
  },
  {
    rule: 22,
    file: 'src/run/clean_up.rs',
    takes: 'of a removal that was refused nobody knows what came of it',
    before: `            plan.run.branches.undeletable.extend(meant.into_iter().map(|made| made.branch));
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
  {
    rule: 21,
    file: 'src/release/words/message.rs',
    takes: 'objects of two runs are the same',
    before: `word(&run.id), word(&run.attempt))`,
    after: `word("1"), word(if true { "1" } else { &run.attempt }))`,
  },
  {
    rule: 21,
    file: 'src/release/words/message.rs',
    takes: 'objects of two attempts are the same',
    before: `word(&run.id), word(&run.attempt))`,
    after: `word(&run.id), word("1"))`,
  },
  {
    rule: 21,
    file: 'src/release/words/message.rs',
    takes: 'objects that one run builds twice are the same',
    before: `    format!("{TRAILER}: {version}; run={}; attempt={}; build={build}", word`,
    after: `    let build = build.min(1);
    format!("{TRAILER}: {version}; run={}; attempt={}; build={build}", word`,
  },
  {
    rule: 22,
    file: 'src/run/ending.rs',
    takes: 'a failure leaves its branch',
    before: `        _ if plan.run.branches.made.is_empty() => return finish(plan, Some(error)),`,
    after: `        _ if true => return finish(plan, Some(error)),`,
  },
  {
    rule: 22,
    file: 'src/run/ending.rs',
    takes: 'a failure neither removes nor names its branch',
    before: `    match plan.run.goal {
        // Who sweeps`,
    after: `    plan.run.branches.made.clear();
    match plan.run.goal {
        // Who sweeps`,
  },
  {
    rule: 22,
    file: 'src/run/ending.rs',
    takes: 'a branch that could not be removed is not named',
    before: `    if let Some(left) = left {
        error = error`,
    after: `    if let Some(left) = left.filter(|_| false) {
        error = error`,
  },
  {
    rule: 22,
    file: 'src/run/ending.rs',
    takes: 'a branch that may still arrive is not named',
    before: `    if status != Status::Failed {`,
    after: `    if false {`,
  },
  {
    rule: 22,
    file: 'src/run/advance.rs',
    takes: 'nothing is written down before it is made',
    before: `    plan.journal.clone_from(&plan.run.branches.made);`,
    after: `    plan.journal.clear();`,
  },
  {
    rule: 22,
    file: 'src/run/propose.rs',
    takes: 'a branch is written down only once its push was answered',
    before: `    plan.run.branches.made.push(OwnBranch { branch: target.branch.clone(), oid: commit.clone() });
    let update`,
    after: `    let update`,
  },
  {
    rule: 22,
    file: 'src/run/propose.rs',
    takes: 'a branch found standing is not written down before its pull request is asked for',
    before: `    if !plan.run.branches.made.contains(&here) {`,
    after: `    if false {`,
  },
  {
    rule: 22,
    file: 'src/run/advance.rs',
    takes: 'the step after a dead run removes nothing',
    before: `    if plan.run.branches.made.is_empty() {
        return nothing`,
    after: `    if !plan.run.branches.made.is_empty() || true {
        return nothing`,
  },
  {
    rule: 22,
    file: 'src/run/clean_up.rs',
    takes: 'the step after a dead run goes on to release',
    before: `    if plan.run.goal.cleans() { Break(clean(plan, seen)) }`,
    after: `    if plan.run.goal.cleans() && !plan.run.goal.sweeps() { Break(clean(plan, seen)) }`,
  },
  {
    rule: 22,
    file: 'src/run/advance.rs',
    takes: 'a run that is told to stop leaves its branch',
    before: `advice("run this again: it finds out how far this one got"),
    };
    fail_or_finish(plan, error)`,
    after: `advice("run this again: it finds out how far this one got"),
    };
    let mut plan = plan;
    plan.run.branches.made.clear();
    finish(plan, Some(error))`,
  },
  {
    rule: 22,
    file: 'src/run/advance.rs',
    takes: 'what goes wrong while cleaning up begins another cleaning up',
    before: `    match plan.run.goal.cleans() {
        true => finish(plan, Some(error)),`,
    after: `    match false {
        true => finish(plan, Some(error)),`,
  },
  {
    rule: 22,
    file: 'src/run/ending.rs',
    takes: 'cleaning up reads all that a release needs',
    before: `    let bare = run.goal.cleans() && (!run.goal.sweeps() || run.branches.made.is_empty());`,
    after: `    let bare = run.goal.cleans() && false;`,
  },
  {
    rule: 22,
    file: 'src/run/advance.rs',
    takes: 'a push that was stopped before it was sent counts as sent',
    before: `            plan.run.sent.iter_mut().for_each(|sent| sent.answered = true);`,
    after: ``,
  },
  {
    rule: 22,
    file: 'src/run/advance.rs',
    takes: 'a bump branch that was stopped before it was sent counts as sent',
    before: `        Doing::Proposing(_) => {
            plan.run.branches.made.pop();
        }
`,
    after: ``,
  },
  {
    rule: 22,
    file: 'src/run/propose.rs',
    takes: 'a refused bump branch counts as made',
    before: `        Answer::Refused(error) => {
            plan.run.branches.made.pop();
            fail(plan, of_bump_branch(error))`,
    after: `        Answer::Refused(error) => {
            fail(plan, of_bump_branch(error))`,
  },
  {
    rule: 22,
    file: 'src/run/propose.rs',
    takes: 'after a refusal to open a pull request, one may still be there',
    before: `            plan.run.pulls.unsettled = false;
            let error = match`,
    after: `            let error = match`,
  },
  {
    rule: 22,
    file: 'src/run/ending.rs',
    takes: 'a failure while waiting goes on waiting',
    before: `    plan.run.merge.waiting = None;
    plan.run.tries.races = 0;`,
    after: `    plan.run.tries.races = 0;`,
  },
  {
    rule: 22,
    file: 'src/run/ending.rs',
    takes: 'the last of ten races leaves no look for cleaning up',
    before: `    plan.run.merge.waiting = None;
    plan.run.tries.races = 0;`,
    after: `    plan.run.merge.waiting = None;`,
  },
  {
    rule: 23,
    file: 'src/run/built.rs',
    takes: 'what was built is not compared with what was decided',
    before: `        Some(Way::NewCommit { files: wanted, .. }) => wanted == prints,`,
    after: `        Some(Way::NewCommit { .. }) => prints.len() < usize::MAX,`,
  },
  {
    rule: 23,
    file: 'src/run/built.rs',
    takes: 'a tag of another commit is pushed',
    before: `        Some(Way::Standing { commit: tagged }) => *tagged == commit,`,
    after: `        Some(Way::Standing { .. }) => true,`,
  },
  {
    rule: 23,
    file: 'src/release/decide/together.rs',
    takes: 'rewritten manifests are not read back',
    before: `        if say(&self.files, request, &scope.moving, version) != Says::It {`,
    after: `        if say(&self.files, request, &scope.moving, version) != Says::It && false {`,
    unseen: 'the rewriting promises the same, and its own laws hold it to that: only a defect there would show',
  },
  {
    rule: 23,
    file: 'src/run/ending.rs',
    takes: 'a run that released and then proposes says nothing of the release',
    before: `        Status::PullRequest if !plan.run.released.is_empty() => Status::Released,`,
    after: ``,
  },
  {
    rule: 23,
    file: 'src/run/ending.rs',
    takes: 'a run that released and then finds nothing new says nothing of the release',
    before: `    if !plan.run.released.is_empty() {
        return end(plan, Status::Released);`,
    after: `    if false {
        return end(plan, Status::Released);`,
  },
  {
    rule: 'wait',
    file: 'src/run/merging.rs',
    takes: 'who waits for a merge does not see it',
    before: `one.number == pull.number && !one.open)
    });
    if moved {`,
    after: `one.number == pull.number && !one.open && !one.merged)
    });
    if moved && false {`,
  },
  {
    rule: 'wait',
    file: 'src/run/merging.rs',
    takes: 'who waits for a merge watches the tip alone, not the bump branch',
    before: `Some(&waiting.tip) || head != waiting.head;`,
    after: `Some(&waiting.tip) || (head != waiting.head && false);`,
  },
  {
    rule: 'wait',
    file: 'src/run/merging.rs',
    takes: 'who waits for a merge watches the bump branch alone, not the tip',
    before: `    let moved = refs.head(&branch) != Some(&waiting.tip) || head`,
    after: `    drop(branch);
    let moved = head`,
  },
  {
    rule: 'wait',
    file: 'src/run/merging.rs',
    takes: 'a merge is waited for without end',
    before: `    if closed || plan.run.merge.waited >= plan.request.wait {`,
    after: `    if closed {`,
  },
  {
    rule: 'wait',
    file: 'src/run/merging.rs',
    takes: 'a merge is not waited for',
    before: `    if plan.run.merge.waited >= plan.request.wait {
        plan.run.merge.waiting = None;`,
    after: `    if true {
        plan.run.merge.waiting = None;`,
  },
  {
    rule: 'wait',
    file: 'src/run/merging.rs',
    takes: 'what was merged at once is waited for',
    before: `pub(super) fn on_merged(mut plan: Plan, denied: Option<ApiAnswer>) -> Plan {
    plan.run.merge.waiting = None;`,
    after: `pub(super) fn on_merged(mut plan: Plan, denied: Option<ApiAnswer>) -> Plan {`,
  },
  {
    rule: 'wait',
    file: 'src/run/propose.rs',
    takes: 'auto-merge is asked for again and again',
    before: `    plan.run.merge.asked = true;
`,
    after: ``,
  },
];
