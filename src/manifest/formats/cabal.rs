//! `*.cabal` of a Haskell package: the field `version`, in whatever case; and `package.yaml`, which hpack makes that of.

use std::ops::Range;

use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::lines::{fields, lines};
use crate::manifest::requirement::Flavour;

const NUMBERS: Numbers = Numbers {
    fewest: 1,
    most: 8,
    highest: u64::MAX,
    dash: false,
    whose: "the version of a Haskell package",
    instead: None,
};

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Vec<Occurrence> {
    let yaml = source.path.ends_with(".yaml");
    // Other tools have such a file, too.
    if yaml && name(source).is_none() {
        return Vec::new();
    }
    let occurrence = |range: Range<usize>| {
        let said = source.body.get(range.clone())?;
        let said = if yaml { said.split(" #").next()?.trim_end() } else { said };
        let bare = said.strip_prefix(['"', '\'']).filter(|_| yaml).unwrap_or(said);
        let start = range.start.saturating_add(said.len().saturating_sub(bare.len()));
        let text = if bare.len() < said.len() { bare.strip_suffix(['"', '\''])? } else { bare };
        let range = start..start.saturating_add(text.len());
        Some(Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), Role::Own))
    };
    let mut found: Vec<Occurrence> = fields(source.body, "version").into_iter().filter_map(occurrence).collect();
    if !names.cabal.is_empty() {
        found.extend(lines(source.body).flat_map(|(start, line)| requirements(start, line, names)));
    }
    found
}

/// `build-depends: base, name >=1.2 && <1.3`, of packages of ours; in YAML one is a line.
fn requirements(start: usize, line: &str, names: &Names) -> Vec<Occurrence> {
    let mut at = start;
    let mut found = Vec::new();
    let plain = line.trim_start();
    if plain.starts_with('#') || plain.starts_with("--") {
        return found;
    }
    for part in line.split(',') {
        let sign = part.find(['=', '<', '>', '^']).unwrap_or(part.len());
        let (name, range) = part.split_at_checked(sign).unwrap_or_default();
        let name = name.rsplit([' ', ':', '\t']).find(|word| !word.is_empty()).unwrap_or_default();
        let text = range.trim_end();
        if let Some((name, old)) = names.cabal.get_key_value(name).filter(|_| !text.is_empty()) {
            let from = at.saturating_add(sign);
            let role = Role::Reference { flavour: Flavour::Cabal, name: name.clone(), old: old.clone(), here: false };
            let range = from..from.saturating_add(text.len());
            found.push(Occurrence::new(range, text, Grammar::Numbers(&NUMBERS), role));
        }
        at = at.saturating_add(part.len()).saturating_add(1);
    }
    found
}

pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    source.text(fields(source.body, "name").into_iter().next()?)
}
