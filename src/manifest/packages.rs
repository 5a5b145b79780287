//! Packages: folders with manifests that say one version. Which manifest belongs to which, and where they are looked for
//! when there is none at the root.

mod looked;
mod suspects;
mod voices;

use crate::error::Result;
use crate::manifest::candidate::Candidate;
use crate::manifest::discover::discover;
use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::kind::Kind;
use crate::manifest::go_module::GO_MODULE;
use crate::manifest::moves::{Moves, Reach, Stable};
use crate::manifest::names::{Names, folder, join};
use crate::manifest::occurrence::{Role, Sources, sources};
use crate::manifest::opened;
use crate::manifest::own_name::name_of;
use crate::manifest::tree::{Tracked, Tree, tracked};
use crate::manifest::{File, Found, beside, or_followers, read_with, states, unread};
use crate::ordered::{BTreeMap, BTreeSet};
use suspects::{keeps_alone, may_be_of_root, suspects};
use voices::{Voice, by_folder};

pub use looked::Looked;

/// A folder with manifests that say a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its folder; empty: the root.
    pub folder: String,
    /// What its manifest calls it.
    pub name: Option<String>,
    /// Whether it says that nobody publishes it.
    pub private: bool,
    /// Its manifests.
    pub manifests: Vec<Found>,
    /// Whose they are, where several ecosystems speak.
    voices: Vec<Voice>,
    /// What it takes along, one of them for each platform: the packages it may do without, pinned at its own version.
    pub pinned: Vec<String>,
    /// Where it gives members of its workspace another version than its own.
    pub lent: Option<Found>,
}

/// All packages of a tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Packages {
    /// Each with a version, by folder.
    pub all: Vec<Package>,
    /// The manifests that the user named: they go with whatever is released.
    pub listed: Vec<Found>,
    /// Whether they were looked for in every folder.
    pub everywhere: bool,
    /// What said no version.
    pub looked: Vec<Looked>,
    /// Files that say a version and are nobody's manifest until the user says so.
    pub suspects: Vec<Found>,
    /// Files that could not be read, or are no manifests here.
    pub ignored: BTreeSet<String>,
    /// Whether the files tell of a project whose versions are Python's.
    pub python: bool,
    /// Whether the root's own version comes from git's tags.
    pub by_tags: bool,
    /// Whether a manifest at the root, of another ecosystem than those that say a version there, says none.
    pub mute: bool,
    /// Where the root has a workspace and no version: packages of other ecosystems, which no workspace of that kind can name.
    /// Where one was asked for: all that nothing names.
    pub far: Vec<Package>,
    /// What was met on the way to these and is no manifest.
    pub far_ignored: BTreeSet<String>,
    /// All files that were read for these alone.
    pub far_files: BTreeSet<String>,
}

/// As [`crate::manifest::needs`], where packages may lie in any folder: they are looked for once nothing at the root says a
/// version, or the wanted one is not among what the root leads to. `only_read`: nothing will be rewritten. Codes:
/// `too-many-patterns`.
pub fn needs_of(
    paths: &str,
    manifests: &[String],
    wanted: Option<&str>,
    read: &[File],
    only_read: bool,
) -> Result<Vec<String>> {
    needs_in(&tracked(paths), manifests, wanted, read, only_read)
}

/// As [`needs_of`], of paths about which more may be asked.
pub(crate) fn needs_in(
    paths: &Tracked<'_>,
    manifests: &[String],
    wanted: Option<&str>,
    read: &[File],
    only_read: bool,
) -> Result<Vec<String>> {
    let listing = Listing::lenient(manifests).over(&paths.all);
    needs_among(&Tree::new(paths, &listing), &read.iter().collect::<Vec<_>>(), &sources(read), wanted, only_read)
}

