//! A repository small enough to be written down in a paragraph, and what a shell would find out about it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use version_first::facts::{Facts, FirstLook, Inspected, Log, Past, Place, Since, WantedPlace};
use version_first::hosting::{Hosting, Kind, Presence, Published, ReleaseFact};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{Outcome, Plan, Step, advance, plan};

/// How often anything is asked for.
const ROUNDS: usize = 30;

/// A tree: texts by path.
pub type Tree = BTreeMap<String, String>;

/// A commit.
#[derive(Debug, Clone, Default)]
pub struct Commit {
    pub name: String,
    pub parents: Vec<usize>,
    pub message: String,
    pub tree: Tree,
    pub tags: Vec<String>,
}

/// A repository, and what a run is asked for there.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// Oldest first.
    pub commits: Vec<Commit>,
    /// Branches, and where they stand.
    pub branches: Vec<(String, usize)>,
    /// The tags that have a release, where there is a server that knows of any.
    pub releases: Option<Vec<String>>,
    pub request: Value,
}

/// An object's name for a commit's.
pub fn oid(name: &str) -> String {
    let digits: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("{digits:0<40}")
}

/// The commit with an object's name.
pub fn named(commits: &[Commit], oid: &str) -> usize {
    commits.iter().position(|commit| self::oid(&commit.name) == oid).unwrap_or_else(|| panic!("no commit {oid}"))
}

/// Manifests as the shell would read them: asked for until no more are wanted.
fn files(request: &Request, tree: &Tree, only_read: bool) -> Vec<File> {
    let paths: Vec<&str> = tree.keys().map(String::as_str).collect();
    let mut read: Vec<File> = Vec::new();
    for _ in 0..ROUNDS {
        let wanted = version_first::needs(request, &paths.join("\0"), &read, only_read).unwrap();
        if wanted.is_empty() {
            return read;
        }
        read.extend(wanted.into_iter().map(|path| File { text: tree[&path].clone(), path }));
    }
    panic!("no end of files: {paths:?}");
}

impl Graph {
    fn tip(&self, request: &Request) -> usize {
        let branch = request.branch.as_deref().unwrap_or("main");
        self.branches.iter().find(|(name, _)| name == branch).unwrap().1
    }

    fn refs(&self) -> String {
        let main = self.branches.iter().find(|(name, _)| name == "main").unwrap().1;
        let of = |at: usize| oid(&self.commits[at].name);
        let mut refs = format!("ref: refs/heads/main\tHEAD\n{}\tHEAD\n", of(main));
        for (name, at) in &self.branches {
            refs += &format!("{}\trefs/heads/{name}\n", of(*at));
        }
        for commit in &self.commits {
            for tag in &commit.tags {
                refs += &format!("{}\trefs/tags/{tag}\n", oid(&commit.name));
            }
        }
        refs
    }

    /// Every commit that these hold, themselves included.
    pub fn held(&self, from: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut held = BTreeSet::new();
        let mut open: Vec<usize> = from.into_iter().collect();
        while let Some(at) = open.pop() {
            if held.insert(at) {
                open.extend(&self.commits[at].parents);
            }
        }
        held
    }

