//! Files that nothing leads to and that name packages of ours by their path: the lock file of a fuzz crate, an example's, and
//! manifests of tools beside the product. Their own versions are their own business; what they say of ours follows.

use crate::ordered::BTreeSet;

use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::kind::Kind;
use crate::manifest::names::{base, folder, join};
use crate::manifest::occurrence::Sources;
use crate::manifest::tree::{Tracked, Tree};

/// Folders of what others wrote.
const FOREIGN: [&str; 5] = ["node_modules", "vendor", "third_party", "vendored", ".git"];

/// The paths of those in a tree, given the files that are led to. In rounds: a lock file in a folder of its own is
/// wanted once the manifest beside it is read, and points out of that folder.
pub(super) fn find<'t>(tree: &Tree<'_, 't>, led_to: &BTreeSet<&str>, read: &Sources<'_>) -> Vec<&'t str> {
    let Tree { tracked, listing, .. } = tree;
    let ours: BTreeSet<&str> = led_to.iter().filter_map(|path| Some(ecosystem(Kind::of(path)?)?.name)).collect();
    let mut found = BTreeSet::new();
    for path in tracked.iter().copied() {
        let Some(kind) = Kind::of(path).filter(|_| !led_to.contains(path)) else { continue };
        // At the root the lock file of a gem may lie that is in a folder, and those that Cargo is tried with.
        if !path.contains('/') && !matches!(kind, Kind::GemfileLock | Kind::CargoLock) {
            continue;
        }
        let Some(ecosystem) = ecosystem(kind).filter(|one| ours.contains(one.name)) else { continue };
        if listing.names(path) || listing.leaves_out(path) || path.split('/').any(|part| FOREIGN.contains(&part)) {
            continue;
        }
        if !kind.is_lock() {
            if ecosystem.refers {
                found.insert(path);
            }
            continue;
        }
        let beside = join(folder(path), ecosystem.manifest).and_then(|beside| tracked.get(beside.as_str()));
        let points = |beside: &&str| match read.get(*beside) {
            Some(Ok(source)) => ecosystem.pointers.iter().any(|pointer| source.body.contains(pointer)),
            _ => false,
        };
        match beside {
            Some(beside) if !ecosystem.pointers.is_empty() && !led_to.contains(beside) => {
                found.insert(beside);
                if points(beside) {
                    found.insert(path);
                }
            }
            _ => {
                found.insert(path);
            }
        }
    }
    found.into_iter().collect()
}

/// The same among files that were read: a manifest that nothing leads to was only looked into for the lock file beside it,
/// which need not have been read, too.
pub(super) fn among<'f>(listing: &Listing, led_to: &BTreeSet<&str>, sources: &Sources<'f>) -> BTreeSet<&'f str> {
    let read: Tracked<'f> = sources.keys().copied().collect();
    let mut found: BTreeSet<&'f str> = find(&Tree::new(&read, listing), led_to, sources).into_iter().collect();
    let beside = |path: &&&str| {
        let kind = Kind::of(path).filter(|kind| !kind.is_lock() && path.contains('/'));
        kind.and_then(ecosystem).is_some_and(|one| one.manifest == base(path))
            && !led_to.contains(*path)
            && !listing.names(path)
    };
    found.extend(read.all.iter().filter(beside).copied());
    found
}

struct Ecosystem {
    name: &'static str,
    /// What stands beside a lock file.
    manifest: &'static str,
    /// Whether that manifest may require a package of ours by its path and by its version at once.
    refers: bool,
    /// What it has in it if it names anything by its path.
    pointers: &'static [&'static str],
}

fn ecosystem(kind: Kind) -> Option<Ecosystem> {
    let (name, manifest, refers, pointers): (_, _, _, &[&str]) = match kind {
        Kind::Cargo | Kind::CargoLock => ("cargo", "Cargo.toml", true, &["path", "workspace"]),
        Kind::Pyproject | Kind::SetupCfg | Kind::SetupPy | Kind::UvLock | Kind::PoetryLock => {
            ("python", "pyproject.toml", kind == Kind::Pyproject, &["path", "workspace", "file:"])
        }
        Kind::Package | Kind::PackageLock | Kind::PnpmLock | Kind::YarnLock | Kind::BunLock => {
            ("npm", "package.json", false, &["file:", "link:", "portal:", "workspace"])
        }
        Kind::Chart | Kind::ChartLock => ("helm", "Chart.yaml", true, &["file:"]),
        Kind::Julia => ("julia", "Project.toml", true, &[]),
        Kind::Gemspec | Kind::GemfileLock => ("gem", "Gemfile", false, &[]),
        Kind::Pubspec | Kind::PubspecLock => ("dart", "pubspec.yaml", false, &["path:"]),
        Kind::Composer | Kind::ComposerLock => ("composer", "composer.json", false, &["\"path\""]),
        _ => return None,
    };
    Some(Ecosystem { name, manifest, refers, pointers })
}
