//! Which of the repository's tags are the package's.

use super::{Candidate, Question};
use crate::error::{Error, Result};
use crate::manifest::glob;
use crate::tag::{self, DEFAULT_FORMAT, Family, Format, Whose, families};
use crate::version::{Version, shortened};

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

/// The formats that the package's tags may have, and the families that belong to others.
pub(super) fn pool<'a>(question: &Question<'_>, names: &[&'a str]) -> Result<(Vec<Format>, Vec<Family<'a>>)> {
    let all = families(names.iter().copied(), question.scheme);
    let first = question.hint.names.first().map(String::as_str);
    if let Some(format) = question.request.format(first)? {
        return Ok((
            vec![format],
            all.into_iter().filter(|one| one.whose(&question.hint.names) != Whose::Other).collect(),
        ));
    }
    // The tags of a package that was asked for are told apart by its name alone.
    if let Some(format) = &question.format {
        return Ok((vec![format.clone()], Vec::new()));
    }
    let (other, own): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| one.whose(&question.hint.names) == Whose::Other);
    let moving = |family: &Family<'_>| family.format().with_moving(question.request.moving_tags.numbers());
    match (own.is_empty(), other.as_slice()) {
        (false, _) => Ok((own.iter().map(moving).collect(), own)),
        (true, []) => Ok((vec![Format::default().with_moving(question.request.moving_tags.numbers())], Vec::new())),
        // A name that is not the package's: it may be called otherwise than its manifests say.
        (true, [one]) if question.hint.names.is_empty() || says_newest(question, one) => {
            Ok((vec![moving(one)], Vec::new()))
        }
        // Packages that are told apart first.
        (true, _) if question.hint.several => {
            Ok((vec![Format::default().with_moving(question.request.moving_tags.numbers())], Vec::new()))
        }
        (true, several) => Err(ambiguous(several.iter().map(|one| (one.format(), newest_of(one))))),
    }
}

fn newest_of(family: &Family<'_>) -> Option<String> {
    let newest = family.tags.iter().max_by(|(a, _), (b, _)| a.cmp_precedence(b));
    newest.map(|(_, name)| (*name).to_string())
}

fn says_newest(question: &Question<'_>, family: &Family<'_>) -> bool {
    question.said.is_some_and(|said| family.tags.iter().any(|(version, _)| version.same(said)))
}

/// The family of the package, and what the other ones have.
pub(super) fn choose<'a>(
    question: &Question<'_>,
    candidates: Vec<Candidate<'a>>,
    families: Vec<Family<'a>>,
) -> Result<(Candidate<'a>, Chosen, Named)> {
    let (at, chosen) = which(question, &candidates, &families)?;
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
    others.sort_by(|(a, _), (b, _)| a.cmp_precedence(b));
    Ok((candidate, chosen, others))
}

fn which(question: &Question<'_>, candidates: &[Candidate<'_>], families: &[Family<'_>]) -> Result<(usize, Chosen)> {
    if question.request.tag_format.is_some() {
        return Ok((0, Chosen::Asked));
    }
    if question.format.is_some() {
        return Ok((0, Chosen::Name));
    }
    let counting: Vec<(usize, &Candidate<'_>)> =
        candidates.iter().enumerate().filter(|(_, one)| one.newest.is_some()).collect();
    match (counting.as_slice(), candidates) {
        ([(at, _)], _) => return Ok((*at, Chosen::Only)),
        ([], [one]) if one.survey.versions.is_empty() => return Ok((0, Chosen::Default)),
        ([], [_]) => return Ok((0, Chosen::Only)),
        _ => {}
    }
    let pool: Vec<(usize, &Candidate<'_>)> =
        if counting.is_empty() { candidates.iter().enumerate().collect() } else { counting };
    let only = |mut fitting: Vec<usize>| (fitting.len() == 1).then(|| fitting.pop()).flatten();
    let newest = |one: &Candidate<'_>| match &one.newest {
        Some(newest) => Some(newest.version.clone()),
        None => one.survey.newest().map(|(version, _)| version.clone()),
    };
    let says = |one: &Candidate<'_>| newest(one).zip(question.said).is_some_and(|(newest, said)| newest.same(said));
    if let Some(at) = only(pool.iter().filter(|(_, one)| says(one)).map(|(at, _)| *at).collect()) {
        return Ok((at, Chosen::Manifests));
    }
    let greatest = |one: &Candidate<'_>| {
        let others = pool.iter().filter(|(_, other)| other.format.template() != one.format.template());
        let mine = newest(one);
        others
            .filter_map(|(_, other)| newest(other))
            .all(|other| mine.as_ref().is_some_and(|mine| mine.cmp_precedence(&other).is_ge()))
    };
    let named = |one: &Candidate<'_>| {
        let mut own = families.iter().filter(|family| family.whose(&question.hint.names) == Whose::Named);
        own.any(|family| family.format().template() == one.format.template())
    };
    if let Some(at) = only(pool.iter().filter(|(_, one)| named(one)).map(|(at, _)| *at).collect())
        && pool.iter().any(|(found, one)| *found == at && greatest(one))
    {
        return Ok((at, Chosen::Name));
    }
    let later = |one: &Candidate<'_>| {
        let when = |one: &Candidate<'_>| one.newest.as_ref().and_then(|newest| question.when(&newest.tag.commit));
        let others = pool.iter().filter(|(_, other)| other.format.template() != one.format.template());
        let mine = when(one);
        others.map(|(_, other)| when(other)).all(|other| mine.zip(other).is_some_and(|(mine, other)| mine > other))
    };
    if let Some(at) = only(pool.iter().filter(|(_, one)| greatest(one) && later(one)).map(|(at, _)| *at).collect()) {
        return Ok((at, Chosen::Later));
    }
    Err(ambiguous(pool.iter().map(|(_, one)| {
        let newest = one.newest.as_ref().map(|newest| newest.tag.name.clone());
        (one.format.clone(), newest.or_else(|| one.survey.newest().map(|(_, name)| (*name).to_string())))
    })))
}

/// Nothing says which family is the package's: each is named, with the format that chooses it.
fn ambiguous(families: impl Iterator<Item = (Format, Option<String>)>) -> Error {
    const LISTED: usize = 6;
    let all: Vec<(Format, Option<String>)> = families.collect();
    let names = all.iter().filter_map(|(_, newest)| newest.as_deref());
    let mut error = Error::new(
        "ambiguous-tags",
        format!(
            "it is not plain which tags are this package's: the newest of each kind are {}",
            tag::list_of(LISTED, names, all.len())
        ),
    );
    for (format, newest) in all.iter().take(LISTED) {
        let (template, newest) = (format.template(), newest.as_deref().unwrap_or_default());
        error = error.advice(format!(
            "to go on from `{}`: `--tag-format '{}'` (input `tag-format`)",
            shortened(newest),
            shortened(&template)
        ));
    }
    error.advice(format!("for tags of its own, such as `v1.0.0`: `--tag-format '{DEFAULT_FORMAT}'`"))
}
