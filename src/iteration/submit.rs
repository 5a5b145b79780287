//! `submit`: the newer pull request first, then the end of the older one.

use crate::error::{Error, Result};
use crate::iteration::agenda::{Agenda, Named, Report};
use crate::iteration::number_in;
use crate::iteration::seen::{Lineage, Pull, Seen, lineage, not_default, other_lineage};
use crate::iteration::step::{Kept, Step, Update};
use crate::iteration::wish::{Copied, Wish};
use crate::iteration::words::{body, superseded, titled, untitled};
use crate::ordered;
use crate::text::shell_word;

/// What is left to do, as the look shows it.
pub(super) fn agenda(wish: &Wish, seen: &Seen) -> Result<Agenda> {
    let plan = Plan::of(wish, seen)?;
    let Lineage { base, number, .. } = &plan.lineage;
    let mut report = Report { base: base.clone(), iteration: *number, ..Report::default() };
    report.kept.extend(plan.layers().map(layer_kept));
    let steps = match plan.own {
        Some(own) => {
            report.pull_request = Some(Named { number: own.number, url: own.url.clone() });
            report.warnings.extend(told_in_vain(wish, own, *number));
            plan.push(wish).into_iter().chain(plan.after(wish, own.number)).collect()
        }
        // Its number is not known yet: what follows is put in its place by `after`.
        None => plan.push(wish).into_iter().chain([plan.open(wish)?]).chain(plan.after(wish, 0)).collect(),
    };
    Ok(Agenda { steps, report })
}

/// What follows once the pull request is there.
pub(super) fn after(wish: &Wish, seen: &Seen, number: u64) -> Result<Vec<Step>> {
    Ok(Plan::of(wish, seen)?.after(wish, number))
}

struct Plan<'a> {
    seen: &'a Seen,
    lineage: Lineage,
    /// The branch's own open pull request.
    own: Option<&'a Pull>,
    /// What is superseded, newest iteration first.
    old: Vec<&'a Pull>,
    into: String,
    oid: &'a str,
}

impl<'a> Plan<'a> {
    fn of(wish: &Wish, seen: &'a Seen) -> Result<Self> {
        not_default(&wish.branch, seen)?;
        let lineage = lineage(&wish.branch, wish.lineage.as_deref(), seen)?;
        let Some(oid) = seen.local(&wish.branch).map(|branch| branch.oid.as_str()) else {
            return Err(Error::new("no-such-branch", format!("there is no branch `{}` in this clone", wish.branch))
                .advice("check out the iteration to submit"));
        };
        if seen.pulls.is_none() {
            return Err(Error::new(
                "no-hosting",
                "opening and closing pull requests needs their API: expected a token for the remote's server",
            )
            .advice("set `GITHUB_TOKEN`; `iteration show`, `start` and `diff` work without one"));
        }
        let all = seen.of(&lineage.base);
        let mine: Vec<&Pull> =
            all.iter().filter(|(number, _)| *number == lineage.number).map(|(_, pull)| *pull).collect();
        let own = mine.iter().copied().find(|pull| pull.open);
        if own.is_none()
            && let Some(last) = mine.first()
        {
            return Err(ended(last, &wish.branch));
        }
        if let Some((number, newer)) =
            all.iter().filter(|(number, pull)| pull.open && *number > lineage.number).max_by_key(|(number, _)| *number)
        {
            return Err(Error::new(
                "iteration-not-latest",
                format!(
                    "`{}` is iteration {}, and iteration {number} is open as #{}: expected the latest one",
                    wish.branch, lineage.number, newer.number
                ),
            )
            .advice(format!("continue there: `git switch {}`", shell_word(&newer.head)))
            .advice("or begin another one: `version-first iteration start`"));
        }
        if let (Some(parent), None, None) = (&seen.fork_of, own, &wish.into) {
            return Err(fork(parent));
        }
        let old = superseded_by(wish, seen, &lineage, &all)?;
        // It is opened for good: where nobody says what it is meant for, nothing is guessed.
        let Some(into) = seen.meant(wish.into.as_deref(), own.into_iter().chain(old.iter().copied())) else {
            let text = "the remote does not say which branch changes are merged into: expected to know what the pull request is meant for";
            return Err(Error::new("base-gone", text).advice("name it with `--into`"));
        };
        let into = into.to_string();
        if own.is_none() && seen.remote(&into).is_none() {
            return Err(Error::new(
                "base-gone",
                format!("the remote has no branch `{into}`, which the pull request would be meant for"),
            )
            .advice("name another one with `--into`"));
        }
        if into == wish.branch {
            return Err(Error::new("base-gone", format!("a pull request from `{into}` to itself has no sense"))
                .advice("name another branch with `--into`"));
        }
        Ok(Self { seen, lineage, own, old, into, oid })
    }

