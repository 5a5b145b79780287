//! What packages of one repository require of each other, in every format that can say it.

use super::{after, files, rewrite, version};
use version_first::manifest;

/// The same two packages, `a` and `b`, of which `b` requires `a`: `§` is the version, `¤` the requirement.
const PAIRS: [(&str, &[(&str, &str)]); 15] = [
    (
        "python",
        &[
            ("a/pyproject.toml", "[project]\nname = \"The.A\"\nversion = \"§\"\n"),
            (
                "b/pyproject.toml",
                "[project]\nname = \"b\"\nversion = \"§\"\ndependencies = [\"z==1.0\", \"the_a[x,y]¤ ; python_version < '3'\"]\n[project.optional-dependencies]\nall = ['the-a¤', \"b[all]==§\"]\n[dependency-groups]\ndev = [{ include-group = \"x\" }, \"The-A (¤)\", \"The-A (¤) ; python_version < \\\"3\\\"\", \"the-a-b==1.0\"]\n[build-system]\nrequires = [\"the-a==1.0\"]\n",
            ),
        ],
    ),
    (
        "uv",
        &[
            (
                "a/pyproject.toml",
                "[project]\nname = \"a\"\ndynamic = [\"version\"]\n[tool.hatch.version]\npath = \"a/about.py\"\n",
            ),
            ("a/a/about.py", "__version__ = \"§\"\n"),
            (
                "b/pyproject.toml",
                "[project]\nname = \"b\"\nversion = \"§\"\n[build-system]\nrequires = [\"a¤\"]\n[tool.uv.sources]\na = { workspace = true }\n",
            ),
        ],
    ),
    (
        "poetry",
        &[
            ("a/pyproject.toml", "[tool.poetry]\nname = \"a\"\nversion = \"§\"\n"),
            (
                "b/pyproject.toml",
                "[tool.poetry]\nname = \"b\"\nversion = \"§\"\n[tool.poetry.dependencies]\na = \"¤\"\nb = \"1.0\"\n[tool.poetry.group.dev.dependencies]\na = { version = \"¤\", extras = [\"x\"] }\n",
            ),
        ],
    ),
    (
        "gem",
        &[
            ("a/a.gemspec", "Gem::Specification.new do |s|\n  s.name = 'a'\n  s.version = '§'\nend\n"),
            (
                "b/b.gemspec",
                "Gem::Specification.new do |s|\n  s.name = 'b'\n  s.version = '§'\n  s.add_dependency 'a', '¤'\n  s.add_development_dependency(\"a\", [\"¤\"])\n  s.add_runtime_dependency 'z', '1.0'\n  s.add_dependency 'a'\nend\n",
            ),
        ],
    ),
    (
        "gem",
        &[
            (
                "a/a.gemspec",
                "require_relative 'lib/a/version'\nGem::Specification.new do |s|\n  s.name = 'a'\n  s.version = A::VERSION\nend\n",
            ),
            ("a/lib/a/version.rb", "module A\n  VERSION = '§'\nend\n"),
            (
                "b/b.gemspec",
                "Gem::Specification.new do |s|\n  s.name = 'b'\n  s.version = '§'\n  s.add_dependency 'a', '¤'\nend\n",
            ),
        ],
    ),
    (
        "cabal",
        &[
            ("a/a.cabal", "name: a\nversion: §\n"),
            (
                "b/b.cabal",
                "name: b\nversion: §\n-- a == 1.0.0\nlibrary\n  build-depends: base, a ¤, z == 1.0.0\n    , a ¤\n    , a\n",
            ),
        ],
    ),
    (
        "mix",
        &[
            ("a/mix.exs", "defmodule A.MixProject do\n  def project do\n    [app: :a, version: \"§\"]\n  end\nend\n"),
            (
                "b/mix.exs",
                "defmodule B.MixProject do\n  def project do\n    [app: :b, version: \"§\", deps: deps()]\n  end\n  defp deps do\n    [{:a, \"¤\", path: \"../a\"}, {:z, \"== 1.0.0\"}, {:a, in_umbrella: true}]\n  end\nend\n",
            ),
        ],
    ),
    (
        "dart",
        &[
            ("a/pubspec.yaml", "name: a\nversion: §\n"),
            (
                "b/pubspec.yaml",
                "name: b\nversion: §\ndependencies:\n  a: \"¤\"\n  z: 1.0.0\n  flutter:\n    sdk: flutter\ndev_dependencies:\n  a:\n    path: ../a\n    version: '¤'\n",
            ),
        ],
    ),
    (
        "npm",
        &[
            ("a/deno.json", "{\"name\": \"@x/a\", \"version\": \"§\"}\n"),
            (
                "b/deno.jsonc",
                "{ // @x/a\n  \"name\": \"@x/b\", 'version': '§',\n  \"imports\": {\"a\": \"jsr:@x/a@¤\", \"a/\": \"jsr:/@x/a@¤/sub/\", \"z\": \"jsr:@x/z@1.0.0\", \"a2\": \"jsr:@x/a\"},\n  \"scopes\": {\"./x/\": {\"a\": 'jsr:@x/a@¤'}},\n}\n",
            ),
        ],
    ),
    (
        "npm",
        &[
            ("a/package.json", "{\"name\": \"@x/a\", \"version\": \"§\"}\n"),
            (
                "b/deno.json",
                "{\"name\": \"@x/b\", \"version\": \"§\", \"imports\": {\"a\": \"npm:@x/a@¤\", \"other\": \"jsr:@x/a@1.0.0\"}}\n",
            ),
        ],
    ),
    (
        "npm",
        &[
            ("a/package.json", "{\"name\": \"@x/a\", \"version\": \"§\"}\n"),
            (
                "b/package.json",
                "{\"name\": \"@x/b\", \"version\": \"§\", \"optionalDependencies\": {\"@x/a\": \"¤\"}, \"peerDependencies\": {\"c\": \"workspace:@x/a@¤\", \"@x/b\": \"^0.1.0\"}}\n",
            ),
        ],
    ),
    (
        "composer",
        &[
            ("a/composer.json", "{\"name\": \"x/a\", \"version\": \"§\"}\n"),
            (
                "b/composer.json",
                "{\"name\": \"x/b\", \"version\": \"§\", \"require\": {\"php\": \"1.0.0\", \"x/a\": \"¤\", \"x/z\": \"1.0.0\"}, \"require-dev\": {\"x/a\": \"¤\"}, \"replace\": {\"x/a\": \"self.version\"}, \"conflict\": {\"x/a\": \"<0.1\"}, \"repositories\": {\"one\": {\"type\": \"path\", \"url\": \"../a\", \"options\": {\"versions\": {\"x/a\": \"§\"}}}, \"two\": {\"type\": \"vcs\", \"options\": {\"versions\": {\"x/a\": \"1.0.0\"}}}}}\n",
            ),
        ],
    ),
    (
        "helm",
        &[
            ("charts/a/Chart.yaml", "name: a\nversion: §\n"),
            (
                "Chart.yaml",
                "name: b\nversion: §\ndependencies:\n  - name: a\n    version: \"¤\"\n    repository: file://charts/a\n  - name: a\n    alias: c\n    version: '¤'\n  - name: a\n    version: 1.0.0\n    repository: https://example.org\n",
            ),
        ],
    ),
    (
        "cargo",
        &[
            ("Cargo.toml", "[workspace]\n[patch.crates-io]\na = { path = \"a\" }\n"),
            ("a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"§\"\n"),
            (
                "b/Cargo.toml",
                "[package]\nname = \"b\"\nversion = \"§\"\n[dependencies]\na = \"¤\"\nz = \"1.0.0\"\n[dev-dependencies]\na = { git = \"https://example.org\", version = \"1.0.0\" }\n",
            ),
        ],
    ),
    (
        "maven",
        &[
            ("a/pom.xml", "<project><groupId>g</groupId><artifactId>a</artifactId><version>§</version></project>\n"),
            (
                "b/pom.xml",
                "<project><groupId>g</groupId><artifactId>b</artifactId><version>§</version><properties><a.version>§</a.version><z.version>0.1.0</z.version></properties><dependencies><dependency><groupId>${project.groupId}</groupId><artifactId>a</artifactId><version>¤</version></dependency><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${a.version}</version></dependency><dependency><groupId>${project.groupId}</groupId><artifactId>a</artifactId><version>${project.version}</version></dependency></dependencies></project>\n",
            ),
        ],
    ),
];

