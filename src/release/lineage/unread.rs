//! Tags of which none is a version as the release writes them: whether there was a release, and what that leaves unknown.

use crate::error::{Error, Result};
use crate::ordered;
use crate::release::facts::Tag;
use crate::release::lineage::{Candidate, Found, Newest, Question, placed, where_is};
use crate::tag;
use crate::tag::{DEFAULT_FORMAT, Dressed, Whose, begins_as_one, families};
use crate::text::{option, shortened};
use crate::version::{Scheme, Version};

/// Whether the next version may be the first one all the same. Codes: `no-tag-counts`, `ambiguous-tags`.
pub(super) fn check(question: &Question<'_>, names: &[&str]) -> Result<()> {
    unread(question, names)?;
    unwritten(question, names)
}

/// No tag says a version in any grammar, but some begin as one does, such as `1.4.3.1082-0a1b2c`: there were releases, and what
/// the next is called is not known. Code `ambiguous-tags`.
fn unwritten(question: &Question<'_>, names: &[&str]) -> Result<()> {
    // Others tell of what the project is for, as `windows_10_0` does.
    let said = question.exact.or(question.said).map(Version::triple);
    let near = |one: &Dressed<'_>| said.is_none_or(|said| one.triple.0 == said.0 && one.triple <= said);
    let dressed = |name: &str| Dressed::read(name).filter(near).map(|dressed| dressed.pattern());
    let alike = names.iter().copied().filter(|name| begins_as_one(name) || dressed(name).is_some());
    let alike: Vec<&str> = alike.collect();
    let Some(first) = alike.last() else { return Ok(()) };
    // What the other grammar reads is below what the manifests say, as `unread` has seen.
    if [Scheme::Semver, Scheme::Pep440].iter().any(|scheme| !families(alike.iter().copied(), *scheme).is_empty()) {
        return Ok(());
    }
    let major = || first.find('.').and_then(|dot| first.get(..dot)).unwrap_or(first);
    let message = format!(
        "no tag is a version, but some look like one: {}; how the next is written is not known",
        tag::list(alike.iter().rev().copied(), alike.len())
    );
    Err(Error::new("ambiguous-tags", message)
        .advice(format!(
            "for tags such as `v1.0.0` from now on: `--tag-format '{DEFAULT_FORMAT}'` (input `tag-format`)"
        ))
        .advice(format!(
            "or leave tags out that are no versions: `{}` (input `ignore-tags`)",
            option("ignore-tags", &dressed(first).unwrap_or_else(|| format!("{}.*", major())))
        )))
}

/// No tag says a version in the grammar of the release. One that does in the other, such as `v1.0.0.1`, and is no less than
/// what the manifests say, was released before: what follows it is not known. Code `no-tag-counts`.
fn unread(question: &Question<'_>, names: &[&str]) -> Result<()> {
    let (own, other) = match question.scheme {
        Scheme::Semver => (Scheme::Semver, Scheme::Pep440),
        Scheme::Pep440 => (Scheme::Pep440, Scheme::Semver),
    };
    let families = families(names.iter().copied(), other);
    let tags = families.iter().filter(|one| one.whose(&question.hint.names) != Whose::Other).flat_map(|one| &one.tags);
    let Some((version, name)) = tags.clone().max_by(|(a, _), (b, _)| a.cmp_precedence(b)) else { return Ok(()) };
    // What is written behind the numbers of several versions is what releases are called, and no word for what comes before.
    let several = || tags.clone().any(|(other, _)| other.triple() != version.triple());
    let is_above =
        |said: &Version| said.cmp_precedence(version).is_gt() && !(said.triple() == version.triple() && several());
    if question.exact.is_some_and(|said| said.cmp_precedence(version).is_gt()) || question.said.is_some_and(is_above) {
        return Ok(());
    }
    let newest = shortened(name);
    let said = question.said.map_or("no file says a version".to_string(), |said| format!("the manifests say {said}"));
    let message =
        format!("no tag is a version as {} writes it: the newest, `{newest}`, is none, and {said}", own.title());
    Err(Error::new("no-tag-counts", message)
        .advice(match other {
            Scheme::Pep440 => "if the versions are written as in PEP 440, say so: `--scheme pep440` (input `scheme`)",
            Scheme::Semver => "if the versions are written as in SemVer, say so: `--scheme semver` (input `scheme`)",
        })
        .advice("or name the version to release, above that one: `--bump VERSION` (input `version`)")
        .advice(format!(
            "or leave out tags that are no versions: `{}` (input `ignore-tags`)",
            option("ignore-tags", name)
        )))
}

