//! What is wanted of a run, as plain data.

mod choices;

use std::borrow::Cow;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::branch;
use crate::bump::{Base, BelowOne, Bump, Calendar, Channels};
use crate::commits::{BumpRules, Table, Worth};
use crate::error::{Error, Result};
use crate::release::trigger::Trigger;
use crate::tag;
use crate::tag::Format;
use crate::text::shortened;
use crate::version::{Numbering, Scheme, Version};

pub use choices::{Choice, MergeMethod, Mode, MovingTags, Notes, RunId, SkipCi};

/// A package that is released together with the one a request names, and what it has of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Also {
    /// Its name or its folder.
    pub package: String,
    /// Its changelog.
    pub changelog: Option<String>,
}

/// The request of one run. Whatever is absent has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// `auto`, a bump by name ([`Bump::parse`]), or an exact version.
    #[serde(default = "auto")]
    pub bump: String,
    /// What commits that are neither breaking nor a feature are worth under `auto`.
    #[serde(default)]
    pub default_bump: Worth,
    /// What commits of a type are worth, where that is not what it would be otherwise.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub bump_types: Table,
    /// What breaking changes and features are worth below 1.0.
    #[serde(default)]
    pub below_one: BelowOne,
    /// How the released version is counted; absent: by the grammar of the manifests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Numbering>,
    /// The calendar's format, such as `YYYY.MM.MICRO`; needs `date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calver_format: Option<String>,
    /// The day, as ISO text: for versions by the calendar, and for a changelog.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What a new prerelease is called; absent: `rc`, and one that is there keeps its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Where the numbers of prereleases begin.
    #[serde(default)]
    pub identifier_base: Base,
    /// Which branches release prereleases, and what these are called: `beta=beta next=rc`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prerelease_branches: String,
    /// Text around one `{version}`; `{name}` stands for the package's name. Absent: as the repository's tags are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag_format: Option<String>,
    /// Patterns of tags that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore_tags: Vec<String>,
    /// The branch to release from; absent: the remote's default branch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// What started the run; absent: a person, at a desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Trigger>,
    /// Release only if the tip still is the commit that started the run.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tested_only: bool,
    /// Manifests besides those that are discovered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub manifests: Vec<String>,
    /// Whether it is a failure that something still says the old version.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strict_places: bool,
    /// The package to release, by its name or its folder, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// The packages that are released together with it, by one commit. No door asks for any yet.
    #[serde(skip)]
    pub also: Vec<Also>,
    /// What the product is: patterns of its files, and with `!` of those that are none of it. Empty: all of them are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<String>,
    /// A changelog that the version commit adds a section to; needs `date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changelog: Option<String>,
    /// Whether the version commit asks CI to skip it.
    #[serde(default)]
    pub skip_ci: SkipCi,
    /// The version commit's message; `{version}` stands for the version.
    #[serde(default = "commit_message")]
    pub commit_message: String,
    /// Release even where nothing is new (relative bumps only).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub force: bool,
    /// Only tag what landed without its tag (PROTOCOL 33).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_finalise: bool,
    /// Whether the version comes in by push or by pull request.
    #[serde(default)]
    pub mode: Mode,
    /// The bump branch's name, with one `{version}`; absent: [`crate::branch::DEFAULT_TEMPLATE`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch_template: Option<String>,
    /// Labels of the bump pull request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// Let the hosting merge the bump pull request as soon as its rules allow it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub auto_merge: bool,
    /// The title of the bump pull request, with names in braces; absent: the version commit's subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pull_request_title: Option<String>,
    /// Its text, with names in braces; absent: what it brings, why, and what comes after the merge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pull_request_body: Option<String>,
    /// How the hosting merges it.
    #[serde(default)]
    pub merge_method: MergeMethod,
    /// Seconds to wait for the merge, so that this very run tags it.
    #[serde(default)]
    pub wait: u32,
    /// Whether a release is published after the tag; `auto`: wherever there is a hosting.
    #[serde(default)]
    pub github_release: Choice,
    /// What its text is made of.
    #[serde(default)]
    pub notes: Notes,
    /// Which changes notes and changelog tell of, under which titles, in which order: lines such as `Features: feat`,
    /// `Everything else: *` and `!chore`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes_sections: Vec<String>,
    /// What stands before a release's text, with names in braces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes_header: Option<String>,
    /// What stands behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes_footer: Option<String>,
    /// The tags that move along with releases.
    #[serde(default)]
    pub moving_tags: MovingTags,
    /// Publish it as a draft.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// Mark it as a prerelease; `auto`: by its version.
    #[serde(default)]
    pub prerelease: Choice,
    /// A workflow to start at the new tag, by its file name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispatch_workflow: Option<String>,
    /// Who is asking: makes every object of this run unique (PROTOCOL 21).
    pub run: RunId,
}

