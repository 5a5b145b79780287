//! Rewritten files, read back by Python, a YAML reader, npm and Cargo.

use std::fs;
use std::path::Path;

use super::{folder, must, python, run, write};
use version_first::manifest::{self, File};
use version_first::version::{Scheme, Version};

/// Reads JSON `[[path, text], …]` and says what Python finds in each: the version, or null.
const JUDGE: &str = r#"
import ast, configparser, json, sys
import xml.etree.ElementTree as xml
try:
    import tomllib
except ImportError:
    sys.exit("this test needs Python 3.11 or newer")

def python(text):
    found = []
    for node in ast.parse(text.encode()).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        named = any(isinstance(target, ast.Name) and target.id == "__version__" for target in targets)
        if named and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            found.append(node.value.value)
    return found[-1] if found else None

def toml(text, *keys):
    value = tomllib.loads(text.removeprefix("\ufeff"))
    for key in keys:
        value = value.get(key, {})
    return value or None

def setup_py(text):
    for node in ast.walk(ast.parse(text.encode())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "setup":
            for keyword in node.keywords:
                if keyword.arg == "version": return ast.literal_eval(keyword.value)

def setup_cfg(text):
    config = configparser.ConfigParser()
    config.read_string(text.removeprefix("\ufeff"))
    return config["metadata"]["version"]

def element(text, path):
    root = xml.fromstring(text.removeprefix("\ufeff"))
    for node in root.iter():
        if isinstance(node.tag, str): node.tag = node.tag.rpartition("}")[2]
    return root.find(path).text.strip()

def judge(path, text):
    if path.endswith("setup.py"): return setup_py(text)
    if path.endswith("setup.cfg"): return setup_cfg(text)
    if path.endswith(".py"): return python(text)
    if path.endswith("pyproject.toml"): return toml(text, "project", "version")
    if path.endswith("Cargo.toml"): return toml(text, "package", "version")
    if path.endswith("Project.toml"): return toml(text, "version")
    if path.endswith("pom.xml"): return element(text, "version")
    if path.endswith(".csproj"): return element(text, "PropertyGroup/Version")
    return json.loads(text.removeprefix("\ufeff"))["version"]

print(json.dumps([judge(path, text) for path, text in json.load(sys.stdin)]))
"#;

fn python_says(python: &str, files: &[File]) -> Vec<Option<String>> {
    let input: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let (content, text) = run(Path::new("."), python, &["-c", JUDGE], &serde_json::to_string(&input).unwrap());
    assert!(content, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// Each text with each of its values, in both line ends, with and without a byte order mark; one folder for each, so
/// that all can be rewritten as one set. `@` stands for the value, `%` for the version.
fn dressed(shapes: &[(&str, &str, &[&str])]) -> Vec<File> {
    let mut files = Vec::new();
    for (path, text, values) in shapes {
        for value in *values {
            for line_end in ["\n", "\r\n"] {
                for mark in ["", "\u{feff}"] {
                    let text = text.replace('@', value).replace('%', "1.0.0").replace('\n', line_end);
                    files.push(File { path: format!("{}/{path}", files.len()), text: format!("{mark}{text}") });
                }
            }
        }
    }
    files
}

/// Rewrites them all; the new files, and what each of them should say.
fn rewritten(files: &[File]) -> (Vec<File>, Vec<String>) {
    let version = Version::parse("2.0.0-rc.3", Scheme::Semver).unwrap();
    let rewritten = manifest::rewrite(files, &[], &version).unwrap();
    let missing = files.iter().find(|file| rewritten.iter().all(|new| new.path != file.path));
    assert!(missing.is_none(), "not rewritten: {missing:?}");
    rewritten.into_iter().map(|new| (File { path: new.path, text: new.text }, new.to)).unzip()
}

#[test]
fn python_reads_back_what_was_written() {
    let Some(python) = python("Python's reading of rewritten files") else { return };
    let files = dressed(&[
        ("pyproject.toml", "[project]\nname = 'a'\nversion = @ # x\n", &["\"%\"", "'%'", "\"\"\"\n%\"\"\"", "'''%'''"]),
        ("Cargo.toml", "package = { name = 'a', version = @ }\n", &["\"%\"", "'%'", "\"\"\"%\"\"\"", "'''\n%'''"]),
        (
            "Project.toml",
            "uuid = 'u' # %\n\"version\"\t= @\n[compat]\nversion = \"%\"\n",
            &["\"%\"", "'%'", "\"\"\"%\"\"\""],
        ),
        ("package.json", "{ \"x\": \"1.0.0\", \"version\" : @\n}", &["\"%\"", "\t\"%\"", "\n\"%\"", " \"%\" "]),
        ("a.py", "'''__version__ = \"1.0.0\"'''\n__version__: str = @\n", &["\"%\"", "'%'", "'''%'''", "(r\"%\")"]),
        (
            "setup.py",
            "from setuptools import setup\nsetup(name='a',  # %\n  @,\n  url=f\"{'%'}\")\n",
            &["version='%'", "version = \"%\"", "version=(\n'''%''')"],
        ),
        (
            "setup.cfg",
            "[options]\nversion = %\n[metadata]\nname = a\n@\n; version = %\n",
            &["version = %", "version=%", "version: %", "Version\t=\t% "],
        ),
        (
            "pom.xml",
            "<project xmlns='m'><parent><version>1.0.0</version></parent><!-- % -->\n@<artifactId>a</artifactId></project>\n",
            &["<version>%</version>", "<version>\n  %\n</version>", "<version a='>'>%</version >"],
        ),
        (
            "a.csproj",
            "<Project Sdk=\"S\"><PropertyGroup>@</PropertyGroup>\n<ItemGroup><P Version=\"%\" /></ItemGroup></Project>\n",
            &["<Version>%</Version>", "<Version> % </Version>"],
        ),
    ]);
    let (after, wanted) = rewritten(&files);
    for ((says, file), wanted) in python_says(&python, &after).iter().zip(&after).zip(&wanted) {
        assert_eq!(says.as_deref(), Some(wanted.as_str()), "{}: {}", file.path, file.text);
        assert!(wanted == "2.0.0rc3" || wanted == "2.0.0-rc.3", "{wanted}");
    }
    // The judge can say no.
    assert!(python_says(&python, &files).iter().all(|says| says.as_deref() == Some("1.0.0")));
}

/// Reads JSON `[text, …]` and says which `version` a YAML reader finds at the top of each.
const YAML_JUDGE: &str = "
const { parse } = require('yaml');
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map((text) => parse(text).version)));
";

#[test]
fn a_yaml_reader_reads_back_what_was_written() {
    let chart = "# %\nname: a\ndependencies:\n  - {name: b, version: %}\n@\nappVersion: \"9\"\n";
    let pubspec = "name: a\n@\ndescription: >\n  version: %\n";
    let values = ["version: %", "version: '%'", "\"version\" : \"%\" # %", "version:\n  %"];
    let files = dressed(&[
        ("Chart.yaml", chart, &values),
        ("pubspec.yaml", pubspec, &values),
        ("galaxy.yml", pubspec, &values),
    ]);
    let (after, wanted) = rewritten(&files);
    let ask = |files: &[File]| -> Vec<String> {
        let texts: Vec<&str> = files.iter().map(|file| file.text.as_str()).collect();
        let input = serde_json::to_string(&texts).unwrap();
        let (content, text) = run(Path::new(env!("CARGO_MANIFEST_DIR")), "node", &["-e", YAML_JUDGE], &input);
        assert!(content, "this test needs Node and the development packages (`npm ci`):\n{text}");
        serde_json::from_str(&text).unwrap()
    };
    assert_eq!(ask(&after), wanted);
    // The judge can say no.
    assert!(ask(&files).iter().all(|says| says == "1.0.0"));
}

#[test]
fn npm_and_cargo_read_back_what_was_written() {
    let package = "{ \"name\": \"a\", \"scripts\": {\"version\": \"%\"}, \"version\" : @\n}";
    let cargo = "[package]\nname = \"a\" # %\nedition = '2024'\nversion = @\n[lib]\npath = 'a.rs'\n";
    let files = dressed(&[
        ("package.json", package, &["\"%\"", "\n\t\"%\" "]),
        ("Cargo.toml", cargo, &["\"%\"", "'%'", "\"\"\"\n%\"\"\""]),
    ]);
    let (after, wanted) = rewritten(&files);
    let at = folder("read-back");
    for (file, wanted) in after.iter().zip(&wanted) {
        write(&at, &[(&file.path, &file.text)]);
        let home = at.join(Path::new(&file.path).parent().unwrap());
        if file.path.ends_with("package.json") {
            // Whatever npm thinks of the machine's settings comes after the answer.
            let told = must(&home, "npm", &["pkg", "get", "version"]);
            assert_eq!(told.lines().next(), Some(format!("{wanted:?}").as_str()), "{}", file.text);
            continue;
        }
        write(&home, &[("a.rs", "")]);
        // Below this checkout, so a workspace of its own.
        fs::write(home.join("Cargo.toml"), format!("{}[workspace]\n", file.text)).unwrap();
        let told = must(&home, "cargo", &["metadata", "--no-deps", "--offline", "--format-version", "1"]);
        let metadata: serde_json::Value = serde_json::from_str(told.lines().next().unwrap()).unwrap();
        assert_eq!(metadata["packages"][0]["version"], wanted.as_str(), "{}", file.text);
    }
}

/// Lists Python's own library, and the packages installed beside it, as JSON `[[path, text, version or null], …]`.
const LIBRARY: &str = r#"
import json, os, sys, warnings
warnings.simplefilter("ignore")
files = []
for folder, folders, names in os.walk(os.path.dirname(os.__file__)):
    folders[:] = sorted(name for name in folders if name not in ("lib2to3", "__pycache__"))
    for name in sorted(names):
        if name.endswith(".py") and len(files) < 1500:
            try:
                with open(os.path.join(folder, name), encoding="utf-8", newline="") as file: text = file.read()
                files.append([os.path.join(folder, name), text, python(text)])
            except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError): pass
