//! What Xcode builds with: `MARKETING_VERSION` in `project.pbxproj`, and `CFBundleShortVersionString` in `Info.plist`. Build
//! numbers are left to whoever counts builds.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::{lines, range};

const NUMBERS: Numbers = Numbers {
    fewest: 1,
    most: 3,
    highest: u64::MAX,
    dash: false,
    whose: "the version of an Apple bundle",
    instead: None,
};

/// The highest of those that the targets say: helpers and tests are often numbered once and never again.
pub(in crate::manifest) fn project(source: &Source<'_>) -> Vec<Occurrence> {
    let said = lines(source.body).filter_map(|(start, line)| {
        let value = line.trim_start().strip_prefix("MARKETING_VERSION = ")?.strip_suffix(';')?;
        // Xcode writes no quotes around numbers, but scripts do.
        let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        let behind = if bare.is_some() { 2 } else { 1 };
        let value = bare.unwrap_or(value);
        let from = start.saturating_add(line.len().saturating_sub(value.len()).saturating_sub(behind));
        occurrence(source, from..from.saturating_add(value.len()))
    });
    let all: Vec<Occurrence> = said.collect();
    let version = |one: &Occurrence| one.grammar.read(&one.text).ok();
    let Some(highest) = all.iter().filter_map(version).max_by(|one, other| one.cmp_precedence(other)) else {
        return Vec::new();
    };
    all.into_iter().filter(|one| version(one).is_some_and(|one| one.same(&highest))).collect()
}

/// One that a setting gives, `$(MARKETING_VERSION)`, is no place of its own.
pub(in crate::manifest) fn plist(source: &Source<'_>) -> Vec<Occurrence> {
    let mut key = false;
    for (start, line) in lines(source.body) {
        let plain = line.trim();
        if key && !plain.is_empty() {
            let value = plain.strip_prefix("<string>").and_then(|rest| rest.strip_suffix("</string>"));
            let at = value.map(|value| (value, line.find("<string>").unwrap_or_default().saturating_add(8)));
            let whole = at.map(|(value, at)| range(start, line, line.get(at..).unwrap_or(value)));
            let own = whole.zip(value).and_then(|(whole, value)| {
                occurrence(source, whole.start..whole.start.saturating_add(value.trim().len()))
            });
            return own.into_iter().collect();
        }
        key = plain == "<key>CFBundleShortVersionString</key>";
    }
    Vec::new()
}

fn occurrence(source: &Source<'_>, range: Range<usize>) -> Option<Occurrence> {
    let text = source.body.get(range.clone())?;
    let own = Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own);
    own.grammar.read(text).is_ok().then_some(own)
}
