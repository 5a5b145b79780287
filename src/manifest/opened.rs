//! A file that was given, with all that is known of where a version may stand in it.

mod alike;
mod placeholder;

use crate::error::{Error, Result};
use crate::manifest::candidate::Candidate;
use crate::manifest::entries::glob;
use crate::manifest::entries::listing::{Entry, Listing, Place};
use crate::manifest::entries::{key_path, marker, pattern};
use crate::manifest::formats::kind::Kind;
use crate::manifest::formats::{cargo_toml, header, python, version_file, web_extension};
use crate::manifest::grammar::Grammar;
use crate::manifest::moves::Moves;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source, Sources};
use crate::manifest::python::version_source;
use crate::manifest::python::version_source::{ASSIGNMENT, Origin, origins};
use crate::manifest::readers::toml;
use crate::manifest::requirement::Flavour;
use crate::manifest::{File, followers};
use crate::ordered::{BTreeMap, BTreeSet};
use crate::strict::nearest;
use crate::text::option;
use crate::version::Version;
use crate::workflow::is_pipeline;

pub(super) use placeholder::until_built;

/// A manifest or lock file.
pub(super) struct Manifest<'s, 'f> {
    /// Its format; none where only marker comments, keys or patterns say where a version stands.
    pub kind: Option<Kind>,
    pub source: &'s Source<'f>,
    /// What the settings of a Python project say of it.
    origin: Option<Origin>,
    /// Listed in `manifests` as a whole.
    pub listed: bool,
    /// Named in `manifests` or given by name, in whatever way.
    pub named: bool,
    /// Found by itself: it counts only as long as it says what the package says.
    pub beside: bool,
    /// Its own version goes up; else it only follows what it refers to.
    pub moves: bool,
    /// Nothing leads to it, and it may name packages of ours by their path.
    pub follows: bool,
    /// Keys and patterns of `manifests`.
    pub places: Vec<Place>,
    /// The folder of its package; none where the user named it.
    pub home: Option<String>,
    /// Of the versions in it the first alone is its package's.
    apart: bool,
}

/// The files that may carry a version, checked as far as that goes without a parser.
pub(super) fn open<'s, 'f>(
    files: &[&'f File],
    sources: &'s Sources<'f>,
    listing: &Listing,
    candidates: &BTreeMap<&str, &Candidate>,
    which: &Moves<'_>,
) -> Result<Vec<Manifest<'s, 'f>>> {
    for entry in listing.entries().iter().filter(|entry| entry.place != Place::Nowhere) {
        if !sources.contains_key(entry.path.as_str()) {
            return Err(untracked(entry, sources.keys().copied()));
        }
    }
    if sources.len() < files.len() {
        let mut seen = BTreeSet::new();
        let twice = files.iter().find(|file| !seen.insert(file.path.as_str())).map_or("", |file| file.path.as_str());
        return Err(
            Error::new("invalid-input", format!("`{twice}` was given twice, expected every file once")).at(twice)
        );
    }
    // Files that are only given all count; those of a repository were looked for.
    let followers: BTreeSet<&str> = match which {
        Moves::All => BTreeSet::new(),
        _ => {
            let led_to = candidates.keys().copied().collect();
            followers::among(listing, &led_to, sources)
        }
    };
    let known = Known { sources, listing, candidates, which, origins: origins(sources), followers };
    let mut manifests = Vec::new();
    for file in files.iter().copied().filter(|file| !which.ignores(&file.path)) {
        manifests.extend(known.manifest(file)?);
    }
    placeholder::leave_out(&mut manifests);
    if !matches!(which, Moves::Only(_)) {
        alike::keep(&mut manifests, which.newest(), which.stable());
    }
    Ok(manifests)
}

/// What is known of all files, by which each is judged.
struct Known<'k, 's, 'f> {
    sources: &'s Sources<'f>,
    listing: &'k Listing,
    candidates: &'k BTreeMap<&'k str, &'k Candidate>,
    which: &'k Moves<'k>,
    origins: BTreeMap<String, Origin>,
    followers: BTreeSet<&'k str>,
}