/// Flavour, requirement, version before, version after, requirement afterwards; empty where the run stops.
const CASES: &[(&str, &str, &str, &str, &str)] = &[
    ("python", "==2.3.0", "2.3.0", "2.4.0", "==2.4.0"),
    ("python", "== 2.3.0", "2.3.0", "2.4.0rc1", "== 2.4.0rc1"),
    ("python", "===2.3.0", "2.3.0", "2.4.0", "===2.4.0"),
    ("python", "==2.3", "2.3.0", "2.4.0", "==2.4"),
    ("python", "==2.3", "2.3.0", "2.4.1", "==2.4.1"),
    ("python", "==2.3.*", "2.3.0", "2.3.1", "==2.3.*"),
    ("python", "==2.3.*", "2.3.0", "2.4.0", "==2.4.*"),
    ("python", "==2.3.*", "2.3.0", "2.4.0rc1", "==2.4.*"),
    ("python", "~=2.3.0", "2.3.0", "2.3.1", "~=2.3.1"),
    ("python", "~=2.3.0", "2.3.0", "2.4.0", "~=2.4.0"),
    ("python", "~=2.3", "2.3.0", "2.9.0", "~=2.3"),
    ("python", "~=2.3", "2.3.0", "3.0.0", "~=3.0"),
    ("python", "~=2.3", "2.3.0", "3.1.0rc1", "~=3.1rc1"),
    ("python", ">=2.3.0", "2.3.0", "2.4.0", ">=2.3.0"),
    ("python", ">=2.3.0,<2.4", "2.3.0", "2.3.9", ">=2.3.0,<2.4"),
    ("python", ">=2.3.0,<2.4", "2.3.0", "2.4.0", ">=2.4.0,<2.5"),
    ("python", ">=2.3, <3", "2.3.0", "3.1.0", ">=3.1, <4"),
    ("python", "<3,>=2.3", "2.3.0", "3.1.0", "<4,>=3.1"),
    ("python", ">=2.3,!=2.3.5,<3", "2.3.0", "3.1.0", ">=3.1,!=2.3.5,<4"),
    ("python", "<3", "2.3.0", "3.0.0", ""),
    ("python", "<2.3.7", "2.3.0", "2.4.0", ""),
    ("python", "!=2.4.0", "2.3.0", "2.4.0", ""),
    ("python", "==2.2.0", "2.3.0", "2.4.0", "==2.2.0"),
    ("uv", "==2.3.0", "2.3.0", "2.4.0", "==2.4.0"),
    ("uv", "==2.2.0", "2.3.0", "2.4.0", "==2.4.0"),
    ("poetry", "^2.3.0", "2.3.0", "2.4.0", "^2.4.0"),
    ("poetry", "^2.3", "2.3.0", "3.0.0", "^3.0"),
    ("poetry", "~2.3", "2.3.0", "2.4.0", "~2.4"),
    ("poetry", "2.3.0", "2.3.0", "2.4.0", "2.4.0"),
    ("poetry", "2.*", "2.3.0", "3.0.0", "3.*"),
    ("poetry", "*", "2.3.0", "3.0.0", "*"),
    ("gem", "= 1.4.0", "1.4.0", "1.5.0", "= 1.5.0"),
    ("gem", "1.4.0", "1.4.0", "1.5.0", "1.5.0"),
    ("gem", "~> 1.4.0", "1.4.0", "1.4.1", "~> 1.4.1"),
    ("gem", "~> 1.4", "1.4.0", "1.5.0", "~> 1.4"),
    ("gem", "~> 1.4", "1.4.0", "2.0.0", "~> 2.0"),
    ("gem", "~> 1", "1.4.0", "2.1.0", "~> 2"),
    ("gem", "~> 1.4", "1.4.0", "2.0.0-rc.1", "~> 2.0.0.rc.1"),
    ("gem", ">= 1.4.0", "1.4.0", "2.0.0", ">= 1.4.0"),
    ("gem", "~> 1.4', '>= 1.4.2", "1.4.3", "2.0.0", "~> 2.0', '>= 1.4.2"),
    ("gem", "~> 1.4', '>= 1.4.2", "1.4.3", "2.0.0-rc.1", "~> 2.0.0.rc.1', '>= 1.4.2"),
    ("gem", ">= 1.4', '< 2", "1.4.0", "2.3.0", ">= 2.3', '< 3"),
    ("gem", "< 2", "1.4.0", "2.0.0", ""),
    ("cabal", "== 1.4.0", "1.4.0", "1.5.0", "== 1.5.0"),
    ("cabal", "==1.4.*", "1.4.0", "1.5.0", "==1.5.*"),
    ("cabal", "^>=1.4.0", "1.4.0", "1.4.1", "^>=1.4.1"),
    ("cabal", "^>= 1.4", "1.4.0", "1.5.0", "^>= 1.5"),
    ("cabal", ">=1.4.0 && <1.5", "1.4.0", "1.5.0", ">=1.5.0 && <1.6"),
    ("cabal", ">=1.4", "1.4.0", "2.0.0", ">=1.4"),
    ("cabal", "<1.5", "1.4.0", "1.5.0", ""),
    ("mix", "== 1.4.0", "1.4.0", "1.5.0", "== 1.5.0"),
    ("mix", "1.4.0", "1.4.0", "1.5.0", "1.5.0"),
    ("mix", "~> 1.4", "1.4.0", "1.5.0", "~> 1.4"),
    ("mix", "~> 1.4", "1.4.0", "2.0.0", "~> 2.0"),
    ("mix", "~> 1.4", "1.4.0", "2.0.0-rc.1", "~> 2.0.0-rc.1"),
    ("mix", ">= 1.4.0 and < 2.0.0", "1.4.0", "2.0.0", ">= 2.0.0 and < 3.0.0"),
    ("mix", "~> 0.9 or ~> 1.4", "1.4.0", "1.5.0", "~> 0.9 or ~> 1.4"),
    ("mix", "~> 0.9 or ~> 1.4", "1.4.0", "2.0.0", ""),
    ("dart", "^1.4.0", "1.4.0", "1.5.0", "^1.5.0"),
    ("dart", "1.4.0", "1.4.0", "1.5.0", "1.5.0"),
    ("dart", "any", "1.4.0", "1.5.0", "any"),
    ("dart", ">=1.4.0 <2.0.0", "1.4.0", "2.0.0", ">=2.0.0 <3.0.0"),
    ("npm", "^1.2.0", "1.2.0", "2.0.0", "^2.0.0"),
    ("npm", "~1.2", "1.2.0", "2.0.0", "~2.0"),
    ("npm", "1", "1.2.0", "2.0.0", "2"),
    ("npm", ">=1.2.0 <1.9.0", "1.2.0", "2.0.0", ""),
    ("npm", "^1.0.0 || ^0.9.0", "1.2.0", "2.0.0", ""),
    ("composer", "1.2.3", "1.2.3", "1.3.0", "1.3.0"),
    ("composer", "v1.2.3", "1.2.3", "1.3.0", "v1.3.0"),
    ("composer", "==1.2.3", "1.2.3", "1.3.0", "==1.3.0"),
    ("composer", "1.2", "1.2.0", "1.3.0", "1.3"),
    ("composer", "1.1.0", "1.2.3", "1.3.0", "1.1.0"),
    ("composer", "^1.2", "1.2.3", "1.3.0", "^1.2"),
    ("composer", "^1.2", "1.2.3", "2.0.0", "^2.0"),
    ("composer", "^1.2.3", "1.2.3", "1.3.0", "^1.3.0"),
    ("composer", "^0.3", "0.3.1", "0.4.0", "^0.4"),
    ("composer", "~1.2", "1.2.3", "1.9.0", "~1.2"),
    ("composer", "~1.2", "1.2.3", "2.1.0", "~2.1"),
    ("composer", "~1.2.3", "1.2.3", "1.3.0", "~1.3.0"),
    ("composer", "~1.2.0", "1.2.3", "1.2.4", "~1.2.0"),
    ("composer", "1.2.*", "1.2.3", "1.2.4", "1.2.*"),
    ("composer", "1.2.*", "1.2.3", "1.3.0", "1.3.*"),
    ("composer", "1.*", "1.2.3", "2.0.0", "2.*"),
    ("composer", "1.x", "1.2.3", "2.0.0", "2.x"),
    ("composer", ">=1.2 <2", "1.2.3", "1.3.0", ">=1.2 <2"),
    ("composer", ">=1.2 <2", "1.2.3", "2.1.0", ">=2.1 <3"),
    ("composer", ">=1.2,<2.0", "1.2.3", "2.0.0-beta1", ">=2.0,<3.0"),
    ("composer", ">=1.2", "1.2.3", "2.0.0", ">=1.2"),
    ("composer", "^1.2@dev", "1.2.3", "2.0.0", "^2.0@dev"),
    ("composer", "^1.0 || ^2.0", "1.2.3", "2.0.0", "^1.0 || ^2.0"),
    ("composer", "^1.0|^2.0", "1.2.3", "2.3.0", "^1.0|^2.0"),
    ("composer", "^0.9 || ^1.0", "1.2.3", "2.0.0", ""),
    ("composer", "^1.2 != 1.3.0", "1.2.3", "1.3.0", ""),
    ("composer", "^1.2 <> 1.3.0", "1.2.3", "1.4.0", "^1.2 <> 1.3.0"),
    ("composer", "@dev", "1.2.3", "2.0.0", "@dev"),
    ("composer", "*@dev", "1.2.3", "2.0.0", "*@dev"),
    ("composer", "*", "1.2.3", "2.0.0", "*"),
    ("composer", "self.version", "1.2.3", "2.0.0", "self.version"),
    ("composer", "dev-main", "1.2.3", "2.0.0", "dev-main"),
    ("composer", "1.2.x-dev", "1.2.3", "2.0.0", "1.2.x-dev"),
    ("composer", "dev-main as 1.2.3", "1.2.3", "2.0.0", "dev-main as 1.2.3"),
    ("composer", "1.0 - 1.2", "1.2.0", "2.0.0", ""),
    ("helm", "0.9.0", "0.9.0", "0.10.0", "0.10.0"),
    ("helm", "~0.9.0", "0.9.0", "0.10.0", "~0.10.0"),
    ("helm", "0.9.x", "0.9.0", "0.10.0", "0.10.x"),
    ("helm", ">= 0.9.0, < 1.0.0", "0.9.0", "1.0.0", ">= 1.0.0, < 2.0.0"),
    ("helm", ">=0.9.0-0", "0.9.0", "0.10.0", ">=0.9.0-0"),
    ("helm", "*", "0.9.0", "0.10.0", "*"),
    ("cargo", "0.4.0", "0.4.0", "0.5.0", "0.5.0"),
    ("cargo", "0.4", "0.4.0", "0.5.0", "0.5"),
    ("cargo", "0.3.0", "0.4.0", "0.5.0", "0.3.0"),
    ("maven", "1.4.0", "1.4.0", "1.5.0", "1.5.0"),
    ("maven", "1.3.0", "1.4.0", "1.5.0", "1.3.0"),
    ("maven", "[1.4.0]", "1.4.0", "1.5.0", "[1.5.0]"),
    ("maven", "[1.4.0,2.0.0)", "1.4.0", "1.5.0", "[1.4.0,2.0.0)"),
    ("maven", "[1.4.0,2.0.0)", "1.4.0", "2.0.0", "[2.0.0,3.0.0)"),
    ("maven", "[1.4.0,)", "1.4.0", "2.0.0", "[1.4.0,)"),
    ("maven", "(,1.4.0]", "1.4.0", "2.0.0", ""),
];

