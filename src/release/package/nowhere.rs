//! Where no manifest says a version: what was looked at, and whether the version is the tag's alone.

use crate::bump;
use crate::bump::Bump;
use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::{File, Found, Looked};
use crate::ordered::BTreeSet;
use crate::release::package::{LISTED, listed, says};
use crate::release::request::Request;
use crate::text::option;
use crate::version::Version;

/// What tags tell where no file says a version.
#[derive(Clone, Copy)]
pub(crate) enum Tags<'a> {
    /// The newest that counts says this.
    Say(&'a Version),
    /// None counts; a first one may say this.
    MayBegin(&'a str),
}

/// No file says a version. Code `no-manifest`.
pub(crate) fn nowhere(branch: &str, looked: &[Looked], suspects: &[Found], tags: Tags<'_>) -> Error {
    let told = |one: &Found| format!("`{}` (says {}; nothing tells that it is this project's)", one.path, one.version);
    let whys = looked.iter().map(|one| format!("`{}` ({})", one.path, one.why)).chain(suspects.iter().map(told));
    let whys = match looked.len().saturating_add(suspects.len()) {
        0 => "no file is a manifest by its name".to_string(),
        count => format!("looked into {}", listed(whys, count)),
    };
    let mut error = Error::new("no-manifest", format!("no manifest with a version of its own on `{branch}`: {whys}"));
    let (newest, first) = match tags {
        Tags::Say(newest) => (Some(newest), ""),
        Tags::MayBegin(first) => (None, first),
    };
    let same = |found: &&Found| newest.is_some_and(|newest| says(found, newest));
    let together: Vec<&Found> = suspects.iter().filter(same).collect();
    let several = together.len() > 1;
    if let Some(newest) = newest.filter(|_| several) {
        error = error.advice(all_of(&together, newest));
    }
    for found in suspects.iter().filter(|found| !(several && same(found))).take(LISTED) {
        let stated = match newest {
            Some(newest) if says(found, newest) => format!("says {newest}, as the newest tag does"),
            Some(newest) if found.format == "assembly" => {
                format!("says {}, and the newest tag {newest}", found.version)
            }
            Some(newest) => match is_below(found, newest) {
                true => format!("says {}, below the newest tag, {newest}", found.version),
                false => format!("says {}, above the newest tag that counts, {newest}", found.version),
            },
            None => format!("says {}", found.version),
        };
        error = error.advice(format!(
            "`{path}:{line}` {stated}: if it is this project's version, `{add}` (input `manifests: {path}`) keeps it up to date",
            path = found.path,
            add = option("manifests", &found.path),
            line = found.line
        ));
    }
    let computed = looked.iter().filter(|one| one.computed).map(|one| &one.path);
    let paths: Vec<&String> = suspects.iter().map(|one| &one.path).chain(computed).collect();
    let out = match paths.len() {
        0 => String::new(),
        1..=LISTED => {
            let entries = paths.iter().map(|path| option("manifests", &format!("!{path}")));
            entries.collect::<Vec<_>>().join(" ")
        }
        _ => option("manifests", "!PATH"),
    };
    let file = if paths.len() == 1 { "the file" } else { "these files" };
    if newest.is_some() {
        return error
            .advice(format!("if the version is the tag's alone, leave {file} out: `{out}` (input `manifests`)"));
    }
    let alone = match out.is_empty() {
        true => format!(
            "if the version is the tag's alone, name the first one: `--bump {first}` (input `version: {first}`)"
        ),
        false => format!(
            "if the version is the tag's alone, leave {file} out, and name the first one: `{out} --bump {first}` (inputs `manifests`, `version`)"
        ),
    };
    error
        .advice(alone)
        .advice("else write a `version` into a manifest at the root, such as pyproject.toml, package.json or Cargo.toml; docs/manifests.md has every format")
        .advice("or name another file that has it, `--manifests ENTRY` (input `manifests`): `path`, `path:key.path` or `path:/pattern/`")
}

/// Whoever names one of them leaves the others as they are.
fn all_of(found: &[&Found], newest: &Version) -> String {
    let places: Vec<String> = found.iter().take(LISTED).map(|one| format!("`{}:{}`", one.path, one.line)).collect();
    let entries: Vec<String> = found.iter().take(LISTED).map(|one| option("manifests", &one.path)).collect();
    format!(
        "{} say {newest}, as the newest tag does: if that is this project's version, `{}` keeps them up to date (input `manifests`, one a line); leave out what is somebody else's",
        listed(places.into_iter(), found.len()),
        entries.join(" ")
    )
}

/// Whether a first version that was asked for by name may be the tag's alone: no file gives one. Code `no-manifest`.
pub(crate) fn nobody_gives(branch: &str, looked: &[Looked], suspects: &[Found], asked: &Version) -> Result<()> {
    if suspects.is_empty() && !looked.iter().any(|one| one.computed) {
        return Ok(());
    }
    Err(nowhere(branch, looked, suspects, Tags::MayBegin(&asked.to_string())))
}

/// Whether a file says the newest tag's version, one raised by hand from it, as it would be for the release to come, or one
/// above it that was released somewhere else. `taken`: the versions that have tags.
pub(super) fn is_told_by(one: &Found, newest: &Version, taken: &[(Version, String)]) -> bool {
    let mut steps =
        [Bump::Patch, Bump::Minor, Bump::Major].into_iter().filter_map(|step| bump::next(&newest.release(), step).ok());
    // The numbers of an assembly are many a time kept at the first ones of a major version, on purpose.
    let whole = Version::parse(&one.version, one.scheme).ok();
    // Nobody makes a program ready for a version but its own, however far that is.
    let ready = whole.as_ref().is_some_and(|it| it.is_development() && it.triple() > newest.triple());
    let said = whole.map(|version| version.triple());
    let counted = one.format == "assembly" && said.is_none_or(|(_, minor, patch)| (minor, patch) != (0, 0));
    let mut above = taken.iter().filter(|(other, _)| other.cmp_precedence(newest).is_gt());
    // `1.2.4-dev` leads to 1.2.4.
    let leads = |to: &Version| said == Some(to.triple());
    says(one, newest)
        || ready
        || counted
        || leads(newest)
        || steps.any(|next| leads(&next))
        || above.any(|(other, _)| says(one, other))
}

/// Whether a file says less than the newest tag, and the same minor version.
fn is_below(one: &Found, newest: &Version) -> bool {
    let said = Version::parse(&one.version, one.scheme);
    said.is_ok_and(|said| said.cmp_precedence(newest).is_lt() && said.minor_line() == newest.minor_line())
}

/// Whether the version is the tag's alone. It is not where a file says the newest tag's version, or the one after it: that file
/// would be left behind, and is to be named first. Neither is it where a manifest takes its version from a file. Code
/// `no-manifest`.
pub(crate) fn nobody_says(
    branch: &str,
    looked: &[Looked],
    suspects: &[Found],
    newest: &Version,
    taken: &[(Version, String)],
) -> Result<()> {
    // One that was raised for a release just before, and forgotten for the last, is the project's, too.
    let lags = |one: &Found| is_below(one, newest) && taken.iter().any(|(version, _)| says(one, version));
    let near = |one: &&Found| is_told_by(one, newest, taken) || lags(one);
    let saying: Vec<Found> = suspects.iter().filter(near).cloned().collect();
    let computed = looked.iter().find(|one| one.computed);
    match (saying.is_empty(), computed) {
        (false, _) => Err(nowhere(branch, looked, &saying, Tags::Say(newest))),
        (true, Some(manifest)) => Err(nowhere(branch, looked, &[], Tags::Say(newest)).advice(format!(
            "name the file that `{}` takes its version from: `--manifests 'PATH:/version = \"(?<version>.+)\"/'` (input `manifests`)",
            manifest.path
        ))),
        (true, None) => Ok(()),
    }
}

/// Why manifests are not raised that say `0.0.0` beside a tool that takes the version from git's tags, of which there are some: no
/// release ever raised them. Code `no-manifest`.
pub(crate) fn never_raised(request: &Request, files: &[File], found: &[Found], newest: &Version) -> Option<Error> {
    let paths: BTreeSet<&str> = found.iter().map(|one| one.path.as_str()).collect();
    // What is written at the root for its own package is nothing to another one.
    let at_root = request.package.is_none() || paths.iter().any(|path| !path.contains('/'));
    let (tool, path) = manifest::tag_tool(files, &paths, at_root).filter(|_| !newest.is_placeholder())?;
    let said: Vec<String> = found.iter().map(|one| format!("`{}` says {}", one.path, one.version)).collect();
    let out: Vec<String> = paths.iter().map(|path| option("manifests", &format!("!{path}"))).collect();
    let kept: Vec<String> = paths.iter().map(|path| option("manifests", path)).collect();
    let tool = if tool.is_empty() { String::new() } else { format!("`{tool}` in ") };
    let message = format!(
        "{}, the newest tag {newest}, and by {tool}`{path}` the version is taken from git's tags: no file is known to be raised with it",
        listed(said.into_iter(), found.len())
    );
    let error = Error::new("no-manifest", message).advice(format!(
        "if the version is the tag's alone, leave out what never says it: `{}` (input `manifests`)",
        out.join(" ")
    ));
    Some(error.advice(format!("or have it say each version from now on: `{}` (input `manifests`)", kept.join(" "))))
}
