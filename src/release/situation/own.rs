//! Whether a branch that was pushed to has a line of its own: versions that are made from it, and from nowhere else.
//!
//! A maintenance branch and an old branch of somebody's work look alike: the newest tag that either knows is not the
//! newest of all. What tells them apart is that a tag is nowhere but on the branch, so it was released from before; or its
//! name. Where neither does, nothing is released.

use crate::branch::{Line, parse_bump_branch};
use crate::release::facts::{Holder, WantedBranch, WantedHolders};
use crate::release::lineage::{Counts, Newest};
use crate::release::request::Request;
use crate::release::situation::Situation;
use crate::text::shortened;
use crate::version::Version;

/// So many branches are looked into.
const MOST_BRANCHES: usize = 1000;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Own {
    /// It has.
    Line,
    /// It has none, or that is not known: why.
    Unknown(String),
    /// It depends on which branches hold these commits.
    Ask(WantedHolders),
}

/// See [`Own`]; `holders` is what was found of the commits that were asked about.
pub(crate) fn own_line(request: &Request, situation: &Situation, holders: &[Holder]) -> Own {
    let unknown = |why: String| Own::Unknown(why);
    let branch = &situation.target.branch;
    let Some(Newest { version, tag, counts, since }) = &situation.package.lineage.newest else {
        return unknown(format!("no version tag counts for `{branch}`"));
    };
    let newest = shortened(&tag.name);
    if version.is_prerelease() {
        return unknown(format!("its newest tag, `{newest}`, is a prerelease"));
    }
    if situation.package.lineage.elsewhere.iter().all(|(version, _)| version.is_prerelease()) {
        return unknown(format!("its newest tag, `{newest}`, is the newest of all"));
    }
    let held = |oid: &str| holders.iter().find(|one| one.oid == oid).map(|one| one.heads.as_slice());
    let (Some(of_tag), Some(of_tip)) = (held(since), held(&situation.target.tip)) else {
        let ours = |name: &str| parse_bump_branch(name, request.template().as_deref()).is_some();
        let other = |name: &str| name != branch && !situation.refs.is_link(name) && !ours(name);
        let others = situation.refs.heads().filter(|(name, _)| other(name));
        let heads: Vec<WantedBranch> =
            others.map(|(name, oid)| WantedBranch { name: name.clone(), oid: oid.clone() }).collect();
        if heads.len() > MOST_BRANCHES {
            return unknown(format!("{} branches are too many to find out whose `{newest}` is", heads.len()));
        }
        let mut oids = vec![since.clone()];
        oids.extend((situation.target.tip != *since).then(|| situation.target.tip.clone()));
        return Own::Ask(WantedHolders { oids, heads });
    };
    let default = situation.refs.default_branch();
    let merged = of_tip.iter().find(|name| Some(name.as_str()) == default);
    if let Some(merged) = merged {
        return unknown(format!("all of it is in `{merged}`"));
    }
    let other = of_tag.iter().find(|name| Some(name.as_str()) == default).or_else(|| of_tag.first());
    match other {
        _ if says_line(branch, version) => Own::Line,
        None if matches!(counts, Counts::History | Counts::Beside) => Own::Line,
        None => unknown(format!("its newest tag, `{newest}`, was made elsewhere")),
        Some(other) => unknown(format!("its newest tag, `{newest}`, is in the history of `{}`, too", shortened(other))),
    }
}

/// Whether a name such as `release/1.4`, `3-2-stable`, `v1` or `LTS` says that this version's line is made there: it has no
/// other words, and no other numbers.
pub(crate) fn says_line(branch: &str, version: &Version) -> bool {
    said_line(branch, version).is_some()
}

/// The line that such a name says; `None` where it says none, or another one than this version's.
pub(crate) fn said_line(branch: &str, version: &Version) -> Option<Line> {
    Line::said_by(branch).filter(|line| line.contains(version))
}