/// As [`needs_of`], of what is at hand already.
pub(super) fn needs_among<'f>(
    tree: &Tree<'_, '_>,
    read: &[&'f File],
    known: &Sources<'f>,
    wanted: Option<&str>,
    only_read: bool,
) -> Result<Vec<String>> {
    let Tree { tracked, listing, .. } = tree;
    let wanted_of = |all: &[Candidate]| -> Vec<String> {
        unread(tree, all, known).into_iter().filter(|path| !only_read || states(path, listing)).collect()
    };
    let rest = |wanted, all: &[Candidate]| if only_read { wanted } else { or_followers(tree, wanted, all, known) };
    let near = Near::of(tree, known, wanted)?;
    let first = wanted_of(&near.candidates);
    if !first.is_empty() {
        return Ok(rest(first, &near.candidates));
    }
    if near.is_enough(read, known, listing, wanted) {
        let far = near.others(tree, known, wanted)?;
        return Ok(rest(wanted_of(&far), &near.candidates));
    }
    let far = discover(tree, known, Reach::Everywhere)?;
    let more = rest(wanted_of(&far), &far).into_iter();
    // Of an old commit, what may have said its version without being named.
    let suspect = |path: &&str| !known.contains_key(path) && !listing.leaves_out(path);
    let of_root = |path: &&str| keeps_alone(path) || may_be_of_root(path, |root| tracked.contains(root));
    let suspects = suspects(tree).filter(|path| !only_read || of_root(path)).filter(suspect);
    let module = tracked.get(GO_MODULE).copied().filter(|path| !only_read && !known.contains_key(path));
    let mut seen = BTreeSet::new();
    Ok(more.chain(suspects.chain(module).map(str::to_string)).filter(|path| seen.insert(path.clone())).collect())
}

/// What is found without looking into every folder.
struct Near {
    candidates: Vec<Candidate>,
}

impl Near {
    fn of(tree: &Tree<'_, '_>, known: &Sources<'_>, wanted: Option<&str>) -> Result<Self> {
        let asked = wanted.and_then(|package| join("", package));
        let reach = asked.as_deref().map_or(Reach::Root, Reach::Also);
        Ok(Self { candidates: discover(tree, known, reach)? })
    }

    /// The manifests of packages of other ecosystems in folders, where the root has a workspace and no version of its own: an
    /// app beside the crates that it is made with. Of all that nothing names, where a package was asked for, as what is called
    /// alike may have the tags that look like its own; or where the root has nothing but a citation. That is asked before they
    /// are read: which of them are packages of ours, [`Packages::leave_unnamed`] says afterwards.
    fn others(&self, tree: &Tree<'_, '_>, known: &Sources<'_>, wanted: Option<&str>) -> Result<Vec<Candidate>> {
        let homes: BTreeSet<&str> = self.candidates.iter().filter_map(|one| one.home.as_deref()).collect();
        // What is published for each platform is no package of its own, unless one was asked for.
        let found: BTreeSet<&str> =
            self.candidates.iter().filter(|_| wanted.is_none()).map(|one| one.path.as_str()).collect();
        let apart = |path: &&str| !homes.contains(folder(path)) && !found.contains(path);
        let far = tree.paths.everywhere().iter().copied().filter(|path| ecosystem(path).is_some());
        let far: Vec<&str> = far.filter(apart).collect();
        // Before any manifest is read for this: one may be long.
        if far.is_empty() {
            return Ok(Vec::new());
        }
        let says = |one: &&Candidate| {
            let source = known.get(one.path.as_str()).and_then(|source| source.as_ref().ok());
            let found =
                Kind::of(&one.path).zip(source).and_then(|(kind, source)| kind.find(source, &Names::default()).ok());
            found.is_some_and(|found| found.iter().any(|occurrence| occurrence.role == Role::Own))
        };
        let speaking = self.candidates.iter().filter(|one| ecosystem(&one.path).is_some());
        let saying: Vec<&Candidate> = speaking.filter(says).collect();
        let whole = saying.iter().any(|one| one.home.as_deref().is_none_or(str::is_empty));
        let named = || tree.listing.entries().iter().any(|one| tree.listing.names(&one.path));
        let cites =
            // What builds a project may say nothing.
            |one: &Candidate| beside::only_cites(&one.path) || beside::only_follows(&one.path) && !says(&one);
        let cited = !tree.tracked.contains(GO_MODULE) && self.candidates.iter().all(cites);
        if wanted.is_none() && (whole || (saying.is_empty() && !cited) || named()) {
            return Ok(Vec::new());
        }
        let ours: BTreeSet<&str> = saying.iter().filter_map(|one| ecosystem(&one.path)).collect();
        if wanted.is_none() && !far.iter().any(|path| ecosystem(path).is_some_and(|one| !ours.contains(one))) {
            return Ok(Vec::new());
        }
        let theirs: BTreeSet<&str> = far.into_iter().map(folder).collect();
        let all = discover(tree, known, Reach::Everywhere)?;
        Ok(all.into_iter().filter(|one| one.home.as_deref().is_some_and(|home| theirs.contains(home))).collect())
    }

