//! The decision where no tag counts.

use crate::error::{Error, Result};
use crate::release::decide::remarks::disagree;
use crate::release::decide::{Action, Verdict, Wished, taken, wished};
use crate::release::package_look::PackageLook;
use crate::release::request::Asked;
use crate::version::Version;

/// PROTOCOL 4: no tag of the line yet.
pub(super) fn first(look: &PackageLook, remarks: &mut Vec<String>) -> Result<Verdict> {
    let situation = &look.situation;
    if look.request.only_finalise {
        let why = "there is no version tag yet: the first one is for `release`".to_string();
        return Ok(Verdict::Nothing { why, standing: None });
    }
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
            if let Asked::Part(bump) = asked {
                let version = own.as_ref().unwrap_or(stated);
                remarks.push(format!(
                    "`--bump {}` is not applied: the first release is what the manifests say, {version}",
                    bump.as_str()
                ));
            }
            own.map(|version| situation.leading_to(version, stated))
                .transpose()?
                .map(|version| (version, None, Vec::new()))
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
