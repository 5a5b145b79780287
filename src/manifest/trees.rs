//! Many trees of one history, read together: they share most of their files, and each text is parsed once.

use std::cell::RefCell;

use crate::error::{Error, Result};
use crate::manifest::File;
use crate::manifest::entries::glob;
use crate::manifest::entries::listing::Listing;
use crate::manifest::formats::kind::Kind;
use crate::manifest::names::base;
use crate::manifest::occurrence::{Source, Sources};
use crate::manifest::packages::{Packages, needs_among, packages_among};
use crate::manifest::tree::{Tracked, Tree};
use crate::ordered::BTreeMap;

/// Files of all trees, each once.
pub(crate) struct Pool<'f> {
    files: Vec<(&'f File, Result<Source<'f>>)>,
}

/// Texts of trees that are looked into one after the other: those that are the same are parsed once.
#[derive(Default)]
pub(crate) struct Texts<'f>(RefCell<BTreeMap<(&'f str, &'f str), Result<Source<'f>>>>);

impl<'f> Texts<'f> {
    /// As [`crate::manifest::packages`].
    pub(crate) fn packages(&self, files: &'f [File], manifests: &[String], wanted: Option<&str>) -> Result<Packages> {
        let mut known = self.0.borrow_mut();
        let mut source = |file: &'f File| {
            let key = (file.path.as_str(), file.text.as_str());
            (key.0, known.entry(key).or_insert_with(|| Source::new(file)).clone())
        };
        let sources = files.iter().map(&mut source).collect();
        packages_among(&files.iter().collect::<Vec<_>>(), &sources, Listing::parse(manifests)?, wanted)
    }
}

/// What is known of one tree.
pub(crate) struct Known<'t> {
    /// Its paths, those that may matter.
    pub(crate) paths: &'t Tracked<'t>,
    /// Which files of the pool it has.
    pub(crate) files: &'t [usize],
    /// Those that cannot be read, and why.
    pub(crate) unreadable: BTreeMap<&'t str, Error>,
}

/// What comes of it.
pub(crate) enum TreeRead {
    /// These files are wanted first.
    Wants(Vec<String>),
    /// Its packages.
    Packages(Packages),
}

impl<'f> Pool<'f> {
    pub(crate) fn of(files: &'f [File]) -> Self {
        Self { files: files.iter().map(|file| (file, Source::new(file))).collect() }
    }

    /// Reads a tree by the discovery that a release has. Of `manifests` counts what the tree has. Codes: those of
    /// [`crate::manifest::packages`].
    pub(crate) fn read(&self, tree: &Known<'_>, manifests: &[String], package: Option<&str>) -> Result<TreeRead> {
        let listing = Listing::parse(manifests)?.within(&tree.paths.all);
        let files = tree.files.iter().filter_map(|at| self.files.get(*at));
        let here: BTreeMap<&str, &(&File, Result<Source<'f>>)> = files.map(|one| (one.0.path.as_str(), one)).collect();
        let known = Tree::new(tree.paths, &listing);
        let (mut read, mut sources): (Vec<&'f File>, Sources<'f>) = (Vec::new(), BTreeMap::new());
        loop {
            let wanted = needs_among(&known, &read, &sources, package, true)?;
            if let Some(error) = wanted.iter().find_map(|path| tree.unreadable.get(path.as_str())) {
                return Err(error.clone());
            }
            if wanted.is_empty() {
                return packages_among(&read, &sources, listing, package).map(TreeRead::Packages);
            }
            if wanted.iter().any(|path| !here.contains_key(path.as_str())) {
                let missing = wanted.into_iter().filter(|path| !here.contains_key(path.as_str()));
                return Ok(TreeRead::Wants(missing.collect()));
            }
            for (file, source) in wanted.iter().filter_map(|path| here.get(path.as_str())) {
                read.push(file);
                sources.insert(file.path.as_str(), source.clone());
            }
        }
    }
}

/// Whether a file of this name may carry a version, or lead to one, wherever it lies.
pub(crate) fn may_matter(name: &str, manifests: &[String]) -> bool {
    let told = |word: &str| name.to_ascii_lowercase().contains(word);
    match Kind::of(name) {
        // Nothing but the user leads to one of these, of which there are very many.
        Some(Kind::Go | Kind::WordPress) | None => {
            told("version")
                || Listing::lenient(manifests).entries().iter().any(|entry| {
                    let last = base(&entry.path);
                    last == name || last == "**" || glob::is_like(last, name)
                })
        }
        Some(kind) => !kind.is_lock(),
    }
}

/// Whether a change of this file may be one of the version alone: a manifest, a lock file or a changelog.
pub(crate) fn may_follow(path: &str) -> bool {
    let name = base(path);
    let changelog =
        ["change", "history", "news", "release"].iter().any(|word| name.to_ascii_lowercase().starts_with(word));
    match Kind::of(path) {
        // Code is code, but for files that are there for the version.
        Some(Kind::Python | Kind::Ruby | Kind::Go) => {
            let stem = name.split('.').next().unwrap_or_default().trim_matches('_').to_ascii_lowercase();
            matches!(stem.as_str(), "version" | "about" | "init")
        }
        Some(_) => true,
        None => changelog,
    }
}