    /// Whether that will do: somebody says a version, and where a package was asked for, it is among them.
    fn is_enough<'f>(
        &self,
        files: &[&'f File],
        sources: &Sources<'f>,
        listing: &Listing,
        wanted: Option<&str>,
    ) -> bool {
        let hows: BTreeMap<&str, &Candidate> = self.candidates.iter().map(|one| (one.path.as_str(), one)).collect();
        let asked = wanted.and_then(|package| join("", package));
        // What cannot be opened is a failure of its own, soon.
        let files: Vec<&File> = files.iter().copied().filter(|file| hows.contains_key(file.path.as_str())).collect();
        let Ok(opened) = opened::open(&files, sources, listing, &hows, &Moves::All) else { return true };
        let idle = opened::until_built(&self.candidates, sources, listing);
        // A lock file only repeats what others say, and a line of a readme goes with its package, wherever that lies.
        let tells = |one: &&opened::Manifest<'_, '_>| {
            let weak = beside::only_follows(one.source.path) || one.kind == Some(Kind::Assembly);
            match listing.names(one.source.path) {
                true => one.kind.is_some(),
                false => !(one.is_lock() || (one.beside && weak) || idle.contains(one.source.path)),
            }
        };
        opened.iter().filter(tells).any(|one| {
            let fits = match (wanted, &asked) {
                (None, _) => true,
                (Some(package), asked) => {
                    one.home.as_deref().is_some_and(|home| Some(home) == asked.as_deref())
                        || name_of(one.source).as_deref() == Some(package)
                }
            };
            // One that is broken is to be spoken of.
            fits && (one.has_version() || (one.kind.is_some() && one.occurrences(&Names::default()).is_err()))
        })
    }
}

/// Every package among `files`, which [`needs_of`] asked for. Codes: those of [`crate::manifest::read`]; a manifest in a folder that
/// nothing names, and that cannot be read, is passed over. `wanted`: the name or folder of the one that is asked for.
pub fn packages(files: &[File], manifests: &[String], wanted: Option<&str>) -> Result<Packages> {
    packages_among(&files.iter().collect::<Vec<_>>(), &sources(files), Listing::parse(manifests)?, wanted)
}

/// As [`packages`], of what is at hand already.
pub(super) fn packages_among<'f>(
    files: &[&'f File],
    sources: &Sources<'f>,
    listing: Listing,
    wanted: Option<&str>,
) -> Result<Packages> {
    let tracked = sources.keys().copied().collect::<Tracked<'_>>();
    let listing = listing.over(&tracked.all);
    let tree = Tree::new(&tracked, &listing);
    let near = Near::of(&tree, sources, wanted)?;
    let everywhere = !near.is_enough(files, sources, &listing, wanted);
    let far = if everywhere { Vec::new() } else { near.others(&tree, sources, wanted)? };
    let candidates = match everywhere {
        true => discover(&tree, sources, Reach::Everywhere)?,
        false => near.candidates,
    };
    let mut packages = Packages { everywhere, ..Packages::default() };
    packages.python = files.iter().any(|file| {
        matches!(Kind::of(&file.path), Some(Kind::Pyproject | Kind::SetupCfg | Kind::SetupPy))
            && !file.path.contains('/')
    });
    packages.ignored = opened::until_built(&candidates, sources, &listing);
    if everywhere {
        packages.pass_over(sources, &candidates, &listing);
    }
    let none = BTreeSet::new();
    if !far.is_empty() {
        let theirs: BTreeMap<&str, &Candidate> = far.iter().map(|one| (one.path.as_str(), one)).collect();
        let own = |path: &str| candidates.iter().any(|one| one.path == path);
        packages.far_files = theirs.keys().filter(|path| !own(path)).map(ToString::to_string).collect();
        let mut others = Packages::default();
        others.pass_over(sources, &far, &listing);
        // What lies elsewhere was judged as it always is.
        others.ignored.retain(|path| theirs.contains_key(path.as_str()));
        let files: Vec<&File> = files.iter().copied().filter(|file| theirs.contains_key(file.path.as_str())).collect();
        let moves = everything(&none, &others.ignored, true);
        // What cannot be read there is nobody's.
        let found = read_with(&files, sources, &Listing::default(), &far, &moves).unwrap_or_default();
        packages.far = by_folder(found, sources, &far).0;
        packages.far_ignored = others.ignored;
    }
    let ignored = packages.ignored_where(false);
    let moves = everything(&none, &ignored, everywhere);
    let found = read_with(files, sources, &listing, &candidates, &moves)?;
    (packages.all, packages.listed) = by_folder(found, sources, &candidates);
    if wanted.is_none() {
        packages.leave_unnamed(&far);
    }
    packages.look(sources, &candidates);
    Ok(packages)
}

