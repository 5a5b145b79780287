//! A remote and its pull requests, small enough to be explored, and what a step does to them.

use std::collections::BTreeMap;

use version_first::answers::Pushed;
use version_first::hosting::{Hosting, Kind};
use version_first::iteration::{Branch, Outcome, Pull, Ref, Seen, Step, Update};

/// What there is, besides the runs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct World {
    pub local: BTreeMap<String, String>,
    pub remote: BTreeMap<String, String>,
    pub pulls: Vec<Pull>,
    pub comments: Vec<(u64, String)>,
    /// What went wrong, said when it happened.
    pub broken: Vec<String>,
}

pub fn oid(text: &str) -> String {
    format!("{text:0>40}")
}

pub fn pull(number: u64, head: &str, at: &str) -> Pull {
    Pull {
        number,
        url: format!("https://h/o/r/pull/{number}"),
        head: head.into(),
        head_oid: oid(at),
        base: "main".into(),
        open: true,
        title: format!("Title of {head}"),
        created_at: format!("2026-01-0{number}T00:00:00Z"),
        labels: vec!["bug".into()],
        assignees: vec!["ann".into()],
        ..Pull::default()
    }
}

impl World {
    pub fn new(branches: &[(&str, &str)]) -> Self {
        let mut remote: BTreeMap<String, String> =
            branches.iter().map(|(name, at)| ((*name).into(), oid(at))).collect();
        let local = remote.clone();
        remote.insert("main".into(), oid("0"));
        Self { local, remote, pulls: Vec::new(), comments: Vec::new(), broken: Vec::new() }
    }

    pub fn seen(&self) -> Seen {
        let branch = |(name, oid): (&String, &String)| Branch {
            name: name.clone(),
            oid: oid.clone(),
            checked_out: false,
            at: String::new(),
        };
        Seen {
            local: self.local.iter().map(branch).collect(),
            remote: Some(self.remote.iter().map(branch).collect()),
            pulls: Some(self.pulls.clone()),
            hosting: Some(Hosting { kind: Kind::Github, name: "o/r".into(), server_url: "https://h".into() }),
            default_branch: "main".into(),
            foreign: vec![],
            fork_of: None,
        }
    }

    pub fn find(&mut self, number: u64) -> &mut Pull {
        self.pulls.iter_mut().find(|pull| pull.number == number).unwrap()
    }

    /// Carries a step out as git and the hosting do.
    pub fn carry_out(&mut self, step: &Step) -> Outcome {
        let denied =
            |status, text: &str| Outcome::Denied { status: Some(status), text: text.into(), retry_after: None };
        match step {
            Step::Look { .. } => Outcome::Seen { seen: self.seen() },
            Step::Push { updates } => self.push(updates),
            Step::OpenPull { head, base, title, draft, .. } => {
                if !self.remote.contains_key(head) || !self.remote.contains_key(base) {
                    return denied(422, "Validation Failed; head invalid");
                }
                if self.pulls.iter().any(|pull| pull.open && pull.head == *head && pull.base == *base) {
                    return denied(422, &format!("Validation Failed; A pull request already exists for o:{head}."));
                }
                let number = self.pulls.iter().map(|pull| pull.number).max().unwrap_or(0) + 1;
                let made = Pull {
                    head_oid: self.remote[head].clone(),
                    title: title.clone(),
                    draft: *draft,
                    labels: vec![],
                    assignees: vec![],
                    ..pull(number, head, "0")
                };
                self.pulls.push(made);
                Outcome::Opened { number, url: format!("https://h/o/r/pull/{number}") }
            }
            Step::Label { number, labels } => {
                let pull = self.find(*number);
                pull.labels.extend(labels.clone());
                pull.labels.sort();
                pull.labels.dedup();
                Outcome::Done
            }
            Step::Assign { number, assignees } => {
                let pull = self.find(*number);
                pull.assignees.extend(assignees.clone());
                pull.assignees.sort();
                pull.assignees.dedup();
                Outcome::Done
            }
            Step::Review { .. } | Step::Milestone { .. } => Outcome::Done,
            Step::Comment { number, body } => {
                if !self.comments.contains(&(*number, body.clone())) {
                    self.comments.push((*number, body.clone()));
                }
                Outcome::Done
            }
            Step::Close { number } => {
                self.close(*number);
                Outcome::Done
            }
            Step::Drop { branches } => {
                for Ref { name, oid } in branches {
                    if self.local.get(name) == Some(oid) {
                        self.local.remove(name);
                    }
                }
                Outcome::Dropped { kept: vec![] }
            }
        }
    }

    /// Nothing is closed before its successor exists, and none without a word about it.
    pub fn close(&mut self, number: u64) {
        let said = self
            .comments
            .iter()
            .find(|(of, _)| *of == number)
            .and_then(|(_, body)| body.strip_prefix("Superseded by #"));
        let by = said.and_then(|text| text.parse::<u64>().ok());
        let there = by.is_some_and(|by| by != number && self.pulls.iter().any(|pull| pull.number == by));
        if !there {
            self.broken.push(format!("#{number} was closed without a successor"));
        }
        if self.is_layer(number) {
            self.broken.push(format!("#{number} is a layer of a stack"));
        }
        let pull = self.find(number);
        pull.open = false;
        pull.closed_at.get_or_insert("2026-01-08T00:00:00Z".into());
    }

    pub fn is_layer(&self, number: u64) -> bool {
        let own = self.pulls.iter().find(|pull| pull.number == number).unwrap();
        self.pulls
            .iter()
            .any(|other| other.open && other.number != number && (other.base == own.head || other.head == own.base))
    }

    pub fn push(&mut self, updates: &[Update]) -> Outcome {
        let mut rows = String::from("To https://h/o/r\n");
        let mut exit = 0;
        for Update { name, expect, oid } in updates {
            let branch = name.trim_start_matches("refs/heads/").to_string();
            let now = self.remote.get(&branch).cloned().unwrap_or_default();
            // A bigger number of ours is a descendant.
            let fits = expect.as_ref().map_or(now <= *oid, |expect| *expect == now);
            if !fits {
                exit = 1;
                rows.push_str(&format!("!\t{oid}:{name}\t[rejected] (stale info)\n"));
            } else if oid.is_empty() {
                self.delete(&branch, &now);
                rows.push_str(&format!("-\t:{name}\t[deleted]\n"));
            } else {
                self.remote.insert(branch.clone(), oid.clone());
                for pull in self.pulls.iter_mut().filter(|pull| pull.open && pull.head == branch) {
                    pull.head_oid.clone_from(oid);
                }
                rows.push_str(&format!("*\t{oid}:{name}\t[new branch]\n"));
            }
        }
        Outcome::Pushed(Pushed::read(Some(exit), &rows, ""))
    }

    /// Nothing is deleted that no pull request keeps.
    pub fn delete(&mut self, branch: &str, at: &str) {
        if !self.pulls.iter().any(|pull| pull.head == branch && pull.head_oid == at) {
            self.broken.push(format!("{branch} had commits that nothing keeps"));
        }
        if self.pulls.iter().any(|pull| pull.open && pull.base == branch) {
            self.broken.push(format!("{branch} is what another pull request is meant for"));
        }
        self.remote.remove(branch);
        for pull in self.pulls.iter_mut().filter(|pull| pull.open && pull.head == branch) {
            self.broken.push(format!("#{} lost its branch while it was open", pull.number));
            pull.open = false;
        }
    }
}
