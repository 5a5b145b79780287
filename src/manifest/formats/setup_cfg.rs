//! `setup.cfg`: `version` in `[metadata]`, which may say where the version stands instead.

use crate::manifest::formats::pyproject::python_requires;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::{ini, ini_lines, lines};

/// What the version is said to be taken from.
pub(in crate::manifest) enum From<'a> {
    /// `attr: package.module.NAME`.
    Attribute(&'a str),
    /// `file: VERSION`.
    File(&'a str),
}

/// As [`find`], and what the package requires of others of ours.
pub(in crate::manifest) fn find_with(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let mut occurrences = find(source);
    if names.python.is_empty() {
        return occurrences;
    }
    let (mut extras, mut options, mut ours) = (false, false, false);
    for (start, line) in lines(source.body) {
        let plain = line.trim();
        if plain.is_empty() || plain.starts_with(['#', ';']) {
            continue;
        }
        let mut at = start;
        let mut text = line;
        if !line.starts_with([' ', '\t']) {
            if plain.starts_with('[') {
                (options, extras) = (plain == "[options]", plain == "[options.extras_require]");
                ours = false;
                continue;
            }
            let Some((key, value)) = line.split_once('=') else { continue };
            ours = extras || (options && matches!(key.trim(), "install_requires" | "tests_require"));
            at = start.saturating_add(line.len().saturating_sub(value.len()));
            text = value;
        }
        if ours {
            occurrences.extend(python_requires::in_text(text, at, names));
        }
    }
    occurrences
}

pub(in crate::manifest) fn find(source: &Source<'_>) -> Vec<Occurrence> {
    let ranges = ini(source.body, "metadata", "version");
    let occurrence = |range: std::ops::Range<usize>| {
        let text = source.body.get(range.clone())?.to_string();
        let computed = text.is_empty() || text.contains("%(") || directive(&text).is_some();
        (!computed).then_some(Occurrence::new(range, text, Grammar::Pep440, Role::Own))
    };
    ranges.into_iter().filter_map(occurrence).collect()
}

/// Where `version` says that the version stands.
pub(in crate::manifest) fn from<'a>(source: &Source<'a>) -> Option<From<'a>> {
    let range = ini(source.body, "metadata", "version").into_iter().next()?;
    directive(source.body.get(range)?)
}

/// The folders that packages are said to be in.
pub(in crate::manifest) fn roots<'a>(source: &Source<'a>) -> Vec<&'a str> {
    let placed = ini_lines(source.body, "options", "package_dir");
    let roots = placed.into_iter().filter_map(|line| line.strip_prefix('=').map(str::trim));
    roots.chain(ini_lines(source.body, "options.packages.find", "where")).collect()
}

/// The packages that are listed one by one.
pub(in crate::manifest) fn packages<'a>(source: &Source<'a>) -> Vec<&'a str> {
    let listed = ["packages", "py_modules"].into_iter().flat_map(|key| ini_lines(source.body, "options", key));
    let names = listed.flat_map(|line| line.split(',')).map(str::trim);
    names.filter(|name| !name.is_empty() && !name.starts_with("find")).collect()
}

/// The package's name.
pub(in crate::manifest) fn package<'a>(source: &Source<'a>) -> Option<&'a str> {
    source.body.get(ini(source.body, "metadata", "name").into_iter().next()?)
}

fn directive(text: &str) -> Option<From<'_>> {
    if let Some(attribute) = text.strip_prefix("attr:") {
        return Some(From::Attribute(attribute.trim()));
    }
    text.strip_prefix("file:").map(|file| From::File(file.trim()))
}
