//! Every answer, whole: code, sentence, place and next steps, as `answers.txt` holds them.
//!
//! Where one is to change: `VERSION_FIRST_REWRITE=answers cargo test --test refusals`, and look at what `git diff` shows.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{read_to_string, write};
use std::sync::{LazyLock, Mutex};

use version_first::Error;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/refusals/answers.txt");
const HEAD: &str = "# What each refusal is answered with, whole. Written by `VERSION_FIRST_REWRITE=answers cargo test --test refusals`;\n\
                    # whoever changes a sentence looks at every one that changes with it.\n";

/// Names, and the answers of each: two tables may have one name.
type Answers = BTreeSet<(String, String)>;

static KNOWN: LazyLock<Answers> = LazyLock::new(|| {
    let text = read_to_string(FILE).unwrap_or_default();
    let paragraphs = text.split("\n== ").skip(1);
    paragraphs
        .filter_map(|one| one.split_once('\n'))
        .map(|(name, rest)| (name.to_string(), rest.trim_end().to_string()))
        .collect()
});
static SEEN: Mutex<Answers> = Mutex::new(BTreeSet::new());

fn told(error: &Error) -> String {
    let mut text = format!("error[{}]: {}\n", error.code, error.message);
    let number = |number: Option<u32>| number.map(|number| format!(":{number}")).unwrap_or_default();
    if let Some(path) = &error.path {
        writeln!(text, "  at {path}{}{}", number(error.line), number(error.column)).unwrap();
    }
    for step in &error.next_steps {
        writeln!(text, "  next: {step}").unwrap();
    }
    text.trim_end().to_string()
}

fn is_rewritten() -> bool {
    std::env::var("VERSION_FIRST_REWRITE").is_ok_and(|what| what == "answers")
}

/// Holds an answer against what is known of it.
pub fn is_as_it_was(name: &str, error: &Error) {
    let (key, told) = (format!("{}: {name}", error.code), told(error));
    if is_rewritten() {
        let mut seen = SEEN.lock().unwrap();
        seen.insert((key, told));
        let all = seen.iter().map(|(key, told)| format!("\n== {key}\n{told}\n"));
        write(FILE, format!("{HEAD}{}", all.collect::<String>())).unwrap();
        return;
    }
    let known: Vec<&str> = KNOWN.iter().filter(|(name, _)| *name == key).map(|(_, known)| known.as_str()).collect();
    assert!(known.contains(&told.as_str()), "{key} is answered otherwise than before:\n{told}\n{known:#?}");
}

#[test]
fn a_changed_answer_is_seen() {
    if is_rewritten() {
        return;
    }
    let (key, known) = KNOWN.iter().next().unwrap();
    let (code, name) = key.split_once(": ").unwrap();
    let message = known.lines().next().and_then(|line| line.split_once("]: ")).unwrap().1;
    let step = |error: Error, last: &str| {
        let steps: Vec<&str> = known.lines().filter_map(|line| line.strip_prefix("  next: ")).collect();
        let more = if last.is_empty() { None } else { Some(last) };
        steps.into_iter().chain(more).fold(error, |error, step| error.advice(step.to_string()))
    };
    let code: &'static str = Box::leak(code.to_string().into_boxed_str());
    let as_it_was = step(Error::new(code, message.to_string()), "");
    is_as_it_was(name, &as_it_was);
    for other in
        [step(Error::new(code, format!("{message}!")), ""), step(Error::new(code, message.to_string()), "and rest")]
    {
        assert!(std::panic::catch_unwind(|| is_as_it_was(name, &other)).is_err(), "{other:?}");
    }
}
