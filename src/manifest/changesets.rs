//! What a repository that was released by changesets says of its packages: which of them have one version, and whether
//! prereleases are made.

use jsonc_parser::ast::Value;

use crate::manifest::File;
use crate::manifest::entries::glob;
use crate::manifest::groups;
use crate::manifest::groups::Group;
use crate::manifest::occurrence::Source;
use crate::manifest::readers::loose;

const CONFIG: &str = ".changeset/config.json";
const MODE: &str = ".changeset/pre.json";

/// Where covector says the same of its own.
const MODE_OF_COVECTOR: &str = ".changes/pre.json";

/// The files it says that in.
pub(crate) const FILES: [&str; 3] = [CONFIG, MODE, MODE_OF_COVECTOR];

/// Whether prereleases are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mode {
    /// They are, and are called this: `changeset pre enter next`.
    Pre(String),
    /// No more, and their releases are next: `changeset pre exit`.
    Exit,
}

/// What those files say; where one cannot be read it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changesets {
    /// Packages that always have one version, by patterns of their names.
    fixed: Vec<Vec<String>>,
    /// Packages of which each new version is above those of all of them.
    linked: Vec<Vec<String>>,
    /// Packages that are left out.
    ignored: Vec<String>,
    pub(crate) mode: Option<Mode>,
    /// The paths of those that a prerelease has taken in, and that are kept for its release.
    used: Vec<String>,
    /// Packages that other tools keep at one version.
    pub(crate) kept: Vec<Group>,
}

impl Changesets {
    /// Reads them.
    pub(crate) fn of(files: &[File]) -> Self {
        let text = |path: &str| files.iter().find(|file| file.path == path);
        let settings = text(CONFIG).and_then(settings).unwrap_or_default();
        let mode = text(MODE).and_then(mode);
        let mut used = text(MODE_OF_COVECTOR).map(|file| listed(file, "changes")).unwrap_or_default();
        if let (Some(file), Some(Mode::Pre(_))) = (text(MODE), &mode) {
            used.extend(listed(file, "changesets").iter().map(|name| format!(".changeset/{name}.md")));
        }
        Self { mode, used, kept: groups::groups(files), ..settings }
    }

    /// Whether a file of a change was taken in by a prerelease already.
    pub(crate) fn has_used(&self, path: &str) -> bool {
        self.used.iter().any(|used| used == path)
    }

    /// Whether a package is left out.
    pub(crate) fn leaves_out(&self, name: &str) -> bool {
        fits(&self.ignored, name)
    }

    /// The groups of packages that always have one version; of each, whether a package of this name is in it.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = impl Fn(&str) -> bool> {
        self.groups(&self.fixed)
    }

    /// The groups of packages whose versions grow together, in the same way.
    pub(crate) fn linked(&self) -> impl Iterator<Item = impl Fn(&str) -> bool> {
        self.groups(&self.linked)
    }

    fn groups<'s>(&'s self, groups: &'s [Vec<String>]) -> impl Iterator<Item = impl Fn(&str) -> bool + 's> {
        groups.iter().map(move |patterns| move |name: &str| fits(patterns, name) && !fits(&self.ignored, name))
    }
}

/// Whether a name fits the patterns: the last that speaks of it decides.
fn fits(patterns: &[String], name: &str) -> bool {
    let says = |pattern: &String| match pattern.strip_prefix('!') {
        Some(not) => glob::is_like(not, name).then_some(false),
        None => glob::is_like(pattern, name).then_some(true),
    };
    patterns.iter().rev().find_map(says).unwrap_or_default()
}

fn settings(file: &File) -> Option<Changesets> {
    let source = Source::new(file).ok()?;
    let root = loose::whole(&source)?;
    let root = root.as_object()?;
    let groups = |name: &str| {
        let groups = loose::list(root, name).into_iter().flatten().filter_map(Value::as_array);
        groups.map(|group| loose::strings(&group.elements)).collect()
    };
    let ignored = loose::texts(root, "ignore");
    Some(Changesets { fixed: groups("fixed"), linked: groups("linked"), ignored, ..Changesets::default() })
}

fn mode(file: &File) -> Option<Mode> {
    let source = Source::new(file).ok()?;
    let root = loose::whole(&source)?;
    let root = root.as_object()?;
    match loose::text(root, "mode")?.as_str() {
        "pre" => loose::text(root, "tag").map(Mode::Pre),
        "exit" => Some(Mode::Exit),
        _ => None,
    }
}

/// The texts that a file lists under a name.
fn listed(file: &File, name: &str) -> Vec<String> {
    let Ok(source) = Source::new(file) else { return Vec::new() };
    let root = loose::whole(&source);
    root.as_ref().and_then(Value::as_object).map(|root| loose::texts(root, name)).unwrap_or_default()
}
