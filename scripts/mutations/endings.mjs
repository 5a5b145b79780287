// Rules 21 to 23 of docs/protocol.md: failures, and waiting for the merge.

/** @type {import('../mutate.mjs').Mutation[]} */
export const endings = [
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
    before: `        Some(Way::Standing { commit: tagged, .. }) => *tagged == commit,`,
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
