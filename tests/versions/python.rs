//! A second opinion on PEP 440: Python's own `packaging`, as pip carries it.
//!
//! `recorded.txt` holds what it once said and is always checked. The live question goes to whatever Python is here; a
//! machine without one has to say so (`VERSION_FIRST_WITHOUT_PYTHON=1`), so that nobody takes silence for agreement.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use version_first::bump::{Base, Bump, Rules, next_by};
use version_first::version::{Scheme, Version};

use super::laws::pep440_text;

/// Reads texts, one a line; answers with one line each: the rank among all (the same for equal ones), whether it is a
/// prerelease, and the normal form; or `-` for what is no version.
const SCRIPT: &str = r#"
import sys
try:
    from packaging.version import Version, InvalidVersion
except ImportError:
    from pip._vendor.packaging.version import Version, InvalidVersion
def read(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None
versions = [read(line) for line in sys.stdin.read().split("\n")]
rank = {v: i for i, v in enumerate(sorted({v for v in versions if v is not None}))}
print("\n".join("-" if v is None else f"{rank[v]} {int(v.is_prerelease)} {v}" for v in versions))
"#;

/// Three in four are versions; the others have one character taken out, doubled or changed. Numbers beyond 64 bits,
/// which Python takes and we refuse, are left out.
fn texts(count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let strategy = (pep440_text(), 0usize..4, 0usize..24, "[0-9a-z.+!_-]");
    (0..)
        .map(|_: u64| {
            let (text, kind, at, other) = strategy.new_tree(&mut runner).unwrap().current();
            let mut letters: Vec<String> = text.chars().map(|c| c.to_string()).collect();
            let at = at % letters.len();
            match kind {
                0 if other.as_str() < "4" => drop(letters.remove(at)),
                0 if other.as_str() < "k" => letters.insert(at, letters[at].clone()),
                0 => letters[at] = other,
                _ => {}
            }
            letters.concat()
        })
        .filter(|text| text.split(|c: char| !c.is_ascii_digit()).all(|n| n.is_empty() || n.parse::<u64>().is_ok()))
        .take(count)
        .collect()
}

struct Opinion {
    rank: usize,
    prerelease: bool,
    normal: String,
}

/// `None` for what is no version.
fn opinions(answer: &str) -> Vec<Option<Opinion>> {
    let read = |line: &str| {
        let (rank, rest) = line.split_once(' ')?;
        let (prerelease, normal) = rest.split_once(' ')?;
        Some(Opinion { rank: rank.parse().unwrap(), prerelease: prerelease == "1", normal: normal.to_string() })
    };
    answer.lines().map(read).collect()
}

fn agree(texts: &[&str], opinions: &[Option<Opinion>]) {
    assert_eq!(texts.len(), opinions.len());
    let mut ranked = Vec::new();
    for (text, opinion) in texts.iter().zip(opinions) {
        let ours = Version::parse(text, Scheme::Pep440).ok();
        assert_eq!(ours.is_some(), opinion.is_some(), "whether {text:?} is a version");
        if let (Some(version), Some(opinion)) = (ours, opinion) {
            assert_eq!(version.to_string(), opinion.normal, "normal form of {text:?}");
            assert_eq!(version.is_prerelease(), opinion.prerelease, "{text:?}");
            ranked.push((opinion.rank, version));
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    for pair in ranked.windows(2) {
        let [(a_rank, a), (b_rank, b)] = pair else { panic!("windows of two") };
        assert_eq!(a.cmp_precedence(b), a_rank.cmp(b_rank), "{a} and {b}");
    }
    // Neighbours in order make the whole order only if ours is transitive: compare far ones as well.
    for step in [7, 131, 997] {
        for (i, (a_rank, a)) in ranked.iter().enumerate() {
            let (b_rank, b) = &ranked[(i * step + step) % ranked.len()];
            assert_eq!(a.cmp_precedence(b), a_rank.cmp(b_rank), "{a} and {b}");
        }
    }
    let ranks: BTreeSet<usize> = ranked.iter().map(|(rank, _)| *rank).collect();
    assert!(ranks.len() * 2 > texts.len() && ranks.len() < ranked.len() && ranked.len() < texts.len());
}

#[test]
fn python_said_so() {
    let recorded = include_str!("recorded.txt");
    let (texts, answers): (Vec<&str>, Vec<&str>) =
        recorded.lines().filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').unwrap()).unzip();
    assert!(texts.len() >= 500);
    agree(&texts, &opinions(&answers.join("\n")));
}

#[test]
fn python_says_so() {
    if std::env::var_os("VERSION_FIRST_WITHOUT_PYTHON").is_some() {
        writeln!(std::io::stderr(), "not asked: Python's opinion on PEP 440 (VERSION_FIRST_WITHOUT_PYTHON is set)")
            .unwrap();
        return;
    }
    let mut texts = texts(6000);
    // What a script splits into lines can't hold line ends; `nasty` has its own way.
    texts.extend(nasty().into_iter().filter(|text| !text.contains(['\n', '\r'])));
    let answer = ask(&texts).unwrap_or_else(|why| {
        panic!(
            "python3 with `packaging` or pip is needed for a second opinion on PEP 440 ({why}); \
             install it, or set VERSION_FIRST_WITHOUT_PYTHON=1 to go without"
        )
    });
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    agree(&texts, &opinions(&answer));
    // `VERSION_FIRST_RECORD=1` refreshes the recorded part.
    if std::env::var_os("VERSION_FIRST_RECORD").is_some() {
        record(&texts[..800]);
    }
}

/// What each bump gives is in normal form, and greater, to Python as well.
#[test]
fn python_sees_each_next_version_go_up() {
    if std::env::var_os("VERSION_FIRST_WITHOUT_PYTHON").is_some() {
        return;
    }
    let names = [
        "patch",
        "minor",
        "major",
        "prepatch",
        "preminor",
        "premajor",
        "prerelease",
        "release",
        "post",
        "dev",
        "epoch",
    ];
    let mut asked = Vec::new();
    let mut counts = [0; 11];
    for (at, text) in texts(4000).iter().enumerate() {
        let Ok(current) = Version::parse(text, Scheme::Pep440) else { continue };
        let identifier = [None, Some("a"), Some("beta"), Some("rc"), Some("dev")][at % 5].map(ToString::to_string);
        let identifier_base = if at % 2 == 0 { Base::One } else { Base::Zero };
        let rules = Rules { identifier, identifier_base, calendar: None };
        for (name, count) in names.iter().zip(&mut counts) {
            let Ok(next) = next_by(&current, Bump::parse(name).unwrap(), &rules) else { continue };
            asked.extend([text.clone(), next.to_string()]);
            *count += 1;
        }
    }
    assert!(counts.iter().all(|count| *count > 300), "{counts:?}");
    let told = opinions(&ask(&asked).expect("python3 with `packaging` or pip"));
    assert_eq!(told.len(), asked.len());
    for (texts, told) in asked.chunks(2).zip(told.chunks(2)) {
        let (Some(before), Some(after)) = (&told[0], &told[1]) else { panic!("{texts:?} is no version") };
        assert!(before.rank < after.rank, "{texts:?}");
        assert_eq!(after.normal, texts[1]);
    }
}

/// Written by hand: every place where a reader of PEP 440 may go wrong.
fn nasty() -> Vec<String> {
    include_str!("nasty.txt").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ask(texts: &[String]) -> Result<String, String> {
    let mut python = Command::new(std::env::var("VERSION_FIRST_PYTHON").unwrap_or_else(|_| "python3".to_string()))
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let input = texts.join("\n");
    let mut stdin = python.stdin.take().unwrap();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = python.wait_with_output().map_err(|error| error.to_string())?;
    writer.join().unwrap();
    if output.status.success() {
        Ok(String::from_utf8(output.stdout).unwrap())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_string())
    }
}

fn record(texts: &[&str]) {
    let owned: Vec<String> = texts.iter().map(ToString::to_string).collect();
    let mut out =
        "# What Python's packaging says: text, tab, rank, prerelease, normal form (or - for no version).\n".to_string();
    for (text, answer) in texts.iter().zip(ask(&owned).unwrap().lines()) {
        out.push_str(&format!("{text}\t{answer}\n"));
    }
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/versions/recorded.txt"), out).unwrap();
}
