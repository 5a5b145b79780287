//! Several packages in one release: one commit, a tag each. What a run makes of two is walked through here in every order of
//! answers, deaths and fresh runs, with a small remote that keeps what it is given: no tag of ours ever tells a lie about its
//! package, and what a run leaves undone the next one does.

use super::remote::{BOTH, Remote, TIP, file, member, published, remote, request};
use version_first::hosting::{Denial, Published};
use version_first::inside::told;
use version_first::request::{Also, Request};
use version_first::run::{Checkout, Outcome, Plan, Report, Status, Step, advance, plan};

const TAGS: [&str; 2] = ["globset-0.4.20", "ignore-0.5.0"];
const HEAD: &str = "chore/version-bump-globset-0.4.20";

fn next_files() -> Vec<version_first::manifest::File> {
    BOTH.map(|(name, _, next)| member(name, next)).to_vec()
}

/// The outcome of a step that nobody disturbs.
fn done(step: &Step, request: &Request, remote: &mut Remote) -> Outcome {
    match step {
        Step::Look { heads, release, .. } => Outcome::Facts { facts: Box::new(remote.facts(request, heads, *release)) },
        Step::Commit { .. } | Step::Tag { .. } => remote.build(step),
        Step::Push { updates, atomic } => remote.take(updates, *atomic),
        Step::Follow { .. } => Outcome::Followed { checkout: Checkout::Untouched, why: None },
        Step::History { .. } => Outcome::History { commits: remote.past(), complete: true },
        Step::Release { tag, .. } => {
            remote.releases.push(tag.clone());
            let Published { id, url, upload_url } = published();
            Outcome::Published { id, url, upload_url }
        }
        Step::OpenPull { head, body, .. } => remote.open(head, body),
        Step::EditPull { .. } => Outcome::Done,
        other => panic!("{other:?}"),
    }
}

/// A whole run that nobody disturbs.
fn undisturbed(request: &Request, remote: &mut Remote) -> Report {
    let mut plan = plan(request, None);
    while let Some(step) = plan.step.clone() {
        let outcome = done(&step, request, remote);
        plan = advance(plan, outcome).unwrap();
    }
    plan.result.unwrap()
}

/// What is so at every end of a run: one fresh run later all is released, and another one finds nothing to do.
fn settles(request: &Request, remote: &Remote, trail: &str) {
    let mut after = remote.clone();
    undisturbed(request, &mut after);
    after.check(trail);
    let tags = after.tags.clone();
    assert!(after.heads.is_empty(), "{trail}: {:?} are left", after.heads);
    if !trail.contains("raced") {
        assert_eq!(after.new_tags(), TAGS, "{trail}");
        assert_eq!(after.branch.len(), 4, "{trail}: one commit for both");
    }
    if after.hosting {
        let missing = after.new_tags().into_iter().find(|tag| !after.releases.iter().any(|one| one == tag));
        assert_eq!(missing.filter(|_| !trail.contains("raced")), None, "{trail}: {:?}", after.releases);
    }
    let report = undisturbed(request, &mut after);
    assert!(report.status == Status::NothingToRelease && after.tags == tags, "{trail}: {report:?}");
}

