//! `*.csproj`, `*.fsproj`, `*.vbproj` and `Directory.Build.props`: `Version`, or `VersionPrefix`, in property groups.

use crate::error::Result;
use crate::manifest::grammar::{Grammar, Numbers};
use crate::manifest::occurrence::{Occurrence, Role, Source};
use crate::manifest::readers::xml;
use crate::ordered::BTreeSet;

const PREFIX: Numbers = Numbers {
    fewest: 1,
    most: 4,
    highest: 65_534,
    dash: false,
    whose: "a `VersionPrefix`",
    instead: Some("write a `Version` in place of the `VersionPrefix`: it takes the whole version"),
};

/// The files of properties that are imported from beside, such as `$(MSBuildThisFileDirectory)Directory.Version.props`.
pub(in crate::manifest) fn imports(source: &Source<'_>) -> Vec<String> {
    let imports = source.body.split("<Import").skip(1).filter_map(|tag| tag.split('>').next());
    let named = imports.filter_map(|tag| tag.split_once("Project=")?.1.split(['"', '\'']).nth(1));
    let here = named.map(|path| path.trim_start_matches("$(MSBuildThisFileDirectory)").replace('\\', "/"));
    here.filter(|path| path.ends_with(".props") && !path.contains("$(")).collect()
}

/// `AssemblyVersion` and `FileVersion` follow as the .NET build itself derives them, by the version's numbers, where
/// they say those numbers already; many projects keep them fixed on purpose. A package version beside them follows
/// where it is the same.
pub(in crate::manifest) fn find(source: &Source<'_>) -> Result<Vec<Occurrence>> {
    let elements = xml::parse(source)?;
    let mut own: Vec<Occurrence> = Vec::new();
    let mut others = Vec::new();
    // In the order of the file, so that each is found at once.
    let groups: Vec<usize> = xml::children(elements, 0, "PropertyGroup").map(|(place, _)| place).collect();
    let conditional = |start: usize| {
        source.body.get(start..).and_then(|rest| rest.split('>').next()).is_some_and(|tag| tag.contains("Condition"))
    };
    let start_of = |place: usize| elements.get(place).map(|group| group.start);
    for element in elements.iter().filter(|element| groups.binary_search(&element.parent).is_ok()) {
        let Some(range) = element.text.clone() else { continue };
        let text = source.body.get(range.clone()).unwrap_or_default().to_string();
        // What is computed is no literal.
        if text.is_empty() || text.contains("$(") {
            continue;
        }
        let start = range.start;
        let occurrence = |grammar, role| Occurrence::new(range.clone(), text.clone(), grammar, role);
        match element.name {
            "Version" => own.push(occurrence(Grammar::Loose, Role::Own)),
            "VersionPrefix" => own.push(occurrence(Grammar::Numbers(&PREFIX), Role::Own)),
            // The build decides whether there is one, and the tag says the rest.
            "VersionSuffix" if conditional(element.start) || start_of(element.parent).is_some_and(conditional) => {}
            "VersionSuffix" => {
                let message = format!("`VersionSuffix` is `{text}`, expected one `Version` that says it all");
                return Err(source
                    .error("invalid-version", message, start)
                    .advice("put the whole version into `Version`, or give the suffix to the build alone"));
            }
            "PackageVersion" | "InformationalVersion" => others.push(occurrence(Grammar::Loose, Role::Copy)),
            "AssemblyVersion" | "FileVersion" => others.push(occurrence(Grammar::Assembly, Role::Copy)),
            _ => {}
        }
    }
    let Some(said) = own.first().map(|own| own.text.clone()) else { return Ok(own) };
    let version = own.first().and_then(|own| own.grammar.read(&own.text).ok());
    own.extend(others.into_iter().filter(|other| match (other.grammar, &version) {
        (Grammar::Assembly, Some(version)) => {
            other.grammar.write(&other.text, version).is_ok_and(|numbers| numbers == other.text)
        }
        _ => other.text == said,
    }));
    Ok(own)
}

/// What a project is published as: its package, else its assembly.
pub(in crate::manifest) fn name(source: &Source<'_>) -> Option<String> {
    let elements = xml::parse(source).ok()?;
    let groups: Vec<usize> = xml::children(elements, 0, "PropertyGroup").map(|(place, _)| place).collect();
    let said = |key| groups.iter().find_map(|group| xml::text(source, elements, *group, key));
    let plain = |name: &&str| !name.contains("$(");
    said("PackageId").filter(plain).or_else(|| said("AssemblyName").filter(plain)).map(str::to_string)
}

/// Properties that one version is put together of.
const MOST: usize = 8;

/// Whether a version stands in the file that [`find`] does not read: in another case, in a part that is not always built,
/// with a comment in it, or put together of properties of the same file. What others give is none of the file's.
pub(in crate::manifest) fn computes(source: &Source<'_>) -> bool {
    // It counts commits, from a version in a file of its own.
    if source.body.contains("Nerdbank.GitVersioning") {
        return true;
    }
    let Ok(elements) = xml::parse(source) else { return false };
    let text = |element: &xml::Element<'_>| source.body.get(element.text.clone()?);
    let plain = |text: &&str| !text.is_empty() && !text.contains("$(");
    let known: BTreeSet<&str> =
        elements.iter().filter(|one| text(one).filter(plain).is_some()).map(|one| one.name).collect();
    let here = |part: &str| part.split(')').next().is_some_and(|name| known.contains(name));
    let own = |element: &&xml::Element<'_>| {
        ["Version", "VersionPrefix", "PackageVersion"].iter().any(|name| element.name.eq_ignore_ascii_case(name))
            && elements.get(element.parent).is_some_and(|group| group.name == "PropertyGroup")
    };
    let of_the_file = |text: &str| !text.is_empty() && text.split("$(").skip(1).take(MOST).all(here);
    elements.iter().filter(own).any(|element| text(element).is_none_or(of_the_file))
}
