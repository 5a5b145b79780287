//! One look, and what follows from it: a row for every guard of `clean`.

use super::worlds::{branch, clean, closed, merged, plan, pull, wish};
use version_first::iteration::{Command, Foreign, Pull, Seen, Wish, ended};

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

/// Which lineages `--all` looks at.
#[test]
fn what_has_ended() {
    let found = |local: &[&str], pulls: &[(&str, bool)]| {
        let one = |(at, (head, merged)): (usize, &(&str, bool))| closed(pull(at as u64 + 1, head, "1"), *merged);
        let local = local.iter().map(|name| branch(name, "1")).collect();
        ended(&Seen { local, pulls: Some(pulls.iter().enumerate().map(one).collect()), ..merged() })
    };
    assert_eq!(ended(&merged()), ["x"]);
    assert_eq!(found(&["x", "x-v2"], &[("x", true)]), ["x"]);
    assert_eq!(found(&["x-v2"], &[("x-v2", true)]), ["x"]);
    assert_eq!(found(&["x"], &[("x", true), ("x-v2", false)]), ["x"]);
    assert_eq!(found(&["b-v2", "a"], &[("b", true), ("a", false), ("a-v3", true)]), ["a", "b"]);
    // One attempt alone, none that is merged, or none here.
    assert_eq!(found(&["x"], &[("x", true)]), Vec::<String>::new());
    assert_eq!(found(&["x", "x-v2"], &[("x", false)]), Vec::<String>::new());
    assert_eq!(found(&["y"], &[("x", true), ("x-v2", false)]), Vec::<String>::new());
    // Merged into the branch of what is in production, and no attempt at anything.
    assert_eq!(found(&["main", "main-v2"], &[("main", true)]), Vec::<String>::new());
    assert_eq!(ended(&Seen { pulls: None, ..merged() }), Vec::<String>::new());
}
