//! The decision at the tip: what one look at the world calls for (PROTOCOL 4 to 8).
//!
//! It is made package by package, and what that comes to is proposed together. Words of the protocol: M is the version the
//! manifests say, T the newest version tag of the line.

mod first;
mod module;
mod pending;
mod remarks;
mod together;

use crate::bump;
use crate::bump::Bump;
use crate::commits;
use crate::commits::{History, Reason};
use crate::error::{Error, Result};
use crate::release::facts::{Inspected, Tag, Target};
use crate::release::package_look::PackageLook;
use crate::release::product::Product;
use crate::release::request::{Asked, Request};
use crate::release::situation::Situation;
use crate::release::view::View;
use crate::text::{shell_word, short_oid, start};
use crate::version::{Scheme, Version};
use pending::Pending;
use remarks::{disagree, remarks_on};

pub use crate::release::proposal::{Action, MovingTag, Proposal, Release, Releases, Way};

/// The outcome of deciding.
#[derive(Debug, Clone)]
pub(crate) enum Decision {
    /// Nothing to release, and why; the version that stands, where one does.
    Nothing { why: String, standing: Option<(Version, Tag)> },
    /// M is ahead: find the commit that brought it (PROTOCOL 6).
    Trace(Box<Proposal>),
    /// Release this.
    Release(Box<Proposal>),
}

/// What is called for, for one package.
enum Verdict {
    /// As [`Decision::Nothing`].
    Nothing { why: String, standing: Option<(Version, Tag)> },
    /// A tag for what the manifests say.
    Tag(Action, Version),
    /// A version that they do not say yet: the bump that led to it, and what the commits said.
    New(Version, Option<String>, Vec<Reason>),
}

impl Verdict {
    fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing { .. })
    }

    /// Why nothing is released.
    fn why(self) -> Option<String> {
        match self {
            Self::Nothing { why, .. } => Some(why),
            Self::Tag(..) | Self::New(..) => None,
        }
    }
}

/// Decides, and says what was remarkable.
pub(crate) fn decide(view: &View) -> Result<(Decision, Vec<String>)> {
    let others = view.others();
    let mut remarks = view.packages().flat_map(|look| remarks_on(look, &others)).collect();
    if let Some(why) = untested(view.request, view.target()) {
        return Ok((Decision::Nothing { why, standing: None }, remarks));
    }
    let pending = Pending::at(view.facts);
    let mut all = Vec::new();
    for look in view.packages() {
        let told = remarks.len();
        let verdict = match &look.situation.package.newest {
            None => first::first(look, &mut remarks)?,
            Some((newest, tag)) => later(look, newest, tag, &mut remarks)?,
        };
        if let Some(error) = look.situation.package.filled_in.as_ref().filter(|_| !verdict.is_nothing()) {
            return Err(error.clone());
        }
        all.push((look, pending.keep_back(look, verdict, told, &mut remarks)));
    }
    Ok((together::decision(view, all, &mut remarks)?, remarks))
}

/// PROTOCOL 5 to 8: the line has a newest tag T.
fn later(look: &PackageLook, newest: &Version, tag: &Tag, remarks: &mut Vec<String>) -> Result<Verdict> {
    let PackageLook { request, situation, .. } = look;
    let stated = &situation.package.stated;
    let ahead = stated.cmp_precedence(newest).is_gt() && !stated.is_work_after(newest);
    if ahead && !situation.package.agree {
        return Err(disagree(situation));
    }
    let unfinished = situation.is_unfinished();
    let raised = ahead && !unfinished && !situation.is_passed_over();
    if raised {
        first::called_otherwise(look, Some(newest))?;
    }
    if let Asked::Exact(exact) = &situation.asked
        && !(ahead && exact.same(stated))
    {
        return explicit(look, exact, newest);
    }
    if raised {
        remarks.extend(not_applied(situation));
        return Ok(Verdict::Tag(Action::Finalise, stated.clone()));
    }
    let nothing = |why: String| Verdict::Nothing { why, standing: Some((newest.clone(), tag.clone())) };
    if request.only_finalise {
        let why = format!("no version stands on `{}` without its tag", situation.target.branch);
        return Ok(nothing(why));
    }
    if let Asked::Exact(exact) = &situation.asked {
        return explicit(look, exact, newest);
    }
    // By force a release is made of nothing only where a bump is asked for by name, or where it heals the manifests.
    let healthy = situation.package.agree && stated.same(newest);
    let forced = request.force && (matches!(situation.asked, Asked::Part(_)) || !healthy);
    if let Some(why) = nothing_yet(look, (newest, tag), (ahead, healthy, forced), remarks) {
        return Ok(nothing(why));
    }
    let release = matches!(situation.asked, Asked::Part(Bump::Release));
    let from = if ahead && release { stated } else { situation.package.from(newest) };
    match wished(look, from, !healthy || forced)? {
        Wished::To(version, bump, reasons) => {
            let version = settled(look, (newest, tag), (version, bump.as_deref()), remarks)?;
            Ok(Verdict::New(version, bump, reasons))
        }
        Wished::Nothing(why) => {
            Ok(nothing(why.unwrap_or_else(|| format!("no commit since `{}` asks for a release", tag.name))))
        }
    }
}

