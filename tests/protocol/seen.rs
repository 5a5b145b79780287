//! What a run sees of the world: one look, a stretch of history, where commits lie.

use version_first::facts::{Facts, FirstLook, Inspected, Log, Place, Since, WantedPlace};
use version_first::request::Request;
use version_first::run::{Outcome, Past, Step};

use crate::hosting::{Asked, moment};
use crate::world::{Commit, Oid, World};

impl World {
    /// The raw answer of `ls-remote`.
    fn refs(&self) -> String {
        let mut raw = format!("ref: refs/heads/main\tHEAD\n{0}\tHEAD\n{0}\trefs/heads/main\n", self.tip);
        for (name, oid) in &self.heads {
            raw += &format!("{oid}\trefs/heads/{name}\n");
        }
        for (name, tag) in &self.tags {
            raw += &format!("{}\trefs/tags/{name}\n", tag.object);
            if tag.object != tag.commit {
                raw += &format!("{}\trefs/tags/{name}^{{}}\n", tag.commit);
            }
        }
        raw
    }

    /// The branch's past from a commit on, newest first.
    fn past<'a>(&'a self, from: &'a Oid) -> impl Iterator<Item = (&'a Oid, &'a Commit)> {
        let mut next = Some(from);
        std::iter::from_fn(move || {
            let (oid, commit) = self.commits.get_key_value(next?)?;
            next = commit.parent.as_ref();
            Some((oid, commit))
        })
    }

    /// Whether a commit is on the branch.
    pub fn on_branch(&self, oid: &str) -> bool {
        self.past(&self.tip).any(|(one, _)| one == oid)
    }

    /// Everything a shell would read at one look. `pulls` was asked before; branches of the runs in `young` are young.
    pub fn look(&self, request: &Request, step: &Step, pulls: &Asked, young: &[usize]) -> Outcome {
        let Step::Look { heads, release, bare, .. } = step else { panic!("{step:?} is no look") };
        let refs = self.refs();
        let files = self.at_tip().files();
        let hosting = self.hosting.place();
        let mut first_look = FirstLook {
            refs: refs.clone(),
            files: files.clone(),
            hosting: hosting.clone(),
            heads: heads.clone(),
            release: *release,
            ..FirstLook::default()
        };
        if *bare {
            let (pulls, pulls_denied) = pulls.parts();
            return Outcome::Facts {
                facts: Box::new(Facts { refs, hosting, pulls, pulls_denied, ..Facts::default() }),
            };
        }
        let wants = loop {
            match version_first::wants(request, &first_look) {
                Ok(wants) if wants.places.is_empty() && wants.past.is_empty() => break wants,
                Ok(wants) => {
                    let found: Vec<Place> = wants.places.iter().map(|one| self.place(one)).collect();
                    first_look.places.retain(|known| found.iter().all(|one| one.oid != known.oid));
                    first_look.places.extend(found);
                    if !wants.past.is_empty() {
                        first_look.past = Some(self.touched(&self.tip).collect());
                    }
                }
                Err(error) => return Outcome::Refused { error },
            }
        };
        let inspect = |oid: &Oid, ancestry: bool, changed: bool| Inspected {
            oid: oid.clone(),
            tree: self.commits[oid].tree(),
            files: self.commits[oid].files(),
            on_branch: ancestry.then(|| self.on_branch(oid)),
            changed: changed.then(|| self.changed_since(oid)),
        };
        let names = |oid: &Oid| self.after(Some(oid)).map(|(oid, _)| format!("{oid}\n")).collect();
        let record = |(oid, commit): (&Oid, &Commit)| format!("{oid}\n{}\n{}\0", commit.author(), commit.message);
        let read = |of: Since| Log {
            log: self.after(of.since.as_ref()).map(record).collect(),
            newer: of.newer.as_ref().map(names),
            of,
        };
        let commits = wants.commits.iter().map(|one| inspect(&one.oid, one.ancestry, one.changed)).collect();
        let branches = wants.branches.iter().map(|one| self.branch(&one.name, &one.oid, young)).collect();
        let (pulls, pulls_denied) = pulls.parts();
        Outcome::Facts {
            facts: Box::new(Facts {
                refs,
                tree: self.at_tip().tree(),
                files,
                logs: wants.logs.into_iter().map(read).collect(),
                commits,
                committer: String::new(),
                tip_time: moment(self.tips.len()),
                hosting,
                branches,
                pulls,
                onto: Vec::new(),
                pulls_denied,
                releases: wants.releases.iter().map(|wanted| self.release(&wanted.tag)).collect(),
                places: first_look.places,
                past: first_look.past,
                holders: Vec::new(),
            }),
        }
    }

    /// The commits of the branch that an older one does not hold, newest first.
    fn after<'a>(&'a self, oid: Option<&'a Oid>) -> impl Iterator<Item = (&'a Oid, &'a Commit)> {
        let held: Vec<&Oid> = oid.into_iter().flat_map(|oid| self.past(oid)).map(|(oid, _)| oid).collect();
        self.past(&self.tip).take_while(move |(oid, _)| !held.contains(oid))
    }

    /// The first-parent commits that touched the manifests, newest first.
    pub fn history(&self, tip: &Oid, limit: u32) -> Outcome {
        let all: Vec<Past> = self.touched(tip).collect();
        let complete = all.len() <= limit as usize;
        Outcome::History { commits: all.into_iter().take(limit as usize).collect(), complete }
    }

    /// The first-parent commits that touched the manifests, newest first.
    fn touched<'a>(&'a self, tip: &'a Oid) -> impl Iterator<Item = Past> + 'a {
        let touched = self.past(tip).filter(|(_, commit)| {
            let before = commit.parent.as_ref().map(|parent| &self.commits[parent].versions);
            before != Some(&commit.versions)
        });
        touched.map(|(oid, commit)| {
            let merged = commit.second.as_ref().map(|second| &self.commits[second].message);
            let message = format!("{}\n{}", commit.message, merged.map_or("", String::as_str));
            Past { oid: oid.clone(), author: "person".to_string(), message, files: commit.files() }
        })
    }

    /// Whether a commit is in the tip's history, by whatever parents.
    pub fn knows(&self, oid: &str) -> bool {
        let mut open = vec![&self.tip];
        while let Some(one) = open.pop() {
            if one == oid {
                return true;
            }
            let commit = &self.commits[one];
            open.extend(commit.parent.iter().chain(&commit.second));
        }
        false
    }

    /// Where a commit lies, as a shell would find out.
    fn place(&self, wanted: &WantedPlace) -> Place {
        let oid = &wanted.oid;
        let commit = &self.commits[oid];
        let on_branch = self.knows(oid);
        let parent = commit.parent.clone().filter(|parent| !on_branch && commit.second.is_none() && self.knows(parent));
        let searched = wanted.search && !on_branch;
        let below: Vec<&Oid> = self.past(oid).map(|(below, _)| below).collect();
        let newest = self.past(&self.tip).find(|(_, other)| other.tree() == commit.tree());
        let heads = self.heads.values().flat_map(|head| self.past(head)).map(|(_, other)| other);
        Place {
            oid: oid.clone(),
            on_branch,
            seconds: 0,
            before: parent.iter().flat_map(|parent| self.commits[parent].files()).collect(),
            files: parent.iter().flat_map(|_| commit.files()).collect(),
            parent,
            searched,
            twin: newest.map(|(twin, _)| twin.clone()).filter(|twin| searched && !below.contains(&twin)),
            built_on: searched && heads.into_iter().any(|other| other.parent.as_ref() == Some(oid)),
        }
    }

    /// The paths in which the tip differs from a commit.
    fn changed_since(&self, oid: &str) -> Vec<String> {
        let (then, now) = (&self.commits[oid], self.at_tip());
        let manifests = now.files().into_iter().filter(|file| !then.files().contains(file)).map(|file| file.path);
        manifests.chain((then.content != now.content).then(|| "code".to_string())).collect()
    }
}
