//! The record's own measures, over a repository's pull requests.

use crate::ordered::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::iteration::judge::RED_FLAG;
use crate::iteration::parse_iteration;
use crate::iteration::seen::{Branch, Pull};

/// What [`report`] takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct History {
    /// Pull requests, open and closed.
    pub pulls: Vec<Pull>,
    /// The remote's branches.
    pub remote: Vec<Branch>,
    /// What was opened before and is still open has lived long: ISO 8601, UTC.
    pub long_before: String,
}

/// How a repository's changes have gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Measures {
    /// Pull requests looked at.
    pub pull_requests: u64,
    /// Those whose branch has a name that could be read, in percent.
    pub extraction_success: f64,
    /// Changes, each with all its attempts.
    pub tasks: u64,
    /// Attempts per change.
    pub average_iterations: f64,
    /// How many changes took so many attempts.
    pub histogram: BTreeMap<String, u64>,
    /// Of merged changes with several attempts, those that left nothing behind, in percent; absent: there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cleanup_rate: Option<f64>,
    /// Attempts that have been open for long.
    pub long_lived: Vec<Aged>,
    /// Changes with so many attempts that the approach is in doubt.
    pub red_flags: Vec<String>,
}

/// An attempt that is still open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Aged {
    /// Its branch.
    pub branch: String,
    /// Its pull request.
    pub number: u64,
    /// When that was opened.
    pub since: String,
}

/// Pull requests by the base of their lineage, each with the number of its iteration; without those of names that say neither.
pub(super) fn by_base(pulls: &[Pull]) -> BTreeMap<String, Vec<(u64, &Pull)>> {
    let mut bases: BTreeMap<String, Vec<(u64, &Pull)>> = BTreeMap::new();
    for pull in pulls {
        if let Ok(own) = parse_iteration(&pull.head) {
            bases.entry(own.base).or_default().push((own.iteration, pull));
        }
    }
    bases
}

/// The measures of a history.
pub fn report(history: &History) -> Measures {
    let tasks = by_base(&history.pulls);
    let read = tasks.values().map(|pulls| u64::try_from(pulls.len()).unwrap_or(u64::MAX)).fold(0, u64::saturating_add);
    let highest = |pulls: &[(u64, &Pull)]| pulls.iter().map(|(number, _)| *number).max().unwrap_or(1);
    let mut histogram = BTreeMap::new();
    for pulls in tasks.values() {
        let count: &mut u64 = histogram.entry(highest(pulls).to_string()).or_default();
        *count = count.saturating_add(1);
    }
    let all: u64 = tasks.values().map(|pulls| highest(pulls)).fold(0, u64::saturating_add);
    let several = tasks.iter().filter(|(_, pulls)| highest(pulls) > 1 && pulls.iter().any(|(_, pull)| pull.merged));
    let several: Vec<(&String, &Vec<(u64, &Pull)>)> = several.collect();
    let clean = several.iter().filter(|(base, pulls)| {
        let merged =
            pulls.iter().filter(|(_, pull)| pull.merged).map(|(_, pull)| pull.head.as_str()).collect::<Vec<_>>();
        let left = |branch: &&Branch| {
            let own = parse_iteration(&branch.name);
            own.is_ok_and(|own| own.base == **base && !own.original && !merged.contains(&own.branch.as_str()))
        };
        pulls.iter().all(|(_, pull)| !pull.open) && history.remote.iter().find(left).is_none()
    });
    let clean = clean.count();
    let long = |(_, pull): &&(u64, &Pull)| pull.open && pull.created_at < history.long_before;
    let aged = |(_, pull): &(u64, &Pull)| Aged {
        branch: pull.head.clone(),
        number: pull.number,
        since: pull.created_at.clone(),
    };
    Measures {
        pull_requests: u64::try_from(history.pulls.len()).unwrap_or(u64::MAX),
        extraction_success: percent(read, history.pulls.len()).unwrap_or(100.0),
        tasks: u64::try_from(tasks.len()).unwrap_or(u64::MAX),
        average_iterations: hundredths(all, tasks.len()),
        cleanup_rate: percent(u64::try_from(clean).unwrap_or(u64::MAX), several.len()),
        long_lived: tasks.values().flatten().filter(long).map(aged).collect(),
        red_flags: tasks.iter().filter(|(_, pulls)| highest(pulls) >= RED_FLAG).map(|(base, _)| base.clone()).collect(),
        histogram,
    }
}

/// To a hundredth.
fn hundredths(sum: u64, count: usize) -> f64 {
    rounded(sum, 100, count).map_or(0.0, |hundreds| hundreds / 100.0)
}

/// To a tenth; `None`: of nothing.
fn percent(part: u64, whole: usize) -> Option<f64> {
    rounded(part, 1000, whole).map(|tenths| tenths / 10.0)
}

/// `part × times ÷ whole`, to a whole number.
fn rounded(part: u64, times: u64, whole: usize) -> Option<f64> {
    let whole = u64::try_from(whole).ok()?;
    let twice =
        part.saturating_mul(times).saturating_mul(2).saturating_add(whole).checked_div(whole.saturating_mul(2))?;
    Some(f64::from(u32::try_from(twice).unwrap_or(u32::MAX)))
}
