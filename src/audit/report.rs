//! What an audit answers, as plain data.

use serde::Serialize;

use crate::audit::branches::Orphan;
use crate::audit::hosted::{History, HostedReport};

/// The answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// How many version tags there are.
    pub tags: usize,
    /// How many of them tell the truth.
    pub consistent: usize,
    /// How many per cent of those that could be judged; absent: none could.
    pub rate: Option<f64>,
    /// Those that do not, newest first.
    pub mismatches: Vec<Mismatch>,
    /// Those that could not be judged, newest first.
    pub unjudged: Vec<Unjudged>,
    /// Bump branches that nobody seems to need.
    pub orphan_branches: Vec<Orphan>,
    /// Versions that the branch has said and no tag names, newest first.
    pub untagged: Vec<Untagged>,
    /// What else is odd, one sentence each.
    pub remarks: Vec<String>,
    /// The same of each package, where tags are of several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<PackageRate>,
    /// The tags that were judged, in the order of time, a few of them together.
    pub trend: Vec<Point>,
    /// What the hosting knows besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hosted: Option<HostedReport>,
    /// What became of bump branches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
    /// Whether the one tag that was asked for tells the truth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
}

/// A tag that says one thing, and manifests that say another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mismatch {
    /// Its name.
    pub tag: String,
    /// Its version.
    pub version: String,
    /// What the manifests say that do not agree.
    pub found: Vec<Word>,
    /// What to do now.
    pub fix: String,
}

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Word {
    /// Its path.
    pub path: String,
    /// As the file spells it.
    pub version: String,
}

/// A tag that could not be judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unjudged {
    /// Its name.
    pub tag: String,
    /// Why, as a code.
    pub code: String,
    /// Why, in words.
    pub why: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A version without a tag.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Untagged {
    /// The version.
    pub version: String,
    /// The commit that brought it to the branch.
    pub commit: String,
    /// The manifest that says it.
    pub path: String,
    /// Whether the branch still says it.
    pub current: bool,
}

/// The tags of one package.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PackageRate {
    /// How they are written.
    pub tag_format: String,
    /// How many there are.
    pub tags: usize,
    /// How many tell the truth.
    pub consistent: usize,
    /// How many do not.
    pub mismatches: usize,
}

/// A few tags that were made one after the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Point {
    /// When the last of them was made, in seconds since 1970.
    pub seconds: u64,
    /// That one.
    pub tag: String,
    /// How many there are.
    pub tags: usize,
    /// How many of them tell the truth.
    pub consistent: usize,
}

/// Whether one tag tells the truth.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gate {
    /// Its name.
    pub tag: String,
    /// Whether it may pass.
    pub passes: bool,
    /// Why.
    pub why: String,
}
