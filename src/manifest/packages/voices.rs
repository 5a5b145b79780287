//! Manifests in one folder that may be of several packages. Of several ecosystems: a gem and the site of its manual, a
//! crate and what installs it from npm. Of one: projects of a solution, gems, whose files are called by their packages'
//! names. As long as they say one version they are one package. Where they do not, what nobody publishes, or is called
//! otherwise, is another one, and its version is its own.

use crate::manifest::Found;
use crate::manifest::candidate::Candidate;
use crate::manifest::formats::cargo_toml::is_apart;
use crate::manifest::formats::kind::Kind;
use crate::manifest::formats::package_json;
use crate::manifest::names::{Names, folder};
use crate::manifest::occurrence::{Role, Source, Sources};
use crate::manifest::own_name::{is_loaded, is_private, name_of, said_name};
use crate::manifest::packages::Package;
use crate::manifest::readers::toml;
use crate::ordered;
use crate::ordered::{BTreeMap, BTreeSet};
use crate::version::{Scheme, Version};

/// What the manifests of one ecosystem say of the package in their folder, or one of them of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Voice {
    ecosystem: &'static str,
    /// What they call it.
    called: Option<String>,
    /// The same without its owner's scope.
    name: Option<String>,
    /// Whether nobody publishes it.
    private: bool,
    /// Whether another ecosystem alone loads it.
    inner: bool,
    paths: Vec<String>,
}

/// The packages that manifests make up, and the manifests that are nobody's.
pub(super) fn by_folder(
    found: Vec<(Found, Option<String>)>,
    sources: &Sources<'_>,
    candidates: &[Candidate],
) -> (Vec<Package>, Vec<Found>) {
    let mut listed = Vec::new();
    let mut by_folder: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for (one, home) in found {
        match home {
            Some(home) => by_folder.entry(home).or_default().push(one),
            None => listed.push(one),
        }
    }
    // A package has one such file: where a folder has two, each is of its own.
    let mut seen = BTreeSet::new();
    let named = candidates.iter().filter_map(|one| Some((folder(&one.path), by_name(&one.path)?.name())));
    let shared: BTreeSet<(&str, &str)> = named.filter(|one| !seen.insert(*one)).collect();
    let all = by_folder
        .into_iter()
        .map(|(home, manifests)| {
            let mut own: Vec<&Source<'_>> =
                manifests.iter().filter_map(|one| sources.get(one.path.as_str())?.as_ref().ok()).collect();
            // What is published for each platform has names of its own, and what goes with any package one for its own readers.
            let last = |path| folder(path) != home || Kind::of(path).and_then(Kind::ecosystem).is_none();
            ordered::sort_by_key(&mut own, |source| last(source.path));
            let npm = own.iter().filter(|source| Kind::of(source.path) == Some(Kind::Package));
            Package {
                name: own.iter().find_map(|source| name_of(source)).or_else(|| {
                    // A version is often in another file than the name.
                    let here =
                        candidates.iter().filter(|one| one.home.as_ref() == Some(&home) && folder(&one.path) == home);
                    here.filter_map(|one| sources.get(one.path.as_str())?.as_ref().ok()).find_map(name_of)
                }),
                private: !own.is_empty() && own.iter().all(|source| is_private(source)),
                voices: of(&home, &manifests, sources, &shared, candidates),
                pinned: npm.flat_map(|source| package_json::pinned(source)).collect(),
                lent: own.iter().find_map(|source| lent(source)),
                folder: home,
                manifests,
            }
        })
        .collect();
    (all, listed)
}

/// See [`Package::lent`].
fn lent(source: &Source<'_>) -> Option<Found> {
    let kind = Kind::of(source.path).filter(|kind| *kind == Kind::Cargo)?;
    let found = kind.find(source, &Names::default()).ok().filter(|_| toml::parse(source).is_ok_and(is_apart))?;
    let other = found.into_iter().filter(|one| one.role == Role::Own).nth(1)?;
    let (line, column) = source.place(other.range.start);
    let (path, format, how) = (source.path.to_string(), kind.name().to_string(), String::new());
    Some(Found { path, format, version: other.text, scheme: Scheme::Semver, line, column, how })
}

/// The format of a file that is called by its package's name.
fn by_name(path: &str) -> Option<Kind> {
    Kind::of(path).filter(|kind| kind.is_named_by_package(path))
}

