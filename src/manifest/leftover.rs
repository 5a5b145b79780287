//! What still says the old version once everything is rewritten: places that nobody told us of, each listed with the entry
//! of `manifests` that would include it. Whether they matter is for people to say.

mod entry;
mod given;
mod hit;
mod hunt;
mod numbers;
mod owner;
mod place;
mod said;
mod telling;
mod whole;

use crate::manifest::File;
use crate::manifest::entries::marker;
use crate::manifest::go_module::{GO_MODULE, module_path, without_major};
use crate::manifest::occurrence::Source;
use crate::manifest::own_name::name_of;
use crate::manifest::readers::lines::lines;
use crate::ordered;
use crate::ordered::BTreeSet;
use hit::{Hit, is_common};
use hunt::{SETTINGS, is_short};
use place::{Place, is_manifest};
use telling::Telling;

pub use hunt::hunt;
pub use said::{Asked, Hunt, KnownRelease, Leftover, Search};

/// Larger lists are of no use to anybody.
const MOST_PLACES: usize = 100;
/// A file that says it more often is data.
const MOST_IN_FILE: usize = 25;
/// Entries in one file, and in all: each is tried on it.
const MOST_ENTRIES: (usize, usize) = (5, 50);
/// More pages than these are made by a tool.
const MOST_PAGES: usize = 5;
/// Longer lines were not written by people.
const LONGEST_LINE: usize = 1000;

/// What the sections of such tools have in their names.
const SECTIONS: [&str; 5] = ["bump", "commitizen", "semantic_release", "semantic-release", "metadata.release"];

/// The places in `files`, texts of after the rewriting, that still say one of `hunt.texts`. `rewritten` are the paths of the
/// files that were rewritten. Those that a former tool's settings name come first. Of too many those are left out that only
/// mention it.
pub fn still_says(hunt: &Hunt, files: &[File], rewritten: &[String]) -> Vec<Leftover> {
    let settings: Vec<(&str, String)> = files
        .iter()
        .filter(|file| hunt.settings.contains(&file.path))
        .map(|file| (file.path.as_str(), told(file)))
        .collect();
    let done: BTreeSet<&str> = rewritten.iter().map(String::as_str).collect();
    let wanted: BTreeSet<&str> = hunt.paths.iter().map(String::as_str).collect();
    let ours = files.iter().filter(|file| done.contains(file.path.as_str()));
    let named = ours.filter_map(|file| name_of(&Source::new(file).ok()?));
    let module = files.iter().find(|file| file.path == GO_MODULE).and_then(|file| module_path(&file.text));
    let telling =
        Telling::new(named.chain(module.map(|path| without_major(path).0.to_string())), &hunt.known.repository);
    let search = Searching { hunt, settings: &settings, done: &done, telling: &telling };
    let wanted = files.iter().filter(|file| wanted.contains(file.path.as_str()));
    let mut all: Vec<Saying<'_>> = wanted.filter_map(|file| search.within(file)).collect();
    ordered::sort_by_key(&mut all, |one| one.assigned.is_empty());
    let mut found = Vec::new();
    let mut entries = MOST_ENTRIES.1;
    for one in &all {
        let places = one.places(entries);
        entries = entries.saturating_sub(places.iter().filter(|place| place.entry.is_some()).count());
        found.extend(places);
    }
    without_made(&mut found);
    if found.len() > MOST_PLACES {
        in_order(&mut found);
        ordered::sort_by_key(&mut found, |one| !one.assigned);
        found.truncate(MOST_PLACES);
    }
    in_order(&mut found);
    found
}

/// What was named by settings, and whole files, first; then from the root downwards.
fn in_order(found: &mut [Leftover]) {
    let told = |one: &Leftover| one.named_by.is_some() || one.entry.as_ref() == Some(&one.path);
    ordered::sort_by(found, |one, two| {
        let key = |of: &Leftover| (!told(of), of.path.matches('/').count());
        key(one).cmp(&key(two)).then_with(|| one.path.cmp(&two.path)).then_with(|| one.lines.cmp(&two.lines))
    });
}

/// What is looked for, and what tells whether it is ours.
struct Searching<'s> {
    hunt: &'s Hunt,
    /// A former tool's, by their paths.
    settings: &'s [(&'s str, String)],
    /// What was rewritten.
    done: &'s BTreeSet<&'s str>,
    telling: &'s Telling,
}

/// A file that still says it.
struct Saying<'s> {
    place: Place<'s>,
    source: Source<'s>,
    hits: Vec<Hit<'s>>,
    /// The lines that give it as the project's own.
    assigned: BTreeSet<u32>,
    /// The settings that name the file.
    named_by: Option<&'s str>,
    /// A tool locks packages in it, it has an entry for each release, or numbers with zeros before them, which nothing here
    /// writes: no line of it is rewritten.
    locked: bool,
}

