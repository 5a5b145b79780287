//! Where a Python project's settings say that its version stands, when it is not in them: `dynamic = ["version"]`.

use crate::manifest::formats::kind::Kind;
use crate::manifest::formats::{setup_cfg, setup_py};
use crate::manifest::names::{folder, join};
use crate::manifest::occurrence::{Source, Sources};
use crate::manifest::python::roots;
use crate::manifest::readers::toml;
use crate::ordered::BTreeMap;

/// How a named file spells the version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::manifest) enum Origin {
    /// `NAME = "…"` at the top of a Python file.
    Attribute(String),
    /// The file is the version.
    Whole,
    /// What a pattern of the build tool's matches.
    Pattern(String),
    /// What Hatch looks for unless told otherwise.
    Assignment,
}

/// Hatch's own pattern, as far as these patterns go.
pub(in crate::manifest) const ASSIGNMENT: &str =
    r#"(?m)^(?:__version__|__VERSION__|VERSION|version)(?: ?: ?str)? *= *["'](?<version>[^"'\r\n]+)["']"#;

/// The files that may hold the version of the project in `base`, whether they are there or not.
pub(in crate::manifest) fn of(base: &str, document: &toml::Table<'_>) -> Vec<(String, Origin)> {
    let text = |path: &[&str]| toml::text(document, path);
    let mut files: Vec<(Option<String>, Origin)> = Vec::new();
    if let Some(path) = text(&["tool", "hatch", "version", "path"]) {
        let pattern = text(&["tool", "hatch", "version", "pattern"]);
        let origin = pattern.map_or(Origin::Assignment, |pattern| Origin::Pattern(pattern.to_string()));
        files.push((join(base, path), origin));
    }
    if let Some(path) = text(&["tool", "pdm", "version", "path"]) {
        files.push((join(base, path), Origin::Attribute("__version__".to_string())));
    }
    let scikit = ["tool", "scikit-build", "metadata", "version"];
    if let Some(path) = text(&[scikit.as_slice(), &["input"]].concat()) {
        // The group is called `value` there; what is put together of several groups is no one place.
        let regex = text(&[scikit.as_slice(), &["regex"]].concat());
        let origin = match regex.and_then(|regex| regex.split_once("?P<value>")) {
            Some((before, after)) => Origin::Pattern(format!("{before}?P<version>{after}")),
            None => Origin::Assignment,
        };
        files.push((join(base, path), origin));
    }
    let dynamic = ["tool", "setuptools", "dynamic", "version"];
    if let Some(attribute) = text(&[dynamic.as_slice(), &["attr"]].concat()) {
        files.extend(attributes(&roots::roots(base, document), attribute));
        // `package-dir = { heron = "python/heron" }`: the module lies in a folder of its own.
        for (package, placed) in toml::pairs(document, &["tool", "setuptools", "package-dir"]) {
            let inside = attribute.strip_prefix(package).and_then(|rest| rest.strip_prefix('.'));
            if let Some(inside) = inside.filter(|_| !package.is_empty()) {
                let module = inside.rsplit_once('.').map_or("__init__", |(module, _)| module).replace('.', "/");
                let name = inside.rsplit('.').next().unwrap_or_default();
                for place in [format!("{placed}/{module}.py"), format!("{placed}/{module}/__init__.py")] {
                    files.push((join(base, &place), Origin::Attribute(name.to_string())));
                }
            }
        }
    }
    let file = toml::item(document, &[dynamic.as_slice(), &["file"]].concat());
    let named = file
        .and_then(|file| file.get_ref().as_str())
        .into_iter()
        .chain(toml::texts(document, &[dynamic.as_slice(), &["file"]].concat()));
    files.extend(named.map(|path| (join(base, path), Origin::Whole)));
    files.into_iter().filter_map(|(path, origin)| Some((path?, origin))).collect()
}

/// The files that Python projects name as the home of their version. What cannot be parsed names nothing here.
pub(in crate::manifest) fn origins(sources: &Sources<'_>) -> BTreeMap<String, Origin> {
    let mut origins = BTreeMap::new();
    for source in sources.values().filter_map(|source| source.as_ref().ok()) {
        let home = folder(source.path);
        let named = match Kind::of(source.path) {
            Some(Kind::Pyproject) => match toml::parse(source) {
                Ok(document) => of(home, document),
                Err(_) => continue,
            },
            Some(Kind::SetupCfg) => of_setup_cfg(home, source),
            Some(Kind::SetupPy) => of_setup_py(home, source),
            _ => continue,
        };
        origins.extend(named);
    }
    origins
}