/// The request's bump, understood.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Whatever the commits since the last tag ask for.
    Auto,
    /// One part goes up.
    Part(Bump),
    /// This very version.
    Exact(Version),
}

impl Asked {
    /// The version that was asked for by name.
    pub(crate) fn exact(&self) -> Option<&Version> {
        match self {
            Self::Exact(version) => Some(version),
            _ => None,
        }
    }
}

impl Request {
    /// Whether somebody asked for this very bump or version, so that no automatic run may take it back (PROTOCOL 9).
    pub fn is_explicit(&self) -> bool {
        self.bump != "auto"
    }

    /// What is asked for, package by package.
    pub(crate) fn each(&self) -> (Cow<'_, Self>, impl Iterator<Item = Cow<'_, Self>>) {
        (Cow::Borrowed(self), self.also.iter().map(|also| Cow::Owned(self.about(also))))
    }

    /// What is asked for of one package, by the name that is asked for.
    pub(crate) fn of(&self, package: Option<&str>) -> Cow<'_, Self> {
        match self.also.iter().find(|also| Some(also.package.as_str()) == package) {
            Some(also) => Cow::Owned(self.about(also)),
            None => Cow::Borrowed(self),
        }
    }

    fn about(&self, also: &Also) -> Self {
        let (package, changelog) = (Some(also.package.clone()), also.changelog.clone());
        Self { package, changelog, also: Vec::new(), ..self.clone() }
    }

    /// The branch that was asked for, without `refs/heads/`.
    pub fn named_branch(&self) -> Option<&str> {
        self.branch.as_deref().map(|branch| branch.strip_prefix("refs/heads/").unwrap_or(branch))
    }

    /// The template of bump branches; those of a package that was asked for carry its name.
    pub(crate) fn template(&self) -> Option<String> {
        branch::template_for(self.branch_template.as_deref(), self.package.as_deref())
    }

    /// The tag format that was asked for, of a package of this name; `None`: the tags say. Codes: `invalid-tag-format`.
    pub fn format(&self, name: Option<&str>) -> Result<Option<Format>> {
        let Some(format) = &self.tag_format else { return Ok(None) };
        Ok(Some(Format::parse(&tag::named(format, name)?)?.with_moving(self.moving_tags.numbers())))
    }

    /// What commits count for.
    pub fn bump_rules(&self) -> BumpRules {
        BumpRules {
            default_bump: self.default_bump,
            below_one: self.below_one,
            types: self.bump_types.clone(),
            labels: Table::new(),
        }
    }

    /// The branches that release prereleases. Codes: `invalid-prerelease-branches`.
    pub fn channels(&self) -> Result<Channels> {
        Channels::parse(&self.prerelease_branches)
    }

    /// The calendar that versions are counted by. Codes: `invalid-calver-format`, `invalid-date`.
    pub fn calendar(&self) -> Result<Option<Calendar>> {
        match (&self.calver_format, self.scheme) {
            (Some(format), None | Some(Numbering::Calver)) => {
                Calendar::parse(format, self.date.as_deref().unwrap_or_default()).map(Some)
            }
            (Some(format), Some(_)) => Err(Error::new(
                "invalid-calver-format",
                format!("calendar format `{}` beside a scheme that has no calendar", shortened(format)),
            )
            .advice("ask for the scheme `calver`, or for none: the manifests say in which grammar it is written")),
            (None, Some(Numbering::Calver)) => {
                Err(Error::new("invalid-calver-format", "the scheme `calver` needs a calendar format")
                    .advice("give one such as `--calver YYYY.MM.MICRO` (input `calver-format`)"))
            }
            (None, _) => Ok(None),
        }
    }

    /// The bump, with an exact version read in `scheme`. Codes: `invalid-version`.
    pub fn asked(&self, scheme: Scheme) -> Result<Asked> {
        if let Some(bump) = Bump::parse(&self.bump) {
            return Ok(Asked::Part(bump));
        }
        match self.exact_text() {
            // The calendar's own spelling, `26.02.3`, is no SemVer; whether two numbers are enough, the tags say at the look.
            Some(text) if self.calver_format.is_some() || tag::is_short(text) => {
                Version::parse_lenient(text, scheme).map_or_else(|| Version::parse(text, scheme), Ok).map(Asked::Exact)
            }
            Some(text) => Version::parse(text, scheme).map(Asked::Exact),
            None => Ok(Asked::Auto),
        }
    }

    /// The exact version's text; a `v` before it is a habit, not a mistake.
    pub(crate) fn exact_text(&self) -> Option<&str> {
        let text = self.bump.strip_prefix(['v', 'V']).unwrap_or(&self.bump);
        text.starts_with(|c: char| c.is_ascii_digit()).then_some(text)
    }
}

fn auto() -> String {
    "auto".into()
}
fn commit_message() -> String {
    "chore(release): {version}".to_string()
}
