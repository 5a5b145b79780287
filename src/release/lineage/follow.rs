//! Tags that move along with releases in a spelling of their own: `v1` and `v1.3` beside `1.3.4`.

use crate::ordered::{BTreeMap, BTreeSet};
use crate::release::lineage::{Candidate, Question};
use crate::tag;
use crate::tag::{Family, Format, Whose};
use crate::version::Version;

/// The families of the package without the tags that move along with another one's; and the names of those.
pub(super) fn sorted_out<'a>(question: &Question<'_>, own: Vec<Family<'a>>) -> (Vec<Family<'a>>, BTreeSet<&'a str>) {
    if says_short(question) {
        return (own, BTreeSet::new());
    }
    tag::without_followers(own, &|name| question.refs.tag(name).map(|tag| tag.commit.as_str()))
}

/// Whether the manifest says a version of two numbers: then a tag that has two may be a version.
fn says_short(question: &Question<'_>) -> bool {
    question.said.is_some_and(|said| tag::is_short(&said.to_string()))
}

/// Whether the newest tag of a family has two numbers, beside which a longer version stands in another spelling: it may be
/// one that moves.
pub(super) fn may_follow(question: &Question<'_>, candidates: &[Candidate<'_>], at: usize) -> bool {
    let Some((chosen, newest)) = candidates.get(at).and_then(|one| Some((one, one.newest.as_ref()?))) else {
        return false;
    };
    let short = |one: &Candidate<'_>, name: &str| one.format.text(name).is_some_and(tag::is_short);
    if !short(chosen, &newest.tag.name) || says_short(question) {
        return false;
    }
    let longer = |one: &Candidate<'_>| {
        let same = |(version, name): &(Version, &str)| {
            version.minor_line() == newest.version.minor_line() && !version.is_prerelease() && !short(one, name)
        };
        one.format.template() != chosen.format.template() && one.survey.versions.iter().any(same)
    };
    candidates.iter().any(longer)
}

/// How the tags are written that move along with the versions of this family, if other than these: what has moved already
/// names a version that is not the first of its numbers. Of `v` alone, one that stands there is enough.
pub(super) fn formats(question: &Question<'_>, candidate: &Candidate<'_>) -> Vec<Format> {
    let mut versions: BTreeMap<&str, Vec<(u64, u64, u64)>> = BTreeMap::new();
    for (version, name) in candidate.survey.versions.iter().filter(|(version, _)| !version.is_prerelease()) {
        if let Some(tag) = question.refs.tag(name) {
            versions.entry(tag.commit.as_str()).or_default().push(version.triple());
        }
    }
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for name in question.refs.tag_names() {
        let Some((prefix, text)) = tag::split_moving(name) else { continue };
        let Some(named) = question.refs.tag(name).and_then(|tag| versions.get(tag.commit.as_str())) else { continue };
        let mut numbers = text.split('.').map(str::parse::<u64>);
        let (major, minor) = (numbers.next().and_then(Result::ok), numbers.next().and_then(Result::ok));
        let follows = |(its_major, its_minor, its_patch): &(u64, u64, u64)| {
            let moved = *its_patch > 0 || minor.is_none() && (*its_minor > 0 || prefix.eq_ignore_ascii_case("v"));
            Some(*its_major) == major && minor.is_none_or(|minor| *its_minor == minor) && moved
        };
        if named.iter().any(follows)
            && (Family { prefix, tags: Vec::new() }).whose(&question.hint.names) != Whose::Other
        {
            found.insert(prefix);
        }
    }
    found.into_iter().map(|prefix| Family { prefix, tags: Vec::new() }.format()).collect()
}
