//! JSON that describes one thing with a top-level `version`: plugins of agents and their marketplaces, servers of the
//! Model Context Protocol, `lerna.json`, `codemeta.json`, `*.podspec.json`.

use jsonc_parser::ast::{Object, Value};

use crate::error::Result;
use crate::manifest::formats::podspec::before_version;
use crate::manifest::grammar::Grammar;
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::json;

/// The version; what lies in `metadata`, `packages` and `plugins` follows where it says the same. A marketplace may have
/// no version of its own: then its plugins', if there is but one.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let root = json::parse_relaxed(source)?;
    let mut occurrences = Vec::new();
    let mut top = json::value(source, &root, "version")?;
    // Of vcpkg, by what kind of version it is.
    for key in ["version-semver", "version-string"] {
        top = if top.is_none() { json::value(source, &root, key)? } else { top };
    }
    // Lerna's word for packages that are numbered apart.
    let top = top.filter(|value| value.as_string_lit().is_none_or(|text| text.value != "independent"));
    occurrences.extend(top.map(|value| json::own(source, value, Grammar::Loose, "version")).transpose()?);
    let mut inner = Vec::new();
    inner.extend(json::child(source, &root, "metadata")?);
    for list in ["packages", "plugins"] {
        let array = json::value(source, &root, list)?.and_then(Value::as_array);
        inner.extend(array.into_iter().flat_map(|array| &array.elements).filter_map(Value::as_object));
    }
    let said = |object: &Object<'_>| -> Result<Option<Occurrence>> {
        let text = json::value(source, object, "version")?.and_then(Value::as_string_lit);
        text.map(|text| json::occurrence(source, text, Grammar::Loose, Role::Copy)).transpose()
    };
    let copies: Vec<Occurrence> =
        inner.into_iter().filter_map(|object| said(object).transpose()).collect::<Result<_>>()?;
    match occurrences.first().map(|own| own.text.clone()) {
        Some(own) => {
            occurrences.extend(copies.into_iter().filter(|copy| copy.text == own));
            // The tag that CocoaPods takes the code from: `1.2.3`, `v1.2.3`, `name-1.2.3`.
            let code = json::value(source, &root, "source")?.and_then(Value::as_object);
            let tag = code.map(|code| json::value(source, code, "tag")).transpose()?.flatten();
            if let Some(tag) = tag.and_then(Value::as_string_lit)
                && let Some(before) = before_version(&tag.value, &own)
            {
                let tag = json::occurrence(source, tag, Grammar::Loose, Role::Copy)?;
                let range = before.len()..tag.text.len();
                occurrences.extend(if range.start == 0 { Some(tag) } else { tag.part(source, range) });
            }
        }
        None if copies.windows(2).all(|pair| matches!(pair, [one, other] if one.text == other.text)) => {
            occurrences.extend(copies.into_iter().map(|copy| Occurrence { role: Role::Own, ..copy }));
        }
        None => {}
    }
    Ok(occurrences)
}

/// The packages of a repository that Lerna releases, where no workspace of npm says it: those it names, and in its own time
/// `packages/*` where it named none.
pub(in crate::manifest) fn lerna_members(source: &Source<'_>) -> Vec<String> {
    let Ok(root) = json::parse_relaxed(source) else { return Vec::new() };
    match json::value(source, &root, "packages") {
        Ok(Some(list)) => {
            let named = list.as_array().into_iter().flat_map(|list| &list.elements);
            named.filter_map(Value::as_string_lit).map(|text| text.value.to_string()).collect()
        }
        // The key of its first versions.
        _ if matches!(json::value(source, &root, "lerna"), Ok(Some(_))) => vec!["packages/*".to_string()],
        _ => Vec::new(),
    }
}