    /// Forwards only, and made only where it is not there.
    fn push(&self, wish: &Wish) -> Option<Step> {
        let there = self.seen.remote(&wish.branch);
        if there.is_some_and(|branch| branch.oid == self.oid) {
            return None;
        }
        let expect = if there.is_some() { None } else { Some(String::new()) };
        let update = Update { name: format!("refs/heads/{}", wish.branch), expect, oid: self.oid.to_string() };
        Some(Step::Push { updates: vec![update] })
    }

    fn open(&self, wish: &Wish) -> Result<Step> {
        let given = wish.title.as_deref().or_else(|| self.old.first().map(|pull| untitled(&pull.title)));
        let Some(title) = given.filter(|title| !title.trim().is_empty()) else {
            return Err(Error::new(
                "title-missing",
                "expected a title: there is no older pull request to take it from",
            )
            .advice("give one with `--title`"));
        };
        Ok(Step::OpenPull {
            head: wish.branch.clone(),
            base: self.into.clone(),
            title: titled(title, self.lineage.number),
            body: body(wish.body.as_deref(), &self.lineage, self.seen, &self.old),
            draft: wish.draft || wish.copy.contains(&Copied::Draft) && self.old.first().is_some_and(|pull| pull.draft),
        })
    }

    /// Copies, then closes.
    fn after(&self, wish: &Wish, number: u64) -> Vec<Step> {
        let mut steps = Vec::new();
        let wanted = |what: Copied| wish.copy.contains(&what);
        let all = |pick: fn(&Pull) -> &Vec<String>| {
            let mut names: Vec<String> = self.old.iter().flat_map(|pull| pick(pull)).cloned().collect();
            ordered::sort(&mut names);
            names.dedup();
            names
        };
        let fresh = |names: Vec<String>, have: fn(&Pull) -> &Vec<String>| -> Vec<String> {
            names.into_iter().filter(|name| self.own.is_none_or(|own| !have(own).contains(name))).collect()
        };
        let labels = fresh(all(|pull| &pull.labels), |pull| &pull.labels);
        if wanted(Copied::Labels) && !labels.is_empty() {
            steps.push(Step::Label { number, labels });
        }
        let assignees = fresh(all(|pull| &pull.assignees), |pull| &pull.assignees);
        if wanted(Copied::Assignees) && !assignees.is_empty() {
            steps.push(Step::Assign { number, assignees });
        }
        let reviewers = fresh(all(|pull| &pull.reviewers), |pull| &pull.reviewers);
        let teams = fresh(all(|pull| &pull.teams), |pull| &pull.teams);
        if wanted(Copied::Reviewers) && !(reviewers.is_empty() && teams.is_empty()) {
            steps.push(Step::Review { number, reviewers, teams });
        }
        if let Some(milestone) = self.old.iter().find_map(|pull| pull.milestone)
            && wanted(Copied::Milestone)
            && self.own.is_none_or(|own| own.milestone.is_none())
        {
            steps.push(Step::Milestone { number, milestone });
        }
        for pull in self.old.iter().filter(|pull| pull.open && !self.seen.is_layer(pull)) {
            steps.push(Step::Comment { number: pull.number, body: superseded(number) });
            steps.push(Step::Close { number: pull.number });
        }
        steps
    }

    fn layers(&self) -> impl Iterator<Item = &Pull> {
        self.old.iter().copied().filter(|pull| pull.open && self.seen.is_layer(pull))
    }
}

