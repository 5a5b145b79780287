//! Attempts at one change: `x`, `x-v2`, `x-v3` … are the iterations of one lineage, whose base is `x`.
//!
//! The rule is `^(.+)-v(\d+)$` with a number of at least 2 that has no leading zero, after a base that git takes as a name.
//! Whatever else ends in `-v…` is a name like any other.

use serde::{Deserialize, Serialize};

use crate::branch::check_ref_name;
use crate::error::{Error, Result};
use crate::ordered::BTreeMap;
use crate::text::shortened;

mod agenda;
mod begun;
mod clean;
mod judge;
mod memory;
mod report;
mod seen;
mod step;
mod submit;
mod task;
mod wish;
mod words;
mod work;

pub use agenda::{Named, Report};
pub use begun::{Begun, begun};
pub use clean::ended;
pub use judge::{About, Finding, PullRow, RED_FLAG, Row, Shown, Verdict, check, show};
pub use report::{Aged, History, Measures, report};
pub use seen::{Branch, Comments, Foreign, Lineage, Meant, Pull, Seen, base_of, lineage};
pub use step::{Kept, Outcome, Ref, Step, Update};
pub use wish::{Command, Copied, Wish};
pub use work::{State, Work, advance, start};

pub use task::{Task, TaskBranch, parse_task_branch, task_branch};

/// The greatest number of an iteration: the greatest that JavaScript counts to.
pub const MAX_ITERATION: u64 = 9_007_199_254_740_991;
/// What servers take as the name of a branch, in bytes.
const LONGEST_NAME: usize = 255;
/// A part of the name is a file, of a name of at most 255 bytes, five of which git needs for `.lock`.
const LONGEST_PART: usize = 250;

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Iteration {
    /// The branch's whole name.
    pub branch: String,
    /// The first attempt's name, which all attempts share.
    pub base: String,
    /// Which attempt it is, from 1.
    pub iteration: u64,
    /// Whether it is the first one, whose name has no number.
    pub original: bool,
}

/// What a branch's name says. Codes: `invalid-ref-name`, `branch-name-too-long`.
///
/// ```
/// use version_first::iteration::parse_iteration;
/// let third = parse_iteration("laptop/task-123/add-login-v3")?;
/// assert_eq!((third.base.as_str(), third.iteration, third.original), ("laptop/task-123/add-login", 3, false));
/// for name in ["add-login", "add-login-v1", "add-login-v0", "add-login-v02", "add-login-v2.1", "v2"] {
///     let first = parse_iteration(name)?;
///     assert_eq!((first.base.as_str(), first.iteration, first.original), (name, 1, true));
/// }
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn parse_iteration(branch: &str) -> Result<Iteration> {
    check_name(branch)?;
    if branch.len() > LONGEST_NAME {
        return Err(too_long(branch));
    }
    let (base, iteration) = split(branch);
    Ok(Iteration { branch: branch.to_string(), base: base.to_string(), iteration, original: iteration == 1 })
}

/// The next attempt's branch: its number is one above the highest that exists, whichever of them `branch` is. A name that
/// stands in the way, such as `x-v4/notes`, counts as well. Codes: those of [`parse_iteration`], `iteration-too-high`.
///
/// ```
/// use version_first::iteration::next_iteration;
/// let existing = ["x", "x-v2", "x-v10", "y-v11", "xx-v12"].map(String::from);
/// assert_eq!(next_iteration("x", &existing)?, "x-v11");
/// assert_eq!(next_iteration("x-v2", &[])?, "x-v3");
/// # Ok::<(), version_first::Error>(())
/// ```
pub fn next_iteration(branch: &str, existing: &[String]) -> Result<String> {
    let own = parse_iteration(branch)?;
    next_of(&own.base, own.iteration, existing)
}

/// The same for a base, whatever its own name looks like.
pub(crate) fn next_of(base: &str, least: u64, existing: &[String]) -> Result<String> {
    let highest = existing.iter().filter_map(|name| standing_for(base, name)).fold(least, u64::max);
    let number = highest.saturating_add(1);
    if number > MAX_ITERATION {
        return Err(Error::new(
            "iteration-too-high",
            format!("`{}-v{highest}` has the greatest number there is: expected a smaller one", shortened(base)),
        ));
    }
    let name = format!("{base}-v{number}");
    check_new_name(&name)?;
    Ok(name)
}

/// The iterations of `branch`'s lineage among `branches`, oldest first, each once.
///
/// What is no name that git takes is left out. Codes: those of [`parse_iteration`].
pub fn iterations_of(branch: &str, branches: &[String]) -> Result<Vec<Iteration>> {
    Ok(members(&parse_iteration(branch)?.base, branches.iter().map(String::as_str)))
}

/// The same for a base, whatever its own name looks like.
pub(crate) fn members<'a>(base: &str, branches: impl IntoIterator<Item = &'a str>) -> Vec<Iteration> {
    let found: BTreeMap<u64, &str> =
        branches.into_iter().filter_map(|name| number_in(base, name).map(|number| (number, name))).collect();
    let member = |(iteration, branch): (u64, &str)| Iteration {
        branch: branch.to_string(),
        base: base.to_string(),
        iteration,
        original: iteration == 1,
    };
    found.into_iter().map(member).collect()
}

/// Which attempt of this base a branch is; `None`: it is of another lineage.
pub(crate) fn number_in(base: &str, branch: &str) -> Option<u64> {
    if branch == base {
        return Some(1);
    }
    let text = branch.strip_prefix(base)?.strip_prefix("-v")?;
    number(text).filter(|_| check_name(branch).is_ok())
}

/// Base and number of a name.
pub(crate) fn split(branch: &str) -> (&str, u64) {
    branch
        .rsplit_once("-v")
        .and_then(|(base, text)| number(text).map(|number| (base, number)))
        .filter(|(base, _)| check_name(base).is_ok())
        .unwrap_or((branch, 1))
}

/// Which number a name takes: itself, or as the folder it lies in.
fn standing_for(base: &str, name: &str) -> Option<u64> {
    let rest = name.strip_prefix(base)?.strip_prefix("-v")?;
    number(rest.split('/').next().unwrap_or_default())
}

/// ASCII digits without padding, from 2 on.
fn number(text: &str) -> Option<u64> {
    if text.starts_with('0') || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|number| (2..=MAX_ITERATION).contains(number))
}

/// As [`check_ref_name`], and none that git takes for something else.
fn check_name(name: &str) -> Result<()> {
    if name == "HEAD" {
        let error =
            Error::new("invalid-ref-name", "`HEAD` is no name of a branch: git takes it for what is checked out");
        return Err(error.advice("check a branch out, or name one"));
    }
    check_ref_name(name)
}

/// A name that git can make a branch of.
pub(crate) fn check_new_name(name: &str) -> Result<()> {
    check_name(name)?;
    let longest = name.split('/').map(str::len).max().unwrap_or_default();
    if name.len() > LONGEST_NAME || longest > LONGEST_PART {
        return Err(too_long(name));
    }
    Ok(())
}

fn too_long(name: &str) -> Error {
    let (bytes, part) = (name.len(), name.split('/').map(str::len).max().unwrap_or_default());
    let why = if bytes > LONGEST_NAME {
        format!("is {bytes} bytes long: servers take {LONGEST_NAME}")
    } else {
        format!(
            "has a part of {part} bytes: git keeps it as a file, whose name may have 255 bytes, five of them for `.lock`, so expected at most {LONGEST_PART}"
        )
    };
    Error::new("branch-name-too-long", format!("`{}` {why}", shortened(name)))
        .advice("give the original branch a shorter name, with `git branch -m`")
}
