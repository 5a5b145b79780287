//! One row, one situation around pull requests: what stands on the remote, and the first thing a run does about it.
//!
//! The model check (tests/protocol) meets its worlds by walking; what it cannot meet, such as a branch that carries a
//! stranger's file or a pull request for another branch, stands here.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects)]

use serde_json::json;
use version_first::facts::{Facts, Inspected};
use version_first::hosting::{BumpBranch, Denial, HeadPulls, Hosting, Kind, Presence, Pull, ReleaseFact};
use version_first::manifest::File;
use version_first::plan::{Made, Outcome, Past, Plan, Step, advance, plan, sweep};
use version_first::request::Request;

const TIP: &str = "1111111111111111111111111111111111111111";
const OLD: &str = "2222222222222222222222222222222222222222";
const TAGGED: &str = "3333333333333333333333333333333333333333";
const TAG_OBJECT: &str = "4444444444444444444444444444444444444444";
const BUMP: &str = "5555555555555555555555555555555555555555";
const TREE: &str = "6666666666666666666666666666666666666666";

/// A remote whose newest tag is of 1.0.0, with something new on top, and whatever stands beside it.
#[derive(Clone)]
struct Remote {
    branch: &'static str,
    /// What package.json says at the tip.
    says: &'static str,
    tags: Vec<&'static str>,
    /// What package.json says at the newest tag.
    tagged_says: &'static str,
    same_tree: bool,
    branches: Vec<BumpBranch>,
    /// Each with the head it comes from.
    pulls: Vec<(&'static str, Pull)>,
    pulls_denied: bool,
    no_hosting: bool,
    release: Option<ReleaseFact>,
    request: serde_json::Value,
}

fn remote() -> Remote {
    Remote {
        branch: "main",
        says: "1.0.0",
        tags: vec!["v1.0.0"],
        tagged_says: "1.0.0",
        same_tree: false,
        branches: Vec::new(),
        pulls: Vec::new(),
        pulls_denied: false,
        no_hosting: false,
        release: None,
        request: json!({"mode": "pull-request", "githubRelease": "false"}),
    }
}

fn package(version: &str) -> File {
    File { path: "package.json".to_string(), text: format!("{{\"version\": \"{version}\"}}\n") }
}

fn message(version: &str) -> String {
    format!("chore(release): {version}\n\nVersion-First: {version}; run=1; attempt=1; build=1\n")
}

/// A bump branch of ours on the tip, an hour old, without a pull request.
fn bump(version: &str) -> BumpBranch {
    BumpBranch {
        name: format!("chore/version-bump-{version}"),
        oid: BUMP.to_string(),
        parents: vec![TIP.to_string()],
        message: message(version),
        changed: vec!["package.json".to_string()],
        files: vec![package(version)],
        before: vec![package("1.0.0")],
        on_branch: true,
        age_seconds: 3600,
    }
}

/// An open pull request whose head is [`BUMP`].
fn open(number: u64) -> Pull {
    Pull {
        number,
        url: format!("https://example.com/{number}"),
        node_id: "PR".to_string(),
        open: true,
        merged: false,
        head_oid: BUMP.to_string(),
        base: "main".to_string(),
        body: "This brings it.".to_string(),
        closed_at: None,
        auto_merge: false,
        mergeable: None,
    }
}

/// The tip is of noon; this one was closed an hour later.
fn closed(number: u64) -> Pull {
    Pull { open: false, closed_at: Some("2026-01-01T13:00:00Z".to_string()), ..open(number) }
}

impl Remote {
    fn refs(&self) -> String {
        let mut refs = format!("ref: refs/heads/{0}\tHEAD\n{TIP}\trefs/heads/{0}\n", self.branch);
        for branch in &self.branches {
            refs += &format!("{}\trefs/heads/{}\n", branch.oid, branch.name);
        }
        for tag in &self.tags {
            refs += &format!("{TAG_OBJECT}\trefs/tags/{tag}\n{TAGGED}\trefs/tags/{tag}^{{}}\n");
        }
        refs
    }

