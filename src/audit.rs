//! Whether a repository's tags tell the truth: every version tag against the manifests of its own tree.

mod branches;
mod evidence;
mod hosted;
mod judge;
mod reading;
mod remarks;
mod report;
mod same;
mod tags;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::manifest::File;
use crate::ordered;
use crate::ordered::BTreeMap;
use crate::text::{shell_word, shortened};
use judge::{Court, Verdict};
use tags::{Group, Refs, Tag, Versioned};

pub use branches::Orphan;
pub use hosted::{History, Hosted, HostedPull, HostedRelease, HostedReport};
pub use reading::{Batch, BatchTree, Readings, Unreadable, names, read};
pub use report::{Gate, Mismatch, PackageRate, Point, Report, Unjudged, Untagged, Word};

/// So many points a trend has at most.
const POINTS: usize = 60;

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// Text around one `{version}`; absent: every family of version tags is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag_format: Option<String>,
    /// Patterns of tags that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore_tags: Vec<String>,
    /// Manifests besides those that are discovered; an old tree needs not have them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub manifests: Vec<String>,
    /// The package whose tags are judged, by its name or its folder; absent: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// The bump branch's name, with one `{version}`; absent: [`crate::branch::DEFAULT_TEMPLATE`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch_template: Option<String>,
    /// The tag from which on tags are judged, itself included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The one tag that is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
}

/// What is true of a clone. Big lists are the text that git printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Facts {
    /// Its refs, a row each, with tabs between name, object, type, what a tag comes to, that one's type, and seconds.
    pub refs: String,
    /// Manifests by the object that a tag's ref names, or its commit.
    #[serde(default)]
    pub trees: Vec<TreeFiles>,
    /// What [`read`] gave.
    #[serde(default)]
    pub readings: String,
    /// A row for each tag: what its ref names, a blank, and the reading's id, or `!` and why there is none.
    #[serde(default)]
    pub at: String,
    /// The commits of tags that are on no branch; absent: not known.
    #[serde(default)]
    pub aside: Option<Vec<String>>,
    /// The commits of the branch that touched its manifests, newest first, a row each: its name, a blank, and the
    /// reading's id; absent: not known.
    #[serde(default)]
    pub past: Option<String>,
    /// The name of that branch.
    #[serde(default)]
    pub branch: Option<String>,
    /// What the hosting answered; absent: it was not asked.
    #[serde(default)]
    pub hosted: Option<Hosted>,
}

/// A tree, as far as it matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TreeFiles {
    /// The tag object or commit.
    pub oid: String,
    /// Its manifests.
    pub files: Vec<File>,
}

/// One tag and what was found of it.
struct Judged<'a> {
    prefix: &'a str,
    one: Versioned<'a>,
    verdict: Verdict<'a>,
}

/// Judges every version tag. Codes: `pattern-matches-nothing`, `invalid-tag-format`, `invalid-branch-template`,
/// `tag-not-found`, `not-a-version-tag`, `invalid-input`.
pub fn audit(options: &Options, facts: &Facts) -> Result<Report> {
    let refs = Refs::parse(&facts.refs);
    let given = given(options, facts);
    let mut readings = reading::parse(&facts.readings)?;
    readings.extend(reading::parse(&given)?);
    let mut at: BTreeMap<&str, &str> = facts.at.lines().filter_map(|row| row.split_once(' ')).collect();
    for tag in &refs.tags {
        for known in [tag.oid, tag.commit] {
            if readings.contains_key(known) {
                at.entry(tag.oid).or_insert(known);
            }
        }
    }
    let groups = tags::groups(options, &refs.tags)?;
    for named in [&options.since, &options.tag].into_iter().flatten() {
        find(&refs.tags, named)?;
    }
    let court = Court::new(options, &readings, at, &groups);
    let mut judged: Vec<Judged<'_>> = Vec::new();
    for group in &groups {
        let verdicts = court.judge(group).into_iter();
        let own = group.tags.iter().zip(verdicts).filter(|(_, verdict)| !matches!(verdict, Verdict::Left));
        judged.extend(own.map(|(one, verdict)| Judged { prefix: group.prefix, one: one.clone(), verdict }));
    }
    let all = judged.len();
    narrow(options, &groups, &mut judged)?;
    let mut report = Report {
        tags: judged.len(),
        consistent: judged.iter().filter(|one| matches!(one.verdict, Verdict::True)).count(),
        ..Report::default()
    };
    // Within a family by version, so that what was made in one second stands in order, too.
    judged.reverse();
    ordered::sort_by_key(&mut judged, |one| std::cmp::Reverse(one.one.tag.seconds));
    report.tell(&judged);
    if let Some(tag) = &options.tag {
        report.gate = Some(gate(tag, &judged, &groups)?);
        return Ok(report);
    }
    report.packages = rates(&judged);
    report.trend = trend(&judged);
    report.orphan_branches = branches::orphans(options, &refs, &groups)?;
    report.untagged = branches::untagged(facts, &readings, &groups, since(options, &refs.tags));
    report.remarks = remarks::of(options, facts, &refs, &groups, &judged, all);
    if let Some(hosted) = &facts.hosted {
        report.orphan_branches = hosted::without_open(std::mem::take(&mut report.orphan_branches), hosted);
        report.hosted = Some(hosted::report(hosted, &refs, &groups, &judged, &mut report.remarks));
        report.history = hosted::history(options, facts, report.orphan_branches.len());
    }
    Ok(report)
}

