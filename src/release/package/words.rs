//! Packages in sentences.

use crate::error::Error;
use crate::release::package::{Judge, PackageView};

/// How many packages a sentence lists.
pub(super) const LISTED: usize = 6;

/// `1 other package`, `3 other packages`.
pub(super) fn counted(count: usize) -> String {
    format!("{count} other package{}", if count == 1 { "" } else { "s" })
}

pub(super) fn shown(one: &PackageView) -> String {
    let place = if one.folder.is_empty() { "the root".to_string() } else { format!("`{}`", one.folder) };
    match &one.name {
        Some(name) if *name != one.folder => format!("`{name}` {} in {place}", one.version),
        _ => format!("{} in {place}", one.version),
    }
}

pub(super) fn listed(items: impl Iterator<Item = String>, count: usize) -> String {
    let shown: Vec<String> = items.take(LISTED).collect();
    match count.checked_sub(LISTED) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

/// Whether a name tells one package.
pub(super) fn unique(name: &str, views: &[PackageView]) -> bool {
    views.iter().filter(|view| view.name.as_deref() == Some(name)).count() == 1
}

pub(super) fn unknown(wanted: &str, judge: &Judge<'_>) -> Error {
    let all = &judge.packages.all;
    let known = listed(all.iter().map(|one| shown(&judge.view(one))), all.len());
    let error = Error::new(
        "unknown-package",
        format!("no package `{}` has a version of its own here", crate::text::shortened(wanted)),
    );
    match all.is_empty() {
        true => error
            .advice("give the folder of one whose manifest has a `version`, from the repository's root and with `/`"),
        false => error.advice(format!("give the name or the folder of one of these: {known}")),
    }
}