    fn facts(&self, heads: &[String], mergeable: &[u64]) -> Facts {
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
        let denial = Denial { status: Some(403), text: "Resource not accessible".to_string(), retry_after: None };
        Facts {
            refs: self.refs(),
            tree: TREE.to_string(),
            files: vec![package(self.says)],
            log: Some(format!("{TIP}\nAda\nfix: a leak\0")),
            commits: vec![Inspected {
                oid: TAGGED.to_string(),
                tree: if self.same_tree { TREE } else { TAGGED }.to_string(),
                files: vec![package(self.tagged_says)],
                on_branch: Some(true),
            }],
            tip_time: "2026-01-01T12:00:00Z".to_string(),
            hosting: (!self.no_hosting).then(|| Hosting {
                kind: Kind::Github,
                name: "o/r".to_string(),
                server_url: "https://example.com".to_string(),
            }),
            branches: self.branches.iter().filter(|one| heads.contains(&one.name)).cloned().collect(),
            pulls: if self.pulls_denied || self.no_hosting { Vec::new() } else { heads.iter().map(of).collect() },
            pulls_denied: (self.pulls_denied && !heads.is_empty()).then_some(denial),
            release: self.release.clone(),
        }
    }

    fn start(&self) -> Plan {
        let mut request = self.request.clone();
        request["run"] = json!({"id": "7", "attempt": "1"});
        let request: Request = serde_json::from_value(request).unwrap();
        self.looked(plan(&request, None))
    }

    /// Answers every look, until something else is to be done.
    fn looked(&self, mut plan: Plan) -> Plan {
        for _ in 0..60 {
            let Some(Step::Look { heads, mergeable, .. }) = plan.step.clone() else { return plan };
            let facts = Box::new(self.facts(&heads, &mergeable));
            plan = advance(plan, Outcome::Facts { facts }).unwrap();
        }
        panic!("it looks on and on");
    }
}

/// The step in a few words.
fn words(plan: &Plan) -> String {
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
            let one = |update: &version_first::plan::Update| match update.oid.as_str() {
                "" => format!("remove {} at {:.1}", update.name, update.expect),
                _ => format!("push {} over {:.1}", update.name, update.expect),
            };
            updates.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        Step::Commit { tag: Some(tag), .. } => format!("release {}", tag.name),
        Step::Commit { branch, .. } => match plan.run.target.as_ref().unwrap().expect.as_str() {
            "" => format!("make {branch}"),
            old => format!("update {branch} at {old:.1}"),
        },
        Step::Release { tag, commit, .. } => format!("publish {tag} at {commit:.1}"),
        other => panic!("{other:?}"),
    }
}

/// Every row: what is special about it, the remote, and what the run does first.
fn check(rows: Vec<(&str, Remote, &str)>) {
    for (name, remote, expected) in rows {
        let plan = remote.start();
        assert_eq!(words(&plan), expected, "{name}: {:?} {:?}", plan.remarks, plan.result);
    }
}

const HEAD: &str = "chore/version-bump-1.0.1";
const TAKEN: &str = "error branch-taken";

/// A branch of ours, and what is different about it.
fn ours(change: impl FnOnce(&mut BumpBranch)) -> Remote {
    let mut branch = bump("1.0.1");
    change(&mut branch);
    Remote { branches: vec![branch], ..remote() }
}

#[test]
fn a_branch_is_ours_as_a_whole_or_not_at_all() {
    let file = |text: &str| File { path: "package.json".to_string(), text: text.to_string() };
    let opened = "open chore/version-bump-1.0.1 for main";
    check(vec![
        ("nothing is there", remote(), "make chore/version-bump-1.0.1"),
        ("ours", ours(|_| ()), opened),
        ("no trailer", ours(|one| one.message = "chore: 1.0.1".to_string()), TAKEN),
        ("a trailer of another version", ours(|one| one.message = message("1.0.2")), TAKEN),
        ("a file besides the manifest", ours(|one| one.changed.push("src/main.rs".to_string())), TAKEN),
        ("nothing changed", ours(|one| (one.changed, one.files) = (Vec::new(), Vec::new())), TAKEN),
        ("the manifest holds more", ours(|one| one.files = vec![file("{\"version\": \"1.0.1\", \"x\": 1}\n")]), TAKEN),
        ("the manifest says another version", ours(|one| one.files = vec![package("1.0.3")]), TAKEN),
        ("the manifest is gone", ours(|one| one.files = Vec::new()), TAKEN),
        (
            "one of two manifests stays behind",
            ours(|one| one.before.push(File { path: "Cargo.toml".to_string(), text: CARGO.to_string() })),
            TAKEN,
        ),
        ("a merge", ours(|one| one.parents.push(OLD.to_string())), TAKEN),
        ("on commits that are not on the branch", ours(|one| one.on_branch = false), TAKEN),
        (
            "on commits that are not on the branch, once proposed for it",
            Remote { pulls: vec![(HEAD, before_the_tip(1))], ..ours(|one| one.on_branch = false) },
            TAKEN,
        ),
    ]);
}

