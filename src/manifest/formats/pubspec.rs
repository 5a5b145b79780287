//! `pubspec.yaml`: the top-level `version`, and what the package requires of others of ours. A number behind the version's
//! `+` counts builds, which the stores want to rise.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::yaml;
use crate::manifest::readers::yaml::Content;
use crate::manifest::requirement::Flavour;

const TABLES: [&str; 3] = ["dependencies", "dev_dependencies", "dependency_overrides"];

/// The folders of a workspace's members, or patterns of them.
pub(in crate::manifest) fn members(source: &Source<'_>) -> Vec<String> {
    let members = |documents: &[yaml::Node]| match &documents.first()?.get(source, "workspace").ok()??.content {
        Content::List(items) => Some(items.iter().filter_map(|item| item.text().map(str::to_string)).collect()),
        _ => None,
    };
    yaml::parse(source).ok().and_then(members).unwrap_or_default()
}

/// Whether it says `publish_to: none`.
pub(in crate::manifest) fn is_private(source: &Source<'_>) -> bool {
    yaml::parse(source).is_ok_and(|documents| {
        let to = documents.first().and_then(|root| root.get(source, "publish_to").ok().flatten());
        to.and_then(|to| to.text()) == Some("none")
    })
}

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    // Of a package for Flutter it is not plain whether it is an app, and of one that nobody publishes neither.
    let has = |words: &[&str]| words.iter().any(|word| source.body.contains(word));
    let app = has(&["publish_to", "flutter"]) || !has(&["repository:", "homepage:"]);
    let grammar = if app { Grammar::Flutter } else { Grammar::Dart };
    let mut occurrences: Vec<Occurrence> = root.own(source, "version", grammar)?.into_iter().collect();
    for table in TABLES {
        let Some(Content::Map(pairs)) = root.get(source, table)?.map(|table| &table.content) else { continue };
        for (key, value) in pairs {
            let Some((name, old)) = key.text().and_then(|name| names.dart.get_key_value(name)) else { continue };
            let here = value.get(source, "path")?.is_some();
            let version = if value.text().is_some() { Some(value) } else { value.get(source, "version")? };
            let Some(version) = version.filter(|version| !version.range.is_empty()) else { continue };
            let (range, text) = version.literal(source, name)?;
            let role = Role::Reference { flavour: Flavour::Dart, name: name.clone(), old: old.clone(), here };
            occurrences.push(Occurrence::new(range, text, Grammar::Semver, role));
        }
    }
    Ok(occurrences)
}