/// What is said where a prerelease was asked for, and a release was written by hand.
fn not_applied(situation: &Situation) -> Option<String> {
    let stated = &situation.package.stated;
    let Asked::Part(bump) = situation.asked else { return None };
    let (name, branch) = (bump.as_str(), &situation.target.branch);
    (bump.is_prerelease() && !stated.is_prerelease()).then(|| {
        format!(
            "`--bump {name}` is not applied: {stated} stands on `{branch}` without its tag, and is released as it is"
        )
    })
}

/// Why nothing is released where no version was asked for by its number: nothing is new, or nothing but an announcement.
/// `ahead`: M is above T; `healthy`: the manifests say T; `forced`: a release is made of nothing.
fn nothing_yet(
    look: &PackageLook,
    (newest, tag): (&Version, &Tag),
    (ahead, healthy, forced): (bool, bool, bool),
    remarks: &mut Vec<String>,
) -> Option<String> {
    let PackageLook { request, situation, .. } = look;
    let stated = &situation.package.stated;
    let release = matches!(situation.asked, Asked::Part(Bump::Release));
    // PROTOCOL 8: a prerelease becomes its release as it is.
    let promoted = release && bump::is_unreleased(newest);
    // PROTOCOL 9: somebody asked for the version that is proposed, new or not.
    let wanted = || forced || promoted || look.held.is_some() || asks_for_a_version(look, newest);
    if let Some(why) = nothing_new(look, tag).filter(|_| !wanted()) {
        // One of the two that it takes was said, and in vain.
        if request.force || matches!(situation.asked, Asked::Part(_)) && !release {
            remarks.push(
                "where nothing is new, `--force` releases, beside a bump by name: `--bump patch --force`".to_string(),
            );
        } else if !healthy && !ahead {
            remarks.push("the next release rewrites the manifests that lag behind; `--force` does it now".to_string());
        }
        return Some(why);
    }
    // PROTOCOL 6: where the next one will be at least is only announced, as long as nothing is in it.
    if ahead && situation.is_unfinished() && !release && !wanted() && look.announces() {
        let to = situation.package.stated_release();
        return Some(format!(
            "{stated} is announced, and nothing else is new since `{}`: {to} is released with what comes, or now by name: \
             `--bump {to}` (input `version`)",
            tag.name
        ));
    }
    None
}

/// A version that is wished for, as it may be: not below what is announced, free, and inside the line.
fn settled(
    look: &PackageLook,
    (newest, tag): (&Version, &Tag),
    (mut version, bump): (Version, Option<&str>),
    remarks: &mut Vec<String>,
) -> Result<Version> {
    let situation = &look.situation;
    let stated = &situation.package.stated;
    let ahead = stated.cmp_precedence(newest).is_gt();
    // A development version was written to say where the next release will be at least (PROTOCOL 6).
    let least = situation.package.stated_release();
    // A candidate of it that somebody has asked for stays (PROTOCOL 9).
    let is_held = look.held.as_ref().is_some_and(|held| held.same(&version)) && version.release().same(&least);
    if ahead && !situation.is_passed_over() && !is_held && least.cmp_precedence(&version).is_gt() {
        version = situation.leading_to(least, newest)?;
    }
    // What somebody wrote down is taken at their word.
    if bump.is_some() {
        version = situation.free(version, bump, remarks)?;
        situation.drops_what_is_behind(newest, &version)?;
        let (branch, fitting) = (&situation.target.branch, situation.fitting(newest));
        situation.package.lineage.inside(&version, &situation.package.stated_release(), branch, fitting.as_ref())?;
        module::fits(look, newest, &version)?;
    } else if let Some(tag) = situation.tag_of(&version) {
        return Err(taken(&version, tag, &situation.target.branch));
    }
    if situation.goes_on() && version.is_prerelease() {
        remarks.push(format!(
            "{version} goes on after `{}`; `--bump release` (input `bump: release`) makes {} of it",
            tag.name,
            version.release()
        ));
    }
    Ok(version)
}

