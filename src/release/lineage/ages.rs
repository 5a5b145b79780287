//! Tags of another age: the newest of them is not what is gone on with (PROTOCOL 31).

use crate::error::{Error, Result};
use crate::release::facts::Tag;
use crate::release::lineage::{Candidate, Found, Newest, Question, place, placed, where_is};
use crate::text::{option, shortened};
use crate::version::Version;

/// So many files are named in an advice.
const MOST_NAMED: usize = 6;

/// So many tags below one of a greater major version are looked at.
const MOST_LOWER: usize = 8;

/// A newest tag, and a smaller one that the manifests go with.
struct Ages<'a> {
    newest: &'a Newest,
    low: &'a Tag,
    said: &'a Version,
    /// The newest is more than a major version above what the manifests say.
    far: bool,
    /// The manifests are ahead of the smaller one.
    ahead: bool,
    /// The newest is a prerelease of which the releases since know nothing.
    dropped: bool,
    /// Below 1.0 the newest is more than a minor version above what the manifests say.
    slip: bool,
}

impl Question<'_> {
    /// A newest tag that is more than a major version above what the manifests say, or of a greater one (below 1.0 by more than a
    /// minor version) and made before the smaller tag that is just that: the tags are of two ages. So they are where no tag is that, and the manifests are ahead
    /// of the tag below, with no release between it and the newest. Asked for by name, a version follows the smaller one.
    pub(super) fn outgrown(&self, candidate: &Candidate<'_>) -> Result<Option<Newest>> {
        let (Some(newest), Some(said)) = (&candidate.newest, self.said) else { return Ok(None) };
        let low = candidate.survey.versions.iter().rev().find(|(version, _)| !version.cmp_precedence(said).is_gt());
        let Some((version, name)) = low.filter(|(version, _)| version.cmp_precedence(&newest.version).is_lt()) else {
            return Ok(None);
        };
        let ahead = !version.same(said);
        // Another package says it, so it is of now: what a root says that was never raised is not.
        let mut alive = self.hint.others.iter().filter_map(|text| Version::parse(text, self.scheme).ok());
        if alive.any(|other| other.same(&newest.version)) {
            return Ok(None);
        }
        let Some(tag) = self.refs.tag(name) else { return Ok(None) };
        let majors = newest.version.triple().0.saturating_sub(said.triple().0);
        // One that the manifests were raised above is of now, unless releases lead from it to the newest.
        let major = newest.version.triple().0;
        let mut between = candidate.survey.versions.iter().rev().skip_while(|(version, _)| version.triple().0 == major);
        let mut alone =
            || said.triple().0 == version.triple().0 && between.next().is_some_and(|(next, _)| next.same(version));
        let far = majors > 1 && (!ahead || alone());
        // Below one major version it is the work of two at once: the next version counts on from the greater tag, unless that
        // is a prerelease, of which the releases made since know nothing.
        let dropped = majors == 0 && newest.version.is_prerelease() && !version.is_prerelease();
        // Below 1.0 a minor version is what a major one is above it: two of them are no step, but a slip.
        let (major, minor, _) = newest.version.triple();
        let slip = major == 0 && !ahead && minor.saturating_sub(said.triple().1) > 1;
        let later = (majors > 0 || dropped || slip)
            && self.when(&tag.commit).zip(self.when(&newest.tag.commit)).is_some_and(|(low, high)| low > high);
        if !far && !later {
            return Ok(None);
        }
        let place::Verdict::Counts(counts, since) = self.judge(version, tag) else { return Ok(None) };
        if let Some(exact) = self.exact {
            if exact.cmp_precedence(&newest.version).is_gt() {
                return Ok(None);
            }
            return Ok(Some(Newest { version: version.clone(), tag: tag.clone(), counts, since }));
        }
        let apart = Ages { newest, low: tag, said, far, ahead, dropped, slip };
        Err(self.of_two_ages(candidate, &apart))
    }

    /// Two tags of two ages, told with what may be done about it.
    fn of_two_ages(&self, candidate: &Candidate<'_>, apart: &Ages<'_>) -> Error {
        let Ages { newest, low, said, far, ahead, dropped, slip } = *apart;
        let (high, name) = (shortened(&newest.tag.name), shortened(&low.name));
        let seen = match far {
            true if ahead => {
                format!(
                    "is far above what the manifests say, {said}, which were raised after `{name}`; nothing was released in between"
                )
            }
            false if ahead => format!(
                "is above what the manifests say, {said}, and `{name}`, which that is ahead of, was made after it"
            ),
            true => format!("is far above what the manifests say, {said}, and so does `{name}`"),
            false => format!("is above what the manifests say, {said}, and `{name}` was made after it"),
        };
        let pattern = match (far, candidate.format.text(&high).and_then(|text| high.strip_suffix(text))) {
            (true, Some(before)) => format!("{before}{}.*", newest.version.triple().0),
            _ if dropped => format!("{}*", high.trim_end_matches(|letter: char| letter.is_ascii_digit())),
            _ => high.clone(),
        };
        let left_out = format!(
            "if `{high}` does not count any more, leave it out: `{}` (input `ignore-tags`)",
            option("ignore-tags", &pattern)
        );
        let saying = self.hint.saying.iter().take(MOST_NAMED);
        let entries: Vec<String> = saying.map(|path| option("manifests", &format!("!{path}"))).collect();
        let stale = format!(
            "if what says {said} is not kept up to date, leave it out: `{}` (input `manifests`)",
            entries.join(" ")
        );
        // A tag that was made long before is no new beginning: more likely it is the file that is from then.
        let since_then =
            self.when(&low.commit).zip(self.when(&newest.tag.commit)).is_some_and(|(low, high)| low < high);
        let error = Error::new("ambiguous-tags", format!("the newest tag, `{high}`, {seen}"));
        let error = match far && since_then {
            true => error.advice(stale).advice(left_out),
            false if slip => error.advice(left_out).advice(stale),
            false => error.advice(left_out),
        };
        error.advice(format!("or name the version to release, above {said}: `--bump VERSION` (input `version`)"))
    }

    /// Asks where the tag lies that the manifests are ahead of, which [`Self::outgrown`] has to know.
    pub(super) fn overtaken(&self, candidate: &Candidate<'_>) -> Found<()> {
        placed(
            self.ahead_of(candidate).filter(|tag| self.when(&tag.commit).is_none()).map(where_is).into_iter().collect(),
        )
    }

    /// The tag below both what the manifests say and the major version of the newest.
    fn ahead_of(&self, candidate: &Candidate<'_>) -> Option<&Tag> {
        let (newest, said) = (candidate.newest.as_ref()?, self.said?);
        let low = candidate.survey.versions.iter().rev().find(|(version, _)| !version.cmp_precedence(said).is_gt());
        let (version, name) = low.filter(|(version, _)| !version.same(said))?;
        let below = version.triple().0 < newest.version.triple().0 && said.triple().0 < newest.version.triple().0;
        self.refs.tag(name).filter(|_| below)
    }

    /// A newest tag that is majors above the next, or the prerelease of a major that was given up, which was made after it, and of
    /// which no manifest tells: one of them was an attempt, or a slip. Asks where that other one lies. Code `ambiguous-tags`.
    pub(super) fn stray(&self, candidate: &Candidate<'_>) -> Found<()> {
        let Some(newest) = &candidate.newest else { return Ok(()) };
        let major = newest.version.triple().0;
        let told = self.said.is_some_and(|said| said.triple().0 >= major);
        let mut below =
            candidate.survey.versions.iter().rev().filter(|(version, _)| version.triple().0 < major).peekable();
        let far = below.peek().is_some_and(|(version, _)| major.saturating_sub(version.triple().0) > 1);
        // After the prerelease of a major, another minor: where no file says which, that was given up. Patches are merged forward.
        let open = self.said.is_none() && newest.version.is_prerelease();
        let asked = self.exact.is_some_and(|exact| exact.cmp_precedence(&newest.version).is_gt());
        let open = |version: &Version| open && version.triple().2 == 0 && !version.is_prerelease();
        // On a branch for fixes the greatest of them are elsewhere.
        let lower: Vec<(&str, &Tag)> = below
            .filter(|(version, _)| !told && !asked && (far || open(version)))
            .filter_map(|(_, name)| Some((*name, self.refs.tag(name)?)))
            .take(MOST_LOWER)
            .collect();
        let unknown = lower.iter().filter(|(_, tag)| self.when(&tag.commit).is_none());
        placed(unknown.map(|(_, tag)| where_is(tag)).collect())?;
        let Some((name, tag)) = lower.into_iter().find(|(_, tag)| self.is_known_to_count(&tag.commit)) else {
            return Ok(());
        };
        if self.when(&tag.commit) <= self.when(&newest.tag.commit) {
            return Ok(());
        }
        let (high, name) = (shortened(&newest.tag.name), shortened(name));
        let several = candidate.survey.versions.iter().filter(|(version, _)| version.triple().0 == major).count() > 1;
        let front = candidate.format.text(&high).and_then(|text| high.strip_suffix(text));
        let (much, pattern) = match (far, front) {
            (true, Some(front)) if several => ("far ", format!("{front}{major}.*")),
            (true, _) => ("far ", newest.tag.name.clone()),
            _ => ("", format!("{}*", newest.tag.name.trim_end_matches(|letter: char| letter.is_ascii_digit()))),
        };
        let message = format!("the newest tag, `{high}`, is {much}above `{name}`, which was made after it");
        Err(Error::new("ambiguous-tags", message)
            .advice(format!(
                "if `{high}` does not count any more, leave it out: `{}` (input `ignore-tags`)",
                option("ignore-tags", &pattern)
            ))
            .advice(format!(
                "or name the version to release, above {}: `--bump VERSION` (input `version`)",
                newest.version
            ))
            .into())
    }
}
