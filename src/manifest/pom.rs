//! `pom.xml`: the project's own version, and where modules name it: as their parent's, and in dependencies on each other.

use std::collections::BTreeMap;

use super::grammar::Grammar;
use super::site::{Role, Site, Source};
use super::xml::{self, Element};
use crate::error::Result;

/// `group:artifact` of every project here, with its version before the rewriting.
pub(super) type Projects = BTreeMap<String, String>;

pub(super) fn find(source: &Source<'_>, names: &super::names::Names) -> Result<Vec<Site>> {
    let elements = xml::parse(source)?;
    let mut sites = Vec::new();
    sites.extend(own(source, &elements));
    for (parent, _) in xml::children(&elements, 0, "parent") {
        if coordinates(source, &elements, parent).is_some_and(|name| names.maven.contains_key(&name)) {
            sites.extend(literal(source, &elements, parent, "version", Role::Copy));
        }
    }
    for (place, element) in elements.iter().enumerate() {
        if matches!(element.name, "dependency" | "plugin" | "extension")
            && let Some(name) = coordinates(source, &elements, place)
            && let Some(site) = literal(source, &elements, place, "version", Role::Copy)
            && names.maven.get(&name) == Some(&site.text)
        {
            sites.push(site);
        }
    }
    Ok(sites)
}

/// The version, or the property that it names: `${revision}`.
fn own(source: &Source<'_>, elements: &[Element<'_>]) -> Option<Site> {
    let said = xml::text(source, elements, 0, "version")?;
    let Some(property) = said.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) else {
        return literal(source, elements, 0, "version", Role::Own);
    };
    let (properties, _) = xml::children(elements, 0, "properties").next()?;
    literal(source, elements, properties, property, Role::Own)
}

/// The text of a child that is no expression.
fn literal(source: &Source<'_>, elements: &[Element<'_>], parent: usize, name: &str, role: Role) -> Option<Site> {
    let (_, element) = xml::children(elements, parent, name).next()?;
    let range = element.text.clone()?;
    let text = source.body.get(range.clone())?;
    (!text.contains("${")).then(|| Site::new(range, text.to_string(), Grammar::Loose, role))
}

fn coordinates(source: &Source<'_>, elements: &[Element<'_>], parent: usize) -> Option<String> {
    let group = xml::text(source, elements, parent, "groupId")?;
    Some(format!("{group}:{}", xml::text(source, elements, parent, "artifactId")?))
}

/// Adds what this file says about itself.
pub(super) fn collect(source: &Source<'_>, projects: &mut Projects) -> Result<()> {
    let elements = xml::parse(source)?;
    let parent = xml::children(&elements, 0, "parent").next().map(|(place, _)| place);
    let inherited = |name| parent.and_then(|parent| xml::text(source, &elements, parent, name));
    let group = xml::text(source, &elements, 0, "groupId").or_else(|| inherited("groupId"));
    let version = own(source, &elements).map(|site| site.text).or_else(|| inherited("version").map(str::to_string));
    if let (Some(group), Some(artifact), Some(version)) =
        (group, xml::text(source, &elements, 0, "artifactId"), version)
    {
        projects.insert(format!("{group}:{artifact}"), version);
    }
    Ok(())
}

/// The folders or files that `<modules>` names.
pub(super) fn modules<'a>(source: &Source<'a>) -> Vec<&'a str> {
    let Ok(elements) = xml::parse(source) else { return Vec::new() };
    let modules = elements.iter().filter(|element| element.name == "module");
    modules.filter_map(|element| source.body.get(element.text.clone()?)).collect()
}
