//! What is said of an attempt: whether it is worth going on with, what it is one of, what it is meant for, whose it is.

use super::worlds::{add_local, branch, merged, pull, seen};
use version_first::answers::Pushed;
use version_first::iteration::{About, Begun, Comments, Meant, Pull, Seen, base_of, begun, check, show};

#[test]
fn what_check_says() {
    let about = |branch: &str, seen: Seen| About {
        branch: branch.into(),
        lineage: None,
        seen,
        landed: None,
        same: vec![],
        max_bot_comments: None,
        denied: None,
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
    assert_eq!(says(&about("x-v2", blind.clone())), ["no-hosting → set GITHUB_TOKEN"]);
    // With a token it was the server that did not say it; without a remote a token helps nobody.
    let denied = About { denied: Some("it is asleep".into()), ..about("x-v2", blind.clone()) };
    assert_eq!(says(&denied), ["no-hosting → version-first iteration check"]);
    assert_eq!(check(&denied).unwrap().findings[0].says, "pull requests are not known: it is asleep");
    let alone = about("x-v2", Seen { remote: None, ..blind });
    assert_eq!(says(&alone), ["no-hosting → git remote add origin <address>"]);
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
        let asked = About {
            branch: name.into(),
            lineage: None,
            seen: one,
            landed: None,
            same: vec![],
            max_bot_comments: None,
            denied: None,
        };
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
