//! Packages in sentences.

use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::groups::Keeper;
use crate::manifest::{Found, Package, Packages};
use crate::ordered;
use crate::release::package::{Judge, PackageView, asked, names, plain, says};
use crate::release::request::Request;
use crate::tag::{Family, Whose};
use crate::text::{option, shortened};

/// How many packages a sentence lists.
pub(super) const LISTED: usize = 6;

/// What is said of the packages that stay, where there are any.
pub(crate) fn remark(others: &[PackageView]) -> Option<String> {
    if others.is_empty() {
        return None;
    }
    let count = others.len();
    let (have, they) =
        if count == 1 { ("has a version", "stays as it is") } else { ("have versions", "stay as they are") };
    Some(format!(
        "{} {have} of {} own and {they}: {}; `--package NAME` (input `package`) releases another one than this",
        counted(count),
        if count == 1 { "its" } else { "their" },
        listed(others.iter().map(shown), count)
    ))
}

/// What is said of manifests that are another package's in the folder of what is released.
pub(crate) fn remark_on_strangers(found: &[Found]) -> Option<String> {
    let said = found.iter().map(|one| format!("`{}:{}` says {}", one.path, one.line, one.version));
    let why = match found.len() {
        0 => return None,
        1 => "a version of its own, and stays as it is",
        _ => "versions of their own, and stay as they are",
    };
    Some(format!("{}: {why}", listed(said, found.len())))
}

impl Judge<'_> {
    /// Several packages, and nothing tells which of them is meant.
    pub(super) fn differ(&self) -> Error {
        // What nobody publishes is hardly meant, nor is what is there to be looked at or tested, or goes with another.
        let by_the_way =
            |path: &str| manifest::lies_aside(path) || manifest::only_cites(path) || manifest::is_for_a_platform(path);
        let aside = |one: &Package| one.manifests.iter().all(|found| by_the_way(&found.path));
        let mut all: Vec<&Package> = self.packages.all.iter().chain(&self.packages.far).collect();
        ordered::sort_by_key(&mut all, |one| (one.private, aside(one)));
        let views: Vec<PackageView> = all.iter().map(|one| self.view(one)).collect();
        let described = all.iter().zip(&views).map(|(one, view)| {
            let names = names(one);
            let own =
                self.families.iter().filter(|family| self.has_own_tags(one) && family.whose(&names) == Whose::Named);
            let newest = own.filter_map(Family::newest).max_by(|(a, _), (b, _)| a.cmp_precedence(b));
            let tagged = newest.map(|(_, tag)| format!(" (with tags such as `{}`)", shortened(tag)));
            shown(view) + &tagged.unwrap_or_default()
        });
        let (subject, none) = match views.len() {
            1 => ("a package carries a version", "the tags do not tell of it"),
            _ => ("several packages carry versions", "nothing tells which of them to release"),
        };
        // Tags of packages may have come after it: the plain ones may have been left behind.
        let plain = |one: &Family<'_>| one.whose(&[]) == Whose::Plain;
        let newest = self.told.newest.as_ref().map(|newest| {
            let left = self.families.iter().any(|one| plain(one) && one.says(newest.version));
            let which = if left && !self.families.iter().all(plain) {
                "newest tag that names no package"
            } else {
                "newest tag"
            };
            format!(" (the {which} says {})", newest.version)
        });
        let message = format!(
            "{subject} of {} own, and {none}{}: {}",
            if views.len() == 1 { "its" } else { "their" },
            newest.unwrap_or_default(),
            listed(described, views.len())
        );
        // Tests and examples alone are hardly meant, any of them.
        let only_aside = all.iter().all(|one| aside(one));
        let paths: Vec<&str> = match all.as_slice() {
            all if all.len() == 1 || only_aside => {
                let first = all.iter().filter_map(|one| one.manifests.first());
                first.map(|found| found.path.as_str()).take(LISTED).collect()
            }
            _ => vec!["PATH"],
        };
        let out: Vec<String> = paths.iter().map(|path| option("manifests", &format!("!{path}"))).collect();
        let leave_out = format!(
            "leave {} out that {} no part of what is released: `{}` (input `manifests`)",
            if out.len() == 1 { "a file" } else { "files" },
            if out.len() == 1 { "is" } else { "are" },
            out.join(" ")
        );
        let mut error = Error::new("packages-differ", message);
        // Its tags are not those that were asked for, or that count.
        let apart = only_aside || matches!(all.as_slice(), [one] if self.spelled || self.has_own_tags(one));
        let without = if self.spelled { ", and leave `tag-format` out" } else { "" };
        if apart {
            error = error.advice(leave_out.clone());
        }
        let likely = all.iter().filter(|one| !one.private && !aside(one)).count();
        for (one, view) in all.iter().zip(&views).take(if likely == 0 { LISTED } else { LISTED.min(likely) }) {
            // A name may be that of another one beside what the tags tell of.
            let alone = |name: &&str| unique(name, &views) && self.agree(one);
            let package = view.name.as_deref().filter(alone).unwrap_or(&view.folder);
            let package = if package.is_empty() { "." } else { package };
            error = error.advice(format!(
                "name the one that is meant{without}: `{}` (input `package: {package}`)",
                option("package", package)
            ));
        }
        // What only builds the project, or holds nothing but a version, may say what the tags do.
        let newest = self.told.newest.as_ref().map(|newest| newest.version);
        for found in
            self.packages.suspects.iter().filter(|one| newest.is_some_and(|newest| says(one, newest))).take(LISTED)
        {
            let Found { path, line, version, .. } = found;
            error = error.advice(format!(
                "`{path}:{line}` says {version}, as the newest tag does: `{}` (input `manifests: {path}`) keeps it up to date",
                option("manifests", path)
            ));
        }
        if apart { error } else { error.advice(leave_out) }
    }
}

