//! How what a release is of stands at the tip of its branch.

use crate::branch::Line;
use crate::release::facts::{Inspected, Tag};
use crate::release::lineage::Lineage;
use crate::release::package::Scope;
use crate::release::request::Request;
use crate::release::stated::{Says, say};
use crate::tag::Format;
use crate::version::Version;

/// From this number on R's fourth one says that the next release is being made.
const FIRST_OF_R: u64 = 9000;

/// How a package, or several that move together, stand at the tip: what PROTOCOL calls M and T, and where they were read.
pub(crate) struct PackageState {
    /// Its folders and manifests, and the other packages.
    pub(crate) scope: Scope,
    /// The versions that belong to it on this branch.
    pub(crate) line: Line,
    pub(crate) format: Format,
    /// What its tags amount to.
    pub(crate) lineage: Lineage,
    /// Whether no file carries the version: then it is the tag's alone.
    pub(crate) tag_only: bool,
    /// The highest version the manifests say, in the release's scheme.
    pub(crate) stated: Version,
    /// Whether every manifest says it, or what it leads to.
    pub(crate) agree: bool,
    /// T and its tag.
    pub(crate) newest: Option<(Version, Tag)>,
    /// The newest that is no prerelease.
    pub(crate) release_before: Option<(Version, Tag)>,
    /// What is odd about the tags.
    pub(crate) oddities: Vec<String>,
    /// Versions that are not made again.
    pub(super) withdrawn: Vec<Version>,
    /// How many tags were left out by pattern.
    pub(super) ignored: usize,
}

impl PackageState {
    /// The commit of the branch that has all that T has: what comes after it is new.
    pub(crate) fn since(&self) -> Option<&String> {
        self.lineage.newest.as_ref().map(|newest| &newest.since)
    }

    /// Whether a commit's manifests say what its tag does, as far as any file says it.
    pub(crate) fn is_right(&self, request: &Request, commit: &Inspected, version: &Version) -> bool {
        self.tag_only || say(&commit.files, request, &self.scope.moving, version) == Says::It
    }

    /// The manifests that do not agree, each with its place.
    pub(crate) fn listed(&self) -> String {
        let stated =
            self.scope.found.iter().map(|found| format!("`{}:{}` says {}", found.path, found.line, found.version));
        stated.collect::<Vec<_>>().join(", ")
    }

    /// The release M leads to.
    pub(crate) fn stated_release(&self) -> Version {
        if self.is_after_release() { self.stated.with_triple(self.stated.triple()) } else { self.stated.release() }
    }

    /// R counts on from 9000 in a fourth number while the next release is made.
    pub(super) fn is_after_release(&self) -> bool {
        let fourth = self.stated.numbers().get(3).copied().unwrap_or_default();
        fourth >= FIRST_OF_R && self.scope.found.iter().all(|one| one.format == "DESCRIPTION")
    }
}
