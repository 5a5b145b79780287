//! One row, one situation, and the first thing a run does about it.

use serde_json::json;
use version_first::hosting::{BumpBranch, Presence, Pull, ReleaseFact};
use version_first::manifest::File;
use version_first::run::{Outcome, Step, advance, plan};

use crate::remote::*;

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
        ("where and by whom its trailer says", ours(|one| one.message = stamped(one, TIP, WE)), opened),
        ("made on another commit", ours(|one| one.message = stamped(one, OLD, WE)), TAKEN),
        ("made by others", ours(|one| one.message = stamped(one, TIP, "They <they@example.com>")), TAKEN),
        (
            "by a run of somebody else's",
            ours(|one| {
                one.committer = "They <they@example.com>".to_string();
                one.message = stamped(one, TIP, "They <they@example.com>");
            }),
            opened,
        ),
    ]);
}

/// What a run writes is what the next one knows it by.
#[test]
fn a_branch_says_on_what_and_by_whom_it_was_made() {
    let made = remote().start();
    let Some(Step::Commit { message, parent, .. }) = made.step else { panic!("{made:?}") };
    let same = BumpBranch { message, ..bump("1.0.1") };
    assert_eq!(
        (parent.as_str(), words(&Remote { branches: vec![same.clone()], ..remote() }.start()).as_str()),
        (TIP, "open chore/version-bump-1.0.1 for main")
    );
    let elsewhere = BumpBranch { parents: vec![OLD.to_string()], ..same.clone() };
    let others = BumpBranch { committer: "They <they@example.com>".to_string(), ..same };
    for copy in [elsewhere, others] {
        assert_eq!(words(&Remote { branches: vec![copy], ..remote() }.start()), TAKEN);
    }
}

