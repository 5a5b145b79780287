//! What a decision proposes: which versions, and how they come about.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::commits::Reason;
use crate::manifest::{File, Found};
use crate::release::package::PackageView;
use crate::release::people::People;
use crate::release::section::Section;
use crate::version::Scheme;

/// What a piece of work is called when it is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// A new version commit and its tag.
    Release,
    /// The tag for a version that already landed without one.
    Finalise,
    /// The tag for what the manifests say, where no tag is yet.
    FirstRelease,
}

/// What is to be released together, and how: one commit, and a tag for each package.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Proposal {
    /// What kind of work it is.
    pub action: Action,
    /// What is released.
    pub releases: Releases,
    /// The branch it is released from.
    pub branch: String,
    /// That branch's tip when this was decided.
    pub tip: String,
    /// The bump branch that it would be proposed by; absent: the template gives no name.
    pub head: Option<String>,
    /// Whether something else is due, of other packages, that is not part of it: it is left to the look that follows.
    pub rest: bool,
    /// The packages with versions of their own, which stay as they are.
    pub others: Vec<PackageView>,
    /// The files the version commit rewrites.
    pub changed_files: Vec<String>,
    /// How it comes about.
    pub way: Way,
}

/// The packages' releases: one at least.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Releases {
    /// The one that names a bump branch.
    pub first: Release,
    /// The others.
    pub more: Vec<Release>,
}

/// One package's version to be released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct Release {
    /// The package, by the name it was asked for; absent: it was not.
    #[serde(skip)]
    pub asked: Option<String>,
    /// The version.
    pub version: String,
    /// The newest version before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_version: Option<String>,
    /// The newest release below it of any branch, where that is another one.
    #[serde(skip)]
    pub elsewhere: Option<String>,
    /// The newest release of all, where that is above it.
    #[serde(skip)]
    pub above: Option<String>,
    /// The release before the newest one, and others of that one's minor version.
    #[serde(skip)]
    pub older: Vec<String>,
    /// The bump that led to it; absent where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bump: Option<String>,
    /// The grammar it is written in.
    pub scheme: Scheme,
    /// Its tag name.
    pub tag: String,
    /// The newest version's tag before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_tag: Option<String>,
    /// The tag of the release that its text tells of everything since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_since: Option<String>,
    /// The text of its release, as Markdown; absent where nothing is known of the commits, or none is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Those whom that text names, where it is to be published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<People>,
    /// What each commit asked for, where commits decided.
    #[serde(default)]
    pub reasons: Vec<Reason>,
    /// The manifests and what they say now.
    pub manifests: Vec<Found>,
    /// The paths among them that nobody has named, and that no manifest leads to.
    #[serde(skip)]
    pub kept: Vec<String>,
    /// The folders of the packages that get the version, the one it is of first; empty: no file carries it.
    #[serde(default)]
    pub packages: Vec<String>,
    /// Whether no version tag of any line is above it.
    pub latest: bool,
    /// The tags that will name it too, as long as they name what they name now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moving: Vec<MovingTag>,
    /// What the changelog's new section says, where the version commit adds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
}

impl Releases {
    /// Every one of them.
    pub fn iter(&self) -> impl Iterator<Item = &Release> + Clone {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// Every one of them, to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Release> {
        std::iter::once(&mut self.first).chain(&mut self.more)
    }

    /// Keeps those of which it holds, by their place; `false`: there is none, and all are kept.
    pub(crate) fn keep(&mut self, holds: impl Fn(usize) -> bool) -> bool {
        let mut kept = self.iter().enumerate().filter(|(at, _)| holds(*at)).map(|(_, release)| release.clone());
        let Some(first) = kept.next() else { return false };
        *self = Self { first, more: kept.collect() };
        true
    }

    /// In a sentence: the version; of several their tags, which say of which package each is.
    pub(crate) fn in_words(&self) -> String {
        if self.more.is_empty() { self.first.version.clone() } else { self.tags().collect::<Vec<_>>().join(", ") }
    }

    /// Their tags' names.
    pub(crate) fn tags(&self) -> impl Iterator<Item = &str> + Clone {
        self.iter().map(|release| release.tag.as_str())
    }
}

/// Where one package is released, its release and what all have in common are one object, as people read it. Where there are
/// several, the first is read so, and `releases` has them all.
impl Serialize for Proposal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Release { version, previous_version, bump, scheme, tag, previous_tag, told_since, .. } =
            &self.releases.first;
        let Release { notes, people, reasons, manifests, packages, latest, moving, section, .. } = &self.releases.first;
        let mut all = serializer.serialize_struct("Proposal", 22)?;
        all.serialize_field("action", &self.action)?;
        all.serialize_field("version", version)?;
        some(&mut all, "previousVersion", previous_version)?;
        some(&mut all, "bump", bump)?;
        all.serialize_field("scheme", scheme)?;
        all.serialize_field("tag", tag)?;
        all.serialize_field("branch", &self.branch)?;
        all.serialize_field("tip", &self.tip)?;
        some(&mut all, "previousTag", previous_tag)?;
        some(&mut all, "toldSince", told_since)?;
        some(&mut all, "notes", notes)?;
        some(&mut all, "people", people)?;
        all.serialize_field("reasons", reasons)?;
        all.serialize_field("manifests", manifests)?;
        all.serialize_field("packages", packages)?;
        if !self.others.is_empty() {
            all.serialize_field("others", &self.others)?;
        }
        all.serialize_field("changedFiles", &self.changed_files)?;
        all.serialize_field("latest", latest)?;
        if !moving.is_empty() {
            all.serialize_field("moving", moving)?;
        }
        some(&mut all, "section", section)?;
        all.serialize_field("way", &self.way)?;
        if !self.releases.more.is_empty() {
            all.serialize_field("releases", &self.releases.iter().collect::<Vec<_>>())?;
        }
        all.end()
    }
}

fn some<S: SerializeStruct, T: Serialize>(all: &mut S, name: &'static str, value: &Option<T>) -> Result<(), S::Error> {
    match value {
        Some(value) => all.serialize_field(name, value),
        None => Ok(()),
    }
}

/// A tag such as `v1`, which names the newest version of its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct MovingTag {
    /// Its name.
    pub name: String,
    /// What it names now; empty: it is not there.
    pub expect: String,
}

/// The commit a tag will name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Way {
    /// A commit to be built on the tip.
    NewCommit {
        /// The rewritten files; once they are handed out in a step, what their texts hash to stands in place of these.
        #[serde(skip)]
        files: Vec<File>,
        /// Whether its subject asks CI to skip it, should it be pushed to the branch itself.
        skip_ci: bool,
        /// What is to be said of that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        remark: Option<String>,
    },
    /// A commit that is on the branch already.
    Standing {
        /// Its object name.
        commit: String,
        /// Whether a person raised the version, as far as is known: what else says the old one is looked for.
        #[serde(skip)]
        by_hand: bool,
    },
}
