//! What must hold in every world: the promises, checked after every move and at every end.

use std::rc::Rc;

use version_first::request::{Choice, MovingTags, Request};
use version_first::run::{Doing, Goal, Plan, Report, Status, Step, Update, advance};
use version_first::version::{Scheme, Version};

use crate::hosting::{Method, PullRequest, State as PullState};
use crate::people::Person;
use crate::state::{Scenario, Slot, State, fresh};
use crate::world::{Tag, World, followed, printed};

/// The invariants of ARCHITECTURE.md, for one move.
pub fn check(before: &State, after: &State) -> Result<(), String> {
    let world = after.world();
    for (name, tag) in &world.tags {
        let known = before.world().tags.get(name);
        if moves(name) {
            check_moved(before, after, name)?;
            continue;
        }
        if let Some(known) = known
            && known != tag
        {
            return Err(format!("I4: `{name}` was moved"));
        }
        if !tag.ours {
            continue;
        }
        let commit = &world.commits[&tag.commit];
        if commit.versions.iter().any(|version| format!("v{version}") != *name) {
            return Err(format!("I1: `{name}` names a commit that says {:?}", commit.versions));
        }
        if !world.tips.contains(&tag.commit) || !world.on_branch(&tag.commit) {
            return Err(format!("I1: `{name}` names a commit that never was the tip"));
        }
        if known.is_none() {
            check_greater(before, name, &tag.object)?;
            check_below(before, name, &tag.commit)?;
            // A release that is asked for meanwhile makes its tag again (rule 18); no run pushes it.
            if world.withdrawn.contains(name) && tag.object != tag.commit {
                return Err(format!("27: `{name}` was withdrawn, and is made again"));
            }
        }
    }
    let person = after.people_moves < before.people_moves;
    if !person && before.world().tags.keys().any(|name| !world.tags.contains_key(name)) {
        return Err("I4: a tag was deleted".to_string());
    }
    if !person {
        check_branches(before, after)?;
    }
    if !world.on_branch(&before.world().tip) {
        return Err("I4: the branch was not moved forward".to_string());
    }
    for (index, (slot, was)) in after.slots.iter().zip(&before.slots).enumerate() {
        if let (Slot::Ended { report, .. }, Slot::Running { plan, .. }) = (slot, was) {
            check_report(after, report)?;
            check_told(after, plan, report)?;
            check_left(after, index, plan, report)?;
        }
    }
    let mut reported: Vec<&String> = Vec::new();
    for slot in &after.slots {
        let Slot::Ended { report, .. } = slot else { continue };
        for released in &report.released {
            // A tag that a person deleted looks like a crash, and is made again.
            if reported.contains(&&released.version) && !after.has_happened("tag deleted") {
                return Err(format!("I7: two runs report {}", released.version));
            }
            reported.push(&released.version);
        }
    }
    Ok(())
}

/// Whether it is a tag such as `v1`, which moves along with releases.
fn moves(name: &str) -> bool {
    !name.contains('.')
}

/// I4: a tag that moves names a version of its number, whose own tag stands there already.
fn check_moved(before: &State, after: &State, name: &str) -> Result<(), String> {
    let world = after.world();
    let tag = &world.tags[name];
    if before.world().tags.get(name) == Some(tag) {
        return Ok(());
    }
    let released = |(other, one): (&String, &Tag)| {
        one.commit == tag.commit && !moves(other) && other.starts_with(&format!("{name}."))
    };
    if !before.world().tags.iter().any(released) {
        return Err(format!("I4: `{name}` was moved to a commit that no version tag of its number names"));
    }
    Ok(())
}

/// Nothing went wrong, so a tag that moves names the newest version of its number.
fn moved_along(scenario: &Scenario, world: &World) -> Result<(), String> {
    let wrong = scenario.faults + scenario.crashes;
    if scenario.settler.moving_tags == MovingTags::None || wrong > 0 || scenario.stops {
        return Ok(());
    }
    let version = |name: &str| Version::parse(name.trim_start_matches('v'), Scheme::Semver).unwrap();
    for major in ["v1", "v2"] {
        let same = world.tags.iter().filter(|(name, _)| name.starts_with(&format!("{major}.")));
        let newest = same.max_by(|(a, _), (b, _)| version(a).cmp_precedence(&version(b)));
        let named = world.tags.get(major).map(|tag| &tag.commit);
        if let Some((newest, tag)) = newest.filter(|(_, tag)| tag.ours && named != Some(&tag.commit)) {
            return Err(format!("`{major}` does not name `{newest}` at {}", tag.commit));
        }
    }
    Ok(())
}

