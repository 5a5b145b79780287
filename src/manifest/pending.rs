//! Files by which a repository says beforehand what is due: one for each change, with the packages and their bumps. A row for
//! each tool that keeps such files.

use jsonc_parser::ast::Object;

use crate::bump::Bump;
use crate::manifest::File;
use crate::manifest::changesets::{self, Changesets};
use crate::manifest::groups;
use crate::manifest::names::base;
use crate::manifest::occurrence::Source;
use crate::manifest::passed_over::counts;
use crate::manifest::readers::yaml::{Content, Node};
use crate::manifest::readers::{loose, yaml};
use crate::manifest::tag_tools;
use crate::text::shortened;

/// So many are read: who has more of them pending has to be told nothing of the rest.
const MOST: usize = 200;
/// Where it is there, what lies in `.changeset` is for knope.
const KNOPE: &str = "knope.toml";
/// The settings of those tools: where one of them is used, a file of these is there.
const SIGNS: [&str; 11] = [
    ".changeset/config.json",
    KNOPE,
    "rush.json",
    "beachball.config.js",
    "beachball.config.cjs",
    "beachball.config.mjs",
    ".changes/config.json",
    ".changie.yaml",
    ".changie.yml",
    ".sampo/config.toml",
    ".chronus/config.yaml",
];

/// A tool that keeps such files.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    /// What takes them in, and raises the manifests.
    pub(crate) command: &'static str,
    folder: &'static str,
    ends: &'static [&'static str],
    form: Form,
    /// Whether they lie in folders of that folder, too.
    deep: bool,
    /// Whether it speaks of packages with a `package.json` alone.
    pub(crate) node: bool,
    /// Whether what they say is all that the next version hangs on.
    pub(crate) alone: bool,
}

/// How such a file is written.
#[derive(Debug, PartialEq, Eq)]
enum Form {
    /// Front matter with a bump for each package.
    Front,
    /// Front matter with a kind of change, and the packages that have it.
    Kind,
    /// YAML with a kind of change.
    Yaml,
    /// JSON with a `type` for each package.
    Json,
}

const FRONT: Tool = Tool {
    name: "changesets",
    command: "changeset version",
    folder: ".changeset/",
    ends: &[".md"],
    form: Form::Front,
    deep: false,
    node: true,
    alone: true,
};

const TOOLS: [Tool; 8] = [
    FRONT,
    Tool {
        name: "rush",
        command: "rush version --bump",
        folder: "common/changes/",
        ends: &[".json"],
        form: Form::Json,
        deep: true,
        alone: false,
        ..FRONT
    },
    Tool {
        name: "beachball",
        command: "beachball bump",
        folder: "change/",
        ends: &[".json"],
        form: Form::Json,
        ..FRONT
    },
    Tool { name: "covector", command: "covector version", folder: COVECTOR, node: false, ..FRONT },
    Tool {
        name: "changie",
        command: "changie batch auto",
        folder: ".changes/unreleased/",
        ends: &[".yaml", ".yml"],
        form: Form::Yaml,
        node: false,
        ..FRONT
    },
    Tool { name: "sampo", command: "sampo release", folder: ".sampo/changesets/", node: false, ..FRONT },
    Tool {
        name: "chronus",
        command: "chronus version",
        folder: ".chronus/changes/",
        form: Form::Kind,
        node: false,
        ..FRONT
    },
    Tool { name: "nx", command: "nx release", folder: ".nx/version-plans/", node: false, ..FRONT },
];

/// Has commits count, too.
const OF_KNOPE: Tool = Tool { name: "knope", command: "knope release", node: false, alone: false, ..FRONT };
/// Where such files lie in a folder.
const BELOW: &str = "/.changeset/";
/// Others keep a file for each release there.
const COVECTOR: &str = ".changes/";

/// The folder below the root, with its `/`, in which a tool is set up that keeps this file: `js/` of `js/.changeset/x.md`.
fn home(path: &str) -> &str {
    let home = path.rsplit_once(BELOW).and_then(|(folder, _)| path.get(..=folder.len()));
    home.filter(|home| counts(home)).unwrap_or_default()
}

