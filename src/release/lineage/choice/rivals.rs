//! Families that may all be the package's: which of them is.

use crate::error::Result;
use crate::release::lineage::choice::{Chosen, ambiguous, unclear};
use crate::release::lineage::{Candidate, Question};
use crate::tag::{Family, Whose};
use crate::text::{option, shortened};
use crate::version::Version;

/// Several candidates, with their places among all, and nothing that chose one beforehand.
pub(super) struct Rivals<'r, 'a> {
    question: &'r Question<'r>,
    families: &'r [Family<'a>],
    all: Vec<(usize, &'r Candidate<'a>)>,
}

impl<'r, 'a> Rivals<'r, 'a> {
    /// Those that count; where none does, all.
    pub(super) fn of(question: &'r Question<'r>, candidates: &'r [Candidate<'a>], families: &'r [Family<'a>]) -> Self {
        let counts = candidates.iter().any(|one| one.newest.is_some());
        let all = candidates.iter().enumerate().filter(|(_, one)| !counts || one.newest.is_some()).collect();
        Self { question, families, all }
    }

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

    /// Tags with the name of the one package in a folder, beside some that name none and go on: what has no file to say its
    /// version, a program or a module, may be what is meant. Code `ambiguous-tags`.
    pub(super) fn alone(&self, at: usize) -> Result<()> {
        let Some((_, one)) = self.all.iter().find(|(place, _)| *place == at) else { return Ok(()) };
        let [folder] = self.question.hint.folders.as_slice() else { return Ok(()) };
        if folder.is_empty() || !self.is(one, Whose::Named) {
            return Ok(());
        }
        let same = |other: &Candidate<'_>| newest(one).zip(newest(other)).is_some_and(|(mine, its)| mine.same(its));
        let goes_on = |other: &Candidate<'_>| is_above(other, one) || self.came_after(other, one) && !same(other);
        if !self.others(one).any(|other| self.is(other, Whose::Plain) && goes_on(other)) {
            return Ok(());
        }
        let all: Vec<_> = self.all.iter().filter_map(|(_, one)| one.told()).collect();
        let error = unclear(&all).advice(format!(
            "to release what is in `{}`: `{}` (input `package`)",
            shortened(folder),
            option("package", folder)
        ));
        let kept = self.question.hint.saying.first().map_or(folder, |path| path);
        Err(error.advice(format!(
            "to go on from the tags that name no package, leave its file out: `{}` (input `manifests`)",
            option("manifests", &format!("!{kept}"))
        )))
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
        self.others(one).all(|other| !is_above(other, one))
    }

    fn is_named(&self, one: &Candidate<'_>) -> bool {
        self.is(one, Whose::Named)
    }

    fn is(&self, one: &Candidate<'_>, whose: Whose) -> bool {
        let mut own = self.families.iter().filter(|family| family.whose(&self.question.hint.names) == whose);
        own.any(|family| family.format().template() == one.format.template())
    }

    fn is_latest(&self, one: &Candidate<'_>) -> bool {
        self.others(one).all(|other| self.came_after(one, other))
    }

    /// Whether the commit of its newest tag is known to be the later one.
    fn came_after(&self, one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
        self.when(one).zip(self.when(other)).is_some_and(|(mine, its)| mine > its)
    }

    /// When the newest tag's commit was made, where that is known.
    fn when(&self, one: &Candidate<'_>) -> Option<u64> {
        self.question.when(&one.newest.as_ref()?.tag.commit)
    }
}

/// Whether the newest of one has precedence over that of another, or over none.
fn is_above(one: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    newest(one).is_some_and(|mine| newest(other).is_none_or(|its| mine.cmp_precedence(its).is_gt()))
}

/// The newest that counts; where none does, the newest of all.
fn newest<'v>(one: &'v Candidate<'_>) -> Option<&'v Version> {
    match &one.newest {
        Some(newest) => Some(&newest.version),
        None => one.survey.newest().map(|(version, _)| version),
    }
}
