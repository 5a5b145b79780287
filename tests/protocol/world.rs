//! A remote repository small enough to be explored completely: its branch, commits and tags, and what may go wrong.

use std::collections::BTreeMap;

use version_first::answers::Pushed;
use version_first::manifest::File;
use version_first::run::{Checkout, Outcome, Step, Update};

use crate::hosting::{Hosting, State};

/// An object name.
pub type Oid = String;

/// A commit: what its manifests say, and everything else in its tree as one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    pub parent: Option<Oid>,
    /// What a merge brought in.
    pub second: Option<Oid>,
    /// The run that built it; none: a person, or a merge.
    pub run: Option<usize>,
    pub versions: Vec<String>,
    pub content: u32,
    pub message: String,
    /// Whether its author is an app: who has opened a pull request is the author of all that is squashed of it.
    pub app: bool,
    /// Whether there is a second package, with a version of its own.
    pub apart: bool,
}

/// A tag: the object the ref names, the commit behind it, and whether a run of ours made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub object: Oid,
    pub commit: Oid,
    pub ours: bool,
}

/// The remote and everything that was ever built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    pub commits: BTreeMap<Oid, Commit>,
    pub tip: Oid,
    /// Every commit that ever was the tip.
    pub tips: Vec<Oid>,
    pub tags: BTreeMap<String, Tag>,
    /// Whether several refs move at once.
    pub atomic: bool,
    /// What the server says to every push of the branch.
    pub refusal: Option<Refusal>,
    /// Pushes whose sender is gone, and which the server may still carry out.
    pub in_flight: Vec<Vec<Update>>,
    /// Tag objects our runs built: object to commit.
    pub tag_objects: BTreeMap<Oid, Oid>,
    /// Branches besides the one that is released from.
    pub heads: BTreeMap<String, Oid>,
    /// Pull requests, releases, and the rules about them.
    pub hosting: Hosting,
    /// Versions that a person has taken back, tag and release.
    pub withdrawn: Vec<String>,
    /// Whether people commit to a repository of two packages.
    pub apart: bool,
}

/// A refusal another look does not cure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    PullRequest,
    Permission,
    Strange,
}

/// What became of a push on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    Landed,
    Stale(Vec<String>),
    NoAtomic,
    Refused(Refusal),
    /// Branches besides the release branch are refused too.
    Unwritable,
}

impl World {
    /// A branch with one commit for each `(versions, content)`, oldest first.
    pub fn new(history: &[(&[&str], u32)]) -> Self {
        let mut world = Self {
            commits: BTreeMap::new(),
            tip: String::new(),
            tips: Vec::new(),
            tags: BTreeMap::new(),
            atomic: true,
            refusal: None,
            in_flight: Vec::new(),
            tag_objects: BTreeMap::new(),
            heads: BTreeMap::new(),
            hosting: Hosting::default(),
            withdrawn: Vec::new(),
            apart: false,
        };
        for (versions, content) in history {
            world.person_commits(versions.iter().map(ToString::to_string).collect(), *content);
        }
        world
    }

    /// Somebody pushes a commit to the branch.
    pub fn person_commits(&mut self, versions: Vec<String>, content: u32) {
        let parent = (!self.tip.is_empty()).then(|| self.tip.clone());
        let message = format!("fix: change {content}");
        let oid = self.add(Commit {
            parent,
            second: None,
            run: None,
            versions,
            content,
            message,
            app: false,
            apart: self.apart,
        });
        self.move_tip(oid);
    }

    /// Somebody tags a commit by hand.
    pub fn person_tags(&mut self, name: &str, commit: &str) {
        let tag = Tag { object: commit.to_string(), commit: commit.to_string(), ours: false };
        self.tags.insert(name.to_string(), tag);
    }

    /// Somebody works on a branch that forks from a commit, tip by tip: what each says, and its tag.
    pub fn person_forks(&mut self, branch: Option<&str>, from: &Oid, commits: &[(&str, Option<&str>)]) {
        let mut parent = from.clone();
        for (version, tag) in commits {
            let content = self.commits.values().map(|one| one.content).max().unwrap_or(0) + 1;
            let message = format!("fix: change {content}");
            let versions = vec![version.to_string(); self.commits[&parent].versions.len()];
            let own = Commit {
                parent: Some(parent.clone()),
                second: None,
                run: None,
                versions,
                content,
                message,
                ..self.commits[&parent].clone()
            };
            parent = self.add(own);
            if let Some(tag) = tag {
                self.person_tags(tag, &parent);
            }
        }
        if let Some(branch) = branch {
            self.heads.insert(branch.to_string(), parent);
        }
    }

