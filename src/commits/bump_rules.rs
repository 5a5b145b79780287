//! What a commit is worth: by its type, its labels, and the version it starts from.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::bump::{BelowOne, Bump};
use crate::commits::title::Header;
use crate::ordered::BTreeMap;
use crate::text::shortened;
use crate::version::Version;

/// What a commit is worth: by its type, by its labels, or where neither says anything.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Worth {
    /// Nothing to release.
    None,
    /// A patch.
    #[default]
    Patch,
    /// A minor version.
    Minor,
    /// A major version.
    Major,
}

impl Worth {
    /// `none`, `patch`, `minor`, `major`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "none" => Some(Self::None),
            "patch" => Some(Self::Patch),
            "minor" => Some(Self::Minor),
            "major" => Some(Self::Major),
            _ => None,
        }
    }

    /// The bump it asks for.
    pub fn bump(self) -> Option<Bump> {
        match self {
            Self::None => None,
            Self::Patch => Some(Bump::Patch),
            Self::Minor => Some(Bump::Minor),
            Self::Major => Some(Bump::Major),
        }
    }

    fn as_str(self) -> &'static str {
        self.bump().map_or("none", Bump::as_str)
    }
}

/// What words are worth.
pub type Table = BTreeMap<String, Worth>;

/// What commits count for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BumpRules {
    /// What everything else is worth.
    pub default_bump: Worth,
    /// What breaking changes and features are worth below 1.0.
    pub below_one: BelowOne,
    /// What types are worth, such as `perf` or `docs`. A breaking change is one whatever its type.
    pub types: Table,
    /// What labels are worth; empty: `major`, `minor` and `patch`, alone or after `semver:` or `release:`.
    pub labels: Table,
}

/// The bump that a commit asks for, and why.
type Wish = (Option<Bump>, String);

impl BumpRules {
    pub(super) fn breaking(&self, current: &Version) -> Wish {
        let bump = self.below_one.apply(Bump::Major, current);
        let why = if bump == Bump::Major { "breaking change" } else { "breaking change below 1.0" };
        (Some(bump), why.to_string())
    }

    pub(super) fn of_header(&self, header: &Header, current: &Version) -> Wish {
        if header.breaking {
            return self.breaking(current);
        }
        let kind = shortened(header.kind);
        // `feat` and `feature` are one.
        let same = |name: &str| header.is(&[name]) || (header.is_feature() && Header::names_feature(name));
        let exact = self.types.iter().find(|(name, _)| header.is(&[name]));
        let own = exact.or_else(|| self.types.iter().find(|(name, _)| same(name)));
        if let Some((_, bump)) = own {
            return (bump.bump(), format!("type `{kind}`: {}, by the table of types", bump.as_str()));
        }
        // Some conventions have a type for it, and the notes tell it as one.
        if header.is(&["breaking"]) {
            return self.breaking(current);
        }
        if header.is_feature() {
            let bump = self.below_one.apply(Bump::Minor, current);
            let why = if bump == Bump::Minor { "`feat` adds a feature" } else { "`feat` adds a feature, below 1.0" };
            return (Some(bump), why.to_string());
        }
        (self.default_bump.bump(), format!("type `{kind}`: default bump"))
    }

    /// What the labels of a pull request ask for, where one of them says anything: the highest.
    pub(super) fn of_labels(&self, labels: &[String], current: &Version) -> Option<Wish> {
        let known = labels.iter().filter_map(|label| Some((self.of_label(label)?, label)));
        let (worth, label) = known.max_by_key(|(worth, _)| *worth)?;
        Some((worth.bump().map(|bump| self.below_one.apply(bump, current)), format!("label `{}`", shortened(label))))
    }

    fn of_label(&self, label: &str) -> Option<Worth> {
        if !self.labels.is_empty() {
            return self.labels.get(label).copied();
        }
        let lower = label.to_ascii_lowercase();
        let prefixed = ["semver:", "release:"].iter().find_map(|prefix| lower.strip_prefix(prefix));
        match prefixed {
            Some(word) => Worth::parse(word.trim_start()),
            // A bare `none` may mean anything.
            None => Worth::parse(&lower).filter(|worth| *worth != Worth::None),
        }
    }
}