/// The objects that the tags' refs name of which a tree is to be read, one a line. Codes: as [`audit`].
pub fn wanted(options: &Options, refs: &str) -> Result<String> {
    let refs = Refs::parse(refs);
    let groups = tags::groups(options, &refs.tags)?;
    for named in [&options.since, &options.tag].into_iter().flatten() {
        find(&refs.tags, named)?;
    }
    let mut tags: Vec<&Tag<'_>> = groups.iter().flat_map(|group| &group.tags).map(|one| &one.tag).collect();
    // In the order of time, so that what is read together is much alike.
    ordered::sort_by_key(&mut tags, |tag| tag.seconds);
    Ok(tags.into_iter().map(|tag| tag.oid).collect::<Vec<_>>().join("\n"))
}

/// The trees that came with their files, as readings.
fn given(options: &Options, facts: &Facts) -> String {
    let mut text = String::new();
    for tree in &facts.trees {
        let paths: Vec<&str> = tree.files.iter().map(|file| file.path.as_str()).collect();
        let batch = Batch {
            paths: vec![paths.join("\0")],
            trees: vec![BatchTree {
                id: tree.oid.clone(),
                files: (0..tree.files.len()).collect(),
                ..BatchTree::default()
            }],
            files: tree.files.clone(),
        };
        text.push_str(&read(options, &batch).readings);
    }
    text
}

/// Code `tag-not-found`.
fn find<'t, 'a>(tags: &'t [Tag<'a>], name: &str) -> Result<&'t Tag<'a>> {
    let bare = name.strip_prefix("refs/tags/").unwrap_or(name);
    tags.iter().find(|tag| tag.name == bare).ok_or_else(|| {
        let error = Error::new("tag-not-found", format!("there is no tag `{}` in this clone", shortened(bare)));
        let near: Vec<&str> = tags.iter().map(|tag| tag.name).filter(|known| known.contains(bare)).take(3).collect();
        let error = match near.as_slice() {
            [] => error,
            near => error.advice(format!("tags are called {}", crate::tag::list(near.iter().copied(), near.len()))),
        };
        error.advice(format!(
            "fetch it first: `git fetch origin tag {}`; in a workflow, `fetch-tags: true` or `fetch-depth: 0`",
            shell_word(bare)
        ))
    })
}

