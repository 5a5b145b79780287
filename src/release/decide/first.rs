//! The decision where no tag counts.

use crate::bump::{Bump, is_next};
use crate::error::{Error, Result};
use crate::manifest::entries::glob;
use crate::release::decide::remarks::disagree;
use crate::release::decide::{Action, Verdict, Wished, taken, wished};
use crate::release::package_look::PackageLook;
use crate::release::request::Asked;
use crate::tag::{Whose, families};
use crate::text::{option, shortened};
use crate::version::Version;

/// PROTOCOL 4: no tag of the line yet.
pub(super) fn first(look: &PackageLook, remarks: &mut Vec<String>) -> Result<Verdict> {
    let situation = &look.situation;
    if look.request.only_finalise {
        let why = "there is no version tag yet: the first one is for `release`".to_string();
        return Ok(Verdict::Nothing { why, standing: None });
    }
    called_otherwise(look, None)?;
    let mut elsewhere = situation.package.lineage.elsewhere.iter().rev();
    if let Some((newest, tag)) = elsewhere.find(|(version, _)| situation.package.line.contains(version)) {
        return first_here(look, newest, &tag.name);
    }
    if !situation.package.agree {
        return Err(disagree(situation));
    }
    let stated = &situation.package.stated;
    let next = match &situation.asked {
        Asked::Exact(exact) if exact.same(stated) => None,
        Asked::Exact(exact) => Some((exact.clone(), None, Vec::new())),
        _ if situation.package.stated_release().is_placeholder() => {
            match wished(look, &situation.package.stated_release(), true)? {
                Wished::To(version, bump, reasons) => Some((version, bump, reasons)),
                Wished::Nothing(why) => {
                    let why = why.unwrap_or_else(|| "no commit asks for a release".to_string());
                    return Ok(Verdict::Nothing { why, standing: None });
                }
            }
        }
        asked => {
            let own = situation.is_unfinished().then(|| situation.package.stated_release());
            let led = own.clone().map(|version| situation.leading_to(version, stated)).transpose()?;
            let version = led.as_ref().unwrap_or(stated);
            let is_led = led.as_ref().zip(own.as_ref()).is_some_and(|(led, own)| !led.same(own));
            let fits = |bump: Bump| match bump {
                Bump::Prerelease => version.is_prerelease(),
                _ => bump.is_prerelease() && is_led,
            };
            if let Asked::Part(bump) = asked
                && !fits(*bump)
            {
                remarks.push(format!(
                    "`--bump {}` is not applied: the first release is what the manifests say, {version}",
                    bump.as_str()
                ));
            }
            led.map(|version| (version, None, Vec::new()))
        }
    };
    Ok(match next {
        Some((version, bump, reasons)) => Verdict::New(version, bump, reasons),
        None => Verdict::Tag(Action::FirstRelease, stated.clone()),
    })
}

/// There are version tags, and none of them counts here: only a version that somebody has written says where to go on.
fn first_here(look: &PackageLook, newest: &Version, name: &str) -> Result<Verdict> {
    let situation = &look.situation;
    let branch = &situation.target.branch;
    if let Asked::Exact(exact) = &situation.asked {
        return match situation.tag_of(exact) {
            Some(tag) => Err(taken(exact, tag, branch)),
            None => Ok(Verdict::New(exact.clone(), None, Vec::new())),
        };
    }
    if !situation.package.agree {
        return Err(disagree(situation));
    }
    let leads_to = situation.package.stated_release();
    if leads_to.cmp_precedence(newest).is_gt() && !situation.package.stated.is_placeholder() {
        if situation.is_unfinished() {
            situation.in_line(&situation.package.stated)?;
            let version = situation.leading_to(leads_to, &situation.package.stated)?;
            return Ok(Verdict::New(version, None, Vec::new()));
        }
        return Ok(Verdict::Tag(Action::Finalise, situation.package.stated.clone()));
    }
    Err(Error::new(
        "no-tag-counts",
        format!("no version tag counts for `{branch}`: the newest, `{name}`, lies elsewhere, and the manifests say {}", situation.package.stated),
    )
    .advice(format!("merge what `{name}` names into `{branch}`, or release from the branch that has it (`--branch`, input `target-branch`)"))
    .advice("or name the version to release: `--bump VERSION` (input `version`)")
    .advice("or leave the tags out that are none of this package's: `--ignore-tags PATTERN` (input `ignore-tags`)"))
}

/// One of several packages has no tag of its name, but the newest tags of a name that none of them has say its version, or
/// the one below: they may be its own (`web-v4.14.1` of `actix-web`), and the same version would be released once more.
/// Where it has tags, `newest` is the newest of these: then only its very version tells, and that of tags without a name,
/// where these have gone on alone. Code `ambiguous-tags`.
pub(super) fn called_otherwise(look: &PackageLook, newest: Option<&Version>) -> Result<()> {
    let PackageLook { request, situation, .. } = look;
    let (scope, stated) = (&situation.package.scope, &situation.package.stated);
    if request.tag_format.is_some() || request.package.is_none() && scope.others.is_empty() {
        return Ok(());
    }
    let others = scope.others.iter().flat_map(|one| one.name.iter().chain([&one.folder]));
    let names: Vec<String> = others.chain(&scope.names).chain(&scope.moving).cloned().collect();
    let rooted = scope.others.iter().any(|one| one.folder.is_empty());
    let kept = |name: &&str| !request.ignore_tags.iter().any(|pattern| glob::is_like(pattern, name));
    for family in families(situation.refs.tag_names().filter(kept), stated.scheme()) {
        let tells =
            |(version, _): &&(Version, &str)| version.same(stated) || newest.is_none() && is_next(stated, version);
        let Some((_, name)) = family.tags.iter().find(tells) else { continue };
        let beyond = family.heads().iter().all(|(version, _)| version.cmp_precedence(stated).is_gt());
        let went_on = |newest: &Version| {
            let between = |(version, _): &(Version, &str)| {
                version.cmp_precedence(newest).is_gt() && version.cmp_precedence(stated).is_lt()
            };
            family.tags.iter().any(between) || !rooted && !family.says(newest)
        };
        let may_be_its_own = match family.whose(&names) {
            Whose::Other => true,
            Whose::Plain => request.package.is_some() && newest.is_some_and(went_on),
            Whose::Named => false,
        };
        if may_be_its_own && !beyond {
            let name = shortened(name);
            let message = format!(
                "no tag with the name of what would be released says its version, {stated}, but `{name}` says that or the one below: it may be its newest"
            );
            let named = |template: String| option("tag-format", &template);
            return Err(Error::new("ambiguous-tags", message)
                .advice(format!("to go on from it: `{}` (input `tag-format`)", named(family.format().template())))
                .advice(format!("for tags of its own: `{}`", named(situation.package.format.template()))));
        }
    }
    Ok(())
}
