//! The `manifests` setting: files besides those that are found, places in them, and files to leave out.

use crate::error::{Error, Result};
use crate::manifest::entries::glob;
use crate::manifest::entries::glob::Globs;
use crate::manifest::names::join;
use crate::ordered::BTreeSet;

/// One entry, or one of the files that an entry with a pattern means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::manifest) struct Entry {
    pub path: String,
    pub place: Place,
    /// One of those that `crates/*/Cargo.toml` means: not every one of them has to carry a version.
    pub of_pattern: bool,
}

/// What an entry says about its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::manifest) enum Place {
    /// `path`: wherever its format or its marker comments say.
    File,
    /// `path:key.path`.
    Key(Vec<String>),
    /// `path:/pattern/`, without the slashes.
    Pattern(String),
    /// `!path`: nowhere.
    Nowhere,
}

#[derive(Debug, Clone, Default)]
pub(in crate::manifest) struct Listing {
    entries: Vec<Entry>,
}

impl Listing {
    /// Reads the setting. Code `invalid-manifests-entry`.
    pub fn parse(settings: &[String]) -> Result<Self> {
        Ok(Self { entries: settings.iter().map(|setting| entry(setting)).collect::<Result<_>>()? })
    }

    /// As far as it can be read.
    pub fn lenient(settings: &[String]) -> Self {
        Self { entries: settings.iter().filter_map(|setting| entry(setting).ok()).collect() }
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// With the files that patterns in paths mean; a pattern that means none stays as it is. A path that is there is no
    /// pattern, whatever characters it has.
    ///
    /// What others leave out is not meant, unless nothing were left: then it is the files' own versions that stay, beside
    /// the places that the entry names.
    pub fn over(self, paths: &BTreeSet<&str>) -> Self {
        let outside = self.entries.iter().filter(|entry| entry.place == Place::Nowhere);
        let outside = Globs::new(outside.map(|entry| entry.path.as_str()));
        let mut entries = Vec::new();
        for entry in self.entries {
            if paths.contains(entry.path.as_str()) || !glob::is_pattern(&entry.path) {
                entries.push(entry);
                continue;
            }
            let glob = Globs::new([entry.path.as_str()]);
            let all = || paths.iter().filter(|path| glob.takes(path));
            let narrowed =
                matches!(entry.place, Place::Key(_) | Place::Pattern(_)) && all().any(|path| !outside.takes(path));
            let meant = all().filter(|path| !narrowed || !outside.takes(path));
            let before = entries.len();
            entries.extend(meant.map(|path| Entry { path: (*path).to_string(), of_pattern: true, ..entry.clone() }));
            if entries.len() == before {
                entries.push(entry);
            }
        }
        Self { entries }
    }

    /// Of these paths, without what none of them fits: an old tree needs not have what is named today.
    pub fn within(self, paths: &BTreeSet<&str>) -> Self {
        let mut listing = self.over(paths);
        listing.entries.retain(|entry| paths.contains(entry.path.as_str()));
        listing
    }

    /// The first entry that none of these paths fits.
    pub fn idle(&self, paths: &BTreeSet<&str>) -> Option<&Entry> {
        self.entries.iter().find(|entry| !paths.contains(entry.path.as_str()))
    }

    fn has(&self, path: &str, wanted: impl Fn(&Place) -> bool) -> bool {
        self.entries.iter().any(|entry| entry.path == path && wanted(&entry.place))
    }

    /// Listed as a whole, by its own name.
    pub fn lists(&self, path: &str) -> bool {
        self.entries.iter().any(|entry| entry.path == path && entry.place == Place::File && !entry.of_pattern)
    }

    /// Named in any way but to leave it out.
    pub fn names(&self, path: &str) -> bool {
        self.has(path, |place| *place != Place::Nowhere)
    }

    pub fn leaves_out(&self, path: &str) -> bool {
        self.has(path, |place| *place == Place::Nowhere)
    }

    /// The places named in a file.
    pub fn places(&self, path: &str) -> Vec<&Place> {
        let named = self.entries.iter().filter(|entry| entry.path == path).map(|entry| &entry.place);
        named.filter(|place| matches!(place, Place::Key(_) | Place::Pattern(_))).collect()
    }
}

fn entry(setting: &str) -> Result<Entry> {
    let invalid = |why: &str| {
        let path = setting.split(':').next().unwrap_or_default();
        Error::new("invalid-manifests-entry", format!("`{}` in `manifests`: {why}", crate::text::shortened(setting)))
            .at(plain(path))
            .advice(
                "write `path`, `path:key.path`, `path:/pattern with (?<version>…)/`, or `!path` to leave a file out; paths may have `*`, `?`, `[…]`, `{…,…}` and `**` in them",
            )
    };
    let setting = setting.trim();
    if let Some(path) = setting.strip_prefix('!') {
        return Ok(Entry { path: plain(path), place: Place::Nowhere, of_pattern: false });
    }
    let Some((path, place)) = setting.split_once(':') else {
        return Ok(Entry { path: plain(setting), place: Place::File, of_pattern: false });
    };
    let place = if let Some(pattern) = place.strip_prefix('/') {
        let pattern = pattern.strip_suffix('/').filter(|pattern| !pattern.is_empty());
        Place::Pattern(pattern.ok_or_else(|| invalid("expected a pattern between two slashes"))?.to_string())
    } else {
        Place::Key(keys(place).ok_or_else(|| invalid("expected keys with dots between them after the colon"))?)
    };
    if path.trim().is_empty() {
        return Err(invalid("expected a path before the colon"));
    }
    Ok(Entry { path: plain(path), place, of_pattern: false })
}

/// A path as git spells it.
fn plain(path: &str) -> String {
    join("", path.trim()).unwrap_or_else(|| path.trim().to_string())
}

/// `a.b`, `a."b.c"`, `a[0].b`, and JSONPath's `$.a.b`.
fn keys(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let mut rest = text.strip_prefix("$.").unwrap_or(text);
    let mut keys = Vec::new();
    loop {
        let after = if let Some(quote) = rest.chars().next().filter(|first| matches!(first, '"' | '\'')) {
            let (key, after) = rest.get(1..)?.split_once(quote)?;
            keys.push(key.to_string());
            after
        } else if let Some(inside) = rest.strip_prefix('[') {
            let (key, after) = inside.split_once(']')?;
            keys.push(key.trim_matches(['"', '\'']).to_string());
            after
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (key, after) = rest.split_at_checked(end)?;
            if key.is_empty() {
                return None;
            }
            keys.push(key.to_string());
            after
        };
        if after.is_empty() {
            return Some(keys);
        }
        rest = match after.strip_prefix('.') {
            Some(next) => next,
            None if after.starts_with('[') => after,
            None => return None,
        };
    }
}
