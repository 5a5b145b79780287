//! Tools that take a project's version from git's tags, by the words that their files are known by: a file beside them that says
//! `0.0.0` is filled in when it is built, and nobody ever raised it.

use crate::manifest::File;
use crate::manifest::formats::kind::Kind;
use crate::ordered::BTreeSet;

/// Maven's extensions, and what .NET's counters are told: no manifests, and read only beside one that may say nothing but zeros.
const FILES: [&str; 3] = [".mvn/extensions.xml", "GitVersion.yml", "version.json"];

/// How files end in which tools are named, for whose manifests, and the words that name one; an empty one: its
/// name does.
const TOOLS: [(&str, &str, &[&str]); 10] = [
    ("setup.py", "python", PYTHON),
    ("setup.cfg", "python", PYTHON),
    (".gradle", "jvm", GRADLE),
    (".gradle.kts", "jvm", GRADLE),
    (".mvn/extensions.xml", "jvm", &["jgitver", "git-versioning", "git-versioner"]),
    ("proj", "msbuild", DOTNET),
    (".props", "msbuild", DOTNET),
    (".targets", "msbuild", DOTNET),
    ("version.json", "msbuild", DOTNET),
    ("GitVersion.yml", "msbuild", &[""]),
];
const PYTHON: &[&str] = &[
    "setuptools_scm",
    "setuptools-scm",
    "use_scm_version",
    "import versioneer",
    "[versioneer]",
    "versioningit",
    "pbr=",
    "'pbr'",
    "\"pbr\"",
];
const GRADLE: &[&str] = &[
    "git-version",
    "gitVersion(",
    "axion-release",
    "nebula.release",
    "org.ajoberstar.reckon",
    "jgitver",
    "shipkit-auto-version",
];
const DOTNET: &[&str] = &["\"MinVer\"", "Nerdbank.GitVersioning", "\"GitVersion.", "\"GitVersionTask\""];

/// Whether a file is to be read for this.
pub(super) fn is_wanted(path: &str, read: &[File]) -> bool {
    let ecosystem = |file: &File| Kind::of(&file.path).and_then(Kind::ecosystem);
    let unraised = |file: &File| matches!(ecosystem(file), Some("jvm" | "msbuild")) && file.text.contains("0.0.0");
    FILES.contains(&path) && read.iter().any(unraised)
}

/// The file that names such a tool for one of these manifests, after the word for it there: one of them, or `at_root` one that is
/// for all.
pub(crate) fn tag_tool<'f>(
    files: &'f [File],
    manifests: &BTreeSet<&str>,
    at_root: bool,
) -> Option<(&'static str, &'f str)> {
    let ecosystems: BTreeSet<&str> =
        manifests.iter().filter_map(|path| Kind::of(path).and_then(Kind::ecosystem)).collect();
    let named = |file: &'f File| {
        let path = file.path.as_str();
        let near = at_root && (!path.contains('/') || FILES.contains(&path)) || manifests.contains(path);
        let mut rows = TOOLS.iter().filter(|(end, whose, _)| near && path.ends_with(end) && ecosystems.contains(whose));
        let word = rows.find_map(|(_, _, words)| words.iter().find(|word| file.text.contains(**word)));
        word.map(|word| (*word, path))
    };
    files.iter().find_map(named)
}