/// I4: a run neither removes nor overwrites what a person made, and closes no pull request without saying so in it.
fn check_branches(before: &State, after: &State) -> Result<(), String> {
    for (name, oid) in &before.world().heads {
        if after.world().heads.get(name) == Some(oid) {
            continue;
        }
        let ours = before.world().commits[oid].run.is_some();
        let merged = |pull: &PullRequest| pull.head_oid == *oid && pull.state == PullState::Merged;
        if !ours && !before.world().hosting.pulls.iter().any(merged) {
            return Err(format!("I4: `{name}` was a person's, and is gone or another"));
        }
        let gone = !after.world().heads.contains_key(name);
        let known = |pull: &&PullRequest| {
            let mut runs = before.slots.iter();
            runs.any(|slot| matches!(slot, Slot::Running { plan, open, .. } if open.contains(&pull.number) && deletes(plan, name)))
        };
        // What was opened between a look and its deletion can't be known.
        if let Some(pull) = before.world().open_pull(name).filter(|_| gone).filter(known)
            && !pull.body.contains("version-first: superseded")
        {
            return Err(format!("I4: #{} was open, and closed without a word", pull.number));
        }
    }
    Ok(())
}

fn deletes(plan: &Plan, branch: &str) -> bool {
    let goes = |one: &Update| one.oid.is_empty() && one.name == format!("refs/heads/{branch}");
    matches!(&plan.step, Some(Step::Push { updates, .. }) if updates.iter().any(goes))
}

/// I2: a run that ends leaves no branch of its own without an open pull request, or names it.
fn check_left(after: &State, index: usize, plan: &Plan, report: &Report) -> Result<(), String> {
    let world = after.world();
    let swept: Vec<_> = plan
        .run
        .branches
        .made
        .iter()
        .filter(|_| matches!(plan.run.goal, Goal::Sweep(_)))
        .map(|one| (&one.branch, &one.oid))
        .collect();
    for (name, oid) in &world.heads {
        let ours = world.commits[oid].run == Some(index) || swept.contains(&(name, oid));
        let closed = world.hosting.pulls.iter().any(|pull| pull.head == *name && pull.state != PullState::Open);
        if !ours || world.open_pull(name).is_some() || closed && after.has_happened("person") {
            continue;
        }
        let told = report.error.iter().flat_map(|error| &error.next_steps).chain(&report.remarks).chain(&report.why);
        if !told.into_iter().any(|text| text.contains(name.as_str())) {
            return Err(format!("I2: `{name}` is left without a pull request and without a word"));
        }
    }
    Ok(())
}

/// Rule 29: a version that we count ourselves stays below what others have released above T, but for patches of T's own
/// minor version.
fn check_below(before: &State, name: &str, commit: &str) -> Result<(), String> {
    let world = before.world();
    let version = |name: &str| Version::parse(name.trim_start_matches('v'), Scheme::Semver).unwrap();
    let counts = |(name, tag): &(&String, &Tag)| !moves(name) && world.knows(&tag.commit);
    let newest = world.tags.iter().filter(counts).map(|(name, _)| version(name)).max_by(Version::cmp_precedence);
    let by_hand = world.commits.get(commit).is_some_and(|commit| commit.run.is_none());
    let Some(newest) = newest.filter(|_| !by_hand) else { return Ok(()) };
    let minor = |version: &Version| (version.triple().0, version.triple().1);
    // What came up after the run had looked is known to the next one.
    let seen = before.slots.iter().any(|slot| matches!(slot, Slot::Running { plan, seen, .. }
        if plan.run.sent.last().is_some_and(|sent| sent.commit == commit) && world.tags.keys().all(|tag| seen.contains(tag))));
    let beside = |tag: &Tag| world.commits[&tag.commit].parent.as_ref().is_some_and(|parent| world.knows(parent));
    let others = world
        .tags
        .iter()
        .filter(|one| seen && !moves(one.0) && !counts(one) && !beside(one.1))
        .map(|(name, _)| version(name));
    for other in others.filter(|other| other.cmp_precedence(&newest).is_gt() && minor(other) != minor(&newest)) {
        if version(name).cmp_precedence(&other).is_ge() {
            return Err(format!("29: `{name}` is not below {other}, which is elsewhere"));
        }
    }
    Ok(())
}

