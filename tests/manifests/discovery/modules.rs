//! Where a Python project keeps its modules: as its `pyproject.toml` says, and as its build tool finds them.

use super::{INIT, paths, said};

#[test]
fn the_package_directory_a_pyproject_names() {
    // pyproject.toml, tracked files that hold a version, those that must be found.
    let cases: &[(&str, &[&str], &[&str])] = &[
        (
            "[project]\nname = 'my-app'\n",
            &["src/my_app/__init__.py", "my_app/__init__.py"],
            &["src/my_app/__init__.py"],
        ),
        ("[project]\nname = 'My.App'\n", &["my_app/__about__.py", "tests/__init__.py"], &["my_app/__about__.py"]),
        ("[project]\nname = 'yaml-tool'\n", &["YAML_Tool/version.py", "other/version.py"], &["YAML_Tool/version.py"]),
        ("[project]\nname = 'acme.tools'\n", &["src/acme/tools/__init__.py"], &["src/acme/tools/__init__.py"]),
        (
            "[project]\nname = 'a'\n",
            &[
                "a/__init__.py",
                "a/__about__.py",
                "a/_version.py",
                "a/version.py",
                "a/__version__.py",
                "a/other.py",
                "a/b/__init__.py",
            ],
            &["a/__about__.py", "a/__init__.py", "a/__version__.py", "a/_version.py", "a/version.py"],
        ),
        (
            "[project]\nname = 'dist-name'\n",
            &["src/only/__init__.py", "src/only/sub/__init__.py"],
            &["src/only/__init__.py"],
        ),
        ("[project]\nname = 'dist-name'\n", &["src/one/__init__.py", "src/two/__init__.py"], &[]),
        ("[build-system]\nrequires = []\n", &["src/only/__init__.py"], &["src/only/__init__.py"]),
        ("[tool.ruff]\n", &["src/only/__init__.py"], &[]),
        ("[project]\nname = 'single'\n", &["single.py", "conf.py"], &["single.py"]),
        ("[project]\nname = 'single'\n", &["src/Single.py"], &["src/Single.py"]),
        (
            "[project]\nname = 'a'\n[tool.hatch.version]\npath = 'lib/v.py'\n",
            &["lib/v.py", "a/__init__.py"],
            &["a/__init__.py", "lib/v.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.pdm.version]\nsource = 'file'\npath = './lib/v.py'\n",
            &["lib/v.py"],
            &["lib/v.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.hatch.build.targets.wheel]\npackages = ['python/b']\n",
            &["python/b/__init__.py", "a/__init__.py"],
            &["python/b/__init__.py"],
        ),
        (
            "[tool.poetry]\nname = 'a'\npackages = [{ include = 'b', from = 'lib' }]\n",
            &["lib/b/__init__.py", "b/__init__.py"],
            &["lib/b/__init__.py"],
        ),
        (
            "[tool.poetry]\nname = 'a'\n[[tool.poetry.packages]]\ninclude = 'b/**/*.py'\n",
            &["b/__init__.py"],
            &["b/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.setuptools]\npackages = ['b', 'b.c']\npackage-dir = { '' = 'lib' }\n",
            &["lib/b/__init__.py", "b/__init__.py"],
            &["lib/b/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.setuptools]\npackages = ['b']\n[tool.setuptools.package-dir]\nb = 'code/x'\n",
            &["code/x/__init__.py"],
            &["code/x/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.setuptools.packages.find]\nwhere = ['lib']\n",
            &["lib/a/__init__.py", "a/__init__.py"],
            &["lib/a/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\ndynamic = ['version']\n[tool.setuptools.dynamic]\nversion = { attr = 'b.meta.__version__' }\n",
            &["src/b/meta.py", "a/__init__.py"],
            &["a/__init__.py", "src/b/meta.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.flit.module]\nname = 'b'\n",
            &["b/__init__.py", "a/__init__.py"],
            &["b/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.maturin]\npython-source = 'python'\n",
            &["python/a/__init__.py"],
            &["python/a/__init__.py"],
        ),
        (
            "[project]\nname = 'a'\n[tool.uv.build-backend]\nmodule-root = ''\nmodule-name = 'b.c'\n",
            &["b/c/__init__.py"],
            &["b/c/__init__.py"],
        ),
        // What leads out of the repository leads nowhere.
        ("[project]\nname = '../a'\n[tool.hatch.version]\npath = '../../etc/v.py'\n", &["tests/__init__.py"], &[]),
        ("[project]\nname = ''\n", &["__init__.py"], &[]),
        // A file that cannot be parsed names nothing; reading it says why.
        ("[project\n", &["src/only/__init__.py"], &[]),
    ];
    for (pyproject, tracked, wanted) in cases {
        for base in ["", "sub/"] {
            let root = format!("{base}pyproject.toml");
            let tracked: Vec<String> = tracked.iter().map(|path| format!("{base}{path}")).collect();
            let mut repository = vec![(root.as_str(), *pyproject)];
            repository.extend(tracked.iter().map(|path| (path.as_str(), INIT)));
            let listed: &[&str] = if base.is_empty() { &[] } else { &[root.as_str()] };
            let mut expected: Vec<String> = wanted.iter().map(|path| format!("{base}{path}")).collect();
            expected.push(root.clone());
            expected.sort();
            assert_eq!(paths(&repository, listed), expected, "{pyproject}");
        }
    }
}

#[test]
fn python_modules_that_the_build_tools_find_by_themselves() {
    const DYNAMIC: &str = "[project]\nname = 'python-heron'\ndynamic = ['version']\n";
    let scikit = format!("{DYNAMIC}[tool.scikit-build.metadata.version]\ninput = 'CMakeLists.txt'\n");
    let meson = format!("{DYNAMIC}[build-system]\nbuild-backend = 'mesonpy'\n");
    let regex = format!("{scikit}regex = 'project\\(x VERSION (?P<value>[0-9.]+)'\n");
    let attr = format!("{DYNAMIC}[tool.setuptools.dynamic]\nversion = {{ attr = 'heron.__version__' }}\n");
    let placed = format!("{attr}[tool.setuptools.package-dir]\nheron = 'code/h'\n");
    let hatch = format!("{DYNAMIC}[tool.hatch.version]\npath = 'v.txt'\npattern = '^release (?P<version>.+)$'\n");
    let cmake = ("CMakeLists.txt", "project(x VERSION 1.0.0)\n");
    let cases: &[(&[(&str, &str)], &str)] = &[
        (
            &[
                ("setup.py", "import heron\nsetup(name='x', version=heron.__version__, packages=['heron'])\n"),
                ("heron/__init__.py", INIT),
            ],
            "heron/__init__.py",
        ),
        (
            &[
                ("setup.py", "from heron.meta import VERSION as v\nsetup(name='x', version=v)\n"),
                ("heron/meta.py", "VERSION = '1.0.0'\n"),
            ],
            "heron/meta.py",
        ),
        (
            &[
                ("setup.py", "import heron\nsetup(name='x', version=heron.V, package_dir={'': 'lib'})\n"),
                ("lib/heron.py", "V = '1.0.0'\n"),
            ],
            "lib/heron.py",
        ),
        (
            &[("setup.py", "setup(name='x', version=open('VERSION').read().strip())\n"), ("VERSION", "1.0.0\n")],
            "VERSION",
        ),
        (
            &[
                (
                    "setup.py",
                    "with open(os.path.join(here, 'heron', 'version.txt')) as f:\n    v = f.read()\nsetup(name='x', version=v)\n",
                ),
                ("heron/version.txt", "1.0.0\n"),
            ],
            "heron/version.txt",
        ),
        (
            &[
                ("setup.cfg", "[metadata]\nname = x\nversion = attr: heron.V\n[options]\npackage_dir =\n    = lib\n"),
                ("lib/heron/__init__.py", "V = '1.0.0'\n"),
            ],
            "lib/heron/__init__.py",
        ),
        (
            &[("pyproject.toml", &attr), ("heron/__init__.py", "VERSION = '1.0.0'\n__version__ = VERSION\n")],
            "heron/__init__.py",
        ),
        (
            &[
                ("pyproject.toml", &attr),
                ("heron/__init__.py", "VERSION = (1, 0, 0)\n__version__ = '.'.join(map(str, VERSION))\n"),
            ],
            "heron/__init__.py",
        ),
        (&[("pyproject.toml", &placed), ("code/h/__init__.py", INIT)], "code/h/__init__.py"),
        (
            &[
                ("pyproject.toml", DYNAMIC),
                ("heron/__init__.py", INIT),
                ("tests/__init__.py", ""),
                ("docs/conf.py", ""),
            ],
            "heron/__init__.py",
        ),
        (&[("pyproject.toml", DYNAMIC), ("src/acme/tools/__init__.py", INIT)], "src/acme/tools/__init__.py"),
        (&[("pyproject.toml", &hatch), ("v.txt", "about\nrelease 1.0.0\nend\n")], "v.txt"),
        (&[("pyproject.toml", &regex), cmake], "CMakeLists.txt"),
        (&[("pyproject.toml", &scikit), cmake], "CMakeLists.txt"),
        (&[("pyproject.toml", &meson), ("meson.build", "project('heron', 'c', version: '1.0.0')\n")], "meson.build"),
    ];
    for (repository, path) in cases {
        assert_eq!(said(repository, &[]), [((*path).to_string(), "1.0.0".to_string())], "{repository:?}");
    }
}
