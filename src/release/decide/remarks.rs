//! What is worth saying of a look before anything is decided, and what manifests that disagree come to.

use crate::error::Error;
use crate::manifest;
use crate::ordered;
use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::facts::Inspected;
use crate::release::package::{self, PackageView};
use crate::release::package_look::PackageLook;
use crate::release::request::Asked;
use crate::release::situation::Situation;
use crate::release::stated::{Says, say};
use crate::tag;
use crate::text::option;

/// How many files are listed that may be left out.
const MOST: usize = 6;

/// PROTOCOL 7, the half that is an error.
pub(super) fn disagree(situation: &Situation) -> Error {
    let listed = situation.package.listed();
    let message = match situation.package.agree {
        true => format!("{listed}, far behind the newest tag: it may lag, or be another package's than the tags'"),
        false => format!("the manifests disagree: {listed}"),
    };
    let mut error = Error::new("manifests-disagree", message);
    if let Some(first) = situation.package.scope.found.first() {
        error = error.at(first.path.clone()).place((first.line, first.column));
    }
    for path in &situation.package.scope.disputed {
        if situation.package.agree {
            error = error.advice(format!(
                "if it is this project's, name it: `{}` (input `manifests: {path}`)",
                option("manifests", path)
            ));
        }
        error = error.advice(format!(
            "if `{path}` is another package's: `{}` (input `manifests: '!{path}'`)",
            option("manifests", &format!("!{path}"))
        ));
    }
    // Those that say one version stay or go together.
    let mut saying: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in &situation.package.scope.found {
        saying.entry(one.version.as_str()).or_default().insert(one.path.as_str());
    }
    let mut groups: Vec<BTreeSet<&str>> = saying.into_values().collect();
    ordered::sort_by_key(&mut groups, |paths| paths.iter().next().copied());
    let few = groups.iter().filter(|paths| paths.len() <= MOST).take(MOST);
    let out = few.map(|paths| {
        let options: Vec<String> = paths.iter().map(|path| option("manifests", &format!("!{path}"))).collect();
        format!("`{}`", options.join(" "))
    });
    let out: Vec<String> = out.collect();
    error
        .advice("no tag settles which of them is right: correct the one that is wrong (`version-first set VERSION FILE`), commit and push it, and run this again")
        .advice(format!("leave out what is no part of this release: {} (input `manifests`)", out.join(" or ")))
}

const TAG_ONLY: &str = "no file carries the version: it is the tag's alone, and no commit is made";

/// What is worth saying before anything is decided: the very bug this tool exists for, found in the history.
/// `others`: the packages that stay.
pub(super) fn remarks_on(look: &PackageLook, others: &[PackageView]) -> Vec<String> {
    let PackageLook { request, facts, situation, .. } = look;
    let mut remarks = situation.package.oddities.clone();
    remarks.extend(manifest::oddities(&facts.files));
    if let (Asked::Auto, Some(log)) = (&situation.asked, look.fresh()) {
        remarks.extend(log.odd());
    }
    remarks.extend(package::remark(others));
    remarks.extend(modules(situation, others).filter(|_| request.package.is_none()));
    remarks.extend(package::remark_on_strangers(&situation.package.scope.strangers));
    if situation.package.tag_only {
        remarks.push(TAG_ONLY.to_string());
        if request.changelog.is_some() {
            remarks.push(
                "no changelog is written: it would take a commit, and the tag goes to the one that is there"
                    .to_string(),
            );
        }
        return remarks;
    }
    let Some((newest, tag)) = &situation.package.newest else { return remarks };
    let says = |one: &Inspected| say(&one.files, request, &situation.package.scope.went(), newest);
    let wrong = |one: &&Inspected| one.oid == tag.commit && says(one) == Says::Another;
    if facts.commits.iter().any(|one| wrong(&one)) {
        remarks
            .push(format!("`{}` names a commit whose manifests do not say {newest}; tags are never moved", tag.name));
    }
    let joined = &situation.package.scope.joined;
    if !joined.is_empty() {
        let names: Vec<String> = joined.iter().map(|folder| format!("`{folder}`")).collect();
        remarks.push(format!(
            "what stayed behind and has changed since `{}` goes with the others again: {}",
            tag.name,
            names.join(", ")
        ));
    }
    if !situation.package.scope.disputed.is_empty() {
        // That ends the run, should it come to a release.
        return remarks;
    }
    let order = situation.package.stated.cmp_precedence(newest);
    if !situation.package.agree && order.is_le() {
        remarks.push(format!("the manifests disagree ({}): all are rewritten", situation.package.listed()));
    } else if order.is_lt() {
        remarks.push(format!(
            "the manifests say {}, behind `{}`: the next version counts from the tag",
            situation.package.stated, tag.name
        ));
    }
    remarks
}

/// What is said of modules of Go in folders that were tagged with the newest version, too: nothing brings them along.
fn modules(situation: &Situation, others: &[PackageView]) -> Option<String> {
    let (newest, tag) = situation.package.newest.as_ref()?;
    let told = |folder: &str| others.iter().all(|one| one.folder != folder);
    let folders = situation.package.scope.aside.iter().filter(|folder| told(folder));
    let named = folders.map(|folder| (folder, format!("{folder}/v{newest}")));
    let with = |name: &str| situation.refs.tag(name).is_some_and(|other| other.commit == tag.commit);
    let all: Vec<(&String, String)> = named.filter(|(_, name)| with(name)).collect();
    let (first, _) = all.first()?;
    Some(format!(
        "tags of modules in folders are at `{1}`, too, and get no new ones: {0}; `{2}` (input `package`) releases one",
        tag::list(all.iter().map(|(_, name)| name.as_str()), all.len()),
        tag.name,
        option("package", first)
    ))
}
