//! Which files are the product of a release: what changes elsewhere is nothing new, and its commits count for nothing.

use crate::error::{Error, Result};
use crate::manifest::{Paths, is_below};
use crate::release::facts::Inspected;
use crate::release::package::Scope;
use crate::release::request::Request;
use crate::release::words::changelog;
use crate::text::shortened;

/// How many paths a sentence lists.
const LISTED: usize = 3;

/// The files that a release is of; without one, all of them are.
#[derive(Debug, Clone)]
pub(crate) struct Product<'a> {
    paths: Paths,
    /// The folders of the packages that move.
    folders: Vec<&'a str>,
    /// The folders of the others; where none was asked for, of those that are released apart.
    others: Vec<&'a str>,
    /// Whether one was asked for: then what lies in no package is none of it.
    asked: bool,
    /// Whether it is all but what is released apart.
    apart: bool,
}

impl<'a> Product<'a> {
    /// `None`: the whole tree.
    pub(crate) fn of(request: &Request, scope: &'a Scope) -> Option<Self> {
        let asked = request.package.is_some();
        // Who says what the product is means all of it.
        let apart = !asked && request.paths.is_empty();
        let others: Vec<&str> = match apart {
            true => scope.aside.iter().map(String::as_str).collect(),
            false => scope.others.iter().filter(|_| asked).map(|one| one.folder.as_str()).collect(),
        };
        if apart && !scope.any_apart {
            return None;
        }
        let folders = scope.moving.iter().filter(|_| asked || apart).map(String::as_str).collect();
        Some(Self { paths: Paths::new(&request.paths), folders, others, asked, apart })
    }

    /// Whether a file is part of it.
    pub(crate) fn holds(&self, path: &str) -> bool {
        self.is_inside(path) && self.paths.take(path)
    }

    /// The innermost package that a file lies in is one that moves.
    fn is_inside(&self, path: &str) -> bool {
        let depth = |folders: &[&str]| {
            let around = folders.iter().filter(|folder| is_below(path, folder));
            around.map(|folder| folder.len().saturating_add(1)).max().unwrap_or_default()
        };
        let (own, other) = (depth(&self.folders), depth(&self.others));
        (self.folders.is_empty() && self.others.is_empty()) || own > other || (!self.asked && own == other)
    }

    /// Whether the tip has the same of it as an older commit; `None`: that is not known.
    pub(crate) fn is_as_at(&self, then: &Inspected) -> Option<bool> {
        Some(!self.is_touched(then.changed.as_ref()?.iter().map(String::as_str)))
    }

    /// Whether a commit with these paths counts. One without any, which people make to say something, counts for the whole
    /// and for no package alone.
    pub(crate) fn counts(&self, paths: &[&str]) -> bool {
        match paths {
            [] => !self.asked || self.folders.contains(&""),
            some => self.is_touched(some.iter().copied()),
        }
    }

    /// Whether these paths change something of it. What goes along with a change elsewhere, such as a lock file, is none of
    /// it where that is released apart.
    fn is_touched<'p>(&self, paths: impl Iterator<Item = &'p str>) -> bool {
        let (held, elsewhere): (Vec<&str>, Vec<&str>) = paths.partition(|path| self.holds(path));
        let apart = self.apart && !elsewhere.is_empty();
        held.iter().any(|path| !(apart && goes_along(path)))
    }

    /// Whether it is the whole tree after all.
    fn is_all(&self) -> bool {
        self.apart && self.others.is_empty()
    }

    /// Where it lies, in words, after a space; empty: everywhere.
    pub(crate) fn place(&self) -> String {
        match self.folders.first() {
            _ if self.is_all() => String::new(),
            _ if self.apart => " outside of what is released apart".to_string(),
            None => " in the files that `paths` names".to_string(),
            Some(&"") => " in the package at the root".to_string(),
            Some(folder) => format!(" in `{}`", shortened(folder)),
        }
    }

    /// What has changed elsewhere since, in words; empty: nothing has.
    pub(crate) fn elsewhere(&self, then: &Inspected) -> String {
        let others: Vec<&String> = then.changed.iter().flatten().filter(|path| !self.holds(path)).collect();
        let names: Vec<String> = others.iter().take(LISTED).map(|path| format!("`{}`", shortened(path))).collect();
        match others.len().checked_sub(LISTED) {
            _ if names.is_empty() => String::new(),
            Some(more) if more > 0 => format!(": only {} and {more} more files have changed", names.join(", ")),
            _ => format!(": only {} changed", names.join(", ")),
        }
    }
}

/// Whether a file tells of changes, or follows them, and makes none: changesets, changelogs, lock files.
fn goes_along(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let locks = [
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "Cargo.lock",
        "uv.lock",
        "pubspec.lock",
    ];
    path.starts_with(".changeset/") || locks.contains(&name) || changelog::is_one(path)
}

/// Refuses patterns that fit no file, and those that leave none. Codes: `pattern-matches-nothing`.
pub(crate) fn check(request: &Request, scope: &Scope, files: &str) -> Result<()> {
    let Some(product) = Product::of(request, scope).filter(|_| !request.paths.is_empty()) else { return Ok(()) };
    let refused = |message: String| {
        Error::new("pattern-matches-nothing", message)
            .advice("write paths from the repository's root, such as `src/**`, `docs` or `!site/**`")
    };
    for (place, pattern) in request.paths.iter().enumerate() {
        if !files.split('\0').any(|path| product.paths.fits(place, path)) {
            let pattern = shortened(pattern);
            return Err(refused(format!("`paths` has the pattern `{pattern}`, which no file of the branch matches")));
        }
    }
    if files.split('\0').any(|path| product.holds(path)) {
        return Ok(());
    }
    let place = match product.folders.first() {
        Some(folder) if product.asked && !folder.is_empty() => format!(" in `{}`", shortened(folder)),
        _ => String::new(),
    };
    Err(refused(format!("`paths` leaves no file{place} that could be released: expected one at least")))
}
