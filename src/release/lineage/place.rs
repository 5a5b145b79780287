//! Where a tag's commit lies, and whether the branch knows it.

use std::cell::OnceCell;

use crate::manifest::{File, Texts};
use crate::release::facts::{Past, Place, Tag};
use crate::release::lineage::{Question, Stretch};
use crate::release::stated::{Says, Stated, compared, say, stated_in};
use crate::version::Version;

/// Why a tag counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counts {
    /// Its commit is in the tip's history.
    History,
    /// Its commit stands on one of the branch: a release commit, with built files perhaps, that was only tagged.
    Beside,
    /// A commit of the branch has its tree.
    Tree,
    /// The branch's own manifests have said its version.
    Said,
}

impl Counts {
    pub(crate) fn in_words(self, branch: &str) -> String {
        match self {
            Self::History => format!("it is in the history of `{branch}`"),
            Self::Beside => format!("its commit stands on one of `{branch}`"),
            Self::Tree => format!("a commit of `{branch}` has its very tree"),
            Self::Said => format!("the manifests on `{branch}` have said its version"),
        }
    }
}

/// Whether a tag counts.
pub(super) enum Verdict {
    /// It does; and the commit of the branch that has all of it.
    Counts(Counts, String),
    /// It does not.
    Elsewhere,
    /// That depends on where it lies; `search`: on whether the branch took its content in.
    Unknown { search: bool },
}

impl<'q> Question<'q> {
    /// Whether the manifests among files say a version.
    fn says(&self, files: &[File], version: &Version) -> bool {
        say(files, self.request, &self.hint.folders, version) == Says::It
    }

    fn place(&self, oid: &str) -> Option<&Place> {
        self.by_commit.get(oid).copied()
    }

    /// Whether a commit is known to be in the tip's history, without a question.
    fn is_tip(&self, oid: &str) -> bool {
        oid == self.target.tip
    }

    /// When a commit was made; of the tip, which is not asked about: last.
    pub(super) fn when(&self, oid: &str) -> Option<u64> {
        if self.is_tip(oid) { Some(u64::MAX) } else { self.place(oid).map(|place| place.seconds) }
    }

    /// Whether a commit was found in the tip's history.
    pub(super) fn is_known_to_count(&self, oid: &str) -> bool {
        self.is_tip(oid) || self.place(oid).is_some_and(|place| place.on_branch)
    }

    /// Whether a commit's only parent was found there.
    pub(super) fn stands_beside(&self, oid: &str) -> bool {
        self.place(oid).is_some_and(|place| place.parent.is_some())
    }

    pub(super) fn judge(&self, version: &Version, tag: &Tag) -> Verdict {
        if self.is_known_to_count(&tag.commit) {
            return Verdict::Counts(Counts::History, tag.commit.clone());
        }
        let Some(place) = self.place(&tag.commit) else { return Verdict::Unknown { search: false } };
        let beside = || place.parent.clone().map(|parent| Verdict::Counts(Counts::Beside, parent));
        // The branch says the version already; what was added to be tagged is built.
        if self.says(&place.before, version)
            && let Some(counts) = beside()
        {
            return counts;
        }
        if !place.searched || self.past.is_none() {
            return Verdict::Unknown { search: true };
        }
        if let Some(twin) = &place.twin {
            return Verdict::Counts(Counts::Tree, twin.clone());
        }
        if let Some(past) = self.brought(version) {
            return Verdict::Counts(Counts::Said, past.oid.clone());
        }
        // A release commit that raises the version itself, and was never brought to any branch. Where a branch has it, it
        // is that branch's first; and what does not say its version is no release commit.
        let heads = self.refs.heads().any(|(_, oid)| *oid == tag.commit);
        let released = self.says(&place.files, version) && !version.is_prerelease();
        if released && !heads && !place.built_on {
            return beside().unwrap_or(Verdict::Elsewhere);
        }
        Verdict::Elsewhere
    }

    /// The commit that brought a version to the branch's manifests: the oldest of the newest run of commits that say it.
    fn brought(&self, version: &Version) -> Option<&'q Past> {
        let Stretch { commits, stated } = self.past.as_ref()?;
        // Most are those of the commit before.
        let texts = Texts::default();
        let says = |(past, stated): &(&'q Past, &OnceCell<Option<Stated>>)| {
            let stated = stated.get_or_init(|| stated_in(&texts, &past.files, self.request, &self.hint.folders));
            compared(stated.as_ref(), version) == Says::It
        };
        let brought = commits.iter().zip(stated).skip_while(|one| !says(one)).take_while(says).last();
        brought.map(|(past, _)| past)
    }
}
