//! A small remote that keeps what it is given: two packages of one workspace, their tags, bump branches, pull requests and
//! releases.

use version_first::answers::Pushed;
use version_first::facts::{Facts, FirstLook, Inspected, Log, Past as Then, Place};
use version_first::hosting::{BumpBranch, HeadPulls, Hosting, Kind, Presence, Published, Pull, ReleaseFact};
use version_first::manifest::File;
use version_first::request::{Also, Request};
use version_first::run::{Outcome, Past, Step, Update};
use version_first::wants;

pub(crate) const OLD: &str = "7777777777777777777777777777777777777777";
pub(crate) const TIP: &str = "1111111111111111111111111111111111111111";
const ADA: &str = "Ada <ada@example.org>";
/// The packages, what each says, and what comes next.
pub(crate) const BOTH: [(&str, &str, &str); 2] = [("globset", "0.4.19", "0.4.20"), ("ignore", "0.4.29", "0.5.0")];

#[derive(Clone)]
pub(crate) struct Commit {
    pub(crate) oid: String,
    pub(crate) message: String,
    pub(crate) parent: String,
    pub(crate) files: Vec<File>,
}

#[derive(Clone)]
pub(crate) struct Remote {
    /// First parents from the tip.
    pub(crate) branch: Vec<Commit>,
    /// Name, what the ref names, and the commit that comes to.
    pub(crate) tags: Vec<(String, String, String)>,
    pub(crate) heads: Vec<(String, String)>,
    /// Objects that were built: commits, and tags with what they name and say.
    pub(crate) commits: Vec<Commit>,
    pub(crate) tag_objects: Vec<(String, String, String)>,
    pub(crate) pulls: Vec<(String, Pull)>,
    pub(crate) releases: Vec<String>,
    pub(crate) atomic: bool,
    pub(crate) hosting: bool,
}

pub(crate) fn member(name: &str, version: &str) -> File {
    let text = format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\n");
    File { path: format!("crates/{name}/Cargo.toml"), text }
}

pub(crate) fn file(path: &str, text: &str) -> File {
    File { path: path.to_string(), text: text.to_string() }
}

/// A fix of one package and a feature of the other since their tags.
pub(crate) fn remote() -> Remote {
    let lock = BOTH.map(|(name, now, _)| format!("[[package]]\nname = \"{name}\"\nversion = \"{now}\"\n")).join("\n");
    let mut files = vec![file("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n"), file("Cargo.lock", &lock)];
    files.extend(BOTH.map(|(name, now, _)| member(name, now)));
    let mut now = files.clone();
    now.push(file("crates/globset/a.rs", "a leak is gone"));
    now.push(file("crates/ignore/b.rs", "a window"));
    let commit = |oid: &str, message: &str, files: Vec<File>| Commit {
        oid: oid.to_string(),
        message: message.to_string(),
        parent: String::new(),
        files,
    };
    let middle = "6".repeat(40);
    let mut between = files.clone();
    between.push(file("crates/globset/a.rs", "a leak is gone"));
    Remote {
        branch: vec![
            commit(TIP, "feat: a window", now),
            commit(&middle, "fix: a leak", between),
            commit(OLD, "chore: begin", files),
        ],
        tags: BOTH.map(|(name, now, _)| (format!("{name}-{now}"), OLD.to_string(), OLD.to_string())).to_vec(),
        heads: Vec::new(),
        commits: Vec::new(),
        tag_objects: Vec::new(),
        pulls: Vec::new(),
        releases: Vec::new(),
        atomic: true,
        hosting: false,
    }
}

/// Both packages are asked for.
pub(crate) fn request(more: serde_json::Value) -> Request {
    let mut request = serde_json::json!({"package": "globset", "run": {"id": "7", "attempt": "1"}});
    if let (Some(all), serde_json::Value::Object(more)) = (request.as_object_mut(), more) {
        all.extend(more);
    }
    let request: Request = serde_json::from_value(request).unwrap();
    Request { also: vec![Also { package: "ignore".to_string(), changelog: None }], ..request }
}

