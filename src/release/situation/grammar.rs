//! In which grammar versions are written.

use crate::bump::Calendar;
use crate::error::{Error, Result};
use crate::manifest::{Found, Packages, only_follows};
use crate::release::facts::Refs;
use crate::release::request::Request;
use crate::tag;
use crate::tag::Family;
use crate::text::shortened;
use crate::version::{Numbering, Scheme, days};

/// The grammar that was asked for, else the manifests', else the tags'. Codes: `version-not-expressible` for a calendar format
/// of more numbers than it has.
pub(super) fn of(
    request: &Request,
    packages: &Packages,
    likely: &[&Found],
    refs: &Refs,
    calendar: Option<&Calendar>,
) -> Result<Scheme> {
    let scheme = request.scheme.and_then(Numbering::scheme).unwrap_or_else(|| match likely {
        [] if !packages.python => of_tags(refs, calendar),
        _ if asks_for_more(request, likely) => Scheme::Pep440,
        _ => common(likely),
    });
    match calendar {
        Some(calendar) if scheme == Scheme::Semver && is_long(calendar) => Err(too_long(calendar)),
        _ => Ok(scheme),
    }
}

/// Python's grammar where only Python speaks; SemVer, which every other ecosystem reads, where several do. What only follows has no
/// say where there is another.
fn common(found: &[&Found]) -> Scheme {
    let speaks = |one: &&&Found| !only_follows(&one.path);
    let speaking = found.iter().any(|one| speaks(&one));
    let mut asked = found.iter().filter(|one| !speaking || speaks(one));
    if asked.all(|one| one.scheme == Scheme::Pep440) { Scheme::Pep440 } else { Scheme::Semver }
}

/// Whether a version of more than three numbers is asked for by name, where all files have room for them, as Haskell's and R's
/// have: `0.8.23.1` after 0.8.23.
fn asks_for_more(request: &Request, likely: &[&Found]) -> bool {
    const ROOM: [&str; 4] = ["cabal", "DESCRIPTION", "gemspec", "ruby"];
    let long =
        |text: &str| text.matches('.').count() > 2 && text.bytes().all(|one| one == b'.' || one.is_ascii_digit());
    request.exact_text().is_some_and(long) && likely.iter().all(|one| ROOM.contains(&one.format.as_str()))
}

/// Where no file says a version: SemVer, unless the tags name days by more numbers than it has, or the calendar is to, or
/// they all have two numbers, as Perl's do.
fn of_tags(refs: &Refs, calendar: Option<&Calendar>) -> Scheme {
    let families = |scheme| tag::families(refs.tag_names(), scheme);
    let day = |family: &Family<'_>| {
        let mut texts = family.tags.iter().filter_map(|(_, name)| name.strip_prefix(family.prefix));
        texts.any(|text| days::format_of([], text).is_some())
    };
    let by_days = || families(Scheme::Semver).is_empty() && families(Scheme::Pep440).iter().any(day);
    let by_two = || tag::count_by_two(refs.tag_names());
    if calendar.is_some_and(is_long) || calendar.is_none() && (by_days() || by_two()) {
        Scheme::Pep440
    } else {
        Scheme::Semver
    }
}

fn is_long(calendar: &Calendar) -> bool {
    calendar.format.numbers() > 3
}

/// A calendar format has more numbers than SemVer.
fn too_long(calendar: &Calendar) -> Error {
    let text = shortened(calendar.format.text());
    let message = format!(
        "calendar format `{text}` has {} numbers, and SemVer, which the manifests speak, has three",
        calendar.format.numbers()
    );
    Error::new("version-not-expressible", message)
        .advice("choose a format of three numbers, such as `--calver YYYY.MM0D.MICRO` (input `calver-format`)")
}
