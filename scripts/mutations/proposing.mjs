// Rules 14 to 17 of docs/protocol.md: proposing, superseding, deleting.

/** @type {import('../mutate.mjs').Mutation[]} */
export const proposing = [
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'a branch under our name that is not ours is overwritten',
    before: `            (None, None) if !bump.ours => fail(plan, taken(head)),`,
    after: ``,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'a branch under our name that stands on another line is made anew',
    before: `        Some(None) => fail(plan, taken(head)),`,
    after: `        Some(None) => build(plan, view, BumpTarget { branch: head.to_string(), expect: String::new(), open: false }),`,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'a pull request for another branch counts as the one for this',
    before: `            (Some(pull), _) if pull.base != *base => fail(plan, taken(head)),`,
    after: ``,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'a pull request that no longer merges cleanly is left as it is',
    before: `        Some(true) => stands(plan, view, bump, pull),
        Some(false) => {`,
    after: `        Some(_) if bump.ours => stands(plan, view, bump, pull),
        Some(_) => {`,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'a pull request is updated although it merges cleanly',
    before: `        Some(true) => stands(plan, view, bump, pull),
        Some(false) => {`,
    after: `        Some(_) => {`,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'the hosting is asked whether a pull request merges cleanly even where the files show it',
    before: `    if bump.on(&view.target().tip) || bump.fits(view.facts) {`,
    after: `    if bump.on(&view.target().tip) {`,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'whether a pull request merges cleanly is asked for ever',
    before: `        None if plan.run.tries.unsure < UNSURE => {`,
    after: `        None if plan.run.tries.unsure < UNSURE || true => {`,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'a pull request to which a person has pushed is updated',
    before: `    if !bump.ours {
        let why`,
    after: `    if !bump.ours && false {
        let why`,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'an orphan of ours on the tip is made anew',
    before: `            (None, None) if bump.on(&view.target().tip) && !deletion_unanswered(&plan, bump) => open(plan, view, head),
`,
    after: ``,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'an orphan of ours on an older commit gets its pull request as it is',
    before: `            (None, None) if bump.on(&view.target().tip) && !deletion_unanswered(&plan, bump) => open`,
    after: `            (None, None) if !deletion_unanswered(&plan, bump) => open`,
  },
  {
    rule: 14,
    file: 'src/run/propose.rs',
    takes: 'a branch whose removal may still arrive gets a pull request',
    before: `            (None, None) if bump.on(&view.target().tip) && !deletion_unanswered(&plan, bump) => open`,
    after: `            (None, None) if bump.on(&view.target().tip) => open`,
  },
  {
    rule: 15,
    file: 'src/run/propose.rs',
    takes: 'older proposals stay open beside the new one',
    before: `    plan = match clean_up::supersede(plan, older.into_iter(), &because) {`,
    after: `    drop((older, because));
    plan = match Continue::<Plan, Plan>(plan) {`,
  },
  {
    rule: 15,
    file: 'src/run/clean_up.rs',
    takes: 'a branch goes before its pull request says why',
    before: `        if !pull::is_superseded(&open.body) && !plan`,
    after: `        if false && !pull::is_superseded(&open.body) && !plan`,
  },
  {
    rule: 15,
    file: 'src/run/propose.rs',
    takes: 'two people who ask for different things supersede each other',
    before: `(view.request.is_explicit() || !other.asked) && !newer(other))`,
    after: `(view.request.is_explicit() || !other.asked) && (!newer(other) || true))`,
  },
  {
    rule: 15,
    file: 'src/run/propose.rs',
    takes: 'a run whose pull request was superseded while it watched proposes again',
    before: `    if let Some(gone) = pulls.iter().find(ours).filter(|_| !is_open) {`,
    after: `    if let Some(gone) = pulls.iter().find(ours).filter(|_| false) {`,
  },
  {
    rule: 15,
    file: 'src/run/clean_up.rs',
    takes: 'a text that cannot be changed is changed again and again',
    before: `            plan.run.pulls.unmarkable.push(number);
`,
    after: ``,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'branches that are not ours are removed',
    before: `        self.ours && (made_here ||`,
    after: `        (made_here ||`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'young branches of other runs are removed',
    before: `self.branch.age_seconds >= YOUNG_SECONDS)`,
    after: `self.branch.age_seconds < u64::MAX)`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'a run does not know its own young branches',
    before: `        self.ours && (made_here || had_one`,
    after: `        drop(made_here);
        self.ours && (had_one`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'a young branch that had its pull request already is waited for',
    before: `        self.ours && (made_here || had_one || self`,
    after: `        drop(had_one);
        self.ours && (made_here || self`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'the trailer alone makes a branch ours',
    before: `            _ if !rewrites(branch, looks, &brings) =>`,
    after: `            _ if false && !rewrites(branch, looks, &brings) =>`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'a rewritten manifest alone makes a branch ours, without our trailer',
    before: `        let stamped = named.trailer.as_ref().is_some_and(|trailer| stamped(branch, trailer));
        let claims = named.claims() &&`,
    after: `        let stamped = named.trailer.as_ref().is_none_or(|trailer| stamped(branch, trailer));
        let claims = (named.claims() || named.trailer.is_none()) &&`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'the trailer may say another version than the name',
    before: `        says.is_some_and(|said| said.same(version))`,
    after: `        says.is_some()`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'other files may be changed too',
    before: `        && manifests.len() == changed.len()
        && manifests.into_iter().all(same)`,
    after: `        && changed.iter().all(|new| same(&new.path))`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'a manifest may hold more than the new version',
    before: `is_some_and(|(new, here)| undated(&new.text) == undated(&here.text))`,
    after: `is_some()`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'some of the manifests may be left as they were',
    before: `        && manifests.len() == changed.len()
`,
    after: ``,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'the commit may be a merge',
    before: `    if branch.parents.len() != 1 || !branch.on_branch {`,
    after: `    if !branch.on_branch {`,
  },
  {
    rule: 16,
    file: 'src/release/pulls.rs',
    takes: 'the commit may stand on others that are not on the branch',
    before: `    if branch.parents.len() != 1 || !branch.on_branch {`,
    after: `    if branch.parents.len() != 1 {`,
  },
  {
    rule: 16,
    file: 'src/run/clean_up.rs',
    takes: 'an orphan goes although its pull request is open',
    before: `        bump.open().is_none()
            && wanted`,
    after: `        (bump.open().is_none() || true)
            && wanted`,
  },
  {
    rule: 16,
    file: 'src/run/clean_up.rs',
    takes: 'a branch that was merged once goes although another pull request of it is open',
    before: `        |bump: &&Bump| bump.open().is_none() && (bump`,
    after: `        |bump: &&Bump| (bump.open().is_none() || bump.merged()) && (bump`,
  },
  {
    rule: 16,
    file: 'src/run/clean_up.rs',
    takes: 'a failing run removes its branch although the pull request is open',
    before: `                Some(pull) => kept.push((made.clone(), pull.number)),`,
    after: `                Some(pull) if pull.number == 0 => kept.push((made.clone(), pull.number)),
                Some(_) => gone.push(made.clone()),`,
  },
  {
    rule: 16,
    file: 'src/run/clean_up.rs',
    takes: 'a failing run goes on about branches that are gone or another by now',
    before: `    plan.run.branches.made.retain(|made| there(made) || unanswered.contains(made));`,
    after: `    let _ = unanswered;`,
  },
  {
    rule: 16,
    file: 'src/run/clean_up.rs',
    takes: 'what may still arrive is removed before it has',
    before: `plan.run.branches.made.iter().filter(|made| there(made)) {`,
    after: `plan.run.branches.made.iter() {`,
  },
  {
    rule: 16,
    file: 'src/run/clean_up.rs',
    takes: 'where nothing can be looked up, a branch goes even if its pull request may be open',
    before: `            None if !plan.run.goal.sweeps() && !plan.run.pulls.unsettled => gone.push(made.clone()),`,
    after: `            None if !plan.run.goal.sweeps() => gone.push(made.clone()),`,
  },
  {
    rule: 16,
    file: 'src/run/clean_up.rs',
    takes: 'where nothing can be looked up, the step after a dead run removes its branch',
    before: `            None if !plan.run.goal.sweeps() && !plan.run.pulls.unsettled => gone.push(made.clone()),`,
    after: `            None if !plan.run.pulls.unsettled => gone.push(made.clone()),`,
  },
  {
    rule: 16,
    file: 'src/run/clean_up.rs',
    takes: 'a branch that cannot be removed is removed again and again',
    before: `                plan.run.branches.undeletable.push(branch);`,
    after: `                drop(branch);`,
  },
  {
    rule: 17,
    file: 'src/run/propose.rs',
    takes: 'after opening a pull request, nobody looks whether it stands',
    before: `    if plan.request.labels.is_empty() {
        return look(plan, Why::Verify);`,
    after: `    if plan.request.labels.is_empty() {
        plan.run.branches.made.clear();
        return super::ending::end(plan, super::Status::PullRequest);`,
  },
  {
    rule: 17,
    file: 'src/run/propose.rs',
    takes: 'after updating a pull request, nobody looks whether it stands',
    before: `        Answer::Landed if target.open => look(plan, Why::Verify),`,
    after: `        Answer::Landed if target.open => {
            plan.run.branches.made.clear();
            super::ending::end(plan, super::Status::PullRequest)
        }`,
  },
];
