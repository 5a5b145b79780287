//! `clean`: after a merge, the other iterations end. Nothing goes that a pull request does not keep.

use crate::error::{Error, Result};
use crate::iteration::agenda::{Agenda, Named, Report};
use crate::iteration::number_in;
use crate::iteration::report::by_base;
use crate::iteration::seen::{Branch, Pull, Seen, lineage, not_default};
use crate::iteration::step::{Kept, Ref, Step, Update};
use crate::iteration::submit::layer_kept;
use crate::iteration::wish::Wish;
use crate::iteration::words::superseded;

/// What is left to do, as the look shows it.
pub(super) fn agenda(wish: &Wish, seen: &Seen) -> Result<Agenda> {
    not_default(&wish.branch, seen)
        .map_err(|error| error.advice("or clean up after every merge: `version-first iteration clean --all`"))?;
    let lineage = lineage(&wish.branch, wish.lineage.as_deref(), seen)?;
    let base = lineage.base.as_str();
    if seen.pulls.is_none() {
        return Err(Error::new(
            "no-hosting",
            "only pull requests tell what was merged: expected a token for the remote's server",
        )
        .advice("set `GITHUB_TOKEN`; or delete the branches yourself, with `git branch -D` and `git push --delete`"));
    }
    let all = seen.of(base);
    let last =
        all.iter().filter(|(_, pull)| pull.merged).max_by_key(|(_, pull)| (pull.closed_at.as_deref(), pull.number));
    let Some((number, merged)) = last else {
        return Err(Error::new(
            "not-merged",
            format!("no pull request of `{base}` or its iterations is merged: there is nothing to clean up yet"),
        )
        .advice("`version-first iteration show` says what is open"));
    };
    let mut report = Report { base: base.to_string(), iteration: *number, ..Report::default() };
    report.pull_request = Some(Named { number: merged.number, url: merged.url.clone() });
    let open: Vec<&Pull> = all.iter().map(|(_, pull)| *pull).filter(|pull| pull.open).collect();
    let (kept, closed): (Vec<_>, Vec<_>) =
        open.into_iter().map(|pull| (pull, stays_open(pull, merged, seen))).partition(|(_, why)| why.is_some());
    let busy: Vec<&str> = kept.iter().map(|(pull, _)| pull.head.as_str()).collect();
    report.kept.extend(kept.into_iter().filter_map(|(_, why)| why));
    let close = |(pull, _): &(&Pull, _)| {
        [Step::Comment { number: pull.number, body: superseded(merged.number) }, Step::Close { number: pull.number }]
    };
    let mut steps: Vec<Step> = closed.iter().flat_map(close).collect();
    let ends = |branch: &&Branch| number_in(base, &branch.name).is_some();
    let judge = Judge { wish, seen, base, merged, busy: &busy };
    let mut updates = Vec::new();
    for branch in seen.remote.iter().flatten().filter(ends) {
        match judge.stays(branch, false) {
            Some(why) => judge.keep(&mut report, branch, why),
            None => updates.push(Update {
                name: format!("refs/heads/{}", branch.name),
                expect: Some(branch.oid.clone()),
                oid: String::new(),
            }),
        }
    }
    let mut branches = Vec::new();
    for branch in seen.local.iter().filter(ends) {
        match judge.stays(branch, true) {
            Some(why) => judge.keep(&mut report, branch, why),
            None => branches.push(Ref { name: branch.name.clone(), oid: branch.oid.clone() }),
        }
    }
    if !updates.is_empty() {
        steps.push(Step::Push { updates });
    }
    if !branches.is_empty() {
        steps.push(Step::Drop { branches });
    }
    Ok(Agenda { steps, report })
}

/// The bases of the clone's lineages of which something is merged and another attempt is, or was, somewhere. The branch that
/// changes are merged into is no attempt, though it may have been merged into another one.
pub fn ended(seen: &Seen) -> Vec<String> {
    let attempts = |(base, pulls): &(String, Vec<(u64, &Pull)>)| {
        let mut here = seen.local.iter().filter_map(|branch| number_in(base, &branch.name));
        // Once one is found, the others are still to come.
        here.next().is_some_and(|first| {
            *base != seen.default_branch
                && pulls.iter().any(|(_, pull)| pull.merged)
                && (first > 1 || pulls.iter().any(|(number, _)| *number > 1) || here.any(|number| number > 1))
        })
    };
    by_base(seen.pulls.as_deref().unwrap_or_default()).into_iter().filter(attempts).map(|(base, _)| base).collect()
}

/// Why an open pull request of an attempt stays so after another one was merged; `None`: it was superseded by that.
fn stays_open(pull: &Pull, merged: &Pull, seen: &Seen) -> Option<Kept> {
    if seen.is_layer(pull) {
        return Some(layer_kept(pull));
    }
    (Some(pull.created_at.as_str()) > merged.closed_at.as_deref()).then(|| Kept {
        name: format!("#{}", pull.number),
        why: format!("it was opened after #{} was merged", merged.number),
    })
}

struct Judge<'a> {
    wish: &'a Wish,
    seen: &'a Seen,
    base: &'a str,
    merged: &'a Pull,
    busy: &'a [&'a str],
}

impl Judge<'_> {
    /// Why a branch stays; `None`: it goes.
    fn stays(&self, branch: &Branch, local: bool) -> Option<String> {
        let name = branch.name.as_str();
        if local && branch.checked_out {
            return Some("it is checked out".to_string());
        }
        if name == self.seen.default_branch || name == self.merged.base {
            return Some("other branches are merged into it".to_string());
        }
        if let Some(number) = self.seen.meant_for(name).next() {
            return Some(format!("#{number} is meant for it"));
        }
        if self.busy.contains(&name) {
            return Some("its pull request stays open".to_string());
        }
        if name == self.merged.head && !self.wish.merged {
            return Some(format!("it was merged as #{}; `--merged` deletes it, too", self.merged.number));
        }
        if name == self.base && name != self.merged.head && !self.wish.original {
            return Some("it is the original; `--original` deletes it, too".to_string());
        }
        let recorded = |pull: &Pull| pull.head == name && pull.head_oid == branch.oid;
        if !self.wish.unsaved && !self.seen.pulls.iter().flatten().any(recorded) {
            return Some("it has commits that no pull request keeps; `--unsaved` deletes it all the same".to_string());
        }
        None
    }

    /// Told once, wherever it lies.
    fn keep(&self, report: &mut Report, branch: &Branch, why: String) {
        let kept = Kept { name: branch.name.clone(), why };
        if !report.kept.contains(&kept) {
            report.kept.push(kept);
        }
    }
}