/// I6: a new version is greater than every version tag the run's own look showed, as far as these count.
fn check_greater(before: &State, name: &str, object: &str) -> Result<(), String> {
    let version = |name: &str| Version::parse(name.trim_start_matches('v'), Scheme::Semver).unwrap();
    let counts = |name: &str| before.world().tags.get(name).is_none_or(|tag| before.world().knows(&tag.commit));
    for slot in &before.slots {
        let Slot::Running { plan, seen, .. } = slot else { continue };
        // A push carried out after its sender stopped waiting counts by the look it was decided on, not by later ones.
        let pushing = matches!(plan.run.doing, Doing::Pushing(_));
        if !pushing || plan.run.sent.last().is_none_or(|sent| sent.tags.iter().all(|tag| tag.oid != object)) {
            continue;
        }
        if let Some(newer) = seen
            .iter()
            .filter(|one| !moves(one) && counts(one))
            .find(|one| !version(name).cmp_precedence(&version(one)).is_gt())
        {
            return Err(format!("I6: `{name}` is made although `{newer}` was seen"));
        }
    }
    Ok(())
}

/// I5 and PROTOCOL 23: what a run reports is true, and a failure helps.
fn check_report(after: &State, report: &Report) -> Result<(), String> {
    for released in &report.released {
        let right = match after.world().tags.get(&released.tag) {
            Some(tag) => tag.ours && tag.commit == released.sha,
            // A person deleted it since.
            None => after.has_happened("tag deleted"),
        };
        if !right {
            return Err(format!("23: {} is reported, but `{}` says otherwise", released.version, released.tag));
        }
    }
    let released = !report.released.is_empty();
    if (report.status == Status::Released) && !released || (report.status == Status::NothingToRelease) && released {
        return Err(format!("23: {:?} with {} releases", report.status, report.released.len()));
    }
    let Some(error) = &report.error else { return Ok(()) };
    if error.message.is_empty() || error.next_steps.is_empty() {
        return Err(format!("I5: `{}` does not help: {error:?}", error.code));
    }
    let cause = match error.code.as_ref() {
        "unreachable" => after.has_happened("unreadable") || after.has_happened("lost"),
        "local-git-failed" => after.has_happened("broken"),
        "timeout" => after.has_happened("stopped"),
        "pull-requests-forbidden" => after.world().hosting.forbidden,
        "branch-taken" => after.world().heads.values().any(|oid| after.world().commits[oid].run.is_none()),
        "no-hosting" => !after.world().hosting.there,
        "pull-request-required" | "no-permission" | "push-refused" => true,
        "tag-taken" | "manifests-disagree" | "version-not-greater" => true,
        "leaves-line" => after.world().tags.values().any(|tag| !after.world().knows(&tag.commit)),
        _ => false,
    };
    if cause { Ok(()) } else { Err(format!("I5: `{}` is no true cause here: {}", error.code, error.message)) }
}

/// PROTOCOL 8: one request for one part to go up makes one version. PROTOCOL 20: a push whose answer was lost, yet landed, is
/// reported by the run that made it.
fn check_told(after: &State, plan: &Plan, report: &Report) -> Result<(), String> {
    if plan.request.bump == "minor" && report.released.len() > 1 {
        return Err(format!("8: one request for a minor, {} versions", report.released.len()));
    }
    if report.status == Status::Failed {
        return Ok(());
    }
    for sent in &plan.run.sent {
        let stands = after.world().tags.values().any(|tag| sent.tags.iter().any(|one| one.oid == tag.object));
        if stands && !report.released.iter().any(|released| released.sha == sent.commit) {
            return Err(format!(
                "20: `{}` landed, and its run says {:?}",
                sent.proposal.releases.first.tag, report.status
            ));
        }
    }
    Ok(())
}

/// I3: one undisturbed run is enough, and a second one finds nothing to do. Then people merge what is proposed, and one
/// run more is enough again.
pub fn settle(scenario: &Scenario, world: &World) -> Result<String, String> {
    moved_along(scenario, world)?;
    let settled = settle_once(scenario, world)?;
    for method in [Method::Squash, Method::Merge, Method::Rebase] {
        let mut merged = settled.clone();
        let Some(pull) = settled.hosting.pulls.iter().find(|pull| pull.state == PullState::Open) else { break };
        // What carries a person's commits is theirs, whatever its branch is called.
        if settled.commits[&pull.head_oid].run.is_none() {
            break;
        }
        if !merged.merge(pull.number, method) {
            return Err(format!("#{} does not merge cleanly", pull.number));
        }
        // Rebased, the first commit of several is the one that brings the version.
        let brought = &merged.tips[settled.tips.len()..];
        let end = settle_once(scenario, &merged)?;
        let version = pull.head.rsplit('-').next().unwrap_or_default();
        if end.tags.get(&format!("v{version}")).is_none_or(|tag| !brought.contains(&tag.commit)) {
            return Err(format!("23: #{} was merged ({method:?}), and {version} is not tagged there", pull.number));
        }
    }
    Ok(settled.summary())
}