/// Walks on from a plan in every order of answers; `faults`: how much may still go wrong. Returns how many ends there are.
fn walk(plan: &Plan, request: &Request, remote: &Remote, faults: u32, trail: &str) -> u32 {
    remote.check(trail);
    let Some(step) = plan.step.clone() else {
        for released in &plan.result.as_ref().unwrap().released {
            let stands = remote.tags.iter().any(|(name, _, commit)| *name == released.tag && *commit == released.sha);
            assert!(stands, "{trail}: {} is reported", released.tag);
        }
        settles(request, remote, trail);
        return 1;
    };
    let next = |outcome: Outcome, after: &Remote, faults: u32, what: &str| {
        walk(&advance(plan.clone(), outcome).unwrap(), request, after, faults, &format!("{trail} {what}"))
    };
    let mut after = remote.clone();
    let outcome = done(&step, request, &mut after);
    let mut ends = next(outcome.clone(), &after, faults, "done");
    if faults == 0 {
        return ends;
    }
    // It dies, before or after.
    if matches!(step, Step::Push { .. } | Step::Release { .. }) {
        settles(request, remote, &format!("{trail} dead-before"));
        settles(request, &after, &format!("{trail} dead-after"));
        ends += 2;
    }
    match (&step, outcome) {
        (Step::Commit { .. } | Step::Tag { .. }, Outcome::Built { commit, mut tags, files }) => {
            tags.pop();
            ends += next(Outcome::Built { commit, tags, files }, &after, faults - 1, "built-too-little");
        }
        (Step::Release { .. }, _) => {
            let lost = || Outcome::Denied(Denial { status: None, text: String::new(), retry_after: None });
            ends += next(lost(), &after, faults - 1, "published-and-lost");
            ends += next(lost(), remote, faults - 1, "lost");
        }
        (Step::Push { atomic, updates }, _) => {
            let lost = Outcome::Pushed(version_first::answers::Pushed::default());
            ends += next(lost.clone(), &after, faults - 1, "landed-and-lost");
            ends += next(lost.clone(), remote, faults - 1, "lost");
            for one in updates.iter().filter(|_| !*atomic && updates.len() > 1) {
                let mut partly = remote.clone();
                partly.take(std::slice::from_ref(one), false);
                ends += next(lost.clone(), &partly, faults - 1, "partly-and-lost");
                settles(request, &partly, &format!("{trail} dead-between"));
            }
            // Somebody takes a number away just before: by a tag of a commit that does say it, as a person may.
            if remote.new_tags().is_empty() && remote.branch.len() == 3 {
                let mut raced = remote.clone();
                let mut by_hand = raced.tip().clone();
                (by_hand.oid, by_hand.message) = ("8".repeat(40), "chore: raise both".to_string());
                for new in next_files() {
                    by_hand.files.iter_mut().find(|old| old.path == new.path).unwrap().text = new.text;
                }
                raced.tags.push((TAGS[1].to_string(), by_hand.oid.clone(), by_hand.oid.clone()));
                raced.branch.insert(0, by_hand);
                let answer = raced.take(updates, *atomic);
                ends += next(answer, &raced, faults - 1, "raced");
            }
        }
        _ => {}
    }
    ends
}

#[test]
fn two_packages_are_one_commit_and_two_tags() {
    let (request, mut remote) = (request(serde_json::json!({})), remote());
    let plan = advance(plan(&request, None), done(&plan(&request, None).step.unwrap(), &request, &mut remote)).unwrap();
    let Some(Step::Commit { parent, files, message, tags, .. }) = &plan.step else { panic!("{:?}", plan.result) };
    assert_eq!(parent, TIP);
    let members = next_files();
    assert!(members.iter().all(|file| files.contains(file)) && files.len() == 3, "{files:?}");
    let lock = &files.iter().find(|file| file.path == "Cargo.lock").unwrap().text;
    assert!(lock.contains("version = \"0.4.20\"") && lock.contains("version = \"0.5.0\""), "{lock}");
    assert_eq!(tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), TAGS);
    assert!(message.starts_with("chore(release): globset-0.4.20, ignore-0.5.0"), "{message}");
    for (tag, (_, _, version)) in tags.iter().zip(BOTH) {
        assert_eq!(told(&tag.message, None).unwrap().version(), version);
        let told = told(message, Some(&tag.name)).unwrap();
        assert!(told.version() == version && told.tagged(), "{message}");
    }
    let proposal = plan.proposal.as_ref().unwrap();
    let said: Vec<Vec<&str>> = proposal
        .releases
        .iter()
        .map(|one| one.reasons.iter().map(|reason| reason.subject.as_str()).collect())
        .collect();
    assert_eq!(said, [vec!["fix: a leak"], vec!["feat: a window"]], "each is told of its own commits");
    assert_eq!(proposal.others, []);
    let view = serde_json::to_value(proposal).unwrap();
    assert_eq!((&view["version"], &view["releases"][1]["tag"]), (&"0.4.20".into(), &"ignore-0.5.0".into()));
    let state = serde_json::json!({"state": serde_json::to_value(&plan).unwrap()["state"]});
    let read = serde_json::from_value::<Plan>(state).unwrap();
    assert_eq!((&read.proposal, &read.request), (&plan.proposal, &plan.request));
}

#[test]
fn whatever_is_answered_and_whoever_dies_the_next_run_ends_it() {
    for (atomic, hosting) in [(true, false), (false, false), (true, true), (false, true)] {
        let (request, remote) = (request(serde_json::json!({})), Remote { atomic, hosting, ..remote() });
        let ends = walk(&plan(&request, None), &request, &remote, 2, "");
        assert!(ends >= 15, "{ends} ends");
    }
}

