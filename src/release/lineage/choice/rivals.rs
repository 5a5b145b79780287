//! Families that may all be the package's: which of them is.

use crate::error::Result;
use crate::release::lineage::choice::{Chosen, ambiguous};
use crate::release::lineage::{Candidate, Question};
use crate::tag::{Family, Whose};
use crate::version::Version;

/// Several candidates, with their places among all, and nothing that chose one beforehand.
pub(super) struct Rivals<'r, 'a> {
    pub(super) question: &'r Question<'r>,
    pub(super) families: &'r [Family<'a>],
    pub(super) all: Vec<(usize, &'r Candidate<'a>)>,
}

impl Rivals<'_, '_> {
    /// The one that the manifests tell of, else the greatest that has the package's name, else the greatest that came last. Code
    /// `ambiguous-tags`.
    pub(super) fn which(&self) -> Result<(usize, Chosen)> {
        if self.all.iter().any(|(_, one)| self.is_said(one) && self.takes_turns(one)) {
            return Err(ambiguous(self.all.iter().filter_map(|(_, one)| one.told())));
        }
        if let Some((at, _)) = self.only(|one| self.is_said(one)) {
            return Ok((at, Chosen::Manifests));
        }
        if let Some((at, _)) = self.only(|one| self.is_named(one)).filter(|(_, one)| self.is_greatest(one)) {
            return Ok((at, Chosen::Name));
        }
        if let Some((at, _)) = self.only(|one| self.is_greatest(one) && self.is_latest(one)) {
            return Ok((at, Chosen::Later));
        }
        let error = ambiguous(self.all.iter().filter_map(|(_, one)| one.told()));
        Err(match self.question.hint.several {
            true => error.advice(
                "or name the package that is meant, whose tags carry its name: `--package NAME` (input `package`)",
            ),
            false => error,
        })
    }

    /// The one that fits, where no other does.
    fn only(&self, fits: impl Fn(&Candidate<'_>) -> bool) -> Option<(usize, &Candidate<'_>)> {
        let mut fitting = self.all.iter().filter(|(_, one)| fits(one));
        let first = fitting.next()?;
        fitting.next().is_none().then_some((first.0, first.1))
    }

    fn others(&self, one: &Candidate<'_>) -> impl Iterator<Item = &Candidate<'_>> {
        let own = one.format.template();
        self.all.iter().map(|(_, other)| *other).filter(move |other| other.format.template() != own)
    }

    fn is_said(&self, one: &Candidate<'_>) -> bool {
        newest(one).zip(self.question.said).is_some_and(|(newest, said)| newest.same(said))
    }

    /// Now one, now the other: the newest is spelled otherwise than most, and most have gone on since that was done before.
    fn takes_turns(&self, one: &Candidate<'_>) -> bool {
        let own = &one.survey.versions;
        let Some((before, _)) = own.iter().rev().nth(1) else { return false };
        let goes_on = |other: &Candidate<'_>| {
            let newest = other.newest.as_ref();
            newest.is_some_and(|newest| newest.version.cmp_precedence(before).is_gt())
        };
        self.others(one).any(|other| other.survey.versions.len() > own.len() && goes_on(other))
    }

    fn is_greatest(&self, one: &Candidate<'_>) -> bool {
        let mine = newest(one);
        let mut others = self.others(one).filter_map(newest);
        others.all(|other| mine.is_some_and(|mine| mine.cmp_precedence(other).is_ge()))
    }

    fn is_named(&self, one: &Candidate<'_>) -> bool {
        let mut named = self.families.iter().filter(|family| family.whose(&self.question.hint.names) == Whose::Named);
        named.any(|family| family.format().template() == one.format.template())
    }

    fn is_latest(&self, one: &Candidate<'_>) -> bool {
        let when = |one: &Candidate<'_>| self.question.when(&one.newest.as_ref()?.tag.commit);
        let mine = when(one);
        self.others(one).all(|other| mine.zip(when(other)).is_some_and(|(mine, other)| mine > other))
    }
}

/// The newest that counts; where none does, the newest of all.
fn newest<'v>(one: &'v Candidate<'_>) -> Option<&'v Version> {
    match &one.newest {
        Some(newest) => Some(&newest.version),
        None => one.survey.newest().map(|(version, _)| version),
    }
}
