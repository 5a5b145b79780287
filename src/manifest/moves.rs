//! Where manifests are looked for, and which of them get the new version.

use crate::manifest::formats::kind::Kind;
use crate::manifest::names::folder;
use crate::manifest::tree::Tree;
use crate::ordered::BTreeSet;
use crate::version::Version;

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
    pub fn files<'t>(self, tree: &Tree<'_, 't>) -> Vec<&'t str> {
        match self {
            Self::Root | Self::Also("") => Vec::new(),
            Self::Also(wanted) => {
                let here = |(path, kind): &&(&str, Kind)| folder(path) == wanted && kind.is_at_root();
                tree.paths.kinds().iter().filter(here).map(|(path, _)| *path).collect()
            }
            Self::Everywhere => tree.paths.everywhere().to_vec(),
        }
    }
}

/// What becomes of WordPress's `Stable tag`, by which everybody is updated: it names no prerelease, unless it has before.
#[derive(Debug, Clone, Copy)]
pub enum Stable<'m> {
    /// It goes with what says the same.
    Goes,
    /// A prerelease is made: a release stays where it is.
    Stays,
    /// A release is made: what stayed at this one goes with it.
    StayedAt(&'m Version),
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
        /// What becomes of a `Stable tag`.
        stable: Stable<'m>,
    },
}

impl<'m> Moves<'m> {
    /// As they are where this version is made, after this release.
    #[must_use]
    pub fn to(mut self, version: &Version, after: Option<&'m Version>) -> Self {
        if let Self::But { stable, .. } = &mut self {
            *stable = match after {
                _ if version.is_prerelease() => Stable::Stays,
                Some(after) => Stable::StayedAt(after),
                None => Stable::Goes,
            };
        }
        self
    }

    pub(super) fn moves(&self, path: &str, home: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Only(paths) => paths.iter().any(|one| one == path),
            Self::But { staying, apart, asked, .. } => {
                // Lerna's number is that of the packages which it counts together, whatever the root's own manifest says.
                let counts = path == "lerna.json" && asked.is_none();
                home.is_none_or(|home| counts || !staying.contains(home)) && apart.iter().all(|one| one != path)
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

    pub(super) fn stable(&self) -> Stable<'_> {
        match self {
            Self::But { stable, .. } => *stable,
            _ => Stable::Goes,
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