/// meson-python takes the version of the build itself.
pub(in crate::manifest) fn of_build(document: &toml::Table<'_>) -> Option<&'static str> {
    let dynamic = toml::texts(document, &["project", "dynamic"]).contains(&"version");
    let backend = toml::text(document, &["build-system", "build-backend"]);
    (dynamic && backend == Some("mesonpy")).then_some("meson.build")
}

/// As [`of`], for `setup.cfg`.
pub(in crate::manifest) fn of_setup_cfg(base: &str, source: &Source<'_>) -> Vec<(String, Origin)> {
    let files = match setup_cfg::from(source) {
        Some(setup_cfg::From::File(path)) => vec![(join(base, path), Origin::Whole)],
        Some(setup_cfg::From::Attribute(attribute)) => attributes(&roots(base, setup_cfg::roots(source)), attribute),
        None => Vec::new(),
    };
    files.into_iter().filter_map(|(path, origin)| Some((path?, origin))).collect()
}

/// As [`of`], for `setup.py`: `version=heron.__version__`, or a file that it runs for that.
pub(in crate::manifest) fn of_setup_py(base: &str, source: &Source<'_>) -> Vec<(String, Origin)> {
    let Some(attribute) = setup_py::attribute(source) else {
        let opened = setup_py::opened(source).into_iter().filter_map(|(path, alone)| {
            let origin = if alone { Origin::Whole } else { Origin::Attribute("__version__".to_string()) };
            Some((join(base, &path)?, origin))
        });
        return opened.collect();
    };
    let files = attributes(&roots(base, setup_py::roots(source)), &attribute);
    files.into_iter().filter_map(|(path, origin)| Some((path?, origin))).collect()
}

/// Folders that packages are looked for in, those that are named first.
pub(in crate::manifest) fn roots(base: &str, named: Vec<&str>) -> Vec<String> {
    named.into_iter().chain(["src", ""]).filter_map(|root| join(base, root)).collect()
}

/// setuptools: `package.module.NAME` below one of `roots`.
fn attributes(roots: &[String], attribute: &str) -> Vec<(Option<String>, Origin)> {
    let Some((module, name)) = attribute.rsplit_once('.') else { return Vec::new() };
    let path = module.replace('.', "/");
    let places = [format!("{path}.py"), format!("{path}/__init__.py")];
    let all = roots.iter().flat_map(|root| places.iter().map(move |place| join(root, place)));
    all.map(|path| (path, Origin::Attribute(name.to_string()))).collect()
}

/// Whether these settings take the version from a file, and no tool of git's tags is named: where that is not understood, a tag
/// alone would leave it behind.
pub(in crate::manifest) fn computes(source: &Source<'_>) -> bool {
    // Flit asks the module, wherever that has it from.
    let flit = |document| {
        let backend = toml::text(document, &["build-system", "build-backend"]);
        let written = toml::text(document, &["project", "version"]);
        backend.is_some_and(|backend| backend.starts_with("flit")) && written.is_none()
    };
    let told = |document| from_tags(document).is_none() && (flit(document) || !of("", document).is_empty());
    toml::parse(source).is_ok_and(told)
}

/// As [`computes`], for `setup.cfg`.
pub(in crate::manifest) fn setup_cfg_computes(source: &Source<'_>) -> bool {
    !of_setup_cfg("", source).is_empty() && !asks_git(source)
}

/// As [`computes`], for `setup.py`, which may put it together from numbers, too.
pub(in crate::manifest) fn setup_py_computes(source: &Source<'_>) -> bool {
    let counts = |word: &str| source.body.lines().any(|line| sets_number(line, word));
    // A file for the version alone may be one that is only made from the tag.
    let takes = of_setup_py("", source).iter().any(|(_, origin)| *origin != Origin::Whole);
    (takes || counts("MAJOR") && counts("MINOR")) && !asks_git(source)
}

fn asks_git(source: &Source<'_>) -> bool {
    let named = |tool: &str| source.body.contains(tool) || source.body.contains(&tool.replace('-', "_"));
    ["scm", "vcs"].into_iter().chain(FROM_TAGS).any(named)
}

/// `VERSION_MAJOR = 1`.
fn sets_number(line: &str, word: &str) -> bool {
    let Some((name, value)) = line.split_once('=') else { return false };
    let number = value.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
    number && name.trim_end().to_ascii_uppercase().ends_with(word) && !name.starts_with(char::is_whitespace)
}

/// Plugins that take the version from git's tags and history.
const FROM_TAGS: [&str; 12] = [
    "setuptools-scm",
    "vcs-versioning",
    "setuptools-git-versioning",
    "hatch-vcs",
    "versioneer",
    "versioningit",
    "pbr",
    "flit-scm",
    "poetry-dynamic-versioning",
    "uv-dynamic-versioning",
    "dunamai",
    "miniver",
];

/// The tool that takes the project's version from git's tags, where one does.
pub(in crate::manifest) fn from_tags(document: &toml::Table<'_>) -> Option<String> {
    if toml::text(document, &["project", "version"]).is_some() {
        return None;
    }
    for (path, said, tool) in [
        (["tool", "hatch", "version", "source"], "vcs", "hatch-vcs"),
        (["tool", "pdm", "version", "source"], "scm", "PDM"),
    ] {
        if toml::text(document, &path) == Some(said) {
            return Some(tool.to_string());
        }
    }
    let poetry = ["tool", "poetry-dynamic-versioning", "enable"];
    if toml::truth(document, &poetry) == Some(true) {
        return Some("poetry-dynamic-versioning".to_string());
    }
    let names = toml::texts(document, &["build-system", "requires"]).into_iter().map(|requirement| {
        let end =
            requirement.find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | '.'));
        crate::manifest::formats::pyproject::project_name::normal(
            end.and_then(|end| requirement.get(..end)).unwrap_or(requirement),
        )
    });
    let dynamic = toml::texts(document, &["project", "dynamic"]).contains(&"version")
        || toml::table(document, &["project"]).is_none();
    names.into_iter().find(|name| dynamic && FROM_TAGS.contains(&name.as_str()))
}