    /// A commit and its first parents, newest first.
    fn line(&self, from: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(from), |at| self.commits[*at].parents.first().copied())
    }

    fn place(&self, request: &Request, wanted: &WantedPlace, asked: &[usize]) -> Place {
        let (at, tip) = (named(&self.commits, &wanted.oid), self.tip(request));
        let here = self.held([tip]);
        let commit = &self.commits[at];
        let on_branch = here.contains(&at);
        let parent = match commit.parents.as_slice() {
            [parent] if !on_branch && here.contains(parent) => Some(*parent),
            _ => None,
        };
        let searched = wanted.search && !on_branch;
        let below = self.held([at]);
        let twin = self.line(tip).find(|other| self.commits[*other].tree == commit.tree);
        let heads = self.branches.iter().map(|(_, head)| *head).filter(|head| *head != tip);
        let aside = self.held(asked.iter().copied().chain(heads));
        let mut aside = aside.difference(&here);
        let read = |at: usize| files(request, &self.commits[at].tree, true);
        Place {
            oid: wanted.oid.clone(),
            on_branch,
            seconds: at as u64,
            before: parent.map(read).unwrap_or_default(),
            files: parent.map(|_| read(at)).unwrap_or_default(),
            parent: parent.map(|parent| oid(&self.commits[parent].name)),
            searched,
            twin: twin.filter(|twin| searched && !below.contains(twin)).map(|twin| oid(&self.commits[twin].name)),
            built_on: searched && aside.any(|other| self.commits[*other].parents.contains(&at)),
        }
    }

    /// The commits along the first parents that touched the manifests, newest first.
    fn past(&self, request: &Request, tip: usize, paths: &[String]) -> Vec<Past> {
        let touches = |at: &usize| {
            let before = self.commits[*at].parents.first().map(|parent| &self.commits[*parent].tree);
            paths.iter().any(|path| before.and_then(|tree| tree.get(path)) != self.commits[*at].tree.get(path))
        };
        let past = |at: usize| {
            let commit = &self.commits[at];
            let merged = commit.parents.get(1).map(|second| self.commits[*second].message.as_str());
            let message = [Some(commit.message.as_str()), merged].into_iter().flatten().collect::<Vec<_>>().join("\n");
            let (author, files) = ("Ada".to_string(), files(request, &commit.tree, true));
            Past { oid: oid(&commit.name), author, message, files }
        };
        self.line(tip).filter(touches).map(past).collect()
    }

    fn inspect(&self, request: &Request, oid: &str, changed: bool) -> Inspected {
        let (at, tip) = (named(&self.commits, oid), self.tip(request));
        let (then, now) = (&self.commits[at].tree, &self.commits[tip].tree);
        let paths: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
        let differ =
            || paths.iter().filter(|path| then.get(**path) != now.get(**path)).map(ToString::to_string).collect();
        Inspected {
            oid: oid.to_string(),
            tree: tree_of(then),
            files: files(request, then, true),
            on_branch: Some(self.held([tip]).contains(&at)),
            changed: changed.then(differ),
        }
    }

    /// All that one look sees.
    fn look(&self, request: &Request, release: bool) -> version_first::Result<Facts> {
        let (refs, tip) = (self.refs(), self.tip(request));
        let tree = &self.commits[tip].tree;
        let hosting = self.releases.as_ref().map(|_| Hosting {
            kind: Kind::Github,
            name: "o/r".to_string(),
            server_url: "https://example.com".to_string(),
        });
        let files = files(request, tree, false);
        let mut first_look = FirstLook { refs, files, hosting, release, ..FirstLook::default() };
        let mut rounds = 0..ROUNDS;
        let wants = loop {
            let wants = version_first::wants(request, &first_look)?;
            assert!(rounds.next().is_some(), "no end of places: {wants:?}");
            if wants.places.is_empty() && wants.past.is_empty() {
                break wants;
            }
            let asked: Vec<usize> = wants.places.iter().map(|one| named(&self.commits, &one.oid)).collect();
            let found: Vec<Place> = wants.places.iter().map(|one| self.place(request, one, &asked)).collect();
            first_look.places.retain(|known| found.iter().all(|one| one.oid != known.oid));
            first_look.places.extend(found);
            if !wants.past.is_empty() {
                first_look.past = Some(self.past(request, tip, &wants.past));
            }
        };
        let since = |oid: Option<&String>| {
            let known = self.held(oid.map(|oid| named(&self.commits, oid)));
            let new: BTreeSet<usize> = self.held([tip]).difference(&known).copied().collect();
            new.into_iter().rev()
        };
        let record = |at: usize| {
            let commit = &self.commits[at];
            let parents: Vec<String> = commit.parents.iter().map(|parent| oid(&self.commits[*parent].name)).collect();
            format!("{} {}\nAda <ada@example.org>\n{}\n\0", oid(&commit.name), parents.join(" "), commit.message)
        };
        let names = |oid: &String| since(Some(oid)).map(|at| self::oid(&self.commits[at].name) + "\n").collect();
        let read = |of: Since| Log {
            log: since(of.since.as_ref()).map(record).collect(),
            newer: of.newer.as_ref().map(names),
            of,
        };
        let state = |tag: &String| {
            let there = self.commits.iter().any(|commit| commit.tags.contains(tag));
            match self.releases.iter().flatten().any(|other| other == tag) {
                true => Presence::Present,
                // Nothing of ours: it is not asked about.
                false if there => Presence::Unknown,
                false => Presence::Absent,
            }
        };
        let known = |tag: String| {
            let stands = || Published { id: 1, url: String::new(), upload_url: String::new() };
            let (state, message) = (state(&tag), None);
            ReleaseFact { tag, state, message, release: (state == Presence::Present).then(stands) }
        };
        Ok(Facts {
            refs: first_look.refs,
            tree: tree_of(tree),
            files: first_look.files,
            logs: wants.logs.into_iter().map(read).collect(),
            commits: wants.commits.iter().map(|one| self.inspect(request, &one.oid, one.changed)).collect(),
            tip_time: "2026-01-01T00:00:00Z".to_string(),
            hosting: first_look.hosting,
            releases: wants.releases.into_iter().map(|wanted| known(wanted.tag)).collect(),
            places: first_look.places,
            past: first_look.past,
            ..Facts::default()
        })
    }

    /// A run up to the first step that would make something.
    pub fn run(&self) -> Plan {
        let mut json = self.request.clone();
        json["run"] = json!({"id": "7", "attempt": "1"});
        let request: Request = serde_json::from_value(json).unwrap();
        let mut plan = plan(&request, None);
        for _ in 0..ROUNDS {
            let outcome = match &plan.step {
                Some(Step::Look { release, .. }) => match self.look(&request, *release) {
                    Ok(facts) => Outcome::Facts { facts: Box::new(facts) },
                    Err(error) => Outcome::Refused { error },
                },
                Some(Step::History { tip, paths, limit }) => {
                    let mut commits = self.past(&request, named(&self.commits, tip), paths);
                    let complete = commits.len() < *limit as usize;
                    commits.truncate(*limit as usize);
                    Outcome::History { commits, complete }
                }
                _ => return plan,
            };
            plan = advance(plan, outcome).unwrap();
        }
        panic!("no end of looks: {:?}", plan.step);
    }
}

fn tree_of(tree: &Tree) -> String {
    format!("{tree:?}")
}
