//! Rewrites a set of manifests together: find, splice, and look again that every place now says the version.

use std::ops::Range;

use crate::error::{Error, Result};
use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::kind::Kind;
use crate::manifest::formats::{obsidian, pom};
use crate::manifest::moves::Moves;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Change, Occurrence, Role, Source};
use crate::manifest::{File, Manifest, Rewritten, occurrence, open, readers, requirement, seal};
use crate::ordered;
use crate::ordered::{BTreeMap, BTreeSet};
use crate::splice::{Edit, splice};
use crate::version::Version;

pub(super) fn all(
    files: &[File],
    manifests: &[String],
    moves: &Moves<'_>,
    version: &Version,
) -> Result<Vec<Rewritten>> {
    let sources = occurrence::sources(files);
    let listing = Listing::parse(manifests)?.over(&sources.keys().copied().collect());
    let manifests = open(files, &sources, &listing, moves)?;
    // A package that is not released is left as it is wherever that will do.
    let sparing = matches!(moves, Moves::But { .. });
    let mut names = Names::collect(&manifests)?;
    if sparing {
        names.spare(&manifests);
    }
    let mut rewritten = Vec::new();
    let mut doubtful = Vec::new();
    // What a lock file refuses it mostly repeats: the manifest is what people can correct.
    let mut repeated = None;
    for manifest in &manifests {
        let done = match Done::of(manifest, &names, version, sparing) {
            Err(error) if manifest.is_lock() && error.code == "requirement-excludes-version" => {
                repeated = repeated.or(Some(error));
                continue;
            }
            done => done?,
        };
        let Some(done) = done else { continue };
        if !done.literals_say_it(manifest.source) {
            doubtful.push((rewritten.len(), manifest, done.places));
        }
        rewritten.push(done.rewritten);
    }
    if let Some(error) = repeated {
        return Err(error);
    }
    look_again(&rewritten, &doubtful, names, version)?;
    seal::renew(&manifests, &mut rewritten)?;
    obsidian::announce(&sources, &mut rewritten)?;
    Ok(rewritten)
}

/// Refuses to release a project of Maven's that requires one here which stays at a snapshot: who takes the release could not
/// have that. `files`: as they are once all is rewritten. Codes: those of [`open`], and `requirement-excludes-version`.
pub(crate) fn requires_no_snapshot(files: &[File], manifests: &[String], moves: &Moves<'_>) -> Result<()> {
    let is_unreleased = |file: &File| Kind::of(&file.path) == Some(Kind::Pom) && file.text.contains("-SNAPSHOT<");
    if !files.iter().any(is_unreleased) {
        return Ok(());
    }
    let sources = occurrence::sources(files);
    let listing = Listing::parse(manifests)?.over(&sources.keys().copied().collect());
    let manifests = open(files, &sources, &listing, moves)?;
    let poms = || manifests.iter().filter(|one| one.kind == Some(Kind::Pom) && !one.follows);
    let mut staying = BTreeMap::new();
    for one in poms().filter(|one| !one.moves) {
        pom::collect(one.source, &mut staying)?;
    }
    staying.retain(|_, version| version.ends_with("-SNAPSHOT"));
    if staying.is_empty() {
        return Ok(());
    }
    for source in poms().filter(|one| one.moves).map(|one| one.source) {
        let Some((name, version)) = pom::requires(source, &staying)? else { continue };
        let at = source.body.find(version).unwrap_or_default();
        let message = format!("this requires `{name}` {version}, which has a version of its own and stays a snapshot");
        let release = version.trim_end_matches("-SNAPSHOT");
        return Err(source.error("requirement-excludes-version", message, at).advice(format!(
            "give that one its release first: write `{release}` here and as its own version, commit and push it, and run this again"
        )));
    }
    Ok(())
}

/// A place that carries a version, as it should be found in the text afterwards.
struct Expected {
    range: Range<usize>,
    text: String,
    before: Occurrence,
    changed: bool,
}

/// One file, rewritten.
struct Done {
    rewritten: Rewritten,
    places: Vec<Expected>,
}