/// Why nothing is new since T; `None`: something is. Trees are compared, and no commits counted: a late merge adds commits
/// without adding anything new (PROTOCOL 5).
fn nothing_new(look: &PackageLook, tag: &Tag) -> Option<String> {
    let PackageLook { facts, situation, .. } = look;
    let product = look.product();
    let same = |one: &&Inspected| match product.as_ref().and_then(|product| product.is_as_at(one)) {
        // Of a package the commit counts too that has all of T.
        Some(same) => same && (one.oid == tag.commit || Some(&one.oid) == situation.package.since()),
        None => one.oid == tag.commit && one.tree == facts.tree,
    };
    let same = facts.commits.iter().find(same);
    if same.is_none() && situation.package.since() != Some(&situation.target.tip) {
        return None;
    }
    let place = product.as_ref().map(Product::place).unwrap_or_default();
    let elsewhere = product.as_ref().zip(same).map(|(product, at)| product.elsewhere(at)).unwrap_or_default();
    let branch = &situation.target.branch;
    Some(format!("nothing that was pushed to `{branch}` is new{place} since `{}`{elsewhere}", tag.name))
}

/// Whether a commit since T names the version that is to come: it needs no change with it.
fn asks_for_a_version(look: &PackageLook, newest: &Version) -> bool {
    let asks = |log: &History| log.decide(newest, &look.request.bump_rules()).release_as.is_some();
    matches!(look.situation.asked, Asked::Auto) && look.fresh().is_some_and(asks)
}

/// PROTOCOL 8: an exact version asked for is answered once, however often it is asked.
fn explicit(look: &PackageLook, exact: &Version, newest: &Version) -> Result<Verdict> {
    let PackageLook { request, facts, situation, .. } = look;
    let tag = situation.tag_of(exact);
    let written = |tag: &Tag| situation.tag_name(exact).is_ok_and(|name| name == tag.name);
    let beside = situation.package.lineage.is_beside();
    let other_build = !beside && tag.is_some_and(|tag| !written(tag)) && is_other_build(exact, newest);
    if let Some(tag) = tag.filter(|_| !other_build) {
        // Beside the branch it is only right if the branch says so too.
        let stated = situation.package.agree && situation.package.stated.same(exact);
        let known = exact.same(newest) && (stated || !beside);
        let counts = |one: &Inspected| one.on_branch == Some(true) || known;
        let right = |one: &Inspected| counts(one) && situation.package.is_right(request, one, exact);
        if facts.commits.iter().any(|one| one.oid == tag.commit && right(one)) {
            let why = format!("`{}` is already released", tag.name);
            return Ok(Verdict::Nothing { why, standing: Some((exact.clone(), tag.clone())) });
        }
        return Err(taken(exact, tag, &situation.target.branch));
    }
    if other_build || exact.cmp_precedence(newest).is_le() {
        let why = if other_build { ": SemVer does not count what stands behind `+`" } else { "" };
        let error = Error::new(
            "version-not-greater",
            format!("{exact} is not greater than {newest}, the newest version tagged on this line{why}"),
        );
        // From a tag that no bump goes on from, its format leads on.
        let steps = situation.is_no_build(newest).err().map(|build| build.told().next_steps);
        let step = steps.as_ref().and_then(|steps| steps.first()).cloned();
        let small = || {
            let small = in_small_letters(exact, newest)?;
            Some(format!(
                "SemVer sorts capital letters before small ones, which the tags have: `--bump {small}` (input `version: {small}`)"
            ))
        };
        let above = || format!("ask for a version above {newest}, or for `--bump patch`");
        return Err(error.advice(step.or_else(small).unwrap_or_else(above)));
    }
    Ok(Verdict::New(exact.clone(), None, Vec::new()))
}

/// Whether two are builds of one version: `1.2.3+9` and `1.2.3+17`.
fn is_other_build(one: &Version, other: &Version) -> bool {
    let texts = [one, other].map(ToString::to_string);
    let [one_text, other_text] = &texts;
    one.scheme() == Scheme::Semver
        && one.same(other)
        && one_text != other_text
        && texts.iter().all(|text| text.contains('+'))
}

