//! One look, and what follows from it: a row for every guard of `submit`, `clean` and `check`.

use super::model;
use version_first::answers::Pushed;
use version_first::hosting::{Hosting, Kind};
use version_first::iteration::{
    About, Begun, Branch, Command, Comments, Copied, Foreign, Meant, Outcome, Pull, Seen, Step, Wish, Work, advance,
    base_of, begun, check, show, start,
};

fn branch(name: &str, oid: &str) -> Branch {
    Branch { name: name.into(), oid: oid.into(), checked_out: false, at: String::new() }
}

/// #1 is open for `x`, at its commit; `x-v2` is here alone.
fn seen() -> Seen {
    Seen {
        local: vec![branch("x", "1"), branch("x-v2", "2")],
        remote: Some(vec![branch("main", "0"), branch("x", "1")]),
        pulls: Some(vec![pull(1, "x", "1")]),
        hosting: Some(Hosting { kind: Kind::Github, name: "o/r".into(), server_url: "https://h".into() }),
        default_branch: "main".into(),
        foreign: vec![],
        fork_of: None,
    }
}

fn pull(number: u64, head: &str, oid: &str) -> Pull {
    Pull {
        number,
        url: format!("https://h/o/r/pull/{number}"),
        head: head.into(),
        head_oid: oid.into(),
        base: "main".into(),
        open: true,
        title: "Add login".into(),
        created_at: format!("2026-01-0{number}T00:00:00Z"),
        ..Pull::default()
    }
}

fn closed(mut pull: Pull, merged: bool) -> Pull {
    (pull.open, pull.merged, pull.closed_at) = (false, merged, Some("2026-01-05T00:00:00Z".into()));
    pull
}

fn wish(command: Command, branch: &str) -> Wish {
    Wish { title: None, copy: vec![], ..model::wish(command, branch) }
}

fn submit() -> Wish {
    wish(Command::Submit, "x-v2")
}

fn clean() -> Wish {
    wish(Command::Clean, "x")
}

fn looked(wish: Wish, seen: Seen) -> Work {
    advance(start(wish), Outcome::Seen { seen }).unwrap()
}

/// What would be done, in words; or why nothing is.
fn plan(wish: Wish, seen: Seen) -> Vec<String> {
    let work = looked(wish, seen);
    if let Some(error) = work.report.error {
        return vec![format!("! {}", error.code)];
    }
    let told = |step: Step| match step {
        Step::Push { updates } => {
            let one = |update: version_first::iteration::Update| {
                let name = update.name.replace("refs/heads/", "");
                let lease = update.expect.map_or("forwards".into(), |oid| format!("if {oid:?}"));
                if update.oid.is_empty() { format!("delete {name} {lease}") } else { format!("push {name} {lease}") }
            };
            updates.into_iter().map(one).collect::<Vec<_>>().join(", ")
        }
        Step::OpenPull { head, base, title, draft, .. } => {
            format!("open {head} into {base}: {title}{}", if draft { " (draft)" } else { "" })
        }
        Step::Label { labels, .. } => format!("label {}", labels.join(" ")),
        Step::Assign { assignees, .. } => format!("assign {}", assignees.join(" ")),
        Step::Review { reviewers, teams, .. } => format!("review {} {}", reviewers.join(" "), teams.join(" ")),
        Step::Milestone { milestone, .. } => format!("milestone {milestone}"),
        Step::Comment { number, body } => format!("say #{number} {body}"),
        Step::Close { number } => format!("close #{number}"),
        Step::Drop { branches } => {
            format!("drop {}", branches.into_iter().map(|one| one.name).collect::<Vec<_>>().join(" "))
        }
        Step::Look { .. } => "look".into(),
    };
    work.step.into_iter().chain(work.then).map(told).collect()
}

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

