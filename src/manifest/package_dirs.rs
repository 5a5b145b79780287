//! Where the Python package of a `pyproject.toml` lies, and which of its files may hold `__version__`.

use std::collections::BTreeSet;

use super::names::join;
use super::{glob, pyproject, toml, version_source};

/// Files of a package folder where a version is usually kept.
const FILES: [&str; 5] = ["__init__.py", "__about__.py", "_version.py", "version.py", "__version__.py"];

/// The tracked files that may hold the version of the project in `base`, each with how it was found. `name` is what
/// the project is called where the document does not say.
pub(super) fn files(
    base: &str,
    document: &toml::Table<'_>,
    name: Option<&str>,
    tracked: &BTreeSet<&str>,
) -> Vec<(String, &'static str)> {
    let search = Search { base, document, name, tracked };
    let mut found: Vec<(String, &'static str)> = version_source::of(base, document)
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| tracked.contains(path.as_str()))
        .map(|path| (path, "version file"))
        .collect();
    let mut folders = search.configured();
    if !folders.iter().any(|folder| search.holds_package(folder)) {
        folders = search.by_name().or_else(|| search.only_one()).into_iter().collect();
    }
    for folder in folders {
        let inside = FILES.iter().filter_map(|name| join(&folder, name));
        found.extend(inside.filter(|path| tracked.contains(path.as_str())).map(|path| (path, "package directory")));
        // A module of one file.
        let module = format!("{folder}.py");
        if tracked.contains(module.as_str()) {
            found.push((module, "module"));
        }
    }
    found
}

/// Folders that packages are looked for in, most telling first.
pub(super) fn roots(base: &str, document: &toml::Table<'_>) -> Vec<String> {
    let mut roots: Vec<&str> = Vec::new();
    roots.extend(toml::text(document, &["tool", "setuptools", "package-dir", ""]));
    roots.extend(toml::texts(document, &["tool", "setuptools", "packages", "find", "where"]));
    roots.extend(toml::text(document, &["tool", "maturin", "python-source"]));
    roots.extend(toml::text(document, &["tool", "uv", "build-backend", "module-root"]));
    roots.extend(["src", ""]);
    roots.iter().filter_map(|root| join(base, root)).collect()
}

struct Search<'s> {
    base: &'s str,
    document: &'s toml::Table<'s>,
    name: Option<&'s str>,
    tracked: &'s BTreeSet<&'s str>,
}

impl Search<'_> {
    fn text(&self, path: &[&str]) -> Option<&str> {
        toml::text(self.document, path)
    }

    fn roots(&self) -> Vec<String> {
        roots(self.base, self.document)
    }

    /// Package folders that the build tool's settings name.
    fn configured(&self) -> Vec<String> {
        let mut folders = Vec::new();
        for path in toml::texts(self.document, &["tool", "hatch", "build", "targets", "wheel", "packages"]) {
            folders.extend(join(self.base, path));
        }
        for package in toml::tables(self.document, &["tool", "poetry", "packages"]) {
            let Some(include) = toml::text(package, &["include"]) else {
                continue;
            };
            let literal: Vec<&str> = include.split('/').take_while(|part| !glob::is_pattern(part)).collect();
            let from = toml::text(package, &["from"]).unwrap_or_default();
            if !literal.is_empty() {
                folders.extend(join(self.base, from).and_then(|home| join(&home, &literal.join("/"))));
            }
        }
        let placed = toml::table(self.document, &["tool", "setuptools", "package-dir"]);
        for package in toml::texts(self.document, &["tool", "setuptools", "packages"]) {
            match placed.and_then(|table| toml::text(table, &[package])) {
                Some(path) => folders.extend(join(self.base, path)),
                None => folders.extend(self.first(&package.replace('.', "/"))),
            }
        }
        for module in toml::texts(self.document, &["tool", "setuptools", "py-modules"]) {
            folders.extend(self.first(module));
        }
        let module = [
            ["tool", "flit", "module", "name"].as_slice(),
            &["tool", "uv", "build-backend", "module-name"],
            &["tool", "maturin", "module-name"],
        ];
        for name in module.iter().filter_map(|path| self.text(path)) {
            folders.extend(self.first(&name.replace('.', "/")));
        }
        folders
    }

    /// The first root that has this package.
    fn first(&self, package: &str) -> Option<String> {
        if package.is_empty() {
            return None;
        }
        self.roots().iter().filter_map(|root| join(root, package)).find(|folder| self.holds_package(folder))
    }

    fn holds_package(&self, folder: &str) -> bool {
        FILES.iter().any(|name| self.tracked.contains(format!("{folder}/{name}").as_str()))
            || self.tracked.contains(format!("{folder}.py").as_str())
    }

    /// The package called like the project, `-` and `.` read as `_`, upper and lower case alike.
    fn by_name(&self) -> Option<String> {
        let name = pyproject::name(self.document).or(self.name)?;
        let wanted = name.replace(['-', '.'], "_");
        if let Some(exact) = self.first(&wanted) {
            return Some(exact);
        }
        let alike = self.roots().into_iter().find_map(|root| {
            let same = |child: &String| child.eq_ignore_ascii_case(&wanted);
            let child = self.children(&root).into_iter().find(same)?;
            join(&root, &child).filter(|folder| self.holds_package(folder))
        });
        // A namespace package: `acme.tools` lies in `acme/tools`.
        alike.or_else(|| if name.contains('.') { self.first(&name.replace('.', "/")) } else { None })
    }

    /// The names right below a folder, `.py` dropped.
    fn children(&self, root: &str) -> BTreeSet<String> {
        let start = if root.is_empty() { String::new() } else { format!("{root}/") };
        let below = self.tracked.range(start.as_str()..).take_while(|path| path.starts_with(&start));
        below
            .filter_map(|path| path.strip_prefix(&start)?.split('/').next())
            .map(|name| name.strip_suffix(".py").unwrap_or(name).to_string())
            .collect()
    }

    /// The only package below `src`, where the file is about a Python project at all.
    fn only_one(&self) -> Option<String> {
        let project = [["project"].as_slice(), &["tool", "poetry"], &["build-system"]];
        if !project.iter().any(|path| toml::table(self.document, path).is_some()) {
            return None;
        }
        let root = join(self.base, "src")?;
        let mut packages = self
            .children(&root)
            .into_iter()
            .filter_map(|child| join(&root, &child))
            .filter(|folder| self.tracked.contains(format!("{folder}/__init__.py").as_str()));
        let first = packages.next();
        if packages.next().is_some() { None } else { first }
    }
}
