//! What else is worth saying, and what to do about a tag that does not tell the truth.

use crate::audit::judge::Verdict;
use crate::audit::reading::Said;
use crate::audit::same::normal;
use crate::audit::tags::{Group, Refs, Versioned, in_order};
use crate::audit::{Facts, Judged, Options};
use crate::ordered;
use crate::ordered::{BTreeMap, BTreeSet};
use crate::tag::{Family, Whose, list};
use crate::text::shortened;

/// Of each family the tags that tell the truth, the oldest version first.
pub(super) fn true_ones<'j, 'a>(judged: &'j [Judged<'a>]) -> BTreeMap<&'a str, Vec<&'j Versioned<'a>>> {
    let mut all: BTreeMap<&str, Vec<&Versioned<'_>>> = BTreeMap::new();
    for one in judged.iter().filter(|one| matches!(one.verdict, Verdict::True)) {
        all.entry(one.prefix).or_default().push(&one.one);
    }
    // Those of one family are written in one grammar, or else in an order that holds all the same.
    all.values_mut().for_each(|tags| ordered::sort_by(tags, |a, b| in_order(a, b)));
    all
}

/// What to do now about a tag whose manifests say something else. It stays where it is: whoever has it would never know.
/// `later`: those of its family that tell the truth.
pub(super) fn fix(true_ones: &[&Versioned<'_>], one: &Versioned<'_>, said: &[Said<'_>]) -> String {
    let name = shortened(one.tag.name);
    let says = shortened(said.first().map(|said| said.version).unwrap_or_default());
    let older = true_ones.partition_point(|other| in_order(other, one).is_le());
    match true_ones.get(older) {
        Some(next) => format!(
            "leave `{name}` where it is, and say in its release's notes that its files say {says}: `{}` is the next tag that tells the truth",
            shortened(next.tag.name)
        ),
        None => format!(
            "leave `{name}` where it is, and release the next version: `version-first release` counts on from the tags, and brings the manifests up to it"
        ),
    }
}

/// Everything else, one sentence each.
pub(super) fn of(
    options: &Options,
    facts: &Facts,
    refs: &Refs<'_>,
    groups: &[Group<'_>],
    judged: &[Judged<'_>],
    all: usize,
) -> Vec<String> {
    let mut remarks = Vec::new();
    let mut say = |names: Vec<&str>, what: &str| {
        if !names.is_empty() {
            let count = names.len();
            remarks.push(format!("{what}: {}", list(names.into_iter(), count)));
        }
    };
    let aside: BTreeSet<&str> = facts.aside.iter().flatten().map(String::as_str).collect();
    let off = judged.iter().filter(|one| aside.contains(one.one.tag.commit));
    say(off.map(|one| one.one.tag.name).collect(), "tags whose commit is on no branch of this clone");
    let (annotated, light): (Vec<&Judged<'_>>, Vec<&Judged<'_>>) = judged.iter().partition(|one| one.one.tag.annotated);
    if annotated.len() > light.len() {
        say(
            light.iter().map(|one| one.one.tag.name).collect(),
            "tags that are lightweight where the others are annotated",
        );
    }
    let padded = judged.iter().filter(|one| one.one.is_padded());
    let padded: Vec<String> =
        padded.map(|one| format!("`{}` is {}", shortened(one.one.tag.name), one.one.version)).collect();
    if !padded.is_empty() {
        remarks.push(counted("tags with zeros that no version has", padded));
    }
    let twins = twins(groups);
    if !twins.is_empty() {
        remarks.push(counted("versions that have two tags", twins));
    }
    let open = judged.iter().filter(|one| matches!(one.verdict, Verdict::Open { .. })).count();
    if open > 0 && open == judged.len() {
        remarks.push("no tag could be judged, so there is no rate".to_string());
    } else if open > 0 {
        remarks
            .push(format!("the rate is that of the {} tags that could be judged", judged.len().saturating_sub(open)));
    }
    if options.since.is_some() && all > judged.len() {
        remarks.push(format!("{} older tags were not looked at", all.saturating_sub(judged.len())));
    }
    if refs.tags.is_empty() {
        remarks.push(
            "there is no tag in this clone: `git fetch --tags` brings them, and in a workflow `fetch-depth: 0`"
                .to_string(),
        );
    }
    remarks
}

/// The tags that say one version in two spellings, of those that are nobody's by name.
fn twins(groups: &[Group<'_>]) -> Vec<String> {
    let mut by_version: BTreeMap<(String, String), Vec<&Versioned<'_>>> = BTreeMap::new();
    for group in groups {
        let whose = Family { prefix: group.prefix, tags: Vec::new() }.whose(&[]);
        let name = if whose == Whose::Plain { String::new() } else { group.prefix.to_string() };
        for one in group.tags.iter().filter(|one| !one.may_move) {
            by_version.entry((name.clone(), normal(one.text))).or_default().push(one);
        }
    }
    let pair = |tags: &Vec<&Versioned<'_>>| {
        let [first, second, ..] = tags.as_slice() else { return None };
        let (a, b) = (shortened(first.tag.name), shortened(second.tag.name));
        Some(match first.tag.commit == second.tag.commit {
            true => format!("`{a}` and `{b}`"),
            false => format!("`{a}` and `{b}`, on two commits"),
        })
    };
    by_version.values().filter_map(pair).collect()
}

/// A few items, and how many more there are.
fn counted(what: &str, items: Vec<String>) -> String {
    const LISTED: usize = 3;
    let more = items.len().saturating_sub(LISTED);
    let shown: Vec<String> = items.into_iter().take(LISTED).collect();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{what}: {}{more}", shown.join("; "))
}
