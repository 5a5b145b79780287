//! Branches of tasks: `<host>/task-<id>/<slug>`, the format that iterations build on.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::iteration::{check_new_name, parse_iteration, split};
use crate::text::shortened;

/// What a slug is cut to, in characters, at a word's end where there is one.
const LONGEST_SLUG: usize = 60;
/// What host and task may have, in bytes: more would leave nothing for the slug.
const LONGEST_WORD: usize = 80;

/// What [`task_branch`] takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Task {
    /// The machine's name, or a person's.
    pub host: String,
    /// The task's number or key, such as `123` or `ABC-12`; a `#` or `task-` before it is dropped.
    pub task: String,
    /// What it is about.
    pub title: String,
}

/// What a task branch's name says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TaskBranch {
    /// The whole name.
    pub branch: String,
    /// Whose machine.
    pub host: String,
    /// Which task.
    pub task: String,
    /// What it is about; the iteration's number is no part of it.
    pub slug: String,
    /// The first attempt's branch.
    pub base: String,
    /// Which attempt it is, from 1.
    pub iteration: u64,
    /// Whether it is the first one.
    pub original: bool,
}

/// The branch of a task's first attempt. Codes: `invalid-task`, `branch-name-too-long`.
///
/// A title that ends like an iteration keeps its letters: `Use API v3` is `use-apiv3`.
///
/// ```
/// use version_first::iteration::{Task, task_branch};
/// let task = |title: &str| Task { host: "Laptop jpoley".into(), task: "123".into(), title: title.into() };
/// assert_eq!(task_branch(&task("Add user auth!"))?, "laptop-jpoley/task-123/add-user-auth");
/// assert_eq!(task_branch(&task("Use API v3"))?, "laptop-jpoley/task-123/use-apiv3");
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn task_branch(task: &Task) -> Result<String> {
    let host = slug(&task.host);
    let id = task.task.trim().trim_start_matches('#');
    let id = id.strip_prefix("task-").unwrap_or(id);
    let title = slug(&task.title);
    let words = cut(&title);
    let refused = |what: &str, given: &str, expected: &str| {
        Error::new(
            "invalid-task",
            format!("{what} `{}` makes no part of a branch's name: expected {expected}", shortened(given)),
        )
    };
    if host.is_empty() || host.len() > LONGEST_WORD {
        return Err(refused("the host", &task.host, "letters or digits, at most 80 bytes"));
    }
    if !is_key(id) {
        return Err(refused("the task", &task.task, "a number or a key, such as `123` or `ABC-12`"));
    }
    if words.is_empty() {
        return Err(refused("the title", &task.title, "letters or digits"));
    }
    let (first, number) = split(words);
    let words = if number == 1 { words.to_string() } else { format!("{first}v{number}") };
    let name = format!("{host}/task-{id}/{words}");
    check_new_name(&name)?;
    Ok(name)
}

/// What a name says as a task branch, of whichever iteration; `None`: it is none.
pub fn parse_task_branch(branch: &str) -> Option<TaskBranch> {
    let own = parse_iteration(branch).ok()?;
    let mut parts = own.base.split('/');
    let (host, task, slug) = (parts.next()?, parts.next()?.strip_prefix("task-")?, parts.next()?);
    if parts.next().is_some() || host.is_empty() || slug.is_empty() || !is_key(task) {
        return None;
    }
    let (host, task, slug) = (host.to_string(), task.to_string(), slug.to_string());
    Some(TaskBranch {
        host,
        task,
        slug,
        branch: own.branch,
        base: own.base,
        iteration: own.iteration,
        original: own.original,
    })
}

/// `123`, `ABC-12`, `4.2`.
fn is_key(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let ends = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.len() <= LONGEST_WORD
        && ends(text.chars().next())
        && ends(text.chars().next_back())
        && text.chars().all(fits)
        && !text.contains("..")
}

/// Letters and digits of any script in small letters, and one `-` for whatever stands between them.
fn slug(text: &str) -> String {
    let mut made = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || is_mark(letter) && !made.is_empty() && !made.ends_with('-') {
            made.push(letter);
        } else if !made.is_empty() && !made.ends_with('-') && !matches!(letter, '\'' | '’') {
            made.push('-');
        }
    }
    made.truncate(made.trim_end_matches('-').len());
    made
}

/// Accents that stand behind their letter, which capital letters of some scripts turn into.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// At a word's end, where the last one does not fit.
fn cut(words: &str) -> &str {
    let Some((end, _)) = words.char_indices().nth(LONGEST_SLUG) else { return words };
    let (kept, rest) = words.split_at_checked(end).unwrap_or((words, ""));
    let whole = if rest.starts_with('-') { kept } else { kept.rsplit_once('-').map_or(kept, |(before, _)| before) };
    whole.trim_end_matches('-')
}
