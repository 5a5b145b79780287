//! Which files are the product of a release: what changes elsewhere is nothing new, and its commits count for nothing.

use crate::error::{Error, Result};
use crate::manifest::Paths;
use crate::release::facts::Inspected;
use crate::release::request::Request;
use crate::release::situation::Situation;
use crate::text::shortened;

/// How many paths a sentence lists.
const LISTED: usize = 3;

/// The files that a release is of; without one, all of them are.
#[derive(Debug, Clone)]
pub(crate) struct Product<'a> {
    paths: Paths,
    /// The folders of the packages that move, where one was asked for.
    folders: Vec<&'a str>,
    /// The folders of the others.
    others: Vec<&'a str>,
}

impl<'a> Product<'a> {
    /// `None`: the whole tree.
    pub(crate) fn of(request: &Request, situation: &'a Situation) -> Option<Self> {
        let asked = request.package.is_some();
        if request.paths.is_empty() && !asked {
            return None;
        }
        let folders = situation.package.scope.moving.iter().filter(|_| asked).map(String::as_str).collect();
        let others = situation.package.scope.others.iter().filter(|_| asked).map(|one| one.folder.as_str()).collect();
        Some(Self { paths: Paths::new(&request.paths), folders, others })
    }

    /// Whether a file is part of it.
    pub(crate) fn holds(&self, path: &str) -> bool {
        self.is_inside(path) && self.paths.take(path)
    }

    /// The innermost package that a file lies in is one that moves.
    fn is_inside(&self, path: &str) -> bool {
        let depth = |folders: &[&str]| {
            let around = folders.iter().filter(|folder| {
                folder.is_empty() || path.strip_prefix(**folder).is_some_and(|rest| rest.starts_with('/'))
            });
            around.map(|folder| folder.len().saturating_add(1)).max().unwrap_or_default()
        };
        self.folders.is_empty() || depth(&self.folders) > depth(&self.others)
    }

    /// Whether the tip has the same of it as an older commit; `None`: that is not known.
    pub(crate) fn is_as_at(&self, then: &Inspected) -> Option<bool> {
        Some(!then.changed.as_ref()?.iter().any(|path| self.holds(path)))
    }

    /// Whether a commit with these paths counts. One without any, which people make to say something, counts for the whole
    /// and for no package alone.
    pub(crate) fn counts(&self, paths: &[&str]) -> bool {
        match paths {
            [] => self.folders.is_empty() || self.folders.contains(&""),
            some => some.iter().any(|path| self.holds(path)),
        }
    }

    /// Where it lies, in words.
    pub(crate) fn place(&self) -> String {
        match self.folders.first() {
            None => "in the files that `paths` names".to_string(),
            Some(&"") => "in the package at the root".to_string(),
            Some(folder) => format!("in `{}`", shortened(folder)),
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

/// Refuses patterns that fit no file, and those that leave none. Codes: `pattern-matches-nothing`.
pub(crate) fn check(request: &Request, situation: &Situation, files: &str) -> Result<()> {
    let Some(product) = Product::of(request, situation).filter(|_| !request.paths.is_empty()) else { return Ok(()) };
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
        Some(folder) if !folder.is_empty() => format!(" in `{}`", shortened(folder)),
        _ => String::new(),
    };
    Err(refused(format!("`paths` leaves no file{place} that could be released: expected one at least")))
}
