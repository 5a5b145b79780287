//! One look as a whole: its branch with the bump branches there, and how each package stands that is to be released.

mod unasked;

use crate::error::Result;
use crate::release::facts::{Facts, Refs, Target};
use crate::release::package::PackageView;
use crate::release::package_look::PackageLook;
use crate::release::proposal::Release;
use crate::release::pulls;
use crate::release::pulls::Bump;
use crate::release::request::Request;
use crate::release::situation::Own;
use crate::version::Version;

/// Everything a decision draws on. What is released together is of one branch; all else is told of each package by itself.
pub(crate) struct View<'a> {
    pub(crate) request: &'a Request,
    pub(crate) facts: &'a Facts,
    first: PackageLook<'a>,
    more: Vec<PackageLook<'a>>,
    /// The bump branches of this line that were looked into.
    pub(crate) bumps: Vec<Bump<'a>>,
}

impl<'a> View<'a> {
    /// `passed_over`: the tags that are not made (PROTOCOL 27). Every code of [`PackageLook::new`], and `unexpected-outcome`:
    /// the facts answer something that nobody asked.
    pub(crate) fn new(request: &'a Request, facts: &'a Facts, passed_over: &[String]) -> Result<Self> {
        let (first, more) = request.each();
        let look = |request| PackageLook::new(request, facts, passed_over);
        let (first, more) = (look(first)?, more.map(look).collect::<Result<_>>()?);
        let mut view = Self { request, facts, first, more, bumps: Vec::new() };
        unasked::refuse(&view)?;
        view.bumps = pulls::judge(facts, &view.packages().collect::<Vec<_>>());
        let held: Vec<Option<Version>> = (0..=view.more.len()).map(|at| view.held_of(at)).collect();
        for (look, held) in std::iter::once(&mut view.first).chain(&mut view.more).zip(held) {
            look.held = held;
        }
        Ok(view)
    }

    /// How each package stands.
    pub(crate) fn packages(&self) -> impl Iterator<Item = &PackageLook<'a>> + Clone {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// How the package stands that a release is of.
    pub(crate) fn package_of(&self, release: &Release) -> &PackageLook<'a> {
        self.packages().find(|look| look.request.package == release.asked).unwrap_or(&self.first)
    }

    /// The branch, and its tip.
    pub(crate) fn target(&self) -> &Target {
        &self.first.situation.target
    }

    pub(crate) fn refs(&self) -> &Refs {
        &self.first.situation.refs
    }

    /// Whether the branch has a line of its own, for every package; what was not asked about is not known.
    pub(crate) fn own_line(&self) -> Own {
        self.packages().map(PackageLook::own_line).find(|own| *own != Own::Line).unwrap_or(Own::Line)
    }

    /// What a decision stands on, a line each.
    pub(crate) fn ground(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for line in self.packages().flat_map(|look| look.situation.ground(&look.request)) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// The packages with versions of their own that nobody asked for.
    pub(crate) fn others(&self) -> Vec<PackageView> {
        let moves =
            |one: &&PackageView| self.packages().any(|look| look.situation.package.scope.moving.contains(&one.folder));
        self.first.situation.package.scope.others.iter().filter(|one| !moves(one)).cloned().collect()
    }

    /// The version that a branch of this name would bring, if it is named like a bump branch of this line.
    pub(crate) fn proposes(&self, name: &str) -> Option<Version> {
        self.packages().find_map(|one| one.situation.proposes(&one.request, name))
    }

    /// Bump branches of ours above the latest tag whose pull request is open.
    pub(crate) fn live(&self) -> impl Iterator<Item = &Bump<'a>> {
        self.bumps.iter().filter(|bump| bump.ours && bump.open().is_some() && !self.is_behind(bump))
    }

    /// Whether all that a branch brings is at or below the latest tags, or what every manifest at the tip says.
    pub(crate) fn is_behind(&self, bump: &Bump) -> bool {
        let behind =
            |(at, view): (usize, &PackageLook)| bump.brings_of(at).is_none_or(|one| view.is_behind(&one.version));
        self.packages().enumerate().all(behind)
    }

    /// PROTOCOL 9: the version somebody asked for by a pull request that is still open. No automatic run takes it back.
    fn held_of(&self, at: usize) -> Option<Version> {
        let asked = self.live().filter(|bump| bump.asked && !self.request.is_explicit());
        let brought = asked.filter_map(|bump| bump.brings_of(at)).map(|one| &one.version);
        brought.max_by(|a, b| a.cmp_precedence(b)).cloned()
    }
}
