//! Refs and manifests read together: what they come to, or what that depends on.

use std::borrow::Cow;

use crate::branch::Line;
use crate::error::Result;
use crate::manifest;
use crate::manifest::changesets::Changesets;
use crate::manifest::{File, Packages};
use crate::release::facts::{Inspected, Past, Place, Refs};
use crate::release::lineage::{Answer, Ask, Lineage, Question, Stretch};
use crate::release::package;
use crate::release::request::{Asked, Request};
use crate::release::situation::package_state::Known;
use crate::release::situation::prereleases::Prereleases;
use crate::release::situation::{PackageState, Situation, grammar, highest};
use crate::release::stated::in_scheme;
use crate::tag;
use crate::tag::Format;
use crate::version::Version;

/// How such a file was found that nobody named.
const KEPT: &str = "it kept the version when the newest tag was made";

/// What refs and manifests come to; or what that depends on.
pub(super) enum Sight {
    Whole(Box<Situation>),
    /// And the manifests' paths.
    Open(Ask, Vec<String>),
    /// As if the user had named these files, which keep the version, and left out those others, which say one as well: see
    /// [`package::kept`].
    Kept(Vec<String>, Vec<String>),
}

impl Situation {
    /// As [`Situation::sight`], by the request with what keeps the version.
    pub(super) fn sight_of<'r>(
        request: Cow<'r, Request>,
        refs: &str,
        files: &[File],
        places: (&[Place], Option<&[Past]>),
        commits: Option<&[Inspected]>,
    ) -> Result<(Sight, Cow<'r, Request>, Vec<String>)> {
        match Self::sight(&request, refs, files, places, commits)? {
            Sight::Kept(paths, others) => {
                let mut naming = request.into_owned();
                naming.manifests.extend(paths.iter().cloned());
                // They were read, and are as little this project's as before.
                naming.manifests.extend(others.iter().map(|path| format!("!{path}")));
                let mut sight = Self::sight(&naming, refs, files, places, commits)?;
                if let Sight::Whole(whole) = &mut sight {
                    let found = whole.package.scope.found.iter_mut();
                    found.filter(|one| paths.contains(&one.path)).for_each(|one| one.how = KEPT.to_string());
                }
                Ok((sight, Cow::Owned(naming), paths))
            }
            sight => Ok((sight, request, Vec::new())),
        }
    }

    /// `commits`: those that were looked at, the newest tag's among them; `None`: it is asked what to look at.
    fn sight(
        request: &Request,
        refs: &str,
        files: &[File],
        (places, past): (&[Place], Option<&[Past]>),
        commits: Option<&[Inspected]>,
    ) -> Result<Sight> {
        let refs = Refs::read(refs);
        let target = refs.target(request)?;
        let packages = manifest::packages(files, &request.manifests, request.package.as_deref())?;
        let line = Line::of_branch(&target.branch);
        let likely = package::likely(request, &packages);
        let calendar = request.calendar()?;
        let scheme = grammar::of(request, &packages, &likely, &refs, calendar.as_ref())?;
        let asked = request.asked(scheme)?;
        let channels = request.channels()?;
        let changesets = Changesets::of(files);
        let prereleases = Prereleases::of(request, &channels, changesets.mode.as_ref(), &target.branch);
        let rules = prereleases.rules(request, scheme, calendar)?;
        let tagged = package::tagged(request, &packages, &refs, scheme);
        let said = highest(&in_scheme(likely.iter().copied(), scheme)?);
        let hint = package::hint(request, &packages, files, tagged.as_ref()).told_by(&likely, said.as_ref());
        let question = Question {
            request,
            refs: &refs,
            target: &target,
            line,
            channels: &channels,
            scheme,
            hint: &hint,
            format: match &tagged {
                Some(tagged) if request.tag_format.is_none() => Some(tagged.format.clone()),
                _ => package::format(request, &packages, &refs, scheme)?,
            },
            said: said.as_ref(),
            exact: asked.exact(),
            places,
            by_commit: places.iter().map(|place| (place.oid.as_str(), place)).collect(),
            // Where no file says a version, none has said one: there is nothing to ask for.
            past: past.or(likely.is_empty().then_some(&[][..])).map(Stretch::new),
        };
        let lineage = match question.answer()? {
            Answer::Known(lineage) => *lineage,
            Answer::Ask(ask) => return Ok(Sight::Open(ask, likely.iter().map(|one| one.path.clone()).collect())),
        };
        if tagged.is_none()
            && let Some(kept) = kept(&packages, &lineage, commits, &refs)
        {
            return Ok(kept);
        }
        let known = Known {
            request,
            asked: &asked,
            scheme,
            branch: &target.branch,
            refs: &refs,
            tagged: tagged.as_ref(),
            commits,
            ignored: question.ignored(),
            changesets: &changesets,
            files,
        };
        let package = PackageState::of(&known, line, lineage, packages)?;
        is_whole(request, &asked, &package.format)?;
        let Prereleases { channel, ended: leaves_prereleases, .. } = prereleases;
        Ok(Sight::Whole(Box::new(Self { target, refs, channels, channel, leaves_prereleases, rules, asked, package })))
    }
}

/// Whether what was asked for by name has all its numbers: two, where its tag says just those. Code `invalid-version`.
fn is_whole(request: &Request, asked: &Asked, format: &Format) -> Result<()> {
    let text = request.exact_text().filter(|text| request.calver_format.is_none() && tag::is_short(text));
    let (Asked::Exact(version), Some(text)) = (asked, text) else { return Ok(()) };
    let whole = format.text(&format.name(version)?) == Some(text);
    if whole { Ok(()) } else { Version::parse(text, version.scheme()).map(|_| ()) }
}

/// Where files keep the version that nobody has named, by the newest tag: these, and the others that say one.
fn kept(packages: &Packages, lineage: &Lineage, commits: Option<&[Inspected]>, refs: &Refs) -> Option<Sight> {
    let newest = lineage.newest.as_ref()?;
    let then = commits.map(|commits| tagged_among(commits, lineage, refs));
    let kept = package::kept(packages, &newest.version, &lineage.taken, then);
    let others = packages.suspects.iter().map(|one| &one.path).filter(|path| !kept.contains(path)).cloned().collect();
    (!kept.is_empty()).then_some(Sight::Kept(kept, others))
}

/// The highest version of which the tagged commit was looked at, and that commit's files.
fn tagged_among<'f>(commits: &'f [Inspected], lineage: &'f Lineage, refs: &Refs) -> Option<(&'f Version, &'f [File])> {
    let at = |(version, name): &'f (Version, String)| {
        let oid = &refs.tag(name)?.commit;
        commits.iter().find(|one| one.oid == *oid).map(|one| (version, one.files.as_slice()))
    };
    lineage.taken.iter().rev().find_map(at)
}
