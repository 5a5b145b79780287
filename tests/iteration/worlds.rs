//! What one look shows, and what follows from it in words.

use super::model;
use version_first::hosting::{Hosting, Kind};
use version_first::iteration::{Branch, Command, Outcome, Pull, Seen, Step, Wish, Work, advance, start};

pub fn branch(name: &str, oid: &str) -> Branch {
    Branch { name: name.into(), oid: oid.into(), checked_out: false, at: String::new() }
}

/// #1 is open for `x`, at its commit; `x-v2` is here alone.
pub fn seen() -> Seen {
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

pub fn pull(number: u64, head: &str, oid: &str) -> Pull {
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

pub fn closed(mut pull: Pull, merged: bool) -> Pull {
    (pull.open, pull.merged, pull.closed_at) = (false, merged, Some("2026-01-05T00:00:00Z".into()));
    pull
}

pub fn wish(command: Command, branch: &str) -> Wish {
    Wish { title: None, copy: vec![], ..model::wish(command, branch) }
}

pub fn submit() -> Wish {
    wish(Command::Submit, "x-v2")
}

pub fn clean() -> Wish {
    wish(Command::Clean, "x")
}

pub fn looked(wish: Wish, seen: Seen) -> Work {
    advance(start(wish), Outcome::Seen { seen }).unwrap()
}

/// What would be done, in words; or why nothing is.
pub fn plan(wish: Wish, seen: Seen) -> Vec<String> {
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

pub fn add_local(mut seen: Seen, name: &str) -> Seen {
    seen.local.push(branch(name, "3"));
    seen
}

/// `x-v2` was merged as #2; `x` and `x-v3` are open.
pub fn merged() -> Seen {
    let mut one = seen();
    let all = [("x", "1"), ("x-v2", "2"), ("x-v3", "3")];
    one.local = all.iter().map(|(name, oid)| branch(name, oid)).collect();
    one.remote = Some(one.local.iter().cloned().chain([branch("main", "0"), branch("y", "1")]).collect());
    one.pulls = Some(vec![pull(1, "x", "1"), closed(pull(2, "x-v2", "2"), true), pull(3, "x-v3", "3")]);
    one
}
