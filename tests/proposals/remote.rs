//! A remote in few words, and what a run does about it.

use serde_json::json;
use version_first::answers::Pushed;
use version_first::facts::{Facts, Inspected, Log, Place, Since};
use version_first::hosting::{BumpBranch, Denial, HeadPulls, Hosting, Kind, Pull, ReleaseFact};
use version_first::manifest::File;
use version_first::request::Request;
use version_first::run::{BumpTarget, Checkout, Doing, Outcome, Plan, Step, Stop, Target, Update, Why, advance, plan};

pub const TIP: &str = "1111111111111111111111111111111111111111";
pub const OLD: &str = "2222222222222222222222222222222222222222";
pub const TAGGED: &str = "3333333333333333333333333333333333333333";
pub const TAG_OBJECT: &str = "4444444444444444444444444444444444444444";
pub const BUMP: &str = "5555555555555555555555555555555555555555";
pub const TREE: &str = "6666666666666666666666666666666666666666";

/// A remote whose newest tag is of 1.0.0, with something new on top, and whatever stands beside it.
#[derive(Clone)]
pub struct Remote {
    pub branch: &'static str,
    /// What package.json says at the tip.
    pub says: &'static str,
    /// What Cargo.toml says there, where there is one.
    pub cargo: Option<&'static str>,
    pub tags: Vec<&'static str>,
    /// What package.json says at the newest tag.
    pub tagged_says: &'static str,
    pub same_tree: bool,
    pub branches: Vec<BumpBranch>,
    /// Each with the head it comes from.
    pub pulls: Vec<(&'static str, Pull)>,
    pub pulls_denied: bool,
    pub no_hosting: bool,
    pub releases: Vec<ReleaseFact>,
    pub request: serde_json::Value,
    pub gitea: bool,
}

pub fn remote() -> Remote {
    Remote {
        branch: "main",
        says: "1.0.0",
        cargo: None,
        tags: vec!["v1.0.0"],
        tagged_says: "1.0.0",
        same_tree: false,
        branches: Vec::new(),
        pulls: Vec::new(),
        pulls_denied: false,
        no_hosting: false,
        releases: Vec::new(),
        request: json!({"mode": "pull-request", "githubRelease": "false"}),
        gitea: false,
    }
}

pub fn package(version: &str) -> File {
    File { path: "package.json".to_string(), text: format!("{{\"version\": \"{version}\"}}\n") }
}

pub fn message(version: &str) -> String {
    format!("chore(release): {version}\n\nVersion-First: {version}; run=1; attempt=1; build=1\n")
}

/// By whom a run commits here.
pub const WE: &str = "We <we@example.com>";

/// What a bump commit's trailer says of its parent and committer: FNV-1a, written down here once more.
pub fn stamped(branch: &BumpBranch, parent: &str, committer: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let stamp = format!("{parent}\n{committer}").bytes().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{}; stamp={:012x}\n", branch.message.trim_end(), stamp >> 16)
}

/// A bump branch of ours on the tip, an hour old, without a pull request.
pub fn bump(version: &str) -> BumpBranch {
    BumpBranch {
        name: format!("chore/version-bump-{version}"),
        oid: BUMP.to_string(),
        parents: vec![TIP.to_string()],
        message: message(version),
        committer: WE.to_string(),
        changed: vec!["package.json".to_string()],
        files: vec![package(version)],
        before: vec![package("1.0.0")],
        on_branch: true,
        age_seconds: 3600,
    }
}

/// An open pull request whose head is [`BUMP`].
pub fn open(number: u64) -> Pull {
    Pull {
        number,
        url: format!("https://example.com/{number}"),
        node_id: "PR".to_string(),
        open: true,
        merged: false,
        head_oid: BUMP.to_string(),
        base: "main".to_string(),
        base_oid: TIP.to_string(),
        body: "This brings it.".to_string(),
        closed_at: None,
        auto_merge: false,
        mergeable: None,
    }
}

/// The tip is of noon; this one was closed an hour later.
pub fn closed(number: u64) -> Pull {
    Pull { open: false, closed_at: Some("2026-01-01T13:00:00Z".to_string()), ..open(number) }
}

impl Remote {
    pub fn refs(&self) -> String {
        let mut refs = format!("ref: refs/heads/{0}\tHEAD\n{TIP}\trefs/heads/{0}\n", self.branch);
        for branch in &self.branches {
            refs += &format!("{}\trefs/heads/{}\n", branch.oid, branch.name);
        }
        for tag in &self.tags {
            refs += &format!("{TAG_OBJECT}\trefs/tags/{tag}\n{TAGGED}\trefs/tags/{tag}^{{}}\n");
        }
        refs
    }

