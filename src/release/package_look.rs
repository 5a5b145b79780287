//! One package at one look: what is wanted of it, what is true, and what both come to.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::commits::History;
use crate::error::Result;
use crate::manifest;
use crate::manifest::pending;
use crate::release::facts::{Facts, Log, Tag};
use crate::release::product::Product;
use crate::release::request::{Asked, Request};
use crate::release::situation;
use crate::release::situation::{Own, Situation};
use crate::release::words::changelog;
use crate::version::Version;

/// All that a decision about one package draws on.
pub(crate) struct PackageLook<'a> {
    /// What is asked for of this package.
    pub(crate) request: Cow<'a, Request>,
    /// The files among its manifests that nobody has named: see [`crate::release::package::kept`].
    pub(crate) kept: Vec<String>,
    pub(crate) facts: &'a Facts,
    pub(crate) situation: Situation,
    /// What was read of its history.
    pub(crate) history: Option<&'a Log>,
    /// PROTOCOL 9: the version that a pull request proposes since somebody asked for it.
    pub(crate) held: Option<Version>,
    told: OnceCell<Option<History<'a>>>,
    fresh: OnceCell<History<'a>>,
}

impl<'a> PackageLook<'a> {
    /// Every code of [`Situation::read`].
    pub(crate) fn new(request: Cow<'a, Request>, facts: &'a Facts, passed_over: &[String]) -> Result<Self> {
        let (situation, request, kept) = Situation::read(request, facts, passed_over)?;
        let of = situation.stretch(Product::of(&request, &situation.package.scope).is_some());
        let history = facts.logs.iter().find(|log| log.of == of);
        Ok(Self { request, kept, facts, situation, history, held: None, told: OnceCell::new(), fresh: OnceCell::new() })
    }

    /// Whether the branch has a line of its own; what was not asked about is not known.
    pub(crate) fn own_line(&self) -> Own {
        match situation::own_line(&self.request, &self.situation, &self.facts.holders) {
            Own::Ask(_) => Own::Unknown("it is not known which branches hold its newest tag".to_string()),
            own => own,
        }
    }

    /// The files that the release is of; `None`: all of them.
    pub(crate) fn product(&self) -> Option<Product<'_>> {
        Product::of(&self.request, &self.situation.package.scope)
    }

    /// The log, read once, however many ask; `None`: there is none.
    pub(crate) fn log(&self) -> Option<&History<'a>> {
        let read = |log: &'a str| match self.product() {
            Some(product) => History::of_log_with_paths(log, |paths| product.counts(paths)),
            None => History::of_log(log),
        };
        self.told.get_or_init(|| self.history.map(|log| read(&log.log))).as_ref()
    }

    /// The commits since the newest tag, by which the next version is decided.
    pub(crate) fn fresh(&self) -> Option<&History<'a>> {
        let log = self.log()?;
        match self.history.and_then(|log| log.newer.as_deref()) {
            Some(newer) => Some(self.fresh.get_or_init(|| log.only(newer))),
            None => Some(log),
        }
    }

    /// The commits that the notes of a version tell of, and the release before them. A release tells of
    /// everything since the release before it, whatever candidates went out in between.
    pub(crate) fn told(&self, version: &Version) -> (Option<&History<'a>>, Option<&(Version, Tag)>) {
        match self.history.and_then(|log| log.newer.as_ref()) {
            Some(_) if !version.is_prerelease() => (self.log(), self.situation.package.release_before.as_ref()),
            _ => (self.fresh(), self.situation.package.newest.as_ref()),
        }
    }

    /// PROTOCOL 6: whether M is only announced: since T nothing has changed but the places of the version and a changelog,
    /// and nobody asked for it.
    pub(crate) fn announces(&self) -> bool {
        let situation = &self.situation;
        let Some((newest, tag)) = &situation.package.newest else { return false };
        // What a tool raises by files that say what is due is meant as it is: a package may be raised for another's sake.
        let by_files = pending::is_used(&self.facts.files);
        if self.request.force || by_files || matches!(situation.asked, Asked::Exact(_)) {
            return false;
        }
        let Some(at) = self.facts.commits.iter().find(|one| one.oid == tag.commit) else { return false };
        let Some(changed) = &at.changed else { return false };
        let moves = situation.package.moves_to(newest);
        let back = manifest::rewrite_moving(&self.facts.files, &self.request.manifests, &moves, newest);
        let Ok(back) = back else { return false };
        let told = |path: &str| self.request.changelog.as_deref() == Some(path) || changelog::is_one(path);
        let place = |path: &str| {
            let Some(back) = back.iter().find(|one| one.path == path) else { return false };
            // What is not read of an old commit, such as a lock file, has nothing to be compared with.
            at.files.iter().find(|one| one.path == path).is_none_or(|old| old.text == back.text)
        };
        let product = self.product();
        let elsewhere = |path: &str| product.as_ref().is_some_and(|product| !product.holds(path));
        changed.iter().all(|path| told(path) || elsewhere(path) || place(path))
    }

    /// Whether a version is at or below the latest tag, or what every manifest at the tip says.
    pub(crate) fn is_behind(&self, version: &Version) -> bool {
        let tagged =
            self.situation.package.newest.as_ref().is_some_and(|(newest, _)| version.cmp_precedence(newest).is_le());
        let situation = &self.situation;
        let stated = situation.package.agree
            && !situation.package.stated.is_placeholder()
            && !situation.is_unfinished()
            && !situation.is_passed_over();
        tagged || (stated && version.cmp_precedence(&self.situation.package.stated).is_le())
    }
}
