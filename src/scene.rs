//! The facts, understood: which branch, which manifests, which version they say, which tag is newest.

use crate::branch::{Line, parse_bump_branch};
use crate::error::{Error, Result};
use crate::facts::{Glimpse, Refs, Since, Tag, Target, WantedBranch, WantedCommit, Wants};
use crate::manifest::{self, File, Found};
use crate::request::{Choice, Request, Wish};
use crate::tag::Format;
use crate::version::{Scheme, Version};

/// What PROTOCOL calls M and T, and where they were read.
pub(crate) struct Scene {
    pub(crate) target: Target,
    pub(crate) refs: Refs,
    pub(crate) line: Line,
    pub(crate) format: Format,
    pub(crate) wish: Wish,
    pub(crate) found: Vec<Found>,
    /// The highest version the manifests say, in the release's scheme.
    pub(crate) said: Version,
    /// Whether every manifest says it.
    pub(crate) agree: bool,
    pub(crate) newest: Option<(Version, Tag)>,
}

impl Scene {
    /// Reads refs and manifests together. Every code of [`Refs::target`] and [`manifest::read`], and `no-manifest`.
    pub(crate) fn read(request: &Request, refs: &str, files: &[File]) -> Result<Self> {
        let refs = Refs::parse(refs);
        let target = refs.target(request)?;
        let format = request.format()?;
        let line = Line::of_branch(&target.branch);
        let found = manifest::read(files, &request.manifests)?;
        let scheme = request.scheme.unwrap_or_else(|| common_scheme(&found));
        let versions = in_scheme(&found, scheme)?;
        let Some(said) = versions.iter().max_by(|a, b| a.cmp_precedence(b)).cloned() else {
            let mut error =
                Error::new("no-manifest", format!("no manifest with a version of its own on `{}`", target.branch));
            for why in manifest::without_version(files) {
                error =
                    error.advice(format!("{why}; write a `version` instead, and version-first keeps it up to date"));
            }
            return Err(error
                .advice("expected one at the root, such as pyproject.toml, package.json or Cargo.toml with a `version`; the README's table \"Manifests and versions\" has every format")
                .advice("name other files with `--manifests ENTRY` (input `manifests`): `path`, `path:key.path` or `path:/pattern/`"));
        };
        let agree = versions.iter().all(|version| version.same(&said));
        let newest = refs.newest(&format, scheme, line).map(|(version, tag)| (version, tag.clone()));
        let wish = request.wish(scheme)?;
        Ok(Self { target, refs, line, format, wish, found, said, agree, newest })
    }

    /// The manifests that do not agree, each with its place.
    pub(crate) fn listed(&self) -> String {
        let said = self.found.iter().map(|found| format!("`{}:{}` says {}", found.path, found.line, found.version));
        said.collect::<Vec<_>>().join(", ")
    }

    /// The version that a branch of this name would bring, if it is named like a bump branch of this line.
    pub(crate) fn proposes(&self, request: &Request, name: &str) -> Option<Version> {
        let text = parse_bump_branch(name, request.branch_template.as_deref())?;
        let version = Version::parse(&text, self.said.scheme()).ok()?;
        (self.line.contains(&version) && name != self.target.branch).then_some(version)
    }

    /// Refuses a version outside the line this branch releases (PROTOCOL 3).
    pub(crate) fn in_line(&self, version: &Version) -> Result<()> {
        if self.line.contains(version) {
            return Ok(());
        }
        let branch = &self.target.branch;
        Err(Error::new("leaves-line", format!("{version} does not belong on the maintenance line `{branch}`"))
            .advice("ask for a smaller bump (`--bump patch`), or release from the default branch"))
    }
}

/// Python's grammar where only Python speaks; SemVer, which every other ecosystem reads, where several do.
fn common_scheme(found: &[Found]) -> Scheme {
    if found.iter().all(|one| one.scheme == Scheme::Pep440) { Scheme::Pep440 } else { Scheme::Semver }
}

/// Every manifest's version in one scheme; the error names the file.
fn in_scheme(found: &[Found], scheme: Scheme) -> Result<Vec<Version>> {
    let read = |one: &Found| Version::parse(&one.version, one.scheme)?.to_scheme(scheme);
    let placed = |one: &Found| read(one).map_err(|error| error.at(one.path.clone()).place((one.line, one.column)));
    found.iter().map(placed).collect()
}

/// Whether every manifest among `files` says `version`; a tree that cannot be read says nothing.
pub(crate) fn all_say(files: &[File], request: &Request, version: &Version) -> bool {
    let Ok(found) = manifest::read(files, &request.manifests) else { return false };
    let Ok(versions) = in_scheme(&found, version.scheme()) else { return false };
    !versions.is_empty() && versions.iter().all(|one| one.same(version))
}

/// What the shell should read besides refs and the tip's files. Every code of reading refs and manifests.
pub fn wants(request: &Request, glimpse: &Glimpse) -> Result<Wants> {
    request.check()?;
    let scene = Scene::read(request, &glimpse.refs, &glimpse.files)?;
    let since = scene.newest.as_ref().map(|(_, tag)| tag.commit.clone());
    let mut commits = Vec::new();
    if let Wish::Exact(version) = &scene.wish
        && let Some(tag) = scene.refs.tag_of(version, &scene.format)
    {
        commits.push(WantedCommit { oid: tag.commit.clone(), ancestry: true });
    }
    if let Some(oid) = &since
        && !commits.iter().any(|one| one.oid == *oid)
    {
        commits.push(WantedCommit { oid: oid.clone(), ancestry: false });
    }
    // A first release of a version somebody wrote needs no history; only a placeholder is bumped by it.
    let counts = matches!(scene.wish, Wish::Auto) && (since.is_some() || scene.said.is_placeholder());
    let asked = |name: &String| glimpse.heads.contains(name) && scene.proposes(request, name).is_some();
    let branch = |(name, oid): (&String, &String)| WantedBranch { name: name.clone(), oid: oid.clone() };
    let branches = scene.refs.heads().filter(|(name, _)| asked(name)).map(branch).collect();
    let looked_up = glimpse.release && glimpse.hosting.is_some() && request.github_release != Choice::False;
    let release = scene.newest.as_ref().filter(|_| looked_up).map(|(_, tag)| tag.name.clone());
    Ok(Wants { log: counts.then_some(Since { since }), commits, branches, release })
}