print(json.dumps(files))
"#;

#[test]
fn the_python_reader_agrees_with_python_on_its_whole_library() {
    let Some(python) = python("Python's reading of its own library") else { return };
    let (parsers, _) = JUDGE.split_once("print(").unwrap();
    let (content, text) = run(Path::new("."), &python, &["-c", &format!("{parsers}{LIBRARY}")], "");
    assert!(content, "{text}");
    let library: Vec<(String, String, Option<String>)> = serde_json::from_str(&text).unwrap();
    assert!(library.len() > 500, "{} files", library.len());
    let mut versions = 0;
    // Under a name that means nothing: in `setup.py` and `version.py` more than `__version__` counts.
    let read = |text: &str| manifest::read(&[File { path: "module.py".to_string(), text: text.to_string() }], &[]);
    for (path, text, says) in library {
        let found = match read(&text) {
            Ok(found) => found.first().map(|found| found.version.clone()),
            // A version that is none, or one with an escape: there is one at least.
            Err(error) if error.code == "invalid-version" && says.is_some() => continue,
            Err(error) if error.code == "not-text" => continue,
            Err(error) => panic!("{path}: {error}"),
        };
        assert_eq!(found, says, "{path}");
        versions += usize::from(found.is_some());
        // The same file with an assignment after all of it, and one hidden in a string: the lexer is in step to the end.
        if found.is_none() {
            let longer = format!("{text}\n'''\n__version__ = '0'\n'''\n__version__ = '7.7'\n");
            let found = read(&longer).unwrap();
            assert_eq!(found.first().map(|found| found.version.as_str()), Some("7.7"), "{path}");
        }
    }
    assert!(versions >= 3, "{versions} versions in the library");
}
