//! What is looked for, and what is said of what was found.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::manifest::names::base;
use crate::ordered::BTreeSet;
use crate::text::option;

/// So many entries are named in a failure.
const MOST_ADVISED: usize = 5;

/// What was rewritten.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Asked {
    /// The versions of before.
    pub said: Vec<String>,
    /// The version of now.
    pub version: String,
    /// The setting of that name: what it leaves out is left out.
    #[serde(default)]
    pub manifests: Vec<String>,
    /// The folders of the packages that have the version; none: all.
    #[serde(default)]
    pub packages: Vec<String>,
    /// The folders of those with versions of their own.
    #[serde(default)]
    pub others: Vec<String>,
    /// Versions of before those, which only a program's own may have stayed at.
    #[serde(default)]
    pub older: Vec<String>,
    /// What else is known of the release.
    #[serde(default)]
    pub known: KnownRelease,
}

/// What is known of a release besides its versions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct KnownRelease {
    /// Whether all that is raised is far behind the newest tag: what another manifest says is its own version, whatever its numbers.
    pub far: bool,
    /// Whether what lies beside the manifests at the root goes along: it is released, and no prerelease.
    pub along: bool,
    /// What the hosting calls the repository, such as `o/r`.
    pub repository: Option<String>,
}

/// What to look for, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Hunt {
    /// The versions of before: a file without one of these texts in it needs no more looking at.
    pub texts: Vec<String>,
    /// The files that may say it.
    pub paths: Vec<String>,
    /// Files that tools of before were set up with, and what says the project's name: they are read whatever they say.
    pub settings: Vec<String>,
    /// Lock files, which are large: rewritten or not, their texts are not wanted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locks: Vec<String>,
    /// How many files are not looked at, since there are too many.
    pub left: u32,
    /// Those among the texts that count as numbers which everybody has, and in no settings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub older: Vec<String>,
    /// As in what was asked.
    #[serde(default)]
    pub known: KnownRelease,
}

/// Places that still say the old version, as far as that was looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Search {
    /// Those that former tools were told of first.
    pub places: Vec<Leftover>,
    /// How many files could not be looked into.
    #[serde(default)]
    pub unread: u32,
}

/// Lines of a file that still say the old version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Leftover {
    /// Path from the root.
    pub path: String,
    /// The lines, from 1.
    pub lines: Vec<u32>,
    /// What they say.
    pub version: String,
    /// The entry of `manifests` that would include them; absent: none would.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The former tool's settings that name this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_by: Option<String>,
    /// Whether a program gives it as its own version there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub assigned: bool,
}

impl Hunt {
    /// See [`Hunt::older`].
    pub(super) fn is_older(&self, text: &str) -> bool {
        self.older.iter().any(|one| one == text)
    }
}

impl Leftover {
    /// `path:4,9`, with every line.
    pub(crate) fn place(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(u32::to_string).collect();
        format!("{}:{}", self.path, lines.join(","))
    }

    /// Why a version that no manifest has is not the tag's alone, nor that of files `kept` which nobody has named: a program
    /// gives it, too. Code `no-manifest`.
    pub(crate) fn not_alone(places: &[Self], branch: &str, kept: &[String]) -> Option<Error> {
        let first = places.iter().find(|one| one.assigned)?;
        let (who, path) = match kept.first() {
            None => (format!("no manifest on `{branch}` has a version"), "a tag alone"),
            Some(kept) => (format!("on `{branch}` `{kept}` has the version"), "a release of that file alone"),
        };
        let message = format!(
            "{who}, but `{}` gives {} as the program's: {path} would leave it behind",
            first.place(),
            first.version
        );
        let mut error = Error::new("no-manifest", message).at(&first.path);
        // What is named by somebody is all there is: no file is found by itself beside it.
        let mut entries: Vec<String> = kept.iter().map(|kept| option("manifests", kept)).collect();
        // All of them: what is left out here would be left behind, once others are named.
        for one in places.iter().filter(|one| one.assigned) {
            // `doors-1.2.3-1.rockspec` is of that version for ever.
            if base(&one.path).contains(&one.version) {
                let (before, after) = one.path.split_once(one.version.as_str()).unwrap_or((one.path.as_str(), ""));
                let all = format!("{before}*{}", after.find('.').and_then(|dot| after.get(dot..)).unwrap_or_default());
                let advice = format!(
                    "`{}` is called by its version: make one for the new version by hand, and leave these out: `{}` (input `manifests`)",
                    one.path,
                    option("manifests", &format!("!{all}"))
                );
                return Some(error.advice(advice));
            }
            entries.extend(one.entry.iter().map(|entry| option("manifests", entry)));
        }
        if entries.len() > kept.len() {
            error = error.advice(format!("to keep it up to date: `{}` (input `manifests`)", entries.join(" ")));
        }
        let paths: BTreeSet<&str> = places.iter().filter(|one| one.assigned).map(|one| one.path.as_str()).collect();
        let left: Vec<String> = paths.iter().map(|path| option("manifests", &format!("!{path}"))).collect();
        let what = if left.len() == 1 {
            "it is something else, leave the file"
        } else {
            "all of it is something else, leave the files"
        };
        Some(error.advice(format!("if {what} out: `{}`", left.join(" "))))
    }

    /// Why a run that bears none of these ends. Codes `version-left-behind`, `places-not-searched`.
    pub(crate) fn strict(places: &[Self], unread: u32) -> Option<Error> {
        let Some(first) = places.first() else {
            return (unread > 0).then(|| {
                Error::new(
                    "places-not-searched",
                    format!("whether something still says the old version is not known: {unread} files were not looked into, and `strict-places` is set"),
                )
                .advice("make a clone with all contents of the tip (no `--filter`), or leave `strict-places` out")
            });
        };
        let more = places.len().saturating_sub(1);
        let more = if more == 0 { String::new() } else { format!(", and {more} more") };
        let message = format!("`{}` still says {}{more}, and `strict-places` is set", first.place(), first.version);
        let mut error = Error::new("version-left-behind", message).at(&first.path);
        for one in places.iter().take(MOST_ADVISED) {
            if let Some(entry) = &one.entry {
                error = error.advice(format!("to include it, add to `manifests` (`--manifests`): `{entry}`"));
            }
        }
        Some(error.advice("to leave a file as it is, add `!path` to `manifests`"))
    }
}