fn add_local(mut seen: Seen, name: &str) -> Seen {
    seen.local.push(branch(name, "3"));
    seen
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

/// `x-v2` was merged as #2; `x` and `x-v3` are open.
fn merged() -> Seen {
    let mut one = seen();
    let all = [("x", "1"), ("x-v2", "2"), ("x-v3", "3")];
    one.local = all.iter().map(|(name, oid)| branch(name, oid)).collect();
    one.remote = Some(one.local.iter().cloned().chain([branch("main", "0"), branch("y", "1")]).collect());
    one.pulls = Some(vec![pull(1, "x", "1"), closed(pull(2, "x-v2", "2"), true), pull(3, "x-v3", "3")]);
    one
}

#[test]
fn what_clean_does() {
    let ends = ["say #3 Superseded by #2", "close #3", "say #1 Superseded by #2", "close #1"];
    let rest = |wish: Wish, change: &dyn Fn(&mut Seen)| {
        let mut one = merged();
        change(&mut one);
        plan(wish, one).into_iter().filter(|step| !step.contains('#')).collect::<Vec<_>>()
    };
    assert_eq!(plan(clean(), merged())[..4], ends);
    let gone = |names: &[(&str, &str)]| {
        let remote: Vec<String> = names.iter().map(|(name, oid)| format!("delete {name} if {oid:?}")).collect();
        vec![remote.join(", "), format!("drop {}", names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" "))]
    };
    let third = ("x-v3", "3");
    assert_eq!(rest(clean(), &|_| ()), gone(&[third]));
    assert_eq!(rest(Wish { original: true, ..clean() }, &|_| ()), gone(&[("x", "1"), third]));
    assert_eq!(rest(Wish { merged: true, ..clean() }, &|_| ()), gone(&[("x-v2", "2"), third]));
    // Checked out: not here, but there.
    assert_eq!(rest(clean(), &|seen| seen.local[2].checked_out = true), gone(&[third])[..1]);
    // More than a pull request keeps.
    let further =
        |seen: &mut Seen| (seen.local[2].oid, seen.remote.as_mut().unwrap()[2].oid) = ("4".into(), "4".into());
    assert_eq!(rest(clean(), &further), Vec::<String>::new());
    assert_eq!(rest(Wish { unsaved: true, ..clean() }, &further), gone(&[("x-v3", "4")]));
    // Another one is meant for it, or it is where things are merged.
    let wanted = |seen: &mut Seen| seen.foreign.push(Foreign { number: 9, base: "x-v3".into() });
    assert_eq!(rest(Wish { unsaved: true, ..clean() }, &wanted), Vec::<String>::new());
    let over = |seen: &mut Seen| {
        seen.pulls.as_mut().unwrap()[2] = closed(pull(3, "x-v3", "3"), false);
        seen.foreign.push(Foreign { number: 9, base: "x-v3".into() });
    };
    assert_eq!(rest(clean(), &over), Vec::<String>::new());
    assert_eq!(rest(clean(), &|seen| seen.pulls.as_mut().unwrap()[1].base = "x-v3".into()), Vec::<String>::new());
    assert_eq!(rest(clean(), &|seen| seen.default_branch = "x-v3".into()), Vec::<String>::new());
    // Opened after the merge: it and its branch stay.
    let later = |seen: &mut Seen| seen.pulls.as_mut().unwrap()[2].created_at = "2026-01-06T00:00:00Z".into();
    assert_eq!(rest(Wish { unsaved: true, ..clean() }, &later), Vec::<String>::new());
    // Of two merged ones the last counts.
    let both = |seen: &mut Seen| {
        let pulls = seen.pulls.as_mut().unwrap();
        pulls[2] = Pull { closed_at: Some("2026-01-07T00:00:00Z".into()), ..closed(pull(3, "x-v3", "3"), true) };
    };
    assert_eq!(rest(clean(), &both), gone(&[("x-v2", "2")]));
    for (wish, change, code) in [
        (wish(Command::Clean, "main"), (|_| ()) as fn(&mut Seen), "default-branch"),
        (clean(), |seen| seen.pulls = None, "no-hosting"),
        (clean(), |seen| seen.pulls.as_mut().unwrap()[1].merged = false, "not-merged"),
        (wish(Command::Clean, "api-v3"), |_| (), "lineage-unclear"),
    ] {
        assert_eq!(rest(wish, &change), [format!("! {code}")]);
    }
}

