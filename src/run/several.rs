//! Several packages in one release: one commit, a tag each. What a plan makes of two is walked through here in every order of
//! answers, with a small remote that keeps what it is given: no tag of ours ever tells a lie about its package.

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::arithmetic_side_effects)]

    use super::super::*;
    use crate::answers::Pushed;
    use crate::hosting::{Denial, HeadPulls, Hosting, Kind};
    use crate::manifest::File;
    use crate::release::decide::{Decision, Releases, decide};
    use crate::release::facts::{Inspected, Place};
    use crate::release::view::View;
    use crate::release::words::message::{trailer_of, trailer_of_tag};

    const OLD: &str = "7777777777777777777777777777777777777777";
    const TIP: &str = "1111111111111111111111111111111111111111";
    /// The packages, and the version each is released as.
    const BOTH: [(&str, &str); 2] = [("globset", "0.4.20"), ("ignore", "0.4.30")];

    #[derive(Clone)]
    struct Remote {
        /// First parents from the tip: each commit, and what it holds.
        branch: Vec<(String, Vec<File>)>,
        /// Name, what the ref names, and the commit that comes to.
        tags: Vec<(String, String, String)>,
        heads: Vec<(String, String)>,
        /// Objects that were built: commits with what they hold, tags with what they name.
        commits: Vec<(String, Vec<File>)>,
        tag_objects: Vec<(String, String)>,
        atomic: bool,
        hosting: bool,
    }

    fn member(name: &str, version: &str) -> File {
        let text = format!("[package]\nname = \"{name}\"\nversion = \"{version}\"\n");
        File { path: format!("crates/{name}/Cargo.toml"), text }
    }

    fn remote() -> Remote {
        let root = File { path: "Cargo.toml".to_string(), text: "[workspace]\nmembers = [\"crates/*\"]\n".to_string() };
        let files = vec![root, member("globset", "0.4.19"), member("ignore", "0.4.29")];
        let tag = |name: &str| (name.to_string(), OLD.to_string(), OLD.to_string());
        Remote {
            branch: vec![(TIP.to_string(), files.clone()), (OLD.to_string(), files)],
            tags: vec![tag("globset-0.4.19"), tag("ignore-0.4.29")],
            heads: Vec::new(),
            commits: Vec::new(),
            tag_objects: Vec::new(),
            atomic: true,
            hosting: false,
        }
    }

    fn request(package: &str) -> Request {
        let request = serde_json::json!({"package": package, "run": {"id": "7", "attempt": "1"}});
        serde_json::from_value(request).unwrap()
    }

    impl Remote {
        fn facts(&self, heads: &[String]) -> Facts {
            let (tip, files) = &self.branch[0];
            let mut refs = format!("ref: refs/heads/main\tHEAD\n{tip}\tHEAD\n{tip}\trefs/heads/main\n");
            for (name, oid) in &self.heads {
                refs.push_str(&format!("{oid}\trefs/heads/{name}\n"));
            }
            for (name, oid, commit) in &self.tags {
                refs.push_str(&format!("{oid}\trefs/tags/{name}\n{commit}\trefs/tags/{name}^{{}}\n"));
            }
            let inspected = |(oid, then): &(String, Vec<File>)| Inspected {
                oid: oid.clone(),
                tree: oid.clone(),
                files: then.clone(),
                on_branch: Some(true),
                changed: Some(if oid == tip {
                    Vec::new()
                } else {
                    BOTH.map(|(name, _)| format!("crates/{name}/x")).to_vec()
                }),
            };
            let place =
                |(oid, _): &(String, Vec<File>)| Place { oid: oid.clone(), on_branch: true, ..Place::default() };
            Facts {
                refs,
                tree: tip.clone(),
                files: files.clone(),
                commits: self.branch.iter().map(inspected).collect(),
                places: self.branch.iter().map(place).collect(),
                past: Some(Vec::new()),
                hosting: self.hosting.then(|| Hosting {
                    kind: Kind::Github,
                    name: "o/r".to_string(),
                    server_url: "https://github.com".to_string(),
                }),
                pulls: heads.iter().map(|head| HeadPulls { head: head.clone(), pulls: Vec::new() }).collect(),
                ..Facts::default()
            }
        }

        /// What is decided for one package.
        fn decided(&self, package: &str) -> Option<Proposal> {
            let (request, facts) = (request(package), self.facts(&[]));
            let view = View::new(&request, &facts, &[]).unwrap();
            match decide(&view).unwrap().0 {
                Decision::Release(proposal) => Some(*proposal),
                _ => None,
            }
        }

        /// Both together, at the same tip; `None`: one of them has nothing to release by a commit.
        fn together(&self) -> Option<Proposal> {
            let (one, other) = (self.decided(BOTH[0].0)?, self.decided(BOTH[1].0)?);
            let (Way::NewCommit { files, skip_ci, remark }, Way::NewCommit { files: more, .. }) = (one.way, other.way)
            else {
                return None;
            };
            Some(Proposal {
                releases: Releases { first: one.releases.first, more: vec![other.releases.first] },
                changed_files: one.changed_files.into_iter().chain(other.changed_files).collect(),
                others: Vec::new(),
                way: Way::NewCommit { files: files.into_iter().chain(more).collect(), skip_ci, remark },
                ..one
            })
        }

        fn build(&mut self, step: &Step) -> Outcome {
            let built = self.commits.len() + self.tag_objects.len() + 10;
            let (commit, files, tags) = match step {
                Step::Commit { parent, files, tags, .. } => {
                    let (_, mut all) = self.branch.iter().find(|(oid, _)| oid == parent).unwrap().clone();
                    for file in files {
                        all.iter_mut().find(|old| old.path == file.path).unwrap().text.clone_from(&file.text);
                    }
                    let oid = format!("{built:040}");
                    self.commits.push((oid.clone(), all));
                    (oid, files.clone(), tags)
                }
                Step::Tag { target, tags, .. } => (target.clone(), Vec::new(), tags),
                other => panic!("{other:?}"),
            };
            let object = |at: usize| format!("{:040}", built + 1 + at);
            let tags: Vec<String> = (0..tags.len()).map(object).collect();
            self.tag_objects.extend(tags.iter().map(|tag| (tag.clone(), commit.clone())));
            Outcome::Built { commit, tags, files }
        }

        /// Every ref of a push by itself, or all of them, or none. Returns git's rows.
        fn take(&mut self, updates: &[Update], atomic: bool) -> Outcome {
            if atomic && !self.atomic {
                let stderr = "fatal: the receiving end does not support --atomic push\n";
                return Outcome::Pushed(Pushed::read(Some(128), "", stderr));
            }
            let fits = |one: &Update| self.named(&one.name) == one.expect;
            let stale: Vec<bool> = updates.iter().map(|one| !fits(one)).collect();
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
            let tag = name.strip_prefix("refs/tags/").map(|tag| self.tags.iter().find(|(name, ..)| name == tag));
            match (tag, name.strip_prefix("refs/heads/")) {
                (Some(tag), _) => tag.map(|(_, oid, _)| oid.clone()).unwrap_or_default(),
                (_, Some("main")) => self.branch[0].0.clone(),
                (_, head) => {
                    let there = self.heads.iter().find(|(name, _)| Some(name.as_str()) == head);
                    there.map(|(_, oid)| oid.clone()).unwrap_or_default()
                }
            }
        }

        fn move_ref(&mut self, Update { name, oid, .. }: &Update) {
            if let Some(tag) = name.strip_prefix("refs/tags/") {
                let (_, commit) = self.tag_objects.iter().find(|(object, _)| object == oid).unwrap().clone();
                self.tags.push((tag.to_string(), oid.clone(), commit));
                return;
            }
            let head = name.strip_prefix("refs/heads/").unwrap();
            if head == "main" {
                let commit = self.commits.iter().find(|(commit, _)| commit == oid).unwrap().clone();
                self.branch.insert(0, commit);
                return;
            }
            self.heads.retain(|(name, _)| name != head);
            if !oid.is_empty() {
                self.heads.push((head.to_string(), oid.clone()));
            }
        }

        /// I1: every tag names a commit of the branch at which its package says what the tag does.
        fn check(&self, trail: &str) {
            for (name, _, commit) in &self.tags {
                let (package, version) = name.rsplit_once('-').unwrap();
                let there = self.branch.iter().find(|(oid, _)| oid == commit);
                let (_, files) = there.unwrap_or_else(|| panic!("{trail}: `{name}` is not on the branch"));
                let file = member(package, version);
                assert!(files.contains(&file), "{trail}: `{name}` names a commit that says {files:?}");
            }
        }
    }

    /// Walks on from a plan in every order of answers; `faults`: how many may still go wrong. Returns how many ends there are.
    fn walk(plan: Plan, remote: &Remote, faults: u32, trail: &str) -> u32 {
        remote.check(trail);
        let Some(step) = plan.step.clone() else {
            let report = plan.result.unwrap();
            for released in &report.released {
                let stands =
                    remote.tags.iter().any(|(name, _, commit)| *name == released.tag && *commit == released.sha);
                assert!(stands, "{trail}: {} is reported", released.tag);
            }
            if trail.split(' ').all(|one| matches!(one, "" | "built" | "pushed" | "looked" | "followed")) {
                let tags: Vec<&str> = report.released.iter().map(|released| released.tag.as_str()).collect();
                assert_eq!(tags, ["globset-0.4.20", "ignore-0.4.30"], "{trail}");
                assert!(report.released[0].sha == report.released[1].sha && remote.branch.len() == 3, "{trail}");
            }
            assert!(remote.heads.is_empty(), "{trail}: {:?} are left", remote.heads);
            return 1;
        };
        let next = |outcome: Outcome, after: &Remote, faults: u32, what: &str| {
            walk(advance(plan.clone(), outcome).unwrap(), after, faults, &format!("{trail} {what}"))
        };
        let mut after = remote.clone();
        match &step {
            Step::Look { heads, .. } => {
                let facts = Box::new(remote.facts(heads));
                let looked = advance(plan.clone(), Outcome::Facts { facts }).unwrap();
                // What is decided at this look for one package is decided for both.
                let both = remote.together().filter(|_| matches!(looked.step, Some(Step::Commit { .. })));
                let on = match both {
                    Some(both) => direct::build(Plan { step: None, ..looked }, both, false),
                    None => looked,
                };
                walk(on, remote, faults, &format!("{trail} looked"))
            }
            Step::Commit { .. } | Step::Tag { .. } => {
                let built = after.build(&step);
                let mut ends = next(built.clone(), &after, faults, "built");
                if let Outcome::Built { commit, mut tags, files } = built
                    && faults > 0
                {
                    tags.pop();
                    ends += next(Outcome::Built { commit, tags, files }, &after, faults - 1, "built-too-little");
                }
                ends
            }
            Step::Push { atomic, updates } => {
                let answer = after.take(updates, *atomic);
                let mut ends = next(answer, &after, faults, "pushed");
                if faults == 0 {
                    return ends;
                }
                let lost = Outcome::Pushed(Pushed::default());
                ends += next(lost.clone(), &after, faults - 1, "landed-and-lost");
                ends += next(lost.clone(), remote, faults - 1, "lost");
                for one in updates.iter().filter(|_| !*atomic && updates.len() > 1) {
                    let mut partly = remote.clone();
                    partly.take(std::slice::from_ref(one), false);
                    ends += next(lost.clone(), &partly, faults - 1, "partly-and-lost");
                }
                // Somebody takes a number away just before: by a tag of a commit that does say it, as a person may.
                let mut raced = remote.clone();
                let released = BOTH.map(|(name, version)| member(name, version));
                raced
                    .branch
                    .insert(0, ("8".repeat(40), raced.branch[0].1.iter().map(|file| moved(file, &released)).collect()));
                raced.tags.push(("ignore-0.4.30".to_string(), "8".repeat(40), "8".repeat(40)));
                if remote.tags.iter().all(|(name, ..)| name != "ignore-0.4.30") && remote.branch.len() == 2 {
                    let answer = raced.take(updates, *atomic);
                    ends += next(answer, &raced, faults - 1, "raced");
                }
                ends
            }
            Step::Follow { .. } => {
                next(Outcome::Followed { checkout: Checkout::Untouched, why: None }, &after, faults, "followed")
            }
            Step::History { .. } => {
                let past = |(oid, files): &(String, Vec<File>)| Past {
                    oid: oid.clone(),
                    author: "Ada".to_string(),
                    message: String::new(),
                    files: files.clone(),
                };
                let commits = remote.branch.iter().map(past).collect();
                next(Outcome::History { commits, complete: true }, &after, faults, "traced")
            }
            other => panic!("{trail}: {other:?}"),
        }
    }

    fn moved(file: &File, to: &[File]) -> File {
        to.iter().find(|one| one.path == file.path).unwrap_or(file).clone()
    }

    fn begun(remote: &Remote) -> Plan {
        direct::build(Plan::new(&request(BOTH[0].0)), remote.together().unwrap(), false)
    }

    #[test]
    fn two_packages_are_one_commit_and_two_tags() {
        let plan = begun(&remote());
        let Some(Step::Commit { parent, files, message, tags, .. }) = &plan.step else { panic!("{:?}", plan.step) };
        assert_eq!(parent, TIP);
        assert_eq!(files, &BOTH.map(|(name, version)| member(name, version)));
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["globset-0.4.20", "ignore-0.4.30"]);
        assert!(message.starts_with("chore(release): globset-0.4.20, ignore-0.4.30"), "{message}");
        for (tag, (_, version)) in tags.iter().zip(BOTH) {
            assert_eq!(trailer_of(&tag.message).unwrap().version, version);
            let told = trailer_of_tag(message, &tag.name).unwrap();
            assert!(told.version == version && told.tagged, "{message}");
        }
        let view = serde_json::to_value(plan.proposal.as_ref().unwrap()).unwrap();
        assert_eq!((&view["version"], &view["releases"][1]["tag"]), (&"0.4.20".into(), &"ignore-0.4.30".into()));
        let state = serde_json::json!({"state": serde_json::to_value(&plan).unwrap()["state"]});
        assert_eq!(serde_json::from_value::<Plan>(state).unwrap().proposal, plan.proposal);
    }

    #[test]
    fn whatever_is_answered_no_tag_of_two_is_wrong() {
        for atomic in [true, false] {
            let remote = Remote { atomic, ..remote() };
            let ends = walk(begun(&remote), &remote, 2, "");
            assert!(ends >= 12, "{ends} ends");
        }
    }

    #[test]
    fn a_bump_branch_of_two_is_taken_away_with_its_refused_pull_request() {
        let mut remote = Remote { hosting: true, ..remote() };
        let head = "chore/version-bump-globset-0.4.20".to_string();
        let (request, facts) = (request(BOTH[0].0), remote.facts(std::slice::from_ref(&head)));
        let request = Request { mode: crate::release::request::Mode::PullRequest, ..request };
        let view = View::new(&request, &facts, &[]).unwrap();
        let mut plan = Plan::new(&request);
        plan.run.hosting.clone_from(&facts.hosting);
        let mut plan = propose::choose(plan, &view, remote.together().unwrap(), &[]);
        let Some(Step::Commit { branch, message, tags, .. }) = &plan.step else { panic!("{:?}", plan.step) };
        assert!(*branch == head && tags.is_empty());
        for (name, version) in BOTH {
            let told = trailer_of_tag(message, &format!("{name}-{version}")).unwrap();
            assert!(told.version == version && told.stamp.is_some() && !told.tagged, "{message}");
        }
        let mut refused = false;
        while let Some(step) = plan.step.clone() {
            let outcome = match &step {
                Step::Commit { .. } => remote.build(&step),
                Step::Push { updates, atomic } => remote.take(updates, *atomic),
                Step::OpenPull { body, .. } => {
                    assert!(body.contains("`0.4.20`") && body.contains("`ignore-0.4.30`"), "{body}");
                    assert_eq!(remote.heads.len(), 1);
                    refused = true;
                    Outcome::Denied(Denial { status: Some(403), text: "no".to_string(), retry_after: None })
                }
                Step::Look { heads, .. } => Outcome::Facts { facts: Box::new(remote.facts(heads)) },
                other => panic!("{other:?}"),
            };
            plan = advance(plan, outcome).unwrap();
        }
        assert!(refused && plan.result.unwrap().status == Status::Failed);
        assert!(remote.heads.is_empty() && remote.tags.len() == 2, "{:?} {:?}", remote.heads, remote.tags);
    }
}
