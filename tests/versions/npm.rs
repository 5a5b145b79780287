//! A second opinion on SemVer: npm's own `semver`, a development dependency, asked through Node.
//!
//! It differs in four points on purpose, and only there:
//! - it reads `v1.2.3` and ` =1.2.3` as well;
//! - prerelease numbers from 2^53 on lose digits when it compares or raises them;
//! - it begins prereleases at 0 where we begin at 1, so both are told where;
//! - its `prerelease` may go back (`1.2.3-rc.1` to `1.2.3-beta.0`), which we refuse.

use std::io::Write;
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use version_first::bump::{Base, Bump, Rules, next_by};
use version_first::version::{MAX_SEMVER_NUMBER, Scheme, Version};

use super::laws::{near_miss, semver_text};

/// Questions in, answers out, both as JSON.
const SCRIPT: &str = "
const semver = require('semver');
const answer = ([what, a, b, c, d]) => {
  if (what === 'valid') return semver.valid(a);
  if (what === 'compare') return semver.compare(a, b);
  const next = semver.inc(a, b, c ?? undefined, d);
  return next === null ? null : [next, semver.compare(next, a)];
};
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => console.log(JSON.stringify(JSON.parse(Buffer.concat(chunks)).map(answer))));
";

fn ask(questions: &[Value]) -> Vec<Value> {
    let mut node = Command::new("node")
        .args(["-e", SCRIPT])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("this test needs `node`, which does not start: {error}"));
    let input = serde_json::to_vec(questions).unwrap();
    let mut stdin = node.stdin.take().unwrap();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "npm's `semver` does not answer; `npm ci` installs it:\n{told}");
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answers.len(), questions.len());
    answers
}

const BUMPS: [&str; 8] = ["major", "minor", "patch", "premajor", "preminor", "prepatch", "prerelease", "release"];
const BASES: [&str; 3] = ["0", "1", "false"];

fn inc(version: &str, bump: &str, identifier: &str, base: &str) -> Value {
    let base = if base == "false" { json!(false) } else { json!(base) };
    json!(["inc", version, bump, identifier, base])
}

/// Asks for all of these and compares; gives how many npm let go up and how many back.
fn same_next(asked: &[(String, &str, &str, &str)]) -> (usize, usize) {
    let questions: Vec<Value> = asked.iter().map(|(v, bump, id, base)| inc(v, bump, id, base)).collect();
    let (mut up, mut back) = (0, 0);
    for ((version, bump, identifier, base), answer) in asked.iter().zip(ask(&questions)) {
        let name = format!("{bump} of {version} with `{identifier}` from {base}");
        let rules = Rules {
            identifier: Some(identifier.to_string()),
            identifier_base: Base::parse(base).unwrap(),
            calendar: None,
        };
        let ours = Version::parse(version, Scheme::Semver)
            .and_then(|version| next_by(&version, Bump::parse(bump).unwrap(), &rules));
        match (answer[0].as_str(), ours) {
            (Some(theirs), Ok(ours)) => {
                assert_eq!(ours.to_string(), theirs, "{name}");
                assert_eq!(answer[1], 1, "{name}");
                up += 1;
            }
            (Some(theirs), Err(error)) => {
                assert_eq!(error.code, "version-not-greater", "{name}: {theirs}");
                assert_ne!(answer[1], 1, "{name}: {theirs}");
                back += 1;
            }
            (None, Ok(ours)) => panic!("{name}: npm refuses, we say {ours}"),
            (None, Err(_)) => {}
        }
    }
    (up, back)
}

/// What may follow the numbers; the last are no versions.
const PARTS: [&str; 57] = [
    "-5",
    "-5-Foo",
    "-4-foo",
    "-asdf",
    "-a.10",
    "",
    "-0",
    "-1",
    "-4",
    "-5-foo",
    "-123",
    "-1.0",
    "-1.1",
    "-1.2.3",
    "-0.x",
    "-1a",
    "-a1",
    "-r2",
    "-r100",
    "-R2",
    "-tag",
    "-Foo",
    "-dev",
    "-dev.bar",
    "-dev.baz.0",
    "-alpha",
    "-alpha.0",
    "-alpha.2",
    "-alpha.0.beta",
    "-alpha.2.beta",
    "-alpha.9.beta",
    "-alpha.11.beta",
    "-alpha.10.0.beta",
    "-alpha.10.2.beta",
    "-alpha.10.beta.0",
    "-alpha.10.beta.2",
    "-a.b.c.10.d.5",
    "-a.b.c.5.d.100",
    "-a.5",
    "-a.b",
    "-beta.2",
    "-rc.1",
    "-rc.1+build.4",
    "+build.4",
    "+456",
    "+new-build",
    "-a-b.1",
    "-alpha.1a",
    "-alpha-1",
    "-alpha-.-beta",
    "-beta+otherbuild",
    "tag",
    "-",
    "-01",
    "-a..b",
    "+a+b",
    "-a_b",
];

/// What else npm's own tests ask about.
const MORE: [&str; 13] = [
    "-alpha",
    "-alpha.1",
    "-alpha.1.beta",
    "-alpha.10.1.beta",
    "-alpha.10.beta.1",
    "-alpha+build",
    "+build",
    "+build.1",
    "+build.1a",
    "+build.a1",
    "+build.alpha.beta",
    "+asdf",
    "-beta+build",
];

