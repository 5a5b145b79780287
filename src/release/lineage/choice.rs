//! Which of the repository's tags are the package's.

mod rivals;

use crate::bump;
use crate::bump::{Build, is_next};
use crate::error::{Error, Result};
use crate::manifest::entries::glob;
use crate::ordered;
use crate::ordered::BTreeSet;
use crate::release::lineage::choice::rivals::Rivals;
use crate::release::lineage::{Candidate, Question, follow, unread};
use crate::tag;
use crate::tag::{DEFAULT_FORMAT, Dressed, Family, Format, Whose, families};
use crate::text::{option, shortened};
use crate::version::{Scheme, Version};

/// How the format of the tags was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// It was asked for.
    Asked,
    /// There is no version tag that could say.
    Default,
    /// All version tags that count are written so.
    Only,
    /// Of several, the newest of these is what the manifests say.
    Manifests,
    /// Of several, these carry the package's name.
    Name,
    /// Of several, these are the later and the greater ones.
    Later,
}

impl Chosen {
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Asked => "as asked",
            Self::Default => "there is no version tag yet",
            Self::Only => "as the tags are",
            Self::Manifests => "of several spellings, the one whose newest tag the manifests say",
            Self::Name => "of several spellings, the one with the package's name",
            Self::Later => "of several spellings, the one that came later",
        }
    }
}

/// Versions and the tags that say them.
type Named = Vec<(Version, String)>;

/// The tags' names, but for those that are to be left out.
pub(super) fn names<'a>(question: &'a Question<'_>) -> Result<Vec<&'a str>> {
    let patterns = &question.request.ignore_tags;
    let all: Vec<&str> = question.refs.tag_names().collect();
    for pattern in patterns {
        if !all.iter().any(|name| glob::is_like(pattern, name)) {
            let error = Error::new(
                "pattern-matches-nothing",
                format!("`ignore-tags` has the pattern `{}`, which no tag matches", shortened(pattern)),
            );
            let some: Vec<&str> = all.iter().rev().copied().take(3).collect();
            let seen = if some.is_empty() {
                "there is no tag at all".to_string()
            } else {
                format!("tags are called {}", tag::list(some.iter().copied(), some.len()))
            };
            return Err(error.advice(format!("take it out, or correct it: {seen}")));
        }
    }
    Ok(all.into_iter().filter(|name| !patterns.iter().any(|pattern| glob::is_like(pattern, name))).collect())
}

impl Question<'_> {
    /// How many tags are left out by pattern.
    pub(crate) fn ignored(&self) -> usize {
        let patterns = &self.request.ignore_tags;
        self.refs.tag_names().filter(|name| patterns.iter().any(|pattern| glob::is_like(pattern, name))).count()
    }
}

/// The families that may be the package's.
pub(super) struct Pool<'a> {
    /// How its tags may be written.
    pub(super) formats: Vec<Format>,
    /// The families of these, and of others that may have taken its numbers.
    pub(super) families: Vec<Family<'a>>,
    /// Where none of these counts: those with another name, of which the manifests may tell that they are the package's.
    pub(super) named_otherwise: Vec<Family<'a>>,
    /// The tags of two numbers that move along with versions in another spelling.
    pub(super) followers: BTreeSet<&'a str>,
}

/// The families that the package's tags may be of. Codes: `ambiguous-tags`, `invalid-tag-format`.
pub(super) fn pool<'a>(question: &Question<'_>, names: &[&'a str]) -> Result<Pool<'a>> {
    let settled =
        |formats, families| Pool { formats, families, named_otherwise: Vec::new(), followers: BTreeSet::new() };
    let all = families(names.iter().copied(), question.scheme);
    let first = question.hint.names.first().map(String::as_str);
    if let Some(format) = question.request.format(first)? {
        // What is asked for carries another name than the package: those with the package's are the other's beside it.
        let asked = all.iter().find(|one| one.format().template() == format.template() && says_newest(question, one));
        let apart = asked.is_some_and(|one| one.whose(&question.hint.names) == Whose::Other);
        let is_own = |one: &Family<'_>| match one.whose(&question.hint.names) {
            Whose::Named => !apart,
            Whose::Plain => true,
            Whose::Other => false,
        };
        let own = all.into_iter().filter(is_own).collect();
        return Ok(settled(vec![format], follow::sorted_out(question, own).0));
    }
    // The tags of a package that was asked for are told apart by its name alone.
    if let Some(format) = &question.format {
        return Ok(settled(vec![format.clone()], Vec::new()));
    }
    let (other, own): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| one.whose(&question.hint.names) == Whose::Other);
    let found = names.iter().filter_map(|name| Dressed::read(name));
    dressed(question, found.filter(|one| one.whose(&question.hint.names) != Whose::Other), &own)?;
    let moving = |format: Format| format.with_moving(question.request.moving_tags.numbers());
    if !own.is_empty() {
        let (own, followers) = follow::sorted_out(question, own);
        let formats = own.iter().map(|one| moving(one.format())).collect();
        let named_otherwise = if question.hint.several { Vec::new() } else { other };
        return Ok(Pool { formats, families: own, named_otherwise, followers });
    }
    if other.is_empty() {
        unread::check(question, names)?;
        return Ok(settled(vec![moving(Format::default())], Vec::new()));
    }
    // A name that is not the package's: it may be called otherwise than its manifests say.
    let named = |one: &&Family<'_>| match other.len() {
        1 => question.hint.names.is_empty() || says_newest(question, one) || goes_on(question, one),
        // That one of many says what the manifests do is chance.
        _ => false,
    };
    let mut told = other.iter().filter(named);
    match (told.next(), told.next()) {
        (Some(one), None) => {
            let found = one.tags.iter().filter_map(|(_, name)| Dressed::read(name));
            dressed(question, found, std::slice::from_ref(one))?;
            Ok(settled(vec![moving(one.format())], Vec::new()))
        }
        // Packages that are told apart first.
        _ if question.hint.several || other.iter().any(|one| is_of_one_below(question, one)) => {
            Ok(settled(vec![moving(Format::default())], Vec::new()))
        }
        _ => Err(ambiguous(other.iter().map(|one| (one.format(), one.newest_name())))),
    }
}