/// `14.0.0-rc1` for `14.0.0-RC1` after `14.0.0-beta3`: greater in small letters.
fn in_small_letters(exact: &Version, newest: &Version) -> Option<Version> {
    let small = Version::parse(&exact.to_string().to_ascii_lowercase(), exact.scheme()).ok()?;
    small.cmp_precedence(newest).is_gt().then_some(small)
}

/// A tag of the wanted name that is not rightly ours.
pub(crate) fn taken(version: &Version, tag: &Tag, branch: &str) -> Error {
    let commit = start(&tag.commit, 12);
    let message = format!("`{}` already names commit {commit}, which is not {version} on `{branch}`", tag.name);
    Error::new("tag-taken", message)
        .advice("a version tag is never moved: ask for a higher version")
        .advice(format!("look at what it names: `git show {}`", shell_word(&tag.name)))
}

/// What was asked for.
enum Wished {
    /// This version: the bump's name, and what the commits said.
    To(Version, Option<String>, Vec<Reason>),
    /// No version, and why, where that is not plain from the commits.
    Nothing(Option<String>),
}

/// `ailing`: there is something to cure, whether or not a commit asks for a release.
fn wished(look: &PackageLook, from: &Version, ailing: bool) -> Result<Wished> {
    let PackageLook { request, situation, .. } = look;
    let (bump, reasons) = match &situation.asked {
        Asked::Part(bump) => (Some(*bump), Vec::new()),
        Asked::Exact(exact) => return Ok(Wished::To(exact.clone(), None, Vec::new())),
        Asked::Auto => {
            let decision = match look.fresh() {
                Some(log) => log.decide(from, &request.bump_rules()),
                None => commits::decide(&[], from, &request.bump_rules()),
            };
            if let Some(held) = &look.held {
                return Ok(Wished::To(held.clone(), None, decision.reasons));
            }
            if let Some(text) = &decision.release_as {
                let version = situation.leading_to(Version::parse(text, from.scheme())?, from)?;
                return Ok(Wished::To(version, None, decision.reasons));
            }
            // No commit to read, yet something to cure: the default bump cures it.
            let cure = || request.default_bump.bump().filter(|_| ailing || decision.reasons.is_empty());
            // After `v9.47` comes `v9.48`, where no tag ever had a third number.
            let bump = decision.bump.or_else(cure).map(|bump| match bump {
                Bump::Patch if situation.counts_by_two() => Bump::Minor,
                bump => bump,
            });
            (bump, decision.reasons)
        }
    };
    let Some(bump) = bump else { return Ok(Wished::Nothing(None)) };
    match situation.next(from, bump) {
        Ok((version, bump)) if matches!(situation.asked, Asked::Auto) && situation.counts_further(from) => {
            Err(counted_further(from, bump, &version))
        }
        Ok((version, bump)) => Ok(Wished::To(version, Some(bump.as_str().to_string()), reasons)),
        // Asked for twice, or once too often: there is nothing left to promote (PROTOCOL 8).
        Err(error) if error.code == "not-a-prerelease" => Ok(Wished::Nothing(Some(error.told().message))),
        Err(error) => Err(error),
    }
}

/// What a commit asks for is told in three numbers: whether a fourth one goes up, nobody knows.
fn counted_further(from: &Version, bump: Bump, next: &Version) -> Error {
    let mut numbers = from.numbers();
    if let Some(last) = numbers.last_mut() {
        *last = last.saturating_add(1);
    }
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    Error::new("invalid-bump", format!("{from} counts by more than three numbers, and no commit tells which goes up"))
        .advice(format!("name the version to release: `--bump {}` (input `version`)", numbers.join(".")))
        .advice(format!("or a bump of the first three: `--bump {}` (input `bump`) leads to {next}", bump.as_str()))
}

/// Why a tip is not released where only what was tested may be; `None`: it may.
fn untested(request: &Request, Target { branch, tip, .. }: &Target) -> Option<String> {
    let trigger = request.trigger.as_ref().filter(|_| request.tested_only)?;
    let tested = trigger.commit().unwrap_or_default();
    (!tip.eq_ignore_ascii_case(tested)).then(|| {
        format!(
            "`{branch}` is at {} now, and this run was started for {}: the newer commit has a run of its own",
            short_oid(tip),
            short_oid(tested)
        )
    })
}