const CARGO: &str = "[package]\nname = \"x\"\nversion = \"1.0.0\"\n";

/// Closed by a person, before the tip was pushed.
fn before_the_tip(number: u64) -> Pull {
    Pull { closed_at: Some("2026-01-01T11:00:00Z".to_string()), ..closed(number) }
}

#[test]
fn a_branch_that_nobody_proposes_goes_unless_it_may_be_somebodys() {
    let other = |change: fn(&mut BumpBranch)| {
        let mut branch = bump("1.1.0");
        change(&mut branch);
        Remote { branches: vec![branch], ..remote() }
    };
    let (gone, stays) = ("remove refs/heads/chore/version-bump-1.1.0 at 5", "make chore/version-bump-1.0.1");
    let nothing = "nothing: nothing that was pushed to `main` is new since `v1.0.0`";
    let name = "chore/version-bump-1.1.0";
    let with = |pull: Pull, remote: Remote| Remote { pulls: vec![(name, pull)], ..remote };
    let young = other(|one| one.age_seconds = 599);
    check(vec![
        ("an orphan", other(|_| ()), gone),
        ("where nothing is to be released", Remote { same_tree: true, ..other(|_| ()) }, gone),
        ("and nothing stands", Remote { same_tree: true, ..remote() }, nothing),
        ("not ours", other(|one| one.message.clear()), stays),
        ("not ours, nothing to release", Remote { same_tree: true, ..other(|one| one.message.clear()) }, nothing),
        ("nine minutes old", young.clone(), stays),
        ("nine minutes old, nothing to release", Remote { same_tree: true, ..young.clone() }, nothing),
        ("ten minutes old", other(|one| one.age_seconds = 600), gone),
        ("nine minutes old, but proposed and closed", with(closed(1), young), gone),
        ("proposed for another branch", with(Pull { base: "2.x".to_string(), ..open(1) }, other(|_| ())), stays),
        ("proposed for another branch once", with(Pull { base: "2.x".to_string(), ..closed(1) }, other(|_| ())), stays),
        (
            "nothing can be looked up",
            Remote { pulls_denied: true, request: json!({}), ..other(|_| ()) },
            "release v1.0.1",
        ),
    ]);
}

#[test]
fn a_branch_that_is_done_goes_first() {
    let head = "chore/version-bump-0.9.0";
    let mut branch = bump("0.9.0");
    branch.parents = vec![OLD.to_string()];
    branch.before = vec![package("0.8.0")];
    let old = Remote { branches: vec![branch.clone()], ..remote() };
    let with = |pull: Pull, remote: &Remote| Remote { pulls: vec![(head, pull)], ..remote.clone() };
    let gone = "remove refs/heads/chore/version-bump-0.9.0 at 5";
    let make = "make chore/version-bump-1.0.1";
    let merged = Pull { merged: true, ..closed(1) };
    let mine = Remote { branches: vec![BumpBranch { message: String::new(), ..branch.clone() }], ..remote() };
    let failing = Remote { request: json!({"bump": "0.1.0", "mode": "pull-request"}), ..old.clone() };
    let said = Remote { says: "0.9.0", tags: Vec::new(), request: json!({"githubRelease": "false"}), ..old.clone() };
    check(vec![
        ("below the latest tag", old.clone(), gone),
        ("at what the tip says", said, gone),
        ("below the latest tag, still proposed", with(open(1), &old), "mark #1"),
        ("below the latest tag, for another branch", with(Pull { base: "0.x".to_string(), ..open(1) }, &old), make),
        ("not ours", mine.clone(), make),
        ("not ours, still proposed", with(open(1), &mine), make),
        ("not ours, but just what was merged", with(merged.clone(), &mine), gone),
        ("not ours, more than was merged", with(Pull { head_oid: OLD.to_string(), ..merged.clone() }, &mine), make),
        ("young", Remote { branches: vec![BumpBranch { age_seconds: 5, ..branch }], ..remote() }, make),
        ("merged, and proposed again", Remote { pulls: vec![(head, merged), (head, open(2))], ..mine }, make),
        ("in a run that then fails", failing, gone),
    ]);
    let marked = Pull { body: "This.\n<!-- version-first: superseded -->\n".to_string(), ..open(1) };
    let quoting = Pull { body: "- patch: `<!-- version-first: superseded -->`\n".to_string(), ..open(1) };
    check(vec![
        ("its text says why", with(marked, &old), gone),
        ("its text quotes our mark", with(quoting, &old), "mark #1"),
    ]);
}

