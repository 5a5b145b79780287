//! Where the Python package of a `pyproject.toml` lies, and which of its files may hold `__version__`.

use crate::ordered::BTreeSet;

use crate::manifest::entries::glob;
use crate::manifest::formats::pyproject::project_name;
use crate::manifest::names::join;
use crate::manifest::python::roots::roots;
use crate::manifest::python::version_source;
use crate::manifest::readers::toml;

/// Files of a package folder where a version is usually kept.
const FILES: [&str; 5] = ["__init__.py", "__about__.py", "_version.py", "version.py", "__version__.py"];

const PACKAGE: &str = "package directory";
/// How a package was found that nothing names: the build tool takes the only one there is.
const ONLY: &str = "only package";

/// What `setup.py` or `setup.cfg` say of a project.
#[derive(Debug, Default)]
pub(in crate::manifest) struct Setup<'a> {
    pub name: Option<&'a str>,
    pub roots: Vec<&'a str>,
    pub packages: Vec<&'a str>,
}

/// What is no package of the project's, though it lies beside it and looks like one: setuptools' own list.
const NOT_SHIPPED: [&str; 34] = [
    "ci",
    "bin",
    "debian",
    "doc",
    "docs",
    "documentation",
    "manpages",
    "news",
    "newsfragments",
    "changelog",
    "test",
    "tests",
    "unit_test",
    "unit_tests",
    "example",
    "examples",
    "scripts",
    "tools",
    "util",
    "utils",
    "python",
    "build",
    "benchmark",
    "benchmarks",
    "exercise",
    "exercises",
    "htmlcov",
    "tasks",
    "fabfile",
    "site_scons",
    "setup",
    "conftest",
    "toxfile",
    "noxfile",
];

/// The tracked files that may hold the version of the project in `base`, each with how it was found. `setup` is what
/// other files say where the document does not.
pub(in crate::manifest) fn files(
    base: &str,
    document: &toml::Table<'_>,
    setup: &Setup<'_>,
    tracked: &BTreeSet<&str>,
) -> Vec<(String, &'static str)> {
    let search = Search { base, document, setup, tracked };
    let mut found: Vec<(String, &'static str)> = version_source::of(base, document)
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| tracked.contains(path.as_str()))
        .map(|path| (path, "version file"))
        .collect();
    let mut folders = search.configured();
    let mut how = PACKAGE;
    if !folders.iter().any(|folder| search.holds_package(folder)) {
        folders = search.by_name().into_iter().collect();
        if folders.is_empty() {
            folders = search.only_one().into_iter().collect();
            how = ONLY;
        }
    }
    for folder in folders {
        let inside = FILES.iter().filter_map(|name| join(&folder, name));
        found.extend(inside.filter(|path| tracked.contains(path.as_str())).map(|path| (path, how)));
        // A module of one file.
        let module = format!("{folder}.py");
        if tracked.contains(module.as_str()) {
            found.push((module, if how == ONLY { ONLY } else { "module" }));
        }
    }
    found
}

struct Search<'s> {
    base: &'s str,
    document: &'s toml::Table<'s>,
    setup: &'s Setup<'s>,
    tracked: &'s BTreeSet<&'s str>,
}

impl Search<'_> {
    fn text(&self, path: &[&str]) -> Option<&str> {
        toml::text(self.document, path)
    }

    fn roots(&self) -> Vec<String> {
        let named = self.setup.roots.iter().filter_map(|root| join(self.base, root));
        named.chain(roots(self.base, self.document)).collect()
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
        for package in &self.setup.packages {
            folders.extend(self.first(&package.replace('.', "/")));
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
        let name = project_name::name(self.document).or(self.setup.name)?;
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

    /// The only package there is, where the file is about a Python project at all: below `src`, or else beside the file.
    fn only_one(&self) -> Option<String> {
        let project = [["project"].as_slice(), &["tool", "poetry"], &["build-system"]];
        let python = self.setup.name.is_some() || project.iter().any(|path| toml::table(self.document, path).is_some());
        if !python {
            return None;
        }
        self.roots().iter().find_map(|root| self.only_in(root, 3))
    }

    /// The only package right below a folder, or in the only folder there, as far as `depth`: a namespace.
    fn only_in(&self, root: &str, depth: usize) -> Option<String> {
        // Beside the file lies all sorts of things; a folder of packages has packages alone.
        let flat = root.is_empty() || root == self.base;
        let other = |name: &str| name.starts_with(['.', '_']) || (flat && NOT_SHIPPED.contains(&name));
        let shipped = |name: &String| !other(name);
        let children: Vec<String> = self.children(root).into_iter().filter(shipped).collect();
        let folders: Vec<String> = children.iter().filter_map(|child| join(root, child)).collect();
        let holds = |folder: &&String| self.tracked.contains(format!("{folder}/__init__.py").as_str());
        let mut packages = folders.iter().filter(holds);
        match (packages.next(), packages.next()) {
            (Some(only), None) => return Some(only.clone()),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let mut modules = folders.iter().filter(|folder| self.tracked.contains(format!("{folder}.py").as_str()));
        match (modules.next(), modules.next()) {
            (Some(only), None) => return Some(only.clone()),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        // Only below `src` a folder without a module can be trusted to be a namespace.
        let inside = |folder: &&String| {
            let start = format!("{folder}/");
            self.tracked.range(start.as_str()..).next().is_some_and(|path| path.starts_with(&start))
        };
        let mut spaces = folders.iter().filter(inside);
        match (spaces.next(), spaces.next()) {
            (Some(only), None) if !flat => self.only_in(only, depth.checked_sub(1)?),
            _ => None,
        }
    }
}