impl<'s, 'f> Known<'_, 's, 'f> {
    /// A file as a manifest; `None`: nothing says that it has a version.
    fn manifest(&self, file: &File) -> Result<Option<Manifest<'s, 'f>>> {
        let (path, candidate) = (file.path.as_str(), self.candidates.get(file.path.as_str()));
        let places: Vec<Place> = self.listing.places(path).into_iter().cloned().collect();
        let listed = self.listing.lists(path);
        let left_out = self.listing.leaves_out(path);
        // Named for a place in it alone, a file's own format has no say.
        let only_places = !places.is_empty() && candidate.is_none_or(|candidate| candidate.placed);
        let origin = self.origins.get(path).filter(|_| !only_places && !left_out).cloned();
        let source = self.sources.get(path);
        let is_marked =
            || source.is_some_and(|one| one.as_ref().map_or_else(|_| marker::any(&file.text), marker::any_in));
        let kind = match (Kind::of(path), &origin) {
            _ if left_out || only_places => None,
            (None, Some(Origin::Whole)) => Some(Kind::VersionFile),
            // In a header of whatever name, comments say all that is meant.
            (Some(Kind::Header), None) if !header::is_kept(path) && is_marked() => None,
            (kind, _) => kind,
        };
        let marked = || !left_out && !is_pipeline(path) && is_marked();
        if kind.is_none() && origin.is_none() && places.is_empty() && !listed && !marked() {
            return Ok(None);
        }
        let only = matches!(self.which, Moves::Only(only) if only.iter().any(|one| one == path));
        let follows = self.followers.contains(path) && !only;
        let source = match source {
            Some(Ok(source)) => source,
            Some(Err(error)) if !follows => return Err(error.clone()),
            // Somebody else's, or broken on purpose.
            _ => return Ok(None),
        };
        if follows && kind.is_some_and(|kind| kind.find(source, &Names::default()).is_err()) {
            return Ok(None);
        }
        let home = candidate.and_then(|candidate| candidate.home.clone());
        let moves = !follows && self.which.moves(path, home.as_deref());
        let beside = candidate.is_some_and(|candidate| candidate.beside);
        let named = self.listing.names(path) || (moves && matches!(self.which, Moves::Only(_)));
        let apart = kind == Some(Kind::Cargo)
            && matches!(self.which, Moves::But { .. })
            && toml::parse(source).is_ok_and(|document| cargo_toml::is_apart(document));
        Ok(Some(Manifest { kind, source, origin, listed, named, beside, moves, follows, places, home, apart }))
    }
}

/// An entry of `manifests` that means no file.
pub(super) fn untracked<'a>(entry: &Entry, tracked: impl IntoIterator<Item = &'a str>) -> Error {
    let shown = if entry.place == Place::Nowhere { format!("!{}", entry.path) } else { entry.path.clone() };
    let why = if glob::is_pattern(&entry.path) { "no tracked file fits it" } else { "no such file is tracked" };
    let error = Error::new("manifest-not-found", format!("`{shown}` is in `manifests`, but {why}")).at(&entry.path);
    let error = match nearest(&entry.path, tracked) {
        Some(near) => error.advice(format!("did you mean `{near}`?")),
        None => error,
    };
    error.advice("correct the path, from the repository's root and with `/`, or add the file to git")
}

impl Manifest<'_, '_> {
    /// The same file with another text.
    pub fn with<'s, 'f>(&self, source: &'s Source<'f>) -> Manifest<'s, 'f> {
        let (origin, places, home) = (self.origin.clone(), self.places.clone(), self.home.clone());
        let Self { kind, listed, named, beside, moves, follows, apart, .. } = *self;
        Manifest { kind, source, origin, listed, named, beside, moves, follows, places, home, apart }
    }

    /// Whether it says a version of its own; what cannot be read says none here.
    pub fn has_version(&self) -> bool {
        let own = |occurrences: Vec<Occurrence>| occurrences.iter().any(|occurrence| occurrence.role == Role::Own);
        !self.is_lock() && self.occurrences(&Names::default()).is_ok_and(own)
    }

    pub fn is_lock(&self) -> bool {
        self.kind.is_some_and(Kind::is_lock)
    }