fn settle_once(scenario: &Scenario, world: &World) -> Result<World, String> {
    let request = scenario.settler.clone();
    let (first, _) = undisturbed(world, &request, 90)?;
    let (second, report) = undisturbed(&first, &request, 91)?;
    if first != second_without_objects(&second, &first) {
        return Err("I3: a second undisturbed run changed the world again".to_string());
    }
    if first.refusal.is_none() && report.status == Status::Released {
        return Err("I3: a second undisturbed run released again".to_string());
    }
    empty_versions(scenario, &first)?;
    nothing_left(&first, &request)?;
    Ok(first)
}

/// No orphan branch and no stale pull request of ours stays, and every version has its release.
fn nothing_left(world: &World, request: &Request) -> Result<(), String> {
    if !world.hosting.there {
        return Ok(());
    }
    let version = |name: &str| Version::parse(name, Scheme::Semver).unwrap();
    let newest = world
        .tags
        .iter()
        .filter(|(name, _)| !moves(name))
        .map(|(name, tag)| (version(name.trim_start_matches('v')), name, tag));
    let newest = newest.max_by(|(a, ..), (b, ..)| a.cmp_precedence(b));
    if let Some((_, name, tag)) = &newest
        && tag.ours
        && request.github_release != Choice::False
        && !world.hosting.is_released(name)
    {
        return Err(format!("11: `{name}` has no release"));
    }
    let mut open = 0;
    for (name, oid) in world.heads.iter().filter(|(_, oid)| world.commits[*oid].run.is_some()) {
        let proposed = version(name.trim_start_matches("chore/version-bump-"));
        match world.open_pull(name) {
            _ if world.hosting.frozen => {}
            None => return Err(format!("11: `{name}` is left, without a pull request")),
            Some(_) if newest.as_ref().is_some_and(|(newest, ..)| proposed.cmp_precedence(newest).is_le()) => {
                return Err(format!("11: `{name}` is still proposed"));
            }
            Some(pull) if pull.head_oid == *oid => open += 1,
            Some(_) => {}
        }
    }
    if open > 1 { Err("15: two versions are proposed at once".to_string()) } else { Ok(()) }
}

/// Built but never pushed objects are no difference.
fn second_without_objects(second: &World, first: &World) -> World {
    World { commits: first.commits.clone(), tag_objects: first.tag_objects.clone(), ..second.clone() }
}

/// No two versions of ours differ in nothing but their number.
fn empty_versions(scenario: &Scenario, world: &World) -> Result<(), String> {
    let harmless = |person: &Person| matches!(person, Person::Push | Person::Close | Person::Protect | Person::Allow);
    if !scenario.people.iter().all(harmless) || scenario.world.tags.len() > 1 {
        return Ok(());
    }
    let mut contents: Vec<u32> = world
        .tags
        .iter()
        .filter(|(name, tag)| tag.ours && !moves(name))
        .map(|(_, tag)| world.commits[&tag.commit].content)
        .collect();
    let all = contents.len();
    contents.sort_unstable();
    contents.dedup();
    if contents.len() == all { Ok(()) } else { Err("an empty version was released".to_string()) }
}

fn undisturbed(world: &World, request: &Request, index: usize) -> Result<(World, Report), String> {
    let mut world = world.clone();
    let Slot::Running { plan, .. } = fresh(request, index) else { return Err("no run".to_string()) };
    let mut plan = Rc::unwrap_or_clone(plan);
    for _ in 0..200 {
        let Some(step) = plan.step.clone() else { break };
        let outcome = match &step {
            Step::Look { heads, mergeable, .. } => {
                let asked = world.asked(heads, mergeable);
                world.look(&plan.request, &step, &asked, &[])
            }
            Step::History { tip, limit, .. } => world.history(tip, *limit),
            Step::Commit { .. } | Step::Tag { .. } => world.build(&step, index),
            Step::Push { updates, .. } => printed(&world.take(updates), updates),
            Step::Follow { .. } => followed(),
            asked => world.serve(asked),
        };
        plan = advance(plan, outcome).map_err(|error| error.to_string())?;
    }
    let report = plan.result.ok_or("an undisturbed run does not end")?;
    Ok((world, report))
}