/// Of which tool a file is, by its path.
fn tool_of(path: &str) -> Option<&'static Tool> {
    let path = path.strip_prefix(home(path))?;
    let fits = |tool: &&Tool| {
        let rest = path.strip_prefix(tool.folder).filter(|rest| tool.deep || !rest.contains('/'));
        rest.is_some() && tool.ends.iter().any(|end| path.ends_with(end))
    };
    let name = base(path);
    let told = name.starts_with('.') || ["readme.md", "changelog.md"].iter().any(|one| name.eq_ignore_ascii_case(one));
    TOOLS.iter().find(fits).filter(|_| !told)
}

/// The files that are still to be read to know what is due; `paths`: those of the tree, joined by NUL.
pub(crate) fn needs(paths: &str, read: &[File]) -> Vec<String> {
    // Most trees have none: one look at each path's beginning tells.
    let near = |path: &&str| path.starts_with('.') || path.starts_with('c') || !path.contains('/');
    let mut near: Vec<&str> = paths.split('\0').filter(near).collect();
    if paths.contains(BELOW) {
        near.extend(paths.split('\0').filter(|path| !path.starts_with(['.', 'c']) && path.contains(BELOW)));
    }
    let covector = near.iter().any(|path| path.strip_prefix(COVECTOR).is_some_and(|rest| rest.starts_with("config.")));
    let of_a_tool = |path: &&&str| {
        tool_of(path).is_some_and(|tool| tool.folder != COVECTOR || covector) && !base(path).starts_with("config.")
    };
    let unread = |path: &&str| !read.iter().any(|file| file.path == **path);
    let changes: Vec<&str> = near.iter().filter(of_a_tool).copied().collect();
    let settings = |path: &&str| {
        [&changesets::FILES[..], &groups::FILES, &SIGNS].iter().any(|files| files.contains(path))
            || tag_tools::is_wanted(path, read)
    };
    let first: Vec<&str> = near.iter().copied().filter(settings).filter(unread).collect();
    if !first.is_empty() {
        return first.into_iter().map(str::to_string).collect();
    }
    let used = Changesets::of(read);
    let pending = changes.into_iter().filter(|path| !used.has_used(path)).take(MOST);
    pending.filter(unread).map(str::to_string).collect()
}

/// Whether a tool raises the manifests that takes in such files: then what it raises is to be released as it is.
pub(crate) fn is_used(files: &[File]) -> bool {
    files.iter().any(|file| SIGNS.contains(&file.path.as_str()))
}

/// A file that says what is due.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) path: String,
    pub(crate) tool: &'static Tool,
    /// `None`: it cannot be read.
    pub(crate) due: Option<Vec<Due>>,
}

/// What is due of one package.
#[derive(Debug)]
pub(crate) struct Due {
    /// What the file calls it; `None`: whatever is released.
    pub(crate) name: Option<String>,
    /// What it says.
    pub(crate) word: String,
    /// The bump that this is, where it is one by itself.
    pub(crate) bump: Option<Bump>,
}

impl Change {
    /// Whether its tool is set up where it may speak of what lies there.
    pub(crate) fn reaches(&self, path: &str) -> bool {
        path.starts_with(home(&self.path))
    }

    /// Its path, with what it says.
    pub(crate) fn in_words(&self) -> String {
        let path = shortened(&self.path);
        let Some(due) = &self.due else { return format!("`{path}` (cannot be read as one)") };
        let one = |due: &Due| match &due.name {
            Some(name) => format!("{}: {}", shortened(name), shortened(&due.word)),
            None => shortened(&due.word),
        };
        let all: Vec<String> = due.iter().map(one).collect();
        format!("`{path}` ({})", all.join(", "))
    }
}

/// The pending ones, and whether there may be more than were read. What asks for nothing, was used already, or speaks of
/// packages that are left out is none.
pub(crate) fn pending(files: &[File]) -> (Vec<Change>, bool) {
    let settings = Changesets::of(files);
    let knope = files.iter().any(|file| file.path == KNOPE);
    let mut seen = 0_usize;
    let mut changes = Vec::new();
    for file in files {
        let Some(tool) = tool_of(&file.path).filter(|_| !settings.has_used(&file.path)) else { continue };
        let tool = if knope && *tool == FRONT { &OF_KNOPE } else { tool };
        seen = seen.saturating_add(1);
        let mut due = match tool.form {
            Form::Front => front(file).and_then(|node| bumps(node.as_ref())),
            Form::Kind => front(file).and_then(|node| kinds(node.as_ref())),
            Form::Yaml => documents(file).and_then(|node| kind(&node)),
            Form::Json => types(file),
        };
        if let Some(due) = &mut due {
            let left_out = |due: &Due| due.name.as_deref().is_some_and(|name| settings.leaves_out(name));
            due.retain(|due| !NOTHING.contains(&due.word.as_str()) && !left_out(due));
            if due.is_empty() {
                continue;
            }
        }
        changes.push(Change { path: file.path.clone(), tool, due });
    }
    (changes, seen >= MOST)
}