    /// What its format is called.
    pub fn format(&self) -> &'static str {
        match (self.kind, self.places.first()) {
            (Some(kind), _) => kind.name(),
            (None, Some(Place::Key(_))) => "key path",
            (None, Some(Place::Pattern(_))) => "pattern",
            (None, _) => "text",
        }
    }

    /// Every place in it that carries a version, unchecked.
    pub fn occurrences(&self, names: &Names) -> Result<Vec<Occurrence>> {
        self.occurrences_by(names, Some(&names.before))
    }

    /// As [`Manifest::occurrences`], without the places of single numbers, for which it must be known what the version was.
    pub fn whole_occurrences(&self, names: &Names) -> Result<Vec<Occurrence>> {
        self.occurrences_by(names, None)
    }

    fn occurrences_by(&self, names: &Names, known_by: Option<&[Version]>) -> Result<Vec<Occurrence>> {
        let source = self.source;
        let mut occurrences = self.by_format(names)?;
        if self.apart {
            let first = occurrences.iter().position(|one| one.role == Role::Own);
            let mut at = 0_usize..;
            occurrences.retain(|one| at.next() == first || one.role != Role::Own);
        }
        let by_format = occurrences.len();
        for place in &self.places {
            occurrences.extend(match place {
                Place::Key(keys) => key_path::find(source, keys)?,
                Place::Pattern(pattern) => pattern::find(source, pattern)?,
                Place::File | Place::Nowhere => Vec::new(),
            });
        }
        // Lock files are written by machines; these two formats know no comments.
        let comments = !self.is_lock() && !matches!(self.kind, Some(Kind::Package | Kind::Composer));
        if comments && marker::any_in(source) {
            occurrences.extend(match known_by {
                Some(known) => marker::find(source, known)?,
                None => marker::find_whole(source)?,
            });
        }
        // What is named in a file goes with the file's own version.
        let own = occurrences
            .iter()
            .take(by_format)
            .find(|occurrence| occurrence.role == Role::Own)
            .map(|occurrence| occurrence.grammar);
        if let Some(own @ (Grammar::Semver | Grammar::Pep440)) = own {
            let open =
                occurrences.iter_mut().skip(by_format).filter(|occurrence| occurrence.grammar == Grammar::Either);
            open.for_each(|occurrence| occurrence.grammar = own);
        }
        without_doubles(&mut occurrences);
        if !self.moves && !self.is_lock() {
            // A patch says that Cargo takes it from here; else nothing but a path does.
            let here = |occurrence: &Occurrence| matches!(occurrence.role, Role::Reference { here, flavour, .. } if here || flavour == Flavour::Cargo);
            // In a `pom.xml` the copies are of the versions of others: its parent, and what it is built with.
            let of_others = |occurrence: &Occurrence| match occurrence.role {
                Role::Reference { .. } => !self.follows || here(occurrence),
                Role::Copy => self.kind == Some(Kind::Pom) && !self.follows,
                _ => false,
            };
            occurrences.retain(of_others);
        }
        Ok(occurrences)
    }

    fn by_format(&self, names: &Names) -> Result<Vec<Occurrence>> {
        let source = self.source;
        Ok(match (self.kind, &self.origin) {
            (Some(Kind::VersionFile), Some(_)) => version_file::find_as(source, Grammar::Pep440),
            (_, Some(Origin::Pattern(text))) => {
                // The tools' patterns look at lines, as with `(?m)`.
                let regex = pattern::compile(&format!("(?m){text}"));
                let occurrences =
                    regex.map(|regex| pattern::occurrences(source, &regex, Grammar::Pep440)).unwrap_or_default();
                // Python's patterns can do what these cannot; most look for an assignment, or for what the format says.
                if occurrences.is_empty() { self.by_custom(names)? } else { occurrences }
            }
            (_, Some(Origin::Attribute(name))) => python::find_through(source, &[name, "__version__"]),
            (_, Some(_)) => self.by_custom(names)?,
            (Some(Kind::WebExtension), None) if self.named => web_extension::find_any(source)?,
            (Some(Kind::Python), None) if self.listed => self.assigned(),
            (Some(kind), None) => kind.find(source, names)?,
            (None, None) => Vec::new(),
        })
    }

    /// What a project's settings name without saying where in it: an assignment, or what its own format says.
    fn by_custom(&self, names: &Names) -> Result<Vec<Occurrence>> {
        let occurrences = self.assigned();
        match self.kind {
            Some(kind) if occurrences.is_empty() => kind.find(self.source, names),
            _ => Ok(occurrences),
        }
    }

    /// `__version__ = "…"`, or one of the other names for it.
    fn assigned(&self) -> Vec<Occurrence> {
        let source = self.source;
        if self.kind == Some(Kind::Python) {
            let mut names = vec!["__version__"];
            names.extend(python::OTHERS);
            return python::find_through(source, &names);
        }
        pattern::compile(ASSIGNMENT)
            .map(|regex| pattern::occurrences(source, &regex, Grammar::Pep440))
            .unwrap_or_default()
    }

    /// As [`Manifest::occurrences`], the file's own version checked. Codes `invalid-version`, `versions-differ-in-file`,
    /// `version-not-found`.
    pub fn checked(&self, names: &Names) -> Result<Vec<Occurrence>> {
        let source = self.source;
        let occurrences = self.occurrences(names)?;
        let mut own = occurrences.iter().filter(|occurrence| occurrence.role == Role::Own);
        if let Some(first) = own.next() {
            let version = first.version(source)?;
            for other in own {
                let same = other.version(source)?;
                let strict = first.grammar == Grammar::Semver && other.grammar == Grammar::Semver;
                if first.text != other.text && (strict || !version.same(&same)) {
                    return Err(self.differ(first, other));
                }
            }
        }
        let carries = occurrences.iter().any(|occurrence| matches!(occurrence.role, Role::Own | Role::Copy));
        if carries || !self.listed || !self.moves {
            return Ok(occurrences);
        }
        Err(self.nothing())
    }

    fn differ(&self, first: &Occurrence, other: &Occurrence) -> Error {
        let (line, _) = self.source.place(first.range.start);
        let error = self.source.error(
            "versions-differ-in-file",
            format!("this says `{}` where line {line} says `{}`, expected one version", other.text, first.text),
            other.range.start,
        );
        match self.kind {
            // One is the package's, the other its members': they need not be one.
            Some(Kind::Cargo) => error.advice(cargo_toml::TO_EACH),
            _ => error.advice("make the two the same, or remove the one that nothing reads").advice(format!(
                "or, if this file is no part of what is released, leave it out: `{}` (input `manifests`)",
                option("manifests", &format!("!{}", self.source.path))
            )),
        }
    }

    /// A file the user listed has no version.
    fn nothing(&self) -> Error {
        let path = self.source.path;
        let Some(kind) = self.kind else {
            let marked = match marker::days(self.source.body).is_empty() {
                true => "no marker comment is in it",
                false => "the marker comments in it are of the day alone",
            };
            return Error::new(
                "unknown-format",
                format!("`{path}` is in `manifests`, but no format of that name is known, and {marked}"),
            )
            .at(path)
            .advice("put a comment `x-version-first: version` behind the version")
            .advice(
                "name the place: `path:key.path` in TOML, JSON and YAML, else `path:/pattern with (?<version>…)/`",
            );
        };
        let failed = |message: String| Error::new("version-not-found", message).at(path);
        if kind.expected().is_empty() {
            return failed(
                "no version is this file's own: what it requires of packages here moves with them".to_string(),
            )
            .advice("take the file out of `manifests`");
        }
        let error = failed(format!("no version in this file, expected {}", kind.expected()));
        let tool = match (kind, toml::parse(self.source)) {
            (Kind::Pyproject, Ok(document)) => version_source::from_tags(document),
            _ => None,
        };
        match tool {
            Some(tool) => error.advice(format!("`{tool}` takes this project's version from git's tags, so no file says it: take the file out of `manifests`, or write a `version` instead")),
            None => error.advice("add the version, or take the file out of `manifests`"),
        }
    }
}

/// What was found twice is one place: the first finder knows the file best.
fn without_doubles(occurrences: &mut Vec<Occurrence>) {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    occurrences.retain(|occurrence| {
        let before = taken
            .range(..=occurrence.range.start)
            .next_back()
            .is_some_and(|(start, end)| *end > occurrence.range.start || *start == occurrence.range.start);
        let after =
            taken.range(occurrence.range.start..).next().is_some_and(|(start, _)| *start < occurrence.range.end);
        if !before && !after {
            taken.insert(occurrence.range.start, occurrence.range.end);
        }
        !before && !after
    });
}
