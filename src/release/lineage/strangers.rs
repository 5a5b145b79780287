//! Tags of another name than the package's, which may be its own all the same.

use crate::error::Error;
use crate::ordered;
use crate::release::facts::{Tag, WantedPlace};
use crate::release::lineage::choice::{Pool, ambiguous};
use crate::release::lineage::{Candidate, Found, Question, placed, where_is};
use crate::release::package::folder_of;
use crate::release::request::Asked;
use crate::tag;
use crate::tag::Family;
use crate::text::{option, shortened};
use crate::version::Version;

/// Where no tag of the package's counts, but one with another name does: which are meant can not be known. Asks where those lie.
/// Code `ambiguous-tags`.
pub(super) fn only_named(question: &Question<'_>, pool: &Pool<'_>) -> Found<()> {
    let mut ask = Vec::new();
    for family in &pool.named_otherwise {
        let tags: Vec<&Tag> = newest(question, family, |_| true).collect();
        if let Some(counts) = tags.iter().find(|tag| question.is_known_to_count(&tag.commit)) {
            let own = pool.families.iter().map(|one| (one.format(), one.newest_name()));
            return Err(ambiguous(own.chain([(family.format(), Some(counts.name.as_str()))])).into());
        }
        ask.extend(not_placed(question, tags));
    }
    placed(ask)
}

/// The newest tags of a family, newest first: the very newest may lie on a branch that only its release had. Of a minor version
/// the first and the last come before others, since such a branch may have many patches.
fn newest<'q>(
    question: &'q Question<'_>,
    family: &Family<'_>,
    wanted: impl Fn(&Version) -> bool,
) -> impl Iterator<Item = &'q Tag> {
    const NEWEST: usize = 8;
    let mut tags: Vec<&(Version, &str)> = family.tags.iter().filter(|(version, _)| wanted(version)).collect();
    ordered::sort_by(&mut tags, |(a, _), (b, _)| b.cmp_precedence(a));
    let line = |at: Option<usize>| tags.get(at?).map(|(version, _)| version.minor_line());
    let at_an_end = |at: usize| {
        let own = line(Some(at));
        line(at.checked_sub(1)) != own || line(at.checked_add(1)) != own
    };
    let (ends, others): (Vec<_>, Vec<_>) = tags.iter().enumerate().partition(|(at, _)| at_an_end(*at));
    let first = ends.into_iter().chain(others).map(|(_, (_, name))| name).take(NEWEST);
    let found: Vec<&Tag> = first.filter_map(|name| question.refs.tag(name)).collect();
    found.into_iter()
}

/// Where no file says a name or a version, tags that a name was given after all without one: which are gone on with can not
/// be known. Asks where those lie. Code `ambiguous-tags`.
pub(super) fn left_behind(question: &Question<'_>, pool: &Pool<'_>, candidates: &[Candidate<'_>]) -> Found<()> {
    let alone = left_alone(question, candidates);
    let found: Vec<(&Family<'_>, Vec<&Tag>)> = gone_on(question, pool, candidates, alone.is_some()).collect();
    let open: Vec<WantedPlace> =
        not_placed(question, found.iter().flat_map(|(_, tags)| tags.iter().copied())).collect();
    let last = candidates.iter().filter_map(|one| question.when(&one.newest.as_ref()?.tag.commit)).max();
    // A release commit beside the branch: no file says its version, so nothing else tells that it counts.
    // What a module of Go's is released by has no name.
    let may_stand = !question.hint.is_module;
    let counts =
        |tag: &Tag| question.is_known_to_count(&tag.commit) || may_stand && question.stands_beside(&tag.commit);
    let later = |tag: &Tag| counts(tag) && question.when(&tag.commit) > last;
    let mut later = found
        .iter()
        .filter_map(|(family, tags)| {
            let tags = tags.iter().rev().copied().filter(|tag| later(tag));
            Some((*family, tags.max_by_key(|tag| question.when(&tag.commit))?))
        })
        .peekable();
    if open.is_empty() && later.peek().is_some() {
        if let (Some(one), Some(folder)) = (alone, later.peek().and_then(|(it, _)| folder_of(it))) {
            return Err(of_folders(one, folder, &later.map(|(_, tag)| tag.name.as_str()).collect::<Vec<_>>()).into());
        }
        let others = later.map(|(family, tag)| (family.format(), Some(tag.name.as_str())));
        return Err(ambiguous(candidates.iter().filter_map(Candidate::told).chain(others)).into());
    }
    placed(open)
}

/// The tags of which it is not known yet where they lie, to be asked for.
fn not_placed<'t>(
    question: &Question<'_>,
    tags: impl IntoIterator<Item = &'t Tag>,
) -> impl Iterator<Item = WantedPlace> {
    let open = tags.into_iter().filter(|tag| question.when(&tag.commit).is_none());
    open.map(where_is)
}

/// Where no file says a name or a version: the families with a name that have versions above all that count, and the newest
/// tags of these. A folder's tags are of a part; but where folders alone hold modules, one tag without any (`alone`) is left behind.
fn gone_on<'p, 'a>(
    question: &'p Question<'_>,
    pool: &'p Pool<'a>,
    candidates: &'p [Candidate<'_>],
    alone: bool,
) -> impl Iterator<Item = (&'p Family<'a>, Vec<&'p Tag>)> {
    let nameless = question.said.is_none() && question.hint.names.is_empty();
    let is_part = |one: &&Family<'_>| one.prefix.contains('/');
    let left = alone && pool.named_otherwise.iter().filter(is_part).count() > 1;
    let named = pool.named_otherwise.iter().filter(move |one| nameless && (left || !is_part(one)));
    let above = |version: &Version| {
        let mut counting = candidates.iter().filter_map(|one| one.newest.as_ref()).peekable();
        counting.peek().is_some() && counting.all(|one| version.cmp_precedence(&one.version).is_gt())
    };
    named.map(move |family| (family, newest(question, family, above).collect()))
}

/// The only tag that no folder's name begins, where the root is no module: nothing shows that such are gone on with.
fn left_alone<'c>(question: &Question<'_>, candidates: &'c [Candidate<'_>]) -> Option<&'c Candidate<'c>> {
    let [one] = candidates else { return None };
    let exact = matches!(question.request.asked(question.scheme), Ok(Asked::Exact(_)));
    (one.survey.versions.len() == 1 && !question.hint.is_module && !exact).then_some(one)
}

/// A tag that those of folders have left behind, told with what may be done about it.
fn of_folders(one: &Candidate<'_>, folder: &str, later: &[&str]) -> Error {
    let name = one.newest.as_ref().map_or("", |newest| newest.tag.name.as_str());
    let message = format!(
        "`{}` is the only version tag that begins with no folder, and {} came after it",
        shortened(name),
        tag::list(later.iter().copied(), later.len())
    );
    let format = option("tag-format", &one.format.template());
    Error::new("ambiguous-tags", message)
        .advice(format!("to release what lies in a folder: `{}` (input `package`)", option("package", folder)))
        .advice(format!("to go on from `{}`: `{format}` (input `tag-format`)", shortened(name)))
}