/// A pull request that is there keeps what it has.
fn told_in_vain(wish: &Wish, own: &Pull, number: u64) -> Option<Error> {
    let other = [
        ("--title", wish.title.as_deref().is_some_and(|title| titled(title, number) != own.title)),
        ("--into", wish.into.as_deref().is_some_and(|into| into != own.base)),
        ("--as-draft", wish.draft && !own.draft),
    ];
    let vain: Vec<String> =
        other.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| format!("`{name}`")).collect();
    if vain.is_empty() {
        return None;
    }
    let error = Error::new(
        "already-open",
        format!(
            "#{} is open already, into `{}`, and stays as it is: {} changes nothing",
            own.number,
            own.base,
            vain.join(", ")
        ),
    );
    Some(error.advice(format!("edit it where it is: {}", own.url)))
}

fn fork(parent: &str) -> Error {
    Error::new(
        "is-a-fork",
        format!("the remote is a fork of `{parent}`, and a pull request from there is opened in `{parent}`: expected a branch of that repository itself"),
    )
    .advice("push the branch there and name it with `--remote`, or open the pull request by hand")
    .advice("if it is meant for the fork itself, say so with `--into`")
}

/// Why a layer stays open.
pub(super) fn layer_kept(pull: &Pull) -> Kept {
    Kept {
        name: format!("#{}", pull.number),
        why: "it is a layer of a stack: other open pull requests build on it, or it on them".to_string(),
    }
}

fn ended(pull: &Pull, branch: &str) -> Error {
    if pull.merged {
        return Error::new(
            "already-merged",
            format!("`{branch}` was merged as #{}: there is nothing to submit", pull.number),
        )
        .advice("`version-first iteration clean` removes the other iterations");
    }
    Error::new(
        "pull-request-closed",
        format!("the pull request of `{branch}`, #{}, was closed: expected an open one, or none", pull.number),
    )
    .advice("begin the next iteration: `version-first iteration start`")
    .advice(format!("or reopen #{}, if it was closed by mistake", pull.number))
}

/// Those that somebody named; else the one older iteration that is open.
fn superseded_by<'a>(wish: &Wish, seen: &'a Seen, lineage: &Lineage, all: &[(u64, &'a Pull)]) -> Result<Vec<&'a Pull>> {
    if wish.old.is_empty() {
        let open: Vec<&(u64, &Pull)> =
            all.iter().filter(|(number, pull)| pull.open && *number < lineage.number).collect();
        if open.len() > 1 {
            let list: Vec<String> = open.iter().map(|(_, pull)| pull.number.to_string()).collect();
            return Err(Error::new(
                "several-open",
                format!(
                    "{} older iterations are open: #{}; expected one, or their numbers",
                    open.len(),
                    list.join(", #")
                ),
            )
            .advice(format!("name those that are superseded: `version-first iteration submit {}`", list.join(" "))));
        }
        return Ok(open.into_iter().map(|(_, pull)| *pull).collect());
    }
    let mut found: Vec<(u64, &Pull)> = Vec::new();
    for word in &wish.old {
        let digits = word.strip_prefix('#').unwrap_or(word);
        let pull = match digits.parse::<u64>() {
            Ok(number) => seen.pulls().into_iter().find(|pull| pull.number == number),
            Err(_) => seen.pulls().into_iter().find(|pull| pull.head == *word),
        };
        let Some(pull) = pull else {
            return Err(Error::new(
                "no-such-pull-request",
                format!("there is no pull request `{word}` from a branch of this repository"),
            )
            .advice("name it by its number, or by its branch; `version-first iteration show` lists them"));
        };
        let Some(number) = number_in(&lineage.base, &pull.head) else {
            return Err(other_lineage(&pull.head, &lineage.base));
        };
        if number >= lineage.number {
            return Err(Error::new(
                "not-older",
                format!(
                    "#{} is iteration {number}, and `{}` iteration {}: expected an older one",
                    pull.number, wish.branch, lineage.number
                ),
            )
            .advice("`version-first iteration show` lists the iterations"));
        }
        if pull.merged {
            return Err(ended(pull, &pull.head));
        }
        found.push((number, pull));
    }
    ordered::sort_by_key(&mut found, |(number, pull)| std::cmp::Reverse((*number, pull.number)));
    found.dedup_by_key(|(_, pull)| pull.number);
    Ok(found.into_iter().map(|(_, pull)| pull).collect())
}