/// When the tag was made from which on tags are judged.
fn since(options: &Options, tags: &[Tag<'_>]) -> Option<u64> {
    find(tags, options.since.as_deref()?).ok().map(|tag| tag.seconds)
}

/// Leaves those that were asked for: one, or all from one on: by version in its family, by time in the others.
fn narrow(options: &Options, groups: &[Group<'_>], judged: &mut Vec<Judged<'_>>) -> Result<()> {
    if let Some(name) = &options.tag {
        let bare = name.strip_prefix("refs/tags/").unwrap_or(name);
        judged.retain(|one| one.one.tag.name == bare);
    } else if let Some(name) = &options.since {
        let bare = name.strip_prefix("refs/tags/").unwrap_or(name);
        let first =
            groups.iter().find_map(|group| Some((group.prefix, group.tags.iter().find(|one| one.tag.name == bare)?)));
        let Some((prefix, first)) = first else { return Err(no_version(bare)) };
        judged.retain(|one| match one.prefix == prefix {
            true => one.one.version.cmp_precedence(&first.version).is_ge(),
            false => one.one.tag.seconds >= first.tag.seconds,
        });
    }
    Ok(())
}

fn no_version(name: &str) -> Error {
    Error::new("not-a-version-tag", format!("`{}` says no version: expected a tag such as `v1.2.3`", shortened(name)))
        .advice(
            "leave out what it is told by: `--tag-format` (input `tag-format`) and `--ignore-tags` may pass it over",
        )
}

/// Code `not-a-version-tag`.
fn gate(name: &str, judged: &[Judged<'_>], groups: &[Group<'_>]) -> Result<Gate> {
    let bare = name.strip_prefix("refs/tags/").unwrap_or(name);
    let moves = groups.iter().flat_map(|group| &group.tags).any(|one| one.tag.name == bare && one.may_move);
    let number = bare.strip_prefix('v').unwrap_or(bare);
    let (passes, why) = match judged.first().map(|one| &one.verdict) {
        Some(Verdict::True) => (true, "its manifests say its version".to_string()),
        Some(Verdict::False(said)) => (
            false,
            said.iter().map(|said| format!("`{}` says {}", said.path, said.version)).collect::<Vec<_>>().join(", "),
        ),
        // The version is the tag's alone: there is nothing that could contradict it.
        Some(Verdict::Open {
            code: "no-manifest" | "version-computed" | "unrelated-manifest" | "placeholder",
            why,
            ..
        }) => (true, format!("not judged: {why}")),
        Some(Verdict::Open { why, path: "", .. }) => (false, format!("not judged: {why}")),
        Some(Verdict::Open { why, path, .. }) => (false, format!("not judged: `{path}`: {why}")),
        _ if moves || (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())) => {
            (true, "it is a tag that moves along, and no version".to_string())
        }
        _ => return Err(no_version(bare)),
    };
    Ok(Gate { tag: bare.to_string(), passes, why })
}

impl Report {
    /// The tags that do not tell the truth, and those of which that is not known; and how many per cent do.
    fn tell(&mut self, judged: &[Judged<'_>]) {
        let true_ones = remarks::true_ones(judged);
        for Judged { prefix, one, verdict } in judged {
            match verdict {
                Verdict::False(said) => self.mismatches.push(Mismatch {
                    tag: one.tag.name.to_string(),
                    version: one.version.to_string(),
                    found: said
                        .iter()
                        .map(|said| Word { path: said.path.to_string(), version: said.version.to_string() })
                        .collect(),
                    fix: remarks::fix(true_ones.get(prefix).map_or(&[][..], Vec::as_slice), one, said),
                }),
                Verdict::Open { code, why, path } => self.unjudged.push(Unjudged {
                    tag: one.tag.name.to_string(),
                    code: (*code).to_string(),
                    why: why.clone(),
                    path: (!path.is_empty()).then(|| (*path).to_string()),
                }),
                Verdict::True | Verdict::Left => {}
            }
        }
        self.rate = rate(self.consistent, self.mismatches.len());
    }
}

/// Per cent to one decimal, rounded down: a hundred means all of them.
fn rate(right: usize, wrong: usize) -> Option<f64> {
    let all = right.saturating_add(wrong);
    let tenths = right.saturating_mul(1000).checked_div(all)?;
    Some(f64::from(u32::try_from(tenths).unwrap_or_default()) / 10.0)
}

/// The rate of each family, where there are several.
fn rates(judged: &[Judged<'_>]) -> Vec<PackageRate> {
    let mut by_prefix: BTreeMap<&str, PackageRate> = BTreeMap::new();
    for Judged { prefix, verdict, .. } in judged {
        let rate = by_prefix.entry(prefix).or_insert_with(|| PackageRate {
            tag_format: format!("{prefix}{{version}}"),
            tags: 0,
            consistent: 0,
            mismatches: 0,
        });
        rate.tags = rate.tags.saturating_add(1);
        match verdict {
            Verdict::True => rate.consistent = rate.consistent.saturating_add(1),
            Verdict::False(_) => rate.mismatches = rate.mismatches.saturating_add(1),
            _ => {}
        }
    }
    if by_prefix.len() > 1 { by_prefix.into_values().collect() } else { Vec::new() }
}

/// The judged tags in the order of time, in parts of the same size.
fn trend(judged: &[Judged<'_>]) -> Vec<Point> {
    let right = |one: &Judged<'_>| match one.verdict {
        Verdict::True => Some(true),
        Verdict::False(_) => Some(false),
        _ => None,
    };
    let known: Vec<(&Judged<'_>, bool)> = judged.iter().rev().filter_map(|one| Some((one, right(one)?))).collect();
    let size = known.len().div_ceil(POINTS).max(1);
    let point = |part: &[(&Judged<'_>, bool)]| {
        let (last, _) = part.last()?;
        Some(Point {
            seconds: last.one.tag.seconds,
            tag: last.one.tag.name.to_string(),
            tags: part.len(),
            consistent: part.iter().filter(|(_, right)| *right).count(),
        })
    };
    known.chunks(size).filter_map(point).collect()
}