#[test]
fn what_check_says() {
    let about = |branch: &str, seen: Seen| About {
        branch: branch.into(),
        lineage: None,
        seen,
        landed: None,
        same: vec![],
        max_bot_comments: None,
    };
    let says = |about: &About| -> Vec<String> {
        let found = check(about).unwrap();
        assert_eq!(found.ok, !found.findings.iter().any(|one| one.blocks));
        found
            .findings
            .iter()
            .map(|one| format!("{}{} → {}", if one.blocks { "!" } else { "" }, one.code, one.next))
            .collect()
    };
    assert_eq!(says(&about("x-v2", seen())), ["open-pull-request → version-first iteration submit"]);
    assert_eq!(says(&about("x", seen())), ["!iteration-not-latest → git switch x-v2"]);
    let own = says(&about("x-v2", merged()));
    assert_eq!(
        own[..3],
        [
            "!already-merged → version-first iteration clean",
            "!iteration-not-latest → git switch x-v3",
            "!open-pull-request → git switch x-v3"
        ]
    );
    let mut two = seen();
    two.pulls.as_mut().unwrap().push(pull(4, "x-v2", "2"));
    assert!(says(&about("x-v3", two)).contains(&"open-pull-request → version-first iteration submit 4 1".to_string()));
    let landed = About { landed: Some("abcdef0123".into()), same: vec!["x".into()], ..about("x-v2", seen()) };
    assert_eq!(says(&landed)[0], "!already-on-base → git show abcdef0");
    assert!(says(&landed).contains(&"!same-as-another → version-first iteration diff x x-v2".to_string()));
    let bots = |bots: Option<u64>, most: u64| {
        let mut one = seen();
        one.local.pop();
        one.pulls.as_mut().unwrap()[0].comments = bots.map(|bots| Comments { bots, people: 9 });
        says(&About { max_bot_comments: Some(most), ..about("x", one) })
    };
    assert_eq!(bots(Some(1), 0), ["!bot-comments → version-first iteration start"]);
    assert_eq!(bots(Some(1), 1), Vec::<String>::new());
    assert_eq!(bots(None, 0), ["!comments-unknown → set GITHUB_TOKEN"]);
    let flag = |name: &str| says(&about(name, add_local(seen(), name))).iter().any(|one| one.starts_with("red-flag"));
    assert!(flag("x-v5") && !flag("x-v4"));
    let blind = Seen { pulls: None, ..seen() };
    assert_eq!(says(&about("x-v2", blind)), ["no-hosting → set GITHUB_TOKEN"]);
    for (branch, seen, code) in [("main", seen(), "default-branch"), ("api-v3", seen(), "lineage-unclear")] {
        assert_eq!(check(&about(branch, seen)).unwrap_err().code, code);
    }
    let shown = show(&about("x", merged())).unwrap();
    assert_eq!((shown.latest.as_str(), shown.next.as_deref(), shown.red_flag), ("x-v3", Some("x-v4"), false));
}

/// A name that ends like an iteration, and what there is beside it.
#[test]
fn which_lineage_a_name_is_of() {
    let of = |name: &str, others: &[&str]| {
        let one = others.iter().fold(add_local(seen(), name), |seen, other| add_local(seen, other));
        let asked =
            About { branch: name.into(), lineage: None, seen: one, landed: None, same: vec![], max_bot_comments: None };
        show(&asked).map_or_else(
            |error| error.code.to_string(),
            |shown| format!("{} of {}, {}", shown.iteration, shown.base, shown.next.unwrap_or_default()),
        )
    };
    assert_eq!(of("api-v3", &[]), "lineage-unclear");
    assert_eq!(of("api-v3", &["api"]), "3 of api, api-v4");
    assert_eq!(of("api-v3", &["api-v2"]), "3 of api, api-v4");
    // An attempt at it tells that the name is its own.
    assert_eq!(of("api-v3", &["api-v3-v2"]), "1 of api-v3, api-v3-v3");
    assert_eq!(of("api-v3", &["api", "api-v3-v2"]), "3 of api, api-v4");
    assert_eq!(of("api-v3-v2", &["api-v3"]), "2 of api-v3, api-v3-v3");
}