#[test]
fn what_a_person_closed_is_declined() {
    let with = |pull: Pull| Remote { pulls: vec![(HEAD, pull)], ..remote() };
    let declined = "nothing: 1.0.1 was declined: #1 was closed without a merge, and nothing was pushed since";
    let make = "make chore/version-bump-1.0.1";
    let asked =
        |bump: &str, pull: Pull| Remote { request: json!({"bump": bump, "mode": "pull-request"}), ..with(pull) };
    let marked = |body: &str| with(Pull { body: body.to_string(), ..closed(1) });
    let at_the_tip = Pull { closed_at: Some("2026-01-01T12:00:00Z".to_string()), ..closed(1) };
    let standing = |settled: bool| Remote {
        branches: vec![BumpBranch { age_seconds: if settled { 3600 } else { 5 }, ..bump("1.0.1") }],
        ..with(Pull { head_oid: if settled { BUMP } else { OLD }.to_string(), ..closed(1) })
    };
    check(vec![
        ("closed", with(closed(1)), declined),
        ("closed in the second of the tip", with(at_the_tip), declined),
        ("closed before the tip", with(before_the_tip(1)), make),
        ("merged", with(Pull { merged: true, ..closed(1) }), make),
        ("closed, but for another branch", with(Pull { base: "1.x".to_string(), ..closed(1) }), make),
        ("closed by us", marked("This.\n\n<!-- version-first: superseded -->\n"), make),
        ("closed by a person, quoting our mark", marked("- patch: `<!-- version-first: superseded -->`\n"), declined),
        ("asked for by name", asked("1.0.1", closed(1)), make),
        ("asked for as a part", asked("patch", closed(1)), make),
        ("its branch goes", standing(true), "remove refs/heads/chore/version-bump-1.0.1 at 5"),
        ("its branch may be another run's", standing(false), declined),
    ]);
}

#[test]
fn an_open_pull_request_is_left_alone_as_long_as_it_merges() {
    let with = |pull: Pull, change: fn(&mut BumpBranch)| Remote { pulls: vec![(HEAD, pull)], ..ours(change) };
    let older = |one: &mut BumpBranch| one.parents = vec![OLD.to_string()];
    let conflicting = |one: &mut BumpBranch| {
        one.parents = vec![OLD.to_string()];
        one.before = vec![package("0.9.9")];
    };
    let stands = "#1 stands";
    let update = "update chore/version-bump-1.0.1 at 5";
    check(vec![
        ("on the tip", with(open(1), |_| ()), stands),
        ("on an older commit, whose manifests are the tip's", with(open(1), older), stands),
        ("on an older commit, clean", with(Pull { mergeable: Some(true), ..open(1) }, conflicting), stands),
        ("on an older commit, not clean", with(Pull { mergeable: Some(false), ..open(1) }, conflicting), update),
        ("on an older commit, nobody knows", with(open(1), conflicting), stands),
        ("a person has pushed to it", with(open(1), |one| one.message.clear()), stands),
        ("for another branch", with(Pull { base: "2.x".to_string(), ..open(1) }, |_| ()), TAKEN),
        (
            "its branch went after the hosting was asked, again and again",
            Remote { branches: Vec::new(), ..with(open(1), |_| ()) },
            "error race-lost",
        ),
        ("an orphan on the tip", ours(|_| ()), "open chore/version-bump-1.0.1 for main"),
        ("an orphan on an older commit", ours(older), update),
    ]);
    let asked_about = |remote: &Remote| {
        let request =
            serde_json::from_value(json!({"mode": "pull-request", "run": {"id": "7", "attempt": "1"}})).unwrap();
        let (mut plan, mut asked) = (plan(&request, None), Vec::new());
        while let Some(Step::Look { heads, mergeable, .. }) = plan.step.clone() {
            asked.push(mergeable.clone());
            plan = advance(plan, Outcome::Facts { facts: Box::new(remote.facts(&heads, &mergeable)) }).unwrap();
        }
        asked
    };
    let none: Vec<u64> = Vec::new();
    assert_eq!(asked_about(&with(open(1), older)), [none.clone(), none.clone()], "the files show that it merges");
    let often = [vec![1], vec![1], vec![1]];
    assert_eq!(asked_about(&with(open(1), conflicting))[2..5], often, "asked, and given time to find out");
    assert_eq!(asked_about(&with(open(1), conflicting)).len(), 6, "but not for ever");
}