impl Remote {
    pub(crate) fn tip(&self) -> &Commit {
        &self.branch[0]
    }

    /// What a run would be told at this look.
    pub(crate) fn facts(&self, request: &Request, heads: &[String], release: bool) -> Facts {
        let place = |one: &Commit| Place { oid: one.oid.clone(), on_branch: true, ..Place::default() };
        let hosting = self.hosting.then(|| Hosting {
            kind: Kind::Github,
            name: "o/r".to_string(),
            server_url: "https://github.com".to_string(),
        });
        let first_look = FirstLook {
            refs: self.refs(),
            files: self.tip().files.clone(),
            hosting: hosting.clone(),
            heads: heads.to_vec(),
            release,
            places: self.branch.iter().map(place).collect(),
            past: Some(Vec::<Then>::new()),
            ..FirstLook::default()
        };
        let wanted = wants(request, &first_look).unwrap();
        assert!(wanted.places.is_empty() && wanted.past.is_empty());
        let record = |one: &Commit| {
            let names: String = self.changed(one).iter().map(|path| format!("{path}\0")).collect();
            format!("/{} {}\n{ADA}\n{}\n\0\n{names}", one.oid, self.parent(one), one.message)
        };
        let inspected = |oid: &String| {
            let then = self.branch.iter().find(|one| one.oid == *oid).unwrap();
            let changed = differences(&then.files, &self.tip().files);
            let (on_branch, changed) = (Some(true), Some(changed));
            Inspected { oid: oid.clone(), tree: oid.clone(), files: then.files.clone(), on_branch, changed }
        };
        Facts {
            refs: first_look.refs,
            tree: self.tip().oid.clone(),
            files: first_look.files,
            logs: wanted
                .logs
                .into_iter()
                .map(|of| {
                    let new = self.branch.iter().take_while(|one| Some(&one.oid) != of.since.as_ref());
                    Log { log: new.map(record).collect(), newer: None, of }
                })
                .collect(),
            commits: wanted.commits.iter().map(|one| inspected(&one.oid)).collect(),
            committer: ADA.to_string(),
            branches: wanted.branches.iter().map(|one| self.bump_branch(&one.name, &one.oid)).collect(),
            hosting,
            pulls: heads.iter().map(|head| self.pulls_of(head)).collect(),
            releases: wanted.releases.into_iter().map(|one| self.release_of(one.tag)).collect(),
            places: first_look.places,
            past: first_look.past,
            ..Facts::default()
        }
    }

    fn refs(&self) -> String {
        let tip = &self.tip().oid;
        let mut refs = format!("ref: refs/heads/main\tHEAD\n{tip}\tHEAD\n{tip}\trefs/heads/main\n");
        for (name, oid) in &self.heads {
            refs.push_str(&format!("{oid}\trefs/heads/{name}\n"));
        }
        for (name, oid, commit) in &self.tags {
            refs.push_str(&format!("{oid}\trefs/tags/{name}\n{commit}\trefs/tags/{name}^{{}}\n"));
        }
        refs
    }

    fn parent(&self, one: &Commit) -> String {
        let at = self.branch.iter().position(|other| other.oid == one.oid).unwrap();
        self.branch.get(at + 1).map(|parent| parent.oid.clone()).unwrap_or_default()
    }

    fn changed(&self, one: &Commit) -> Vec<String> {
        let parent = self.parent(one);
        let before = self.branch.iter().find(|other| other.oid == parent).map(|parent| parent.files.as_slice());
        differences(before.unwrap_or_default(), &one.files)
    }

