//! `submit` and `clean`: one step at a time, as data. Each look decides anew what is left to do, so a run that died is
//! finished by running again, and a lost answer by looking again.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::answers::{Answer, ApiAnswer, Asking, Pushed, RowAnswer, of_api, of_push};
use crate::error::{Error, Result};
use crate::hosting::{Denial, Hosting, Kind};
use crate::iteration::agenda::{Agenda, Named, Report};
use crate::iteration::seen::Seen;
use crate::iteration::step::{Outcome, Step, Update};
use crate::iteration::wish::{Command, Wish};
use crate::iteration::{clean, submit};

/// More looks than rivals can explain.
const MOST_LOOKS: u32 = 6;

/// A run: what is next, and all that it has to remember.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Work {
    /// What to do now; absent: the run has ended.
    pub step: Option<Step>,
    /// What follows, as far as that is known: for a dry run.
    pub then: Vec<Step>,
    /// What has been done so far; where the run has ended, how.
    pub report: Report,
    /// Nobody's business but this file's.
    pub state: State,
}

/// What a run remembers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct State {
    wish: Wish,
    looks: u32,
    seen: Option<Seen>,
    /// Why the last look was wanted, where that was a refusal.
    stale: Option<String>,
}

/// Starts a run.
pub fn start(wish: Wish) -> Work {
    let state = State { wish, looks: 1, seen: None, stale: None };
    Work { step: Some(Step::Look { wait_ms: 0 }), then: Vec::new(), report: Report::default(), state }
}

/// Moves a run on. Codes: `unexpected-outcome`.
pub fn advance(mut work: Work, outcome: Outcome) -> Result<Work> {
    let Some(step) = work.step.take() else {
        return Err(Error::new("unexpected-outcome", "the run has ended: expected no outcome any more"));
    };
    match (&step, outcome) {
        (Step::Look { .. }, Outcome::Seen { seen }) => work.looked(seen),
        (Step::Look { .. }, Outcome::Refused { error }) => work.fail(error),
        (Step::Look { .. }, Outcome::Denied { status, text, retry_after }) => {
            let denial = Denial { status, text, retry_after };
            match of_api(&denial, Asking::Pulls, &work.hosting()) {
                ApiAnswer::Refused(error) => work.fail(error),
                _ => work.look_again(&denial.text),
            }
        }
        (Step::Push { updates }, Outcome::Pushed(pushed)) => {
            let names: Vec<String> = updates.iter().map(|update| update.name.clone()).collect();
            match of_push(&pushed, &names) {
                Answer::Landed => work.pushed(updates),
                Answer::Refused(error) => work.refused(&step, error),
                // Only ever forwards: what is missing here, another look does not bring.
                Answer::Stale if work.state.wish.command == Command::Submit && is_behind(&pushed) => {
                    work.fail(diverged(&work.state.wish.branch));
                }
                Answer::Stale | Answer::Lost | Answer::NoAtomic => {
                    work.landed(updates, &pushed);
                    work.look_again(&pushed.said);
                }
            }
        }
        (Step::OpenPull { .. }, Outcome::Opened { number, url }) => work.opened(Named { number, url }),
        (Step::Drop { branches }, Outcome::Dropped { kept }) => {
            let gone = branches.iter().filter(|one| kept.iter().all(|other| other.name != one.name));
            work.report.dropped.extend(gone.map(|one| one.name.clone()));
            work.report.kept.extend(kept);
            work.go_on();
        }
        (Step::Close { number }, Outcome::Done) => {
            work.report.superseded.push(*number);
            work.go_on();
        }
        (
            Step::Label { .. }
            | Step::Assign { .. }
            | Step::Review { .. }
            | Step::Milestone { .. }
            | Step::Comment { .. },
            Outcome::Done,
        ) => {
            work.go_on();
        }
        (
            Step::OpenPull { .. }
            | Step::Label { .. }
            | Step::Assign { .. }
            | Step::Review { .. }
            | Step::Milestone { .. }
            | Step::Comment { .. }
            | Step::Close { .. },
            Outcome::Denied { status, text, retry_after },
        ) => work.denied(&step, &Denial { status, text, retry_after }),
        _ => return Err(Error::new("unexpected-outcome", "this outcome does not answer the step")),
    }
    Ok(work)
}

fn is_behind(pushed: &Pushed) -> bool {
    pushed.rows.iter().any(|row| ["(non-fast-forward)", "(fetch first)"].iter().any(|text| row.said.contains(text)))
}

fn diverged(branch: &str) -> Error {
    Error::new(
        "branch-diverged",
        format!("the remote's `{branch}` has commits that yours has not: expected one that goes on from it"),
    )
    .advice("take them in: `git pull --rebase`")
    .advice("or leave them as they are, and begin the next iteration: `version-first iteration start`")
}