fn filled(pair: &[(&str, &str)], version: &str, requirement: &str) -> Vec<(String, String)> {
    let fill = |text: &str| {
        let text = text.replace('¤', requirement);
        // The other quotes, where a requirement has them in it.
        let text = if requirement.contains('\'') {
            text.replace(&format!("\"{requirement}\""), &format!("'{requirement}'"))
        } else {
            text
        };
        text.replace('§', version)
    };
    pair.iter().map(|(path, text)| ((*path).to_string(), fill(text))).collect()
}

#[test]
fn what_packages_require_of_each_other_follows() {
    for (flavour, requirement, old, new, wanted) in CASES {
        let pairs: Vec<_> = PAIRS.iter().filter(|(name, _)| name == flavour).collect();
        assert!(!pairs.is_empty());
        for (_, pair) in pairs {
            let before = filled(pair, old, requirement);
            let list: Vec<_> = before.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
            if wanted.is_empty() {
                let error = rewrite(&files(&list), new).expect_err(requirement);
                assert_eq!(error.code, "requirement-excludes-version", "{requirement}");
                continue;
            }
            let spelled = match *flavour {
                "gem" => new.replace("-rc.1", ".rc.1"),
                _ => (*new).to_string(),
            };
            for (path, text) in filled(pair, &spelled, wanted) {
                assert_eq!(after(&list, new, &path), text, "{flavour} {requirement} to {new}");
            }
            holds(&list, new);
        }
    }
}

