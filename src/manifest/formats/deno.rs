//! `deno.json(c)` and `jsr.json(c)`: the top-level `version`, and imports of packages of ours.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::Names;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::json;
use crate::manifest::requirement::Flavour;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &Names) -> Result<Vec<Occurrence>> {
    let root = json::parse_relaxed(source)?;
    let mut occurrences = Vec::new();
    if let Some(value) = json::value(source, &root, "version")? {
        occurrences.push(json::own(source, value, Grammar::Semver, "version")?);
    }
    let scopes = json::child(source, &root, "scopes")?;
    let scopes = scopes.into_iter().flat_map(|scopes| &scopes.properties).filter_map(|scope| scope.value.as_object());
    for imports in json::child(source, &root, "imports")?.into_iter().chain(scopes) {
        for literal in imports.properties.iter().filter_map(|property| property.value.as_string_lit()) {
            if let Some((range, role)) = import(&literal.value, names) {
                let occurrence = json::occurrence(source, literal, Grammar::Semver, role)?;
                occurrences.extend(occurrence.part(source, range));
            }
        }
    }
    Ok(occurrences)
}

/// `jsr:@scope/name@^1.2.3/path` of a package of ours, and where its versions stand.
pub(in crate::manifest) fn import(text: &str, names: &Names) -> Option<(std::ops::Range<usize>, Role)> {
    let (registry, rest) = text.split_once(':').filter(|_| !names.imported.contains(text))?;
    let ours = match registry {
        "jsr" => &names.jsr,
        "npm" => &names.npm,
        _ => return None,
    };
    let rest = rest.trim_start_matches('/');
    let scope = if rest.starts_with('@') { rest.find('/')? } else { 0 };
    let name = scope.checked_add(rest.get(scope..)?.find('@')?)?;
    let start = text.len().checked_sub(rest.len())?.checked_add(name)?.checked_add(1)?;
    let versions = text.get(start..)?.split('/').next()?;
    let (name, old) = ours.get_key_value(rest.get(..name)?)?;
    let role = Role::Reference { flavour: Flavour::Npm, name: name.clone(), old: old.clone(), here: false };
    Some((start..start.checked_add(versions.len())?, role))
}

/// The package's name and version.
pub(in crate::manifest) fn package(source: &Source<'_>) -> Option<(String, String)> {
    let root = json::parse_relaxed(source).ok()?;
    Some((json::text(source, &root, "name")?, json::text(source, &root, "version")?))
}

pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    json::text(source, &json::parse_relaxed(source).ok()?, "name")
}

/// The folders of a workspace, where it is one.
pub(in crate::manifest) fn members(source: &Source<'_>) -> Vec<String> {
    let Ok(root) = json::parse_relaxed(source) else { return Vec::new() };
    let Ok(Some(workspace)) = json::value(source, &root, "workspace") else { return Vec::new() };
    // A list, or an object with a list of `members`.
    let list = match workspace.as_object() {
        Some(object) => json::value(source, object, "members").ok().flatten(),
        None => Some(workspace),
    };
    let elements = list.and_then(|list| list.as_array()).map(|array| array.elements.as_slice()).unwrap_or_default();
    elements.iter().filter_map(|element| element.as_string_lit()).map(|text| text.value.to_string()).collect()
}
