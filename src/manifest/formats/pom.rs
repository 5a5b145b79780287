//! `pom.xml`: the project's own version, and where modules name it: as their parent's, and in dependencies on each other.

use crate::error::Result;
use crate::manifest::grammar::Grammar;
use crate::manifest::names::{Projects, Properties};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::xml;
use crate::manifest::readers::xml::Element;
use crate::manifest::requirement::Flavour;

pub(in crate::manifest) fn find(source: &Source<'_>, names: &crate::manifest::names::Names) -> Result<Vec<Occurrence>> {
    let elements = xml::parse(source)?;
    let mut occurrences = Vec::new();
    let version = own(source, elements);
    let tag = version.as_ref().and_then(|version| tag(source, elements, version));
    occurrences.extend(version.into_iter().chain(tag));
    for (parent, _) in xml::children(elements, 0, "parent") {
        let old = coordinates(source, elements, parent).and_then(|name| names.maven.get(&name));
        let said = literal(source, elements, parent, "version", Role::Copy);
        // Of another major version it is the parent of an older release, which Maven downloads.
        occurrences.extend(said.filter(|said| old.is_some_and(|old| major(&said.text) == major(old))));
    }
    for (place, element) in elements.iter().enumerate() {
        if is_use(element)
            && let Some(name) = coordinates(source, elements, place)
            && let Some(old) = names.maven.get(&name)
            && let Some(occurrence) = literal(source, elements, place, "version", Role::Copy)
        {
            if occurrence.text.starts_with(['[', '(']) {
                let role = Role::Reference { flavour: Flavour::Maven, name, old: old.clone(), here: false };
                occurrences.push(Occurrence { role, ..occurrence });
            } else if occurrence.text == *old {
                occurrences.push(occurrence);
            }
        }
    }
    // Properties that nothing but dependencies on projects of ours take their version from.
    for (properties, _) in xml::children(elements, 0, "properties") {
        for (_, property) in xml::below(elements, properties) {
            let Some(uses) = names.maven_properties.get(property.name) else { continue };
            if let Some(occurrence) = value(source, property, Role::Copy)
                && uses.iter().all(|name| names.maven.get(name) == Some(&occurrence.text))
            {
                occurrences.push(occurrence);
            }
        }
    }
    Ok(occurrences)
}

/// The version, or the property that it names: `${revision}`, `${revision}${sha1}${changelist}`.
fn own(source: &Source<'_>, elements: &[Element<'_>]) -> Option<Occurrence> {
    let said = xml::text(source, elements, 0, "version")?;
    if said.matches("${").count() > 1 {
        return joined(source, elements, said);
    }
    let Some(property) = said.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) else {
        return literal(source, elements, 0, "version", Role::Own);
    };
    let (properties, _) = xml::children(elements, 0, "properties").next()?;
    literal(source, elements, properties, property, Role::Own)
}

/// The tag where it is the release's own: `v1.2.3` of 1.2.3.
fn tag(source: &Source<'_>, elements: &[Element<'_>], version: &Occurrence) -> Option<Occurrence> {
    let (scm, _) = xml::children(elements, 0, "scm").next()?;
    let said = literal(source, elements, scm, "tag", Role::Copy)?;
    let prefix = said.text.strip_suffix(version.text.as_str())?;
    let before = said.range.start.saturating_add(prefix.len());
    let whole = !prefix.ends_with(|letter: char| letter.is_ascii_digit() || letter == '.');
    whole.then(|| Occurrence::new(before..said.range.end, version.text.clone(), version.grammar, Role::Copy))
}

/// A version put together of properties: the first says its numbers, the last what comes behind them, and one in
/// between nothing. All from the first to the last is one place. Without a last one that can be written to, the first
/// says it all.
fn joined(source: &Source<'_>, elements: &[Element<'_>], said: &str) -> Option<Occurrence> {
    let names: Vec<&str> = said.strip_prefix("${")?.strip_suffix('}')?.split("}${").collect();
    if names.iter().any(|name| name.contains(['$', '{', '}'])) {
        return None;
    }
    let (properties, _) = xml::children(elements, 0, "properties").next()?;
    let value = |name: &&str| literal(source, elements, properties, name, Role::Own);
    let (first, rest) = names.split_first()?;
    let first = value(first)?;
    let (last, between) = rest.split_last()?;
    if between.iter().filter_map(value).any(|occurrence| !occurrence.text.is_empty()) {
        return None;
    }
    let Some(last) = value(last) else { return Some(first) };
    if last.range.start < first.range.end {
        return None;
    }
    let range = first.range.start..last.range.end;
    let text = source.body.get(range.clone())?;
    Some(Occurrence::new(range, text, Grammar::Tagged, Role::Own))
}

/// The text of a child that is no expression.
fn literal(source: &Source<'_>, elements: &[Element<'_>], parent: usize, name: &str, role: Role) -> Option<Occurrence> {
    value(source, xml::children(elements, parent, name).next()?.1, role)
}