    fn bump_branch(&self, name: &str, oid: &str) -> BumpBranch {
        let commit = self.commits.iter().find(|one| one.oid == oid).unwrap();
        let before = &self.branch.iter().find(|one| one.oid == commit.parent).unwrap().files;
        let changed = differences(before, &commit.files);
        BumpBranch {
            name: name.to_string(),
            oid: oid.to_string(),
            parents: vec![commit.parent.clone()],
            message: commit.message.clone(),
            committer: ADA.to_string(),
            files: commit.files.iter().filter(|one| changed.contains(&one.path)).cloned().collect(),
            before: before.clone(),
            changed,
            on_branch: true,
            age_seconds: 5,
        }
    }

    fn pulls_of(&self, head: &str) -> HeadPulls {
        let of_head = self.pulls.iter().filter(|(from, _)| from == head);
        HeadPulls { head: head.to_string(), pulls: of_head.map(|(_, pull)| pull.clone()).collect() }
    }

    fn release_of(&self, tag: String) -> ReleaseFact {
        let state = if self.releases.contains(&tag) { Presence::Present } else { Presence::Absent };
        let oid = self.tags.iter().find(|(name, ..)| *name == tag).map(|(_, oid, _)| oid);
        let said = self.tag_objects.iter().find(|(object, ..)| Some(object) == oid).map(|(.., said)| said.clone());
        ReleaseFact { message: said, release: (state == Presence::Present).then(published), state, tag }
    }

    /// Builds what a step asks for.
    pub(crate) fn build(&mut self, step: &Step) -> Outcome {
        let built = self.commits.len() + self.tag_objects.len() + 10;
        let (commit, files, tags) = match step {
            Step::Commit { parent, files, tags, message, .. } => {
                let mut all = self.branch.iter().find(|one| one.oid == *parent).unwrap().files.clone();
                for file in files {
                    match all.iter_mut().find(|old| old.path == file.path) {
                        Some(old) => old.text.clone_from(&file.text),
                        None => all.push(file.clone()),
                    }
                }
                let oid = format!("{built:040}");
                let (message, parent) = (message.clone(), parent.clone());
                self.commits.push(Commit { oid: oid.clone(), message, parent, files: all });
                (oid, files.clone(), tags)
            }
            Step::Tag { target, tags, .. } => (target.clone(), Vec::new(), tags),
            other => panic!("{other:?}"),
        };
        let object = |at: usize| format!("{:040}", built + 1 + at);
        let objects = tags.iter().enumerate().map(|(at, tag)| (object(at), commit.clone(), tag.message.clone()));
        self.tag_objects.extend(objects);
        Outcome::Built { commit, tags: (0..tags.len()).map(object).collect(), files }
    }

    /// Every ref of a push by itself, or all of them, or none.
    pub(crate) fn take(&mut self, updates: &[Update], atomic: bool) -> Outcome {
        if atomic && !self.atomic {
            let stderr = "fatal: the receiving end does not support --atomic push\n";
            return Outcome::Pushed(Pushed::read(Some(128), "", stderr));
        }
        let stale: Vec<bool> = updates.iter().map(|one| self.named(&one.name) != one.expect).collect();
        let any = stale.contains(&true);
        let mut rows = String::new();
        for (one, stale) in updates.iter().zip(stale) {
            let said = match (stale, any && atomic) {
                (true, _) => "!\tx:REF\t[rejected] (stale info)\n",
                (false, true) => "!\tx:REF\t[rejected] (atomic push failed)\n",
                (false, false) => {
                    self.move_ref(one);
                    "*\tx:REF\t[new]\n"
                }
            };
            rows.push_str(&said.replace("REF", &one.name));
        }
        Outcome::Pushed(Pushed::read(Some(i32::from(any)), &rows, ""))
    }

    fn named(&self, name: &str) -> String {
        let head = name.strip_prefix("refs/heads/").unwrap_or_default();
        match name.strip_prefix("refs/tags/") {
            Some(tag) => self.tags.iter().find(|(name, ..)| name == tag).map(|(_, oid, _)| oid.clone()),
            None if head == "main" => Some(self.tip().oid.clone()),
            None => self.heads.iter().find(|(name, _)| name == head).map(|(_, oid)| oid.clone()),
        }
        .unwrap_or_default()
    }