/// Whether a family carries the name of a package below one that nobody publishes.
fn is_of_one_below(question: &Question<'_>, family: &Family<'_>) -> bool {
    question.hint.below.iter().any(|names| family.whose(names) == Whose::Named)
}

/// A tag that says a version in a way of its own, above all that are written as others write theirs, is the newest release:
/// what the next one is called is not known, and the same version would be released once more. Code `ambiguous-tags`.
fn dressed<'a>(
    question: &Question<'_>,
    found: impl Iterator<Item = Dressed<'a>>,
    families: &[Family<'a>],
) -> Result<()> {
    // Whoever writes the word into the manifest, or asks for it by name, means a prerelease.
    let told = [question.exact, question.said].into_iter().flatten().any(Version::is_prerelease);
    let habits = families.iter().filter(|_| !told && !question.hint.several).filter_map(Dressed::by_habit);
    let Some(newest) = found.chain(habits).max_by_key(|one| one.triple) else { return Ok(()) };
    let mut plain = families.iter().flat_map(|one| &one.tags).filter(|(_, name)| Dressed::read(name).is_none());
    let above = |version: &Version| {
        let triple = version.triple();
        triple > newest.triple || triple == newest.triple && !version.is_prerelease()
    };
    if plain.any(|(version, _)| above(version)) {
        return Ok(());
    }
    let name = shortened(newest.name);
    let error = Error::new(
        "ambiguous-tags",
        format!(
            "the newest version tag, `{name}`, has more to it than a version and what stands before one: how the next is written is not known"
        ),
    );
    let anew = format!("for tags such as `v1.0.0` from now on: `--tag-format '{DEFAULT_FORMAT}'`");
    let error = match newest.dotted {
        true => error
            .advice(format!(
                "to go on from it: `{}` (input `tag-format`)",
                option("tag-format", &format!("{}{{version}}{}", newest.prefix, newest.suffix))
            ))
            .advice(anew),
        false => error.advice(format!("{anew} (input `tag-format`)")),
    };
    Err(error.advice(format!(
        "or leave tags out that are no versions: `{}` (input `ignore-tags`)",
        option("ignore-tags", &newest.pattern())
    )))
}

/// Whether the manifests say a family's newest version, or the one that is being made after it; should a slip lie above
/// that, as it is.
pub(super) fn goes_on(question: &Question<'_>, family: &Family<'_>) -> bool {
    told_of(question, family).is_some()
}

/// The tag that the manifests go with.
fn told_of<'a>(question: &Question<'_>, family: &Family<'a>) -> Option<&'a str> {
    family.heads().into_iter().find(|(version, _)| is_told(question, version)).map(|(_, name)| *name)
}

/// Whether the manifests say a newest version, or the one that is being made after it.
pub(super) fn is_told(question: &Question<'_>, newest: &Version) -> bool {
    question.said.is_some_and(|said| newest.same(said) || follows(said, newest))
}

/// Whether a version that is being made comes straight after another.
fn follows(said: &Version, newest: &Version) -> bool {
    said.is_development() && (is_next(said, newest) || newest.is_prerelease() && newest.triple() == said.triple())
}

fn says_newest(question: &Question<'_>, family: &Family<'_>) -> bool {
    question.said.is_some_and(|said| family.tags.iter().any(|(version, _)| version.same(said)))
}

