//! What our own packages are called, so that lock files and references can be told from everybody else's.

use crate::ordered::{BTreeMap, BTreeSet};
use crate::version::Version;

/// Names of the packages whose version goes up, with that version before the rewriting.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub crates: BTreeMap<String, String>,
    pub npm: BTreeMap<String, String>,
    /// The folder of every `package.json`, and whether it has a version that goes up.
    pub npm_folders: BTreeMap<String, bool>,
    /// Spelled as the index spells them.
    pub python: BTreeMap<String, String>,
    pub gems: BTreeMap<String, String>,
    /// Files for the version alone that a gem takes its own from.
    pub read_by_gems: BTreeSet<String>,
    pub jsr: BTreeMap<String, String>,
    pub dart: BTreeMap<String, String>,
    pub composer: BTreeMap<String, String>,
    /// What Gradle's builds call what gives their version.
    pub gradle: BTreeSet<String>,
    /// And that in its catalogue, where it stands there, with dots between its words.
    pub in_catalog: Option<String>,
    /// Projects of Leiningen.
    pub leiningen: BTreeSet<String>,
    pub cabal: BTreeMap<String, String>,
    /// Applications in Elixir.
    pub mix: BTreeMap<String, String>,
    /// Julia's packages, by their `uuid`.
    pub julia: BTreeMap<String, String>,
    /// By their folder.
    pub charts: BTreeMap<String, String>,
    /// Crates that a workspace takes from this tree wherever they are required.
    pub patched: BTreeSet<String>,
    /// npm's, by what pnpm and Yarn made of them.
    pub elsewhere: Elsewhere,
    /// Folders of packages that are left as they are wherever that will do.
    pub staying: BTreeSet<String>,
    /// Folders of packages that are none of ours.
    pub bystanders: BTreeSet<String>,
    /// Imports that Deno takes from a registry.
    pub imported: BTreeSet<String>,
    /// Python's packages that a lock file takes from an index.
    pub indexed: BTreeSet<String>,
    /// What our packages said before, where a marker for one number of it makes that matter.
    pub before: Vec<Version>,
    pub maven: Projects,
    pub maven_properties: Properties,
}

/// `group:artifact` of every project here, with its version before the rewriting.
pub(super) type Projects = BTreeMap<String, String>;

/// Names of properties, with the `group:artifact` of what takes its version from them.
pub(super) type Properties = BTreeMap<String, BTreeSet<String>>;

/// Requirements that a lock file says are met by a registry: the folder that has them, the name, and the text.
pub(super) type Elsewhere = BTreeSet<(String, String, String)>;

impl Names {
    /// Whether none of our packages is of an ecosystem that reads versions as SemVer or Python do.
    pub fn are_of_gems(&self) -> bool {
        self.npm.is_empty() && self.crates.is_empty() && self.python.is_empty()
    }

    /// Whether a lock file says that a registry meets a requirement.
    pub fn is_elsewhere(&self, home: &str, name: &str, said: &str) -> bool {
        !self.elsewhere.is_empty() && self.elsewhere.contains(&(home.to_string(), name.to_string(), said.to_string()))
    }
}

/// The folder a path lies in; empty for the root.
pub(super) fn folder(path: &str) -> &str {
    slash(path).and_then(|at| path.get(..at)).unwrap_or_default()
}

/// The last part of a path.
pub(super) fn base(path: &str) -> &str {
    slash(path).and_then(|at| path.get(at.saturating_add(1)..)).unwrap_or(path)
}

/// Where the last one is. All paths of a tree are asked, and a name is short: no search is set up for it.
fn slash(path: &str) -> Option<usize> {
    path.bytes().rposition(|letter| letter == b'/')
}

/// `path` as seen from `folder`, without `.` and `..`; `None` where it leaves the repository.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether a file or folder lies in a folder, at any depth; in the root everything does.
pub fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether `path` is one of these folders or lies in one.
pub fn lies_in(path: &str, folders: &BTreeSet<String>) -> bool {
    let above = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
    above.chain([path]).any(|folder| folders.contains(folder))
}