/// Every bump of every kind of version, with every kind of identifier: what npm tries in its own tests is among them.
#[test]
fn npm_says_so_for_every_kind() {
    let numbers = ["0.0.0", "0.2.0", "1.0.0", "1.2.0", "1.2.1", "1.2.3"];
    let identifiers =
        ["", "dev", "alpha", "beta", "rc", "1", "2", "dev.baz", "alpha.10", "a-b", "01", "a_b", "a..b", "-"];
    let every = numbers.iter().flat_map(|number| PARTS.map(|part| format!("{number}{part}")));
    let more = ["1.2.2".to_string(), "1.2.4".to_string()].into_iter().chain(MORE.map(|part| format!("1.2.3{part}")));
    let mut asked = Vec::new();
    for version in every.chain(more) {
        for bump in BUMPS {
            for identifier in identifiers {
                asked.extend(BASES.map(|base| (version.clone(), bump, identifier, base)));
            }
        }
    }
    let (up, back) = same_next(&asked);
    println!("{} asked, {up} go up, {back} back", asked.len());
    assert!(up > 40_000 && back > 1_000 && up + back < asked.len());
}

/// The texts of a strategy, always the same.
fn texts(strategy: impl Strategy<Value = String>, count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// Versions whose numbers npm can count on from.
fn versions(count: usize) -> Vec<String> {
    let mut texts = texts(semver_text(), count * 2);
    texts.retain(|text| text.split(|c: char| !c.is_ascii_digit()).all(|digits| digits.len() < 16));
    texts.truncate(count);
    assert_eq!(texts.len(), count);
    texts
}

#[test]
fn npm_says_so_for_random_versions() {
    let versions = versions(6000);
    let pick = |list: &'static [&'static str], at: usize| list[at % list.len()];
    let asked: Vec<_> = versions
        .iter()
        .enumerate()
        .map(|(at, version)| {
            let identifier = pick(&["", "rc", "alpha", "x-y", "0", "beta.1"], at / 8);
            (version.clone(), pick(&BUMPS, at), identifier, pick(&BASES, at / 3))
        })
        .collect();
    let (up, back) = same_next(&asked);
    assert!(up > 3000 && back > 20, "{up} {back}");
}

#[test]
fn npm_sorts_the_same() {
    let mut versions = versions(4000);
    for part in
        PARTS.into_iter().chain(MORE).filter(|part| Version::parse(&format!("0.0.0{part}"), Scheme::Semver).is_ok())
    {
        versions.extend(
            ["0.0.0", "0.0.1", "0.9.0", "0.9.9", "0.10.0", "0.99.0", "1.2.3", "2.7.2", "3.0.0"]
                .map(|number| format!("{number}{part}")),
        );
    }
    let kinds: Vec<&String> = versions.iter().filter(|version| version.starts_with("0.0.1")).collect();
    let mut pairs: Vec<(&String, &String)> =
        [1, 7, 131].iter().flat_map(|step| versions.iter().zip(versions.iter().cycle().skip(*step))).collect();
    pairs.extend(kinds.iter().flat_map(|a| kinds.iter().map(|b| (*a, *b))));
    let questions: Vec<Value> = pairs.iter().map(|(a, b)| json!(["compare", a, b])).collect();
    let mut equal = 0;
    for ((a, b), answer) in pairs.iter().zip(ask(&questions)) {
        let ours = super::semver(a).cmp_precedence(&super::semver(b)) as i64;
        assert_eq!(answer, ours, "{a} and {b}");
        equal += usize::from(ours == 0);
    }
    assert!(equal > 0 && equal < pairs.len() / 2);
}

#[test]
fn npm_takes_the_same_for_versions() {
    let mut asked = texts(near_miss(), 6000);
    asked.extend(texts(semver_text(), 2000));
    asked.extend(["", "1.2.3-", "1.2.3+", "1.2.3-+b", "hello, world", "1.2.3-é"].map(String::from));
    asked.extend([250, 251].map(|length| format!("1.0.0-{}", "a".repeat(length))));
    for number in [MAX_SEMVER_NUMBER - 1, MAX_SEMVER_NUMBER, MAX_SEMVER_NUMBER + 1, u64::MAX] {
        asked.extend(
            ["N.0.0", "0.N.0", "0.0.N", "0.0.N0", "0.0.0-N"].map(|text| text.replace('N', &number.to_string())),
        );
    }
    asked.extend(PARTS.into_iter().chain(MORE).map(|part| format!("1.2.3{part}")));
    asked.extend(["xyz", "2.1.0", "3.2.1", "v 1.2.3", "= 1.2.3", " v1.2.3"].map(String::from));
    let questions: Vec<Value> = asked.iter().map(|text| json!(["valid", text])).collect();
    let mut valid = 0;
    for (text, answer) in asked.iter().zip(ask(&questions)) {
        let ours = Version::parse(text, Scheme::Semver).ok();
        let tolerated = text.starts_with(['v', 'V', '=']) || text.trim() != text;
        if tolerated {
            assert!(ours.is_none(), "{text:?}");
            continue;
        }
        // npm leaves the build metadata out.
        let plain = ours.map(|version| version.to_string().split('+').next().unwrap().to_string());
        assert_eq!(answer.as_str(), plain.as_deref(), "{text:?}");
        valid += usize::from(plain.is_some());
    }
    assert!(valid > 2000 && valid < asked.len() - 2000, "{valid}");
}
