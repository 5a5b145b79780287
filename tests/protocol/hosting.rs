//! What the hosting keeps besides refs: pull requests and releases, and what people do with them.

use std::collections::BTreeSet;

use version_first::hosting::{BumpBranch, Denial, HeadPulls, Kind, Presence, Published, Pull, ReleaseFact};
use version_first::run::{Outcome, Step};

use crate::world::{Commit, Oid, Tag, World};

/// A pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    pub number: u64,
    pub head: String,
    pub head_oid: Oid,
    pub state: State,
    pub title: String,
    pub body: String,
    /// How many tips there had been when it was closed.
    pub closed_at: Option<usize>,
    /// Whether a person closed it, or deleted its branch.
    pub by_person: bool,
    pub auto_merge: bool,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    Closed,
    Merged,
}

/// The rules, and what there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosting {
    /// Whether runs can reach it at all.
    pub there: bool,
    pub pulls: Vec<PullRequest>,
    pub releases: BTreeSet<String>,
    /// What became of a release whose tag was deleted: it is a draft, which does not keep another one from being published.
    pub drafts: Vec<String>,
    /// Nobody's token may open pull requests.
    pub forbidden: bool,
    /// A merged pull request's branch goes by itself.
    pub auto_delete: bool,
    /// Bump branches can neither be made nor removed.
    pub frozen: bool,
    /// A pull request has nothing to wait for.
    pub clean: bool,
}

/// What was answered about heads, before the refs were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    Answered(Vec<HeadPulls>),
    Denied(Denial),
}

impl Asked {
    /// In the shape of facts.
    pub fn parts(&self) -> (Vec<HeadPulls>, Option<Denial>) {
        match self {
            Self::Answered(pulls) => (pulls.clone(), None),
            Self::Denied(denial) => (Vec::new(), Some(denial.clone())),
        }
    }

    /// The pull requests that are open, as far as was answered.
    pub fn open(&self) -> Vec<u64> {
        match self {
            Self::Answered(heads) => {
                heads.iter().flat_map(|head| &head.pulls).filter(|pull| pull.open).map(|pull| pull.number).collect()
            }
            Self::Denied(_) => Vec::new(),
        }
    }
}

/// What GitHub says of commits that it squashes.
fn squashed(pull: &PullRequest, commits: &[Commit]) -> String {
    let parts = |one: &Commit| {
        let (subject, body) = one.message.split_once('\n').unwrap_or((&one.message, ""));
        (subject.to_string(), body.trim().to_string())
    };
    let (title, body) = match commits {
        [only] => parts(only),
        all => {
            let each = all.iter().map(parts).map(|(subject, body)| format!("* {subject}\n\n{body}").trim().to_string());
            (pull.title.clone(), each.collect::<Vec<_>>().join("\n\n"))
        }
    };
    format!("{title} (#{})\n\n{body}", pull.number)
}

/// How a person merges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Merge,
    Squash,
    Rebase,
}

/// The time of the `n`th tip.
pub fn moment(n: usize) -> String {
    format!("2026-01-01T00:{:02}:{:02}Z", n / 60, n % 60)
}

impl Hosting {
    /// Whether a tag has a release, be it a draft.
    pub fn is_released(&self, tag: &str) -> bool {
        self.releases.contains(tag) || self.drafts.iter().any(|draft| draft == tag)
    }

    pub fn place(&self) -> Option<version_first::hosting::Hosting> {
        let (kind, name) = (Kind::Github, "o/r".to_string());
        self.there.then(|| version_first::hosting::Hosting {
            kind,
            name,
            server_url: "https://example.com".to_string(),
        })
    }
}

impl World {
    /// What is answered about these heads now.
    pub fn asked(&self, heads: &[String], mergeable: &[u64]) -> Asked {
        let pull = |one: &PullRequest| Pull {
            number: one.number,
            url: format!("https://example.com/o/r/pull/{}", one.number),
            node_id: format!("PR_{}", one.number),
            open: one.state == State::Open,
            merged: one.state == State::Merged,
            head_oid: one.head_oid.clone(),
            base: "main".to_string(),
            base_oid: one.closed_at.and_then(|tips| self.tips.get(tips - 1)).unwrap_or(&self.tip).clone(),
            body: one.body.clone(),
            closed_at: one.closed_at.map(moment),
            auto_merge: one.auto_merge,
            mergeable: mergeable.contains(&one.number).then(|| self.merges(one)),
        };
        let of = |head: &String| HeadPulls {
            head: head.clone(),
            pulls: self.hosting.pulls.iter().rev().filter(|one| one.head == *head).map(pull).collect(),
        };
        Asked::Answered(if self.hosting.there { heads.iter().map(of).collect() } else { Vec::new() })
    }

    /// Whether a pull request merges cleanly: nobody else has changed what it changes.
    fn merges(&self, pull: &PullRequest) -> bool {
        let head = &self.commits[&pull.head_oid];
        let base = self.fork_point(&pull.head_oid);
        base.is_some_and(|base| {
            self.commits[&base].versions == self.at_tip().versions || head.versions == self.at_tip().versions
        })
    }