/// `1 other package`, `3 other packages`.
fn counted(count: usize) -> String {
    format!("{count} other package{}", if count == 1 { "" } else { "s" })
}

pub(super) fn shown(one: &PackageView) -> String {
    let place = if one.folder.is_empty() { "the root".to_string() } else { format!("`{}`", one.folder) };
    match &one.name {
        Some(name) if *name != one.folder => format!("`{name}` {} in {place}", one.version),
        _ => format!("{} in {place}", one.version),
    }
}

pub(super) fn listed(items: impl Iterator<Item = String>, count: usize) -> String {
    let shown: Vec<String> = items.take(LISTED).collect();
    match count.checked_sub(LISTED) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

/// Whether a name tells one package.
pub(super) fn unique(name: &str, views: &[PackageView]) -> bool {
    views.iter().filter(|view| view.name.as_deref() == Some(name)).count() == 1
}

/// What was asked for has one version with others, and they would stay behind.
pub(super) fn parted(wanted: &str, left: &[PackageView], keeper: &Keeper) -> Error {
    let message = format!(
        "`{}` is to have one version with {}, and a release of it alone would part them",
        shortened(wanted),
        listed(left.iter().map(shown), left.len())
    );
    Error::new("packages-parted", message)
        .at(keeper.file)
        .advice(format!(
            "release all of them together: `{}`, and `version-first audit` says whether their tags are right",
            keeper.command
        ))
        .advice(format!(
            "or, if it has versions of its own now, take it out of `{}` in that file, and commit and push it",
            keeper.key
        ))
}

/// Refuses the name of one package in a folder where the tags tell of another one there. Code `packages-differ`.
pub(super) fn stranger(request: &Request, packages: &Packages, apart: &[String]) -> Result<()> {
    let (Some(wanted), Some(one)) = (&request.package, asked(request, packages)) else { return Ok(()) };
    let of = |path: &str| one.manifests.iter().find(|found| found.path == path);
    let mut called: Vec<&Found> = one.called(wanted).filter_map(of).collect();
    let strange = |found: &Found| apart.contains(&found.path);
    if one.folder == plain(wanted) || called.iter().any(|found| !strange(found)) {
        return Ok(());
    }
    let Some(Found { path, version, .. }) = called.pop() else { return Ok(()) };
    let (place, home) = match &*one.folder {
        "" => ("the root".to_string(), "."),
        folder => (format!("`{folder}`"), folder),
    };
    let folder = option("package", home);
    let others = one.manifests.iter().filter(|found| !strange(found));
    let others: Vec<String> = others.map(|found| option("manifests", &format!("!{}", found.path))).collect();
    let message = format!(
        "`{}` is the package of `{path}`, which says {version}, and the tags of {place} tell of another one there",
        shortened(wanted)
    );
    Err(Error::new("packages-differ", message)
        .advice(format!("to release that other one: `{folder}` (input `package`)"))
        .advice(format!(
            "to release this one, leave the other's files out: `{folder} {}` (inputs `package`, `manifests`)",
            others.join(" ")
        )))
}

/// What was asked for has its tags with others, and they would stay behind.
pub(super) fn out_of_step(wanted: &str, left: &[PackageView]) -> Error {
    let message = format!(
        "`{}` has its tags in common with {}: they said the newest one's version together, and a release of it alone would part them",
        shortened(wanted),
        listed(left.iter().map(shown), left.len())
    );
    let format = option("tag-format", &format!("{wanted}-v{{version}}"));
    Error::new("packages-parted", message)
        .advice("release all of them together: leave `--package` (input `package`) out")
        .advice(format!(
            "or, if it has versions of its own now, give it tags of its own: `{format}` (input `tag-format`)"
        ))
}

pub(super) fn unknown(wanted: &str, judge: &Judge<'_>) -> Error {
    let all = &judge.packages.all;
    let known = listed(all.iter().map(|one| shown(&judge.view(one))), all.len());
    let error =
        Error::new("unknown-package", format!("no package `{}` has a version of its own here", shortened(wanted)));
    match all.is_empty() {
        true => error
            .advice("give the folder of one whose manifest has a `version`, from the repository's root and with `/`"),
        false => error.advice(format!("give the name or the folder of one of these: {known}")),
    }
}