    fn files(&self) -> Vec<File> {
        let cargo = |version: &str| File { path: "Cargo.toml".to_string(), text: CARGO.replace("1.0.0", version) };
        [package(self.says)].into_iter().chain(self.cargo.map(cargo)).collect()
    }

    pub fn facts(&self, heads: &[String], mergeable: &[u64]) -> Facts {
        let of = |head: &String| HeadPulls {
            head: head.clone(),
            pulls: self
                .pulls
                .iter()
                .filter(|(from, _)| from == head)
                .map(|(_, pull)| Pull {
                    mergeable: pull.mergeable.filter(|_| mergeable.contains(&pull.number)),
                    ..pull.clone()
                })
                .collect(),
        };
        let meant = |(_, one): &(&str, Pull)| HeadPulls { head: one.base.clone(), pulls: vec![one.clone()] };
        let denial = Denial { status: Some(403), text: "Resource not accessible".to_string(), retry_after: None };
        Facts {
            refs: self.refs(),
            tree: TREE.to_string(),
            files: self.files(),
            logs: vec![Log {
                of: Since { since: (!self.tags.is_empty()).then(|| TAGGED.to_string()), ..Since::default() },
                log: format!("{TIP}\nAda\nfix: a leak\0"),
                newer: None,
            }],
            commits: vec![Inspected {
                oid: TAGGED.to_string(),
                tree: if self.same_tree { TREE } else { TAGGED }.to_string(),
                files: vec![package(self.tagged_says)],
                on_branch: Some(true),
                changed: None,
            }],
            committer: WE.to_string(),
            tip_time: "2026-01-01T12:00:00Z".to_string(),
            hosting: (!self.no_hosting).then(|| Hosting {
                kind: if self.gitea { Kind::Gitea } else { Kind::Github },
                name: "o/r".to_string(),
                server_url: "https://example.com".to_string(),
            }),
            branches: self.branches.iter().filter(|one| heads.contains(&one.name)).cloned().collect(),
            pulls: if self.pulls_denied || self.no_hosting { Vec::new() } else { heads.iter().map(of).collect() },
            onto: self.pulls.iter().filter(|(_, one)| one.open && one.base != self.branch).map(meant).collect(),
            pulls_denied: (self.pulls_denied && !heads.is_empty()).then_some(denial),
            releases: self.releases.clone(),
            places: vec![Place { oid: TAGGED.to_string(), on_branch: true, ..Place::default() }],
            holders: Vec::new(),
            past: None,
        }
    }

    pub fn start(&self) -> Plan {
        let mut request = self.request.clone();
        request["run"] = json!({"id": "7", "attempt": "1"});
        let request: Request = serde_json::from_value(request).unwrap();
        self.looked(plan(&request, None))
    }

    /// Answers one look.
    pub fn looked_once(&self, plan: Plan) -> Plan {
        let Some(Step::Look { heads, mergeable, .. }) = plan.step.clone() else { panic!("{:?}", plan.step) };
        advance(plan, Outcome::Facts { facts: Box::new(self.facts(&heads, &mergeable)) }).unwrap()
    }

