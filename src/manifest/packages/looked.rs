//! What was looked at and says no version, and why.

use crate::manifest::candidate::Candidate;
use crate::manifest::computed::computes;
use crate::manifest::entries::marker;
use crate::manifest::formats::kind::Kind;
use crate::manifest::go_module::GO_MODULE;
use crate::manifest::occurrence::Sources;
use crate::manifest::packages::Packages;
use crate::manifest::python::version_source;
use crate::manifest::readers::toml;
use crate::ordered::BTreeSet;

/// A file that might have said a version and did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Its path.
    pub path: String,
    /// Why it says none.
    pub why: String,
    /// Whether it has one all the same, which is put together where nobody saw it.
    pub computed: bool,
}

impl Packages {
    /// Notes why the others say nothing.
    pub(super) fn look(&mut self, sources: &Sources<'_>, candidates: &[Candidate]) {
        if self.everywhere && sources.contains_key(GO_MODULE) {
            let why = "a Go module's version is its tag's alone".to_string();
            self.looked.push(Looked { path: GO_MODULE.to_string(), why, computed: false });
        }
        let mut told: BTreeSet<String> =
            self.all.iter().flat_map(|one| &one.manifests).map(|one| one.path.clone()).collect();
        told.extend(self.listed.iter().map(|one| one.path.clone()));
        told.extend(self.looked.iter().map(|one| one.path.clone()));
        told.extend(self.suspects.iter().map(|one| one.path.clone()));
        let of = |path: &str| Kind::of(path).filter(|_| !path.contains('/')).and_then(Kind::ecosystem);
        let speaking: BTreeSet<&str> = told.iter().filter_map(|path| of(path)).collect();
        for candidate in candidates.iter().filter(|one| !told.contains(&one.path)) {
            self.mute |= of(&candidate.path).is_some_and(|one| !speaking.contains(one));
            let Some(Ok(source)) = sources.get(candidate.path.as_str()) else { continue };
            if marker::marks_all(source.body) {
                let why = "its markers mark numbers of a version that no file says whole".to_string();
                self.looked.push(Looked { path: candidate.path.clone(), why, computed: true });
                continue;
            }
            let may_say = |kind: &Kind| !kind.is_lock() && !kind.expected().is_empty();
            let Some(kind) = Kind::of(&candidate.path).filter(may_say) else { continue };
            let tool = match kind {
                Kind::Pyproject => toml::parse(source).ok().and_then(version_source::from_tags),
                _ => None,
            };
            let computed = computes(kind, source);
            let why = match tool {
                _ if computed => {
                    "its version is no plain text, and no file was found that it is taken from".to_string()
                }
                Some(tool) => {
                    self.by_tags |= !candidate.path.contains('/');
                    format!("its version comes from git's tags, by `{tool}`")
                }
                None => format!("expected {}", kind.expected()),
            };
            self.looked.push(Looked { path: candidate.path.clone(), why, computed });
        }
    }
}