impl Done {
    /// Nothing where no place in the file carries a version.
    fn of(manifest: &Manifest<'_, '_>, names: &Names, version: &Version, sparing: bool) -> Result<Option<Self>> {
        let source = manifest.source;
        let occurrences = manifest.checked(names)?;
        let needed = |occurrence: &Occurrence, change: &Change| match &occurrence.role {
            Role::Reference { flavour, .. }
                if occurrence.stays || (sparing && !manifest.moves && !manifest.is_lock()) =>
            {
                !requirement::admits(&occurrence.text, *flavour, &change.to)
            }
            _ => true,
        };
        let change = |occurrence: &Occurrence| {
            Ok(occurrence.change(source, version)?.filter(|change| needed(occurrence, change)))
        };
        let changes = occurrences.iter().map(change).collect::<Result<Vec<_>>>()?;
        let told = occurrences
            .iter()
            .zip(&changes)
            .filter_map(|(occurrence, change)| Some((occurrence.role == Role::Own, change.as_ref()?)));
        let Some((from, to)) = telling(told.collect()) else { return Ok(None) };
        let mut all: Vec<_> = occurrences.into_iter().zip(changes).collect();
        ordered::sort_by_key(&mut all, |(occurrence, _)| occurrence.range.start);
        let mut edits = Vec::new();
        let mut places = Vec::new();
        // How much longer, or shorter, the text before a place has become.
        let (mut grown, mut shrunk) = (0_usize, 0_usize);
        let shift = source.shift();
        for (occurrence, change) in all {
            let start = occurrence.range.start.saturating_add(grown).saturating_sub(shrunk);
            let replacement = change.and_then(|change| change.replacement);
            let changed = replacement.is_some();
            let length = replacement.as_ref().map_or(occurrence.range.len(), String::len);
            if let Some(text) = &replacement {
                let range = occurrence.range.start.saturating_add(shift)..occurrence.range.end.saturating_add(shift);
                edits.push(Edit { range, text: text.clone() });
            }
            grown = grown.saturating_add(length);
            shrunk = shrunk.saturating_add(occurrence.range.len());
            let text = replacement.unwrap_or_else(|| occurrence.text.clone());
            places.push(Expected { range: start..start.saturating_add(length), text, before: occurrence, changed });
        }
        let text = splice(source.whole(), edits).map_err(|error| error.at(source.path))?;
        Ok(Some(Self { rewritten: Rewritten { path: source.path.to_string(), text, from, to }, places }))
    }

    /// Whether every change lies within a string literal that is one still and now says the version. What stands around
    /// a literal means what it meant before, so there is no need to parse the whole file once more.
    fn literals_say_it(&self, source: &Source<'_>) -> bool {
        let shift = source.shift();
        self.places.iter().filter(|place| place.changed).all(|place| {
            let Some((syntax, literal)) = &place.before.literal else { return false };
            let before = source.body.get(literal.clone()).and_then(|raw| readers::decode(*syntax, raw));
            // The literal begins as far before the version as it did, and ends as far behind it.
            let lead = place.before.range.start.saturating_sub(literal.start);
            let tail = literal.end.saturating_sub(place.before.range.end);
            let start = place.range.start.saturating_sub(lead).saturating_add(shift);
            let end = place.range.end.saturating_add(tail).saturating_add(shift);
            let after = self.rewritten.text.get(start..end).and_then(|raw| readers::decode(*syntax, raw));
            let around = before.as_deref().and_then(|said| said.strip_suffix(place.before.text.as_str()));
            match (around, after) {
                (Some(around), Some(after)) => after.strip_prefix(around) == Some(place.text.as_str()),
                _ => false,
            }
        })
    }
}

/// Finds once more in the files whose literals do not vouch for them: the same places, saying the version.
fn look_again(
    rewritten: &[Rewritten],
    doubtful: &[(usize, &Manifest<'_, '_>, Vec<Expected>)],
    names: Names,
    version: &Version,
) -> Result<()> {
    if doubtful.is_empty() {
        return Ok(());
    }
    let files: Vec<File> =
        rewritten.iter().map(|new| File { path: new.path.clone(), text: new.text.clone() }).collect();
    let mut sources = BTreeMap::new();
    for (at, ..) in doubtful {
        if let Some(file) = files.get(*at) {
            sources.insert(*at, Source::new(file).map_err(|error| failed(&file.path, &error.to_string()))?);
        }
    }
    let afterwards = doubtful
        .iter()
        .filter_map(|(at, manifest, places)| Some((manifest.with(sources.get(at)?), places)))
        .collect::<Vec<_>>();
    // What stays is as it was: of it nothing that is required goes up.
    let poms = afterwards.iter().filter(|(manifest, _)| manifest.kind == Some(Kind::Pom) && manifest.moves);
    let names = names.afterwards(version, poms.map(|(manifest, _)| manifest.source))?;
    for (manifest, places) in &afterwards {
        let path = manifest.source.path;
        let mut found = manifest.checked(&names).map_err(|error| match &*error.code {
            "lock-not-writable" => error,
            _ => failed(path, &error.to_string()),
        })?;
        ordered::sort_by_key(&mut found, |occurrence| occurrence.range.start);
        // What said this version before anything did is a copy from now on.
        let known: BTreeSet<usize> = places.iter().map(|place| place.range.start).collect();
        if found.len() > places.len() {
            found.retain(|one| {
                one.role != Role::Copy || known.contains(&one.range.start) || !one.grammar.says(&one.text, version)
            });
        }
        let same = found.len() == places.len()
            && found
                .iter()
                .zip(places.iter())
                .all(|(occurrence, place)| occurrence.range == place.range && occurrence.text == place.text);
        if !same {
            return Err(failed(path, "a version in it does not read back"));
        }
    }
    Ok(())
}

fn failed(path: &str, why: &str) -> Error {
    Error::new("rewrite-failed", format!("the rewritten file was looked at again, and {why}"))
        .at(path)
        .advice("please report this with the file: it is a mistake in version-first")
}

/// What a file is reported with: the first place that changes, its own version before copies and references.
fn telling(mut changes: Vec<(bool, &Change)>) -> Option<(String, String)> {
    ordered::sort_by_key(&mut changes, |(own, change)| (change.replacement.is_none(), !own));
    changes.first().map(|(_, change)| (change.from.clone(), change.to.clone()))
}
