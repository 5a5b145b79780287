//! Which files carry the version: the root's manifests, what they name, what stands beside them, what the user lists.

mod named;

use crate::error::{Error, Result};
use crate::manifest::candidate::Candidate;
use crate::manifest::entries::listing::Place;
use crate::manifest::moves::Reach;
use crate::manifest::names::{base, folder, join};
use crate::manifest::occurrence::Sources;
use crate::manifest::tree::Tree;
use crate::manifest::{Kind, beside};
use crate::ordered::BTreeSet;

/// All that can be known of the candidates from the files read so far, in a stable order.
///
/// Files that cannot be parsed name nothing here; reading them says why. `reach`: where manifests are looked for besides.
/// Codes: `too-many-patterns`.
pub(super) fn discover(tree: &Tree<'_, '_>, read: &Sources<'_>, reach: Reach<'_>) -> Result<Vec<Candidate>> {
    let mut walk = Walk {
        tree,
        found: Vec::new(),
        seen: BTreeSet::new(),
        besides: BTreeSet::new(),
        excluded: BTreeSet::new(),
        endless: None,
    };
    walk.at_root();
    for entry in tree.listing.entries().iter().filter(|entry| entry.place == Place::File) {
        walk.add(entry.path.clone(), LISTED, true, None);
    }
    for path in reach.files(tree) {
        walk.add(path.to_string(), &format!("in {}", folder(path)), true, Some(folder(path)));
    }
    let platforms = walk.by_themselves();
    let mut next = 0_usize;
    while let Some(candidate) = walk.found.get(next).cloned() {
        next = next.saturating_add(1);
        walk.locks(&candidate);
        let source = read.get(candidate.path.as_str());
        if let (Some(kind), Some(Ok(source))) = (Kind::of(&candidate.path), source) {
            walk.expand(&candidate, kind, source);
        }
    }
    walk.for_platforms(platforms);
    walk.for_places();
    if let Some(path) = walk.endless {
        let why = "the patterns of its workspace, and the folders that they are compared with, are too many";
        return Err(Error::new("too-many-patterns", why)
            .at(path)
            .advice("name the members' folders, or begin patterns with a folder, as in `packages/*`"));
    }
    walk.settle();
    Ok(walk.found)
}

const LISTED: &str = "listed in `manifests`";

struct Walk<'w, 't> {
    tree: &'w Tree<'w, 't>,
    found: Vec<Candidate>,
    seen: BTreeSet<String>,
    /// Those that were found by themselves, and by nothing else so far.
    besides: BTreeSet<String>,
    /// Folders that Cargo workspaces leave out.
    excluded: BTreeSet<String>,
    /// The manifest of a workspace whose members could not be told in any time.
    endless: Option<String>,
}

impl<'t> Walk<'_, 't> {
    fn add(&mut self, path: String, how: &str, head: bool, home: Option<&str>) {
        let wanted = self.tree.tracked.contains(path.as_str()) && !self.tree.listing.leaves_out(&path);
        if wanted && self.besides.remove(&path) {
            // What another manifest names is more than what is there by itself.
            if let Some(known) = self.found.iter_mut().find(|one| one.path == path) {
                known.beside = false;
                known.how = how.to_string();
                known.home = home.map(str::to_string);
            }
        } else if wanted && self.seen.insert(path.clone()) {
            let home = home.map(str::to_string);
            self.found.push(Candidate { path, how: how.to_string(), head, home, placed: false, beside: false });
        }
    }

    /// The root's manifests, in the order of the table of formats.
    fn at_root(&mut self) {
        let root: Vec<&(&str, Kind)> = self.tree.paths.kinds().iter().filter(|(path, _)| !path.contains('/')).collect();
        for wanted in Kind::at_root() {
            for (path, _) in root.iter().filter(|(_, kind)| *kind == wanted) {
                self.add((*path).to_string(), "at the root", true, Some(""));
            }
        }
    }

    /// Files that nothing leads to. Whoever names one more place in such a file does not take it away. Returned is what waits until
    /// packages are found, since it is called after them: what is published for each platform.
    fn by_themselves(&mut self) -> Vec<&'t str> {
        let entries = self.tree.listing.entries().iter();
        let named: BTreeSet<&str> =
            entries.filter(|entry| entry.place == Place::File).map(|entry| entry.path.as_str()).collect();
        let besides = self.tree.paths.besides().iter().copied().filter(|path| !named.contains(path));
        let (follow, speak): (Vec<&str>, Vec<&str>) = besides.partition(|path| beside::only_follows(path));
        let (platforms, speak): (Vec<&str>, Vec<&str>) =
            speak.into_iter().partition(|path| base(path) == "package.json");
        for path in speak {
            self.beside(path);
        }
        if !self.found.is_empty() {
            follow.into_iter().for_each(|path| self.beside(path));
        }
        platforms
    }

    /// `npm/*/package.json` beside a package.
    fn for_platforms(&mut self, paths: Vec<&str>) {
        let homes: BTreeSet<String> =
            self.found.iter().filter(|one| !one.beside).filter_map(|one| one.home.clone()).collect();
        for path in paths {
            let package = folder(folder(folder(path)));
            if package.is_empty() || homes.contains(package) {
                self.beside(path);
            }
        }
    }

    /// Files in which only a place is named, and that nothing else leads to.
    fn for_places(&mut self) {
        let entries = self.tree.listing.entries().iter();
        for entry in entries.filter(|entry| matches!(entry.place, Place::Key(_) | Place::Pattern(_))) {
            if self.tree.tracked.contains(entry.path.as_str()) && self.seen.insert(entry.path.clone()) {
                let (path, how) = (entry.path.clone(), LISTED.to_string());
                self.found.push(Candidate { path, how, head: false, home: None, placed: true, beside: false });
            }
        }
    }

    /// What was found by itself belongs to the package nearest above it.
    fn settle(&mut self) {
        let near = |one: &Candidate| if one.beside { None } else { one.home.clone() };
        let homes: BTreeSet<String> = self.found.iter().filter_map(near).collect();
        for one in self.found.iter_mut().filter(|one| one.beside) {
            let mut home = folder(&one.path);
            while !home.is_empty() && !homes.contains(home) {
                home = folder(home);
            }
            one.home = Some(home.to_string());
        }
    }

    /// A tracked file that counts as long as it says what the package says.
    fn beside(&mut self, path: &str) {
        if self.tree.listing.leaves_out(path) || !self.seen.insert(path.to_string()) {
            return;
        }
        self.besides.insert(path.to_string());
        let (path, how, home) = (path.to_string(), "beside the manifests".to_string(), Some(String::new()));
        self.found.push(Candidate { path, how, head: false, home, placed: false, beside: true });
    }

    /// Lock files beside a manifest.
    fn locks(&mut self, beside: &Candidate) {
        let names = Kind::of(&beside.path).map_or(&[][..], Kind::locks);
        for name in names {
            if let Some(path) = join(folder(&beside.path), name) {
                self.add(path, &format!("beside {}", beside.path), false, beside.home.as_deref());
            }
        }
    }
}