    /// The newest commit of a head's own past that is on the branch.
    fn fork_point(&self, head: &Oid) -> Option<Oid> {
        let mut next = Some(head.clone());
        while let Some(oid) = next {
            if self.on_branch(&oid) {
                return Some(oid);
            }
            next = self.commits[&oid].parent.clone();
        }
        None
    }

    pub fn branch(&self, name: &str, oid: &Oid, young: &[usize]) -> BumpBranch {
        let commit = &self.commits[oid];
        let parent = commit.parent.as_ref().map(|parent| &self.commits[parent]);
        let files = commit.files();
        let before = parent.map(Commit::files).unwrap_or_default();
        let mut changed: Vec<String> = files
            .iter()
            .filter(|file| before.iter().all(|old| old.path != file.path || old.text != file.text))
            .map(|file| file.path.clone())
            .collect();
        if parent.is_some_and(|parent| parent.content != commit.content) {
            changed.push("code".to_string());
        }
        BumpBranch {
            name: name.to_string(),
            oid: oid.clone(),
            parents: commit.parent.iter().chain(&commit.second).cloned().collect(),
            message: commit.message.clone(),
            committer: String::new(),
            files: files.into_iter().filter(|file| changed.contains(&file.path)).collect(),
            changed,
            before,
            on_branch: commit.parent.as_ref().is_some_and(|parent| self.on_branch(parent)),
            age_seconds: if commit.run.is_some_and(|run| young.contains(&run)) { 60 } else { 3600 },
        }
    }

    pub fn release(&self, tag: &str) -> ReleaseFact {
        let version = tag.trim_start_matches('v');
        // A release that makes a missing tag makes a lightweight one.
        let annotated = self.tags.get(tag).filter(|tag| self.tag_objects.contains_key(&tag.object));
        let message = annotated.map(|_| format!("{tag}\n\nVersion-First: {version}; run=1; attempt=1; build=1\n"));
        // A tag that is at hand and does not say that it is ours is not asked about; one that is gone may have a release.
        let at_hand = self.tags.get(tag).map(|tag| self.commits[&tag.commit].message.contains("Version-First: "));
        let state = match (message.is_some() || at_hand.unwrap_or(true), self.hosting.is_released(tag)) {
            (false, _) => Presence::Unknown,
            (true, true) => Presence::Present,
            (true, false) => Presence::Absent,
        };
        let message = message.filter(|_| state == Presence::Absent);
        let url = format!("https://example.com/o/r/releases/tag/{tag}");
        let stands = (state == Presence::Present).then(|| Published { id: 1, url, upload_url: String::new() });
        ReleaseFact { tag: tag.to_string(), state, message, release: stands }
    }

    /// A branch is made, moved or (empty `oid`) removed; open pull requests follow it.
    pub fn move_head(&mut self, branch: &str, oid: &str, by_person: bool) {
        let closed_at = Some(self.tips.len());
        let open = self.hosting.pulls.iter_mut().filter(|pull| pull.state == State::Open && pull.head == branch);
        for pull in open {
            if oid.is_empty() {
                (pull.state, pull.closed_at, pull.by_person) = (State::Closed, closed_at, by_person);
            } else {
                pull.head_oid = oid.to_string();
            }
        }
        match oid {
            "" => self.heads.remove(branch),
            oid => self.heads.insert(branch.to_string(), oid.to_string()),
        };
    }

    pub fn open_pull(&self, head: &str) -> Option<&PullRequest> {
        self.hosting.pulls.iter().find(|pull| pull.state == State::Open && pull.head == head)
    }

    /// A pull request is merged, if it can be.
    pub fn merge(&mut self, number: u64, method: Method) -> bool {
        let Some(pull) =
            self.hosting.pulls.iter().find(|pull| pull.number == number && pull.state == State::Open).cloned()
        else {
            return false;
        };
        if !self.merges(&pull) {
            return false;
        }
        let commits = self.own(&pull.head_oid);
        let (Some(first), Some(head)) = (commits.first(), commits.last()) else { return false };
        if method == Method::Rebase {
            // All at once, but each of them stands on the branch as if it had landed for itself.
            for commit in &commits {
                self.bring(commit.parent.as_ref(), commit, None, (commit.message.clone(), commit.app));
            }
        } else {
            let second = (method == Method::Merge).then(|| pull.head_oid.clone());
            let message = match method {
                Method::Merge => format!("Merge pull request #{number} from o/{}\n\n{}", pull.head, pull.title),
                _ => squashed(&pull, &commits),
            };
            let app = method == Method::Squash && commits.len() > 1;
            self.bring(first.parent.as_ref(), head, second, (message, app));
        }
        let closed_at = Some(self.tips.len());
        for one in self.hosting.pulls.iter_mut().filter(|one| one.number == number) {
            (one.state, one.closed_at) = (State::Merged, closed_at);
        }
        if self.hosting.auto_delete {
            self.heads.remove(&pull.head);
        }
        true
    }