    pub fn at_tip(&self) -> &Commit {
        &self.commits[&self.tip]
    }

    pub fn add(&mut self, commit: Commit) -> Oid {
        let oid = hash(&format!("{commit:?}"));
        self.commits.insert(oid.clone(), commit);
        oid
    }

    pub fn move_tip(&mut self, oid: Oid) {
        self.tips.push(oid.clone());
        self.tip = oid;
    }

    /// Builds what a step asks for, without moving any ref.
    pub fn build(&mut self, step: &Step, run: usize) -> Outcome {
        let (commit, files, tags) = match step {
            Step::Tag { target, tags, .. } => (target.clone(), Vec::new(), tags),
            Step::Commit { parent, files, message, tags, .. } => {
                let mut commit = self.commits[parent].clone();
                for file in files {
                    let index = commit.files().iter().position(|old| old.path == file.path).unwrap();
                    commit.versions[index] = version_in(&file.text);
                }
                commit.parent = Some(parent.clone());
                commit.message.clone_from(message);
                (commit.second, commit.run, commit.app) = (None, Some(run), false);
                (self.add(commit), files.clone(), tags)
            }
            other => panic!("{other:?} builds nothing"),
        };
        let tags: Vec<Oid> = tags.iter().map(|tag| hash(&format!("{commit} {}", tag.message))).collect();
        for object in &tags {
            self.tag_objects.insert(object.clone(), commit.clone());
        }
        Outcome::Built { commit, tags, files }
    }

    /// Does on the server what a push asks for, as git would over HTTP: who may write at all, then leases, then all or
    /// nothing.
    pub fn take(&mut self, updates: &[Update]) -> Taken {
        if self.refusal == Some(Refusal::Permission) {
            return Taken::Refused(Refusal::Permission);
        }
        let stale: Vec<String> =
            updates.iter().filter(|one| self.current(&one.name) != one.expect).map(|one| one.name.clone()).collect();
        if !stale.is_empty() {
            return Taken::Stale(stale);
        }
        if updates.len() > 1 && !self.atomic {
            return Taken::NoAtomic;
        }
        if self.hosting.frozen && updates.iter().any(|one| one.name.starts_with("refs/heads/chore/")) {
            return Taken::Unwritable;
        }
        if let Some(refusal) = self.refusal.filter(|_| updates.iter().any(|one| one.name == "refs/heads/main")) {
            return Taken::Refused(refusal);
        }
        for Update { name, oid, .. } in updates {
            match (name.strip_prefix("refs/tags/"), name.strip_prefix("refs/heads/")) {
                (Some(tag), _) => {
                    // One that moves names the commit itself.
                    let commit = self.tag_objects.get(oid).unwrap_or(oid).clone();
                    self.tags.insert(tag.to_string(), Tag { object: oid.clone(), commit, ours: true });
                }
                (None, Some("main")) => self.move_tip(oid.clone()),
                (None, Some(branch)) => self.move_head(branch, oid, false),
                (None, None) => panic!("{name} is pushed"),
            }
        }
        Taken::Landed
    }

    fn current(&self, name: &str) -> Oid {
        match name.strip_prefix("refs/tags/") {
            Some(tag) => self.tags.get(tag).map(|tag| tag.object.clone()).unwrap_or_default(),
            None => match name.strip_prefix("refs/heads/") {
                Some("main") => self.tip.clone(),
                Some(branch) => self.heads.get(branch).cloned().unwrap_or_default(),
                None => panic!("{name} is pushed"),
            },
        }
    }

