//! Where manifests are looked for, and which of them get the new version.

use crate::manifest::formats::kind::Kind;
use crate::manifest::names::folder;
use crate::manifest::passed_over::counts;
use crate::ordered;
use crate::ordered::BTreeSet;
use crate::version::Version;

/// How many manifests are looked at, at most, where none is at the root.
pub(super) const MOST: usize = 400;

/// Where manifests are looked for, besides where others and the user name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach<'r> {
    /// At the root.
    Root,
    /// There and in this folder.
    Also(&'r str),
    /// In every folder.
    Everywhere,
}

impl Reach<'_> {
    /// The files that are manifests by their name and place.
    pub fn files<'t>(self, tracked: &BTreeSet<&'t str>) -> Vec<&'t str> {
        let looked_for = |path: &&str| Kind::of(path).is_some_and(|kind| Kind::at_root().any(|one| one == kind));
        match self {
            Self::Root | Self::Also("") => Vec::new(),
            Self::Also(wanted) => {
                let here = |path: &&str| folder(path) == wanted;
                tracked.iter().copied().filter(here).filter(looked_for).collect()
            }
            Self::Everywhere => {
                let mut found: Vec<&str> = tracked.iter().copied().filter(|path| counts(path)).collect();
                found.retain(looked_for);
                ordered::sort_by_key(&mut found, |path| (path.matches('/').count(), *path));
                found.truncate(MOST);
                found
            }
        }
    }
}

/// Which manifests get the new version.
#[derive(Debug, Clone, Copy)]
pub enum Moves<'m> {
    /// All of them.
    All,
    /// These files alone.
    Only(&'m [String]),
    /// All but those of some packages.
    But {
        /// The folders of packages that stay as they are.
        staying: &'m BTreeSet<String>,
        /// Files that are none of ours.
        ignored: &'m BTreeSet<String>,
        /// Whether manifests were looked for in every folder.
        everywhere: bool,
        /// The folder that was asked for.
        asked: Option<&'m str>,
        /// The manifests of other packages in the folders of those that move.
        apart: &'m [String],
        /// The newest tag's version: a file beside the manifests that says it goes with them, though they have fallen behind.
        newest: Option<&'m Version>,
    },
}

impl Moves<'_> {
    pub(super) fn moves(&self, path: &str, home: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Only(paths) => paths.iter().any(|one| one == path),
            Self::But { staying, apart, .. } => {
                home.is_none_or(|home| !staying.contains(home)) && apart.iter().all(|one| one != path)
            }
        }
    }

    pub(super) fn ignores(&self, path: &str) -> bool {
        matches!(self, Self::But { ignored, .. } if ignored.contains(path))
    }

    pub(super) fn newest(&self) -> Option<&Version> {
        match self {
            Self::But { newest, .. } => *newest,
            _ => None,
        }
    }

    pub(super) fn reach(&self) -> Reach<'_> {
        match self {
            Self::But { everywhere: true, .. } => Reach::Everywhere,
            Self::But { asked: Some(asked), .. } => Reach::Also(asked),
            _ => Reach::Root,
        }
    }
}
