//! A release's text, and what its people are called in it.

use version_first::notes::{Actor, Credits, People, Person};

fn person(name: &str, commit: &str, leads: bool) -> Person {
    Person {
        name: name.to_string(),
        address: Some(format!("{}@example.com", name.to_lowercase())),
        login: None,
        commit: commit.repeat(40),
        leads,
        first: "#1".to_string(),
    }
}

fn actor(commit: &str, address: &str, login: &str) -> Actor {
    let login = Some(login.to_string()).filter(|login| !login.is_empty());
    Actor { commit: commit.repeat(40), name: String::new(), address: address.to_string(), login }
}

fn entry(text: &str, commit: &str, by: &str) -> String {
    let short = commit.repeat(7);
    format!("- {text} ([{short}](https://example.com/o/r/commit/{})) by {by}\n", commit.repeat(40))
}

/// Ada (a), Bob (b), and both together (c).
fn people() -> People {
    People {
        since: Some("f".repeat(40)),
        list: vec![person("Ada", "a", true), person("Bob", "b", true)],
        together: vec![vec![0], vec![0, 1], vec![1]],
        tail: "**All changes:** …\n".to_string(),
    }
}

fn told(people: &People, body: &str, credits: &Credits) -> String {
    people.credited(body, credits)
}

#[test]
fn entries_end_in_the_names_of_the_server_and_nothing_else_changes() {
    let before = format!("{}{}{}", entry("x by Ada", "a", "Ada"), "  by Ada\n", entry("y", "c", "Ada and Bob"));
    let body = format!("by Ada\n{before}\n**All changes:** …\n");
    let known = Some(vec![0, 1]);
    let credits = Credits { actors: vec![actor("a", "ADA@example.com", "ada-l")], known };
    let after = format!("{}{}{}", entry("x by Ada", "a", "@ada-l"), "  by Ada\n", entry("y", "c", "@ada-l and Bob"));
    assert_eq!(told(&people(), &body, &credits), format!("by Ada\n{after}\n**All changes:** …\n"));
    assert_eq!(told(&people(), &body, &Credits::default()), body);
}

#[test]
fn what_is_no_name_of_a_server_calls_nobody() {
    for odd in ["", "a b", "@all", "x](http://evil)", "bot[bot]", "-x", "a\nb", &"x".repeat(80)] {
        let body = entry("x", "a", "Ada");
        let credits = Credits { actors: vec![actor("a", "ada@example.com", odd)], known: None };
        assert_eq!(told(&people(), &body, &credits), body, "{odd:?}");
    }
}

#[test]
fn two_of_one_name_and_names_that_look_like_entries_stay() {
    let mut two = people();
    if let Some(bob) = two.list.get_mut(1) {
        bob.name = "Ada".to_string();
    }
    let credits = Credits {
        actors: vec![actor("a", "ada@example.com", "ada"), actor("b", "bob@example.com", "bob")],
        known: None,
    };
    let body = entry("x", "a", "Ada");
    assert_eq!(told(&two, &body, &credits), body);
    let hostile = entry("x", "a", "Eve)) by Ada");
    assert_eq!(told(&people(), &hostile, &credits), hostile);
}

#[test]
fn who_is_new_is_welcomed_once_before_what_stands_behind_the_entries() {
    let body = format!("{}\n**All changes:** …\n", entry("x", "a", "Ada"));
    let mut twice = people();
    twice.list.push(Person { address: Some("ada@home.example".to_string()), ..person("Ada", "a", true) });
    let credits = |known: Option<Vec<usize>>| Credits { actors: vec![actor("a", "ada@example.com", "ada")], known };
    let welcome = |who: &str| {
        let entry = entry("x", "a", "@ada");
        format!("{entry}\n### New contributors\n\n{who}\n**All changes:** …\n")
    };
    let ada = "- @ada made their first contribution in #1\n";
    let bob = "- Bob made their first contribution in #1\n";
    let plain = format!("{}\n**All changes:** …\n", entry("x", "a", "@ada"));
    assert_eq!(told(&people(), &body, &credits(Some(vec![1]))), welcome(ada));
    assert_eq!(told(&people(), &body, &credits(Some(vec![]))), welcome(&format!("{ada}{bob}")));
    assert_eq!(told(&people(), &body, &credits(Some(vec![0, 1]))), plain);
    assert_eq!(told(&people(), &body, &credits(None)), plain);
    // Known by one of two addresses; without a release before; without an address.
    assert_eq!(told(&twice, &body, &credits(Some(vec![2, 1]))), plain);
    assert_eq!(told(&People { since: None, ..people() }, &body, &credits(Some(vec![]))), plain);
    let mut unknown = people();
    unknown.list.iter_mut().for_each(|person| person.address = None);
    assert!(!told(&unknown, &body, &credits(Some(vec![]))).contains("New contributors"));
}

#[test]
fn what_does_not_fit_stays_as_it_was() {
    let long = "x".repeat(124_800);
    let body = format!("{}\n**All changes:** …\n", entry(&long, "a", "Ada"));
    let credits = Credits { actors: vec![actor("a", "ada@example.com", "ada-lovelace")], known: Some(vec![]) };
    let after = told(&people(), &body, &credits);
    assert!(after.chars().count() <= 125_000);
    assert!(after.contains("by @ada-lovelace\n") && !after.contains("New contributors"));
    let longer = format!("{}{}", body, "y".repeat(125_000 - body.chars().count()));
    assert_eq!(told(&people(), &longer, &credits), longer);
}
