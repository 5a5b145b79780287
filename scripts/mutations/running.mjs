// Rules 11 to 13 of docs/protocol.md: the order inside a run, pushing.

/** @type {import('../mutate.mjs').Mutation[]} */
export const running = [
  {
    rule: 11,
    file: 'src/run/publish.rs',
    takes: 'after finalising, nobody looks for what is new on top',
    before: `    let finalised = proposal.action == Action::Finalise &&`,
    after: `    let finalised = false &&`,
  },
  {
    rule: 11,
    file: 'src/run/duties.rs',
    takes: 'stale bump branches are not removed',
    before: `    clean_up::stale_branches,  // 11, 15, 16: those that other runs owed to remove
`,
    after: ``,
  },
  {
    rule: 11,
    file: 'src/run/clean_up.rs',
    takes: 'repairs are left out by a run that then fails',
    before: `    if view.request.only_finalise {`,
    after: `    if view.request.only_finalise || crate::release::decide::decide(view).is_err() {`,
  },
  {
    rule: 11,
    file: 'src/run/duties.rs',
    takes: 'a missing release is not published',
    before: `    clean_up::missing_release, // 11: of the newest tag
`,
    after: ``,
  },
  {
    rule: 11,
    file: 'src/run/clean_up.rs',
    takes: 'tags of others get a release too',
    before: `        && fact.message.as_deref().is_some_and(|message| trailer_of(message).is_some())`,
    after: ``,
  },
  {
    rule: 11,
    file: 'src/run/clean_up.rs',
    takes: 'a wrong tag gets a release too',
    before: `one.oid == tag.commit && right(one))`,
    after: `one.oid == tag.commit && (right(one) || true))`,
  },
  {
    rule: 11,
    file: 'src/run/clean_up.rs',
    takes: 'a release the hosting does not tell about counts as missing',
    before: `            fact.state == Presence::Absent
`,
    after: `            fact.state != Presence::Present
`,
  },
  {
    rule: 11,
    file: 'src/release/facts.rs',
    takes: 'an answer about another tag counts',
    before: `self.releases.iter().find(|fact| fact.tag == tag)`,
    after: `self.releases.iter().find(|fact| fact.tag == tag || true)`,
  },
  {
    rule: 11,
    file: 'src/run/duties.rs',
    takes: 'orphan branches stay where nothing is to be released',
    before: `            plan = match clean_up::orphans(plan, view, None) {`,
    after: `            plan = match Continue::<Plan, Plan>(plan) {`,
  },
  {
    rule: 11,
    file: 'src/run/propose.rs',
    takes: 'orphan branches stay where something is to be released',
    before: `    let plan = match clean_up::orphans(plan, view, Some(&head)) {`,
    after: `    let plan = match Continue::<Plan, Plan>(plan) {`,
  },
  {
    rule: 11,
    file: 'src/run/propose.rs',
    takes: 'the branch of the wanted version counts as an orphan',
    before: `    let plan = match clean_up::orphans(plan, view, Some(&head)) {`,
    after: `    let plan = match clean_up::orphans(plan, view, None) {`,
  },
  {
    rule: 11,
    file: 'src/run/clean_up.rs',
    takes: 'branches at the head of their merged pull request stay',
    before: `(bump.merged() || (done(bump)`,
    after: `((done(bump)`,
  },
  {
    rule: 11,
    file: 'src/release/pulls.rs',
    takes: 'a branch goes after a merge even if somebody pushed to it since',
    before: `        self.pulls.iter().any(|pull| pull.merged && pull.head_oid == self.branch.oid)`,
    after: `        self.pulls.iter().any(|pull| pull.merged)`,
  },
  {
    rule: 11,
    file: 'src/release/package_look.rs',
    takes: 'only tags make a bump branch stale, not what the tip says',
    before: `        tagged || (stated && version.cmp_precedence(&self.situation.package.stated).is_le())`,
    after: `        tagged || (stated && false)`,
  },
  {
    rule: 11,
    file: 'src/release/package_look.rs',
    takes: 'only what the tip says makes a bump branch stale, not tags',
    before: `        tagged || (stated &&`,
    after: `        tagged && false || (stated &&`,
  },
  {
    rule: 11,
    file: 'src/release/package_look.rs',
    takes: 'manifests that disagree make a bump branch stale',
    before: `        let stated = situation.package.agree
            && !situation.package.stated`,
    after: `        let stated = !situation.package.stated`,
  },
  {
    rule: 11,
    file: 'src/run/dispatch.rs',
    takes: 'a branch of the version that was just pushed stays',
    before: `    if leftover || !plan.run.branches.made.is_empty() {`,
    after: `    if (leftover && false) || !plan.run.branches.made.is_empty() {`,
  },
  {
    rule: 22,
    file: 'src/run/dispatch.rs',
    takes: 'a bump branch stays after a push of the same version has landed after all',
    before: `    if leftover || !plan.run.branches.made.is_empty() {`,
    after: `    if leftover {`,
  },
  {
    rule: 11,
    file: 'src/run/propose.rs',
    takes: 'what the new version supersedes goes first, before it stands',
    before: `    if by_pull {
        return propose`,
    after: `    if by_pull {
        let older = view.live().filter(|bump| bump.branch.name != head);
        let plan = match clean_up::supersede(plan, older, "there is a newer one") {
            Break(plan) => return plan,
            Continue(plan) => plan,
        };
        return propose`,
  },
  {
    rule: 12,
    file: 'src/run/direct.rs',
    takes: 'branch and tag are pushed together, but not atomically',
    before: `    let atomic = updates.len() > 1 && !plan.run.remote.one_by_one;`,
    after: `    let atomic = false;`,
  },
  {
    rule: 12,
    file: 'src/run/direct.rs',
    takes: 'a server without atomic pushes gets the tag first',
    before: `        (Way::NewCommit { .. }, true) => Sending::Branch,`,
    after: `        (Way::NewCommit { .. }, true) => Sending::Tags,`,
  },
  {
    rule: 12,
    file: 'src/run/direct.rs',
    takes: 'a server without atomic pushes gets the branch, and never the tag',
    before: `        Answer::Landed if sending == Sending::Branch => push(plan, Sending::Tags),`,
    after: `        Answer::Landed if sending == Sending::Branch => look(plan, Why::Finalised),`,
  },
  {
    rule: 12,
    file: 'src/run/propose.rs',
    takes: 'an orphan branch decides for the pull request way',
    before: `        Mode::Auto => plan.run.remote.by_pull_request || view.live().next().is_some(),`,
    after: `        Mode::Auto => plan.run.remote.by_pull_request || view.bumps.iter().any(|bump| bump.ours),`,
  },
  {
    rule: 12,
    file: 'src/run/propose.rs',
    takes: 'an open pull request of ours does not decide for the pull request way',
    before: `        Mode::Auto => plan.run.remote.by_pull_request || view.live().next().is_some(),`,
    after: `        Mode::Auto => plan.run.remote.by_pull_request,`,
  },
  {
    rule: 13,
    file: 'src/answers/push.rs',
    takes: 'a refusal that a pull request cures wins over one that nothing cures',
    before: `    let told = if told.is_empty() { reason } else { told };
`,
    after: `    let told = if told.is_empty() { reason } else { told };
    if let Some((_, says)) = PULL_REQUEST.iter().find(|(texts, _)| mentions_any(all, texts)) {
        return Some(pull_request(says, told, all));
    }
`,
  },
  {
    rule: 13,
    file: 'src/run/direct.rs',
    takes: 'a tag that is refused like a branch is tried for ever',
    before: `    plan.request.mode != Mode::Direct && plan.run.hosting.is_some() && !plan.run.remote.by_pull_request`,
    after: `    plan.request.mode != Mode::Direct && plan.run.hosting.is_some()`,
  },
  {
    rule: 13,
    file: 'src/run/direct.rs',
    takes: 'a run that may only push proposes all the same',
    before: `    plan.request.mode != Mode::Direct && plan.run.hosting.is_some() && !plan.run.remote.by_pull_request`,
    after: `    plan.run.hosting.is_some() && !plan.run.remote.by_pull_request`,
  },
  {
    rule: 13,
    file: 'src/run/direct.rs',
    takes: 'the look after the refusal does not ask what was proposed or declined meanwhile',
    before: `                plan.run.pulls.heads.extend(head);`,
    after: `                drop(head);`,
  },
];