/// So many tags that are no versions are looked up at most, the greatest first.
const LOOKED_UP: usize = 3;

/// A tag of the branch that begins with a greater version than T and is none, such as `v1.3_02` after `v1.2`, or with the numbers
/// of a prerelease that it came after, `v2.0.0.pre.rc1` after `v2.0.0.beta1`; a letter that was counted up since T, `3.7a` after
/// `3.7`; or one number above all versions, which cannot move along with any, `v2` after `v1.4.0`: what is gone on with is not
/// known, unless it is asked for by name. Asks where it lies. Code `ambiguous-tags`.
pub(super) fn beyond(question: &Question<'_>, candidate: &Candidate<'_>) -> Found<()> {
    let Some(newest) = candidate.newest.as_ref().filter(|_| question.exact.is_none()) else { return Ok(()) };
    fraction(candidate, newest)?;
    let own = newest.version.triple();
    // Whatever a letter behind T stands for, what the manifests were raised to comes after it.
    let raised = question.said.is_some_and(|said| said.triple() > own);
    let numbers = |name: &str| {
        let text = candidate.format.text(name)?;
        let numbers = leading(text)?;
        let above = numbers > own || numbers == own && (newest.version.is_prerelease() || !raised && has_letter(text));
        // Days are no versions, but where versions are days.
        (above && (numbers.0 < 1990 || own.0 >= 1990)).then_some(numbers)
    };
    let above = candidate.survey.unreadable.iter().filter_map(|name| Some((numbers(name)?, *name)));
    let mut above: Vec<((u64, u64, u64), &str)> = above.chain(alone(question, candidate, own.0)).collect();
    ordered::sort_by(&mut above, |a, b| b.cmp(a));
    above.truncate(LOOKED_UP);
    let above = above.into_iter().filter_map(|(numbers, name)| Some((numbers, name, question.refs.tag(name)?)));
    let above: Vec<((u64, u64, u64), &str, &Tag)> = above.collect();
    let open = above.iter().filter(|(_, _, tag)| question.when(&tag.commit).is_none());
    let open: Vec<_> = open.map(|(_, _, tag)| where_is(tag)).collect();
    if !open.is_empty() {
        return placed(open);
    }
    let since = |tag: &Tag| {
        let newest = question.when(&newest.tag.commit);
        newest.is_some_and(|newest| question.when(&tag.commit).is_some_and(|when| when > newest))
    };
    let counts = |(numbers, name, tag): &&((u64, u64, u64), &str, &Tag)| {
        let later = *numbers == own || candidate.survey.lonely.contains(name);
        (!later || since(tag)) && question.is_known_to_count(&tag.commit)
    };
    match above.iter().find(counts) {
        Some((numbers, name, _)) => Err(unknown(candidate, newest, name, *numbers == own).into()),
        None => Ok(()),
    }
}