/// Nothing is removed but what a run has made, and what stays is named.
#[test]
fn copies_of_ours_stay_and_are_named() {
    let head = "chore/version-bump-0.9.0";
    let mut branch = bump("0.9.0");
    branch.parents = vec![OLD.to_string()];
    branch.before = vec![package("0.8.0")];
    branch.message = stamped(&branch, OLD, WE);
    let at = |branch: BumpBranch, pulls: &[Pull]| Remote {
        same_tree: true,
        branches: vec![branch],
        pulls: pulls.iter().map(|pull| (head, pull.clone())).collect(),
        ..remote()
    };
    let gone = "remove refs/heads/chore/version-bump-0.9.0 at 5";
    let nothing = "nothing: nothing that was pushed to `main` is new since `v1.0.0`";
    let merged = Pull { merged: true, ..closed(1) };
    let other = Pull { base: "2.x".to_string(), ..open(2) };
    let on_gitea = |remote: Remote| Remote { gitea: true, ..remote };
    let picked = BumpBranch { parents: vec![TIP.to_string()], ..branch.clone() };
    let amended = BumpBranch { committer: "They <they@example.com>".to_string(), ..branch.clone() };
    let mut more = branch.clone();
    more.changed.push("src/main.rs".to_string());
    let copy = "its commit is a copy: it was made on another one, or by somebody else";
    let rows = vec![
        ("ours", at(branch.clone(), &[]), gone, ""),
        ("ours, merged", at(branch.clone(), std::slice::from_ref(&merged)), gone, ""),
        ("ours, merged, on Gitea", on_gitea(at(branch.clone(), std::slice::from_ref(&merged))), gone, ""),
        ("picked onto another commit", at(picked.clone(), &[]), nothing, copy),
        ("committed by somebody else", at(amended.clone(), &[]), nothing, copy),
        ("copied, and once proposed", at(picked, &[closed(1)]), nothing, copy),
        ("with more in it", at(more.clone(), &[]), nothing, "it holds something else than what a run has made"),
        ("with more in it, all of it merged", at(more.clone(), std::slice::from_ref(&merged)), gone, ""),
        (
            "with more in it, merged on Gitea, which tells what its branch names now",
            on_gitea(at(more, &[merged])),
            nothing,
            "this hosting does not tell whether all of it was merged",
        ),
        ("still proposed", at(branch.clone(), &[open(1)]), "mark #1", ""),
        ("still proposed, and for another branch, too", at(branch, &[open(1), other]), nothing, ""),
    ];
    for (name, remote, does, why) in rows {
        let plan = remote.start();
        assert_eq!(words(&plan), does, "{name}: {:?}", plan.remarks);
        let remarks: Vec<String> = if why.is_empty() { Vec::new() } else { vec![format!("`{head}` stays: {why}")] };
        assert_eq!(plan.remarks, remarks, "{name}");
    }
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
    let half = Remote { says: "1.0.1", cargo: Some("1.0.0"), ..ours(|_| ()) };
    check(vec![
        ("below the latest tag", old.clone(), gone),
        ("at what the tip says", said, gone),
        ("at what one manifest of the tip says", half, "error manifests-disagree"),
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
        ("closed before the tip was pushed", with(Pull { base_oid: OLD.to_string(), ..closed(1) }), make),
        ("closed, on a hosting that does not say where", with(Pull { base_oid: String::new(), ..closed(1) }), declined),
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
    let mut elsewhere = with(Pull { base: "2.x".to_string(), ..open(1) }, |_| ());
    elsewhere.pulls.push((HEAD, before_the_tip(2)));
    let mut theirs = with(Pull { mergeable: Some(false), ..open(1) }, conflicting);
    theirs.branches[0].message.clear();
    let stands = "#1 stands";
    let update = "update chore/version-bump-1.0.1 at 5";
    check(vec![
        ("on the tip", with(open(1), |_| ()), stands),
        ("on an older commit, whose manifests are the tip's", with(open(1), older), stands),
        ("on an older commit, clean", with(Pull { mergeable: Some(true), ..open(1) }, conflicting), stands),
        ("on an older commit, not clean", with(Pull { mergeable: Some(false), ..open(1) }, conflicting), update),
        ("on an older commit, nobody knows", with(open(1), conflicting), stands),
        ("a person has pushed to it", with(open(1), |one| one.message.clear()), stands),
        ("a person has pushed to it, and it is not clean", theirs, stands),
        ("for another branch", with(Pull { base: "2.x".to_string(), ..open(1) }, |_| ()), TAKEN),
        ("for another branch, and once for this", elsewhere, TAKEN),
        (
            "its branch went after the hosting was asked, again and again",
            Remote { branches: Vec::new(), ..with(open(1), |_| ()) },
            "error race-lost",
        ),
        ("an orphan on the tip", ours(|_| ()), "open chore/version-bump-1.0.1 for main"),
        ("an orphan on an older commit", ours(older), update),
        (
            "an orphan does not decide how the version comes in",
            Remote { request: json!({}), ..ours(|_| ()) },
            "release v1.0.1",
        ),
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
    let mut second = bump("1.2.0");
    second.message = second.message.replace("build=1", "build=1; asked");
    let mut both_asked = asked.clone();
    both_asked.branches.push(second);
    both_asked.pulls.push(("chore/version-bump-1.2.0", open(2)));
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
        ("two were asked for", both_asked.clone(), "#2 stands"),
        ("two were asked for, and somebody asks for the second", by("1.2.0", &both_asked), "mark #1"),
        ("somebody asks for another", by("1.2.0", &asked), "make chore/version-bump-1.2.0"),
        ("somebody asks for the same", by("minor", &asked), held),
    ]);
    let commit = by("minor", &remote()).start();
    let Some(Step::Commit { message, .. }) =
        Remote { request: json!({"bump": "minor", "mode": "pull-request"}), ..remote() }.start().step
    else {
        panic!("{commit:?}")
    };
    let with_stamp = |trailer: &str, message: &str| {
        let (before, after) = trailer.split_once("STAMP").unwrap();
        let rest = message.split_once(before).unwrap().1;
        rest.strip_suffix(after).is_some_and(|stamp| stamp.len() == 12 && stamp.chars().all(|c| c.is_ascii_hexdigit()))
    };
    let trailer = "Version-First: 1.1.0; run=7; attempt=1; build=1; stamp=STAMP; asked\n";
    assert!(with_stamp(trailer, &message), "{message}");
    let Some(Step::Commit { message, .. }) = remote().start().step else { panic!("{commit:?}") };
    let trailer = "Version-First: 1.0.1; run=7; attempt=1; build=1; stamp=STAMP\n";
    assert!(with_stamp(trailer, &message), "{message}");
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
        releases: vec![ReleaseFact { tag: tag.to_string(), state, message, release: None }],
        request: json!({}),
        ..remote()
    };
    let ours = Some(message("1.0.0"));
    let nothing = "nothing: nothing that was pushed to `main` is new since `v1.0.0`";
    let missing = fact("v1.0.0", Presence::Absent, ours.clone());
    let mut beside = fact("v0.9.0", Presence::Absent, ours.clone());
    beside.releases.extend(fact("v1.0.0", Presence::Present, ours.clone()).releases);
    check(vec![
        ("missing", missing.clone(), "publish v1.0.0 at 3"),
        ("there", fact("v1.0.0", Presence::Present, ours.clone()), nothing),
        ("not told", fact("v1.0.0", Presence::Unknown, ours.clone()), nothing),
        ("a lightweight tag", fact("v1.0.0", Presence::Absent, None), nothing),
        ("a tag of somebody else's", fact("v1.0.0", Presence::Absent, Some("1.0.0".to_string())), nothing),
        ("asked about another tag", fact("v0.9.0", Presence::Absent, ours), "error unexpected-outcome"),
        ("there, behind an answer about another tag", beside, nothing),
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

#[test]
fn force_is_for_a_bump_that_is_asked_for() {
    let nothing = "nothing: nothing that was pushed to `main` is new since `v1.0.0`";
    let by = |request: serde_json::Value| Remote { same_tree: true, request, ..remote() };
    check(vec![
        ("a minor", by(json!({"bump": "minor"})), nothing),
        ("a minor, forced", by(json!({"bump": "minor", "force": true})), "release v1.1.0"),
        ("automatic, forced", by(json!({"force": true})), nothing),
    ]);
    let two = Remote { cargo: Some("0.9.0"), ..remote() };
    let told = "the manifests disagree (`package.json:1` says 1.0.0, `Cargo.toml:3` says 0.9.0): all are rewritten";
    assert_eq!(two.start().remarks, [told]);
}