#[test]
fn what_is_new_of_one_package_is_released_alone() {
    let (request, mut remote) = (request(serde_json::json!({})), remote());
    remote.branch.remove(0);
    let report = undisturbed(&request, &mut remote);
    assert_eq!(remote.new_tags(), [TAGS[0]]);
    let told = report.remarks.iter().any(|remark| remark.contains("is new in `crates/ignore` since `ignore-0.4.29`"));
    assert!(told, "{:?}", report.remarks);
}

#[test]
fn a_pull_request_brings_two_packages_with_a_changelog_each_or_one_for_both() {
    let own = ["crates/globset/CHANGELOG.md", "crates/ignore/CHANGELOG.md"];
    for [one, other] in [own, ["CHANGELOG.md"; 2]] {
        for message in ["", "Two packages (#1)"] {
            let asked = serde_json::json!({"mode": "pull-request", "changelog": one, "date": "2026-02-03"});
            let also = Also { package: "ignore".to_string(), changelog: Some(other.to_string()) };
            let request = Request { also: vec![also], ..request(asked) };
            let mut remote = Remote { hosting: true, ..remote() };
            let begun = "# Changelog\n\n## [Unreleased]\n";
            for path in if one == other { vec![one] } else { own.to_vec() } {
                remote.branch.iter_mut().for_each(|one| one.files.push(file(path, begun)));
            }
            // At first, one of them has something new.
            let newest = remote.branch.remove(0);
            let report = undisturbed(&request, &mut remote);
            assert_eq!(report.status, Status::PullRequest, "{:?}", report.error);
            let [(_, alone)] = remote.heads.as_slice() else { panic!("{:?}", remote.heads) };
            let alone = alone.clone();
            // Then both have: the same pull request brings both.
            remote.branch.insert(0, newest);
            let report = undisturbed(&request, &mut remote);
            let [(head, oid)] = remote.heads.as_slice() else { panic!("{:?}", remote.heads) };
            assert!(head == HEAD && *oid != alone && remote.pulls.len() == 1, "{:?}", report.remarks);
            let made = remote.commits.iter().find(|one| one.oid == *oid).unwrap().clone();
            for (tag, (_, _, version)) in TAGS.iter().zip(BOTH) {
                let told = told(&made.message, Some(tag)).unwrap();
                let text = |path: &str| made.files.iter().find(|one| one.path == path).unwrap().text.clone();
                let path = if version == BOTH[0].2 { one } else { other };
                assert!(told.version() == version && told.section_is_in(&text(path)), "{}", made.message);
                assert!(text(path).contains(version), "{}", text(path));
            }
            // What stands is ours, and is left alone.
            let oid = oid.clone();
            assert_eq!(undisturbed(&request, &mut remote).status, Status::PullRequest);
            assert_eq!(remote.heads, [(HEAD.to_string(), oid)]);
            // Merged, by whatever method, both are tagged there.
            remote.merge(1, if message.is_empty() { &made.message } else { message });
            let report = undisturbed(&request, &mut remote);
            remote.check(message);
            assert_eq!((remote.new_tags(), remote.releases.len()), (TAGS.to_vec(), 2), "{report:?}");
            assert!(remote.tags[2..].iter().all(|(_, _, commit)| *commit == remote.branch[0].oid));
            assert!(remote.heads.is_empty(), "{:?}", remote.heads);
            assert_eq!(undisturbed(&request, &mut remote).status, Status::NothingToRelease);
        }
    }
}

#[test]
fn a_bump_branch_of_two_is_taken_away_with_its_refused_pull_request() {
    let mut remote = Remote { hosting: true, ..remote() };
    let request = request(serde_json::json!({"mode": "pull-request"}));
    let mut plan = plan(&request, None);
    let mut refused = false;
    while let Some(step) = plan.step.clone() {
        let outcome = match &step {
            Step::OpenPull { body, .. } => {
                assert!(body.contains("`0.4.20`") && body.contains("`ignore-0.5.0`"), "{body}");
                assert_eq!(remote.heads.len(), 1);
                refused = true;
                Outcome::Denied(Denial { status: Some(403), text: "no".to_string(), retry_after: None })
            }
            other => done(other, &request, &mut remote),
        };
        plan = advance(plan, outcome).unwrap();
    }
    assert!(refused && plan.result.unwrap().status == Status::Failed);
    assert!(remote.heads.is_empty() && remote.new_tags().is_empty(), "{:?} {:?}", remote.heads, remote.tags);
}