    /// The commits that a merge of this head brings, oldest first.
    fn own(&self, head: &Oid) -> Vec<Commit> {
        let base = self.fork_point(head);
        let mut all = Vec::new();
        let mut next = Some(head.clone());
        while let Some(oid) = next.filter(|oid| Some(oid) != base.as_ref()) {
            all.insert(0, self.commits[&oid].clone());
            next = self.commits[&oid].parent.clone();
        }
        all
    }

    /// What has changed between two commits is made again on the tip.
    fn bring(&mut self, before: Option<&Oid>, after: &Commit, second: Option<Oid>, (message, app): (String, bool)) {
        let tip = self.at_tip();
        let before = before.map_or(tip, |before| &self.commits[before]);
        let versions = if after.versions == before.versions { &tip.versions } else { &after.versions };
        let content = match (after.content == before.content, tip.content == before.content) {
            (true, _) => tip.content,
            (false, true) => after.content,
            (false, false) => self.commits.values().map(|one| one.content).max().unwrap_or(0) + 1,
        };
        let parent = Some(self.tip.clone());
        let oid = self.add(Commit {
            parent,
            second,
            run: None,
            versions: versions.clone(),
            content,
            message,
            app,
            apart: self.apart,
        });
        self.move_tip(oid);
    }

    /// A person closes a pull request.
    pub fn close(&mut self, number: u64) {
        let closed_at = Some(self.tips.len());
        for one in self.hosting.pulls.iter_mut().filter(|one| one.number == number && one.state == State::Open) {
            (one.state, one.closed_at, one.by_person) = (State::Closed, closed_at, true);
        }
    }

    /// Does what a step asks of the hosting.
    pub fn serve(&mut self, step: &Step) -> Outcome {
        let denied = |status: u16, text: &str| {
            Outcome::Denied(Denial { status: Some(status), text: text.to_string(), retry_after: None })
        };
        match step {
            Step::OpenPull { head, title, body, .. } => {
                if self.hosting.forbidden {
                    return denied(403, "GitHub Actions is not permitted to create or approve pull requests.");
                }
                let Some(oid) = self.heads.get(head).cloned() else {
                    return denied(422, "Validation Failed; head invalid");
                };
                if self.open_pull(head).is_some() {
                    return denied(422, "Validation Failed; A pull request already exists for o:head.");
                }
                if self.on_branch(&oid) || self.commits.values().any(|one| one.second.as_ref() == Some(&oid)) {
                    return denied(422, "Validation Failed; No commits between main and head");
                }
                let number = self.hosting.pulls.len() as u64 + 1;
                self.hosting.pulls.push(PullRequest {
                    number,
                    head: head.clone(),
                    head_oid: oid,
                    state: State::Open,
                    title: title.clone(),
                    body: body.clone(),
                    closed_at: None,
                    by_person: false,
                    auto_merge: false,
                });
                Outcome::Opened {
                    number,
                    url: format!("https://example.com/o/r/pull/{number}"),
                    node_id: "PR".to_string(),
                }
            }
            Step::EditPull { number, body } => {
                for one in self.hosting.pulls.iter_mut().filter(|one| one.number == *number) {
                    one.body.clone_from(body);
                }
                Outcome::Done
            }
            Step::AutoMerge { .. } if self.hosting.clean => denied(200, "Pull request Pull request is in clean status"),
            Step::AutoMerge { number, head, .. } => {
                for one in self.hosting.pulls.iter_mut().filter(|one| one.number == *number && one.head_oid == *head) {
                    one.auto_merge = true;
                }
                Outcome::Done
            }
            Step::MergePull { number, head, .. } => {
                let there = self.hosting.pulls.iter().any(|one| one.number == *number && one.head_oid == *head);
                match there && self.merge(*number, Method::Squash) {
                    true => Outcome::Done,
                    false => denied(409, "Head branch was modified. Review and try the merge again."),
                }
            }
            Step::Release { tag, commit, .. } => {
                // A missing tag is made again, where the release says.
                self.tags.entry(tag.clone()).or_insert(Tag {
                    object: commit.clone(),
                    commit: commit.clone(),
                    ours: true,
                });
                if !self.hosting.releases.insert(tag.clone()) {
                    return denied(422, "Validation Failed; tag_name already_exists");
                }
                let url = format!("https://example.com/o/r/releases/tag/{tag}");
                Outcome::Published { id: 1, url, upload_url: String::new() }
            }
            Step::Label { .. } | Step::Dispatch { .. } => Outcome::Done,
            other => panic!("{other:?} is not asked of the hosting"),
        }
    }
}

/// A look at a hosting that does not answer.
pub fn silent() -> Denial {
    Denial { status: None, text: "no answer".to_string(), retry_after: None }
}