/// What is said where no version is due.
const NOTHING: [&str; 2] = ["none", "internal"];

/// A word of a tool. Some say behind it how the change is listed: `minor (Added)`, `minor:feat`.
fn due(name: Option<String>, word: &str) -> Due {
    let word = word.split([' ', ':', '(']).next().unwrap_or_default();
    let bump = match word {
        "major" | "breaking" => Some(Bump::Major),
        "minor" | "feature" | "feat" | "deprecation" => Some(Bump::Minor),
        "patch" | "fix" | "dependencies" => Some(Bump::Patch),
        _ => None,
    };
    Due { name, word: word.to_string(), bump }
}

/// The front matter of a file: `Some(None)` where it is empty, `None` where there is none.
fn front(file: &File) -> Option<Option<Node>> {
    let text = file.text.trim_start_matches('\u{feff}');
    let mut lines = text.split_inclusive('\n');
    let mut said = String::new();
    if lines.find(|line| !line.trim().is_empty())?.trim() != "---" {
        return None;
    }
    loop {
        match lines.next()? {
            line if line.trim() == "---" => break,
            line => said.push_str(line),
        }
    }
    if said.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Some(None);
    }
    documents(&File { path: file.path.clone(), text: said }).map(Some)
}

/// The one document of a YAML text.
fn documents(file: &File) -> Option<Node> {
    let mut documents = yaml::documents_of(&Source::new(file).ok()?).ok()?;
    documents.pop().filter(|_| documents.is_empty())
}

/// The texts of a map, by their keys.
fn entries(node: &Node) -> Option<Vec<(&str, &Node)>> {
    let Content::Map(entries) = &node.content else { return None };
    entries.iter().map(|(key, value)| Some((text(key)?, value))).collect()
}

fn text(node: &Node) -> Option<&str> {
    match &node.content {
        Content::Scalar(text, _) => Some(text),
        Content::List(_) | Content::Map(_) | Content::Alias => None,
    }
}

/// A bump for each package.
fn bumps(node: Option<&Node>) -> Option<Vec<Due>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let one = |(name, value): (&str, &Node)| Some(due(Some(name.to_string()), text(value)?));
    entries(node)?.into_iter().map(one).collect()
}

/// A kind of change, and the packages that have it.
fn kinds(node: Option<&Node>) -> Option<Vec<Due>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let entries = entries(node)?;
    let value = |wanted: &str| entries.iter().find(|(key, _)| *key == wanted).map(|(_, value)| *value);
    let kind = text(value("changeKind")?)?;
    let Content::List(packages) = &value("packages")?.content else { return None };
    packages.iter().map(|name| Some(due(Some(text(name)?.to_string()), kind))).collect()
}

/// A kind of change, of one project or of all there is. What it is worth stands in settings that nobody reads here.
fn kind(node: &Node) -> Option<Vec<Due>> {
    let entries = entries(node)?;
    let value = |wanted: &str| entries.iter().find(|(key, _)| *key == wanted).and_then(|(_, value)| text(value));
    let word = value("kind").or_else(|| value("component"))?;
    let name = value("project").filter(|name| !name.is_empty()).map(str::to_string);
    Some(vec![Due { name, word: word.to_string(), bump: None }])
}

/// A `type` for each package: one in the file, or several under `changes`.
fn types(file: &File) -> Option<Vec<Due>> {
    let source = Source::new(file).ok()?;
    let root = loose::whole(&source)?;
    let root = root.as_object()?;
    let one = |object: &Object<'_>| Some(due(Some(loose::text(object, "packageName")?), &loose::text(object, "type")?));
    match loose::value(root, "changes") {
        // Some folders hold other things, too.
        None if loose::value(root, "packageName").is_none() => Some(Vec::new()),
        None => one(root).map(|due| vec![due]),
        Some(changes) => changes.as_array()?.elements.iter().map(|change| one(change.as_object()?)).collect(),
    }
}