/// The branch an attempt is compared with.
#[test]
fn what_an_attempt_is_meant_for() {
    let onto =
        |number: u64, head: &str, base: &str, open: bool| Pull { base: base.into(), open, ..pull(number, head, "1") };
    let asked = |pulls: Option<Vec<Pull>>, default: &str, local: &[&str], into: Option<&str>| {
        let local = local.iter().map(|name| branch(name, "1")).collect();
        let seen = Seen { local, pulls, default_branch: default.into(), ..seen() };
        base_of(&Meant { seen, names: vec!["x-v2".into(), "x".into()], into: into.map(String::from) })
    };
    let rows: [(&str, String); 9] = [
        ("next", asked(Some(vec![onto(1, "x-v2", "main", true)]), "main", &[], Some("next"))),
        ("3.x", asked(Some(vec![onto(1, "x-v2", "3.x", true)]), "main", &[], None)),
        // An open one before one that was closed, whichever is named first.
        ("4.x", asked(Some(vec![onto(2, "x-v2", "3.x", false), onto(1, "x-v2", "4.x", true)]), "main", &[], None)),
        ("3.x", asked(Some(vec![onto(1, "x-v2", "3.x", false)]), "main", &[], None)),
        // Its own before that of another attempt.
        ("3.x", asked(Some(vec![onto(1, "x", "4.x", true), onto(2, "x-v2", "3.x", false)]), "main", &[], None)),
        ("4.x", asked(Some(vec![onto(1, "x", "4.x", true), onto(2, "y", "3.x", true)]), "main", &[], None)),
        ("trunk", asked(Some(vec![]), "trunk", &["main"], None)),
        // Without a remote nobody says which one is the default.
        ("master", asked(None, "", &["master", "x", "trunk"], None)),
        ("main", asked(None, "", &["x"], None)),
    ];
    for (at, (expected, found)) in rows.into_iter().enumerate() {
        assert_eq!(found, expected, "row {at}");
    }
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

/// Whose the branch is that was to be made, by what is answered to its push.
#[test]
fn whose_the_next_one_is() {
    let told = |exit: Option<i32>, row: &str, said: &str| match begun(&Pushed::read(exit, row, said), "x-v2") {
        Begun::Made => "ours".to_string(),
        Begun::Taken => "taken".to_string(),
        Begun::Refused { error } => error.code.to_string(),
    };
    let row = |flag: &str, says: &str| format!("To h\n{flag}\t1:refs/heads/x-v2\t{says}\nDone\n");
    let refused = |says: &str| told(Some(1), &row("!", says), "error: failed to push some refs");
    assert_eq!(told(Some(0), &row("*", "[new branch]"), ""), "ours");
    assert_eq!(told(Some(0), &row("=", "[up to date]"), ""), "taken");
    for says in ["stale info", "remote rejected] (reference already exists", "remote rejected] (failed to update ref"] {
        assert_eq!(refused(&format!("[{says})")), "taken", "{says}");
    }
    let declined = "remote: fatal: the name already exists elsewhere";
    assert_eq!(told(Some(1), &row("!", "[remote rejected] (pre-receive hook declined)"), declined), "push-refused");
    assert_eq!(refused("[remote failure] (remote failed to report status)"), "unreachable");
    assert_eq!(told(None, "", ""), "unreachable");
    assert_eq!(told(Some(0), "", ""), "unreachable");
}
