//! `setup.cfg`: `version` in `[metadata]`, which may say where the version stands instead.

use super::grammar::Grammar;
use super::lines::ini;
use super::site::{Role, Site, Source};

/// What the version is said to be taken from.
pub(super) enum From<'a> {
    /// `attr: package.module.NAME`.
    Attribute(&'a str),
    /// `file: VERSION`.
    File(&'a str),
}

pub(super) fn find(source: &Source<'_>) -> Vec<Site> {
    let ranges = ini(source.body, "metadata", "version");
    let site = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        let computed = text.is_empty() || text.contains("%(") || directive(&text).is_some();
        (!computed).then_some(Site::new(range, text, Grammar::Pep440, Role::Own))
    };
    ranges.into_iter().filter_map(site).collect()
}

/// Where `version` says that the version stands.
pub(super) fn from<'a>(source: &Source<'a>) -> Option<From<'a>> {
    let range = ini(source.body, "metadata", "version").into_iter().next()?;
    directive(source.body.get(range)?)
}

/// The package's name, and the folder that packages are in.
pub(super) fn package<'a>(source: &Source<'a>) -> Option<&'a str> {
    source.body.get(ini(source.body, "metadata", "name").into_iter().next()?)
}

fn directive(text: &str) -> Option<From<'_>> {
    if let Some(attribute) = text.strip_prefix("attr:") {
        return Some(From::Attribute(attribute.trim()));
    }
    text.strip_prefix("file:").map(|file| From::File(file.trim()))
}