    /// Answers every look, until something else is to be done.
    pub fn looked(&self, mut plan: Plan) -> Plan {
        for _ in 0..60 {
            let Some(Step::Look { heads, mergeable, .. }) = plan.step.clone() else { return plan };
            let facts = Box::new(self.facts(&heads, &mergeable));
            plan = advance(plan, Outcome::Facts { facts }).unwrap();
        }
        panic!("it looks on and on");
    }
}

/// The bump branch that a commit under way is meant for.
fn target(plan: &Plan) -> Option<&BumpTarget> {
    match &plan.run.doing {
        Doing::Building(Target::Bump(target)) => Some(target),
        _ => None,
    }
}

/// The step in a few words.
pub fn words(plan: &Plan) -> String {
    if let Some(report) = &plan.result {
        return match (&report.error, &report.why, &report.pull_request) {
            (Some(error), ..) => format!("error {}", error.code),
            (None, Some(why), _) => format!("nothing: {}", why.split(" (").next().unwrap()),
            (None, None, Some(pull)) => format!("#{} stands", pull.number),
            (None, None, None) => format!("{:?}", report.status),
        };
    }
    match plan.step.as_ref().unwrap() {
        Step::OpenPull { head, base, .. } => format!("open {head} for {base}"),
        Step::EditPull { number, .. } => format!("mark #{number}"),
        Step::Push { updates, .. } => {
            let one = |update: &Update| match update.oid.as_str() {
                "" => format!("remove {} at {:.1}", update.name, update.expect),
                _ => format!("push {} over {:.1}", update.name, update.expect),
            };
            updates.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        Step::Commit { tags, .. } if !tags.is_empty() => format!("release {}", tags[0].name),
        Step::Commit { branch, .. } => match target(plan).unwrap().expect.as_str() {
            "" => format!("make {branch}"),
            old => format!("update {branch} at {old:.1}"),
        },
        Step::Release { tag, commit, .. } => format!("publish {tag} at {commit:.1}"),
        other => panic!("{other:?}"),
    }
}

/// Every row: what is special about it, the remote, and what the run does first.
pub fn check(rows: Vec<(&str, Remote, &str)>) {
    for (name, remote, expected) in rows {
        let plan = remote.start();
        assert_eq!(words(&plan), expected, "{name}: {:?} {:?}", plan.remarks, plan.result);
    }
}

pub const HEAD: &str = "chore/version-bump-1.0.1";
/// What our runs write below a version commit.
pub const OURS: &str = "chore(release): 1.1.0\n\nVersion-First: 1.1.0; run=6; attempt=1; build=1\n";
pub const TAKEN: &str = "error branch-taken";

/// A branch of ours, and what is different about it.
pub fn ours(change: impl FnOnce(&mut BumpBranch)) -> Remote {
    let mut branch = bump("1.0.1");
    change(&mut branch);
    Remote { branches: vec![branch], ..remote() }
}

pub const CARGO: &str = "[package]\nname = \"x\"\nversion = \"1.0.0\"\n";

/// Closed by a person, before the tip was pushed.
pub fn before_the_tip(number: u64) -> Pull {
    Pull { closed_at: Some("2026-01-01T11:00:00Z".to_string()), ..closed(number) }
}

/// Answers a step that builds.
pub fn built(plan: Plan) -> Plan {
    let (commit, tags, files) = match plan.step.clone().unwrap() {
        Step::Commit { files, tags, .. } => (TREE.to_string(), tags, files),
        Step::Tag { target, tags, .. } => (target, tags, Vec::new()),
        other => panic!("{other:?}"),
    };
    let tags = tags.iter().map(|_| TAG_OBJECT.to_string()).collect();
    advance(plan, Outcome::Built { commit, tags, files }).unwrap()
}

/// Answers a push: every ref is refused for this reason.
pub fn refused(plan: Plan, reason: &str) -> Plan {
    let Some(Step::Push { updates, .. }) = &plan.step else { panic!("{:?}", plan.step) };
    let rows: String = updates.iter().map(|one| format!("!\tx:{}\t[remote rejected] ({reason})\n", one.name)).collect();
    advance(plan, Outcome::Pushed(Pushed::read(Some(1), &rows, ""))).unwrap()
}

pub fn direct() -> Remote {
    Remote { request: json!({"githubRelease": "false"}), ..remote() }
}

/// Every ref of a push is taken.
pub fn landed(plan: Plan) -> Plan {
    let Some(Step::Push { updates, .. }) = &plan.step else { panic!("{:?}", plan.step) };
    let rows: String = updates.iter().map(|one| format!("*\tx:{}\t[new]\n", one.name)).collect();
    advance(plan, Outcome::Pushed(Pushed::read(Some(0), &rows, ""))).unwrap()
}

/// A push gets no answer.
pub fn lost(plan: Plan) -> Plan {
    advance(plan, Outcome::Pushed(Pushed::default())).unwrap()
}

/// The hosting says no; without a status, it says nothing.
pub fn denied(plan: Plan, status: impl Into<Option<u16>>, text: &str) -> Plan {
    let denial = Denial { status: status.into(), text: text.to_string(), retry_after: None };
    advance(plan, Outcome::Denied(denial)).unwrap()
}

pub fn done(plan: Plan) -> Plan {
    advance(plan, Outcome::Done).unwrap()
}

/// The pull request that was asked for is open.
pub fn opened(plan: Plan, number: u64) -> Plan {
    let (url, node_id) = (format!("https://example.com/{number}"), "PR".to_string());
    advance(plan, Outcome::Opened { number, url, node_id }).unwrap()
}

/// The user's repository was told.
pub fn followed(plan: Plan) -> Plan {
    advance(plan, Outcome::Followed { checkout: Checkout::Updated, why: None }).unwrap()
}

/// The run has to end before it does the step.
pub fn stopped(plan: Plan) -> Plan {
    advance(plan, Outcome::Stopped { why: Stop::Timeout, detail: "5 minutes".to_string() }).unwrap()
}

/// Why the run looks.
pub fn looks(plan: &Plan) -> Why {
    let Some(Step::Look { why, .. }) = &plan.step else { panic!("{:?}", plan.step) };
    *why
}