#[test]
fn a_version_somebody_asked_for_is_kept() {
    let mut branch = bump("1.1.0");
    branch.message = branch.message.replace("build=1", "build=1; asked");
    let name = "chore/version-bump-1.1.0";
    let asked = Remote { branches: vec![branch], pulls: vec![(name, open(1))], ..remote() };
    let unasked = Remote { branches: vec![bump("1.1.0")], ..asked.clone() };
    let auto = json!({"githubRelease": "false"});
    let by = |bump: &str, remote: &Remote| Remote { request: json!({"bump": bump}), ..remote.clone() };
    let held = "#1 stands";
    check(vec![
        ("asked for", asked.clone(), held),
        ("asked for, nothing new", Remote { same_tree: true, ..asked.clone() }, held),
        ("asked for, whatever the mode", Remote { request: auto.clone(), ..asked.clone() }, held),
        ("asked for, tagged by now", Remote { tags: vec!["v1.1.0"], tagged_says: "1.1.0", ..asked.clone() }, "mark #1"),
        ("not asked for", unasked.clone(), "make chore/version-bump-1.0.1"),
        (
            "not asked for, nothing new",
            Remote { same_tree: true, ..unasked },
            "nothing: nothing that was pushed to `main` is new since `v1.0.0`",
        ),
        ("somebody asks for another", by("1.2.0", &asked), "make chore/version-bump-1.2.0"),
        ("somebody asks for the same", by("minor", &asked), held),
    ]);
    let commit = by("minor", &remote()).start();
    let Some(Step::Commit { message, .. }) =
        Remote { request: json!({"bump": "minor", "mode": "pull-request"}), ..remote() }.start().step
    else {
        panic!("{commit:?}")
    };
    assert!(message.ends_with("Version-First: 1.1.0; run=7; attempt=1; build=1; asked\n"), "{message}");
    let Some(Step::Commit { message, .. }) = remote().start().step else { panic!("{commit:?}") };
    assert!(message.ends_with("Version-First: 1.0.1; run=7; attempt=1; build=1\n"), "{message}");
}

#[test]
fn what_is_superseded_goes_last() {
    let mut older = bump("1.1.0");
    older.oid = OLD.to_string();
    let both = Remote {
        branches: vec![bump("1.0.1"), older],
        pulls: vec![("chore/version-bump-1.1.0", Pull { head_oid: OLD.to_string(), ..open(1) })],
        ..remote()
    };
    check(vec![
        ("the new one is not open yet", both.clone(), "open chore/version-bump-1.0.1 for main"),
        ("it stands", Remote { pulls: vec![both.pulls[0].clone(), (HEAD, open(2))], ..both }, "mark #1"),
    ]);
}

#[test]
fn a_missing_release_is_published_for_tags_of_ours_alone() {
    let fact = |tag: &str, state: Presence, message: Option<String>| Remote {
        same_tree: true,
        release: Some(ReleaseFact { tag: tag.to_string(), state, message }),
        request: json!({}),
        ..remote()
    };
    let ours = Some(message("1.0.0"));
    let nothing = "nothing: nothing that was pushed to `main` is new since `v1.0.0`";
    let missing = fact("v1.0.0", Presence::Absent, ours.clone());
    check(vec![
        ("missing", missing.clone(), "publish v1.0.0 at 3"),
        ("there", fact("v1.0.0", Presence::Present, ours.clone()), nothing),
        ("not told", fact("v1.0.0", Presence::Unknown, ours.clone()), nothing),
        ("a lightweight tag", fact("v1.0.0", Presence::Absent, None), nothing),
        ("a tag of somebody else's", fact("v1.0.0", Presence::Absent, Some("1.0.0".to_string())), nothing),
        ("asked about another tag", fact("v0.9.0", Presence::Absent, ours), nothing),
        (
            "a tag of ours at a commit that says another version",
            Remote { tagged_says: "0.9.9", says: "1.0.0", ..missing.clone() },
            nothing,
        ),
        ("in a run that then fails", Remote { request: json!({"bump": "0.1.0"}), ..missing }, "publish v1.0.0 at 3"),
    ]);
}

