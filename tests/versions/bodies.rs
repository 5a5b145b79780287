//! Bodies of commits, as people and their tools write them: what counts, and what readers are told.

use version_first::commits::{BumpRules, Commit, decide};
use version_first::notes::{Links, write};

use super::semver;

#[path = "../../fuzz/laws.rs"]
#[allow(dead_code)]
mod laws;

/// `@ name | author`, the message, a line of `=====`, then what it asks for, and the notes without their empty lines.
const BODIES: &str = include_str!("bodies.txt");

struct Body {
    name: &'static str,
    commit: Commit,
    expected: String,
}

fn bodies() -> Vec<Body> {
    let read = |text: &'static str| {
        let (title, rest) = text.split_once('\n').expect("a title");
        let (name, author) = title.split_once(" | ").unwrap_or((title, "Ada <ada@example.org>"));
        let (author, email) = author.split_once(" <").expect("an address");
        let (message, expected) = rest.split_once("=====\n").expect(name);
        let message = if name.contains("Windows") { message.replace('\n', "\r\n") } else { message.to_string() };
        let commit = Commit {
            sha: "1".repeat(40),
            author: Some(author.to_string()),
            email: Some(email.trim_end_matches('>').to_string()),
            message: message.trim_end().to_string(),
            ..Commit::default()
        };
        Body { name, commit, expected: expected.trim_end().to_string() }
    };
    BODIES.strip_prefix("@ ").expect("a body").split("\n@ ").map(read).collect()
}

fn said(commit: &Commit) -> String {
    let decision = decide(std::slice::from_ref(commit), &semver("1.2.3"), &BumpRules::default());
    let mut lines = vec![decision.bump.map_or("nothing", |bump| bump.as_str()).to_string()];
    lines.extend(decision.release_as.map(|version| format!("Release-As {version}")));
    lines.extend(decision.remarks.iter().map(|remark| remark.replace("commit 1111111: ", "odd: ")));
    let notes =
        write(std::slice::from_ref(commit), &Links::default()).replace(", 1111111)", ")").replace(" (1111111)", "");
    lines.extend(notes.lines().filter(|line| !line.is_empty()).map(str::to_string));
    lines.join("\n")
}

#[test]
fn every_body() {
    let bodies = bodies();
    assert!(bodies.len() >= 120, "{}", bodies.len());
    let wrong: Vec<String> = bodies
        .iter()
        .filter(|body| said(&body.commit) != body.expected)
        .map(|body| format!("@ {}\n{}\n=====\n{}\n", body.name, body.commit.message, said(&body.commit)))
        .collect();
    assert!(wrong.is_empty(), "{} say something else:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn bodies_with_something_done_to_them() {
    let bodies = bodies();
    let mut seed = 7_usize;
    for body in &bodies {
        laws::hold_body(body.commit.message.as_bytes());
        for other in &bodies {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (one, two) = (body.commit.message.as_bytes(), other.commit.message.as_bytes());
            let (cut, from) = ((seed >> 33) % (one.len() + 1), (seed >> 13) % (two.len() + 1));
            laws::hold_body(&[&one[..cut], &two[from..]].concat());
        }
    }
}