fn ecosystem(path: &str) -> Option<&'static str> {
    Kind::of(path).and_then(Kind::ecosystem)
}

/// What moves before anything is known but what is none of ours.
fn everything<'m>(staying: &'m BTreeSet<String>, ignored: &'m BTreeSet<String>, everywhere: bool) -> Moves<'m> {
    Moves::But { staying, ignored, everywhere, asked: None, apart: &[], newest: None, stable: Stable::Goes }
}

impl Packages {
    /// Of [`Near::others`], once they are read: what a workspace of its own kind could name and does not is none of ours, nor is
    /// what it requires: a site beside crates and their bindings.
    fn leave_unnamed(&mut self, far: &[Candidate]) {
        let found = self.all.iter().flat_map(|one| &one.manifests);
        let ours: BTreeSet<&str> = found.filter_map(|found| ecosystem(&found.path)).collect();
        let is_of_another = |one: &Package| {
            one.manifests.iter().filter_map(|found| ecosystem(&found.path)).any(|one| !ours.contains(one))
        };
        self.far.retain(is_of_another);
        let homes: BTreeSet<&str> = self.far.iter().map(|one| one.folder.as_str()).collect();
        let elsewhere = |one: &&Candidate| one.home.as_deref().is_none_or(|home| !homes.contains(home));
        let unnamed = far.iter().filter(elsewhere).map(|one| &one.path).filter(|path| self.far_files.contains(*path));
        self.far_ignored.extend(unnamed.cloned());
    }

    /// The files that are none of ours, given whether one of those moves that were looked for in other ecosystems.
    pub fn ignored_where(&self, far_moves: bool) -> BTreeSet<String> {
        let far = if far_moves { &self.far_ignored } else { &self.far_files };
        self.ignored.iter().chain(far).cloned().collect()
    }

    /// Looking everywhere meets templates and other people's files.
    fn pass_over(&mut self, sources: &Sources<'_>, candidates: &[Candidate], listing: &Listing) {
        let alike = |one: &&Candidate| !(one.beside && beside::only_follows(&one.path));
        let known: BTreeSet<&str> = candidates.iter().filter(alike).map(|one| one.path.as_str()).collect();
        let far: BTreeSet<&str> = candidates
            .iter()
            .filter(|one| one.path.contains('/') && one.home.is_some())
            .map(|one| one.path.as_str())
            .collect();
        for (path, source) in sources {
            let Some(kind) = Kind::of(path).filter(|kind| !listing.names(path) && !kind.is_lock()) else { continue };
            let found = source.as_ref().map_err(Clone::clone).and_then(|source| kind.find(source, &Names::default()));
            let own = found.and_then(|occurrences| {
                let source = source.as_ref().map_err(Clone::clone)?;
                let own = occurrences.into_iter().find(|occurrence| occurrence.role == Role::Own);
                own.map(|occurrence| Ok((occurrence.version(source)?, source, occurrence))).transpose()
            });
            if far.contains(path) {
                if let Err(error) = own {
                    self.ignored.insert((*path).to_string());
                    self.looked.push(Looked { path: (*path).to_string(), why: error.told().message, computed: false });
                }
            } else if !known.contains(path) {
                self.ignored.insert((*path).to_string());
                if let Ok(Some((version, source, occurrence))) = own {
                    // Lines are counted from the beginning each time.
                    let (line, column) = source.place(occurrence.range.start);
                    self.suspects.push(Found {
                        path: (*path).to_string(),
                        format: kind.name().to_string(),
                        version: occurrence.grammar.spelled(&occurrence.text, &version),
                        scheme: version.scheme(),
                        line,
                        column,
                        how: "in the tree".to_string(),
                    });
                }
            }
        }
    }
}