#[test]
fn other_lines_are_none_of_our_business() {
    let mut two = bump("2.0.1");
    two.on_branch = false;
    let line = Remote { branch: "1.x", branches: vec![two], ..remote() };
    let request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    let plan = plan(&request, None);
    let after = advance(plan, Outcome::Facts { facts: Box::new(line.facts(&[], &[])) }).unwrap();
    assert_eq!(words(&after), "release v1.0.1", "nothing is asked about 2.0.1");
}

/// Answers a step that builds.
fn built(plan: Plan) -> Plan {
    let (commit, tag, files) = match plan.step.clone().unwrap() {
        Step::Commit { files, tag, .. } => (TREE.to_string(), tag, files),
        Step::Tag { target, tag, .. } => (target, Some(tag), Vec::new()),
        other => panic!("{other:?}"),
    };
    let tag = tag.map(|_| TAG_OBJECT.to_string()).unwrap_or_default();
    advance(plan, Outcome::Built { commit, tag, files }).unwrap()
}

/// Answers a push: every ref is refused for this reason.
fn refused(plan: Plan, reason: &str) -> Plan {
    let Some(Step::Push { updates, .. }) = &plan.step else { panic!("{:?}", plan.step) };
    let rows: String = updates.iter().map(|one| format!("!\tx:{}\t[remote rejected] ({reason})\n", one.name)).collect();
    advance(plan, Outcome::Pushed { exit: Some(1), stdout: rows, stderr: String::new() }).unwrap()
}

fn direct() -> Remote {
    Remote { request: json!({"githubRelease": "false"}), ..remote() }
}

#[test]
fn branch_and_tag_are_pushed_together_or_not_at_all() {
    let plan = built(direct().start());
    assert_eq!(words(&plan), "push refs/heads/main over 1, push refs/tags/v1.0.1 over ");
    assert!(matches!(plan.step, Some(Step::Push { atomic: true, .. })));
    let bump = built(remote().start());
    assert_eq!(words(&bump), "push refs/heads/chore/version-bump-1.0.1 over ");
    assert_eq!(bump.journal.len(), 1, "written down before it is made");
}

#[test]
fn a_refusal_is_followed_by_one_look_that_asks_about_the_bump_branch() {
    let plan = refused(built(direct().start()), "protected branch hook declined");
    let Some(Step::Look { heads, .. }) = &plan.step else { panic!("{:?}", plan.step) };
    assert_eq!(*heads, [HEAD], "what was declined or proposed meanwhile");
    assert_eq!(words(&direct().looked(plan)), "make chore/version-bump-1.0.1");
    let may_only_push = Remote { request: json!({"mode": "direct"}), ..remote() };
    let plan = refused(built(may_only_push.start()), "protected branch hook declined");
    assert_eq!(words(&plan), "error pull-request-required");
}

/// A version that landed without its tag, and the commits that touched the manifest, newest first.
fn finalising(says: &[&str], complete: bool) -> Plan {
    let remote = Remote { says: "1.1.0", ..direct() };
    let past = |(number, says): (usize, &&str)| Past {
        oid: format!("{number:040}"),
        author: format!("author {number}"),
        files: vec![package(says)],
    };
    let commits = says.iter().enumerate().map(past).collect();
    advance(remote.start(), Outcome::History { commits, complete }).unwrap()
}

#[test]
fn the_oldest_of_the_unbroken_run_is_tagged() {
    for (says, complete, tagged) in [
        (["1.1.0", "1.0.0"].as_slice(), true, 0),
        (&["1.1.0", "1.1.0", "1.1.0", "1.0.0"], true, 2),
        (&["1.1.0", "1.0.0", "1.1.0"], true, 0),
        (&["1.1.0", "1.1.0"], true, 1),
        (&["1.1.0", "1.1.0", "1.0.0"], false, 1),
    ] {
        let plan = finalising(says, complete);
        let Some(Step::Tag { target, .. }) = &plan.step else { panic!("{:?}", plan.step) };
        assert_eq!(*target, format!("{tagged:040}"), "{says:?}");
        let who = format!("1.1.0 was brought to `main` by author {tagged} in 000000000000");
        assert_eq!(plan.remarks, [who]);
    }
    let mut plan = finalising(&["1.1.0", "1.1.0"], false);
    let mut limits = Vec::new();
    while let Some(Step::History { limit, .. }) = plan.step {
        limits.push(limit);
        let commits = vec![Past { oid: OLD.to_string(), author: String::new(), files: vec![package("1.1.0")] }];
        plan = advance(plan, Outcome::History { commits, complete: false }).unwrap();
    }
    assert_eq!(limits, [128, 1024, 8192], "further back, but not for ever");
}

