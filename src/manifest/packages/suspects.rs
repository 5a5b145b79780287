//! Where versions are kept that no manifest takes.

use crate::manifest::Found;
use crate::manifest::formats::header;
use crate::manifest::formats::kind::Kind;
use crate::manifest::names::{base, folder};
use crate::manifest::packages::Packages;
use crate::manifest::passed_over::counts;
use crate::manifest::tree::{MOST, Tree};
use crate::ordered;

/// Whether a file is where a project of no ecosystem keeps its version: for that alone, or where it says how it is built. One
/// that said the newest tag's version when that was made need not be named by anybody.
pub(super) fn keeps_alone(path: &str) -> bool {
    match Kind::of(path) {
        Some(Kind::Xcode) => !folder(path).contains('/'),
        // Of a plugin whose main file says the version, and of a page that is made of others' packages.
        Some(Kind::StableTag | Kind::Bower) | None => false,
        Some(Kind::Nextcloud) => true,
        Some(kind) => kind.follows().is_some() && !path.contains('/'),
    }
}

/// Whether a file below the root may be the one there, by a link, or its copy.
pub(super) fn may_be_of_root(path: &str, is_tracked: impl Fn(&str) -> bool) -> bool {
    Kind::of(path) == Some(Kind::VersionFile) && path.contains('/') && is_tracked(base(path))
}

/// Files that people keep versions in, though nothing says that it is the project's.
pub(super) fn suspects<'t>(tree: &Tree<'_, 't>) -> impl Iterator<Item = &'t str> {
    const NAMES: [&str; 4] = ["version", "_version", "__version__", "__about__"];
    let suspect = |(path, kind): &&(&str, Kind)| {
        let depth = path.matches('/').count();
        let named = || {
            let stem = base(path).split('.').next().unwrap_or_default();
            NAMES.iter().any(|name| name.eq_ignore_ascii_case(stem))
        };
        let kept = match kind {
            Kind::Python => named() || base(path) == "__init__.py",
            Kind::Ruby | Kind::Go => named(),
            Kind::Header => header::is_kept(path),
            Kind::Cmake | Kind::Meson | Kind::Autoconf | Kind::WebExtension | Kind::Xcode | Kind::Plist => depth <= 1,
            Kind::VersionFile => true,
            _ => keeps_alone(path),
        };
        kept && depth <= 3 && (depth == 0 || counts(path))
    };
    let mut found: Vec<&str> = tree.paths.kinds().iter().filter(suspect).map(|(path, _)| *path).collect();
    ordered::sort_by_key(&mut found, |path| (path.matches('/').count(), *path));
    found.truncate(MOST);
    found.into_iter()
}

impl Packages {
    /// Where nobody else says a version: files at the root that keep one, with those of their names that say the same, and
    /// all others that say one.
    pub(crate) fn keeping(&self) -> (Vec<&Found>, Vec<&Found>) {
        let named = !self.all.is_empty() || !self.listed.is_empty() || self.by_tags;
        if named || self.looked.iter().any(|one| one.computed) {
            return (Vec::new(), Vec::new());
        }
        let same =
            |one: &Found, path: &str| self.suspects.iter().any(|it| it.path == path && it.version == one.version);
        let of_root = |one: &Found| may_be_of_root(&one.path, |path| same(one, path));
        self.suspects.iter().partition(|one| keeps_alone(&one.path) || of_root(one))
    }
}