/// After a rewriting nothing of ours excludes the version: rewriting to it once more finds nothing to change.
fn holds(list: &[(&str, &str)], new: &str) {
    let mut files = files(list);
    for one in rewrite(&files, new).unwrap() {
        files.iter_mut().find(|file| file.path == one.path).unwrap().text = one.text;
    }
    for again in manifest::rewrite(&files, &[], &version(new)).unwrap() {
        assert_eq!(again.text, files.iter().find(|file| file.path == again.path).unwrap().text, "{}", again.path);
    }
}

#[test]
fn a_package_may_be_built_with_what_it_was_once() {
    let text = |version: &str| {
        format!(
            "{{\"name\": \"forge\", \"version\": \"{version}\", \"devDependencies\": {{\"forge\": \"^5.7.3\", \"anvil\": \"5.9.3\"}}}}"
        )
    };
    assert_eq!(after(&[("package.json", &text("5.9.3"))], "6.0.0", "package.json"), text("6.0.0"));
}

#[test]
fn some_files_go_up_and_what_refers_to_them_follows() {
    let list = files(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n"),
        ("crates/a/Cargo.toml", "[package]\nname = \"a\"\nversion = \"0.4.0\"\n"),
        (
            "crates/b/Cargo.toml",
            "[package]\nname = \"b\"\nversion = \"0.4.0\"\n[dependencies]\na = { path = \"../a\", version = \"0.4.0\" }\n",
        ),
        (
            "Cargo.lock",
            "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.4.0\"\n\n[[package]]\nname = \"b\"\nversion = \"0.4.0\"\n",
        ),
    ]);
    let new = manifest::rewrite_some(&list, &[], &["crates/a/Cargo.toml".to_string()], &version("0.5.0")).unwrap();
    let told: Vec<_> = new
        .iter()
        .map(|one| (one.path.as_str(), one.text.matches("0.5.0").count(), one.text.matches("0.4.0").count()))
        .collect();
    assert_eq!(told, [("crates/a/Cargo.toml", 1, 0), ("crates/b/Cargo.toml", 1, 1), ("Cargo.lock", 1, 1)]);
}
