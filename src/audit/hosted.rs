//! What the hosting knows besides: releases, pull requests, settings; and what became of bump branches over time.

use serde::{Deserialize, Serialize};

use crate::audit::branches::{Orphan, bump_version};
use crate::audit::tags::{Group, Refs};
use crate::audit::{Facts, Judged, Options};
use crate::manifest::may_follow;
use crate::ordered::BTreeSet;

/// What the hosting answered; absent: that is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hosted {
    /// Every release.
    #[serde(default)]
    pub releases: Option<Vec<HostedRelease>>,
    /// Pull requests: those that are open, or all of them where the history was asked for.
    #[serde(default)]
    pub pulls: Option<Vec<HostedPull>>,
    /// Whether `pulls` are all there ever were.
    #[serde(default)]
    pub all_pulls: bool,
    /// Whether the branch of a merged pull request is deleted.
    #[serde(default)]
    pub delete_branch_on_merge: Option<bool>,
    /// Whether pull requests may be merged once their requirements are met.
    #[serde(default)]
    pub auto_merge: Option<bool>,
    /// Whether workflows may open pull requests with their own token.
    #[serde(default)]
    pub pulls_by_workflows: Option<bool>,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostedRelease {
    /// Its tag.
    pub tag: String,
    /// Whether only those see it who may write.
    pub draft: bool,
    /// When it was made, as ISO text.
    pub created: String,
}

/// A pull request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostedPull {
    /// Its number.
    pub number: u64,
    /// The branch it comes from.
    pub head: String,
    /// Whether it is open.
    pub open: bool,
    /// Whether it was merged.
    pub merged: bool,
    /// The paths that its merge changed, where that is known.
    #[serde(default)]
    pub changed: Option<Vec<String>>,
}

/// What follows from it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HostedReport {
    /// Published releases whose tag is not there.
    pub releases_without_tags: Vec<String>,
    /// Version tags that have no release where others have one, newest first.
    pub tags_without_releases: Vec<String>,
    /// Drafts that are older than the newest published release.
    pub stale_drafts: Vec<String>,
    /// See [`Hosted`].
    pub delete_branch_on_merge: Option<bool>,
    /// See [`Hosted`].
    pub auto_merge: Option<bool>,
    /// See [`Hosted`].
    pub pulls_by_workflows: Option<bool>,
}

/// What became of bump branches.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// Pull requests that came from one.
    pub opened: usize,
    /// Those that were merged.
    pub merged: usize,
    /// Those that were closed without it.
    pub closed: usize,
    /// Those that are open.
    pub open: usize,
    /// Bump branches for which none is open.
    pub orphaned: usize,
    /// How many per cent came to their end as they should: merged, of those that are no longer open and those orphaned.
    pub completion_rate: Option<f64>,
    /// Other merged pull requests that changed nothing but places of the version, newest first.
    pub manual_syncs: Vec<u64>,
}