/// The voices of a package; none where there is only one. `shared`: the folders that have several files of a format which are
/// called by their packages' names.
fn of(
    home: &str,
    found: &[Found],
    sources: &Sources<'_>,
    shared: &BTreeSet<(&str, &str)>,
    candidates: &[Candidate],
) -> Vec<Voice> {
    let ecosystem = |path: &str| Kind::of(path).and_then(Kind::ecosystem);
    let several = |kind: &Kind| shared.contains(&(home, kind.name()));
    let alone = |path: &str| by_name(path).filter(several).map(|_| path.to_string());
    let mut paths: BTreeMap<(&'static str, Option<String>), Vec<String>> = BTreeMap::new();
    for one in found {
        if let Some(ecosystem) = ecosystem(&one.path) {
            paths.entry((ecosystem, alone(&one.path))).or_default().push(one.path.clone());
        }
    }
    if paths.len() < 2 {
        return Vec::new();
    }
    let voice = |((which, alone), paths): ((&'static str, Option<String>), Vec<String>)| {
        // A version is often in another file than the name.
        let beside = |one: &&Candidate| {
            let near = one.home.as_deref() == Some(home) && folder(&one.path) == home;
            (near && ecosystem(&one.path) == Some(which)) || paths.contains(&one.path)
        };
        let here: Vec<&str> = match &alone {
            Some(path) => vec![path.as_str()],
            None => candidates.iter().filter(beside).map(|one| one.path.as_str()).collect(),
        };
        let here = here.iter().filter_map(|path| sources.get(path)?.as_ref().ok());
        // What nobody said is not held against it.
        let said = here.clone().find_map(said_name);
        Voice {
            ecosystem: which,
            private: here.clone().any(is_private),
            inner: here.clone().any(is_loaded),
            name: said.as_deref().map(plain),
            called: said.or_else(|| here.clone().find_map(name_of)),
            paths,
        }
    };
    paths.into_iter().map(voice).collect()
}

/// A name as other ecosystems would spell it.
fn plain(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).to_lowercase().replace(['_', '.'], "-")
}

impl Package {
    /// The paths of those manifests that are another package's, given which say this one's version.
    pub(crate) fn strangers(&self, says: impl Fn(&Found) -> bool) -> Vec<&str> {
        if self.is_assemblies() {
            // Many are numbered once and never again.
            let (ours, others): (Vec<&Found>, Vec<&Found>) = self.manifests.iter().partition(|found| says(found));
            return if ours.is_empty() {
                Vec::new()
            } else {
                others.into_iter().map(|found| found.path.as_str()).collect()
            };
        }
        let by_path = |path: &String| self.manifests.iter().find(|one| one.path == *path);
        let saying = |voice: &&Voice| voice.paths.iter().filter_map(by_path).any(&says);
        let mut ours: Vec<&Voice> = self.voices.iter().filter(saying).collect();
        if ours.is_empty() {
            let mut public = self.voices.iter().filter(|voice| !voice.private);
            ours.extend(public.next().filter(|_| public.next().is_none()));
        }
        let published = ours.iter().any(|voice| !voice.private);
        let called = |name: &String| ours.iter().any(|voice| voice.name.as_ref().is_none_or(|own| own == name));
        let major = |voice: &Voice| {
            let said = voice.paths.iter().filter_map(by_path);
            said.filter_map(|one| Some(Version::parse(&one.version, one.scheme).ok()?.triple().0)).max()
        };
        // Its version is what it began with; should it be near, it may lag behind.
        let unread = |voice: &Voice| voice.inner && ours.iter().all(|own| major(own) != major(voice));
        let strange = |voice: &&Voice| {
            let otherwise = voice.name.as_ref().is_some_and(|name| !called(name));
            let beside = ours.iter().any(|own| own.ecosystem == voice.ecosystem);
            published && !ours.contains(voice) && (voice.private || otherwise || beside || unread(voice))
        };
        self.voices.iter().filter(strange).flat_map(|voice| voice.paths.iter().map(String::as_str)).collect()
    }

    /// The manifests without those of strangers.
    pub(crate) fn own(&self, says: impl Fn(&Found) -> bool) -> Vec<Found> {
        let strangers = self.strangers(says);
        self.manifests.iter().filter(|found| !strangers.contains(&found.path.as_str())).cloned().collect()
    }

    /// The manifests of those in its folder that are called so; none where only one package is there.
    pub(crate) fn called(&self, name: &str) -> impl Iterator<Item = &str> {
        let voices = self.voices.iter().filter(move |voice| voice.called.as_deref() == Some(name));
        voices.flat_map(|voice| voice.paths.iter().map(String::as_str))
    }

    /// Whether several of its manifests are of one ecosystem, each of a package of its own.
    pub(crate) fn has_neighbours(&self) -> bool {
        let alike = |one: &Voice| self.voices.iter().filter(|other| other.ecosystem == one.ecosystem).count() > 1;
        self.voices.iter().any(alike)
    }

    /// Whether a tag that tells of it may be another's all the same.
    pub(crate) fn is_several(&self) -> bool {
        self.has_voices() || self.lent.is_some()
    }

    /// Whether some of its manifests may be another package's.
    pub(crate) fn has_voices(&self) -> bool {
        !self.voices.is_empty() || self.is_assemblies()
    }

    /// Whether nothing but attributes of .NET assemblies says its version.
    pub(crate) fn is_assemblies(&self) -> bool {
        !self.manifests.is_empty() && self.manifests.iter().all(|found| Kind::of(&found.path) == Some(Kind::Assembly))
    }
}
