//! What the packages tell while it is still looked for which tags are theirs.

use super::{asked, names, only};
use crate::manifest::{self, File, Packages};
use crate::request::Request;

/// What the packages tell before it is known which of them move.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hint {
    /// What the package is called.
    pub(crate) names: Vec<String>,
    /// The folders whose manifests speak for it.
    pub(crate) folders: Vec<String>,
    /// Whether there are several, and nothing says yet which is meant.
    pub(crate) several: bool,
}

/// See [`Hint`].
pub(crate) fn hint(request: &Request, packages: &Packages, files: &[File]) -> Hint {
    let root = packages.all.iter().find(|one| one.folder.is_empty());
    if let Some(package) = asked(request, packages) {
        return Hint { names: names(package), folders: vec![package.folder.clone()], several: false };
    }
    let (names, folders) = match (root, packages.all.as_slice()) {
        (None, _) if let Some(one) = only(packages) => (names(one), vec![one.folder.clone()]),
        (Some(root), _) => {
            let mut names: Vec<String> = manifest::own_name(files).into_iter().collect();
            names.extend(root.name.clone().filter(|name| !names.contains(name)));
            (names, vec![String::new()])
        }
        (None, all) => (Vec::new(), all.iter().map(|one| one.folder.clone()).collect()),
    };
    Hint { names, folders, several: root.is_none() && packages.all.len() > 1 && only(packages).is_none() }
}
