//! What the manifests of one tree say. Readings cross to the shell and back as one text, which means nothing there.

use serde::{Deserialize, Serialize};

use crate::audit::Options;
use crate::error::{Error, Result};
use crate::manifest;
use crate::manifest::{File, Found, Known, Packages, Pool, Tracked, TreeRead, may_matter};
use crate::ordered::BTreeMap;
use crate::version::Scheme;

/// Trees to be read together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Batch {
    /// Files of all trees, each once: what is the same in two of them stands here once.
    pub files: Vec<File>,
    /// Sets of paths, joined by NUL.
    pub paths: Vec<String>,
    /// The trees.
    pub trees: Vec<BatchTree>,
}

/// One of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BatchTree {
    /// What the shell calls it.
    pub id: String,
    /// Which of the sets its paths are.
    pub paths: usize,
    /// Which of the files it has, as far as they were read.
    #[serde(default)]
    pub files: Vec<usize>,
    /// Files that were asked for and cannot be read.
    #[serde(default)]
    pub unreadable: Vec<Unreadable>,
}

/// A file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unreadable {
    /// Its path.
    pub path: String,
    /// Why, as a code.
    pub code: String,
    /// Why, in words.
    pub message: String,
}

/// What came of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Readings {
    /// What was read, for [`crate::audit::audit`].
    pub readings: String,
    /// The files that are still wanted, tree by tree; none: it was read.
    pub wants: Vec<Vec<String>>,
}

/// A manifest's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said<'a> {
    pub(super) path: &'a str,
    pub(super) version: &'a str,
    pub(super) scheme: Scheme,
}

/// A package of the tree.
#[derive(Debug, Clone, Default)]
pub(super) struct Sub<'a> {
    pub(super) folder: &'a str,
    pub(super) name: &'a str,
    pub(super) private: bool,
    pub(super) said: Vec<Said<'a>>,
}

/// What one tree says.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading<'a> {
    pub(super) packages: Vec<Sub<'a>>,
    /// What the user named.
    pub(super) listed: Vec<Said<'a>>,
    /// Why others say nothing, and whether they have a version all the same.
    pub(super) silent: Vec<(&'a str, &'a str, bool)>,
    /// Why it is not known: code, words, path.
    pub(super) fault: Option<(&'a str, &'a str, &'a str)>,
}

/// The names of files that may matter among these, wherever they lie, and of folders to look into, which have a slash
/// behind them; both joined by NUL.
pub fn names(options: &Options, names: &str) -> String {
    let kept = names.split('\0').filter(|name| match name.strip_suffix('/') {
        // What npm has put there is nobody's own, however it came to be committed.
        Some(folder) => folder != "node_modules",
        None => may_matter(name, &options.manifests),
    });
    kept.collect::<Vec<_>>().join("\0")
}

/// Reads trees, by the discovery that a release has.
pub fn read(options: &Options, batch: &Batch) -> Readings {
    let pool = Pool::of(&batch.files);
    let sets: Vec<Tracked<'_>> = batch.paths.iter().map(|set| manifest::tracked(set)).collect();
    let none = Tracked::default();
    let mut answer = Readings::default();
    for tree in &batch.trees {
        let lost = tree.unreadable.iter();
        let unreadable: BTreeMap<&str, Error> = lost.map(|one| (one.path.as_str(), one.error())).collect();
        let known = Known { paths: sets.get(tree.paths).unwrap_or(&none), files: &tree.files, unreadable };
        let mut wants = Vec::new();
        match pool.read(&known, &options.manifests, options.package.as_deref()) {
            Ok(TreeRead::Wants(wanted)) => wants = wanted,
            Ok(TreeRead::Packages(packages)) => {
                write(&mut answer.readings, &["T", &tree.id]);
                write_packages(&mut answer.readings, &packages);
            }
            Err(error) => {
                write(&mut answer.readings, &["T", &tree.id]);
                let path = error.path.as_deref().unwrap_or_default();
                write(&mut answer.readings, &["E", &error.code, &error.message, path]);
            }
        }
        answer.wants.push(wants);
    }
    answer
}

impl Unreadable {
    fn error(&self) -> Error {
        let mut error = Error::new("objects-missing", self.message.clone()).at(self.path.clone());
        error.code = self.code.clone().into();
        error
    }
}

/// Fields, each with a NUL behind it: the first says how many there are.
fn write(out: &mut String, fields: &[&str]) {
    for field in fields {
        out.extend(field.chars().filter(|c| *c != '\0'));
        out.push('\0');
    }
}

fn write_packages(out: &mut String, packages: &Packages) {
    let said = |out: &mut String, found: &Found| {
        let scheme = if found.scheme == Scheme::Pep440 { "p" } else { "s" };
        write(out, &["S", &found.path, &found.version, scheme]);
    };
    for one in &packages.all {
        let private = if one.private { "1" } else { "" };
        write(out, &["P", &one.folder, one.name.as_deref().unwrap_or_default(), private]);
        one.manifests.iter().for_each(|found| said(out, found));
    }
    // What keeps the version of a project without a manifest counts as a package that nobody installs: if tags say what it does.
    let kept = packages.keeping().0;
    if !kept.is_empty() {
        write(out, &["P", "", "", "1"]);
        kept.iter().for_each(|found| said(out, found));
    }
    if !packages.listed.is_empty() {
        write(out, &["L"]);
        packages.listed.iter().for_each(|found| said(out, found));
    }
    for one in &packages.looked {
        write(out, &["W", &one.path, &one.why, if one.computed { "1" } else { "" }]);
    }
}

/// The readings of a text by [`read`], by id. Code `invalid-input`.
pub(super) fn parse(text: &str) -> Result<BTreeMap<&str, Reading<'_>>> {
    let broken = || Error::new("invalid-input", "`readings`: expected what `auditTrees` gave");
    let mut all = BTreeMap::new();
    let mut current: Option<(&str, Reading<'_>)> = None;
    let mut listed = false;
    let mut fields = text.split_terminator('\0');
    while let Some(kind) = fields.next() {
        let mut next = || fields.next().ok_or_else(broken);
        if kind == "T" {
            all.extend(current.replace((next()?, Reading::default())));
            listed = false;
            continue;
        }
        let (_, reading) = current.as_mut().ok_or_else(broken)?;
        match kind {
            "P" => {
                let (folder, name, private) = (next()?, next()?, next()? == "1");
                reading.packages.push(Sub { folder, name, private, said: Vec::new() });
            }
            "L" => listed = true,
            "S" => {
                let (path, version) = (next()?, next()?);
                let scheme = if next()? == "p" { Scheme::Pep440 } else { Scheme::Semver };
                let to = match reading.packages.last_mut() {
                    Some(package) if !listed => &mut package.said,
                    _ => &mut reading.listed,
                };
                to.push(Said { path, version, scheme });
            }
            "W" => reading.silent.push((next()?, next()?, next()? == "1")),
            "E" => reading.fault = Some((next()?, next()?, next()?)),
            _ => return Err(broken()),
        }
    }
    all.extend(current);
    Ok(all)
}
