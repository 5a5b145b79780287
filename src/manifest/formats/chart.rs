//! `Chart.yaml`: the chart's `version`, `appVersion` as long as it says the same, and dependencies on charts of ours.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Names, folder, join};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::yaml;
use crate::manifest::readers::yaml::{Content, Node};
use crate::manifest::requirement::Flavour;

/// Many charts are numbered apart from what they install: an `appVersion` that says something else is left alone.
pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let documents = yaml::parse(source)?;
    let Some(root) = documents.first() else { return Ok(Vec::new()) };
    let mut occurrences = Vec::new();
    if let Some(own) = root.own(source, "version", Grammar::Semver)? {
        let app = root.own(source, "appVersion", Grammar::Semver).ok().flatten().map(|app| app.bare(source));
        let same = app.filter(|app| app.text == own.text).map(|app| Occurrence { role: Role::Copy, ..app });
        occurrences.extend(std::iter::once(own).chain(same));
    }
    for (name, old, version) in dependencies(source, root, names)? {
        let (range, text) = version.literal(source, "version")?;
        let role = Role::Reference { flavour: Flavour::Helm, name, old, here: true };
        occurrences.push(Occurrence::new(range, text, Grammar::Semver, role));
    }
    Ok(occurrences)
}

/// The folders of the charts that a chart takes from beside it, as paths from its own.
pub(in crate::manifest) fn charts<'s>(source: &Source<'s>) -> impl Iterator<Item = &'s str> {
    source.body.split("file://").skip(1).filter_map(|rest| rest.split(['"', '\'', ' ', '\r', '\n']).next())
}

/// The dependencies on charts that lie here: name, version before, and where the requirement stands.
pub(in crate::manifest) fn dependencies<'n>(
    source: &Source<'_>,
    root: &'n Node,
    names: &Names,
) -> Result<Vec<(String, String, &'n Node)>> {
    let mut found = Vec::new();
    let Some(Content::List(items)) = root.get(source, "dependencies")?.map(|list| &list.content) else {
        return Ok(found);
    };
    for item in items {
        let text = |key| Ok(item.get(source, key)?.and_then(Node::text));
        let (Some(name), Some(version)) = (text("name")?, item.get(source, "version")?) else { continue };
        // Without a repository it lies in `charts/`.
        let path = match text("repository")?.unwrap_or_default() {
            "" => format!("charts/{name}"),
            other => match other.strip_prefix("file://") {
                Some(path) => path.to_string(),
                None => continue,
            },
        };
        let home = join(folder(source.path), &path);
        if let Some(old) = home.and_then(|home| names.charts.get(&home)) {
            found.push((name.to_string(), old.clone(), version));
        }
    }
    Ok(found)
}
