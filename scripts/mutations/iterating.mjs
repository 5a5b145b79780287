// What docs/iterations.md promises of `submit`, `clean` and `check`.

/** @type {import('../mutate.mjs').Mutation[]} */
export const iterating = [
  {
    rule: 'iteration',
    file: 'src/iteration.rs',
    takes: 'a number with a leading zero counts',
    before: `    if text.starts_with('0') || !text`,
    after: `    if !text`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration.rs',
    takes: 'the next number is one above the current one',
    before: `existing.iter().filter_map(|name| standing_for(base, name)).fold(least, u64::max);`,
    after: `existing.iter().filter_map(|name| standing_for(base, name)).fold(least, |a, _| a);`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration.rs',
    takes: 'a branch that lies where the next one would be is not seen',
    before: `    number(rest.split('/').next().unwrap_or_default())`,
    after: `    number(rest)`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/seen.rs',
    takes: 'a name that only reads like an iteration is one',
    before: `    if said.is_none() && number > 1 && members.len() < 2 {`,
    after: `    if false && said.is_none() && number > 1 && members.len() < 2 {`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/seen.rs',
    takes: 'the branch that changes are merged into is an attempt',
    before: `    if branch != seen.default_branch {`,
    after: `    if branch != seen.default_branch || true {`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/seen.rs',
    takes: 'what the hosting calls a layer is closed',
    before: `        pull.stacked
            || self`,
    after: `        self`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/seen.rs',
    takes: 'what another pull request builds on is closed',
    before: `.any(|number| number != pull.number)`,
    after: `.any(|number| number != pull.number && false)`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/seen.rs',
    takes: 'what builds on another pull request is closed',
    before: `other.number != pull.number && other.open && other.head == pull.base;`,
    after: `other.number != pull.number && other.open && other.head == pull.base && false;`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/seen.rs',
    takes: 'pull requests from forks build on nothing',
    before: `self.foreign.iter().filter(move |pull| pull.base == name)`,
    after: `self.foreign.iter().filter(move |pull| pull.base == name && false)`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/submit.rs',
    takes: 'an older one is closed without a word',
    before: `            steps.push(Step::Comment { number: pull.number, body: superseded(number) });
            steps.push(Step::Close { number: pull.number });
        }
        steps`,
    after: `            steps.push(Step::Close { number: pull.number });
        }
        steps`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/submit.rs',
    takes: 'the older one is closed before the newer one is there',
    before: `.chain([plan.open(wish)?]).chain(plan.after(wish, 0)).collect(),`,
    after: `.chain(plan.after(wish, 0)).chain([plan.open(wish)?]).collect(),`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/submit.rs',
    takes: 'a later iteration that is open is no obstacle',
    before: `all.iter().filter(|(number, pull)| pull.open && *number > lineage.number)`,
    after: `all.iter().filter(|(number, pull)| pull.open && *number > lineage.number && false)`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/submit.rs',
    takes: 'of several older ones all are superseded unasked',
    before: `        if open.len() > 1 {`,
    after: `        if open.len() > 99 {`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/submit.rs',
    takes: 'a second pull request is opened where a person has closed the first',
    before: `        if own.is_none()
            && let Some(last) = mine.first()`,
    after: `        if own.is_none()
            && false
            && let Some(last) = mine.first()`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/submit.rs',
    takes: 'a branch of the remote that is not there is made whatever is there by then',
    before: `        let expect = if there.is_some() { None } else { Some(String::new()) };`,
    after: `        let expect = if there.is_some() { None } else { None };`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/clean.rs',
    takes: 'a branch of the remote is deleted whatever it is by then',
    before: `                expect: Some(branch.oid.clone()),`,
    after: `                expect: None,`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/clean.rs',
    takes: 'commits that no pull request keeps are deleted',
    before: `let recorded = |pull: &Pull| pull.head == name && pull.head_oid == branch.oid;`,
    after: `let recorded = |pull: &Pull| pull.head == name;`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/clean.rs',
    takes: 'the original goes unasked',
    before: `        if name == self.base && name != self.merged.head && !self.wish.original {`,
    after: `        if false && name == self.base && name != self.merged.head && !self.wish.original {`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/clean.rs',
    takes: 'a branch that another pull request is meant for goes',
    before: `        if let Some(number) = self.seen.meant_for(name).next() {`,
    after: `        if let Some(number) = self.seen.meant_for(name).next().filter(|_| false) {`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/clean.rs',
    takes: 'what was opened after the merge is closed',
    before: `    (Some(pull.created_at.as_str()) > merged.closed_at.as_deref()).then(|| Kept {`,
    after: `    (false && Some(pull.created_at.as_str()) > merged.closed_at.as_deref()).then(|| Kept {`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/clean.rs',
    takes: 'a branch that is checked out goes',
    before: `        if local && branch.checked_out {`,
    after: `        if false && local && branch.checked_out {`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/work.rs',
    takes: 'a lost answer counts as done, without a look',
    before: `            ApiAnswer::Stale | ApiAnswer::Lost => self.look_again(&denial.text),`,
    after: `            ApiAnswer::Stale | ApiAnswer::Lost => self.go_on(),`,
  },
  {
    rule: 'iteration',
    file: 'src/iteration/judge.rs',
    takes: 'as many comments by bots as are wanted are too many',
    before: `comments.bots <= most =>`,
    after: `comments.bots < most =>`,
  },
];