/// Tags of one number that no version has, the next after T's first one; where that is a day, every later one. Not that of the
/// version which the manifests say, with which it moves; nor any where a calendar tells what comes next.
fn alone<'a>(question: &Question<'_>, candidate: &Candidate<'a>, major: u64) -> Vec<((u64, u64, u64), &'a str)> {
    const DAYS: u64 = 19_900_101;
    if question.request.calver_format.is_some() {
        return Vec::new();
    }
    let said = question.said.map(|said| said.triple().0);
    let read = |name: &&'a str| Some(((candidate.format.text(name)?.parse().ok()?, 0, 0), *name));
    let alone: Vec<((u64, u64, u64), &'a str)> = candidate.survey.lonely.iter().filter_map(read).collect();
    let last = alone.iter().map(|(numbers, _)| numbers.0).max();
    let next = |number: u64| number > major && (major >= DAYS || number == major.saturating_add(1));
    // Numbers of builds go on and on.
    if !last.is_some_and(next) {
        return Vec::new();
    }
    alone.into_iter().filter(|(numbers, _)| next(numbers.0) && Some(numbers.0) != said).collect()
}

/// Whether a text ends in a number with one letter behind it, which may be counted once more: `3.7a`, `9.3p1`. To Python
/// `1.2.3b4` comes before 1.2.3.
fn has_letter(text: &str) -> bool {
    if is_python(text) {
        return false;
    }
    let rest = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let before = rest.strip_suffix(|letter: char| letter.is_ascii_alphabetic());
    before.is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()))
}

/// Whether a text is a version as Python's tools spell it.
fn is_python(text: &str) -> bool {
    Version::parse(text, Scheme::Pep440).is_ok_and(|version| version.to_string() == text)
}

/// What follows a tag that is no version is not known.
fn unknown(candidate: &Candidate<'_>, newest: &Newest, name: &str, same: bool) -> Error {
    let text = candidate.format.text(name).unwrap_or_default();
    let alone = candidate.survey.lonely.contains(&name);
    let is_python = !alone && is_python(text);
    let like = format!("{}*", name.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    let pattern = if alone { name } else { like.as_str() };
    let (name, low) = (shortened(name), shortened(&newest.tag.name));
    Error::new(
        "ambiguous-tags",
        match same {
            true => format!("the tag `{name}` came after `{low}`, begins with its numbers, and is no version: what follows it is not known"),
            false => format!("the tag `{name}` begins with a greater version than `{low}` and is none: what follows it is not known"),
        },
    )
    .advice(format!(
        "if such tags are no releases, leave them out: `{}` (input `ignore-tags`)",
        option("ignore-tags", pattern)
    ))
    .advice(match is_python {
        true => "or, if they are prereleases as PEP 440 writes them, say so, and go on from there: `--scheme pep440` (input `scheme`)",
        false => "or name the version to release: `--bump VERSION` (input `version`)",
    })
}

/// Of two numbers the second of which counts thousandths, as Perl's does: 1.118 is more than 1.094001, and 0.003 follows 0.002.
/// Code `ambiguous-tags`.
fn fraction(candidate: &Candidate<'_>, newest: &Newest) -> Result<()> {
    let text = candidate.format.text(&newest.tag.name).and_then(|text| text.split_once('.'));
    let of_digits = |text: &str| text.bytes().all(|letter| letter.is_ascii_digit());
    if !text.is_some_and(|(_, after)| after.len() > 2 && after.starts_with('0') && of_digits(after)) {
        return Ok(());
    }
    let name = &newest.tag.name;
    Err(Error::new(
        "ambiguous-tags",
        format!("`{}` looks like a decimal number, as versions of Perl are: which tag is the newest, and what follows it, is not known", shortened(name)),
    )
    .advice("name the version to release: `--bump VERSION` (input `version`)")
    .advice(format!("or leave out tags that are none of yours: `{}` (input `ignore-tags`)", option("ignore-tags", name))))
}

/// The numbers that a text begins with, two at least.
fn leading(text: &str) -> Option<(u64, u64, u64)> {
    let mut numbers = Vec::new();
    let mut rest = text;
    loop {
        let after = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        numbers.push(rest.strip_suffix(after)?.parse().ok()?);
        match after.strip_prefix('.').filter(|next| next.starts_with(|letter: char| letter.is_ascii_digit())) {
            Some(next) => rest = next,
            None => break,
        }
    }
    match numbers.as_slice() {
        [major, minor] => Some((*major, *minor, 0)),
        [major, minor, patch, ..] => Some((*major, *minor, *patch)),
        _ => None,
    }
}
