//! Packages that a repository keeps at one version, as nx and rush are told of them.

use jsonc_parser::ast::{Object, Value};

use crate::manifest::File;
use crate::manifest::entries::glob;
use crate::manifest::occurrence::Source;
use crate::manifest::readers::loose;

const POLICIES: &str = "common/config/rush/version-policies.json";

/// The files it says that in.
pub(crate) const FILES: [&str; 3] = ["nx.json", "rush.json", POLICIES];

/// Where that is said, and what raises all of them together.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Keeper {
    pub(crate) file: &'static str,
    pub(crate) key: &'static str,
    pub(crate) command: &'static str,
}

/// changesets' own.
pub(crate) const CHANGESETS: Keeper =
    Keeper { file: ".changeset/config.json", key: "fixed", command: "changeset version" };
const NX: Keeper = Keeper { file: "nx.json", key: "release.projects", command: "nx release version" };
const RUSH: Keeper = Keeper { file: "rush.json", key: "versionPolicyName", command: "rush version --bump" };

/// Packages of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) keeper: &'static Keeper,
    /// Patterns of names and folders; with `!` of those that are none of it.
    patterns: Vec<String>,
}

impl Group {
    /// Whether a package is in it. A project may be called as its folder is, or as its package is but for the scope.
    pub(crate) fn holds(&self, name: &str, folder: &str) -> bool {
        let last = |text: &str| text.rsplit('/').next().unwrap_or_default().to_string();
        let called = [name.to_string(), folder.to_string(), last(name), last(folder)];
        let says = |pattern: &String| {
            let (pattern, holds) = pattern.strip_prefix('!').map_or((pattern.as_str(), true), |not| (not, false));
            called.iter().any(|one| glob::is_like(pattern, one)).then_some(holds)
        };
        self.patterns.iter().rev().find_map(says).unwrap_or_default()
    }
}

/// The groups; what cannot be read tells of none.
pub(crate) fn groups(files: &[File]) -> Vec<Group> {
    let mut groups = of_nx(files).unwrap_or_default();
    groups.extend(of_rush(files).unwrap_or_default());
    groups
}

/// `release`: one group, or several under `groups`. Nothing tells here which projects have a tag, or are all there are.
fn of_nx(files: &[File]) -> Option<Vec<Group>> {
    let source = Source::new(files.iter().find(|file| file.path == NX.file)?).ok()?;
    let root = loose::whole(&source)?;
    let release = loose::value(root.as_object()?, "release")?.as_object()?;
    let one = |object: &Object<'_>| {
        let relation = loose::text(object, "projectsRelationship");
        let relation = relation.or_else(|| loose::text(release, "projectsRelationship"));
        let patterns = match loose::value(object, "projects")? {
            Value::StringLit(one) => vec![one.value.to_string()],
            list => loose::strings(&list.as_array()?.elements),
        };
        let known =
            patterns.iter().any(|one| !one.starts_with('!')) && !patterns.iter().any(|one| one.contains("tag:"));
        (known && relation.is_none_or(|one| one == "fixed")).then_some(Group { keeper: &NX, patterns })
    };
    match loose::value(release, "groups") {
        None => Some(one(release).into_iter().collect()),
        Some(groups) => {
            let groups = groups.as_object()?.properties.iter().filter_map(|group| group.value.as_object());
            Some(groups.filter_map(one).collect())
        }
    }
}

/// A group for each policy of one version, of the projects that name it.
fn of_rush(files: &[File]) -> Option<Vec<Group>> {
    let source = |path: &str| Source::new(files.iter().find(|file| file.path == path)?).ok();
    let policies = loose::whole(&source(POLICIES)?)?;
    let locked = policies.as_array()?.elements.iter().filter_map(Value::as_object);
    let locked = locked.filter(|policy| loose::text(policy, "definitionName").as_deref() == Some("lockStepVersion"));
    let settings = loose::whole(&source(RUSH.file)?)?;
    let projects = loose::list(settings.as_object()?, "projects")?;
    let of = |policy: String| {
        let all = projects.iter().filter_map(Value::as_object);
        let its = all.filter(|one| loose::text(one, RUSH.key).as_ref() == Some(&policy));
        Group { keeper: &RUSH, patterns: its.filter_map(|one| loose::text(one, "packageName")).collect() }
    };
    Some(locked.filter_map(|policy| loose::text(policy, "policyName")).map(of).collect())
}