#[test]
fn a_tag_that_is_refused_like_a_branch_ends_the_run() {
    let remote = Remote { says: "1.1.0", ..direct() };
    let mut plan = finalising(&["1.1.0", "1.0.0"], true);
    for _ in 0..3 {
        if plan.result.is_some() {
            break;
        }
        plan = refused(built(plan), "protected branch hook declined");
        plan = remote.looked(plan);
        if let Some(Step::History { .. }) = plan.step {
            let commits = vec![Past { oid: OLD.to_string(), author: String::new(), files: vec![package("1.1.0")] }];
            plan = advance(plan, Outcome::History { commits, complete: true }).unwrap();
        }
    }
    assert_eq!(words(&plan), "error pull-request-required");
}

/// What the step after a dead run does first about the branch in its journal.
fn swept(remote: &Remote) -> String {
    let made = vec![Made { branch: HEAD.to_string(), oid: BUMP.to_string() }];
    let request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    words(&remote.looked(sweep(&request, made)))
}

#[test]
fn after_a_dead_run_its_branch_goes_unless_it_is_proposed() {
    let with = |pull: Pull| Remote { pulls: vec![(HEAD, pull)], ..ours(|one| one.age_seconds = 5) };
    let gone = "remove refs/heads/chore/version-bump-1.0.1 at 5";
    let nothing = "nothing: what was left behind is gone";
    let left = "nothing: `chore/version-bump-1.0.1` may be left: the next run removes it if it has no pull request";
    for (name, remote, expected) in [
        ("it stands", ours(|one| one.age_seconds = 5), gone),
        ("it is gone", remote(), nothing),
        ("it is another", ours(|one| one.oid = OLD.to_string()), nothing),
        ("it is proposed", with(open(1)), nothing),
        ("it was declined", with(closed(1)), gone),
        ("nothing can be looked up", Remote { pulls_denied: true, ..ours(|_| ()) }, left),
        ("there is no hosting", Remote { no_hosting: true, ..ours(|_| ()) }, left),
    ] {
        assert_eq!(swept(&remote), expected, "{name}");
    }
    let request = serde_json::from_value(json!({"run": {"id": "7", "attempt": "1"}})).unwrap();
    assert_eq!(words(&sweep(&request, Vec::new())), "nothing: nothing was left behind");
}

/// A run that has made its bump branch and is told this when it asks for the pull request.
fn opening(answer: Outcome) -> Plan {
    let plan = built(remote().start());
    let row = format!("*\tx:refs/heads/{HEAD}\t[new branch]\n");
    let plan = advance(plan, Outcome::Pushed { exit: Some(0), stdout: row, stderr: String::new() }).unwrap();
    assert_eq!(words(&plan), format!("open {HEAD} for main"));
    advance(plan, answer).unwrap()
}

#[test]
fn a_branch_whose_pull_request_may_be_open_stays_where_nothing_can_be_looked_up() {
    let denied =
        |status: Option<u16>, text: &str| Outcome::Denied(Denial { status, text: text.to_string(), retry_after: None });
    let made = Remote { pulls_denied: true, ..ours(|one| (one.oid, one.age_seconds) = (TREE.to_string(), 5)) };
    let refused = opening(denied(Some(403), "GitHub Actions is not permitted to create or approve pull requests."));
    assert_eq!(words(&made.looked(refused)), "remove refs/heads/chore/version-bump-1.0.1 at 6");
    let plan = made.looked(opening(denied(None, "")));
    assert_eq!(words(&plan), "error no-permission");
    let told = plan.result.unwrap().error.unwrap().next_steps;
    assert!(told.iter().any(|step| step.starts_with("`chore/version-bump-1.0.1` may be left")), "{told:?}");
}