impl<'s> Searching<'s> {
    fn within(&self, file: &'s File) -> Option<Saying<'s>> {
        let source = Source::new(file).ok()?;
        let mut settings = self.settings.iter().filter(|(path, _)| *path != file.path);
        let named_by = settings.find(|(_, text)| telling::names(text, &file.path)).map(|(path, _)| *path);
        let named = named_by.is_some() || marker::any(&file.text);
        let done = self.done.contains(file.path.as_str());
        let place = Place::of(file, named, done, self.hunt);
        let mut hits = hits(&source, self.hunt, self.telling, &place);
        // What came after it stands above it.
        let newest = place.newest.map(|mark| source.body.find(mark).unwrap_or_default());
        hits.retain(|hit| newest.is_none_or(|at| hit.start <= at && at <= hit.start.saturating_add(hit.line.len())));
        let is_own = |hit: &Hit<'_>| given::is_own(&place, hit);
        let tells = |hit: &Hit<'_>| is_own(hit) && (hit.said.len() > 3 || !hit.common || is_manifest(&file.path));
        hits.retain(|hit| (!hit.older || is_own(hit)) && (!is_short(hit.said) || tells(hit)));
        if hits.is_empty() || has_records(file) {
            return None;
        }
        if hits.len() > MOST_IN_FILE {
            if !place.locked && !place.bindings {
                return None;
            }
            hits.truncate(MOST_IN_FILE);
        }
        let assigned = hits.iter().filter(|hit| is_own(hit)).map(|hit| hit.number).collect();
        let locked = is_locked(&place, &hits);
        Some(Saying { place, source, hits, assigned, named_by, locked })
    }
}

/// See [`Saying::locked`].
fn is_locked(place: &Place<'_>, hits: &[Hit<'_>]) -> bool {
    // As its ecosystem counts, 1.5 may be another version than 1.05.
    let padded =
        |part: &str| part.strip_prefix('0').is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
    let counted = |hit: &Hit<'_>| !hit.as_numbers && is_short(hit.said) && hit.said.split('.').any(padded);
    // What is counted with it is written by whoever counts it.
    let numbered = |hit: &Hit<'_>| given::is_alone(place.file, hit.said) && place.file.text.trim() != hit.said;
    place.locked || place.newest.is_some() || hits.iter().any(|hit| counted(hit) || numbered(hit))
}

impl Saying<'_> {
    /// Its places, with at most so many entries.
    fn places(&self, entries: usize) -> Vec<Leftover> {
        // What a tool locks has digests, too: it alone writes them.
        let most = if self.locked { 0 } else { entries.min(MOST_ENTRIES.0) };
        let groups = entry::groups(&self.place, &self.source, &self.hits, most).into_iter();
        let place = |group: entry::Group| Leftover {
            path: self.place.path.to_string(),
            assigned: group.lines.iter().any(|line| self.assigned.contains(line)),
            lines: group.lines,
            version: group.version,
            entry: group.entry,
            named_by: self.named_by.map(str::to_string),
        };
        groups.map(place).collect()
    }
}

/// Whether so many versions are in a file that they are records of what was measured or published.
fn has_records(file: &File) -> bool {
    let begins = |rest: &&str| {
        let value = rest.trim_start().strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('"'));
        value.is_some_and(|value| value.starts_with(|one: char| one.is_ascii_digit()))
    };
    let entries = || file.text.split("\"version\"").skip(1).filter(begins).count();
    file.path.ends_with(".json") && !is_manifest(&file.path) && entries() > MOST_IN_FILE
}

/// A site that a tool makes says the version on every page, and says the new one once it is made again.
fn without_made(found: &mut Vec<Leftover>) {
    let page = |one: &Leftover| one.named_by.is_none() && (one.path.ends_with(".html") || one.path.ends_with(".htm"));
    let pages: BTreeSet<&str> = found.iter().filter(|one| page(one)).map(|one| one.path.as_str()).collect();
    if pages.len() > MOST_PAGES {
        found.retain(|one| !page(one));
    }
}

fn hits<'t>(source: &Source<'t>, hunt: &'t Hunt, telling: &Telling, place: &Place<'_>) -> Vec<Hit<'t>> {
    // There may be thirty texts and ten thousand lines.
    let texts: Vec<&String> = hunt.texts.iter().filter(|text| source.body.contains(text.as_str())).collect();
    let mut hits = Vec::new();
    let mut before = "";
    for (number, (start, line)) in (1_u32..).zip(lines(source.body)) {
        let hit = |(said, at): (&'t String, usize)| {
            let from = start.saturating_add(at);
            let range = from..from.saturating_add(said.len());
            let older = hunt.is_older(said);
            let common = older || is_common(said);
            Hit { number, range, line, start, said, as_numbers: false, older, common, before }
        };
        let ours = |hit: &Hit<'_>| given::declared(place, hit) || telling.counts(place, hit);
        let short = line.len() <= LONGEST_LINE && line.bytes().any(|byte| byte.is_ascii_digit());
        let mut plain = texts.iter().copied().filter(|text| short && text.contains('.'));
        let seen = plain.find_map(|text| Some((text, whole::token(place, line, text)?)));
        let mut commas = texts.iter().copied().filter(|text| short && text.contains(','));
        let mut apart = || commas.find_map(|text| Some((text, numbers::between_commas(place, line, text)?)));
        hits.extend(seen.map(hit).filter(ours).or_else(|| apart().map(hit)));
        if !line.trim().is_empty() {
            before = line;
        }
    }
    hits.extend(numbers::find(source, hunt, place));
    hits
}

/// What a tool's settings say, of a file that has others beside them only its own sections.
fn told(file: &File) -> String {
    if SETTINGS.iter().any(|(name, whole)| *whole && *name == file.path) {
        return file.text.clone();
    }
    let mut ours = false;
    let section = |(_, line): &(usize, &str)| {
        if let Some(name) = line.trim_start().strip_prefix('[').filter(|rest| rest.contains(']') && !rest.contains('"'))
        {
            ours = SECTIONS.iter().any(|section| name.contains(section));
        }
        ours
    };
    lines(&file.text).filter(section).map(|(_, line)| format!("{line}\n")).collect()
}
