//! Go modules: from 2.0 on the path of a module ends in its major version, and Go takes no other.

use crate::error::{Error, Result};
use crate::release::package_look::PackageLook;
use crate::text::shortened;
use crate::version::Version;

/// Where a Go module at the root says its path.
const FILE: &str = "go.mod";
/// There a dot stands before the major version, and the first has one too.
const DOTTED: &str = "gopkg.in/";

/// Whether a module can be had at a version that nobody asked for by name. One that has left its path behind already, as
/// programs do that nobody imports, goes on so. Code `version-not-expressible`.
pub(super) fn fits(look: &PackageLook, newest: &Version, next: &Version) -> Result<()> {
    let root = look.request.package.is_none();
    let file = look.facts.files.iter().find(|file| root && file.path == FILE);
    let Some(path) = file.and_then(|file| path(&file.text)) else { return Ok(()) };
    let (stem, own) = split(path);
    let named = |version: &Version| own.unwrap_or(1).max(1) == version.triple().0.max(1);
    if named(next) || (own.is_none() && !named(newest)) {
        return Ok(());
    }
    let major = next.triple().0;
    let wanted = match stem.starts_with(DOTTED) {
        true => format!("{stem}.v{major}"),
        false if major > 1 => format!("{stem}/v{major}"),
        false => stem.to_string(),
    };
    let (path, wanted) = (shortened(path), shortened(&wanted));
    Err(Error::new(
        "version-not-expressible",
        format!("Go finds no {next} of `{path}`: expected `module {wanted}` in `{FILE}`"),
    )
    .at(FILE)
    .advice(format!(
        "write that path there and where packages of it are imported, commit and push it: `module {wanted}`"
    ))
    .advice(format!("or, if it is a program that nobody imports, name the version: `--bump {next}` (input `version`)"))
    .advice("or ask for a smaller bump: `--bump minor` (input `bump`)"))
}

/// The path that a file gives.
fn path(text: &str) -> Option<&str> {
    let line = text.lines().map(str::trim).find_map(|line| line.strip_prefix("module"))?;
    let path = line.strip_prefix([' ', '\t'])?.split("//").next()?.trim().trim_matches(['"', '`']);
    (!path.is_empty() && path != "(").then_some(path)
}

/// A path without the major version at its end: `…/v2`, and `gopkg.in/x.v2`.
fn split(path: &str) -> (&str, Option<u64>) {
    let number = |text: &str| text.parse::<u64>().ok().filter(|major| !text.starts_with('0') && *major > 0);
    let ends = [path.rsplit_once("/v"), path.rsplit_once(".v").filter(|_| path.starts_with(DOTTED))];
    let mut found = ends.into_iter().flatten().filter_map(|(stem, text)| Some((stem, number(text)?)));
    found.next().map_or((path, None), |(stem, major)| (stem, Some(major)))
}