/// The family of the package, and what the other ones have.
pub(super) fn choose<'a>(
    question: &Question<'_>,
    candidates: Vec<Candidate<'a>>,
    Pool { families, named_otherwise, .. }: Pool<'a>,
) -> Result<(Candidate<'a>, Chosen, Named)> {
    let (at, chosen) = which(question, &candidates, &families)?;
    let newest = candidates.get(at).and_then(|one| one.newest.as_ref()).map(|newest| &newest.version);
    if let Some(newest) = newest.filter(|newest| !question.said.is_some_and(|said| said.same(newest))) {
        // The manifest goes with a greater version that has another name: the package may have been given that one.
        let beyond = |family: &&Family<'_>| {
            goes_on(question, family) && family.tags.iter().any(|(version, _)| version.cmp_precedence(newest).is_gt())
        };
        let mut beyond = named_otherwise.iter().filter(beyond).peekable();
        if beyond.peek().is_some() {
            // What they go with is meant sooner than what they have left.
            let others = beyond.map(|family| (family.format(), told_of(question, family)));
            return Err(ambiguous(others.chain(candidates.iter().filter_map(Candidate::told))));
        }
    }
    if matches!(chosen, Chosen::Manifests | Chosen::Name) {
        Rivals::of(question, &candidates, &families).alone(at)?;
    }
    if chosen != Chosen::Asked && follow::may_follow(question, &candidates, at) {
        return Err(ambiguous(candidates.iter().filter_map(Candidate::told)));
    }
    let mut candidates = candidates;
    if at >= candidates.len() {
        return Err(Error::new("ambiguous-tags", "no format of tags is known"));
    }
    let candidate = candidates.swap_remove(at);
    let mut others: Vec<(Version, String)> = families
        .into_iter()
        .filter(|family| family.format().template() != candidate.format.template())
        .flat_map(|family| family.tags)
        .filter(|(_, name)| candidate.format.version(name, question.scheme).is_none())
        .map(|(version, name)| (version, name.to_string()))
        .collect();
    ordered::sort_by(&mut others, |(a, _), (b, _)| a.cmp_precedence(b));
    Ok((candidate, chosen, others))
}

/// Which candidate is the package's, by its place, and how that is known.
fn which(question: &Question<'_>, candidates: &[Candidate<'_>], families: &[Family<'_>]) -> Result<(usize, Chosen)> {
    if question.request.tag_format.is_some() {
        return Ok((0, Chosen::Asked));
    }
    if question.format.is_some() {
        return Ok((0, Chosen::Name));
    }
    let mut counting = candidates.iter().enumerate().filter(|(_, one)| one.newest.is_some()).map(|(at, _)| at);
    match (counting.next(), counting.next(), candidates) {
        (Some(at), None, _) => Ok((at, Chosen::Only)),
        (None, _, [one]) if one.survey.versions.is_empty() => Ok((0, Chosen::Default)),
        (None, _, [_]) => Ok((0, Chosen::Only)),
        _ => Rivals::of(question, candidates, families).which(),
    }
}

impl<'a> Candidate<'a> {
    /// Its format, and its newest tag.
    pub(super) fn told(&self) -> Option<(Format, Option<&str>)> {
        let newest = self.newest.as_ref().map(|newest| newest.tag.name.as_str());
        newest.or_else(|| self.survey.newest().map(|(_, name)| *name)).map(|newest| (self.format.clone(), Some(newest)))
    }
}

/// So many families are named.
const LISTED: usize = 6;

/// Nothing says which family is the package's: each is named.
fn unclear(all: &[(Format, Option<&str>)]) -> Error {
    let names = all.iter().filter_map(|(_, newest)| *newest);
    Error::new(
        "ambiguous-tags",
        format!(
            "it is not plain which tags are this package's: the newest of each kind are {}",
            tag::list_of(LISTED, names, all.len())
        ),
    )
}

/// `mc1.21.4-{version}` for `mc1.21.4-0.6.6`: of two versions it is the second that goes on.
fn of_second(format: &Format, name: &str) -> Option<String> {
    let version = Version::parse_lenient(format.text(name)?, Scheme::Semver)?;
    let (second, _) = bump::build_of(&version).filter(|(_, build)| *build == Build::Version)?;
    tag::format_ending(name, &second)
}

/// As [`unclear`], with the formats that choose one of them.
pub(super) fn ambiguous<'a>(families: impl Iterator<Item = (Format, Option<&'a str>)>) -> Error {
    let all: Vec<(Format, Option<&str>)> = families.collect();
    let mut error = unclear(&all);
    for (format, newest) in all.iter().take(LISTED) {
        let newest = newest.unwrap_or_default();
        error = error.advice(format!(
            "to go on from `{}`: `{}` (input `tag-format`)",
            shortened(newest),
            option("tag-format", &of_second(format, newest).unwrap_or_else(|| format.template()))
        ));
    }
    if all.iter().any(|(format, _)| format.template() == DEFAULT_FORMAT) {
        return error;
    }
    error.advice(format!("for tags of its own, such as `v1.0.0`: `--tag-format '{DEFAULT_FORMAT}'`"))
}
