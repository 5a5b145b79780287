//! One look, and what follows from it: a row for every guard of `submit`.

use super::worlds::{add_local, branch, clean, closed, looked, plan, pull, seen, submit, wish};
use version_first::iteration::{Command, Copied, Foreign, Pull, Seen, Wish};

const FIRST: [&str; 4] =
    ["push x-v2 if \"\"", "open x-v2 into main: Add login (v2)", "say #1 Superseded by #N", "close #1"];

#[test]
fn what_submit_does() {
    assert_eq!(plan(submit(), seen()), FIRST);
    // Forwards only, where it is there already.
    let mut there = seen();
    there.remote.as_mut().unwrap().push(branch("x-v2", "1"));
    assert_eq!(plan(submit(), there.clone())[0], "push x-v2 forwards");
    there.remote.as_mut().unwrap()[2].oid = "2".into();
    assert_eq!(plan(submit(), there.clone()), FIRST[1..]);
    // Its own is open: what is left.
    there.pulls.as_mut().unwrap().push(Pull { title: "Add login (v2)".into(), ..pull(2, "x-v2", "2") });
    assert_eq!(plan(submit(), there.clone()), ["say #1 Superseded by #2", "close #1"]);
    let vain = Wish { title: Some("Other".into()), into: Some("dev".into()), draft: true, ..submit() };
    let warned = |wish: Wish| {
        looked(wish, there.clone()).report.warnings.into_iter().map(|one| one.told().message).collect::<Vec<_>>()
    };
    assert_eq!(warned(vain).len(), 1);
    assert_eq!(
        warned(Wish { title: Some("Add login".into()), into: Some("main".into()), ..submit() }),
        Vec::<String>::new()
    );
    // Old ones that are named and closed already are linked, and left alone.
    let mut over = seen();
    over.pulls.as_mut().unwrap()[0] = closed(pull(1, "x", "1"), false);
    assert_eq!(plan(Wish { old: vec!["#1".into()], ..submit() }, over), FIRST[..2]);
}

#[test]
fn what_submit_copies() {
    let mut rich = seen();
    let one = &mut rich.pulls.as_mut().unwrap()[0];
    (one.labels, one.assignees, one.reviewers, one.teams) =
        (vec!["b".into(), "a".into()], vec!["ann".into()], vec!["bob".into()], vec!["core".into()]);
    (one.milestone, one.draft) = (Some(4), true);
    assert_eq!(plan(submit(), rich.clone()), FIRST, "nothing unless it is asked for");
    let all = [Copied::Labels, Copied::Assignees, Copied::Reviewers, Copied::Milestone, Copied::Draft];
    let wish = Wish { copy: all.to_vec(), ..submit() };
    let found = plan(wish.clone(), rich.clone());
    assert_eq!(
        found[1..6],
        ["open x-v2 into main: Add login (v2) (draft)", "label a b", "assign ann", "review bob core", "milestone 4"]
    );
    // What it has is not given twice.
    let own = Pull {
        labels: vec!["a".into()],
        assignees: vec!["ann".into()],
        reviewers: vec!["bob".into()],
        milestone: Some(7),
        ..pull(2, "x-v2", "2")
    };
    rich.pulls.as_mut().unwrap().push(own);
    assert_eq!(plan(wish, rich)[1..4], ["label b", "review  core", "say #1 Superseded by #2"]);
}