    /// What our runs have made visible: the version tags with the content they name, and what the tip says. Two worlds that agree in this differ
    /// in nothing a user would call a difference.
    pub fn summary(&self) -> String {
        let content = |tag: &Tag| self.commits[&tag.commit].content;
        let tags: Vec<String> = self.tags.iter().map(|(name, tag)| format!("{name}@{}", content(tag))).collect();
        let open = self.hosting.pulls.iter().filter(|pull| pull.state == State::Open);
        let open: Vec<&String> = open.map(|pull| &pull.head).collect();
        let more = if open.is_empty() { String::new() } else { format!(", open: {open:?}") };
        format!("{tags:?} tip says {:?} with content {}{more}", self.at_tip().versions, self.at_tip().content)
    }
}

impl Commit {
    pub fn files(&self) -> Vec<File> {
        let names = ["package.json", "Cargo.toml"];
        let text = |name: &str, version: &str| match name {
            "package.json" => format!("{{\"version\": \"{version}\"}}\n"),
            _ => format!("[package]\nname = \"x\"\nversion = \"{version}\"\n"),
        };
        let both = names.iter().zip(&self.versions);
        let mut files: Vec<File> =
            both.map(|(name, version)| File { path: (*name).to_string(), text: text(name, version) }).collect();
        if self.apart {
            files.push(File { path: "packages/bell/package.json".to_string(), text: text("package.json", "7.0.0") });
        }
        files
    }

    pub fn author(&self) -> &'static str {
        if self.app { "github-actions[bot] <github-actions[bot]@users.noreply.github.com>" } else { "person" }
    }

    pub fn tree(&self) -> Oid {
        hash(&format!("{:?} {}", self.versions, self.content))
    }
}

/// What git prints for a push.
pub fn printed(taken: &Taken, updates: &[Update]) -> Outcome {
    let row = |flag: char, name: &str, summary: &str| format!("{flag}\tx:{name}\t{summary}\n");
    let each = |flag: char, of: &dyn Fn(&str) -> String| -> String {
        updates.iter().map(|one| row(flag, &one.name, &of(&one.name))).collect()
    };
    let (exit, rows, stderr) = match taken {
        Taken::Landed => (0, each('*', &|_| "[new]".to_string()), String::new()),
        Taken::Unwritable => (1, each('!', &|_| "[remote rejected] (the moon is full)".to_string()), String::new()),
        Taken::NoAtomic => {
            (128, String::new(), "fatal: the receiving end does not support --atomic push\n".to_string())
        }
        Taken::Stale(stale) => {
            let why = |name: &str| match stale.iter().any(|one| one == name) {
                true => "[rejected] (stale info)".to_string(),
                false => "[rejected] (atomic push failed)".to_string(),
            };
            (1, each('!', &why), "error: failed to push some refs\n".to_string())
        }
        Taken::Refused(Refusal::Permission) => (
            128,
            String::new(),
            "remote: Permission to o/r.git denied to robot.\nfatal: The requested URL returned error: 403\n"
                .to_string(),
        ),
        Taken::Refused(refusal) => {
            let said = match refusal {
                Refusal::PullRequest => "[remote rejected] (protected branch hook declined)",
                _ => "[remote rejected] (the moon is full)",
            };
            let why = |name: &str| match name.starts_with("refs/heads/") {
                true => said.to_string(),
                false => "[remote rejected] (atomic push failure)".to_string(),
            };
            (1, each('!', &why), String::new())
        }
    };
    Outcome::Pushed(Pushed::read(Some(exit), &format!("To remote\n{rows}Done\n"), &stderr))
}

/// The shell's local follow-up, which has no effect on the remote.
pub fn followed() -> Outcome {
    Outcome::Followed { checkout: Checkout::Untouched, why: None }
}

fn version_in(text: &str) -> String {
    let found = version_first::manifest::read(&[File { path: name_of(text).to_string(), text: text.to_string() }], &[]);
    found.unwrap().first().unwrap().version.clone()
}

fn name_of(text: &str) -> &'static str {
    if text.starts_with('{') { "package.json" } else { "Cargo.toml" }
}

/// Forty hexadecimal digits that depend on every character of a text.
pub fn hash(text: &str) -> Oid {
    let fnv = |seed: u64| {
        text.bytes()
            .fold(0xcbf2_9ce4_8422_2325 ^ seed, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    format!("{:016x}{:016x}{:08x}", fnv(1), fnv(2), fnv(3) as u32)
}
