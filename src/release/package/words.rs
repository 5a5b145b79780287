//! Packages in sentences.

use crate::error::{Error, Result};
use crate::manifest::groups::Keeper;
use crate::manifest::{Found, Packages};
use crate::release::package::{Judge, PackageView, asked, plain};
use crate::release::request::Request;
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