#[test]
fn what_submit_refuses() {
    let with = |change: &dyn Fn(&mut Seen)| {
        let mut one = seen();
        change(&mut one);
        one
    };
    let add = |pull: Pull| with(&move |seen: &mut Seen| seen.pulls.as_mut().unwrap().push(pull.clone()));
    let old = |word: &str| Wish { old: vec![word.into()], ..submit() };
    let rows: Vec<(Wish, Seen, &str)> = vec![
        (wish(Command::Submit, "main"), seen(), "default-branch"),
        (wish(Command::Submit, "x-v3"), seen(), "no-such-branch"),
        (submit(), with(&|seen| seen.pulls = None), "no-hosting"),
        (submit(), add(closed(pull(2, "x-v2", "2"), false)), "pull-request-closed"),
        (submit(), add(closed(pull(2, "x-v2", "2"), true)), "already-merged"),
        (submit(), add(pull(2, "x-v3", "3")), "iteration-not-latest"),
        (wish(Command::Submit, "x-v3"), add_local(add(pull(2, "x-v2", "2")), "x-v3"), "several-open"),
        (Wish { into: Some("gone".into()), ..submit() }, seen(), "base-gone"),
        (
            Wish { into: Some("x-v2".into()), ..submit() },
            with(&|seen| seen.remote.as_mut().unwrap().push(branch("x-v2", "2"))),
            "base-gone",
        ),
        // There is a `main`, yet nobody says that changes are merged into it.
        (
            Wish { title: Some("T".into()), ..submit() },
            with(&|seen| (seen.pulls, seen.default_branch) = (Some(vec![]), String::new())),
            "base-gone",
        ),
        (submit(), with(&|seen| seen.pulls = Some(vec![])), "title-missing"),
        (submit(), with(&|seen| (seen.pulls, seen.fork_of) = (Some(vec![]), Some("up/r".into()))), "is-a-fork"),
        (old("y"), seen(), "no-such-pull-request"),
        (old("7"), seen(), "no-such-pull-request"),
        (old("7"), add(pull(7, "y", "7")), "other-lineage"),
        (old("#2"), add(closed(pull(2, "x-v3", "3"), false)), "not-older"),
        (old("x"), with(&|seen| seen.pulls.as_mut().unwrap()[0] = closed(pull(1, "x", "1"), true)), "already-merged"),
        (Wish { lineage: Some("y".into()), ..submit() }, seen(), "other-lineage"),
        (wish(Command::Submit, "api-v3"), seen(), "lineage-unclear"),
    ];
    for (wish, seen, code) in rows {
        assert_eq!(plan(wish.clone(), seen), [format!("! {code}")], "{wish:?}");
    }
    // A fork's own pull request, where somebody says so.
    let own = Wish { into: Some("main".into()), title: Some("T".into()), ..submit() };
    assert_eq!(
        plan(own, with(&|seen| (seen.pulls, seen.fork_of) = (Some(vec![]), Some("up/r".into()))))[1],
        "open x-v2 into main: T (v2)"
    );
}

#[test]
fn layers_stay() {
    let mut native = seen();
    native.pulls.as_mut().unwrap()[0].stacked = true;
    let mut above = seen();
    above.pulls.as_mut().unwrap().push(Pull { base: "x".into(), ..pull(9, "y", "9") });
    let mut below = seen();
    below.remote.as_mut().unwrap().push(branch("y", "9"));
    below.pulls.as_mut().unwrap()[0].base = "y".into();
    below.pulls.as_mut().unwrap().push(pull(9, "y", "9"));
    let mut foreign = seen();
    foreign.foreign.push(Foreign { number: 9, base: "x".into() });
    for layered in [native, above, below, foreign] {
        let work = looked(submit(), layered.clone());
        assert_eq!(work.report.kept.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["#1"], "{layered:?}");
        assert!(
            !plan(submit(), layered.clone()).iter().any(|step| step.starts_with("close") || step.starts_with("say"))
        );
        let mut merged = layered;
        merged.pulls.as_mut().unwrap().push(closed(pull(2, "x-v2", "2"), true));
        assert!(
            !plan(Wish { original: true, ..clean() }, merged)
                .iter()
                .any(|step| step.contains("#1") || step.contains("delete x "))
        );
    }
    // Neighbours that are over are none.
    let mut over = seen();
    over.pulls.as_mut().unwrap().push(closed(Pull { base: "x".into(), ..pull(9, "y", "9") }, false));
    assert_eq!(plan(submit(), over), FIRST);
}

/// As the one that is superseded is meant for, whichever others its branch has had.
#[test]
fn what_submit_opens_it_into() {
    let mut one = seen();
    one.remote.as_mut().unwrap().extend([branch("next", "0"), branch("dev", "0")]);
    one.pulls.as_mut().unwrap().push(closed(Pull { base: "next".into(), ..pull(5, "x", "1") }, false));
    let into = |wish: Wish| plan(wish, one.clone())[1].clone();
    let old = |word: &str| Wish { old: vec![word.into()], ..submit() };
    assert_eq!(into(submit()), "open x-v2 into main: Add login (v2)");
    assert_eq!(into(old("5")), "open x-v2 into next: Add login (v2)");
    assert_eq!(into(old("1")), "open x-v2 into main: Add login (v2)");
    assert_eq!(into(Wish { into: Some("dev".into()), ..old("5") }), "open x-v2 into dev: Add login (v2)");
}