    fn move_ref(&mut self, Update { name, oid, .. }: &Update) {
        if let Some(tag) = name.strip_prefix("refs/tags/") {
            let (_, commit, _) = self.tag_objects.iter().find(|(object, ..)| object == oid).unwrap().clone();
            self.tags.push((tag.to_string(), oid.clone(), commit));
            return;
        }
        let head = name.strip_prefix("refs/heads/").unwrap();
        if head == "main" {
            let commit = self.commits.iter().find(|one| one.oid == *oid).unwrap().clone();
            self.branch.insert(0, commit);
            return;
        }
        self.heads.retain(|(name, _)| name != head);
        if !oid.is_empty() {
            self.heads.push((head.to_string(), oid.clone()));
            let open = self.pulls.iter_mut().filter(|(from, pull)| from == head && pull.open);
            open.for_each(|(_, pull)| pull.head_oid.clone_from(oid));
        }
    }

    /// Opens a pull request.
    pub(crate) fn open(&mut self, head: &str, body: &str) -> Outcome {
        let number = self.pulls.len() as u64 + 1;
        let url = format!("https://github.com/o/r/pull/{number}");
        let pull = Pull {
            number,
            url: url.clone(),
            node_id: "n".to_string(),
            open: true,
            merged: false,
            head_oid: self.named(&format!("refs/heads/{head}")),
            base: "main".to_string(),
            base_oid: String::new(),
            body: body.to_string(),
            closed_at: None,
            auto_merge: false,
            mergeable: Some(true),
        };
        self.pulls.push((head.to_string(), pull));
        Outcome::Opened { number, url, node_id: "n".to_string() }
    }

    /// Merges it as one new commit on the tip, with this message.
    pub(crate) fn merge(&mut self, number: u64, message: &str) {
        let (_, pull) = self.pulls.iter_mut().find(|(_, pull)| pull.number == number).unwrap();
        (pull.open, pull.merged) = (false, true);
        let proposed = self.commits.iter().find(|one| one.oid == pull.head_oid).unwrap().clone();
        let mut files = self.tip().files.clone();
        for file in &mut files {
            if let Some(new) = proposed.files.iter().find(|new| new.path == file.path) {
                file.text.clone_from(&new.text);
            }
        }
        let (oid, parent) = (format!("{:040}", 900 + self.branch.len()), self.tip().oid.clone());
        self.branch.insert(0, Commit { oid, message: message.to_string(), parent, files });
    }

    /// What the branch's past was, as a trace is told.
    pub(crate) fn past(&self) -> Vec<Past> {
        let past = |one: &Commit| Past {
            oid: one.oid.clone(),
            author: "Ada".to_string(),
            message: one.message.clone(),
            files: one.files.clone(),
        };
        self.branch.iter().map(past).collect()
    }

    /// I1: every tag names a commit of the branch at which its package says what the tag does.
    pub(crate) fn check(&self, trail: &str) {
        for (name, _, commit) in &self.tags {
            let (package, version) = name.rsplit_once('-').unwrap();
            let there = self.branch.iter().find(|one| one.oid == *commit);
            let Commit { files, .. } = there.unwrap_or_else(|| panic!("{trail}: `{name}` is not on the branch"));
            let file = member(package, version);
            assert!(files.contains(&file), "{trail}: `{name}` names a commit that says {files:?}");
        }
    }

    /// The tags that are not those of the beginning.
    pub(crate) fn new_tags(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.tags[2..].iter().map(|(name, ..)| name.as_str()).collect();
        version_first::ordered::sort(&mut names);
        names
    }
}

pub(crate) fn published() -> Published {
    Published { id: 1, url: "u".to_string(), upload_url: "u".to_string() }
}

fn differences(before: &[File], after: &[File]) -> Vec<String> {
    let old = |file: &&File| before.iter().all(|old| old != *file);
    after.iter().filter(old).map(|file| file.path.clone()).collect()
}