/// What follows from what the hosting answered; and what is worth saying of it.
pub(super) fn report(
    hosted: &Hosted,
    refs: &Refs<'_>,
    groups: &[Group<'_>],
    judged: &[Judged<'_>],
    remarks: &mut Vec<String>,
) -> HostedReport {
    let Hosted { delete_branch_on_merge, auto_merge, pulls_by_workflows, .. } = *hosted;
    let mut report = HostedReport { delete_branch_on_merge, auto_merge, pulls_by_workflows, ..HostedReport::default() };
    if let Some(releases) = hosted.releases.as_ref().filter(|_| !refs.tags.is_empty()) {
        let tags: BTreeSet<&str> = refs.tags.iter().map(|tag| tag.name).collect();
        let (drafts, published): (Vec<&HostedRelease>, Vec<&HostedRelease>) =
            releases.iter().partition(|release| release.draft);
        let released: BTreeSet<&str> = published.iter().map(|release| release.tag.as_str()).collect();
        // ISO texts of one zone stand in the order of time.
        let newest = published.iter().map(|release| release.created.as_str()).max();
        let gone = published.iter().filter(|release| !tags.contains(release.tag.as_str()));
        report.releases_without_tags = gone.map(|release| release.tag.clone()).collect();
        let stale = drafts.iter().filter(|draft| newest.is_some_and(|newest| draft.created.as_str() < newest));
        report.stale_drafts = stale.map(|draft| draft.tag.clone()).collect();
        // A family of which nothing was ever released is not meant to be.
        let families: BTreeSet<&str> = groups
            .iter()
            .filter(|group| group.tags.iter().any(|one| released.contains(one.tag.name)))
            .map(|group| group.prefix)
            .collect();
        let without = judged.iter().filter(|one| families.contains(one.prefix) && !released.contains(one.one.tag.name));
        report.tags_without_releases = without.map(|one| one.one.tag.name.to_string()).collect();
    }
    for (names, what) in [
        (&report.releases_without_tags, "releases whose tag is not there"),
        (&report.tags_without_releases, "version tags that have no release"),
        (&report.stale_drafts, "drafts that are older than the newest release"),
    ] {
        if !names.is_empty() {
            remarks.push(format!("{what}: {}", crate::tag::list(names.iter().map(String::as_str), names.len())));
        }
    }
    if delete_branch_on_merge == Some(false) {
        remarks.push(
            "merged branches stay: set \"Automatically delete head branches\" (`delete_branch_on_merge`)".to_string(),
        );
    }
    if pulls_by_workflows == Some(false) {
        remarks.push(
            "workflows may not open pull requests with their own token (Settings, Actions, General): bump branches need an App's token"
                .to_string(),
        );
    }
    report
}

/// The orphans without those for which a pull request is open.
pub(super) fn without_open(orphans: Vec<Orphan>, hosted: &Hosted) -> Vec<Orphan> {
    let Some(pulls) = &hosted.pulls else { return orphans };
    let open: BTreeSet<&str> = pulls.iter().filter(|pull| pull.open).map(|pull| pull.head.as_str()).collect();
    let mut left: Vec<Orphan> = orphans.into_iter().filter(|one| !open.contains(one.branch.as_str())).collect();
    for one in left.iter_mut().filter(|one| one.why.contains("in this clone")) {
        one.why = "no pull request is open for it".to_string();
    }
    left
}

/// What became of bump branches, where all pull requests are known.
pub(super) fn history(options: &Options, facts: &Facts, orphaned: usize) -> Option<History> {
    let hosted = facts.hosted.as_ref().filter(|hosted| hosted.all_pulls)?;
    let pulls = hosted.pulls.as_ref()?;
    let (bumps, others): (Vec<&HostedPull>, Vec<&HostedPull>) =
        pulls.iter().partition(|pull| bump_version(options, &pull.head).is_some());
    let count = |wanted: &dyn Fn(&HostedPull) -> bool| bumps.iter().filter(|pull| wanted(pull)).count();
    let merged = count(&|pull| pull.merged);
    let closed = count(&|pull| !pull.open && !pull.merged);
    let ended = merged.saturating_add(closed).saturating_add(orphaned);
    let tenths = merged.saturating_mul(1000).checked_div(ended);
    // Nothing but manifests, their locks and a changelog: whoever merged that brought a version by hand.
    let by_hand = |pull: &&&HostedPull| {
        let changed = pull.changed.as_deref().filter(|_| pull.merged).unwrap_or_default();
        changed.iter().all(|path| may_follow(path)) && changed.iter().any(|path| may_follow(path))
    };
    Some(History {
        opened: bumps.len(),
        merged,
        closed,
        open: count(&|pull| pull.open),
        orphaned,
        completion_rate: tenths.map(|tenths| f64::from(u32::try_from(tenths).unwrap_or_default()) / 10.0),
        manual_syncs: others.iter().filter(by_hand).map(|pull| pull.number).collect(),
    })
}