impl Work {
    /// A look decides all that is left.
    fn looked(&mut self, seen: Seen) {
        let agenda = match self.state.wish.command {
            Command::Submit => submit::agenda(&self.state.wish, &seen),
            Command::Clean => clean::agenda(&self.state.wish, &seen),
        };
        self.state.seen = seen.about(&self.state.wish).ok();
        match agenda {
            Ok(Agenda { steps, report }) => {
                let Report { base, iteration, pull_request, kept, mut warnings, .. } = report;
                warnings.retain(|warning| !self.report.warnings.contains(warning));
                self.report.warnings.extend(warnings);
                self.report = Report { base, iteration, pull_request, kept, ..std::mem::take(&mut self.report) };
                self.then = steps;
                self.go_on();
            }
            Err(error) => self.fail(error),
        }
    }

    fn go_on(&mut self) {
        self.step = if self.then.is_empty() { None } else { Some(self.then.remove(0)) };
    }

    fn fail(&mut self, error: Error) {
        self.then.clear();
        self.report.error = Some(error);
    }

    /// The facts are others than we thought, or nobody knows them.
    fn look_again(&mut self, because: &str) {
        self.then.clear();
        if self.state.looks >= MOST_LOOKS {
            let told = crate::text::shortened(because.lines().next().unwrap_or_default());
            self.fail(
                Error::new(
                    "never-settled",
                    format!("{MOST_LOOKS} looks have not shown it done; the last answer was `{told}`"),
                )
                .advice("run it again: it goes on from what is there"),
            );
            return;
        }
        self.state.stale = Some(because.to_string());
        let wait_ms = 500_u32.saturating_mul(self.state.looks);
        self.state.looks = self.state.looks.saturating_add(1);
        self.step = Some(Step::Look { wait_ms });
    }

    fn pushed(&mut self, updates: &[Update]) {
        for update in updates {
            let name = update.name.trim_start_matches("refs/heads/").to_string();
            if update.oid.is_empty() { &mut self.report.deleted } else { &mut self.report.pushed }.push(name);
        }
        self.go_on();
    }

    /// Of a push that was refused in parts, those refs that were taken.
    fn landed(&mut self, updates: &[Update], pushed: &Pushed) {
        let row = |update: &Update| pushed.rows.iter().find(|row| row.name == update.name);
        let taken = |update: &&Update| row(update).is_some_and(|row| row.answer != RowAnswer::Refused);
        let taken: Vec<Update> = updates.iter().filter(taken).cloned().collect();
        self.pushed(&taken);
    }

    /// What follows needs its number.
    fn opened(&mut self, pull: Named) {
        self.report.opened = true;
        if let Some(seen) = &self.state.seen {
            let after = submit::after(&self.state.wish, seen, pull.number);
            self.report.pull_request = Some(pull);
            match after {
                Ok(steps) => self.then = steps,
                Err(error) => return self.fail(error),
            }
        }
        self.go_on();
    }

    fn hosting(&self) -> Hosting {
        let none = || Hosting { kind: Kind::Github, name: String::new(), server_url: String::new() };
        self.state.seen.as_ref().and_then(|seen| seen.hosting.clone()).unwrap_or_else(none)
    }

    fn denied(&mut self, step: &Step, denial: &Denial) {
        if matches!(step, Step::OpenPull { .. }) && denial.text.to_lowercase().contains("no commits between") {
            let Step::OpenPull { head, base, .. } = step else { return };
            return self.fail(
                Error::new("nothing-new", format!("`{head}` has no commits that `{base}` has not: expected a change"))
                    .advice("commit the change, then run this again"),
            );
        }
        let asking = match step {
            Step::OpenPull { .. } => Asking::OpenPull,
            Step::Label { .. } => Asking::Label,
            _ => Asking::EditPull,
        };
        match of_api(denial, asking, &self.hosting()) {
            ApiAnswer::Already | ApiAnswer::Clean => self.go_on(),
            ApiAnswer::Stale | ApiAnswer::Lost => self.look_again(&denial.text),
            ApiAnswer::Refused(error) => self.refused(step, error),
        }
    }

    /// What another look does not cure: a warning where the rest makes sense without it.
    fn refused(&mut self, step: &Step, error: Error) {
        match step {
            Step::Label { .. } | Step::Assign { .. } | Step::Review { .. } | Step::Milestone { .. } => {
                self.report.warnings.push(error);
                self.go_on();
            }
            Step::Push { .. } if self.state.wish.command == Command::Clean => {
                self.report.warnings.push(error);
                self.go_on();
            }
            _ => self.fail(error),
        }
    }
}