/// The text of an element that is no expression.
fn value(source: &Source<'_>, element: &Element<'_>, role: Role) -> Option<Occurrence> {
    let range = element.text.clone()?;
    let text = source.body.get(range.clone())?;
    (!text.contains("${")).then(|| Occurrence::new(range, text.to_string(), Grammar::Loose, role))
}

/// The number a version begins with; as it is where it is none.
fn major(version: &str) -> &str {
    version.split(['.', '-']).next().unwrap_or(version)
}

/// Whether something is used here by its coordinates.
fn is_use(element: &Element<'_>) -> bool {
    matches!(element.name, "dependency" | "plugin" | "extension")
}

/// The first of these projects that it requires at the version they say, and not for its tests alone.
pub(in crate::manifest) fn requires<'p>(
    source: &Source<'_>,
    projects: &'p Projects,
) -> Result<Option<(&'p str, &'p str)>> {
    let elements = xml::parse(source)?;
    let mut uses = elements.iter().enumerate().filter(|(_, element)| element.name == "dependency");
    Ok(uses.find_map(|(place, _)| {
        let said = |key| xml::text(source, elements, place, key);
        let (name, version) = projects.get_key_value(&coordinates(source, elements, place)?)?;
        let is = said("version") == Some(version) && said("scope") != Some("test");
        is.then_some((name.as_str(), version.as_str()))
    }))
}

fn coordinates(source: &Source<'_>, elements: &[Element<'_>], parent: usize) -> Option<String> {
    let group = match xml::text(source, elements, parent, "groupId")? {
        "${project.groupId}" | "${pom.groupId}" | "${groupId}" => group(source, elements)?,
        group => group,
    };
    Some(format!("{group}:{}", xml::text(source, elements, parent, "artifactId")?))
}

/// Whether the project has a version of its own, whatever it says and however that is spelled.
pub(in crate::manifest) fn gives_version(source: &Source<'_>) -> bool {
    xml::parse(source).is_ok_and(|elements| xml::children(elements, 0, "version").next().is_some())
}

/// What the project itself is called, without its group.
pub(in crate::manifest) fn artifact(source: &Source<'_>) -> Option<String> {
    let elements = xml::parse(source).ok()?;
    Some(xml::text(source, elements, 0, "artifactId")?.to_string())
}

/// The project's own group, perhaps its parent's.
fn group<'a>(source: &Source<'a>, elements: &[Element<'_>]) -> Option<&'a str> {
    let parent = xml::children(elements, 0, "parent").next();
    xml::text(source, elements, 0, "groupId")
        .or_else(|| parent.and_then(|(parent, _)| xml::text(source, elements, parent, "groupId")))
}

/// The properties that dependencies take their version from, with the coordinates of those.
pub(in crate::manifest) fn uses(source: &Source<'_>, properties: &mut Properties) -> Result<()> {
    let elements = xml::parse(source)?;
    for (place, _) in elements.iter().enumerate().filter(|(_, element)| is_use(element)) {
        let version = xml::text(source, elements, place, "version");
        let property = version.and_then(|version| version.strip_prefix("${")?.strip_suffix('}'));
        if let (Some(property), Some(name)) = (property, coordinates(source, elements, place)) {
            properties.entry(property.to_string()).or_default().insert(name);
        }
    }
    Ok(())
}

/// Adds what this file says about itself.
pub(in crate::manifest) fn collect(source: &Source<'_>, projects: &mut Projects) -> Result<()> {
    let elements = xml::parse(source)?;
    let parent = xml::children(elements, 0, "parent").next().map(|(place, _)| place);
    let inherited = |name| parent.and_then(|parent| xml::text(source, elements, parent, name));
    let group = group(source, elements);
    let version =
        own(source, elements).map(|occurrence| occurrence.text).or_else(|| inherited("version").map(str::to_string));
    if let (Some(group), Some(artifact), Some(version)) = (group, xml::text(source, elements, 0, "artifactId"), version)
    {
        projects.insert(format!("{group}:{artifact}"), version);
    }
    Ok(())
}

/// Where the parent lies, if the file says so.
pub(in crate::manifest) fn parent_path<'a>(source: &Source<'a>) -> Option<&'a str> {
    let elements = xml::parse(source).ok()?;
    let (parent, _) = xml::children(elements, 0, "parent").next()?;
    xml::text(source, elements, parent, "relativePath").filter(|path| !path.is_empty())
}

/// The folders or files that `<modules>` names.
pub(in crate::manifest) fn modules<'a>(source: &Source<'a>) -> Vec<&'a str> {
    let Ok(elements) = xml::parse(source) else { return Vec::new() };
    let modules = elements.iter().filter(|element| element.name == "module");
    modules.filter_map(|element| source.body.get(element.text.clone()?)).collect()
}
