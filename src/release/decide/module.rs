//! Go modules: from 2.0 on the path of a module ends in its major version, and Go takes no other.

use crate::error::{Error, Result};
use crate::manifest::go_module::{DOTTED, GO_MODULE, module_path, without_major};
use crate::release::package_look::PackageLook;
use crate::text::shortened;
use crate::version::Version;

/// Whether a module can be had at a version that nobody asked for by name. One that has left its path behind already, as
/// programs do that nobody imports, goes on so. Code `version-not-expressible`.
pub(super) fn fits(look: &PackageLook, newest: &Version, next: &Version) -> Result<()> {
    let root = look.request.package.is_none();
    let file = look.facts.files.iter().find(|file| root && file.path == GO_MODULE);
    let Some(path) = file.and_then(|file| module_path(&file.text)) else { return Ok(()) };
    let (stem, own) = without_major(path);
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
        format!("Go finds no {next} of `{path}`: expected `module {wanted}` in `{GO_MODULE}`"),
    )
    .at(GO_MODULE)
    .advice(format!(
        "write that path there and where packages of it are imported, commit and push it: `module {wanted}`"
    ))
    .advice(format!("or, if it is a program that nobody imports, name the version: `--bump {next}` (input `version`)"))
    .advice("or ask for a smaller bump: `--bump minor` (input `bump`)"))
}
